//! How an emotional line looks along its curve (reference/genogram.md 2.4).

use super::family::Quality;
use super::pens::{DISTANT, SOLID};
use super::placed::Point;
use crate::view::{Data, Ink, Pen, Shape, Step};

/// How far the two lines of a close relationship are apart, in millimetres.
const APART: f64 = 0.8;
/// The height of a zigzag to each side, and the length of half a wave.
const ZIGZAG: (f64, f64) = (0.9, 1.1);
/// How far a zigzag runs straight at its ends.
const STRAIGHT: f64 = 1.6;
/// Half the length of the bars of a broken line, half the gap between them.
const BREAK: (f64, f64) = (1.2, 0.5);
/// The length of an arrowhead, and half its width.
const HEAD: (f64, f64) = (2.0, 0.9);

/// The shapes of a line of this quality along points close to each other; the first one carries the data.
pub(super) fn styled(quality: Quality, curve: &[Point], data: Data) -> Vec<Shape> {
    let line = |points: Vec<Point>, pen: Pen, data: Data| Shape::Line { points, pen, data };
    match quality {
        Quality::Close => {
            // Each of the two, arriving at a slant, would else end within the figure.
            let curve = &shortened(curve, APART);
            vec![
                line(beside(curve, APART / 2.0), SOLID, data),
                line(beside(curve, -APART / 2.0), SOLID, mark("close")),
            ]
        }
        Quality::Distant => vec![line(curve.to_vec(), DISTANT, data)],
        Quality::Conflict => vec![line(zigzag(curve, STRAIGHT), SOLID, data)],
        Quality::CutOff => cut_off(curve, data),
        Quality::Harm => {
            let mut shapes = vec![line(zigzag(curve, STRAIGHT + HEAD.0), SOLID, data)];
            shapes.extend(arrowhead(curve));
            shapes
        }
    }
}

/// How far a line of this quality reaches to each side of its curve, so far from an end.
pub(super) fn breadth(quality: Quality, from_end: f64) -> f64 {
    let most = match quality {
        Quality::Close => APART / 2.0,
        Quality::Conflict | Quality::Harm => ZIGZAG.0,
        Quality::Distant | Quality::CutOff => 0.0,
    };
    // An arrowhead grows to its width over its length; no other line is broader next to an end.
    most.min(from_end * HEAD.1 / HEAD.0)
}

fn mark(what: &str) -> Data {
    vec![("mark", what.to_owned())]
}

/// The length of a curve.
pub(super) fn length(curve: &[Point]) -> f64 {
    let pieces = curve.windows(2);
    pieces
        .map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1))
        .sum()
}

/// The point so far along, and the direction there.
pub(super) fn along(curve: &[Point], far: f64) -> (Point, Point) {
    let mut left = far.max(0.0);
    let mut last = ((0.0, 0.0), (1.0, 0.0));
    for pair in curve.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let long = (to.0 - from.0).hypot(to.1 - from.1);
        if long < 1e-9 {
            continue;
        }
        let way = ((to.0 - from.0) / long, (to.1 - from.1) / long);
        if left <= long {
            return ((from.0 + way.0 * left, from.1 + way.1 * left), way);
        }
        left -= long;
        last = (to, way);
    }
    last
}

/// The curve without so much of both ends.
fn shortened(curve: &[Point], by: f64) -> Vec<Point> {
    let whole = length(curve);
    let from = by.min(whole / 3.0);
    let steps = ((whole / 1.5).ceil() as usize).max(1);
    let each = (0..=steps).map(|step| step as f64 / steps as f64);
    each.map(|share| along(curve, from + (whole - 2.0 * from) * share).0)
        .collect()
}

/// The curve, so far to its left.
fn beside(curve: &[Point], by: f64) -> Vec<Point> {
    let whole = length(curve);
    let steps = ((whole / 1.5).ceil() as usize).max(1);
    (0..=steps)
        .map(|step| aside(curve, whole * step as f64 / steps as f64, by))
        .collect()
}

fn aside(curve: &[Point], far: f64, by: f64) -> Point {
    let (at, way) = along(curve, far);
    (at.0 + way.1 * by, at.1 - way.0 * by)
}

fn zigzag(curve: &[Point], straight_at_end: f64) -> Vec<Point> {
    let whole = length(curve);
    let (first, last) = (
        STRAIGHT.min(whole / 4.0),
        whole - straight_at_end.min(whole / 2.0),
    );
    let waves = (((last - first) / ZIGZAG.1).floor() as usize).max(2);
    let mut points = vec![aside(curve, 0.0, 0.0), aside(curve, first, 0.0)];
    for wave in 0..waves {
        let far = first + (last - first) * (wave as f64 + 0.5) / waves as f64;
        let side = if wave % 2 == 0 { ZIGZAG.0 } else { -ZIGZAG.0 };
        points.push(aside(curve, far, side));
    }
    points.extend([aside(curve, last, 0.0), aside(curve, whole, 0.0)]);
    points
}

/// A line with a gap at its middle, a bar at each side of it.
fn cut_off(curve: &[Point], data: Data) -> Vec<Shape> {
    let whole = length(curve);
    let (before, after) = (whole / 2.0 - BREAK.1, whole / 2.0 + BREAK.1);
    let piece = |from: f64, to: f64| {
        let steps = 12;
        (0..=steps).map(move |step| from + (to - from) * f64::from(step) / f64::from(steps))
    };
    let mut steps = Vec::new();
    for (from, to) in [(0.0, before), (after, whole)] {
        for (index, far) in piece(from, to).enumerate() {
            let at = aside(curve, far, 0.0);
            steps.push(if index == 0 {
                Step::Move(at)
            } else {
                Step::Line(at)
            });
        }
    }
    let mut shapes = vec![Shape::Path {
        steps,
        fill: Ink::None,
        pen: SOLID,
        data,
    }];
    shapes.extend([before, after].map(|far| Shape::Line {
        points: vec![aside(curve, far, BREAK.0), aside(curve, far, -BREAK.0)],
        pen: SOLID,
        data: mark("cut-off"),
    }));
    shapes
}

/// A filled head whose point is the end of the curve.
fn arrowhead(curve: &[Point]) -> Option<Shape> {
    let whole = length(curve);
    let tip = *curve.last()?;
    let back = (whole - HEAD.0).max(0.0);
    let (left, right) = (aside(curve, back, HEAD.1), aside(curve, back, -HEAD.1));
    Some(Shape::Path {
        steps: vec![
            Step::Move(tip),
            Step::Line(left),
            Step::Line(right),
            Step::Close,
        ],
        fill: Ink::Dark,
        pen: Pen::NONE,
        data: mark("harm"),
    })
}
