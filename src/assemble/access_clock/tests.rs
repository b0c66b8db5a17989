//! When an answer is due, by months, weekends, bank holidays, pauses and extensions.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day in a test")
}

/// A request by its day, pauses as `FROM..TO`, and the day the extension was told.
fn request(received: &str, pauses: &[&str], told: &str) -> Request {
    let pauses = pauses.iter().map(|pause| {
        let (from, to) = pause.split_once("..").expect("a pause in a test");
        let to = (!to.is_empty()).then(|| day(to));
        let from = day(from);
        Pause { from, to }
    });
    Request {
        received: day(received),
        identity: Identity::Clear,
        pauses: pauses.collect(),
        extension_told: (!told.is_empty()).then(|| day(told)),
    }
}

fn clock(request: &Request, as_at: &str) -> Clock {
    read(request, day(as_at), &WorkingDays::default())
}

#[track_caller]
fn term(clock: &Clock) -> &Term {
    match &clock.state {
        State::Running(term) => term,
        other => panic!("it runs, and is not {other:?}"),
    }
}

#[test]
fn a_month_is_the_same_date_or_the_last_day_or_the_next_working_day() {
    for (received, due, extended) in [
        ("2026-03-10", "2026-04-10", "2026-06-10"),
        // No 31 February; in 2026 its last day is a Saturday, in 2028 there is a 29th.
        ("2026-01-31", "2026-03-02", "2026-04-30"),
        ("2025-01-31", "2025-02-28", "2025-04-30"),
        ("2028-01-31", "2028-02-29", "2028-05-02"),
        ("2028-02-29", "2028-03-29", "2028-05-30"),
        ("2027-01-29", "2027-03-01", "2027-04-29"),
        // Christmas on a Friday, and Boxing Day made up for on the Monday.
        ("2026-11-25", "2026-12-29", "2027-02-25"),
        // Good Friday to Easter Monday; New Year; early May.
        ("2026-03-03", "2026-04-07", "2026-06-03"),
        ("2026-12-01", "2027-01-04", "2027-03-01"),
        ("2026-04-04", "2026-05-05", "2026-07-06"),
        // A day on which nobody works starts the clock like any other.
        ("2026-08-31", "2026-09-30", "2026-11-30"),
        ("2026-11-30", "2026-12-30", "2027-03-01"),
        ("2025-10-31", "2025-12-01", "2026-02-02"),
    ] {
        let read = clock(&request(received, &[], ""), received);
        let term = term(&read);
        let found = (term.due, term.due_if_extended, term.answer_by);
        assert_eq!(
            found,
            (day(due), day(extended), day(due)),
            "from {received}"
        );
        assert_eq!(read.started, Some(day(received)));
    }
}

#[test]
fn waiting_for_an_answer_makes_the_time_longer_by_its_days() {
    let cases: [(&[&str], u64, usize, &str); 11] = [
        (&["2026-03-20..2026-03-25"], 5, 0, "2026-04-15"),
        // Over the day on which it would have been due; from that very day; after it.
        (&["2026-04-08..2026-04-20"], 12, 0, "2026-04-22"),
        (&["2026-04-10..2026-04-13"], 3, 0, "2026-04-13"),
        (&["2026-04-11..2026-04-20"], 0, 1, "2026-04-10"),
        // The second begins in time because of the first, in whatever order they are told.
        (
            &["2026-04-12..2026-04-14", "2026-03-20..2026-03-25"],
            7,
            0,
            "2026-04-17",
        ),
        // Two that overlap, and one within another, count each day once.
        (
            &["2026-03-20..2026-03-25", "2026-03-22..2026-03-27"],
            7,
            0,
            "2026-04-17",
        ),
        (
            &["2026-03-20..2026-03-30", "2026-03-22..2026-03-25"],
            10,
            0,
            "2026-04-20",
        ),
        // Answered on the same day; longer into a weekend; onto Easter; before there was a request.
        (&["2026-03-20..2026-03-20"], 0, 0, "2026-04-10"),
        (&["2026-03-20..2026-03-21"], 1, 0, "2026-04-13"),
        (&["2026-03-11..2026-04-03"], 23, 0, "2026-05-05"),
        (&["2026-03-01..2026-03-08"], 0, 0, "2026-04-10"),
    ];
    for (pauses, days, too_late, due) in cases {
        let read = clock(&request("2026-03-10", pauses, ""), "2026-03-10");
        let found = (read.days_paused, read.pauses_too_late, term(&read).due);
        assert_eq!(found, (days, too_late, day(due)), "{pauses:?}");
    }
}

