//! Names for rows that have no id of their own: from whom, when and what they tell, never from
//! where they stand.

use super::super::recognise::Recognised;
use super::super::table::{Grid, Row, Value};
use super::cells::RowCells;
use super::spelling::spelled;
use crate::ingest::dates;
use crate::model::Recorded;
use crate::model::declare::{Cells, Field, FieldKind, RecordType, plain_key};

/// The ids that the row needs, its first date, and its codes, as `C1|2024-03-12|referral`. Words
/// have no part in it, as the key is printed where words may not be.
pub(super) fn natural_key(cells: &mut RowCells<'_, '_>, record: &RecordType) -> String {
    let mut parts = Vec::new();
    for field in record
        .own
        .iter()
        .skip(1)
        .filter(|field| field.needed || field.name == "case_id")
    {
        parts.extend(ids(cells, field));
    }
    parts.extend(record.fields().find_map(|field| date(cells, field)));
    parts.extend(record.own.iter().find_map(|field| code(cells, field)));
    parts.join("|")
}

fn ids(cells: &mut RowCells<'_, '_>, field: &'static Field) -> Option<String> {
    let found = match field.kind {
        FieldKind::Id => cells.id(field).map(|id| id.0.to_string()),
        FieldKind::Ids => cells.ids(field).map(|ids| {
            let ids: Vec<&str> = ids.0.iter().map(|id| &*id.0).collect();
            ids.join(";")
        }),
        _ => Recorded::Empty,
    };
    found.value().cloned()
}

fn date(cells: &mut RowCells<'_, '_>, field: &'static Field) -> Option<String> {
    let date = (field.kind == FieldKind::When).then(|| cells.when(field))?;
    date.value().map(dates::iso)
}

/// A word of the field's set; another word could be anything, and is left out.
fn code(cells: &mut RowCells<'_, '_>, field: &'static Field) -> Option<String> {
    let FieldKind::Code(set) = field.kind else {
        return None;
    };
    let word = cells.code(field, set).value()?.to_string();
    set.values
        .iter()
        .any(|(known, _)| *known == word)
        .then_some(word)
}

/// Tells rows apart by all that they hold, wherever their columns stand.
pub(super) struct Digests {
    /// By column, what its heading stands for.
    seeds: Vec<(u32, u64)>,
}

impl Digests {
    pub(super) fn of(grid: &Grid, recognised: &Recognised) -> Self {
        let heading = |column, value: &Value| {
            let named = recognised.columns.iter().find(|(held, _)| *held == column);
            named.map_or_else(
                || plain_key(&spelled(value)),
                |(_, field)| field.name.to_owned(),
            )
        };
        let headings = grid
            .rows
            .get(recognised.header)
            .map_or(&[][..], |row| &row.cells);
        let seed = |name: String| fnv_1a(FNV_OFFSET, name.as_bytes());
        let seeds = headings
            .iter()
            .map(|cell| (cell.column, seed(heading(cell.column, &cell.value))));
        Self {
            seeds: seeds.collect(),
        }
    }

    /// The digest of a row: the sum of its cells', so that the order of columns does not matter.
    pub(super) fn of_row(&self, row: &Row) -> u64 {
        row.cells.iter().fold(0, |sum: u64, cell| {
            let seed = match self
                .seeds
                .binary_search_by_key(&cell.column, |(column, _)| *column)
            {
                Ok(index) => self.seeds[index].1,
                Err(_) => fnv_1a(FNV_OFFSET, &cell.column.to_le_bytes()),
            };
            sum.wrapping_add(fnv_1a(seed, spelled(&cell.value).as_bytes()))
        })
    }
}

const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;

/// The hash FNV-1a, which stays the same from build to build.
fn fnv_1a(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed, |hash, &b| {
        (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv_1a(FNV_OFFSET, b""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv_1a(FNV_OFFSET, b"foobar"), 0x8594_4171_F739_67E8);
    }
}
