//! Every invented household is built once, for workers and for the family, and read back: the words of
//! each page, what a screen reader finds, the worksheet.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use calamine::Data;
use casebinder::kind::Audience;
use casebinder::model::codes::{Category, Standing};
use casebinder::model::{Case, When};
use casebinder::verify;
use casebinder::view::DocumentRow;
use chrono::NaiveDate;
use tempfile::TempDir;

use crate::running::{
    Household, build_every_kind, copy_folder, documents, file_of, fixtures, folder, name_of, plain,
    read, run, sheets, words,
};

/// How many rows of a worksheet a snapshot shows.
const ROWS_SHOWN: usize = 5;

/// A household with its documents for both audiences.
pub struct Built {
    /// The household.
    pub household: Household,
    /// Where its documents are.
    pub out: TempDir,
}

impl Built {
    /// Its chronologies for an audience.
    pub fn documents(&self, audience: Audience) -> Vec<DocumentRow> {
        self.of_kind("chronology", audience)
    }

    /// Its documents of a kind for an audience.
    pub fn of_kind(&self, kind: &str, audience: Audience) -> Vec<DocumentRow> {
        let mut rows = documents(self.out.path());
        rows.retain(|row| row.kind == kind && row.audience == audience);
        rows
    }
}

/// All households, built once for all tests.
pub fn all() -> &'static [Built] {
    static ALL: OnceLock<Vec<Built>> = OnceLock::new();
    ALL.get_or_init(|| Household::all().into_iter().map(build).collect())
}

/// The household of that name.
pub fn built(name: &str) -> &'static Built {
    let found = all().iter().find(|built| built.household.name == name);
    found.expect("the household is built")
}

fn build(household: Household) -> Built {
    let out = folder();
    let mut command = build_every_kind(&household.export, &household.settings, out.path());
    for kind in ["CHRONOLOGY", "CASE_SUMMARY", "ECOMAP"] {
        command.env(format!("CASEBINDER_{kind}_AUDIENCES"), "internal,family");
    }
    run(&mut command).ending(0);
    Built { household, out }
}

/// Calls the closure with each household, as insta finds them in their folder.
macro_rules! each_household {
    (|$built:ident| $body:block) => {
        insta::glob!("../../fixtures/households", "*/casebinder.toml", |path| {
            let $built = built(&name_of(path.parent().expect("a household has a folder")));
            $body
        });
    };
}

/// Holds a text to its snapshot, named by household and file.
macro_rules! assert_reads {
    ($what:literal, $built:expr, $path:expr, $text:expr) => {
        let suffix = format!("{}-{}", $built.household.name, stem($path));
        insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
            insta::assert_snapshot!($what, $text);
        });
    };
}

#[test]
fn every_page_reads_as_it_should() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal) {
            let path = file_of(built.out.path(), &row, ".pdf");
            assert_reads!("pages", built, &path, pages(&path));
        }
    });
}

#[test]
fn the_first_family_edition_reads_as_it_should() {
    each_household!(|built| {
        for row in built.documents(Audience::Family).iter().take(1) {
            let path = file_of(built.out.path(), row, ".pdf");
            assert_reads!("pages", built, &path, pages(&path));
        }
    });
}

#[test]
fn a_screen_reader_finds_headings_tables_and_alternative_texts() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal).iter().take(1) {
            let path = file_of(built.out.path(), row, ".pdf");
            let bytes = fs::read(&path).expect("the PDF is there");
            let tree = verify::tag_tree(&bytes).expect("the PDF is tagged");
            assert_reads!("tags", built, &path, tree);
        }
    });
}

#[test]
fn every_worksheet_reads_as_it_should() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal) {
            let path = file_of(built.out.path(), &row, ".xlsx");
            assert_reads!("sheet", built, &path, worksheet(&path));
        }
    });
}

#[test]
fn dates_in_worksheets_are_dates() {
    for built in all() {
        let chronologies = [Audience::Internal, Audience::Family].map(|it| built.documents(it));
        for row in chronologies.into_iter().flatten() {
            let rows = table(built, &row);
            for column in ["Date", "End date"] {
                let at = column_at(&rows[0], column);
                let is_date = |cell: &Data| matches!(cell, Data::Empty | Data::DateTime(_));
                let wrong = rows[1..].iter().position(|row| !is_date(&row[at]));
                assert_eq!(wrong, None, "{}: {column}", row.id);
            }
        }
    }
}

#[test]
fn every_entry_is_in_the_worksheet_or_the_manifest_says_why_not() {
    for built in all() {
        for row in built.documents(Audience::Internal) {
            let count = table(built, &row).len() - 1;
            assert_eq!(count, row.entries + row.left_out.len(), "{}", row.id);
        }
    }
}

