//! The name under which an entry is known for good: filings, overrides, decisions and waivers hang
//! on it, so it is made from the export's own key and never from a row number.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A record type, the export's own key, and which fact of the record is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryId {
    /// The record type's name, such as `placement`.
    #[serde(with = "crate::issue::shared_str")]
    pub record: Arc<str>,
    /// The export's own key, or a natural key where it has none.
    #[serde(with = "crate::issue::shared_str")]
    pub key: Arc<str>,
    /// Which dated fact of the record, such as `ended`; empty for the record itself.
    #[serde(with = "crate::issue::shared_str")]
    pub facet: Arc<str>,
}

impl EntryId {
    /// How the key of an event begins that no export holds: somebody added it in a working copy.
    pub const ADDED: &str = "added|";

    /// Whether the entry is an event that a working copy added.
    pub fn is_added(&self) -> bool {
        &*self.record == "event" && self.key.starts_with(Self::ADDED)
    }

    /// The record itself.
    pub fn of(record: &str, key: &str) -> Self {
        Self {
            record: record.into(),
            key: key.into(),
            facet: "".into(),
        }
    }

    /// One dated fact of the same record.
    pub fn facet(&self, facet: &str) -> Self {
        Self {
            record: self.record.clone(),
            key: self.key.clone(),
            facet: facet.into(),
        }
    }

    /// Reads the printed form back; a key may itself hold colons and hashes.
    pub fn parse(printed: &str) -> Option<Self> {
        let (record, rest) = printed.split_once(':')?;
        let (key, facet) = rest.rsplit_once('#').unwrap_or((rest, ""));
        (!record.is_empty() && !key.is_empty()).then(|| Self {
            record: record.into(),
            key: key.into(),
            facet: facet.into(),
        })
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.record, self.key)?;
        if self.facet.is_empty() && !self.key.contains('#') {
            return Ok(());
        }
        write!(f, "#{}", self.facet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_form_reads_back() {
        for (key, facet) in [
            ("E1", ""),
            ("a#b", ""),
            ("x:y", "ended"),
            ("C1|S|2020-01-01", "began"),
        ] {
            let entry = EntryId::of("placement", key).facet(facet);
            assert_eq!(EntryId::parse(&entry.to_string()), Some(entry));
        }
    }
}
