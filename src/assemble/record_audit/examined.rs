//! A case as the rules ask of it: its records in the time asked about, and what holds of the child and
//! the case on a day.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::answers::{Answer, Answers, own_date};
use super::background::Background;
use super::kin;
use super::manner::Manner;
use super::reading::{self, Reading};
use crate::assemble::Brief;
use crate::assemble::shared::{dates, due};
use crate::model::codes::StatusKind;
use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::{Document, Person, Provenance, Visit};
use crate::model::{Case, Id, Record, Recorded, Text, When, whole_years};
use crate::search::Folded;

/// The age from which a person is an adult, in years.
pub(super) const ADULT: u32 = 18;

/// A case and all that rules ask of it.
pub(super) struct Examined<'a> {
    /// The case, as workers may see it.
    pub case: &'a Case,
    /// The child.
    pub child: Option<&'a Person>,
    /// What is known of other cases.
    pub background: &'a Background,
    /// The settings.
    pub manner: &'a Manner,
    /// What the run has decided.
    pub brief: &'a Brief<'a>,
    reading: OnceCell<Reading>,
    kin: OnceCell<BTreeSet<Arc<str>>>,
}

impl<'a> Examined<'a> {
    pub fn new(
        case: &'a Case,
        background: &'a Background,
        manner: &'a Manner,
        brief: &'a Brief<'a>,
    ) -> Self {
        Self {
            case,
            child: case.child(),
            background,
            manner,
            brief,
            reading: OnceCell::new(),
            kin: OnceCell::new(),
        }
    }

