//! By when a person's request for what is held about them must be answered (rule 31; UK GDPR Articles 12
//! and 12A): a calendar month from receipt, or from the day they showed who they are; longer by the days on
//! which it was waited for them to say what they mean; three months where that was told within the first.

#[cfg(test)]
mod tests;

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use super::shared::working_days::WorkingDays;

/// How long an answer may take, in months.
const MONTHS: Months = Months::new(1);
/// How long it may take where the person was told in time that it is complex.
const MONTHS_EXTENDED: Months = Months::new(3);

/// What happened to a request so far.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day it came in.
    pub received: NaiveDate,
    /// Whether it was clear who asks.
    pub identity: Identity,
    /// When it was waited for the person to say what they mean, in any order.
    pub pauses: Vec<Pause>,
    /// The day they were told that more time is needed, and why.
    pub extension_told: Option<NaiveDate>,
}

/// Whether it was clear who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// It never was in doubt.
    Clear,
    /// It was shown on that day.
    Shown(NaiveDate),
    /// It was asked for and is awaited.
    Awaited,
}

/// A time of waiting for the person to say what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pause {
    /// The day they were asked.
    pub from: NaiveDate,
    /// The day they answered; none while the answer is awaited.
    pub to: Option<NaiveDate>,
}

/// Where the clock stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// The day it started; none while it has not.
    pub started: Option<NaiveDate>,
    /// For how many days it stood still, as far as that is known: the day of the question counts, that of
    /// the answer does not.
    pub days_paused: u64,
    /// How many of the pauses began when the time was over, and so stop nothing.
    pub pauses_too_late: usize,
    /// Whether it runs.
    #[serde(flatten)]
    pub state: State,
}

/// Whether the clock runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// It has not started: the person has yet to show who they are.
    AwaitingIdentity,
    /// It stands still: the person has yet to say what they mean.
    AwaitingClarification {
        /// Since that day.
        since: NaiveDate,
    },
    /// It runs.
    Running(Term),
}

/// By when to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The last day without an extension.
    pub due: NaiveDate,
    /// The last day with one.
    pub due_if_extended: NaiveDate,
    /// Whether there is one.
    pub extension: Extension,
    /// The last day that holds: one of the two above.
    pub answer_by: NaiveDate,
    /// How many days are left; less than none once it is overdue.
    pub days_left: i64,
}

/// Whether the time was extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Extension {
    /// The person was told nothing.
    None,
    /// They were told within the first month.
    InTime,
    /// They were told after it, so that it does not hold.
    TooLate,
}

impl Clock {
    /// Whether the answer is late as at the day for which the clock was read.
    pub fn is_overdue(&self) -> bool {
        matches!(&self.state, State::Running(term) if term.days_left < 0)
    }
}

/// Reads the clock of a request as at a day.
pub fn read(request: &Request, as_at: NaiveDate, days: &WorkingDays) -> Clock {
    let started = match request.identity {
        Identity::Clear => request.received,
        Identity::Shown(on) => on.max(request.received),
        Identity::Awaited => {
            return Clock {
                started: None,
                days_paused: 0,
                pauses_too_late: 0,
                state: State::AwaitingIdentity,
            };
        }
    };
    let mut running = Running::new(started, request.extension_told, days);
    let mut pauses = request.pauses.clone();
    pauses.sort();
    pauses.into_iter().for_each(|pause| running.pause(pause));
    let state = match running.open {
        Some(since) => State::AwaitingClarification { since },
        None => State::Running(running.term(as_at)),
    };
    Clock {
        started: Some(started),
        days_paused: running.paused,
        pauses_too_late: running.too_late,
        state,
    }
}

/// A clock that has started, while its pauses are told to it in order.
struct Running<'a> {
    started: NaiveDate,
    told: Option<NaiveDate>,
    days: &'a WorkingDays,
    paused: u64,
    /// Up to where pauses have been counted: two may overlap.
    counted: NaiveDate,
    open: Option<NaiveDate>,
    too_late: usize,
}

impl<'a> Running<'a> {
    fn new(started: NaiveDate, told: Option<NaiveDate>, days: &'a WorkingDays) -> Self {
        Self {
            started,
            told,
            days,
            paused: 0,
            counted: started,
            open: None,
            too_late: 0,
        }
    }

    fn pause(&mut self, pause: Pause) {
        let from = pause.from.max(self.counted);
        match pause.to {
            // It ended before the clock started, or within another.
            Some(to) if to <= from => {}
            _ if self.open.is_some() => {}
            _ if from > self.answer_by() => self.too_late += 1,
            Some(to) => {
                self.paused += (to - from).num_days().unsigned_abs();
                self.counted = to;
            }
            None => self.open = Some(from),
        }
    }

    /// The last day after so many months, by the pauses told so far.
    fn last_day(&self, months: Months) -> NaiveDate {
        let month_on = self.started.checked_add_months(months);
        let later = month_on.and_then(|day| day.checked_add_days(Days::new(self.paused)));
        self.days.not_before(later.unwrap_or(NaiveDate::MAX))
    }

    fn extension(&self) -> Extension {
        match self.told {
            None => Extension::None,
            Some(told) if told <= self.last_day(MONTHS) => Extension::InTime,
            Some(_) => Extension::TooLate,
        }
    }

    fn answer_by(&self) -> NaiveDate {
        match self.extension() {
            Extension::InTime => self.last_day(MONTHS_EXTENDED),
            Extension::None | Extension::TooLate => self.last_day(MONTHS),
        }
    }

    fn term(&self, as_at: NaiveDate) -> Term {
        let answer_by = self.answer_by();
        Term {
            due: self.last_day(MONTHS),
            due_if_extended: self.last_day(MONTHS_EXTENDED),
            extension: self.extension(),
            answer_by,
            days_left: (answer_by - as_at).num_days(),
        }
    }
}
