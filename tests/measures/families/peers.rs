//! Families in the proportions of those on which the peers were measured (reference/genogram.md 3.1): more
//! couples and fewer people with several partners than in families that social workers meet, and children
//! in few large sibships. What those lack, two sets of parents, homes, losses, stays in.

use casebinder::diagram::genogram::family::{Family, Figure, Who};

use super::super::kin::Kin;
use super::{GROWN, INDEX, MOST, SIZES, care, children, feelings, homes, loops, lost, renamed};

/// How many children the couples who have two or more have: 966 sibships in 261 families.
const BROODS: &[usize] = &[2, 2, 2, 3, 3, 4, 5, 6, 7];

/// How many siblings somebody has who is somebody's child: large sibships have more children to be.
const SIBLINGS: &[usize] = &[0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 6];

/// The family of a seed.
pub fn family(seed: u64) -> Family {
    let mut kin = Kin::new(seed ^ 0x0070_6565_7273);
    let target = kin.chance.of(SIZES).copied().unwrap_or(27);
    let index = begin(&mut kin);
    if kin.chance.percent(25) {
        loops::close(&mut kin, index);
    }
    for _ in 0..4000 {
        if kin.family.people.len() >= target {
            break;
        }
        grow(&mut kin);
    }
    if kin.family.people.len() + 4 <= MOST {
        care::add(&mut kin, index);
    }
    homes(&mut kin, index);
    feelings(&mut kin, index);
    renamed(kin)
}

/// The index child, its parents and as many grandparents as are known.
fn begin(kin: &mut Kin) -> Who {
    let mut parents = Vec::new();
    for figure in [Figure::Male, Figure::Female] {
        let year = kin.chance.between(1964, 1980);
        let parent = kin.person(figure, INDEX - 1, year);
        if kin.chance.percent(74) {
            let ages = [kin.chance.between(20, 38), kin.chance.between(20, 34)];
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
    let others = kin.chance.of(SIBLINGS).copied().unwrap_or(0);
    children(kin, &parents, others);
    index
}

/// One thing more: a partner, or children for a couple that has none.
fn grow(kin: &mut Kin) {
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
        (1, 0..=2) if of_the_line => partner(kin, who),
        (2, 0..=4) | (3, 0..=6) if of_the_line => partner(kin, who),
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
            if let Some(pair) = pair.filter(|it| kin.children(it).len() < few) {
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
