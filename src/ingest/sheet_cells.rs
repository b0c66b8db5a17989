//! The cells of one sheet as they are collected: to rows, and to what is worth saying of them.

use std::collections::BTreeMap;

use calamine::{CellErrorType, DataRef, ExcelDateTime};

use super::sheet_parts::SheetParts;
use super::table::{Cell, Grid, Row, Value};
use super::{dates, faults};
use crate::issue::{Issue, Origin};

/// A formula whose result was never stored.
const NO_RESULT: &str = "formula without a stored result";

/// A cell that the reader could not make out.
const UNREADABLE: &str = "unreadable cell";

/// A cell of a row that may have been read in part only.
const BROKEN_OFF: &str = "row of a damaged sheet";

/// A date cell beyond what a spreadsheet program shows.
const NO_SUCH_DATE: &str = "impossible date";

/// The cells of a sheet, while they come in.
pub(super) struct Collected {
    is_1904: bool,
    rows: Vec<Row>,
    /// The places of faults, by column and fault, so that a column of `#N/A` is one issue.
    faults: BTreeMap<(u32, &'static str), Vec<u32>>,
    number: usize,
    /// The numbers of the cells that could not be read.
    pub(super) unread: Vec<usize>,
}

impl Collected {
    pub(super) fn new(is_1904: bool) -> Self {
        Self {
            is_1904,
            rows: Vec::new(),
            faults: BTreeMap::new(),
            number: 0,
            unread: Vec::new(),
        }
    }

    /// Takes the next cell; tells whether it held anything.
    pub(super) fn take(&mut self, place: (u32, u32), data: DataRef<'_>, is_formula: bool) -> bool {
        self.number += 1;
        match self.value(data, is_formula) {
            Some(value) => {
                self.put(place, value);
                true
            }
            None => false,
        }
    }

    /// Counts a cell that could not be read.
    pub(super) fn skip(&mut self) {
        self.unread.push(self.number);
        self.number += 1;
    }

    /// Puts an unreadable cell into its place.
    pub(super) fn unreadable(&mut self, row: u32, column: u32) {
        self.put((row, column), Value::Fault(UNREADABLE));
    }

    /// Makes the last row, which may be half a row, one that every reader sets aside.
    pub(super) fn break_off(&mut self) -> u32 {
        let Some(row) = self.rows.last_mut() else {
            return 0;
        };
        row.cells
            .iter_mut()
            .for_each(|cell| cell.value = Value::Fault(BROKEN_OFF));
        row.number
    }

    fn put(&mut self, (number, column): (u32, u32), value: Value) {
        if let Value::Fault(fault) = value {
            self.faults.entry((column, fault)).or_default().push(number);
        }
        let cell = Cell { column, value };
        match self.rows.last_mut() {
            Some(row) if row.number == number => row.cells.push(cell),
            _ => self.rows.push(Row {
                number,
                cells: vec![cell],
            }),
        }
    }

    fn value(&self, data: DataRef<'_>, is_formula: bool) -> Option<Value> {
        match data {
            DataRef::Empty => is_formula.then_some(Value::Fault(NO_RESULT)),
            DataRef::Int(number) => Some(Value::Number(number as f64)),
            DataRef::Float(number) => Some(Value::Number(number)),
            DataRef::Bool(flag) => Some(Value::YesNo(flag)),
            DataRef::String(words) => text(words),
            DataRef::SharedString(words) => text(words),
            DataRef::DateTime(stamp) => Some(self.moment(stamp)),
            DataRef::DateTimeIso(words) => Some(iso_moment(words)),
            DataRef::DurationIso(words) => text(words),
            DataRef::Error(error) => Some(Value::Fault(error_name(&error))),
        }
    }

    /// A date cell; times of day and durations are words, as they are on no day.
    fn moment(&self, stamp: ExcelDateTime) -> Value {
        let serial = stamp.as_f64();
        if stamp.is_duration() || (serial > 0.0 && serial < 1.0) {
            return Value::Text(clock(serial).into());
        }
        match dates::from_serial(serial, self.is_1904) {
            Ok(moment) => Value::Moment(moment),
            Err(_) => Value::Fault(NO_SUCH_DATE),
        }
    }

