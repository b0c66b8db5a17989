//! Who stands beside whom, in which order, on which row, and how wide it all becomes.

use std::collections::BTreeSet;

use casebinder::diagram::genogram::family::{Couple, Parentage, Who};

use super::always::Sibships;
use super::measure::{Measure, Verdict};
use super::picture::{Line, Stands, ToldOrder};
use super::scene::Scene;

/// Judges all places.
pub fn judge(scene: &Scene<'_>, verdict: &mut Verdict) {
    birth_order(scene, verdict);
    told(scene, verdict);
    interrupted(scene, verdict);
    adjacent(scene, verdict);
    off_row(scene, verdict);
    one_row_below(scene, verdict);
    centred(scene, verdict);
    width(scene, verdict);
}

/// Full siblings stand from left to right as they were born.
fn birth_order(scene: &Scene<'_>, verdict: &mut Verdict) {
    let people = &scene.family.people;
    let sibships = scene.sibships();
    let index = |who: &Who| people[*who].index;
    // The parents by birth of the index children.
    let parents: BTreeSet<Who> = sibships
        .iter()
        .filter(|(_, children)| children.iter().any(index))
        .flat_map(|(parents, _)| parents.iter().copied())
        .collect();
    for children in sibships.values() {
        let close = children
            .iter()
            .any(|child| index(child) || parents.contains(child));
        for (at, one) in children.iter().enumerate() {
            for two in &children[at + 1..] {
                let (Some(first), Some(second)) = (people[*one].born, people[*two].born) else {
                    continue;
                };
                let (Some(left), Some(right)) = (scene.centre(*one), scene.centre(*two)) else {
                    continue;
                };
                if first == second {
                    continue;
                }
                let inverted = (first < second) != (left.0 < right.0);
                let narrower = match close {
                    true => Measure::IndexOrder,
                    false => Measure::OrderElsewhere,
                };
                for measure in [Measure::BirthOrder, narrower] {
                    verdict.looked_at(measure, 1);
                    if inverted {
                        let what = format!("{} and {}", scene.id(*one), scene.id(*two));
                        verdict.fault(measure, what);
                    }
                }
            }
        }
    }
}

/// Of every sibship that is out of birth order the drawing says so, with their names, and of no other.
fn told(scene: &Scene<'_>, verdict: &mut Verdict) {
    let people = &scene.family.people;
    let along = |who: Who| scene.centre(who).map(|it| it.0);
    let is_inverted = |one: Who, two: Who| {
        let born = people[one].born.cmp(&people[two].born);
        let known = people[one].born.is_some() && people[two].born.is_some();
        let stands = along(one).zip(along(two));
        known && born.is_ne() && stands.is_some_and(|(a, b)| born != a.total_cmp(&b))
    };
    let orders = &scene.picture.orders;
    for children in scene.sibships().values() {
        let pairs = children.iter().enumerate();
        let mut pairs =
            pairs.flat_map(|(at, one)| children[at + 1..].iter().map(move |it| (*one, *it)));
        if !pairs.any(|(one, two)| is_inverted(one, two)) {
            continue;
        }
        verdict.looked_at(Measure::OrderUntold, 1);
        let mut known: Vec<Who> = children.clone();
        known.retain(|who| people[*who].born.is_some());
        if !orders.iter().any(|it| tells(scene, it, &known)) {
            verdict.fault(Measure::OrderUntold, scene.id(children[0]));
        }
    }
    for order in orders {
        let all: Vec<Who> = (0..people.len())
            .filter(|who| order.ids.split(' ').any(|id| id == scene.id(*who)))
            .collect();
        let mut pairs = all
            .iter()
            .flat_map(|one| all.iter().map(move |two| (*one, *two)));
        if !pairs.any(|(one, two)| is_inverted(one, two)) || !tells(scene, order, &all) {
            verdict.fault(Measure::OrderUntold, format!("{}: told in vain", order.ids));
        }
    }
}

/// Whether these ids and words name all these siblings, nobody before an elder one.
fn tells(scene: &Scene<'_>, order: &ToldOrder, siblings: &[Who]) -> bool {
    let people = &scene.family.people;
    let mut eldest_first = siblings.to_vec();
    eldest_first.sort_by_key(|who| people[*who].born);
    let place = |who: &Who| order.ids.split(' ').position(|id| id == scene.id(*who));
    let places: Vec<Option<usize>> = eldest_first.iter().map(place).collect();
    let in_order = eldest_first
        .windows(2)
        .zip(places.windows(2))
        .all(|(pair, at)| people[pair[0]].born == people[pair[1]].born || at[0] < at[1]);
    // A name may be broken over two lines.
    let words = order.words.replace(' ', "");
    let mut names = eldest_first
        .iter()
        .map(|who| people[*who].name.replace(' ', ""));
    places.iter().all(Option::is_some) && in_order && names.all(|name| words.contains(&name))
}

