//! Ways in which a family closes a circle: cousins who marry, two siblings who marry two siblings, a
//! widow who marries the brother, an uncle and his niece.

use casebinder::diagram::genogram::family::{Figure, Parentage, Union, Who};

use super::super::kin::Kin;
use super::children;

/// A way in which a circle closes.
#[derive(Debug, Clone, Copy)]
pub enum Circle {
    /// Two cousins of the mother's side, or of the father's.
    Cousins,
    FathersCousins,
    /// A brother of the father and a sister of the mother.
    TwoByTwo,
    /// Two brothers and one woman.
    Widow,
    UncleAndNiece,
}

/// Closes one circle; cousins marry where a parent's parents are not known.
pub fn close(kin: &mut Kin, index: Who, circle: Circle) {
    let parents = kin.parents(index);
    let [father, mother] = parents[..] else {
        return;
    };
    let of_both = kin.parents(father).len() == 2 && kin.parents(mother).len() == 2;
    match circle {
        Circle::Cousins => cousins(kin, mother),
        Circle::TwoByTwo if of_both => {
            let uncle = sibling(kin, father, Figure::Male);
            let aunt = sibling(kin, mother, Figure::Female);
            marry(kin, uncle, aunt, false, 2);
        }
        Circle::Widow => widow(kin, father),
        Circle::UncleAndNiece => {
            let uncle = sibling(kin, mother, Figure::Male);
            let aunt = sibling(kin, mother, Figure::Female);
            let partner = kin.person(Figure::Male, 1, 1966);
            kin.couple(partner, aunt, Union::Married);
            let niece = kin.child(&[partner, aunt], Figure::Female);
            marry(kin, uncle, niece, true, 1);
        }
        Circle::TwoByTwo | Circle::FathersCousins => cousins(kin, father),
    }
}

/// Two cousins of the index child's generation, with children of their own.
fn cousins(kin: &mut Kin, parent: Who) {
    let pair = [Figure::Male, Figure::Female].map(|figure| {
        let aunt = sibling(kin, parent, Figure::Female);
        let partner = kin.person(Figure::Male, 1, 1966);
        kin.couple(partner, aunt, Union::Married);
        kin.child(&[partner, aunt], figure)
    });
    let count = kin.chance.below(3);
    marry(kin, pair[0], pair[1], true, count);
}

/// A brother's widow, or his former partner, is the other brother's wife.
fn widow(kin: &mut Kin, father: Who) {
    let first = sibling(kin, father, Figure::Male);
    let second = sibling(kin, father, Figure::Male);
    let wife = kin.person(Figure::Female, 1, 1970);
    let union = kin.union();
    kin.couple(first, wife, union);
    kin.family.people[first].died = kin.chance.percent(60);
    let count = kin.chance.below(3);
    children(kin, &[first, wife], count);
    let count = kin.chance.below(3);
    marry(kin, second, wife, false, count);
}

fn marry(kin: &mut Kin, one: Who, two: Who, related: bool, count: usize) {
    let couple = kin.couple(one, two, Union::Married);
    kin.family.couples[couple].related = related;
    children(kin, &[one, two], count);
}

/// A new sibling of somebody whose parents are known; else of one whose parents are not drawn.
fn sibling(kin: &mut Kin, of: Who, figure: Figure) -> Who {
    let parents = kin.parents(of);
    if parents.is_empty() {
        let generation = kin.generation[of];
        let year = kin.year(of) - 28;
        let parent = kin.person(Figure::Female, generation - 1, year);
        let birth = Parentage::Birth;
        kin.descends(of, &[parent], birth, "");
        return kin.child(&[parent], figure);
    }
    kin.child(&parents, figure)
}
