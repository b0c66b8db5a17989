//! Invented families of the size of a genogram, made at random from a seed: an index child, its parents
//! and grandparents, all their descendants to the generation below the index child's, and all partners.
//! They are like the families on which the peers were measured (reference/genogram.md 3.1), and have what
//! those lack: two sets of parents, households, losses, twins, lone parents.

mod care;
mod loops;
mod peers;

use casebinder::diagram::genogram::family::{
    Family, Figure, MultipleBirth, Parentage, Presence, Who,
};

use loops::Circle;

use super::chance::Chance;
use super::kin::{Kin, TODAY, date};

/// The index child's generation.
const INDEX: i32 = 2;

/// As many people as a family may have.
const MOST: usize = 75;

/// Whoever was born later has no partners or children yet.
const GROWN: i32 = 2006;

/// How many people families have, in equal shares: the median is 27.
const SIZES: &[usize] = &[
    12, 14, 15, 17, 18, 20, 21, 23, 24, 25, 27, 28, 30, 32, 35, 38, 42, 46, 51, 58, 70,
];

/// So many families, with their seeds.
pub fn families(count: u64) -> impl Iterator<Item = (u64, Family)> {
    (1..=count).map(|seed| (seed, family(seed)))
}

/// So many in the proportions of those on which the peers were measured.
pub fn peers_families(count: u64) -> impl Iterator<Item = (u64, Family)> {
    (1..=count).map(|seed| (seed, peers_family(seed)))
}

/// The family of a seed in those proportions.
pub fn peers_family(seed: u64) -> Family {
    peers::family(seed)
}

/// The family of a seed.
pub fn family(seed: u64) -> Family {
    let mut kin = Kin::new(seed);
    let target = kin.chance.of(SIZES).copied().unwrap_or(27);
    let index = begin(&mut kin);
    if kin.chance.percent(25) {
        let circle = match kin.chance.below(100) {
            0..=34 => Circle::Cousins,
            35..=59 => Circle::TwoByTwo,
            60..=91 => Circle::Widow,
            92..=95 => Circle::UncleAndNiece,
            _ => Circle::FathersCousins,
        };
        loops::close(&mut kin, index, circle);
    }
    // A family to which nothing can be added stays small.
    for _ in 0..600 {
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
        kin.generation[parent] = INDEX - 1;
        parents.push(parent);
        if kin.chance.percent(78) {
            grandparents(kin, parent, year);
        }
    }
    let known = !kin.chance.percent(6);
    if !known {
        kin.family.people[parents[0]].presence = Presence::NotKnown;
        kin.family.people[parents[0]].name = "Father not known".to_owned();
        kin.family.people[parents[0]].facts.clear();
    }
    let union = kin.union();
    kin.couple(parents[0], parents[1], union);
    let figure = kin.figure();
    let index = kin.child(&parents, figure);
    kin.family.people[index].index = true;
    let born = kin.chance.between(2009, 2021);
    kin.set_born(index, born);
    let others = kin.chance.below(4);
    children(kin, &parents, others);
    if kin.chance.percent(20) {
        let sibling = kin.children(&parents).last().copied().unwrap_or(index);
        let born = kin.family.people[sibling].presence == Presence::Known;
        kin.family.people[sibling].index |= born && !lost(kin, sibling);
    }
    index
}

/// A parent's own parents: both, or one alone.
fn grandparents(kin: &mut Kin, parent: Who, year: i32) {
    let age = kin.chance.between(20, 34);
    let mother = kin.person(Figure::Female, 0, year - age);
    if kin.chance.percent(6) {
        kin.descends(parent, &[mother], Parentage::Birth, "");
        return;
    }
    let age = kin.chance.between(20, 38);
    let father = kin.person(Figure::Male, 0, year - age);
    let union = kin.union();
    kin.couple(father, mother, union);
    kin.descends(parent, &[father, mother], Parentage::Birth, "");
    let others = kin.chance.below(3);
    children(kin, &[father, mother], others);
}

