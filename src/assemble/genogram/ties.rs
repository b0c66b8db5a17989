//! Relationship rows as facts: each fact once, however many rows say it and in whichever direction; and
//! where rows contradict each other, what is held to, what is left open, and where to mend it.

use std::collections::{BTreeMap, BTreeSet};

use super::doubts::{self, Doubt};
use crate::disclose;
use crate::model::codes::{Certainty, Relation};
use crate::model::records::{Person, Relationship};
use crate::model::{Case, When};

/// What a fact says of its first about its second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Parent by birth.
    Birth,
    /// Parent by adoption.
    Adoptive,
    /// Foster carer.
    Foster,
    /// Special guardian.
    Guardian,
    /// Relative or friend who cares for the child.
    Kinship,
    /// A couple, in either order.
    Couple,
    /// Twins, in either order.
    Twin,
    /// Siblings, in either order.
    Sibling,
    /// Half-siblings, in either order.
    HalfSibling,
    /// Partner of a parent.
    StepParent,
    /// Grandparent.
    Grandparent,
    /// A friend or person of trust.
    Friend,
    /// Any other word.
    Other,
}

impl Tie {
    fn of(relation: &Relation) -> Self {
        match relation {
            Relation::Mother | Relation::Father | Relation::Parent | Relation::Child => Self::Birth,
            Relation::AdoptiveParent => Self::Adoptive,
            Relation::FosterCarer => Self::Foster,
            Relation::KinshipCarer => Self::Kinship,
            Relation::Guardian => Self::Guardian,
            Relation::StepParent => Self::StepParent,
            Relation::Married | Relation::Cohabiting | Relation::Partner => Self::Couple,
            Relation::Sibling => Self::Sibling,
            Relation::HalfSibling => Self::HalfSibling,
            Relation::Twin => Self::Twin,
            Relation::Grandparent => Self::Grandparent,
            Relation::Friend => Self::Friend,
            Relation::Relative | Relation::Other(_) => Self::Other,
        }
    }

    /// Whether the fact reads the same from both sides.
    fn is_mutual(self) -> bool {
        matches!(
            self,
            Self::Couple | Self::Twin | Self::Sibling | Self::HalfSibling
        )
    }

    /// Whether somebody looks after a child who is not theirs by birth or adoption.
    pub(super) fn is_care(self) -> bool {
        matches!(self, Self::Foster | Self::Guardian | Self::Kinship)
    }
}

/// One fact: what it is, of whom, and the rows that say so.
#[derive(Debug, Clone)]
pub(super) struct Fact<'a> {
    /// What the first is to the second.
    pub(super) tie: Tie,
    /// The first person.
    pub(super) first: &'a Person,
    /// The second person.
    pub(super) second: &'a Person,
    /// The rows, by their own names; never none.
    pub(super) rows: Vec<&'a Relationship>,
}

impl<'a> Fact<'a> {
    /// The other of the two.
    pub(super) fn other(&self, person: &Person) -> &'a Person {
        match self.first.entry == person.entry {
            true => self.second,
            false => self.first,
        }
    }

    /// Whether it is about this person.
    pub(super) fn names(&self, person: &Person) -> bool {
        self.first.entry == person.entry || self.second.entry == person.entry
    }

    /// The surest of what its rows say: 3 confirmed, 2 stated or not said, 1 disputed.
    pub(super) fn sureness(&self) -> u8 {
        let each = self.rows.iter().map(|row| match row.certainty.value() {
            Some(Certainty::Confirmed) => 3,
            Some(Certainty::Disputed) => 1,
            _ => 2,
        });
        each.max().unwrap_or(2)
    }

    /// The earliest start that any row gives.
    pub(super) fn start(&self) -> Option<When> {
        let starts = self.rows.iter().filter_map(|row| row.start.value());
        starts.min_by_key(|start| start.order()).copied()
    }

    /// Whether any row calls the first this.
    pub(super) fn says(&self, relation: &Relation) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|row| row.relation.value() == Some(relation))
    }
}

/// The key of a person of the case.
pub(super) fn id(person: &Person) -> &str {
    &person.entry.key
}

