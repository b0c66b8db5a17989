//! Every file of `fixtures/faults`: what is said of it, where, and how many rows came through.

use super::*;
use crate::ingest::table::Grid;
use crate::ingest::{csv, json, recognise, xlsx};
use crate::issue::Found;

macro_rules! faults {
    ($($name:literal => $rows:literal [$($said:literal),*];)+) => {
        /// File, bytes, `used/rows`, issues.
        const FAULTS: &[(&str, &[u8], &str, &[&str])] = &[$((
            $name,
            include_bytes!(concat!("../../../fixtures/faults/", $name)),
            $rows,
            &[$($said),*],
        )),+];
    };
}

faults! {
    "1904-dates.xlsx" => "3/3" [];
    "blank-line.csv" => "1/2" ["CB0203 line 5, column 3"];
    "byte-order-mark.csv" => "2/2" [];
    "damaged.xlsx" => "0/0" ["CB0107 "];
    "dates-as-numbers.xlsx" => "0/3" ["CB0203 sheet event, cell C2", "CB0203 sheet event, cell C3", "CB0203 sheet event, cell C4"];
    "dates-as-text.xlsx" => "3/3" [];
    "duplicate-id.csv" => "2/3" ["CB0210 line 4"];
    "empty.csv" => "0/0" ["CB0104 "];
    "encrypted.xlsx" => "0/0" ["CB0105 "];
    "error-cell.xlsx" => "3/3" ["CB0201 sheet event, cell D3", "CB0201 sheet event, cell F2"];
    "formula-without-value.xlsx" => "2/3" ["CB0202 sheet event, cell E3", "CB0209 sheet event, cell E3"];
    "header-below-title.xlsx" => "3/3" ["CB0121 sheet event, row 2"];
    "heading-repeated.csv" => "2/3" ["CB0125 line 3"];
    "hidden-column.xlsx" => "3/3" ["CB0111 sheet event, cell D1"];
    "hidden-row.xlsx" => "3/3" ["CB0110 sheet event, row 3"];
    "hidden-sheet.xlsx" => "5/5" ["CB0112 sheet person"];
    "malformed.json" => "0/0" ["CB0114 line 5, column 5"];
    "merged-cells.xlsx" => "1/3" ["CB0113 sheet event, cell B2", "CB0209 sheet event, cell B3"];
    "missing-needed-cell.csv" => "1/2" ["CB0209 line 3, column 2"];
    "missing-needed-column.csv" => "0/1" ["CB0120 line 1"];
    "month-first-date.csv" => "1/2" ["CB0203 line 3, column 3"];
    "nested.json" => "2/2" ["CB0117 /person/0/role"];
    "newer-schema.json" => "0/0" ["CB0115 /casebinder/schema"];
    "no-table.xlsx" => "0/2" ["CB0120 sheet Notes"];
    "not-a-list.json" => "0/0" ["CB0116 /person"];
    "not-text.csv" => "0/0" ["CB0101 "];
    "not-yes-or-no.csv" => "2/2" ["CB0205 line 2, column 6"];
    "numbers-as-ids.xlsx" => "3/3" ["CB0208 sheet event, cell A3", "CB0208 sheet event, cell A4"];
    "private-use-characters.csv" => "2/2" ["CB0213 line 2, column 5", "CB0212 line 2, column 5", "CB0212 line 3, column 5"];
    "quoted-newline.csv" => "1/2" ["CB0203 line 6, column 3"];
    "same-row-twice-without-id.csv" => "4/4" ["CB0211 line 4"];
    "same-row-twice.csv" => "3/3" ["CB0211 line 4"];
    "semicolons.csv" => "2/2" [];
    "sheet-broken-off.xlsx" => "1/2" ["CB0108 sheet event, row 3", "CB0209 sheet event, cell B3", "CB0209 sheet event, cell C3", "CB0209 sheet event, cell E3"];
    "stand-in-dates.csv" => "2/2" ["CB0204 line 2, column 6", "CB0204 line 3, column 6"];
    "stray-cell-in-last-row.xlsx" => "3/4" ["CB0124 sheet event, cell XFD1048576", "CB0209 sheet event, cell B1048576", "CB0209 sheet event, cell C1048576", "CB0209 sheet event, cell E1048576"];
    "too-many-fields.csv" => "2/2" ["CB0126 line 3, column 6"];
    "two-columns-of-one-name.csv" => "1/1" ["CB0123 line 1, column 4"];
    "unclosed-quote.csv" => "1/2" ["CB0103 line 3, column 5", "CB0209 line 3, column 2", "CB0209 line 3, column 3", "CB0209 line 3, column 5"];
    "uncovered-characters.csv" => "2/2" ["CB0213 line 2, column 5"];
    "unknown-code.csv" => "2/2" ["CB0207 line 3, column 4"];
    "unknown-column.csv" => "2/2" ["CB0122 line 1, column 6"];
    "unknown-error-cell.xlsx" => "3/3" ["CB0214 sheet event, cell D3"];
    "utf-16.csv" => "2/2" [];
    "web-page-as-workbook.xlsx" => "0/0" ["CB0106 "];
    "windows-1252.csv" => "2/2" ["CB0102 "];
}

/// Reads a file by the ending of its name, as `ingest` does.
fn grids(name: &str, bytes: &[u8]) -> Found<Vec<Grid>> {
    let file = name.into();
    match name.rsplit_once('.') {
        Some((_, "csv")) => csv::read(&file, bytes),
        Some((_, "json")) => json::read(&file, bytes),
        _ => xlsx::read(&file, bytes),
    }
}

/// A face with Latin letters.
fn latin(c: char) -> bool {
    c < '\u{250}' || ('\u{2010}'..='\u{2026}').contains(&c)
}

/// Used and all rows, and each issue with its first place.
fn outcome(name: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let Found { value, mut issues } = grids(name, bytes);
    let (mut records, mut set_aside) = (Records::default(), Vec::new());
    let (mut used, mut rows) = (0, 0);
    for grid in &value {
        let count = if let Some(recognised) = recognise::native(grid) {
            read(
                grid.clone(),
                &recognised,
                &latin,
                &mut records,
                &mut set_aside,
                &mut issues,
            )
        } else {
            let (count, issue) = recognise::unrecognised(grid, &mut set_aside);
            issues.push(issue);
            count
        };
        (used, rows) = (used + count.used, rows + count.rows);
    }
    assert_eq!(rows, used + set_aside.len(), "{name}");
    let said = issues.iter().map(|issue| {
        let place = issue.origins[0].to_string();
        format!(
            "{} {}",
            issue.code,
            place.trim_start_matches(name).trim_start_matches(", ")
        )
    });
    (format!("{used}/{rows}"), said.collect())
}

#[test]
fn every_fault_is_said_in_its_place() {
    for (name, bytes, rows, said) in FAULTS {
        let (found_rows, found_said) = outcome(name, bytes);
        assert_eq!(
            (found_rows.as_str(), found_said.as_slice()),
            (
                *rows,
                said.iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .as_slice()
            ),
            "{name}"
        );
    }
}
