//! The visits of a period: the weeks along, a lane for each way that a visit went, and on a lane of
//! their own the days by which visits were due. Shape and lane tell the visits apart, never colour alone.

use chrono::NaiveDate;

use super::days::{Days, LABEL, RIGHT, WIDTH, band, label, line};
use crate::view::{Drawing, Ink, Pen, Shape};

/// The height of a lane.
const LANE: f64 = 6.0;
/// Half the size of a mark.
pub(super) const MARK: f64 = 1.2;

/// How a visit went, from the top lane down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// The child was seen alone: a full disc.
    Alone,
    /// The child was seen, with others there: an open disc.
    WithOthers,
    /// The child was not seen: an open square.
    NotSeen,
    /// Nobody was home: a cross.
    NobodyHome,
    /// Whether the child was seen is not recorded: a short line.
    NotRecorded,
}

impl Seen {
    /// Every way, from the top lane down.
    pub const ALL: [Self; 5] = [
        Self::Alone,
        Self::WithOthers,
        Self::NotSeen,
        Self::NobodyHome,
        Self::NotRecorded,
    ];
}

/// The words of the plot.
#[derive(Debug, Clone)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The same facts in words.
    pub alt: String,
    /// The names of the lanes, in the order of [`Seen::ALL`].
    pub lanes: [String; 5],
    /// The name of the lane of days by which visits were due.
    pub due: String,
    /// The short names of the months.
    pub months: Vec<String>,
}

/// The plot; none where there was no visit and none was due.
pub fn drawing(
    (from, until): (NaiveDate, NaiveDate),
    visits: &[(NaiveDate, Seen)],
    due: &[NaiveDate],
    words: Words,
    width: &(dyn Fn(&str, f64) -> f64 + Sync),
) -> Option<Drawing> {
    let has_visit = |lane: &Seen| visits.iter().any(|(_, seen)| seen == lane);
    let used: Vec<Seen> = Seen::ALL.into_iter().filter(has_visit).collect();
    let mut names: Vec<&str> = used
        .iter()
        .map(|lane| words.lanes[*lane as usize].as_str())
        .collect();
    if !due.is_empty() {
        names.push(&words.due);
    }
    if names.is_empty() {
        return None;
    }
    let widest = names.iter().map(|name| width(name, LABEL));
    let days = Days {
        from,
        until,
        left: widest.fold(0.0, f64::max) + 4.0,
        right: WIDTH - RIGHT,
    };
    let bottom = names.len() as f64 * LANE;
    let mut shapes = lanes(&names);
    days.months(
        (&[(0.0, bottom)], bottom),
        &words.months,
        width,
        &mut shapes,
    );
    marks(visits, due, &used, &days, &mut shapes);
    Some(Drawing {
        name: "visits".into(),
        width: WIDTH,
        height: bottom + LABEL + 3.0,
        title: words.title,
        alt: words.alt,
        shapes,
    })
}

/// A mark for each visit in its lane, and a tick for each day by which one was due in the last.
fn marks(
    visits: &[(NaiveDate, Seen)],
    due: &[NaiveDate],
    used: &[Seen],
    days: &Days,
    shapes: &mut Vec<Shape>,
) {
    for (day, seen) in visits {
        if let Some(row) = used.iter().position(|lane| lane == seen) {
            shapes.extend(mark(*seen, days.x(*day), middle(row)));
        }
    }
    for day in due {
        shapes.push(tick(days.x(*day), middle(used.len())));
    }
}

fn middle(row: usize) -> f64 {
    row as f64 * LANE + LANE / 2.0
}

fn lanes(names: &[&str]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (row, name) in names.iter().enumerate() {
        if row % 2 == 0 {
            shapes.push(band(0.0, row as f64 * LANE, WIDTH, LANE));
        }
        shapes.push(label((0.8, middle(row) + LABEL * 0.35), name));
    }
    shapes
}

pub(super) fn mark(seen: Seen, x: f64, y: f64) -> Vec<Shape> {
    let disc = |fill| Shape::Circle {
        centre: (x, y),
        radius: MARK,
        fill,
        pen: Pen::solid(Ink::Dark, 0.25),
        data: Vec::new(),
    };
    let stroke = |from, to| line(vec![from, to], Ink::Dark, 0.45);
    match seen {
        Seen::Alone => vec![disc(Ink::Dark)],
        Seen::WithOthers => vec![disc(Ink::None)],
        Seen::NotSeen => vec![Shape::Rectangle {
            x: x - MARK,
            y: y - MARK,
            width: 2.0 * MARK,
            height: 2.0 * MARK,
            fill: Ink::None,
            pen: Pen::solid(Ink::Dark, 0.25),
            data: Vec::new(),
        }],
        Seen::NobodyHome => vec![
            stroke((x - MARK, y - MARK), (x + MARK, y + MARK)),
            stroke((x - MARK, y + MARK), (x + MARK, y - MARK)),
        ],
        Seen::NotRecorded => vec![stroke((x - MARK, y), (x + MARK, y))],
    }
}

/// A day by which a visit was due.
fn tick(x: f64, y: f64) -> Shape {
    line(vec![(x, y - 2.0), (x, y + 2.0)], Ink::Accent, 0.7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    fn drawn(visits: &[(NaiveDate, Seen)], due: &[NaiveDate]) -> Option<Drawing> {
        let words = Words {
            title: String::new(),
            alt: String::new(),
            lanes: Seen::ALL.map(|lane| format!("{lane:?}")),
            due: "Due".to_owned(),
            months: (1..=12).map(|month| format!("M{month}")).collect(),
        };
        let width = |text: &str, size: f64| text.len() as f64 * size * 0.5;
        let period = (day("2026-03-01"), day("2026-05-31"));
        drawing(period, visits, due, words, &width)
    }

    #[test]
    fn every_mark_lies_on_the_plot_and_no_lane_is_empty() {
        let visits = [
            (day("2026-03-01"), Seen::Alone),
            (day("2026-05-31"), Seen::NobodyHome),
        ];
        let drawing = drawn(&visits, &[day("2026-04-10")]).expect("there are visits");
        let labels = |shape: &Shape| match shape {
            Shape::Label { text, .. } => Some(text.clone()),
            _ => None,
        };
        let labels: Vec<String> = drawing.shapes.iter().filter_map(labels).collect();
        assert_eq!(
            labels,
            ["Alone", "NobodyHome", "Due", "M3 2026", "M4", "M5"]
        );
        for shape in &drawing.shapes {
            if let Shape::Circle { centre, radius, .. } = shape {
                assert!(centre.0 - radius > 0.0 && centre.0 + radius < drawing.width);
                assert!(centre.1 + radius < drawing.height);
            }
        }
    }

    #[test]
    fn there_is_no_plot_of_nothing() {
        assert_eq!(drawn(&[], &[]), None);
    }
}