#[test]
fn an_extension_holds_if_it_was_told_within_the_first_month() {
    let in_time = Extension::InTime;
    let too_late = Extension::TooLate;
    let cases: [(&str, &[&str], &str, Extension, &str); 8] = [
        ("2026-03-10", &[], "2026-04-10", in_time, "2026-06-10"),
        ("2026-03-10", &[], "2026-04-11", too_late, "2026-04-10"),
        // The first month ends on a working day too, and later for a pause.
        ("2026-01-31", &[], "2026-03-02", in_time, "2026-04-30"),
        (
            "2026-03-10",
            &["2026-03-20..2026-03-25"],
            "2026-04-14",
            in_time,
            "2026-06-15",
        ),
        (
            "2026-03-10",
            &["2026-03-20..2026-03-25"],
            "2026-04-16",
            too_late,
            "2026-04-15",
        ),
        // A pause in the months that it adds; and one that comes after a month that was not extended.
        (
            "2026-03-10",
            &["2026-05-01..2026-05-11"],
            "2026-04-01",
            in_time,
            "2026-06-22",
        ),
        (
            "2026-03-10",
            &["2026-05-01..2026-05-11"],
            "2026-04-13",
            too_late,
            "2026-04-10",
        ),
        ("2026-11-30", &[], "2026-12-01", in_time, "2027-03-01"),
    ];
    for (received, pauses, told, extension, answer_by) in cases {
        let read = clock(&request(received, pauses, told), received);
        let term = term(&read);
        let found = (term.extension, term.answer_by);
        assert_eq!(
            found,
            (extension, day(answer_by)),
            "{received} {pauses:?} {told}"
        );
    }
}

#[test]
fn it_starts_when_the_person_showed_who_they_are() {
    for (shown, pauses, started, due) in [
        ("2026-03-24", vec![], "2026-03-24", "2026-04-24"),
        ("2026-03-01", vec![], "2026-03-10", "2026-04-10"),
        // What was waited for before counts for nothing.
        (
            "2026-03-24",
            vec!["2026-03-12..2026-03-20"],
            "2026-03-24",
            "2026-04-24",
        ),
        (
            "2026-03-24",
            vec!["2026-03-20..2026-03-27"],
            "2026-03-24",
            "2026-04-27",
        ),
    ] {
        let mut asked = request("2026-03-10", &pauses, "");
        asked.identity = Identity::Shown(day(shown));
        let read = clock(&asked, "2026-03-24");
        let found = (read.started, term(&read).due);
        assert_eq!(found, (Some(day(started)), day(due)), "{shown} {pauses:?}");
    }
}

#[test]
fn it_stands_still_while_the_person_has_to_answer() {
    let mut asked = request(
        "2026-03-10",
        &["2026-03-20..2026-03-25", "2026-04-08.."],
        "",
    );
    let read = clock(&asked, "2026-06-01");
    let since = day("2026-04-08");
    assert_eq!(read.state, State::AwaitingClarification { since });
    assert_eq!((read.days_paused, read.is_overdue()), (5, false));
    asked.identity = Identity::Awaited;
    let read = clock(&asked, "2026-06-01");
    assert_eq!(
        (read.started, &read.state),
        (None, &State::AwaitingIdentity)
    );
    // Asked too late, it goes on.
    let read = clock(&request("2026-03-10", &["2026-04-11.."], ""), "2026-04-30");
    assert!(read.is_overdue());
    assert_eq!(read.pauses_too_late, 1);
}

#[test]
fn the_days_left_are_counted_to_the_day_that_holds() {
    for (as_at, told, left, overdue) in [
        ("2026-03-10", "", 31, false),
        ("2026-04-01", "", 9, false),
        ("2026-04-10", "", 0, false),
        ("2026-04-11", "", -1, true),
        ("2026-04-11", "2026-04-01", 60, false),
        ("2026-04-11", "2026-04-11", -1, true),
        ("2026-06-11", "2026-04-01", -1, true),
    ] {
        let read = clock(&request("2026-03-10", &[], told), as_at);
        let found = (term(&read).days_left, read.is_overdue());
        assert_eq!(found, (left, overdue), "{as_at} {told}");
    }
}

#[test]
fn a_day_on_which_an_authority_is_closed_counts_as_a_bank_holiday() {
    let closed = WorkingDays {
        extra: [day("2026-04-10"), day("2026-04-13")].into(),
    };
    let read = read(&request("2026-03-10", &[], ""), day("2026-03-10"), &closed);
    assert_eq!(term(&read).due, day("2026-04-14"));
}
