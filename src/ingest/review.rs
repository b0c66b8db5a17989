//! The review workbook of a request for access, as it comes back: rows with what people wrote into them. What the
//! rows mean is for others to say.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::table::{Grid, Row, Value};
use super::{NamedBytes, clean, dates, grids_of};
use crate::issue::{Found, Issue, Origin};
use crate::model::declare::plain_key;

/// A row of the workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// The sheet.
    pub sheet: String,
    /// The words, by the plain key of the heading: `decidedby`.
    pub words: BTreeMap<String, String>,
    /// The dates, by the same.
    pub days: BTreeMap<String, NaiveDate>,
    /// Where the row stands.
    pub origin: Origin,
}

impl ReviewRow {
    /// The words under a heading; empty where there are none.
    pub fn words(&self, key: &str) -> &str {
        self.words.get(key).map(String::as_str).unwrap_or_default()
    }

    /// The day under a heading.
    pub fn day(&self, key: &str) -> Option<NaiveDate> {
        self.days.get(key).copied()
    }
}

/// Headings under which a day stands.
const DAYS: &[&str] = &["decidedon", "secondreviewon", "consultedon"];

/// Reads every row of every sheet that has a column for decisions.
pub fn read(file: &NamedBytes, covers: &dyn Fn(char) -> bool) -> Found<Vec<ReviewRow>> {
    let Found {
        value: grids,
        mut issues,
    } = grids_of(file);
    let mut rows = Vec::new();
    for grid in &grids {
        let Some((header, headings)) = headings(grid) else {
            continue;
        };
        for row in grid
            .rows
            .iter()
            .skip(header + 1)
            .filter(|row| !row.cells.is_empty())
        {
            let line = Line {
                grid,
                row,
                headings: &headings,
                covers,
            };
            if !line.goes_on() {
                rows.push(line.read(&mut issues));
            }
        }
    }
    Found {
        value: rows,
        issues,
    }
}

/// The row of headings and the key of each column.
fn headings(grid: &Grid) -> Option<(usize, BTreeMap<u32, String>)> {
    grid.rows.iter().take(25).enumerate().find_map(|(at, row)| {
        let named = row.cells.iter().filter_map(|cell| match &cell.value {
            Value::Text(heading) => {
                let plain = plain_key(heading.split('[').next().unwrap_or_default());
                Some((cell.column, plain))
            }
            _ => None,
        });
        let named: BTreeMap<u32, String> = named.collect();
        let has = |key: &str| named.values().any(|it| it == key);
        (has("row") && has("decision")).then_some((at, named))
    })
}

struct Line<'a> {
    grid: &'a Grid,
    row: &'a Row,
    headings: &'a BTreeMap<u32, String>,
    covers: &'a dyn Fn(char) -> bool,
}

impl Line<'_> {
    /// A text too long for one cell goes on in the next row, which is none of its own.
    fn goes_on(&self) -> bool {
        let texts = self.row.cells.iter().filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        texts
            .into_iter()
            .any(|text| text.starts_with("(continued)"))
    }

    fn read(&self, issues: &mut Vec<Issue>) -> ReviewRow {
        let mut read = ReviewRow {
            sheet: self.grid.name.to_string(),
            words: BTreeMap::new(),
            days: BTreeMap::new(),
            origin: self.grid.origin(self.row.number, 0),
        };
        for cell in &self.row.cells {
            let Some(key) = self.headings.get(&cell.column) else {
                continue;
            };
            if DAYS.contains(&key.as_str()) {
                match self.day(&cell.value) {
                    Ok(day) => read.days.extend(day.map(|day| (key.clone(), day))),
                    Err(message) => issues.push(
                        Issue::error("CB1201", message)
                            .at(self.grid.origin(self.row.number, cell.column))
                            .hint("Give the day as 30/06/2026 or 2026-06-30."),
                    ),
                }
            } else if let Some(words) = self.words(&cell.value) {
                read.words.insert(key.clone(), words);
            }
        }
        read
    }

    fn words(&self, value: &Value) -> Option<String> {
        let words = match value {
            Value::Text(text) => clean::clean(text, self.covers).text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Moment(moment) => moment.date().to_string(),
            Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Fault(_) => return None,
        };
        (!words.is_empty()).then_some(words)
    }

    fn day(&self, value: &Value) -> Result<Option<NaiveDate>, &'static str> {
        match value {
            Value::Moment(moment) => Ok(Some(moment.date())),
            Value::Text(text) if text.trim().is_empty() => Ok(None),
            Value::Text(text) => {
                let day = dates::parse(text.trim())
                    .ok()
                    .and_then(|when| when.exact_day());
                day.map(Some).ok_or("expected a day")
            }
            _ => Err("expected a day"),
        }
    }
}
