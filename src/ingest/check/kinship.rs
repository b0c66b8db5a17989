//! Relationships that cannot be: with oneself, in a circle of parents, or between people whose
//! birth dates do not allow it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Months;

use super::cycles;
use super::findings::{Findings, counted, named};
use super::lifetimes::Lives;
use super::order::{first_day, last_day, surely_before};
use super::rules;
use crate::ingest::dates::iso;
use crate::issue::Issue;
use crate::model::codes::Relation;
use crate::model::records::{Person, Relationship};
use crate::model::{Records, When};

/// The least and the greatest number of years between a parent and their child.
const PARENT_YEARS: (u32, u32) = (12, 70);

/// Tells what is wrong among the relationships.
pub(super) fn check(records: &Records, lives: &Lives<'_>, found: &mut Findings) {
    for link in &records.relationships {
        let Some((first, second)) = ends(link) else {
            continue;
        };
        if first == second {
            found.add(&link.entry, own_relation(link));
        } else if is_birth_parent(link) {
            let people = lives.person(first).zip(lives.person(second));
            check_ages(link, people, found);
        }
    }
    check_cycles(&records.relationships, found);
}

fn ends(link: &Relationship) -> Option<(&str, &str)> {
    let first = link.person_id.value()?;
    Some((&first.0, &link.other_person_id.value()?.0))
}

fn is_birth_parent(link: &Relationship) -> bool {
    let relation = link.relation.value();
    matches!(
        relation,
        Some(Relation::Mother | Relation::Father | Relation::Parent)
    )
}

/// Step-parents and carers may come from any generation; parents by birth or adoption may not.
fn is_parent(link: &Relationship) -> bool {
    is_birth_parent(link) || link.relation.value() == Some(&Relation::AdoptiveParent)
}

fn own_relation(link: &Relationship) -> Issue {
    let what = match is_parent(link) {
        true => "a person is recorded as their own parent",
        false => "a person is recorded in a relationship with themself",
    };
    let issue = rules::OWN_RELATION.issue(format!("{}: {what}", named(&link.entry)));
    let id = link.person_id.value().map(|id| id.0.to_string());
    issue.value(id.unwrap_or_default()).at_all(&link.origins)
}

fn check_ages(link: &Relationship, people: Option<(&Person, &Person)>, found: &mut Findings) {
    let Some((parent, child)) = people else {
        return;
    };
    let Some((elder, younger)) = parent.born.value().zip(child.born.value()) else {
        return;
    };
    let Some(fault) = age_fault(elder, younger) else {
        return;
    };
    let message = format!("{}: the parent was born {fault}", named(&link.entry));
    let value = format!("parent {}, child {}", iso(elder), iso(younger));
    let issue = rules::PARENT_AGE.issue(message).value(value);
    let issue = issue
        .at_all(&link.origins)
        .at_all(&parent.origins)
        .at_all(&child.origins);
    found.add(&link.entry, issue);
}

/// What is wrong with a parent's birth date beside a child's, however both are read.
fn age_fault(parent: &When, child: &When) -> Option<String> {
    let (least, most) = PARENT_YEARS;
    let of_age = first_day(parent).checked_add_months(Months::new(least * 12))?;
    let too_old = last_day(parent).checked_add_months(Months::new(most * 12))?;
    if surely_before(child, parent) {
        Some("after the child".to_owned())
    } else if last_day(child) < of_age {
        Some(format!("less than {least} years before the child"))
    } else {
        (too_old < first_day(child)).then(|| format!("more than {most} years before the child"))
    }
}

/// Each circle of parents once, with every relationship in it; circles that share a person are one.
fn check_cycles(links: &[Relationship], found: &mut Findings) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut number = |id| {
        let next = numbers.len();
        *numbers.entry(id).or_insert(next)
    };
    let parents = links.iter().filter(|link| is_parent(link));
    let parents = parents.filter_map(|link| Some((link, ends(link)?)));
    let parents: Vec<_> = parents
        .filter(|(_, (parent, child))| parent != child)
        .collect();
    let arrows: Vec<_> = parents
        .iter()
        .map(|&(_, (parent, child))| (number(parent), number(child)))
        .collect();
    let component = cycles::components(numbers.len(), &arrows);
    let mut circles: BTreeMap<usize, Vec<&Relationship>> = BTreeMap::new();
    for ((link, _), (parent, child)) in parents.iter().zip(arrows) {
        if component[parent] == component[child] {
            circles.entry(component[parent]).or_default().push(link);
        }
    }
    circles
        .into_values()
        .for_each(|links| report_circle(links, found));
}

fn report_circle(mut links: Vec<&Relationship>, found: &mut Findings) {
    links.sort_by(|a, b| a.entry.cmp(&b.entry));
    let people: BTreeSet<&str> = links
        .iter()
        .filter_map(|link| ends(link))
        .flat_map(|(a, b)| [a, b])
        .collect();
    let message = format!(
        "{} are recorded as parents of one another in a circle, by {}",
        counted(people.len(), "person", "people"),
        counted(links.len(), "relationship", "relationships"),
    );
    let value: Vec<&str> = people.into_iter().collect();
    let issue = rules::PARENT_CYCLE.issue(message).value(value.join(", "));
    let issue = issue.at_all(links.iter().flat_map(|link| &link.origins));
    if let Some(first) = links.first() {
        found.add(&first.entry, issue);
    }
}
