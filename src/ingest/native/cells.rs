//! One row's cells as typed fields: what each kind of field admits, and what is said of a cell
//! that holds something else.

use std::borrow::Cow;

use super::super::clean::{Change, Changes, clean};
use super::super::dates::{self, DateFault};
use super::super::recognise::Recognised;
use super::super::table::{Form, Grid, Row, Value};
use super::super::{faults, json};
use super::complaints::{
    Complaint, character_issue, damaged_id, error_word, not_a_number, not_yes_no, unknown_code,
};
use super::reports::Reports;
use super::slots::{Absence, Slot};
use super::spelling::{
    is_error_word, is_none_word, is_power_of_ten, spelled, without_point_zero, yes_no,
};
use crate::issue::{Issue, Origin, Place, Severity};
use crate::model::declare::{Cells, CodeSet, Field};
use crate::model::{EntryId, Id, Ids, Recorded, Text, When};

/// From here on a spreadsheet's number has lost an id's last digits.
const DIGITS_LOST: f64 = 1e15;

/// The row being read, as typed fields.
pub(super) struct RowCells<'a> {
    grid: &'a Grid,
    covers: &'a dyn Fn(char) -> bool,
    /// The name of every record of the table, but for its key.
    pub(super) entry: EntryId,
    pub(super) reports: Reports<'a>,
    /// In the order in which a record asks for its fields.
    slots: Vec<Slot>,
    /// The slot asked for next, most likely.
    next: usize,
    row: Option<&'a Row>,
    quiet: bool,
    /// What was last reported of the field being read.
    complaint: Option<String>,
    lost: Option<String>,
}

/// A cell with something in it, and its slot.
type Filled<'a> = (usize, &'a Value);

impl<'a> RowCells<'a> {
    pub(super) fn over(
        grid: &'a Grid,
        recognised: &Recognised,
        covers: &'a dyn Fn(char) -> bool,
        issues: &'a mut Vec<Issue>,
    ) -> Self {
        let record = recognised.record;
        let slots = record.shared.iter().chain(record.own);
        Self {
            grid,
            covers,
            entry: EntryId::of(record.name, ""),
            reports: Reports::into(issues),
            slots: slots
                .map(|field| Slot::of(field, grid, recognised))
                .collect(),
            next: 0,
            row: None,
            quiet: false,
            complaint: None,
            lost: None,
        }
    }

    pub(super) fn turn_to(&mut self, row: &'a Row) {
        self.row = Some(row);
        self.lost = None;
    }

    /// Why the row cannot be used, where it cannot.
    pub(super) fn lost(&mut self) -> Option<String> {
        self.lost.take()
    }

