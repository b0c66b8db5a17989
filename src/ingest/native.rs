//! The native layout: a recognised table to records, one row at a time. Every row ends as used,
//! merged into the record of an equal row, or set aside.

use std::collections::HashMap;
use std::sync::Arc;

use self::cells::{Columns, RowCells};
use self::keys::{Digests, natural_key};
use super::faults;
use super::recognise::Recognised;
use super::table::{Grid, Row, Value};
use crate::issue::{Issue, Origin};
use crate::model::declare::{Cells, ListVisitor, ListVisitorMut, Record};
use crate::model::{EntryId, Recorded, Records, SetAside, TableCount};

mod cells;
mod columns;
mod complaints;
mod keys;
mod reports;
mod slots;
mod spelling;

/// The entries that were read so far, to tell the same row in two tables from two rows that claim
/// one id.
#[derive(Debug, Default)]
pub struct Seen(HashMap<(&'static str, Arc<str>), Taken>);

/// An entry that was read.
#[derive(Debug)]
struct Taken {
    digest: u64,
    /// Where its record stands in the list of its type.
    index: usize,
}

/// Reads a recognised table into records, on its own.
pub fn read(
    grid: Grid,
    recognised: &Recognised,
    covers: &dyn Fn(char) -> bool,
    records: &mut Records,
    set_aside: &mut Vec<SetAside>,
    issues: &mut Vec<Issue>,
) -> TableCount {
    read_among(
        &mut Seen::default(),
        grid,
        recognised,
        covers,
        records,
        set_aside,
        issues,
    )
}

/// Reads a recognised table into records, among others that were read before: records that stand
/// in two tables become one. Nothing may be taken out of the records in between. Each row is let go when it is
/// read: a large table and its records would not both have room.
pub fn read_among(
    seen: &mut Seen,
    mut grid: Grid,
    recognised: &Recognised,
    covers: &dyn Fn(char) -> bool,
    records: &mut Records,
    set_aside: &mut Vec<SetAside>,
    issues: &mut Vec<Issue>,
) -> TableCount {
    columns::report(&grid, recognised, issues);
    let rows = grid
        .rows
        .split_off(grid.rows.len().min(recognised.header + 1));
    let grid = &grid;
    let mut table = Table {
        grid,
        recognised,
        digests: Digests::of(grid, recognised),
        columns: Columns::of(grid, recognised, covers, issues),
        index: make_room(records, recognised.record.name, rows.len()),
        seen,
        records,
        set_aside,
        merges: Vec::new(),
        count: nothing_of(grid, recognised),
    };
    for row in rows {
        table.row(&row);
    }
    let Table { merges, count, .. } = table;
    if !merges.is_empty() {
        records.each_list_mut(&mut Merging {
            record: recognised.record.name,
            merges,
        });
    }
    count
}

/// A table being read.
struct Table<'a> {
    grid: &'a Grid,
    recognised: &'a Recognised,
    digests: Digests,
    columns: Columns<'a>,
    /// The place of the next record in its list.
    index: usize,
    seen: &'a mut Seen,
    records: &'a mut Records,
    set_aside: &'a mut Vec<SetAside>,
    merges: Vec<(usize, Origin)>,
    count: TableCount,
}

impl Table<'_> {
    fn row(&mut self, row: &Row) {
        self.count.rows += 1;
        let origin = self.grid.origin(row.number, 0);
        if self.repeats_headings(row) {
            self.put_aside(origin, "the heading row is repeated here");
            return;
        }
        let digest = self.digests.of_row(row);
        let key = self.key(row, digest);
        match self.seen.0.get(&(self.recognised.record.name, key.clone())) {
            Some(taken) if taken.digest == digest => self.merge(origin, taken.index),
            Some(taken) => {
                let first = origin_of(self.records, self.recognised.record.name, taken.index);
                self.clash(origin, first, &key);
            }
            None => self.record(row, origin, key, digest),
        }
    }

    /// The export's own id, or the natural key, parted by a digest where it is taken.
    fn key(&mut self, row: &Row, digest: u64) -> Arc<str> {
        let record = self.recognised.record;
        let mut cells = RowCells::unreported(&mut self.columns, row);
        if let Some(id) = record.own.first()
            && let Recorded::Value(id) = cells.id(id)
        {
            return id.0;
        }
        let key = natural_key(&mut cells, record);
        let name = (record.name, Arc::from(key.as_str()));
        let is_free = self
            .seen
            .0
            .get(&name)
            .is_none_or(|taken| taken.digest == digest);
        if is_free && !key.is_empty() {
            return name.1;
        }
        let mark = (digest >> 32) as u32;
        let parted = if key.is_empty() {
            format!("{mark:08x}")
        } else {
            format!("{key}|{mark:08x}")
        };
        parted.into()
    }

    /// Reads the row into a record, or sets it aside where a needed field is missing.
    fn record(&mut self, row: &Row, origin: Origin, key: Arc<str>, digest: u64) {
        let record = self.recognised.record.name;
        let entry = EntryId {
            key: key.clone(),
            ..self.columns.entry.clone()
        };
        let mut cells = RowCells::of(&mut self.columns, row, &key);
        self.records.read_row(record, &mut cells, entry, origin);
        if let Some(reason) = cells.lost() {
            self.records.each_list_mut(&mut DroppingLast { record });
            self.put_aside(self.grid.origin(row.number, 0), &reason);
            return;
        }
        self.seen.0.insert(
            (record, key),
            Taken {
                digest,
                index: self.index,
            },
        );
        self.index += 1;
        self.count.used += 1;
    }

    fn merge(&mut self, origin: Origin, index: usize) {
        self.columns
            .reports
            .add(faults::SAME_ROW, 0, "", origin.clone(), || {
                Issue::note(
                    faults::SAME_ROW,
                    "the same row stands in the export more than once; it was read once",
                )
                .hint("nothing to do, unless two equal things happened: then give each its own id")
            });
        self.merges.push((index, origin));
        self.count.used += 1;
        self.count.merged += 1;
    }

    fn clash(&mut self, origin: Origin, first: Option<Origin>, key: &str) {
        let reason = "another row has the same id and other content";
        self.columns.reports.add(
            faults::ID_TAKEN,
            0,
            &format!("{key} {origin}"),
            origin.clone(),
            || {
                Issue::error(
                    faults::ID_TAKEN,
                    "two rows have the same id and differ; this one was set aside",
                )
                .value(key)
                .hint("keep the right row in the export, or give each its own id")
            },
        );
        if let Some(first) = first {
            self.columns.reports.also_at(first);
        }
        self.put_aside(origin, reason);
    }

    fn put_aside(&mut self, origin: Origin, reason: &str) {
        self.set_aside.push(SetAside {
            origin,
            reason: reason.to_owned(),
        });
        self.count.set_aside += 1;
    }

    /// Whether the row holds the headings once more, as reports over many pages do.
    fn repeats_headings(&mut self, row: &Row) -> bool {
        let headings = &self.grid.rows[self.recognised.header].cells;
        let again = row.cells.len() == headings.len()
            && row
                .cells
                .iter()
                .zip(headings)
                .all(|(cell, heading)| cell == heading && matches!(cell.value, Value::Text(_)));
        if again {
            let origin = self.grid.origin(row.number, 0);
            self.columns
                .reports
                .add(faults::HEADINGS_AGAIN, 0, "", origin, || {
                    Issue::note(
                        faults::HEADINGS_AGAIN,
                        "the heading row is repeated and was passed over",
                    )
                    .hint("nothing to do")
                });
        }
        again
    }
}

