//! On which paper a genogram stands: A4 landscape with words of 9, 8 or 7 points, on the first page where it
//! can; then with sibships far from the index children as a number; then A3; then in parts that share a
//! named person. Never smaller.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::bonds::{self, Told};
use super::faults;
use super::parts::{self, Fold};
use crate::assemble::Brief;
use crate::diagram::genogram::birth_order::OutOfOrder;
use crate::diagram::genogram::family::{Family, Who};
use crate::diagram::genogram::placed::Placed;
use crate::diagram::genogram::sign::Sign;
use crate::diagram::genogram::{self, Manner, Words};
use crate::issue::Issue;
use crate::model::Case;
use crate::view::{Anchor, Drawing, GENOGRAM_PARTS, Ink, Shape};

/// A point in millimetres.
const POINT: f64 = 25.4 / 72.0;
/// The sizes of words, in points, the most readable first.
const SIZES: [f64; 3] = [9.0, 8.0, 7.0];
/// The age from which somebody is no child, in months.
const GROWN: Months = Months::new(18 * 12);
/// The paper of a page, always landscape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Paper {
    /// What the opening of the document leaves of A4.
    First,
    A4,
    A3,
    /// As large as the drawing.
    Own,
}

impl Paper {
    /// The room between the margins, less a heading: width and height in millimetres.
    fn room(self) -> (f64, f64) {
        match self {
            Self::First => (261.0, 146.0),
            Self::A4 => (261.0, 158.0),
            Self::A3 => (384.0, 245.0),
            Self::Own => (f64::INFINITY, f64::INFINITY),
        }
    }

    /// The name by which the layout knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::First | Self::A4 => "a4",
            Self::A3 => "a3",
            Self::Own => "own",
        }
    }
}

/// A page with a drawing.
pub(super) struct Page {
    pub(super) drawing: Drawing,
    pub(super) paper: Paper,
    /// The size of words in points.
    pub(super) size: f64,
    /// The letter of the part, where there are several.
    pub(super) letter: Option<char>,
}

/// All pages, what is drawn as a number, and what the layout noticed.
pub(super) struct Pages {
    pub(super) pages: Vec<Page>,
    pub(super) folds: Vec<Fold>,
    /// Of which two people a line says how they get on, by their ids.
    pub(super) told: BTreeSet<Told>,
    /// Which brothers and sisters do not stand in birth order, by their ids, the eldest first.
    pub(super) out_of_order: BTreeSet<Vec<String>>,
    pub(super) issues: Vec<Issue>,
}

impl Pages {
    /// No page at all.
    pub(super) fn none() -> Self {
        Self {
            pages: Vec::new(),
            folds: Vec::new(),
            told: BTreeSet::new(),
            out_of_order: BTreeSet::new(),
            issues: Vec::new(),
        }
    }
}

/// A drawing as it came out, with the places of everybody.
pub(super) struct Made {
    pub(super) drawing: Drawing,
    pub(super) placed: Placed,
    /// The family in the order of the places.
    pub(super) family: Family,
    /// Of which two people a line says how they get on.
    told: BTreeSet<Told>,
    /// The sibships that do not stand in birth order.
    pub(super) out_of_order: Vec<OutOfOrder>,
    pub(super) issues: Vec<Issue>,
}

impl Made {
    /// Who does not stand in birth order, by their ids, the eldest first.
    pub(super) fn out_of_order(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        let id = |who: &Who| self.family.people[*who].id.clone();
        let all = self.out_of_order.iter();
        all.map(move |it| it.children.iter().map(id).collect())
    }
}

/// Draws families with the words of a run.
pub(super) struct Drafter<'a> {
    pub(super) brief: &'a Brief<'a>,
    /// Whom the drawing is about.
    pub(super) about: String,
    /// Where the people of the drawing are recorded.
    pub(super) case: &'a Case,
    /// The two of whom it is recorded how they get on, by their ids.
    pub(super) bonds: BTreeSet<Told>,
}

