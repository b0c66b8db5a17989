//! The pens of a genogram. Sources draw five things dotted; here each has dashes of its own, and the
//! legend writes the word beside every one (reference/genogram.md 5).

use super::family::{Parentage, Profile, Union};
use crate::view::{Ink, Pen};

/// Outlines and lines, in millimetres.
pub(super) const LINE: f64 = 0.3;

/// An unbroken line.
pub(super) const SOLID: Pen = Pen::solid(Ink::Dark, LINE);

/// The cross of a small figure.
pub(super) const FINE: Pen = Pen::solid(Ink::Dark, 0.2);

/// The outline of somebody who is not known, or not of the family.
pub(super) const HOLLOW: Pen = SOLID.dashed(&[0.9, 0.6]);

/// The bracket over siblings whose parents are not drawn.
pub(super) const SIBLINGS: Pen = SOLID.dashed(&[1.0, 1.0]);

/// A distant relationship: dots far apart.
pub(super) const DISTANT: Pen = Pen::solid(Ink::Dark, 0.4).dashed(&[0.4, 1.5]);

/// The line of a couple (reference/genogram.md 2.2).
pub(super) fn union(union: Union, profile: Profile) -> Pen {
    let broken = SOLID.dashed(&[2.6, 1.2]);
    match (union, profile) {
        (Union::Married, _) | (Union::LivingTogether, Profile::DepartmentOfHealth) => SOLID,
        (Union::LivingTogether, Profile::McGoldrick)
        | (Union::Brief, Profile::DepartmentOfHealth) => broken,
        (Union::Brief, Profile::McGoldrick) => SOLID.dashed(&[0.5, 0.8]),
        (Union::NotRecorded, _) => SOLID.dashed(&[2.6, 0.8, 0.5, 0.8]),
    }
}

/// The line of descent (reference/genogram.md 2.3).
pub(super) fn parentage(parentage: Parentage) -> Pen {
    match parentage {
        Parentage::Birth => SOLID,
        Parentage::Adoptive => SOLID.dashed(&[1.5, 0.7]),
        Parentage::Foster => SOLID.dashed(&[0.4, 0.6]),
        Parentage::Carer => SOLID.dashed(&[0.4, 0.5, 0.4, 1.3]),
    }
}

/// The ring of the household at this place in the family: thinner than any line, dotted, the next one
/// otherwise.
pub(super) fn household(index: usize) -> Pen {
    const DASHES: [&[f64]; 4] = [
        &[0.3, 0.6],
        &[1.0, 0.6],
        &[0.3, 0.5, 0.3, 1.2],
        &[1.0, 0.5, 0.3, 0.5],
    ];
    Pen::solid(Ink::Dark, 0.2).dashed(DASHES[index % DASHES.len()])
}
