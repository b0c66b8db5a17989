//! Genograms cut from family trees that somebody has as GEDCOM, by the rule of the reference (genogram.md
//! 3.1): a person, the parents and grandparents, all descendants of these to the generation after the
//! person's, and all partners. None of it is kept, and no name is drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use casebinder::diagram::genogram::family::{
    Couple, Descent, Ending, Family, Figure, Member, Parentage, Presence, Union, Who,
};
use casebinder::ingest::{NamedBytes, gedcom};
use casebinder::model::Case;
use casebinder::model::codes::Relation;
use casebinder::model::declare::Id;
use casebinder::model::records::Person;
use chrono::Datelike;

use crate::measures::chance::Chance;

/// How many people a family has, as those on which the peers were measured.
const SIZE: std::ops::RangeInclusive<usize> = 12..=75;
/// Families share at most this part of their people with those before.
const SHARED: f64 = 0.3;

/// The families of a tree, each with a number.
pub fn families(path: &Path) -> std::io::Result<Vec<(u64, Family)>> {
    let file = NamedBytes {
        name: path.to_string_lossy().into(),
        bytes: std::fs::read(path)?,
    };
    let tree = Tree::of(&gedcom::read(&file, &|_| true).value.family);
    let mut people: Vec<usize> = (0..tree.members.len()).collect();
    Chance::new(1).shuffle(&mut people);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for person in people {
        let around = tree.around(person);
        let shared = around.iter().filter(|it| seen.contains(*it)).count();
        let is_new = !seen.contains(&person) && shared as f64 <= SHARED * around.len() as f64;
        if is_new && SIZE.contains(&around.len()) {
            seen.extend(around.iter().copied());
            found.push((person as u64, tree.family(person, &around)));
        }
    }
    Ok(found)
}

/// A whole tree, people by number.
#[derive(Default)]
struct Tree {
    members: Vec<Member>,
    /// By person, the parents by birth: two at most.
    parents: Vec<Vec<usize>>,
    children: Vec<Vec<usize>>,
    couples: BTreeSet<[usize; 2]>,
}

impl Tree {
    fn of(case: &Case) -> Self {
        let mut tree = Self::default();
        let mut number = BTreeMap::new();
        for (at, person) in case.records.people.iter().enumerate() {
            number.insert(person.entry.key.to_string(), at);
            tree.members.push(member(at, person));
        }
        tree.parents = vec![Vec::new(); tree.members.len()];
        tree.children = tree.parents.clone();
        for row in case.records.relationships.iter() {
            let of = |id: Option<&Id>| number.get(&*id?.0).copied();
            let ends = of(row.person_id.value()).zip(of(row.other_person_id.value()));
            let (Some((one, other)), Some(relation)) = (ends, row.relation.value()) else {
                continue;
            };
            tree.tie(one, relation, other);
        }
        for parents in &tree.parents {
            if let [one, other] = parents[..] {
                tree.couples.insert([one.min(other), one.max(other)]);
            }
        }
        tree
    }

    fn tie(&mut self, one: usize, relation: &Relation, other: usize) {
        match relation {
            Relation::Mother | Relation::Father | Relation::Parent
                if self.parents[other].len() < 2 && !self.parents[other].contains(&one) =>
            {
                self.parents[other].push(one);
                self.children[one].push(other);
            }
            Relation::Married | Relation::Cohabiting | Relation::Partner if one != other => {
                self.couples.insert([one.min(other), one.max(other)]);
            }
            _ => {}
        }
    }

    /// Who stands in a person's genogram.
    fn around(&self, person: usize) -> BTreeSet<usize> {
        let mut generation = BTreeMap::from([(person, 0)]);
        for parent in &self.parents[person] {
            generation.insert(*parent, -1);
            generation.extend(self.parents[*parent].iter().map(|it| (*it, -2)));
        }
        let mut open: Vec<usize> = generation.keys().copied().collect();
        while let Some(each) = open.pop() {
            let below = generation[&each] + 1;
            for child in self.children[each].iter().filter(|_| below <= 1) {
                if !generation.contains_key(child) {
                    generation.insert(*child, below);
                    open.push(*child);
                }
            }
        }
        let mut around: BTreeSet<usize> = generation.keys().copied().collect();
        let couples = self.couples.iter();
        let partners = couples.filter(|it| it.iter().any(|who| generation.contains_key(who)));
        around.extend(partners.flatten());
        around
    }

    fn family(&self, person: usize, around: &BTreeSet<usize>) -> Family {
        let who: BTreeMap<usize, Who> = around.iter().copied().zip(0..).collect();
        let couples = self.couples.iter();
        let couples = couples.filter_map(|[one, other]| {
            Some(Couple {
                partners: [*who.get(one)?, *who.get(other)?],
                union: Union::Married,
                ending: Ending::None,
                related: false,
                since: None,
                words: vec!["m. 1901".to_owned()],
            })
        });
        let descents = around.iter().filter_map(|child| {
            let parents = self.parents[*child].iter().filter_map(|it| who.get(it));
            let parents: Vec<Who> = parents.copied().collect();
            (!parents.is_empty()).then(|| Descent {
                child: who[child],
                parents,
                parentage: Parentage::Birth,
                words: String::new(),
            })
        });
        let member = |it: &usize| Member {
            index: *it == person,
            ..self.members[*it].clone()
        };
        Family {
            couples: couples.collect(),
            descents: descents.collect(),
            people: around.iter().map(member).collect(),
            ..Family::default()
        }
    }
}

/// Somebody without name and dates, but for the day that siblings are sorted by.
fn member(at: usize, person: &Person) -> Member {
    let gender = person.gender.value().map(|it| it.shown().to_lowercase());
    let born = person.born.value();
    Member {
        id: format!("P{}", at + 1),
        figure: match gender.as_deref() {
            Some("male") => Figure::Male,
            Some("female") => Figure::Female,
            _ => Figure::NotRecorded,
        },
        presence: Presence::Known,
        index: false,
        died: false,
        born: born.map(|when| when.earliest().num_days_from_ce()),
        name: format!("Person {}", at + 1),
        facts: vec!["01/01/1901 (100)".to_owned()],
        continued: None,
    }
}
