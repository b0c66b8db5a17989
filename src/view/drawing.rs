//! Drawings as geometry, in millimetres, for the one writer that makes SVG of them.

use std::borrow::Cow;

/// The names under which layouts place the parts of a genogram, in order.
pub const GENOGRAM_PARTS: [&str; 8] = [
    "genogram",
    "genogram-b",
    "genogram-c",
    "genogram-d",
    "genogram-e",
    "genogram-f",
    "genogram-g",
    "genogram-h",
];
/// The names under which layouts place the parts of an ecomap, in order.
pub const ECOMAP_PARTS: [&str; 8] = [
    "ecomap", "ecomap-2", "ecomap-3", "ecomap-4", "ecomap-5", "ecomap-6", "ecomap-7", "ecomap-8",
];

/// A drawing in millimetres, the origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The name by which a layout places it, such as `strip`; unique in its document.
    pub name: Cow<'static, str>,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// The title, read out first.
    pub title: String,
    /// The same facts in words, for those who do not see it.
    pub alt: String,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
}

/// How dark a stroke or fill is; drawings are readable in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The ground: paper, to cover what lies behind.
    Paper,
    /// Text and symbols.
    Dark,
    /// Rules and frames.
    Middle,
    /// Bands behind.
    Pale,
    /// The one accent.
    Accent,
    /// Nothing.
    None,
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// The ink.
    pub ink: Ink,
    /// The width of the stroke.
    pub width: f64,
    /// Dash and gap and so on, where it is broken.
    pub dash: Option<&'static [f64]>,
}

impl Pen {
    /// No line at all.
    pub const NONE: Self = Self::solid(Ink::None, 0.0);

    /// An unbroken line.
    pub const fn solid(ink: Ink, width: f64) -> Self {
        Self {
            ink,
            width,
            dash: None,
        }
    }

    /// The same line, broken.
    pub const fn dashed(self, dash: &'static [f64]) -> Self {
        Self {
            dash: Some(dash),
            ..self
        }
    }
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Lifts the pen to a point.
    Move((f64, f64)),
    /// A straight line to a point.
    Line((f64, f64)),
    /// A cubic curve: two control points, then the end.
    Curve((f64, f64), (f64, f64), (f64, f64)),
    /// Back to where the pen was last set down.
    Close,
}

/// What a mark stands for: attribute names, written with `data-` before them, and values.
pub type Data = Vec<(&'static str, String)>;

/// One mark of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Straight lines through points.
    Line {
        /// The points.
        points: Vec<(f64, f64)>,
        /// The line.
        pen: Pen,
        /// What it stands for.
        data: Data,
    },
    /// Lines and curves.
    Path {
        /// The steps.
        steps: Vec<Step>,
        /// The ink within.
        fill: Ink,
        /// The line.
        pen: Pen,
        /// What it stands for.
        data: Data,
    },
    /// A closed figure with straight sides.
    Polygon {
        /// The corners.
        points: Vec<(f64, f64)>,
        /// The ink within.
        fill: Ink,
        /// The edge.
        pen: Pen,
        /// What it stands for.
        data: Data,
    },
    /// A rectangle.
    Rectangle {
        /// The left edge.
        x: f64,
        /// The upper edge.
        y: f64,
        /// The width.
        width: f64,
        /// The height.
        height: f64,
        /// The ink within.
        fill: Ink,
        /// The edge.
        pen: Pen,
        /// What it stands for.
        data: Data,
    },
    /// A circle.
    Circle {
        /// The centre.
        centre: (f64, f64),
        /// The radius.
        radius: f64,
        /// The ink within.
        fill: Ink,
        /// The edge.
        pen: Pen,
        /// What it stands for.
        data: Data,
    },
    /// Words on one line.
    Label {
        /// The point on the baseline.
        at: (f64, f64),
        /// The size in millimetres.
        size: f64,
        /// Where the words stand from the point.
        anchor: Anchor,
        /// The ink.
        ink: Ink,
        /// The words.
        text: String,
        /// What it stands for.
        data: Data,
    },
    /// Marks that stand for one thing together.
    Group {
        /// The marks, from back to front.
        shapes: Vec<Shape>,
        /// What they stand for.
        data: Data,
    },
}
