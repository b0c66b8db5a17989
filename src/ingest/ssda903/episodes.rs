//! The episodes of one child: rows in which nothing changed, in order, each checked against the one
//! before it.

use chrono::NaiveDate;

use super::child::Child;
use super::faults::{self, Fault};
use super::layout::Table;
use super::reading::{Coded, NO_KEY, Reading};
use super::rows::Entry;
use crate::issue::Origin;

/// An episode, read.
#[derive(Debug)]
pub(super) struct Episode<'a> {
    /// The row or rows.
    pub(super) entry: Entry<'a>,
    /// When it began.
    pub(super) from: NaiveDate,
    /// When it ended.
    pub(super) until: Option<NaiveDate>,
    /// Why it began.
    began: Option<Coded>,
    /// The legal status.
    pub(super) status: Option<Coded>,
    /// The category of need.
    pub(super) need: Option<Coded>,
    /// The kind of placement.
    pub(super) place: Option<Coded>,
    /// Who provides the placement.
    pub(super) provider: Option<Coded>,
    /// Why the episode ended.
    pub(super) ended: Option<Coded>,
    /// Why the placement ended with it.
    pub(super) change: Option<Coded>,
}

impl<'a> Episode<'a> {
    fn of(entry: Entry<'a>, out: &mut Reading<'_>) -> Option<Self> {
        let Some(from) = day(&entry, "DECOM", out) else {
            out.fault_at(faults::NO_KEY, &entry, "DECOM");
            out.set_aside(&entry, NO_KEY);
            return None;
        };
        Some(Self {
            from,
            until: day(&entry, "DEC", out),
            began: out.coded(&entry, "RNE"),
            status: out.coded(&entry, "LS"),
            need: out.coded(&entry, "CIN"),
            place: out.coded(&entry, "PLACE"),
            provider: out.coded(&entry, "PLACE_PROVIDER"),
            ended: out.coded(&entry, "REC"),
            change: out.coded(&entry, "REASON_PLACE_CHANGE"),
            entry,
        })
    }

    /// Whether the reason for its beginning is one of these codes.
    pub(super) fn began_as(&self, codes: &[&str]) -> bool {
        is_one_of(self.began.as_ref(), codes)
    }

    /// Whether the legal status is one of these codes.
    pub(super) fn status_is(&self, codes: &[&str]) -> bool {
        is_one_of(self.status.as_ref(), codes)
    }

    /// Whether the kind of placement is one of these codes.
    pub(super) fn place_is(&self, codes: &[&str]) -> bool {
        is_one_of(self.place.as_ref(), codes)
    }

    /// Whether it is a short break under an agreed series, which is not being looked after.
    pub(super) fn is_short_break(&self) -> bool {
        self.status_is(&["V3", "V4"])
    }

    /// Whether the child goes back to the placement before it.
    pub(super) fn is_temporary(&self) -> bool {
        self.place_is(&["T0", "T1", "T2", "T3", "T4"])
    }

    /// Whether it says that care goes on in another episode.
    pub(super) fn goes_on(&self) -> bool {
        is_one_of(self.ended.as_ref(), &["X1"])
    }

    /// Why care ended with it, where it did.
    pub(super) fn end_of_care(&self) -> Option<&Coded> {
        self.ended.as_ref().filter(|_| !self.goes_on())
    }

    /// The day on which the child died, where that ended it.
    pub(super) fn death(&self) -> Option<NaiveDate> {
        self.until
            .filter(|_| is_one_of(self.ended.as_ref(), &["E2"]))
    }

    /// Whether it ended on the day on which the other began.
    pub(super) fn meets(&self, next: &Self) -> bool {
        self.until == Some(next.from)
    }

    /// Whether the next episode belongs to the same period of care.
    pub(super) fn continues_in(&self, next: &Self) -> bool {
        match (&self.ended, next.began_as(&["S"])) {
            (Some(_), starts) if self.goes_on() => !starts || self.meets(next),
            (Some(_), _) | (None, true) => false,
            (None, false) => self.until.is_none() || self.meets(next),
        }
    }
}

