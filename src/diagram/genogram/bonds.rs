//! The emotional lines: drawn last, curved, from outline to outline, past everybody's figure and words.

use super::bond_lines::{along, breadth, length, styled};
use super::family::{Bond, Family, Quality};
use super::figures::{Body, body};
use super::placed::{Area, Placed, Point};
use super::taken::{Taken, id};
use crate::view::{Anchor, Ink, Shape};

/// How far the curve leaves the straight line, in sizes of a figure, the least first.
const BULGES: [f64; 8] = [0.25, 0.6, 1.0, 1.5, 2.1, 2.8, 3.6, 4.6];
/// In how many directions a line may leave a figure, where no plain bow is free.
const DIRECTIONS: u32 = 12;
/// What a plain bow may cost before other ways are looked for.
const DEAR: f64 = 2.0;
/// What a crossed line costs, in sizes of a figure of bulge.
const CROSSED: f64 = 1.2;
/// Where along the curve the word is tried, as a share.
const SPOTS: [f64; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
/// The room a line keeps to words and figures: a zigzag is that broad.
const ROOM: f64 = 1.2;
/// The least length at which a line's kind can be told, in millimetres.
const SHORTEST: f64 = 5.0;

/// The emotional lines that found a way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bonds {
    /// Their shapes, words last.
    pub shapes: Vec<Shape>,
    /// Which are drawn, by their places in the family.
    pub drawn: Vec<usize>,
    /// Which found no way and must be told in a table.
    pub not_drawn: Vec<usize>,
}

/// Draws the emotional lines, the room of each being taken for the next.
pub(super) fn bonds(
    family: &Family,
    placed: &Placed,
    width: &dyn Fn(&str, f64) -> f64,
    taken: &mut Taken,
) -> Bonds {
    let mut bonds = Bonds::default();
    for (index, bond) in family.bonds.iter().enumerate() {
        let Some(route) = best_route(family, placed, bond, width, taken) else {
            bonds.not_drawn.push(index);
            continue;
        };
        let whose = format!("{} {}", id(family, bond.pair[0]), id(family, bond.pair[1]));
        let data = vec![("bond", whose.clone())];
        bonds
            .shapes
            .extend(styled(bond.quality, &route.curve, data));
        taken.boxes.extend(band(&route.curve));
        if let Some(area) = route.words {
            taken.boxes.push(area);
            bonds.shapes.push(Shape::Label {
                at: (area.left, area.bottom - 0.25 * placed.text),
                size: placed.text,
                anchor: Anchor::Start,
                ink: Ink::Dark,
                text: bond.words.clone(),
                data: vec![("label", whose)],
            });
        }
        bonds.drawn.push(index);
    }
    bonds
}

/// A way for a line, with the room of its words.
struct Route {
    curve: Vec<Point>,
    words: Option<Area>,
}

/// The way that crosses the fewest lines, and of these the least curved.
fn best_route(
    family: &Family,
    placed: &Placed,
    bond: &Bond,
    width: &dyn Fn(&str, f64) -> f64,
    taken: &Taken,
) -> Option<Route> {
    let [from, to] = bond.pair;
    let bodies = [from, to].map(|who| {
        let centre = placed.people.get(who)?.centre;
        Some(body(family, who, centre, placed.size))
    });
    let centres = [from, to].map(|who| placed.people.get(who).map(|place| place.centre));
    let ([Some(first), Some(second)], [Some(start), Some(end)]) = (bodies, centres) else {
        return None;
    };
    let own = [start, end].map(|at| Area::around(at, placed.size / 2.0));
    // An arrowhead is broader than a zigzag.
    let room = match bond.quality {
        Quality::Harm => ROOM,
        _ => ROOM - 0.4,
    };
    let cheapest = |ways: &[(Point, Point)]| {
        let mut best: Option<(f64, Route)> = None;
        for (near, far) in ways {
            let curve = curve((first, *near), (second, *far));
            let cost = cost(&curve, (start, end), placed.size, taken);
            if best.as_ref().is_some_and(|(least, _)| *least <= cost)
                || !is_outside(&curve, bond.quality, [&first, &second])
                || !is_open(&curve, (&own, room), taken)
            {
                continue;
            }
            let words = words_at(&curve, &bond.words, placed.text, width, taken);
            if words.is_some() || bond.words.is_empty() {
                best = Some((cost, Route { curve, words }));
            }
        }
        best
    };
    let bow = cheapest(&bows(start, end, placed.size)).filter(|(cost, _)| *cost < DEAR);
    let found = bow.or_else(|| {
        let mut ways = bows(start, end, placed.size);
        ways.extend(bends(start, end));
        cheapest(&ways)
    });
    found.map(|(_, route)| route)
}