/// Whether this is a child that was never born or not yet.
fn lost(kin: &Kin, who: Who) -> bool {
    let figure = kin.family.people[who].figure;
    let unborn = matches!(
        figure,
        Figure::Pregnancy | Figure::Miscarriage | Figure::Termination
    );
    unborn || kin.family.people[who].presence != Presence::Known
}

/// More children of some parents; at times twins, or a loss.
fn children(kin: &mut Kin, parents: &[Who], count: usize) {
    for _ in 0..count {
        let figure = kin.figure();
        let child = kin.child(parents, figure);
        match kin.chance.below(100) {
            0..=2 => {
                let figure = kin.figure();
                let twin = kin.child(parents, figure);
                if kin.family.people[child].born.is_some() {
                    let identical = kin.chance.percent(40);
                    kin.birth(&[child, twin], identical);
                }
            }
            3..=4 => loss(kin, child, Figure::Miscarriage, "miscarriage"),
            5 => loss(kin, child, Figure::Termination, "termination"),
            6 => {
                kin.family.people[child].presence = Presence::Stillborn;
                let facts = kin.family.people[child].born.map(date);
                kin.family.people[child].facts = vec![format!("SB {}", facts.unwrap_or_default())];
            }
            7 if kin.generation[child] >= INDEX => {
                let due = TODAY + kin.chance.between(20, 240);
                loss(kin, child, Figure::Pregnancy, "EDD");
                kin.family.people[child].born = Some(due);
                kin.family.people[child].facts = vec![format!("EDD {}", date(due))];
            }
            _ => {}
        }
    }
}

fn loss(kin: &mut Kin, child: Who, figure: Figure, word: &str) {
    let member = &mut kin.family.people[child];
    member.figure = figure;
    member.died = false;
    member.name = String::new();
    let year = member.born.map(|day| date(day)[6..].to_owned());
    member.facts = vec![
        format!("{word} {}", year.unwrap_or_default())
            .trim_end()
            .to_owned(),
    ];
}

/// One thing more: children for a couple, a partner for somebody, or a further one.
fn grow(kin: &mut Kin) {
    let people = kin.family.people.len();
    let who = kin.chance.below(people);
    let generation = kin.generation[who];
    if kin.year(who) > GROWN || lost(kin, who) || generation > INDEX {
        return;
    }
    let of_the_line = !kin.parents(who).is_empty() || generation == 0;
    let partners = kin.partners(who);
    match kin.chance.below(100) {
        0..=25 => {
            let Some(partner) = kin.chance.of(&partners).copied() else {
                return;
            };
            let mut parents = vec![who, partner];
            let couples = kin.family.couples.iter();
            let mut named = couples.map(|it| it.partners);
            if let Some(pair) = named.find(|it| it.contains(&who) && it.contains(&partner)) {
                parents = pair.to_vec();
            }
            if kin.children(&parents).len() < 5 {
                let count = 1 + kin.chance.below(3).min(MOST.saturating_sub(people + 2));
                children(kin, &parents, count);
            }
        }
        26..=57 if of_the_line && partners.is_empty() => partner(kin, who),
        58..=95 if !partners.is_empty() && partners.len() < 4 => {
            // Whoever married in brings a former partner less often.
            let stays = 14 * partners.len() + if of_the_line { 0 } else { 80 };
            if !kin.chance.percent(stays.min(95)) {
                partner(kin, who);
            }
        }
        96..=97 if of_the_line && partners.is_empty() => children(kin, &[who], 1),
        98..=99 if generation < INDEX && kin.parents(who).is_empty() => {
            let figure = kin.figure();
            let year = kin.year(who) + kin.chance.between(-6, 6);
            let sibling = kin.person(figure, generation, year);
            kin.siblings(who, sibling, "parents not recorded");
        }
        _ => {}
    }
}

