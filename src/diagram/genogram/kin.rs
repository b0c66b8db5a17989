//! The family made ready to be laid out: in one order whatever the order of the input, nonsense taken out
//! and told, and the children gathered under their parents.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::family::{Couple, Descent, Ending, Family, Parentage, Union, Who};

/// What cannot be so, or cannot be drawn as the input has it; ids as in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// People who are by the data their own ancestors; the last line of descent is drawn upwards.
    OwnAncestor(Vec<String>),
    /// Somebody who is their own partner, parent or sibling: the tie is not drawn.
    TiedToSelf(String),
    /// The same tie told twice: drawn once.
    ToldTwice(Vec<String>),
    /// A child with more than one pair of birth parents: all are drawn.
    BornTwice(String),
    /// A child with more than two people as one set of parents: the first two are drawn.
    ManyParents(String),
    /// Siblings who by what else is known belong to two generations: no bracket joins them.
    SiblingsApart(Vec<String>),
}

/// A set of parents and their children.
#[derive(Debug, Clone)]
pub(super) struct Hub {
    /// The parent or both, in the order of the couple.
    pub parents: Vec<Who>,
    /// The couple, of two.
    pub couple: Option<usize>,
    /// The descents of the children who stand under these parents, in birth order.
    pub children: Vec<usize>,
    /// The descents of children who stand elsewhere, as a foster child under the birth parents.
    pub others: Vec<usize>,
}

/// A family with its children gathered under their parents.
#[derive(Debug)]
pub(super) struct Kin<'a> {
    /// The family, in order.
    pub family: &'a Family,
    /// The sets of parents, couples without children too.
    pub hubs: Vec<Hub>,
    /// The hub under which each person stands.
    pub under: Vec<Option<usize>>,
    /// The hubs in which each person is a parent or partner.
    pub hubs_of: Vec<Vec<usize>>,
    /// Whether a hub's children are the index child's own sibship or a parent's.
    pub index_line: Vec<bool>,
}

/// Compares ids as people do: `P2` before `P10`.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    while let (Some(x), Some(y)) = (left.first(), right.first()) {
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let digits = |it: &[u8]| it.iter().take_while(|each| each.is_ascii_digit()).count();
            let (m, n) = (digits(left), digits(right));
            let trim = |it: &[u8]| it.iter().take_while(|each| **each == b'0').count();
            let one = &left[trim(&left[..m])..m];
            let two = &right[trim(&right[..n])..n];
            let order = one.len().cmp(&two.len()).then_with(|| one.cmp(two));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (&left[m..], &right[n..]);
        } else if x == y {
            (left, right) = (&left[1..], &right[1..]);
        } else {
            return x.cmp(y);
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The same family in one order, whatever the order of its lists, without what cannot be drawn.
pub(super) fn in_order(family: &Family) -> (Family, Vec<Fault>) {
    let mut order: Vec<Who> = (0..family.people.len()).collect();
    order.sort_by(|a, b| natural(&family.people[*a].id, &family.people[*b].id));
    let mut now = vec![0; order.len()];
    for (place, who) in order.iter().enumerate() {
        now[*who] = place;
    }
    let mut faults = Vec::new();
    let people = order.iter().map(|who| family.people[*who].clone());
    let mut out = Family {
        people: people.collect(),
        ..Family::default()
    };
    out.descents = descents(family, &now, &out, &mut faults);
    out.couples = couples(family, &now, &out.descents, &out.people, &mut faults);
    carry_ties(family, &now, &mut out, &mut faults);
    (out, faults)
}

fn descents(family: &Family, now: &[Who], out: &Family, faults: &mut Vec<Fault>) -> Vec<Descent> {
    let id = |who: Who| out.people[who].id.clone();
    let mut found: Vec<Descent> = Vec::new();
    for descent in &family.descents {
        let child = now[descent.child];
        let mut parents: Vec<Who> = descent.parents.iter().map(|who| now[*who]).collect();
        parents.sort_unstable();
        parents.dedup();
        if parents.contains(&child) {
            faults.push(Fault::TiedToSelf(id(child)));
            parents.retain(|who| *who != child);
        }
        if parents.len() > 2 {
            faults.push(Fault::ManyParents(id(child)));
            parents.truncate(2);
        }
        if !parents.is_empty() {
            found.push(Descent {
                child,
                parents,
                ..descent.clone()
            });
        }
    }
    found.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.words.cmp(&b.words)));
    for pair in found.windows(2).filter(|it| key(&it[0]) == key(&it[1])) {
        let people = std::iter::once(&pair[0].child).chain(&pair[0].parents);
        faults.push(Fault::ToldTwice(people.map(|who| id(*who)).collect()));
    }
    found.dedup_by(|later, first| key(later) == key(first));
    for pair in found.windows(2) {
        let both = pair[0].child == pair[1].child && pair[0].parentage == pair[1].parentage;
        if both && pair[0].parentage == Parentage::Birth {
            faults.push(Fault::BornTwice(id(pair[0].child)));
        }
    }
    found
}

