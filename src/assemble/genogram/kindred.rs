//! From facts to the family that is drawn: everybody once, couples, children under their own couple, second
//! sets of parents, twins, homes, and how people get on.

use std::collections::{BTreeMap, BTreeSet};

use super::care::{Care, Cares};
use super::chosen::Chosen;
use super::couples::{self, Pair};
use super::members::{self, is_not_known, member, numeric};
use super::ties::{Fact, Tie, Ties, id};
use crate::assemble::Brief;
use crate::diagram::genogram::family::{
    Couple, Descent, Family, Figure, MultipleBirth, Parentage, Presence, Siblings, Who,
};
use crate::model::records::Person;

/// The family of a drawing, and whom each of its people stands for.
pub(super) struct Kindred<'a> {
    /// The family.
    pub(super) family: Family,
    /// The person behind each member.
    pub(super) people: Vec<&'a Person>,
    /// The child whose unknown parent a member is, where one row stands for several.
    of_child: Vec<Option<&'a Person>>,
    at: BTreeMap<(Who, Who), usize>,
}

impl<'a> Kindred<'a> {
    /// Puts the family together.
    pub(super) fn of(
        chosen: &Chosen<'a>,
        ties: &Ties<'a>,
        cares: &Cares<'a>,
        brief: &Brief<'_>,
    ) -> Self {
        let mut kindred = Self {
            family: Family::default(),
            people: Vec::new(),
            of_child: Vec::new(),
            at: BTreeMap::new(),
        };
        for person in chosen.people() {
            kindred.add(person, chosen, ties, brief);
        }
        for fact in ties.all(Tie::Couple) {
            if let (Some(one), Some(two)) = (kindred.who(fact.first), kindred.who(fact.second)) {
                let pair = match couples::is_unsaid(fact, ties) {
                    true => Pair::NOT_RECORDED,
                    false => Pair::of(fact, brief),
                };
                kindred.join(one, two, pair, ties, brief);
            }
        }
        kindred.add_births(ties, brief);
        kindred.add_adoptions(ties, brief);
        for care in cares.each.iter().filter(|care| care.is_now) {
            kindred.add_care(care, ties, brief);
        }
        kindred.add_twins(ties);
        kindred.add_siblings(ties, brief);
        super::homes::add(&mut kindred, ties.case, brief);
        kindred
    }

    /// The place of a person in the family.
    pub(super) fn who(&self, person: &Person) -> Option<Who> {
        self.people.iter().position(|it| it.entry == person.entry)
    }

