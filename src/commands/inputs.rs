//! The files of an export: those named, and those in the folders named.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Exit, Stop};
use crate::ingest::NamedBytes;
use crate::issue::{Issue, Origin};

/// Endings of files that an export can consist of.
const ENDINGS: &[&str] = &[
    "xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "json", "ged",
];

/// Reads every file of an export, in order of name within a folder.
///
/// # Errors
/// A path that is not there or may not be read, or no file at all.
pub fn read(exports: &[PathBuf]) -> Result<Vec<NamedBytes>, Stop> {
    let mut files = Vec::new();
    for export in exports {
        collect(export, &mut files)?;
    }
    if files.is_empty() {
        let issue = Issue::error("CB0030", "no file of an export was found")
            .hint("Give workbooks (.xlsx), CSV, JSON or GEDCOM files, or a folder of them.");
        return Err(Stop::new(Exit::Input, issue));
    }
    let names = names(&files);
    let read = files.iter().zip(names).map(|(path, name)| {
        let bytes = fs::read(path).map_err(|_| unreadable(&name))?;
        Ok(NamedBytes { name, bytes })
    });
    read.collect()
}

/// A file as it is, or the files of a folder that an export can consist of.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Stop> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|_| unreadable(&shown(path)))?;
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    for entry in inside {
        if entry.is_dir() {
            collect(&entry, files)?;
        } else if is_export(&entry) {
            files.push(entry);
        }
    }
    Ok(())
}

/// Excel's own lock files begin with `~$`, hidden files with a dot.
fn is_export(path: &Path) -> bool {
    let name = shown(path);
    let ending = path
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    let known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    known && !name.starts_with('.') && !name.starts_with("~$")
}

/// File names; where two are the same, with the folder before them.
fn names(files: &[PathBuf]) -> Vec<Arc<str>> {
    let mut seen = HashSet::new();
    let twice: HashSet<String> = files
        .iter()
        .map(|path| shown(path).to_string())
        .filter(|name| !seen.insert(name.clone()))
        .collect();
    let name = |path: &PathBuf| {
        let own = shown(path);
        let folder = path.parent().and_then(Path::file_name);
        match folder {
            Some(folder) if twice.contains(&*own) => {
                format!("{}/{own}", folder.to_string_lossy()).into()
            }
            _ => own,
        }
    };
    files.iter().map(name).collect()
}

/// A file's own name: the folders above it are the user's business.
fn shown(path: &Path) -> Arc<str> {
    path.file_name().map_or_else(
        || path.to_string_lossy().into(),
        |name| name.to_string_lossy().into(),
    )
}

fn unreadable(name: &Arc<str>) -> Stop {
    let issue = Issue::error(
        "CB0031",
        "failed to read the file (it is not there, or may not be read)",
    )
    .at(Origin::file(name.clone()))
    .hint("Check the path and that the file is not open elsewhere.");
    Stop::new(Exit::Input, issue)
}
