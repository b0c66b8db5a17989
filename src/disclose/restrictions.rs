//! The restrictions of a case that still hold: of which record, and how much of it.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::issue::Origin;
use crate::model::codes::Scope;
use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::Restriction;
use crate::model::{Case, EntryId, Record, Recorded, Text};

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

/// What Northamptonshire 7 and 8 want recorded of a restriction.
pub(super) struct Wanted {
    /// The name of the term.
    pub name: &'static str,
    /// The field.
    pub field: &'static str,
    /// Whether and how it is absent.
    pub state: Recorded<()>,
}

impl Wanted {
    /// Whether nothing is recorded, in whatever way.
    pub fn is_absent(&self) -> bool {
        self.state.value().is_none()
    }
}

/// All that is wanted of a restriction.
pub(super) fn wanted(restriction: &Restriction) -> [Wanted; 7] {
    let it = restriction;
    [
        wish("scope", "scope", it.scope.clone().map(|_| ())),
        wish("reason", "policy_reason", words(&it.policy_reason)),
        wish("ground", "lawful_ground", words(&it.lawful_ground)),
        wish("advice", "advised_by", words(&it.advised_by)),
        wish("advice-date", "advised_on", it.advised_on.map(|_| ())),
        wish(
            "originator",
            "originator_consulted",
            words(&it.originator_consulted),
        ),
        wish("review", "review_on", it.review_on.map(|_| ())),
    ]
}

fn wish(name: &'static str, field: &'static str, state: Recorded<()>) -> Wanted {
    Wanted { name, field, state }
}

/// Blank words are none.
fn words(recorded: &Recorded<Text>) -> Recorded<()> {
    match recorded {
        Recorded::Value(words) if words.is_blank() => Recorded::Empty,
        other => other.clone().map(|_| ()),
    }
}

/// The day on which it was to be looked at again, where that is past.
pub(super) fn overdue(restriction: &Restriction, as_at: NaiveDate) -> Option<NaiveDate> {
    let due = restriction.review_on.value().map(|when| when.latest());
    due.filter(|due| *due < as_at)
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
