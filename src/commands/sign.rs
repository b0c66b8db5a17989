//! `casebinder sign`: puts a checker's name to exactly the view that a document was made from (rule
//! 4); the next build prints it.

use std::path::{Path, PathBuf};

use super::build::register_path;
use super::settings::{Ground, today};
use super::{Exit, Stop, print};
use crate::batch::document::name_of;
use crate::batch::manifest::{self, Manifest};
use crate::batch::register::{Deed, Register};
use crate::cli::Sign;
use crate::digest::sha256;
use crate::issue::{Issue, Origin};

/// Runs the command.
///
/// # Errors
/// A file that no build made, or that was changed since.
pub fn run(typed: &Sign) -> Result<Exit, Stop> {
    let ground = Ground::gather(&typed.design, &[])?;
    let on = day(typed.on.as_deref())?;
    let (out, path) = place(&typed.file)?;
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let manifest = Manifest::read(&out).map_err(usage)?;
    let documents = manifest.iter().flat_map(|manifest| &manifest.documents);
    let found = documents.flat_map(|row| row.files.iter().map(move |file| (row, file)));
    let (row, file) = found
        .into_iter()
        .find(|(_, file)| file.path == path)
        .ok_or_else(|| usage(not_made(&path)))?;
    let bytes = std::fs::read(&typed.file).map_err(|_| Stop::new(Exit::Input, not_made(&path)))?;
    if sha256(&bytes) != file.sha256 {
        return Err(usage(changed(&path)));
    }
    let deed = Deed::Signature {
        document: name_of(row),
        view: row.view_digest.clone(),
        by: typed.by.clone(),
        role: typed.role.clone(),
        on,
    };
    Register::add(&register_path(&ground, &out), deed)
        .map_err(|issue| Stop::new(Exit::Disk, issue))?;
    print("Signed. The next build prints the checker's name and date on the document.");
    Ok(Exit::Done)
}

/// A day given on the command line, else today.
pub(super) fn day(given: Option<&str>) -> Result<chrono::NaiveDate, Stop> {
    given.map_or_else(
        || Ok(today()),
        |text| {
            text.parse().map_err(|_| {
                let issue = Issue::error("CB0013", "--on takes a date as YYYY-MM-DD")
                    .hint("For example 2026-06-30.");
                Stop::new(Exit::Usage, issue)
            })
        },
    )
}

/// The folder of documents that a file lies in, and the file's path below it.
fn place(file: &Path) -> Result<(PathBuf, String), Stop> {
    let full = file.canonicalize().map_err(|_| {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Stop::new(Exit::Input, not_made(&name))
    })?;
    for out in full.ancestors().skip(1) {
        if out.join(manifest::NAME).is_file() {
            let below = full.strip_prefix(out).unwrap_or(&full);
            return Ok((out.to_owned(), below.to_string_lossy().replace('\\', "/")));
        }
    }
    let name = full
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Err(Stop::new(Exit::Usage, not_made(&name)))
}

fn not_made(name: &str) -> Issue {
    Issue::error("CB1021", "this file is no document that a build made")
        .at(Origin::file(name))
        .hint("Sign a file in the folder that casebinder build wrote, where its manifest.json is.")
}

fn changed(name: &str) -> Issue {
    Issue::error("CB1022", "this file was changed after it was made")
        .at(Origin::file(name))
        .hint("Build again, check the new document, and sign that.")
}
