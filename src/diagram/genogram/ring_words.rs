//! The words at a ring: beside one of its level edges, where they touch no words, figures or lines.

use super::family::Family;
use super::placed::{Area, Point};
use super::rings::Ring;
use super::taken::Taken;
use super::words::Words;
use crate::view::{Anchor, Ink, Shape};

/// From one place to the next that is tried along an edge, in millimetres.
const STEP: f64 = 1.0;
/// The free room round the words.
const ROOM: f64 = 0.35;
/// The height of a line of words, in sizes of the words.
const LEADING: f64 = 1.2;

/// The words at each piece of a ring; their room is taken. Returns none where a piece finds no place for
/// its words: the legend then tells whose ring it is.
pub(super) fn ring_words(
    family: &Family,
    ring: &Ring,
    words: &Words,
    text: f64,
    width: &dyn Fn(&str, f64) -> f64,
    taken: &mut Taken,
) -> Option<Vec<Shape>> {
    let household = family.households.get(ring.household)?;
    let mut shapes = Vec::new();
    let mut found = taken.clone();
    for (index, piece) in ring.pieces.iter().enumerate() {
        let told = words.piece_of(&household.words, index + 1, ring.pieces.len());
        let (lines, area) = place(piece, &told, text, width, &found)?;
        found.boxes.push(area.grown(ROOM));
        let label = |(index, line): (usize, String)| Shape::Label {
            at: (area.left, area.top + (index as f64 * LEADING + 0.85) * text),
            size: text,
            anchor: Anchor::Start,
            ink: Ink::Dark,
            text: line,
            data: vec![("label", household.id.clone())],
        };
        shapes.extend(lines.into_iter().enumerate().map(label));
    }
    *taken = found;
    Some(shapes)
}

/// The best place for the words: on one line if that is possible, above rather than below, without rather
/// than within.
fn place(
    piece: &[Point],
    told: &str,
    text: f64,
    width: &dyn Fn(&str, f64) -> f64,
    taken: &Taken,
) -> Option<(Vec<String>, Area)> {
    let mut edges = level_edges(piece);
    edges.sort_by(|a, b| (a.y.total_cmp(&b.y)).then(a.left.total_cmp(&b.left)));
    for count in 1..=3 {
        let lines = in_lines(told, count, text, width);
        let wide = lines
            .iter()
            .map(|line| width(line, text))
            .fold(0.0, f64::max);
        let high = ((lines.len() - 1) as f64 * LEADING + 1.1) * text;
        for within in [false, true] {
            for edge in &edges {
                let above = edge.is_upper != within;
                let top = if above {
                    edge.y - ROOM - high - 0.1
                } else {
                    edge.y + ROOM + 0.1
                };
                let last = (edge.right - 1.0 - wide).max(edge.left + 1.0);
                let tries = ((last - edge.left - 1.0) / STEP).floor() as usize;
                let spots = (0..=tries).map(|index| edge.left + 1.0 + index as f64 * STEP);
                let areas = spots.map(|left| Area {
                    left,
                    top,
                    right: left + wide,
                    bottom: top + high,
                });
                let free = areas
                    .into_iter()
                    .find(|area| taken.is_free(&area.grown(ROOM)));
                if let Some(area) = free {
                    return Some((lines, area));
                }
            }
        }
    }
    None
}

/// A level edge of a ring; the ring is below an upper one.
struct Edge {
    y: f64,
    left: f64,
    right: f64,
    is_upper: bool,
}

fn level_edges(piece: &[Point]) -> Vec<Edge> {
    let ends = piece.iter().zip(piece.iter().cycle().skip(1));
    let level = ends.filter(|(from, to)| (from.1 - to.1).abs() < 1e-9);
    let edge = |(from, to): (&Point, &Point)| Edge {
        y: from.1,
        left: from.0.min(to.0),
        right: from.0.max(to.0),
        is_upper: to.0 > from.0,
    };
    level.map(edge).collect()
}

/// The words on at most so many lines of like length.
fn in_lines(told: &str, count: usize, text: f64, width: &dyn Fn(&str, f64) -> f64) -> Vec<String> {
    let aim = width(told, text) / count as f64;
    let mut lines = vec![String::new()];
    let mut full = lines.len();
    for word in told.split_whitespace() {
        let last = &mut lines[full - 1];
        let longer = width(last, text) + width(word, text) / 2.0 > aim;
        if longer && full < count && !last.is_empty() {
            lines.push(word.to_owned());
            full += 1;
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
