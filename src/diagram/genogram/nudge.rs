//! Moves the edges of a ring that run along a line of the family: one on the other, neither is read.

use super::placed::{Area, Point};

/// Nearer than this, an edge and a line beside each other are not told apart, in millimetres.
const NEAR: f64 = 0.45;
/// How far an edge may be moved, the least first.
const MOVES: [f64; 6] = [0.5, -0.5, 0.8, -0.8, 1.1, -1.1];

/// Moves each edge of an upright outline off the lines that it runs along, where the strip that it
/// sweeps holds no box.
pub(super) fn nudge(outline: &mut [Point], lines: &[(Point, Point)], boxes: &[Area]) {
    let count = outline.len();
    if count < 4 {
        return;
    }
    for index in 0..count {
        let next = (index + 1) % count;
        let (from, to) = (outline[index], outline[next]);
        if !runs_along(from, to, lines) {
            continue;
        }
        let level = (from.1 - to.1).abs() < 1e-9;
        let moved = |at: Point, by: f64| {
            if level {
                (at.0, at.1 + by)
            } else {
                (at.0 + by, at.1)
            }
        };
        let (before, after) = (
            outline[(index + count - 1) % count],
            outline[(next + 1) % count],
        );
        let may = |by: &f64| {
            let (start, end) = (moved(from, *by), moved(to, *by));
            let strip = Area {
                left: from.0.min(to.0).min(start.0).min(end.0),
                top: from.1.min(to.1).min(start.1).min(end.1),
                right: from.0.max(to.0).max(start.0).max(end.0),
                bottom: from.1.max(to.1).max(start.1).max(end.1),
            };
            let strip = strip.grown(0.2);
            !runs_along(start, end, lines)
                && keeps_its_way(before, from, start)
                && keeps_its_way(after, to, end)
                && !boxes.iter().any(|area| area.meets(&strip))
        };
        if let Some(by) = MOVES.into_iter().find(may) {
            outline[index] = moved(from, by);
            outline[next] = moved(to, by);
        }
    }
}

/// Whether the edge from a corner to one that moved still runs the same way, and is long enough to see.
fn keeps_its_way(corner: Point, old: Point, new: Point) -> bool {
    let (was, is) = (
        (old.0 - corner.0, old.1 - corner.1),
        (new.0 - corner.0, new.1 - corner.1),
    );
    was.0 * is.0 + was.1 * is.1 > 0.0 && is.0.hypot(is.1) > 0.3
}

/// Whether a straight piece lies so near a line beside it that the two look like one.
fn runs_along(from: Point, to: Point, lines: &[(Point, Point)]) -> bool {
    let level = (from.1 - to.1).abs() < 1e-9;
    let turned = |at: Point| if level { at } else { (at.1, at.0) };
    let (from, to) = (turned(from), turned(to));
    lines.iter().any(|(start, end)| {
        let (start, end) = (turned(*start), turned(*end));
        let beside = (start.1 - end.1).abs() < 1e-6 && (start.1 - from.1).abs() < NEAR;
        let shared =
            from.0.max(to.0).min(start.0.max(end.0)) - from.0.min(to.0).max(start.0.min(end.0));
        beside && shared > 0.6
    })
}
