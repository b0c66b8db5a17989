//! `casebinder check`: every fault of an export, with its place; nothing is made.

use serde_json::json;

use super::build::ending;
use super::settings::Ground;
use super::{Exit, Stop, inputs, print, unwritable};
use crate::cli::Check;
use crate::ingest::{self, NamedBytes};
use crate::issue::{Found, Issue, Severity};
use crate::kind::Audience;
use crate::model::Casebook;
use crate::render;
use crate::view::RunSummary;

/// Runs the command.
///
/// # Errors
/// Settings or files that cannot be read, or a report that cannot be written.
pub fn run(typed: &Check) -> Result<Exit, Stop> {
    let ground = Ground::gather(&typed.design, &[])?;
    let files = inputs::read(&typed.exports)?;
    let found = read(files, &ground);
    if let Some(path) = &typed.report {
        let marking = ground
            .config
            .text(&format!("marking.{}", Audience::Internal))
            .to_owned();
        let summary = summary(&found, &ground)?;
        let bytes =
            render::report(&summary, &marking).map_err(|issue| Stop::new(Exit::Disk, issue))?;
        std::fs::write(path, bytes).map_err(|_| Stop::new(Exit::Disk, unwritable("the report")))?;
    }
    if typed.json {
        print(&as_json(&found))
    } else {
        tell(&found)
    }
    Ok(exit(&found))
}

fn read(files: Vec<NamedBytes>, ground: &Ground) -> Found<Casebook> {
    let covers = |character| ground.faces.covers(character);
    ingest::read(
        files,
        &ingest::Reading {
            covers: &covers,
            ssda903: &ground.codes,
        },
    )
}

/// Faults as they are told, and what was read.
fn tell(found: &Found<Casebook>) {
    for issue in &found.issues {
        print(&issue.to_string());
    }
    let casebook = &found.value;
    for table in &casebook.tables {
        print(&format!(
            "read {} as {}: {} rows, {} used, {} merged, {} set aside",
            table.table, table.layout, table.rows, table.used, table.merged, table.set_aside
        ));
    }
    let faults = match ending::count_words(&found.issues) {
        words if words.is_empty() => "nothing wrong".to_owned(),
        words => words,
    };
    print(&format!("{}: {faults}.", what_is_there(casebook)));
}

/// How many cases there are, and how many family trees where there are any.
fn what_is_there(casebook: &Casebook) -> String {
    let counted = |count: usize, one: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {one}{plural}")
    };
    let cases = counted(casebook.cases.len(), "case");
    match casebook.families.len() {
        0 => cases,
        count => format!("{cases}, {}", counted(count, "family tree")),
    }
}

fn as_json(found: &Found<Casebook>) -> String {
    let tables: Vec<_> = found.value.tables.iter().map(|table| {
        json!({
            "table": table.table, "layout": table.layout, "rows": table.rows, "used": table.used,
            "merged": table.merged, "set_aside": table.set_aside,
        })
    }).collect();
    let issues: Vec<_> = found.issues.iter().map(ending::without_value).collect();
    json!({ "cases": found.value.cases.len(), "families": found.value.families.len(), "tables": tables, "issues": issues }).to_string()
}

fn summary(found: &Found<Casebook>, ground: &Ground) -> Result<RunSummary, Stop> {
    let casebook = &found.value;
    Ok(RunSummary {
        version: env!("CARGO_PKG_VERSION"),
        as_at: ground.as_at()?,
        started: None,
        documents: Vec::new(),
        issues: found.issues.clone(),
        set_aside: casebook
            .set_aside
            .iter()
            .map(|it| (it.origin.clone(), it.reason.clone()))
            .collect(),
        tables: casebook.tables.iter().map(ending::table_row).collect(),
        gone: Vec::new(),
        not_carried: Vec::new(),
    })
}

/// 3 where nothing could be read, 1 where something was lost, else 0.
fn exit(found: &Found<Casebook>) -> Exit {
    let is_error = |issue: &Issue| issue.severity == Severity::Error;
    match found.issues.iter().any(is_error) {
        true if found.value.cases.is_empty() && found.value.families.is_empty() => Exit::Input,
        true => Exit::Failed,
        false => Exit::Done,
    }
}
