//! From the cases of the children to the entries of one chronology: each fact once, naming every child
//! that it is told of (rule 15), with the edits of the working copies applied (rule 19).

use std::collections::{BTreeMap, BTreeSet};

use super::children::Children;
use super::told::{self, Topic};
use crate::assemble::Brief;
use crate::assemble::shared::overrides::{self, edit_of, edited};
use crate::assemble::shared::phrases::{self, Placeholder};
use crate::assemble::shared::selection::told_by_next;
use crate::assemble::shared::timeline::{self, Fact, Telling};
use crate::digest::sha256;
use crate::disclose::DisclosedProceedings;
use crate::issue::{Issue, Origin};
use crate::kind::Audience;
use crate::model::{Case, EntryId, Override, Recorded, Run, Text};

/// One entry: a fact of one child's record, or the same fact of several.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The fact as it is first told, with the edits of the cases' working copies.
    pub fact: Fact,
    /// The names of every record that tells it; the first is the fact's own.
    pub names: Vec<EntryId>,
    /// The children whose records tell it, as indices of the cases.
    pub children: BTreeSet<usize>,
    /// The digest of the records, to see whether they have changed since a working copy was made.
    pub records: String,
    /// Whether another entry of the same day tells it.
    pub is_told_elsewhere: bool,
    /// What it is about, as far as another record could tell the same.
    pub topic: Topic,
    /// The party whose entry it is; none for the authority's own.
    pub party: Option<Text>,
    /// The edit of the court's own working copy, where it still holds.
    pub edit: Option<Override>,
}

/// The entries of a set of proceedings in order, and the edits that no longer hold.
///
/// # Errors
/// A wording template that cannot be used.
pub fn entries(
    proceedings: &DisclosedProceedings<'_>,
    children: &Children,
    brief: &Brief<'_>,
) -> Result<(Vec<Entry>, Vec<Issue>), Issue> {
    let ids: BTreeSet<&str> = proceedings
        .cases()
        .filter_map(|case| case.child().map(|child| &*child.entry.key))
        .collect();
    let mut gathered = Gathered::default();
    for (child, case) in proceedings.cases().enumerate() {
        let telling = Telling {
            wording: brief.wording,
            audience: Audience::Court,
        };
        let facts = timeline::facts(case, telling)?;
        let told = told_by_next(&facts);
        for (index, fact) in facts.into_iter().enumerate() {
            let topic = Topic::of(&fact, case, &ids);
            let told = told.contains(&index);
            gathered.add(fact, (told, topic), child, case);
        }
    }
    let mut entries = gathered.with_births_once();
    told::mark(&mut entries);
    for entry in &mut entries {
        children.name_in(entry, brief.wording);
    }
    let edits = edits(proceedings);
    let issues = apply(&edits, &mut entries);
    entries.sort_by(|a, b| a.fact.order().cmp(&b.fact.order()));
    Ok((entries, issues))
}

/// The name under which an entry stands in the court's working copy: it leads back to the record, and
/// shows nobody which record that is (rule 18). What a working copy added is no record and shows its
/// name, so that later copies can carry it on.
pub fn token(name: &EntryId) -> String {
    if name.is_added() {
        return name.to_string();
    }
    format!("court:{}", &sha256(name.to_string().as_bytes())[..12])
}

#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    /// Which entry a record is told in.
    by_name: BTreeMap<EntryId, usize>,
    /// Which entry says this, of this day and kind.
    by_words: BTreeMap<String, usize>,
}

impl Gathered {
    fn add(
        &mut self,
        fact: Fact,
        (is_told_elsewhere, topic): (bool, Topic),
        child: usize,
        case: &Case,
    ) {
        let party = party_of(&fact, case);
        let words = format!("{}{:?}", said(&fact), party);
        let known = self.by_name.get(&fact.entry).or(self.by_words.get(&words));
        if let Some(&index) = known {
            self.by_name.insert(fact.entry.clone(), index);
            self.entries[index].join(fact, is_told_elsewhere, child, case);
            return;
        }
        let index = self.entries.len();
        self.by_name.insert(fact.entry.clone(), index);
        self.by_words.insert(words, index);
        self.entries.push(Entry {
            names: vec![fact.entry.clone()],
            children: BTreeSet::from([child]),
            records: overrides::digest(&fact),
            is_told_elsewhere,
            topic,
            party,
            edit: None,
            fact: with_edit(fact, case),
        });
    }
}

impl Gathered {
    /// The entries, with births and deaths that are told by an event of one child's record taken out of
    /// the basic records of the others.
    fn with_births_once(self) -> Vec<Entry> {
        let (people, mut entries): (Vec<Entry>, Vec<Entry>) = self
            .entries
            .into_iter()
            .partition(|entry| &*entry.fact.entry.record == "person");
        for person in people {
            let told = entries.iter_mut().find(|entry| {
                &*entry.fact.entry.record == "event"
                    && entry.fact.category == person.fact.category
                    && entry.fact.when.start == person.fact.when.start
            });
            match told {
                Some(event) => {
                    event.names.extend(person.names);
                    event.fact.origins.extend(person.fact.origins);
                }
                None => entries.push(person),
            }
        }
        entries
    }
}