/// A new partner, more often than not with children.
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
    if generation <= INDEX && kin.chance.percent(55) {
        let count = 1 + kin.chance.below(3);
        children(kin, &pair, count);
    }
}

/// Homes: the mother's with her children and her latest partner, the father's with the index child.
fn homes(kin: &mut Kin, index: Who) {
    let parents = kin.parents(index);
    if !kin.chance.percent(40) || parents.len() != 2 {
        return;
    }
    let (father, mother) = (parents[0], parents[1]);
    let mut at_home: Vec<Who> = kin.children(&parents);
    at_home.retain(|it| !lost(kin, *it) && !kin.family.people[*it].died);
    let mut hers = at_home.clone();
    hers.push(mother);
    let partners = kin.partners(mother);
    if let Some(partner) = partners.last().filter(|it| **it != father) {
        hers.push(*partner);
    }
    kin.household("Mother's home, 14 Long Acre", &hers);
    if kin.chance.percent(45) && kin.family.people[father].presence == Presence::Known {
        kin.household("Father's home", &[father, index]);
    }
    if kin.chance.percent(25) {
        let grandparents = kin.parents(mother);
        if let [one, two] = grandparents[..] {
            kin.household("Grandparents' home", &[one, two]);
        }
    }
}

/// A few emotional lines round the index child.
fn feelings(kin: &mut Kin, index: Who) {
    use casebinder::diagram::genogram::family::Quality as Q;
    if !kin.chance.percent(15) {
        return;
    }
    let parents = kin.parents(index);
    let mut around = parents.clone();
    parents
        .iter()
        .for_each(|it| around.extend(kin.parents(*it)));
    let kinds = [
        (Q::Close, "close"),
        (Q::Distant, "distant"),
        (Q::Conflict, "conflict"),
        (Q::CutOff, "cut off"),
        (Q::Harm, "physical harm"),
    ];
    around.truncate(4);
    for other in around {
        if let Some((quality, words)) = kin.chance.of(&kinds).copied() {
            kin.bond(other, index, quality, words);
        }
    }
}

/// The family with its ids in no order that says anything.
fn renamed(mut kin: Kin) -> Family {
    let mut numbers: Vec<usize> = (1..=kin.family.people.len()).collect();
    kin.chance.shuffle(&mut numbers);
    for (member, number) in kin.family.people.iter_mut().zip(numbers) {
        member.id = format!("P{number}");
    }
    kin.family
}

/// The same family with everything in another order.
pub fn shuffled(family: &Family, seed: u64) -> Family {
    let mut chance = Chance::new(seed);
    let mut order: Vec<Who> = (0..family.people.len()).collect();
    chance.shuffle(&mut order);
    let mut place = vec![0; order.len()];
    for (at, who) in order.iter().enumerate() {
        place[*who] = at;
    }
    let moved = |all: &[Who]| all.iter().map(|who| place[*who]).collect::<Vec<Who>>();
    let mut new = family.clone();
    new.people = order
        .iter()
        .map(|who| family.people[*who].clone())
        .collect();
    for couple in &mut new.couples {
        couple.partners = couple.partners.map(|who| place[who]);
    }
    for descent in &mut new.descents {
        descent.child = place[descent.child];
        descent.parents = moved(&descent.parents);
    }
    for MultipleBirth { children, .. } in &mut new.births {
        *children = moved(children);
        chance.shuffle(children);
    }
    for siblings in &mut new.siblings {
        siblings.pair = siblings.pair.map(|who| place[who]);
    }
    for household in &mut new.households {
        household.members = moved(&household.members);
        chance.shuffle(&mut household.members);
    }
    for bond in &mut new.bonds {
        bond.pair = bond.pair.map(|who| place[who]);
    }
    chance.shuffle(&mut new.couples);
    chance.shuffle(&mut new.descents);
    chance.shuffle(&mut new.births);
    chance.shuffle(&mut new.siblings);
    chance.shuffle(&mut new.households);
    chance.shuffle(&mut new.bonds);
    new
}
