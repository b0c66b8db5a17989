//! What the second reviewer is shown (rule 34): the whole record, everything that is to be withheld marked with the
//! number of its row and why.

use std::collections::BTreeMap;
use std::ops::Range;

use super::classes::{CHILD_WORDS, Class};
use super::decisions::{Decided, Decisions};
use super::details::Detail;
use super::edits::with_marks;
use super::finds::{Doubt, Find};
use super::names;
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
    /// The row's name; of no row of the review where somebody added it.
    pub row: String,
    /// The record in which it is first marked.
    pub entry: EntryId,
    /// What was decided: by the row, or by one that it follows.
    pub decided: Option<Decided>,
}

/// The case with marks, and the rows behind them. What is decided counts; else what is proposed; what nobody
/// can propose is marked too. `in_short` words the ground of a mark.
pub fn marked(
    case: &Case,
    review: &Review,
    decisions: &Decisions,
    in_short: &dyn Fn(&Mark) -> String,
) -> (Disclosed<'static>, Vec<Mark>) {
    let mut marks = Marks {
        review,
        decisions,
        by_row: BTreeMap::new(),
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
    let mut numbered: Vec<Mark> = marks.by_row.into_values().collect();
    numbered.sort_by_key(|mark| mark.number);
    let grounds = numbered.iter().map(|mark| (mark.number, in_short(mark)));
    lent.records.each_list_mut(&mut Hand {
        by_text: &marks.by_text,
        grounds: grounds.collect(),
    });
    let disclosed = Disclosed {
        case: std::borrow::Cow::Owned(lent),
        withheld: Vec::new(),
    };
    (disclosed, numbered)
}

/// The marks of each text: record and field, then bytes and number.
type ByText = BTreeMap<(EntryId, &'static str), Vec<(Range<usize>, u32)>>;

/// By which row something is marked, and what was decided of it.
type By<'a> = (&'a str, Option<&'a Decided>);

struct Marks<'a> {
    review: &'a Review,
    decisions: &'a Decisions,
    by_row: BTreeMap<String, Mark>,
    by_text: ByText,
}

impl Marks<'_> {
    /// Whether a row withholds, or nobody has said and nothing is proposed.
    fn is_marked(&self, row: &Row) -> bool {
        let decided = self.decisions.of(&row.id).map(|it| it.outcome);
        decided.or(row.proposal).is_none_or(Outcome::is_withheld)
    }

    fn mark(&mut self, passage: usize, range: Range<usize>, (row, decided): By<'_>) {
        let passage = &self.review.passages[passage];
        let next = u32::try_from(self.by_row.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let mark = self.by_row.entry(row.to_owned()).or_insert_with(|| Mark {
            number: next,
            row: row.to_owned(),
            entry: passage.entry.clone(),
            decided: decided.cloned(),
        });
        let number = mark.number;
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
            let held = self.decisions.of_place(review, find, &name);
            if held.is_some_and(|(outcome, _)| !outcome.is_withheld()) {
                continue;
            }
            let decided = held.and_then(|(_, decided)| decided);
            let row = self.row_of(find, name);
            let words = &review.passages[find.passage].words;
            let start = match find.detail {
                Detail::Name => names::with_title(words, find.range.start),
                _ => find.range.start,
            };
            self.mark(find.passage, start..find.range.end, (&row, decided));
        }
    }

    /// The row by which a place is marked: its own where it was decided or is in doubt; else the word's or the person's.
    fn row_of(&self, find: &Find, name: String) -> String {
        let review = self.review;
        if self.decisions.of(&name).is_some() {
            return name;
        }
        if let Some(row) = review.word_row(find) {
            return row;
        }
        let sure = matches!(find.doubt, None | Some(Doubt::Street)) && find.who.len() == 1;
        let single = find.who.first().filter(|_| sure);
        single.map_or(name, |who| person_row(&review.people[*who], find.detail))
    }

    fn candidates(&mut self) {
        let review = self.review;
        for candidate in &review.candidates {
            let row = candidate_row(candidate);
            let decided = self.decisions.of_candidate(candidate);
            if decided.is_some_and(|it| it.outcome.is_withheld()) {
                for (passage, range) in &candidate.places {
                    let words = &review.passages[*passage].words;
                    let start = names::with_title(words, range.start);
                    self.mark(*passage, start..range.end, (&row, decided));
                }
            }
        }
    }

    /// Marks texts of a record that a test admits, whole.
    fn texts(&mut self, by: By<'_>, is_text: &dyn Fn(&EntryId, &str) -> bool) {
        let review = self.review;
        for (number, passage) in review.passages.iter().enumerate() {
            if is_text(&passage.entry, passage.field.name) {
                self.mark(number, 0..passage.words.len(), by);
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
            let by = (held.row.as_str(), self.decisions.of(&held.row));
            match &held.part {
                Part::Whole => self.texts(by, &|entry, _| restricted::is_of(held, entry)),
                Part::Field(field) => self.texts(by, &|entry, name| {
                    restricted::is_of(held, entry) && plain_key(name) == plain_key(field)
                }),
                Part::Words(words) => {
                    self.quoted(by, words, &|entry| restricted::is_of(held, entry))
                }
            }
        }
    }

    fn quoted(&mut self, by: By<'_>, words: &str, is_record: &dyn Fn(&EntryId) -> bool) {
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
                self.mark(number, source.of(hit.start, hit.end), by);
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
                let decided = self.decisions.of(&row);
                self.texts((&row, decided), &|it, name| {
                    it == entry && (!child || CHILD_WORDS.contains(&name))
                });
            }
        }
    }

    fn added(&mut self) {
        for added in &self.decisions.added {
            let by = (added.decided.row.as_str(), Some(&added.decided));
            match added.words.as_str() {
                "" => self.texts(by, &|entry, _| *entry == added.entry),
                words => self.quoted(by, words, &|entry| *entry == added.entry),
            }
        }
    }
}

/// Marks the texts of records.
struct Hand<'a> {
    by_text: &'a ByText,
    grounds: BTreeMap<u32, String>,
}

impl ListVisitorMut for Hand<'_> {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        for record in records {
            let entry = record.entry().clone();
            record.each_text(&mut |field, recorded| {
                let (Some(marks), Recorded::Value(text)) =
                    (self.by_text.get(&(entry.clone(), field.name)), &recorded)
                else {
                    return;
                };
                let mut marks = marks.clone();
                marks.sort_by_key(|(range, _)| range.start);
                *recorded = Recorded::Value(with_marks(&text.shown(), &marks, &self.grounds));
            });
        }
    }
}
