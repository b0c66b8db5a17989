//! What is known of other cases, computed once over the whole casebook and lent to every examination: which
//! notes are nearly the same as another, and the names of the other children whom a worker might take for this
//! one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::copies::{self, Likeness};
use super::manner::{Manner, WordLists};
use super::words::{Phrases, words};
use crate::model::declare::Ids;
use crate::model::records::Allocation;
use crate::model::{Case, Casebook, EntryId, Id, Recorded, Text, When};
use crate::search::Sought;

/// What is known of other cases.
#[derive(Default)]
pub struct Background {
    pub(super) lists: Lists,
    copies: BTreeMap<EntryId, Copied>,
    caseloads: BTreeMap<Arc<str>, Names>,
    /// The names of the children on linked cases, and the workers, by case.
    of_cases: BTreeMap<String, OfCase>,
}

/// The lists of words, prepared.
#[derive(Default)]
pub(super) struct Lists {
    pub prejudicial: Phrases,
    pub vague: Phrases,
    pub opinion: Phrases,
}

/// Of which other note one is nearly a copy.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Copied {
    /// The earlier note.
    pub of: EntryId,
    /// When that of which it tells happened.
    pub when: Option<When>,
    /// Whether it is of another child's case only.
    pub is_of_another: bool,
}

/// A child of another case.
#[derive(Debug, Clone)]
pub(super) struct OtherChild {
    /// The case.
    pub case: String,
    /// The child.
    pub person: Arc<str>,
    name: String,
}

/// The names of several children, prepared to be looked for.
pub(super) struct Names {
    /// The children; a find gives the number of one.
    pub children: Vec<OtherChild>,
    /// The search; none where there is nobody to look for.
    pub sought: Option<Sought>,
}

struct OfCase {
    linked: Names,
    workers: Vec<Arc<str>>,
}

impl Background {
    /// Looks over a whole casebook, as at a day.
    pub fn of(casebook: &Casebook, manner: &Manner, as_at: NaiveDate) -> Self {
        let children = children(casebook);
        let mut caseloads: BTreeMap<Arc<str>, Vec<OtherChild>> = BTreeMap::new();
        let mut of_cases = BTreeMap::new();
        for case in &casebook.cases {
            let workers = workers(case, as_at);
            for worker in &workers {
                let load = caseloads.entry(worker.clone()).or_default();
                load.extend(children.get(case.id.as_str()).cloned());
            }
            let linked = case.shares_with.iter();
            let linked = linked.filter_map(|id| children.get(id.as_str()).cloned());
            let linked = Names::of(linked.collect());
            of_cases.insert(case.id.clone(), OfCase { linked, workers });
        }
        Self {
            lists: Lists::of(&manner.words),
            copies: copied(casebook, manner),
            caseloads: caseloads
                .into_iter()
                .map(|(worker, load)| (worker, Names::of(load)))
                .collect(),
            of_cases,
        }
    }

    /// Of which note a record is nearly a copy.
    pub(super) fn copied(&self, entry: &EntryId) -> Option<&Copied> {
        self.copies.get(entry)
    }

    /// The children whose names are looked for in the notes of a case: those of linked cases, and of the
    /// workers' other cases.
    pub(super) fn names(&self, case: &Case) -> impl Iterator<Item = &Names> {
        let own = self.of_cases.get(&case.id);
        let workers = own.into_iter().flat_map(|it| &it.workers);
        let loads = workers.filter_map(|worker| self.caseloads.get(worker));
        own.map(|it| &it.linked).into_iter().chain(loads)
    }
}

impl Lists {
    fn of(words: &WordLists) -> Self {
        let each = |list: &BTreeMap<String, String>| Phrases::new(list.keys().map(String::as_str));
        Self {
            prejudicial: each(&words.prejudicial),
            vague: each(&words.vague),
            opinion: Phrases::new(words.opinion.iter().map(String::as_str)),
        }
    }
}

impl Names {
    /// Full names only: a first name alone may be anybody's.
    fn of(children: Vec<OtherChild>) -> Self {
        let full = |it: &OtherChild| it.name.split_whitespace().count() > 1;
        let children: Vec<OtherChild> = children.into_iter().filter(full).collect();
        let names = children.iter().enumerate();
        let names = names.map(|(number, child)| (number, child.name.as_str()));
        let sought = Sought::new(names).filter(|_| !children.is_empty());
        Self { children, sought }
    }
}

/// The child of each case, by the case's id.
fn children(casebook: &Casebook) -> BTreeMap<&str, OtherChild> {
    let each = casebook.cases.iter().filter_map(|case| {
        let child = case.child()?;
        let other = OtherChild {
            case: case.id.clone(),
            person: child.entry.key.clone(),
            name: child.name.value()?.shown(),
        };
        Some((case.id.as_str(), other))
    });
    each.collect()
}

/// Who works on a case on a day, each once.
fn workers(case: &Case, as_at: NaiveDate) -> Vec<Arc<str>> {
    let current = |it: &&Allocation| {
        let begun = it.start.value().is_none_or(|it| it.earliest() <= as_at);
        begun && it.end.value().is_none_or(|it| it.latest() > as_at)
    };
    let all = case.records.allocations.iter().filter(current);
    let ids: BTreeSet<Arc<str>> = all
        .filter_map(|it| it.worker_id.value())
        .map(|id| id.0.clone())
        .collect();
    ids.into_iter().collect()
}

/// A text that is compared with others.
struct Note<'a> {
    entry: &'a EntryId,
    cases: &'a [Id],
    when: Option<When>,
    worker: Option<String>,
    text: String,
}

