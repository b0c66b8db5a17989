//! The review folder of a request: the frozen extract (rule 29), the request, the review workbook, the proof, the
//! key of the schedule's digests. It stays inside; what is released is written elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::batch::files;
use crate::commands::{Exit, Stop};
use crate::digest::{hex, new_key, sha256};
use crate::disclose::access::Request;
use crate::ingest::NamedBytes;
use crate::issue::{Issue, Origin};

/// The number of the shape of `request.json`; a newer one is refused.
const SCHEMA: u32 = 1;
const REQUEST: &str = "request.json";
const KEY: &str = "schedule.key";
/// The workbook that people fill in.
pub(super) const REVIEW: &str = "review.xlsx";
/// What the second reviewer reads.
pub(super) const PROOF: &str = "proof.pdf";

/// What is kept of a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    schema: u32,
    /// The request's reference.
    pub reference: String,
    /// The request.
    pub request: Request,
    /// The files of the extract.
    pub files: Vec<KeptFile>,
}

/// A file of the frozen extract.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeptFile {
    /// The name by which messages speak of it.
    pub name: String,
    /// Where it lies below the folder.
    pub path: String,
    /// Its digest.
    pub sha256: String,
}

/// A review folder.
pub(super) struct ReviewFolder {
    path: PathBuf,
}

impl ReviewFolder {
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a review was begun here.
    pub fn is_begun(&self) -> bool {
        self.path.join(REQUEST).is_file()
    }

    /// Keeps the extract and the request.
    pub fn keep(
        &self,
        request: Request,
        reference: String,
        files: &[NamedBytes],
    ) -> Result<Kept, Stop> {
        let mut kept = Vec::new();
        for (number, file) in (1..).zip(files) {
            let own: String = file
                .name
                .chars()
                .map(|c| {
                    if c.is_alphanumeric() || c == '.' || c == '-' {
                        c
                    } else {
                        '_'
                    }
                })
                .collect();
            let path = format!("extract/{number:02}-{own}");
            self.write(&path, &file.bytes)?;
            kept.push(KeptFile {
                name: file.name.to_string(),
                path,
                sha256: sha256(&file.bytes),
            });
        }
        let kept = Kept {
            schema: SCHEMA,
            reference,
            request,
            files: kept,
        };
        let json = serde_json::to_vec_pretty(&kept).expect("a request can be written as JSON");
        self.write(REQUEST, &json)?;
        Ok(kept)
    }

    /// The request as it was kept.
    pub fn kept(&self) -> Result<Kept, Stop> {
        let missing = || {
            let issue = Issue::error("CB1215", "this folder holds no review")
                .at(Origin::file(REQUEST))
                .hint("Give the folder that casebinder access prepare wrote.");
            Stop::new(Exit::Usage, issue)
        };
        let text = fs::read_to_string(self.path.join(REQUEST)).map_err(|_| missing())?;
        let kept: Kept = serde_json::from_str(&text).map_err(|_| missing())?;
        if kept.schema > SCHEMA {
            let issue = Issue::error(
                "CB1216",
                "this review was written by a newer version of casebinder",
            );
            return Err(Stop::new(Exit::Usage, issue.hint("Use that version.")));
        }
        Ok(kept)
    }

    /// The frozen extract, as it was frozen.
    pub fn extract(&self, kept: &Kept) -> Result<Vec<NamedBytes>, Stop> {
        let each = kept.files.iter().map(|file| {
            let bytes = fs::read(self.path.join(&file.path)).unwrap_or_default();
            if sha256(&bytes) == file.sha256 {
                return Ok(NamedBytes {
                    name: file.name.as_str().into(),
                    bytes,
                });
            }
            let issue = Issue::error(
                "CB1217",
                "a file of the frozen extract is missing or was changed",
            )
            .at(Origin::file(file.path.as_str()))
            .hint("Restore it from a backup, or run access prepare --again with the export.");
            Err(Stop::new(Exit::Input, issue))
        });
        each.collect()
    }

    /// The review workbook.
    pub fn workbook(&self) -> Result<NamedBytes, Stop> {
        let bytes = fs::read(self.path.join(REVIEW)).map_err(|_| {
            let issue = Issue::error(
                "CB1218",
                "failed to read the review workbook (it is not there, or is open elsewhere)",
            )
            .at(Origin::file(REVIEW))
            .hint("Close it in Excel, or run access prepare --again.");
            Stop::new(Exit::Input, issue)
        })?;
        Ok(NamedBytes {
            name: REVIEW.into(),
            bytes,
        })
    }

    /// The key of the schedule's digests, made once.
    pub fn key(&self) -> Result<Vec<u8>, Stop> {
        let known = fs::read_to_string(self.path.join(KEY)).unwrap_or_default();
        if !known.trim().is_empty() {
            return Ok(known.trim().as_bytes().to_vec());
        }
        let key = new_key().ok_or_else(|| {
            let issue = Issue::error(
                "CB1219",
                "the system gave no random number for the schedule's key",
            );
            Stop::new(Exit::Disk, issue.hint("Run again."))
        })?;
        let key = hex(&key);
        self.write(KEY, key.as_bytes())?;
        Ok(key.into_bytes())
    }

    /// Writes a file whole.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        let written = files::write(&self.path, path, bytes);
        written
            .map(|_| ())
            .map_err(|issue| Stop::new(Exit::Disk, issue))
    }
}
