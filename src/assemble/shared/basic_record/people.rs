//! The people of a case: who lives with the child, family and others who are close, professionals; what
//! each is to the child, and how to reach them.

use std::collections::BTreeSet;

use super::composer::Composer;
use super::relation::{has_died, relation, responsibility, tie};
use super::sheet::{Block, Line, Section, Shape};
use crate::assemble::shared::phases::Phase;
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::codes::Standing;
use crate::model::records::{Address, Household, Person};
use crate::model::{Id, Recorded, Text, When};
use crate::wording::Facts;

/// Whether a field names this person.
pub(in crate::assemble) fn is(field: &Recorded<Id>, person: &Person) -> bool {
    field.value().is_some_and(|id| id.0 == person.entry.key)
}

/// The section's tables of people.
pub(in crate::assemble) fn tell(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let home = at_home(composer);
    let at_home: BTreeSet<&str> = home.iter().map(|(person, _)| &*person.entry.key).collect();
    let mut lines = Vec::new();
    for (person, stay) in &home {
        lines.push(line(person, "front-who", (Some(stay), true), composer)?);
    }
    add("at_home", lines, "household", composer, section);
    let others = composer.case.records.people.iter();
    let others: Vec<&Person> = others
        .filter(|person| !at_home.contains(&*person.entry.key))
        .filter(|person| {
            composer
                .case
                .child()
                .is_none_or(|it| it.entry != person.entry)
        })
        .collect();
    let (dead, living): (Vec<&Person>, Vec<&Person>) =
        others.into_iter().partition(|it| has_died(composer, it));
    let of = |group: fn(&Composer<'_>, &Person) -> bool, composer: &Composer<'_>| {
        let found = living.iter().filter(|person| group(composer, person));
        found.copied().collect::<Vec<&Person>>()
    };
    for (name, group) in GROUPS {
        let mut lines = Vec::new();
        for person in of(*group, composer) {
            let stay = current_stay(composer, person);
            lines.push(line(person, "front-who", (stay, false), composer)?);
        }
        // A layout without relationships has nobody beside the child.
        add(name, lines, "relationship", composer, section);
    }
    tell_dead(&dead, composer)
}

/// Groups of people who do not live with the child, and who belongs to each.
type Group = (&'static str, fn(&Composer<'_>, &Person) -> bool);

const GROUPS: &[Group] = &[
    ("family", is_family),
    ("professionals", |_, person| is_professional(person)),
];

pub(super) fn is_professional(person: &Person) -> bool {
    person.standing.value() == Some(&Standing::Professional)
}

/// Family and those close to the child. Carers of the past and members of the public, such as those who
/// rang with a worry, are no part of it unless the child is close to them.
pub(super) fn is_family(composer: &Composer<'_>, person: &Person) -> bool {
    let is_close = person.close_to_child.value() == Some(&true);
    match person.standing.value() {
        Some(Standing::Professional) => false,
        Some(Standing::Public) => is_close,
        Some(Standing::Carer) => is_close || cares_now(composer, person),
        _ => true,
    }
}

/// Whether the child is placed with this person now.
pub(super) fn cares_now(composer: &Composer<'_>, person: &Person) -> bool {
    super::kinds::PLACEMENTS
        .current(composer)
        .iter()
        .filter_map(|placement| placement.carers.value())
        .any(|carers| carers.0.iter().any(|id| id.0 == person.entry.key))
}

/// Who lives in a home where the child lives now, the child first.
pub(in crate::assemble) fn at_home<'a>(
    composer: &Composer<'a>,
) -> Vec<(&'a Person, &'a Household)> {
    let Some(child) = composer.case.child() else {
        return Vec::new();
    };
    let stays: Vec<&Household> = composer
        .case
        .records
        .households
        .iter()
        .filter(|stay| composer.phase(&stay.start, &stay.end) == Phase::Now)
        .collect();
    let homes: BTreeSet<&Recorded<Id>> = stays
        .iter()
        .filter(|stay| is(&stay.person_id, child))
        .map(|stay| &stay.household_id)
        .collect();
    let mut found: Vec<(&Person, &Household)> = stays
        .into_iter()
        .filter(|stay| homes.contains(&stay.household_id))
        .filter_map(|stay| Some((composer.case.person(&stay.person_id.value()?.0)?, stay)))
        .filter(|(person, _)| !has_died(composer, person))
        .collect();
    found.sort_by_key(|(person, stay)| {
        (
            person.entry != child.entry,
            &stay.household_id,
            born(person),
        )
    });
    found
}

