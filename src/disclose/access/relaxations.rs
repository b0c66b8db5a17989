//! Values that are withheld in one place and kept in another (rule 32): a surname that the subject shares, a first
//! name that is an ordinary word, a date that is also another event's. Each is a row that somebody accepts; such a
//! value is then looked for as the whole that was withheld, and by place.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Fragment, Released};
use super::passages::{self, Passage};
use super::review::place;
use super::rows::{Matter, Outcome, Row, Sheet, Why};
use super::values;
use crate::digest::sha256;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::{EntryId, Run};
use crate::search::{Folded, Sought};

/// A withheld value that stands in what is disclosed.
#[derive(Debug, Clone)]
pub struct Relaxation {
    /// The row in the review workbook.
    pub row: Row,
    /// Its spellings.
    pub fragments: Vec<Fragment>,
    /// The records in which it stands.
    pub entries: BTreeSet<EntryId>,
    /// Whether it stands in somebody's name that is kept, or in the words of the copy's own, so that it can be
    /// anywhere.
    pub is_everywhere: bool,
}

/// Every value that is withheld and stands in the disclosed case all the same, or among the words that copies are
/// made with.
pub fn relaxations(released: &Released, own_words: &[&str]) -> Vec<Relaxation> {
    let case = released.disclosed.case();
    let fragments = &released.fragments;
    let spellings = fragments.iter().enumerate();
    let Some(sought) = Sought::new(spellings.map(|(at, it)| (at, it.words.as_str()))) else {
        return Vec::new();
    };
    let mut texts = Texts {
        sought: &sought,
        found: BTreeMap::new(),
    };
    case.records.each_list(&mut texts);
    let mut found: BTreeMap<(&str, &str), Found> = BTreeMap::new();
    let mut group = |at: usize, entries: BTreeSet<EntryId>, everywhere: bool| {
        let fragment = &fragments[at];
        let group = found.entry((&fragment.row, &fragment.value)).or_default();
        group.everywhere |= everywhere || entries.iter().any(is_name);
        group.entries.extend(entries);
    };
    for (at, entries) in texts.found {
        group(at, entries, false);
    }
    for words in own_words {
        let folded = Folded::of(words);
        let hits: BTreeSet<usize> = sought.hits(&folded).map(|hit| hit.owner).collect();
        hits.into_iter()
            .for_each(|at| group(at, BTreeSet::new(), true));
    }
    let passages = passages::of(case);
    let each = found.into_iter().map(|((row, value), found)| {
        let same = fragments
            .iter()
            .filter(|it| it.row == row && it.value == value);
        let same: Vec<Fragment> = same.cloned().collect();
        Relaxation {
            row: row_of(&same, &found.entries, &passages),
            fragments: same,
            entries: found.entries,
            is_everywhere: found.everywhere,
        }
    });
    each.collect()
}

#[derive(Default)]
struct Found {
    entries: BTreeSet<EntryId>,
    everywhere: bool,
}

/// People and workers are named wherever records refer to them.
fn is_name(entry: &EntryId) -> bool {
    matches!(&*entry.record, "person" | "worker")
}

fn row_of(fragments: &[Fragment], entries: &BTreeSet<EntryId>, passages: &[Passage]) -> Row {
    let (row, value) = fragments
        .first()
        .map_or(("", ""), |it| (&it.row, &it.value));
    let digest = &sha256(value.to_lowercase().as_bytes())[..8];
    let sought = Sought::new(fragments.iter().map(|it| (0, it.words.as_str())));
    let mut inside = passages.iter().filter(|it| entries.contains(&it.entry));
    let shown = sought.and_then(|sought| {
        inside.find_map(|passage| {
            let (folded, source) = Folded::located(&passage.words);
            let hit = sought.hits(&folded).next()?;
            Some(place(passage, &source.of(hit.start, hit.end)))
        })
    });
    Row {
        id: format!("relax:{row}/{digest}"),
        sheet: Sheet::Relaxations,
        matter: Matter::Relaxed {
            row: row.to_owned(),
            words: value.to_owned(),
        },
        place: shown,
        count: entries.len(),
        proposal: Some(Outcome::Accept),
        why: Why::AlsoKept,
        must: true,
        digest: String::new(),
    }
}

/// Finds fragments in every text and date of a case, names of people among them.
struct Texts<'a> {
    sought: &'a Sought,
    found: BTreeMap<usize, BTreeSet<EntryId>>,
}

impl Texts<'_> {
    fn search(&mut self, words: &str, entry: &EntryId) {
        for hit in self.sought.hits(&Folded::of(words)) {
            self.found
                .entry(hit.owner)
                .or_default()
                .insert(entry.clone());
        }
    }
}

impl ListVisitor for Texts<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let entry = record.entry().clone();
            record.each_value(&mut |_, value| {
                if let Shown::Text(text) = value {
                    let runs = text.runs().iter().filter_map(Run::words);
                    runs.for_each(|run| self.search(run, &entry));
                }
            });
            record.each_date(&mut |_, when| {
                if let Some(day) = when.exact_day() {
                    values::of_date(day)
                        .iter()
                        .for_each(|it| self.search(it, &entry));
                }
            });
        }
    }
}
