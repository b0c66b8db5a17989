//! The fields of a visit in words. Each is taken once, so that what no heading has taken is told in the end and a
//! new field of the record is never lost.

use serde_json::{Value, json};

use super::{Visiting, pairs};
use crate::assemble::shared::entries::fields::Fields;
use crate::assemble::shared::entries::naming::Names;
use crate::assemble::shared::entries::{Edition, labels};
use crate::assemble::shared::phrases;
use crate::assemble::shared::room::room_of;
use crate::model::records::Visit;
use crate::model::{Record, Text};

/// From how much room on words are a passage of their own, in letters.
const PASSAGE: usize = 60;

/// What of a visit's fields is still to be told, in the order in which they are declared.
pub(super) struct Told {
    fields: Vec<(&'static str, String, Text)>,
}

impl Told {
    /// Everything that the visit's fields say.
    pub(super) fn of(of: &Visiting<'_>) -> Self {
        let wording = of.brief.wording;
        let names = Names::of(of.case, Edition::Internal, wording);
        let fields = Fields {
            names: &names,
            edition: Edition::Internal,
            wording,
            case: of.case,
        };
        let mut told = Vec::new();
        of.visit.each_value(&mut |field, value| {
            if fields.is_passed_over(Visit::TYPE.own, field) {
                return;
            }
            if let Some(words) = fields.words(field, value) {
                let label = labels::field(Visit::TYPE.name, field, wording);
                told.push((field.name, label, words));
            }
        });
        Self { fields: told }
    }

    /// A field's label and words; none where it says nothing or was told.
    pub(super) fn take(&mut self, name: &str) -> Option<(String, Text)> {
        let at = self.fields.iter().position(|(own, ..)| *own == name)?;
        let (_, label, words) = self.fields.remove(at);
        Some((label, words))
    }

    /// The words alone.
    pub(super) fn words(&mut self, name: &str) -> Option<Text> {
        self.take(name).map(|(_, words)| words)
    }

    /// Leaves a field untold: other words say it.
    pub(super) fn leave_out(&mut self, name: &str) {
        self.take(name);
    }

    /// Other words in place of a field's own.
    pub(super) fn replace(&mut self, name: &str, words: Text) {
        let found = self.fields.iter_mut().find(|(own, ..)| *own == name);
        if let Some((_, _, own)) = found {
            *own = words;
        }
    }

    /// A field without its label, where the heading says what it is.
    pub(super) fn bare(&mut self, name: &str) -> Option<Value> {
        self.words(name).map(|words| paragraph(&words))
    }

    /// The same, to stand out.
    pub(super) fn strong(&mut self, name: &str) -> Option<Value> {
        let words = self.words(name)?;
        Some(json!({ "strong": phrases::as_json(&words) }))
    }

    /// Fields under their labels: short ones beside each other, long ones as passages.
    pub(super) fn lines(&mut self, names: &[&str]) -> Vec<Value> {
        let taken: Vec<(String, Text)> = names.iter().filter_map(|name| self.take(name)).collect();
        lines(&taken)
    }

    /// What no heading has taken.
    pub(super) fn rest(&mut self) -> Vec<Value> {
        let left = std::mem::take(&mut self.fields).into_iter();
        let left: Vec<(String, Text)> = left.map(|(_, label, words)| (label, words)).collect();
        lines(&left)
    }
}

/// Words in a paragraph.
pub(super) fn paragraph(words: &Text) -> Value {
    passage("", words)
}

/// Words under a label.
pub(super) fn passage(label: &str, words: &Text) -> Value {
    json!({ "label": label, "words": phrases::as_json(words) })
}

/// Short ones beside each other, long ones as passages.
pub(super) fn lines(all: &[(String, Text)]) -> Vec<Value> {
    let is_short = |pair: &(String, Text)| room_of(&pair.1) <= PASSAGE && !pair.0.is_empty();
    let groups = all.chunk_by(|one, next| is_short(one) && is_short(next));
    let blocks = groups.map(|group| match group {
        [one] if !is_short(one) => passage(&one.0, &one.1),
        several => json!({ "facts": pairs(several) }),
    });
    blocks.collect()
}
