//! The legend: each sign that the drawing uses, as a sample, with its words.

use std::collections::BTreeSet;

use super::bond_lines::styled;
use super::family::{
    Couple, Ending, Family, Figure, Member, Parentage, Presence, Profile, Quality, Union,
};
use super::figures::parts;
use super::hops::{self, Hops};
use super::pens;
use super::placed::{Bracket, Point, Words as PlacedWords};
use super::sign::Sign;
use super::taken::Taken;
use super::unions::couple_line;
use super::words::Words;
use crate::view::{Anchor, Ink, Pen, Shape, Step};

/// From the left edge of an entry to its words, and its height, in sizes of the words.
const SAMPLE: f64 = 5.4;
const ROW: f64 = 2.5;
/// From one line of words to the next, in sizes of the words.
const LEADING: f64 = 1.25;
/// Between two columns.
const GUTTER: f64 = 2.0;

/// An entry of a legend: what it explains, and with which words.
pub(super) enum Entry {
    /// A sign.
    Sign(Sign),
    /// A ring with this household's dashes, and whose it is.
    Ring(usize, String),
}

/// The legend, its left upper corner at the origin, and its height.
pub(super) fn legend(
    signs: &BTreeSet<Sign>,
    rings: Vec<Entry>,
    words: &Words,
    profile: Profile,
    (wide, text): (f64, f64),
    width: &dyn Fn(&str, f64) -> f64,
) -> (Vec<Shape>, f64) {
    let entries: Vec<Entry> = signs
        .iter()
        .map(|sign| Entry::Sign(*sign))
        .chain(rings)
        .collect();
    if entries.is_empty() {
        return (Vec::new(), 0.0);
    }
    let told: Vec<&str> = entries
        .iter()
        .map(|entry| entry_words(entry, words))
        .collect();
    let columns = columns(&told, (wide, text), width);
    let rows = entries.len().div_ceil(columns.len());
    let mut shapes = vec![words_of((0.0, text), text, &words.legend, "heading")];
    let (mut left, mut lowest) = (0.0, 0.0_f64);
    for (column, (entries, told)) in columns
        .iter()
        .zip(entries.chunks(rows).zip(told.chunks(rows)))
    {
        let mut top = 1.6 * text;
        for (entry, told) in entries.iter().zip(told) {
            let lines = wrapped(told, column - SAMPLE * text, text, width);
            let row = (ROW * text).max((lines.len() as f64 * LEADING + 0.4) * text);
            let middle = top + 0.5 * row;
            shapes.extend(sample(entry, (left, middle), text, profile));
            let first = middle - (lines.len() as f64 - 1.0) * 0.5 * LEADING * text + 0.35 * text;
            for (index, line) in lines.iter().enumerate() {
                let at = (left + SAMPLE * text, first + index as f64 * LEADING * text);
                shapes.push(words_of(at, text, line, entry_key(entry)));
            }
            top += row;
        }
        left += column + GUTTER * text;
        lowest = lowest.max(top);
    }
    (shapes, lowest)
}

/// The widths of as many columns as there is room for; one alone is as wide as all.
fn columns(told: &[&str], (wide, text): (f64, f64), width: &dyn Fn(&str, f64) -> f64) -> Vec<f64> {
    let needs: Vec<f64> = told
        .iter()
        .map(|each| SAMPLE * text + width(each, text) + 0.01)
        .collect();
    for count in (2..=needs.len()).rev() {
        let rows = needs.len().div_ceil(count);
        let columns: Vec<f64> = needs
            .chunks(rows)
            .map(|column| column.iter().copied().fold(0.0, f64::max))
            .collect();
        let gutters = (columns.len() - 1) as f64 * GUTTER * text;
        if columns.iter().sum::<f64>() + gutters <= wide {
            return columns;
        }
    }
    vec![wide]
}

fn entry_words<'a>(entry: &'a Entry, words: &'a Words) -> &'a str {
    match entry {
        Entry::Sign(sign) => words.signs.get(sign).map_or(sign.key(), String::as_str),
        Entry::Ring(_, told) => told,
    }
}

fn entry_key(entry: &Entry) -> &'static str {
    match entry {
        Entry::Sign(sign) => sign.key(),
        Entry::Ring(..) => Sign::Household.key(),
    }
}

