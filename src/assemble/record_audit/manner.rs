//! How records are audited: settings, each with its default in `config`, and the lists of words that an
//! authority can edit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

/// How records are audited.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// Records of what happened before this day are not asked.
    pub since: Option<NaiveDate>,
    /// The age in years from which a child is asked to be seen alone.
    pub alone_from_age: u32,
    /// From how many entries with a recorded impact on the balance of good and bad is asked.
    pub balance_entries: usize,
    /// How many weeks may lie between two supervisions of the work on a case; 0 where nothing is set.
    pub supervision_weeks: u32,
    /// How many months may lie between the ends of two case summaries, the time to write one included.
    pub summary_months: u32,
    /// How many months may pass without a review of the chronology.
    pub chronology_review_months: u32,
    /// How many days a file may be out of its place.
    pub file_out_days: u32,
    /// How many words on end make a shingle.
    pub shingle_words: usize,
    /// From how many words on a note is compared with others.
    pub copied_words: usize,
    /// How alike two notes are that count as copies, in per cent of their shingles.
    pub copied_percent: u32,
    /// The words that are looked for.
    pub words: WordLists,
}

/// The lists of `layouts/wording/audit-words.json`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordLists {
    /// Words that judge, each with what to write instead.
    pub prejudicial: BTreeMap<String, String>,
    /// Words that say little, each with what to write instead.
    pub vague: BTreeMap<String, String>,
    /// Words by which an opinion gives itself away.
    pub opinion: BTreeSet<String>,
    /// Short forms that everybody knows.
    pub plain_short_forms: BTreeSet<String>,
    /// Prompts of templates, which are no copying.
    pub prompts: BTreeSet<String>,
}

impl WordLists {
    /// Reads the lists.
    ///
    /// # Errors
    /// What is no JSON of that shape.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}
