//! The sheet of one child: what changed since the last supervision, what became of the actions, the visits and
//! entries since, what repeats, what was last written of the quarter, and the family drawn.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::standing::is_carried;
use super::{Child, patterns, written};
use crate::assemble::Brief;
use crate::assemble::case_summary::desk::Desk;
use crate::assemble::case_summary::{actions, blocks, visits};
use crate::assemble::chronology::{self, Printed, rows};
use crate::assemble::genogram;
use crate::assemble::shared::{dates, due, phrases, seen};
use crate::diagram::strip;
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::{Recorded, Text, When};
use crate::view::{Drawing, Entry};
use crate::wording::Facts;

/// The record types of which an entry says that the child's circumstances changed.
const CHANGES: &[&str] = &[
    "person",
    "household",
    "status_period",
    "legal_status",
    "order",
    "placement",
    "education",
    "plan",
    "adoption",
    "previous_permanence",
    "pre_proceedings",
];

/// A sheet with what it prints.
pub(super) struct Sheet {
    pub body: Value,
    pub drawings: Vec<Drawing>,
    pub entries: Vec<Entry>,
}

/// The sheet of a child, the `at`th of the pack; its entries are numbered on from `first`.
pub(super) fn of(
    at: usize,
    first: usize,
    child: &Child<'_>,
    brief: &Brief<'_>,
) -> Result<Sheet, Issue> {
    let case = child.case;
    let chosen = child.since.period(brief.as_at);
    let mut desk = Desk::of_records(chosen, case, Audience::Internal, brief);
    desk.child.clone_from(&child.name);
    let new = New::of(first, child, brief);
    let mut drawings = Vec::new();
    let strip = strip_of(at, child, brief, &mut drawings);
    let family = family(at, child, brief, &mut drawings)?;
    let body = json!({
        "name": child.name,
        "id": case.id,
        "facts": facts(child, brief),
        "matters": matters(child, brief),
        "since": child.since.in_words(brief.wording),
        "numbers": phrases::as_json(&numbers(child, new.printed.len(), brief)?),
        "changes": new.changes,
        "actions": match is_carried(case, "action") {
            true => section(actions::actions(&mut desk)?),
            false => Value::Null,
        },
        "visits": visits::listed(&mut desk)?,
        "no_visits": none_of(child, "visit", "pack.none.visits", brief),
        "no_actions": none_of(child, "action", "pack.none.actions", brief),
        "no_summary": none_of(child, "summary", "pack.none.summary", brief),
        "strip": strip,
        "entries": new.others,
        "patterns": patterns::of(case, child.since, brief)?,
        "written": written::of(&mut desk)?,
        "family": family,
    });
    let mut entries: Vec<Entry> = new.printed.into_iter().map(chronology::entry).collect();
    entries.extend(desk.into_entries());
    Ok(Sheet {
        body,
        drawings,
        entries,
    })
}

/// The entries since the last supervision: first those that say that circumstances changed.
struct New<'a> {
    printed: Vec<&'a Printed>,
    changes: Vec<Value>,
    others: Vec<Value>,
}

impl<'a> New<'a> {
    /// The new entries of a child, numbered on from `first`.
    fn of(first: usize, child: &'a Child<'_>, brief: &Brief<'_>) -> Self {
        let all = child.content.printed.iter();
        let new = all.filter(|it| is_new(it, child.since.day, brief.as_at));
        let (mut printed, others): (Vec<&Printed>, Vec<&Printed>) =
            new.partition(|it| CHANGES.contains(&&*it.fact.entry.record));
        let number = printed.len();
        printed.extend(others);
        let numbered = printed.iter().enumerate();
        let mut changes: Vec<Value> = numbered
            .map(|(n, it)| row(first + n, it, child, brief))
            .collect();
        let others = changes.split_off(number);
        Self {
            printed,
            changes,
            others,
        }
    }
}

/// The blocks of a section, whose heading the layout has.
fn section(section: Option<blocks::Section>) -> Value {
    let section = section.map(blocks::Section::into_json);
    section.map_or(Value::Null, |mut it| it["blocks"].take())
}

/// What stands where there is nothing of a record type: that nothing is recorded, or that the export does
/// not carry it (rule 1).
fn none_of(child: &Child<'_>, record_type: &str, key: &str, brief: &Brief<'_>) -> String {
    let wording = brief.wording;
    match is_carried(child.case, record_type) {
        true => wording.term(key).to_owned(),
        false => wording.term("pack.none.not_carried").to_owned(),
    }
}

/// The row of an entry; one that happened before says on which day it was entered.
fn row(n: usize, printed: &Printed, child: &Child<'_>, brief: &Brief<'_>) -> Value {
    let mut row = rows::row(n, printed, child.case, Audience::Internal, brief);
    let entered = printed.fact.provenance.recorded_on.value();
    let before = printed.fact.when.earliest() <= child.since.day;
    if let (Some(entered), true, Some(marks)) = (entered, before, row["marks"].as_array_mut()) {
        let day = dates::short(
            &When {
                time: None,
                ..*entered
            },
            brief.wording,
        );
        marks.push(brief.wording.fill("pack.entered", &day).into());
    }
    row
}

