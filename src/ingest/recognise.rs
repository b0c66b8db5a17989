//! Which record type a table holds, and where its heading row stands: told by the columns, never
//! by a file's name.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::faults;
use super::table::{Form, Grid, Row, Value};
use crate::issue::Issue;
use crate::model::declare::{Field, RecordType, plain_key};
use crate::model::records::RECORD_TYPES;
use crate::model::{SetAside, TableCount};

/// How far down the heading row is looked for.
const HEADER_REGION: usize = 25;

/// A table whose record type is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// The record type.
    pub record: &'static RecordType,
    /// The index of the heading row among the grid's rows.
    pub header: usize,
    /// Which column holds which field, by column.
    pub columns: Vec<(u32, &'static Field)>,
    /// Columns whose heading names no field of the type.
    pub unknown: Vec<u32>,
    /// Columns that name a field which another column already holds.
    pub duplicates: Vec<(u32, &'static Field)>,
}

impl Recognised {
    /// The fields without which a row cannot be used and that no column holds.
    pub fn missing(&self) -> Vec<&'static Field> {
        self.record
            .fields()
            .filter(|field| field.needed && !self.holds(field))
            .collect()
    }

    /// Gives a column to the first free field that its heading names.
    fn place(&mut self, column: u32, record: usize, key: &str, own_name: bool) {
        let known = INDEX.get(key).into_iter().flatten();
        let mut named = known
            .filter(|naming| naming.record == record && naming.own_name == own_name)
            .map(|naming| naming.field)
            .peekable();
        let Some(first) = named.peek().copied() else {
            return;
        };
        match named.find(|field| !self.holds(field)) {
            Some(field) => self.columns.push((column, field)),
            None => self.duplicates.push((column, first)),
        }
    }

    fn holds(&self, field: &Field) -> bool {
        self.columns.iter().any(|(_, held)| held.name == field.name)
    }

    /// More matched columns first, then fewer own columns without one, then the table's own name,
    /// then the upper row.
    fn rank(&self, grid: &Grid) -> (usize, Reverse<usize>, bool, Reverse<usize>) {
        let absent = self
            .record
            .own
            .iter()
            .filter(|field| !self.holds(field))
            .count();
        let named = is_called(grid, self.record);
        (
            self.columns.len(),
            Reverse(absent),
            named,
            Reverse(self.header),
        )
    }
}

/// The record type of a table in the native layout; none where no type has all its needed columns
/// there. A JSON list goes by its key alone.
pub fn native(grid: &Grid) -> Option<Recognised> {
    if grid.form == Form::Elements
        && let Some(record) = RECORD_TYPES
            .iter()
            .position(|record| is_called(grid, record))
    {
        return Some(fit(record, 0, grid.rows.first()?));
    }
    let complete = candidates(grid)
        .into_iter()
        .filter(|found| found.missing().is_empty());
    complete.max_by_key(|found| found.rank(grid))
}

/// What the table comes nearest to, where it is near to anything: two columns, or its name and one.
pub fn nearest(grid: &Grid) -> Option<Recognised> {
    candidates(grid)
        .into_iter()
        .filter(|found| found.columns.len() > usize::from(!is_called(grid, found.record)))
        .max_by_key(|found| (is_called(grid, found.record), found.rank(grid)))
}

/// Sets every row of a table aside that no layout recognises, and says what it lacks.
pub fn unrecognised(grid: &Grid, set_aside: &mut Vec<SetAside>) -> (TableCount, Issue) {
    let near = nearest(grid);
    let first = near.as_ref().map_or(0, |near| near.header + 1);
    let rows = grid.rows.get(first..).unwrap_or_default();
    set_aside.extend(rows.iter().map(|row| SetAside {
        origin: grid.origin(row.number, 0),
        reason: "the table is not one that is known".to_owned(),
    }));
    let count = TableCount {
        table: grid.label(),
        layout: "not recognised".to_owned(),
        rows: rows.len(),
        set_aside: rows.len(),
        ..TableCount::default()
    };
    (
        count,
        near.map_or_else(|| no_table(grid), |near| lacking(grid, &near)),
    )
}

fn no_table(grid: &Grid) -> Issue {
    Issue::warning(
        faults::NOT_RECOGNISED,
        "no table that is known was found here",
    )
    .at(grid.origin(0, 0))
    .hint("if it holds records, give its columns the headings of `casebinder template`")
}

fn lacking(grid: &Grid, near: &Recognised) -> Issue {
    let missing: Vec<_> = near
        .missing()
        .iter()
        .map(|field| format!("`{}`", field.name))
        .collect();
    let row = grid.rows.get(near.header).map_or(0, |row| row.number);
    let message = format!(
        "the table looks like `{}`, but has no column {}; none of its rows was read",
        near.record.name,
        missing.join(" and no column "),
    );
    Issue::error(faults::NOT_RECOGNISED, message)
        .at(grid.origin(row, 0))
        .hint("add the column to the report, or correct its heading")
}

/// Every pair of upper row and record type with a column in common.
fn candidates(grid: &Grid) -> Vec<Recognised> {
    let mut found = Vec::new();
    for (header, row) in grid.rows.iter().enumerate().take(HEADER_REGION) {
        let known = headings(row)
            .filter_map(|(_, key)| INDEX.get(&key))
            .flatten();
        let mut types: Vec<usize> = known.map(|naming| naming.record).collect();
        types.sort_unstable();
        types.dedup();
        found.extend(types.into_iter().map(|record| fit(record, header, row)));
    }
    found
}

