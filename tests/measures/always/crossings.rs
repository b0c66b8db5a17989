//! The crossings that no route under the figures avoids while the index child's line keeps birth order and
//! sibships stand together. A pair of families counts once, and only what is certain by dates of birth.

use std::collections::{BTreeMap, BTreeSet};

use casebinder::diagram::genogram::family::Who;

use super::Sibships;

/// Pairs of families, by their places.
type Pairs = BTreeSet<(usize, usize)>;

/// A couple or a lone parent, and whether there are children.
pub(super) type Hub = (Vec<Who>, bool);

impl Sibships<'_> {
    /// Crossings that no route under the figures avoids, whichever of the index parents' two sibships
    /// stands left. A pair of families counts once.
    pub fn crossings(&self) -> usize {
        let hubs = self.hubs();
        let sides = self.index_parents().into_iter().flat_map(|[one, two]| {
            [(one, two), (two, one)].map(|(left, right)| self.across(&hubs, left, right))
        });
        let sides: Vec<Pairs> = sides.collect();
        let rings = |told: &Pairs| {
            let cousins = self.between_cousins(&hubs, told);
            self.within_rings(&hubs, told).max(cousins)
        };
        let halves = self.halves(&hubs);
        let least = sides
            .iter()
            .map(|told| told.len() + rings(told) + halves)
            .min();
        let by_birth = least.unwrap_or_else(|| rings(&Pairs::new()));
        by_birth.max(self.crossings_in_any_order())
    }

    /// How many of the index child's parents have families of half-siblings, or of these ones' half-siblings,
    /// on both their parents' sides: these cannot all stand on the side away from the index child's other
    /// parent, or a couple's line would lead over the grandparents' own.
    pub(super) fn halves(&self, hubs: &[Hub]) -> usize {
        let Some(both) = self.index_parents() else {
            return 0;
        };
        let of_both = |who: &Who| self.of[*who].is_some_and(|it| both.contains(&it));
        let has_family = |sibship: usize| {
            let from_here = |who: &Who| self.of[*who] == Some(sibship);
            hubs.iter().any(|(people, has_children)| {
                *has_children && people.iter().any(from_here) && !people.iter().any(of_both)
            })
        };
        let on_both_sides = |it: &&usize| {
            let [one, other] = self.parents[**it][..] else {
                return false;
            };
            let sides = [(one, other), (other, one)].map(|(from, but)| self.joined_to(from, but));
            let others = (0..self.parents.len()).filter(|it| !both.contains(it));
            let others: Vec<usize> = others.filter(|it| has_family(*it)).collect();
            let has = |side: &BTreeSet<Who>| {
                let mut each = others.iter();
                each.any(|it| self.parents[*it].iter().any(|who| side.contains(who)))
            };
            let far = both.iter().filter(|other| other != it);
            let mut far = far.flat_map(|other| &self.parents[*other]);
            // Where couples join all of it in a circle, or with the other parent's side, nothing is claimed.
            let alone = sides[0].is_disjoint(&sides[1])
                && !far.any(|who| sides.iter().any(|side| side.contains(who)));
            alone && sides.iter().all(has)
        };
        both.iter().filter(on_both_sides).count()
    }

    /// Somebody and all whom couples join to them, but not by way of this partner.
    fn joined_to(&self, from: Who, but: Who) -> BTreeSet<Who> {
        let mut found = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(who) = open.pop() {
            let couples = self.family.couples.iter().map(|it| it.partners);
            for [a, b] in couples.filter(|it| it.contains(&who)) {
                let other = if a == who { b } else { a };
                let barred = who == from && other == but;
                if !barred && found.insert(other) {
                    open.push(other);
                }
            }
        }
        found
    }

    /// Everybody's families: the couples and the lone parents, and whether they have children.
    pub(super) fn hubs(&self) -> Vec<Hub> {
        let couples = self.family.couples.iter().map(|it| {
            let mut pair = it.partners.to_vec();
            pair.sort_unstable();
            pair
        });
        let mut all: BTreeMap<Vec<Who>, bool> = couples.map(|pair| (pair, false)).collect();
        let parents = self.parents.iter().zip(&self.members);
        all.extend(parents.map(|(them, children)| (them.clone(), !children.is_empty())));
        all.into_iter().collect()
    }

    /// The two sibships of the parents of an index child; none where these are not two.
    fn index_parents(&self) -> Option<[usize; 2]> {
        let own = self
            .members
            .iter()
            .zip(&self.parents)
            .filter(|(children, _)| {
                let mut each = children.iter();
                each.any(|who| self.family.people[*who].index)
            });
        let each = own.filter_map(|(_, parents)| match parents[..] {
            [a, b] if self.on_one_row(a, b) => Some([self.of[a]?, self.of[b]?]),
            _ => None,
        });
        let mut apart = each.filter(|[a, b]| a != b && self.in_order[*a] && self.in_order[*b]);
        apart.next()
    }

    /// The pairs of families that cross because a couple's two are of these two sibships.
    fn across(&self, hubs: &[Hub], left: usize, right: usize) -> Pairs {
        let mut pairs = Pairs::new();
        for (number, (couple, has_children)) in hubs.iter().enumerate() {
            let from = |sibship| {
                couple
                    .iter()
                    .find(|it| self.of[**it] == Some(sibship))
                    .copied()
            };
            let (Some(a), Some(b)) = (from(left), from(right)) else {
                continue;
            };
            let (before, after) = (self.beyond(a, false), self.beyond(b, true));
            let mut between = self.beyond(a, true);
            between.extend(self.beyond(b, false));
            for (other, (people, its_children)) in hubs.iter().enumerate() {
                let any = |of: &[Who]| people.iter().any(|it| of.contains(it));
                let leaves = *its_children || any(&before) || any(&after);
                let around = any(&before) && any(&after) && *has_children;
                if other != number && ((any(&between) && leaves) || around) {
                    pairs.insert((number.min(other), number.max(other)));
                }
            }
        }
        pairs
    }

    /// Further crossings where somebody has two partners of one sibship in birth order: of the families of
    /// those between the two. Of several such rings the one with most counts.
    fn within_rings(&self, hubs: &[Hub], told: &Pairs) -> usize {
        let mut most = 0;
        for (one, (first, _)) in hubs.iter().enumerate() {
            for (two, (second, _)) in hubs.iter().enumerate() {
                let Some((a, b)) = self.ring(first, second) else {
                    continue;
                };
                let between = self.between(a, b);
                let crosses = |other: usize| {
                    let new = [one, two].iter().all(|it| {
                        *it != other && !told.contains(&(other.min(*it), other.max(*it)))
                    });
                    new && hubs[other].1 && hubs[other].0.iter().any(|it| between.contains(it))
                };
                most = most.max((0..hubs.len()).filter(|it| crosses(*it)).count());
            }
        }
        most
    }

    /// Crossings one row lower: a couple of children of two siblings in birth order, and the families of
    /// those between the two whose children have children, each of which leaves the ring once at least. Of
    /// several such couples the one with most counts.
    fn between_cousins(&self, hubs: &[Hub], told: &Pairs) -> usize {
        let parents = |who: Who| self.of[who].map_or(&[][..], |it| &self.parents[it][..]);
        let goes_on = |people: &[Who], but: &[Who; 2]| {
            hubs.iter().any(|(pair, has_children)| {
                let mut each = pair.iter();
                let from_here = each.any(|it| parents(*it) == people);
                *has_children && from_here && !pair.iter().any(|it| but.contains(it))
            })
        };
        let couples = self.family.couples.iter().map(|it| it.partners);
        let couples = couples.filter(|it| self.on_one_row(it[0], it[1]));
        let each = couples.map(|couple| {
            let [above, other] = couple.map(parents);
            let pairs = above
                .iter()
                .flat_map(|a| other.iter().map(move |b| (*a, *b)));
            let siblings =
                pairs.filter(|(a, b)| self.of[*a].is_some() && self.of[*a] == self.of[*b]);
            let between = siblings.flat_map(|(a, b)| {
                let mut all = self.between(a, b);
                all.extend(self.between(b, a));
                all
            });
            let between: Vec<Who> = between.collect();
            let is_told = |number: usize| {
                let others = told.iter().filter(|it| it.0 == number || it.1 == number);
                let mut others = others.map(|(a, b)| &hubs[if *a == number { *b } else { *a }].0);
                others.any(|them| {
                    them.iter()
                        .any(|it| above.contains(it) || other.contains(it))
                })
            };
            let leaves = |(number, (people, _)): &(usize, &Hub)| {
                people.iter().any(|it| between.contains(it))
                    && goes_on(people, &couple)
                    && !is_told(*number)
            };
            hubs.iter().enumerate().filter(leaves).count()
        });
        each.max().unwrap_or(0)
    }

    /// The two siblings with whom somebody of another sibship, or of none, is in these two couples.
    fn ring(&self, first: &[Who], second: &[Who]) -> Option<(Who, Who)> {
        let shared = first.iter().find(|it| second.contains(it))?;
        let a = first.iter().find(|it| *it != shared)?;
        let b = second.iter().find(|it| *it != shared && *it != a)?;
        let sibship = self.of[*a].filter(|it| Some(*it) == self.of[*b])?;
        (self.of[*shared] != Some(sibship)).then_some((*a, *b))
    }
}
