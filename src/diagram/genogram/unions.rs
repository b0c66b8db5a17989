//! The lines of couples, of descent and of siblings (reference/genogram.md 2.2 and 2.3). The route is
//! given; here it gets its pen, its slashes and bars, and says what it stands for.

use super::family::{
    Couple, Descent, Ending, Family, MultipleBirth, Parentage, Profile, Union, Who,
};
use super::hops::{self, Hops, Owner};
use super::pens::{self, SIBLINGS, SOLID};
use super::placed::{Area, Bracket, Line, Placed, Point, Words};
use super::taken::{Taken, id, loose_words};
use crate::view::{Anchor, Data, Ink, Pen, Shape, Step};

/// The width of a doubled line, and of the paper within it.
pub(super) const DOUBLE: (f64, f64) = (1.1, 0.5);
/// Half the height of a slash, and half its width, in sizes of a figure.
const SLASH: (f64, f64) = (0.2, 0.09);
/// Where along the level part slashes are tried.
const SHARES: [f64; 9] = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.88, 0.12];
/// From one slash to the next, in sizes of a figure.
const BESIDE: f64 = 0.16;

/// All lines of the drawing, couples first, then descents, twins and siblings.
pub(super) fn lines(family: &Family, placed: &Placed, profile: Profile, hops: &Hops) -> Vec<Shape> {
    let taken = Taken {
        boxes: loose_words(placed),
        lines: drops(placed),
    };
    let mut shapes = Vec::new();
    for bracket in &placed.brackets {
        if let Some(couple) = family.couples.get(bracket.couple) {
            shapes.extend(couple_line(
                family,
                couple,
                (bracket, placed.size),
                profile,
                (&taken, hops),
            ));
        }
    }
    for line in &placed.lines {
        if let Some(descent) = family.descents.get(line.descent) {
            shapes.push(descent_line(family, descent, line, hops));
        }
    }
    for birth in family.births.iter().filter(|birth| birth.identical) {
        shapes.extend(identical_bar(family, birth, placed));
    }
    for (index, points, _) in &placed.sibling_brackets {
        if let Some(siblings) = family.siblings.get(*index) {
            let steps = hops.line(&Owner::Siblings(siblings.pair), SIBLINGS, points);
            let data = vec![("siblings", ids(family, &siblings.pair))];
            shapes.push(hops::stroke(steps, SIBLINGS, data));
        }
    }
    shapes
}

/// The straight pieces of the lines of descent.
fn drops(placed: &Placed) -> Vec<(Point, Point)> {
    let points = placed.lines.iter().map(|line| &line.points);
    points
        .flat_map(|points| points.windows(2).map(|pair| (pair[0], pair[1])))
        .collect()
}

/// The words beside the lines.
pub fn line_words(family: &Family, placed: &Placed) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for bracket in &placed.brackets {
        if let Some(couple) = family.couples.get(bracket.couple) {
            let whose = ids(family, &couple.partners);
            shapes.extend(written(&bracket.words, placed.text, &whose));
        }
    }
    for line in &placed.lines {
        if let (Some(descent), Some(words)) = (family.descents.get(line.descent), &line.words) {
            let parents = ids(family, &descent.parents);
            let whose = format!("{} {parents}", id(family, descent.child));
            shapes.extend(written(words, placed.text, &whose));
        }
    }
    for (index, _, words) in &placed.sibling_brackets {
        if let (Some(siblings), Some(words)) = (family.siblings.get(*index), words) {
            shapes.extend(written(words, placed.text, &ids(family, &siblings.pair)));
        }
    }
    shapes
}

/// Words in their box, left-aligned, evenly down.
pub(super) fn written(words: &Words, size: f64, whose: &str) -> Vec<Shape> {
    let each = (words.area.bottom - words.area.top) / words.lines.len().max(1) as f64;
    let line = |(index, text): (usize, &String)| Shape::Label {
        at: (
            words.area.left,
            words.area.top + (index as f64 + 0.5) * each + 0.35 * size,
        ),
        size,
        anchor: Anchor::Start,
        ink: Ink::Dark,
        text: text.clone(),
        data: vec![("label", whose.to_owned())],
    };
    words.lines.iter().enumerate().map(line).collect()
}

/// The ids of several people, a space between.
pub(super) fn ids(family: &Family, who: &[Who]) -> String {
    let ids: Vec<&str> = who.iter().map(|each| id(family, *each)).collect();
    ids.join(" ")
}

/// The line of a couple, doubled where they are related, and its slashes where they touch no words.
pub(super) fn couple_line(
    family: &Family,
    couple: &Couple,
    (bracket, size): (&Bracket, f64),
    profile: Profile,
    (taken, hops): (&Taken, &Hops),
) -> Vec<Shape> {
    let data = vec![
        ("couple", ids(family, &couple.partners)),
        ("union", union_word(couple.union).to_owned()),
    ];
    let pen = pens::union(couple.union, profile);
    let steps = hops.line(&Owner::parents(&couple.partners), pen, &bracket.points);
    let mut shapes = stroke(steps, pen, couple.related, data);
    shapes.extend(slashes(couple.ending, bracket.level, size, taken));
    shapes
}

