//! Lists to choose from and guidance shown when a cell is chosen. A list that is too long for a cell's
//! own rule stands on a sheet of lists, in sight: hidden sheets are how data leaks.

use rust_xlsxwriter::{DataValidation, Formula, Worksheet, XlsxError};

use super::{Properties, names, page};
use crate::view::{Cell, Column, ColumnKind, Sheet};

/// The name of the sheet of lists.
pub(super) const SHEET: &str = "Lists";

/// Excel's limits for the title and the words shown beside a cell, and for a list in a rule.
const TITLE: usize = 32;
const MESSAGE: usize = 255;
const LIST: usize = 255;

/// The lists of a workbook that need a sheet.
#[derive(Default)]
pub(super) struct Lists {
    lists: Vec<Vec<String>>,
    sheet: Option<Sheet>,
    /// The row of the first choice, from 1.
    first_row: usize,
}

impl Lists {
    /// Every long list, once.
    pub(super) fn gather(sheets: &[Sheet], properties: &Properties) -> Self {
        let mut gathered = Self::default();
        let mut columns = Vec::new();
        for column in sheets.iter().flat_map(|sheet| &sheet.columns) {
            if let ColumnKind::Choice(list) = &column.kind
                && !list.is_empty()
                && !stands_in_rule(list)
                && !gathered.lists.contains(list)
            {
                gathered.lists.push(list.clone());
                columns.push(list_column(column, list));
            }
        }
        if !columns.is_empty() {
            let sheet = lists_sheet(columns, &gathered.lists);
            gathered.first_row = page::heading_row(&sheet, properties) + 2;
            gathered.sheet = Some(sheet);
        }
        gathered
    }

    /// The sheet of lists, where one is needed.
    pub(super) fn sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref()
    }

    fn rule(&self, list: &[String]) -> Result<DataValidation, XlsxError> {
        let rule = DataValidation::new();
        if stands_in_rule(list) {
            return rule.allow_list_strings(list);
        }
        let Some(index) = self.lists.iter().position(|known| known == list) else {
            return Ok(rule.allow_any_value());
        };
        let column = crate::issue::column_letters(u32::try_from(index + 1).unwrap_or(u32::MAX));
        let (first, last) = (self.first_row, self.first_row + list.len() - 1);
        Ok(rule.allow_list_formula(Formula::new(format!(
            "={SHEET}!${column}${first}:${column}${last}"
        ))))
    }
}

/// Adds to the cells of a column what may be chosen and what is shown beside them.
pub(super) fn guide(
    sheet: &mut Worksheet,
    (number, column): (u16, &Column),
    (first, last): (u32, u32),
    lists: &Lists,
    message: &str,
) -> Result<(), XlsxError> {
    let rule = match &column.kind {
        ColumnKind::Choice(list) if !list.is_empty() => lists
            .rule(list)?
            .set_error_title("Not in the list")?
            .set_error_message("Choose one of the words in the list, or leave the cell empty.")?,
        _ if message.is_empty() => return Ok(()),
        _ => DataValidation::new().allow_any_value(),
    };
    let rule = shown(rule, &column.heading, message)?;
    sheet.add_data_validation(first, number, last, number, &rule)?;
    Ok(())
}

/// Adds to a heading what its column is.
pub(super) fn guide_heading(
    sheet: &mut Worksheet,
    (row, number): (u32, u16),
    heading: &str,
    message: &str,
) -> Result<(), XlsxError> {
    if !message.is_empty() {
        let rule = shown(DataValidation::new().allow_any_value(), heading, message)?;
        sheet.add_data_validation(row, number, row, number, &rule)?;
    }
    Ok(())
}

/// The rule with words beside the chosen cell, if there are any.
fn shown(rule: DataValidation, heading: &str, message: &str) -> Result<DataValidation, XlsxError> {
    if message.is_empty() {
        return Ok(rule);
    }
    rule.set_input_title(names::clean(heading, TITLE))?
        .set_input_message(names::clean(message, MESSAGE))
}

/// Whether a list can be written into the rule itself, where a comma separates and spaces are lost.
fn stands_in_rule(list: &[String]) -> bool {
    let units: usize = list
        .iter()
        .map(|choice| choice.replace('"', "\"\"").encode_utf16().count() + 1)
        .sum();
    let plain = |choice: &String| {
        !choice.contains(',') && !choice.chars().any(char::is_control) && choice.trim() == choice
    };
    units <= LIST && list.iter().all(plain)
}

fn list_column(column: &Column, list: &[String]) -> Column {
    let longest = list
        .iter()
        .map(|choice| choice.chars().count())
        .max()
        .unwrap_or(0);
    Column {
        heading: column.heading.clone(),
        kind: ColumnKind::Text,
        width: f64::from(u16::try_from(longest).unwrap_or(u16::MAX)).clamp(16.0, 60.0),
        editable: false,
        about: String::new(),
    }
}

fn lists_sheet(columns: Vec<Column>, lists: &[Vec<String>]) -> Sheet {
    let rows = lists.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |list: &Vec<String>, row| list.get(row).cloned().map_or(Cell::Empty, Cell::Text);
    Sheet {
        name: SHEET.to_owned(),
        title: "Lists to choose from".to_owned(),
        intro: vec!["The other sheets offer these words. Changes here are not read.".to_owned()],
        columns,
        rows: (0..rows)
            .map(|row| lists.iter().map(|list| cell(list, row)).collect())
            .collect(),
    }
}
