//! Days along the width of a small plot on A4 portrait, with the months named under it.

use chrono::{Datelike, Months, NaiveDate};

use crate::view::{Anchor, Ink, Pen, Shape};

/// The width: the text area of A4 portrait with margins of 18 mm.
pub(super) const WIDTH: f64 = 174.0;
/// The height of words, in millimetres: 9 pt.
pub(super) const LABEL: f64 = 3.18;
/// The room to the right of the last day.
pub(super) const RIGHT: f64 = 3.0;

/// From one day to another, both included, to the right of the names of lanes.
pub(super) struct Days {
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Where the first day begins.
    pub left: f64,
    /// Where the last day ends.
    pub right: f64,
}

impl Days {
    /// The middle of a day.
    pub fn x(&self, day: NaiveDate) -> f64 {
        self.edge(day) + self.day() / 2.0
    }

    /// Where a day begins.
    pub fn edge(&self, day: NaiveDate) -> f64 {
        self.left + (day - self.from).num_days() as f64 * self.day()
    }

    fn day(&self) -> f64 {
        let days = ((self.until - self.from).num_days() + 1).max(1);
        (self.right - self.left) / days as f64
    }

    /// A rule through each span of heights where a month begins, and the month's name under the plot as
    /// far as there is room.
    pub fn months(
        &self,
        (spans, bottom): (&[(f64, f64)], f64),
        names: &[String],
        width: &dyn Fn(&str, f64) -> f64,
        shapes: &mut Vec<Shape>,
    ) {
        let mut free = 0.0;
        let mut month = self.from.with_day(1).unwrap_or(self.from);
        while month <= self.until {
            let x = self.edge(month.max(self.from));
            let name = self.named(month, names);
            let fits = x >= free && x + width(&name, LABEL) <= self.right + RIGHT;
            let reaches = if fits { 1.2 } else { 0.0 };
            for (top, end) in spans {
                let end = if *end < bottom {
                    *end
                } else {
                    bottom + reaches
                };
                shapes.push(rule((x, *top), (x, end), 0.12));
            }
            if fits {
                shapes.push(label((x, bottom + LABEL + 1.4), &name));
                free = x + width(&name, LABEL) + 2.0;
            }
            let Some(next) = month.checked_add_months(Months::new(1)) else {
                return;
            };
            month = next;
        }
        let end = self.right;
        for (top, foot) in spans {
            shapes.push(rule((end, *top), (end, *foot), 0.12));
        }
    }

    /// The month's name, with the year where the year begins or the plot does.
    fn named(&self, month: NaiveDate, names: &[String]) -> String {
        let at = month.month0() as usize;
        let name = names.get(at).map_or("", String::as_str);
        if month <= self.from || month.month0() == 0 {
            format!("{name} {}", month.year())
        } else {
            name.to_owned()
        }
    }
}

/// The band behind a lane.
pub(super) fn band(x: f64, y: f64, width: f64, height: f64) -> Shape {
    Shape::Rectangle {
        x,
        y,
        width,
        height,
        fill: Ink::Pale,
        pen: Pen::NONE,
        data: Vec::new(),
    }
}

/// Words that begin at a point.
pub(super) fn label(at: (f64, f64), text: &str) -> Shape {
    Shape::Label {
        at,
        size: LABEL,
        anchor: Anchor::Start,
        ink: Ink::Dark,
        text: text.to_owned(),
        data: Vec::new(),
    }
}

/// A thin rule.
pub(super) fn rule(from: (f64, f64), to: (f64, f64), width: f64) -> Shape {
    line(vec![from, to], Ink::Middle, width)
}

/// A line in an ink.
pub(super) fn line(points: Vec<(f64, f64)>, stroke: Ink, width: f64) -> Shape {
    Shape::Line {
        points,
        pen: Pen::solid(stroke, width),
        data: Vec::new(),
    }
}