impl Drafter<'_> {
    /// Whether one of those the drawing is about has turned 18.
    fn is_about_an_adult(&self, family: &Family) -> bool {
        let index = family.people.iter().filter(|it| it.index);
        let born = index.filter_map(|it| NaiveDate::from_num_days_from_ce_opt(it.born?));
        let mut grown = born.filter_map(|day| day.checked_add_months(GROWN));
        grown.any(|day| day <= self.brief.as_at)
    }

    /// The drawing of a family with words of a size in points.
    pub(super) fn draw(&self, family: &Family, size: f64) -> Made {
        let wording = self.brief.wording;
        let mut words = Words::told(|key| wording.term(key).to_owned());
        if self.is_about_an_adult(family) {
            let person = wording.term("genogram.sign.index-adult").to_owned();
            words.signs.insert(Sign::Index, person);
        }
        words.title = wording.fill("genogram.drawing.title", &self.about);
        words.alt = wording.fill("genogram.drawing.alt", &family.people.len().to_string());
        let manner = Manner {
            profile: self.brief.genogram.notation.profile(),
            index_line: self.brief.genogram.index_line,
            text: size * POINT,
            words: &words,
            width: self.brief.width,
        };
        let drawn = genogram::drawing(family, &manner);
        let told = bonds::told(&drawn.family, &drawn.not_drawn);
        let mut drawing = drawn.drawing;
        let mut left = self.bonds.difference(&told);
        let is_here = |id: &String| drawn.family.people.iter().any(|it| it.id == *id);
        let left = left.by_ref().filter(|two| two.iter().all(is_here)).count();
        if left > 0 {
            self.note(&mut drawing, left, size * POINT);
        }
        Made {
            issues: faults::issues(&drawn.faults, self.case),
            drawing,
            placed: drawn.placed,
            told,
            family: drawn.family,
            out_of_order: drawn.out_of_order,
        }
    }

    /// Says under the key that there is more about how people get on than the drawing bears.
    fn note(&self, drawing: &mut Drawing, left: usize, size: f64) {
        let wording = self.brief.wording;
        let text = match left {
            1 => wording.term("genogram.bonds_left.one").to_owned(),
            _ => wording.fill("genogram.bonds_left.many", &left.to_string()),
        };
        drawing.width = drawing.width.max((self.brief.width)(&text, size));
        drawing.shapes.push(Shape::Label {
            at: (0.0, drawing.height + size * 1.6),
            size,
            anchor: Anchor::Start,
            ink: Ink::Dark,
            text,
            data: Vec::new(),
        });
        drawing.height += size * 2.0;
    }

    /// The largest size of words with which a family fits on a paper.
    fn fitting(&self, family: &Family, paper: Paper, sizes: &[f64]) -> Option<(Made, f64)> {
        let (width, height) = paper.room();
        // What is too large with the smallest words need not be tried with larger ones.
        let least = sizes.last()?;
        let fits = |made: &Made| made.drawing.width <= width && made.drawing.height <= height;
        let smallest = Some(self.draw(family, *least)).filter(fits)?;
        let larger = sizes[..sizes.len() - 1].iter();
        let mut larger = larger.map(|size| (self.draw(family, *size), *size));
        Some(
            larger
                .find(|(made, _)| fits(made))
                .unwrap_or((smallest, *least)),
        )
    }

    /// The pages of a family.
    pub(super) fn pages(&self, family: &Family) -> Pages {
        for paper in [Paper::First, Paper::A4] {
            if let Some((made, size)) = self.fitting(family, paper, &SIZES) {
                return one(made, paper, size, Vec::new());
            }
        }
        let folds = parts::foldable(family);
        if let Some((made, count)) = self.fold(family, &folds) {
            return one(made, Paper::A4, SIZES[2], folds[..count].to_vec());
        }
        if let Some((made, size)) = self.fitting(family, Paper::A3, &SIZES) {
            return one(made, Paper::A3, size, Vec::new());
        }
        self.in_parts(family)
    }

    /// The family with as few sibships folded as let it fit on A4, and how many they are.
    fn fold(&self, family: &Family, folds: &[Fold]) -> Option<(Made, usize)> {
        let fits = |count: usize| {
            let smaller = parts::folded(family, &folds[..count], &|it| self.number(it));
            self.fitting(&smaller, Paper::A4, &SIZES[2..])
        };
        let (mut made, mut most) = (
            fits(folds.len()).filter(|_| !folds.is_empty())?.0,
            folds.len(),
        );
        let mut least = 1;
        while least < most {
            let middle = usize::midpoint(least, most);
            match fits(middle) {
                Some((found, _)) => (made, most) = (found, middle),
                None => least = middle + 1,
            }
        }
        Some((made, most))
    }

    fn number(&self, count: usize) -> String {
        let wording = self.brief.wording;
        wording.fill("genogram.folded.label", &count.to_string())
    }

    /// The family in parts that share a named person each, each part on A4 or A3; what cannot be divided
    /// stands on a paper of its own size.
    fn in_parts(&self, family: &Family) -> Pages {
        let everybody: Vec<Who> = (0..family.people.len()).collect();
        let root = family.people.iter().position(|it| it.index).unwrap_or(0);
        let mut ready: Vec<Vec<Who>> = Vec::new();
        let mut waiting = vec![(everybody, root)];
        let mut shared: Vec<Who> = Vec::new();
        while let Some((part, root)) = waiting.pop() {
            let small = parts::subset(family, &part);
            let room = ready.len() + waiting.len() + 2 <= GENOGRAM_PARTS.len();
            let too_large = self.fitting(&small, Paper::A3, &SIZES[2..]).is_none();
            let split = (room && too_large)
                .then(|| parts::split(family, &part, root))
                .flatten();
            match split {
                Some(split) => {
                    shared.push(split.shared);
                    waiting.push((split.far, split.shared));
                    waiting.push((split.near, root));
                }
                None => ready.push(part),
            }
        }
        self.parts(family, &ready, &shared)
    }

    fn parts(&self, family: &Family, ready: &[Vec<Who>], shared: &[Who]) -> Pages {
        let mut pages = Vec::new();
        let (mut told, mut out_of_order) = (BTreeSet::new(), BTreeSet::new());
        let mut issues = Vec::new();
        for (at, part) in ready.iter().enumerate() {
            let mut small = parts::subset(family, part);
            for who in part.iter().filter(|who| shared.contains(who)) {
                let others: Vec<String> = (0..ready.len())
                    .filter(|other| *other != at && ready[*other].contains(who))
                    .map(|other| letter(other).to_string())
                    .collect();
                let own = part.iter().position(|it| it == who);
                if let Some(own) = own.filter(|_| !others.is_empty()) {
                    let words = self
                        .brief
                        .wording
                        .fill("genogram.continued", &others.join(", "));
                    small.people[own].continued = Some(words);
                }
            }
            let (made, paper, size) = self.on_paper(&small);
            if paper == Paper::Own {
                issues.push(too_large());
            }
            out_of_order.extend(made.out_of_order());
            issues.extend(made.issues);
            told.extend(made.told);
            pages.push(Page {
                drawing: Drawing {
                    name: GENOGRAM_PARTS[at.min(GENOGRAM_PARTS.len() - 1)].into(),
                    ..made.drawing
                },
                paper,
                size,
                letter: (ready.len() > 1).then(|| letter(at)),
            });
        }
        Pages {
            pages,
            folds: Vec::new(),
            told,
            out_of_order,
            issues,
        }
    }

    fn on_paper(&self, family: &Family) -> (Made, Paper, f64) {
        for paper in [Paper::A4, Paper::A3] {
            if let Some((made, size)) = self.fitting(family, paper, &SIZES) {
                return (made, paper, size);
            }
        }
        (self.draw(family, SIZES[1]), Paper::Own, SIZES[1])
    }
}

fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).unwrap_or(0))
}

fn one(made: Made, paper: Paper, size: f64, folds: Vec<Fold>) -> Pages {
    let out_of_order = made.out_of_order().collect();
    let page = Page {
        drawing: Drawing {
            name: GENOGRAM_PARTS[0].into(),
            ..made.drawing
        },
        paper,
        size,
        letter: None,
    };
    Pages {
        pages: vec![page],
        folds,
        told: made.told,
        out_of_order,
        issues: made.issues,
    }
}

fn too_large() -> Issue {
    Issue::warning("CB0548", "the family is too large for A3, and nobody in it divides it")
        .hint("Its page is as large as the drawing; print it on several sheets, or draw a part with casebinder draw.")
}
