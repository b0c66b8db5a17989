//! Moves what is drawn and what is placed, where rings or words need room to the left or above; and tells
//! how far shapes reach.

use super::placed::{Area, Placed, Point, Words};
use crate::view::{Anchor, Shape, Step};

/// Moves everything by so much.
pub(super) fn shift_placed(placed: &mut Placed, by: Point) {
    let moved = |at: &mut Point| *at = (at.0 + by.0, at.1 + by.1);
    let moved_words = |words: &mut Words| {
        let area = words.area;
        words.area = Area {
            left: area.left + by.0,
            top: area.top + by.1,
            right: area.right + by.0,
            bottom: area.bottom + by.1,
        };
    };
    for place in &mut placed.people {
        moved(&mut place.centre);
        moved_words(&mut place.words);
    }
    for bracket in &mut placed.brackets {
        bracket.points.iter_mut().for_each(moved);
        moved(&mut bracket.level.0);
        moved(&mut bracket.level.1);
        moved_words(&mut bracket.words);
    }
    for line in &mut placed.lines {
        line.points.iter_mut().for_each(moved);
        line.words.iter_mut().for_each(moved_words);
    }
    for (_, points, words) in &mut placed.sibling_brackets {
        points.iter_mut().for_each(moved);
        words.iter_mut().for_each(moved_words);
    }
}

/// Moves shapes by so much.
pub(super) fn shift_shapes(shapes: &mut [Shape], by: Point) {
    let moved = |at: &mut Point| *at = (at.0 + by.0, at.1 + by.1);
    for shape in shapes {
        match shape {
            Shape::Line { points, .. } | Shape::Polygon { points, .. } => {
                points.iter_mut().for_each(moved);
            }
            Shape::Path { steps, .. } => {
                for step in steps {
                    match step {
                        Step::Move(at) | Step::Line(at) => moved(at),
                        Step::Curve(first, second, at) => {
                            [first, second, at].into_iter().for_each(moved);
                        }
                        Step::Close => {}
                    }
                }
            }
            Shape::Rectangle { x, y, .. } => {
                *x += by.0;
                *y += by.1;
            }
            Shape::Circle { centre, .. } => moved(centre),
            Shape::Label { at, .. } => moved(at),
            Shape::Group { shapes, .. } => shift_shapes(shapes, by),
        }
    }
}

/// The box around all shapes; none where there are none.
pub(super) fn extent(shapes: &[Shape], width: &dyn Fn(&str, f64) -> f64) -> Option<Area> {
    let boxes = shapes.iter().filter_map(|shape| match shape {
        Shape::Line { points, .. } | Shape::Polygon { points, .. } => around(points),
        Shape::Path { steps, .. } => {
            let points: Vec<Point> = steps.iter().flat_map(step_points).collect();
            around(&points)
        }
        Shape::Rectangle {
            x,
            y,
            width,
            height,
            ..
        } => around(&[(*x, *y), (x + width, y + height)]),
        Shape::Circle { centre, radius, .. } => Some(Area::around(*centre, *radius)),
        Shape::Label {
            at,
            size,
            anchor,
            text,
            ..
        } => {
            let long = width(text, *size);
            let left = match anchor {
                Anchor::Start => at.0,
                Anchor::Middle => at.0 - long / 2.0,
                Anchor::End => at.0 - long,
            };
            around(&[(left, at.1 - 0.8 * size), (left + long, at.1 + 0.25 * size)])
        }
        Shape::Group { shapes, .. } => extent(shapes, width),
    });
    boxes.reduce(Area::hull)
}

fn step_points(step: &Step) -> Vec<Point> {
    match step {
        Step::Move(at) | Step::Line(at) => vec![*at],
        Step::Curve(first, second, at) => vec![*first, *second, *at],
        Step::Close => Vec::new(),
    }
}

fn around(points: &[Point]) -> Option<Area> {
    let boxes = points.iter().map(|at| Area::around(*at, 0.0));
    boxes.reduce(Area::hull)
}
