//! Faults told once a table however often they occur: an export may hold a thousand rows with the
//! same one.

use std::collections::BTreeMap;

use crate::issue::{Issue, Origin, Place, Severity};

/// A kind of fault.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    /// How much it costs.
    pub severity: Severity,
    /// The code, which keeps its meaning for good.
    pub code: &'static str,
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub hint: &'static str,
}

impl Fault {
    /// The same fault in the words of whoever found it.
    pub(super) fn told(mut self, message: &'static str, hint: &'static str) -> Self {
        self.message = message;
        self.hint = hint;
        self
    }
}

/// Declares the faults: code, severity, what is wrong, what to do.
macro_rules! faults {
    ($($(#[doc = $about:literal])+ $NAME:ident = $severity:ident $code:literal $message:literal, $hint:literal;)+) => {$(
        $(#[doc = $about])+
        pub(super) const $NAME: $crate::ingest::tally::Fault = $crate::ingest::tally::Fault {
            severity: $crate::issue::Severity::$severity,
            code: $code,
            message: $message,
            hint: $hint,
        };
    )+};
}

pub(super) use faults;

/// How many places of a fault are told.
const PLACES: usize = 20;

#[derive(Debug)]
struct Group {
    fault: Fault,
    /// Each occurrence: its places and the value found.
    met: Vec<(Box<[Origin]>, Box<str>)>,
}

/// The faults found, grouped by table, kind and column.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: BTreeMap<(usize, &'static str, &'static str, u32), Group>,
}

impl Faults {
    /// Adds one occurrence in that grid, with the value found where there is one.
    pub(super) fn add(&mut self, fault: Fault, grid: usize, origins: &[Origin], value: &str) {
        let column = origins.first().map_or(0, column_of);
        let key = (grid, fault.code, fault.message, column);
        let group = self.found.entry(key).or_insert_with(|| Group {
            fault,
            met: Vec::new(),
        });
        group.met.push((origins.into(), value.into()));
    }

    /// The issues, table by table.
    pub(super) fn into_issues(self) -> impl Iterator<Item = Issue> {
        self.found.into_values().map(Group::into_issue)
    }
}

impl Group {
    /// One issue for all occurrences, the first of them in the order of the file.
    fn into_issue(mut self) -> Issue {
        self.met.sort();
        let count = self.met.len();
        let message = match count {
            1 => self.fault.message.to_owned(),
            2..=PLACES => format!("{} ({count} times)", self.fault.message),
            _ => format!(
                "{} ({count} times; the first {PLACES} are given)",
                self.fault.message
            ),
        };
        self.met.truncate(PLACES);
        let issue = Issue::new(self.fault.severity, self.fault.code, message)
            .at_all(self.met.iter().flat_map(|(origins, _)| origins))
            .hint(self.fault.hint);
        let mut values: Vec<&str> = self.met.iter().map(|(_, value)| &**value).collect();
        values.retain(|value| !value.is_empty());
        values.dedup();
        if values.is_empty() {
            issue
        } else {
            issue.value(values.join("; "))
        }
    }
}

fn column_of(origin: &Origin) -> u32 {
    match origin.place {
        Place::Cell { column, .. } | Place::Line { column, .. } => column,
        Place::File | Place::Pointer(_) | Place::Tag { .. } => 0,
    }
}
