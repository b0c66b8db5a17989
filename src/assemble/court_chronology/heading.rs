//! What stands above a court chronology: the court, the case number, the children, the parties, and
//! the hearing that it is prepared for (court-and-access.md 1.3 and 6).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::children;
use crate::assemble::Brief;
use crate::assemble::shared::{dates, face, phrases};
use crate::disclose::DisclosedProceedings;
use crate::kind::{Audience, SubjectKind};
use crate::model::records::{Hearing, Party};
use crate::model::{Case, Recorded, Text, When};

/// The heading as the layout takes it.
pub fn heading(proceedings: &DisclosedProceedings<'_>, brief: &Brief<'_>) -> Value {
    let record = proceedings.record();
    let children: Vec<Value> = proceedings.cases().map(|case| child(case, brief)).collect();
    json!({
        "court": words(&record.court, brief),
        "number": words(&record.court_case_number, brief),
        "application": record.application.value().map(phrases::as_json),
        "children": children,
        "parties": parties(proceedings).iter().map(|it| it.row(brief)).collect::<Vec<_>>(),
        "hearing": hearing_of(proceedings, brief),
    })
}

/// What the documents of these proceedings say of themselves: their name is the case number.
pub fn about(
    kind: &'static str,
    audience: Audience,
    proceedings: &DisclosedProceedings<'_>,
) -> face::About {
    let id = proceedings.record().entry.key.to_string();
    face::About {
        kind,
        subject: SubjectKind::Proceedings,
        name: case_number(proceedings).unwrap_or_else(|| id.clone()),
        id,
        audience,
        facts: Vec::new(),
        not_held: Vec::new(),
    }
}

/// The case number, for the marking (rule 3).
pub fn case_number(proceedings: &DisclosedProceedings<'_>) -> Option<String> {
    let number = proceedings.record().court_case_number.value();
    number.map(Text::shown)
}

fn words(recorded: &Recorded<Text>, brief: &Brief<'_>) -> Value {
    match recorded.value() {
        Some(text) => phrases::as_json(text),
        None => Value::from(face::absence(recorded, brief.wording)),
    }
}

fn child(case: &Case, brief: &Brief<'_>) -> Value {
    let is_dated = case.child().and_then(dates::birth).is_some();
    let today = When::day(brief.as_at);
    json!({
        "name": children::name_of(case, brief.wording),
        "born": is_dated.then(|| face::born(case, brief.wording)),
        "age": is_dated.then(|| dates::age(case.child(), &today, brief.wording)),
    })
}

/// A party: role, name, representative.
#[derive(Debug)]
pub struct Named<'a> {
    record: &'a Party,
    /// The party's name as the court may see it.
    pub name: Option<&'a Text>,
    /// The role, and the name where several parties share the role: what the working copy's column is
    /// headed by.
    pub label: String,
}

impl Named<'_> {
    fn row(&self, brief: &Brief<'_>) -> Value {
        let name = self.name.map_or_else(
            || Value::from(brief.wording.term("absence.empty")),
            phrases::as_json,
        );
        json!({
            "role": words(&self.record.party_role, brief),
            "name": name,
            "representative": words(&self.record.representative, brief),
        })
    }
}

/// The parties in the order in which the record lists them.
pub fn parties<'a>(proceedings: &'a DisclosedProceedings<'_>) -> Vec<Named<'a>> {
    let own = &proceedings.record().entry.key;
    let mut parties: BTreeMap<&str, (&Party, Option<&Text>)> = BTreeMap::new();
    for case in proceedings.cases() {
        for party in &case.records.parties {
            let of = party.proceedings_id.value().is_some_and(|id| id.0 == *own);
            if of {
                let name = name_of(party, case);
                let known = parties.entry(&party.entry.key).or_insert((party, name));
                known.1 = known.1.or(name);
            }
        }
    }
    let roles: Vec<String> = parties.values().map(|(party, _)| role(party)).collect();
    let named = parties.values().zip(&roles).map(|((party, name), role)| {
        let shared = roles.iter().filter(|it| *it == role).count() > 1;
        let label = match name {
            Some(name) if shared => format!("{role}, {name}"),
            _ => role.clone(),
        };
        Named {
            record: party,
            name: *name,
            label,
        }
    });
    named.collect()
}

fn role(party: &Party) -> String {
    party
        .party_role
        .value()
        .map(Text::shown)
        .unwrap_or_default()
}

/// The name on the record of the person, else the one in the row.
fn name_of<'a>(party: &'a Party, case: &'a Case) -> Option<&'a Text> {
    let person = party.person_id.value().and_then(|id| case.person(&id.0));
    let name = person.and_then(|person| person.name.value());
    name.or(party.party_name.value())
}

/// Every hearing of the proceedings, once, in order.
pub fn hearings<'a>(proceedings: &'a DisclosedProceedings<'_>) -> Vec<&'a Hearing> {
    let own = &proceedings.record().entry.key;
    let mut hearings: BTreeMap<&str, &Hearing> = BTreeMap::new();
    for case in proceedings.cases() {
        let of = case
            .records
            .hearings
            .iter()
            .filter(|it| it.proceedings_id.value().is_some_and(|id| id.0 == *own));
        for hearing in of {
            hearings.entry(&hearing.entry.key).or_insert(hearing);
        }
    }
    let mut hearings: Vec<&Hearing> = hearings.into_values().collect();
    hearings.sort_by_key(|it| it.heard.value().map(|when| when.order()));
    hearings
}

/// The first hearing on or after a day.
fn next_hearing<'a>(
    proceedings: &'a DisclosedProceedings<'_>,
    day: NaiveDate,
) -> Option<&'a Hearing> {
    hearings(proceedings)
        .into_iter()
        .find(|it| it.heard.value().is_some_and(|when| when.earliest() >= day))
}

/// The hearing that was asked for, with what is recorded of it, else the next one recorded (Practice
/// Direction 27A: each preliminary document says which hearing it is for).
fn hearing_of(proceedings: &DisclosedProceedings<'_>, brief: &Brief<'_>) -> Option<Value> {
    let Some(asked) = brief.court.hearing else {
        return next_hearing(proceedings, brief.as_at).map(|it| hearing(it, brief));
    };
    let day = |it: &&Hearing| {
        it.heard
            .value()
            .is_some_and(|when| when.earliest() == asked)
    };
    let recorded = next_hearing(proceedings, asked).filter(day);
    Some(recorded.map_or_else(
        || json!({ "when": dates::day(asked, brief.wording), "kind": null, "judge": null }),
        |it| hearing(it, brief),
    ))
}

fn hearing(hearing: &Hearing, brief: &Brief<'_>) -> Value {
    json!({
        "when": hearing.heard.value().map(|when| dates::prose(when, brief.wording)),
        "kind": hearing.hearing_kind.value().map(phrases::as_json),
        "judge": hearing.judge.value().map(phrases::as_json),
    })
}