#[test]
fn nothing_is_recorded_where_it_is_said_that_nothing_is() {
    let mut wrong = Vec::new();
    for built in all() {
        for row in built.documents(Audience::Internal) {
            let said = words(&file_of(built.out.path(), &row, ".pdf"));
            let rows = table(built, &row);
            let (entry, date) = (column_at(&rows[0], "Entry"), column_at(&rows[0], "Date"));
            for (from, until) in gaps(&said) {
                for cells in &rows[1..] {
                    if day(&cells[date]).is_some_and(|day| from < day && day < until) {
                        let id = &row.id;
                        wrong.push(format!("{id}: {} between {from} and {until}", cells[entry]));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn twins_are_both_born() {
    let mut wrong = Vec::new();
    for built in all() {
        let casebook = read(&built.household.export).value;
        for row in built.documents(Audience::Internal) {
            let mut cases = casebook.cases.iter();
            let case = cases.find(|case| case.id == row.id);
            let said = plain(&words(&file_of(built.out.path(), &row, ".pdf")));
            let twins = twins(case.expect("the case is read"));
            let is_born = |it: &String| said.contains(&format!("{it} was born"));
            // Those of another family have no entry at all.
            if twins.iter().any(is_born) {
                let lost = twins.iter().filter(|it| !is_born(it));
                wrong.extend(lost.map(|it| format!("{}: {it} was not born", row.id)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_household_needs_no_rust() {
    let out = folder();
    let copy = out.path().join("copied");
    copy_folder(&fixtures("households/harlow-road"), &copy);
    let household = Household::at(&copy);
    run(&mut household.build(&out.path().join("out"))).ending(0);
}

/// The table of a document's worksheet, from its headings on.
pub fn table(built: &Built, row: &DocumentRow) -> Vec<Vec<Data>> {
    let mut rows = sheets(&file_of(built.out.path(), row, ".xlsx")).remove(0).1;
    let header = header(&rows);
    rows.split_off(header)
}

/// The times of which a document says that nothing is recorded.
fn gaps(said: &str) -> Vec<(NaiveDate, NaiveDate)> {
    let after = said.split("Nothing is recorded from ").skip(1);
    let days = after.filter_map(|rest| {
        let (from, rest) = rest.split_once(" to ")?;
        let until = rest.split('.').next()?;
        let day = |words: &str| NaiveDate::parse_from_str(words, "%d %B %Y").ok();
        Some((day(from)?, day(until)?))
    });
    days.collect()
}

fn day(cell: &Data) -> Option<NaiveDate> {
    let Data::DateTime(moment) = cell else {
        return None;
    };
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}

/// The names of siblings, other than the child, who share a day of birth that no event tells.
fn twins(case: &Case) -> Vec<String> {
    let events = &case.records.events;
    let is_told = |born: &When| {
        let mut births = events
            .iter()
            .filter(|it| it.category.value() == Some(&Category::Birth));
        births.any(|it| it.happened.value().map(|when| when.start) == Some(born.start))
    };
    let child = case.child().map(|child| &child.entry);
    let siblings = case
        .records
        .people
        .iter()
        .filter(|it| it.standing.value() == Some(&Standing::Child) && Some(&it.entry) != child);
    let born: Vec<(When, String)> = siblings
        .filter_map(|it| Some((*it.born.value()?, plain(&it.name.value()?.shown()))))
        .filter(|(born, _)| !is_told(born))
        .collect();
    let shares =
        |at: usize| (0..born.len()).any(|other| other != at && born[other].0 == born[at].0);
    let twins = (0..born.len()).filter(|at| shares(*at));
    twins.map(|at| born[at].1.clone()).collect()
}

/// The words of each page as another reader finds them, and what stands around them.
pub fn pages(path: &Path) -> String {
    let bytes = fs::read(path).expect("the PDF is there");
    let reading = verify::read(&bytes).expect("the PDF can be read");
    let mut told = String::new();
    for page in &reading.pages {
        let around: Vec<&str> = page.margins.lines().map(str::trim).collect();
        let _ = writeln!(told, "== page {}: {}", page.number, around.join(" | "));
        for line in page.words.trim().lines() {
            let _ = writeln!(told, "{}", line.trim_end());
        }
    }
    told
}

/// A workbook's sheets: what stands above the table, its headings, and its first rows, cell by cell.
fn worksheet(path: &Path) -> String {
    let mut told = String::new();
    for (name, rows) in sheets(path) {
        let header = header(&rows);
        let _ = writeln!(told, "== sheet {name}: {} rows", rows.len() - header - 1);
        for row in &rows[..header] {
            let _ = writeln!(told, "{}", cells(row).collect::<Vec<_>>().join(" | "));
        }
        let headings: Vec<String> = cells(&rows[header]).collect();
        let _ = writeln!(told, "headings: {}", headings.join(" | "));
        for (number, row) in rows.iter().enumerate().skip(header + 1).take(ROWS_SHOWN) {
            let _ = writeln!(told, "-- row {}", number + 1);
            for (heading, cell) in rows[header].iter().zip(row) {
                if !matches!(cell, Data::Empty) {
                    let _ = writeln!(told, "{heading}: {}", typed(cell));
                }
            }
        }
    }
    told
}

fn cells(row: &[Data]) -> impl Iterator<Item = String> {
    let full = row.iter().filter(|cell| !matches!(cell, Data::Empty));
    full.map(|cell| cell.to_string())
}

/// A cell with its type, where it is not words.
fn typed(cell: &Data) -> String {
    match cell {
        Data::DateTime(_) => format!("date {}", day(cell).expect("a real day")),
        Data::Float(number) => format!("number {number}"),
        words => words.to_string(),
    }
}

/// The row of the headings.
fn header(rows: &[Vec<Data>]) -> usize {
    let is_header = |row: &Vec<Data>| row.iter().any(|cell| *cell == *"Entry");
    rows.iter()
        .position(is_header)
        .expect("the sheet has headings")
}

fn column_at(header: &[Data], name: &str) -> usize {
    let found = header.iter().position(|cell| cell == name);
    found.expect("the sheet has the column")
}

pub fn stem(path: &Path) -> String {
    name_of(path).replace('.', "-")
}
