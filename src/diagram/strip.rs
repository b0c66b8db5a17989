//! The event strip on top of a chronology: years along, a lane per category, a mark per entry.

use chrono::{Datelike, NaiveDate};

use crate::view::{Anchor, Drawing, Ink, Pen, Shape};

/// The strip's width over A4 landscape: the text area with margins of 18 mm.
pub const LANDSCAPE: f64 = 261.0;
/// The same over A4 portrait.
pub const PORTRAIT: f64 = 174.0;
/// Where the lanes begin, to the right of their names.
const LEFT: f64 = 38.0;
/// The height of a lane.
const LANE: f64 = 6.0;
/// The height of the years' labels, in millimetres: 9 pt.
const LABEL: f64 = 3.18;
/// The least distance between two years' labels.
const APART: f64 = 11.0;

/// One entry on the strip.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The lane, from the top.
    pub lane: usize,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, where it lasted.
    pub until: Option<NaiveDate>,
    /// Whether the date is one certain day.
    pub exact: bool,
}

/// The words of the strip.
#[derive(Debug, Clone)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The names of the lanes, from the top.
    pub lanes: Vec<String>,
    /// "{lane}: {count} entries": the alternative text of one lane.
    pub alt_lane: String,
    /// "{from} to {until}": the years along.
    pub alt_years: String,
    /// The label of the birth line.
    pub born: String,
    /// The child's birth, where it is known.
    pub birth: Option<NaiveDate>,
    /// The strip's width: [`LANDSCAPE`] or [`PORTRAIT`].
    pub across: f64,
}

/// The strip; none where there is nothing to place along years.
pub fn drawing(
    marks: &[Mark],
    words: &Words,
    width: &(dyn Fn(&str, f64) -> f64 + Sync),
) -> Option<Drawing> {
    let first = marks.iter().map(|mark| mark.from.year()).min()?;
    let last = marks.iter().map(|mark| mark.from.year()).max()? + 1;
    let across = words.across;
    let scale = Scale {
        first,
        last,
        across,
    };
    let used: Vec<usize> = (0..words.lanes.len())
        .filter(|lane| marks.iter().any(|mark| mark.lane == *lane))
        .collect();
    let bottom = used.len() as f64 * LANE;
    let mut shapes = Vec::new();
    lanes(&used, words, &mut shapes);
    years(&scale, bottom, width, &mut shapes);
    birth(&scale, bottom, words, &mut shapes);
    for mark in marks {
        if let Some(row) = used.iter().position(|lane| *lane == mark.lane) {
            shapes.extend(mark_shapes(mark, row, &scale));
        }
    }
    Some(Drawing {
        name: "strip".into(),
        width: across,
        height: bottom + 2.0 * LABEL + 2.0,
        title: words.title.clone(),
        alt: alt(marks, &used, &scale, words),
        shapes,
    })
}

/// Days along the strip.
struct Scale {
    first: i32,
    last: i32,
    across: f64,
}

impl Scale {
    fn x(&self, day: NaiveDate) -> f64 {
        let years = f64::from(day.year() - self.first) + f64::from(day.ordinal0()) / 366.0;
        let share = years / f64::from(self.last - self.first);
        LEFT + share.clamp(0.0, 1.0) * (self.across - LEFT - 2.0)
    }

    fn year(&self, year: i32) -> f64 {
        let share = f64::from(year - self.first) / f64::from(self.last - self.first);
        LEFT + share * (self.across - LEFT - 2.0)
    }
}

/// The lanes' bands and names.
fn lanes(used: &[usize], words: &Words, shapes: &mut Vec<Shape>) {
    for (row, lane) in used.iter().enumerate() {
        let top = row as f64 * LANE;
        if row % 2 == 0 {
            shapes.push(Shape::Rectangle {
                x: 0.0,
                y: top,
                width: words.across,
                height: LANE,
                fill: Ink::Pale,
                pen: Pen::NONE,
                data: Vec::new(),
            });
        }
        shapes.push(label(
            (0.8, top + LANE / 2.0 + LABEL * 0.35),
            Anchor::Start,
            &words.lanes[*lane],
        ));
    }
}

