//! Files as a run leaves them: written whole under a name of no meaning, then renamed; names that
//! every file system takes; one run at a time in a folder.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::digest::sha256;
use crate::issue::Issue;
use crate::view::FileRow;

/// The beginning of names of unfinished files; the next run removes what a kill left.
const UNFINISHED: &str = ".casebinder-";
/// The longest name of a file or folder made from an id, in bytes.
const LONGEST: usize = 80;

/// A file that is whole on disk but has not its final name yet.
#[derive(Debug)]
pub struct Written {
    unfinished: NamedTempFile,
    target: PathBuf,
    row: FileRow,
}

impl Written {
    /// Writes bytes for a path below `out`, given with forward slashes.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn new(out: &Path, path: &str, bytes: &[u8]) -> Result<Self, Issue> {
        let target = out.join(path);
        let folder = target.parent().unwrap_or(out);
        let refused = |error: std::io::Error| refused(path, error.kind());
        fs::create_dir_all(folder).map_err(refused)?;
        let mut unfinished = shared(&mut tempfile::Builder::new())
            .prefix(UNFINISHED)
            .tempfile_in(folder)
            .map_err(refused)?;
        unfinished.write_all(bytes).map_err(refused)?;
        let row = FileRow {
            path: path.to_owned(),
            sha256: sha256(bytes),
            size: bytes.len() as u64,
        };
        Ok(Self {
            unfinished,
            target,
            row,
        })
    }
}

/// Files are for whoever may read the folder, as the system's own rules say, not for this user alone.
#[cfg(unix)]
fn shared<'a, 'b>(builder: &'b mut tempfile::Builder<'a, 'a>) -> &'b mut tempfile::Builder<'a, 'a> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

/// Elsewhere a file takes the rules of its folder.
#[cfg(not(unix))]
fn shared<'a, 'b>(builder: &'b mut tempfile::Builder<'a, 'a>) -> &'b mut tempfile::Builder<'a, 'a> {
    builder
}

/// Gives files their final names, all or as far as the disk lets.
///
/// # Errors
/// A name that the disk refuses: the file is open elsewhere, or may not be written.
pub fn commit(files: Vec<Written>) -> Result<Vec<FileRow>, Issue> {
    let mut rows = Vec::with_capacity(files.len());
    for file in files {
        let path = file.row.path.clone();
        file.unfinished
            .persist(&file.target)
            .map_err(|failure| refused(&path, failure.error.kind()))?;
        rows.push(file.row);
    }
    Ok(rows)
}

/// Writes one file whole.
///
/// # Errors
/// What the disk refuses.
pub fn write(out: &Path, path: &str, bytes: &[u8]) -> Result<FileRow, Issue> {
    let mut rows = commit(vec![Written::new(out, path, bytes)?])?;
    rows.pop().ok_or_else(|| refused(path, ErrorKind::Other))
}

fn refused(path: &str, kind: ErrorKind) -> Issue {
    let (why, hint) = match kind {
        ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => (
            "it is open elsewhere or may not be written",
            "Close it in Acrobat, Excel or the viewer and run again; what was made is kept.",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "the disk is full",
            "Free some room and run again; what was made is kept.",
        ),
        _ => (
            "the disk refused it",
            "Check that the folder is there and may be written, then run again.",
        ),
    };
    Issue::error("CB1004", format!("failed to write {path} ({why})")).hint(hint)
}

/// Whether a file of an earlier run is there as it was written; `thoroughly` reads it.
pub fn is_whole(out: &Path, file: &FileRow, thoroughly: bool) -> bool {
    let path = out.join(&file.path);
    let same_size = fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() == file.size);
    same_size && (!thoroughly || fs::read(&path).is_ok_and(|bytes| sha256(&bytes) == file.sha256))
}

/// The name of the first, second and so on of several files of one ending.
pub fn numbered(stem: &str, number: usize) -> String {
    match number {
        1 => stem.to_owned(),
        _ => format!("{stem}-{number}"),
    }
}

/// How many files of one ending a document has at most.
const MOST: usize = 16;

/// Removes a document's outputs.
pub fn remove_outputs(out: &Path, stem: &str, endings: &[&str]) {
    for ending in endings {
        // A file that is not there needs no removing; one that cannot be removed is found by the
        // next run's check of the manifest.
        for number in 1..=MOST {
            let _ = fs::remove_file(out.join(format!("{}.{ending}", numbered(stem, number))));
        }
    }
}

/// Removes what a killed run left unfinished below a folder.
pub fn sweep(out: &Path) {
    let Ok(entries) = fs::read_dir(out) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            sweep(&path);
        } else if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Names for ids, unique in a run ignoring case.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashMap<String, String>,
}

impl Names {
    /// A name for an id that every file system takes. An id that had to be changed, or that differs
    /// from another by case only, gets a short digest.
    pub fn of(&mut self, id: &str) -> String {
        let plain = acceptable(id);
        let holder = self
            .taken
            .entry(plain.to_lowercase())
            .or_insert_with(|| id.to_owned());
        if plain == id && holder == id {
            return plain;
        }
        let mut cut = plain.len().min(LONGEST - 9);
        while !plain.is_char_boundary(cut) {
            cut -= 1;
        }
        format!("{}-{}", &plain[..cut], &sha256(id.as_bytes())[..8])
    }
}

/// The id with what Windows or Unix refuse replaced.
fn acceptable(id: &str) -> String {
    let refused = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let replaced: String = id
        .chars()
        .map(|c| if refused(c) { '_' } else { c })
        .collect();
    let trimmed = replaced
        .trim()
        .trim_end_matches(['.', ' '])
        .trim_start_matches('.');
    let stem = trimmed
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase();
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|rest| rest.len() == 1);
    let reserved = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || numbered("COM")
        || numbered("LPT");
    match trimmed {
        "" => "_".to_owned(),
        name if reserved => format!("_{name}"),
        name if name.len() > LONGEST => name.chars().take(LONGEST / 4).collect(),
        name => name.to_owned(),
    }
}

/// A folder held by this run alone.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, making it where it is not there. `holder` is what others are told.
    ///
    /// # Errors
    /// Another run holds it, or the disk refuses.
    pub fn take(out: &Path, holder: &str) -> Result<Self, Issue> {
        let refused = |error: std::io::Error| refused(".lock", error.kind());
        fs::create_dir_all(out).map_err(refused)?;
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(out.join(".lock"))
            .map_err(refused)?;
        if file.try_lock().is_err() {
            let mut by = String::new();
            let _ = file.read_to_string(&mut by);
            return Err(Issue::error(
                "CB1005",
                format!("another run holds this folder ({})", by.trim()),
            )
            .hint("Wait until it has ended, or write to another folder."));
        }
        file.set_len(0).map_err(refused)?;
        file.write_all(holder.as_bytes()).map_err(refused)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_by_every_file_system_and_differ() {
        let mut names = Names::default();
        assert_eq!(names.of("C-1001"), "C-1001");
        assert_eq!(names.of("C-1001"), "C-1001");
        assert!(names.of("c-1001").starts_with("c-1001-"));
        for id in [
            "CON",
            "com1.txt",
            "a/b",
            "dot.",
            "..",
            "",
            "x\u{7}y",
            &"9".repeat(300),
        ] {
            let name = names.of(id);
            assert!(
                name.len() <= LONGEST + 9 && !name.ends_with('.') && !name.contains('/'),
                "{id} {name}"
            );
            assert_ne!(name, id);
        }
    }
}
