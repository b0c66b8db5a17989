//! Everybody whom a case knows, and what is proposed of each (rules 24 and 25): kept is what the subject knows
//! or who lived and worked with them; withheld who did not, and what is another person's own.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::details::Detail;
use super::names::{self, Lexicon, Spelling, Strength};
use super::request::Request;
use super::rows::{Outcome, Why};
use super::streets::Streets;
use super::ties::Ties;
use super::values;
use crate::model::codes::Standing;
use crate::model::records::{Person, Worker};
use crate::model::{Case, Id, Ids, Recorded, Records, Text};

/// A value that identifies somebody, in one of its spellings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub detail: Detail,
    /// The value by which all its spellings are known.
    pub value: String,
    pub words: String,
    /// How much it says of whose it is.
    pub strength: Strength,
}

/// Somebody whom the case knows.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The id of the person or worker.
    pub id: String,
    /// Whether they are a worker of the authority.
    pub is_worker: bool,
    /// Whether they are the subject.
    pub is_subject: bool,
    /// Whether only records beside the case know them: bystanders, and people of cases that are not joined.
    pub is_elsewhere: bool,
    /// What they are to the case, by its word.
    pub standing: Option<String>,
    /// The name as it is used now.
    pub name: Option<String>,
    /// The names recorded: now, known as, before.
    names: Vec<String>,
    /// The values that identify them.
    values: Vec<Value>,
    /// What is proposed of their name, and why.
    pub proposal: (Outcome, Why),
    /// How close they are, which decides over details.
    close: bool,
}

impl Known {
    /// Every spelling of their names, each with whether it is an ordinary word too.
    pub fn names(&self, lexicon: &Lexicon) -> Vec<(Spelling, bool)> {
        let each = self.names.iter();
        let each = each.flat_map(|name| names::spellings(name, &self.names, lexicon));
        let all: BTreeSet<Spelling> = each.collect();
        let own = all.iter().map(|it| it.words.as_str()).collect();
        let is_ordinary = |it: &Spelling| {
            let single = names::singular(&it.words, &own).unwrap_or(&it.words);
            let small = it.words.to_lowercase();
            match it.strength {
                Strength::Whole => false,
                // "GP" and "PE" are seldom anybody's initials.
                Strength::Initials => lexicon.capitals.contains(&small),
                _ => lexicon.is_ordinary(&small) || lexicon.is_ordinary(single),
            }
        };
        let each = all.iter().map(|it| (it.clone(), is_ordinary(it)));
        // Of people elsewhere a short form or initials that are an ordinary word say nothing.
        each.filter(|(it, ordinary)| {
            !self.is_elsewhere || !ordinary || it.strength == Strength::Part
        })
        .collect()
    }

    /// The spellings that say by themselves who is meant: of people elsewhere no ordinary word does.
    pub fn telling_names(&self, lexicon: &Lexicon) -> BTreeSet<Spelling> {
        let each = self.names(lexicon).into_iter();
        let each = each.filter(|(_, ordinary)| !self.is_elsewhere || !ordinary);
        each.map(|(spelling, _)| spelling).collect()
    }

    /// The values that identify them, in every spelling.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Whether anything of that kind is recorded of them.
    pub fn holds(&self, detail: Detail) -> bool {
        self.values.iter().any(|known| known.detail == detail)
    }

    /// What is proposed of a kind of detail, and why.
    pub fn proposed(&self, detail: Detail) -> (Outcome, Why) {
        let (outcome, why) = self.proposal;
        let own = self.is_subject || detail == Detail::Name;
        let with_name = match why {
            Why::Professional => detail == Detail::Contact,
            Why::Died => true,
            _ => self.close && matches!(detail, Detail::BirthDate | Detail::Facts),
        };
        match outcome {
            Outcome::Keep if !own && !with_name => (Outcome::Withhold, Why::OthersDetail),
            _ => (outcome, why),
        }
    }
}

