//! `report.xlsx`: everything that a run found and left, worst first. It is the one file in which the
//! values found in the data are quoted (rule 37).

use std::cmp::Reverse;

use crate::issue::{Issue, Origin, Place, Severity};
use crate::render::xlsx::{self, Profile, Properties};
use crate::view::{
    Cell, Column, ColumnKind, DocumentRow, LeftOut, Outcome, RunSummary, Sheet, TableRow,
};

/// Entries left out that have a row each: a row costs a kilobyte while the file is written, and a large
/// authority leaves out a million.
const LISTED: usize = 100_000;

/// Writes the report of a run under its marking.
///
/// # Errors
/// What a workbook cannot hold.
pub fn report(summary: &RunSummary, marking: &str) -> Result<Vec<u8>, Issue> {
    let sheets = [
        documents(summary),
        issues(summary),
        rows_set_aside(summary),
        entries_left_out(summary),
        tables_read(summary),
        not_carried(summary),
        gone(summary),
    ];
    let properties = Properties {
        title: "Report of the run".to_owned(),
        author: format!("casebinder {}", summary.version),
        subject: format!("Run as at {}", summary.as_at.format("%-d %B %Y")),
        status: String::new(),
        marking: marking.to_owned(),
        created: summary.as_at,
    };
    xlsx::workbook(&sheets, &properties, Profile::Working)
}

fn documents(summary: &RunSummary) -> Sheet {
    let mut documents: Vec<&DocumentRow> = summary.documents.iter().collect();
    documents.sort_by_key(|document| {
        let failed = document.outcome == Outcome::Failed;
        (
            Reverse(failed),
            Reverse(worst(document)),
            &document.kind,
            &document.id,
            document.audience,
        )
    });
    Sheet {
        name: "Documents".to_owned(),
        title: "Documents".to_owned(),
        intro: vec![format!("Run as at {}.", summary.as_at.format("%-d %B %Y"))],
        columns: vec![
            text("Kind", 20.0),
            text("ID", 16.0),
            text("Audience", 12.0),
            text("Outcome", 13.0),
            text("Status", 40.0),
            number("Pages"),
            number("Entries"),
            number("Left out"),
            number("Issues"),
            text("Files", 60.0),
        ],
        rows: documents.into_iter().map(document_row).collect(),
    }
}

fn document_row(document: &DocumentRow) -> Vec<Cell> {
    let files: Vec<&str> = document
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    vec![
        words(kind_of(document)),
        words(&document.id),
        words(document.audience.to_string()),
        words(outcome(document.outcome)),
        words(&document.status),
        count(document.pages),
        count(document.entries),
        count(document.left_out.len()),
        count(document.issues.len()),
        words(files.join("\n")),
    ]
}

fn issues(summary: &RunSummary) -> Sheet {
    let read = summary.issues.iter().map(|issue| (issue, None));
    let made = summary.documents.iter().flat_map(|document| {
        document
            .issues
            .iter()
            .map(move |issue| (issue, Some(document)))
    });
    let mut found: Vec<(&Issue, Option<&DocumentRow>)> = read.chain(made).collect();
    found.sort_by_key(|(issue, document)| {
        let document = document.map(|document| (&document.kind, &document.id, document.audience));
        (
            Reverse(issue.severity),
            &issue.code,
            &issue.origins,
            &issue.message,
            document,
        )
    });
    Sheet {
        name: "Issues".to_owned(),
        title: "Issues".to_owned(),
        intro: vec![
            "Error: something was lost. Warning: something may be wrong, everything was kept. Note: worth \
             knowing."
                .to_owned(),
            "This sheet quotes values found in the data. Handle it as the case record itself.".to_owned(),
        ],
        columns: vec![
            text("Severity", 12.0),
            text("Code", 10.0),
            text("File", 30.0),
            located("Place", 26.0),
            text("Message", 50.0),
            text("What to do", 50.0),
            text("Value found", 40.0),
            text("Document", 30.0),
            located("Further places", 40.0),
        ],
        rows: found.into_iter().map(|(issue, document)| issue_row(issue, document)).collect(),
    }
}

fn issue_row(issue: &Issue, document: Option<&DocumentRow>) -> Vec<Cell> {
    let (first, further) = match issue.origins.split_first() {
        Some((first, further)) => (Some(first), further),
        None => (None, [].as_slice()),
    };
    vec![
        words(issue.severity.to_string()),
        words(&issue.code),
        first.map_or(Cell::Empty, |origin| words(&*origin.file)),
        first.map_or(Cell::Empty, |origin| words(place(origin))),
        words(&issue.message),
        words(&issue.hint),
        issue.value.as_ref().map_or(Cell::Empty, words),
        document.map_or(Cell::Empty, |document| words(named(document))),
        words(places(further)),
    ]
}

fn rows_set_aside(summary: &RunSummary) -> Sheet {
    let mut rows: Vec<_> = summary.set_aside.iter().collect();
    rows.sort();
    Sheet {
        name: "Rows set aside".to_owned(),
        title: "Rows set aside".to_owned(),
        intro: vec!["These rows of the export are in no record, for the reason given.".to_owned()],
        columns: vec![
            text("File", 36.0),
            located("Place", 36.0),
            text("Reason", 70.0),
        ],
        rows: rows
            .into_iter()
            .map(|(origin, reason)| vec![words(&*origin.file), words(place(origin)), words(reason)])
            .collect(),
    }
}

