//! Where the lines of two families cross, one leaps over the other in a small arc, so that nobody reads a
//! junction there (reference/genogram.md 4.7).

use super::family::{Family, Profile, Who};
use super::pens::{self, SIBLINGS, SOLID};
use super::placed::{Area, Placed, Point};
use super::taken::loose_words;
use crate::view::{Data, Ink, Pen, Shape, Step};

/// The radius of an arc, in sizes of the words: where there is room, and anywhere, which is less than the
/// least room between two lines.
const RADII: [f64; 2] = [0.42, 0.27];
/// The room that an arc keeps from other lines and from words, in millimetres.
const CLEAR: f64 = 0.12;
/// How far the control points of a quarter of a circle are from its ends, in radii.
const QUARTER: f64 = 0.552_3;

/// Whose a line is: what crosses it may be leapt over where it is another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A couple's, or a lone parent's, and their children's.
    Parents(Vec<Who>),
    /// Two siblings'.
    Siblings([Who; 2]),
}

impl Owner {
    /// The line of these parents, in whatever order.
    pub fn parents(them: &[Who]) -> Self {
        let mut them = them.to_vec();
        them.sort_unstable();
        Self::Parents(them)
    }
}

/// A straight piece of a line.
#[derive(Debug, Clone)]
struct Piece {
    owner: Owner,
    is_solid: bool,
    from: Point,
    to: Point,
}

/// All straight pieces of the family's lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Hops {
    pieces: Vec<Piece>,
    words: Vec<Area>,
    radii: [f64; 2],
}

impl Hops {
    /// Gathers them.
    pub fn of(family: &Family, placed: &Placed, profile: Profile) -> Self {
        let mut hops = Self {
            pieces: Vec::new(),
            words: loose_words(placed),
            radii: RADII.map(|radius| radius * placed.text),
        };
        for bracket in &placed.brackets {
            if let Some(couple) = family.couples.get(bracket.couple) {
                let pen = pens::union(couple.union, profile);
                hops.add(&Owner::parents(&couple.partners), pen, &bracket.points);
            }
        }
        for line in &placed.lines {
            if let Some(descent) = family.descents.get(line.descent) {
                let pen = pens::parentage(descent.parentage);
                hops.add(&Owner::parents(&descent.parents), pen, &line.points);
            }
        }
        for (index, points, _) in &placed.sibling_brackets {
            if let Some(siblings) = family.siblings.get(*index) {
                hops.add(&Owner::Siblings(siblings.pair), SIBLINGS, points);
            }
        }
        hops
    }

    fn add(&mut self, owner: &Owner, pen: Pen, points: &[Point]) {
        let pieces = points.windows(2).map(|pair| Piece {
            owner: owner.clone(),
            is_solid: pen.dash.is_none(),
            from: pair[0],
            to: pair[1],
        });
        self.pieces.extend(pieces);
    }

    /// Whether any line leaps over another.
    pub fn any(&self) -> bool {
        self.pieces.iter().any(|piece| !self.over(piece).is_empty())
    }

    /// A line through points, with an arc over each line of others that it crosses.
    pub fn line(&self, owner: &Owner, pen: Pen, points: &[Point]) -> Vec<Step> {
        let mut steps: Vec<Step> = points
            .first()
            .map(|at| Step::Move(*at))
            .into_iter()
            .collect();
        for pair in points.windows(2) {
            let piece = Piece {
                owner: owner.clone(),
                is_solid: pen.dash.is_none(),
                from: pair[0],
                to: pair[1],
            };
            for middle in self.over(&piece) {
                steps.extend(arc(&piece, middle, self.radius(&piece, middle)));
            }
            steps.push(Step::Line(piece.to));
        }
        steps
    }

    /// The places along a piece at which it leaps over lines of others, in the order in which it comes to
    /// them.
    fn over(&self, piece: &Piece) -> Vec<f64> {
        let level = is_level(piece);
        if !level && !is_upright(piece) {
            return Vec::new();
        }
        let crossed = self.pieces.iter().filter(|other| {
            let across = if level {
                is_upright(other)
            } else {
                is_level(other)
            };
            across
                && other.owner != piece.owner
                && leaps(piece, other)
                && crosses(piece, other, self.radii[1])
        });
        let mut places: Vec<f64> = crossed
            .map(|other| if level { other.from.0 } else { other.from.1 })
            .collect();
        places.sort_by(f64::total_cmp);
        // Two so near that their arcs would run into one another: the first is enough to see.
        places.dedup_by(|next, before| *next - *before < 2.0 * self.radii[1]);
        if along(piece.from, level) > along(piece.to, level) {
            places.reverse();
        }
        places
    }
}

