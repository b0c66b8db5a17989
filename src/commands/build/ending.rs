//! How a run ends: index, report and manifest, what is said, and the exit code.

use std::collections::HashSet;

use serde_json::json;

use super::prepare::{FILED, RECORD, VOLUME, visits};
use super::{Run, present, reading_of, tell_issues, trees};
use crate::batch::Made;
use crate::batch::document::{Job, name_of};
use crate::batch::files::{self, Written};
use crate::batch::journal::Journal;
use crate::batch::manifest::{self, Manifest};
use crate::cli::Build;
use crate::commands::{Exit, Stop, print, say, tell};
use crate::issue::{Found, Issue, Severity};
use crate::kind::Audience;
use crate::model::Casebook;
use crate::render;
use crate::view::{DocumentRow, FileRow, Outcome, RunSummary, TableRow};

/// Nothing could be read: every reason at once.
pub(super) fn nothing_read(read: Found<Casebook>) -> Stop {
    let mut issues = read.issues;
    issues.extend(trees::cannot_be_made(&read.value));
    if !issues.iter().any(|issue| issue.severity == Severity::Error) {
        issues.push(Issue::error("CB0100", "the export holds no case").hint(
            "A native export needs a table of cases (case_id, child_id); see casebinder template.",
        ));
    }
    Stop {
        exit: Exit::Input,
        issues,
    }
}

/// The same run again: nothing was read, nothing is made.
pub(super) fn repeat(typed: &Build, last: &Manifest) -> Exit {
    let unchanged = last.documents.len();
    if typed.json {
        print(
            &json!({ "made": 0, "unchanged": unchanged, "failed": 0, "interrupted": false })
                .to_string(),
        );
    } else if !typed.quiet {
        print(&format!("0 made, {unchanged} unchanged, 0 failed."));
    }
    Exit::Done
}

/// Writes index, report and manifest, and says what came of the run.
pub(super) fn finish(
    run: &Run<'_>,
    made: Made,
    jobs: &[Job],
    casebook: &Casebook,
    issues: Vec<Issue>,
    inputs: Vec<FileRow>,
) -> Result<Exit, Stop> {
    let typed = run.typed;
    tell_issues(&issues, typed.verbose, typed.quiet);
    let (documents, gone) = all_documents(run, &made, jobs, casebook);
    let summary = summary(run, documents, &gone, casebook, issues);
    let mut disk = made.refused.clone();
    if !typed.dry_run && !made.interrupted {
        match write_own(run, &summary, gone, casebook, inputs) {
            Ok(()) => {
                if typed.prune {
                    prune(run, &summary);
                }
            }
            Err(issue) => disk = disk.or(Some(issue)),
        }
    }
    say_result(typed, &made, &summary);
    write_log(typed, &summary);
    Ok(exit(run, &made, &summary, disk))
}

/// The rows of this run, those of the last run that were not asked for now, and the names of files of
/// cases that are gone from the export.
fn all_documents(
    run: &Run<'_>,
    made: &Made,
    jobs: &[Job],
    casebook: &Casebook,
) -> (Vec<DocumentRow>, Vec<DocumentRow>) {
    let asked: HashSet<String> = jobs.iter().map(Job::name).collect();
    let present = present(casebook, run.as_at);
    let earlier = run
        .last
        .iter()
        .flat_map(|last| last.documents.iter().chain(&last.gone));
    let others = earlier.filter(|row| !asked.contains(&name_of(row)));
    let (overtaken, others): (Vec<&DocumentRow>, Vec<&DocumentRow>) =
        others.partition(|row| is_overtaken(run, row, &asked));
    if !run.typed.dry_run && !made.interrupted {
        overtaken.iter().for_each(|row| remove(run, row));
    }
    let others = others.into_iter().cloned();
    let (kept, gone): (Vec<_>, Vec<_>) = others.partition(|row| {
        let kind = crate::kind::named(&row.kind);
        kind.is_some_and(|kind| present.contains(&(kind.subject, row.id.clone())))
    });
    let kept = kept.into_iter().map(|row| DocumentRow {
        outcome: unless_failed(row.outcome),
        ..row
    });
    let mut documents: Vec<DocumentRow> = made.documents.iter().cloned().chain(kept).collect();
    documents.sort_by(|a, b| {
        let order = |row: &DocumentRow| (row.id.clone(), row.kind.clone(), row.audience);
        (order(a), &a.part).cmp(&(order(b), &b.part))
    });
    (documents, gone)
}