/// The count of a table before its first row.
fn nothing_of(grid: &Grid, recognised: &Recognised) -> TableCount {
    TableCount {
        table: grid.label(),
        layout: format!("native {}", recognised.record.name),
        ..TableCount::default()
    }
}

/// How many records of a type there are; makes room for as many more as there are rows.
fn make_room(records: &mut Records, record: &str, rows: usize) -> usize {
    struct MakingRoom<'a> {
        record: &'a str,
        rows: usize,
        length: usize,
    }
    impl ListVisitorMut for MakingRoom<'_> {
        fn list<R: Record + Clone>(&mut self, records: &mut Vec<R>) {
            if R::TYPE.name == self.record {
                records.reserve(self.rows);
                self.length = records.len();
            }
        }
    }
    let mut making = MakingRoom {
        record,
        rows,
        length: 0,
    };
    records.each_list_mut(&mut making);
    making.length
}

/// Where a record was read first, by its place in the list of its type.
fn origin_of(records: &Records, record: &'static str, index: usize) -> Option<Origin> {
    struct Finding {
        record: &'static str,
        index: usize,
        found: Option<Origin>,
    }
    impl ListVisitor for Finding {
        fn list<R: Record + Clone>(&mut self, records: &[R]) {
            if R::TYPE.name == self.record {
                let record = records.get(self.index);
                self.found = record.and_then(|it| it.origins().first().cloned());
            }
        }
    }
    let mut finding = Finding {
        record,
        index,
        found: None,
    };
    records.each_list(&mut finding);
    finding.found
}

/// Takes back the record that was read last.
struct DroppingLast {
    record: &'static str,
}

impl ListVisitorMut for DroppingLast {
    fn list<R: Record + Clone>(&mut self, records: &mut Vec<R>) {
        if R::TYPE.name == self.record {
            records.pop();
        }
    }
}

/// Gives records the places of the rows that equal theirs.
struct Merging {
    record: &'static str,
    merges: Vec<(usize, Origin)>,
}

impl ListVisitorMut for Merging {
    fn list<R: Record + Clone>(&mut self, records: &mut Vec<R>) {
        if R::TYPE.name != self.record {
            return;
        }
        for (index, origin) in self.merges.drain(..) {
            if let Some(record) = records.get_mut(index) {
                record.origins_mut().push(origin);
            }
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod fixtures;
