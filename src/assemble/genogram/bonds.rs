//! How people get on, where a relationship says so. At most six lines are drawn, those of the index
//! children; the list tells all and says which have no line, and neither is for anyone outside, as it is a
//! worker's view. Which of two does harm to the other is not recorded, so it is not drawn.

use std::collections::{BTreeMap, BTreeSet};

use super::kindred::Kindred;
use super::ties::Ties;
use crate::assemble::Brief;
use crate::assemble::shared::phases::{self, Phase};
use crate::diagram::genogram::family::{self, Family, Who};
use crate::model::codes::Quality;
use crate::model::records::Relationship;

/// How many lines a drawing bears.
const MOST: usize = 6;

/// Two people of the drawing, and the rows that say how they get on now.
pub(super) type Between<'a> = BTreeMap<(Who, Who), Vec<&'a Relationship>>;

/// The rows that say how people get on, by the two; what is ordinary or over is none.
pub(super) fn between<'a>(
    kindred: &Kindred<'_>,
    ties: &Ties<'a>,
    brief: &Brief<'_>,
) -> Between<'a> {
    let mut found = Between::new();
    for fact in &ties.facts {
        let pair = kindred.who(fact.first).zip(kindred.who(fact.second));
        let alive = [fact.first, fact.second]
            .iter()
            .all(|person| !super::members::has_died(person, brief));
        let Some((one, two)) = pair.filter(|_| alive) else {
            continue;
        };
        for row in &fact.rows {
            let now = phases::on(brief.as_at, &row.start, &row.end) == Phase::Now;
            let told = row
                .quality
                .value()
                .is_some_and(|it| *it != Quality::Ordinary);
            if now && told {
                found
                    .entry((one.min(two), one.max(two)))
                    .or_default()
                    .push(*row);
            }
        }
    }
    found
}

/// Two people by their ids, the lesser first.
pub(super) type Told = [String; 2];

/// The two as they are told.
pub(super) fn pair(family: &Family, (one, two): (Who, Who)) -> Told {
    let mut pair = [one, two].map(|who| family.people[who].id.clone());
    pair.sort();
    pair
}

/// Of whom a drawing says by a line how they get on; some lines found no way.
pub(super) fn told(family: &Family, not_drawn: &[usize]) -> BTreeSet<Told> {
    let bonds = family.bonds.iter().enumerate();
    let drawn = bonds.filter(|(at, _)| !not_drawn.contains(at));
    drawn
        .map(|(_, bond)| pair(family, (bond.pair[0], bond.pair[1])))
        .collect()
}

/// Gives the family its lines, and names all two of whom it is recorded how they get on.
pub(super) fn add(kindred: &mut Kindred<'_>, ties: &Ties<'_>, brief: &Brief<'_>) -> BTreeSet<Told> {
    let all = between(kindred, ties, brief);
    let recorded = all.keys().map(|two| pair(&kindred.family, *two)).collect();
    let is_index = |who: Who| kindred.family.people[who].index;
    let mut own: Vec<family::Bond> = all
        .iter()
        .filter(|((one, two), _)| is_index(*one) || is_index(*two))
        .filter_map(|((one, two), rows)| bond([*one, *two], rows, brief))
        .collect();
    own.sort_by_key(|it| (rank(it.quality), it.pair));
    own.truncate(MOST);
    own.sort_by_key(|it| it.pair);
    kindred.family.bonds = own;
    recorded
}

/// What matters most first.
fn rank(quality: family::Quality) -> u8 {
    match quality {
        family::Quality::Harm => 0,
        family::Quality::Conflict => 1,
        family::Quality::CutOff => 2,
        family::Quality::Close => 3,
        family::Quality::Distant => 4,
    }
}

fn bond(pair: [Who; 2], rows: &[&Relationship], brief: &Brief<'_>) -> Option<family::Bond> {
    let drawn = rows.iter().filter_map(|row| {
        let quality = row.quality.value()?;
        Some((drawn_as(quality)?, quality))
    });
    let mut drawn: Vec<_> = drawn.collect();
    drawn.sort_by_key(|(quality, word)| (rank(*quality), word.word()));
    drawn.dedup();
    let words: Vec<String> = drawn.iter().map(|(_, it)| word(it, brief)).collect();
    let (quality, _) = drawn.first()?;
    Some(family::Bond {
        pair,
        quality: *quality,
        words: words.join(", "),
    })
}

/// Who harms whom is not recorded with violence, so that its line has no arrow.
fn drawn_as(quality: &Quality) -> Option<family::Quality> {
    match quality {
        Quality::Close => Some(family::Quality::Close),
        Quality::Distant => Some(family::Quality::Distant),
        Quality::CutOff => Some(family::Quality::CutOff),
        Quality::Conflict | Quality::Violence => Some(family::Quality::Conflict),
        Quality::Ordinary | Quality::Other(_) => None,
    }
}

/// The word for a quality.
pub(super) fn word(quality: &Quality, brief: &Brief<'_>) -> String {
    let known = brief.wording.coded("genogram.quality", quality.word());
    known.unwrap_or(quality.word()).to_owned()
}
