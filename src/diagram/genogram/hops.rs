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

/// Which way a straight piece runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Level,
    Upright,
}

impl Axis {
    /// The other one.
    fn across(self) -> Self {
        match self {
            Self::Level => Self::Upright,
            Self::Upright => Self::Level,
        }
    }

    /// How far along it a point is.
    fn along(self, at: Point) -> f64 {
        match self {
            Self::Level => at.0,
            Self::Upright => at.1,
        }
    }

    /// The point that is so far along it, and so far along the other one.
    fn point(self, along: f64, across: f64) -> Point {
        match self {
            Self::Level => (along, across),
            Self::Upright => (across, along),
        }
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

impl Piece {
    /// Whether it goes on by more than so much to both sides of a place.
    fn goes_beyond(&self, axis: Axis, place: f64, by: f64) -> bool {
        let ends = [self.from, self.to].map(|end| axis.along(end));
        ends[0].min(ends[1]) + by < place && place < ends[0].max(ends[1]) - by
    }

    /// Which way it runs; nothing of one that slants.
    fn axis(&self) -> Option<Axis> {
        let same = |axis: Axis| (axis.along(self.from) - axis.along(self.to)).abs() < 0.005;
        match (same(Axis::Upright), same(Axis::Level)) {
            (true, _) => Some(Axis::Level),
            (_, true) => Some(Axis::Upright),
            _ => None,
        }
    }
}

/// The straight pieces of a line.
fn pieces(owner: &Owner, pen: Pen, points: &[Point]) -> impl Iterator<Item = Piece> {
    points.windows(2).map(move |pair| Piece {
        owner: owner.clone(),
        is_solid: pen.dash.is_none(),
        from: pair[0],
        to: pair[1],
    })
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
        self.pieces.extend(pieces(owner, pen, points));
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
        for piece in pieces(owner, pen, points) {
            for (axis, middle) in self.over(&piece) {
                let radius = self.radius(&piece, axis, middle);
                steps.extend(arc(&piece, axis, middle, radius));
            }
            steps.push(Step::Line(piece.to));
        }
        steps
    }

    /// The places along a piece at which it leaps over lines of others, in the order in which it comes to
    /// them; of one that slants none.
    fn over(&self, piece: &Piece) -> Vec<(Axis, f64)> {
        let Some(axis) = piece.axis() else {
            return Vec::new();
        };
        let others = self.pieces.iter().filter(|it| it.owner != piece.owner);
        let crossed = others.filter_map(|other| leap(piece, axis, other, self.radii[1]));
        let mut places: Vec<f64> = crossed.collect();
        places.sort_by(f64::total_cmp);
        // Two so near that their arcs would run into one another: the first is enough to see.
        places.dedup_by(|next, before| *next - *before < 2.0 * self.radii[1]);
        if axis.along(piece.from) > axis.along(piece.to) {
            places.reverse();
        }
        places.into_iter().map(|place| (axis, place)).collect()
    }

    /// The radius of the arc over a place along a piece.
    fn radius(&self, piece: &Piece, axis: Axis, middle: f64) -> f64 {
        let [wide, narrow] = self.radii;
        let at = axis.point(middle, axis.across().along(piece.from));
        let out = wide + CLEAR;
        let (left, bottom) = match axis {
            Axis::Level => (at.0 - out, at.1),
            Axis::Upright => (at.0, at.1 + out),
        };
        let room = Area {
            left,
            top: at.1 - out,
            right: at.0 + out,
            bottom,
        };
        let goes_on = piece.goes_beyond(axis, middle, out);
        // What is crossed here and the line itself do not count.
        let is_other = |other: &&Piece| {
            let own = other.axis().unwrap_or(axis).across();
            (own.along(other.from) - own.along(at)).abs() >= 0.02
        };
        let mut others = self.pieces.iter().filter(is_other);
        let is_free = !others.any(|other| room.is_crossed(other.from, other.to))
            && !self.words.iter().any(|words| room.meets(words));
        if goes_on && is_free { wide } else { narrow }
    }
}

/// Where along a piece it leaps over another, if it does: the one that is drawn without a break leaps, of two
/// such the level one, but the other one where only that has room for an arc.
fn leap(piece: &Piece, axis: Axis, other: &Piece, radius: f64) -> Option<f64> {
    let at = crossing(piece, axis, other)?;
    let [mine, theirs] = [(piece, axis), (other, axis.across())].map(|(it, axis)| {
        it.axis() == Some(axis) && it.goes_beyond(axis, axis.along(at), radius + 0.02)
    });
    let is_first = match (piece.is_solid, other.is_solid) {
        (true, false) => true,
        (false, true) => false,
        _ => axis == Axis::Level,
    };
    (mine && (is_first || !theirs)).then(|| axis.along(at))
}

/// The point where two pieces cross, each going on beyond the other.
fn crossing(piece: &Piece, axis: Axis, other: &Piece) -> Option<Point> {
    let across = axis.across();
    let line = across.along(piece.from);
    let (from, to) = (across.along(other.from), across.along(other.to));
    if !other.goes_beyond(across, line, 0.02) {
        return None;
    }
    let share = (line - from) / (to - from);
    let (start, end) = (axis.along(other.from), axis.along(other.to));
    let along = start + share * (end - start);
    piece
        .goes_beyond(axis, along, 0.02)
        .then(|| axis.point(along, line))
}

/// Half a circle over a place along a piece: upwards from a level one, to the right of an upright one.
fn arc(piece: &Piece, axis: Axis, middle: f64, radius: f64) -> [Step; 3] {
    let onwards = axis.along(piece.to) - axis.along(piece.from);
    let ahead = radius.copysign(onwards);
    let line = axis.across().along(piece.from);
    let at = |along: f64, out: f64| match axis {
        Axis::Level => axis.point(along, line - out),
        Axis::Upright => axis.point(along, line + out),
    };
    let (bow, over) = (QUARTER * radius, QUARTER * ahead);
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
    steps.extend(arc(&piece, Axis::Level, centre, RADII[0] * text));
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