impl Hops {
    /// The radius of the arc over a place along a piece.
    fn radius(&self, piece: &Piece, middle: f64) -> f64 {
        let [wide, narrow] = self.radii;
        let level = is_level(piece);
        let at = if level {
            (middle, piece.from.1)
        } else {
            (piece.from.0, middle)
        };
        let out = wide + CLEAR;
        let room = if level {
            Area {
                left: at.0 - out,
                top: at.1 - out,
                right: at.0 + out,
                bottom: at.1,
            }
        } else {
            Area {
                left: at.0,
                top: at.1 - out,
                right: at.0 + out,
                bottom: at.1 + out,
            }
        };
        let ends = [along(piece.from, level), along(piece.to, level)];
        let goes_on = ends.iter().all(|end| (end - middle).abs() > out);
        // What is crossed here and the line itself do not count.
        let is_other = |other: &&Piece| {
            // Both are level, or both upright: then the way across; else the way along.
            let axis = level != (is_level(other) == level);
            (along(other.from, axis) - along(at, axis)).abs() >= 0.02
        };
        let mut others = self.pieces.iter().filter(is_other);
        let is_free = !others.any(|other| room.is_crossed(other.from, other.to))
            && !self.words.iter().any(|words| room.meets(words));
        if goes_on && is_free { wide } else { narrow }
    }
}

/// The one that is drawn without a break leaps, and of two such the level one.
fn leaps(piece: &Piece, other: &Piece) -> bool {
    match (piece.is_solid, other.is_solid) {
        (true, false) => true,
        (false, true) => false,
        _ => is_level(piece),
    }
}

/// Whether two pieces cross, each going on beyond the other by more than the arc.
fn crosses(piece: &Piece, other: &Piece, radius: f64) -> bool {
    let level = is_level(piece);
    let within = |one: &Piece, level: bool, at: f64, room: f64| {
        let (a, b) = (along(one.from, level), along(one.to, level));
        a.min(b) + room < at && at < a.max(b) - room
    };
    within(piece, level, along(other.from, level), radius + 0.02)
        && within(other, !level, along(piece.from, !level), 0.02)
}

fn along(at: Point, level: bool) -> f64 {
    if level { at.0 } else { at.1 }
}

fn is_level(piece: &Piece) -> bool {
    (piece.from.1 - piece.to.1).abs() < 0.005
}

fn is_upright(piece: &Piece) -> bool {
    (piece.from.0 - piece.to.0).abs() < 0.005
}

/// Half a circle over a place along a piece: upwards from a level one, to the right of an upright one.
fn arc(piece: &Piece, middle: f64, radius: f64) -> [Step; 3] {
    let level = is_level(piece);
    let onwards = along(piece.to, level) - along(piece.from, level);
    let ahead = radius.copysign(onwards);
    let at = |along: f64, out: f64| {
        if level {
            (along, piece.from.1 - out)
        } else {
            (piece.from.0 + out, along)
        }
    };
    let bow = QUARTER * radius;
    let over = QUARTER * ahead;
    [
        Step::Line(at(middle - ahead, 0.0)),
        Step::Curve(
            at(middle - ahead, bow),
            at(middle - over, radius),
            at(middle, radius),
        ),
        Step::Curve(
            at(middle + over, radius),
            at(middle + ahead, bow),
            at(middle + ahead, 0.0),
        ),
    ]
}

/// A line through these steps; straight where it leaps over nothing.
pub(super) fn stroke(steps: Vec<Step>, pen: Pen, data: Data) -> Shape {
    let straight: Option<Vec<Point>> = steps
        .iter()
        .map(|step| match step {
            Step::Move(at) | Step::Line(at) => Some(*at),
            Step::Curve(..) | Step::Close => None,
        })
        .collect();
    match straight {
        Some(points) => Shape::Line { points, pen, data },
        None => Shape::Path {
            steps,
            fill: Ink::None,
            pen,
            data,
        },
    }
}

/// A level line that leaps over an upright one, its left end and middle at this point.
pub(super) fn sample((left, middle): Point, long: f64, text: f64) -> [Shape; 2] {
    let (from, to) = ((left, middle), (left + long, middle));
    let piece = Piece {
        owner: Owner::Parents(Vec::new()),
        is_solid: true,
        from,
        to,
    };
    let centre = left + long / 2.0;
    let mut steps = vec![Step::Move(from)];
    steps.extend(arc(&piece, centre, RADII[0] * text));
    steps.push(Step::Line(to));
    let upright = vec![(centre, middle - 0.8 * text), (centre, middle + 0.8 * text)];
    [
        stroke(steps, SOLID, Vec::new()),
        Shape::Line {
            points: upright,
            pen: SOLID,
            data: Vec::new(),
        },
    ]
}