/// Everybody of a case: people, then workers; then those whom only other records know.
pub(super) fn all(
    case: &Case,
    elsewhere: &[&Records],
    request: &Request,
    streets: &Streets<'_>,
) -> Vec<Known> {
    let ties = Ties::of(case, request);
    let told = |person, records| {
        let values = values_of(person, records, streets);
        known_person(person, values, &ties, request)
    };
    let people = case.records.people.iter();
    let people = people.map(|person| told(person, &case.records));
    let workers = case.records.workers.iter().map(known_worker);
    let mut all: Vec<Known> = people.chain(workers).collect();
    let mut seen: BTreeSet<String> = all
        .iter()
        .filter(|it| !it.is_worker)
        .map(|it| it.id.clone())
        .collect();
    for records in elsewhere {
        for person in records
            .people
            .iter()
            .filter(|it| seen.insert(it.entry.key.to_string()))
        {
            all.push(Known {
                is_elsewhere: true,
                ..told(person, records)
            });
        }
    }
    all
}

fn known_worker(worker: &Worker) -> Known {
    let name = worker.worker_name.value().map(Text::shown);
    Known {
        id: worker.entry.key.to_string(),
        is_worker: true,
        is_subject: false,
        is_elsewhere: false,
        standing: None,
        names: name.iter().cloned().collect(),
        name,
        values: Vec::new(),
        proposal: (Outcome::Keep, Why::Professional),
        close: false,
    }
}

fn known_person(person: &Person, values: Vec<Value>, ties: &Ties, request: &Request) -> Known {
    let id = person.entry.key.to_string();
    let names = [&person.name, &person.known_as, &person.former_names];
    let names = names
        .iter()
        .filter_map(|name| name.value())
        .map(Text::shown);
    // Several former names stand in one field.
    let names = names.flat_map(|names| {
        names
            .split([';', '/'])
            .map(|it| it.trim().to_owned())
            .collect::<Vec<_>>()
    });
    Known {
        is_worker: false,
        is_subject: id == request.subject,
        names: names.filter(|name| !name.is_empty()).collect(),
        values,
        is_elsewhere: false,
        standing: told_as(person),
        name: person.name.value().map(Text::shown),
        proposal: proposal(person, ties, request),
        close: ties.relatives.contains(&id) || ties.lived_with.contains(&id),
        id,
    }
}

/// What somebody is to the case, in a word that names nobody: their role where it is one word, else their standing.
fn told_as(person: &Person) -> Option<String> {
    let role = person.role.value().map(Text::shown);
    let plain =
        |role: &String| role.chars().all(|c| c.is_lowercase() || c == '-') && !role.is_empty();
    let standing = person.standing.value().map(|it| it.word().to_owned());
    role.filter(plain).or(standing)
}

/// What identifies a person beside the name: dates, homes, telephones, numbers.
fn values_of(person: &Person, records: &Records, streets: &Streets<'_>) -> Vec<Value> {
    let days = [&person.born, &person.died]
        .into_iter()
        .filter_map(|it| it.value()?.exact_day());
    let days = days.flat_map(dated);
    let homes = homes(&person.entry.key, records);
    let roads = homes.iter().flat_map(|home| {
        let spellings = streets.of_address(home);
        let street = spellings.first().map(|it| it.words.to_lowercase());
        spellings.into_iter().map(move |it| Value {
            detail: Detail::Home,
            value: street.clone().unwrap_or_default(),
            words: it.words,
            strength: it.strength,
        })
    });
    let own = own_values(&person.entry.key, records, &homes);
    let own = own
        .into_iter()
        .filter(|(_, words)| values::is_telling(words));
    let own = own.map(|(detail, words)| Value {
        detail,
        value: words.clone(),
        words,
        strength: Strength::Whole,
    });
    days.chain(own).chain(roads).collect()
}

/// A date in every spelling, and its month.
fn dated(day: NaiveDate) -> Vec<Value> {
    let value = |strength| {
        move |words| Value {
            detail: Detail::BirthDate,
            value: day.to_string(),
            words,
            strength,
        }
    };
    let days = values::of_date(day).into_iter();
    let months = values::month_of_date(day).into_iter();
    days.map(value(Strength::Whole))
        .chain(months.map(value(Strength::MonthOfDate)))
        .collect()
}

