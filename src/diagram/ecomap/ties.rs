//! The line of a tie: its width and dashes tell the strength, arrowheads the direction of help, a
//! zigzag the stress; a gap between two bars tells that there is no contact.

use super::{Help, Point, Strength, Stress, System};
use crate::view::{Data, Ink, Pen, Shape, Step};

/// The height of a wave above the line, and its length.
const AMPLITUDE: f64 = 1.2;
const WAVE: f64 = 4.0;
/// The straight run at each end, for an arrowhead.
const STRAIGHT: f64 = 4.0;
/// The gap of a broken tie, and half the length of the bars beside it.
const GAP: f64 = 3.0;
const BAR: f64 = 1.9;
/// The length of an arrowhead.
const ARROW: f64 = 3.2;

/// The line of a strength.
pub(super) fn pen(strength: Strength) -> Pen {
    match strength {
        Strength::Strong => Pen::solid(Ink::Dark, 0.85),
        Strength::Moderate | Strength::NoContact => Pen::solid(Ink::Dark, 0.35),
        Strength::Weak => Pen::solid(Ink::Dark, 0.35).dashed(&[2.2, 1.3]),
        Strength::Unknown => Pen::solid(Ink::Dark, 0.45).dashed(&[0.45, 1.25]),
    }
}

/// A tie from the outline of the middle to the outline of a system, with its arrowheads.
pub(super) fn tie(from: Point, to: Point, system: &System) -> Vec<Shape> {
    let mut shapes = vec![line(
        (from, to),
        (system.strength, system.stress),
        vec![("tie", system.id.clone())],
    )];
    shapes.extend(heads((from, to), system));
    shapes
}

/// The arrowheads of a tie: at the one who receives help.
fn heads((from, to): (Point, Point), system: &System) -> Vec<Shape> {
    let data: Data = vec![("arrow", system.id.clone())];
    let head = |tip, tail| arrowhead(tip, tail, system.strength, data.clone());
    match system.help {
        Help::ToFamily => vec![head(from, to)],
        Help::FromFamily => vec![head(to, from)],
        Help::Both => vec![head(from, to), head(to, from)],
        Help::Unknown => Vec::new(),
    }
}

/// The line alone.
pub(super) fn line(
    (from, to): (Point, Point),
    (strength, stress): (Strength, Stress),
    data: Data,
) -> Shape {
    let length = f64::hypot(to.0 - from.0, to.1 - from.1);
    let along = ((to.0 - from.0) / length, (to.1 - from.1) / length);
    let at = |(run, off): Point| {
        (
            from.0 + along.0 * run - along.1 * off,
            from.1 + along.1 * run + along.0 * off,
        )
    };
    let mut points = vec![(0.0, 0.0)];
    if stress == Stress::Yes {
        points.extend(waves(length));
    }
    points.push((length, 0.0));
    let mut steps = Vec::new();
    if strength == Strength::NoContact {
        let (near, far) = ((length - GAP) / 2.0, (length + GAP) / 2.0);
        let mut first: Vec<Point> = points.iter().copied().filter(|it| it.0 < near).collect();
        first.push((near, 0.0));
        let mut second = vec![(far, 0.0)];
        second.extend(points.iter().copied().filter(|it| it.0 > far));
        for part in [first, second] {
            steps.extend(path(&part, &at));
        }
        for x in [near, far] {
            steps.extend(path(&[(x, -BAR), (x, BAR)], &at));
        }
    } else {
        steps.extend(path(&points, &at));
    }
    Shape::Path {
        steps,
        fill: Ink::None,
        pen: pen(strength),
        data,
    }
}

fn path(points: &[Point], at: &dyn Fn(Point) -> Point) -> Vec<Step> {
    let points = points.iter().enumerate();
    let steps = points.map(|(number, point)| match number {
        0 => Step::Move(at(*point)),
        _ => Step::Line(at(*point)),
    });
    steps.collect()
}

/// The corners of the waves: as many whole ones as fit between the straight runs.
fn waves(length: f64) -> Vec<Point> {
    let many = ((length - 2.0 * STRAIGHT) / WAVE).floor().max(0.0);
    let start = (length - many * WAVE) / 2.0;
    let mut points = Vec::new();
    for wave in 0..many as usize {
        let begins = start + wave as f64 * WAVE;
        points.extend([
            (begins, 0.0),
            (begins + WAVE * 0.25, AMPLITUDE),
            (begins + WAVE * 0.75, -AMPLITUDE),
            (begins + WAVE, 0.0),
        ]);
    }
    points
}

/// An arrowhead with its tip at a point, wider on a wider line.
pub(super) fn arrowhead(tip: Point, tail: Point, strength: Strength, data: Data) -> Shape {
    let half = if strength == Strength::Strong {
        1.6
    } else {
        1.2
    };
    let length = f64::hypot(tip.0 - tail.0, tip.1 - tail.1);
    let (dx, dy) = ((tail.0 - tip.0) / length, (tail.1 - tip.1) / length);
    let base = (tip.0 + dx * ARROW, tip.1 + dy * ARROW);
    Shape::Polygon {
        points: vec![
            tip,
            (base.0 - dy * half, base.1 + dx * half),
            (base.0 + dy * half, base.1 - dx * half),
        ],
        fill: Ink::Dark,
        pen: Pen::NONE,
        data,
    }
}