    /// What the words of the notes answer; they are read once.
    pub fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| reading::read(self))
    }

    /// The date prepared.
    pub fn as_at(&self) -> NaiveDate {
        self.brief.as_at
    }

    /// What each record answers that is dated in the time asked about, or has no date.
    pub fn each<R: Record>(&self, records: &'a [R], ask: impl Fn(&'a R) -> Answer) -> Answers {
        let mut answers = Answers::default();
        for record in records {
            if own_date(record).is_none_or(|when| self.is_asked_about(&when)) {
                answers.add(record, ask(record));
            }
        }
        answers
    }

    /// What each visit answers at which somebody was home.
    pub fn visits(&self, ask: impl Fn(&'a Visit) -> Answer) -> Answers {
        self.each(&self.case.records.visits, |visit| {
            ask(visit).where_asked(visit.no_reply.value() != Some(&true))
        })
    }

    /// What each visit answers at which the child was seen.
    pub fn visits_seen(&self, ask: impl Fn(&'a Visit) -> Answer) -> Answers {
        self.visits(|visit| ask(visit).where_asked(self.was_seen(visit) == Some(true)))
    }

    /// What the case itself answers.
    pub fn of_case(&self, answer: Answer) -> Answers {
        let mut answers = Answers::default();
        if let Some(record) = self.case.record() {
            answers.add(record, answer);
        }
        answers
    }

    /// What the child's own row answers.
    pub fn of_child(&self, ask: impl Fn(&'a Person) -> Answer) -> Answers {
        let mut answers = Answers::default();
        if let Some(child) = self.child {
            answers.add(child, ask(child));
        }
        answers
    }

    /// What each record answers that says who made it and where it comes from, of whatever type it is.
    pub fn every_note(&self, ask: impl Fn(&str, &Provenance, Option<When>) -> Answer) -> Answers {
        let mut every = EveryNote {
            at: self,
            ask,
            answers: Answers::default(),
        };
        self.case.records.each_list(&mut every);
        every.answers
    }

    /// Whether what happened then is asked about: not before the day set, nor after the date prepared.
    pub fn is_asked_about(&self, when: &When) -> bool {
        let since = self.manner.since;
        when.earliest() <= self.as_at() && since.is_none_or(|since| when.latest() >= since)
    }

    /// Whether the child was seen at a visit. Where several children were visited, the list of those seen
    /// says more than the one answer for all.
    pub fn was_seen(&self, visit: &Visit) -> Option<bool> {
        let listed = visit.children_seen.value().zip(self.child);
        let listed = listed.map(|(ids, child)| ids.0.iter().any(|id| id.0 == child.entry.key));
        match (listed, visit.seen.value()) {
            (Some(true), _) => Some(true),
            (_, Some(false)) | (Some(false), _) => Some(false),
            (None, seen) => seen.copied(),
        }
    }

    /// The child's age in whole years on a day; none where the birth date is not known.
    pub fn age(&self, day: NaiveDate) -> Option<u32> {
        let (born, _) = self.child.and_then(dates::birth)?;
        whole_years(born.latest(), day)
    }

    /// Whether the child was born by a day. One of whom only an expected date is recorded is not born yet.
    pub fn is_born(&self, day: NaiveDate) -> bool {
        let child = self.child;
        let born = child.and_then(|it| it.born.value());
        let expected = child.is_some_and(|it| it.expected.value().is_some());
        born.map_or(!expected, |born| born.earliest() <= day)
    }

    /// Whether the case is open on the date prepared, and the child born: what a basic record is to hold is
    /// asked then.
    pub fn is_basic(&self) -> bool {
        self.is_open() && self.is_born(self.as_at())
    }

    /// Whether the case is open on the date prepared.
    pub fn is_open(&self) -> bool {
        let closed = self.case.record().map(|it| &it.closed);
        closed.is_some_and(|it| {
            it.value()
                .is_none_or(|closed| closed.earliest() > self.as_at())
        })
    }

    /// Whether the child is looked after on a day, by status or by placement.
    pub fn is_looked_after(&self, day: NaiveDate) -> bool {
        due::status(self.case, day) == Some(&StatusKind::LookedAfter)
            || due::placement(self.case, day).is_some()
    }

    /// Whether the child is under eighteen on the date prepared, or of an age that is not known.
    pub fn is_child_now(&self) -> bool {
        self.age(self.as_at()).is_none_or(|age| age < ADULT)
    }

    /// Whether the authority works with the child on the date prepared: the case is open and the child in need,
    /// on a protection plan, looked after or leaving care.
    pub fn is_worked_with(&self) -> bool {
        let status = due::status(self.case, self.as_at());
        self.is_open() && status.is_some_and(is_plan_led)
    }

    /// The day on which the present involvement began: that of the first period of a status that needs a plan
    /// and lasts, or is followed by one that does.
    pub fn involved_since(&self) -> Option<NaiveDate> {
        let periods = self.case.records.status_periods.iter();
        let mut spans: Vec<(NaiveDate, NaiveDate)> = periods
            .filter(|it| it.status.value().is_some_and(is_plan_led))
            .filter_map(|it| {
                let until = it.period_until.value().map(When::latest);
                let from = it.period_from.value()?.earliest();
                Some((from, until.unwrap_or(NaiveDate::MAX)))
            })
            .collect();
        spans.sort_unstable();
        let mut began: Option<(NaiveDate, NaiveDate)> = None;
        for (from, until) in spans {
            began = match began {
                Some((first, last)) if from <= last => Some((first, last.max(until))),
                _ => Some((from, until)),
            };
        }
        began
            .filter(|(_, last)| *last >= self.as_at())
            .map(|(first, _)| first)
    }

    /// Whether a person was of age then; one without a birth date is taken to be.
    pub fn is_adult(&self, person: &Person, when: Option<&When>) -> bool {
        let born = dates::birth(person).map(|(born, _)| born.latest());
        let age = born
            .zip(when)
            .map(|(born, when)| whole_years(born, when.earliest()));
        age.is_none_or(|age| age.is_some_and(|age| age >= ADULT))
    }

    /// Whether an id names a person.
    pub fn is_person(&self, id: &Recorded<Id>, person: &Person) -> bool {
        id.value().is_some_and(|id| id.0 == person.entry.key)
    }

    /// Whether a person is recorded as having a need in communication; an entry that says that there is none, or
    /// that none is known, is no need.
    pub fn has_communication_need(&self, person: Option<&Person>) -> bool {
        let mut needs = self.case.records.communication_needs.iter();
        person.is_some_and(|person| {
            needs.any(|it| {
                let need = it.communication_need.value().map(Text::shown);
                self.is_person(&it.person_id, person) && need.is_some_and(|need| is_need(&need))
            })
        })
    }

    /// How many other children are named in full in texts of a record: those of linked cases and of the
    /// workers' other cases, but not who belongs to this child's family or household, nor those whose record it
    /// is too.
    pub fn other_children<R: Record>(&self, record: &R, texts: &[String]) -> usize {
        let mut own_cases = BTreeSet::new();
        record.each_reference(&mut |field, id| {
            if field.name == "case_id" {
                own_cases.insert(id.to_owned());
            }
        });
        let folded: Vec<Folded> = texts.iter().map(|text| Folded::of(text)).collect();
        let mut found = BTreeSet::new();
        for names in self.background.names(self.case) {
            let hits = names
                .sought
                .iter()
                .flat_map(|it| folded.iter().flat_map(|text| it.hits(text)));
            let children = hits.filter_map(|hit| names.children.get(hit.owner));
            let other =
                children.filter(|it| it.case != self.case.id && !own_cases.contains(&it.case));
            found.extend(other.map(|it| it.person.clone()));
        }
        found.retain(|person| !self.kin().contains(person));
        found.len()
    }

    /// Who belongs to the child's family or household, the child among them.
    fn kin(&self) -> &BTreeSet<Arc<str>> {
        self.kin.get_or_init(|| kin::of(self.case))
    }

    /// The documents whose title or kind holds one of several words, in small letters.
    pub fn documents_naming<'w>(
        &self,
        words: &'w [&str],
    ) -> impl Iterator<Item = &'a Document> + use<'a, 'w> {
        let all = self.case.records.documents.iter();
        all.filter(move |it| {
            mentions(&it.document_title, words) || mentions(&it.document_kind, words)
        })
    }

    /// Whether something that lasted from one date to another lasts on the date prepared.
    pub fn lasts(&self, from: &Recorded<When>, until: &Recorded<When>) -> bool {
        due::lasts(from, until, self.as_at())
    }
}

/// Whether a status is one with a plan: early help has its own record.
fn is_plan_led(status: &StatusKind) -> bool {
    matches!(
        status,
        StatusKind::InNeed
            | StatusKind::Protection
            | StatusKind::LookedAfter
            | StatusKind::CareLeaver
    )
}

/// Whether words tell of a need: the field cannot be left empty, and so "No need known" stands for none.
fn is_need(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    !matches!(first.to_lowercase().as_str(), "no" | "none" | "nothing")
}

/// Whether words hold one of several, in small letters.
pub(super) fn mentions(text: &Recorded<Text>, words: &[&str]) -> bool {
    let text = text.value().map(|it| it.shown().to_lowercase());
    text.is_some_and(|text| words.iter().any(|word| text.contains(word)))
}

/// Asks each record that has a provenance.
struct EveryNote<'e, 'a, F> {
    at: &'e Examined<'a>,
    ask: F,
    answers: Answers,
}

impl<F: Fn(&str, &Provenance, Option<When>) -> Answer> ListVisitor for EveryNote<'_, '_, F> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let when = own_date(record);
            let asked = when.is_none_or(|when| self.at.is_asked_about(&when));
            if let Some(provenance) = record.provenance().filter(|_| asked) {
                let answer = (self.ask)(R::TYPE.name, provenance, when);
                self.answers.add(record, answer);
            }
        }
    }
}
