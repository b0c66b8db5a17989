//! The case as it may be disclosed: what was decided, done to every record, and an account of it.

use std::collections::{BTreeMap, BTreeSet};

use super::blank;
use super::decisions::{Decided, Decisions};
use super::details::Detail;
use super::edits::{self, Edit, Of, Who, Wholes};
use super::fragments::{Fragment, fragments};
use super::names::Lexicon;
use super::passages::is_governance;
use super::review::Review;
use super::rows::Outcome;
use super::told::{anonymous, without_facts};
use crate::disclose::{Disclosed, Withheld};
use crate::model::declare::{ListVisitorMut, Listed};
use crate::model::{Band, Case, EntryId, Recorded, Text, When};

/// Something withheld, for the schedule: everything but the words, which stand here only so that a keyed digest can
/// be made of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The record.
    pub entry: EntryId,
    /// The field; empty for the whole record.
    pub field: String,
    /// When it happened.
    pub when: Option<When>,
    /// What it is about.
    pub of: Of,
    /// By which decision: row, outcome, ground, who, when, reason.
    pub decided: Decided,
    /// How much, by band.
    pub band: Band,
    /// The number of the description that stands instead, where one does.
    pub described: Option<u32>,
    /// The words.
    pub words: String,
}

/// Somebody who is described instead of named.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// The number: "Person 3".
    pub number: u32,
    /// The row by which their name is withheld.
    pub row: String,
    /// The description as it is printed.
    pub words: String,
}

/// A case as it may be disclosed, and the account of it.
#[derive(Debug)]
pub struct Released {
    /// The case.
    pub disclosed: Disclosed<'static>,
    /// What was withheld, in the order of records.
    pub items: Vec<Item>,
    /// Who is described.
    pub described: Vec<Described>,
    /// What must not be found.
    pub fragments: Vec<Fragment>,
}

/// Does what was decided. `describe` words a number and, where the record knows them, the person: "Person 3, a
/// neighbour".
pub fn apply(
    case: &Case,
    review: &Review,
    decisions: &Decisions,
    lexicon: &Lexicon,
    describe: &dyn Fn(u32, Option<&str>) -> String,
) -> Released {
    let edits = edits::edits(review, decisions);
    let described = described(review, decisions, &edits, describe);
    let mut hand = Hand {
        review,
        decisions,
        wholes: edits::wholes(review, decisions),
        by_text: by_text(review, &edits),
        described: &described,
        silent: people_with(review, decisions, Outcome::Silent),
        items: Vec::new(),
    };
    let mut lent = case.clone();
    lent.overrides.clear();
    lent.records.each_list_mut(&mut hand);
    let items = std::mem::take(&mut hand.items);
    hand.people(&mut lent);
    hand.owned(&mut lent);
    let fragments = fragments(review, decisions, &items, lexicon);
    let withheld = fragments.iter().map(|it| Withheld {
        row: it.row.clone(),
        words: it.words.clone(),
    });
    let withheld = withheld.collect();
    Released {
        disclosed: Disclosed {
            case: std::borrow::Cow::Owned(lent),
            withheld,
        },
        items,
        described: described.into_values().collect(),
        fragments,
    }
}

/// The people whose name has that outcome, by place in the list.
fn people_with(review: &Review, decisions: &Decisions, outcome: Outcome) -> BTreeSet<usize> {
    let all = 0..review.people.len();
    all.filter(|who| decisions.of_person(review, *who, Detail::Name).0 == outcome)
        .collect()
}

/// The edits of each text.
fn by_text<'a>(
    review: &Review,
    edits: &'a [Edit],
) -> BTreeMap<(EntryId, &'static str), Vec<&'a Edit>> {
    let mut by_text: BTreeMap<_, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        let passage = &review.passages[edit.passage];
        by_text
            .entry((passage.entry.clone(), passage.field.name))
            .or_default()
            .push(edit);
    }
    by_text
}

