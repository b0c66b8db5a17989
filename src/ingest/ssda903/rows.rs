//! Rows of the tables as cells cleaned to plain words, and rows that tell of the same thing joined:
//! returns of several years repeat each other, and an open row of one is closed in the next.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime};

use super::faults::{self, Fault};
use super::layout::{Recognised, Table, holds_dates};
use super::reading::Reading;
use crate::ingest::dates::{self, DateFault};
use crate::ingest::table::{Grid, Row, Value};
use crate::issue::Origin;
use crate::model::{Recorded, When};

/// A row of a recognised grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The number of the grid.
    pub(super) grid: usize,
    /// The number of the row among the grid's rows of data.
    pub(super) position: usize,
    /// The grid.
    pub(super) source: &'a Grid,
    /// What it was recognised as.
    pub(super) seen: &'a Recognised,
    /// The row.
    pub(super) row: &'a Row,
}

impl<'a> Line<'a> {
    /// The place of the whole row.
    pub(super) fn origin(&self) -> Origin {
        self.source.origin(self.row.number, 0)
    }

    /// The place of one cell; of the row, where the grid lacks the column.
    pub(super) fn at(&self, column: &str) -> Origin {
        self.source
            .origin(self.row.number, self.seen.place(column).unwrap_or(0))
    }

    /// One cell as it stands.
    pub(super) fn value(&self, column: &str) -> Option<&'a Value> {
        self.row.cell(self.seen.place(column)?)
    }

    /// The words of one cell.
    pub(super) fn words(&self, column: &str) -> Option<Box<str>> {
        cleaned(self.value(column)?, column)
    }
}

/// Whether a cell holds an error such as `#N/A`.
fn is_error(value: &Value) -> bool {
    match value {
        Value::Fault(_) => true,
        Value::Text(words) => words.starts_with('#'),
        Value::Number(_) | Value::Moment(_) | Value::YesNo(_) => false,
    }
}

/// A cell as plain words: trimmed, codes in capitals, whole dates as 2026-03-31; nothing where the
/// cell says nothing, or holds a date that stands for none.
fn cleaned(value: &Value, column: &str) -> Option<Box<str>> {
    let words = match value {
        Value::Text(words) => trimmed(words),
        Value::Number(count) if holds_dates(column) => serial_day(*count),
        Value::Number(number) => number.to_string(),
        Value::Moment(moment) => as_date(*moment),
        Value::YesNo(yes) => u8::from(*yes).to_string(),
        Value::Fault(_) => return None,
    };
    let says_nothing = ["NULL", "NAN", "NAT"]
        .iter()
        .any(|none| words.eq_ignore_ascii_case(none));
    if says_nothing || words.is_empty() || words.starts_with('#') {
        return None;
    }
    in_one_form(words, column).map(Into::into)
}

/// Without spaces around, and without marks that no reader sees.
fn trimmed(words: &str) -> String {
    let unseen = |c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    words.replace(unseen, "").trim().to_owned()
}

/// A number in a date column counts days as spreadsheets do.
fn serial_day(count: f64) -> String {
    let moment = dates::from_serial(count, false)
        .ok()
        .filter(|_| count >= 10_000.0);
    moment.map_or_else(|| count.to_string(), as_date)
}

/// A moment in words; midnight carries no time.
fn as_date(moment: NaiveDateTime) -> String {
    match moment.time() {
        NaiveTime::MIN => moment.date().to_string(),
        _ => moment.to_string(),
    }
}

/// The one form of a cell: a whole day as 2026-03-31, a whole number without ".0", a code in
/// capitals. Ids keep their letters as they are.
fn in_one_form(words: String, column: &str) -> Option<String> {
    if holds_dates(column) {
        return match read_date(&words) {
            Ok(when) => when.map(|when| as_key(&when, words)),
            Err(_) => Some(words),
        };
    }
    let digits = |rest: &&str| rest.bytes().all(|b| b.is_ascii_digit());
    let words = words.strip_suffix(".0").filter(digits).unwrap_or(&words);
    let is_id = matches!(column, "CHILD" | "SW_ID");
    Some(if is_id {
        words.to_owned()
    } else {
        words.to_uppercase()
    })
}

/// A whole day as it stands in a key; anything else as it was found.
fn as_key(when: &When, words: String) -> String {
    let day = when.exact_day().filter(|_| when.time.is_none());
    day.map_or(words, |day| day.to_string())
}

/// A date of the return; none where the words stand for none (`zz/zz/zzzz`, 31/12/9999).
pub(super) fn read_date(words: &str) -> Result<Option<When>, DateFault> {
    match dates::parse(words) {
        Err(fault) if fault.stands_for_none() => Ok(None),
        read => read.map(Some),
    }
}

/// The cell of one column, and which of the joined rows it was read from.
#[derive(Debug, Clone)]
struct Slot {
    column: &'static str,
    words: Option<Box<str>>,
    line: usize,
    carried: bool,
}

/// Reads one cell; one that holds an error is reported and read as empty.
fn slot(line: Line<'_>, column: &'static str, place: Option<u32>, out: &mut Reading<'_>) -> Slot {
    let value = place.and_then(|place| line.row.cell(place));
    if value.is_some_and(is_error) {
        out.fault(faults::ERROR_CELL, line, &[line.at(column)], "");
    }
    let words = value.and_then(|value| cleaned(value, column));
    Slot {
        column,
        words,
        line: 0,
        carried: place.is_some(),
    }
}

