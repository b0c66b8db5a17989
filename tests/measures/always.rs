//! What no drawing can do in which sibships stand together and the index child's own and its parents'
//! sibships stand in birth order: how many couples can then stand side by side at most. It claims no more
//! than it proves.

use std::collections::{BTreeMap, BTreeSet};

use casebinder::diagram::genogram::family::{Family, Parentage, Who};

/// As many couples between sibships are tried each way; further ones count as free.
const TRIED: usize = 12;

/// The sibships of a family and which of them must stand in birth order.
pub struct Sibships<'a> {
    family: &'a Family,
    /// By person, the sibship by birth.
    of: Vec<Option<usize>>,
    members: Vec<Vec<Who>>,
    /// Whether it is the index child's own or a parent's.
    in_order: Vec<bool>,
}

impl<'a> Sibships<'a> {
    /// Gathers them. Somebody of two birth sibships is in none, so that nothing is claimed of them.
    pub fn new(family: &'a Family) -> Self {
        let mut all: BTreeMap<Vec<Who>, BTreeSet<Who>> = BTreeMap::new();
        let births = family.descents.iter();
        for descent in births.filter(|it| it.parentage == Parentage::Birth) {
            let mut parents = descent.parents.clone();
            parents.sort_unstable();
            all.entry(parents).or_default().insert(descent.child);
        }
        let mut count = vec![0; family.people.len()];
        all.values().flatten().for_each(|who| count[*who] += 1);
        let mut of = vec![None; family.people.len()];
        let (mut parents, mut members) = (Vec::new(), Vec::new());
        for (number, (above, children)) in all.into_iter().enumerate() {
            let children: Vec<Who> = children.into_iter().filter(|it| count[*it] == 1).collect();
            children.iter().for_each(|who| of[*who] = Some(number));
            parents.push(above);
            members.push(children);
        }
        let index = |who: &Who| family.people[*who].index;
        let own = |children: &Vec<Who>| children.iter().any(index);
        let close: BTreeSet<Who> = parents
            .iter()
            .zip(&members)
            .filter(|(_, children)| own(children))
            .flat_map(|(parents, _)| parents.iter().copied())
            .collect();
        let in_order = members
            .iter()
            .map(|children| own(children) || children.iter().any(|it| close.contains(it)));
        Self {
            family,
            of,
            in_order: in_order.collect(),
            members,
        }
    }

    /// Whether one was certainly born before another.
    fn before(&self, one: Who, other: Who) -> bool {
        let born = |who: Who| self.family.people[who].born;
        matches!((born(one), born(other)), (Some(a), Some(b)) if a < b)
    }

    /// The siblings who must stand to the right of somebody, or to the left.
    fn beyond(&self, who: Who, right: bool) -> Vec<Who> {
        let Some(sibship) = self.of[who].filter(|it| self.in_order[*it]) else {
            return Vec::new();
        };
        let members = self.members[sibship].iter().copied();
        members
            .filter(|other| {
                let (one, two) = if right { (who, *other) } else { (*other, who) };
                self.before(one, two)
            })
            .collect()
    }

    /// The siblings who must stand between two of them.
    fn between(&self, left: Who, right: Who) -> Vec<Who> {
        let before = self.beyond(right, false);
        let mut after = self.beyond(left, true);
        after.retain(|it| before.contains(it));
        after
    }

    /// How many couples can stand side by side at most.
    pub fn adjacent(&self) -> usize {
        let (tied, free) = self.tied();
        let mut best = 0;
        for chosen in 0..1_usize << tied.len() {
            let links = |within: bool| {
                let each = tied.iter().enumerate();
                each.filter(move |(at, _)| (chosen >> at & 1 == 1) == within)
                    .map(|(_, pair)| *pair)
            };
            let kept: Vec<[Who; 2]> = links(true).collect();
            if self.can_stand(&kept) {
                let more = most_links(self.family.people.len(), &kept, &free);
                best = best.max(kept.len() + more);
            }
        }
        best
    }

    /// The couples on a way from one sibling in the picture to another over couples alone, and the others.
    fn tied(&self) -> (Vec<[Who; 2]>, Vec<[Who; 2]>) {
        let mut left: Vec<[Who; 2]> = self.family.couples.iter().map(|it| it.partners).collect();
        let mut free = Vec::new();
        loop {
            let degree = |who: Who| left.iter().filter(|it| it.contains(&who)).count();
            let ends = |pair: &[Who; 2]| {
                let mut each = pair.iter();
                each.any(|who| self.of[*who].is_none() && degree(*who) == 1)
            };
            let Some(at) = left.iter().position(ends) else {
                break;
            };
            free.push(left.remove(at));
        }
        let further = left.split_off(left.len().min(TRIED));
        free.extend(further);
        (left, free)
    }

