//! Invented families that are hard to draw, made by hand: the ones at which other programs fail, and
//! nonsense that an export may well hold.

use casebinder::diagram::genogram::family::{Family, Figure, Parentage, Presence, Union, Who};

use super::kin::Kin;

use Figure::{Female, Male};

/// A family, and what may be expected of its drawing.
pub struct Hard {
    /// What it is.
    pub name: &'static str,
    /// The family.
    pub family: Family,
    /// Whether it contradicts itself, so that a link may be left out with an issue, and rows be wrong.
    pub nonsense: bool,
}

/// What a family is, and how it is put together; the index child is given back.
type Made = (&'static str, fn(&mut Kin) -> Who);

/// The family with a couple whose line can pass everybody else's without crossing any.
pub const TWO_ROWS_APART: &str = "a man and his cousin's granddaughter";

/// All of them.
pub fn hard() -> Vec<Hard> {
    let sane: [Made; 20] = [
        ("a man with four partners", four_partners),
        ("two brothers and one woman", two_brothers),
        ("two siblings marry two siblings", two_by_two),
        ("uncle and niece with a child", uncle_and_niece),
        ("their own step-grandparent", step_grandparent),
        ("seven partners", seven_partners),
        ("all parents unknown", unknown_parents),
        ("birth, foster and adoptive parents", three_sets),
        ("triplets among siblings", triplets),
        ("twelve children", twelve),
        ("thirty couples with nothing in common", thirty_couples),
        ("one person", |kin| kin.person(Male, 2, 2012)),
        ("a lone parent who has a partner", lone_and_partnered),
        ("a child in two homes", two_homes),
        ("cousins who marry, twice", cousins_twice),
        ("three lone mothers of one sibship's children", lone_mothers),
        ("a chain of partners", chain),
        ("parents who are siblings", partner_is_sibling),
        ("a partner who is a parent", partner_is_parent),
        (TWO_ROWS_APART, two_rows_apart),
    ];
    let nonsense: [Made; 1] = [("their own ancestor", own_ancestor)];
    let made = |(name, make): Made, nonsense| {
        let mut kin = Kin::new(name.len() as u64);
        let index = make(&mut kin);
        kin.family.people[index].index = true;
        Hard {
            name,
            family: kin.family,
            nonsense,
        }
    };
    let sane = sane.into_iter().map(|it| made(it, false));
    let nonsense = nonsense.into_iter().map(|it| made(it, true));
    sane.chain(nonsense).collect()
}

fn pair(kin: &mut Kin, generation: i32, year: i32) -> [Who; 2] {
    let one = kin.person(Male, generation, year);
    let two = kin.person(Female, generation, year + 1);
    let union = kin.union();
    kin.couple(one, two, union);
    [one, two]
}

fn partners(kin: &mut Kin, count: usize) -> Who {
    let man = kin.person(Male, 1, 1975);
    let mut child = man;
    for each in 0..count {
        let woman = kin.person(Female, 1, 1978);
        let union = kin.union();
        kin.couple(man, woman, union);
        for _ in 0..=each % 2 {
            let figure = kin.figure();
            child = kin.child(&[man, woman], figure);
        }
    }
    child
}

fn four_partners(kin: &mut Kin) -> Who {
    partners(kin, 4)
}

fn seven_partners(kin: &mut Kin) -> Who {
    partners(kin, 7)
}

fn two_brothers(kin: &mut Kin) -> Who {
    let parents = pair(kin, 0, 1950);
    let first = kin.child(&parents, Male);
    let second = kin.child(&parents, Male);
    kin.child(&parents, Female);
    let woman = kin.person(Female, 1, 1982);
    kin.couple(first, woman, Union::Married);
    kin.couple(second, woman, Union::LivingTogether);
    kin.child(&[first, woman], Male);
    kin.child(&[second, woman], Female)
}

fn two_by_two(kin: &mut Kin) -> Who {
    let one = pair(kin, 0, 1950);
    let other = pair(kin, 0, 1952);
    let men = [kin.child(&one, Male), kin.child(&one, Male)];
    let women = [kin.child(&other, Female), kin.child(&other, Female)];
    kin.couple(men[0], women[0], Union::Married);
    kin.couple(men[1], women[1], Union::Married);
    kin.child(&[men[0], women[0]], Male);
    kin.child(&[men[1], women[1]], Female);
    kin.child(&[men[1], women[1]], Male)
}

fn uncle_and_niece(kin: &mut Kin) -> Who {
    let parents = pair(kin, 0, 1945);
    let uncle = kin.child(&parents, Male);
    let mother = kin.child(&parents, Female);
    let father = kin.person(Male, 1, 1970);
    kin.couple(father, mother, Union::Married);
    let niece = kin.child(&[father, mother], Female);
    let couple = kin.couple(uncle, niece, Union::Brief);
    kin.family.couples[couple].related = true;
    kin.child(&[uncle, niece], Female)
}

/// The eldest cousin's partner is the granddaughter of another cousin: his line goes down beside his
/// brother's child, not across.
fn two_rows_apart(kin: &mut Kin) -> Who {
    let first = pair(kin, 0, 1920);
    let brothers = [kin.child(&first, Male), kin.child(&first, Male)];
    let with = |kin: &mut Kin, who: Who, figure| {
        let partner = kin.opposite(who);
        let partner = kin.person(partner, kin.generation[who], kin.year(who));
        kin.couple(who, partner, Union::Married);
        kin.child(&[who, partner], figure)
    };
    let eldest = with(kin, brothers[0], Male);
    let parents = kin.parents(eldest);
    let other = kin.child(&parents, Male);
    let child = with(kin, other, Female);
    let cousin = with(kin, brothers[1], Female);
    let daughter = with(kin, cousin, Female);
    let granddaughter = with(kin, daughter, Female);
    kin.couple(eldest, granddaughter, Union::Brief);
    kin.child(&[eldest, granddaughter], Male);
    child
}

/// A man marries a widow, and his father marries the widow's daughter.
fn step_grandparent(kin: &mut Kin) -> Who {
    let father = kin.person(Male, 0, 1945);
    let mother = kin.person(Female, 0, 1947);
    kin.couple(father, mother, Union::Married);
    let man = kin.child(&[father, mother], Male);
    let widow = kin.person(Female, 1, 1965);
    let first = kin.person(Male, 1, 1963);
    kin.couple(first, widow, Union::Married);
    let daughter = kin.child(&[first, widow], Female);
    kin.couple(man, widow, Union::Married);
    let child = kin.child(&[man, widow], Male);
    kin.couple(father, daughter, Union::Married);
    kin.child(&[father, daughter], Male);
    child
}

fn unknown_parents(kin: &mut Kin) -> Who {
    let first = kin.person(Female, 2, 2010);
    for _ in 0..5 {
        let figure = kin.figure();
        let other = kin.person(figure, 2, 2013);
        kin.siblings(first, other, "");
    }
    for _ in 0..3 {
        let figure = kin.figure();
        kin.person(figure, 2, 2015);
    }
    first
}

fn three_sets(kin: &mut Kin) -> Who {
    let birth = pair(kin, 1, 1985);
    let foster = pair(kin, 1, 1970);
    let adoptive = pair(kin, 1, 1975);
    let child = kin.child(&birth, Female);
    let sibling = kin.child(&birth, Male);
    kin.child(&foster, Male);
    kin.child(&adoptive, Male);
    for each in [child, sibling] {
        kin.descends(each, &foster, Parentage::Foster, "foster, 2021 to 2022");
        kin.descends(each, &adoptive, Parentage::Adoptive, "adopted 2023");
    }
    child
}

fn triplets(kin: &mut Kin) -> Who {
    let parents = pair(kin, 1, 1985);
    let older = kin.child(&parents, Male);
    let three = [Female, Male, Female].map(|figure| kin.child(&parents, figure));
    kin.family.people[three[0]].born = kin.family.people[older].born.map(|day| day + 900);
    kin.birth(&three, false);
    let twins = [Female, Female].map(|figure| kin.child(&parents, figure));
    kin.family.people[twins[0]].born = kin.family.people[older].born.map(|day| day + 1800);
    kin.birth(&twins, true);
    older
}

fn twelve(kin: &mut Kin) -> Who {
    let parents = pair(kin, 1, 1975);
    let mut child = parents[0];
    for _ in 0..12 {
        let figure = kin.figure();
        child = kin.child(&parents, figure);
    }
    child
}

fn thirty_couples(kin: &mut Kin) -> Who {
    for _ in 0..30 {
        pair(kin, 1, 1980);
    }
    0
}

fn lone_and_partnered(kin: &mut Kin) -> Who {
    let mother = kin.person(Female, 1, 1985);
    let lone = kin.child(&[mother], Male);
    kin.child(&[mother], Female);
    let partner = kin.person(Male, 1, 1983);
    kin.couple(partner, mother, Union::LivingTogether);
    kin.child(&[partner, mother], Female);
    let father = kin.person(Male, 1, 1983);
    kin.family.people[father].presence = Presence::NotKnown;
    kin.family.people[father].name = "Father not disclosed".to_owned();
    kin.couple(father, mother, Union::NotRecorded);
    kin.child(&[father, mother], Female);
    lone
}

fn two_homes(kin: &mut Kin) -> Who {
    let parents = pair(kin, 1, 1985);
    let child = kin.child(&parents, Female);
    let other = kin.child(&parents, Male);
    let his = kin.person(Female, 1, 1988);
    kin.couple(parents[0], his, Union::LivingTogether);
    let hers = kin.person(Male, 1, 1980);
    kin.couple(hers, parents[1], Union::Married);
    let half = kin.child(&[hers, parents[1]], Male);
    kin.household("Mother's home", &[parents[1], hers, child, other, half]);
    kin.household("Father's home", &[parents[0], his, child]);
    child
}

fn cousins_twice(kin: &mut Kin) -> Who {
    let old = pair(kin, 0, 1940);
    let mut middle = Vec::new();
    for _ in 0..3 {
        let child = kin.child(&old, Male);
        let wife = kin.person(Female, 1, 1968);
        kin.couple(child, wife, Union::Married);
        let pair = [child, wife];
        middle.push([kin.child(&pair, Male), kin.child(&pair, Female)]);
    }
    let mut child = 0;
    for (man, woman) in [(middle[0][0], middle[1][1]), (middle[1][0], middle[2][1])] {
        let couple = kin.couple(man, woman, Union::Married);
        kin.family.couples[couple].related = true;
        child = kin.child(&[man, woman], Female);
    }
    child
}

fn lone_mothers(kin: &mut Kin) -> Who {
    let parents = pair(kin, 0, 1955);
    let mut child = 0;
    for _ in 0..3 {
        let mother = kin.child(&parents, Female);
        child = kin.child(&[mother], Male);
        kin.child(&[mother], Female);
    }
    child
}

fn chain(kin: &mut Kin) -> Who {
    let mut last = kin.person(Male, 1, 1980);
    let mut child = last;
    for each in 0..8 {
        let figure = if each % 2 == 0 { Female } else { Male };
        let next = kin.person(figure, 1, 1980);
        let union = kin.union();
        kin.couple(last, next, union);
        child = kin.child(&[last, next], Female);
        last = next;
    }
    child
}

fn partner_is_sibling(kin: &mut Kin) -> Who {
    let parents = pair(kin, 0, 1960);
    let brother = kin.child(&parents, Male);
    kin.child(&parents, Female);
    let sister = kin.child(&parents, Female);
    let couple = kin.couple(brother, sister, Union::Brief);
    kin.family.couples[couple].related = true;
    kin.child(&[brother, sister], Male)
}

fn partner_is_parent(kin: &mut Kin) -> Who {
    let parents = pair(kin, 0, 1960);
    let daughter = kin.child(&parents, Female);
    let couple = kin.couple(parents[0], daughter, Union::Brief);
    kin.family.couples[couple].related = true;
    kin.child(&[parents[0], daughter], Female)
}

fn own_ancestor(kin: &mut Kin) -> Who {
    let parents = pair(kin, 0, 1950);
    let child = kin.child(&parents, Male);
    let wife = kin.person(Female, 1, 1975);
    kin.couple(child, wife, Union::Married);
    let grandchild = kin.child(&[child, wife], Male);
    kin.descends(parents[0], &[grandchild], Parentage::Birth, "");
    grandchild
}
