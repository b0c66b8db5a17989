//! Drawings as geometry, in millimetres, for the one writer that makes SVG of them.

/// A drawing in millimetres, the origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The name by which a layout places it, such as `strip`.
    pub name: &'static str,
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

/// One mark of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Straight lines through points.
    Line {
        /// The points.
        points: Vec<(f64, f64)>,
        /// The ink.
        stroke: Ink,
        /// The width of the stroke.
        width: f64,
        /// Dash and gap, where it is dashed.
        dash: Option<(f64, f64)>,
        /// What it stands for: attribute names and values.
        data: Vec<(&'static str, String)>,
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
        /// The ink of the edge.
        stroke: Ink,
        /// What it stands for.
        data: Vec<(&'static str, String)>,
    },
    /// A circle.
    Circle {
        /// The centre.
        centre: (f64, f64),
        /// The radius.
        radius: f64,
        /// The ink within.
        fill: Ink,
        /// The ink of the edge.
        stroke: Ink,
        /// What it stands for.
        data: Vec<(&'static str, String)>,
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
        data: Vec<(&'static str, String)>,
    },
}
