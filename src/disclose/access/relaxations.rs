//! Values that are withheld in one place and kept in another (rule 32): a surname that the subject shares, a first
//! name that is an ordinary word, a date that is also another event's. Each is a row that somebody accepts; such a
//! value is then looked for as the whole that was withheld, and by place.

use std::collections::BTreeMap;

use super::apply::{Fragment, Released};
use super::passages;
use super::review::place;
use super::rows::{Matter, Outcome, Row, Sheet, Why};
use crate::digest::sha256;
use crate::model::EntryId;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::search::{Folded, Sought};

/// A withheld value that stands in what is disclosed.
#[derive(Debug, Clone)]
pub struct Relaxation {
    /// The row in the review workbook.
    pub row: Row,
    /// The value.
    pub fragment: Fragment,
    /// The records in which it stands.
    pub entries: Vec<EntryId>,
}

/// Every value that is withheld and stands in the disclosed case all the same.
pub fn relaxations(released: &Released) -> Vec<Relaxation> {
    let case = released.disclosed.case();
    let fragments = &released.fragments;
    let Some(sought) = Sought::new(
        fragments
            .iter()
            .enumerate()
            .map(|(at, it)| (at, it.words.as_str())),
    ) else {
        return Vec::new();
    };
    let mut texts = Texts {
        sought: &sought,
        found: BTreeMap::new(),
    };
    case.records.each_list(&mut texts);
    let passages = passages::of(case);
    let each = texts.found.into_iter().map(|(at, mut entries)| {
        entries.dedup();
        let fragment = fragments[at].clone();
        let row = row(&fragment, &entries, &passages);
        Relaxation {
            row,
            fragment,
            entries,
        }
    });
    each.collect()
}

fn row(fragment: &Fragment, entries: &[EntryId], passages: &[passages::Passage]) -> Row {
    let digest = &sha256(fragment.words.to_lowercase().as_bytes())[..8];
    let shown = passages
        .iter()
        .filter(|it| entries.contains(&it.entry))
        .find_map(|passage| {
            let (folded, source) = Folded::located(&passage.words);
            let sought = Sought::new([(0, fragment.words.as_str())])?;
            let hit = sought.hits(&folded).next()?;
            Some(place(passage, &source.of(hit.start, hit.end)))
        });
    Row {
        id: format!("relax:{}/{digest}", fragment.row),
        sheet: Sheet::Relaxations,
        matter: Matter::Relaxed {
            row: fragment.row.clone(),
            words: fragment.words.clone(),
        },
        place: shown,
        count: entries.len(),
        proposal: Some(Outcome::Accept),
        why: Why::AlsoKept,
        must: true,
        digest: String::new(),
    }
}

/// Finds fragments in every text of a case, names of people among them.
struct Texts<'a> {
    sought: &'a Sought,
    found: BTreeMap<usize, Vec<EntryId>>,
}

impl ListVisitor for Texts<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            record.each_value(&mut |_, value| {
                let Shown::Text(text) = value else { return };
                for run in text.runs().iter().filter_map(crate::model::Run::words) {
                    for hit in self.sought.hits(&Folded::of(run)) {
                        self.found
                            .entry(hit.owner)
                            .or_default()
                            .push(record.entry().clone());
                    }
                }
            });
        }
    }
}
