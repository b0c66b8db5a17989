//! When a record happened, by its declared fields: the first date that is its own, and the end of what
//! lasted; and where it stands among the records of its day.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::assemble::shared::dates;
use crate::model::declare::{Field, FieldKind, Shown};
use crate::model::{Case, EntryId, Record, When};
use crate::wording::Wording;

/// Record types that are of a day although the day may be missing.
const ALSO_OF_A_DAY: [&str; 2] = ["action", "proceedings"];

/// Where a record stands: by day, by the order given within the day, by time, and beside the record that
/// it belongs to.
pub(super) type Order = (NaiveDate, u8, i64, Option<NaiveTime>, EntryId, u8, EntryId);

/// The meetings by id, for what they recommended stands with them.
pub(super) type Anchors = BTreeMap<String, (When, Option<f64>, EntryId)>;

/// When a record happened.
pub(super) struct Dating {
    /// Whether records of the type stand in date order rather than in a list.
    pub(super) is_story: bool,
    /// When it happened or began.
    pub(super) when: Option<When>,
    /// When it ended.
    pub(super) until: Option<When>,
    /// The fields of the two dates, which the heading of the entry tells.
    pub(super) fields: Vec<&'static str>,
    /// Where it stands.
    pub(super) order: Order,
}

impl Dating {
    /// The date as in a table, and the end of what lasted.
    pub(super) fn in_words(&self, wording: &Wording) -> String {
        let Some(when) = &self.when else {
            return String::new();
        };
        let start = dates::short(when, wording);
        match self.until.filter(|until| until.start != when.start) {
            Some(until) => {
                let until = dates::short(&until, wording);
                format!("{start} {} {until}", wording.term("date.to"))
            }
            None => start,
        }
    }
}

/// The meetings of a case.
pub(super) fn anchors(case: &Case) -> Anchors {
    let meetings = case.records.meetings.iter().filter_map(|meeting| {
        let held = *meeting.held.value()?;
        let within = meeting.provenance.order_in_day.value().copied();
        let id = meeting.entry.clone();
        Some((id.key.to_string(), (held, within, id)))
    });
    meetings.collect()
}

/// When a record happened.
pub(super) fn of<R: Record>(record: &R, anchors: &Anchors) -> Dating {
    if let Some((held, within, meeting)) = anchor(record, anchors) {
        return Dating {
            is_story: true,
            when: Some(*held),
            until: None,
            fields: Vec::new(),
            order: order(Some(held), *within, (meeting, 1), record.entry()),
        };
    }
    let (first, second) = date_fields(R::TYPE.own);
    let value = |field: Option<&'static Field>| field.and_then(|field| date(record, field.name));
    let (when, until) = (value(first), value(second));
    let of_a_day = first.is_some_and(|field| field.needed)
        || !R::TYPE.shared.is_empty()
        || ALSO_OF_A_DAY.contains(&R::TYPE.name);
    let within = record
        .provenance()
        .and_then(|it| it.order_in_day.value().copied());
    let is_story = of_a_day && when.is_some();
    let told = [first, second].into_iter().flatten();
    Dating {
        is_story,
        fields: match is_story {
            true => told.map(|field| field.name).collect(),
            false => Vec::new(),
        },
        order: order(when.as_ref(), within, (record.entry(), 0), record.entry()),
        when,
        until,
    }
}

/// The meeting that a record came out of, where it has no day of its own.
fn anchor<'a, R: Record>(
    record: &R,
    anchors: &'a Anchors,
) -> Option<&'a (When, Option<f64>, EntryId)> {
    if R::TYPE.name != "recommendation" {
        return None;
    }
    let mut found = None;
    record.each_reference(&mut |field, id| {
        if field.refers == Some("meeting") {
            found = anchors.get(id);
        }
    });
    found
}

/// The first date of a type's own, and the end of what lasted from it.
fn date_fields(own: &'static [Field]) -> (Option<&'static Field>, Option<&'static Field>) {
    let mut all = own.iter().filter(|field| field.kind == FieldKind::When);
    let first = all.next();
    let second = all.next().filter(|field| is_end(field.name));
    (first, second)
}

fn is_end(name: &str) -> bool {
    name == "end" || name.ends_with("_until") || name.ends_with("ended")
}

fn date<R: Record>(record: &R, name: &str) -> Option<When> {
    let mut found = None;
    record.each_value(&mut |field, value| {
        if let Shown::When(when) = value
            && field.name == name
        {
            found = Some(*when);
        }
    });
    found
}

/// What has no date stands last, in order of its id.
fn order(
    when: Option<&When>,
    within: Option<f64>,
    (beside, rank): (&EntryId, u8),
    own: &EntryId,
) -> Order {
    let (day, vagueness, time) = when.map_or((NaiveDate::MAX, 0, None), When::order);
    let within = within.map_or(0, |order| (order * 100.0) as i64);
    (
        day,
        vagueness,
        within,
        time,
        beside.clone(),
        rank,
        own.clone(),
    )
}
