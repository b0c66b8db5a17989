//! Workbooks, cell by cell: a sheet is as large as what it holds, dates are dates in either epoch,
//! and whatever a person looking at the workbook would not see is read and said.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};

use super::faults;
use super::sheet_cells::Collected;
use super::sheet_parts::{self, SheetParts, Unreadable};
use super::table::{Form, Grid};
use crate::issue::{Found, Issue, Origin};

/// How many filled cells are read of one file.
const CELLS: usize = 20_000_000;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a workbook as one grid per sheet that holds anything.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Found<Vec<Grid>> {
    let mut issues = Vec::new();
    let value = sheets(file, bytes, &mut issues).unwrap_or_else(|refusal| {
        issues.push(refusal.issue(file));
        Vec::new()
    });
    Found { value, issues }
}

/// Why nothing was read.
enum Refusal {
    Encrypted,
    OldKind,
    WebPage,
    Unreadable(Unreadable),
}

impl From<Unreadable> for Refusal {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl Refusal {
    fn issue(&self, file: &Arc<str>) -> Issue {
        const SAVE_AS: &str = "open it in Excel and save it as Excel Workbook (.xlsx)";
        let (code, message, hint) = match self {
            Self::Encrypted => (
                faults::ENCRYPTED,
                "the workbook is protected by a password and was not read",
                "open it in Excel, remove the password under File > Info > Protect Workbook, and save again",
            ),
            Self::OldKind => (
                faults::OTHER_WORKBOOK,
                "the file is a workbook of the old kind (.xls) and was not read",
                SAVE_AS,
            ),
            Self::WebPage => (
                faults::OTHER_WORKBOOK,
                "the file is a web page named as a workbook and was not read",
                SAVE_AS,
            ),
            Self::Unreadable(Unreadable::OtherKind) => (
                faults::OTHER_WORKBOOK,
                "the file is a binary workbook (.xlsb) or an OpenDocument spreadsheet (.ods) and was not read",
                SAVE_AS,
            ),
            Self::Unreadable(Unreadable::NotAWorkbook) => (
                faults::DAMAGED,
                "the file is packed like a workbook, but holds none",
                "look whether the right file was given",
            ),
            Self::Unreadable(Unreadable::Damaged) => (
                faults::DAMAGED,
                "the workbook is damaged and was not read",
                "export it again; if it opens in Excel, save it there under a new name",
            ),
            Self::Unreadable(Unreadable::TooLarge) => (
                faults::TOO_LARGE,
                "the workbook unpacks to more than a gigabyte and was not read",
                "export it in parts, for instance by year or by team",
            ),
        };
        Issue::error(code, message)
            .at(Origin::file(file.clone()))
            .hint(hint)
    }
}

fn sheets(file: &Arc<str>, bytes: &[u8], issues: &mut Vec<Issue>) -> Result<Vec<Grid>, Refusal> {
    refuse_other_kinds(bytes)?;
    let mut parts = sheet_parts::read(bytes)?;
    // Numbers in a crafted file can overflow inside the reader; its panic is a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut book = Workbook::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        Ok(grids(file, bytes, &mut book, &mut parts, issues))
    }));
    read.unwrap_or(Err(Unreadable::Damaged.into()))
}

/// Tells by its first bytes what is no zip archive.
fn refuse_other_kinds(bytes: &[u8]) -> Result<(), Refusal> {
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.starts_with(COMPOUND) {
        let name: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|letter| [letter, 0])
            .collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if encrypted {
            Refusal::Encrypted
        } else {
            Refusal::OldKind
        });
    }
    let start = bytes.iter().find(|b| !b.is_ascii_whitespace());
    if start == Some(&b'<') || bytes.starts_with(b"\xEF\xBB\xBF<") {
        return Err(Refusal::WebPage);
    }
    Ok(())
}

fn grids(
    file: &Arc<str>,
    bytes: &[u8],
    book: &mut Workbook<'_>,
    parts: &mut HashMap<String, SheetParts>,
    issues: &mut Vec<Issue>,
) -> Vec<Grid> {
    let mut budget = CELLS;
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let name = sheet.name.as_str();
        let mut page = Page {
            bytes,
            grid: Grid {
                file: file.clone(),
                name: name.into(),
                form: Form::Sheet,
                rows: Vec::new(),
            },
            parts: parts.remove(name).unwrap_or_default(),
        };
        page.read(book, &sheet, &mut budget, issues);
        if !page.grid.rows.is_empty() {
            grids.push(page.grid);
        }
    }
    if grids.is_empty() && issues.is_empty() {
        issues.push(nothing_in_it(file));
    }
    grids
}

