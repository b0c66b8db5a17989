//! A case as the rules ask of it: its records in the time asked about, and what holds of the child and
//! the case on a day.

use chrono::NaiveDate;

use super::answers::{Answer, Answers, own_date};
use super::background::Background;
use super::manner::Manner;
use crate::assemble::Brief;
use crate::assemble::shared::{dates, due};
use crate::model::codes::StatusKind;
use crate::model::records::{Person, Visit};
use crate::model::{Case, Record, Recorded, When, whole_years};

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
        }
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

    /// Whether what happened then is asked about: not before the day set, nor after the date prepared.
    fn is_asked_about(&self, when: &When) -> bool {
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

    /// Whether something that lasted from one date to another lasts on the date prepared.
    pub fn lasts(&self, from: &Recorded<When>, until: &Recorded<When>) -> bool {
        due::lasts(from, until, self.as_at())
    }
}
