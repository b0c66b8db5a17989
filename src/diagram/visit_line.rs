//! The visits of some months on one line, small enough to stand in a row of a table: the visits by their
//! shapes, and behind them an upright line for each day by which one was due.

use chrono::NaiveDate;

use super::days::{Days, RIGHT, line, rule};
use super::visits::{MARK, Seen, mark};
use crate::view::{Drawing, Ink, Shape};

/// The width.
pub const WIDTH: f64 = 56.0;
/// The height of the line, above the names of the months.
const LINE: f64 = 5.6;
/// The height with the names of the months.
const HEIGHT: f64 = 10.4;

/// The words of the plot.
#[derive(Debug, Clone)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The same facts in words.
    pub alt: String,
    /// The short names of the months.
    pub months: Vec<String>,
}

/// The plot, placed by that name.
pub fn drawing(
    name: String,
    (from, until): (NaiveDate, NaiveDate),
    (visits, due): (&[(NaiveDate, Seen)], &[NaiveDate]),
    words: Words,
    width: &(dyn Fn(&str, f64) -> f64 + Sync),
) -> Drawing {
    let days = Days {
        from,
        until,
        left: MARK + 0.4,
        right: WIDTH - RIGHT,
    };
    let middle = LINE / 2.0;
    let mut shapes = vec![rule((0.0, middle), (WIDTH, middle), 0.12)];
    days.months((&[(0.6, LINE)], LINE), &words.months, width, &mut shapes);
    shapes.extend(due.iter().map(|day| tick(days.x(*day))));
    for (day, seen) in visits {
        shapes.extend(mark(*seen, days.x(*day), middle));
    }
    Drawing {
        name: name.into(),
        width: WIDTH,
        height: HEIGHT,
        title: words.title,
        alt: words.alt,
        shapes,
    }
}

/// A day by which a visit was due, taller than any mark of a visit.
fn tick(x: f64) -> Shape {
    line(vec![(x, 0.0), (x, LINE)], Ink::Accent, 0.7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_visit_and_every_day_that_was_due_is_on_the_line() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day in a test");
        let visits = [
            (day("2026-01-01"), Seen::Alone),
            (day("2026-06-30"), Seen::NobodyHome),
        ];
        let words = Words {
            title: String::new(),
            alt: String::new(),
            months: (1..=12).map(|month| format!("M{month}")).collect(),
        };
        let width = |text: &str, size: f64| text.len() as f64 * size * 0.5;
        let span = (day("2026-01-01"), day("2026-06-30"));
        let drawn = drawing(
            "visits-1".to_owned(),
            span,
            (&visits, &[day("2026-03-01")]),
            words,
            &width,
        );
        let inside = |x: f64| (0.0..=WIDTH).contains(&x);
        let mut discs = 0;
        for shape in &drawn.shapes {
            match shape {
                Shape::Circle { centre, radius, .. } => {
                    discs += 1;
                    assert!(inside(centre.0 - radius) && inside(centre.0 + radius));
                }
                Shape::Line { points, .. } => assert!(points.iter().all(|(x, _)| inside(*x))),
                _ => {}
            }
        }
        assert_eq!(discs, 1, "nobody home is a cross");
        let ticks = drawn
            .shapes
            .iter()
            .filter(|it| matches!(it, Shape::Line { pen, .. } if pen.ink == Ink::Accent));
        assert_eq!(ticks.count(), 1);
    }
}