/// What a way costs: the lines it crosses, and how much longer it is than the straight one.
fn cost(curve: &[Point], (start, end): (Point, Point), size: f64, taken: &Taken) -> f64 {
    let straight = (end.0 - start.0).hypot(end.1 - start.1);
    taken.crossings(curve) as f64 * CROSSED + (length(curve) - straight) / size
}

/// The control points of plain bows, to both sides.
fn bows(start: Point, end: Point, size: f64) -> Vec<(Point, Point)> {
    let (across, down) = (end.0 - start.0, end.1 - start.1);
    let long = across.hypot(down).max(1e-9);
    let bow = |bulge: f64| {
        // The middle of a cubic lies three quarters of the way out to its control points.
        let out = (
            down / long * bulge * size / 0.75,
            -across / long * bulge * size / 0.75,
        );
        let control = |share: f64| {
            (
                start.0 + across * share + out.0,
                start.1 + down * share + out.1,
            )
        };
        (control(0.25), control(0.75))
    };
    BULGES
        .iter()
        .flat_map(|bulge| [bow(-bulge), bow(*bulge)])
        .collect()
}

/// The control points of ways that leave each figure in any direction.
fn bends(start: Point, end: Point) -> Vec<(Point, Point)> {
    let reach = 0.55 * (end.0 - start.0).hypot(end.1 - start.1);
    let control = move |at: Point, direction: u32| {
        let turn = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
        (at.0 + reach * turn.cos(), at.1 + reach * turn.sin())
    };
    (0..DIRECTIONS)
        .flat_map(|first| (0..DIRECTIONS).map(move |second| (first, second)))
        .map(|(first, second)| (control(start, first), control(end, second)))
        .collect()
}

/// Points along a cubic between two outlines, by the figures and the control points next to them.
fn curve((first, near): (Body, Point), (second, far): (Body, Point)) -> Vec<Point> {
    let (from, to) = (first.towards(near), second.towards(far));
    (0..=48)
        .map(|step| {
            let t = f64::from(step) / 48.0;
            let u = 1.0 - t;
            let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
            let mix = |pick: fn(&Point) -> f64| {
                let points = [&from, &near, &far, &to];
                let terms = points.iter().zip(weights);
                terms.map(|(point, weight)| pick(point) * weight).sum()
            };
            (mix(|at| at.0), mix(|at| at.1))
        })
        .collect()
}

/// Whether a line along a curve is long enough to be told by its kind and runs outside its own two figures.
fn is_outside(curve: &[Point], quality: Quality, bodies: [&Body; 2]) -> bool {
    let whole = length(curve);
    let mut far = 0.0;
    let mut pieces = curve.windows(2).take(curve.len().saturating_sub(2));
    let enters = pieces.any(|pair| {
        far += length(pair);
        let by = breadth(quality, far.min(whole - far));
        bodies.iter().any(|body| body.is_near(pair[1], by))
    });
    whole >= SHORTEST && !enters
}

/// Whether a curve touches nobody else's figure and no words.
fn is_open(curve: &[Point], (own, room): (&[Area; 2], f64), taken: &Taken) -> bool {
    let foreign = taken.boxes.iter().filter(|area| !own.contains(area));
    let mut rooms = foreign.map(|area| area.grown(room));
    !rooms.any(|area| {
        let mut pieces = curve.windows(2);
        pieces.any(|pair| area.is_crossed(pair[0], pair[1]))
    })
}

/// A free place for the word beside the curve, as near to its middle as there is.
fn words_at(
    curve: &[Point],
    words: &str,
    text: f64,
    width: &dyn Fn(&str, f64) -> f64,
    taken: &Taken,
) -> Option<Area> {
    if words.is_empty() {
        return None;
    }
    let (wide, high) = (width(words, text), 1.1 * text);
    let whole = length(curve);
    let own = band(curve);
    for share in SPOTS {
        let (at, way) = along(curve, whole * share);
        for side in [1.0, -1.0] {
            let out = (way.1 * side, -way.0 * side);
            // Far enough that the box clears the line in whichever direction it is longer.
            let reach = (out.0.abs() * wide + out.1.abs() * high) / 2.0 + ROOM + 0.5;
            let middle = (at.0 + out.0 * reach, at.1 + out.1 * reach);
            let area = Area {
                left: middle.0 - wide / 2.0,
                top: middle.1 - high / 2.0,
                right: middle.0 + wide / 2.0,
                bottom: middle.1 + high / 2.0,
            };
            let clear = !own.iter().any(|each| each.meets(&area));
            if clear && taken.is_free(&area.grown(0.3)) {
                return Some(area);
            }
        }
    }
    None
}

/// The room of the line itself.
fn band(curve: &[Point]) -> Vec<Area> {
    curve
        .windows(2)
        .map(|pair| {
            let ends = [pair[0], pair[1]].map(|at| Area::around(at, ROOM));
            ends[0].hull(ends[1])
        })
        .collect()
}
