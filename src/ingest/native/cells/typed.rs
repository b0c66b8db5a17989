//! The cells of a row as each kind of field admits them.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Filled, RowCells};
use crate::ingest::dates::{self, DateFault};
use crate::ingest::faults;
use crate::ingest::native::complaints::{
    Complaint, damaged_id, not_a_number, not_yes_no, unknown_code,
};
use crate::ingest::native::spelling::{
    is_none_word, is_power_of_ten, spelled, without_point_zero, yes_no,
};
use crate::ingest::table::Value;
use crate::issue::Severity;
use crate::model::declare::{Cells, CodeSet, Field};
use crate::model::{Id, Ids, Recorded, Text, When};

/// From here on a spreadsheet's number has lost an id's last digits.
const DIGITS_LOST: f64 = 1e15;

impl Cells for RowCells<'_, '_> {
    fn id(&mut self, field: &'static Field) -> Recorded<Id> {
        self.read(field, |cells, filled| {
            let words = cells.id_words(filled);
            cells.one_id(filled.0, &words).into()
        })
    }

    fn ids(&mut self, field: &'static Field) -> Recorded<Ids> {
        self.read(field, |cells, filled| {
            let words = cells.id_words(filled);
            if let Some(ids) = cells.columns.slots[filled.0].ids.get(&*words) {
                return Recorded::Value(ids.clone());
            }
            let marks: &[char] = if words.contains([';', '\n']) {
                &[';', '\n']
            } else {
                &[',']
            };
            let mut ids = Vec::new();
            for part in words.split(marks) {
                let id = cells.one_id(filled.0, part.trim());
                ids.extend(id.filter(|id| !ids.contains(id)));
            }
            let ids = (!ids.is_empty()).then(|| Ids(ids.into()));
            if let Some(ids) = &ids {
                cells.remember(filled.0, &words, ids);
            }
            ids.into()
        })
    }

    fn text(&mut self, field: &'static Field) -> Recorded<Text> {
        self.read(field, |cells, (slot, value)| {
            let words = spelled(value);
            let tidy = cells.tidy(slot, &words);
            let words = (!tidy.is_empty()).then(|| cells.columns.slots[slot].shared(&tidy));
            words.map(Text::words).into()
        })
    }

    fn when(&mut self, field: &'static Field) -> Recorded<When> {
        self.read(field, |cells, (slot, value)| {
            let date = match value {
                Value::Text(words) => dates::parse(words),
                Value::Moment(moment) => dates::of_moment(*moment),
                Value::Number(number) => dates::of_number(*number),
                Value::YesNo(_) | Value::Fault(_) => Err(DateFault::NotADate),
            };
            date.map_or_else(|fault| cells.no_date(slot, value, fault), Recorded::Value)
        })
    }

    fn yes_no(&mut self, field: &'static Field) -> Recorded<bool> {
        self.read(field, |cells, (slot, value)| {
            let words = spelled(value);
            let answer = yes_no(&words);
            if answer.is_none() {
                cells.complain(slot, not_yes_no(), &words);
            }
            answer.into()
        })
    }

    fn number(&mut self, field: &'static Field) -> Recorded<f64> {
        self.read(field, |cells, (slot, value)| {
            let number = match value {
                Value::Number(number) => Some(*number),
                Value::Text(words) => words.trim().parse().ok(),
                _ => None,
            };
            let number = number.filter(|number: &f64| number.is_finite());
            if number.is_none() {
                cells.complain(slot, not_a_number(), &spelled(value));
            }
            number.into()
        })
    }

    fn code(&mut self, field: &'static Field, set: &'static CodeSet) -> Recorded<Box<str>> {
        self.read(field, |cells, (slot, value)| {
            let words = spelled(value);
            if let Some(word) = cells.known_word(slot, &words, set) {
                return Recorded::Value(word.into());
            }
            cells.complain(slot, unknown_code(), &words);
            let tidy = cells.tidy(slot, &words);
            (!tidy.is_empty()).then(|| Box::from(&*tidy)).into()
        })
    }
}

impl<'r> RowCells<'r, '_> {
    fn one_id(&mut self, slot: usize, words: &str) -> Option<Id> {
        if is_power_of_ten(words) {
            self.complain(slot, damaged_id(), words);
        }
        let tidy = self.tidy(slot, words);
        let id = without_point_zero(&tidy);
        (!id.is_empty() && !is_none_word(id)).then(|| Id(self.shared(id)))
    }

    /// An id; that of the record itself is there already.
    fn shared(&self, id: &str) -> Arc<str> {
        match &self.key {
            Some(key) if **key == *id => Arc::clone(key),
            _ => id.into(),
        }
    }

    /// Keeps the cases of a row for the next of theirs; a cell of which something was told is read anew, to
    /// be told of again.
    fn remember(&mut self, slot: usize, words: &str, ids: &Ids) {
        let slot = &mut self.columns.slots[slot];
        let is_plain = words.bytes().all(|b| (b' '..=b'~').contains(&b));
        if slot.field.refers == Some("case") && is_plain && self.complaint.is_none() {
            slot.ids.insert(words.into(), ids.clone());
        }
    }

    /// An id's words; a cell that a spreadsheet has turned into something else is reported.
    fn id_words(&mut self, (slot, value): Filled<'r>) -> Cow<'r, str> {
        let words = spelled(value);
        let long = matches!(value, Value::Number(number) if number.abs() >= DIGITS_LOST);
        if long || matches!(value, Value::Moment(_)) {
            self.complain(slot, damaged_id(), &words);
        }
        words
    }

    fn no_date(&mut self, slot: usize, value: &Value, fault: DateFault) -> Recorded<When> {
        let (severity, code) = if fault.stands_for_none() {
            (Severity::Note, faults::NO_DATE)
        } else {
            (Severity::Error, faults::BAD_DATE)
        };
        let complaint = Complaint {
            severity,
            code,
            message: fault.message(),
            hint: fault.hint(),
        };
        self.complain(slot, complaint, &spelled(value));
        match fault {
            DateFault::OpenEnd => Recorded::None,
            _ => Recorded::Empty,
        }
    }

    /// The set's word for the words of a cell; looked up once for each word of a column.
    fn known_word(&mut self, slot: usize, words: &str, set: &CodeSet) -> Option<&'static str> {
        let known = &mut self.columns.slots[slot].words;
        match known.get(words) {
            Some(word) => *word,
            None => {
                let word = set.canonical(words);
                known.insert(words.into(), word);
                word
            }
        }
    }
}
