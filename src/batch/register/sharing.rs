//! What was shared with whom, and the chain by which it shows when an entry was changed since: each holds the
//! digest of the entry before it ("when sharing, record with whom and when": Northamptonshire 8).

#[cfg(test)]
mod tests;

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Deed, Line, damaged, name_of, origin};
use crate::digest::sha256;
use crate::issue::{Issue, Origin};

/// What was shared once. Names stand in the register alone; messages tell ids and roles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// The day.
    pub on: NaiveDate,
    /// The time, as given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// The reference of the request.
    pub request: String,
    /// The person whom it is about, by id.
    pub subject: String,
    /// The cases, by id.
    pub cases: Vec<String>,
    /// What was given.
    pub files: Vec<SharedFile>,
    /// With whom: the name.
    pub with: String,
    /// With whom: the role, or the body they belong to.
    pub with_role: String,
    /// Why: the lawful ground.
    pub ground: String,
    /// Whose consent there was, or why none was sought.
    pub consent: String,
    /// Who shared it.
    pub by: String,
    /// Who authorised it.
    pub authorised_by: String,
    /// How it was sent.
    pub sent: String,
    /// How many restricted items were left out.
    pub left_out: usize,
}

/// A file that was shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedFile {
    /// Its name.
    pub name: String,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
}

/// A log whose chain is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The digest of each entry's line, in order.
    pub digests: Vec<String>,
}

impl Chain {
    /// The digest to note: of the last entry; of nothing where there is none.
    pub fn last(&self) -> String {
        let last = self.digests.last().cloned();
        last.unwrap_or_else(|| sha256(b""))
    }

    /// How many entries came after the one with a digest that was noted; none where the log has no such entry,
    /// so that its end was changed or cut off since.
    pub fn since(&self, noted: &str) -> Option<usize> {
        if noted.eq_ignore_ascii_case(&sha256(b"")) {
            return Some(self.digests.len());
        }
        let found = |digest: &String| digest.eq_ignore_ascii_case(noted);
        self.digests.iter().rev().position(found)
    }
}

/// The digest that the next entry must hold.
pub(super) fn last_digest(register: &[u8]) -> String {
    let last = lines(register).filter_map(|(_, line)| Some((line, previous(line)?)));
    last.last()
        .map_or_else(|| sha256(b""), |(line, _)| sha256(line))
}

/// Recomputes the chain of a register's bytes. `path` is named in issues.
pub(super) fn verify(path: &Path, register: &[u8]) -> Result<Chain, Vec<Issue>> {
    let name = name_of(path);
    let mut issues = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (number, line) in lines(register) {
        match serde_json::from_slice::<Value>(line) {
            Err(_) => issues.push(damaged(origin(&name, number))),
            Ok(_) => entries.extend(previous(line).map(|previous| Entry {
                number,
                previous,
                digest: sha256(line),
            })),
        }
    }
    issues.extend(breaks(&name, &entries));
    if issues.is_empty() {
        let digests = entries.into_iter().map(|it| it.digest).collect();
        Ok(Chain { digests })
    } else {
        Err(issues)
    }
}

/// A sharing line.
struct Entry {
    number: usize,
    previous: String,
    digest: String,
}

/// Each place where an entry does not follow from the one before it.
fn breaks(name: &str, entries: &[Entry]) -> Vec<Issue> {
    let mut issues = Vec::new();
    let nothing = sha256(b"");
    for (index, entry) in entries.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|it| entries.get(it));
        let expected = before.map_or(&nothing, |before| &before.digest);
        if entry.previous == *expected {
            continue;
        }
        let here = origin(name, entry.number);
        let origins = before.map(|it| origin(name, it.number)).into_iter();
        let origins: Vec<Origin> = [here].into_iter().chain(origins).collect();
        let elsewhere = entries.iter().any(|it| it.digest == entry.previous);
        issues.push(broken(&origins, before.is_some(), elsewhere));
    }
    issues
}

fn broken(origins: &[Origin], has_before: bool, elsewhere: bool) -> Issue {
    let message = match (has_before, elsewhere) {
        (_, true) => {
            "an entry of the sharing log does not follow the entry that it was written after: entries were moved, or one was put in or removed"
        }
        (true, false) => {
            "an entry of the sharing log does not follow from the one before it: one of the two was changed, or one between them was removed"
        }
        (false, false) => {
            "the first entry of the sharing log was not the first when it was written, or was changed"
        }
    };
    Issue::error("CB1027", message)
        .at_all(origins)
        .hint("Compare with a backup of the register, and find out who changed it; do not mend it by hand.")
}

/// The lines that say something, counted from 1.
fn lines(register: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines = (1..).zip(register.split(|byte| *byte == b'\n'));
    lines.filter(|(_, line)| !line.trim_ascii().is_empty())
}

/// What a sharing line says of the one before it; none for lines of other kinds.
fn previous(line: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(line).ok()?;
    let is_sharing = value.get("deed").and_then(Value::as_str) == Some("sharing");
    let previous = value.get("previous").and_then(Value::as_str);
    is_sharing.then(|| previous.unwrap_or_default().to_owned())
}

/// A deed as a line, chained to the register before it.
pub(super) fn chained(deed: Deed, register: &[u8]) -> Vec<u8> {
    let deed = match deed {
        Deed::Sharing { sharing, .. } => Deed::Sharing {
            sharing,
            previous: last_digest(register),
        },
        other => other,
    };
    serde_json::to_vec(&Line::of(deed)).expect("a deed can be written as JSON")
}
