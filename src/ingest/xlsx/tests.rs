//! Workbooks with one fault each, and what their grids hold.

use super::*;
use crate::ingest::table::Value;

macro_rules! fault {
    ($name:literal) => {
        read(
            &$name.into(),
            include_bytes!(concat!("../../../fixtures/faults/", $name)),
        )
    };
}

/// The words of a cell of the first grid.
fn words(found: &Found<Vec<Grid>>, row: u32, column: u32) -> String {
    let rows = &found.value[0].rows;
    let cell = rows
        .iter()
        .find(|found| found.number == row)
        .and_then(|row| row.cell(column));
    match cell {
        Some(Value::Text(words)) => words.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_stray_cell_costs_one_cell() {
    let found = fault!("stray-cell-in-last-row.xlsx");
    let rows = &found.value[0].rows;
    assert_eq!(rows.len(), 5);
    assert_eq!(
        (rows[4].number, rows[4].cells[0].column),
        (1_048_576, 16_384)
    );
}

#[test]
fn dates_count_from_the_workbook_s_own_epoch() {
    for found in [fault!("1904-dates.xlsx"), fault!("hidden-row.xlsx")] {
        assert_eq!(words(&found, 2, 3), "Some(Moment(2024-03-12T00:00:00))");
    }
}

#[test]
fn a_cell_that_cannot_be_read_ends_nothing() {
    let found = fault!("unknown-error-cell.xlsx");
    assert_eq!(words(&found, 3, 4), "Some(Fault(\"unreadable cell\"))");
    assert_eq!(words(&found, 4, 4), "move");
    assert_eq!(words(&found, 3, 5), "Assessment of Juno Marrow began.");
}

#[test]
fn what_is_merged_stays_in_the_first_cell() {
    let found = fault!("merged-cells.xlsx");
    assert_eq!(words(&found, 2, 2), "C1");
    assert_eq!(words(&found, 3, 2), "None");
}

#[test]
fn cut_workbooks_never_panic() {
    let whole: &[u8] = include_bytes!("../../../fixtures/faults/hidden-sheet.xlsx");
    for length in (0..whole.len()).step_by(97) {
        assert!(!read(&"cut.xlsx".into(), &whole[..length]).issues.is_empty());
    }
    for at in (0..whole.len()).step_by(53) {
        let mut turned = whole.to_vec();
        turned[at] ^= 0x55;
        let _ = read(&"turned.xlsx".into(), &turned);
    }
}
