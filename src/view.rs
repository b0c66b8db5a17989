//! All that a writer gets: a document as facts and words in reading order, worksheets, drawings, and
//! the summary of a run. Writers know nothing of cases.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use serde_json::Value;

use crate::digest::Parts;
use crate::issue::{Issue, Origin};
use crate::kind::{Audience, SubjectKind};

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
    /// What it prints, in order: the name, places and digest of each entry.
    pub entries: Vec<Entry>,
    /// What it leaves out, and why.
    pub left_out: Vec<LeftOut>,
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

/// A drawing in millimetres, the origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The name by which a layout places it, such as `strip`.
    pub name: &'static str,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// The title, read out first.
    pub title: String,
    /// The same facts in words, for those who do not see it.
    pub alt: String,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
}

/// How dark a stroke or fill is; drawings are readable in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text and symbols.
    Dark,
    /// Rules and frames.
    Middle,
    /// Bands behind.
    Pale,
    /// The one accent.
    Accent,
    /// Nothing.
    None,
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// One mark of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Straight lines through points.
    Line {
        /// The points.
        points: Vec<(f64, f64)>,
        /// The ink.
        stroke: Ink,
        /// The width of the stroke.
        width: f64,
        /// Dash and gap, where it is dashed.
        dash: Option<(f64, f64)>,
        /// What it stands for: attribute names and values.
        data: Vec<(&'static str, String)>,
    },
    /// A rectangle.
    Rectangle {
        /// The left edge.
        x: f64,
        /// The upper edge.
        y: f64,
        /// The width.
        width: f64,
        /// The height.
        height: f64,
        /// The ink within.
        fill: Ink,
        /// The ink of the edge.
        stroke: Ink,
        /// What it stands for.
        data: Vec<(&'static str, String)>,
    },
    /// A circle.
    Circle {
        /// The centre.
        centre: (f64, f64),
        /// The radius.
        radius: f64,
        /// The ink within.
        fill: Ink,
        /// The ink of the edge.
        stroke: Ink,
        /// What it stands for.
        data: Vec<(&'static str, String)>,
    },
    /// Words on one line.
    Label {
        /// The point on the baseline.
        at: (f64, f64),
        /// The size in millimetres.
        size: f64,
        /// Where the words stand from the point.
        anchor: Anchor,
        /// The ink.
        ink: Ink,
        /// The words.
        text: String,
        /// What it stands for.
        data: Vec<(&'static str, String)>,
    },
}

/// How a document came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Made in this run.
    Made,
    /// Kept from an earlier run.
    Unchanged,
    /// Not made; its issues say why.
    Failed,
}

/// One document of a run, as the index, the manifest and the report list it.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
pub struct DocumentRow {
    /// The kind's name.
    pub kind: String,
    /// The subject's id.
    pub id: String,
    /// The subject's name as the setting shows it (rule 5).
    pub shown_as: String,
    /// Who it is for.
    pub audience: Audience,
    /// The status in words: draft, or checked by whom.
    pub status: String,
    /// How it came out.
    pub outcome: Outcome,
    /// The files, relative to OUT, with forward slashes.
    pub files: Vec<FileRow>,
    /// Pages of the PDF.
    pub pages: usize,
    /// Entries printed.
    pub entries: usize,
    /// Entries left out.
    pub left_out: Vec<LeftOut>,
    /// What was noticed.
    pub issues: Vec<Issue>,
    /// The digest of the View, to which a checker is bound.
    pub view_digest: String,
    /// The digest of everything that the files depend on.
    pub key: String,
}

/// One file of a run.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub struct FileRow {
    /// The path below OUT, with forward slashes.
    pub path: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// What was read from one table, for index and report.
#[derive(Debug, Clone, Serialize)]
pub struct TableRow {
    /// The table.
    pub table: String,
    /// What it was recognised as.
    pub layout: String,
    /// Rows with anything in them.
    pub rows: usize,
    /// Rows that are the origin of at least one record.
    pub used: usize,
    /// Rows merged into another row's record, among those used.
    pub merged: usize,
    /// Rows set aside.
    pub set_aside: usize,
}

/// A whole run, for the index, the report and the manifest.
#[derive(Debug, Clone, Serialize)]
pub struct RunSummary {
    /// The program's version.
    pub version: &'static str,
    /// The run's as-at date.
    pub as_at: NaiveDate,
    /// When the run began, where a clock was read; apart from all digests.
    pub started: Option<NaiveDateTime>,
    /// The documents, by id and kind.
    pub documents: Vec<DocumentRow>,
    /// What was noticed on reading.
    pub issues: Vec<Issue>,
    /// Rows in no record: place and reason.
    pub set_aside: Vec<(Origin, String)>,
    /// What was read from each table.
    pub tables: Vec<TableRow>,
    /// Files of cases that are gone from the export.
    pub gone: Vec<String>,
    /// What each layout cannot carry, in words (rule 1).
    pub not_carried: Vec<(String, String)>,
}
