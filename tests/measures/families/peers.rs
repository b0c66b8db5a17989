//! Families in the proportions of those on which the peers were measured (reference/genogram.md 3.1):
//! genograms cut from public family trees. What that section does not say was counted on 319 families cut by
//! its rule from eleven public trees (`measure_diagrams --tree` says it), of those of 20 people and more: how
//! often a parent's parents are known, how many brothers and sisters the index child and its parents have,
//! which of these a parent is, and how many births are known. What public trees lack, two sets of parents,
//! homes, losses, stays in.

use std::collections::{BTreeMap, BTreeSet};

use casebinder::diagram::genogram::family::{Family, Figure, Who};

use super::super::kin::Kin;
use super::loops::Circle;
use super::{GROWN, INDEX, MOST, SIZES, care, children, feelings, homes, loops, lost, renamed};

/// How many children the couples who have two or more have: 966 sibships in 261 families.
const BROODS: &[usize] = &[2, 2, 2, 3, 3, 4, 5, 6, 7];

/// How many siblings the index child has: 0 to 10, 3.2 in the mean.
const OWN_SIBLINGS: &[usize] = &[0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 7, 9];

/// How many siblings a parent has whose parents are known, before circles add some: then none in 37 of 100,
/// and 2.1 in the mean.
const SIBLINGS: &[usize] = &[0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 5, 6];

/// The family of a seed.
pub fn family(seed: u64) -> Family {
    let mut kin = Kin::new(seed ^ 0x0070_6565_7273);
    let target = kin.chance.of(SIZES).copied().unwrap_or(27);
    let index = begin(&mut kin);
    if kin.chance.percent(24) {
        circle(&mut kin, index);
        // Who has married a cousin once has others who did.
        if kin.chance.percent(40) {
            circle(&mut kin, index);
        }
    }
    for parent in kin.parents(index) {
        placed(&mut kin, parent);
    }
    for _ in 0..4000 {
        if kin.family.people.len() >= target {
            break;
        }
        grow(&mut kin, index);
    }
    if kin.family.people.len() + 4 <= MOST {
        care::add(&mut kin, index);
    }
    homes(&mut kin, index);
    feelings(&mut kin, index);
    undated(&mut kin);
    renamed(kin)
}

/// Takes dates of birth, so that they are known of three quarters of the children, of sibships all or none, and
/// of not quite six of ten who married in.
fn undated(kin: &mut Kin) {
    let mut sibships: BTreeMap<Vec<Who>, Vec<Who>> = BTreeMap::new();
    for who in 0..kin.family.people.len() {
        let parents = kin.parents(who);
        sibships.entry(parents).or_default().push(who);
    }
    for (parents, people) in sibships {
        let together = kin.chance.percent(21);
        for who in people {
            let is_taken = match parents.is_empty() {
                true => kin.chance.percent(38),
                false => together,
            };
            if is_taken && !lost(kin, who) && !kin.family.people[who].index {
                kin.family.people[who].born = None;
                kin.family.people[who].facts.clear();
            }
        }
    }
}

/// Lets a parent be the eldest of several as often as in those trees, or the youngest: brothers and sisters
/// on the other side are born as many years later, or earlier, with all who come after them.
fn placed(kin: &mut Kin, parent: Who) {
    let parents = kin.parents(parent);
    let year = kin.year(parent);
    let eldest = match kin.chance.below(100) {
        0..=9 => true,
        10..=29 => false,
        // In the middle, or as it comes.
        _ => return,
    };
    for sibling in kin.children(&parents) {
        let apart = kin.year(sibling) - year;
        let is_born = kin.family.people[sibling].born.is_some() && !lost(kin, sibling);
        if sibling != parent && is_born && (apart < 0) == eldest {
            later(kin, sibling, -2 * apart + if eldest { 1 } else { -1 });
        }
    }
}

/// So many years later, or earlier: somebody and all who come after them.
fn later(kin: &mut Kin, who: Who, years: i32) {
    let mut moved = BTreeSet::new();
    let mut open = vec![who];
    while let Some(each) = open.pop() {
        if !moved.insert(each) {
            continue;
        }
        if kin.family.people[each].born.is_some() && !lost(kin, each) {
            let year = kin.year(each) + years;
            kin.set_born(each, year);
        }
        let couples = kin.family.couples.iter().map(|it| it.partners);
        let pairs: Vec<[Who; 2]> = couples.filter(|it| it.contains(&each)).collect();
        open.extend(pairs.iter().flat_map(|pair| kin.children(pair)));
        open.extend(kin.children(&[each]));
    }
}

