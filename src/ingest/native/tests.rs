//! Tables told as CSV, and what becomes of each row.

use super::*;
use crate::ingest::recognise;
use crate::ingest::{csv, json};
use crate::issue::Severity;
use crate::model::records::Event;
use crate::model::{Point, Text};

mod names;

/// What came of a table.
struct Outcome {
    records: Records,
    set_aside: Vec<SetAside>,
    issues: Vec<Issue>,
    count: TableCount,
}

impl Outcome {
    /// The keys of the events, in order.
    fn keys(&self) -> Vec<&str> {
        self.records
            .events
            .iter()
            .map(|event| &*event.entry.key)
            .collect()
    }

    /// Issues as `CB0203 at test.csv, line 2, column 2`.
    fn told(&self) -> Vec<String> {
        let places = |issue: &Issue| {
            issue
                .origins
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" and ")
        };
        self.issues
            .iter()
            .map(|issue| format!("{} at {}", issue.code, places(issue)))
            .collect()
    }
}

/// A face with Latin letters.
fn latin(c: char) -> bool {
    c < '\u{250}' || c == '•'
}

fn outcome(grid: &Grid) -> Outcome {
    let recognised = recognise::native(grid).expect("a table in a test");
    let (mut records, mut set_aside, mut issues) = (Records::default(), Vec::new(), Vec::new());
    let count = read(
        grid.clone(),
        &recognised,
        &latin,
        &mut records,
        &mut set_aside,
        &mut issues,
    );
    assert_eq!(count.rows, count.used + count.set_aside);
    assert_eq!(count.set_aside, set_aside.len());
    assert!(
        issues
            .iter()
            .all(|issue| !issue.origins.is_empty() && !issue.hint.is_empty())
    );
    Outcome {
        records,
        set_aside,
        issues,
        count,
    }
}

fn read_csv(text: &str) -> Outcome {
    outcome(
        &csv::read(&"test.csv".into(), text.as_bytes())
            .value
            .remove(0),
    )
}

/// One event with the given extra column.
fn with_cell(heading: &str, cell: &str) -> Outcome {
    read_csv(&format!(
        "case_id,happened,what_happened,{heading}\nC1,12/03/2024,Moved,\"{cell}\"\n"
    ))
}

#[test]
fn a_row_becomes_a_record_that_knows_its_place() {
    let found = read_csv(
        "event_id,Case ID,Date,Description,Type,disputed\n\
         E1,C1; C2;C1,12/03/2024 14:30,Moved home,Household Change,Y\n",
    );
    assert_eq!(found.told(), [""; 0]);
    let event = &found.records.events[0];
    assert_eq!(event.entry.to_string(), "event:E1");
    assert_eq!(event.origins[0].to_string(), "test.csv, line 2");
    let ids = event
        .case_id
        .value()
        .map(|ids| ids.0.iter().map(|id| &*id.0).collect::<Vec<_>>());
    assert_eq!(ids, Some(vec!["C1", "C2"]));
    assert_eq!(
        event.what_happened.value().map(Text::shown).as_deref(),
        Some("Moved home")
    );
    assert_eq!(
        event.category.value().map(|category| category.word()),
        Some("household change")
    );
    assert_eq!(event.provenance.disputed, Recorded::Value(true));
    assert_eq!(event.venue, Recorded::NotCarried);
    assert!(
        event
            .happened
            .value()
            .is_some_and(|when| when.time.is_some())
    );
}

/// A hundred thousand events are held at once: what a row seldom has costs nothing where it is lacking, and
/// the cases of a cell are kept once.
#[test]
fn rows_share_their_cases_and_what_they_lack() {
    let found = read_csv(
        "event_id,case_id,happened,what_happened,dispute,venue\n\
         E1,C1,12/03/2024,Moved,,\nE2,C1,13/03/2024,Seen,,\nE3,C1,14/03/2024,Seen,No,Home\n",
    );
    let [first, second, third] = &found.records.events[..] else {
        panic!("three rows are three events");
    };
    let same = |one: &Event, other: &Event| {
        let ids = [one, other].map(|it| it.case_id.value().map(|ids| ids.0.as_ptr()));
        [
            ids[0] == ids[1],
            std::ptr::eq(&one.venue, &other.venue),
            std::ptr::eq(&one.provenance.dispute, &other.provenance.dispute),
        ]
    };
    assert_eq!(same(first, second), [true, true, true]);
    assert_eq!(same(second, third), [true, false, false]);
    assert_eq!(
        third.venue.value().map(Text::shown).as_deref(),
        Some("Home")
    );
    assert!(second.venue.value().is_none() && second.provenance.dispute.is_carried());
    assert!(size_of::<Event>() <= 480, "{}", size_of::<Event>());
}

#[test]
fn absence_has_three_kinds() {
    for (cell, expected) in [
        ("", Recorded::Empty),
        (" ", Recorded::Empty),
        ("None recorded", Recorded::None),
        ("N/A", Recorded::None),
    ] {
        assert_eq!(
            with_cell("venue", cell).records.events[0].venue,
            expected,
            "{cell}"
        );
    }
}