/// Everybody who is described, numbered in the order of the case's people, then of words; of people elsewhere
/// those whom words name.
fn described(
    review: &Review,
    decisions: &Decisions,
    edits: &[Edit],
    describe: &dyn Fn(u32, Option<&str>) -> String,
) -> BTreeMap<Who, Described> {
    let withheld = people_with(review, decisions, Outcome::Withhold);
    let withheld = withheld
        .into_iter()
        .filter(|who| !review.people[*who].is_elsewhere);
    let named = edits.iter().filter_map(|edit| match &edit.with {
        edits::With::Description(who) => Some(who.clone()),
        _ => None,
    });
    let all: BTreeSet<Who> = withheld.map(Who::Person).chain(named).collect();
    let mut numbered = BTreeMap::new();
    for (number, who) in (1..).zip(all) {
        let (row, standing) = match &who {
            Who::Person(at) => {
                let known = &review.people[*at];
                let row = super::review::person_row(known, Detail::Name);
                (row, known.standing.as_deref())
            }
            Who::Word(words) => (super::review::word_row(words), None),
        };
        let words = describe(number, standing);
        numbered.insert(who, Described { number, row, words });
    }
    numbered
}

/// Goes through every record and does what was decided.
struct Hand<'a> {
    review: &'a Review,
    decisions: &'a Decisions,
    wholes: Wholes,
    by_text: BTreeMap<(EntryId, &'static str), Vec<&'a Edit>>,
    described: &'a BTreeMap<Who, Described>,
    silent: BTreeSet<usize>,
    items: Vec<Item>,
}

impl ListVisitorMut for Hand<'_> {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if is_governance(R::TYPE.name) {
            records.clear();
            return;
        }
        let all = std::mem::take(records);
        records.extend(all.into_iter().filter_map(|record| self.record(record)));
    }
}

