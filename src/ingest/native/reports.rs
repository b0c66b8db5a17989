//! Issues gathered while a table is read: the same fault with the same value in the same column is
//! one issue with many places, so that a report of a hundred thousand rows can be read.

use std::collections::HashMap;

use crate::issue::{Issue, Origin};

/// What makes two faults the same.
#[derive(PartialEq, Eq, Hash)]
struct Sameness {
    code: &'static str,
    column: u32,
    value: Box<str>,
}

/// The issues of one table.
pub(super) struct Reports<'a> {
    issues: &'a mut Vec<Issue>,
    known: HashMap<Sameness, usize>,
}

impl<'a> Reports<'a> {
    pub(super) fn into(issues: &'a mut Vec<Issue>) -> Self {
        Self {
            issues,
            known: HashMap::new(),
        }
    }

    /// Reports a fault, or adds a place to the report of the same fault.
    pub(super) fn add(
        &mut self,
        code: &'static str,
        column: u32,
        value: &str,
        origin: Origin,
        issue: impl FnOnce() -> Issue,
    ) {
        let sameness = Sameness {
            code,
            column,
            value: value.into(),
        };
        match self.known.get(&sameness) {
            Some(&index) => self.issues[index].origins.push(origin),
            None => {
                self.known.insert(sameness, self.issues.len());
                self.issues.push(issue().at(origin));
            }
        }
    }

    /// Adds another place to the issue reported last.
    pub(super) fn also_at(&mut self, origin: Origin) {
        if let Some(issue) = self.issues.last_mut() {
            issue.origins.push(origin);
        }
    }
}
