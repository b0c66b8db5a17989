//! What is worth saying of a table's columns before its rows are read.

use std::collections::HashSet;

use super::super::faults;
use super::super::recognise::Recognised;
use super::super::table::{Form, Grid, Row};
use super::spelling::spelled;
use crate::issue::Issue;

/// Reports columns that are not read, and rows and cells outside the headings.
pub(super) fn report(grid: &Grid, recognised: &Recognised, issues: &mut Vec<Issue>) {
    let Some(header) = grid.rows.get(recognised.header) else {
        return;
    };
    issues.extend(above(grid, recognised));
    issues.extend(unknown(grid, recognised, header));
    issues.extend(duplicates(grid, recognised, header));
    issues.extend(without_heading(grid, recognised, header));
}

fn above(grid: &Grid, recognised: &Recognised) -> Option<Issue> {
    let rows = &grid.rows[..recognised.header];
    let places = rows
        .iter()
        .map(|row| grid.origin(row.number, 0))
        .collect::<Vec<_>>();
    (!places.is_empty()).then(|| {
        Issue::note(
            faults::ABOVE_HEADINGS,
            "rows above the heading row were passed over",
        )
        .at_all(&places)
        .hint("nothing to do, if they hold a title or a date of printing")
    })
}

fn unknown(grid: &Grid, recognised: &Recognised, header: &Row) -> Option<Issue> {
    let columns = &recognised.unknown;
    let heading = |column: &u32| {
        header
            .cell(*column)
            .map(|value| spelled(value).into_owned())
    };
    let places: Vec<_> = columns
        .iter()
        .map(|&at| grid.origin(header.number, at))
        .collect();
    (!columns.is_empty()).then(|| {
        let message = format!(
            "{} of the columns name no field of `{}` and were not read",
            columns.len(),
            recognised.record.name,
        );
        Issue::warning(faults::UNKNOWN_COLUMNS, message)
            .at_all(&places)
            .value(
                columns
                    .iter()
                    .filter_map(heading)
                    .collect::<Vec<_>>()
                    .join("; "),
            )
            .hint("if they matter, give them a field's heading")
    })
}

fn duplicates<'a>(
    grid: &'a Grid,
    recognised: &'a Recognised,
    header: &'a Row,
) -> impl Iterator<Item = Issue> + 'a {
    recognised.duplicates.iter().map(move |(column, field)| {
        let holder = recognised
            .columns
            .iter()
            .find(|(_, held)| held.name == field.name);
        let message = format!(
            "two columns stand for `{}`; only the one named exactly so, or the first, was read",
            field.name,
        );
        let places = [Some(column), holder.map(|(column, _)| column)];
        let places: Vec<_> = places
            .into_iter()
            .flatten()
            .map(|&at| grid.origin(header.number, at))
            .collect();
        Issue::warning(faults::SECOND_COLUMN, message)
            .at_all(&places)
            .hint("remove one of the two from the report, or rename it")
    })
}

/// Cells beside the headed columns. Beyond the last heading of a CSV file they mean that a line was
/// cut too often, so that its words may stand in the wrong fields: every such line is named. Of
/// other columns, one place tells enough.
fn without_heading(grid: &Grid, recognised: &Recognised, header: &Row) -> Vec<Issue> {
    let headed: HashSet<u32> = header.cells.iter().map(|cell| cell.column).collect();
    let last = headed.iter().max().copied().unwrap_or(0);
    let (mut met, mut beside, mut beyond) = (HashSet::new(), Vec::new(), Vec::new());
    for row in &grid.rows[recognised.header + 1..] {
        let mut others = row
            .cells
            .iter()
            .filter(|cell| !headed.contains(&cell.column));
        if grid.form == Form::Lines && row.cells.last().is_some_and(|cell| cell.column > last) {
            beyond.push(grid.origin(row.number, last + 1));
            others.next_back();
        }
        let fresh = others.filter(|cell| cell.column < last || grid.form != Form::Lines);
        for cell in fresh.filter(|cell| met.insert(cell.column)) {
            beside.push(grid.origin(row.number, cell.column));
        }
    }
    let warning = (!beside.is_empty()).then(|| {
        Issue::warning(faults::NO_HEADING, "cells under no heading were not read")
            .at_all(&beside)
            .hint("if they matter, give the column a heading")
    });
    let error = (!beyond.is_empty()).then(|| {
        Issue::error(
            faults::TOO_MANY_FIELDS,
            "the line has more fields than there are headings; what is beyond them was not read",
        )
        .at_all(&beyond)
        .hint("words with a delimiter in them need quotation marks: export again as a workbook, or quote them")
    });
    warning.into_iter().chain(error).collect()
}