/// Between siblings stand only siblings and those who came with them: partners, and partners' partners,
/// whose parents are not drawn.
fn interrupted(scene: &Scene<'_>, verdict: &mut Verdict) {
    let from_here: BTreeSet<Who> = scene.family.descents.iter().map(|it| it.child).collect();
    for children in scene.sibships().values().filter(|it| it.len() > 1) {
        verdict.looked_at(Measure::Interrupted, 1);
        let mut company: BTreeSet<Who> = children.iter().copied().collect();
        loop {
            let before = company.len();
            for couple in &scene.family.couples {
                let [one, two] = couple.partners;
                for (who, partner) in [(one, two), (two, one)] {
                    if company.contains(&who) && !from_here.contains(&partner) {
                        company.insert(partner);
                    }
                }
            }
            if company.len() == before {
                break;
            }
        }
        let kept: BTreeSet<&str> = company.iter().map(|who| scene.id(*who)).collect();
        let stranger = gaps(scene, children).find(|id| !kept.contains(id));
        if let Some(stranger) = stranger {
            let what = format!("{stranger} among the siblings of {}", scene.id(children[0]));
            verdict.fault(Measure::Interrupted, what);
        }
    }
}

/// The ids of all who stand between the outermost of some people, row by row.
fn gaps<'a>(scene: &'a Scene<'_>, people: &'a [Who]) -> impl Iterator<Item = &'a str> {
    scene.rows.iter().flat_map(move |row| {
        let id = |figure: &usize| scene.picture.people[*figure].id.as_str();
        let ours = |figure: &usize| people.iter().any(|who| scene.id(*who) == id(figure));
        let first = row.iter().position(ours);
        let last = row.iter().rposition(ours);
        let between = match (first, last) {
            (Some(first), Some(last)) => &row[first..=last],
            _ => &[],
        };
        between.iter().map(id)
    })
}

/// Couples stand side by side, as far as everybody has two sides.
fn adjacent(scene: &Scene<'_>, verdict: &mut Verdict) {
    let bound = can_be_adjacent(scene.family.people.len(), &scene.family.couples);
    let place = |who: Who| {
        let figure = scene.figure[who]?;
        let row = scene.row[figure];
        let place = scene.rows[row].iter().position(|each| *each == figure)?;
        Some((row, place))
    };
    let mut beside = 0;
    for couple in &scene.family.couples {
        let [one, two] = couple.partners;
        match (place(one), place(two)) {
            (Some(a), Some(b)) if a.0 == b.0 && a.1.abs_diff(b.1) == 1 => beside += 1,
            _ => {
                let what = format!("{} and {}", scene.id(one), scene.id(two));
                verdict.faults.push((Measure::Apart, what));
            }
        }
    }
    let in_order = Sibships::new(scene.family).adjacent().min(bound);
    for (measure, bound) in [(Measure::Apart, bound), (Measure::ApartBeyond, in_order)] {
        verdict.looked_at(measure, bound);
        let apart = u32::try_from(bound.saturating_sub(beside)).unwrap_or(u32::MAX);
        verdict.add(measure, f64::from(apart), 0.0);
    }
}

/// How many couples can stand side by side, at most: the most of them such that nobody is in more than
/// two. Exact where the couples form no circle; where they do, as many more as close circles. (That
/// siblings and generations may forbid more is not counted: the bound is never too low.)
pub fn can_be_adjacent(people: usize, couples: &[Couple]) -> usize {
    let mut group: Vec<usize> = (0..people).collect();
    let mut links: Vec<(Who, Who)> = Vec::new();
    let mut closing = 0;
    for couple in couples {
        let [one, two] = couple.partners;
        let (a, b) = (group[one], group[two]);
        if a == b {
            closing += 1;
            continue;
        }
        group
            .iter_mut()
            .filter(|it| **it == b)
            .for_each(|it| *it = a);
        links.push((one, two));
    }
    // From the leaves: the link of somebody with one partner left is never worse than another.
    let mut sides = vec![2_usize; people];
    let mut chosen = 0;
    while !links.is_empty() {
        let degree = |who: Who| links.iter().filter(|(a, b)| *a == who || *b == who).count();
        let leaf = links
            .iter()
            .position(|(a, b)| degree(*a) == 1 || degree(*b) == 1)
            .unwrap_or(0);
        let (a, b) = links.swap_remove(leaf);
        if sides[a] > 0 && sides[b] > 0 {
            sides[a] -= 1;
            sides[b] -= 1;
            chosen += 1;
        }
    }
    let halves: usize = (0..people)
        .map(|who| {
            let its = couples.iter().filter(|it| it.partners.contains(&who));
            its.count().min(2)
        })
        .sum();
    (chosen + closing).min(halves / 2)
}

