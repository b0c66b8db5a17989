//! How much there is to mend, by the quarter in which the records were made: a bar a quarter, its parts from
//! the worst at the foot to the least at the top, each with its number where there is room.

use super::days::{LABEL, WIDTH, label, rule};
use crate::view::{Anchor, Drawing, Ink, Pen, Shape};

/// The parts of a bar.
pub const PARTS: usize = 3;
/// The height of the tallest bar.
const TALL: f64 = 42.0;
/// The room above the bars for the key and the sum of the tallest.
const HEAD: f64 = 12.0;
/// A part that is lower than this has no room for its number.
const ROOM: f64 = 4.0;
/// The side of a sign of the key.
const SIGN: f64 = 3.4;

/// One quarter.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its name below the bar.
    pub name: String,
    /// The numbers, the worst first.
    pub parts: [usize; PARTS],
}

/// The words of the plot.
#[derive(Debug, Clone)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The same facts in words.
    pub alt: String,
    /// What the parts are, the worst first.
    pub parts: [String; PARTS],
}

/// The plot; none where there is nothing in any quarter.
pub fn drawing(
    bars: &[Bar],
    words: Words,
    width: &(dyn Fn(&str, f64) -> f64 + Sync),
) -> Option<Drawing> {
    let most = bars.iter().map(sum).max().filter(|most| *most > 0)?;
    let foot = HEAD + TALL;
    let each = WIDTH / bars.len() as f64;
    let mut shapes = key(&words.parts, width);
    for (at, bar) in bars.iter().enumerate() {
        let middle = (at as f64 + 0.5) * each;
        let wide = (each * 0.56).min(16.0);
        shapes.extend(drawn(bar, (middle, wide), TALL / most as f64));
        shapes.push(centred((middle, foot + LABEL + 1.4), Ink::Dark, &bar.name));
    }
    shapes.push(rule((0.0, foot), (WIDTH, foot), 0.25));
    Some(Drawing {
        name: "trend".into(),
        width: WIDTH,
        height: foot + LABEL + 3.0,
        title: words.title,
        alt: words.alt,
        shapes,
    })
}

fn sum(bar: &Bar) -> usize {
    bar.parts.iter().sum()
}

/// The parts one on another, their numbers in them, and the sum above.
fn drawn(bar: &Bar, (middle, wide): (f64, f64), unit: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut top = HEAD + TALL;
    for (part, count) in bar.parts.iter().enumerate() {
        let height = *count as f64 * unit;
        if *count == 0 {
            continue;
        }
        top -= height;
        shapes.push(rectangle((middle - wide / 2.0, top), (wide, height), part));
        if height >= ROOM && *count < sum(bar) {
            let at = (middle, top + height / 2.0 + LABEL * 0.35);
            shapes.push(centred(at, on(part), &count.to_string()));
        }
    }
    let sum = sum(bar).to_string();
    shapes.push(centred((middle, top - 1.2), Ink::Dark, &sum));
    shapes
}

/// What the parts are, beside a sign of each.
fn key(parts: &[String; PARTS], width: &dyn Fn(&str, f64) -> f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut x = 0.4;
    for (part, name) in parts.iter().enumerate() {
        shapes.push(rectangle((x, 0.4), (SIGN, SIGN), part));
        shapes.push(label((x + SIGN + 1.4, 0.4 + SIGN - 0.5), name));
        x += SIGN + 1.4 + width(name, LABEL) + 6.0;
    }
    shapes
}

/// Dark, grey and white are told apart in black and white too.
fn rectangle((x, y): (f64, f64), (width, height): (f64, f64), part: usize) -> Shape {
    Shape::Rectangle {
        x,
        y,
        width,
        height,
        fill: match part {
            0 => Ink::Dark,
            1 => Ink::Middle,
            _ => Ink::Paper,
        },
        pen: Pen::solid(Ink::Dark, 0.25),
        data: Vec::new(),
    }
}

/// The ink of words on a part.
fn on(part: usize) -> Ink {
    match part {
        0 => Ink::Paper,
        _ => Ink::Dark,
    }
}

fn centred(at: (f64, f64), ink: Ink, text: &str) -> Shape {
    Shape::Label {
        at,
        size: LABEL,
        anchor: Anchor::Middle,
        ink,
        text: text.to_owned(),
        data: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            title: String::new(),
            alt: String::new(),
            parts: std::array::from_fn(|part| format!("P{part}")),
        }
    }

    fn bar(parts: [usize; PARTS]) -> Bar {
        Bar {
            name: "Q1".to_owned(),
            parts,
        }
    }

    #[test]
    fn bars_are_as_tall_as_their_numbers() {
        let width = |text: &str, size: f64| text.len() as f64 * size * 0.5;
        let bars = [bar([2, 1, 1]), bar([0, 2, 0])];
        let drawing = drawing(&bars, words(), &width).expect("there is something");
        let heights: Vec<f64> = drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Rectangle { height, .. } => Some(*height),
                _ => None,
            })
            .skip(PARTS)
            .collect();
        let of = |share: f64| TALL * share;
        assert_eq!(heights, [of(0.5), of(0.25), of(0.25), of(0.5)]);
    }

    #[test]
    fn nothing_to_mend_is_no_drawing() {
        let width = |_: &str, _: f64| 1.0;
        assert!(drawing(&[bar([0, 0, 0])], words(), &width).is_none());
        assert!(drawing(&[], words(), &width).is_none());
    }
}
