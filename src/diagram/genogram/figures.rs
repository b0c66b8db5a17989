//! The figure that stands for a person (reference/genogram.md 2.1): one symbol, and the marks on it.

use super::family::{Family, Figure, Member, Parentage, Presence, Who};
use super::pens::{FINE, HOLLOW, SOLID};
use super::placed::Point;
use super::taken::id;
use crate::view::{Anchor, Data, Ink, Pen, Shape, Step};

/// The gap between the two outlines of an index child, as a share of the size.
const GAP: f64 = 0.08;
/// How much of the box a figure between brackets fills.
const BETWEEN_BRACKETS: f64 = 0.78;
/// How far a circle's curve reaches towards its corner, for a quarter.
const ROUND: f64 = 0.552_284_75;

/// The form of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Square,
    Circle,
    Diamond,
    Triangle,
}

/// The outline of somebody's symbol, where lines end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    form: Form,
    centre: Point,
    /// Half the width; every form is as high as it is wide.
    half: f64,
}

/// The outline of somebody's symbol in a box of this size around this centre.
pub fn body(family: &Family, who: Who, centre: Point, size: f64) -> Body {
    let between = if is_adopted(family, who) {
        BETWEEN_BRACKETS
    } else {
        1.0
    };
    match family.people.get(who) {
        Some(member) => Body::of(member, between, centre, size),
        None => Body {
            form: Form::Diamond,
            centre,
            half: size / 2.0,
        },
    }
}

/// The point on the upper outline at `centre.x + port`, where a line of descent arrives.
pub fn top(family: &Family, who: Who, centre: Point, size: f64, port: f64) -> Point {
    body(family, who, centre, size).top(port)
}

/// The point on the lower outline at `centre.x + port`, where a couple's line leaves.
pub fn bottom(family: &Family, who: Who, centre: Point, size: f64, port: f64) -> Point {
    body(family, who, centre, size).bottom(port)
}

/// Somebody's figure: a group with exactly one symbol, and marks.
pub fn figure(family: &Family, who: Who, centre: Point, size: f64) -> Shape {
    let member = family.people.get(who);
    let adopted = is_adopted(family, who);
    Shape::Group {
        shapes: member.map_or_else(Vec::new, |member| parts(member, adopted, centre, size)),
        data: vec![("person", id(family, who).to_owned())],
    }
}

/// The symbol and its marks, without saying whose.
pub(super) fn parts(member: &Member, adopted: bool, centre: Point, size: f64) -> Vec<Shape> {
    let between = if adopted { BETWEEN_BRACKETS } else { 1.0 };
    let body = Body::of(member, between, centre, size);
    let mut shapes = vec![body.symbol(outline_pen(member.presence))];
    if member.index {
        shapes.push(body.inner_outline(GAP * size));
    }
    if is_crossed(member) {
        shapes.extend(body.cross(if is_loss(member) { FINE } else { SOLID }));
    }
    if member.figure == Figure::Termination {
        shapes.push(body.bar(size));
    }
    if adopted {
        shapes.extend(brackets(centre, size));
    }
    if let Some(text) = inside(member) {
        // A question mark would not be read across the cross.
        shapes.extend(is_crossed(member).then(|| body.patch()));
        shapes.push(body.inscribed(text));
    }
    shapes
}

/// Whether somebody has adoptive parents.
pub(super) fn is_adopted(family: &Family, who: Who) -> bool {
    let mut descents = family.descents.iter();
    descents.any(|each| each.child == who && each.parentage == Parentage::Adoptive)
}

fn outline_pen(presence: Presence) -> Pen {
    match presence {
        Presence::NotKnown | Presence::Important => HOLLOW,
        _ => SOLID,
    }
}

fn is_loss(member: &Member) -> bool {
    matches!(member.figure, Figure::Miscarriage | Figure::Termination)
        || member.presence == Presence::Stillborn
}

fn is_crossed(member: &Member) -> bool {
    member.died || is_loss(member)
}

/// What is written within the symbol.
fn inside(member: &Member) -> Option<String> {
    match member.presence {
        Presence::Several(Some(count)) => Some(count.to_string()),
        Presence::Several(None) => Some("n".to_owned()),
        Presence::NotKnown => Some("?".to_owned()),
        Presence::Known | Presence::Important if member.figure == Figure::NotRecorded => {
            Some("?".to_owned())
        }
        _ => None,
    }
}