/// A circle, by chance which.
fn circle(kin: &mut Kin, index: Who) {
    let circle = match kin.chance.below(100) {
        0..=39 => Circle::Cousins,
        40..=56 => Circle::TwoByTwo,
        57..=79 => Circle::Widow,
        80..=88 => Circle::UncleAndNiece,
        _ => Circle::FathersCousins,
    };
    loops::close(kin, index, circle);
}

/// The index child, its parents and as many grandparents as are known.
fn begin(kin: &mut Kin) -> Who {
    let mut parents = Vec::new();
    // Both parents' parents are known in 42 of 100 families, one parent's in 49.
    let known = match kin.chance.below(100) {
        0..=34 => [true, true],
        35..=62 => [true, false],
        63..=89 => [false, true],
        _ => [false, false],
    };
    for (figure, known) in [Figure::Male, Figure::Female].into_iter().zip(known) {
        let year = kin.chance.between(1964, 1980);
        let parent = kin.person(figure, INDEX - 1, year);
        if known {
            let ages = [kin.chance.between(20, 31), kin.chance.between(18, 27)];
            let father = kin.person(Figure::Male, 0, year - ages[0]);
            let mother = kin.person(Figure::Female, 0, year - ages[1]);
            let union = kin.union();
            kin.couple(father, mother, union);
            let birth = casebinder::diagram::genogram::family::Parentage::Birth;
            kin.descends(parent, &[father, mother], birth, "");
            let others = kin.chance.of(SIBLINGS).copied().unwrap_or(0);
            children(kin, &[father, mother], others);
        }
        parents.push(parent);
    }
    let union = kin.union();
    kin.couple(parents[0], parents[1], union);
    let figure = kin.figure();
    let index = kin.child(&parents, figure);
    kin.family.people[index].index = true;
    let born = kin.chance.between(2009, 2021);
    kin.set_born(index, born);
    let others = kin.chance.of(OWN_SIBLINGS).copied().unwrap_or(0);
    children(kin, &parents, others);
    index
}

/// One thing more: a partner, or children for a couple that has none.
fn grow(kin: &mut Kin, index: Who) {
    let who = kin.chance.below(kin.family.people.len());
    let generation = kin.generation[who];
    if kin.year(who) > GROWN || lost(kin, who) || generation > INDEX {
        return;
    }
    let of_the_line = !kin.parents(who).is_empty() || generation == 0;
    let partners = kin.partners(who);
    match (partners.len(), kin.chance.below(100)) {
        (0, 0..=89) if of_the_line => partner(kin, who),
        (0, 90..=91) if of_the_line => children(kin, &[who], 1),
        (1, 0..=3) if of_the_line => partner(kin, who),
        (2, 0..=3) | (3, 0..=5) if of_the_line => partner(kin, who),
        (1.., 14..=15) => {
            let pairs = kin.family.couples.iter().map(|it| it.partners);
            let its: Vec<[Who; 2]> = pairs.filter(|it| it.contains(&who)).collect();
            let pair = kin.chance.of(&its).copied();
            // A small family of people who all have partners grows by children.
            let few = if kin.family.people.len() < SIZES[0] {
                9
            } else {
                2
            };
            // How many brothers and sisters the index child's parents have is settled.
            let settled = |child: &Who| kin.parents(index).contains(child);
            let has_room = |children: &[Who]| children.len() < few && !children.iter().any(settled);
            if let Some(pair) = pair.filter(|it| has_room(&kin.children(it))) {
                brood(kin, pair);
            }
        }
        _ => {}
    }
}

/// A new partner, in two of three couples with children.
fn partner(kin: &mut Kin, who: Who) {
    let figure = kin.opposite(who);
    let year = kin.year(who) + kin.chance.between(-7, 7);
    let generation = kin.generation[who];
    let other = kin.person(figure, generation, year);
    let union = kin.union();
    let pair = if figure == Figure::Male {
        [other, who]
    } else {
        [who, other]
    };
    kin.couple(pair[0], pair[1], union);
    if generation <= INDEX && kin.chance.percent(38) {
        brood(kin, pair);
    }
}

fn brood(kin: &mut Kin, pair: [Who; 2]) {
    let several = kin.chance.percent(31);
    let many = kin.chance.of(BROODS).copied().unwrap_or(1);
    let count = if several { many } else { 1 };
    let room = MOST.saturating_sub(kin.family.people.len() + 2);
    children(kin, &pair, count.min(room));
}
