//! The key under the map: of what is used on it, nothing else, each line with its words; the rule of
//! the arrow; and when it was drawn, as whose view, by whom.

use super::labels::broken;
use super::ties::{arrowhead, line};
use super::{Help, Strength, Stress, System, WIDTH, Words};
use crate::view::{Anchor, Ink, Pen, Shape};

/// The length of a sample of a line.
const SAMPLE: f64 = 18.0;
/// The radius of the circles at the ends of a sample.
const END: f64 = 1.4;
/// From a sample to its words.
const BESIDE: f64 = 2.5;
/// The height of a row, in sizes of words, and of a further line of words.
const ROW: f64 = 1.75;
const LEADING: f64 = 1.2;
/// The width of one of the two columns.
const COLUMN: f64 = WIDTH / 2.0;

/// A line of the key: what its sample is drawn like, and what it means.
struct Row<'a> {
    strength: Strength,
    help: Help,
    stress: Stress,
    /// Whether the sample shows who stands at which end.
    ends: bool,
    words: &'a str,
}

const STRENGTHS: [Strength; 5] = [
    Strength::Strong,
    Strength::Moderate,
    Strength::Weak,
    Strength::NoContact,
    Strength::Unknown,
];
const HELPS: [Help; 4] = [Help::ToFamily, Help::FromFamily, Help::Both, Help::Unknown];

/// The rows of what is used: strengths, then stress and direction of help.
fn columns<'a>(systems: &[System], words: &'a Words) -> [Vec<Row<'a>>; 2] {
    let plain = |words| Row {
        strength: Strength::Moderate,
        help: Help::Unknown,
        stress: Stress::No,
        ends: false,
        words,
    };
    let strengths = STRENGTHS.iter().zip(&words.strengths);
    let mut left: Vec<Row<'_>> = strengths
        .filter(|(strength, _)| systems.iter().any(|it| it.strength == **strength))
        .map(|(strength, words)| Row {
            strength: *strength,
            ..plain(words)
        })
        .collect();
    let used = |stress| systems.iter().any(|it| it.stress == stress);
    if used(Stress::Yes) {
        left.push(Row {
            stress: Stress::Yes,
            ..plain(&words.stresses[0])
        });
    }
    let helps = HELPS.iter().zip(&words.helps);
    let mut right: Vec<Row<'_>> = helps
        .filter(|(help, _)| systems.iter().any(|it| it.help == **help))
        .map(|(help, words)| Row {
            help: *help,
            ends: true,
            ..plain(words)
        })
        .collect();
    match (used(Stress::No), used(Stress::Unknown)) {
        (_, true) => right.push(plain(&words.stresses[2])),
        (true, false) if used(Stress::Yes) => right.push(plain(&words.stresses[1])),
        _ => {}
    }
    [left, right]
}

fn broken_words(row: &Row<'_>, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    broken(row.words, COLUMN - SAMPLE - BESIDE - 3.0, 4, width)
}

fn row_height(row: &Row<'_>, size: f64, width: &dyn Fn(&str) -> f64) -> f64 {
    let more = broken_words(row, width).len().saturating_sub(1) as f64;
    size * (ROW + more * LEADING)
}

/// The lines under the samples.
fn under(words: &Words, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    let all = std::iter::once(&words.rule).chain(&words.sheet);
    all.flat_map(|said| broken(said, WIDTH, 6, width)).collect()
}

/// How high the key is.
pub(super) fn height(
    systems: &[System],
    words: &Words,
    size: f64,
    width: &dyn Fn(&str) -> f64,
) -> f64 {
    let columns = columns(systems, words);
    let of_column =
        |rows: &Vec<Row<'_>>| -> f64 { rows.iter().map(|row| row_height(row, size, width)).sum() };
    let tallest = columns.iter().map(of_column).fold(0.0, f64::max);
    let lines = under(words, width).len() as f64;
    size * (2.6 + 0.6) + tallest + lines * size * 1.35
}

/// The key, from a height on.
pub(super) fn shapes(
    systems: &[System],
    words: &Words,
    size: f64,
    top: f64,
    width: &dyn Fn(&str) -> f64,
) -> Vec<Shape> {
    let text = |x, y, ink, text: &str| Shape::Label {
        at: (x, y),
        size,
        anchor: Anchor::Start,
        ink,
        text: text.to_owned(),
        data: Vec::new(),
    };
    let mut shapes = vec![
        Shape::Line {
            points: vec![(0.0, top), (WIDTH, top)],
            pen: Pen::solid(Ink::Middle, 0.15),
            data: Vec::new(),
        },
        text(0.0, top + size * 1.5, Ink::Accent, &words.key),
    ];
    let head = top + size * 2.6;
    let mut lowest = head;
    for (column, rows) in columns(systems, words).iter().enumerate() {
        let (x, mut y) = (column as f64 * COLUMN, head);
        for row in rows {
            shapes.extend(sample(row, x, y + size * 0.62));
            for (at, line) in broken_words(row, width).iter().enumerate() {
                let baseline = y + size * (0.95 + at as f64 * LEADING);
                shapes.push(text(x + SAMPLE + BESIDE, baseline, Ink::Dark, line));
            }
            y += row_height(row, size, width);
        }
        lowest = lowest.max(y);
    }
    for (at, line) in under(words, width).iter().enumerate() {
        let baseline = lowest + size * (0.6 + 0.95 + at as f64 * 1.35);
        shapes.push(text(0.0, baseline, Ink::Dark, line));
    }
    shapes
}

/// A sample of a line; where it tells the direction of help, with the family as a thick circle at its
/// left end and the person or service as a thin one at its right.
fn sample(row: &Row<'_>, x: f64, y: f64) -> Vec<Shape> {
    let inset = if row.ends { 2.0 * END } else { 0.0 };
    let (from, to) = ((x + inset, y), (x + SAMPLE - inset, y));
    let mut shapes = vec![line((from, to), (row.strength, row.stress), Vec::new())];
    if row.ends {
        shapes.push(end((x + END, y), Ink::Paper, 0.7));
        shapes.push(end((x + SAMPLE - END, y), Ink::Pale, 0.35));
    }
    let head = |tip, tail| arrowhead(tip, tail, row.strength, Vec::new());
    match row.help {
        Help::ToFamily => shapes.push(head(from, to)),
        Help::FromFamily => shapes.push(head(to, from)),
        Help::Both => shapes.extend([head(from, to), head(to, from)]),
        Help::Unknown => {}
    }
    shapes
}

fn end(centre: (f64, f64), fill: Ink, width: f64) -> Shape {
    Shape::Circle {
        centre,
        radius: END,
        fill,
        pen: Pen::solid(Ink::Dark, width),
        data: Vec::new(),
    }
}