/// Couples on different rows are few, and their line has a corner and no slant.
fn off_row(scene: &Scene<'_>, verdict: &mut Verdict) {
    verdict.looked_at(Measure::OffRow, scene.family.couples.len());
    verdict.looked_at(Measure::OffRowForced, scene.family.couples.len());
    let forced = u32::try_from(forced_off_row(scene)).unwrap_or(u32::MAX);
    verdict.add(Measure::OffRowForced, f64::from(forced), 0.0);
    for couple in &scene.family.couples {
        let [one, two] = couple.partners;
        let (Some(a), Some(b)) = (scene.row_of(one), scene.row_of(two)) else {
            continue;
        };
        if a == b {
            continue;
        }
        let words = format!("{} and {}", scene.id(one), scene.id(two));
        verdict.fault(Measure::OffRow, words.clone());
        verdict.looked_at(Measure::NoElbow, 1);
        let pair = scene.ids(&format!("{} {}", scene.id(one), scene.id(two)));
        let lines = scene.picture.lines.iter();
        let mut lines = lines
            .filter(|it| matches!(&it.stands, Stands::Couple(said) if scene.ids(said) == pair));
        if !lines.any(has_elbow) {
            verdict.fault(Measure::NoElbow, words);
        }
    }
}

fn has_elbow(line: &Line) -> bool {
    let mut pieces = line.segments();
    let square = pieces.all(|(a, b)| (a.0 - b.0).abs() < 0.02 || (a.1 - b.1).abs() < 0.02);
    square && line.segments().count() > 1
}

/// Couples that cannot stand on one row: children one row below their birth parents, and the couples
/// of the others, put them on different rows. What contradicts is counted in the order of the couples,
/// those with more children first.
fn forced_off_row(scene: &Scene<'_>) -> usize {
    let mut root: Vec<(usize, i32)> = (0..scene.family.people.len()).map(|it| (it, 0)).collect();
    let births = scene.family.descents.iter();
    for descent in births.filter(|it| it.parentage == Parentage::Birth) {
        for parent in &descent.parents {
            join(&mut root, *parent, descent.child, 1);
        }
    }
    let couples = scene.family.couples.iter();
    couples
        .filter(|it| !join(&mut root, it.partners[0], it.partners[1], 0))
        .count()
}

/// Puts one so many rows below another; says whether that agrees with what is known.
fn join(root: &mut [(usize, i32)], above: Who, below: Who, rows: i32) -> bool {
    let ((a, row_a), (b, row_b)) = (root[above], root[below]);
    let shift = row_a + rows - row_b;
    if a == b {
        return shift == 0;
    }
    for each in root.iter_mut().filter(|it| it.0 == b) {
        *each = (a, each.1 + shift);
    }
    true
}

/// Children stand on the row below their birth parents; below either, where these are on two rows.
fn one_row_below(scene: &Scene<'_>, verdict: &mut Verdict) {
    let births = scene.family.descents.iter();
    for descent in births.filter(|it| it.parentage == Parentage::Birth) {
        let Some(row) = scene.row_of(descent.child) else {
            continue;
        };
        verdict.looked_at(Measure::LongDescent, 1);
        let mut above = descent.parents.iter().filter_map(|it| scene.row_of(*it));
        if !above.any(|parent| parent + 1 == row) {
            verdict.fault(Measure::LongDescent, scene.id(descent.child));
        }
    }
}

/// A couple's bracket stands over the middle of its children.
#[expect(clippy::cast_precision_loss, reason = "a dozen children at most")]
fn centred(scene: &Scene<'_>, verdict: &mut Verdict) {
    for (parents, children) in scene.sibships() {
        if parents.len() != 2 {
            continue;
        }
        let ids: Vec<&str> = parents.iter().map(|who| scene.id(*who)).collect();
        let pair = scene.ids(&ids.join(" "));
        let lines = scene.picture.lines.iter();
        let bracket = lines
            .filter(|it| matches!(&it.stands, Stands::Couple(said) if scene.ids(said) == pair))
            .find_map(Line::ends);
        let places: Vec<f64> = children
            .iter()
            .filter_map(|child| Some(scene.centre(*child)?.0))
            .collect();
        if let Some((start, end)) = bracket
            && !places.is_empty()
        {
            let mean = places.iter().sum::<f64>() / places.len() as f64;
            let off = (f64::midpoint(start.0, end.0) - mean).abs() / scene.pitch;
            verdict.add(Measure::Centring, off, 1.0);
            if off > 1.0 {
                let what = format!("{}: {off:.1} pitches", pair.join(" + "));
                verdict.faults.push((Measure::Centring, what));
            }
        }
    }
}

/// The figures' width against that of the row with the most of them, at the usual pitch.
#[expect(clippy::cast_precision_loss, reason = "a hundred people at most")]
fn width(scene: &Scene<'_>, verdict: &mut Verdict) {
    let people = scene.picture.people.iter();
    let centres: Vec<f64> = people.map(|it| it.outline.centre().0).collect();
    let most = scene.rows.iter().map(Vec::len).max().unwrap_or(0);
    if most > 1 {
        let left = centres.iter().copied().fold(f64::INFINITY, f64::min);
        let right = centres.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let ratio = (right - left + scene.pitch) / (most as f64 * scene.pitch);
        verdict.add(Measure::Wide, ratio, 1.0);
    }
}
