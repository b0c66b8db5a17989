//! The row of each person: a child stands one row under its parents, a couple on one row. What loops
//! contradict gives way in a fixed order: a couple may stand on two rows, a child never stands above its
//! parents (reference/genogram.md 4.3).

use super::family::Who;
use super::kin::Kin;

/// The row of each person, from the top.
pub(super) fn rows(kin: &Kin<'_>) -> Vec<usize> {
    let mut levels = Levels::new(kin.under.len());
    let mut hubs: Vec<usize> = (0..kin.hubs.len()).collect();
    // Where one has no parents here and no other partner, nothing else says on which row they stand.
    let is_tied = |who: &Who| kin.under[*who].is_some() || kin.hubs_of[*who].len() > 1;
    let both_are_tied = |hub: usize| {
        let parents = &kin.hubs[hub].parents;
        parents.len() == 2 && parents.iter().all(is_tied)
    };
    hubs.sort_by_key(|hub| {
        let children = kin.hubs[*hub].children.len();
        (
            both_are_tied(*hub),
            !kin.index_line[*hub],
            usize::MAX - children,
            *hub,
        )
    });
    for hub in hubs {
        levels.join(kin, hub);
    }
    carers_above_children(kin, &mut levels);
    let mut rows: Vec<i64> = (0..kin.under.len()).map(|who| levels.of(who)).collect();
    from_the_top(&levels, &mut rows);
    never_above_parents(kin, &mut rows);
    let least = rows.iter().copied().min().unwrap_or(0);
    rows.iter()
        .map(|row| usize::try_from(row - least).unwrap_or(0))
        .collect()
}

/// Foster carers and the like stand a row above the children they care for, where nothing else says.
fn carers_above_children(kin: &Kin<'_>, levels: &mut Levels) {
    for hub in &kin.hubs {
        for descent in &hub.others {
            levels.merge(hub.parents[0], kin.child(*descent), 1);
        }
    }
    for each in &kin.family.siblings {
        levels.merge(each.pair[0], each.pair[1], 0);
    }
    beside_those_they_live_with(kin, levels);
    for bond in &kin.family.bonds {
        levels.merge(bond.pair[0], bond.pair[1], 0);
    }
}

/// Somebody of whom only the home is known stands on the row of the member nearest in age.
fn beside_those_they_live_with(kin: &Kin<'_>, levels: &mut Levels) {
    let tied = |who: Who| {
        let cared_for = kin.family.descents.iter().any(|it| it.child == who);
        cared_for || !kin.hubs_of[who].is_empty()
    };
    for household in &kin.family.households {
        for who in household.members.iter().filter(|who| !tied(**who)) {
            let born = |who: Who| kin.family.people[who].born;
            let apart = |other: Who| match (born(*who), born(other)) {
                (Some(one), Some(two)) => one.abs_diff(two),
                // Of unknown age: more likely one of the adults, who are the eldest.
                _ => u32::MAX,
            };
            let others = household.members.iter().filter(|other| tied(**other));
            let nearest = others.min_by_key(|other| (apart(**other), born(**other), **other));
            if let Some(nearest) = nearest {
                levels.merge(*nearest, *who, 0);
            }
        }
    }
}

/// Families that nothing joins all begin at the top row.
fn from_the_top(levels: &Levels, rows: &mut [i64]) {
    let mut least = vec![i64::MAX; rows.len()];
    let roots: Vec<Who> = (0..rows.len()).map(|who| levels.root(who).0).collect();
    for (who, root) in roots.iter().enumerate() {
        least[*root] = least[*root].min(rows[who]);
    }
    for (who, root) in roots.iter().enumerate() {
        rows[who] -= least[*root];
    }
}

/// Pushes down every child that would stand beside or above a parent. There are no circles under hubs.
fn never_above_parents(kin: &Kin<'_>, rows: &mut [i64]) {
    for _ in 0..=rows.len() {
        let mut moved = false;
        for hub in 0..kin.hubs.len() {
            let parents = kin.hubs[hub].parents.iter().map(|who| rows[*who]);
            let row = parents.max().unwrap_or(0) + 1;
            for child in kin.children(hub) {
                if rows[child] < row {
                    rows[child] = row;
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
}

/// Union-find in which each person knows by how many rows they stand under another of their set.
struct Levels {
    parent: Vec<Who>,
    below: Vec<i64>,
}

impl Levels {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            below: vec![0; count],
        }
    }

    /// The set's root, and how far somebody stands below it.
    fn root(&self, mut who: Who) -> (Who, i64) {
        let mut below = 0;
        while self.parent[who] != who {
            below += self.below[who];
            who = self.parent[who];
        }
        (who, below)
    }

    fn of(&self, who: Who) -> i64 {
        self.root(who).1
    }

    /// Puts `lower` that many rows under `upper`, unless something else already says where they stand.
    fn merge(&mut self, upper: Who, lower: Who, rows: i64) {
        let ((top, above), (other, below)) = (self.root(upper), self.root(lower));
        if top != other {
            self.parent[other] = top;
            self.below[other] = above + rows - below;
        }
    }

    fn join(&mut self, kin: &Kin<'_>, hub: usize) {
        let parents = &kin.hubs[hub].parents;
        if let [a, b] = parents[..] {
            self.merge(a, b, 0);
        }
        let lowest = parents.iter().copied().max_by_key(|who| self.of(*who));
        for child in kin.children(hub) {
            if let Some(lowest) = lowest {
                self.merge(lowest, child, 1);
            }
        }
    }
}
