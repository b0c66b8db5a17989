//! Rows that contradict each other. What is surer is held to; where nothing is, nothing is drawn, and both
//! are told: a genogram that suggests the wrong father does harm.

use std::collections::BTreeMap;

use super::members::is_not_known;
use super::ties::{Fact, Tie, id};
use crate::issue::Issue;
use crate::model::When;
use crate::model::codes::Relation;
use crate::model::records::{Person, Relationship};

/// Facts that cannot all be true, or that need a second look.
#[derive(Debug, Clone)]
pub(super) struct Doubt<'a> {
    /// The name of the sentence that tells it.
    pub(super) key: &'static str,
    /// Whom it is about; the child first, where it is about a child's parents.
    pub(super) people: Vec<&'a Person>,
    /// The rows.
    pub(super) rows: Vec<&'a Relationship>,
    /// Whether it is about who a child's parents are.
    pub(super) is_of_parents: bool,
    code: &'static str,
    message: &'static str,
}

impl Doubt<'_> {
    /// The same as an issue, placed at the rows.
    pub(super) fn issue(&self) -> Issue {
        let origins = self.rows.iter().flat_map(|row| &row.origins);
        Issue::warning(self.code, self.message)
            .at_all(origins)
            .hint("Look at these rows together, correct or end what is wrong, and say with certainty which is confirmed.")
    }
}

/// The parents by birth that rows agree on, by child, and what they do not agree on.
pub(super) fn births<'a>(facts: &[Fact<'a>]) -> (BTreeMap<&'a str, Vec<usize>>, Vec<Doubt<'a>>) {
    let mut by_child: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        if fact.tie == Tie::Birth {
            by_child.entry(id(fact.second)).or_default().push(at);
        }
    }
    let mut doubts = Vec::new();
    for stated in by_child.values_mut() {
        for (relation, what) in [
            (Relation::Mother, TWO_MOTHERS),
            (Relation::Father, TWO_FATHERS),
        ] {
            let alike = stated.iter().copied();
            let alike: Vec<usize> = alike.filter(|at| facts[*at].says(&relation)).collect();
            settle(stated, &alike, 1, facts, what, &mut doubts);
        }
        let all = stated.clone();
        settle(stated, &all, 2, facts, THREE_PARENTS, &mut doubts);
    }
    by_child.retain(|_, parents| !parents.is_empty());
    (by_child, doubts)
}

type What = (&'static str, &'static str, &'static str);
const TWO_MOTHERS: What = (
    "two_mothers",
    "CB0540",
    "a child has two birth mothers by these relationships",
);
const TWO_FATHERS: What = (
    "two_fathers",
    "CB0541",
    "a child has two birth fathers by these relationships",
);
const THREE_PARENTS: What = (
    "three_parents",
    "CB0542",
    "a child has more than two birth parents by these relationships",
);

/// Keeps as many of those that contradict each other as there is room for, if they are surer than all
/// the others; else none of them.
fn settle<'a>(
    stated: &mut Vec<usize>,
    alike: &[usize],
    room: usize,
    facts: &[Fact<'a>],
    what: What,
    doubts: &mut Vec<Doubt<'a>>,
) {
    if alike.len() <= room {
        return;
    }
    let sureness = |at: usize| match is_not_known(facts[at].first) {
        true => 0,
        false => facts[at].sureness(),
    };
    let mut ranked = alike.to_vec();
    ranked.sort_by_key(|at| std::cmp::Reverse(sureness(*at)));
    let least = sureness(ranked[room - 1]);
    let is_tied = sureness(ranked[room]) == least;
    let kept: Vec<usize> = ranked.into_iter().take(room).collect();
    let kept: Vec<usize> = kept
        .into_iter()
        .filter(|at| !is_tied || sureness(*at) > least)
        .collect();
    stated.retain(|at| !alike.contains(at) || kept.contains(at));
    let first = &facts[alike[0]];
    doubts.push(doubt(
        what,
        std::iter::once(first.second)
            .chain(alike.iter().map(|at| facts[*at].first))
            .collect(),
        alike.iter().map(|at| &facts[*at]),
    ));
}

fn doubt<'a: 'b, 'b>(
    (key, code, message): What,
    people: Vec<&'a Person>,
    facts: impl Iterator<Item = &'b Fact<'a>>,
) -> Doubt<'a> {
    Doubt {
        key,
        people,
        is_of_parents: [TWO_MOTHERS, TWO_FATHERS, THREE_PARENTS]
            .iter()
            .any(|it| it.0 == key),
        rows: facts.flat_map(|fact| fact.rows.iter().copied()).collect(),
        code,
        message,
    }
}

