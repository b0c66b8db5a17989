//! A person of a family tree: names, sex, birth and death.

use super::faults;
use super::lines::Node;
use super::reading::Reading;
use crate::issue::Origin;
use crate::model::records::Person;
use crate::model::{EntryId, Recorded, When};

/// The tags of a person that are read, here and where families are put together.
pub(super) const READ: &[&str] = &[
    "NAME", "SEX", "BIRT", "DEAT", "BURI", "CREM", "FAMC", "FAMS", "ADOP", "RESN", "RELI", "ASSO",
    "NO",
];

/// What a parent is called goes by their sex, never by HUSB or WIFE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Male,
    Female,
    /// Neither, not known, or another word.
    Other,
}

/// The sex that a record gives.
pub(super) fn sex(record: Node<'_>) -> Sex {
    match record.words_of("SEX").to_lowercase().as_str() {
        "m" | "male" => Sex::Male,
        "f" | "female" => Sex::Female,
        _ => Sex::Other,
    }
}

/// Reads a person.
pub(super) fn read(record: Node<'_>, out: &mut Reading<'_>) -> Person {
    let entry = EntryId::of("person", record.xref());
    let mut person = Person::bare(entry, out.at(record, "INDI"));
    names(record, &mut person, out);
    person.gender = gender(record, out);
    person.born = birth(record, out);
    death(record, &mut person, out);
    let religion = out.at(record, "RELI");
    person.religion = out.text(&record.words_of("RELI"), &religion);
    let notice = record.words_of("RESN").to_lowercase();
    let is_private = ["confidential", "privacy"]
        .iter()
        .any(|word| notice.contains(word));
    person.confidential = Recorded::from(is_private.then_some(true));
    person
}

/// The first name is the one in use; the others are nicknames or former names by their kind.
fn names(record: Node<'_>, person: &mut Person, out: &mut Reading<'_>) {
    let at = out.at(record, "NAME");
    let mut names = record
        .all("NAME")
        .map(|name| (name, displayed(name)))
        .filter(|(_, words)| !words.is_empty());
    let current = names.next().map(|(_, words)| words).unwrap_or_default();
    let (mut known, mut former) = (Vec::new(), Vec::new());
    for (name, words) in names.filter(|(_, words)| *words != current) {
        let kind = name.words_of("TYPE").to_lowercase();
        match kind.as_str() {
            "aka" | "nickname" | "nick" => known.push(words),
            _ => former.push(words),
        }
    }
    known.extend(record.all("NAME").map(|name| name.words_of("NICK")));
    known.retain(|words| !words.is_empty());
    person.name = out.text(&current, &at);
    person.known_as = out.text(&known.join("; "), &at);
    person.former_names = out.text(&former.join("; "), &at);
}

/// The name as it is displayed: without the slashes round the surname.
fn displayed(name: Node<'_>) -> String {
    let whole = name.words().replace('/', " ");
    let mut parts: Vec<&str> = whole.split_whitespace().collect();
    let (given, surname) = (name.words_of("GIVN"), name.words_of("SURN"));
    if parts.is_empty() {
        parts.extend(given.split_whitespace());
        parts.extend(surname.split_whitespace());
    }
    parts.join(" ")
}

/// X says that neither word fits; U and N that nobody knows.
fn gender(record: Node<'_>, out: &mut Reading<'_>) -> Recorded<crate::model::Text> {
    let at = out.at(record, "SEX");
    let words = record.words_of("SEX");
    if record.all("SEX").any(|other| other.words() != words) {
        out.fault(faults::TWO_VALUES, std::slice::from_ref(&at), "");
    }
    match sex(record) {
        Sex::Male => out.text("male", &at),
        Sex::Female => out.text("female", &at),
        Sex::Other => match words.to_lowercase().as_str() {
            "x" => out.text("other", &at),
            "" | "u" | "n" => Recorded::Empty,
            _ => {
                out.fault(faults::UNKNOWN_SEX, std::slice::from_ref(&at), &words);
                out.text(&words, &at)
            }
        },
    }
}

fn birth(record: Node<'_>, out: &mut Reading<'_>) -> Recorded<When> {
    let at = out.at(record, "BIRT");
    Recorded::from(first_date(record, "BIRT", &at, out))
}

/// The first date of such an event; another that differs is told.
fn first_date(record: Node<'_>, tag: &str, at: &Origin, out: &mut Reading<'_>) -> Option<When> {
    let mut dates = record.all(tag).filter_map(|event| event.child("DATE"));
    let first = dates.next()?;
    if dates.any(|other| other.words() != first.words()) {
        out.fault(faults::TWO_VALUES, std::slice::from_ref(at), "");
    }
    out.moment(first, at)
}

fn death(record: Node<'_>, person: &mut Person, out: &mut Reading<'_>) {
    let at = out.at(record, "DEAT");
    let took_place =
        |event: &Node<'_>| event.value().starts_with(['Y', 'y']) || event.children().count() > 0;
    let events = || {
        record
            .children()
            .filter(|it| matches!(it.tag(), "DEAT" | "BURI" | "CREM"))
    };
    let is_denied = record.all("NO").any(|event| event.value() == "DEAT");
    let has_died = events().any(|event| took_place(&event));
    person.died = first_date(record, "DEAT", &at, out).into();
    person.deceased = Recorded::Empty;
    if has_died && person.died.value().is_none() {
        person.deceased = Recorded::Value(true);
    } else if is_denied && !has_died {
        person.died = Recorded::None;
    } else if !has_died && events().next().is_some() {
        out.fault(faults::BARE_DEATH, &[at], "");
    }
}
