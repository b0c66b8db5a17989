//! The people of a case: who lives with the child, family and others who are close, professionals; what
//! each is to the child, and how to reach them.

use std::collections::BTreeSet;

use super::composer::Composer;
use super::sheet::{Block, Line, Section, Shape};
use crate::assemble::shared::phases::Phase;
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::codes::{Relation, Standing};
use crate::model::records::{Address, Household, Person, Relationship};
use crate::model::{Case, Id, Recorded, Text, When};
use crate::wording::Facts;

/// Whether a field names this person.
pub(super) fn is(field: &Recorded<Id>, person: &Person) -> bool {
    field.value().is_some_and(|id| id.0 == person.entry.key)
}

/// The relationship in which a person is something to the child, or the child to them: and which of both.
fn tie<'a>(case: &'a Case, person: &Person) -> Option<(&'a Relationship, bool)> {
    let child = case.child()?;
    let mut ties = case.records.relationships.iter().filter_map(|tie| {
        let to_child = is(&tie.person_id, person) && is(&tie.other_person_id, child);
        let from_child = is(&tie.person_id, child) && is(&tie.other_person_id, person);
        (to_child || from_child).then_some((tie, to_child))
    });
    // What the person is to the child is told as it is recorded; the other way round it is turned.
    let first = ties.next()?;
    Some(
        ties.find(|(_, to_child)| *to_child && !first.1)
            .unwrap_or(first),
    )
}

/// What a person is to the child, in words that may be empty.
pub(super) fn relation(composer: &Composer<'_>, person: &Person) -> String {
    let case = composer.case;
    if case
        .child()
        .is_some_and(|child| child.entry == person.entry)
    {
        return composer.term("front.the_child");
    }
    let role = person.role.value().map(phrases::encode);
    let tied = tie(case, person).and_then(|(tie, to_child)| {
        let relation = tie.relation.value()?;
        let key = match to_child {
            true => "relation",
            false => "relation_back",
        };
        let term = format!("front.{key}.{}", relation.word());
        let said = match composer.wording().term(&term) {
            // A word outside the set is told as it was found.
            same if same == term => relation.word().to_owned(),
            said => said.to_owned(),
        };
        Some((said, is_exact(relation)))
    });
    let is_child = person.standing.value() == Some(&Standing::Child);
    match (tied, role) {
        (Some((said, exact)), role) if exact || is_child || role.is_none() => said,
        (None, _) if is_sibling(case, person) => composer.term("front.sibling"),
        (_, Some(role)) => role,
        (_, None) => String::new(),
    }
}

/// Whether the word of a relation says as much as any role could.
fn is_exact(relation: &Relation) -> bool {
    matches!(
        relation,
        Relation::Mother
            | Relation::Father
            | Relation::Parent
            | Relation::AdoptiveParent
            | Relation::Guardian
            | Relation::StepParent
            | Relation::Twin
    )
}

/// Whether both have a parent in common.
fn is_sibling(case: &Case, person: &Person) -> bool {
    let parents = |of: &Person| -> BTreeSet<&str> {
        let ties = case.records.relationships.iter();
        let of_parents = ties.filter(|tie| is(&tie.other_person_id, of) && is_parent(tie));
        of_parents
            .filter_map(|tie| tie.person_id.value())
            .map(|id| &*id.0)
            .collect()
    };
    case.child()
        .is_some_and(|child| !parents(child).is_disjoint(&parents(person)))
}

fn is_parent(tie: &Relationship) -> bool {
    matches!(
        tie.relation.value(),
        Some(Relation::Mother | Relation::Father | Relation::Parent | Relation::AdoptiveParent)
    )
}

/// The child's mother.
pub(super) fn mother(case: &Case) -> Option<&Person> {
    let child = case.child()?;
    let mut ties = case.records.relationships.iter().filter(|tie| {
        is(&tie.other_person_id, child) && tie.relation.value() == Some(&Relation::Mother)
    });
    case.person(&ties.next()?.person_id.value()?.0)
}