/// Which notes are nearly the same as an earlier one, each once however many of its texts are.
fn copied(casebook: &Casebook, manner: &Manner) -> BTreeMap<EntryId, Copied> {
    let mut notes = notes(casebook, &Prompts::of(&manner.words));
    notes.sort_by(|a, b| {
        let order = |it: &Note<'_>| (it.when.map(|when| when.order()), it.entry.clone());
        order(a).cmp(&order(b))
    });
    let likeness = Likeness {
        shingle: manner.shingle_words,
        least_words: manner.copied_words,
        percent: manner.copied_percent,
    };
    let texts: Vec<&str> = notes.iter().map(|it| it.text.as_str()).collect();
    let linked = Linked::of(casebook);
    let found = copies::copies(&texts, likeness, |first, second| {
        let pair = notes.get(first).zip(notes.get(second));
        pair.is_some_and(|(first, second)| is_copy(first, second, &linked))
    });
    let mut copied = BTreeMap::new();
    for (note, first) in notes.iter().zip(found) {
        if let Some(first) = first.and_then(|it| notes.get(it)) {
            let shared = note.cases.iter().any(|it| first.cases.contains(it));
            let of = Copied {
                of: first.entry.clone(),
                when: first.when,
                is_of_another: !shared,
            };
            copied.entry(note.entry.clone()).or_insert(of);
        }
    }
    copied
}

/// Whether two notes that are alike were copied: across dates, or across children who have nothing to do with
/// each other. One visit recorded for each of several siblings is no copy, nor is what one record says twice.
fn is_copy(first: &Note<'_>, second: &Note<'_>, linked: &Linked<'_>) -> bool {
    if first.entry == second.entry {
        return false;
    }
    let day = |it: &Note<'_>| it.when.map(|when| (when.start, when.end));
    if day(first) != day(second) {
        return true;
    }
    let together = first.cases.iter().any(|one| {
        let mut others = second.cases.iter();
        others.any(|other| one == other || linked.are(&one.0, &other.0))
    });
    let same_worker = match (&first.worker, &second.worker) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    !(together && same_worker)
}

/// Which cases share records or are named as linked.
struct Linked<'a>(BTreeSet<(&'a str, &'a str)>);

impl<'a> Linked<'a> {
    fn of(casebook: &'a Casebook) -> Self {
        let cases = casebook.cases.iter();
        let pairs = cases.flat_map(|case| {
            let others = case.shares_with.iter();
            others.map(|other| (case.id.as_str(), other.as_str()))
        });
        Self(pairs.collect())
    }

    fn are(&self, one: &str, other: &str) -> bool {
        self.0.contains(&(one, other))
    }
}

/// The longer texts of visits, contacts and events, each record once.
fn notes<'a>(casebook: &'a Casebook, prompts: &Prompts) -> Vec<Note<'a>> {
    let mut known: BTreeSet<&EntryId> = BTreeSet::new();
    let mut notes = Vec::new();
    for case in &casebook.cases {
        for it in &case.records.visits {
            if known.insert(&it.entry) {
                let by = it.worker_id.value().map(|id| id.0.to_string());
                let texts = [&it.narrative, &it.observations, &it.analysis];
                let head = (&it.entry, &it.case_id, &it.visited);
                add(&mut notes, head, by, &texts, prompts);
            }
        }
        for it in &case.records.contacts {
            if known.insert(&it.entry) {
                let by = it.provenance.recorded_by.value().map(Text::shown);
                let head = (&it.entry, &it.case_id, &it.contacted);
                add(&mut notes, head, by, &[&it.discussion], prompts);
            }
        }
        for it in &case.records.events {
            if known.insert(&it.entry) {
                let by = it.provenance.recorded_by.value().map(Text::shown);
                let head = (&it.entry, &it.case_id, &it.happened);
                add(&mut notes, head, by, &[&it.what_happened], prompts);
            }
        }
    }
    notes
}

fn add<'a>(
    notes: &mut Vec<Note<'a>>,
    (entry, cases, when): (&'a EntryId, &'a Recorded<Ids>, &'a Recorded<When>),
    worker: Option<String>,
    texts: &[&Recorded<Text>],
    prompts: &Prompts,
) {
    for text in texts.iter().filter_map(|it| it.value()) {
        notes.push(Note {
            entry,
            cases: cases.value().map_or(&[], |ids| &ids.0),
            when: when.value().copied(),
            worker: worker.clone(),
            text: prompts.taken_out(&text.shown()),
        });
    }
}

/// The prompts of templates, which many notes have in common.
struct Prompts(Vec<Vec<String>>);

impl Prompts {
    fn of(lists: &WordLists) -> Self {
        let each = lists.prompts.iter();
        let mut all: Vec<Vec<String>> = each
            .map(|prompt| words(prompt).map(plain).collect())
            .filter(|words: &Vec<String>| !words.is_empty())
            .collect();
        all.sort_by_key(|words| std::cmp::Reverse(words.len()));
        Self(all)
    }

    /// A text without them.
    fn taken_out(&self, text: &str) -> String {
        // Most notes are no template: their words are compared as they stand.
        if !text.contains('?') {
            return text.to_owned();
        }
        let all: Vec<&str> = words(text).collect();
        let small: Vec<String> = all.iter().map(|word| plain(word)).collect();
        let mut kept = Vec::with_capacity(all.len());
        let mut at = 0;
        while let (Some(word), Some(rest)) = (all.get(at), small.get(at..)) {
            match self.0.iter().find(|prompt| rest.starts_with(prompt)) {
                Some(prompt) => at += prompt.len(),
                None => {
                    kept.push(*word);
                    at += 1;
                }
            }
        }
        kept.join(" ")
    }
}

/// A word in small letters, with one kind of apostrophe.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}
