//! The restrictions of a case that still hold: of which record, and how much of it.

use crate::model::codes::Scope;
use crate::model::{Case, Record, Text};

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
        let name = each.restricted_record.value()?.shown();
        let field = each.restricted_field.value().map(Text::shown);
        let words = each.restricted_words.value().map(Text::shown);
        let part = match (each.scope.value(), field, words) {
            (Some(Scope::Field), Some(field), _) => Part::Field(field),
            (Some(Scope::Words), _, Some(words)) => Part::Words(words),
            _ => Part::Whole,
        };
        Some(Held {
            name: without_spaces(&name),
            part,
        })
    });
    named.collect()
}

/// What is restricted of a record.
pub(super) fn of_record<'a, R: Record>(
    record: &R,
    held: &'a [Held],
) -> impl Iterator<Item = &'a Part> + use<'a, R> {
    let entry = record.entry();
    let name = without_spaces(&format!("{}:{}", entry.record, entry.key));
    held.iter()
        .filter(move |each| each.name == name)
        .map(|each| &each.part)
}

fn without_spaces(name: &str) -> String {
    name.split_whitespace().collect()
}
