//! The report read back by another program: every list is there, worst first, with the values found.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::NaiveDate;

use super::{left_out_rows, report};
use crate::issue::{Issue, Origin, Place};
use crate::kind::Audience;
use crate::view::{Cell, DocumentRow, LeftOut, Outcome, RunSummary};

fn document(id: &str, outcome: Outcome) -> DocumentRow {
    let left_out = |number: usize| LeftOut {
        id: format!("event/{number}"),
        origins: vec![Origin::file("a.xlsx")],
        reason: format!("reason {}", number % 2),
    };
    DocumentRow {
        kind: "chronology".to_owned(),
        id: id.to_owned(),
        part: None,
        shown_as: "A.B.".to_owned(),
        audience: Audience::Internal,
        status: "Draft".to_owned(),
        outcome,
        files: Vec::new(),
        pages: 1,
        entries: 2,
        left_out: (0..4).map(left_out).collect(),
        issues: vec![Issue::warning("CB0302", "a warning")],
        audit: None,
        view_digest: String::new(),
        to_file: None,
        key: String::new(),
    }
}

fn summary() -> RunSummary {
    let place = Place::Cell {
        sheet: "Events".into(),
        row: 7,
        column: 2,
    };
    let origin = Origin {
        file: "a.xlsx".into(),
        place,
    };
    RunSummary {
        version: "0.1.0",
        as_at: NaiveDate::from_ymd_opt(2026, 11, 22).expect("the day exists"),
        started: None,
        documents: vec![
            document("C-1", Outcome::Made),
            document("C-2", Outcome::Failed),
        ],
        issues: vec![
            Issue::note("CB0101", "a note"),
            Issue::error("CB0201", "no date")
                .at(origin)
                .value("=Easter"),
        ],
        set_aside: vec![(Origin::file("b.csv"), "no id".to_owned())],
        tables: Vec::new(),
        gone: Vec::new(),
        not_carried: Vec::new(),
    }
}

fn column(range: &Range<Data>, heading: &str) -> Vec<String> {
    let mut rows = range
        .rows()
        .skip_while(|row| row.iter().all(|cell| cell != heading));
    let names = rows.next().unwrap_or_default();
    let index = names
        .iter()
        .position(|name| name == heading)
        .expect("the column is there");
    rows.map(|row| row[index].as_string().unwrap_or_default())
        .collect()
}

#[test]
fn everything_is_listed_worst_first() {
    let bytes = report(&summary(), "OFFICIAL-SENSITIVE").expect("it is written");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("another reader opens it");
    let mut sheet = |name: &str| book.worksheet_range(name).expect("the sheet is there");
    assert_eq!(column(&sheet("Documents"), "ID"), ["C-2", "C-1"]);
    let issues = sheet("Issues");
    assert_eq!(
        column(&issues, "Severity"),
        ["error", "warning", "warning", "note"]
    );
    assert_eq!(column(&issues, "Place")[0], "sheet Events, cell B7");
    assert_eq!(column(&issues, "Value found")[0], "=Easter");
    assert_eq!(column(&issues, "Document")[1], "chronology C-1, internal");
    assert_eq!(column(&sheet("Rows set aside"), "Place"), ["whole file"]);
    assert_eq!(column(&sheet("Entries left out"), "Entry").len(), 8);
    for name in ["Tables read", "Not in this export", "Gone from the export"] {
        assert!(sheet(name).rows().any(|row| row[0] == "No rows."));
    }
}

#[test]
fn a_large_run_lists_by_reason_and_loses_nothing() {
    let rows = left_out_rows(&document("C-1", Outcome::Made), true);
    let entries = rows.iter().map(|row| row[3].clone()).collect::<Vec<_>>();
    let expected = ["event/0\nevent/2", "event/1\nevent/3"].map(|ids| Cell::Text(ids.to_owned()));
    assert_eq!(entries, expected);
}
