//! The room that is taken already, so that what is added later touches nobody's words or figures.

use super::family::Family;
use super::placed::{Area, Placed, Point, Words};
use crate::view::Shape;

impl Area {
    /// The square around a centre.
    pub(super) fn around(centre: Point, half: f64) -> Self {
        Self {
            left: centre.0 - half,
            top: centre.1 - half,
            right: centre.0 + half,
            bottom: centre.1 + half,
        }
    }

    /// The same, larger on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The box around both.
    pub(super) fn hull(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether the two share room.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// How far the two are apart, along the axis on which they are farther.
    pub(super) fn gap(&self, other: &Self) -> f64 {
        let across = (other.left - self.right).max(self.left - other.right);
        let down = (other.top - self.bottom).max(self.top - other.bottom);
        across.max(down).max(0.0)
    }

    /// Whether a straight line enters the box.
    pub(super) fn is_crossed(&self, from: Point, to: Point) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [
            (from.0, to.0 - from.0, self.left, self.right),
            (from.1, to.1 - from.1, self.top, self.bottom),
        ];
        for (start, along, low, high) in sides {
            if along.abs() < 1e-9 {
                if start <= low || start >= high {
                    return false;
                }
                continue;
            }
            let (first, second) = ((low - start) / along, (high - start) / along);
            enter = enter.max(first.min(second));
            leave = leave.min(first.max(second));
        }
        leave - enter > 1e-9
    }
}

/// What later marks must leave free.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    /// Figures and words.
    pub(super) boxes: Vec<Area>,
    /// Straight pieces of lines.
    pub(super) lines: Vec<(Point, Point)>,
}

impl Taken {
    /// Everything that was placed.
    pub(super) fn new(placed: &Placed) -> Self {
        let figures = placed
            .people
            .iter()
            .map(|place| Area::around(place.centre, placed.size / 2.0));
        let words = placed.people.iter().filter_map(|place| room(&place.words));
        let mut taken = Self {
            boxes: figures.chain(words).chain(loose_words(placed)).collect(),
            lines: Vec::new(),
        };
        let brackets = placed.brackets.iter().map(|bracket| &bracket.points);
        let lines = placed.lines.iter().map(|line| &line.points);
        let siblings = placed.sibling_brackets.iter().map(|(_, points, _)| points);
        for points in brackets.chain(lines).chain(siblings) {
            taken.line(points);
        }
        taken
    }

    /// Takes the room of a line.
    pub(super) fn line(&mut self, points: &[Point]) {
        self.lines
            .extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }

    /// Takes the room of the marks on lines: slashes and bars.
    pub(super) fn marks(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            if let Shape::Line { points, data, .. } = shape
                && data.iter().any(|(what, _)| *what == "mark")
            {
                self.line(points);
            }
        }
    }

    /// Whether a box is free.
    pub(super) fn is_free(&self, area: &Area) -> bool {
        !self.boxes.iter().any(|each| each.meets(area))
            && !self
                .lines
                .iter()
                .any(|(from, to)| area.is_crossed(*from, *to))
    }

    /// How often a curve, of straight pieces, crosses lines.
    pub(super) fn crossings(&self, curve: &[Point]) -> usize {
        let points = curve.iter().map(|at| Area::around(*at, 1e-6));
        let Some(around) = points.reduce(Area::hull) else {
            return 0;
        };
        let near = self.lines.iter().filter(|(start, end)| {
            let line = Area::around(*start, 0.0).hull(Area::around(*end, 0.0));
            line.left <= around.right
                && around.left <= line.right
                && line.top <= around.bottom
                && around.top <= line.bottom
        });
        let near: Vec<&(Point, Point)> = near.collect();
        let crossed = |pair: &[Point]| {
            let lines = near.iter();
            lines
                .filter(|(start, end)| cross(pair[0], pair[1], *start, *end))
                .count()
        };
        curve.windows(2).map(crossed).sum()
    }
}

/// The room of words; none where there are none.
pub(super) fn room(words: &Words) -> Option<Area> {
    (!words.lines.is_empty()).then_some(words.area)
}

/// The room of the words that belong to lines, not to one person.
pub(super) fn loose_words(placed: &Placed) -> Vec<Area> {
    let brackets = placed.brackets.iter().map(|bracket| &bracket.words);
    let lines = placed.lines.iter().filter_map(|line| line.words.as_ref());
    let siblings = placed.sibling_brackets.iter();
    let siblings = siblings.filter_map(|(_, _, words)| words.as_ref());
    let all = brackets.chain(lines).chain(siblings);
    all.filter_map(room).collect()
}

/// The boxes of one person: the figure, and the words.
pub(super) fn boxes_of(placed: &Placed, who: usize) -> Vec<Area> {
    let Some(place) = placed.people.get(who) else {
        return Vec::new();
    };
    let figure = Area::around(place.centre, placed.size / 2.0);
    std::iter::once(figure).chain(room(&place.words)).collect()
}

/// The id of somebody; empty where the family has nobody at that place.
pub(super) fn id(family: &Family, who: usize) -> &str {
    family.people.get(who).map_or("", |member| &member.id)
}

fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |from: Point, to: Point, at: Point| {
        (to.0 - from.0) * (at.1 - from.1) - (to.1 - from.1) * (at.0 - from.0)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
