//! What the second reviewer is shown (rule 34): the whole record, everything that is to be withheld marked with the
//! number of its row.

use std::collections::BTreeMap;
use std::ops::Range;

use super::classes::{CHILD_WORDS, Class};
use super::decisions::Decisions;
use super::edits::with_marks;
use super::restricted;
use super::review::{Review, candidate_row, person_row};
use super::rows::{Outcome, Row};
use super::shapes::overlap;
use crate::disclose::Disclosed;
use crate::disclose::restrictions::Part;
use crate::model::declare::{ListVisitorMut, Listed, plain_key};
use crate::model::{Case, EntryId, Recorded};
use crate::search::{Folded, Sought};

/// A row that the proof shows, by its number.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The number beside the words.
    pub number: u32,
    /// The row's name.
    pub row: String,
}

/// The case with marks, and the rows behind them. What is decided counts; else what is proposed; what nobody
/// can propose is marked too.
pub fn marked(
    case: &Case,
    review: &Review,
    decisions: &Decisions,
) -> (Disclosed<'static>, Vec<Mark>) {
    let mut marks = Marks {
        review,
        decisions,
        numbers: BTreeMap::new(),
        by_text: BTreeMap::new(),
    };
    // What is withheld whole comes first, as the names in it are then marked with it.
    marks.restricted();
    marks.classes();
    marks.added();
    marks.places();
    marks.candidates();
    let mut lent = case.clone();
    lent.overrides.clear();
    lent.records.restrictions.clear();
    lent.records.each_list_mut(&mut Hand(&marks.by_text));
    let mut numbered: Vec<Mark> = marks
        .numbers
        .into_iter()
        .map(|(row, number)| Mark { number, row })
        .collect();
    numbered.sort_by_key(|mark| mark.number);
    let disclosed = Disclosed {
        case: std::borrow::Cow::Owned(lent),
        withheld: Vec::new(),
    };
    (disclosed, numbered)
}

/// The marks of each text: record and field, then bytes and number.
type ByText = BTreeMap<(EntryId, &'static str), Vec<(Range<usize>, u32)>>;

struct Marks<'a> {
    review: &'a Review,
    decisions: &'a Decisions,
    numbers: BTreeMap<String, u32>,
    by_text: ByText,
}

impl Marks<'_> {
    /// Whether a row withholds, or nobody has said and nothing is proposed.
    fn is_marked(&self, row: &Row) -> bool {
        let decided = self.decisions.of(&row.id).map(|it| it.outcome);
        decided.or(row.proposal).is_none_or(Outcome::is_withheld)
    }

    fn mark(&mut self, passage: usize, range: Range<usize>, row: &str) {
        let passage = &self.review.passages[passage];
        let next = u32::try_from(self.numbers.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let number = *self.numbers.entry(row.to_owned()).or_insert(next);
        let marks = self
            .by_text
            .entry((passage.entry.clone(), passage.field.name))
            .or_default();
        if !range.is_empty() && !marks.iter().any(|(known, _)| overlap(known, &range)) {
            marks.push((range, number));
        }
    }

    fn places(&mut self) {
        let review = self.review;
        for (find, name) in review.finds.iter().zip(review.place_names()) {
            let outcome = self
                .decisions
                .of_place(review, find, &name)
                .map(|(outcome, _)| outcome);
            if outcome.is_some_and(|it| !it.is_withheld()) {
                continue;
            }
            // A row of its own where it was decided or is in doubt; else the person's.
            let single = find
                .who
                .iter()
                .next()
                .filter(|_| find.who.len() == 1 && find.doubt.is_none());
            let own = self.decisions.of(&name).is_some();
            let row = match single.filter(|_| !own) {
                Some(who) => person_row(&review.people[*who], find.detail),
                None => name,
            };
            self.mark(find.passage, find.range.clone(), &row);
        }
    }

    fn candidates(&mut self) {
        let review = self.review;
        for candidate in &review.candidates {
            let row = candidate_row(&candidate.words);
            if self
                .decisions
                .of(&row)
                .is_some_and(|it| it.outcome.is_withheld())
            {
                for (passage, range) in &candidate.places {
                    self.mark(*passage, range.clone(), &row);
                }
            }
        }
    }

    /// Marks texts of a record that a test admits, whole.
    fn texts(&mut self, row: &str, is_text: &dyn Fn(&EntryId, &str) -> bool) {
        let review = self.review;
        for (number, passage) in review.passages.iter().enumerate() {
            if is_text(&passage.entry, passage.field.name) {
                self.mark(number, 0..passage.words.len(), row);
            }
        }
    }

    fn restricted(&mut self) {
        let review = self.review;
        for held in &review.held {
            let marked = review.row(&held.row).is_some_and(|row| self.is_marked(row));
            if !marked {
                continue;
            }
            match &held.part {
                Part::Whole => self.texts(&held.row, &|entry, _| restricted::is_of(held, entry)),
                Part::Field(field) => self.texts(&held.row, &|entry, name| {
                    restricted::is_of(held, entry) && plain_key(name) == plain_key(field)
                }),
                Part::Words(words) => {
                    self.quoted(&held.row, words, &|entry| restricted::is_of(held, entry))
                }
            }
        }
    }

    fn quoted(&mut self, row: &str, words: &str, is_record: &dyn Fn(&EntryId) -> bool) {
        let Some(sought) = Sought::new([(0, words)]) else {
            return;
        };
        let review = self.review;
        for (number, passage) in review
            .passages
            .iter()
            .enumerate()
            .filter(|(_, it)| is_record(&it.entry))
        {
            let (folded, source) = Folded::located(&passage.words);
            for hit in sought.hits(&folded) {
                self.mark(number, source.of(hit.start, hit.end), row);
            }
        }
    }

    fn classes(&mut self) {
        let review = self.review;
        for (class, entry) in &review.classes {
            let (own, kind) = (format!("record:{entry}"), format!("kind:{}", class.name()));
            let row = if self.decisions.of(&own).is_some() {
                own
            } else {
                kind
            };
            if review.row(&row).is_some_and(|row| self.is_marked(row)) {
                let child = *class == Class::ChildWords;
                self.texts(&row, &|it, name| {
                    it == entry && (!child || CHILD_WORDS.contains(&name))
                });
            }
        }
    }

    fn added(&mut self) {
        for added in &self.decisions.added {
            let row = &added.decided.row;
            match added.words.as_str() {
                "" => self.texts(row, &|entry, _| *entry == added.entry),
                words => self.quoted(row, words, &|entry| *entry == added.entry),
            }
        }
    }
}

struct Hand<'a>(&'a ByText);

impl ListVisitorMut for Hand<'_> {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        for record in records {
            let entry = record.entry().clone();
            record.each_text(&mut |field, recorded| {
                let (Some(marks), Recorded::Value(text)) =
                    (self.0.get(&(entry.clone(), field.name)), &recorded)
                else {
                    return;
                };
                let mut marks = marks.clone();
                marks.sort_by_key(|(range, _)| range.start);
                *recorded = Recorded::Value(with_marks(&text.shown(), &marks));
            });
        }
    }
}
