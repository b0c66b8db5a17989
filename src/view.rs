//! All that a writer gets: a document as facts and words in reading order, worksheets, drawings, and
//! the summary of a run. Writers know nothing of cases.

mod audit;
mod drawing;
mod filing;
mod run;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use crate::digest::Parts;
use crate::issue::{Issue, Origin};
use crate::kind::{Audience, SubjectKind};
pub use audit::{AuditCounts, Audited, Waiver};
pub use drawing::{Anchor, Data, Drawing, ECOMAP_PARTS, GENOGRAM_PARTS, Ink, Pen, Shape, Step};
pub use filing::{FiledEntry, Filing, ToFile};
pub use run::{DocumentRow, FileRow, Outcome, RunSummary, TableRow};

/// A document, ready to be written in any form.
#[derive(Debug, Clone)]
pub struct View {
    /// The kind's name: the layout `<kind>.typ` sets it.
    pub kind: &'static str,
    /// What every page and the index say of it.
    pub face: Face,
    /// The kind's own content, as its layout expects it.
    pub body: Value,
    /// The worksheets of its workbook.
    pub sheets: Vec<Sheet>,
    /// Its drawings, each placed by name.
    pub drawings: Vec<Drawing>,
    /// The drawing that is a file of its own, where that is another than those on the pages.
    pub file: Option<Drawing>,
    /// What it prints, in order: the name, places and digest of each entry.
    pub entries: Vec<Entry>,
    /// What it leaves out, and why.
    pub left_out: Vec<LeftOut>,
    /// What filing it would put on the register; for documents that are filed.
    pub to_file: Option<ToFile>,
    /// What was noticed while it was put together.
    pub issues: Vec<Issue>,
}

impl View {
    /// The digest to which a checker is bound and by which an unchanged document is known: all that is
    /// printed, apart from the status line, the dates of preparing and export, and places in the
    /// export (rule 4).
    pub fn digest(&self) -> String {
        let mut digest = Parts::default();
        let mut add = |part: &str| digest.add(part);
        let face = &self.face;
        let words = [
            &face.title,
            &face.id,
            &face.name,
            &face.audience_words,
            &face.authority,
            &face.marking,
        ];
        add(self.kind);
        words.into_iter().for_each(|each| add(each));
        add(&face.design_unapproved.to_string());
        face.facts.iter().for_each(|(label, value)| {
            add(label);
            add(value);
        });
        face.not_held.iter().for_each(|line| add(line));
        add(&self.body.to_string());
        self.entries.iter().for_each(|entry| add(&entry.digest));
        for sheet in &self.sheets {
            add(&sheet.name);
            add(&sheet.title);
            for row in &sheet.rows {
                for (cell, column) in row.iter().zip(&sheet.columns) {
                    if column.kind != ColumnKind::Place {
                        add(&format!("{cell:?}"));
                    }
                }
            }
        }
        digest.hex()
    }
}

/// What stands on the first page and around every page.
#[derive(Debug, Clone, Serialize)]
pub struct Face {
    /// The title: "Chronology".
    pub title: String,
    /// What it is about.
    pub subject: SubjectKind,
    /// The subject's id, as the export gives it.
    pub id: String,
    /// The subject's name as this audience may see it.
    pub name: String,
    /// Who it is for.
    pub audience: Audience,
    /// The same in words.
    pub audience_words: String,
    /// The authority's name; may be empty.
    pub authority: String,
    /// The marking (rule 3).
    pub marking: String,
    /// Draft, or checked by whom and when (rule 4).
    pub status: Status,
    /// Set when nobody approved the design it is made with (Northamptonshire 2).
    pub design_unapproved: bool,
    /// The date prepared: the run's as-at date.
    pub prepared: NaiveDate,
    /// The same in words.
    pub prepared_words: String,
    /// The date of the export in words, where it is known.
    pub exported_words: Option<String>,
    /// The facts of the first page: heading and words, in order.
    pub facts: Vec<(String, String)>,
    /// What the record does not hold, in internal documents.
    pub not_held: Vec<String>,
}

impl Face {
    /// The lines above a drawing that is a file of its own, for such a file leaves the pages around it
    /// behind: what it is and of whom, its marking and for whom, when it was prepared and its status.
    pub fn above(&self, status: &str) -> [String; 3] {
        [
            format!("{}: {}, {}", self.title, self.name, self.id),
            format!("{} · {}", self.marking, self.audience_words),
            format!("{} · {status}", self.prepared_words),
        ]
    }
}

/// Whether somebody checked the document (rule 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Status {
    /// Assembled, not yet checked.
    Draft,
    /// Checked.
    Checked {
        /// By whom.
        by: String,
        /// In which role.
        role: String,
        /// On which day, in words.
        on_words: String,
    },
}

/// One printed entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The stable name, printed form of an `EntryId`.
    pub id: String,
    /// Where it was read; apart from the digest.
    pub origins: Vec<Origin>,
    /// The digest of the printed words.
    pub digest: String,
}

/// One entry that is not printed.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub struct LeftOut {
    /// The stable name.
    pub id: String,
    /// Where it was read.
    pub origins: Vec<Origin>,
    /// Why, in words.
    pub reason: String,
}

/// What a column of a worksheet holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Dates.
    Date,
    /// Numbers.
    Number,
    /// Where a row was read; apart from all digests.
    Place,
    /// One of these words.
    Choice(Vec<String>),
    /// Numbers, of which any above nought asks somebody to act: such a cell is set apart in a workbook
    /// for work.
    Watched,
    /// Words, of which those that begin with one of these ask somebody to act: such a cell is set apart
    /// in the same way.
    Standing(Vec<String>),
}

/// A column of a worksheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heading, unique in the sheet.
    pub heading: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// The width in characters.
    pub width: f64,
    /// Whether it is meant to be changed and given back (rule 19).
    pub editable: bool,
    /// Guidance shown when a cell is chosen; may be empty.
    pub about: String,
}

/// What a cell of a worksheet holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A number.
    Number(f64),
}

/// One worksheet: a title, some words, one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The sheet's name, at most 31 characters.
    pub name: String,
    /// The title in A1.
    pub title: String,
    /// Lines under the title.
    pub intro: Vec<String>,
    /// The columns; a sheet without any has no table.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}