fn entries_left_out(summary: &RunSummary) -> Sheet {
    let mut documents: Vec<&DocumentRow> = summary.documents.iter().collect();
    documents.sort_by_key(|document| (&document.id, &document.kind, document.audience));
    let total: usize = documents
        .iter()
        .map(|document| document.left_out.len())
        .sum();
    let rows = documents
        .into_iter()
        .flat_map(|document| left_out_rows(document, total > LISTED));
    Sheet {
        name: "Entries left out".to_owned(),
        title: "Entries left out".to_owned(),
        intro: vec![
            "These entries are in the casebook but not in the document, for the reason given."
                .to_owned(),
        ],
        columns: vec![
            text("Case", 16.0),
            text("Document", 20.0),
            text("Audience", 12.0),
            text("Entry", 30.0),
            located("Place", 50.0),
            text("Reason", 60.0),
        ],
        rows: rows.collect(),
    }
}

/// A row for each entry, or in a large run for each reason.
fn left_out_rows(document: &DocumentRow, by_reason: bool) -> Vec<Vec<Cell>> {
    let mut entries: Vec<&LeftOut> = document.left_out.iter().collect();
    entries.sort_by_key(|entry| (by_reason.then_some(&entry.reason), &entry.id));
    entries
        .chunk_by(|one, next| by_reason && one.reason == next.reason)
        .map(|together| left_out_row(document, together))
        .collect()
}

fn left_out_row(document: &DocumentRow, together: &[&LeftOut]) -> Vec<Cell> {
    let lines = |line: fn(&LeftOut) -> String| {
        let lines: Vec<String> = together.iter().map(|entry| line(entry)).collect();
        words(lines.join("\n"))
    };
    vec![
        words(&document.id),
        words(kind_of(document)),
        words(document.audience.to_string()),
        lines(|entry| entry.id.clone()),
        lines(|entry| places(&entry.origins)),
        together
            .first()
            .map_or(Cell::Empty, |entry| words(&entry.reason)),
    ]
}

fn tables_read(summary: &RunSummary) -> Sheet {
    let mut tables: Vec<_> = summary.tables.iter().collect();
    tables.sort_by_key(|table| (Reverse(table.set_aside), &table.table));
    let row = |table: &TableRow| {
        vec![
            words(&table.table),
            words(&table.layout),
            count(table.rows),
            count(table.used),
            count(table.merged),
            count(table.set_aside),
        ]
    };
    Sheet {
        name: "Tables read".to_owned(),
        title: "Tables read".to_owned(),
        intro: vec![
            "Rows: those with anything in them. Used: those that are the origin of a record. Merged: those \
             among the used that add to another row's record."
                .to_owned(),
        ],
        columns: vec![
            text("Table", 50.0),
            text("Recognised as", 40.0),
            number("Rows"),
            number("Used"),
            number("Merged"),
            number("Set aside"),
        ],
        rows: tables.into_iter().map(row).collect(),
    }
}

fn not_carried(summary: &RunSummary) -> Sheet {
    let mut rows: Vec<_> = summary.not_carried.iter().collect();
    rows.sort();
    Sheet {
        name: "Not in this export".to_owned(),
        title: "Not in this export".to_owned(),
        intro: vec![
            "The layout of the export cannot carry this. It is not known whether it is recorded."
                .to_owned(),
        ],
        columns: vec![text("Layout", 40.0), text("What it cannot carry", 100.0)],
        rows: rows
            .into_iter()
            .map(|(layout, what)| vec![words(layout), words(what)])
            .collect(),
    }
}

fn gone(summary: &RunSummary) -> Sheet {
    Sheet {
        name: "Gone from the export".to_owned(),
        title: "Gone from the export".to_owned(),
        intro: vec![
            "These files are of cases that are no longer in the export. They go only with --prune."
                .to_owned(),
        ],
        columns: vec![text("File", 100.0)],
        rows: summary.gone.iter().map(|file| vec![words(file)]).collect(),
    }
}

fn worst(document: &DocumentRow) -> Option<Severity> {
    document.issues.iter().map(|issue| issue.severity).max()
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Made => "made",
        Outcome::Unchanged => "unchanged",
        Outcome::Failed => "failed",
    }
}

fn named(document: &DocumentRow) -> String {
    format!(
        "{} {}, {}",
        kind_of(document),
        document.id,
        document.audience
    )
}

/// The kind, and which of several documents of it.
fn kind_of(document: &DocumentRow) -> String {
    match &document.part {
        Some(part) => format!("{}, {part}", document.kind),
        None => document.kind.clone(),
    }
}

/// The place inside the file, as its reader would look for it.
fn place(origin: &Origin) -> String {
    if origin.place == Place::File {
        return "whole file".to_owned();
    }
    let whole = origin.to_string();
    let inside = whole.strip_prefix(&*origin.file).unwrap_or(&whole);
    inside.trim_start_matches(", ").to_owned()
}

fn places(origins: &[Origin]) -> String {
    origins
        .iter()
        .map(Origin::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn text(heading: &str, width: f64) -> Column {
    Column {
        heading: heading.to_owned(),
        kind: ColumnKind::Text,
        width,
        editable: false,
        about: String::new(),
    }
}

fn located(heading: &str, width: f64) -> Column {
    Column {
        kind: ColumnKind::Place,
        ..text(heading, width)
    }
}

fn number(heading: &str) -> Column {
    Column {
        kind: ColumnKind::Number,
        ..text(heading, 12.0)
    }
}

fn words(words: impl Into<String>) -> Cell {
    match words.into() {
        empty if empty.is_empty() => Cell::Empty,
        words => Cell::Text(words),
    }
}

fn count(count: usize) -> Cell {
    // Counts of rows and pages are far below 2^53, where a float is exact.
    Cell::Number(count as f64)
}

#[cfg(test)]
mod tests;
