//! What one person is to another, gathered from all families of a file before it becomes records, so
//! that the same fact from two records is one, and a vaguer fact gives way to a plainer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ingest::dates::iso;
use crate::issue::Origin;
use crate::model::codes::{Certainty, Relation};
use crate::model::declare::Id;
use crate::model::records::Relationship;
use crate::model::{EntryId, Recorded, Text, When};

/// What the first is to the second.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub first: Arc<str>,
    pub second: Arc<str>,
    pub relation: Relation,
    pub start: Option<When>,
    pub end: Option<When>,
    pub ended_by: Option<&'static str>,
    pub certainty: Option<Certainty>,
    pub origins: BTreeSet<Origin>,
}

impl Tie {
    /// A tie of which no more is known.
    pub fn new(first: &str, relation: Relation, second: &str) -> Self {
        Self {
            first: first.into(),
            second: second.into(),
            relation,
            start: None,
            end: None,
            ended_by: None,
            certainty: None,
            origins: BTreeSet::new(),
        }
    }

    /// The same, said in these places.
    pub fn at(mut self, origins: impl IntoIterator<Item = Origin>) -> Self {
        self.origins.extend(origins);
        self
    }

    /// Whether it makes the first a parent by birth.
    pub fn is_birth(&self) -> bool {
        matches!(
            self.relation,
            Relation::Mother | Relation::Father | Relation::Parent
        )
    }

    fn is_parental(&self) -> bool {
        let others = [
            Relation::AdoptiveParent,
            Relation::FosterCarer,
            Relation::KinshipCarer,
            Relation::Guardian,
            Relation::StepParent,
        ];
        self.is_birth() || others.contains(&self.relation)
    }

    fn is_couple(&self) -> bool {
        let couples = [Relation::Married, Relation::Cohabiting, Relation::Partner];
        couples.contains(&self.relation)
    }

    /// A couple of which only a common child is known.
    fn is_bare_couple(&self) -> bool {
        self.relation == Relation::Partner && self.start.is_none() && self.end.is_none()
    }

    /// What tells it from the others between the two.
    fn key(&self) -> (String, String, String) {
        let date = |when: &Option<When>| when.as_ref().map(iso).unwrap_or_default();
        let word = self.relation.word().to_owned();
        (word, date(&self.start), date(&self.end))
    }
}

/// All ties of a file, by the two that they join.
#[derive(Debug, Default)]
pub(super) struct Ties(BTreeMap<(Arc<str>, Arc<str>), Vec<Tie>>);

impl Ties {
    /// Adds a tie, or its places to the same one.
    pub fn add(&mut self, tie: Tie) {
        let pair = (tie.first.clone(), tie.second.clone());
        let ties = self.0.entry(pair).or_default();
        match ties.iter_mut().find(|it| it.key() == tie.key()) {
            Some(same) => {
                same.origins.extend(tie.origins);
                same.ended_by = same.ended_by.or(tie.ended_by);
                same.certainty = same.certainty.take().or(tie.certainty);
            }
            None => ties.push(tie),
        }
    }

    /// Lets what is plainer stand for what is vaguer: a parent by birth needs no second link as carer,
    /// a married couple none as parents of a child.
    pub fn settle(&mut self) {
        for ties in self.0.values_mut() {
            give_way(ties, Tie::is_birth, |tie| {
                tie.is_parental() && !tie.is_birth()
            });
            give_way(
                ties,
                |tie| tie.is_couple() && !tie.is_bare_couple(),
                Tie::is_bare_couple,
            );
        }
    }

    /// Every child's parents by birth.
    pub fn birth_parents(&self) -> BTreeMap<&str, Vec<&Tie>> {
        let mut parents: BTreeMap<&str, Vec<&Tie>> = BTreeMap::new();
        for tie in self.0.values().flatten().filter(|tie| tie.is_birth()) {
            parents.entry(&tie.second).or_default().push(tie);
        }
        parents
    }

    /// The records, in order of their names.
    pub fn into_records(self) -> Vec<Relationship> {
        let mut records: BTreeMap<String, Relationship> = BTreeMap::new();
        for tie in self.0.into_values().flatten() {
            let mut key = natural_key(&tie);
            while records.contains_key(&key) {
                key.push_str("|again");
            }
            records.insert(key.clone(), record(tie, &key));
        }
        records.into_values().collect()
    }
}

/// The two ids, when it began, and the relation, as the native layout names such rows.
fn natural_key(tie: &Tie) -> String {
    let mut parts = vec![tie.first.to_string(), tie.second.to_string()];
    parts.extend(tie.start.as_ref().map(iso));
    parts.push(match &tie.relation {
        Relation::Other(_) => "other".to_owned(),
        known => known.word().to_owned(),
    });
    parts.join("|")
}

fn record(tie: Tie, key: &str) -> Relationship {
    let mut origins = tie.origins.into_iter();
    let entry = EntryId::of("relationship", key);
    let first = origins.next().unwrap_or_else(|| Origin::file(""));
    let mut record = Relationship::bare(entry, first);
    record.origins.extend(origins);
    record.person_id = Recorded::Value(Id(tie.first));
    record.relation = Recorded::Value(tie.relation);
    record.other_person_id = Recorded::Value(Id(tie.second));
    record.start = tie.start.into();
    record.end = tie.end.into();
    record.ended_by = tie.ended_by.map(Text::words).into();
    record.certainty = tie.certainty.into();
    record
}

/// Takes the vaguer ties out where there is a plainer, which keeps their places.
fn give_way(ties: &mut Vec<Tie>, plainer: impl Fn(&Tie) -> bool, vaguer: impl Fn(&Tie) -> bool) {
    let Some(kept) = ties.iter().position(plainer) else {
        return;
    };
    let places: Vec<Origin> = ties
        .iter()
        .filter(|tie| vaguer(tie))
        .flat_map(|tie| tie.origins.iter().cloned())
        .collect();
    ties[kept].origins.extend(places);
    ties.retain(|tie| !vaguer(tie));
}