/// The addresses and postcodes at which somebody lives or lived, or has cared for a child.
fn homes(id: &str, records: &Records) -> Vec<String> {
    let own = |it: &Recorded<Id>| it.value().is_some_and(|it| *it.0 == *id);
    let shown = |it: &Recorded<Text>| it.value().map(Text::shown);
    let homes = records.addresses.iter().filter(|it| own(&it.person_id));
    let homes = homes.flat_map(|it| [shown(&it.address), shown(&it.postcode)]);
    let cares = |ids: &Ids| ids.0.iter().any(|it| *it.0 == *id);
    let placements = records.placements.iter();
    let placements = placements.filter(|it| it.carers.value().is_some_and(cares));
    let placements = placements.map(|it| shown(&it.placement_address));
    homes.chain(placements).flatten().collect()
}

/// The homes, telephones and numbers that records hold of somebody.
fn own_values(id: &str, records: &Records, homes: &[String]) -> Vec<(Detail, String)> {
    let own = |it: &Recorded<Id>| it.value().is_some_and(|it| *it.0 == *id);
    let shown = |it: &Recorded<Text>| it.value().map(Text::shown);
    let homes = homes.iter().flat_map(|it| values::of_address(it));
    let contacts = records.contact_details.iter();
    let contacts = contacts.filter(|it| own(&it.person_id));
    let contacts = contacts.filter_map(|it| shown(&it.detail));
    let numbers = records.identifiers.iter().filter(|it| own(&it.person_id));
    let numbers = numbers.filter_map(|it| shown(&it.number));
    homes
        .map(|words| (Detail::Home, words))
        .chain(contacts.map(|words| (Detail::Contact, words)))
        .chain(numbers.map(|words| (Detail::Numbers, words)))
        .collect()
}

/// Rule 24, from the surest reason to the least.
fn proposal(person: &Person, ties: &Ties, request: &Request) -> (Outcome, Why) {
    let id = &*person.entry.key;
    let standing = person.standing.value();
    let has = |set: &BTreeSet<String>| set.contains(id);
    let confidential = person.confidential.value() == Some(&true);
    let met = has(&ties.lived_with) || has(&ties.in_contact);
    let relative = has(&ties.relatives);
    match () {
        () if id == request.subject => (Outcome::Keep, Why::Subject),
        () if Some(id) == request.requester_id.as_deref() => (Outcome::Keep, Why::Requester),
        () if has(&ties.referrers) => (Outcome::Withhold, Why::Referrer),
        () if standing == Some(&Standing::Public) => (Outcome::Withhold, Why::Public),
        () if has(&ties.adopters) => (Outcome::Withhold, Why::Adopter),
        () if standing == Some(&Standing::Professional) => (Outcome::Keep, Why::Professional),
        () if standing == Some(&Standing::Carer) || has(&ties.carers) => {
            (Outcome::Keep, Why::Carer)
        }
        () if has(&ties.adopted_away) && !met => (Outcome::Silent, Why::ExistenceUnknown),
        () if confidential && relative && !met => (Outcome::Silent, Why::ExistenceUnknown),
        () if confidential => (Outcome::Withhold, Why::Confidential),
        () if has(&ties.parents) => (Outcome::Keep, Why::Parent),
        () if standing == Some(&Standing::Child) && !relative => {
            (Outcome::Withhold, Why::OtherChild)
        }
        () if has(&ties.lived_with) => (Outcome::Keep, Why::LivedWith),
        () if has(&ties.in_contact) => (Outcome::Keep, Why::InContact),
        () if is_dead(person) => (Outcome::Keep, Why::Died),
        () if relative => (Outcome::Keep, Why::Relative),
        () => (Outcome::Withhold, Why::NotShownToKnow),
    }
}

fn is_dead(person: &Person) -> bool {
    person.died.value().is_some() || person.deceased.value() == Some(&true)
}
