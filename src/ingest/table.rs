//! Tables of located cells: what every file becomes before anything knows what it means. A grid is
//! sparse, so that one stray cell in the last row costs one cell.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::words::Words;
use crate::issue::{Origin, Place};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words, as they stand in the file, not yet cleaned.
    Text(Words),
    /// A number.
    Number(f64),
    /// A date cell; midnight carries no time.
    Moment(NaiveDateTime),
    /// A yes or no cell.
    YesNo(bool),
    /// An error cell such as `#N/A`, or a formula without a stored result.
    Fault(&'static str),
}

/// A cell with anything in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The column, from 1.
    pub column: u32,
    /// What it holds.
    pub value: Value,
}

/// A row with anything in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The row of the sheet, or the line of the file at which it begins, from 1. In JSON, the
    /// element's index from 0 plus 2: row 1 is the header made of the keys.
    pub number: u32,
    /// The cells, by column; empty cells are not there.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in that column.
    pub fn cell(&self, column: u32) -> Option<&Value> {
        self.cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()
            .map(|index| &self.cells[index].value)
    }
}

/// What kind of file a grid came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A sheet of a workbook.
    Sheet,
    /// A CSV file.
    Lines,
    /// An array of a JSON file.
    Elements,
}

/// One table of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The sheet's name, or the JSON key; empty for CSV.
    pub name: Arc<str>,
    /// What kind of file it is.
    pub form: Form,
    /// The rows with anything in them, from the top.
    pub rows: Vec<Row>,
}

impl Grid {
    /// The place of a cell; column 0 is the whole row.
    pub fn origin(&self, row: u32, column: u32) -> Origin {
        let place = match self.form {
            Form::Sheet => Place::Cell {
                sheet: self.name.clone(),
                row,
                column,
            },
            Form::Lines => Place::Line { line: row, column },
            Form::Elements => {
                let element = format!("/{}/{}", self.name, row.saturating_sub(2));
                Place::Pointer(element.into())
            }
        };
        Origin {
            file: self.file.clone(),
            place,
        }
    }

    /// The name by which counts and messages speak of the table.
    pub fn label(&self) -> String {
        label_of(&self.origin(0, 0))
    }
}

/// The name of the table that a place lies in.
pub fn label_of(origin: &Origin) -> String {
    let file = &origin.file;
    match &origin.place {
        Place::File | Place::Line { .. } | Place::Tag { .. } => file.to_string(),
        Place::Cell { sheet, .. } => format!("{file}, sheet {sheet}"),
        Place::Pointer(pointer) => {
            let list = pointer
                .trim_start_matches('/')
                .split('/')
                .next()
                .unwrap_or_default();
            format!("{file}, /{list}")
        }
    }
}