fn stroke(steps: Vec<Step>, pen: Pen, doubled: bool, data: Data) -> Vec<Shape> {
    if !doubled {
        return vec![hops::stroke(steps, pen, data)];
    }
    // A broad line with paper along its middle: the line that is traced stays one and in its place.
    let broad = Pen {
        width: DOUBLE.0,
        ..pen
    };
    let paper = Pen::solid(Ink::Paper, DOUBLE.1);
    let within = hops::stroke(steps.clone(), paper, vec![("mark", "related".to_owned())]);
    vec![hops::stroke(steps, broad, data), within]
}

/// One slash, two, or one each way: at the middle of the level part, or as near to it as no words and no
/// lines of descent are.
fn slashes(ending: Ending, level: (Point, Point), size: f64, taken: &Taken) -> Vec<Shape> {
    let (at, leaning, what): (&[f64], &[f64], &str) = match ending {
        Ending::None => return Vec::new(),
        Ending::Separated => (&[0.0], &[1.0], "separated"),
        Ending::Divorced => (&[-0.5, 0.5], &[1.0, 1.0], "divorced"),
        Ending::Reunited => (&[-1.0, 1.0], &[1.0, -1.0], "reunited"),
    };
    let ((left, above), (right, below)) = level;
    let broad = (at.len() as f64 * BESIDE / 2.0 + SLASH.1) * size;
    let along = |share: f64| {
        (
            left + (right - left) * share,
            above + (below - above) * share,
        )
    };
    let is_free = |share: &f64| {
        let (x, y) = along(*share);
        let room = Area {
            left: x - broad,
            top: y - SLASH.0 * size,
            right: x + broad,
            bottom: y + SLASH.0 * size,
        };
        taken.is_free(&room)
    };
    let middle = along(SHARES.into_iter().find(is_free).unwrap_or(0.5));
    let slash = |(at, lean): (&f64, &f64)| {
        let x = middle.0 + at * BESIDE * size;
        let (up, aside) = (SLASH.0 * size, SLASH.1 * size * lean);
        Shape::Line {
            points: vec![(x + aside, middle.1 - up), (x - aside, middle.1 + up)],
            pen: SOLID,
            data: vec![("mark", what.to_owned())],
        }
    };
    at.iter().zip(leaning).map(slash).collect()
}

fn descent_line(family: &Family, descent: &Descent, line: &Line, hops: &Hops) -> Shape {
    let pen = pens::parentage(descent.parentage);
    let data = vec![
        ("child", id(family, descent.child).to_owned()),
        ("parents", ids(family, &descent.parents)),
        ("parentage", parentage_word(descent.parentage).to_owned()),
    ];
    let steps = hops.line(&Owner::parents(&descent.parents), pen, &line.points);
    hops::stroke(steps, pen, data)
}

/// The bar between the lines of identical twins: from where their lines part, halfway down.
fn identical_bar(family: &Family, birth: &MultipleBirth, placed: &Placed) -> Option<Shape> {
    let routes: Vec<&[Point]> = birth
        .children
        .iter()
        .filter_map(|child| {
            let mut lines = placed.lines.iter();
            let line = lines.find(|line| {
                let descent = family.descents.get(line.descent);
                descent
                    .is_some_and(|each| each.child == *child && each.parentage == Parentage::Birth)
            })?;
            Some(line.points.as_slice())
        })
        .collect();
    let (first, rest) = routes.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let meets = |at: &Point| rest.iter().all(|points| points.contains(at));
    let stalk = *first.iter().rev().find(|at| meets(at))?;
    let slants: Vec<(Point, Point)> = routes
        .iter()
        .filter_map(|points| {
            let from = points.iter().position(|at| *at == stalk)?;
            Some((stalk, *points.get(from + 1)?))
        })
        .collect();
    let lowest = slants
        .iter()
        .map(|(_, to)| to.1)
        .fold(f64::INFINITY, f64::min);
    let y = stalk.1 + 0.55 * (lowest - stalk.1);
    let along = slants.iter().map(|(from, to)| {
        let share = (y - from.1) / (to.1 - from.1).max(1e-9);
        from.0 + share.clamp(0.0, 1.0) * (to.0 - from.0)
    });
    let (left, right) = along.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(x), high.max(x))
    });
    Some(Shape::Line {
        points: vec![(left, y), (right, y)],
        pen: SOLID,
        data: vec![("mark", "identical".to_owned())],
    })
}

fn union_word(union: Union) -> &'static str {
    match union {
        Union::Married => "married",
        Union::LivingTogether => "living-together",
        Union::Brief => "brief",
        Union::NotRecorded => "not-recorded",
    }
}

fn parentage_word(parentage: Parentage) -> &'static str {
    match parentage {
        Parentage::Birth => "birth",
        Parentage::Adoptive => "adoptive",
        Parentage::Foster => "foster",
        Parentage::Carer => "carer",
    }
}