#[test]
fn yes_and_no_have_many_spellings() {
    for (cell, expected) in [
        ("Yes", true),
        ("y", true),
        ("TRUE", true),
        ("1", true),
        ("x", true),
        ("✓", true),
        ("no", false),
        ("N", false),
        ("false", false),
        ("0", false),
    ] {
        let found = with_cell("disputed", cell);
        assert_eq!(
            found.records.events[0].provenance.disputed,
            Recorded::Value(expected),
            "{cell}"
        );
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_fault_in_an_optional_cell_is_placed_and_the_row_kept() {
    for (heading, cell, told, severity) in [
        (
            "ended",
            "04/25/2024",
            "CB0203 at test.csv, line 2, column 4",
            Severity::Error,
        ),
        (
            "ended",
            "zz/zz/zzzz",
            "CB0204 at test.csv, line 2, column 4",
            Severity::Note,
        ),
        (
            "ended",
            "01/01/1900",
            "CB0204 at test.csv, line 2, column 4",
            Severity::Note,
        ),
        (
            "disputed",
            "perhaps",
            "CB0205 at test.csv, line 2, column 4",
            Severity::Error,
        ),
        (
            "order_in_day",
            "first",
            "CB0206 at test.csv, line 2, column 4",
            Severity::Error,
        ),
        (
            "category",
            "XXX",
            "CB0207 at test.csv, line 2, column 4",
            Severity::Warning,
        ),
        (
            "document_id",
            "1.23457E+12",
            "CB0208 at test.csv, line 2, column 4",
            Severity::Warning,
        ),
        (
            "venue",
            "#N/A",
            "CB0201 at test.csv, line 2, column 4",
            Severity::Warning,
        ),
        (
            "venue",
            "\u{F0B7} one",
            "CB0212 at test.csv, line 2, column 4",
            Severity::Note,
        ),
        (
            "venue",
            "\u{1F600}",
            "CB0213 at test.csv, line 2, column 4",
            Severity::Warning,
        ),
        (
            "shoe size",
            "37",
            "CB0122 at test.csv, line 1, column 4",
            Severity::Warning,
        ),
        (
            "Event date",
            "12/03/2024",
            "CB0123 at test.csv, line 1, column 4 and test.csv, line 1, column 2",
            Severity::Warning,
        ),
        (
            "",
            "beside",
            "CB0126 at test.csv, line 2, column 4",
            Severity::Error,
        ),
        (
            ",venue",
            "beside\",\"x",
            "CB0124 at test.csv, line 2, column 4",
            Severity::Warning,
        ),
    ] {
        let found = with_cell(heading, cell);
        assert_eq!(found.told(), [told], "{heading} {cell}");
        assert_eq!(found.issues[0].severity, severity, "{heading} {cell}");
        assert!(
            !found.issues[0].to_string().contains(cell),
            "{heading} {cell}"
        );
        assert_eq!(found.count.used, 1);
    }
}

#[test]
fn stand_ins_for_a_date_are_no_dates() {
    assert_eq!(
        with_cell("ended", "31/12/9999").records.events[0].ended,
        Recorded::None
    );
    assert_eq!(
        with_cell("ended", "1900-01-01").records.events[0].ended,
        Recorded::Empty
    );
}

#[test]
fn an_unknown_word_is_kept_and_an_id_loses_its_point_zero() {
    let category = with_cell("category", "XXX").records.events[0]
        .category
        .clone();
    assert_eq!(
        category
            .value()
            .map(|category| category.word().to_owned())
            .as_deref(),
        Some("XXX")
    );
    let document = with_cell("document_id", "123456.0").records.events[0]
        .provenance
        .document_id
        .clone();
    assert_eq!(document.value().map(|id| &*id.0), Some("123456"));
}

#[test]
fn rows_without_a_needed_field_are_set_aside_with_every_fault() {
    let found = read_csv(
        "case_id,happened,what_happened,disputed\n\
         C1,,Moved,maybe\n\
         C1,31/02/2024,Moved,\n\
         ,,Total,\n\
         C1,12/03/2024,Moved,\n",
    );
    assert_eq!(
        (found.count.rows, found.count.used, found.count.set_aside),
        (4, 1, 3)
    );
    assert_eq!(
        found.told(),
        [
            "CB0205 at test.csv, line 2, column 4",
            "CB0209 at test.csv, line 2, column 2 and test.csv, line 4, column 2",
            "CB0203 at test.csv, line 3, column 2",
            "CB0209 at test.csv, line 4, column 1",
        ],
    );
    assert_eq!(found.set_aside[1].origin.to_string(), "test.csv, line 3");
}

#[test]
fn headings_may_stand_lower_and_again() {
    let found = read_csv(
        "Events of the invented team\nPrinted,today\n\
         case_id,happened,what_happened\nC1,2014,One\n\
         case_id,happened,what_happened\nC1,2015,Two\n",
    );
    assert_eq!(
        (found.count.rows, found.count.used, found.count.set_aside),
        (3, 2, 1)
    );
    assert_eq!(
        found.told(),
        [
            "CB0121 at test.csv, line 1 and test.csv, line 2",
            "CB0125 at test.csv, line 5"
        ]
    );
}

#[test]
fn json_goes_by_its_key_and_points_at_the_value() {
    let text = r#"{"event": [{"case_id": ["C1", "C2"], "happened": "04/25/2024", "what_happened": "x"},
        {"case_id": "C1", "happened": 2014, "what_happened": 7, "in_court": false}]}"#;
    let found = outcome(
        &json::read(&"test.json".into(), text.as_bytes())
            .value
            .remove(0),
    );
    assert_eq!(found.told(), ["CB0203 at test.json, /event/0/happened"]);
    let event = &found.records.events[0];
    assert_eq!(
        event.happened.value().map(|when| when.start),
        Some(Point::Year(2014))
    );
    assert_eq!(
        event.what_happened.value().map(Text::shown).as_deref(),
        Some("7")
    );
    assert_eq!(event.provenance.in_court, Recorded::Value(false));
}
