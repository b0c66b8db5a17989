//! What stands twice where it should stand once: a person in two records, a home in two places.

use super::findings::{Findings, counted, named};
use super::lifetimes::Lives;
use super::rules;
use crate::issue::Issue;
use crate::model::declare::plain_key;
use crate::model::records::{Household, Person};
use crate::model::{Recorded, Records};

/// Words in place of a name; twins are both "Baby Surname" at first.
const PLACEHOLDERS: &[&str] = &[
    "unborn", "baby", "infant", "twin", "triplet", "unknown", "child", "boy", "girl", "female",
    "male",
];

/// Tells which people and households may be one too many.
pub(super) fn check(records: &Records, lives: &Lives<'_>, found: &mut Findings) {
    check_people(&records.people, found);
    check_households(&records.households, lives, found);
}

fn check_people(people: &[Person], found: &mut Findings) {
    let keyed = people.iter().filter_map(|person| {
        let born = person.born.value()?.exact_day()?;
        Some((born, full_name(person)?, &person.entry, person))
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
    for same in keyed.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1)) {
        if let [(_, _, first, _), _, ..] = same {
            let people: Vec<&Person> = same.iter().map(|(.., person)| *person).collect();
            found.add(first, same_person(&people));
        }
    }
}

/// The words of a name in any order, where it is a first and a last name at least.
fn full_name(person: &Person) -> Option<String> {
    let name = person.name.value()?.shown();
    let words = name.split_whitespace().map(plain_key);
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let long = words
        .iter()
        .filter(|word| word.chars().nth(1).is_some())
        .count();
    words.sort_unstable();
    let stands_in = |word: &String| PLACEHOLDERS.contains(&word.as_str());
    (long > 1 && !words.iter().any(stands_in)).then(|| words.join(" "))
}

fn same_person(people: &[&Person]) -> Issue {
    let names: Vec<String> = people
        .iter()
        .take(4)
        .map(|person| named(&person.entry))
        .collect();
    let more = if people.len() > names.len() {
        " and others"
    } else {
        ""
    };
    let message = format!(
        "{}{more} have the same full name and the same birth date",
        names.join(", "),
    );
    let origins = people.iter().flat_map(|person| &person.origins);
    rules::SAME_PERSON.issue(message).at_all(origins)
}

fn check_households(stays: &[Household], lives: &Lives<'_>, found: &mut Findings) {
    let current = stays.iter().filter(|stay| is_current(stay));
    let keyed = current.filter_map(|stay| Some((stay.person_id.value()?, stay)));
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by(|a, b| (a.0, &a.1.entry).cmp(&(b.0, &b.1.entry)));
    for stays in keyed.chunk_by(|a, b| a.0 == b.0) {
        let mut homes: Vec<_> = stays
            .iter()
            .map(|(_, stay)| stay.household_id.value())
            .collect();
        homes.sort_unstable();
        homes.dedup();
        let Some((id, first)) = stays.first().filter(|_| homes.len() > 1) else {
            continue;
        };
        let known = lives.person(&id.0);
        let who = known.map_or_else(|| "a person".to_owned(), |person| named(&person.entry));
        let homes = counted(homes.len(), "current household", "current households");
        let message = format!("{who} has {homes} at once, none of them marked as part time");
        let origins = stays.iter().flat_map(|(_, stay)| &stay.origins);
        let issue = rules::TWO_HOUSEHOLDS
            .issue(message)
            .value(&*id.0)
            .at_all(origins);
        found.add(&first.entry, issue);
    }
}

/// An export that cannot carry the end of a stay does not say which are current.
fn is_current(stay: &Household) -> bool {
    matches!(stay.end, Recorded::Empty | Recorded::None) && stay.part_time.value() != Some(&true)
}