    /// The person behind the member of an id.
    pub(super) fn named(&self, id: &str) -> Option<&'a Person> {
        let at = self.family.people.iter().position(|it| it.id == id)?;
        self.people.get(at).copied()
    }

    /// The place of a child's parent: of one row that stands for the unknown parents of several children,
    /// this child's own.
    fn parent_of(&self, parent: &Person, child: &Person) -> Option<Who> {
        let mut own = self.people.iter().zip(&self.of_child);
        let exact = own.position(|(person, of)| {
            person.entry == parent.entry && of.is_some_and(|of| of.entry == child.entry)
        });
        exact.or_else(|| self.who(parent))
    }

    fn add(&mut self, person: &'a Person, chosen: &Chosen<'a>, ties: &Ties<'a>, brief: &Brief<'_>) {
        let new = member(person, chosen.is_index(person), ties, brief);
        let mut children = match is_not_known(person) {
            true => ties.children(person),
            false => Vec::new(),
        };
        children.retain(|child| chosen.has(child));
        if children.len() < 2 {
            let mut new = new;
            if is_friend_only(person, chosen, ties) {
                new.presence = Presence::Important;
            }
            self.family.people.push(new);
            self.people.push(person);
            self.of_child.push(None);
            return;
        }
        for child in children {
            let mut own = new.clone();
            own.id = format!("{}:{}", id(person), id(child));
            self.family.people.push(own);
            self.people.push(person);
            self.of_child.push(Some(child));
        }
    }

    /// Makes two people a couple, unless they are one already, and gives its place.
    fn join(&mut self, one: Who, two: Who, pair: Pair, ties: &Ties<'a>, brief: &Brief<'_>) {
        let key = (one.min(two), one.max(two));
        if one == two || self.at.contains_key(&key) {
            return;
        }
        let blood = couples::blood(self.people[key.0], self.people[key.1], ties);
        let mut words = pair.words;
        words.extend(blood.map(|term| brief.wording.term(term).to_owned()));
        self.at.insert(key, self.family.couples.len());
        self.family.couples.push(Couple {
            partners: [key.0, key.1],
            union: pair.union,
            ending: pair.ending,
            related: blood.is_some(),
            since: pair.since,
            words,
        });
    }

    fn descend(
        &mut self,
        child: Who,
        mut parents: Vec<Who>,
        (parentage, words): (Parentage, String),
        ties: &Ties<'a>,
        brief: &Brief<'_>,
    ) {
        parents.sort_unstable();
        parents.dedup();
        if parents.is_empty() || parents.contains(&child) {
            return;
        }
        if let [one, two] = *parents {
            self.join(one, two, Pair::NOT_RECORDED, ties, brief);
        }
        self.family.descents.push(Descent {
            child,
            parents,
            parentage,
            words,
        });
    }

    fn add_births(&mut self, ties: &Ties<'a>, brief: &Brief<'_>) {
        for child in 0..self.people.len() {
            let person = self.people[child];
            let births = ties.births(person);
            let parents = births.iter().map(|fact| fact.first);
            let parents: Vec<Who> = parents
                .filter_map(|it| self.parent_of(it, person))
                .collect();
            let words: Vec<&str> = births
                .iter()
                .filter(|fact| fact.sureness() == 1)
                .map(|_| brief.wording.term("genogram.birth.disputed"))
                .take(1)
                .collect();
            let told = (Parentage::Birth, words.concat());
            self.descend(child, parents, told, ties, brief);
        }
    }

    fn add_adoptions(&mut self, ties: &Ties<'a>, brief: &Brief<'_>) {
        for child in 0..self.people.len() {
            let person = self.people[child];
            let adoptive = ties.all(Tie::Adoptive);
            let facts: Vec<&Fact<'a>> = adoptive
                .filter(|fact| fact.second.entry == person.entry)
                .collect();
            for pair in facts.chunks(2) {
                let parents = pair
                    .iter()
                    .filter_map(|fact| self.who(fact.first))
                    .collect();
                let since = pair.iter().filter_map(|fact| fact.start()).next();
                let words = match since {
                    Some(since) => {
                        let when = numeric(&since, brief.wording);
                        brief.wording.fill("genogram.care.adopted", &when)
                    }
                    None => brief
                        .wording
                        .term("genogram.care.adopted.undated")
                        .to_owned(),
                };
                self.descend(child, parents, (Parentage::Adoptive, words), ties, brief);
            }
        }
    }

    fn add_care(&mut self, care: &Care<'a>, ties: &Ties<'a>, brief: &Brief<'_>) {
        let Some(child) = self.who(care.child) else {
            return;
        };
        let parents = care.carers.iter().filter_map(|it| self.who(it)).collect();
        let parentage = match care.tie {
            Tie::Foster => Parentage::Foster,
            _ => Parentage::Carer,
        };
        let words = care_words(care, brief);
        self.descend(child, parents, (parentage, words), ties, brief);
    }

    /// The birth parents of a member, as they are drawn.
    pub(super) fn drawn_parents(&self, who: Who) -> BTreeSet<Who> {
        let own = self.family.descents.iter();
        own.filter(|it| it.child == who && it.parentage == Parentage::Birth)
            .flat_map(|it| it.parents.iter().copied())
            .collect()
    }

    /// Twins of the same parents; those with other parents are siblings of whom a word is told.
    fn add_twins(&mut self, ties: &Ties<'a>) {
        let mut births: Vec<MultipleBirth> = Vec::new();
        for fact in ties.all(Tie::Twin) {
            let (Some(one), Some(two)) = (self.who(fact.first), self.who(fact.second)) else {
                continue;
            };
            let parents = self.drawn_parents(one);
            if parents.is_empty() || parents != self.drawn_parents(two) {
                continue;
            }
            let identical = fact
                .rows
                .iter()
                .any(|row| row.identical.value() == Some(&true));
            let (mine, rest): (Vec<MultipleBirth>, Vec<MultipleBirth>) = births
                .into_iter()
                .partition(|it| it.children.contains(&one) || it.children.contains(&two));
            let mut children: BTreeSet<Who> = BTreeSet::from([one, two]);
            let all_so_far = mine.iter().all(|it| it.identical);
            children.extend(mine.into_iter().flat_map(|it| it.children));
            births = rest;
            births.push(MultipleBirth {
                children: children.into_iter().collect(),
                identical: identical && all_so_far,
            });
        }
        births.sort_by(|a, b| a.children.cmp(&b.children));
        self.family.births = births;
    }

    /// Siblings whom no parent who is drawn joins.
    fn add_siblings(&mut self, ties: &Ties<'a>, brief: &Brief<'_>) {
        let mut known = BTreeSet::new();
        for tie in [Tie::Twin, Tie::HalfSibling, Tie::Sibling] {
            for fact in ties.all(tie) {
                let (Some(one), Some(two)) = (self.who(fact.first), self.who(fact.second)) else {
                    continue;
                };
                let (of_one, of_two) = (self.drawn_parents(one), self.drawn_parents(two));
                let joined = !of_one.is_disjoint(&of_two);
                if joined || (of_one.len() == 2 && of_two.len() == 2) || !known.insert((one, two)) {
                    continue;
                }
                let key = match tie {
                    Tie::Twin => "genogram.siblings.twins",
                    Tie::HalfSibling => "genogram.siblings.half",
                    _ => "genogram.siblings.full",
                };
                self.family.siblings.push(Siblings {
                    pair: [one, two],
                    words: brief.wording.term(key).to_owned(),
                });
            }
        }
    }
}

