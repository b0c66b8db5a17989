//! Every form of a period, at the ends of months and years.

use super::*;
use crate::issue::Origin;
use crate::model::records::Summary;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day in a test")
}

fn period(from: &str, until: &str) -> Period {
    Period {
        from: day(from),
        until: day(until),
    }
}

fn quarter_at(as_at: &str) -> Period {
    of_case(&Choice::Quarter, &Case::default(), day(as_at)).period
}

#[test]
fn a_quarter_ends_with_the_month_before() {
    for (as_at, from, until) in [
        ("2026-06-30", "2026-03-01", "2026-05-31"),
        ("2026-07-01", "2026-04-01", "2026-06-30"),
        ("2026-07-31", "2026-04-01", "2026-06-30"),
        ("2026-03-31", "2025-12-01", "2026-02-28"),
        ("2024-03-01", "2023-12-01", "2024-02-29"),
        ("2026-01-15", "2025-10-01", "2025-12-31"),
    ] {
        assert_eq!(quarter_at(as_at), period(from, until), "as at {as_at}");
    }
}

#[test]
fn forms_that_name_a_period_are_read() {
    for (text, from, until, part) in [
        (
            "2026-04-01..2026-06-30",
            "2026-04-01",
            "2026-06-30",
            "2026-04-01-to-2026-06-30",
        ),
        (
            "2024-02-29..2024-02-29",
            "2024-02-29",
            "2024-02-29",
            "2024-02-29-to-2024-02-29",
        ),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2026-Q1"),
        ("2026-q3", "2026-07-01", "2026-09-30", "2026-Q3"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "2026-Q4"),
        ("FY2026-27-Q1", "2026-04-01", "2026-06-30", "FY2026-27-Q1"),
        ("fy2026-27-q3", "2026-10-01", "2026-12-31", "FY2026-27-Q3"),
        ("FY2027-28-Q4", "2028-01-01", "2028-03-31", "FY2027-28-Q4"),
        ("FY2099-00-Q4", "2100-01-01", "2100-03-31", "FY2099-00-Q4"),
    ] {
        let read = text.parse::<Choice>().expect("the form is known");
        let expected = Choice::Fixed(period(from, until), part.to_owned());
        assert_eq!(read, expected, "{text}");
    }
    for (text, choice) in [
        (" quarter ", Choice::Quarter),
        ("Since-Summary", Choice::SinceSummary),
        ("since-review", Choice::SinceReview),
    ] {
        assert_eq!(text.parse::<Choice>().ok(), Some(choice));
    }
}

#[test]
fn bad_words_are_refused_and_the_forms_are_shown() {
    for text in [
        "",
        "last month",
        "2026",
        "2026-Q0",
        "2026-Q5",
        "2026-Q+1",
        "26-Q1",
        "+026-Q1",
        "FY2026-28-Q1",
        "FY2026-Q1",
        "FY2026-27-Q",
        "2026-06-30..2026-04-01",
        "2025-02-29..2025-03-01",
        "2026-04-01..",
        "2026-04-01",
        "0001-01-01..9999-12-31",
    ] {
        let issue = text.parse::<Choice>().expect_err(text);
        assert!(issue.hint.contains("FY2026-27-Q3"), "{text}");
    }
}

#[test]
fn time_runs_from_the_day_after_the_last_review_or_summary() {
    let mut case = Case::default();
    for (id, kind, held) in [
        ("M1", MeetingKind::LookedAfterReview, "2026-02-10"),
        ("M2", MeetingKind::InNeedReview, "2026-04-15"),
        ("M3", MeetingKind::CoreGroup, "2026-05-20"),
        ("M4", MeetingKind::LookedAfterReview, "2026-06-30"),
    ] {
        let mut meeting = Meeting::bare(EntryId::of("meeting", id), Origin::file("x.csv"));
        meeting.held = Recorded::Value(When::day(day(held)));
        meeting.meeting_kind = Recorded::Value(kind);
        case.records.meetings.push(meeting);
    }
    let chosen = of_case(&Choice::SinceReview, &case, day("2026-06-30"));
    assert_eq!(chosen.period, period("2026-04-16", "2026-06-30"));
    assert_eq!(chosen.part, "since-review");
    assert_eq!(chosen.review, Some(EntryId::of("meeting", "M2")));
    assert_eq!(chosen.instead, None);
    let chosen = of_case(&Choice::SinceSummary, &case, day("2026-06-30"));
    assert_eq!(chosen.period, period("2026-03-01", "2026-05-31"));
    assert_eq!(chosen.instead, Some(Instead::NoSummary));
    let mut summary = Summary::bare(EntryId::of("summary", "S1"), Origin::file("x.csv"));
    summary.summary_until = Recorded::Value(When::day(day("2026-02-28")));
    case.records.summaries.push(summary);
    let chosen = of_case(&Choice::SinceSummary, &case, day("2026-06-30"));
    assert_eq!(chosen.period, period("2026-03-01", "2026-06-30"));
    assert_eq!(chosen.instead, None);
}

#[test]
fn without_a_review_it_is_the_quarter_and_says_so() {
    let chosen = of_case(&Choice::SinceReview, &Case::default(), day("2026-06-30"));
    assert_eq!(chosen.period, period("2026-03-01", "2026-05-31"));
    assert_eq!(chosen.instead, Some(Instead::NoReview));
}

#[test]
fn a_vague_date_belongs_to_the_period_of_its_first_day() {
    let period = period("2026-04-01", "2026-06-30");
    let month = When::at(crate::model::Point::Month(2026, 6));
    let year = When::at(crate::model::Point::Year(2026));
    assert!(period.holds(&month));
    assert!(!period.holds(&year));
}

#[test]
fn what_comes_next_is_three_months_from_the_day_after() {
    let next = period("2026-03-01", "2026-05-31").next_three_months();
    assert_eq!(next, period("2026-06-01", "2026-08-31"));
    let next = period("2026-04-16", "2026-06-30").next_three_months();
    assert_eq!(next, period("2026-07-01", "2026-09-30"));
}