/// Whether a row is an addendum that was never filed and that holds nothing any more: whoever found its
/// file would file what is no longer so; a volume of a case record that is divided otherwise now; or the record
/// of a visit that is gone.
fn is_overtaken(run: &Run<'_>, row: &DocumentRow, asked: &HashSet<String>) -> bool {
    let whole = DocumentRow {
        part: None,
        ..row.clone()
    };
    if row.kind == RECORD {
        let first = DocumentRow {
            part: Some(format!("{VOLUME}1")),
            ..row.clone()
        };
        return asked.contains(&name_of(&whole)) || asked.contains(&name_of(&first));
    }
    if visits::is_gone(row, asked, run.typed) {
        return true;
    }
    let filings = run.register.filings(FILED, &row.id);
    row.kind == FILED
        && row.part.is_some()
        && asked.contains(&name_of(&whole))
        && !filings.iter().any(|filing| filing.part == row.part)
}

/// Removes the files of a document; one that is not there needs no removing.
fn remove(run: &Run<'_>, row: &DocumentRow) {
    for file in &row.files {
        let _ = std::fs::remove_file(run.typed.out.join(&file.path));
    }
}

fn unless_failed(outcome: Outcome) -> Outcome {
    if outcome == Outcome::Failed {
        Outcome::Failed
    } else {
        Outcome::Unchanged
    }
}

fn summary(
    run: &Run<'_>,
    documents: Vec<DocumentRow>,
    gone: &[DocumentRow],
    casebook: &Casebook,
    issues: Vec<Issue>,
) -> RunSummary {
    let wording = &run.ground.wording;
    let not_carried = casebook.layouts.iter().flat_map(|layout| {
        let beginning = format!("not_carried.{layout}.");
        let terms: Vec<(String, String)> = wording
            .terms_of(&beginning)
            .map(|(_, term)| ((*layout).to_owned(), term.to_owned()))
            .collect();
        terms
    });
    RunSummary {
        version: env!("CARGO_PKG_VERSION"),
        as_at: run.as_at,
        started: None,
        documents,
        issues,
        set_aside: casebook
            .set_aside
            .iter()
            .map(|it| (it.origin.clone(), it.reason.clone()))
            .collect(),
        tables: casebook.tables.iter().map(table_row).collect(),
        gone: gone
            .iter()
            .flat_map(|row| &row.files)
            .map(|file| file.path.clone())
            .collect(),
        not_carried: not_carried.collect(),
    }
}

pub(in crate::commands) fn table_row(count: &crate::model::TableCount) -> TableRow {
    TableRow {
        table: count.table.clone(),
        layout: count.layout.clone(),
        rows: count.rows,
        used: count.used,
        merged: count.merged,
        set_aside: count.set_aside,
    }
}

/// Index, report and manifest, given their names together.
fn write_own(
    run: &Run<'_>,
    summary: &RunSummary,
    gone: Vec<DocumentRow>,
    casebook: &Casebook,
    inputs: Vec<FileRow>,
) -> Result<(), Issue> {
    let out = &run.typed.out;
    let marking = run.marking(Audience::Internal);
    let source = run
        .ground
        .layouts
        .text("wording/index.html.j2")
        .unwrap_or_default();
    let index = render::index(summary, source, &marking)?;
    let report = render::report(summary, &marking)?;
    let own = vec![
        Written::new(out, "index.html", index.as_bytes())?,
        Written::new(out, "report.xlsx", &report)?,
    ];
    let reading = reading_of(casebook, &summary.issues);
    let mut manifest = Manifest::new(run.as_at, run.run_key.clone(), inputs, reading);
    manifest.own = files::commit(own)?;
    manifest.documents = summary.documents.clone();
    manifest.gone = if run.typed.prune { Vec::new() } else { gone };
    files::write(out, manifest::NAME, &manifest.bytes())?;
    Journal::open(out)?.close();
    Ok(())
}

/// Removes the files of cases that are gone from the export.
fn prune(run: &Run<'_>, summary: &RunSummary) {
    for path in &summary.gone {
        // A file that is not there needs no removing.
        let _ = std::fs::remove_file(run.typed.out.join(path));
    }
}