/// Whether somebody stands in the drawing as a friend and as nothing else.
fn is_friend_only(person: &Person, chosen: &Chosen<'_>, ties: &Ties<'_>) -> bool {
    let mut friend = false;
    for fact in ties.facts.iter().filter(|fact| fact.names(person)) {
        match fact.tie {
            Tie::Friend => friend |= chosen.is_index(fact.other(person)),
            Tie::Other => {}
            _ => return false,
        }
    }
    friend
}

/// "foster, from 12/03/2024", "SGO, from 20/11/2009".
fn care_words(care: &Care<'_>, brief: &Brief<'_>) -> String {
    let wording = brief.wording;
    let legal = care.legal.clone();
    let what = legal.unwrap_or_else(|| {
        let key = match care.tie {
            Tie::Foster => "genogram.care.foster",
            Tie::Guardian => "genogram.care.guardian",
            _ => "genogram.care.kinship",
        };
        wording.term(key).to_owned()
    });
    match &care.from {
        Some(from) => {
            let from = wording.fill("genogram.care.from", &numeric(from, wording));
            format!("{what}, {from}")
        }
        None => what,
    }
}

/// What somebody's row says of birth, for the order of lists.
pub(super) fn eldest_first(people: &mut [&Person]) {
    people.sort_by_key(|it| {
        let born = members::born(it);
        (born.is_none(), born, id(it).to_owned())
    });
}

/// Whether a figure stands for a pregnancy or a loss.
pub(super) fn is_unborn(figure: Figure) -> bool {
    matches!(
        figure,
        Figure::Pregnancy | Figure::Miscarriage | Figure::Termination
    )
}
