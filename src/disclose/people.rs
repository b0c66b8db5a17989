//! People whom family and court may not know: their names go from every text, in whole and in parts,
//! and with them their births, deaths and homes, which would tell that they exist.

use std::collections::HashSet;

use super::restrictions::Held;
use super::{Withheld, is_restricted, withhold};
use crate::model::codes::Standing;
use crate::model::records::Person;
use crate::model::{Case, Record, Recorded, Text};

/// Parts of names shorter than this are ordinary words more often than names.
const PART: usize = 4;

/// Hides everybody who is confidential, restricted or a member of the public, and returns the parts
/// of their names that nobody else of the case shares.
pub(super) fn hide(case: &mut Case, held: &[Held], withheld: &mut Vec<Withheld>) -> Vec<String> {
    let child = case.child().map(|child| child.entry.clone());
    let is_hidden = |person: &Person| {
        let public = person.standing.value() == Some(&Standing::Public);
        let confidential = person.confidential.value() == Some(&true);
        Some(&person.entry) != child.as_ref()
            && (public || confidential || is_restricted(person, held))
    };
    let (hidden, open): (Vec<&Person>, Vec<&Person>) = case
        .records
        .people
        .iter()
        .partition(|person| is_hidden(person));
    let known: HashSet<String> = open
        .into_iter()
        .flat_map(parts)
        .map(|it| it.to_lowercase())
        .collect();
    let secret = hidden.iter().flat_map(|person| parts(person));
    let secret: Vec<String> = secret
        .filter(|part| !known.contains(&part.to_lowercase()))
        .collect();
    let ids: HashSet<String> = hidden
        .iter()
        .map(|person| person.entry.key.to_string())
        .collect();
    for person in case
        .records
        .people
        .iter_mut()
        .filter(|it| ids.contains(&*it.entry.key))
    {
        let row = person.entry.to_string();
        for words in [
            &mut person.name,
            &mut person.known_as,
            &mut person.former_names,
        ] {
            withhold(words, "confidential", &row, withheld);
        }
        person.born = Recorded::NotCarried;
        person.died = Recorded::NotCarried;
    }
    case.records.households.retain(|stay| !names(stay, &ids));
    case.records.relationships.retain(|tie| !names(tie, &ids));
    secret
}

/// The names that everybody of the case may know, in lower case.
pub(super) fn open_names(case: &Case) -> HashSet<String> {
    let people = case.records.people.iter();
    let named = people.flat_map(|person| [&person.name, &person.known_as]);
    named
        .filter_map(|name| name.value())
        .map(|name| name.shown().to_lowercase())
        .collect()
}

/// The parts of those names, in lower case.
pub(super) fn open_parts(case: &Case) -> HashSet<String> {
    let people = case.records.people.iter();
    people
        .flat_map(parts)
        .map(|part| part.to_lowercase())
        .collect()
}

fn names<R: Record>(record: &R, ids: &HashSet<String>) -> bool {
    let mut named = false;
    record.each_reference(&mut |_, id| named |= ids.contains(id));
    named
}

/// Forenames and surnames, without titles and initials.
fn parts(person: &Person) -> Vec<String> {
    let names = [&person.name, &person.known_as, &person.former_names];
    let words: Vec<String> = names
        .iter()
        .filter_map(|name| name.value())
        .map(Text::shown)
        .collect();
    let split = words
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '\''));
    let named = split.filter(|part| {
        part.chars().count() >= PART && part.chars().next().is_some_and(char::is_uppercase)
    });
    named.map(str::to_owned).collect()
}