impl Hand<'_> {
    /// A record as it stays; none where it goes without a trace.
    fn record<R: Listed>(&mut self, record: R) -> Option<R> {
        if let Some((of, decided)) = self.wholes.get(record.entry()).cloned()
            && !matches!(R::TYPE.name, "person" | "worker" | "case")
        {
            return self.whole(&record, of, decided);
        }
        let mut record = record;
        if !self.without_silent(&mut record) {
            return None;
        }
        self.words(&mut record).then_some(record)
    }

    fn whole<R: Listed>(&mut self, record: &R, of: Of, decided: Decided) -> Option<R> {
        let (blank, words) = blank::withheld(record, &decided.reason);
        let silent = decided.outcome == Outcome::Silent;
        self.items.push(Item {
            entry: record.entry().clone(),
            field: String::new(),
            when: super::passages::date_of(record),
            of,
            decided,
            band: Band::of(&words),
            described: None,
            words,
        });
        (!silent).then_some(blank)
    }

    /// Takes out whoever leaves no trace; false for a record that is theirs.
    fn without_silent<R: Listed>(&self, record: &mut R) -> bool {
        let silent = |id: &str| {
            self.silent
                .iter()
                .any(|who| self.review.people[*who].id == id)
        };
        if R::TYPE.name == "person" && silent(&record.entry().key) {
            return false;
        }
        let mut theirs = false;
        record.keep_references(&mut |field, id| {
            let gone = field.refers == Some("person") && silent(id);
            theirs |= gone && field.kind == crate::model::declare::FieldKind::Id;
            !gone
        });
        !theirs
    }

    /// Replaces words; false where a text that the record must have is left without any.
    fn words<R: Listed>(&mut self, record: &mut R) -> bool {
        let entry = record.entry().clone();
        let when = super::passages::date_of(record);
        let mut stays = true;
        let (by_text, described, items) = (&self.by_text, self.described, &mut self.items);
        record.each_text(&mut |field, recorded| {
            let Some(edits) = by_text.get(&(entry.clone(), field.name)) else {
                return;
            };
            let Recorded::Value(text) = recorded else {
                return;
            };
            let words = text.shown();
            let name = |who: &Who| {
                described
                    .get(who)
                    .map(|it| it.words.clone())
                    .unwrap_or_default()
            };
            let text = edits::replaced(&words, edits, &name);
            items.extend(
                edits
                    .iter()
                    .map(|edit| item(edit, &entry, field.name, when, &words, described)),
            );
            let blank = text.is_blank();
            stays &= !(blank && field.needed);
            *recorded = match blank {
                true => Recorded::Empty,
                false => Recorded::Value(text),
            };
        });
        stays
    }

    /// People as they are told: withheld ones by their description and nothing else.
    fn people(&self, case: &mut Case) {
        for (at, known) in self.review.people.iter().enumerate() {
            let described = self.described.get(&Who::Person(at));
            if known.is_worker {
                let worker = case
                    .records
                    .workers
                    .iter_mut()
                    .find(|it| *it.entry.key == *known.id);
                if let (Some(worker), Some(described)) = (worker, described) {
                    worker.worker_name = Recorded::Value(Text::words(described.words.as_str()));
                }
                continue;
            }
            let Some(person) = case
                .records
                .people
                .iter_mut()
                .find(|it| *it.entry.key == *known.id)
            else {
                continue;
            };
            if let Some(described) = described {
                *person = anonymous(person, &described.words);
            }
            let withheld =
                |detail| self.decisions.of_person(self.review, at, detail).0 != Outcome::Keep;
            if withheld(Detail::BirthDate) {
                person.born = Recorded::NotCarried;
                person.expected = Recorded::NotCarried;
                person.died = Recorded::NotCarried;
            }
            if withheld(Detail::Facts) {
                *person = without_facts(person);
            }
            if !known.is_subject {
                // Names used before stand on the internal front sheet only (rule 6).
                person.former_names = Recorded::NotCarried;
            }
        }
    }

    /// Homes, telephones and numbers of those whose they are not to be told.
    fn owned(&self, case: &mut Case) {
        let people = &self.review.people;
        let keeps = |id: Option<&crate::model::Id>, detail: Detail| {
            let at = id.and_then(|id| {
                people
                    .iter()
                    .position(|known| !known.is_worker && *known.id == *id.0)
            });
            at.is_none_or(|at| self.decisions.of_person(self.review, at, detail).0 == Outcome::Keep)
        };
        let records = &mut case.records;
        records
            .addresses
            .retain(|it| keeps(it.person_id.value(), Detail::Home));
        records
            .contact_details
            .retain(|it| keeps(it.person_id.value(), Detail::Contact));
        records
            .identifiers
            .retain(|it| keeps(it.person_id.value(), Detail::Numbers));
        records
            .disabilities
            .retain(|it| keeps(it.person_id.value(), Detail::Facts));
        records
            .communication_needs
            .retain(|it| keeps(it.person_id.value(), Detail::Facts));
        for placement in &mut records.placements {
            let carers = placement
                .carers
                .value()
                .map(|ids| ids.0.to_vec())
                .unwrap_or_default();
            if !carers.iter().all(|id| keeps(Some(id), Detail::Home)) {
                placement.placement_address = Recorded::NotCarried;
            }
        }
        for adoption in &mut records.adoptions {
            adoption.adopters = Recorded::NotCarried;
        }
    }
}

fn item(
    edit: &Edit,
    entry: &EntryId,
    field: &str,
    when: Option<When>,
    words: &str,
    described: &BTreeMap<Who, Described>,
) -> Item {
    let gone = words[edit.range.clone()].to_owned();
    let number = match &edit.with {
        edits::With::Description(who) => described.get(who).map(|it| it.number),
        _ => None,
    };
    Item {
        entry: entry.clone(),
        field: field.to_owned(),
        when,
        of: edit.of,
        decided: edit.decided.clone(),
        band: Band::of(&gone),
        described: number,
        words: gone,
    }
}
