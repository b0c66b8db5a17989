//! A record of any type as the rules see it: its values by column, found by name once per list.

use crate::issue::{Issue, Origin};
use crate::model::declare::{Field, Id, RecordType, Shown};
use crate::model::{EntryId, When};

/// A field of a record type and where it stands among the type's values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// The field's name.
    pub name: &'static str,
    at: usize,
}

impl Column {
    /// The column of that name, where the type has one.
    pub fn of(kind: &RecordType, name: &str) -> Option<Self> {
        Self::all(kind)
            .find(|(column, _)| column.name == name)
            .map(|(column, _)| column)
    }

    /// Every column with its declaration.
    pub fn all(kind: &RecordType) -> impl Iterator<Item = (Self, &'static Field)> + use<> {
        let fields = kind.fields().enumerate();
        fields.map(|(at, field)| {
            (
                Self {
                    name: field.name,
                    at,
                },
                field,
            )
        })
    }
}

/// One record.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The record's name.
    pub entry: &'a EntryId,
    /// Where it was read.
    pub origins: &'a [Origin],
    values: &'a [Shown<'a>],
}

impl<'a> Row<'a> {
    /// A record with its values in the order of its type's fields.
    pub fn new(entry: &'a EntryId, origins: &'a [Origin], values: &'a [Shown<'a>]) -> Self {
        Self {
            entry,
            origins,
            values,
        }
    }

    fn value(&self, column: Column) -> Shown<'a> {
        self.values.get(column.at).copied().unwrap_or(Shown::Absent)
    }

    /// The date in a column.
    pub fn date(&self, column: Column) -> Option<&'a When> {
        match self.value(column) {
            Shown::When(date) => Some(date),
            _ => None,
        }
    }

    /// The ids in a column.
    pub fn ids(&self, column: Column) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let (one, many): (Option<&'a str>, &'a [Id]) = match self.value(column) {
            Shown::Id(id) => (Some(id), &[]),
            Shown::Ids(ids) => (None, ids),
            _ => (None, &[]),
        };
        one.into_iter().chain(many.iter().map(|id| &*id.0))
    }

    /// The coded word in a column; `yes` where it is so.
    pub fn word(&self, column: Column) -> Option<&'a str> {
        match self.value(column) {
            Shown::Word(word) => Some(word),
            Shown::YesNo(true) => Some("yes"),
            _ => None,
        }
    }

    /// An issue placed at this record.
    pub fn place(&self, issue: Issue) -> Issue {
        issue.at_all(self.origins)
    }
}