/// The rules at the years' beginnings, labelled as far as there is room.
fn years(scale: &Scale, bottom: f64, width: &dyn Fn(&str, f64) -> f64, shapes: &mut Vec<Shape>) {
    let each = (scale.across - LEFT) / f64::from(scale.last - scale.first);
    let apart = APART.max(width("0000", LABEL) + 2.0);
    let step = [1, 2, 5, 10, 20]
        .into_iter()
        .find(|step| f64::from(*step) * each >= apart)
        .unwrap_or(50);
    for year in scale.first..=scale.last {
        let labelled = (year - scale.first) % step == 0;
        if !labelled && each < 2.0 {
            continue;
        }
        let x = scale.year(year);
        shapes.push(Shape::Line {
            points: vec![(x, 0.0), (x, bottom + if labelled { 1.2 } else { 0.0 })],
            pen: Pen::solid(Ink::Middle, if labelled { 0.12 } else { 0.06 }),
            data: Vec::new(),
        });
        let fits = x + width("0000", LABEL) / 2.0 <= scale.across;
        if labelled && fits {
            shapes.push(label(
                (x, bottom + LABEL + 1.4),
                Anchor::Middle,
                &year.to_string(),
            ));
        }
    }
}

/// A dashed line at the birth, where it lies on the strip.
fn birth(scale: &Scale, bottom: f64, words: &Words, shapes: &mut Vec<Shape>) {
    let Some(birth) = words
        .birth
        .filter(|day| (scale.first..=scale.last).contains(&day.year()))
    else {
        return;
    };
    let x = scale.x(birth);
    shapes.push(Shape::Line {
        points: vec![(x, 0.0), (x, bottom + LABEL + 2.0)],
        pen: Pen::solid(Ink::Accent, 0.35).dashed(&[1.0, 0.7]),
        data: Vec::new(),
    });
    shapes.push(Shape::Label {
        at: (x + 0.6, bottom + 2.0 * LABEL + 1.4),
        size: LABEL,
        anchor: Anchor::Start,
        ink: Ink::Accent,
        text: words.born.clone(),
        data: Vec::new(),
    });
}

/// A bar for what lasted, a disc for a day, an open disc for a date that is not certain.
fn mark_shapes(mark: &Mark, row: usize, scale: &Scale) -> Vec<Shape> {
    let y = row as f64 * LANE + LANE / 2.0;
    let x = scale.x(mark.from);
    let mut shapes = Vec::new();
    if let Some(until) = mark.until.filter(|until| *until > mark.from) {
        shapes.push(Shape::Rectangle {
            x,
            y: y - 0.6,
            width: (scale.x(until) - x).max(0.4),
            height: 1.2,
            fill: Ink::Accent,
            pen: Pen::NONE,
            data: Vec::new(),
        });
    }
    shapes.push(Shape::Circle {
        centre: (x, y),
        radius: 1.0,
        fill: if mark.exact { Ink::Accent } else { Ink::None },
        pen: Pen::solid(Ink::Accent, 0.25),
        data: Vec::new(),
    });
    shapes
}

fn label(at: (f64, f64), anchor: Anchor, text: &str) -> Shape {
    Shape::Label {
        at,
        size: LABEL,
        anchor,
        ink: Ink::Dark,
        text: text.to_owned(),
        data: Vec::new(),
    }
}

/// The same facts in words.
fn alt(marks: &[Mark], used: &[usize], scale: &Scale, words: &Words) -> String {
    let years = words
        .alt_years
        .replacen("{from}", &scale.first.to_string(), 1)
        .replacen("{until}", &(scale.last - 1).to_string(), 1);
    let lanes = used.iter().map(|lane| {
        let count = marks.iter().filter(|mark| mark.lane == *lane).count();
        let line = words.alt_lane.replacen("{lane}", &words.lanes[*lane], 1);
        line.replacen("{count}", &count.to_string(), 1)
    });
    std::iter::once(years)
        .chain(lanes)
        .collect::<Vec<_>>()
        .join(" ")
}
