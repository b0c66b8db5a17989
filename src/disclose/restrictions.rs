//! The restrictions of a case that still hold: of which record, and how much of it.

use std::collections::HashSet;

use crate::issue::Origin;
use crate::model::codes::Scope;
use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::Restriction;
use crate::model::{Case, EntryId, Record, Text};

/// A restriction that still holds.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// The record, as `type:key` without spaces.
    name: String,
    part: Part,
}

/// How much of a record is restricted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The field of that name.
    Field(String),
    /// The quoted words.
    Words(String),
}

/// The restrictions that are not lifted. One that says neither which field nor which words holds for
/// the whole record: badly recorded, it must not let anything out (rule 23).
pub(super) fn held(case: &Case) -> Vec<Held> {
    let held = case
        .records
        .restrictions
        .iter()
        .filter(|each| each.lifted.value().is_none());
    let named = held.filter_map(|each| {
        let (name, part) = part_of(each)?;
        Some(Held { name, part })
    });
    named.collect()
}

/// The record that a restriction names, as `type:key` without spaces, and how much of it is restricted.
pub(super) fn part_of(restriction: &Restriction) -> Option<(String, Part)> {
    let name = restriction.restricted_record.value()?.shown();
    let field = restriction.restricted_field.value().map(Text::shown);
    let words = restriction.restricted_words.value().map(Text::shown);
    let part = match (restriction.scope.value(), field, words) {
        (Some(Scope::Field), Some(field), _) => Part::Field(field),
        (Some(Scope::Words), _, Some(words)) => Part::Words(words),
        _ => Part::Whole,
    };
    Some((without_spaces(&name), part))
}

/// How restrictions name a record.
pub(super) fn name_of(entry: &EntryId) -> String {
    without_spaces(&format!("{}:{}", entry.record, entry.key))
}

/// What is restricted of a record.
pub(super) fn of_record<'a, R: Record>(
    record: &R,
    held: &'a [Held],
) -> impl Iterator<Item = &'a Part> + use<'a, R> {
    let name = name_of(record.entry());
    held.iter()
        .filter(move |each| each.name == name)
        .map(|each| &each.part)
}

/// The restrictions recorded for this case that name no record of it: they hide nothing, so nothing may
/// be let out under them until the record is corrected (rule 23).
pub fn unplaced(case: &Case) -> Vec<Origin> {
    let mut known = Known::default();
    case.records.each_list(&mut known);
    let own = case.records.restrictions.iter().filter(|each| {
        let named = each
            .case_id
            .value()
            .is_some_and(|ids| ids.0.iter().any(|id| *id.0 == *case.id));
        named && each.lifted.value().is_none()
    });
    let unplaced = own.filter(|each| {
        let name = each
            .restricted_record
            .value()
            .map(|name| without_spaces(&name.shown()));
        name.is_some_and(|name| !known.0.contains(&name))
    });
    unplaced
        .flat_map(|each| each.origins.iter().cloned())
        .collect()
}

/// The names of all records of a case.
#[derive(Default)]
struct Known(HashSet<String>);

impl ListVisitor for Known {
    fn list<R: Listed>(&mut self, records: &[R]) {
        self.0
            .extend(records.iter().map(|record| name_of(record.entry())));
    }
}

fn without_spaces(name: &str) -> String {
    name.split_whitespace().collect()
}
