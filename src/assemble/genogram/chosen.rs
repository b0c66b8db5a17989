//! Who stands in a genogram: the index children, their parents and grandparents, all descendants of these
//! to the generation after the index children, all partners; who cares for the index children, who lives
//! with them, and whom they trust. Professionals are never in it.

use std::collections::BTreeMap;

use super::care::Cares;
use super::ties::{Tie, Ties, id};
use crate::assemble::shared::phases::{self, Phase};
use crate::model::Case;
use crate::model::codes::Standing;
use crate::model::records::Person;

/// The people of a drawing.
pub(super) struct Chosen<'a> {
    /// The index children, the case's own child first.
    pub(super) index: Vec<&'a Person>,
    /// Everybody, by id, and by how many generations they stand below the index children; a guess for
    /// those who are not related by blood.
    generations: BTreeMap<&'a str, (&'a Person, i32)>,
}

impl<'a> Chosen<'a> {
    /// By the rule of the kind.
    pub(super) fn around(index: Vec<&'a Person>, ties: &Ties<'a>, cares: &Cares<'a>) -> Self {
        let mut chosen = Self {
            generations: BTreeMap::new(),
            index: index.clone(),
        };
        for child in &index {
            chosen.add(child, 0);
        }
        for generation in [0, -1] {
            for person in chosen.of(generation) {
                for parent in parents(ties, person) {
                    chosen.add(parent, generation - 1);
                }
            }
        }
        chosen.add_siblings(ties);
        for generation in -2..=0 {
            for person in chosen.of(generation) {
                for child in ties.children(person) {
                    chosen.add(child, generation + 1);
                }
            }
        }
        for care in &cares.each {
            if care.is_now && chosen.is_index(care.child) {
                care.carers.iter().for_each(|it| chosen.add(it, -1));
            }
        }
        chosen.add_partners(ties);
        chosen.add_friends(ties);
        chosen.add_home(ties.case, cares);
        chosen
    }

    /// Everybody whom any row ties to another.
    pub(super) fn all(index: Vec<&'a Person>, ties: &Ties<'a>, cares: &Cares<'a>) -> Self {
        let mut chosen = Self::around(index, ties, cares);
        let tied = ties.facts.iter().flat_map(|it| [it.first, it.second]);
        let on_record = ties.case.records.people.iter();
        let lone = on_record.filter(|it| ties.facts.is_empty() || it.standing.value().is_none());
        tied.chain(lone).for_each(|it| chosen.add(it, 0));
        chosen
    }

    /// Whether somebody stands in the drawing.
    pub(super) fn has(&self, person: &Person) -> bool {
        self.generations.contains_key(id(person))
    }

    /// Whether the drawing is about this person.
    pub(super) fn is_index(&self, person: &Person) -> bool {
        self.index.iter().any(|it| it.entry == person.entry)
    }

    /// Everybody, the oldest generation first, then by birth, then by id.
    pub(super) fn people(&self) -> Vec<&'a Person> {
        let mut all: Vec<(i32, &'a Person)> = self
            .generations
            .values()
            .map(|(person, generation)| (*generation, *person))
            .collect();
        all.sort_by_key(|(generation, person)| {
            let born = super::members::born(person);
            (*generation, born.is_none(), born, id(person))
        });
        all.into_iter().map(|(_, person)| person).collect()
    }

    fn of(&self, generation: i32) -> Vec<&'a Person> {
        let all = self.generations.values();
        all.filter(|(_, it)| *it == generation)
            .map(|(person, _)| *person)
            .collect()
    }

    fn add(&mut self, person: &'a Person, generation: i32) {
        let professional = person.standing.value() == Some(&Standing::Professional);
        if !professional && !super::members::has_vanished(person) {
            let new = (person, generation);
            self.generations.entry(id(person)).or_insert(new);
        }
    }

    /// Brothers and sisters of whom only that is recorded, of the index children and their parents.
    fn add_siblings(&mut self, ties: &Ties<'a>) {
        for tie in [Tie::Twin, Tie::Sibling, Tie::HalfSibling] {
            for fact in ties.all(tie) {
                for (one, other) in [(fact.first, fact.second), (fact.second, fact.first)] {
                    let known = self.generations.get(id(one)).map(|(_, it)| *it);
                    if let Some(generation @ (0 | -1)) = known {
                        self.add(other, generation);
                    }
                }
            }
        }
    }

    /// Partners, and the other parents of children who are in it.
    fn add_partners(&mut self, ties: &Ties<'a>) {
        let before: Vec<(&'a Person, i32)> = self.generations.values().copied().collect();
        for (person, generation) in &before {
            for fact in ties.all(Tie::Couple).filter(|fact| fact.names(person)) {
                self.add(fact.other(person), *generation);
            }
        }
        for (child, generation) in before {
            for parent in parents(ties, child) {
                // Parents of somebody who married in stand outside.
                let of_the_line = parents(ties, child).iter().any(|it| self.has(it));
                if of_the_line {
                    self.add(parent, generation - 1);
                }
            }
        }
    }

    fn add_friends(&mut self, ties: &Ties<'a>) {
        for fact in ties.all(Tie::Friend) {
            for (child, friend) in [(fact.second, fact.first), (fact.first, fact.second)] {
                if self.is_index(child) {
                    self.add(friend, -1);
                }
            }
        }
    }

    /// Whoever lives with an index child now: a ring without them would tell an untruth.
    fn add_home(&mut self, case: &'a Case, cares: &Cares<'a>) {
        let all = case.records.households.iter();
        let now: Vec<_> = all
            .filter(|stay| phases::on(cares.as_at, &stay.start, &stay.end) == Phase::Now)
            .filter_map(|stay| {
                let person = case.person(&stay.person_id.value()?.0)?;
                Some((stay.household_id.value()?, person))
            })
            .collect();
        for (home, child) in &now {
            if self.is_index(child) {
                let others = now.iter().filter(|(other, _)| other == home);
                others.for_each(|(_, person)| self.add(person, -1));
            }
        }
    }
}

/// Parents by birth and by adoption.
fn parents<'a>(ties: &Ties<'a>, child: &Person) -> Vec<&'a Person> {
    let mut found = ties.parents(child);
    let adoptive = ties.all(Tie::Adoptive);
    found.extend(
        adoptive
            .filter(|fact| fact.second.entry == child.entry)
            .map(|fact| fact.first),
    );
    found
}

/// The children that a drawing of a case is about: its own, and the brothers and sisters who have a case
/// that is linked with it.
pub(super) fn index_of<'a>(case: &'a Case, ties: &Ties<'a>) -> Vec<&'a Person> {
    let Some(child) = case.child() else {
        return Vec::new();
    };
    let mut index = vec![child];
    let linked = case
        .record()
        .is_some_and(|it| it.linked_cases.value().is_some());
    let parents = ties.parents(child);
    let is_sibling = |person: &Person| {
        let shares = |own: &&Person| parents.iter().any(|it| it.entry == own.entry);
        let told = [Tie::Twin, Tie::Sibling, Tie::HalfSibling];
        let mut facts = ties.facts.iter().filter(|it| told.contains(&it.tie));
        ties.parents(person).iter().any(shares)
            || facts.any(|fact| fact.names(person) && fact.names(child))
    };
    let others = case.records.people.iter();
    let mut others: Vec<&Person> = others
        .filter(|it| linked && it.standing.value() == Some(&Standing::Child))
        .filter(|it| it.entry != child.entry && is_sibling(it))
        .collect();
    others.sort_by(|a, b| a.entry.cmp(&b.entry));
    index.extend(others);
    index
}