impl Entry {
    /// Takes in the same fact from another child's record, or from a second row of the same.
    fn join(&mut self, fact: Fact, is_told_elsewhere: bool, child: usize, case: &Case) {
        self.children.insert(child);
        self.is_told_elsewhere &= is_told_elsewhere;
        if self.names.contains(&fact.entry) {
            // A birth is told by its own child's record in words that the siblings' cannot have.
            if self.fact.sentence != fact.sentence && is_placeheld(&fact.sentence) {
                self.fact.sentence = fact.sentence;
            }
            return;
        }
        self.records = sha256(format!("{}{}", self.records, overrides::digest(&fact)).as_bytes())
            [..16]
            .to_owned();
        self.names.push(fact.entry.clone());
        let fact = with_edit(fact, case);
        self.fact.origins.extend(fact.origins);
        self.fact.reference = self.fact.reference.take().or(fact.reference);
        let (own, other) = (&mut self.fact.provenance, &fact.provenance);
        affirm(&mut own.in_court, other.in_court);
        affirm(&mut own.key_incident, other.key_incident);
        affirm(&mut own.disputed, other.disputed);
        complete(&mut own.court_wording, &other.court_wording);
        complete(&mut own.dispute, &other.dispute);
        complete(&mut own.outcome, &other.outcome);
    }
}

/// What another record says, unless this one says yes.
fn affirm(own: &mut Recorded<bool>, other: Recorded<bool>) {
    if own.value() != Some(&true) && other.value().is_some() {
        *own = other;
    }
}

/// What another record says, where this one says nothing.
fn complete(own: &mut Recorded<Text>, other: &Recorded<Text>) {
    if own.value().is_none() {
        own.clone_from(other);
    }
}

fn with_edit(fact: Fact, case: &Case) -> Fact {
    let edit = edit_of(&fact, case);
    edited(fact, edit)
}

/// What is said of which day, without case, punctuation and spacing; the children are placeholders.
fn said(fact: &Fact) -> String {
    let heading = fact.heading.as_ref().map(Text::to_string);
    let words = format!(
        "{}{}{}",
        heading.unwrap_or_default(),
        fact.sentence,
        fact.outcome().map(Text::to_string).unwrap_or_default()
    );
    let plain = words
        .chars()
        .filter(|c| c.is_alphanumeric() || is_noncharacter(*c));
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    format!(
        "{:?}{:?}{}{}{}{plain}",
        fact.when,
        fact.until,
        fact.category.word(),
        fact.entry.record,
        fact.entry.facet
    )
}

fn is_noncharacter(letter: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&letter)
}

fn is_placeheld(text: &Text) -> bool {
    let mut runs = text.runs().iter();
    runs.any(|run| matches!(run, Run::Words(words) if words.contains(is_noncharacter)))
}

/// The party whose entry an event is.
fn party_of(fact: &Fact, case: &Case) -> Option<Text> {
    let mut events = case.records.events.iter();
    let event = events.find(|event| event.entry == fact.entry)?;
    event.entry_of_party.value().cloned()
}

/// The edits of the court's working copy, once each, as every case of the proceedings holds them.
fn edits(proceedings: &DisclosedProceedings<'_>) -> Vec<Override> {
    let own = &proceedings.record().entry.key;
    let of_court = |edit: &&Override| edit.proceedings.as_deref() == Some(&**own);
    let first = proceedings.cases().next();
    let edits = first.into_iter().flat_map(|case| &case.overrides);
    edits.filter(of_court).cloned().collect()
}

/// Applies the edits whose record is still the one that was seen; an issue for each of the others.
fn apply(edits: &[Override], entries: &mut [Entry]) -> Vec<Issue> {
    let mut by_token: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for name in &entry.names {
            by_token.insert(token(name), index);
        }
    }
    let mut issues = Vec::new();
    for edit in edits {
        let Some(&index) = by_token.get(&edit.entry.to_string()) else {
            issues.push(overrides::gone_since(edit));
            continue;
        };
        let entry = &mut entries[index];
        // What the working copy itself added cannot have changed since.
        if edit.digest != entry.records && !edit.entry.is_added() {
            issues.push(overrides::changed_since(edit, &entry.fact.origins));
            continue;
        }
        entry.fact = edited(entry.fact.clone(), Some(edit));
        entry.edit = Some(edit.clone());
    }
    issues
}

impl Children {
    /// Puts the children's names where an entry leaves room for them.
    fn name_in(&self, entry: &mut Entry, wording: &crate::wording::Wording) {
        let names = self.named(&entry.children, wording);
        let were = if entry.children.len() == 1 {
            "verb.was"
        } else {
            "verb.were"
        };
        entry.fact.sentence = phrases::filled(&entry.fact.sentence, &|it| match it {
            Placeholder::Child | Placeholder::CapitalChild => names.clone(),
            Placeholder::Was => wording.term(were).to_owned(),
        });
    }
}

/// Every place that the records of an entry were read from, once each.
pub fn origins(entry: &Entry) -> Vec<Origin> {
    let mut origins = entry.fact.origins.clone();
    origins.sort();
    origins.dedup();
    origins
}
