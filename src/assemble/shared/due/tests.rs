//! Due dates at the edges: placements that follow each other, a year in one that lasts, holidays.

use super::*;
use crate::issue::Origin;
use crate::model::records::LegalStatus;
use crate::model::{EntryId, Text};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day in a test")
}

fn days(texts: &[&str]) -> Vec<NaiveDate> {
    texts.iter().map(|text| day(text)).collect()
}

fn on(text: &str) -> Recorded<When> {
    match text {
        "" => Recorded::Empty,
        text => Recorded::Value(When::day(day(text))),
    }
}

fn rhythms() -> Rhythms {
    Rhythms {
        first_visit_days: 7,
        visit_weeks: 6,
        permanent_visit_months: 3,
        interim_home_visit_weeks: 1,
        in_need_visit_weeks: 0,
        protection_visit_weeks: 0,
        first_review_working_days: 20,
        second_review_months: 3,
        later_review_months: 6,
        first_protection_review_months: 3,
        later_protection_review_months: 6,
        days: WorkingDays::default(),
    }
}

fn place(case: &mut Case, from: &str, until: &str, kind: &str, permanent: bool) {
    let id = format!("PL{}", case.records.placements.len());
    let mut placed = Placement::bare(EntryId::of("placement", &id), Origin::file("x.csv"));
    placed.placed = on(from);
    placed.placement_ended = on(until);
    placed.placement_kind = Recorded::Value(Text::words(kind));
    placed.permanent = Recorded::Value(permanent);
    case.records.placements.push(placed);
}

fn become_of(case: &mut Case, status: StatusKind, from: &str, until: &str) {
    let id = format!("ST{}", case.records.status_periods.len());
    let mut period = StatusPeriod::bare(EntryId::of("status_period", &id), Origin::file("x.csv"));
    period.status = Recorded::Value(status);
    period.period_from = on(from);
    period.period_until = on(until);
    case.records.status_periods.push(period);
}

fn review(case: &mut Case, kind: MeetingKind, held: &str, next_due: &str) {
    let id = format!("M{}", case.records.meetings.len());
    let mut meeting = Meeting::bare(EntryId::of("meeting", &id), Origin::file("x.csv"));
    meeting.meeting_kind = Recorded::Value(kind);
    meeting.held = on(held);
    meeting.next_due = on(next_due);
    case.records.meetings.push(meeting);
}

#[test]
fn each_placement_begins_with_a_visit_within_a_week_and_then_every_six() {
    let mut case = Case::default();
    place(&mut case, "2026-01-05", "2026-03-20", "foster care", false);
    place(&mut case, "2026-03-20", "", "foster care", false);
    let due = visits(&case, &rhythms(), day("2026-01-01"), day("2026-05-31"));
    let expected = days(&["2026-01-12", "2026-02-23", "2026-03-27", "2026-05-08"]);
    assert_eq!(due, expected);
}

#[test]
fn after_a_year_in_a_placement_that_lasts_it_is_three_months() {
    let mut case = Case::default();
    place(&mut case, "2025-01-01", "", "foster care", true);
    let due = visits(&case, &rhythms(), day("2025-12-01"), day("2026-09-30"));
    let expected = days(&["2025-12-10", "2026-01-21", "2026-04-21", "2026-07-21"]);
    assert_eq!(due, expected);
    place(&mut case, "2024-02-29", "2024-03-15", "with friends", true);
    let every = rhythm(&case, &rhythms(), day("2024-03-10"));
    assert_eq!(every, Some(Every::Weeks(6)));
}

#[test]
fn at_home_under_an_interim_order_it_is_weekly_until_the_first_review() {
    let mut case = Case::default();
    place(&mut case, "2026-01-05", "", "with parents", false);
    let mut legal = LegalStatus::bare(EntryId::of("legal_status", "L1"), Origin::file("x.csv"));
    legal.legal_status = Recorded::Value(Text::words("Interim care order"));
    legal.status_from = on("2026-01-05");
    case.records.legal_statuses.push(legal);
    review(&mut case, MeetingKind::LookedAfterReview, "2026-01-30", "");
    let due = visits(&case, &rhythms(), day("2026-01-01"), day("2026-03-31"));
    let expected = days(&[
        "2026-01-12",
        "2026-01-19",
        "2026-01-26",
        "2026-02-02",
        "2026-03-16",
    ]);
    assert_eq!(due, expected);
}

