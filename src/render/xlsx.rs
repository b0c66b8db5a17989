//! Worksheets as an XLSX file: one titled table a sheet, in a profile for work (filters, frozen
//! headings, printed marking) or for disclosure (the analysis profession's checklist), and the blank
//! workbook that an authority fills in. The same sheets give the same bytes.

mod blank;
mod cells;
mod choices;
mod heights;
mod names;
mod page;
mod standing;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::issue::Issue;
use crate::view::{Cell, Sheet};

use cells::Styles;
use choices::Lists;
use names::Name;
use page::Page;

/// Rows of one worksheet; below Excel's 1,048,576, so that title and continued texts have room.
const ROWS_PER_SHEET: usize = 1_000_000;

/// How a workbook is meant to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// By officers: filters, frozen headings, lists to choose from, the marking on printed pages.
    Working,
    /// By whoever receives it: the accessibility checklist to the letter, nothing but the tables.
    Disclosure,
}

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// The document's title.
    pub title: String,
    /// Who made it: the authority, or the program.
    pub author: String,
    /// What it is about: an id rather than a name.
    pub subject: String,
    /// Draft, or checked by whom.
    pub status: String,
    /// The marking (rule 3), which also stands above every table.
    pub marking: String,
    /// The date of the file; never the clock's, so that the same input gives the same bytes.
    pub created: NaiveDate,
}

/// Writes worksheets as a workbook.
///
/// # Errors
/// A sheet that Excel could not hold, or a row with more cells than its sheet has columns.
pub fn workbook(
    sheets: &[Sheet],
    properties: &Properties,
    profile: Profile,
) -> Result<Vec<u8>, Issue> {
    if sheets.is_empty() {
        // Excel refuses a workbook without a worksheet, and the library would add a blank one.
        return workbook(&[page::without_table(properties)], properties, profile);
    }
    check_rows(sheets)?;
    let mut book = started(properties)?;
    let parts: Vec<Part> = sheets.iter().flat_map(parts_of).collect();
    let named = names::sheet_names(
        parts.iter().map(|part| part.sheet.name.as_str()),
        &[choices::SHEET],
    );
    let styles = Styles::of(profile);
    let lists = Lists::gather(sheets, properties);
    for (index, (part, name)) in parts.iter().zip(&named).enumerate() {
        let page = Page {
            part,
            name,
            properties,
            profile,
            styles: &styles,
            lists: &lists,
        };
        page.write(book.add_worksheet())
            .map_err(|cause| unwritten(index + 1, &cause))?;
    }
    if profile == Profile::Working {
        add_lists(&mut book, &lists, properties, &styles)?;
    }
    finished(book)
}

/// Writes the blank workbook: for each sheet its headings alone, in the first row, with lists to
/// choose from and guidance over `blank_rows` rows; and before them a sheet that explains every field.
///
/// # Errors
/// A sheet that Excel could not hold.
pub fn template(
    sheets: &[Sheet],
    blank_rows: u32,
    properties: &Properties,
) -> Result<Vec<u8>, Issue> {
    let mut book = started(properties)?;
    let named = names::sheet_names(
        sheets.iter().map(|sheet| sheet.name.as_str()),
        &[blank::GUIDANCE, choices::SHEET],
    );
    let styles = Styles::of(Profile::Working);
    let lists = Lists::gather(sheets, properties);
    let guidance = blank::guidance(sheets, &named, properties);
    let part = Part::whole(&guidance);
    let name = Name::own(blank::GUIDANCE);
    let first = Page::working(&part, &name, properties, &styles, &lists);
    first
        .write(book.add_worksheet())
        .map_err(|cause| unwritten(1, &cause))?;
    for (index, (sheet, name)) in sheets.iter().zip(&named).enumerate() {
        let form = blank::Form {
            sheet,
            name,
            blank_rows,
            properties,
            styles: &styles,
            lists: &lists,
        };
        form.write(book.add_worksheet())
            .map_err(|cause| unwritten(index + 2, &cause))?;
    }
    add_lists(&mut book, &lists, properties, &styles)?;
    finished(book)
}

