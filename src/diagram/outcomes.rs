//! How far each outcome of a plan came: a row per outcome, its progress notes over time as steps
//! between five levels. A level holds until the next note; each note is a mark on the line.

use chrono::NaiveDate;

use super::days::{Days, LABEL, RIGHT, WIDTH, band, label, line, rule};
use crate::view::{Drawing, Ink, Pen, Shape};

/// The levels, from worse at the foot to achieved at the top.
pub const LEVELS: usize = 5;
/// The distance between two levels.
const LEVEL: f64 = 3.9;
/// The room above an outcome's levels, for its name.
const NAME: f64 = 5.2;
/// The room below an outcome's levels.
const FOOT: f64 = 2.4;

/// One outcome.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name: number and words, cut to the width where they are longer.
    pub name: String,
    /// Its notes in order of date; the level is none where the outcome was given up.
    pub notes: Vec<(NaiveDate, Option<usize>)>,
}

/// The words of the plot.
#[derive(Debug, Clone)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The same facts in words.
    pub alt: String,
    /// The levels, from the foot up.
    pub levels: [String; LEVELS],
    /// The short names of the months.
    pub months: Vec<String>,
}

/// The plot from a day to another, the period banded; none where no outcome has a note on it.
pub fn drawing(
    (from, until): (NaiveDate, NaiveDate),
    period_from: NaiveDate,
    rows: &[Row],
    words: Words,
    width: &(dyn Fn(&str, f64) -> f64 + Sync),
) -> Option<Drawing> {
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.notes.is_empty()).collect();
    if rows.is_empty() {
        return None;
    }
    let widest = words.levels.iter().map(|level| width(level, LABEL));
    let days = Days {
        from,
        until,
        left: widest.fold(0.0, f64::max) + 4.0,
        right: WIDTH - RIGHT,
    };
    let height = NAME + LEVEL * LEVELS as f64 + FOOT;
    let bottom = rows.len() as f64 * height;
    let start = days.edge(period_from.max(from));
    let end = days.edge(until.succ_opt().unwrap_or(until));
    let mut shapes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let top = at as f64 * height;
        shapes.push(band(start, top + NAME, end - start, LEVEL * LEVELS as f64));
        shapes.push(label((0.8, top + NAME - 1.4), &fitted(&row.name, width)));
        levels(&days, end, top, &words, &mut shapes);
    }
    let spans: Vec<(f64, f64)> = (0..rows.len())
        .map(|at| at as f64 * height + NAME)
        .map(|top| (top, top + LEVEL * LEVELS as f64))
        .collect();
    let bottom = bottom - FOOT;
    days.months((&spans, bottom), &words.months, width, &mut shapes);
    for (at, row) in rows.iter().enumerate() {
        steps(row, &days, at as f64 * height, &mut shapes);
    }
    Some(Drawing {
        name: "outcomes".into(),
        width: WIDTH,
        height: bottom + LABEL + 3.0,
        title: words.title,
        alt: words.alt,
        shapes,
    })
}

/// The middle of a level.
fn y(top: f64, level: usize) -> f64 {
    let above = LEVELS.saturating_sub(level + 1);
    top + NAME + LEVEL * (above as f64 + 0.5)
}

fn levels(days: &Days, end: f64, top: f64, words: &Words, shapes: &mut Vec<Shape>) {
    for (level, name) in words.levels.iter().enumerate() {
        let y = y(top, level);
        shapes.push(label((0.8, y + LABEL * 0.35), name));
        shapes.push(rule((days.left, y), (end, y), 0.08));
    }
}

/// The line of an outcome: level until the next note, then up or down to it.
fn steps(row: &Row, days: &Days, top: f64, shapes: &mut Vec<Shape>) {
    let end = days.edge(days.until.succ_opt().unwrap_or(days.until));
    let mut points: Vec<(f64, f64)> = Vec::new();
    for (day, level) in &row.notes {
        let x = days.x((*day).max(days.from));
        if let Some((_, y)) = points.last().copied() {
            points.push((x, y));
        }
        match level {
            Some(level) => points.push((x, y(top, *level))),
            None => break,
        }
    }
    let ended = row.notes.last().is_some_and(|(_, level)| level.is_none());
    if let Some((_, y)) = points.last().copied().filter(|_| !ended) {
        points.push((end, y));
    }
    shapes.push(line(points, Ink::Dark, 0.5));
    for (day, level) in row.notes.iter().filter(|(day, _)| *day >= days.from) {
        if let Some(level) = level {
            shapes.push(Shape::Circle {
                centre: (days.x(*day), y(top, *level)),
                radius: 1.0,
                fill: Ink::Dark,
                pen: Pen::solid(Ink::Dark, 0.25),
                data: Vec::new(),
            });
        }
    }
}

/// A name cut to the width of the plot.
fn fitted(name: &str, width: &dyn Fn(&str, f64) -> f64) -> String {
    if width(name, LABEL) <= WIDTH - 2.0 {
        return name.to_owned();
    }
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 1 {
        words.pop();
        let short = format!("{} …", words.join(" "));
        if width(&short, LABEL) <= WIDTH - 2.0 {
            return short;
        }
    }
    words.concat().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    #[test]
    fn a_level_holds_until_the_next_note_and_to_the_end() {
        let row = Row {
            name: "1. Ready".to_owned(),
            notes: vec![(day("2026-01-10"), Some(0)), (day("2026-03-10"), Some(4))],
        };
        let words = Words {
            title: String::new(),
            alt: String::new(),
            levels: std::array::from_fn(|level| format!("L{level}")),
            months: vec![String::from("M"); 12],
        };
        let width = |text: &str, size: f64| text.len() as f64 * size * 0.5;
        let span = (day("2026-01-01"), day("2026-03-31"));
        let drawing = drawing(span, day("2026-03-01"), &[row], words, &width);
        let drawing = drawing.expect("there are notes");
        let path = drawing.shapes.iter().find_map(|shape| match shape {
            Shape::Line {
                points,
                pen: Pen { ink: Ink::Dark, .. },
                ..
            } => Some(points.clone()),
            _ => None,
        });
        let path = path.expect("the outcome has a line");
        assert_eq!(path.len(), 4);
        assert!(path[0].1 > path[2].1, "achieved stands above worse");
        assert_eq!(path[0].1, path[1].1);
        assert_eq!(path[1].0, path[2].0);
        assert_eq!(path[3], (WIDTH - 3.0, path[2].1));
    }

    #[test]
    fn a_long_name_is_cut_at_a_word() {
        let width = |text: &str, _: f64| text.len() as f64 * 2.0;
        let cut = fitted(&"word ".repeat(40), &width);
        assert!(cut.ends_with("word …"));
        assert!(width(&cut, LABEL) <= WIDTH);
    }
}
