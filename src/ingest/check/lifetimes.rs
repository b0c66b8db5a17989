//! What can only be while a person lives: a placement before the child's birth, a visit in which a
//! child was seen after their death. Expected birth dates are no births.

use std::collections::HashMap;

use super::findings::{Findings, named};
use super::order::surely_before;
use super::row::{Column, Row};
use super::rules::{self, Rule};
use crate::ingest::dates::iso;
use crate::issue::Issue;
use crate::model::declare::RecordType;
use crate::model::records::Person;
use crate::model::{Records, When};

/// The people of an export by id, and the child of each case.
pub(super) struct Lives<'a> {
    people: HashMap<&'a str, &'a Person>,
    children: HashMap<&'a str, &'a Person>,
}

impl<'a> Lives<'a> {
    /// The people and children among the records.
    pub fn of(records: &'a Records) -> Self {
        let people = records
            .people
            .iter()
            .map(|person| (&*person.entry.key, person));
        let people: HashMap<&str, &Person> = people.collect();
        let children = records.cases.iter().filter_map(|case| {
            let child = people.get(&*case.child_id.value()?.0)?;
            Some((&*case.entry.key, *child))
        });
        Self {
            children: children.collect(),
            people,
        }
    }

    /// A person by id.
    pub fn person(&self, id: &str) -> Option<&'a Person> {
        self.people.get(id).copied()
    }
}

/// Whose life a date must lie in.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Whose {
    /// That of the child of each case that the record names.
    EachChild,
    /// That of at least one child of the record's cases, as work may be shared with siblings.
    AnyChild,
    /// That of the child, where the record names one case alone.
    SoleChild,
    /// That of each person in these fields.
    Named(&'static [&'static str]),
    /// That of the person in this field, else of each child.
    NamedOrChild(&'static [&'static str]),
}

/// An end of a life.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Limit {
    Birth,
    Death,
}

/// A date that must lie in a life.
#[derive(Debug)]
pub(super) struct LifeRule {
    /// The record type.
    pub record: &'static str,
    /// The date.
    pub date: &'static str,
    whose: Whose,
    limits: &'static [Limit],
    /// A coded field, and the words for which the rule holds.
    pub only: Option<(&'static str, &'static [&'static str])>,
    /// A field of people; where it is filled and does not name the child, the record is about others.
    about: Option<&'static str>,
}

const fn within(record: &'static str, date: &'static str, whose: Whose) -> LifeRule {
    let limits = &[Limit::Birth, Limit::Death];
    LifeRule {
        record,
        date,
        whose,
        limits,
        only: None,
        about: None,
    }
}

impl LifeRule {
    /// Legitimate before birth, as an assessment of an unborn child is.
    const fn not_after_death(mut self) -> Self {
        self.limits = &[Limit::Death];
        self
    }

    /// For some words of a coded field only.
    const fn only(mut self, field: &'static str, words: &'static [&'static str]) -> Self {
        self.only = Some((field, words));
        self
    }

    /// Unless the field names other people.
    const fn about(mut self, field: &'static str) -> Self {
        self.about = Some(field);
        self
    }

    /// Every field that the rule looks at.
    #[cfg(test)]
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        let only = self.only.map(|(field, _)| field);
        let own = [Some(self.date), only, self.about];
        own.into_iter()
            .flatten()
            .chain(self.whose.fields().iter().copied())
    }
}

impl Whose {
    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Named(fields) | Self::NamedOrChild(fields) => fields,
            Self::EachChild | Self::AnyChild | Self::SoleChild => &[],
        }
    }
}

/// Events that happen to the child themself; a death is followed by others, such as an inquest.
const OF_THE_CHILD: &[&str] = &[
    "legal status",
    "placement",
    "injury",
    "missing",
    "exclusion",
    "school change",
    "achievement",
    "family time",
];

/// Ties that people enter into; a grandparent may have died before the child was born.
const BY_CHOICE: &[&str] = &[
    "married",
    "cohabiting",
    "partner",
    "foster carer",
    "kinship carer",
    "special guardian",
    "friend",
];