/// Whether a person had died by the day of the sheet.
pub(super) fn has_died(composer: &Composer<'_>, person: &Person) -> bool {
    let died = person.died.value();
    died.is_some_and(|died| died.earliest() <= composer.brief.as_at)
}

/// What is recorded of a person's parental responsibility now: yes, no, or unknown for a parent.
fn responsibility(composer: &Composer<'_>, person: &Person) -> &'static str {
    let Some((tie, true)) = tie(composer.case, person) else {
        return "";
    };
    let holds = composer.phase(&tie.start, &tie.end) == Phase::Now;
    if !holds || has_died(composer, person) || is_adult(composer) {
        return "";
    }
    match tie.parental_responsibility.value() {
        Some(true) => "yes",
        Some(false) => "no",
        None if is_parent(tie) => "unknown",
        None => "",
    }
}

/// Whether the child has certainly come of age: nobody has parental responsibility from then on
/// (Children Act 1989, sections 3 and 105).
pub(super) fn is_adult(composer: &Composer<'_>) -> bool {
    let born = composer.case.child().and_then(dates::birth);
    born.and_then(|(born, _)| crate::model::whole_years(born.latest(), composer.brief.as_at))
        .is_some_and(|years| years >= 18)
}

/// The section's tables of people.
pub(super) fn tell(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let home = at_home(composer);
    let at_home: BTreeSet<&str> = home.iter().map(|(person, _)| &*person.entry.key).collect();
    let mut lines = Vec::new();
    for (person, stay) in &home {
        lines.push(line(person, Some(stay), true, composer)?);
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
            lines.push(line(person, stay, false, composer)?);
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
    ("professionals", |_, person| {
        person.standing.value() == Some(&Standing::Professional)
    }),
];

/// Family and those close to the child. Carers of the past and members of the public, such as those who
/// rang with a worry, are no part of it unless the child is close to them.
fn is_family(composer: &Composer<'_>, person: &Person) -> bool {
    let is_close = person.close_to_child.value() == Some(&true);
    match person.standing.value() {
        Some(Standing::Professional) => false,
        Some(Standing::Public) => is_close,
        Some(Standing::Carer) => is_close || cares_now(composer, person),
        _ => true,
    }
}

/// Whether the child is placed with this person now.
fn cares_now(composer: &Composer<'_>, person: &Person) -> bool {
    super::sections::PLACEMENTS
        .current(composer)
        .iter()
        .filter_map(|placement| placement.carers.value())
        .any(|carers| carers.0.iter().any(|id| id.0 == person.entry.key))
}

/// Who lives in a home where the child lives now, the child first.
pub(super) fn at_home<'a>(composer: &Composer<'a>) -> Vec<(&'a Person, &'a Household)> {
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
fn current_stay<'a>(composer: &Composer<'a>, person: &Person) -> Option<&'a Household> {
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
    section.blocks.push(Block::Table {
        shape: Shape::People,
        headings: vec![
            composer.term(&format!("front.label.{name}")),
            heading("who"),
            heading("born"),
            heading("home"),
        ],
        lines,
        note: String::new(),
    });
}

/// A person in a row: name, who they are, birth, home and how to reach them.
fn line(
    person: &Person,
    stay: Option<&Household>,
    lives_with_child: bool,
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let name = composer.say(person, "front-name", Facts::new())?;
    let who = who(person, composer)?;
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

fn who(person: &Person, composer: &Composer<'_>) -> Result<Text, Issue> {
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
        ("no_contact", may_not_have_contact(composer, person).into()),
    ]);
    composer.say(person, "front-who", more)
}

/// Whether it is recorded that a person may have no contact with the child now.
fn may_not_have_contact(composer: &Composer<'_>, person: &Person) -> bool {
    let current = super::sections::CONTACT.current(composer);
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
    let age = dates::age(Some(person), &When::day(composer.brief.as_at), wording);
    format!("{short}, {age}")
}

/// The address of a person now, with a warning where it is confidential.
pub(super) fn address(
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
pub(super) fn reach(
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
