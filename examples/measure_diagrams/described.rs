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
    let all: Vec<&Family> = families.iter().map(|(_, family)| family).collect();
    let large = families.iter().map(|(_, it)| it);
    let large: Vec<&Family> = large.filter(|it| it.people.len() >= LARGE).collect();
    Parents::of(&all).tell("all");
    Parents::of(&large).tell(&format!("of {LARGE} people and more"));
}

/// From so many people on a family has room for brothers and sisters of the index child's parents.
const LARGE: usize = 20;

/// What decides whether the index child's parents can stand side by side in birth order.
#[derive(Default)]
struct Parents {
    families: usize,
    /// Of how many families both parents' parents are there, and one's.
    both: usize,
    one: usize,
    /// Of these parents: how many have no brothers and sisters, how many these have.
    alone: usize,
    siblings: usize,
    /// The families' children, and how many dates of birth are known.
    children: usize,
    dated: usize,
}

impl Parents {
    fn of(families: &[&Family]) -> Self {
        let mut told = Self::default();
        for family in families {
            told.families += 1;
            let born = family.descents.iter();
            let born = born.filter(|it| it.parentage == Parentage::Birth);
            let children = born.clone().map(|it| &family.people[it.child]);
            told.children += children.clone().count();
            told.dated += children.filter(|it| it.born.is_some()).count();
            let above = |who: usize| born.clone().find(|it| it.child == who);
            let index = family.people.iter().position(|it| it.index);
            let parents = index.and_then(above).map(|it| it.parents.clone());
            let known = parents.unwrap_or_default().into_iter().filter_map(above);
            let siblings: Vec<usize> = known
                .map(|it| born.clone().filter(|other| other.parents == it.parents))
                .map(|all| all.count() - 1)
                .collect();
            told.both += usize::from(siblings.len() == 2);
            told.one += usize::from(siblings.len() == 1);
            told.alone += siblings.iter().filter(|it| **it == 0).count();
            told.siblings += siblings.iter().sum::<usize>();
        }
        told
    }

    fn tell(&self, which: &str) {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        let known = 2 * self.both + self.one;
        println!(
            "  {which}: both parents' parents in {:.0} % of {} families, one parent's in {:.0} %; these parents \
             have {:.1} brothers and sisters, {:.0} % none; born known of {:.0} % of all children",
            share(self.both, self.families),
            self.families,
            share(self.one, self.families),
            self.siblings as f64 / known.max(1) as f64,
            share(self.alone, known),
            share(self.dated, self.children),
        );
    }
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
