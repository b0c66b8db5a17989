//! What is left of a record that is withheld whole: that there is one, when, and a gap in place of its words.

use crate::model::declare::{Cells, CodeSet, Field, FieldKind, Listed, Shown};
use crate::model::{Band, Id, Ids, Record, Recorded, Text, When};

/// The record with nothing in it but its date, its case and a gap.
pub(super) fn withheld<R: Listed>(record: &R, reason: &str) -> (R, String) {
    let words = words_of(record);
    let mut kept = Kept {
        case: case_ids(record),
        dates: dates_of(record),
        target: target(record),
        gap: Text::gap(reason, Band::of(&words)),
    };
    let origin = record.origins().first().cloned();
    let origin = origin.unwrap_or_else(|| crate::issue::Origin::file(""));
    let blank = R::read(&mut kept, record.entry().clone(), origin);
    (blank, words)
}

/// All words of a record.
pub(super) fn words_of<R: Record>(record: &R) -> String {
    let mut words = Vec::new();
    record.each_value(&mut |_, value| {
        if let Shown::Text(text) = value {
            words.push(text.shown());
        }
    });
    words.join("\n")
}

fn case_ids<R: Record>(record: &R) -> Vec<Id> {
    let mut ids = Vec::new();
    record.each_reference(&mut |field, id| {
        if field.name == "case_id" {
            ids.push(Id(id.into()));
        }
    });
    ids
}

fn dates_of<R: Record>(record: &R) -> Vec<(&'static str, When)> {
    let mut dates = Vec::new();
    let needed = R::TYPE
        .own
        .iter()
        .filter(|field| field.needed)
        .map(|field| field.name)
        .collect::<Vec<_>>();
    record.each_date(&mut |field, when| {
        if needed.contains(&field.name) {
            dates.push((field.name, *when));
        }
    });
    dates
}

/// The text that a record of the type must have, else the first that this one has, else the first there is.
fn target<R: Record>(record: &R) -> &'static str {
    let texts = || {
        R::TYPE
            .own
            .iter()
            .filter(|field| field.kind == FieldKind::Text)
    };
    let needed = texts().find(|field| field.needed).map(|field| field.name);
    let mut filled = None;
    record.each_value(&mut |field, value| {
        let is_own = texts().any(|own| own.name == field.name);
        if filled.is_none() && is_own && matches!(value, Shown::Text(_)) {
            filled = Some(field.name);
        }
    });
    needed
        .or(filled)
        .or_else(|| texts().next().map(|field| field.name))
        .unwrap_or_default()
}

/// The cells of such a record.
struct Kept {
    case: Vec<Id>,
    dates: Vec<(&'static str, When)>,
    /// The field in which the gap stands.
    target: &'static str,
    gap: Text,
}

impl Cells for Kept {
    fn id(&mut self, field: &'static Field) -> Recorded<Id> {
        match field.name {
            "case_id" => self.case.first().cloned().into(),
            _ => Recorded::NotCarried,
        }
    }

    fn ids(&mut self, field: &'static Field) -> Recorded<Ids> {
        match field.name {
            "case_id" if !self.case.is_empty() => Recorded::Value(Ids(self.case.clone().into())),
            _ => Recorded::NotCarried,
        }
    }

    fn text(&mut self, field: &'static Field) -> Recorded<Text> {
        match field.name == self.target {
            true => Recorded::Value(self.gap.clone()),
            false => Recorded::NotCarried,
        }
    }

    fn when(&mut self, field: &'static Field) -> Recorded<When> {
        let known = self.dates.iter().find(|(name, _)| *name == field.name);
        known.map_or(Recorded::NotCarried, |(_, when)| Recorded::Value(*when))
    }

    fn yes_no(&mut self, _: &'static Field) -> Recorded<bool> {
        Recorded::NotCarried
    }

    fn number(&mut self, _: &'static Field) -> Recorded<f64> {
        Recorded::NotCarried
    }

    fn code(&mut self, _: &'static Field, _: &'static CodeSet) -> Recorded<Box<str>> {
        Recorded::NotCarried
    }
}