/// What two facts about the same two people say that hardly goes together, and rows of one fact with
/// different dates.
pub(super) fn of_pairs<'a>(facts: &[Fact<'a>]) -> Vec<Doubt<'a>> {
    let mut doubts = Vec::new();
    let mut pairs: BTreeMap<(&str, &str), Vec<&Fact<'a>>> = BTreeMap::new();
    for fact in facts {
        let (one, two) = (id(fact.first), id(fact.second));
        let pair = (one.min(two), one.max(two));
        pairs.entry(pair).or_default().push(fact);
    }
    for about in pairs.values() {
        let of = |wanted: &[Tie]| -> Vec<&Fact<'a>> {
            let all = about.iter().copied();
            all.filter(|fact| wanted.contains(&fact.tie)).collect()
        };
        let parents = of(&[Tie::Birth, Tie::Adoptive]);
        let siblings = of(&[Tie::Sibling, Tie::HalfSibling, Tie::Twin]);
        let couples = of(&[Tie::Couple]);
        let mut add = |what: What, one: &[&Fact<'a>], two: &[&Fact<'a>]| {
            if let (Some(first), Some(_)) = (one.first(), two.first()) {
                let people = vec![first.first, first.second];
                let both = one.iter().chain(two).copied();
                doubts.push(doubt(what, people, both));
            }
        };
        add(PARENT_AND_SIBLING, &parents, &siblings);
        add(PARENT_AND_PARTNER, &parents, &couples);
        add(SIBLING_AND_PARTNER, &siblings, &couples);
        let halves = of(&[Tie::HalfSibling]);
        add(HALF_AND_TWIN, &of(&[Tie::Twin]), &halves);
        if let [one, two, ..] = *of(&[Tie::Birth])
            && one.first.entry == two.second.entry
        {
            add(EACH_OTHERS_PARENT, &[one], &[two]);
        }
    }
    doubts.extend(facts.iter().filter_map(two_starts));
    doubts.extend(facts.iter().filter_map(two_roles));
    doubts
}

const PARENT_AND_SIBLING: What = (
    "parent_and_sibling",
    "CB0543",
    "a person is recorded as parent and as sibling of another",
);
const PARENT_AND_PARTNER: What = (
    "parent_and_partner",
    "CB0544",
    "a person is recorded as parent and as partner of another",
);
const SIBLING_AND_PARTNER: What = (
    "sibling_and_partner",
    "CB0544",
    "two people are recorded as siblings and as partners",
);
const HALF_AND_TWIN: What = (
    "half_and_twin",
    "CB0543",
    "two people are recorded as twins and as half-siblings",
);
const EACH_OTHERS_PARENT: What = (
    "each_others_parent",
    "CB0545",
    "two people are recorded as each other's parent",
);
const TWO_STARTS: What = (
    "two_starts",
    "CB0546",
    "two rows give the same relationship different beginnings",
);
const TWO_ROLES: What = (
    "two_roles",
    "CB0547",
    "a person is recorded as both mother and father of a child",
);

/// Two rows that give one marriage, or one time of living together, two beginnings.
fn two_starts<'a>(fact: &Fact<'a>) -> Option<Doubt<'a>> {
    let rows = &fact.rows;
    let mut clash = rows.iter().enumerate().filter(|(at, one)| {
        let mut before = rows[..*at].iter();
        before.any(|other| one.relation.value() == other.relation.value() && differ(one, other))
    });
    clash.next()?;
    let people = vec![fact.first, fact.second];
    Some(doubt(TWO_STARTS, people, std::iter::once(fact)))
}

/// Whether both give a beginning, no day fits both, and neither had ended when the other began.
fn differ(one: &Relationship, other: &Relationship) -> bool {
    let Some((a, b)) = one.start.value().zip(other.start.value()) else {
        return false;
    };
    let apart = |a: &When, b: &When| a.latest() < b.earliest() || b.latest() < a.earliest();
    let ends_before = |row: &Relationship, start: &When| {
        let end = row.end.value();
        end.is_some_and(|end| end.earliest() <= start.latest())
    };
    let about = a.about || b.about;
    !about && apart(a, b) && !ends_before(one, b) && !ends_before(other, a)
}

fn two_roles<'a>(fact: &Fact<'a>) -> Option<Doubt<'a>> {
    let both = fact.says(&Relation::Mother) && fact.says(&Relation::Father);
    let people = vec![fact.second, fact.first];
    (fact.tie == Tie::Birth && both).then(|| doubt(TWO_ROLES, people, std::iter::once(fact)))
}