fn key(descent: &Descent) -> (Who, Parentage, &[Who]) {
    (descent.child, descent.parentage, &descent.parents)
}

/// The couples, those included whom only a child of theirs makes a pair.
fn couples(
    family: &Family,
    now: &[Who],
    descents: &[Descent],
    people: &[super::family::Member],
    faults: &mut Vec<Fault>,
) -> Vec<Couple> {
    let mut found: BTreeMap<[Who; 2], Couple> = BTreeMap::new();
    let mut told: Vec<&Couple> = family.couples.iter().collect();
    told.sort_by(|a, b| {
        let key = |it: &Couple| (it.union, it.ending, it.since, it.words.clone(), it.related);
        key(a).cmp(&key(b))
    });
    for couple in told {
        let mut partners = couple.partners.map(|who| now[who]);
        partners.sort_unstable();
        if partners[0] == partners[1] {
            faults.push(Fault::TiedToSelf(people[partners[0]].id.clone()));
            continue;
        }
        let couple = Couple {
            partners,
            ..couple.clone()
        };
        if found.contains_key(&partners) {
            let ids = partners.map(|who| people[who].id.clone());
            faults.push(Fault::ToldTwice(ids.to_vec()));
        }
        found.entry(partners).or_insert(couple);
    }
    for descent in descents {
        if let [a, b] = descent.parents[..] {
            found.entry([a, b]).or_insert_with(|| not_recorded([a, b]));
        }
    }
    found.into_values().collect()
}

/// A couple of whom nothing is known but a child.
fn not_recorded(partners: [Who; 2]) -> Couple {
    Couple {
        partners,
        union: Union::NotRecorded,
        ending: Ending::None,
        related: false,
        since: None,
        words: Vec::new(),
    }
}

/// The ties that are drawn last, in order.
fn carry_ties(family: &Family, now: &[Who], out: &mut Family, faults: &mut Vec<Fault>) {
    out.births.clone_from(&family.births);
    for birth in &mut out.births {
        birth.children.iter_mut().for_each(|who| *who = now[*who]);
        birth.children.sort_unstable();
        birth.children.dedup();
    }
    out.births.sort_by(|a, b| a.children.cmp(&b.children));
    for each in &family.siblings {
        let mut pair = each.pair.map(|who| now[who]);
        pair.sort_unstable();
        if pair[0] == pair[1] {
            faults.push(Fault::TiedToSelf(out.people[pair[0]].id.clone()));
            continue;
        }
        let words = each.words.clone();
        out.siblings.push(super::family::Siblings { pair, words });
    }
    out.siblings
        .sort_by(|a, b| (a.pair, &a.words).cmp(&(b.pair, &b.words)));
    out.siblings.dedup_by(|a, b| a.pair == b.pair);
    out.households.clone_from(&family.households);
    for household in &mut out.households {
        household
            .members
            .iter_mut()
            .for_each(|who| *who = now[*who]);
        household.members.sort_unstable();
        household.members.dedup();
    }
    out.households.sort_by(|a, b| natural(&a.id, &b.id));
    out.bonds.clone_from(&family.bonds);
    for bond in &mut out.bonds {
        bond.pair = bond.pair.map(|who| now[who]);
    }
    out.bonds
        .sort_by(|a, b| (a.pair, a.quality, &a.words).cmp(&(b.pair, b.quality, &b.words)));
    out.bonds.retain(|bond| bond.pair[0] != bond.pair[1]);
}

