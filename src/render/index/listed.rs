//! The facts of the index in the order in which it lists them: worst first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::audits::{self, Team};
use crate::issue::{Issue, Origin, Severity};
use crate::view::{DocumentRow, FileRow, Outcome, RunSummary, TableRow};

/// Places listed for one issue; the report has them all.
const PLACES: usize = 4;

/// The whole page.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    marking: &'a str,
    version: &'a str,
    as_at: String,
    made: usize,
    unchanged: usize,
    failed: Vec<Document<'a>>,
    audits: Vec<Team<'a>>,
    documents: Vec<Document<'a>>,
    problems: Vec<Problem<'a>>,
    set_aside: usize,
    left_out: usize,
    tables: Vec<&'a TableRow>,
    not_carried: Vec<(&'a str, Vec<&'a str>)>,
    gone: &'a [String],
}

/// One document.
#[derive(Serialize)]
struct Document<'a> {
    shown_as: &'a str,
    id: &'a str,
    kind: &'a str,
    part: Option<&'a str>,
    audience: String,
    status: &'a str,
    outcome: Outcome,
    pages: usize,
    entries: usize,
    left_out: usize,
    issues: usize,
    files: Vec<File<'a>>,
    /// Why it was not made, where it was not.
    errors: Vec<Error<'a>>,
}

/// A file and the link to it.
#[derive(Serialize)]
pub(super) struct File<'a> {
    ending: &'a str,
    link: String,
}

/// One error of a document that was not made.
#[derive(Serialize)]
struct Error<'a> {
    code: &'a str,
    message: &'a str,
    hint: &'a str,
    places: Vec<String>,
    further: usize,
}

/// All issues of one code.
#[derive(Serialize)]
struct Problem<'a> {
    severity: Severity,
    code: &'a str,
    /// The first of its messages in order, as an example of them.
    message: &'a str,
    hint: &'a str,
    count: usize,
    places: usize,
}

/// Everything that the page says of a run; not when it began, so that the same input gives the same page.
pub(super) fn listed<'a>(summary: &'a RunSummary, marking: &'a str) -> Listed<'a> {
    let counted = |outcome| {
        summary
            .documents
            .iter()
            .filter(|document| document.outcome == outcome)
            .count()
    };
    let failed = summary
        .documents
        .iter()
        .filter(|document| document.outcome == Outcome::Failed);
    Listed {
        marking,
        version: summary.version,
        as_at: summary.as_at.format("%-d %B %Y").to_string(),
        made: counted(Outcome::Made),
        unchanged: counted(Outcome::Unchanged),
        failed: failed.map(failure).collect(),
        audits: audits::by_team(summary),
        documents: summary.documents.iter().map(document).collect(),
        problems: problems(summary),
        set_aside: summary.set_aside.len(),
        left_out: summary
            .documents
            .iter()
            .map(|document| document.left_out.len())
            .sum(),
        tables: tables(summary),
        not_carried: not_carried(summary),
        gone: &summary.gone,
    }
}

fn document(row: &DocumentRow) -> Document<'_> {
    Document {
        shown_as: &row.shown_as,
        id: &row.id,
        kind: &row.kind,
        part: row.part.as_deref(),
        audience: row.audience.to_string(),
        status: &row.status,
        outcome: row.outcome,
        pages: row.pages,
        entries: row.entries,
        left_out: row.left_out.len(),
        issues: row.issues.len(),
        files: row.files.iter().map(file).collect(),
        errors: Vec::new(),
    }
}

fn failure(row: &DocumentRow) -> Document<'_> {
    let mut issues: Vec<&Issue> = row.issues.iter().collect();
    issues.sort_by_key(|issue| Reverse(issue.severity));
    // Its errors are why; where it has none, whatever was noticed is all there is to say.
    if issues
        .first()
        .is_some_and(|issue| issue.severity == Severity::Error)
    {
        issues.retain(|issue| issue.severity == Severity::Error);
    }
    Document {
        errors: issues.into_iter().map(error).collect(),
        ..document(row)
    }
}

fn error(issue: &Issue) -> Error<'_> {
    Error {
        code: &issue.code,
        message: &issue.message,
        hint: &issue.hint,
        places: issue
            .origins
            .iter()
            .take(PLACES)
            .map(Origin::to_string)
            .collect(),
        further: issue.origins.len().saturating_sub(PLACES),
    }
}

/// A file by its ending, with the link to it.
pub(super) fn file(row: &FileRow) -> File<'_> {
    let name = row.path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or(name, |(_, ending)| ending);
    File {
        ending,
        link: link(&row.path),
    }
}

/// A path as a relative link: whatever could end it or start another part of a URL is escaped.
fn link(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for byte in path.trim_start_matches('/').bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                link.push(char::from(byte));
            }
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

fn problems(summary: &RunSummary) -> Vec<Problem<'_>> {
    let made = summary
        .documents
        .iter()
        .flat_map(|document| &document.issues);
    let mut by_code: BTreeMap<&str, Problem<'_>> = BTreeMap::new();
    for issue in summary.issues.iter().chain(made) {
        by_code
            .entry(&issue.code)
            .and_modify(|problem| join(problem, issue))
            .or_insert_with(|| problem(issue));
    }
    let mut problems: Vec<Problem<'_>> = by_code.into_values().collect();
    problems.sort_by_key(|problem| {
        (
            Reverse(problem.severity),
            Reverse(problem.count),
            problem.code,
        )
    });
    problems
}

fn problem(issue: &Issue) -> Problem<'_> {
    Problem {
        severity: issue.severity,
        code: &issue.code,
        message: &issue.message,
        hint: &issue.hint,
        count: 1,
        places: issue.origins.len(),
    }
}

fn join<'a>(problem: &mut Problem<'a>, issue: &'a Issue) {
    problem.count += 1;
    problem.places += issue.origins.len();
    problem.severity = problem.severity.max(issue.severity);
    let example = (issue.message.as_str(), issue.hint.as_str());
    if example < (problem.message, problem.hint) {
        (problem.message, problem.hint) = example;
    }
}

fn tables(summary: &RunSummary) -> Vec<&TableRow> {
    let mut tables: Vec<&TableRow> = summary.tables.iter().collect();
    tables.sort_by_key(|table| (Reverse(table.set_aside), &table.table));
    tables
}

fn not_carried(summary: &RunSummary) -> Vec<(&str, Vec<&str>)> {
    let mut by_layout: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (layout, what) in &summary.not_carried {
        by_layout.entry(layout).or_default().push(what);
    }
    by_layout.into_iter().collect()
}
