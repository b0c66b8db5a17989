//! What a sheet is made of: sections of facts and tables, each line naming the records behind it,
//! and under them in a line what is absent and in which way (rule 1).

use serde_json::{Value, json};

use crate::assemble::shared::phrases;
use crate::assemble::shared::room::room_of;
use crate::model::{Recorded, Text};
use crate::wording::Wording;

/// A line of the sheet: the numbers of the entries that it comes from, and its words, cell by cell.
pub(in crate::assemble) struct Line {
    pub(in crate::assemble) entries: Vec<usize>,
    pub(in crate::assemble) cells: Vec<Text>,
}

/// From how much room on a row may break across pages: about half a page of the widest column, and of
/// any other.
const LONG: usize = 900;
const LONG_IN_NARROW: usize = 400;

impl Line {
    /// The line without one of its cells.
    pub(in crate::assemble) fn without(mut self, at: usize) -> Self {
        self.cells.remove(at);
        self
    }

    fn as_json(&self, most: usize) -> Value {
        let cells: Vec<Value> = self.cells.iter().map(phrases::as_json).collect();
        let is_long = self.cells.iter().any(|cell| room_of(cell) > most);
        json!({ "n": self.entries, "cells": cells, "long": is_long })
    }
}

/// A heading and the lines that stand beside it.
pub(in crate::assemble) struct Fact {
    pub(in crate::assemble) label: String,
    pub(in crate::assemble) lines: Vec<Line>,
}

/// How a table's columns are set.
#[derive(Clone, Copy)]
pub(in crate::assemble) enum Shape {
    /// When, and what.
    Dated,
    /// Name, who they are, birth, home.
    People,
    /// Name, who they are, how to reach them.
    Professionals,
    /// Kind, title and date, author and place.
    Documents,
    /// What is open, who is to do it, by when.
    Open,
    /// The same with a box to tick at the left.
    Ticked,
    /// What is wanted, how far it came.
    Outcomes,
    /// What is checked, what the record says, and boxes for those who check.
    Checks,
}

impl Shape {
    /// From how much room in a cell on a row is long.
    fn long(self) -> usize {
        match self {
            Self::Dated | Self::Outcomes => LONG,
            Self::People
            | Self::Professionals
            | Self::Documents
            | Self::Open
            | Self::Ticked
            | Self::Checks => LONG_IN_NARROW,
        }
    }

    /// The name by which the layout knows the widths.
    fn name(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::People => "people",
            Self::Professionals => "professionals",
            Self::Documents => "documents",
            Self::Open => "open",
            Self::Ticked => "ticked",
            Self::Outcomes => "outcomes",
            Self::Checks => "checks",
        }
    }
}

/// Facts, a table, or a sentence of our own.
pub(in crate::assemble) enum Block {
    Facts(Vec<Fact>),
    Say(String),
    Table {
        shape: Shape,
        headings: Vec<String>,
        lines: Vec<Line>,
        /// A sentence under the table; may be empty.
        note: String,
    },
}

impl Block {
    pub(in crate::assemble) fn as_json(&self) -> Value {
        let lines = |lines: &[Line], most| {
            let lines = lines.iter().map(|it| it.as_json(most));
            lines.collect::<Vec<_>>()
        };
        match self {
            Self::Facts(facts) => {
                let each = facts
                    .iter()
                    .map(|fact| json!({ "label": fact.label, "lines": lines(&fact.lines, LONG) }));
                json!({ "facts": each.collect::<Vec<_>>() })
            }
            Self::Say(words) => json!({ "say": words }),
            Self::Table {
                shape,
                headings,
                lines: rows,
                note,
            } => json!({
                "shape": shape.name(),
                "headings": headings,
                "rows": lines(rows, shape.long()),
                "note": note,
            }),
        }
    }
}

/// Puts a block behind others: a table under the same headings as the last goes on with it.
pub(in crate::assemble) fn join(blocks: &mut Vec<Block>, block: Block) {
    match (blocks.last_mut(), block) {
        (
            Some(Block::Table {
                headings,
                lines,
                note,
                ..
            }),
            Block::Table {
                headings: same,
                lines: more,
                note: last,
                ..
            },
        ) if *headings == same => {
            lines.extend(more);
            *note = last;
        }
        (_, block) => blocks.push(block),
    }
}

/// What is absent, by the name that it has in a list.
#[derive(Default)]
pub(in crate::assemble) struct Absent {
    /// A list of names for each of `SENTENCES`.
    named: [Vec<String>; 4],
}

/// None, no longer, not recorded, not in this export: the terms that say so.
const SENTENCES: [&str; 4] = [
    "front.absent.none",
    "front.absent.past",
    "front.absent.empty",
    "front.absent.not_carried",
];

/// The same in a document that has no part for what is past.
const SENTENCES_OF_NOW: [&str; 4] = [
    "front.absent.none",
    "front.absent.over",
    "front.absent.empty",
    "front.absent.not_carried",
];

impl Absent {
    /// Notes an absent field or record type; what has a value is not noted.
    pub(in crate::assemble) fn note<T>(&mut self, name: String, recorded: &Recorded<T>) {
        let at = match recorded {
            Recorded::None => 0,
            Recorded::Empty => 2,
            Recorded::NotCarried => 3,
            Recorded::Value(_) => return,
        };
        self.named[at].push(name);
    }

    /// Notes what there was and is no longer.
    pub(in crate::assemble) fn note_past(&mut self, name: String) {
        self.named[1].push(name);
    }

    fn sentences(&self, keys: &[&str; 4], wording: &Wording) -> Vec<String> {
        let each = keys.iter().zip(&self.named);
        each.filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| wording.fill(key, &names.join("; ")))
            .collect()
    }
}

/// A section: its title, what stands in it, and what is absent from it.
pub(in crate::assemble) struct Section {
    pub(in crate::assemble) title: String,
    pub(in crate::assemble) blocks: Vec<Block>,
    pub(in crate::assemble) absent: Absent,
}

impl Section {
    /// A section with nothing in it, titled by a term.
    pub(in crate::assemble) fn titled(key: &str, wording: &Wording) -> Self {
        Self {
            title: wording.term(key).to_owned(),
            blocks: Vec::new(),
            absent: Absent::default(),
        }
    }

    /// Adds what stands next in the section.
    pub(in crate::assemble) fn add(&mut self, block: Block) {
        join(&mut self.blocks, block);
    }

    /// The section, where a part of the document tells what is past.
    pub(in crate::assemble) fn as_json(&self, wording: &Wording) -> Value {
        self.with_absent(&SENTENCES, wording)
    }

    /// The section, where nothing tells what is past.
    pub(in crate::assemble) fn as_json_of_now(&self, wording: &Wording) -> Value {
        self.with_absent(&SENTENCES_OF_NOW, wording)
    }

    /// Whether neither anything stands in it nor anything is said to be absent from it.
    pub(in crate::assemble) fn is_blank(&self) -> bool {
        self.blocks.is_empty() && self.absent.named.iter().all(Vec::is_empty)
    }

    fn with_absent(&self, keys: &[&str; 4], wording: &Wording) -> Value {
        json!({
            "title": self.title,
            "blocks": self.blocks.iter().map(Block::as_json).collect::<Vec<_>>(),
            "absent": self.absent.sentences(keys, wording),
        })
    }
}
