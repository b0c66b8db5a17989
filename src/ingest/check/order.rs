//! The order of dates within one record: ends after starts, recording after what is recorded, and
//! nothing from before the times that a case can hold.

use chrono::{Days, NaiveDate};

use super::findings::{Findings, named};
use super::row::{Column, Row};
use super::rules;
use crate::ingest::dates::iso;
use crate::model::When;
use crate::model::declare::{FieldKind, RecordType};

/// Record type, start, end: no end may lie before its start.
pub(super) const PERIODS: &[(&str, &str, &str)] = &[
    ("case", "opened", "closed"),
    ("person", "born", "died"),
    ("relationship", "start", "end"),
    ("household", "start", "end"),
    ("address", "start", "end"),
    ("allocation", "start", "end"),
    ("event", "happened", "ended"),
    ("referral", "received", "decided"),
    ("referral", "received", "closed"),
    ("referral", "decided", "closed"),
    ("status_period", "period_from", "period_until"),
    ("placement", "placed", "placement_ended"),
    ("legal_status", "status_from", "status_until"),
    ("order", "made", "order_until"),
    ("assessment", "began", "completed"),
    ("meeting", "held", "next_due"),
    ("missing_episode", "missing_from", "missing_until"),
    ("education", "education_from", "education_until"),
    ("plan", "plan_from", "plan_until"),
    ("action", "agreed", "action_due"),
    ("action", "agreed", "action_done"),
    ("summary", "summary_from", "summary_until"),
    ("summary", "summary_from", "signed_off"),
    (
        "contact_arrangement",
        "arrangement_from",
        "arrangement_until",
    ),
    ("proceedings", "issued", "concluded"),
    (
        "pre_proceedings",
        "pre_proceedings_from",
        "pre_proceedings_until",
    ),
    ("document", "document_date", "returned"),
    ("restriction", "advised_on", "review_on"),
    ("restriction", "advised_on", "lifted"),
    ("access_request", "request_received", "answered"),
    (
        "rectification_request",
        "rectification_received",
        "rectification_decided",
    ),
    ("consent", "consent_date", "withdrawn"),
    ("file_movement", "moved", "came_back"),
];

/// The period of the recording itself, in every dated record.
const RECORDING: (&str, &str) = ("recorded_on", "updated_on");

/// Record type and date: what is recorded only once it has happened. Placements, schools, plans,
/// meetings, hearings and appointments are often entered ahead, and do not stand here.
pub(super) const HAPPENED: &[(&str, &str)] = &[
    ("event", "happened"),
    ("visit", "visited"),
    ("contact", "contacted"),
    ("referral", "received"),
    ("missing_episode", "missing_from"),
    ("offence", "offence_date"),
    ("order", "made"),
    ("decision", "decided"),
    ("supervision", "supervised"),
];

/// The days by which a date recorded as about or uncertain may be out, either way.
const GRACE: Days = Days::new(731);

/// The first day that the words allow.
pub(super) fn first_day(date: &When) -> NaiveDate {
    let day = date.earliest();
    match date.about || date.uncertain {
        true => day.checked_sub_days(GRACE).unwrap_or(day),
        false => day,
    }
}

/// The last day that the words allow.
pub(super) fn last_day(date: &When) -> NaiveDate {
    let day = date.latest();
    match date.about || date.uncertain {
        true => day.checked_add_days(GRACE).unwrap_or(day),
        false => day,
    }
}

/// Whether one date lies before another however their words are read.
pub(super) fn surely_before(date: &When, other: &When) -> bool {
    last_day(date) < first_day(other)
}

/// The date rules of one record type.
pub(super) struct DateRules {
    periods: Vec<(Column, Column)>,
    /// What happened, and when it was recorded and updated.
    recorded: Option<(Column, Column, Column)>,
    dates: Vec<Column>,
}

impl DateRules {
    /// The rules of that type.
    pub fn of(kind: &'static RecordType) -> Self {
        let column = |name| Column::of(kind, name);
        let (recorded, updated) = (column(RECORDING.0), column(RECORDING.1));
        let own = PERIODS.iter().filter(|(record, ..)| *record == kind.name);
        let own = own.filter_map(|(_, start, end)| column(start).zip(column(end)));
        let happened = HAPPENED.iter().find(|(record, _)| *record == kind.name);
        let happened = happened.and_then(|(_, date)| column(date));
        let dates = Column::all(kind).filter(|(_, field)| field.kind == FieldKind::When);
        Self {
            periods: own.chain(recorded.zip(updated)).collect(),
            recorded: happened
                .zip(recorded.zip(updated))
                .map(|(a, (b, c))| (a, b, c)),
            dates: dates.map(|(column, _)| column).collect(),
        }
    }

    /// Tells what is wrong with the dates of one record.
    pub fn check(&self, row: &Row<'_>, found: &mut Findings) {
        for &(start, end) in &self.periods {
            check_period(row, start, end, found);
        }
        self.check_recording(row, found);
        for &column in &self.dates {
            check_century(row, column, found);
        }
    }

    /// A record that was updated later may have been entered as a plan and then completed.
    fn check_recording(&self, row: &Row<'_>, found: &mut Findings) {
        let Some((happened, recorded, updated)) = self.recorded else {
            return;
        };
        let (Some(event), Some(entry)) = (row.date(happened), row.date(recorded)) else {
            return;
        };
        let early = |date: &When| surely_before(date, event);
        if !early(entry) || row.date(updated).is_some_and(|date| !early(date)) {
            return;
        }
        let name = named(row.entry);
        let message = format!("{name}: `{}` is before `{}`", recorded.name, happened.name);
        let issue = rules::RECORDED_EARLY.issue(message);
        let issue = issue.value(both(happened, event, recorded, entry));
        found.add(row.entry, row.place(issue));
    }
}

fn check_period(row: &Row<'_>, start: Column, end: Column, found: &mut Findings) {
    let (Some(first), Some(last)) = (row.date(start), row.date(end)) else {
        return;
    };
    if surely_before(last, first) {
        let name = named(row.entry);
        let message = format!("{name}: `{}` is before `{}`", end.name, start.name);
        let issue = rules::END_BEFORE_START
            .issue(message)
            .value(both(start, first, end, last));
        found.add(row.entry, row.place(issue));
    }
}

fn check_century(row: &Row<'_>, column: Column, found: &mut Findings) {
    let oldest = NaiveDate::from_ymd_opt(1900, 1, 1);
    let Some(date) = row.date(column) else { return };
    if oldest.is_some_and(|oldest| last_day(date) < oldest) {
        let message = format!("{}: `{}` is before 1900", named(row.entry), column.name);
        let issue = rules::LONG_AGO.issue(message).value(iso(date));
        found.add(row.entry, row.place(issue));
    }
}

fn both(one: Column, first: &When, other: Column, second: &When) -> String {
    format!(
        "{} {}, {} {}",
        one.name,
        iso(first),
        other.name,
        iso(second)
    )
}
