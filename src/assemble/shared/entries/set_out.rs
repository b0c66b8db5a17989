//! Entries as the layout takes them: what is of a day by period of involvement and by year, what is not by
//! type, each with its number among the entries of the document.

use std::ops::Range;

use serde_json::{Value, json};

use super::involvement::{self, Part};
use super::{Entries, RecordEntry, labels};
use crate::wording::Wording;

/// The two parts of a record as its pages have them.
pub struct SetOut {
    /// What is of a day.
    pub parts: Vec<Value>,
    /// What is not.
    pub lists: Vec<Value>,
}

impl SetOut {
    /// All that the entries say, for a glossary; ids and places are no words.
    pub fn said(&self) -> Vec<Value> {
        let mut said: Vec<Value> = self.parts.iter().chain(&self.lists).cloned().collect();
        said.iter_mut().for_each(without_places);
        said
    }
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("place");
            fields.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// A range of a record's entries, in the order of [`Entries::in_order`], divided by periods; `points` is
/// the size of the words.
pub fn set_out(
    told: &Entries,
    range: &Range<usize>,
    periods: &[Part],
    points: f64,
    wording: &Wording,
) -> SetOut {
    let ends = range.end.min(told.dated.len());
    let own = told.dated.get(range.start..ends).unwrap_or_default();
    let mut numbering = Numbering { next: 0, points };
    SetOut {
        parts: parts(own, periods, &mut numbering),
        lists: lists(told, range, &mut numbering, wording),
    }
}

/// Gives entries their numbers as they come.
struct Numbering {
    next: usize,
    points: f64,
}

impl Numbering {
    fn told(&mut self, entries: &[RecordEntry]) -> Vec<Value> {
        let each = entries.iter().map(|entry| {
            let told = entry.as_json(self.next, self.points);
            self.next += 1;
            told
        });
        each.collect()
    }
}

fn parts(own: &[RecordEntry], periods: &[Part], numbering: &mut Numbering) -> Vec<Value> {
    let mut parts = Vec::new();
    for (period, inside) in involvement::divided(periods, own) {
        let years = inside.chunk_by(|a, b| a.year() == b.year()).map(|entries| {
            let year = entries.first().map(RecordEntry::year);
            json!({ "year": year, "entries": numbering.told(entries) })
        });
        parts.push(json!({
            "title": period.title,
            "current": period.is_current,
            "years": years.collect::<Vec<_>>(),
        }));
    }
    parts
}

fn lists(
    told: &Entries,
    range: &Range<usize>,
    numbering: &mut Numbering,
    wording: &Wording,
) -> Vec<Value> {
    let mut first = told.dated.len();
    let mut lists = Vec::new();
    for list in &told.lists {
        let last = first + list.entries.len();
        let (from, until) = (range.start.max(first), range.end.min(last));
        if from < until {
            let entries = &list.entries[from - first..until - first];
            lists.push(json!({
                "title": labels::records(list.record, wording),
                "entries": numbering.told(entries),
            }));
        }
        first = last;
    }
    lists
}