    /// Whether these couples can all stand side by side.
    fn can_stand(&self, links: &[[Who; 2]]) -> bool {
        let Some(ways) = chains(links) else {
            return false;
        };
        let ways: Vec<Vec<Who>> = ways
            .into_iter()
            .map(|way| {
                way.into_iter()
                    .filter(|it| self.of[*it].is_some())
                    .collect()
            })
            .filter(|way: &Vec<Who>| way.len() > 1)
            .collect();
        (0..1_usize << ways.len()).any(|turned| {
            let pairs = ways.iter().enumerate().flat_map(|(at, way)| {
                let turned = turned >> at & 1 == 1;
                way.windows(2).map(move |pair| match turned {
                    false => (pair[0], pair[1]),
                    true => (pair[1], pair[0]),
                })
            });
            self.in_line(&pairs.collect::<Vec<_>>())
        })
    }

    /// Whether everybody named first can stand directly left of the second, apart from people without
    /// parents in the picture.
    fn in_line(&self, pairs: &[(Who, Who)]) -> bool {
        let mut group: Vec<usize> = (0..self.members.len()).collect();
        let mut ends: BTreeMap<(usize, bool), Who> = BTreeMap::new();
        for (left, right) in pairs {
            let (Some(a), Some(b)) = (self.of[*left], self.of[*right]) else {
                continue;
            };
            if a == b {
                let apart = !self.between(*left, *right).is_empty();
                if apart || self.beyond(*left, false).contains(right) {
                    return false;
                }
                continue;
            }
            let (from, to) = (group[a], group[b]);
            let last = self.beyond(*left, true).is_empty();
            let first = self.beyond(*right, false).is_empty();
            let new = ends.insert((a, true), *left).is_none()
                && ends.insert((b, false), *right).is_none();
            if from == to || !last || !first || !new {
                return false;
            }
            group
                .iter_mut()
                .filter(|it| **it == to)
                .for_each(|it| *it = from);
        }
        // One of several siblings cannot be at both ends.
        ends.iter().all(|((sibship, right), who)| {
            let other = ends.get(&(*sibship, !right));
            other != Some(who) || self.members[*sibship].len() < 2
        })
    }
}

/// The ways that links make, where nobody has more than two and none closes a circle.
fn chains(links: &[[Who; 2]]) -> Option<Vec<Vec<Who>>> {
    let mut ways: Vec<Vec<Who>> = Vec::new();
    for [a, b] in links {
        let at = |who: &Who, ways: &[Vec<Who>]| ways.iter().position(|way| way.contains(who));
        let is_end = |who: &Who, way: &[Who]| way.first() == Some(who) || way.last() == Some(who);
        let mut ending = |who: &Who| match at(who, &ways) {
            None => Some(vec![*who]),
            Some(number) if is_end(who, &ways[number]) => {
                let mut way = ways.remove(number);
                if way.last() != Some(who) {
                    way.reverse();
                }
                Some(way)
            }
            Some(_) => None,
        };
        let mut one = ending(a)?;
        if one.contains(b) {
            return None;
        }
        let other = ending(b)?;
        one.extend(other.into_iter().rev());
        ways.push(one);
    }
    Some(ways)
}

/// The most of the free links, which form no circle, such that with those kept nobody is in more than two.
fn most_links(people: usize, kept: &[[Who; 2]], free: &[[Who; 2]]) -> usize {
    let mut sides = vec![2_usize; people];
    kept.iter().flatten().for_each(|who| sides[*who] -= 1);
    let mut left = free.to_vec();
    let mut count = 0;
    while !left.is_empty() {
        let degree = |who: Who| left.iter().filter(|it| it.contains(&who)).count();
        // From the leaves: the link of somebody with one partner left is never worse than another.
        let leaf = left
            .iter()
            .position(|[a, b]| degree(*a) == 1 || degree(*b) == 1);
        let [a, b] = left.swap_remove(leaf.unwrap_or(0));
        if sides[a] > 0 && sides[b] > 0 {
            sides[a] -= 1;
            sides[b] -= 1;
            count += 1;
        }
    }
    count
}
