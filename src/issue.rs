//! What is wrong, where it stands, and what to do about it: the one shape in which every stage
//! reports a fault. An issue never quotes the data in its message; the value found travels apart
//! and is printed in `report.xlsx` only (rule 37).

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// How much an issue costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something may be wrong in the export; everything was kept.
    Warning,
    /// Something was lost: a row set aside, a document not made.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A place inside a file, counted from one as its reader counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The file as a whole.
    File,
    /// A cell of a workbook; column 0 stands for the whole row, row 0 for the whole sheet.
    Cell {
        /// The sheet's name.
        #[serde(with = "shared_str")]
        sheet: Arc<str>,
        /// The row, from 1.
        row: u32,
        /// The column, from 1 (A); 0 for the whole row.
        column: u32,
    },
    /// A line of a text file; column 0 stands for the whole line.
    Line {
        /// The line, from 1, at which the record begins.
        line: u32,
        /// The field, from 1; 0 for the whole line.
        column: u32,
    },
    /// A JSON pointer (RFC 6901).
    Pointer(#[serde(with = "shared_str")] Arc<str>),
    /// A line of a GEDCOM record, by the record's id and the tag, as nobody counts its lines.
    Tag {
        /// The record's id as written, such as `@I1@`.
        #[serde(with = "shared_str")]
        xref: Arc<str>,
        /// The tag, such as `BIRT`.
        #[serde(with = "shared_str")]
        tag: Arc<str>,
    },
}

/// Where something was read: a file as the user named it, and a place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The file's name as shown to the user, never an absolute path of theirs.
    #[serde(with = "shared_str")]
    pub file: Arc<str>,
    /// The place inside the file.
    pub place: Place,
}

impl Origin {
    /// The file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            place: Place::File,
        }
    }

    /// The same row, narrowed to one column (from 1).
    pub fn at_column(&self, number: u32) -> Self {
        let mut narrowed = self.clone();
        match &mut narrowed.place {
            Place::Cell { column, .. } | Place::Line { column, .. } => *column = number,
            Place::File | Place::Pointer(_) | Place::Tag { .. } => {}
        }
        narrowed
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        match &self.place {
            Place::File => write!(f, "{file}"),
            Place::Cell { sheet, row: 0, .. } => write!(f, "{file}, sheet {sheet}"),
            Place::Cell {
                sheet,
                row,
                column: 0,
            } => write!(f, "{file}, sheet {sheet}, row {row}"),
            Place::Cell { sheet, row, column } => {
                write!(
                    f,
                    "{file}, sheet {sheet}, cell {}{row}",
                    column_letters(*column)
                )
            }
            // No line of a file has that number: the file as a table is meant, as with the sheet above.
            Place::Line { line: 0, .. } => write!(f, "{file}"),
            Place::Line { line, column: 0 } => write!(f, "{file}, line {line}"),
            Place::Line { line, column } => write!(f, "{file}, line {line}, column {column}"),
            Place::Pointer(pointer) => write!(f, "{file}, {pointer}"),
            Place::Tag { xref, tag } => write!(f, "{file}, {xref} {tag}"),
        }
    }
}

/// The letters a spreadsheet program shows for a column counted from 1.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters
        .iter()
        .rev()
        .map(|&letter| char::from(letter))
        .collect()
}

/// One fault, told whole: what was expected, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// How much it costs.
    pub severity: Severity,
    /// A stable code (`CB0101`) for scripts and for looking up.
    pub code: String,
    /// Every place concerned; the first is where to go.
    pub origins: Vec<Origin>,
    /// What is wrong, without any value found in the data.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The value found, for `report.xlsx` only.
    pub value: Option<String>,
}

impl Issue {
    /// An issue of the given severity, not yet placed.
    pub fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            origins: Vec::new(),
            message: message.into(),
            hint: String::new(),
            value: None,
        }
    }

    /// Something was lost.
    pub fn error(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Something may be wrong.
    pub fn warning(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something worth knowing.
    pub fn note(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Adds a place.
    pub fn at(mut self, origin: Origin) -> Self {
        self.origins.push(origin);
        self
    }

    /// Adds several places.
    pub fn at_all<'a>(mut self, origins: impl IntoIterator<Item = &'a Origin>) -> Self {
        self.origins.extend(origins.into_iter().cloned());
        self
    }

    /// Says what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Keeps the value found, for the report file.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
}

impl fmt::Display for Issue {
    /// Three lines at most, and never the value found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)?;
        for origin in self.origins.iter().take(4) {
            write!(f, "\n  at {origin}")?;
        }
        if self.origins.len() > 4 {
            write!(f, "\n  and {} more places", self.origins.len() - 4)?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n  hint: {}", self.hint)?;
        }
        Ok(())
    }
}

/// A value together with everything that was found wrong on the way to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found<T> {
    /// What was made.
    pub value: T,
    /// What was found wrong.
    pub issues: Vec<Issue>,
}

/// Writes a shared string as a string; serde's own way is a feature that unifies over all crates.
pub mod shared_str {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    /// As a string.
    ///
    /// # Errors
    /// What the serializer refuses.
    pub fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    /// From a string.
    ///
    /// # Errors
    /// Anything but a string.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(deserializer).map(Arc::from)
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Place};

    #[test]
    fn a_place_is_as_narrow_as_it_is_known() {
        let line = |line, column| Place::Line { line, column };
        for (place, told) in [
            (Place::File, "a.csv"),
            (line(0, 0), "a.csv"),
            (line(4, 0), "a.csv, line 4"),
            (line(4, 2), "a.csv, line 4, column 2"),
        ] {
            let file = "a.csv".into();
            assert_eq!(Origin { file, place }.to_string(), told);
        }
    }
}
