//! A document that a build made, found by its file.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Exit, Stop};
use crate::batch::manifest::{self, Manifest};
use crate::digest::sha256;
use crate::issue::{Issue, Origin};
use crate::view::DocumentRow;

/// A document, as it was made and not changed since.
pub(super) struct MadeDocument {
    /// The folder that the build wrote.
    pub out: PathBuf,
    /// The file's path below it, with forward slashes.
    pub path: String,
    /// What the manifest says of the document.
    pub row: DocumentRow,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// The document that a file is of.
///
/// # Errors
/// A file that no build made, or that was changed since.
pub(super) fn find(file: &Path) -> Result<MadeDocument, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let (out, path) = place(file)?;
    let manifest = Manifest::read(&out).map_err(usage)?;
    let documents = manifest.into_iter().flat_map(|manifest| manifest.documents);
    let found = documents.filter_map(|row| {
        let digest = row
            .files
            .iter()
            .find(|file| file.path == path)?
            .sha256
            .clone();
        Some((row, digest))
    });
    let (row, digest) = found
        .into_iter()
        .next()
        .ok_or_else(|| usage(not_made(&path)))?;
    let bytes = std::fs::read(file).map_err(|_| Stop::new(Exit::Input, not_made(&path)))?;
    if sha256(&bytes) != digest {
        return Err(usage(changed(&path)));
    }
    Ok(MadeDocument {
        out,
        path,
        row,
        bytes,
    })
}

/// A day given on the command line.
///
/// # Errors
/// Words that are no day.
pub(super) fn day(flag: &str, text: &str) -> Result<NaiveDate, Stop> {
    text.parse().map_err(|_| {
        let issue = Issue::error("CB0013", format!("{flag} takes a date as YYYY-MM-DD"))
            .hint("For example 2026-06-30.");
        Stop::new(Exit::Usage, issue)
    })
}

/// The folder of documents that a file lies in, and the file's path below it.
fn place(file: &Path) -> Result<(PathBuf, String), Stop> {
    let name = || {
        let name = file.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let full = file
        .canonicalize()
        .map_err(|_| Stop::new(Exit::Input, not_made(&name())))?;
    for out in full.ancestors().skip(1) {
        if out.join(manifest::NAME).is_file() {
            let below = full.strip_prefix(out).unwrap_or(&full);
            return Ok((out.to_owned(), below.to_string_lossy().replace('\\', "/")));
        }
    }
    Err(Stop::new(Exit::Usage, not_made(&name())))
}

fn not_made(name: &str) -> Issue {
    Issue::error("CB1021", "this file is no document that a build made")
        .at(Origin::file(name))
        .hint("Give a file in the folder that casebinder build wrote, where its manifest.json is.")
}

fn changed(name: &str) -> Issue {
    Issue::error("CB1022", "this file was changed after it was made")
        .at(Origin::file(name))
        .hint("Build again, check the new document, and use that.")
}
