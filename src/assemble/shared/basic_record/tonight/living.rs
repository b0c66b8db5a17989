//! Where the child is tonight: with carers, at home or in two homes, or not born yet.

use super::{Found, line};
use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::PLACEMENTS;
use crate::assemble::shared::basic_record::people::{self, is};
use crate::assemble::shared::basic_record::relation::{mother, relation};
use crate::assemble::shared::basic_record::sheet::Line;
use crate::assemble::shared::phases::Phase;
use crate::assemble::shared::phrases;
use crate::issue::Issue;
use crate::model::Recorded;
use crate::model::records::{Household, Person};
use crate::wording::Facts;

/// The placement with its carers; else the home or homes, with everyone in them; else, before birth,
/// where the mother is.
pub(super) fn found(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let mut found = Vec::new();
    for record in PLACEMENTS.current(composer) {
        let words = PLACEMENTS.say(record, "front-placement", Phase::Now, composer)?;
        found.push(composer.line(record, vec![words]));
    }
    let Some(child) = composer.case.child() else {
        return Ok(Found::or(found, Recorded::Empty));
    };
    let is_placed = !found.is_empty();
    let everyone = people::at_home(composer);
    let of_child = everyone
        .iter()
        .filter(|(person, _)| person.entry == child.entry);
    for (_, own) in of_child {
        // A placement is told already; a home where the child stays part of the time is another.
        if is_placed && own.part_time.value() != Some(&true) {
            continue;
        }
        let with: Vec<(&Person, &Household)> = everyone
            .iter()
            .filter(|(person, stay)| {
                person.entry != child.entry && stay.household_id == own.household_id
            })
            .copied()
            .collect();
        found.push(home(child, Some(own), &with, composer)?);
    }
    if found.is_empty() && has_address_now(child, composer) {
        found.push(home(child, None, &[], composer)?);
    }
    if found.is_empty() && child.born.value().is_none() {
        found.extend(before_birth(composer)?);
    }
    Ok(Found::or(found, Recorded::Empty))
}

/// Whether an address is known to be the child's now: one of a layout that carries no dates of addresses,
/// as the home from which a child came into care, may be long past.
fn has_address_now(child: &Person, composer: &Composer<'_>) -> bool {
    let mut all = composer.case.records.addresses.iter();
    all.any(|it| {
        let is_dated = it.start.is_carried() || it.end.is_carried();
        is(&it.person_id, child) && is_dated && composer.phase(&it.start, &it.end) == Phase::Now
    })
}

/// A home of the child, who else lives there, and where it is: the child's own address, or for a home
/// where the child stays part of the time that of somebody who lives there.
fn home(
    child: &Person,
    own: Option<&Household>,
    with: &[(&Person, &Household)],
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let mut entries: Vec<usize> = own.iter().map(|stay| composer.entry(*stay, &[])).collect();
    let mut names = Vec::new();
    for (person, stay) in with {
        names.push(named(person, composer));
        entries.push(composer.entry(*stay, &[]));
    }
    let is_second = own.is_some_and(|stay| stay.part_time.value() == Some(&true));
    let (mut address, mut reach) = (String::new(), String::new());
    if is_second {
        for (person, _) in with {
            address = people::address(person, composer, &mut entries)?;
            if !address.is_empty() {
                break;
            }
        }
    } else {
        address = people::address(child, composer, &mut entries)?;
        reach = people::reach(child, composer, &mut entries)?;
    }
    let name = own.and_then(|stay| stay.household_name.value());
    let facts = Facts::from([
        ("home", name.map(phrases::encode).unwrap_or_default().into()),
        ("is_second", is_second.into()),
        ("address", address.into()),
        ("reach", reach.into()),
        (
            "company",
            phrases::joined(&names, composer.wording()).into(),
        ),
    ]);
    let words = phrases::say(composer.wording(), "front-living", &facts)?;
    let mut line = composer.line(child, vec![words]);
    line.entries.extend(entries);
    Ok(line)
}

/// The mother of a child who is not born yet, and where she lives.
fn before_birth(composer: &mut Composer<'_>) -> Result<Option<Line>, Issue> {
    let Some(mother) = mother(composer.case) else {
        return Ok(None);
    };
    let mut entries = Vec::new();
    let address = people::address(mother, composer, &mut entries)?;
    let reach = people::reach(mother, composer, &mut entries)?;
    let more = Facts::from([("address", address.into()), ("reach", reach.into())]);
    let mut line = line(mother, "front-unborn", more, composer)?;
    line.entries.extend(entries);
    Ok(Some(line))
}

/// A person's name, and in brackets what they are to the child.
fn named(person: &Person, composer: &Composer<'_>) -> String {
    let name = person.name.value().map(phrases::encode).unwrap_or_default();
    match relation(composer, person) {
        role if role.is_empty() => name,
        role => format!("{name} ({role})"),
    }
}
