//! The parts of an ecomap that is too large for one page, one under another in one drawing, each with a
//! line above it that says which part it is.

use super::Point;
use crate::view::{Anchor, Data, Drawing, Ink, Shape, Step};

/// The size of the line above a part: 9 pt.
const SIZE: f64 = 3.18;
/// From the top of a part to the baseline of the line above it, and to the part itself.
const BASELINE: f64 = 4.0;
const HEAD: f64 = 9.0;
/// From the foot of a part to the next.
const APART: f64 = 12.0;

/// The drawings as one; none of none.
pub(super) fn stacked(parts: Vec<Drawing>, title: &str) -> Option<Drawing> {
    if parts.len() < 2 {
        return parts.into_iter().next();
    }
    let wide = parts.iter().map(|it| it.width).fold(0.0, f64::max);
    let first = parts.first()?;
    let (name, alt) = (first.name.clone(), first.alt.clone());
    let (mut shapes, mut down) = (Vec::new(), 0.0);
    for part in parts {
        shapes.push(Shape::Label {
            at: (0.0, down + BASELINE),
            size: SIZE,
            anchor: Anchor::Start,
            ink: Ink::Accent,
            text: part.title,
            data: Data::new(),
        });
        let by = ((wide - part.width) / 2.0, down + HEAD);
        shapes.extend(part.shapes.into_iter().map(|shape| moved(shape, by)));
        down += HEAD + part.height + APART;
    }
    Some(Drawing {
        name,
        width: wide,
        height: down - APART,
        title: title.to_owned(),
        alt,
        shapes,
    })
}

/// The same mark elsewhere.
fn moved(mut shape: Shape, (dx, dy): Point) -> Shape {
    let by = |at: &mut Point| *at = (at.0 + dx, at.1 + dy);
    match &mut shape {
        Shape::Line { points, .. } | Shape::Polygon { points, .. } => {
            points.iter_mut().for_each(by);
        }
        Shape::Path { steps, .. } => steps.iter_mut().for_each(|step| match step {
            Step::Move(at) | Step::Line(at) => by(at),
            Step::Curve(first, second, at) => [first, second, at].into_iter().for_each(by),
            Step::Close => {}
        }),
        Shape::Rectangle { x, y, .. } => (*x, *y) = (*x + dx, *y + dy),
        Shape::Circle { centre: at, .. } | Shape::Label { at, .. } => by(at),
        Shape::Group { shapes, .. } => {
            let inner = std::mem::take(shapes).into_iter();
            *shapes = inner.map(|it| moved(it, (dx, dy))).collect();
        }
    }
    shape
}
