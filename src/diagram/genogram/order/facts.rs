//! What the cost of an order asks of a family, gathered once: the same for every order.

use crate::diagram::genogram::family::Who;
use crate::diagram::genogram::kin::Kin;

use super::passing::TwoRows;
use super::state::is_female;

/// A couple on one row, or a lone parent with children, who is both of the two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub hub: usize,
    pub row: usize,
    pub one: Who,
    pub other: Who,
    /// One of their children, where they have any: siblings stand together.
    pub child: Option<Who>,
}

/// Parents and their children.
#[derive(Debug)]
pub(super) struct Children {
    pub hub: usize,
    pub parents: Vec<Who>,
    pub children: Vec<Who>,
}

/// The ties whose places are judged.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Siblings of one row in the index child's line, the elder first.
    pub index_line: Vec<(Who, Who)>,
    /// Siblings elsewhere, likewise.
    pub siblings: Vec<(Who, Who)>,
    /// The couples and lone parents.
    pub pairs: Vec<Pair>,
    /// By pairs, and after them the couples on two rows, whether their descendants have a family together.
    pub joined: Vec<Vec<bool>>,
    /// The couples on two rows.
    pub on_two_rows: Vec<TwoRows>,
    /// By hub, its place among these.
    pub two_rows_of: Vec<Option<usize>>,
    /// Couples in which one should stand to the left of the other.
    pub left_of: Vec<(Who, Who)>,
    /// Partners of one person, an earlier one first.
    pub in_time: Vec<(Who, Who)>,
    /// The members of a household on one row.
    pub homes: Vec<Vec<Who>>,
    /// Children of one birth.
    pub births: Vec<Vec<Who>>,
    /// Parents and their children.
    pub families: Vec<Children>,
    /// Those who should not stand far from one another: second parents, siblings without parents.
    pub near: Vec<(Who, Who)>,
}

impl Facts {
    pub fn new(kin: &Kin<'_>, row_of: &[usize]) -> Self {
        let mut facts = Self::default();
        for hub in 0..kin.hubs.len() {
            facts.siblings_of(kin, row_of, hub);
            facts.couple(kin, row_of, hub);
            let of = &kin.hubs[hub];
            if !of.children.is_empty() {
                facts.families.push(Children {
                    hub,
                    parents: of.parents.clone(),
                    children: kin.children(hub).collect(),
                });
            }
            let others = of.others.iter();
            facts
                .near
                .extend(others.map(|it| (of.parents[0], kin.child(*it))));
        }
        let pairs = kin.family.siblings.iter();
        facts.near.extend(pairs.map(|it| (it.pair[0], it.pair[1])));
        facts.join(kin);
        facts.partners(kin);
        facts.together(kin, row_of);
        facts
    }

    fn siblings_of(&mut self, kin: &Kin<'_>, row_of: &[usize], hub: usize) {
        let born = |who: Who| kin.family.people[who].born;
        let children: Vec<Who> = kin.children(hub).collect();
        for (at, elder) in children.iter().enumerate() {
            for other in &children[at + 1..] {
                let known = matches!((born(*elder), born(*other)), (Some(a), Some(b)) if a < b);
                if known && row_of[*elder] == row_of[*other] {
                    let to = match kin.index_line[hub] {
                        true => &mut self.index_line,
                        false => &mut self.siblings,
                    };
                    to.push((*elder, *other));
                }
            }
        }
    }

    fn couple(&mut self, kin: &Kin<'_>, row_of: &[usize], hub: usize) {
        let of = &kin.hubs[hub];
        let child = kin.children(hub).next();
        let one = of.parents[0];
        let other = of.parents.last().copied().unwrap_or(one);
        let two_rows = TwoRows::of(kin, row_of, hub);
        self.two_rows_of
            .push(two_rows.map(|_| self.on_two_rows.len()));
        if let Some(couple) = two_rows {
            self.on_two_rows.push(couple);
            return;
        }
        if one != other || child.is_some() {
            self.pairs.push(Pair {
                hub,
                row: row_of[one],
                one,
                other,
                child,
            });
        }
        match (is_female(kin, one), is_female(kin, other)) {
            (true, false) => self.left_of.push((other, one)),
            (false, true) => self.left_of.push((one, other)),
            _ => {}
        }
    }

    fn join(&mut self, kin: &Kin<'_>) {
        let level = self.pairs.iter().map(|it| after(kin, it.hub, &[]));
        let two_rows = self.on_two_rows.iter();
        let two_rows = two_rows.map(|it| after(kin, it.hub, &[it.lower]));
        let all: Vec<Vec<bool>> = level.chain(two_rows).collect();
        let meet = |one: &[bool], other: &[bool]| one.iter().zip(other).any(|(a, b)| *a && *b);
        let by_pair = all
            .iter()
            .map(|one| all.iter().map(|other| meet(one, other)).collect());
        self.joined = by_pair.collect();
    }

    fn partners(&mut self, kin: &Kin<'_>) {
        for (who, hubs) in kin.hubs_of.iter().enumerate() {
            let told = hubs.iter().filter_map(|hub| {
                let couple = &kin.family.couples[kin.hubs[*hub].couple?];
                let [a, b] = couple.partners;
                Some((couple.since?, if a == who { b } else { a }))
            });
            let mut told: Vec<(i32, Who)> = told.collect();
            told.sort_unstable();
            let later = told.windows(2).filter(|pair| pair[0].0 < pair[1].0);
            self.in_time
                .extend(later.map(|pair| (pair[0].1, pair[1].1)));
        }
    }

    fn together(&mut self, kin: &Kin<'_>, row_of: &[usize]) {
        let rows = row_of.iter().max().map_or(0, |row| row + 1);
        for household in &kin.family.households {
            for row in 0..rows {
                let here = household.members.iter().copied();
                let here: Vec<Who> = here.filter(|who| row_of[*who] == row).collect();
                if here.len() > 1 {
                    self.homes.push(here);
                }
            }
        }
        for birth in &kin.family.births {
            let row = birth.children.first().map(|who| row_of[*who]);
            let here = birth.children.iter().copied();
            self.births
                .push(here.filter(|who| Some(row_of[*who]) == row).collect());
        }
    }
}

/// Who comes after two parents: their children, these ones' partners, and so on, and likewise after others.
fn after(kin: &Kin<'_>, hub: usize, others: &[Who]) -> Vec<bool> {
    let mut found = vec![false; kin.under.len()];
    let mut open: Vec<Who> = kin.children(hub).chain(others.iter().copied()).collect();
    while let Some(who) = open.pop() {
        if std::mem::replace(&mut found[who], true) {
            continue;
        }
        for hub in &kin.hubs_of[who] {
            open.extend(kin.children(*hub));
            open.extend(&kin.hubs[*hub].parents);
        }
    }
    found
}
