//! What the register keeps of audits (rule 36): findings that were waived, and what each audit held, as
//! digests without a word of the record; and how an audit stands in the index.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How many letters of a place's digest are kept: enough to tell the places of one rule and case apart.
const KEPT: usize = 6;

/// A finding that does not count for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The case.
    pub case: String,
    /// The rule, by id.
    pub rule: String,
    /// Who waived it.
    pub by: String,
    /// In which role.
    pub role: String,
    /// Why.
    pub why: String,
    /// When it was waived.
    pub on: NaiveDate,
    /// The last day on which it does not count.
    pub until: NaiveDate,
}

/// What an audit of a case held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audited {
    /// The case.
    pub case: String,
    /// The as-at date of the audit.
    pub as_at: NaiveDate,
    /// The places of each finding: rule id, and the beginnings of their digests one after another.
    pub found: BTreeMap<String, String>,
}

impl Audited {
    /// Adds the places of a rule, each by its digest in hex.
    pub fn add<'a>(&mut self, rule: &str, digests: impl IntoIterator<Item = &'a str>) {
        let kept: BTreeSet<String> = digests.into_iter().map(Self::kept).collect();
        self.found
            .insert(rule.to_owned(), kept.into_iter().collect());
    }

    /// The places of a rule; none where the audit had no finding by it.
    pub fn places(&self, rule: &str) -> BTreeSet<String> {
        let kept = self.found.get(rule).map_or("", String::as_str);
        let letters: Vec<char> = kept.chars().collect();
        letters
            .chunks(KEPT)
            .map(|part| part.iter().collect())
            .collect()
    }

    /// What is kept of the digest of a place, in hex.
    pub fn kept(digest: &str) -> String {
        digest.chars().take(KEPT).collect()
    }
}

/// How an audit stands in the index: whose it is, and how much there is to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditCounts {
    /// The names of the teams that it is listed under.
    pub teams: Vec<String>,
    /// Findings by severity, the worst first.
    pub findings: [usize; 3],
    /// Findings that are waived.
    pub waived: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_apart_and_come_back() {
        let mut audited = Audited {
            case: "C-1".to_owned(),
            as_at: NaiveDate::MIN,
            found: BTreeMap::new(),
        };
        audited.add("visit-purpose", ["bbbbbbb1", "aaaaaaa2", "bbbbbbb3"]);
        assert_eq!(audited.found["visit-purpose"], "aaaaaabbbbbb");
        let places = audited.places("visit-purpose");
        assert!(places.contains(&Audited::kept("aaaaaaff")));
        assert!(!places.contains(&Audited::kept("cccccccc")));
        assert!(audited.places("visit-venue").is_empty());
    }
}