#[test]
fn a_short_stay_away_begins_no_rhythm() {
    let mut case = Case::default();
    place(&mut case, "2026-01-05", "", "foster care", false);
    place(&mut case, "2026-02-01", "2026-02-14", "respite", false);
    case.records.placements[1].temporary = Recorded::Value(true);
    let due = visits(&case, &rhythms(), day("2026-01-01"), day("2026-02-28"));
    assert_eq!(due, days(&["2026-01-12", "2026-02-23"]));
}

#[test]
fn nothing_is_due_for_children_in_need_until_the_authority_says_so() {
    let mut case = Case::default();
    become_of(&mut case, StatusKind::InNeed, "2026-01-05", "");
    assert_eq!(rhythm(&case, &rhythms(), day("2026-02-01")), None);
    let none = visits(&case, &rhythms(), day("2026-01-01"), day("2026-12-31"));
    assert_eq!(none, Vec::new());
    let set = Rhythms {
        in_need_visit_weeks: 4,
        ..rhythms()
    };
    let due = visits(&case, &set, day("2026-01-01"), day("2026-03-31"));
    assert_eq!(due, days(&["2026-02-02", "2026-03-02", "2026-03-30"]));
}

#[test]
fn the_next_visit_is_due_from_the_last_at_which_the_child_was_seen() {
    let mut case = Case::default();
    place(&mut case, "2026-03-20", "", "foster care", false);
    let next = |seen: Option<&str>| next_visit(&case, &rhythms(), seen.map(day), day("2026-05-31"));
    assert_eq!(next(Some("2026-05-20")), Some(day("2026-07-01")));
    // A visit before the move does not count for the new placement.
    assert_eq!(next(Some("2026-03-01")), Some(day("2026-03-27")));
    assert_eq!(next(None), Some(day("2026-03-27")));
}

#[test]
fn reviews_of_looked_after_children_come_after_twenty_days_three_months_and_six() {
    let mut case = Case::default();
    become_of(&mut case, StatusKind::LookedAfter, "2026-03-16", "");
    let next = |case: &Case| next_review(case, &rhythms(), day("2026-12-31"));
    // Good Friday and Easter Monday, 3 and 6 April 2026, are no working days.
    assert_eq!(next(&case), Some(day("2026-04-15")));
    review(&mut case, MeetingKind::LookedAfterReview, "2026-04-10", "");
    assert_eq!(next(&case), Some(day("2026-07-10")));
    review(&mut case, MeetingKind::LookedAfterReview, "2026-08-31", "");
    assert_eq!(next(&case), Some(day("2027-02-28")));
    review(
        &mut case,
        MeetingKind::LookedAfterReview,
        "2026-11-30",
        "2027-03-01",
    );
    assert_eq!(next(&case), Some(day("2027-03-01")));
}

#[test]
fn reviews_of_protection_plans_come_after_three_months_and_six() {
    let mut case = Case::default();
    become_of(&mut case, StatusKind::InNeed, "2025-10-01", "");
    become_of(&mut case, StatusKind::Protection, "2026-01-31", "");
    let next = |case: &Case| next_review(case, &rhythms(), day("2026-06-30"));
    assert_eq!(next(&case), Some(day("2026-04-30")));
    review(&mut case, MeetingKind::ReviewConference, "2026-04-20", "");
    assert_eq!(next(&case), Some(day("2026-10-20")));
}

#[test]
fn a_child_in_need_has_the_review_that_the_last_one_set_or_none() {
    let mut case = Case::default();
    become_of(&mut case, StatusKind::InNeed, "2026-01-05", "");
    assert_eq!(next_review(&case, &rhythms(), day("2026-06-30")), None);
    review(
        &mut case,
        MeetingKind::InNeedReview,
        "2026-04-20",
        "2026-07-09",
    );
    let next = next_review(&case, &rhythms(), day("2026-06-30"));
    assert_eq!(next, Some(day("2026-07-09")));
}