/// One thing told of a child, by one row or by several that say the same.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    /// The rows, the first one read first.
    pub(super) lines: Vec<Line<'a>>,
    slots: Vec<Slot>,
}

impl<'a> Entry<'a> {
    /// What one row tells, beside whose row it is: the child and the birth date are compared
    /// across all tables.
    pub(super) fn of(line: Line<'a>, out: &mut Reading<'_>) -> Self {
        let columns = line.seen.columns.iter();
        let columns = columns.filter(|(column, _)| !matches!(*column, "CHILD" | "DOB"));
        let slots = columns
            .map(|(column, place)| slot(line, column, *place, out))
            .collect();
        Self {
            lines: vec![line],
            slots,
        }
    }

    fn slot(&self, column: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.column == column)
    }

    /// The words of a cell.
    pub(super) fn words(&self, column: &str) -> Option<&str> {
        self.slot(column)?.words.as_deref()
    }

    /// The first of the joined rows.
    pub(super) fn first(&self) -> &Line<'a> {
        &self.lines[0]
    }

    /// The place of a cell, in the row that filled it.
    pub(super) fn at(&self, column: &str) -> Origin {
        let line = self.slot(column).map_or(0, |slot| slot.line);
        self.lines[line].at(column)
    }

    /// The places of all joined rows.
    pub(super) fn origins(&self) -> impl Iterator<Item = Origin> {
        self.lines.iter().map(Line::origin)
    }

    /// A value as the column carries it: a grid may lack the column.
    pub(super) fn recorded<T>(&self, column: &str, value: Option<T>) -> Recorded<T> {
        let carried = self.slot(column).is_some_and(|slot| slot.carried);
        if carried {
            value.into()
        } else {
            Recorded::NotCarried
        }
    }

    /// Whether any column other than the child and the birth date says something.
    pub(super) fn says_anything(&self) -> bool {
        self.slots.iter().any(|slot| slot.words.is_some())
    }

    fn key(&self, table: Table) -> Vec<Option<Box<str>>> {
        table
            .key()
            .map(|column| self.words(column).map(Into::into))
            .collect()
    }

    /// The columns in which both say something, and not the same.
    fn differing(&self, other: &Self) -> impl Iterator<Item = &'static str> {
        let pairs = self.slots.iter().zip(&other.slots);
        let differ = pairs.filter(|(own, new)| {
            own.words.is_some() && new.words.is_some() && own.words != new.words
        });
        differ.map(|(own, _)| own.column)
    }

    /// Joins a row that tells of the same thing, and says what it brought.
    fn join(&mut self, other: Self, out: &mut Reading<'_>) {
        let line = other.lines[0];
        let soft: Vec<&str> = self.differing(&other).collect();
        for column in &soft {
            let value = other.words(column).unwrap_or_default();
            out.fault(
                faults::DIFFERS,
                line,
                &[self.at(column), line.at(column)],
                value,
            );
        }
        if soft.is_empty() {
            out.fault(self.repeats(&other), line, &[line.origin()], "");
        }
        self.lines.push(line);
        let last = self.lines.len() - 1;
        for (own, new) in self.slots.iter_mut().zip(other.slots) {
            own.carried |= new.carried;
            if own.words.is_none() && new.words.is_some() {
                own.words = new.words;
                own.line = last;
            }
        }
    }

    /// Whether the other row says just the same, or one completes the other.
    fn repeats(&self, other: &Self) -> Fault {
        let mut pairs = self.slots.iter().zip(&other.slots);
        let same = pairs.all(|(own, new)| own.words == new.words);
        if same {
            faults::TWICE
        } else {
            faults::COMPLETED
        }
    }

    /// The order of rows of one key, by what they say and never by where they stand.
    fn order(&self) -> Vec<Option<&str>> {
        self.slots
            .iter()
            .map(|slot| slot.words.as_deref())
            .collect()
    }
}

/// The rows of one child in one table, those that tell of the same thing joined.
pub(super) fn joined<'a>(
    lines: &[Line<'a>],
    table: Table,
    out: &mut Reading<'_>,
) -> Vec<Entry<'a>> {
    let mut by_key: BTreeMap<Vec<Option<Box<str>>>, Vec<Entry<'a>>> = BTreeMap::new();
    for line in lines {
        let entry = Entry::of(*line, out);
        let alike = by_key.entry(entry.key(table)).or_default();
        let same = |known: &&mut Entry<'a>| known.differing(&entry).all(|c| table.is_soft(c));
        match alike.iter_mut().find(same) {
            Some(known) => known.join(entry, out),
            None => alike.push(entry),
        }
    }
    by_key
        .into_values()
        .flat_map(|alike| told_apart(alike, table, out))
        .collect()
}

/// Rows of one key that contradict each other, in a steady order and reported. Episodes are left to
/// the rules on overlap: one may end on the day on which the next begins.
fn told_apart<'a>(
    mut alike: Vec<Entry<'a>>,
    table: Table,
    out: &mut Reading<'_>,
) -> Vec<Entry<'a>> {
    alike.sort_by(|one, other| one.order().cmp(&other.order()));
    if let [first, .., last] = &alike[..]
        && table != Table::Episodes
    {
        let origins: Vec<Origin> = alike.iter().map(|entry| entry.first().origin()).collect();
        let line = if first.first().grid > last.first().grid {
            first
        } else {
            last
        };
        out.fault(faults::CONTRADICTION, *line.first(), &origins, "");
    }
    alike
}