    /// Looks at fields without reporting; they will be read again.
    pub(super) fn quietly<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        self.quiet = true;
        let seen = look(self);
        self.quiet = false;
        seen
    }

    fn slot(&mut self, field: &Field) -> Option<usize> {
        let count = self.slots.len();
        let mut order = (self.next..count).chain(0..self.next);
        let found = order.find(|&index| self.slots[index].field.name == field.name)?;
        self.next = found + 1;
        Some(found)
    }

    /// The cell of a field, or how it is absent.
    fn filled(&mut self, field: &Field) -> Result<Filled<'a>, Absence> {
        let slot = self.slot(field).ok_or(Absence::NotCarried)?;
        let column = self.slots[slot].column.ok_or(Absence::NotCarried)?;
        let value = self
            .row
            .and_then(|row| row.cell(column))
            .ok_or(Absence::Empty)?;
        match value {
            Value::Fault(_) => Err(Absence::Empty),
            Value::Text(words) => match words.trim() {
                "" => Err(Absence::Empty),
                words if is_none_word(words) => Err(Absence::None),
                words if is_error_word(words) => {
                    self.complain(slot, error_word(), words);
                    Err(Absence::Empty)
                }
                _ => Ok((slot, value)),
            },
            _ => Ok((slot, value)),
        }
    }

    /// Reads a field; a needed one without a value loses the row.
    fn read<T>(
        &mut self,
        field: &Field,
        value: impl FnOnce(&mut Self, Filled<'a>) -> Recorded<T>,
    ) -> Recorded<T> {
        self.complaint = None;
        let recorded = match self.filled(field) {
            Ok(filled) => value(self, filled),
            Err(absence) => absence.recorded(),
        };
        if field.needed && recorded.value().is_none() && !self.quiet {
            self.lose(field);
        }
        recorded
    }

    /// Loses the row, for the reason already reported or for the lack itself.
    fn lose(&mut self, field: &Field) {
        if let Some(complaint) = self.complaint.take() {
            self.lost.get_or_insert(complaint);
            return;
        }
        let Some(slot) = self.slot(field) else { return };
        let (message, hint) = self.lack(slot);
        let (column, origin) = (self.slots[slot].column.unwrap_or(0), self.origin(slot));
        self.lost.get_or_insert_with(|| message.clone());
        self.reports
            .add(faults::NEEDED, column, &message, origin, || {
                Issue::error(faults::NEEDED, format!("{message}; the row was set aside")).hint(hint)
            });
    }

    /// How a needed field is missing, and what to do.
    fn lack(&self, slot: usize) -> (String, &'static str) {
        let Slot {
            field,
            column,
            heading,
            ..
        } = &self.slots[slot];
        let Some(column) = column else {
            return (
                format!("the table has no column `{}`, which is needed", field.name),
                "add the column to the report",
            );
        };
        match self.row.and_then(|row| row.cell(*column)) {
            Some(Value::Fault(fault)) => (
                format!("the column `{heading}` is needed, and the cell holds an error ({fault})"),
                "mend the cell in the workbook or the file, and save it again",
            ),
            _ => (
                format!("the column `{heading}` is needed, and the cell holds nothing"),
                "fill it in in the case system and export again",
            ),
        }
    }

    /// The place of the slot's cell in this row.
    fn origin(&self, slot: usize) -> Origin {
        let Slot {
            column, heading, ..
        } = &self.slots[slot];
        let row = self.row.map_or(0, |row| row.number);
        let mut origin = self.grid.origin(row, column.unwrap_or(0));
        if let (Form::Elements, Place::Pointer(element), Some(_)) =
            (self.grid.form, &origin.place, column)
        {
            let field = format!("{element}/{}", json::escaped(heading));
            origin.place = Place::Pointer(field.into());
        }
        origin
    }

    /// Reports what a cell holds instead of what it should.
    fn complain(&mut self, slot: usize, complaint: Complaint, value: &str) {
        let message = format!(
            "{} (column `{}`)",
            complaint.message, self.slots[slot].heading
        );
        if !self.quiet {
            let (column, origin) = (self.slots[slot].column.unwrap_or(0), self.origin(slot));
            self.reports.add(complaint.code, column, value, origin, || {
                Issue::new(complaint.severity, complaint.code, message.clone())
                    .value(value)
                    .hint(complaint.hint)
            });
        }
        self.complaint = Some(message);
    }

    /// The words as they may be printed.
    fn tidy<'w>(&mut self, slot: usize, words: &'w str) -> Cow<'w, str> {
        let words = words.trim();
        if words.bytes().all(|b| (b' '..=b'~').contains(&b)) {
            return words.into();
        }
        let cleaned = clean(words, self.covers);
        self.report_changes(slot, &cleaned.changes);
        String::from(cleaned.text).into()
    }

    fn report_changes(&mut self, slot: usize, changes: &Changes) {
        if self.quiet || changes.is_empty() {
            return;
        }
        let (column, heading) = (
            self.slots[slot].column.unwrap_or(0),
            &self.slots[slot].heading,
        );
        let origin = self.origin(slot);
        for (code, kinds) in [
            (faults::CHARACTERS_MARKED, &[Change::Marked][..]),
            (
                faults::CHARACTERS_CLEANED,
                &[Change::Replaced, Change::Dropped],
            ),
        ] {
            let points = changes.points(kinds);
            if !points.is_empty() {
                let issue = || character_issue(code, &points, heading);
                self.reports
                    .add(code, column, &points, origin.clone(), issue);
            }
        }
    }

    fn one_id(&mut self, slot: usize, words: &str) -> Option<Id> {
        if is_power_of_ten(words) {
            self.complain(slot, damaged_id(), words);
        }
        let tidy = self.tidy(slot, words);
        let id = without_point_zero(&tidy);
        (!id.is_empty() && !is_none_word(id)).then(|| Id(id.into()))
    }

    /// An id's words; a cell that a spreadsheet has turned into something else is reported.
    fn id_words(&mut self, (slot, value): Filled<'a>) -> Cow<'a, str> {
        let words = spelled(value);
        let long = matches!(value, Value::Number(number) if number.abs() >= DIGITS_LOST);
        if long || matches!(value, Value::Moment(_)) {
            self.complain(slot, damaged_id(), &words);
        }
        words
    }

    fn no_date(&mut self, slot: usize, value: &Value, fault: DateFault) -> Recorded<When> {
        let (severity, code) = if fault.stands_for_none() {
            (Severity::Note, faults::NO_DATE)
        } else {
            (Severity::Error, faults::BAD_DATE)
        };
        let complaint = Complaint {
            severity,
            code,
            message: fault.message(),
            hint: fault.hint(),
        };
        self.complain(slot, complaint, &spelled(value));
        match fault {
            DateFault::OpenEnd => Recorded::None,
            _ => Recorded::Empty,
        }
    }

    /// The set's word for the words of a cell; looked up once for each word of a column.
    fn known_word(&mut self, slot: usize, words: &str, set: &CodeSet) -> Option<&'static str> {
        let known = &mut self.slots[slot].words;
        match known.get(words) {
            Some(word) => *word,
            None => {
                let word = set.canonical(words);
                known.insert(words.into(), word);
                word
            }
        }
    }
}

