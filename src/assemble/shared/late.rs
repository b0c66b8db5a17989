//! Late entries (rule 11; Northamptonshire 9: the fact must be stated, with date and time of entry).

use chrono::NaiveDate;

use super::dates;
use super::timeline::Fact;
use super::working_days::WorkingDays;
use crate::model::When;
use crate::model::records::Provenance;
use crate::wording::Wording;

/// What is said of the date of entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lateness {
    /// In time, or nothing can be said.
    InTime,
    /// Recorded or changed late, at that time.
    Late(When),
    /// From before a migration of records: the date of entry is not the author's.
    Unreliable,
}

/// By what lateness is reckoned.
#[derive(Debug, Clone)]
pub struct Punctuality {
    /// Days without work beside weekends and bank holidays.
    pub days: WorkingDays,
    /// How many working days a practitioner has.
    pub working_days: u32,
    /// Entry dates on or before this day are a migration's.
    pub migrated: Option<NaiveDate>,
}

/// Whether the entry was made late.
pub fn lateness(fact: &Fact, punctuality: &Punctuality) -> Lateness {
    of_record(&fact.provenance, &fact.when, fact.own_work, punctuality)
}

/// Whether a record of something that happened then was made late; `own_work` where a practitioner of
/// the authority recorded their own visit, contact, meeting or decision.
pub fn of_record(
    provenance: &Provenance,
    when: &When,
    own_work: bool,
    punctuality: &Punctuality,
) -> Lateness {
    let recorded = provenance.recorded_on.value();
    let Some(begins) = clock_start(provenance, when, own_work) else {
        return Lateness::InTime;
    };
    let due = punctuality.days.after(begins, punctuality.working_days);
    let entries = [recorded, provenance.updated_on.value()];
    let late = entries
        .into_iter()
        .flatten()
        .find(|entry| entry.earliest() > due);
    match (late, punctuality.migrated) {
        (None, _) => Lateness::InTime,
        (Some(entry), Some(migrated)) if entry.latest() <= migrated => Lateness::Unreliable,
        (Some(entry), _) => Lateness::Late(*entry),
    }
}

/// "late entry" with date and time of entry (Northamptonshire 9); none for what is not late.
pub fn words(lateness: &Lateness, wording: &Wording) -> Option<String> {
    let Lateness::Late(entered) = lateness else {
        return None;
    };
    let when = dates::short(entered, wording);
    let time = match entered.time {
        Some(_) => String::new(),
        None => format!(", {}", wording.term("late.no_time")),
    };
    Some(format!("{}, {when}{time}", wording.term("mark.late")))
}

/// The day from which time runs: that of one's own work, or when word came.
fn clock_start(provenance: &Provenance, when: &When, own_work: bool) -> Option<NaiveDate> {
    if own_work {
        return Some(when.latest());
    }
    provenance.known_on.value().map(When::latest)
}