    /// The rows from the top, and what was noticed.
    pub(super) fn finish(mut self, parts: &SheetParts) -> (Vec<Row>, Noticed) {
        put_in_order(&mut self.rows);
        let noticed = Noticed {
            hidden_rows: self
                .rows
                .iter()
                .map(|row| row.number)
                .filter(|row| parts.hides_row(*row))
                .collect(),
            hidden_columns: hidden_columns(&self.rows, parts),
            faults: self.faults,
        };
        (self.rows, noticed)
    }
}

fn text(words: impl AsRef<str> + Into<Box<str>>) -> Option<Value> {
    (!words.as_ref().trim().is_empty()).then(|| Value::Text(words.into().into()))
}

fn iso_moment(words: String) -> Value {
    let when = dates::parse(&words).ok();
    let day = when.and_then(|when| Some(when.exact_day()?.and_time(when.time.unwrap_or_default())));
    day.map_or_else(|| Value::Text(words.into()), Value::Moment)
}

/// A part of a day, or several days, as hours and minutes.
fn clock(days: f64) -> String {
    let minutes = (days * 1440.0).round() as i64;
    format!("{:02}:{:02}", minutes / 60, (minutes % 60).abs())
}

fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Rows and cells stand in order in every workbook but a few; later cells of one place go.
fn put_in_order(rows: &mut Vec<Row>) {
    if !rows.is_sorted_by(|one, next| one.number < next.number) {
        rows.sort_by_key(|row| row.number);
        rows.dedup_by(|next, one| {
            let same = next.number == one.number;
            if same {
                one.cells.append(&mut next.cells);
            }
            same
        });
    }
    for row in rows {
        if !row.cells.is_sorted_by(|one, next| one.column < next.column) {
            row.cells.sort_by_key(|cell| cell.column);
            row.cells.dedup_by_key(|cell| cell.column);
        }
    }
}

/// The hidden columns with anything in them, each with its first row, in the order met.
fn hidden_columns(rows: &[Row], parts: &SheetParts) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    if parts.hidden_columns.is_empty() {
        return found;
    }
    for row in rows {
        for Cell { column, .. } in &row.cells {
            if parts.hides_column(*column) && !found.iter().any(|(_, known)| known == column) {
                found.push((row.number, *column));
            }
        }
    }
    found
}

/// What was noticed on a sheet.
pub(super) struct Noticed {
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    faults: BTreeMap<(u32, &'static str), Vec<u32>>,
}

impl Noticed {
    /// The issues of the sheet.
    pub(super) fn issues(&self, grid: &Grid, parts: &SheetParts) -> Vec<Issue> {
        let mut issues: Vec<Issue> = self
            .faults
            .iter()
            .map(|(place, rows)| fault(grid, *place, rows))
            .collect();
        issues.extend(self.hidden_rows.first().map(|first| {
            hidden(faults::HIDDEN_ROWS, self.hidden_rows.len(), "row").at(grid.origin(*first, 0))
        }));
        issues.extend(self.hidden_columns.first().map(|(row, column)| {
            hidden(faults::HIDDEN_COLUMNS, self.hidden_columns.len(), "column")
                .at(grid.origin(*row, *column))
        }));
        issues.extend(merged(grid, parts));
        issues
    }
}

fn hidden(code: &'static str, count: usize, what: &str) -> Issue {
    let message = match count {
        1 => format!("a hidden {what} with something in it was read; it is here"),
        _ => format!("{count} hidden {what}s with something in them were read; the first is here"),
    };
    Issue::note(code, message).hint(format!(
        "if a {what} was hidden because it does not belong, delete it and run again"
    ))
}

fn merged(grid: &Grid, parts: &SheetParts) -> Option<Issue> {
    let places: Vec<Origin> = parts
        .merged
        .iter()
        .map(|(row, column)| grid.origin(*row, *column))
        .collect();
    (!places.is_empty() && !grid.rows.is_empty()).then(|| {
        Issue::note(
            faults::MERGED_CELLS,
            "cells are merged; their value was read for the first of them only",
        )
        .at_all(&places)
        .hint("if they are merged over rows of records, unmerge them and fill in each row")
    })
}

fn fault(grid: &Grid, (column, fault): (u32, &'static str), rows: &[u32]) -> Issue {
    let (code, message, hint) = match fault {
        NO_RESULT => (
            faults::NO_RESULT,
            "the cell holds a formula whose result was never stored; it was read as empty"
                .to_owned(),
            "open the workbook in Excel and save it there, so that its formulas are worked out",
        ),
        UNREADABLE | NO_SUCH_DATE => (
            faults::UNREADABLE_CELL,
            format!("the cell cannot be read ({fault}); it was read as empty"),
            "correct the cell in Excel and save the workbook again",
        ),
        _ => (
            faults::ERROR_CELL,
            format!("the cell holds the error {fault}; it was read as empty"),
            "mend the formula, or correct the record, and export again",
        ),
    };
    let places: Vec<Origin> = rows.iter().map(|row| grid.origin(*row, column)).collect();
    Issue::warning(code, message).at_all(&places).hint(hint)
}