fn mark(what: &str) -> Data {
    vec![("mark", what.to_owned())]
}

fn stroke(points: &[Point], what: &str) -> Shape {
    Shape::Line {
        points: points.to_vec(),
        pen: SOLID,
        data: mark(what),
    }
}

/// Brackets at the sides of the box.
fn brackets(centre: Point, size: f64) -> [Shape; 2] {
    [-1.0, 1.0].map(|side: f64| {
        let edge = centre.0 + side * size / 2.0;
        let (tip, half) = (edge - side * size * 0.12, size / 2.0);
        let (top, bottom) = (centre.1 - half, centre.1 + half);
        stroke(
            &[(tip, top), (edge, top), (edge, bottom), (tip, bottom)],
            "adopted",
        )
    })
}

impl Body {
    fn of(member: &Member, share: f64, centre: Point, size: f64) -> Self {
        let form = match (member.presence, member.figure) {
            (Presence::Several(_), _) => Form::Diamond,
            (_, Figure::Male) => Form::Square,
            (_, Figure::Female) => Form::Circle,
            (_, Figure::Diverse | Figure::NotRecorded) => Form::Diamond,
            (_, Figure::Pregnancy | Figure::Miscarriage | Figure::Termination) => Form::Triangle,
        };
        let share = if is_loss(member) { share * 0.5 } else { share };
        Self {
            form,
            centre,
            half: size / 2.0 * share,
        }
    }

    /// The point on the upper outline at `centre.x + port`; a port beyond the symbol is brought within.
    pub fn top(&self, port: f64) -> Point {
        let port = port.clamp(-self.half, self.half);
        let up = match self.form {
            Form::Square => self.half,
            Form::Circle => (self.half * self.half - port * port).max(0.0).sqrt(),
            Form::Diamond => self.half - port.abs(),
            Form::Triangle => self.half - 2.0 * port.abs(),
        };
        (self.centre.0 + port, self.centre.1 - up)
    }

    /// The point on the lower outline at `centre.x + port`; a port beyond the symbol is brought within.
    pub fn bottom(&self, port: f64) -> Point {
        let port = port.clamp(-self.half, self.half);
        let down = match self.form {
            Form::Square | Form::Triangle => self.half,
            Form::Circle => (self.half * self.half - port * port).max(0.0).sqrt(),
            Form::Diamond => self.half - port.abs(),
        };
        (self.centre.0 + port, self.centre.1 + down)
    }

    /// The point on the outline towards a point outside.
    pub fn towards(&self, at: Point) -> Point {
        let (x, y) = (at.0 - self.centre.0, at.1 - self.centre.1);
        let length = x.hypot(y).max(1e-9);
        let (x, y) = (x / length, y / length);
        let reach = match self.form {
            Form::Square => self.half / x.abs().max(y.abs()),
            Form::Circle => self.half,
            Form::Diamond => self.half / (x.abs() + y.abs()),
            Form::Triangle => {
                let slant = self.half / (2.0 * x.abs() - y).max(1e-9);
                let base = self.half / y.max(1e-9);
                slant.min(base)
            }
        };
        (self.centre.0 + x * reach, self.centre.1 + y * reach)
    }

    /// Whether a point lies within, not on the outline.
    pub(super) fn holds(&self, at: Point) -> bool {
        let reach = self.towards(at);
        let far = |point: Point| (point.0 - self.centre.0).hypot(point.1 - self.centre.1);
        far(at) + 1e-3 < far(reach)
    }

    /// Whether a point lies within, or not as far away from the outline as this.
    pub(super) fn is_near(&self, at: Point, by: f64) -> bool {
        let half = self.half
            + match self.form {
                Form::Square | Form::Circle => by,
                Form::Diamond => by * std::f64::consts::SQRT_2,
                // The slanted sides lie closer to the centre than a corner does.
                Form::Triangle => by * 2.0,
            };
        Self { half, ..*self }.holds(at)
    }

    fn at(&self, x: f64, y: f64) -> Point {
        (self.centre.0 + x, self.centre.1 + y)
    }

    /// The corners, or for a circle none.
    fn corners(&self, half: f64) -> Vec<Point> {
        match self.form {
            Form::Square => vec![
                self.at(-half, -half),
                self.at(half, -half),
                self.at(half, half),
                self.at(-half, half),
            ],
            Form::Diamond => vec![
                self.at(0.0, -half),
                self.at(half, 0.0),
                self.at(0.0, half),
                self.at(-half, 0.0),
            ],
            Form::Triangle => vec![
                self.at(0.0, -half),
                self.at(half, half),
                self.at(-half, half),
            ],
            Form::Circle => Vec::new(),
        }
    }