fn born(person: &Person) -> Option<chrono::NaiveDate> {
    dates::birth(person).map(|(born, _)| born.earliest())
}

/// Where a person lives now, as far as a household tells it.
pub(super) fn current_stay<'a>(composer: &Composer<'a>, person: &Person) -> Option<&'a Household> {
    let mut stays = composer.case.records.households.iter();
    stays.find(|stay| {
        is(&stay.person_id, person) && composer.phase(&stay.start, &stay.end) == Phase::Now
    })
}

/// Adds a table of people, or notes that there are none.
fn add(name: &str, lines: Vec<Line>, record: &str, composer: &Composer<'_>, section: &mut Section) {
    if lines.is_empty() {
        let absence = carried::absence(composer.case, record);
        section
            .absent
            .note(composer.term(&format!("front.list.{name}")), &absence);
        return;
    }
    let heading = |key: &str| composer.term(&format!("front.column.{key}"));
    let mut headings = vec![
        composer.term(&format!("front.label.{name}")),
        heading("who"),
        heading("born"),
        heading("home"),
    ];
    let is_dated = lines.iter().any(|line| !line.cells[BORN].is_blank());
    let (shape, lines) = match is_dated {
        true => (Shape::People, lines),
        // Nobody's birth is recorded, as is usual of professionals: the others get its room.
        false => {
            headings.remove(BORN);
            let narrow = lines.into_iter().map(|line| line.without(BORN));
            (Shape::Professionals, narrow.collect())
        }
    };
    section.add(Block::Table {
        shape,
        headings,
        lines,
        note: String::new(),
    });
}

/// The column of births.
const BORN: usize = 2;

/// A person in a row: name, who they are by a template, birth, home and how to reach them.
pub(super) fn line(
    person: &Person,
    phrase: &str,
    (stay, lives_with_child): (Option<&Household>, bool),
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let name = composer.say(person, "front-name", Facts::new())?;
    let who = who(person, phrase, composer)?;
    let born = Text::words(birth_and_age(person, composer));
    let mut entries = Vec::new();
    let mut facts = Facts::from([("stay", "".into())]);
    if let Some(stay) = stay {
        let more = Facts::from([("is_home", lives_with_child.into())]);
        let said = composer.say(stay, "front-stay", more)?;
        facts.insert("stay", phrases::encode(&said).into());
        entries.push(composer.entry(stay, &[said]));
    }
    if let Some((tie, _)) = tie(composer.case, person) {
        entries.push(composer.entry(tie, &[]));
    }
    // The child's address stands at the home where they live all the time, and once.
    let is_second = stay.is_some_and(|stay| stay.part_time.value() == Some(&true));
    let is_child = composer
        .case
        .child()
        .is_some_and(|it| it.entry == person.entry);
    let mut home = address(person, composer, &mut entries)?;
    if lives_with_child && ((is_child && is_second) || shares_address(person, composer)) {
        home.clear();
    }
    facts.insert("address", home.into());
    facts.insert("reach", reach(person, composer, &mut entries)?.into());
    let home = phrases::say(composer.wording(), "front-home", &facts)?;
    let mut line = composer.line(person, vec![name, who, born, home]);
    line.entries.extend(entries);
    Ok(line)
}

