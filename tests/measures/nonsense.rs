//! Graphs of people that no family is: any couples, any parents, any ties, told twice and in circles.

use casebinder::diagram::genogram::family::{
    Bond, Couple, Descent, Ending, Family, Figure, Household, Member, MultipleBirth, Parentage,
    Presence, Quality, Siblings, Union,
};

use super::chance::Chance;

/// A graph of up to so many people from a seed.
pub fn nonsense(seed: u64, most: usize) -> Family {
    let mut chance = Chance::new(seed);
    let count = 1 + chance.below(most);
    let mut family = Family {
        people: (0..count).map(|at| member(at, &mut chance)).collect(),
        ..Family::default()
    };
    for _ in 0..chance.below(count + 2) {
        let partners = [chance.below(count), chance.below(count)];
        family.couples.push(couple(partners, &mut chance));
    }
    for _ in 0..chance.below(2 * count + 2) {
        let parents = (0..=chance.below(3)).map(|_| chance.below(count));
        let parentages = [
            Parentage::Birth,
            Parentage::Birth,
            Parentage::Foster,
            Parentage::Adoptive,
            Parentage::Carer,
        ];
        family.descents.push(Descent {
            parents: parents.collect(),
            child: chance.below(count),
            parentage: parentages[chance.below(5)],
            words: "since 2020".repeat(chance.below(2)),
        });
    }
    ties(&mut family, &mut chance);
    family
}

fn member(at: usize, chance: &mut Chance) -> Member {
    let figures = [
        Figure::Male,
        Figure::Female,
        Figure::Diverse,
        Figure::NotRecorded,
        Figure::Pregnancy,
        Figure::Miscarriage,
        Figure::Termination,
    ];
    let presences = [
        Presence::Known,
        Presence::Known,
        Presence::NotKnown,
        Presence::Important,
        Presence::Stillborn,
        Presence::Several(None),
    ];
    Member {
        id: format!("P{at}"),
        figure: figures[chance.below(figures.len())],
        presence: presences[chance.below(presences.len())],
        index: chance.percent(10),
        died: chance.percent(20),
        born: chance.percent(70).then(|| chance.between(700_000, 739_000)),
        name: "Wyn Okonkwo ".repeat(chance.below(4)),
        facts: vec!["12/03/2014 (12)".to_owned(); chance.below(4)],
        continued: None,
    }
}

fn couple(partners: [usize; 2], chance: &mut Chance) -> Couple {
    let unions = [
        Union::Married,
        Union::LivingTogether,
        Union::Brief,
        Union::NotRecorded,
    ];
    let endings = [
        Ending::None,
        Ending::Separated,
        Ending::Divorced,
        Ending::Reunited,
    ];
    Couple {
        partners,
        union: unions[chance.below(4)],
        ending: endings[chance.below(4)],
        related: chance.percent(20),
        since: None,
        words: vec!["m. 2014".to_owned(); chance.below(3)],
    }
}

fn ties(family: &mut Family, chance: &mut Chance) {
    let count = family.people.len();
    let mut some = |most: usize| -> Vec<usize> {
        (0..chance.below(most))
            .map(|_| chance.below(count))
            .collect()
    };
    let births = [some(4), some(4)];
    let homes = [some(6), some(6), some(6)];
    let pairs: Vec<usize> = some(12);
    family.births = births
        .into_iter()
        .map(|children| MultipleBirth {
            children,
            identical: true,
        })
        .collect();
    let numbered = homes.into_iter().enumerate();
    let homes = numbered.map(|(at, members)| Household {
        id: format!("H{}", at % 2),
        words: "Home".to_owned(),
        members,
    });
    family.households = homes.collect();
    for pair in pairs.chunks_exact(2) {
        let pair = [pair[0], pair[1]];
        let words = String::new();
        family.siblings.push(Siblings { pair, words });
        let quality = Quality::Harm;
        let words = "harm".to_owned();
        family.bonds.push(Bond {
            pair,
            quality,
            words,
        });
    }
}
