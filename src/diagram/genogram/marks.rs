//! All marks of a placed family, from back to front: rings, lines, figures, words, emotional lines, and
//! the legend below.

use super::bonds::bonds;
use super::family::{Family, Profile};
use super::figures::figure;
use super::hops::Hops;
use super::legend::{Entry, legend};
use super::placed::Placed;
use super::ring_words::ring_words;
use super::rings::{paths, rings};
use super::shift::{extent, shift_placed, shift_shapes};
use super::sign::{Sign, signs};
use super::taken::{Taken, id};
use super::unions::{line_words, lines, written};
use super::words::Words;
use crate::view::Shape;

/// The free margin round the drawing, in millimetres: half the breadth of a stroke, and some.
const MARGIN: f64 = 0.5;
/// The least width that a legend is given.
const LEGEND: f64 = 200.0;

/// The marks of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Marks {
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
    /// The emotional lines that found no way, by their places in the family: they belong in the list.
    pub not_drawn: Vec<usize>,
    /// The households whose members could not be joined, by their places in the family, and the number
    /// of pieces of their rings.
    pub pieces: Vec<(usize, usize)>,
}

/// Draws a placed family. Moves it right and down as far as rings and words need room there, and makes
/// its width and height those of the whole drawing with its legend.
pub fn marks(
    family: &Family,
    placed: &mut Placed,
    profile: Profile,
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
) -> Marks {
    let text = placed.text;
    let mut taken = Taken::new(placed);
    let rings = rings(family, placed);
    let mut shapes: Vec<Shape> = Vec::new();
    for ring in &rings {
        shapes.extend(paths(family, placed, ring));
        for piece in &ring.pieces {
            taken.line(piece);
            taken.line(&[piece.last(), piece.first()].map(|at| at.copied().unwrap_or_default()));
        }
    }
    let hops = Hops::of(family, placed, profile);
    let lines = lines(family, placed, profile, &hops);
    taken.marks(&lines);
    let (mut ring_labels, mut unplaced) = (Vec::new(), Vec::new());
    for ring in &rings {
        match ring_words(family, ring, words, text, width, &mut taken) {
            Some(labels) => ring_labels.extend(labels),
            None => unplaced.extend(
                family
                    .households
                    .get(ring.household)
                    .map(|household| Entry::Ring(ring.household, household.words.clone())),
            ),
        }
    }
    shapes.extend(lines);
    shapes.extend(people(family, placed));
    shapes.extend(line_words(family, placed));
    shapes.extend(ring_labels);
    let bonds = bonds(family, placed, width, &mut taken);
    shapes.extend(bonds.shapes);
    frame(placed, &mut shapes, width);
    let mut used = signs(family, &bonds.drawn);
    used.extend(hops.any().then_some(Sign::Crossing));
    let (key, high) = legend(
        &used,
        unplaced,
        words,
        profile,
        (placed.width.max(LEGEND) - 2.0 * MARGIN, text),
        width,
    );
    add_legend(placed, &mut shapes, key, high, width);
    Marks {
        shapes,
        not_drawn: bonds.not_drawn,
        pieces: rings
            .iter()
            .map(|ring| (ring.household, ring.pieces.len()))
            .filter(|(_, pieces)| *pieces > 1)
            .collect(),
    }
}

/// The figures, then the words at them.
fn people(family: &Family, placed: &Placed) -> Vec<Shape> {
    let places = || placed.people.iter().enumerate();
    let figures = places().map(|(who, place)| figure(family, who, place.centre, placed.size));
    let words =
        places().flat_map(|(who, place)| written(&place.words, placed.text, id(family, who)));
    figures.chain(words).collect()
}

/// Moves everything so that nothing lies beyond the left and upper edges, and tells how far it reaches.
fn frame(placed: &mut Placed, shapes: &mut [Shape], width: &dyn Fn(&str, f64) -> f64) {
    let Some(area) = extent(shapes, width) else {
        return;
    };
    let by = ((MARGIN - area.left).max(0.0), (MARGIN - area.top).max(0.0));
    shift_placed(placed, by);
    shift_shapes(shapes, by);
    placed.width = (placed.width + by.0).max(area.right + by.0 + MARGIN);
    placed.height = (placed.height + by.1).max(area.bottom + by.1 + MARGIN);
}

fn add_legend(
    placed: &mut Placed,
    shapes: &mut Vec<Shape>,
    mut key: Vec<Shape>,
    high: f64,
    width: &dyn Fn(&str, f64) -> f64,
) {
    if key.is_empty() {
        return;
    }
    let top = placed.height + 1.2 * placed.text;
    shift_shapes(&mut key, (MARGIN, top));
    let right = extent(&key, width).map_or(0.0, |area| area.right);
    placed.width = placed.width.max(right + MARGIN);
    placed.height = top + high;
    shapes.extend(key);
}