/// All that the rows of a case say, once.
pub(super) struct Ties<'a> {
    /// The case.
    pub(super) case: &'a Case,
    /// Every fact, by what it is and of whom.
    pub(super) facts: Vec<Fact<'a>>,
    /// The parents by birth of each child, as far as the rows agree on them: two at most.
    births: BTreeMap<&'a str, Vec<usize>>,
    /// Where rows contradict each other.
    pub(super) doubts: Vec<Doubt<'a>>,
    /// Rows that are restricted as a whole, which stand nowhere.
    pub(super) restricted: Vec<&'a Relationship>,
}

impl<'a> Ties<'a> {
    /// Reads the rows of a case.
    pub(super) fn of(case: &'a Case) -> Self {
        let mut restricted = Vec::new();
        let mut grouped: BTreeMap<(Tie, &str, &str), Fact<'a>> = BTreeMap::new();
        let mut rows: Vec<&Relationship> = case.records.relationships.iter().collect();
        rows.sort_by(|a, b| a.entry.cmp(&b.entry));
        for row in rows {
            let Some((tie, first, second)) = ends(row, case) else {
                continue;
            };
            if disclose::is_withheld(row, case) {
                restricted.push(row);
                continue;
            }
            let new = || Fact {
                tie,
                first,
                second,
                rows: Vec::new(),
            };
            let fact = grouped.entry((tie, id(first), id(second)));
            fact.or_insert_with(new).rows.push(row);
        }
        let facts: Vec<Fact<'a>> = grouped.into_values().collect();
        let (births, mut found) = doubts::births(&facts);
        found.extend(doubts::of_pairs(&facts));
        Self {
            case,
            facts,
            births,
            doubts: found,
            restricted,
        }
    }

    /// The facts of a kind.
    pub(super) fn all(&self, tie: Tie) -> impl Iterator<Item = &Fact<'a>> {
        self.facts.iter().filter(move |fact| fact.tie == tie)
    }

    /// The facts that make people a child's parents by birth, two at most.
    pub(super) fn births(&self, child: &Person) -> Vec<&Fact<'a>> {
        let found = self.births.get(id(child)).into_iter().flatten();
        found.map(|at| &self.facts[*at]).collect()
    }

    /// A child's parents by birth, two at most.
    pub(super) fn parents(&self, child: &Person) -> Vec<&'a Person> {
        self.births(child).iter().map(|fact| fact.first).collect()
    }

    /// The children that somebody has by birth or adoption.
    pub(super) fn children(&self, parent: &Person) -> Vec<&'a Person> {
        let mut known = BTreeSet::new();
        let births = self.births.values().flatten().map(|at| &self.facts[*at]);
        let own = births
            .chain(self.all(Tie::Adoptive))
            .filter(|fact| fact.first.entry == parent.entry);
        own.map(|fact| fact.second)
            .filter(|child| known.insert(id(child)))
            .collect()
    }

    /// Everybody who is by birth an ancestor of a person, and how many generations back.
    pub(super) fn ancestors(&self, person: &'a Person) -> BTreeMap<&'a str, usize> {
        let mut found = BTreeMap::from([(id(person), 0)]);
        let mut row = vec![person];
        for steps in 1.. {
            let parents = row.iter().flat_map(|it| self.parents(it));
            row = parents
                .filter(|it| found.insert(id(it), steps).is_none())
                .collect();
            if row.is_empty() {
                break;
            }
        }
        found
    }
}

/// What a row says, the parent or carer first, mutual facts in the order of the ids. A row that names
/// somebody who is not on record, or one person twice, was told of on reading.
fn ends<'a>(row: &Relationship, case: &'a Case) -> Option<(Tie, &'a Person, &'a Person)> {
    let relation = row.relation.value()?;
    let first = case.person(&row.person_id.value()?.0)?;
    let second = case.person(&row.other_person_id.value()?.0)?;
    if first.entry == second.entry {
        return None;
    }
    let tie = Tie::of(relation);
    let turned = match tie.is_mutual() {
        true => id(first) > id(second),
        false => *relation == Relation::Child,
    };
    Some(match turned {
        true => (tie, second, first),
        false => (tie, first, second),
    })
}