/// A field that a heading names.
struct Naming {
    record: usize,
    field: &'static Field,
    /// By the field's own name, not one of its others.
    own_name: bool,
}

/// What each heading names, as [`Field::is_named`] has it, looked up once for all record types.
static INDEX: LazyLock<HashMap<String, Vec<Naming>>> = LazyLock::new(|| {
    let mut index: HashMap<String, Vec<Naming>> = HashMap::new();
    let mut enter = |name: &str, naming| index.entry(plain_key(name)).or_default().push(naming);
    for (record, declared) in RECORD_TYPES.iter().enumerate() {
        for field in declared.fields() {
            enter(
                field.name,
                Naming {
                    record,
                    field,
                    own_name: true,
                },
            );
            for alias in field.aliases {
                enter(
                    alias,
                    Naming {
                        record,
                        field,
                        own_name: false,
                    },
                );
            }
        }
    }
    index
});

/// The headings of a row as they are compared.
fn headings(row: &Row) -> impl Iterator<Item = (u32, String)> {
    row.cells.iter().filter_map(|cell| match &cell.value {
        Value::Text(words) => Some((cell.column, plain_key(words))),
        _ => None,
    })
}

/// The columns of a row as fields of a type: a field's own name wins over its other names.
fn fit(record: usize, header: usize, row: &Row) -> Recognised {
    let mut fitted = Recognised {
        record: RECORD_TYPES[record],
        header,
        columns: Vec::with_capacity(row.cells.len()),
        unknown: Vec::new(),
        duplicates: Vec::new(),
    };
    let headings: Vec<_> = headings(row).collect();
    for own_name in [true, false] {
        for (column, key) in &headings {
            fitted.place(*column, record, key, own_name);
        }
    }
    let placed = |column| {
        fitted
            .columns
            .iter()
            .chain(&fitted.duplicates)
            .any(|(at, _)| *at == column)
    };
    let columns = row.cells.iter().map(|cell| cell.column);
    fitted.unknown = columns.filter(|&column| !placed(column)).collect();
    fitted.columns.sort_unstable_by_key(|(column, _)| *column);
    fitted
}

fn is_called(grid: &Grid, record: &RecordType) -> bool {
    plain_key(&grid.name) == plain_key(record.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::csv;

    fn grid(text: &str) -> Grid {
        csv::read(&"test.csv".into(), text.as_bytes())
            .value
            .remove(0)
    }

    #[test]
    fn a_table_is_known_by_its_columns() {
        for (text, record, header) in [
            ("case_id,happened,what_happened\n", "event", 0),
            ("Case ID;Event Date;Description;Type\n", "event", 0),
            (
                "Report of events,,\nPrinted,today,\nCase ID,Date,What happened\n",
                "event",
                2,
            ),
            ("worker_id,worker_name,role,team_id\n", "worker", 0),
            ("team_id,team_name\n", "team", 0),
            ("Person ID,Full name,DOB\n", "person", 0),
            ("case_id,visited,seen alone,narrative\n", "visit", 0),
        ] {
            let found = native(&grid(text)).expect("a table in a test");
            assert_eq!(
                (found.record.name, found.header),
                (record, header),
                "{text}"
            );
        }
    }

    #[test]
    fn every_declared_table_is_recognised_as_itself() {
        for record in RECORD_TYPES {
            let names: Vec<_> = record.fields().map(|field| field.name).collect();
            let found = native(&grid(&names.join(","))).expect("all columns are there");
            assert_eq!(found.record.name, record.name);
            assert!(
                found.unknown.is_empty() && found.duplicates.is_empty(),
                "{}",
                record.name
            );
        }
    }

    #[test]
    fn the_index_agrees_with_the_declaration() {
        #[expect(clippy::iter_over_hash_type, reason = "the order tells nothing here")]
        for (key, namings) in INDEX.iter() {
            assert!(
                namings.iter().all(|naming| naming.field.is_named(key)),
                "{key}"
            );
        }
    }

    #[test]
    fn second_and_unknown_columns_are_named() {
        let found = native(&grid("Date,case_id,happened,event,shoe size,Event date\n"));
        let found = found.expect("a table in a test");
        let columns: Vec<_> = found
            .columns
            .iter()
            .map(|(at, field)| (*at, field.name))
            .collect();
        assert_eq!(
            columns,
            [(2, "case_id"), (3, "happened"), (4, "what_happened")]
        );
        assert_eq!(found.unknown, [5]);
        assert_eq!(
            found
                .duplicates
                .iter()
                .map(|(at, _)| *at)
                .collect::<Vec<_>>(),
            [1, 6]
        );
    }

    #[test]
    fn a_near_miss_says_what_it_lacks() {
        let grid = grid("Case ID,Event date,Category\nC1,12/03/2024,birth\n");
        assert_eq!(native(&grid), None);
        let mut set_aside = Vec::new();
        let (count, issue) = unrecognised(&grid, &mut set_aside);
        assert_eq!((count.rows, count.set_aside, set_aside.len()), (1, 1, 1));
        assert!(issue.message.contains("`event`") && issue.message.contains("`what_happened`"));
    }
}
