//! Smaller families made of a larger one: some of its people only, sibships far from the index children as
//! one figure with their number, and two parts that share a named person.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::kindred::is_unborn;
use crate::diagram::genogram::family::{
    Bond, Descent, Family, Figure, Household, Member, MultipleBirth, Parentage, Presence, Siblings,
    Who,
};

/// Children who are drawn as one figure, and the couple or parent whose they are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fold {
    /// The children, by their places in the whole family.
    pub(super) children: Vec<Who>,
    /// Their parents.
    pub(super) parents: Vec<Who>,
}

/// The family with these people only, in their order.
pub(super) fn subset(family: &Family, keep: &[Who]) -> Family {
    let places: BTreeMap<Who, Who> = keep
        .iter()
        .enumerate()
        .map(|(new, old)| (*old, new))
        .collect();
    let at = |who: &Who| places.get(who).copied();
    let pair = |pair: &[Who; 2]| Some([at(&pair[0])?, at(&pair[1])?]);
    let couples = family.couples.iter();
    let descents = family.descents.iter().filter_map(|it| {
        let parents: Vec<Who> = it.parents.iter().filter_map(at).collect();
        let child = at(&it.child).filter(|_| !parents.is_empty())?;
        Some(Descent {
            child,
            parents,
            ..it.clone()
        })
    });
    let several = |all: &[Who]| {
        let kept: Vec<Who> = all.iter().filter_map(at).collect();
        (kept.len() > 1).then_some(kept)
    };
    Family {
        people: keep.iter().map(|who| family.people[*who].clone()).collect(),
        couples: couples
            .filter_map(|it| {
                let partners = pair(&it.partners)?;
                Some(crate::diagram::genogram::family::Couple {
                    partners,
                    ..it.clone()
                })
            })
            .collect(),
        descents: descents.collect(),
        births: family
            .births
            .iter()
            .filter_map(|it| {
                let children = several(&it.children)?;
                Some(MultipleBirth {
                    children,
                    ..it.clone()
                })
            })
            .collect(),
        siblings: siblings(family, &pair),
        households: family
            .households
            .iter()
            .filter_map(|it| {
                let members: Vec<Who> = it.members.iter().filter_map(at).collect();
                (!members.is_empty()).then(|| Household {
                    members,
                    ..it.clone()
                })
            })
            .collect(),
        bonds: bonds(family, &pair),
    }
}

type Renamed<'a> = dyn Fn(&[Who; 2]) -> Option<[Who; 2]> + 'a;

fn siblings(family: &Family, pair: &Renamed<'_>) -> Vec<Siblings> {
    let each = family.siblings.iter();
    each.filter_map(|it| {
        let pair = pair(&it.pair)?;
        Some(Siblings { pair, ..it.clone() })
    })
    .collect()
}

fn bonds(family: &Family, pair: &Renamed<'_>) -> Vec<Bond> {
    let each = family.bonds.iter();
    each.filter_map(|it| {
        let pair = pair(&it.pair)?;
        Some(Bond { pair, ..it.clone() })
    })
    .collect()
}

/// Who is tied to whom by a line: parents and children, partners, siblings.
fn neighbours(family: &Family) -> Vec<BTreeSet<Who>> {
    let mut next = vec![BTreeSet::new(); family.people.len()];
    let mut tie = |one: Who, two: Who| {
        next[one].insert(two);
        next[two].insert(one);
    };
    for couple in &family.couples {
        tie(couple.partners[0], couple.partners[1]);
    }
    for descent in &family.descents {
        descent
            .parents
            .iter()
            .for_each(|it| tie(*it, descent.child));
    }
    for siblings in &family.siblings {
        tie(siblings.pair[0], siblings.pair[1]);
    }
    next
}

/// How many lines lie between each person and the nearest index child.
fn distances(family: &Family) -> Vec<usize> {
    let next = neighbours(family);
    let mut far = vec![usize::MAX; family.people.len()];
    let mut waiting: VecDeque<Who> = (0..family.people.len())
        .filter(|who| family.people[*who].index)
        .collect();
    waiting.iter().for_each(|who| far[*who] = 0);
    while let Some(who) = waiting.pop_front() {
        for other in &next[who] {
            if far[*other] == usize::MAX {
                far[*other] = far[who] + 1;
                waiting.push_back(*other);
            }
        }
    }
    far
}

/// Sibships that may be drawn as a number, the farthest from the index children first; never those of an
/// index child or of its parents.
pub(super) fn foldable(family: &Family) -> Vec<Fold> {
    let mut sibships: BTreeMap<&[Who], Vec<Who>> = BTreeMap::new();
    for descent in &family.descents {
        if descent.parentage == Parentage::Birth {
            sibships
                .entry(&descent.parents)
                .or_default()
                .push(descent.child);
        }
    }
    let parents_of_index: BTreeSet<Who> = family
        .descents
        .iter()
        .filter(|it| family.people[it.child].index)
        .flat_map(|it| it.parents.iter().copied())
        .collect();
    let near = |who: &Who| family.people[*who].index || parents_of_index.contains(who);
    let far = distances(family);
    let mut folds: Vec<Fold> = sibships
        .into_iter()
        .filter(|(_, children)| !children.iter().any(near))
        .map(|(parents, mut children)| {
            children.retain(|child| is_leaf(family, *child));
            Fold {
                children,
                parents: parents.to_vec(),
            }
        })
        .filter(|fold| fold.children.len() > 1 && share_homes(family, &fold.children))
        .collect();
    folds.sort_by_key(|fold| {
        let distance = fold.children.iter().map(|it| far[*it]).min();
        (std::cmp::Reverse(distance), fold.children.clone())
    });
    folds
}