/// A sheet being read.
struct Page<'a> {
    bytes: &'a [u8],
    grid: Grid,
    parts: SheetParts,
}

impl Page<'_> {
    fn read(
        &mut self,
        book: &mut Workbook<'_>,
        sheet: &Sheet,
        budget: &mut usize,
        issues: &mut Vec<Issue>,
    ) {
        let is_1904 = book.has_1904_epoch();
        let mut collected = Collected::new(is_1904);
        if let Err(stop) = self.cells(book, &mut collected, budget) {
            issues.push(self.stopped(stop, collected.break_off()));
        }
        let unread = std::mem::take(&mut collected.unread);
        for (row, column) in self.places_of(&unread) {
            collected.unreadable(row, column);
        }
        let (rows, reports) = collected.finish(&self.parts);
        self.grid.rows = rows;
        issues.extend(reports.issues(&self.grid, &self.parts));
        if sheet.visible != SheetVisible::Visible && !self.grid.rows.is_empty() {
            issues.push(self.hidden_sheet());
        }
    }

    /// Takes every cell; a cell that cannot be read does not end the sheet.
    fn cells(
        &self,
        book: &mut Workbook<'_>,
        collected: &mut Collected,
        budget: &mut usize,
    ) -> Result<(), Stop> {
        let cells = book.worksheet_cells_reader(&self.grid.name);
        let mut cells = cells.map_err(|_| Stop::BrokenOff)?;
        loop {
            match cells.next_cell_with_formula_metadata() {
                Ok(None) => return Ok(()),
                Ok(Some(cell)) => {
                    let (row, column) = cell.pos;
                    let place = (row.saturating_add(1), column.saturating_add(1));
                    if collected.take(place, cell.value, cell.formula.is_some()) {
                        *budget = budget.checked_sub(1).ok_or(Stop::TooManyCells)?;
                    }
                }
                Err(error) if ends_the_sheet(&error) => return Err(Stop::BrokenOff),
                Err(_) => collected.skip(),
            }
        }
    }

    /// Rows and columns of cells known by their number only; rare enough for a second look.
    fn places_of(&self, unread: &[usize]) -> Vec<(u32, u32)> {
        match unread {
            [] => Vec::new(),
            unread => sheet_parts::positions(self.bytes, &self.parts, unread),
        }
    }

    fn stopped(&self, stop: Stop, row: u32) -> Issue {
        let (code, message, hint) = match stop {
            Stop::BrokenOff => (
                faults::SHEET_BROKEN_OFF,
                "the sheet is damaged; nothing from this row on was read",
                "export it again; if it opens in Excel, save it there under a new name",
            ),
            Stop::TooManyCells => (
                faults::TOO_LARGE,
                "the workbook holds more than 20 million cells; nothing from this row on was read",
                "export it in parts, for instance by year or by team",
            ),
        };
        Issue::error(code, message)
            .at(self.grid.origin(row, 0))
            .hint(hint)
    }

    fn hidden_sheet(&self) -> Issue {
        Issue::note(
            faults::HIDDEN_SHEET,
            "the sheet is hidden in the workbook and was read",
        )
        .at(self.grid.origin(0, 0))
        .hint("if it was hidden because it does not belong, delete it and run again")
    }
}

/// Why a sheet was not read to its end.
enum Stop {
    BrokenOff,
    TooManyCells,
}

/// Whether the stream behind the cells is broken, rather than one cell.
fn ends_the_sheet(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::Io(_)
            | XlsxError::Zip(_)
            | XlsxError::Xml(_)
            | XlsxError::XmlEof(_)
            | XlsxError::Encoding(_)
    )
}

fn nothing_in_it(file: &Arc<str>) -> Issue {
    Issue::warning(faults::NOTHING_IN_IT, "the workbook holds nothing")
        .at(Origin::file(file.clone()))
        .hint("if the report should hold rows, run it again and look at its filters")
}

#[cfg(test)]
mod tests;