/// As many rows of a sheet as one worksheet holds.
struct Part<'a> {
    sheet: &'a Sheet,
    rows: &'a [Vec<Cell>],
    /// The number of the part, from 1.
    number: usize,
}

impl<'a> Part<'a> {
    fn whole(sheet: &'a Sheet) -> Self {
        Self {
            sheet,
            rows: &sheet.rows,
            number: 1,
        }
    }

    /// The title; only a sheet that goes on in another says which part it is.
    fn title(&self) -> String {
        match self.number {
            1 => self.sheet.title.clone(),
            number => format!("{} (part {number})", self.sheet.title),
        }
    }
}

fn parts_of(sheet: &Sheet) -> Vec<Part<'_>> {
    if sheet.rows.len() <= ROWS_PER_SHEET {
        return vec![Part::whole(sheet)];
    }
    let chunks = sheet.rows.chunks(ROWS_PER_SHEET).enumerate();
    chunks
        .map(|(index, rows)| Part {
            sheet,
            rows,
            number: index + 1,
        })
        .collect()
}

fn started(properties: &Properties) -> Result<Workbook, Issue> {
    let mut book = Workbook::new();
    let about = |text: &str| names::clean(text, 255);
    let facts = DocProperties::new()
        .set_title(about(&properties.title))
        .set_author(about(&properties.author))
        .set_subject(about(&properties.subject))
        .set_status(about(&properties.status))
        .set_comment(about(&properties.marking))
        .set_creation_datetime(&properties.created);
    book.set_properties(&facts);
    // The pixels that Excel gives a row and a column of Arial 12.
    book.set_default_format(&cells::base(), 20, 80)
        .map_err(|cause| unwritten(1, &cause))?;
    Ok(book)
}

fn add_lists(
    book: &mut Workbook,
    lists: &Lists,
    properties: &Properties,
    styles: &Styles,
) -> Result<(), Issue> {
    let Some(sheet) = lists.sheet() else {
        return Ok(());
    };
    let part = Part::whole(sheet);
    let name = Name::own(choices::SHEET);
    let page = Page::working(&part, &name, properties, styles, lists);
    let number = book.worksheets().len() + 1;
    page.write(book.add_worksheet())
        .map_err(|cause| unwritten(number, &cause))
}

fn finished(mut book: Workbook) -> Result<Vec<u8>, Issue> {
    book.save_to_buffer().map_err(|cause| unwritten(0, &cause))
}

fn check_rows(sheets: &[Sheet]) -> Result<(), Issue> {
    for (index, sheet) in sheets.iter().enumerate() {
        let columns = sheet.columns.len();
        if let Some(row) = sheet.rows.iter().position(|row| row.len() > columns) {
            let message = format!(
                "expected {columns} cells at most in row {} of worksheet {}, found {}",
                row + 1,
                index + 1,
                sheet.rows[row].len()
            );
            return Err(
                Issue::error("CB0611", message).hint("This is a fault of the program; report it.")
            );
        }
    }
    Ok(())
}

/// The library's own words can quote a cell, so only the cause that a user can act on is passed on.
fn unwritten(worksheet: usize, cause: &XlsxError) -> Issue {
    let why = match cause {
        XlsxError::RowColumnLimitError => "more rows or columns than a worksheet can hold",
        XlsxError::MaxStringLengthExceeded => "a text longer than a cell can hold",
        _ => "refused by the writer of workbooks",
    };
    let message = match worksheet {
        0 => format!("failed to write the workbook ({why})"),
        number => format!("failed to write worksheet {number} of the workbook ({why})"),
    };
    Issue::error("CB0612", message).hint("The other files of the document do not depend on it.")
}
