//! `manifest.json`: what a folder holds, from which inputs, by which version. It is rewritten by each
//! run and read by the next, which keeps what did not change.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::issue::{Issue, Origin};
use crate::view::{DocumentRow, FileRow};

/// The manifest's name below OUT.
pub const NAME: &str = "manifest.json";
/// The number of the shape below; a newer one is refused.
const SCHEMA: u32 = 1;

/// What a folder holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// The number of this shape.
    pub schema: u32,
    /// The program's version.
    pub version: String,
    /// The run's as-at date.
    pub as_at: NaiveDate,
    /// A digest of everything that the run depended on.
    pub run: String,
    /// The inputs: name, digest, size.
    pub inputs: Vec<FileRow>,
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// The documents of cases that are gone from the export, until they are pruned.
    #[serde(default)]
    pub gone: Vec<DocumentRow>,
    /// The run's own files: index and report.
    pub own: Vec<FileRow>,
    /// What reading came to, for a run that is not read again.
    pub reading: Reading,
}

/// What reading came to, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Cases in the export.
    pub cases: usize,
    /// Errors among the issues.
    pub errors: usize,
    /// Warnings among the issues.
    pub warnings: usize,
    /// Rows set aside.
    pub set_aside: usize,
}

impl Manifest {
    /// A manifest of this program's shape.
    pub fn new(as_at: NaiveDate, run: String, inputs: Vec<FileRow>, reading: Reading) -> Self {
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_at,
            run,
            inputs,
            documents: Vec::new(),
            gone: Vec::new(),
            own: Vec::new(),
            reading,
        }
    }

    /// The manifest of a folder; none where there is none.
    ///
    /// # Errors
    /// One that a newer program wrote, or that is damaged.
    pub fn read(out: &Path) -> Result<Option<Self>, Issue> {
        let Ok(bytes) = std::fs::read(out.join(NAME)) else {
            return Ok(None);
        };
        let number = serde_json::from_slice::<serde_json::Value>(&bytes)
            .ok()
            .and_then(|value| value.get("schema")?.as_u64());
        match number {
            Some(number) if number > u64::from(SCHEMA) => Err(Issue::error(
                "CB1007",
                "the manifest was written by a newer version of casebinder",
            )
            .at(Origin::file(NAME))
            .hint("Use that version, or write to another folder.")),
            _ => Ok(serde_json::from_slice(&bytes).ok()),
        }
    }

    /// The manifest as the bytes of its file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a manifest can be written as JSON");
        bytes.push(b'\n');
        bytes
    }
}
