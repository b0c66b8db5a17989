//! What the rules found, put into an order that does not depend on how it was found.

use crate::issue::Issue;
use crate::model::EntryId;
use crate::model::records::RECORD_TYPES;

/// The issues so far, each with the record under which it is listed.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

#[derive(Debug)]
struct Finding {
    /// The place of the record's type among all types.
    rank: usize,
    entry: EntryId,
    issue: Issue,
}

impl Findings {
    /// Adds an issue, listed under a record.
    pub fn add(&mut self, entry: &EntryId, issue: Issue) {
        self.0.push(Finding {
            rank: rank(&entry.record),
            entry: entry.clone(),
            issue,
        });
    }

    /// All issues by record type, then by entry, then by code.
    pub fn in_order(mut self) -> Vec<Issue> {
        self.0.sort_by(|a, b| a.order().cmp(&b.order()));
        self.0.into_iter().map(|finding| finding.issue).collect()
    }
}

impl Finding {
    fn order(&self) -> impl Ord + '_ {
        let Issue {
            code,
            message,
            value,
            ..
        } = &self.issue;
        (self.rank, &self.entry, code, message, value)
    }
}

fn rank(record: &str) -> usize {
    let place = RECORD_TYPES.iter().position(|kind| kind.name == record);
    place.unwrap_or(RECORD_TYPES.len())
}

/// A record as messages name it: `visit V12`. A key that was made from a row's ids and date holds
/// values of the data, and is left to the place.
pub(super) fn named(entry: &EntryId) -> String {
    let kind = spaced(&entry.record);
    match entry.key.contains('|') {
        true => kind,
        false => format!("{kind} {}", entry.key),
    }
}

/// A record type's name in words.
pub(super) fn spaced(record: &str) -> String {
    record.replace('_', " ")
}

/// A count with its noun.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
