//! Children with two sets of parents: fostered, adopted, or with kin.

use casebinder::diagram::genogram::family::{Figure, Parentage, Presence, Union, Who};

use super::super::kin::Kin;
use super::lost;

/// Some children come to other parents; their birth parents stay.
pub fn add(kin: &mut Kin, index: Who) {
    if kin.chance.percent(30) {
        let parents = kin.parents(index);
        let mut children = vec![index];
        if kin.chance.percent(40) {
            let others = kin.children(&parents).into_iter();
            let others: Vec<Who> = others
                .filter(|it| *it != index && !lost(kin, *it))
                .collect();
            children.extend(others.first());
        }
        match kin.chance.below(10) {
            0..=4 => foster(kin, &children),
            5..=7 => with_kin(kin, index, &children),
            _ => adopt(kin, &children),
        }
    }
    let people = kin.family.people.len();
    if kin.chance.percent(8) {
        let child = kin.chance.below(people);
        let of_two = kin.parents(child).len() == 2 && child != index;
        if of_two && !lost(kin, child) && kin.generation[child] == 2 {
            adopt(kin, &[child]);
        }
    }
}

fn foster(kin: &mut Kin, children: &[Who]) {
    let one = kin.person(Figure::Female, 1, 1972);
    let mut carers = vec![one];
    if kin.chance.percent(70) {
        let two = kin.person(Figure::Male, 1, 1970);
        kin.couple(two, one, Union::Married);
        carers = vec![two, one];
    }
    for child in children {
        kin.descends(
            *child,
            &carers,
            Parentage::Foster,
            "foster, from 12/03/2024",
        );
    }
}

/// Grandparents, or an aunt, with an order of the court.
fn with_kin(kin: &mut Kin, index: Who, children: &[Who]) {
    let parents = kin.parents(index);
    let Some(mother) = parents.last().copied() else {
        return;
    };
    let grandparents = kin.parents(mother);
    let aunts = kin.children(&grandparents);
    let aunt = aunts
        .into_iter()
        .find(|it| *it != mother && !lost(kin, *it));
    let carers = match aunt {
        Some(aunt) if kin.chance.percent(50) => vec![aunt],
        _ => grandparents,
    };
    if carers.is_empty() {
        return;
    }
    for child in children {
        kin.descends(*child, &carers, Parentage::Carer, "SGO 2023");
    }
}

fn adopt(kin: &mut Kin, children: &[Who]) {
    let one = kin.person(Figure::Female, 1, 1977);
    let figure = kin.opposite(one);
    let two = kin.person(figure, 1, 1976);
    kin.family.people[two].presence = Presence::Known;
    kin.couple(two, one, Union::Married);
    for child in children {
        kin.descends(*child, &[two, one], Parentage::Adoptive, "adopted 2022");
    }
}
