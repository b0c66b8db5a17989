//! Where everybody and everything stands: what the search for an order and the routing of lines give to
//! those who draw the marks. Millimetres, the origin at the top left, y downwards.

use super::family::Who;

/// A point.
pub type Point = (f64, f64);

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

/// The words at somebody's figure. They stand above it, to the right of the line that comes down to it,
/// so that the room below is free for couples.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The lines, from the top.
    pub lines: Vec<String>,
    /// The box around them.
    pub area: Area,
}

/// Where a person stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The row, from the top.
    pub row: usize,
    /// The place in the row, from the left.
    pub position: usize,
    /// The centre of the figure.
    pub centre: Point,
    /// The words.
    pub words: Words,
}

/// The line of a couple: from the lower edge of one figure to the lower edge of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Bracket {
    /// The couple, by its place in the family.
    pub couple: usize,
    /// The line's points; its longest level part carries slashes and stands above the words.
    pub points: Vec<Point>,
    /// The level part free for slashes: from, to.
    pub level: (Point, Point),
    /// The words beside the line.
    pub words: Words,
}

/// The line of descent of one child.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The descent, by its place in the family.
    pub descent: usize,
    /// From the bracket (or the one parent's figure) to the upper edge of the child's figure.
    pub points: Vec<Point>,
    /// The words beside the line, where it has any.
    pub words: Option<Words>,
}

/// Everything in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The side of a square, the diameter of a circle.
    pub size: f64,
    /// The size of the words.
    pub text: f64,
    /// The places, by person.
    pub people: Vec<Place>,
    /// Each row's people, from the left.
    pub rows: Vec<Vec<Who>>,
    /// The couples' lines.
    pub brackets: Vec<Bracket>,
    /// The lines of descent.
    pub lines: Vec<Line>,
    /// The dashed brackets above siblings whose parents are not drawn, by their place in the family.
    pub sibling_brackets: Vec<(usize, Vec<Point>, Option<Words>)>,
    /// The width of it all.
    pub width: f64,
    /// The height of it all.
    pub height: f64,
}
