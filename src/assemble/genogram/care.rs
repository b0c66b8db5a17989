//! Who looks after a child who is not theirs by birth or adoption, now and before: foster carers, kinship
//! carers, special guardians, from relationships and from placements.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::ties::{Fact, Tie, Ties, id};
use crate::assemble::shared::phases::{self, Phase};
use crate::issue::Origin;
use crate::model::records::{Person, Placement};
use crate::model::{EntryId, Recorded, Text, When};

/// One time of care.
pub(super) struct Care<'a> {
    /// The child.
    pub(super) child: &'a Person,
    /// Who cares: one, or two together.
    pub(super) carers: Vec<&'a Person>,
    /// Foster, guardian or kinship.
    pub(super) tie: Tie,
    /// Since when.
    pub(super) from: Option<When>,
    /// Until when, where it has an end.
    pub(super) until: Option<When>,
    /// The order or agreement, in the record's words.
    pub(super) legal: Option<String>,
    /// Whether it holds on the day of the drawing.
    pub(super) is_now: bool,
    /// Where it is recorded.
    pub(super) sources: Vec<(&'a EntryId, &'a [Origin])>,
}

/// Every time of care of a case, by child, then by beginning.
pub(super) struct Cares<'a> {
    /// The times.
    pub(super) each: Vec<Care<'a>>,
    /// The day of the drawing.
    pub(super) as_at: NaiveDate,
}

impl<'a> Cares<'a> {
    /// What relationships and placements tell of care.
    pub(super) fn of(ties: &Ties<'a>, as_at: NaiveDate) -> Self {
        let mut each: Vec<Care<'a>> = Vec::new();
        for fact in ties.facts.iter().filter(|fact| fact.tie.is_care()) {
            let care = from_fact(fact, as_at);
            match each.iter_mut().find(|it| is_together(it, &care, ties)) {
                Some(known) => {
                    known.carers.extend(care.carers);
                    known.sources.extend(care.sources);
                    known.legal = known.legal.take().or(care.legal);
                }
                None => each.push(care),
            }
        }
        let child = ties.case.child();
        for placement in &ties.case.records.placements {
            if let Some(care) = child.and_then(|it| from_placement(placement, it, ties, as_at)) {
                let told: BTreeSet<&str> = each
                    .iter()
                    .filter(|it| it.is_now && it.child.entry == care.child.entry)
                    .flat_map(|it| it.carers.iter().map(|carer| id(carer)))
                    .collect();
                if !care.carers.iter().any(|carer| told.contains(id(carer))) {
                    each.push(care);
                }
            }
        }
        each.sort_by_key(|it| {
            let begun = it.from.map(|from| from.order());
            (id(it.child), begun, it.carers.first().map(|it| id(it)))
        });
        Self { each, as_at }
    }
}

fn from_fact<'a>(fact: &Fact<'a>, as_at: NaiveDate) -> Care<'a> {
    let current = |it: &&&crate::model::records::Relationship| {
        phases::on(as_at, &it.start, &it.end) == Phase::Now
    };
    // Of several times with the same carer the one that holds is told, else the last.
    let row = fact.rows.iter().find(current).or(fact.rows.last());
    let row = *row.expect("a fact has a row");
    Care {
        child: fact.second,
        carers: vec![fact.first],
        tie: fact.tie,
        from: row.start.value().copied(),
        until: row.end.value().copied(),
        legal: row.legal_basis.value().map(Text::to_string),
        is_now: current(&&row),
        sources: fact
            .rows
            .iter()
            .map(|row| (&row.entry, row.origins.as_slice()))
            .collect(),
    }
}

/// Two who look after the same child as a couple, or from the same day to the same day.
fn is_together(known: &Care<'_>, new: &Care<'_>, ties: &Ties<'_>) -> bool {
    let same = known.child.entry == new.child.entry
        && known.tie == new.tie
        && known.is_now == new.is_now
        && known.carers.len() == 1;
    let (Some(one), Some(two)) = (known.carers.first(), new.carers.first()) else {
        return false;
    };
    let couple = || {
        let mut facts = ties.all(Tie::Couple);
        facts.any(|fact| fact.names(one) && fact.names(two))
    };
    same && (couple()
        || (known.from.is_some() && (known.from, known.until) == (new.from, new.until)))
}

/// A placement that holds, with carers in a family.
fn from_placement<'a>(
    placement: &'a Placement,
    child: &'a Person,
    ties: &Ties<'a>,
    as_at: NaiveDate,
) -> Option<Care<'a>> {
    let now = phases::on(as_at, &placement.placed, &placement.placement_ended) == Phase::Now;
    let temporary = placement.temporary.value() == Some(&true);
    let hidden = crate::disclose::is_withheld(placement, ties.case);
    if !now || temporary || hidden {
        return None;
    }
    let kind = placement.placement_kind.value()?.shown().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    let tie = match () {
        () if has(&["kinship", "relative", "friend", "connected"]) => Tie::Kinship,
        () if has(&["foster"]) => Tie::Foster,
        () => return None,
    };
    let carers = placement.carers.value()?;
    let carers = carers.0.iter().filter_map(|it| ties.case.person(&it.0));
    let mut carers: Vec<&Person> = carers.collect();
    carers.sort_by(|a, b| a.entry.cmp(&b.entry));
    carers.truncate(2);
    let value = |when: &Recorded<When>| when.value().copied();
    (!carers.is_empty()).then(|| Care {
        child,
        carers,
        tie,
        from: value(&placement.placed),
        until: value(&placement.placement_ended),
        legal: None,
        is_now: true,
        sources: vec![(&placement.entry, placement.origins.as_slice())],
    })
}