fn who(person: &Person, phrase: &str, composer: &Composer<'_>) -> Result<Text, Issue> {
    if composer
        .case
        .child()
        .is_some_and(|it| it.entry == person.entry)
    {
        // All else stands in the child's own section.
        let said = composer.term("front.child_row");
        return Ok(Text::words(said));
    }
    let more = Facts::from([
        ("relation", relation(composer, person).into()),
        ("responsibility", responsibility(composer, person).into()),
        // The flag names no child, so that among siblings it cannot be said which of them is meant.
        ("is_shared", (!composer.case.shares_with.is_empty()).into()),
        ("no_contact", may_not_have_contact(composer, person).into()),
    ]);
    composer.say(person, phrase, more)
}

/// Whether it is recorded that a person may have no contact with the child now.
fn may_not_have_contact(composer: &Composer<'_>, person: &Person) -> bool {
    let current = super::kinds::CONTACT.current(composer);
    let mut refused = current
        .into_iter()
        .filter(|it| it.no_contact.value() == Some(&true));
    refused.any(|it| is(&it.person_id, person))
}

/// Whether the home of a person who lives with the child is the one that stands beside the child already.
fn shares_address(person: &Person, composer: &Composer<'_>) -> bool {
    let lines = |of: &Person| -> BTreeSet<String> {
        let all = composer.case.records.addresses.iter();
        let own = all.filter(|it| is(&it.person_id, of));
        let now = own.filter(|it| composer.phase(&it.start, &it.end) == Phase::Now);
        now.filter_map(|it| it.address.value())
            .map(Text::to_string)
            .collect()
    };
    let child = composer.case.child().filter(|it| it.entry != person.entry);
    child.is_some_and(|child| lines(person).is_subset(&lines(child)))
}

/// The date of birth and the age now, or that the birth is expected.
fn birth_and_age(person: &Person, composer: &Composer<'_>) -> String {
    let wording = composer.wording();
    let Some((born, _)) = dates::birth(person) else {
        return String::new();
    };
    let short = dates::short(&born, wording);
    if person.born.value().is_none() {
        return wording.fill("face.expected", &short);
    }
    let age = dates::age(Some(person), &When::day(composer.day), wording);
    format!("{short}, {age}")
}

/// The address of a person now, with a warning where it is confidential.
pub(in crate::assemble) fn address(
    person: &Person,
    composer: &mut Composer<'_>,
    entries: &mut Vec<usize>,
) -> Result<String, Issue> {
    let all = composer.case.records.addresses.iter();
    let own: Vec<&Address> = all
        .filter(|it| is(&it.person_id, person))
        .filter(|it| composer.phase(&it.start, &it.end) == Phase::Now)
        .collect();
    let mut said = Vec::new();
    for address in own {
        let words = composer.say(address, "front-address", Facts::new())?;
        said.push(phrases::encode(&words));
        entries.push(composer.entry(address, &[words]));
    }
    Ok(said.join(" ¶ "))
}

/// Telephone numbers and the like, with a warning where they are confidential.
pub(in crate::assemble) fn reach(
    person: &Person,
    composer: &mut Composer<'_>,
    entries: &mut Vec<usize>,
) -> Result<String, Issue> {
    let all = composer.case.records.contact_details.iter();
    let mut said = Vec::new();
    for detail in all.filter(|it| is(&it.person_id, person)) {
        let words = composer.say(detail, "front-reach", Facts::new())?;
        said.push(phrases::encode(&words));
        entries.push(composer.entry(detail, &[words]));
    }
    Ok(said.join(" ¶ "))
}

/// People of the family who have died stand apart, by the day of their death.
fn tell_dead(dead: &[&Person], composer: &mut Composer<'_>) -> Result<(), Issue> {
    let mut lines = Vec::new();
    let family: Vec<&&Person> = dead.iter().filter(|it| is_family(composer, it)).collect();
    for person in family {
        let more = Facts::from([("relation", relation(composer, person).into())]);
        let words = composer.say(*person, "front-died", more)?;
        let when = person
            .died
            .value()
            .map(|died| dates::short(died, composer.wording()));
        let when = Text::words(when.unwrap_or_default());
        lines.push(composer.line(*person, vec![when, words]));
    }
    if !lines.is_empty() {
        let table = super::lasting::dated("died", lines, String::new(), composer);
        composer.add_past(table);
    }
    Ok(())
}