impl Cells for RowCells<'_> {
    fn id(&mut self, field: &'static Field) -> Recorded<Id> {
        self.read(field, |cells, filled| {
            let words = cells.id_words(filled);
            cells.one_id(filled.0, &words).into()
        })
    }

    fn ids(&mut self, field: &'static Field) -> Recorded<Ids> {
        self.read(field, |cells, filled| {
            let words = cells.id_words(filled);
            let marks: &[char] = if words.contains([';', '\n']) {
                &[';', '\n']
            } else {
                &[',']
            };
            let mut ids = Vec::new();
            for part in words.split(marks) {
                let id = cells.one_id(filled.0, part.trim());
                ids.extend(id.filter(|id| !ids.contains(id)));
            }
            (!ids.is_empty()).then(|| Ids(ids.into())).into()
        })
    }

    fn text(&mut self, field: &'static Field) -> Recorded<Text> {
        self.read(field, |cells, (slot, value)| {
            let words = spelled(value);
            let tidy = cells.tidy(slot, &words);
            (!tidy.is_empty()).then(|| Text::words(tidy)).into()
        })
    }

    fn when(&mut self, field: &'static Field) -> Recorded<When> {
        self.read(field, |cells, (slot, value)| {
            let date = match value {
                Value::Text(words) => dates::parse(words),
                Value::Moment(moment) => dates::of_moment(*moment),
                Value::Number(number) => dates::of_number(*number),
                Value::YesNo(_) | Value::Fault(_) => Err(DateFault::NotADate),
            };
            date.map_or_else(|fault| cells.no_date(slot, value, fault), Recorded::Value)
        })
    }

    fn yes_no(&mut self, field: &'static Field) -> Recorded<bool> {
        self.read(field, |cells, (slot, value)| {
            let words = spelled(value);
            let answer = yes_no(&words);
            if answer.is_none() {
                cells.complain(slot, not_yes_no(), &words);
            }
            answer.into()
        })
    }

    fn number(&mut self, field: &'static Field) -> Recorded<f64> {
        self.read(field, |cells, (slot, value)| {
            let number = match value {
                Value::Number(number) => Some(*number),
                Value::Text(words) => words.trim().parse().ok(),
                _ => None,
            };
            let number = number.filter(|number: &f64| number.is_finite());
            if number.is_none() {
                cells.complain(slot, not_a_number(), &spelled(value));
            }
            number.into()
        })
    }

    fn code(&mut self, field: &'static Field, set: &'static CodeSet) -> Recorded<Box<str>> {
        self.read(field, |cells, (slot, value)| {
            let words = spelled(value);
            if let Some(word) = cells.known_word(slot, &words, set) {
                return Recorded::Value(word.into());
            }
            cells.complain(slot, unknown_code(), &words);
            let tidy = cells.tidy(slot, &words);
            (!tidy.is_empty()).then(|| Box::from(&*tidy)).into()
        })
    }
}
