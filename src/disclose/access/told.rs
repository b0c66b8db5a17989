//! What is told of people who are not told in full.

use crate::issue::Origin;
use crate::model::records::Person;
use crate::model::{Recorded, Text};

/// Somebody by their description: nothing else of them but what they are to the case.
pub(super) fn anonymous(person: &Person, description: &str) -> Person {
    let mut told = Person::bare(person.entry.clone(), origin_of(person));
    told.name = Recorded::Value(Text::words(description));
    told.standing = person.standing.clone();
    told.how_many = person.how_many;
    told
}

/// Somebody by name and what they are to the case.
pub(super) fn without_facts(person: &Person) -> Person {
    let mut told = Person::bare(person.entry.clone(), origin_of(person));
    told.name = person.name.clone();
    told.known_as = person.known_as.clone();
    told.born = person.born;
    told.died = person.died;
    told.deceased = person.deceased;
    told.identity = person.identity.clone();
    told.how_many = person.how_many;
    told.standing = person.standing.clone();
    told.role = person.role.clone();
    told.agency = person.agency.clone();
    told
}

fn origin_of(person: &Person) -> Origin {
    let origin = person.origins.first().cloned();
    origin.unwrap_or_else(|| Origin::file(""))
}
