//! What was filed with a court: serial numbers, each bound to an entry and to the words that were
//! printed under it (rule 17). A serial number never means anything else again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One numbered entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledEntry {
    /// The serial number.
    pub serial: u32,
    /// The stable names of the records that the entry tells.
    pub entries: Vec<String>,
    /// The digest of the printed words.
    pub digest: String,
    /// The serial number of the filed entry that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u32>,
}

/// What filing a document would put on the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToFile {
    /// The day from which entries stand in full; frozen by the first filing (rule 16).
    pub window_from: NaiveDate,
    /// Every numbered entry of the document.
    pub entries: Vec<FiledEntry>,
}

/// A version that was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Which of several documents of the kind it was: none for the chronology itself, else the
    /// addendum's name.
    pub part: Option<String>,
    /// The hearing that it was filed for.
    pub hearing: NaiveDate,
    /// The day on which it was filed.
    pub on: NaiveDate,
    /// The day from which entries stand in full.
    pub window_from: NaiveDate,
    /// What it numbered.
    pub entries: Vec<FiledEntry>,
}