/// The important thing last: counts, then each failed document with what to do.
fn say_result(typed: &Build, made: &Made, summary: &RunSummary) {
    let count = |outcome| {
        made.documents
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    };
    let (new, kept, failed) = (
        count(Outcome::Made),
        count(Outcome::Unchanged),
        count(Outcome::Failed),
    );
    if typed.json {
        print(&as_json(made, (new, kept, failed)));
        return;
    }
    if !typed.quiet {
        if !summary.gone.is_empty() {
            let what = if typed.prune {
                "were removed"
            } else {
                "are still there; --prune removes them"
            };
            tell(&format!(
                "{} files of cases that are gone from the export {what}.",
                summary.gone.len()
            ));
        }
        let verb = if typed.dry_run {
            "would be made"
        } else {
            "made"
        };
        let end = if made.interrupted {
            " Interrupted; the next run carries on."
        } else {
            ""
        };
        print(&format!(
            "{new} {verb}, {kept} unchanged, {failed} failed.{end}"
        ));
    }
    for row in made
        .documents
        .iter()
        .filter(|row| row.outcome == Outcome::Failed)
    {
        tell(&format!("failed: {}", name_of(row)));
        row.issues.iter().for_each(say);
    }
}

/// The result for other programs: ids, places and codes; no names and no values.
fn as_json(made: &Made, (new, kept, failed): (usize, usize, usize)) -> String {
    let documents: Vec<_> = made.documents.iter().map(|row| {
        let files: Vec<&FileRow> = row.files.iter().collect();
        json!({
            "kind": row.kind, "id": row.id, "audience": row.audience, "outcome": row.outcome,
            "pages": row.pages, "entries": row.entries, "left_out": row.left_out.len(), "files": files,
            "issues": row.issues.iter().map(without_value).collect::<Vec<_>>(),
        })
    }).collect();
    json!({ "made": new, "unchanged": kept, "failed": failed, "interrupted": made.interrupted, "documents": documents })
        .to_string()
}

/// An issue as JSON, without the value found (rule 37).
pub(in crate::commands) fn without_value(issue: &Issue) -> serde_json::Value {
    json!({
        "severity": issue.severity, "code": issue.code, "message": issue.message, "hint": issue.hint,
        "places": issue.origins.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// "3 errors, 1 warning".
pub(in crate::commands) fn count_words(issues: &[Issue]) -> String {
    let counts = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ];
    let words = counts.iter().filter_map(|(severity, word)| {
        match issues
            .iter()
            .filter(|issue| issue.severity == *severity)
            .count()
        {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

/// A line per document and per issue: ids, codes and places, no names and no values.
fn write_log(typed: &Build, summary: &RunSummary) {
    let Some(path) = &typed.log else { return };
    let documents = summary.documents.iter().map(|row| {
        format!(
            "{:?} {} {} pages, {} entries",
            row.outcome,
            name_of(row),
            row.pages,
            row.entries
        )
    });
    let found = summary
        .documents
        .iter()
        .flat_map(|row| &row.issues)
        .chain(&summary.issues);
    let issues = found.map(|issue| {
        let place = issue
            .origins
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        format!("{} {} {place}", issue.severity, issue.code)
    });
    let lines: Vec<String> = documents.chain(issues).collect();
    if std::fs::write(path, lines.join("\n") + "\n").is_err() {
        say(&crate::commands::unwritable("the log"));
    }
}

/// Where several hold: 5, 4, 3, 1; an interruption before all but the first two.
fn exit(run: &Run<'_>, made: &Made, summary: &RunSummary, disk: Option<Issue>) -> Exit {
    let errors = summary
        .issues
        .iter()
        .any(|issue| issue.severity == Severity::Error);
    let failed = made
        .documents
        .iter()
        .any(|row| row.outcome == Outcome::Failed);
    let fails = match run.ground.config.text("fail_on") {
        "never" => false,
        "error" => failed || errors,
        _ => failed,
    };
    if let Some(issue) = &disk {
        say(issue);
    }
    match () {
        () if made.unsafe_found => Exit::Unsafe,
        () if disk.is_some() => Exit::Disk,
        () if made.interrupted => Exit::Interrupted,
        () if fails => Exit::Failed,
        () => Exit::Done,
    }
}
