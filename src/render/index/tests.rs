//! The index holds what the run holds, and nothing of it as markup.

use chrono::NaiveDate;

use super::{index, thousands};
use crate::issue::{Issue, Origin};
use crate::kind::Audience;
use crate::view::{DocumentRow, FileRow, LeftOut, Outcome, RunSummary, TableRow};

const SOURCE: &str = include_str!("../../../layouts/wording/index.html.j2");

fn document(id: &str, outcome: Outcome) -> DocumentRow {
    let path = format!("cases/{id}/{id} #1?.pdf");
    DocumentRow {
        kind: "chronology".to_owned(),
        id: id.to_owned(),
        part: None,
        shown_as: "<b>A&B</b>".to_owned(),
        audience: Audience::Internal,
        status: "Draft".to_owned(),
        outcome,
        files: vec![FileRow {
            path,
            sha256: String::new(),
            size: 1,
        }],
        pages: 4,
        entries: 12,
        left_out: vec![LeftOut {
            id: "event/1".to_owned(),
            origins: Vec::new(),
            reason: "routine".to_owned(),
        }],
        issues: Vec::new(),
        audit: None,
        view_digest: String::new(),
        to_file: None,
        key: String::new(),
    }
}

fn summary() -> RunSummary {
    let mut failed = document("C-2", Outcome::Failed);
    let issue = Issue::error("CB0301", "expected a date")
        .hint("Mend the cell")
        .value("SECRET");
    failed.issues = vec![
        Issue::note("CB0302", "worth knowing"),
        issue.at(Origin::file("a.xlsx")),
    ];
    RunSummary {
        version: "0.1.0",
        as_at: NaiveDate::from_ymd_opt(2026, 11, 22).expect("the day exists"),
        started: None,
        documents: vec![document("C-1", Outcome::Made), failed],
        issues: vec![
            Issue::warning("CB0101", "a warning"),
            Issue::error("CB0301", "expected a day"),
        ],
        set_aside: vec![(Origin::file("a.xlsx"), "no id".to_owned())],
        tables: vec![TableRow {
            table: "a.xlsx, events".to_owned(),
            layout: "native event".to_owned(),
            rows: 12_345,
            used: 12_344,
            merged: 0,
            set_aside: 1,
        }],
        gone: vec!["cases/C-0/C-0-chronology.pdf".to_owned()],
        not_carried: vec![("native event".to_owned(), "height".to_owned())],
    }
}

fn page(summary: &RunSummary) -> String {
    index(summary, SOURCE, "OFFICIAL-SENSITIVE").expect("the shipped template is sound")
}

#[test]
fn the_page_lists_the_run_and_escapes_it() {
    let page = page(&summary());
    for expected in [
        "&lt;b&gt;A&amp;B&lt;&#x2f;b&gt;",
        "href=\"cases/C-1/C-1%20%231%3F.pdf\"",
        "expected a date",
        "What to do: Mend the cell",
        "12,345",
        "OFFICIAL-SENSITIVE",
        "as at 22 November 2026",
        "cases&#x2f;C-0&#x2f;C-0-chronology.pdf",
        "height",
    ] {
        assert!(page.contains(expected), "no {expected}");
    }
    assert!(!page.contains("<b>A") && !page.contains("http:") && !page.contains("https:"));
}

#[test]
fn values_found_stay_in_the_report() {
    assert!(!page(&summary()).contains("SECRET"));
}

#[test]
fn an_empty_run_has_a_page() {
    let run = summary();
    let empty = RunSummary {
        documents: Vec::new(),
        issues: Vec::new(),
        set_aside: Vec::new(),
        tables: Vec::new(),
        gone: Vec::new(),
        not_carried: Vec::new(),
        ..run
    };
    assert!(page(&empty).contains("This run made no documents."));
}

#[test]
fn the_moment_of_the_run_does_not_change_the_page() {
    let later = RunSummary {
        started: NaiveDate::MAX.and_hms_opt(1, 2, 3),
        ..summary()
    };
    assert_eq!(page(&summary()), page(&later));
}

#[test]
fn a_faulty_template_is_told_with_its_line_and_without_data() {
    let faults = ["\n{{ nothing }}", "{% if %}", "{{ documents|thousands }}"];
    let told = faults.map(|source| {
        index(&summary(), source, "M")
            .expect_err("it is faulty")
            .message
    });
    assert!(told[0].contains("line 2") && told.iter().all(|message| !message.contains("A&B")));
}

#[test]
fn counts_have_commas() {
    assert_eq!(
        [0, 999, 1_000, 1_234_567].map(thousands),
        ["0", "999", "1,000", "1,234,567"]
    );
}