fn words_of(at: Point, size: f64, text: &str, key: &str) -> Shape {
    Shape::Label {
        at,
        size,
        anchor: Anchor::Start,
        ink: Ink::Dark,
        text: text.to_owned(),
        data: vec![("legend", key.to_owned())],
    }
}

/// The words on lines no longer than this; a word that is longer stands alone.
pub(super) fn wrapped(
    told: &str,
    longest: f64,
    text: f64,
    width: &dyn Fn(&str, f64) -> f64,
) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in told.split_whitespace() {
        let last = lines.len() - 1;
        let longer = format!("{} {word}", lines[last]);
        if lines[last].is_empty() {
            lines[last] = word.to_owned();
        } else if width(&longer, text) <= longest + 1e-6 {
            lines[last] = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// A sample, its left end and middle at this point; nothing in it says that it is somebody.
fn sample(entry: &Entry, (left, middle): Point, text: f64, profile: Profile) -> Vec<Shape> {
    let long = (SAMPLE - 1.4) * text;
    let (start, end) = ((left, middle), (left + long, middle));
    let shapes = match entry {
        Entry::Ring(household, _) => vec![ring(start, long, text, *household)],
        Entry::Sign(sign) => match of_sign(*sign) {
            Sample::Figure(member) => {
                parts(&member, false, (left + long / 2.0, middle), 2.0 * text)
            }
            Sample::Couple(union, ending, related) => {
                couple(start, long, text, (union, ending, related), profile)
            }
            Sample::Descent(parentage) => descent(start, long, text, parentage),
            Sample::Twins(identical) => twins((left + long / 2.0, middle), text, identical),
            Sample::Siblings => vec![line(&[start, end], pens::SIBLINGS)],
            Sample::Crossing => hops::sample(start, long, text).into(),
            Sample::Household => vec![ring(start, long, text, 0)],
            Sample::Bond(quality) => {
                styled(quality, &[start, end], vec![("mark", "sample".to_owned())])
            }
        },
    };
    shapes.into_iter().map(anonymous).collect()
}

/// What a sample shows.
enum Sample {
    Figure(Box<Member>),
    Couple(Union, Ending, bool),
    Descent(Parentage),
    Twins(bool),
    Siblings,
    Crossing,
    Household,
    Bond(Quality),
}

fn of_sign(sign: Sign) -> Sample {
    match sign {
        Sign::Married => Sample::Couple(Union::Married, Ending::None, false),
        Sign::LivingTogether => Sample::Couple(Union::LivingTogether, Ending::None, false),
        Sign::Brief => Sample::Couple(Union::Brief, Ending::None, false),
        Sign::UnionNotRecorded => Sample::Couple(Union::NotRecorded, Ending::None, false),
        Sign::Separated => Sample::Couple(Union::Married, Ending::Separated, false),
        Sign::Divorced => Sample::Couple(Union::Married, Ending::Divorced, false),
        Sign::Reunited => Sample::Couple(Union::Married, Ending::Reunited, false),
        Sign::Related => Sample::Couple(Union::Married, Ending::None, true),
        Sign::Birth => Sample::Descent(Parentage::Birth),
        Sign::Adoptive => Sample::Descent(Parentage::Adoptive),
        Sign::Foster => Sample::Descent(Parentage::Foster),
        Sign::Carer => Sample::Descent(Parentage::Carer),
        Sign::Twins => Sample::Twins(false),
        Sign::Identical => Sample::Twins(true),
        Sign::Siblings => Sample::Siblings,
        Sign::Crossing => Sample::Crossing,
        Sign::Household => Sample::Household,
        Sign::Close => Sample::Bond(Quality::Close),
        Sign::Distant => Sample::Bond(Quality::Distant),
        Sign::Conflict => Sample::Bond(Quality::Conflict),
        Sign::CutOff => Sample::Bond(Quality::CutOff),
        Sign::Harm => Sample::Bond(Quality::Harm),
        figure => Sample::Figure(Box::new(member(figure))),
    }
}

/// A nobody who shows a sign of people.
fn member(sign: Sign) -> Member {
    let figure = match sign {
        Sign::Female => Figure::Female,
        Sign::Diverse => Figure::Diverse,
        Sign::GenderNotRecorded => Figure::NotRecorded,
        Sign::Pregnancy => Figure::Pregnancy,
        Sign::Miscarriage => Figure::Miscarriage,
        Sign::Termination => Figure::Termination,
        _ => Figure::Male,
    };
    let presence = match sign {
        Sign::Stillborn => Presence::Stillborn,
        Sign::NotKnown => Presence::NotKnown,
        Sign::Important => Presence::Important,
        Sign::Several => Presence::Several(Some(3)),
        _ => Presence::Known,
    };
    Member {
        id: String::new(),
        figure,
        presence,
        index: sign == Sign::Index,
        died: sign == Sign::Died,
        born: None,
        name: String::new(),
        facts: Vec::new(),
        continued: None,
    }
}

fn line(points: &[Point], pen: Pen) -> Shape {
    Shape::Line {
        points: points.to_vec(),
        pen,
        data: Vec::new(),
    }
}

/// A bracket as it stands under two people.
fn couple(
    (left, middle): Point,
    long: f64,
    text: f64,
    (union, ending, related): (Union, Ending, bool),
    profile: Profile,
) -> Vec<Shape> {
    let (up, down) = (middle - 0.5 * text, middle + 0.3 * text);
    let right = left + long;
    let level = ((left, down), (right, down));
    let bracket = Bracket {
        couple: 0,
        points: vec![(left, up), level.0, level.1, (right, up)],
        level,
        words: PlacedWords {
            lines: Vec::new(),
            area: super::placed::Area::around((left, middle), 0.0),
        },
    };
    let couple = Couple {
        partners: [0, 0],
        union,
        ending,
        related,
        since: None,
        words: Vec::new(),
    };
    couple_line(
        &Family::default(),
        &couple,
        (&bracket, 3.0 * text),
        profile,
        (&Taken::default(), &Hops::default()),
    )
}

/// A line of descent; of adoption with the brackets round the child.
fn descent((left, middle): Point, long: f64, text: f64, parentage: Parentage) -> Vec<Shape> {
    let adopted = parentage == Parentage::Adoptive;
    if !adopted {
        let ends = [(left, middle), (left + long, middle)];
        return vec![line(&ends, pens::parentage(parentage))];
    }
    let size = 1.9 * text;
    let centre = (left + long - size / 2.0, middle);
    let end = (left + long - size - 0.2 * text, middle);
    let mut shapes = vec![line(&[(left, middle), end], pens::parentage(parentage))];
    shapes.extend(parts(&member(Sign::Male), true, centre, size));
    shapes
}

fn twins((middle, y): Point, text: f64, identical: bool) -> Vec<Shape> {
    let (top, bottom) = (y - text, y + text);
    let stalk = (middle, top);
    let mut shapes: Vec<Shape> = [-1.4, 1.4]
        .map(|side| line(&[stalk, (middle + side * text, bottom)], pens::SOLID))
        .into();
    if identical {
        let half = 1.4 * 0.55 * text;
        let bar = top + 0.55 * 2.0 * text;
        shapes.push(line(
            &[(middle - half, bar), (middle + half, bar)],
            pens::SOLID,
        ));
    }
    shapes
}

/// A small ring with a household's dashes.
fn ring((left, middle): Point, long: f64, text: f64, household: usize) -> Shape {
    let (half, right) = (0.75 * text, left + long);
    let (top, bottom) = (middle - half, middle + half);
    let bow =
        |x: f64, from: f64, to: f64, out: f64| Step::Curve((x + out, from), (x + out, to), (x, to));
    let steps = vec![
        Step::Move((left + half, top)),
        Step::Line((right - half, top)),
        bow(right - half, top, bottom, 4.0 / 3.0 * half),
        Step::Line((left + half, bottom)),
        bow(left + half, bottom, top, -4.0 / 3.0 * half),
        Step::Close,
    ];
    Shape::Path {
        steps,
        fill: Ink::None,
        pen: pens::household(household),
        data: Vec::new(),
    }
}

/// The shape, saying only that it is a sample.
fn anonymous(mut shape: Shape) -> Shape {
    let sample = vec![("mark", "sample".to_owned())];
    match &mut shape {
        Shape::Line { data, .. }
        | Shape::Path { data, .. }
        | Shape::Polygon { data, .. }
        | Shape::Rectangle { data, .. }
        | Shape::Circle { data, .. }
        | Shape::Label { data, .. }
        | Shape::Group { data, .. } => *data = sample,
    }
    shape
}
