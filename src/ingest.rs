//! Named bytes in, a casebook out, every fault placed. Opens no file itself.
//!
//! Bytes become [tables](table) of located cells; each table is recognised by its columns and read by
//! its layout's room; records are [linked](link) into cases and [checked](check) across. Family trees
//! ([gedcom]) are read as they are.

pub mod check;
pub mod clean;
pub mod csv;
pub mod dates;
mod decode;
mod faults;
pub mod gedcom;
pub mod json;
pub mod link;
pub mod native;
pub mod recognise;
pub mod review;
mod sheet_cells;
mod sheet_parts;
pub mod ssda903;
pub mod table;
mod tally;
pub mod words;
pub mod working_copy;
pub mod xlsx;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::issue::{Found, Issue, Origin, Severity};
use crate::model::{Case, Casebook, Override, Records, SetAside, TableCount};
use native::Seen;
use table::{Form, Grid};

/// A file as the user named it, and what is in it.
#[derive(Debug, Clone)]
pub struct NamedBytes {
    /// The name by which messages speak of it.
    pub name: Arc<str>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What reading needs to know of its surroundings.
pub struct Reading<'a> {
    /// Whether the faces have a glyph for a character.
    pub covers: &'a dyn Fn(char) -> bool,
    /// The words for the codes of the SSDA903 return.
    pub ssda903: &'a ssda903::Codes,
}

/// Reads an export: every file, every table, every row. Each file is let go when its tables are read, for
/// an export may be large.
pub fn read(files: Vec<NamedBytes>, reading: &Reading<'_>) -> Found<Casebook> {
    let mut gathered = Gathered::default();
    let mut returns = Vec::new();
    for file in files {
        if gedcom::recognise(&file.bytes) {
            gathered.tree(gedcom::read(&file, reading.covers));
            continue;
        }
        let Found {
            value: grids,
            issues,
        } = grids_of(&file);
        if grids
            .first()
            .is_some_and(|grid| grid.form == Form::Elements)
        {
            gathered.exported = gathered.exported.max(json::exported(&file.bytes));
        }
        drop(file);
        gathered.issues.extend(issues);
        for grid in grids.into_iter().filter(|grid| !is_own_guidance(grid)) {
            match ssda903::recognise(&grid) {
                Some(recognised) => returns.push((grid, recognised)),
                None => gathered.table(grid, reading),
            }
        }
    }
    if !returns.is_empty() {
        gathered.ssda903(&returns, reading);
    }
    gathered.finish()
}

/// The tables of a file, by what its bytes are rather than by its name.
fn grids_of(file: &NamedBytes) -> Found<Vec<Grid>> {
    let bytes = &file.bytes;
    let lower = file.name.to_lowercase();
    let is_package = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if is_package
        || [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"]
            .iter()
            .any(|end| lower.ends_with(end))
    {
        return xlsx::read(&file.name, bytes);
    }
    let first = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF));
    if lower.ends_with(".json") || matches!(first, Some(b'{')) {
        return json::read(&file.name, bytes);
    }
    csv::read(&file.name, bytes)
}

/// The sheets of guidance and lists that our own workbooks carry beside their tables.
fn is_own_guidance(grid: &Grid) -> bool {
    grid.form == Form::Sheet && matches!(&*grid.name, "Guidance" | "Lists")
}

/// What was read so far.
#[derive(Default)]
struct Gathered {
    records: Records,
    seen: Seen,
    overrides: Vec<Override>,
    set_aside: Vec<SetAside>,
    tables: Vec<TableCount>,
    issues: Vec<Issue>,
    layouts: Vec<&'static str>,
    /// The record types that the tables read can carry.
    carried: BTreeSet<&'static str>,
    exported: Option<chrono::NaiveDate>,
    families: Vec<Case>,
}

impl Gathered {
    /// A family tree, which stands by itself: its ids are known in its own file only.
    fn tree(&mut self, found: Found<gedcom::Tree>) {
        let Found { value, issues } = found;
        self.issues.extend(issues);
        self.set_aside.extend(value.set_aside);
        self.tables.extend(value.tables);
        self.exported = self.exported.max(value.exported);
        if !value.family.id.is_empty() {
            self.families.push(value.family);
            self.layout("gedcom");
        }
    }

    /// One table that is no part of a statutory return.
    fn table(&mut self, grid: Grid, reading: &Reading<'_>) {
        if let Some(recognised) = working_copy::recognise(&grid) {
            let count = working_copy::read(
                &grid,
                &recognised,
                reading.covers,
                &mut self.records,
                &mut self.overrides,
                &mut self.set_aside,
                &mut self.issues,
            );
            self.tables.push(count);
        } else if let Some(recognised) = recognise::native(&grid) {
            let count = native::read_among(
                &mut self.seen,
                grid,
                &recognised,
                reading.covers,
                &mut self.records,
                &mut self.set_aside,
                &mut self.issues,
            );
            self.tables.push(count);
            self.carried.insert(recognised.record.name);
            self.layout("native");
        } else {
            let (count, issue) = recognise::unrecognised(&grid, &mut self.set_aside);
            self.tables.push(count);
            self.issues.push(issue);
        }
    }

    /// All tables of an SSDA903 return together.
    fn ssda903(&mut self, returns: &[(Grid, ssda903::Recognised)], reading: &Reading<'_>) {
        let grids: Vec<_> = returns
            .iter()
            .map(|(grid, seen)| (grid, seen.clone()))
            .collect();
        let counts = ssda903::read(
            &grids,
            reading.ssda903,
            &mut self.records,
            &mut self.set_aside,
            &mut self.issues,
        );
        self.tables.extend(counts);
        self.carried.extend(ssda903::CARRIED);
        self.layout("ssda903");
    }

    fn layout(&mut self, name: &'static str) {
        if !self.layouts.contains(&name) {
            self.layouts.push(name);
        }
    }

    fn finish(mut self) -> Found<Casebook> {
        self.issues.extend(check::check(&self.records));
        let (mut cases, bystanders, lost) = link::link(self.records, &self.layouts, self.overrides);
        let carried = Arc::new(self.carried);
        cases
            .iter_mut()
            .for_each(|case| case.carried = carried.clone());
        recount(&mut self.tables, &lost);
        self.set_aside.extend(lost);
        let is_empty = cases.is_empty() && self.families.is_empty();
        if is_empty && !self.issues.iter().any(|it| it.severity == Severity::Error) {
            self.issues.push(no_cases());
        }
        let casebook = Casebook {
            cases,
            families: self.families,
            bystanders,
            set_aside: self.set_aside,
            tables: self.tables,
            layouts: self.layouts,
            exported: self.exported,
        };
        Found {
            value: casebook,
            issues: self.issues,
        }
    }
}

/// Rows that were read but belong to no case count as set aside, not as used.
fn recount(tables: &mut [TableCount], lost: &[SetAside]) {
    for row in lost {
        let label = table::label_of(&row.origin);
        if let Some(table) = tables.iter_mut().find(|table| table.table == label) {
            table.used = table.used.saturating_sub(1);
            table.set_aside += 1;
        }
    }
}

fn no_cases() -> Issue {
    Issue::error("CB0100", "the export holds no case")
        .at(Origin::file("the export"))
        .hint(
            "A native export needs a table of cases (case_id, child_id); see casebinder template.",
        )
}
