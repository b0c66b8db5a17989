//! One cell at a time: fonts and formats, typed dates and numbers, and words of any kind and length,
//! which stay words whatever they begin with.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::Profile;
use crate::view::{Cell, Column, ColumnKind};

/// Excel's limit for the text of a cell, in UTF-16 units, less the room for [`CONTINUED`].
const LONGEST: usize = 32_767 - 16;
/// The limit for words that the library would take for its own markup: it counts them escaped, which
/// can be seven times as long.
const LONGEST_MARKUP: usize = 4_000;
/// What a text begins with that goes on from the row above.
pub(super) const CONTINUED: &str = "(continued) ";

const PALE: Color = Color::RGB(0x00FF_F7E0);
const RULE: Color = Color::RGB(0x00BF_BFBF);
const HEADING_RULE: Color = Color::RGB(0x0026_2626);

/// The formats of a workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) line: Format,
    heading: Format,
    heading_of_numbers: Format,
    pub(super) fixed: CellStyles,
    pub(super) editable: CellStyles,
}

/// The formats of the cells of a column.
pub(super) struct CellStyles {
    words: Format,
    /// As words, with Excel's own mark that they are not a formula, should somebody edit them.
    marked: Format,
    date: Format,
    number: Format,
}

impl Styles {
    /// The formats of a profile: rules and fills are for work only.
    pub(super) fn of(profile: Profile) -> Self {
        let (heading, body) = match profile {
            Profile::Working => (heading_ruled(), ruled()),
            Profile::Disclosure => (base(), base()),
        };
        let heading = heading
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom);
        let fixed = CellStyles::on(&body.set_text_wrap().set_align(FormatAlign::Top));
        let editable = match profile {
            Profile::Working => fixed.filled(),
            Profile::Disclosure => fixed.clone(),
        };
        Self {
            title: base().set_bold().set_font_size(16),
            line: base(),
            heading_of_numbers: aligned_as_numbers(heading.clone()),
            heading,
            fixed,
            editable,
        }
    }

    /// The format of the heading of a column: over its words or over its numbers.
    pub(super) fn heading(&self, column: &Column) -> &Format {
        match column.kind {
            ColumnKind::Number | ColumnKind::Watched => &self.heading_of_numbers,
            _ => &self.heading,
        }
    }
}

impl Clone for CellStyles {
    fn clone(&self) -> Self {
        Self::on(&self.words)
    }
}

impl CellStyles {
    fn on(words: &Format) -> Self {
        let typed = words.clone().set_align(FormatAlign::Left);
        Self {
            words: words.clone(),
            marked: words.clone().set_quote_prefix(),
            date: typed.set_num_format("dd mmm yyyy"),
            number: aligned_as_numbers(words.clone()),
        }
    }

    fn filled(&self) -> Self {
        Self::on(&self.words.clone().set_background_color(PALE))
    }
}

/// To the right, with room before the words of the next column.
fn aligned_as_numbers(format: Format) -> Format {
    format.set_align(FormatAlign::Right).set_indent(1)
}

/// The one face and size.
pub(super) fn base() -> Format {
    Format::new().set_font_name("Arial").set_font_size(12)
}

/// A column of the blank workbook in which whatever is typed stays as typed: Excel would turn the
/// year 2014 into a day of 1905, and March 2014 into its first day.
pub(super) fn as_typed() -> Format {
    base()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_num_format("@")
}

fn ruled() -> Format {
    base()
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(RULE)
}

fn heading_ruled() -> Format {
    base()
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(HEADING_RULE)
}

/// Writes one cell.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    styles: &CellStyles,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &styles.words)?,
        Cell::Text(text) if like_formula(text) => {
            return words(sheet, (row, column), text, &styles.marked);
        }
        Cell::Text(text) => return words(sheet, (row, column), text, &styles.words),
        Cell::Date(day) if holds(*day) => {
            sheet.write_date_with_format(row, column, day, &styles.date)?
        }
        Cell::Date(day) => sheet.write_string_with_format(
            row,
            column,
            day.format("%d %b %Y").to_string(),
            &styles.words,
        )?,
        Cell::Number(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &styles.number)?
        }
        Cell::Number(number) => {
            sheet.write_string_with_format(row, column, number.to_string(), &styles.words)?
        }
    };
    Ok(())
}

/// Writes words. The library takes a text from `<r>` to `</r>` for markup of its own and would write it
/// unescaped, which ruins the file; such a text goes through its rich text, which escapes.
pub(super) fn words(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if like_markup(text) {
        // Rich text is not kept apart from Excel's escapes (`_x0041_` is "A"), plain text is.
        let escaped = text.replace("_x", "_x005F_x");
        let plain = Format::default();
        sheet.write_rich_string_with_format(row, column, &[(&plain, escaped.as_str())], format)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// The row as it fits into cells: itself, and where a text is too long, the rows in which it goes on,
/// each with the first cell of the row.
pub(super) fn fitted(row: &[Cell]) -> Vec<Cow<'_, [Cell]>> {
    if !row.iter().any(too_long) {
        return vec![Cow::Borrowed(row)];
    }
    let mut columns: Vec<Vec<Cell>> = row.iter().map(pieces).collect();
    let rows = columns.iter().map(Vec::len).max().unwrap_or(1);
    let repeated = columns
        .first()
        .filter(|first| first.len() == 1)
        .map(|first| first[0].clone());
    if let (Some(key), Some(first)) = (repeated, columns.first_mut()) {
        first.resize(rows, key);
    }
    let cell = |column: &Vec<Cell>, index| column.get(index).cloned().unwrap_or(Cell::Empty);
    (0..rows)
        .map(|index| columns.iter().map(|column| cell(column, index)).collect())
        .collect()
}

/// Whether the text of a cell must go on in further rows.
pub(super) fn too_long(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if fitting(text) < text.len())
}

fn pieces(cell: &Cell) -> Vec<Cell> {
    let Cell::Text(text) = cell else {
        return vec![cell.clone()];
    };
    let mut cut = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(fitting(rest));
        let before = if cut.is_empty() { "" } else { CONTINUED };
        cut.push(Cell::Text(format!("{before}{piece}")));
        rest = after;
    }
    if cut.is_empty() {
        vec![cell.clone()]
    } else {
        cut
    }
}

/// How many bytes of a text one cell holds.
fn fitting(text: &str) -> usize {
    let end = end_within(text, LONGEST);
    if like_markup(&text[..end]) {
        end_within(text, LONGEST_MARKUP)
    } else {
        end
    }
}

/// The end of the part of at most `limit` UTF-16 units, after a space where one is near.
fn end_within(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let mut units = 0;
    let over = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > limit
    });
    let Some((end, _)) = over else {
        return text.len();
    };
    let spaces = text[..end]
        .char_indices()
        .rev()
        .take(200)
        .find(|(_, c)| c.is_whitespace());
    spaces.map_or(end, |(space, c)| space + c.len_utf8())
}

fn like_markup(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

fn like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether Excel has the day: it counts a 29 February 1900, and other programs differ before it.
fn holds(day: NaiveDate) -> bool {
    day >= NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or(NaiveDate::MAX) && day.year() <= 9999
}