/// Whether an entry happened or was entered since a day.
fn is_new(printed: &Printed, since: NaiveDate, as_at: NaiveDate) -> bool {
    let fact = &printed.fact;
    let happened = fact.when.earliest();
    let recorded = fact.provenance.recorded_on.value();
    let entered = recorded.is_some_and(|it| it.earliest() > since && it.earliest() <= as_at);
    happened <= as_at && (happened > since || entered)
}

/// Age, status, where the child lives and by which right, in a line.
fn facts(child: &Child<'_>, brief: &Brief<'_>) -> Vec<(String, Value)> {
    let (case, wording, as_at) = (child.case, brief.wording, brief.as_at);
    let age = dates::age(case.child(), &When::day(as_at), wording);
    let mut facts = vec![(
        wording.term("summary.face.age").to_owned(),
        Value::from(age),
    )];
    let mut add = |key: &str, value: Option<Value>| {
        facts.extend(value.map(|value| (wording.term(key).to_owned(), value)));
    };
    let status = due::status(case, as_at).map(|it| {
        let word = it.word();
        Value::from(wording.coded("summary.status", word).unwrap_or(word))
    });
    add("summary.face.status", status);
    let placed = due::placement(case, as_at);
    let placed = placed.and_then(|it| it.placement_kind.value());
    add("pack.placement", placed.map(phrases::as_json));
    let legal = case.records.legal_statuses.iter();
    let legal = legal.filter(|it| due::lasts(&it.status_from, &it.status_until, as_at));
    let legal = legal.max_by_key(|it| (it.status_from.value().map(When::earliest), &it.entry));
    let legal = legal.and_then(|it| it.legal_status.value());
    add("summary.legal_status", legal.map(phrases::as_json));
    let reason = case.record().map(|it| &it.reason);
    if let Some(Recorded::Value(reason)) = reason {
        add("summary.reason", Some(phrases::as_json(reason)));
    }
    facts
}

fn matters(child: &Child<'_>, brief: &Brief<'_>) -> Vec<String> {
    let keys = child.matters.iter();
    keys.map(|it| brief.wording.term(it.key()).to_owned())
        .collect()
}

/// What was done since, in numbers.
fn numbers(child: &Child<'_>, entries: usize, brief: &Brief<'_>) -> Result<Text, Issue> {
    let (case, since) = (child.case, child.since.day);
    let is_since = |when: &Recorded<When>| {
        let day = when.value().map(When::earliest);
        day.is_some_and(|day| day > since && day <= brief.as_at)
    };
    let visits = seen::visits(case, brief.as_at).into_iter();
    let visits: Vec<Seen> = visits
        .filter(|(day, ..)| *day > since)
        .map(|(_, seen, _)| seen)
        .collect();
    let count = |wanted: Seen| visits.iter().filter(|seen| **seen == wanted).count();
    let records = &case.records;
    let contacts = records.contacts.iter().filter(|it| is_since(&it.contacted));
    let meetings = records.meetings.iter().filter(|it| is_since(&it.held));
    let decisions = records.decisions.iter().filter(|it| is_since(&it.decided));
    let facts = Facts::from([
        ("visits", visits.len().into()),
        ("alone", count(Seen::Alone).into()),
        ("nobody_home", count(Seen::NobodyHome).into()),
        ("contacts", contacts.count().into()),
        ("meetings", meetings.count().into()),
        ("decisions", decisions.count().into()),
        ("entries", entries.into()),
        ("visits_carried", is_carried(case, "visit").into()),
        ("contacts_carried", is_carried(case, "contact").into()),
        ("meetings_carried", is_carried(case, "meeting").into()),
        ("decisions_carried", is_carried(case, "decision").into()),
    ]);
    phrases::say(brief.wording, "pack-numbers", &facts)
}

/// The event strip of the whole chronology.
fn strip_of(at: usize, child: &Child<'_>, brief: &Brief<'_>, drawings: &mut Vec<Drawing>) -> Value {
    let strip = chronology::strip(&child.content, child.case, strip::PORTRAIT, brief);
    let Some(mut strip) = strip else {
        return Value::Null;
    };
    strip.name = format!("strip-{at}").into();
    let placed = json!({ "name": strip.name, "alt": strip.alt });
    drawings.push(strip);
    placed
}

/// The genogram: each page of it under a name of this sheet's own.
fn family(
    at: usize,
    child: &Child<'_>,
    brief: &Brief<'_>,
    drawings: &mut Vec<Drawing>,
) -> Result<Value, Issue> {
    let drawn = genogram::assemble(child.disclosed, Audience::Internal, brief)?;
    let mut pages = Vec::new();
    for (n, mut drawing) in drawn.drawings.into_iter().enumerate() {
        drawing.name = format!("family-{at}-{n}").into();
        let mut page = drawn.body["pages"][n].clone();
        page["name"] = drawing.name.as_ref().into();
        pages.push(page);
        drawings.push(drawing);
    }
    Ok(Value::from(pages))
}
