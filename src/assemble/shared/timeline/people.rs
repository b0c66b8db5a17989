//! Births and deaths in the family, and who joined or left a household, as facts of a chronology.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Fact, Telling, name_child};
use crate::assemble::shared::{dates, phrases};
use crate::issue::Issue;
use crate::model::codes::{Category, Relation, Standing};
use crate::model::records::{Household, Person, Provenance};
use crate::model::{Case, Id, Record, Recorded, When};

/// Adds the births and deaths that no event tells already, and the changes of households.
pub(super) fn collect(
    case: &Case,
    telling: Telling<'_>,
    facts: &mut Vec<Fact>,
) -> Result<(), Issue> {
    let child = case.child().map(|child| child.entry.key.clone());
    for person in &case.records.people {
        let is_child = Some(&person.entry.key) == child.as_ref();
        if is_child || is_sibling(case, person, child.as_deref()) {
            add_once(
                person,
                "born",
                &person.born,
                Category::Birth,
                case,
                telling,
                facts,
            )?;
        }
        let is_family = matches!(
            person.standing.value(),
            Some(Standing::Child | Standing::Family)
        );
        if is_child || is_family {
            add_once(
                person,
                "died",
                &person.died,
                Category::Death,
                case,
                telling,
                facts,
            )?;
        }
    }
    households(case, telling, facts)
}

/// Whether both have a parent in common, or are recorded as siblings.
fn is_sibling(case: &Case, person: &Person, child: Option<&str>) -> bool {
    let Some(child) = child else { return false };
    let parents = |of: &str| -> Vec<&str> {
        let links = case.records.relationships.iter();
        let of_parents = links.filter(|link| {
            let second = link.other_person_id.value().is_some_and(|id| &*id.0 == of);
            second
                && matches!(
                    link.relation.value(),
                    Some(Relation::Mother | Relation::Father | Relation::Parent)
                )
        });
        of_parents
            .filter_map(|link| link.person_id.value())
            .map(|id| &*id.0)
            .collect()
    };
    let own = parents(child);
    parents(&person.entry.key)
        .iter()
        .any(|parent| own.contains(parent))
}

fn add_once(
    person: &Person,
    facet: &'static str,
    date: &Recorded<When>,
    category: Category,
    case: &Case,
    telling: Telling<'_>,
    facts: &mut Vec<Fact>,
) -> Result<(), Issue> {
    let Recorded::Value(when) = date else {
        return Ok(());
    };
    // An event of that day tells it already; twins are two people, and each is told of.
    let told = facts.iter_mut().find(|fact| {
        &*fact.entry.record == "event" && fact.category == category && fact.when.start == when.start
    });
    if let Some(fact) = told {
        fact.origins.extend(person.origins.iter().cloned());
        return Ok(());
    }
    facts.push(person_fact(person, facet, *when, category, case, telling)?);
    Ok(())
}

fn person_fact<R: Record>(
    record: &R,
    facet: &'static str,
    when: When,
    category: Category,
    case: &Case,
    telling: Telling<'_>,
) -> Result<Fact, Issue> {
    let mut words = phrases::facts_of(record, case, telling.wording);
    let phrase = format!("{}-{facet}", record.entry().record);
    words.insert("internal", telling.is_internal().into());
    words.insert("people", "".into());
    let is_child = case
        .child()
        .is_some_and(|child| child.entry == *record.entry());
    name_child(&mut words, case, telling);
    words.insert("is_child", is_child.into());
    Ok(Fact {
        entry: record.entry().facet(facet),
        origins: record.origins().to_vec(),
        when,
        until: None,
        category,
        heading: None,
        sentence: phrases::say(telling.wording, &phrase, &words)?,
        source: phrases::say(telling.wording, "source-of-basic-record", &words)?,
        reference: None,
        is_sourced: true,
        is_shared: false,
        says_why: false,
        own_work: false,
        provenance: Provenance::default(),
    })
}

/// Who joined or left the child's households after the child was born; at birth the household is what
/// it was. Those who came or went together are told together.
fn households(case: &Case, telling: Telling<'_>, facts: &mut Vec<Fact>) -> Result<(), Issue> {
    let Some(child) = case.child() else {
        return Ok(());
    };
    let born = dates::birth(child).map(|(when, _)| when.latest());
    let stays = &case.records.households;
    let homes: BTreeSet<&Recorded<Id>> = stays
        .iter()
        .filter(|stay| {
            stay.person_id
                .value()
                .is_some_and(|id| id.0 == child.entry.key)
        })
        .map(|stay| &stay.household_id)
        .collect();
    // What happened in a home before the child came or after they left is not the child's.
    let lived_there = |home: &Recorded<Id>, day: NaiveDate| {
        stays.iter().any(|stay| {
            let own = stay
                .person_id
                .value()
                .is_some_and(|id| id.0 == child.entry.key);
            let from = stay
                .start
                .value()
                .is_none_or(|start| start.earliest() <= day);
            let until = stay.end.value().is_none_or(|end| day <= end.latest());
            own && stay.household_id == *home && from && until
        })
    };
    let mut together: BTreeMap<(NaiveDate, &str, &Recorded<Id>), Vec<&Household>> = BTreeMap::new();
    for stay in stays
        .iter()
        .filter(|stay| homes.contains(&stay.household_id))
    {
        for (facet, date) in [("joined", &stay.start), ("left", &stay.end)] {
            let after_birth = |it: &&When| born.is_none_or(|born| it.earliest() > born);
            if let Some(when) = date.value().filter(after_birth)
                && lived_there(&stay.household_id, when.earliest())
            {
                let key = (when.earliest(), facet, &stay.household_id);
                together.entry(key).or_default().push(stay);
            }
        }
    }
    for ((_, facet, _), stays) in together {
        facts.push(household_fact(&stays, facet, case, telling)?);
    }
    Ok(())
}

/// One fact for all who came or went on a day; the first row gives it its name.
fn household_fact(
    stays: &[&Household],
    facet: &'static str,
    case: &Case,
    telling: Telling<'_>,
) -> Result<Fact, Issue> {
    let first = stays[0];
    let date = if facet == "joined" {
        &first.start
    } else {
        &first.end
    };
    let when = *date.value().expect("only dated rows are gathered");
    let mut fact = person_fact(first, facet, when, Category::Household, case, telling)?;
    let names: Vec<String> = stays
        .iter()
        .filter_map(|stay| phrases::facts_of(*stay, case, telling.wording).remove("person_id"))
        .map(|name| name.to_string())
        .collect();
    let mut words = phrases::facts_of(first, case, telling.wording);
    words.insert("people", phrases::joined(&names, telling.wording).into());
    fact.sentence = phrases::say(telling.wording, &format!("household-{facet}"), &words)?;
    fact.origins = stays
        .iter()
        .flat_map(|stay| stay.origins.iter().cloned())
        .collect();
    Ok(fact)
}
