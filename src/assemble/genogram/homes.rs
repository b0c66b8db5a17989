//! Who lives together on the day of the drawing: a ring for every home in which two people of the drawing
//! live, or an index child; a child in two homes stands in two.

use std::collections::BTreeMap;

use super::kindred::Kindred;
use super::members::{has_died, told};
use crate::assemble::Brief;
use crate::assemble::shared::phases::{self, Phase};
use crate::diagram::genogram::family::{self, Who};
use crate::model::Case;
use crate::model::records::Household;

/// The stays that hold on a day, by home, each with its person's place in the family.
pub(super) fn current<'a>(
    kindred: &Kindred<'_>,
    case: &'a Case,
    brief: &Brief<'_>,
) -> BTreeMap<&'a str, Vec<(Who, &'a Household)>> {
    let mut homes: BTreeMap<&str, Vec<(Who, &Household)>> = BTreeMap::new();
    for stay in &case.records.households {
        let now = phases::on(brief.as_at, &stay.start, &stay.end) == Phase::Now;
        let hidden = crate::disclose::is_withheld(stay, case);
        let person = stay.person_id.value().and_then(|it| case.person(&it.0));
        let person = person.filter(|person| now && !hidden && !has_died(person, brief));
        let who = person.and_then(|person| kindred.who(person));
        if let (Some(who), Some(home)) = (who, stay.household_id.value()) {
            let members = homes.entry(&home.0).or_default();
            if !members.iter().any(|(known, _)| *known == who) {
                members.push((who, stay));
            }
        }
    }
    homes
        .values_mut()
        .for_each(|it| it.sort_by_key(|(who, _)| *who));
    homes
}

/// Gives the family its homes.
pub(super) fn add(kindred: &mut Kindred<'_>, case: &Case, brief: &Brief<'_>) {
    let homes = current(kindred, case, brief);
    for (id, members) in homes {
        let people = &kindred.family.people;
        let has_index = members.iter().any(|(who, _)| people[*who].index);
        if members.len() < 2 && !has_index {
            continue;
        }
        let day = brief.as_at.format("%d/%m/%Y").to_string();
        let name = name(&members, brief);
        kindred.family.households.push(family::Household {
            id: id.to_owned(),
            words: format!("{name}, {day}"),
            members: members.iter().map(|(who, _)| *who).collect(),
        });
    }
}

/// What the home is called, or that it has no name.
pub(super) fn name(members: &[(Who, &Household)], brief: &Brief<'_>) -> String {
    let mut names = members
        .iter()
        .filter_map(|(_, stay)| stay.household_name.value());
    let shown = names.find(|name| !name.is_blank() && !name.shown().is_empty());
    shown.map_or_else(
        || brief.wording.term("genogram.home").to_owned(),
        |name| told(name, brief.wording),
    )
}