/// Whether nothing hangs on a child but the line to the birth parents.
fn is_leaf(family: &Family, who: Who) -> bool {
    let member = &family.people[who];
    let in_couple = family.couples.iter().any(|it| it.partners.contains(&who));
    let is_parent = family.descents.iter().any(|it| it.parents.contains(&who));
    let sets = family.descents.iter().filter(|it| it.child == who).count();
    let tied = family.siblings.iter().any(|it| it.pair.contains(&who))
        || family.bonds.iter().any(|it| it.pair.contains(&who));
    let plain = matches!(member.presence, Presence::Known | Presence::Stillborn);
    plain && !in_couple && !is_parent && sets == 1 && !tied && !is_unborn(member.figure)
}

fn share_homes(family: &Family, children: &[Who]) -> bool {
    family.households.iter().all(|home| {
        let inside = children
            .iter()
            .filter(|it| home.members.contains(it))
            .count();
        inside == 0 || inside == children.len()
    })
}

/// The family with each of these sibships as one figure; `name` says how many they are.
pub(super) fn folded(family: &Family, folds: &[Fold], name: &dyn Fn(usize) -> String) -> Family {
    let gone: BTreeSet<Who> = folds
        .iter()
        .flat_map(|it| it.children.iter().copied())
        .collect();
    let keep: Vec<Who> = (0..family.people.len())
        .filter(|it| !gone.contains(it))
        .collect();
    let mut smaller = subset(family, &keep);
    let at = |who: &Who| keep.iter().position(|it| it == who);
    for fold in folds {
        let new = smaller.people.len();
        let ids: Vec<&str> = fold
            .children
            .iter()
            .map(|it| &*family.people[*it].id)
            .collect();
        let born = fold
            .children
            .iter()
            .filter_map(|it| family.people[*it].born)
            .min();
        let number = u16::try_from(fold.children.len()).ok();
        smaller.people.push(Member {
            id: ids.join("+"),
            figure: Figure::NotRecorded,
            presence: Presence::Several(number),
            index: false,
            died: false,
            born,
            name: name(fold.children.len()),
            facts: Vec::new(),
            continued: None,
        });
        smaller.descents.push(Descent {
            child: new,
            parents: fold.parents.iter().filter_map(at).collect(),
            parentage: Parentage::Birth,
            words: String::new(),
        });
        for (home, whole) in family.households.iter().enumerate() {
            if fold.children.iter().all(|it| whole.members.contains(it)) {
                let id = &family.households[home].id;
                let own = smaller.households.iter_mut().find(|it| it.id == *id);
                match own {
                    Some(own) => own.members.push(new),
                    None => smaller.households.push(Household {
                        members: vec![new],
                        ..whole.clone()
                    }),
                }
            }
        }
    }
    smaller
}

/// A part of a family, and the person who stands in both parts.
pub(super) struct Split {
    /// Who stands with the root.
    pub(super) near: Vec<Who>,
    /// The others, with the shared person.
    pub(super) far: Vec<Who>,
    /// Who stands in both.
    pub(super) shared: Who,
}

/// The division of a part of a family at one person that leaves the larger part smallest; none where
/// nobody's absence would divide it. `root` stays in the near part.
pub(super) fn split(family: &Family, part: &[Who], root: Who) -> Option<Split> {
    let next = neighbours(family);
    let inside: BTreeSet<Who> = part.iter().copied().collect();
    let mut best: Option<(usize, Split)> = None;
    for shared in part.iter().copied() {
        let near = reached(&next, &inside, root, shared);
        let far: Vec<Who> = part
            .iter()
            .copied()
            .filter(|who| *who == shared || !near.contains(who))
            .collect();
        let near: Vec<Who> = part
            .iter()
            .copied()
            .filter(|who| *who == shared || near.contains(who))
            .collect();
        if far.len() < 3 || near.len() < 3 {
            continue;
        }
        let larger = far.len().max(near.len());
        if best.as_ref().is_none_or(|(least, _)| larger < *least) {
            best = Some((larger, Split { near, far, shared }));
        }
    }
    best.map(|(_, split)| split)
}

/// Everybody who is tied to the root without going through the shared person.
fn reached(
    next: &[BTreeSet<Who>],
    inside: &BTreeSet<Who>,
    root: Who,
    shared: Who,
) -> BTreeSet<Who> {
    // Where the root itself is shared, those whom its first line leads to stay with it.
    let first = match root == shared {
        true => next[root].iter().copied().find(|it| inside.contains(it)),
        false => Some(root),
    };
    let mut found: BTreeSet<Who> = first.into_iter().collect();
    let mut waiting: Vec<Who> = found.iter().copied().collect();
    while let Some(who) = waiting.pop() {
        for other in &next[who] {
            if *other != shared && inside.contains(other) && found.insert(*other) {
                waiting.push(*other);
            }
        }
    }
    found
}
