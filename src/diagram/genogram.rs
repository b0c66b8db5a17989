//! The genogram: a family drawn so that a stranger reads it right. Everybody stands once, on the row of
//! their generation; a couple is a bracket under its two; children hang from their own couple's bracket.

pub mod birth_order;
mod bond_lines;
pub mod bonds;
mod columns;
mod detour;
mod drops;
pub mod family;
pub mod figures;
mod gaps;
mod generations;
mod hops;
mod kin;
mod lanes;
mod layout;
pub mod legend;
pub mod marks;
mod nudge;
mod order;
mod outline;
mod passage;
mod pens;
pub mod placed;
mod ports;
mod ring_words;
pub mod rings;
mod shift;
pub mod sign;
mod spacing;
mod taken;
pub mod unions;
mod wiring;
pub mod words;
mod zones;

use birth_order::OutOfOrder;
use family::{Family, IndexLine, Profile};
pub use kin::Fault;
use placed::Placed;
pub use words::Words;

use crate::view::Drawing;

/// How a genogram is drawn.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// Whose notation.
    pub profile: Profile,
    /// What comes first in the index child's line.
    pub index_line: IndexLine,
    /// The size of the words, in millimetres: 7 pt is 2.47.
    pub text: f64,
    /// The words that the family does not bring.
    pub words: &'a Words,
    /// The width of words at a size, from the faces that the drawing is set in.
    pub width: &'a (dyn Fn(&str, f64) -> f64 + Sync),
}

/// A family, drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The drawing.
    pub drawing: Drawing,
    /// The family in the order in which [`Drawn::placed`] names people and ties.
    pub family: Family,
    /// Where everybody and everything stands.
    pub placed: Placed,
    /// What could not be so, or not be drawn as told.
    pub faults: Vec<Fault>,
    /// The emotional lines that found no way, by their places in [`Drawn::family`]: they belong in the list.
    pub not_drawn: Vec<usize>,
    /// The sibships that do not stand in birth order; the drawing says so under its key.
    pub out_of_order: Vec<OutOfOrder>,
}

/// Draws a family. It always ends, the order of the input's lists makes no difference, and everybody is
/// drawn once; what contradicts itself is told as a fault.
pub fn drawing(family: &Family, manner: &Manner<'_>) -> Drawn {
    let (family, mut faults) = kin::in_order(family);
    let (mut placed, out_of_order) = placed(&family, manner, &mut faults);
    let mut marks = marks::marks(
        &family,
        &mut placed,
        manner.profile,
        manner.words,
        manner.width,
    );
    birth_order::tell(
        &family,
        &out_of_order,
        &mut placed,
        &mut marks.shapes,
        manner.words,
        manner.width,
    );
    Drawn {
        drawing: Drawing {
            name: "genogram".into(),
            width: placed.width,
            height: placed.height,
            title: manner.words.title.clone(),
            alt: manner.words.alt.clone(),
            shapes: marks.shapes,
        },
        family,
        placed,
        faults,
        not_drawn: marks.not_drawn,
        out_of_order,
    }
}

/// Everybody in their place, and the sibships that do not stand in birth order there.
fn placed(
    family: &Family,
    manner: &Manner<'_>,
    faults: &mut Vec<Fault>,
) -> (Placed, Vec<OutOfOrder>) {
    let kin = kin::gather(family, faults);
    let row_of = generations::rows(&kin);
    let rows = order::rows(&kin, &row_of, manner.index_line);
    faults.extend(kin::siblings_apart(family, &row_of));
    let placed = layout::place(&kin, &rows, &row_of, manner.text, manner.width);
    let out_of_order = birth_order::out_of_order(&kin, &placed);
    (placed, out_of_order)
}