fn is_one_of(coded: Option<&Coded>, codes: &[&str]) -> bool {
    coded.is_some_and(|coded| codes.contains(&&*coded.code))
}

/// A whole day; anything vaguer is reported and left out.
fn day(entry: &Entry<'_>, column: &str, out: &mut Reading<'_>) -> Option<NaiveDate> {
    let when = out.date(entry, column)?;
    let day = when.exact_day();
    if day.is_none() {
        out.fault_at(faults::DATE_NOT_A_DAY, entry, column);
    }
    day
}

/// The child's episodes in order; what is wrong with them or between them is reported.
pub(super) fn read<'a>(child: &Child<'a>, out: &mut Reading<'_>) -> Vec<Episode<'a>> {
    let entries = child.entries(Table::Episodes, out);
    let mut episodes: Vec<Episode<'a>> = entries
        .into_iter()
        .filter_map(|entry| Episode::of(entry, out))
        .collect();
    episodes.sort_by_key(|episode| (episode.from, episode.until.unwrap_or(NaiveDate::MAX)));
    let born = child.born.map(|born| born.earliest());
    episodes
        .iter()
        .for_each(|episode| check_alone(episode, born, out));
    episodes
        .windows(2)
        .for_each(|pair| check_pair(&pair[0], &pair[1], out));
    check_ends(&episodes, out);
    episodes
}

/// What is wrong with an episode by itself.
fn check_alone(episode: &Episode<'_>, born: Option<NaiveDate>, out: &mut Reading<'_>) {
    let mut tell = |wrong: bool, fault: Fault, column: &str| {
        if wrong {
            out.fault_at(fault, &episode.entry, column);
        }
    };
    let blank_end = episode.entry.words("DEC").is_none();
    tell(
        blank_end && episode.ended.is_some(),
        faults::REC_WITHOUT_DEC,
        "REC",
    );
    tell(
        !blank_end && episode.ended.is_none(),
        faults::DEC_WITHOUT_REC,
        "DEC",
    );
    tell(
        episode.until.is_some_and(|until| until < episode.from),
        faults::ENDS_BEFORE_START,
        "DEC",
    );
    tell(
        born.is_some_and(|born| episode.from < born),
        faults::BEFORE_BIRTH,
        "DECOM",
    );
    tell(
        blank_end && episode.change.is_some(),
        faults::REASON_MISPLACED,
        "REASON_PLACE_CHANGE",
    );
}

/// What is wrong between an episode and the next.
fn check_pair(one: &Episode<'_>, next: &Episode<'_>, out: &mut Reading<'_>) {
    let never_ends = one.until.is_none() && one.ended.is_none();
    let places = [one.entry.at("DEC"), next.entry.at("DECOM")];
    let fault = if never_ends || one.until.is_some_and(|until| until > next.from) {
        faults::OVERLAP
    } else if one.goes_on() && one.until.is_some_and(|until| until < next.from) {
        faults::GAP
    } else if one.end_of_care().is_some() && !next.began_as(&["S"]) {
        tell_pair(
            faults::NOT_A_START,
            next,
            &[next.entry.at("RNE"), one.entry.at("REC")],
            out,
        );
        return;
    } else {
        return;
    };
    tell_pair(fault, next, &places, out);
}

fn tell_pair(fault: Fault, next: &Episode<'_>, places: &[Origin], out: &mut Reading<'_>) {
    out.fault(fault, *next.entry.first(), places, "");
}

/// What is wrong at the two ends of what the return tells.
fn check_ends(episodes: &[Episode<'_>], out: &mut Reading<'_>) {
    if let Some(first) = episodes.first()
        && !first.began_as(&["S"])
    {
        out.fault_at(faults::BEGAN_EARLIER, &first.entry, "RNE");
    }
    if let Some(last) = episodes.last()
        && last.goes_on()
        && last.until.is_some()
    {
        out.fault_at(faults::NO_NEXT, &last.entry, "REC");
    }
}
