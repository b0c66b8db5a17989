//! Who belongs to whom, as a reader follows the lines: what the lines' attributes say is compared with
//! what they touch, and both with the family. A couple is two figures that a line's ends touch; a child
//! hangs from the couple whose line its own begins at, or from the one parent whose figure it begins at.

use std::collections::BTreeSet;

use super::geometry::{Point, TOUCH, from, segments};
use super::measure::{Measure, Verdict};
use super::picture::{Line, Stands};
use super::scene::{Kin, Scene};

/// A child and its parents, in order.
type Link = (String, Kin);

/// Follows all lines and compares.
pub fn judge(scene: &Scene<'_>, verdict: &mut Verdict) {
    couples(scene, verdict);
    descents(scene, verdict);
    siblings(scene, verdict);
}

fn couples(scene: &Scene<'_>, verdict: &mut Verdict) {
    let mut seen = BTreeSet::new();
    for line in &scene.picture.lines {
        let Stands::Couple(said) = &line.stands else {
            continue;
        };
        let Some(pair) = joined(scene, line) else {
            verdict.fault(Measure::FalseCouple, format!("{said}: joins no two people"));
            continue;
        };
        if pair != scene.ids(said) {
            let what = format!("{said}: joins {}", pair.join(" and "));
            verdict.fault(Measure::FalseCouple, what);
        }
        if !seen.insert(pair) {
            verdict.fault(Measure::FalseCouple, format!("{said}: drawn twice"));
        }
    }
    let couples = scene.family.couples.iter();
    let true_ones: BTreeSet<Kin> = couples.map(|each| kin(scene, &each.partners)).collect();
    compare(
        verdict,
        &seen,
        &true_ones,
        (Measure::FalseCouple, Measure::MissingCouple),
        |pair| pair.join(" and "),
    );
}

fn descents(scene: &Scene<'_>, verdict: &mut Verdict) {
    let mut seen: BTreeSet<Link> = BTreeSet::new();
    for line in &scene.picture.lines {
        let Stands::Descent { child, parents } = &line.stands else {
            continue;
        };
        let links = followed(scene, line);
        let said = (child.clone(), scene.ids(parents));
        if links.is_empty() {
            let what = format!("{child} from {parents}: the line leads from nobody or to nobody");
            verdict.fault(Measure::FalseDescent, what);
        }
        for link in links {
            if link != said {
                let what = format!(
                    "{child} from {parents}: the line leads from {} to {}",
                    link.1.join(" and "),
                    link.0
                );
                verdict.fault(Measure::FalseDescent, what);
            }
            seen.insert(link);
        }
    }
    let descents = scene.family.descents.iter();
    let true_ones = descents
        .map(|each| (scene.id(each.child).to_owned(), kin(scene, &each.parents)))
        .collect();
    compare(
        verdict,
        &seen,
        &true_ones,
        (Measure::FalseDescent, Measure::MissingDescent),
        |(child, parents)| format!("{child} from {}", parents.join(" and ")),
    );
}

fn siblings(scene: &Scene<'_>, verdict: &mut Verdict) {
    let mut seen = BTreeSet::new();
    for line in &scene.picture.lines {
        if let Stands::Siblings(said) = &line.stands {
            match joined(scene, line) {
                Some(pair) => {
                    seen.insert(pair);
                }
                None => verdict.fault(Measure::WrongSiblings, format!("{said}: joins no two")),
            }
        }
    }
    let pairs = scene.family.siblings.iter();
    let true_ones = pairs.map(|each| kin(scene, &each.pair)).collect();
    let both = (Measure::WrongSiblings, Measure::WrongSiblings);
    compare(verdict, &seen, &true_ones, both, |pair| pair.join(" and "));
}

/// Tells what was seen and is not so, and what is so and was not seen.
fn compare<T: Ord>(
    verdict: &mut Verdict,
    seen: &BTreeSet<T>,
    true_ones: &BTreeSet<T>,
    (untrue, missing): (Measure, Measure),
    words: impl Fn(&T) -> String,
) {
    verdict.looked_at(untrue, seen.len());
    verdict.looked_at(missing, true_ones.len());
    for each in seen.difference(true_ones) {
        verdict.fault(untrue, format!("{}: not in the family", words(each)));
    }
    for each in true_ones.difference(seen) {
        verdict.fault(missing, format!("{}: not to be read", words(each)));
    }
}

fn kin(scene: &Scene<'_>, people: &[usize]) -> Kin {
    let mut ids: Kin = people.iter().map(|who| scene.id(*who).to_owned()).collect();
    ids.sort();
    ids
}

/// The two whose figures a line's ends touch.
fn joined(scene: &Scene<'_>, line: &Line) -> Option<Kin> {
    let (start, end) = line.ends()?;
    let one = only(&scene.touched(start, TOUCH))?;
    let two = only(&scene.touched(end, TOUCH))?;
    let mut pair = vec![one, two];
    pair.sort();
    (pair[0] != pair[1]).then_some(pair)
}

fn only(ids: &[&str]) -> Option<String> {
    match ids {
        [id] => Some((*id).to_owned()),
        _ => None,
    }
}

/// The child that a line comes down to, with each couple or lone parent that it can be read to come from.
fn followed(scene: &Scene<'_>, line: &Line) -> Vec<Link> {
    let Some((start, end)) = line.ends() else {
        return Vec::new();
    };
    let Some(child) = only(&scene.touched(end, TOUCH)) else {
        return Vec::new();
    };
    // A line of descent comes down to its child; from below it would be a couple's.
    let people = scene.picture.people.iter();
    let from_below = people
        .filter(|each| each.id == child)
        .any(|each| end.1 > each.outline.centre().1 + TOUCH);
    if from_below {
        return Vec::new();
    }
    if let Some(parent) = only(&scene.touched(start, TOUCH)) {
        return vec![(child, vec![parent])];
    }
    let couples: BTreeSet<Kin> = scene
        .picture
        .lines
        .iter()
        .filter(|each| matches!(each.stands, Stands::Couple(_)) && touches(each, start))
        .filter_map(|each| joined(scene, each))
        .collect();
    let links = couples.into_iter().map(|pair| (child.clone(), pair));
    links.collect()
}

fn touches(line: &Line, at: Point) -> bool {
    let mut pieces = line.strokes.iter().flat_map(|stroke| segments(stroke));
    pieces.any(|piece| from(at, piece) <= TOUCH)
}
