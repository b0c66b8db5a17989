//! One worksheet: the title in A1, lines of words under it, the table against the left edge.

use rust_xlsxwriter::{IgnoreError, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use super::cells::{self, CONTINUED, Styles};
use super::choices::{self, Lists};
use super::names::{self, Name};
use super::{Part, Profile, Properties, heights, standing};
use crate::view::{Cell, Column, Sheet};

/// Rows under the table for which lists and guidance still stand.
const SPARE_ROWS: u32 = 200;
/// With more lines than this above it, a frozen heading would fill a small screen.
const FROZEN_ROWS: u32 = 12;
/// The height of the title's row, in points.
const TITLE_HEIGHT: f64 = 24.0;
/// Below this width the words above a table are not broken further.
const NARROWEST: usize = 80;

/// Everything that one worksheet is made from.
pub(super) struct Page<'a> {
    pub(super) part: &'a Part<'a>,
    pub(super) name: &'a Name,
    pub(super) properties: &'a Properties,
    pub(super) profile: Profile,
    pub(super) styles: &'a Styles,
    pub(super) lists: &'a Lists,
}

impl<'a> Page<'a> {
    pub(super) fn working(
        part: &'a Part<'a>,
        name: &'a Name,
        properties: &'a Properties,
        styles: &'a Styles,
        lists: &'a Lists,
    ) -> Self {
        Self {
            part,
            name,
            properties,
            profile: Profile::Working,
            styles,
            lists,
        }
    }

    /// Writes the worksheet.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.name.sheet.as_str())?;
        set_up(sheet, self.profile, self.properties);
        set_widths(sheet, &self.part.sheet.columns)?;
        let top = self.write_words(sheet)?;
        if !self.has_headings() {
            return Ok(());
        }
        let last = self.write_rows(sheet, top)?;
        self.write_headings(sheet, top, last)?;
        if self.profile == Profile::Working {
            self.guide(sheet, top, last)?;
            standing::set_apart(sheet, &self.part.sheet.columns, (top + 1, last))?;
        }
        Ok(())
    }

    /// The title and the lines; gives the row after them.
    fn write_words(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        cells::words(
            sheet,
            (0, 0),
            &names::clean(&self.part.title(), 255),
            &self.styles.title,
        )?;
        set_height(sheet, 0, Some(TITLE_HEIGHT))?;
        let mut row = 1;
        for line in lines(
            self.part.sheet,
            self.part.rows,
            self.properties,
            self.profile,
        ) {
            cells::words(sheet, (row, 0), &line, &self.styles.line)?;
            row += 1;
        }
        Ok(row)
    }

    /// A table without rows is not written, unless rows are meant to be added to it.
    fn has_headings(&self) -> bool {
        let any_rows = !self.part.rows.is_empty();
        self.fillable() || (any_rows && !self.part.sheet.columns.is_empty())
    }

    /// Whether the sheet is meant to be filled in or changed.
    fn fillable(&self) -> bool {
        let mut columns = self.part.sheet.columns.iter();
        self.profile == Profile::Working && columns.any(|column| column.editable)
    }

    /// The rows; gives the last one written, or the heading's where there are none.
    fn write_rows(&self, sheet: &mut Worksheet, top: u32) -> Result<u32, XlsxError> {
        let columns = &self.part.sheet.columns;
        let mut row = top;
        for cells in self.part.rows.iter().flat_map(|row| cells::fitted(row)) {
            row += 1;
            set_height(sheet, row, heights::of_row(&cells, columns))?;
            for (index, column) in columns.iter().enumerate() {
                let cell = cells.get(index).unwrap_or(&Cell::Empty);
                let styles = if column.editable {
                    &self.styles.editable
                } else {
                    &self.styles.fixed
                };
                cells::put(sheet, (row, number(index)), cell, styles)?;
            }
        }
        Ok(row)
    }

    fn write_headings(&self, sheet: &mut Worksheet, top: u32, last: u32) -> Result<(), XlsxError> {
        let columns = &self.part.sheet.columns;
        let headings = names::headings(columns.iter().map(|column| column.heading.as_str()));
        if last == top {
            for (index, (heading, column)) in headings.iter().zip(columns).enumerate() {
                let format = self.styles.heading(column);
                cells::words(sheet, (top, number(index)), heading, format)?;
            }
        } else {
            let right = number(columns.len() - 1);
            let table = self.table(&headings, last - top);
            sheet.add_table(top, 0, last, right, &table)?;
            sheet.ignore_error_range(top + 1, 0, last, right, IgnoreError::NumberStoredAsText)?;
        }
        set_height(sheet, top, heights::of_headings(&headings, columns))?;
        sheet.set_repeat_rows(top, top)?;
        if self.profile == Profile::Working && top <= FROZEN_ROWS {
            sheet.set_freeze_panes(top + 1, 0)?;
        }
        Ok(())
    }

    fn table(&self, headings: &[String], rows: u32) -> Table {
        let (filter, style) = match self.profile {
            Profile::Working => (true, TableStyle::Light1),
            Profile::Disclosure => (false, TableStyle::None),
        };
        let titled = (self.name, self.part.title());
        named_table(
            titled,
            (headings, &self.part.sheet.columns),
            rows,
            self.styles,
        )
        .set_autofilter(filter)
        .set_style(style)
    }

    fn guide(&self, sheet: &mut Worksheet, top: u32, last: u32) -> Result<(), XlsxError> {
        for (index, column) in self.part.sheet.columns.iter().enumerate() {
            let message = guidance(column);
            choices::guide_heading(sheet, (top, number(index)), &column.heading, &message)?;
            let shown = if column.editable {
                message.as_str()
            } else {
                ""
            };
            let rows = (top + 1, last.max(top + 1) + SPARE_ROWS);
            choices::guide(sheet, (number(index), column), rows, self.lists, shown)?;
        }
        Ok(())
    }
}

