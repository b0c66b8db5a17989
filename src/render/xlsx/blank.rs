//! The blank workbook: a form for each kind of record, and before them a sheet that explains every
//! field, so that no guidance stands where rows are read.

use rust_xlsxwriter::{TableStyle, Worksheet, XlsxError};

use super::cells::{self, Styles};
use super::choices::{self, Lists};
use super::names::{self, Name};
use super::{Profile, Properties, heights, page};
use crate::view::{Cell, Column, ColumnKind, Sheet};

/// The name of the sheet that explains.
pub(super) const GUIDANCE: &str = "Guidance";

/// One sheet to be filled in.
pub(super) struct Form<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) name: &'a Name,
    pub(super) blank_rows: u32,
    pub(super) properties: &'a Properties,
    pub(super) styles: &'a Styles,
    pub(super) lists: &'a Lists,
}

impl Form<'_> {
    /// Writes the worksheet: the headings in its first row, and one blank row, which Excel extends as
    /// rows are added.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.name.sheet.as_str())?;
        page::set_up(sheet, Profile::Working, self.properties);
        let columns = &self.sheet.columns;
        if columns.is_empty() {
            return cells::words(
                sheet,
                (0, 0),
                &names::clean(&self.sheet.title, 255),
                &self.styles.title,
            );
        }
        page::set_widths(sheet, columns)?;
        self.prepare(sheet)?;
        let headings = names::headings(columns.iter().map(|column| column.heading.as_str()));
        page::set_height(sheet, 0, heights::of_headings(&headings, columns))?;
        let titled = (self.name, self.sheet.title.clone());
        let table = page::named_table(titled, (&headings, columns), 1, self.styles);
        let table = table.set_style(TableStyle::Light1);
        sheet.add_table(0, 0, 1, page::number(columns.len() - 1), &table)?;
        sheet.set_repeat_rows(0, 0)?.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn prepare(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (index, column) in self.sheet.columns.iter().enumerate() {
            let number = page::number(index);
            if column.kind != ColumnKind::Number {
                sheet.set_column_format(number, &cells::as_typed())?;
            }
            let message = message(column);
            choices::guide_heading(sheet, (0, number), &column.heading, &message)?;
            let rows = (1, self.blank_rows.max(1));
            choices::guide(sheet, (number, column), rows, self.lists, &message)?;
        }
        Ok(())
    }
}

/// The sheet that explains every field of every sheet.
pub(super) fn guidance(sheets: &[Sheet], named: &[Name], properties: &Properties) -> Sheet {
    let rows = sheets
        .iter()
        .zip(named)
        .flat_map(|(sheet, name)| explained(sheet, &name.sheet))
        .collect();
    Sheet {
        name: GUIDANCE.to_owned(),
        title: properties.title.clone(),
        intro: vec![
            "Fill in one row for each record on the sheet of its kind. Leave a cell empty where nothing is \
             recorded. Keep the names of the sheets and the headings in the first row as they are."
                .to_owned(),
            "This sheet explains every field. It is not read.".to_owned(),
        ],
        columns: [("Sheet", 22.0), ("Field", 28.0), ("Holds", 50.0), ("Guidance", 70.0)]
            .map(|(heading, width)| Column {
                heading: heading.to_owned(),
                kind: ColumnKind::Text,
                width,
                editable: false,
                about: String::new(),
            })
            .to_vec(),
        rows,
    }
}

fn explained(sheet: &Sheet, name: &str) -> Vec<Vec<Cell>> {
    let about: Vec<&str> = std::iter::once(&sheet.title)
        .chain(&sheet.intro)
        .map(String::as_str)
        .collect();
    let whole = [
        name,
        "The whole sheet",
        "One record in each row",
        &about.join("\n"),
    ]
    .map(text);
    let mut rows = vec![whole.to_vec()];
    rows.extend(sheet.columns.iter().map(|column| {
        [name, &column.heading, &holds(&column.kind), &column.about]
            .map(text)
            .to_vec()
    }));
    rows
}

fn text(words: &str) -> Cell {
    if words.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(words.to_owned())
    }
}

fn holds(kind: &ColumnKind) -> String {
    match kind {
        ColumnKind::Text | ColumnKind::Place | ColumnKind::Standing(_) => "Words".to_owned(),
        ColumnKind::Date => {
            "A date: 12/03/2014, or what is known of it, such as March 2014, 2014 or c. 2012"
                .to_owned()
        }
        ColumnKind::Number | ColumnKind::Watched => "A number".to_owned(),
        ColumnKind::Choice(list) => format!("One of: {}", list.join("; ")),
    }
}

fn message(column: &Column) -> String {
    match column.kind {
        ColumnKind::Date => format!(
            "12/03/2014, or what is known: March 2014, 2014, c. 2012. {}",
            column.about
        ),
        _ => column.about.clone(),
    }
}
