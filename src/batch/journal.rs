//! A line per finished document, written as it is finished, so that a killed run is carried on from
//! where it was.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use crate::issue::Issue;
use crate::view::DocumentRow;

const NAME: &str = ".journal.jsonl";

/// The journal of a run.
#[derive(Debug)]
pub struct Journal {
    file: Option<File>,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal of a folder, keeping what an earlier run left.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn open(out: &Path) -> Result<Self, Issue> {
        let path = out.join(NAME);
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(|_| {
                Issue::error(
                    "CB1006",
                    "failed to write the journal of the run (the disk refused it)",
                )
                .hint("Check that the folder may be written, then run again.")
            })?;
        Ok(Self {
            file: Some(file),
            path,
        })
    }

    /// Adds a document. A journal that cannot be written costs only the carrying on.
    pub fn add(&mut self, row: &DocumentRow) {
        let Ok(mut line) = serde_json::to_vec(row) else {
            return;
        };
        line.push(b'\n');
        let written = self.file.as_mut().map(|file| file.write_all(&line));
        if !matches!(written, Some(Ok(()))) {
            self.file = None;
        }
    }

    /// Removes the journal once the manifest says the same.
    pub fn close(self) {
        drop(self.file);
        let _ = fs::remove_file(self.path);
    }
}

/// The documents that a killed run had finished; a line cut short by the kill is passed over.
pub fn left_behind(out: &Path) -> Vec<DocumentRow> {
    let Ok(file) = File::open(out.join(NAME)) else {
        return Vec::new();
    };
    let lines = BufReader::new(file).lines().map_while(Result::ok);
    lines
        .filter_map(|line| serde_json::from_str(&line).ok())
        .collect()
}
