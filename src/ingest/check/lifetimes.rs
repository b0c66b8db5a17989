//! What can only be while a person lives: a placement before the child's birth, a visit in which a
//! child was seen after their death. Expected birth dates are no births.

mod declared;

use std::collections::HashMap;

use self::declared::{LifeRule, Limit, Whose};
use super::findings::{Findings, named};
use super::order::surely_before;
use super::row::{Column, Row};
use super::rules::{self, Rule};
use crate::ingest::dates::iso;
use crate::issue::Issue;
use crate::model::declare::RecordType;
use crate::model::records::Person;
use crate::model::{Records, When};

pub(super) use self::declared::RULES;

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