/// The sheet of a workbook that would have none.
pub(super) fn without_table(properties: &Properties) -> Sheet {
    Sheet {
        name: "Contents".to_owned(),
        title: properties.title.clone(),
        intro: vec!["There is nothing to list.".to_owned()],
        columns: Vec::new(),
        rows: Vec::new(),
    }
}

/// The row of the headings, from 0, of a sheet in the working profile.
pub(super) fn heading_row(sheet: &Sheet, properties: &Properties) -> usize {
    lines(sheet, &sheet.rows, properties, Profile::Working).len() + 1
}

/// A table under its name, with what a screen reader says of it.
pub(super) fn named_table(
    (name, title): (&Name, String),
    (headings, columns): (&[String], &[Column]),
    rows: u32,
    styles: &Styles,
) -> Table {
    let table_column = |(heading, column): (&String, &Column)| {
        let format = styles.heading(column);
        TableColumn::new()
            .set_header(heading)
            .set_header_format(format)
    };
    let columns: Vec<TableColumn> = headings.iter().zip(columns).map(table_column).collect();
    let about = format!("{rows} rows, with the columns {}", headings.join(", "));
    Table::new()
        .set_name(name.table.as_str())
        .set_alt_text_title(names::clean(&title, 255))
        .set_alt_text(names::clean(&about, 1_000))
        .set_banded_rows(false)
        .set_columns(&columns)
}

/// A4 landscape, one page wide; the marking and the page number stand on the pages of working copies.
pub(super) fn set_up(sheet: &mut Worksheet, profile: Profile, properties: &Properties) {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    match profile {
        Profile::Working => {
            // An ampersand begins a code of Excel's.
            let words = |text: &str, limit| names::clean(text, limit).replace('&', "&&");
            let marking = words(&properties.marking, 60);
            sheet.set_header(format!("&C{marking}"));
            let title = words(&properties.title, 30);
            sheet.set_footer(format!("&L{title}&C{marking}&RPage &P of &N"));
        }
        Profile::Disclosure => {}
    }
}

/// The height of a row in points, where it is not that of one line.
pub(super) fn set_height(
    sheet: &mut Worksheet,
    row: u32,
    height: Option<f64>,
) -> Result<(), XlsxError> {
    if let Some(height) = height {
        sheet.set_row_height(row, height)?;
    }
    Ok(())
}

/// The widths that the columns ask for.
pub(super) fn set_widths(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    for (index, column) in columns.iter().enumerate() {
        sheet.set_column_width(number(index), column.width.clamp(4.0, 120.0))?;
    }
    Ok(())
}

/// A column's number as the library counts; too large a one is refused there.
pub(super) fn number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// The lines between title and table.
fn lines(
    sheet: &Sheet,
    rows: &[Vec<Cell>],
    properties: &Properties,
    profile: Profile,
) -> Vec<String> {
    let mut words = vec![properties.marking.clone()];
    words.extend(
        sheet
            .intro
            .iter()
            .filter(|line| **line != properties.marking)
            .cloned(),
    );
    if profile == Profile::Working {
        words.extend(editable_line(&sheet.columns));
    }
    if rows.iter().flatten().any(cells::too_long) {
        words.push(format!(
            "A text too long for one cell goes on in the next row, which repeats the first column and \
             begins with “{}”.",
            CONTINUED.trim_end()
        ));
    }
    if rows.is_empty() && !sheet.columns.is_empty() {
        words.push("No rows.".to_owned());
    } else if profile == Profile::Disclosure
        && rows.iter().flatten().any(|cell| *cell == Cell::Empty)
    {
        words.push("An empty cell means that there is nothing to show there.".to_owned());
    }
    let width = width_in_characters(&sheet.columns);
    words
        .iter()
        .flat_map(|line| broken(line, width))
        .filter(|line| !line.is_empty())
        .collect()
}

fn editable_line(columns: &[Column]) -> Option<String> {
    let editable: Vec<&str> = columns
        .iter()
        .filter(|column| column.editable)
        .map(|column| column.heading.as_str())
        .collect();
    (!editable.is_empty()).then(|| {
        format!(
            "You can change these columns, which are shaded: {}.",
            editable.join(", ")
        )
    })
}

fn guidance(column: &Column) -> String {
    match (column.editable, column.about.as_str()) {
        (true, "") => "You can change this column.".to_owned(),
        (true, about) => format!("You can change this column. {about}"),
        (false, about) => about.to_owned(),
    }
}

fn width_in_characters(columns: &[Column]) -> usize {
    let total: f64 = columns
        .iter()
        .map(|column| column.width.clamp(4.0, 120.0))
        .sum();
    // Widths are small and positive, so this keeps their value.
    (total as usize).max(NARROWEST)
}

/// A line over the empty cells to its right, broken where the table ends: without merged cells it can
/// neither wrap nor be printed beyond.
fn broken(line: &str, width: usize) -> Vec<String> {
    let mut broken = vec![String::new()];
    let mut used = 0;
    for word in names::clean(line, usize::MAX).split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            broken.push(String::new());
            used = 0;
        }
        if let Some(last) = broken.last_mut() {
            if used > 0 {
                last.push(' ');
                used += 1;
            }
            last.push_str(word);
        }
        used += length;
    }
    broken
}
