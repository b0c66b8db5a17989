//! What the whole reading shares: the code lists, the records made so far, the faults found, and
//! what became of every row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::codes::Codes;
use super::faults::{self, Fault, Faults};
use super::rows::{Entry, Line, read_date};
use crate::issue::Origin;
use crate::model::declare::{Id, Ids};
use crate::model::{EntryId, Recorded, Records, SetAside, Text, When};

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    /// No record or list holds it yet.
    Unread,
    /// It made a record.
    Used,
    /// It is one more origin of another row's record.
    Merged,
    /// It is in no record.
    SetAside(&'static str),
}

/// A code of a cell, and its words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Coded {
    /// The code in the list's spelling.
    pub(super) code: Box<str>,
    /// What a reader is told.
    pub(super) words: Box<str>,
}

/// The reading of a whole return.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// The words behind codes.
    pub(super) codes: &'a Codes,
    /// The records made.
    pub(super) records: &'a mut Records,
    /// Where each worker was read.
    pub(super) workers: BTreeMap<Box<str>, Vec<Origin>>,
    faults: Faults,
    fates: Vec<Vec<Fate>>,
    names: BTreeMap<(&'static str, String), u32>,
}

impl<'a> Reading<'a> {
    /// A reading of grids with that many rows of data.
    pub(super) fn new(codes: &'a Codes, records: &'a mut Records, rows: &[usize]) -> Self {
        Self {
            codes,
            records,
            workers: BTreeMap::new(),
            faults: Faults::default(),
            fates: rows
                .iter()
                .map(|count| vec![Fate::Unread; *count])
                .collect(),
            names: BTreeMap::new(),
        }
    }

    /// Reports a fault of a row's table.
    pub(super) fn fault(&mut self, fault: Fault, line: Line<'_>, origins: &[Origin], value: &str) {
        self.faults.add(fault, line.grid, origins, value);
    }

    /// Reports a fault of a whole table.
    pub(super) fn fault_in(&mut self, fault: Fault, grid: usize, origins: &[Origin], value: &str) {
        self.faults.add(fault, grid, origins, value);
    }

    /// Reports a fault of a cell.
    pub(super) fn fault_at(&mut self, fault: Fault, entry: &Entry<'_>, column: &str) {
        let value = entry.words(column).unwrap_or_default();
        self.faults
            .add(fault, entry.first().grid, &[entry.at(column)], value);
    }

    /// The rows made a record.
    pub(super) fn used(&mut self, entry: &Entry<'_>) {
        self.mark(entry, Fate::Used);
    }

    /// The rows are further origins of a record that other rows made.
    pub(super) fn merged(&mut self, entry: &Entry<'_>) {
        self.mark(entry, Fate::Merged);
    }

    /// The rows are in no record.
    pub(super) fn set_aside(&mut self, entry: &Entry<'_>, reason: &'static str) {
        entry
            .lines
            .iter()
            .for_each(|line| self.set_row_aside(*line, reason));
    }

    /// One row is in no record.
    pub(super) fn set_row_aside(&mut self, line: Line<'_>, reason: &'static str) {
        self.fates[line.grid][line.position] = Fate::SetAside(reason);
    }

    fn mark(&mut self, entry: &Entry<'_>, first: Fate) {
        for (index, line) in entry.lines.iter().enumerate() {
            let fate = if index == 0 {
                first.clone()
            } else {
                Fate::Merged
            };
            self.fates[line.grid][line.position] = fate;
        }
    }

    /// The stable name of a record: its natural key, numbered where two records share it.
    pub(super) fn name(&mut self, record: &'static str, key: String) -> EntryId {
        let count = self.names.entry((record, key.clone())).or_default();
        *count += 1;
        match *count {
            1 => EntryId::of(record, &key),
            again => EntryId::of(record, &format!("{key}|{again}")),
        }
    }

    /// The code of a cell with its words; an unknown code is reported and told as such.
    pub(super) fn coded(&mut self, entry: &Entry<'_>, column: &str) -> Option<Coded> {
        let cell = entry.words(column)?;
        if let Some((code, words)) = self.codes.find(column, cell) {
            return Some(Coded {
                code: code.into(),
                words: words.into(),
            });
        }
        self.fault_at(faults::UNKNOWN_CODE, entry, column);
        Some(Coded {
            code: cell.into(),
            words: self.codes.unknown(column, cell).into(),
        })
    }

    /// The words for the code of a cell, as the column carries them.
    pub(super) fn phrase(&mut self, entry: &Entry<'_>, column: &str) -> Recorded<Text> {
        let coded = self.coded(entry, column);
        entry.recorded(column, coded.map(|coded| Text::words(coded.words)))
    }

    /// The date of a cell; one that cannot be read is reported and left out.
    pub(super) fn date(&mut self, entry: &Entry<'_>, column: &str) -> Option<When> {
        match read_date(entry.words(column)?) {
            Ok(when) => when,
            Err(why) => {
                let fault = faults::DATE_UNREAD.told(why.message(), why.hint());
                self.fault_at(fault, entry, column);
                None
            }
        }
    }

    /// The date without which the rows say nothing: where there is none they are set aside.
    pub(super) fn needed_date(&mut self, entry: &Entry<'_>, column: &str) -> Option<When> {
        let when = self.date(entry, column);
        if when.is_none() {
            self.fault_at(faults::NO_KEY, entry, column);
            self.set_aside(entry, NO_KEY);
        }
        when
    }

    /// What became of every row: the fates grid by grid, and the faults.
    pub(super) fn close(self) -> (Vec<Vec<Fate>>, Faults) {
        (self.fates, self.faults)
    }
}

/// Why a row without its date or id is set aside.
pub(super) const NO_KEY: &str = "the date or id that the row is about is missing or cannot be read";

/// An id as records hold it.
pub(super) fn id(id: &str) -> Id {
    Id(id.into())
}

/// The one case that a record belongs to.
pub(super) fn case(child: &Arc<str>) -> Recorded<Ids> {
    Recorded::Value(Ids([Id(child.clone())].into()))
}

/// Words as records hold them.
pub(super) fn words(words: &str) -> Recorded<Text> {
    Recorded::Value(Text::words(words))
}

/// Where a row that was never reached stood, as one set aside.
pub(super) fn as_set_aside(fate: &Fate, origin: impl FnOnce() -> Origin) -> Option<SetAside> {
    let reason = match fate {
        Fate::Used | Fate::Merged => return None,
        Fate::SetAside(reason) => reason,
        Fate::Unread => "the row says nothing that a record could hold",
    };
    Some(SetAside {
        origin: origin(),
        reason: reason.to_owned(),
    })
}
