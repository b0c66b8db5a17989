//! Which column stands for which field of a record, and how a field can be absent.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::super::recognise::Recognised;
use super::super::table::Grid;
use super::spelling::spelled;
use crate::model::declare::Field;
use crate::model::{Ids, Recorded};

/// A field and its column.
pub(super) struct Slot {
    pub(super) field: &'static Field,
    pub(super) column: Option<u32>,
    pub(super) heading: Box<str>,
    /// Coded words met in the column, and what they are in their set.
    pub(super) words: HashMap<Box<str>, Option<&'static str>>,
    /// Cases met in the column, by the words of the cell.
    pub(super) ids: HashMap<Box<str>, Ids>,
    /// Short texts met in the column: agencies, names of workers, references.
    texts: HashSet<Arc<str>>,
}

/// Up to how many bytes a text is short, and how many of a column are kept to be shared.
const SHORT: usize = 48;
const MOST: usize = 4096;

impl Slot {
    /// The slot of a field in a recognised table.
    pub(super) fn of(field: &'static Field, grid: &Grid, recognised: &Recognised) -> Self {
        let held = recognised
            .columns
            .iter()
            .find(|(_, held)| held.name == field.name);
        let column = held.map(|(column, _)| *column);
        let header = grid.rows.get(recognised.header);
        let heading = column.and_then(|column| header?.cell(column)).map(spelled);
        let heading = heading.unwrap_or(field.name.into()).into();
        Self {
            field,
            column,
            heading,
            words: HashMap::new(),
            ids: HashMap::new(),
            texts: HashSet::new(),
        }
    }

    /// The words of a text, once for all rows that say the same in a word or two.
    pub(super) fn shared(&mut self, words: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(words) {
            return Arc::clone(known);
        }
        let words: Arc<str> = words.into();
        if words.len() <= SHORT && self.texts.len() < MOST {
            self.texts.insert(Arc::clone(&words));
        }
        words
    }
}

/// How a field is absent.
#[derive(Clone, Copy)]
pub(super) enum Absence {
    NotCarried,
    Empty,
    None,
}

impl Absence {
    pub(super) fn recorded<T>(self) -> Recorded<T> {
        match self {
            Self::NotCarried => Recorded::NotCarried,
            Self::Empty => Recorded::Empty,
            Self::None => Recorded::None,
        }
    }
}
