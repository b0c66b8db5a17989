//! When visits and reviews are due (rule 21). Every figure is a setting; where an authority has set
//! none, as for visits to children in need, nothing is due and documents read "not set".

use chrono::{Days, Months, NaiveDate};

use super::working_days::WorkingDays;
use crate::model::codes::{MeetingKind, StatusKind};
use crate::model::records::{Meeting, Placement, StatusPeriod};
use crate::model::{Case, Recorded, When};

/// How often visits and reviews are due; 0 where nothing is set.
#[derive(Debug, Clone, Default)]
pub struct Rhythms {
    /// Days from the beginning of a placement to the first visit.
    pub first_visit_days: u32,
    /// Weeks between visits to a looked-after child.
    pub visit_weeks: u32,
    /// Months between visits after a year in a placement that is meant to last.
    pub permanent_visit_months: u32,
    /// Weeks between visits at home under an interim order, until the first review.
    pub interim_home_visit_weeks: u32,
    /// Weeks between visits to a child in need; 0 where the authority has set none.
    pub in_need_visit_weeks: u32,
    /// Weeks between visits to a child on a protection plan; 0 where the authority has set none.
    pub protection_visit_weeks: u32,
    /// Working days from the beginning of care to the first review.
    pub first_review_working_days: u32,
    /// Months from the first review of a looked-after child to the second.
    pub second_review_months: u32,
    /// Months between later reviews of a looked-after child.
    pub later_review_months: u32,
    /// Months from the beginning of a protection plan to its first review.
    pub first_protection_review_months: u32,
    /// Months between later reviews of a protection plan.
    pub later_protection_review_months: u32,
    /// Which days are working days.
    pub days: WorkingDays,
}

/// The time to the next visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// So many weeks.
    Weeks(u32),
    /// So many months.
    Months(u32),
}

impl Every {
    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Weeks(weeks) => day.checked_add_days(Days::new(u64::from(weeks) * 7)),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        }
    }
}

/// How often the child is to be visited on a day, or none where nothing is set for them.
pub fn rhythm(case: &Case, rhythms: &Rhythms, day: NaiveDate) -> Option<Every> {
    let every = match (placement(case, day), status(case, day)) {
        (Some(placed), _) => in_placement(case, rhythms, placed, day),
        (None, Some(StatusKind::LookedAfter)) => Every::Weeks(rhythms.visit_weeks),
        (None, Some(StatusKind::Protection)) => Every::Weeks(rhythms.protection_visit_weeks),
        (None, Some(StatusKind::InNeed)) => Every::Weeks(rhythms.in_need_visit_weeks),
        (None, _) => return None,
    };
    (!matches!(every, Every::Weeks(0) | Every::Months(0))).then_some(every)
}

fn in_placement(case: &Case, rhythms: &Rhythms, placed: &Placement, day: NaiveDate) -> Every {
    let began = placed.placed.value().map_or(day, When::earliest);
    let a_year = began.checked_add_months(Months::new(12));
    let lasting = placed.permanent.value() == Some(&true);
    if lasting && a_year.is_some_and(|it| day >= it) {
        Every::Months(rhythms.permanent_visit_months)
    } else if is_home_under_interim_order(case, placed, day) && !is_reviewed(case, began, day) {
        Every::Weeks(rhythms.interim_home_visit_weeks)
    } else {
        Every::Weeks(rhythms.visit_weeks)
    }
}

/// A placement with the child's own parents while the legal status is an interim one.
fn is_home_under_interim_order(case: &Case, placed: &Placement, day: NaiveDate) -> bool {
    let kind = placed.placement_kind.value().map(|it| it.shown());
    let home = kind.is_some_and(|kind| kind.to_lowercase().contains("parent"));
    let statuses = case.records.legal_statuses.iter();
    let mut current = statuses.filter(|it| lasts(&it.status_from, &it.status_until, day));
    home && current.any(|it| {
        let words = it.legal_status.value().map(|it| it.shown());
        words.is_some_and(|words| words.to_lowercase().contains("interim"))
    })
}

fn is_reviewed(case: &Case, since: NaiveDate, day: NaiveDate) -> bool {
    let mut held = reviews(case, MeetingKind::LookedAfterReview).map(|(held, _)| held);
    held.any(|held| (since..=day).contains(&held))
}

/// The days by which visits are due, from one day to another, counted from the beginning of each
/// placement, or of the status where there is no placement.
pub fn visits(case: &Case, rhythms: &Rhythms, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let mut due = Vec::new();
    for (began, ended, is_placement) in stays(case) {
        let last = ended.map_or(until, |ended| ended.min(until));
        let first = u64::from(rhythms.first_visit_days);
        let mut next = match is_placement {
            true => began.checked_add_days(Days::new(first)),
            false => step(case, rhythms, began),
        };
        while let Some(day) = next.filter(|day| *day <= last) {
            if day >= from {
                due.push(day);
            }
            next = step(case, rhythms, day);
        }
    }
    due.sort_unstable();
    due.dedup();
    due
}

fn step(case: &Case, rhythms: &Rhythms, day: NaiveDate) -> Option<NaiveDate> {
    rhythm(case, rhythms, day)?.after(day)
}