/// Gathers the children under their parents. Birth parents anchor the child; where there are none,
/// those who adopted it, then those who care for it.
pub(super) fn gather<'a>(family: &'a Family, faults: &mut Vec<Fault>) -> Kin<'a> {
    let count = family.people.len();
    let mut kin = Kin {
        family,
        hubs: Vec::new(),
        under: vec![None; count],
        hubs_of: vec![Vec::new(); count],
        index_line: Vec::new(),
    };
    let mut at: BTreeMap<Vec<Who>, usize> = BTreeMap::new();
    for (number, couple) in family.couples.iter().enumerate() {
        kin.add(&mut at, couple.partners.to_vec(), Some(number));
    }
    for (number, descent) in family.descents.iter().enumerate() {
        let couple = None;
        let hub = kin.add(&mut at, descent.parents.clone(), couple);
        let free = kin.under[descent.child].is_none();
        if free && kin.is_above(descent.child, &descent.parents) {
            faults.push(kin.own_ancestors(descent));
        } else if free {
            kin.under[descent.child] = Some(hub);
            kin.hubs[hub].children.push(number);
            continue;
        }
        kin.hubs[hub].others.push(number);
    }
    kin.sort_children();
    kin.mark_index_line();
    kin
}

/// Tells the siblings whom no bracket can join because they stand on two rows.
pub(super) fn siblings_apart(family: &Family, row_of: &[usize]) -> Vec<Fault> {
    let pairs = family.siblings.iter().map(|it| it.pair);
    let apart = pairs.filter(|pair| row_of[pair[0]] != row_of[pair[1]]);
    let faults = apart.map(|pair| {
        let ids = pair.map(|who| family.people[who].id.clone());
        Fault::SiblingsApart(ids.to_vec())
    });
    faults.collect()
}

impl Kin<'_> {
    fn add(
        &mut self,
        at: &mut BTreeMap<Vec<Who>, usize>,
        parents: Vec<Who>,
        couple: Option<usize>,
    ) -> usize {
        if let Some(hub) = at.get(&parents) {
            return *hub;
        }
        let hub = self.hubs.len();
        for who in &parents {
            self.hubs_of[*who].push(hub);
        }
        at.insert(parents.clone(), hub);
        self.hubs.push(Hub {
            parents,
            couple,
            children: Vec::new(),
            others: Vec::new(),
        });
        hub
    }

    /// Whether somebody is an ancestor of one of these, as far as children are gathered by now.
    fn is_above(&self, who: Who, below: &[Who]) -> bool {
        let mut seen = vec![false; self.under.len()];
        let mut open = below.to_vec();
        while let Some(each) = open.pop() {
            if each == who {
                return true;
            }
            if std::mem::replace(&mut seen[each], true) {
                continue;
            }
            if let Some(hub) = self.under[each] {
                open.extend(&self.hubs[hub].parents);
            }
        }
        false
    }

    fn own_ancestors(&self, descent: &Descent) -> Fault {
        let people = std::iter::once(&descent.child).chain(&descent.parents);
        let ids = people.map(|who| self.family.people[*who].id.clone());
        Fault::OwnAncestor(ids.collect())
    }

    /// Eldest first; those of unknown birth after the others, in the order of their ids.
    fn sort_children(&mut self) {
        let family = self.family;
        for hub in &mut self.hubs {
            hub.children.sort_by_key(|descent| {
                let who = family.descents[*descent].child;
                let born = family.people[who].born;
                (born.is_none(), born, who)
            });
        }
    }

    fn mark_index_line(&mut self) {
        self.index_line = vec![false; self.hubs.len()];
        let index = (0..self.under.len()).filter(|who| self.family.people[*who].index);
        let own: Vec<usize> = index.filter_map(|who| self.under[who]).collect();
        for hub in own {
            self.index_line[hub] = true;
            for parent in self.hubs[hub].parents.clone() {
                if let Some(above) = self.under[parent] {
                    self.index_line[above] = true;
                }
            }
        }
    }

    /// The child of a descent.
    pub fn child(&self, descent: usize) -> Who {
        self.family.descents[descent].child
    }

    /// The children who stand under a hub, in birth order.
    pub fn children(&self, hub: usize) -> impl Iterator<Item = Who> + '_ {
        self.hubs[hub].children.iter().map(|it| self.child(*it))
    }
}