/// The dates that must lie in a life. Decisions, meetings, reviews, documents, requests, sharing and
/// whatever closes a case follow a death, and stand in no rule.
pub(super) const RULES: &[LifeRule] = &[
    within("household", "start", Whose::Named(&["person_id"])),
    within("address", "start", Whose::Named(&["person_id"])),
    within(
        "relationship",
        "start",
        Whose::Named(&["person_id", "other_person_id"]),
    )
    .only("relation", BY_CHOICE),
    within("event", "happened", Whose::AnyChild)
        .not_after_death()
        .only("category", OF_THE_CHILD)
        .about("people"),
    within(
        "visit",
        "visited",
        Whose::Named(&["children_seen", "present"]),
    ),
    within("visit", "visited", Whose::SoleChild)
        .only("seen", &["yes"])
        .about("children_seen"),
    within("status_period", "period_from", Whose::EachChild)
        .only("status", &["looked after", "care leaver"]),
    within("status_period", "period_from", Whose::EachChild)
        .not_after_death()
        .only(
            "status",
            &["child in need", "protection plan", "early help"],
        ),
    within("placement", "placed", Whose::EachChild),
    within("legal_status", "status_from", Whose::EachChild),
    within("assessment", "began", Whose::AnyChild).not_after_death(),
    within("missing_episode", "missing_from", Whose::EachChild),
    within("education", "education_from", Whose::EachChild),
    within("health", "health_date", Whose::AnyChild).not_after_death(),
    within(
        "offence",
        "offence_date",
        Whose::NamedOrChild(&["person_id"]),
    ),
    within("adoption", "adoption_date", Whose::EachChild).not_after_death(),
    within("previous_permanence", "permanence_date", Whose::EachChild),
    within("plan", "plan_from", Whose::AnyChild).not_after_death(),
    within("progress", "noted", Whose::AnyChild).not_after_death(),
    within(
        "contact_arrangement",
        "arrangement_from",
        Whose::Named(&["person_id"]),
    )
    .not_after_death(),
    within("contact_arrangement", "arrangement_from", Whose::AnyChild).not_after_death(),
    within(
        "privacy_notice",
        "notice_given",
        Whose::Named(&["given_to"]),
    ),
    within("consent", "consent_date", Whose::Named(&["consent_by"])),
];

/// The rules of one record type, with their columns found.
pub(super) struct LifeRules(Vec<Placed>);

struct Placed {
    rule: &'static LifeRule,
    date: Column,
    cases: Option<Column>,
    named: Vec<Column>,
    only: Option<(Column, &'static [&'static str])>,
    about: Option<Column>,
}

impl LifeRules {
    /// The rules of that type.
    pub fn of(kind: &'static RecordType) -> Self {
        let own = RULES.iter().filter(|rule| rule.record == kind.name);
        Self(own.filter_map(|rule| Placed::of(rule, kind)).collect())
    }

    /// Tells which dates of one record lie outside a life; each person is told of once.
    pub fn check(&self, row: &Row<'_>, lives: &Lives<'_>, found: &mut Findings) {
        let mut told: Vec<(Limit, &str)> = Vec::new();
        for rule in &self.0 {
            let Some(date) = row.date(rule.date).filter(|_| rule.applies(row)) else {
                continue;
            };
            let people = rule.people(row, lives);
            for &limit in rule.rule.limits {
                let mut outside = rule.outside(limit, date, &people);
                outside.retain(|person| !told.contains(&(limit, &*person.entry.key)));
                told.extend(outside.iter().map(|person| (limit, &*person.entry.key)));
                if !outside.is_empty() {
                    found.add(row.entry, rule.issue(limit, row, date, &outside));
                }
            }
        }
    }
}

impl Placed {
    fn of(rule: &'static LifeRule, kind: &'static RecordType) -> Option<Self> {
        let column = |name| Column::of(kind, name);
        Some(Self {
            rule,
            date: column(rule.date)?,
            cases: column("case_id"),
            named: rule
                .whose
                .fields()
                .iter()
                .copied()
                .filter_map(column)
                .collect(),
            only: rule
                .only
                .and_then(|(field, words)| Some((column(field)?, words))),
            about: rule.about.and_then(column),
        })
    }

