//! One row's cells as typed fields: what each kind of field admits, and what is said of a cell
//! that holds something else.

mod typed;

use std::borrow::Cow;
use std::sync::Arc;

use super::super::clean::{Change, Changes, clean};
use super::super::recognise::Recognised;
use super::super::table::{Form, Grid, Row, Value};
use super::super::{faults, json};
use super::complaints::{Complaint, character_issue, error_word};
use super::reports::Reports;
use super::slots::{Absence, Slot};
use super::spelling::{is_error_word, is_none_word};
use crate::issue::{Issue, Origin, Place};
use crate::model::declare::Field;
use crate::model::{EntryId, Recorded};

/// The columns of the table being read, and what is told of them.
pub(super) struct Columns<'a> {
    grid: &'a Grid,
    covers: &'a dyn Fn(char) -> bool,
    /// The name of every record of the table, but for its key.
    pub(super) entry: EntryId,
    pub(super) reports: Reports<'a>,
    /// In the order in which a record asks for its fields.
    slots: Vec<Slot>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(
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
        }
    }
}

/// The row being read, as typed fields.
pub(super) struct RowCells<'r, 'a> {
    columns: &'r mut Columns<'a>,
    row: &'r Row,
    /// The key of the record, where it is known.
    key: Option<Arc<str>>,
    /// The slot asked for next, most likely.
    next: usize,
    quiet: bool,
    /// What was last reported of the field being read.
    complaint: Option<String>,
    lost: Option<String>,
}

/// A cell with something in it, and its slot.
type Filled<'r> = (usize, &'r Value);

impl<'r, 'a> RowCells<'r, 'a> {
    /// The cells of a row whose record has that key.
    pub(super) fn of(columns: &'r mut Columns<'a>, row: &'r Row, key: &Arc<str>) -> Self {
        Self {
            key: Some(Arc::clone(key)),
            quiet: false,
            ..Self::unreported(columns, row)
        }
    }

    /// Looks at fields without reporting; they will be read again.
    pub(super) fn unreported(columns: &'r mut Columns<'a>, row: &'r Row) -> Self {
        Self {
            columns,
            row,
            key: None,
            next: 0,
            quiet: true,
            complaint: None,
            lost: None,
        }
    }

    /// Why the row cannot be used, where it cannot.
    pub(super) fn lost(&mut self) -> Option<String> {
        self.lost.take()
    }

    fn slot(&mut self, field: &Field) -> Option<usize> {
        let count = self.columns.slots.len();
        let mut order = (self.next..count).chain(0..self.next);
        let found = order.find(|&index| self.columns.slots[index].field.name == field.name)?;
        self.next = found + 1;
        Some(found)
    }

    /// The cell of a field, or how it is absent.
    fn filled(&mut self, field: &Field) -> Result<Filled<'r>, Absence> {
        let slot = self.slot(field).ok_or(Absence::NotCarried)?;
        let column = self.columns.slots[slot].column.ok_or(Absence::NotCarried)?;
        let value = self.row.cell(column).ok_or(Absence::Empty)?;
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
        value: impl FnOnce(&mut Self, Filled<'r>) -> Recorded<T>,
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
        let (column, origin) = (
            self.columns.slots[slot].column.unwrap_or(0),
            self.origin(slot),
        );
        self.lost.get_or_insert_with(|| message.clone());
        self.columns
            .reports
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
        } = &self.columns.slots[slot];
        let Some(column) = column else {
            return (
                format!("the table has no column `{}`, which is needed", field.name),
                "add the column to the report",
            );
        };
        match self.row.cell(*column) {
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
        } = &self.columns.slots[slot];
        let mut origin = self
            .columns
            .grid
            .origin(self.row.number, column.unwrap_or(0));
        if let (Form::Elements, Place::Pointer(element), Some(_)) =
            (self.columns.grid.form, &origin.place, column)
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
            complaint.message, self.columns.slots[slot].heading
        );
        if !self.quiet {
            let (column, origin) = (
                self.columns.slots[slot].column.unwrap_or(0),
                self.origin(slot),
            );
            self.columns
                .reports
                .add(complaint.code, column, value, origin, || {
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
        let cleaned = clean(words, self.columns.covers);
        self.report_changes(slot, &cleaned.changes);
        String::from(cleaned.text).into()
    }

    fn report_changes(&mut self, slot: usize, changes: &Changes) {
        if self.quiet || changes.is_empty() {
            return;
        }
        let (column, heading) = (
            self.columns.slots[slot].column.unwrap_or(0),
            &self.columns.slots[slot].heading,
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
                self.columns
                    .reports
                    .add(code, column, &points, origin.clone(), issue);
            }
        }
    }
}
