//! What the families are like on which the drawings are measured.

use casebinder::diagram::genogram::family::{Family, Parentage};

/// What the families are like, beside those on which the peers were measured.
pub fn described(families: &[(u64, Family)]) {
    let mut sizes: Vec<usize> = families.iter().map(|(_, it)| it.people.len()).collect();
    sizes.sort_unstable();
    let (mut with, mut two, mut three, mut couples, mut both, mut circles) = (0, 0, 0, 0, 0, 0);
    for (_, family) in families {
        let from_here = |who: &usize| family.descents.iter().any(|it| it.child == *who);
        couples += family.couples.len();
        both += family
            .couples
            .iter()
            .filter(|it| it.partners.iter().all(from_here))
            .count();
        for who in 0..family.people.len() {
            let its = family
                .couples
                .iter()
                .filter(|it| it.partners.contains(&who));
            let count = its.count();
            with += usize::from(count > 0);
            two += usize::from(count > 1);
            three += usize::from(count > 2);
        }
        circles += usize::from(has_circle(family));
    }
    let middle = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let ends = (sizes.first().unwrap_or(&0), sizes.last().unwrap_or(&0));
    println!(
        "{} families of {} to {} people, median {middle}; {couples} couples, {both} of them with both \
         partners' parents; of {with} people with a partner {two} have two or more, {three} three or \
         more; {circles} families with a circle",
        families.len(),
        ends.0,
        ends.1,
    );
}

/// Whether blood and couples close a circle, seen as couples and people joined by descent and membership.
fn has_circle(family: &Family) -> bool {
    let people = family.people.len();
    let mut group: Vec<usize> = (0..people + family.couples.len()).collect();
    let mut joined = |a: usize, b: usize| {
        let (a, b) = (group[a], group[b]);
        let apart = a != b;
        if apart {
            group
                .iter_mut()
                .filter(|it| **it == b)
                .for_each(|it| *it = a);
        }
        apart
    };
    let mut closed = false;
    for (at, couple) in family.couples.iter().enumerate() {
        for who in couple.partners {
            closed |= !joined(people + at, who);
        }
    }
    for descent in family
        .descents
        .iter()
        .filter(|it| it.parentage == Parentage::Birth)
    {
        let of = |pair: [usize; 2]| descent.parents.iter().all(|it| pair.contains(it));
        let couple = family
            .couples
            .iter()
            .position(|it| descent.parents.len() == 2 && of(it.partners));
        let from = couple.map_or(descent.parents[0], |at| people + at);
        closed |= !joined(from, descent.child);
    }
    closed
}