    fn applies(&self, row: &Row<'_>) -> bool {
        self.only.is_none_or(|(column, words)| {
            row.word(column).is_some_and(|word| words.contains(&word))
        })
    }

    /// Everybody whose life the date must lie in.
    fn people<'a>(&self, row: &Row<'_>, lives: &Lives<'a>) -> Vec<&'a Person> {
        let named = || self.named.iter().flat_map(|column| row.ids(*column));
        let people = || named().filter_map(|id| lives.person(id)).collect();
        match self.rule.whose {
            Whose::Named(_) => people(),
            Whose::NamedOrChild(_) if named().next().is_some() => people(),
            whose => self.children(whose, row, lives),
        }
    }

    fn children<'a>(&self, whose: Whose, row: &Row<'_>, lives: &Lives<'a>) -> Vec<&'a Person> {
        let cases = || self.cases.into_iter().flat_map(|column| row.ids(column));
        let found = || cases().filter_map(|id| lives.children.get(id).copied());
        let children: Vec<&Person> = found().collect();
        let among = || self.about.into_iter().flat_map(|column| row.ids(column));
        let is_about = |child: &&Person| among().any(|id| *id == *child.entry.key);
        let shared = match whose {
            Whose::SoleChild => cases().nth(1).is_some(),
            // Of a child who is not in the export it is not known whether they lived.
            Whose::AnyChild => cases().count() > children.len(),
            _ => false,
        };
        match shared || (among().next().is_some() && !children.iter().any(is_about)) {
            true => Vec::new(),
            false => children,
        }
    }

    /// Those in whose life the date does not lie; none if it need lie in one life only, and does.
    fn outside<'a>(&self, limit: Limit, date: &When, people: &[&'a Person]) -> Vec<&'a Person> {
        let each = people
            .iter()
            .copied()
            .filter(|person| limit.is_passed(date, person));
        let outside: Vec<&Person> = each.collect();
        match self.rule.whose == Whose::AnyChild && outside.len() < people.len() {
            true => Vec::new(),
            false => outside,
        }
    }

    /// Whose life it is, in words.
    fn whom(&self, row: &Row<'_>) -> String {
        let mut named = self.named.iter().flat_map(|column| row.ids(*column));
        match (self.rule.whose.fields(), named.next()) {
            ([], _) | (_, None) => "the child".to_owned(),
            (fields, _) => format!("a person named in `{}`", fields.join("` or `")),
        }
    }

    fn issue(&self, limit: Limit, row: &Row<'_>, date: &When, people: &[&Person]) -> Issue {
        let (name, field, whom) = (named(row.entry), self.date.name, self.whom(row));
        let (rule, words) = limit.reported();
        let message = format!("{name}: `{field}` is {words} of {whom}");
        let limits = people.iter().filter_map(|person| {
            let day = iso(limit.of(person)?);
            Some(format!("; {}: {day}", named(&person.entry)))
        });
        let value = format!("{field} {}{}", iso(date), limits.collect::<String>());
        let issue = row.place(rule.issue(message)).value(value);
        issue.at_all(people.iter().flat_map(|person| &person.origins))
    }
}

impl Limit {
    fn of(self, person: &Person) -> Option<&When> {
        match self {
            Self::Birth => person.born.value(),
            Self::Death => person.died.value(),
        }
    }

    fn is_passed(self, date: &When, person: &Person) -> bool {
        self.of(person).is_some_and(|limit| match self {
            Self::Birth => surely_before(date, limit),
            Self::Death => surely_before(limit, date),
        })
    }

    fn reported(self) -> (Rule, &'static str) {
        match self {
            Self::Birth => (rules::BEFORE_BIRTH, "before the birth"),
            Self::Death => (rules::AFTER_DEATH, "after the death"),
        }
    }
}