    fn symbol(&self, pen: Pen) -> Shape {
        let (fill, data, half) = (Ink::Paper, Data::new(), self.half);
        match self.form {
            Form::Square => Shape::Rectangle {
                x: self.centre.0 - half,
                y: self.centre.1 - half,
                width: 2.0 * half,
                height: 2.0 * half,
                fill,
                pen,
                data,
            },
            Form::Circle => Shape::Circle {
                centre: self.centre,
                radius: half,
                fill,
                pen,
                data,
            },
            Form::Diamond | Form::Triangle => Shape::Polygon {
                points: self.corners(half),
                fill,
                pen,
                data,
            },
        }
    }

    /// The second outline, everywhere as far within the first.
    fn inner_outline(&self, gap: f64) -> Shape {
        let points = match self.form {
            Form::Square => self.corners(self.half - gap),
            Form::Diamond => self.corners(self.half - gap * 2.0_f64.sqrt()),
            Form::Circle => Vec::new(),
            Form::Triangle => {
                // Two units down for each unit aside: the apex sinks by the gap times the root of five.
                let sink = gap * 5.0_f64.sqrt();
                let base = self.half - (gap + sink) / 2.0;
                vec![
                    self.at(0.0, sink - self.half),
                    self.at(base, self.half - gap),
                    self.at(-base, self.half - gap),
                ]
            }
        };
        let mut steps: Vec<Step> = points.iter().map(|at| Step::Line(*at)).collect();
        if let Some(first) = steps.first_mut() {
            *first = Step::Move(points[0]);
            steps.push(Step::Close);
        } else {
            steps = self.round(self.half - gap);
        }
        Shape::Path {
            steps,
            fill: Ink::None,
            pen: SOLID,
            data: mark("index"),
        }
    }

    /// A circle as a path.
    fn round(&self, radius: f64) -> Vec<Step> {
        let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
        let at = |x: f64, y: f64| self.at(x * radius, y * radius);
        let mut steps = vec![Step::Move(at(1.0, 0.0))];
        for pair in quarters.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            steps.push(Step::Curve(
                at(ax + ROUND * bx, ay + ROUND * by),
                at(bx + ROUND * ax, by + ROUND * ay),
                at(bx, by),
            ));
        }
        steps.push(Step::Close);
        steps
    }

    /// The cross of death, its ends on the outline.
    fn cross(&self, pen: Pen) -> [Shape; 2] {
        let half = self.half;
        [-1.0, 1.0].map(|side: f64| {
            let ends = match self.form {
                Form::Square => [(side * half, -half), (-side * half, half)],
                Form::Circle => {
                    let reach = half / 2.0_f64.sqrt();
                    [(side * reach, -reach), (-side * reach, reach)]
                }
                Form::Diamond => [
                    (side * half / 2.0, -half / 2.0),
                    (-side * half / 2.0, half / 2.0),
                ],
                Form::Triangle => [(side * half / 2.0, 0.0), (-side * half, half)],
            };
            let points = ends.map(|(x, y)| self.at(x, y));
            Shape::Line {
                points: points.to_vec(),
                pen,
                data: mark("died"),
            }
        })
    }

    /// The bar of a termination, under the triangle: across the cross it would not be seen.
    fn bar(&self, size: f64) -> Shape {
        let (across, down) = (self.half * 1.2, self.half + 0.12 * size);
        let points = [self.at(-across, down), self.at(across, down)];
        stroke(&points, "termination")
    }

    /// Paper under what is inscribed.
    fn patch(&self) -> Shape {
        Shape::Path {
            steps: self.round(self.half * 0.5),
            fill: Ink::Paper,
            pen: Pen::NONE,
            data: mark("inscribed"),
        }
    }

    fn inscribed(&self, text: String) -> Shape {
        let long = text.chars().count() > 2;
        let size = self.half * if long { 0.75 } else { 1.05 };
        Shape::Label {
            at: self.at(0.0, size * 0.36),
            size,
            anchor: Anchor::Middle,
            ink: Ink::Dark,
            text,
            data: mark("inscribed"),
        }
    }
}
