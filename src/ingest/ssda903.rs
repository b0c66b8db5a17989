//! The SSDA903 return of children looked after, as its twelve tables come in CSV, workbooks or XML:
//! one case per child, made of all tables of the return together. The layout holds codes and dates
//! and hardly a word; what is read is put in words that a family can read.

mod care;
mod child;
mod codes;
mod episodes;
mod faults;
mod layout;
mod reading;
mod rows;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use codes::Codes;
pub use layout::{Recognised, Table, recognise};

use self::reading::{Fate, Reading, as_set_aside};
use self::rows::Line;
use super::table::{Grid, Row, Value};
use crate::issue::{Issue, Origin};
use crate::model::{Records, SetAside, TableCount};

/// What this layout cannot carry, as keys of `NOT_CARRIED` in the code list file (rule 1).
pub const NOT_CARRIED: &[&str] = &[
    "names",
    "family",
    "addresses",
    "narrative",
    "sources",
    "recorded",
    "outcomes",
    "child_words",
    "concurrent_orders",
    "visits",
    "plans",
    "undated_health",
    "school",
    "care_leavers",
    "earlier_years",
];

/// The record types that the return can give.
pub const CARRIED: &[&str] = &[
    "case",
    "person",
    "identifier",
    "address",
    "worker",
    "allocation",
    "event",
    "status_period",
    "placement",
    "legal_status",
    "order",
    "missing_episode",
    "meeting",
    "adoption",
    "previous_permanence",
];

/// The rows of one child, table by table.
type Tables<'a> = BTreeMap<Table, Vec<Line<'a>>>;

/// Reads all tables of a return together into records, one case per child. Every row ends up as an
/// origin of a record or is set aside with its reason; the counts say how many, in the order of
/// the grids.
pub fn read(
    grids: &[(&Grid, Recognised)],
    codes: &Codes,
    records: &mut Records,
    set_aside: &mut Vec<SetAside>,
    issues: &mut Vec<Issue>,
) -> Vec<TableCount> {
    let lines: Vec<Vec<Line<'_>>> = grids.iter().enumerate().map(lines_of).collect();
    let rows: Vec<usize> = lines.iter().map(Vec::len).collect();
    let mut reading = Reading::new(codes, records, &rows);
    grids
        .iter()
        .enumerate()
        .for_each(|grid| tell_columns(grid, &mut reading));
    let has_header = has_header(grids, &mut reading);
    for (id, tables) in by_child(&lines, &mut reading) {
        child::read(&id, &tables, has_header, &mut reading);
    }
    steps::workers(&mut reading);
    let (fates, faults) = reading.close();
    issues.extend(faults.into_issues());
    let tables = grids.iter().zip(&lines).zip(&fates);
    tables
        .map(|(((grid, seen), lines), fates)| count(grid, seen, lines, fates, set_aside))
        .collect()
}

/// The rows below the headings that say anything.
fn lines_of<'a>((number, (grid, seen)): (usize, &'a (&'a Grid, Recognised))) -> Vec<Line<'a>> {
    let rows = grid
        .rows
        .iter()
        .filter(|row| row.number > seen.header_row && says_anything(row));
    let line = |(position, row)| Line {
        grid: number,
        position,
        source: grid,
        seen,
        row,
    };
    rows.enumerate().map(line).collect()
}

fn says_anything(row: &Row) -> bool {
    row.cells.iter().any(|cell| match &cell.value {
        Value::Text(words) => !words.trim().is_empty(),
        Value::Number(_) | Value::Moment(_) | Value::YesNo(_) | Value::Fault(_) => true,
    })
}

/// Columns too many or too few are said once a table.
fn tell_columns((number, (grid, seen)): (usize, &(&Grid, Recognised)), out: &mut Reading<'_>) {
    let row = seen.header_row;
    let extra: Vec<Origin> = seen
        .extra
        .iter()
        .map(|column| grid.origin(row, *column))
        .collect();
    if !extra.is_empty() {
        out.fault_in(faults::EXTRA_COLUMNS, number, &extra, "");
    }
    let lacking: Vec<&str> = seen.lacking().collect();
    if !lacking.is_empty() {
        let place = [grid.origin(row, 0)];
        out.fault_in(faults::LACKING_COLUMNS, number, &place, &lacking.join(", "));
    }
}

/// Whether a header table is among the grids; that none is, is said once.
fn has_header(grids: &[(&Grid, Recognised)], out: &mut Reading<'_>) -> bool {
    let has_header = grids.iter().any(|(_, seen)| seen.table == Table::Header);
    if let Some((grid, _)) = grids.first()
        && !has_header
    {
        out.fault_in(faults::NO_HEADER, 0, &[Origin::file(grid.file.clone())], "");
    }
    has_header
}

/// The rows of each child; a row that names none, or none for sure, is set aside.
fn by_child<'a>(lines: &[Vec<Line<'a>>], out: &mut Reading<'_>) -> BTreeMap<Arc<str>, Tables<'a>> {
    let mut children: BTreeMap<Arc<str>, Tables<'a>> = BTreeMap::new();
    for line in lines.iter().flatten() {
        match line.words("CHILD") {
            None => refuse(*line, faults::NO_CHILD, "the row has no child id", out),
            Some(id) if is_shortened(&id) => {
                refuse(
                    *line,
                    faults::SHORTENED_ID,
                    "the child id was shortened",
                    out,
                );
            }
            Some(id) => {
                let tables = children.entry(id.into()).or_default();
                tables.entry(line.seen.table).or_default().push(*line);
            }
        }
    }
    children
}

fn refuse(line: Line<'_>, fault: faults::Fault, reason: &'static str, out: &mut Reading<'_>) {
    let id = line.words("CHILD").unwrap_or_default();
    out.fault(fault, line, &[line.at("CHILD")], &id);
    out.set_row_aside(line, reason);
}

/// Whether a spreadsheet has written a long number as 1.23457E+12.
fn is_shortened(id: &str) -> bool {
    let parts = id.split_once(['E', 'e']);
    parts.is_some_and(|(digits, power)| {
        digits.contains('.') && digits.parse::<f64>().is_ok() && power.parse::<i32>().is_ok()
    })
}

/// What became of a table's rows.
fn count(
    grid: &Grid,
    seen: &Recognised,
    lines: &[Line<'_>],
    fates: &[Fate],
    set_aside: &mut Vec<SetAside>,
) -> TableCount {
    let before = set_aside.len();
    let pairs = lines.iter().zip(fates);
    set_aside.extend(pairs.filter_map(|(line, fate)| as_set_aside(fate, || line.origin())));
    let lost = set_aside.len() - before;
    TableCount {
        table: grid.label(),
        layout: format!("ssda903 {}", seen.table.name()),
        rows: lines.len(),
        used: lines.len() - lost,
        merged: fates.iter().filter(|fate| **fate == Fate::Merged).count(),
        set_aside: lost,
    }
}
