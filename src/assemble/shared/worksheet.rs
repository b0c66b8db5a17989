//! The worksheets of working copies: what their columns hold, and the cells that all of them have alike
//! (rule 19).

use super::timeline::Fact;
use crate::model::{Recorded, Text};
use crate::view::{Cell, Column, ColumnKind};
use crate::wording::Wording;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Holds {
    /// Words.
    Text,
    /// Dates.
    Date,
    /// Yes or no.
    YesNo,
    /// Numbers.
    Number,
    /// Where a row was read.
    Place,
}

/// A column: the key of its heading, what it holds, its width in characters, whether it may be changed.
pub type ColumnOf = (&'static str, Holds, f64, bool);

/// The column with its heading and guidance.
pub fn column(&(key, holds, width, editable): &ColumnOf, wording: &Wording) -> Column {
    let yes_no = || ["yes", "no"].map(|word| wording.term(word).to_owned());
    Column {
        heading: wording.term(&format!("column.{key}")).to_owned(),
        kind: match holds {
            Holds::Text => ColumnKind::Text,
            Holds::Date => ColumnKind::Date,
            Holds::YesNo => ColumnKind::Choice(yes_no().to_vec()),
            Holds::Number => ColumnKind::Number,
            Holds::Place => ColumnKind::Place,
        },
        width,
        editable,
        about: match editable {
            true => wording.term(&format!("column_about.{key}")).to_owned(),
            false => String::new(),
        },
    }
}

/// The cell of a column that says of a fact what every working copy says; none for another column.
pub fn cell(key: &str, fact: &Fact, wording: &Wording) -> Option<Cell> {
    let provenance = &fact.provenance;
    Some(match key {
        "date" => fact.when.exact_day().map_or(Cell::Empty, Cell::Date),
        "category" => text(fact.category.word()),
        "outcome" => words(&provenance.outcome),
        "source" => text(&fact.source.to_string()),
        "court_wording" => words(&provenance.court_wording),
        "key_incident" => {
            let key = provenance.key_incident.value();
            key.map_or(Cell::Empty, |yes| yes_no(*yes, wording))
        }
        "order_in_day" => {
            let order = provenance.order_in_day.value();
            order.map_or(Cell::Empty, |it| Cell::Number(*it))
        }
        "document_reference" => words(&provenance.document_reference),
        "positions" => words(&provenance.dispute),
        _ => return None,
    })
}

/// Words, or an empty cell.
pub fn text(words: &str) -> Cell {
    if words.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(words.to_owned())
    }
}

/// Recorded words, or an empty cell.
pub fn words(recorded: &Recorded<Text>) -> Cell {
    recorded
        .value()
        .map_or(Cell::Empty, |it| text(&it.to_string()))
}

/// Yes or no, in the words that are read back.
pub fn yes_no(yes: bool, wording: &Wording) -> Cell {
    text(wording.term(if yes { "yes" } else { "no" }))
}