/// When each stay that has a rhythm of its own began and ended: placements that are no short stays
/// away, and statuses of a child who is in none.
fn stays(case: &Case) -> Vec<(NaiveDate, Option<NaiveDate>, bool)> {
    let mut stays = Vec::new();
    let placements = case.records.placements.iter();
    for placed in placements.filter(|it| it.temporary.value() != Some(&true)) {
        if let Some(began) = placed.placed.value() {
            let ended = placed.placement_ended.value().map(When::latest);
            stays.push((began.earliest(), ended, true));
        }
    }
    let is_placed = !stays.is_empty();
    for period in &case.records.status_periods {
        let looked_after = period.status.value() == Some(&StatusKind::LookedAfter);
        if let Some(began) = period
            .period_from
            .value()
            .filter(|_| !(looked_after && is_placed))
        {
            let ended = period.period_until.value().map(When::latest);
            stays.push((began.earliest(), ended, false));
        }
    }
    stays
}

/// The day by which the next visit is due after a day: from the last visit at which the child was
/// seen, or else from the beginning of the stay.
pub fn next_visit(
    case: &Case,
    rhythms: &Rhythms,
    last_seen: Option<NaiveDate>,
    after: NaiveDate,
) -> Option<NaiveDate> {
    let every = rhythm(case, rhythms, after)?;
    let began = placement(case, after)
        .and_then(|it| it.placed.value())
        .map(When::earliest);
    match (last_seen, began) {
        (Some(seen), began) if began.is_none_or(|began| seen >= began) => every.after(seen),
        (_, Some(began)) => began.checked_add_days(Days::new(u64::from(rhythms.first_visit_days))),
        _ => None,
    }
}

/// The next review of a child who is looked after or on a protection plan: the day that the last
/// review set where it set one, else by the rhythm.
pub fn next_review(case: &Case, rhythms: &Rhythms, on: NaiveDate) -> Option<NaiveDate> {
    let period = status_period(case, on)?;
    let began = period.period_from.value()?.earliest();
    let kind = match period.status.value()? {
        StatusKind::LookedAfter => MeetingKind::LookedAfterReview,
        StatusKind::Protection => MeetingKind::ReviewConference,
        StatusKind::InNeed => MeetingKind::InNeedReview,
        _ => return None,
    };
    let looked_after = kind == MeetingKind::LookedAfterReview;
    let in_need = kind == MeetingKind::InNeedReview;
    let mut held: Vec<(NaiveDate, &Meeting)> = reviews(case, kind)
        .filter(|(held, _)| (began..=on).contains(held))
        .collect();
    held.sort_by_key(|(held, _)| *held);
    if let Some(set) = held.last().and_then(|(_, it)| it.next_due.value()) {
        return Some(set.latest());
    }
    let last = held.last().map(|(held, _)| *held);
    match (last, held.len()) {
        _ if in_need => None,
        (None, _) if looked_after => {
            Some(rhythms.days.after(began, rhythms.first_review_working_days))
        }
        (Some(last), 1) if looked_after => months_after(last, rhythms.second_review_months),
        (Some(last), _) if looked_after => months_after(last, rhythms.later_review_months),
        (None, _) => months_after(began, rhythms.first_protection_review_months),
        (Some(last), _) => months_after(last, rhythms.later_protection_review_months),
    }
}

fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    (months > 0).then(|| day.checked_add_months(Months::new(months)))?
}

/// The meetings of a kind that were held, each with its day.
fn reviews(case: &Case, kind: MeetingKind) -> impl Iterator<Item = (NaiveDate, &Meeting)> {
    let meetings = case.records.meetings.iter();
    meetings.filter_map(move |it| {
        let same = it.meeting_kind.value() == Some(&kind);
        same.then(|| Some((it.held.value()?.latest(), it)))?
    })
}

/// The placement in which the child lived on a day; the last to begin, where several are recorded.
pub fn placement(case: &Case, day: NaiveDate) -> Option<&Placement> {
    let placements = case.records.placements.iter();
    let current = placements.filter(|it| {
        it.temporary.value() != Some(&true) && lasts(&it.placed, &it.placement_ended, day)
    });
    current.max_by_key(|it| (it.placed.value().map(When::earliest), it.entry.clone()))
}

/// The status on a day; being looked after before a protection plan before being in need.
pub fn status(case: &Case, day: NaiveDate) -> Option<&StatusKind> {
    status_period(case, day)?.status.value()
}

/// The period of that status.
pub fn status_period(case: &Case, day: NaiveDate) -> Option<&StatusPeriod> {
    let rank = |it: &StatusPeriod| match it.status.value() {
        Some(StatusKind::LookedAfter) => 3,
        Some(StatusKind::Protection) => 2,
        Some(StatusKind::InNeed) => 1,
        _ => 0,
    };
    let periods = case.records.status_periods.iter();
    let current = periods.filter(|it| lasts(&it.period_from, &it.period_until, day));
    current.max_by_key(|it| {
        (
            rank(it),
            it.period_from.value().map(When::earliest),
            it.entry.clone(),
        )
    })
}

/// Whether what lasted from one date to another lasted on a day. On the day on which one stay ends and
/// the next begins, the next holds.
pub fn lasts(from: &Recorded<When>, until: &Recorded<When>, day: NaiveDate) -> bool {
    let begun = from.value().is_some_and(|it| it.earliest() <= day);
    begun && until.value().is_none_or(|it| it.latest() > day)
}

#[cfg(test)]
mod tests;
