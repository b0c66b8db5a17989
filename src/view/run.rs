//! What came of a run: the documents, what was read, what was noticed.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::{AuditCounts, LeftOut, ToFile};
use crate::issue::{Issue, Origin};
use crate::kind::Audience;

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
    /// Which of several documents of the kind: a period, an addendum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
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
    /// How an audit stands, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditCounts>,
    /// The digest of the View, to which a checker is bound.
    pub view_digest: String,
    /// What filing it would put on the register (rule 17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_file: Option<ToFile>,
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
