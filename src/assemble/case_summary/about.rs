//! Who the child is, where and with whom they live, and whom they see.

use serde_json::Value;

use super::blocks::{Section, pairs, passage, row, say, sub, table};
use super::desk::Desk;
use super::voice::holds_words;
use crate::assemble::shared::timeline::Fact;
use crate::assemble::shared::{dates, due, phrases};
use crate::issue::Issue;
use crate::model::codes::Category;
use crate::model::records::{CaseRecord, ContactArrangement, Household};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// A label, words, and where they come from.
type Told = (String, Value, Option<Value>);

/// The pen picture: why the authority is involved, where the child lives and by which right.
pub(super) fn child(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut told = Vec::new();
    told.extend(of_case(desk, "summary.reason", |it| &it.reason)?);
    told.push(lives_with(desk)?);
    told.push(legal_status(desk)?);
    // What a worker who does not know the child must know tonight.
    if desk.internal && desk.case.record().is_some_and(|it| holds_words(&it.alert)) {
        told.extend(of_case(desk, "summary.alert", |it| &it.alert)?);
    }
    let mut blocks: Vec<Value> = pairs(told).into_iter().collect();
    // The family's history is the adults' own; a family edition may be read by any of them.
    if desk.internal {
        blocks.extend(history(desk)?);
    }
    Ok(Section::of(desk, "about", blocks))
}

/// A field of the case's own record.
fn of_case(
    desk: &mut Desk<'_>,
    key: &str,
    field: fn(&CaseRecord) -> &Recorded<Text>,
) -> Result<Option<Told>, Issue> {
    let Some(record) = desk.case.record() else {
        return Ok(None);
    };
    let words = desk.words(field(record));
    told(desk, key, record, &Recorded::Empty, words).map(Some)
}

/// Words of a record under a label.
fn told<R: Record>(
    desk: &mut Desk<'_>,
    key: &str,
    record: &R,
    when: &Recorded<When>,
    words: Value,
) -> Result<Told, Issue> {
    let mut line = desk.line(record, when, words)?;
    Ok((
        desk.term(key),
        line["words"].take(),
        Some(line["source"].take()),
    ))
}

fn history(desk: &mut Desk<'_>) -> Result<Vec<Value>, Issue> {
    let Some(record) = desk.case.record() else {
        return Ok(Vec::new());
    };
    let Recorded::Value(history) = &record.social_history else {
        return Ok(Vec::new());
    };
    let line = desk.line(record, &Recorded::Empty, phrases::as_json(history))?;
    let heading = sub(desk.term("summary.history"));
    Ok(vec![heading, passage(line)])
}

/// The placement, else who else lives in the child's home, on the last day of the period.
fn lives_with(desk: &mut Desk<'_>) -> Result<Told, Issue> {
    let key = "summary.lives_with";
    if let Some(placed) = due::placement(desk.case, desk.last_day()) {
        let facts = phrases::facts_of(placed, desk.case, desk.brief.wording);
        let words = phrases::as_json(&desk.say("summary-placement", facts)?);
        return told(desk, key, placed, &placed.placed, words);
    }
    let Some((own, others)) = household(desk) else {
        let none = desk.brief.wording.term("absence.empty").into();
        return Ok((desk.term(key), none, None));
    };
    let names: Vec<String> = others
        .iter()
        .filter_map(|it| desk.named_text(*it, "person_id"))
        .map(|name| phrases::encode(&name))
        .collect();
    let facts = Facts::from([
        (
            "home",
            own.household_name.value().map(phrases::encode).into(),
        ),
        ("people", phrases::joined(&names, desk.brief.wording).into()),
    ]);
    let words = phrases::as_json(&desk.say("summary-home", facts)?);
    for stay in others {
        desk.note(stay, &words);
    }
    told(desk, key, own, &own.start, words)
}

/// The child's stay in a household on the last day of the period, and the stays of the others there.
fn household<'a>(desk: &Desk<'a>) -> Option<(&'a Household, Vec<&'a Household>)> {
    let day = desk.last_day();
    let child = &desk.case.child()?.entry.key;
    let undated = |it: &Household| it.start.value().is_none() && it.end.value().is_none();
    let lived = |it: &&Household| due::lasts(&it.start, &it.end, day) || undated(it);
    let is_child = |it: &&Household| it.person_id.value().is_some_and(|id| id.0 == *child);
    let stays: Vec<&Household> = desk.case.records.households.iter().filter(lived).collect();
    let own = stays.iter().copied().find(is_child)?;
    let home = |it: &&Household| it.household_id == own.household_id && !is_child(it);
    Some((own, stays.into_iter().filter(home).collect()))
}

fn legal_status(desk: &mut Desk<'_>) -> Result<Told, Issue> {
    let (key, day) = ("summary.legal_status", desk.last_day());
    let statuses = desk.case.records.legal_statuses.iter();
    let current = statuses.filter(|it| due::lasts(&it.status_from, &it.status_until, day));
    let current = current.max_by_key(|it| (it.status_from.value().map(When::earliest), &it.entry));
    let Some(status) = current else {
        return Ok((
            desk.term(key),
            desk.term("summary.no_legal_status").into(),
            None,
        ));
    };
    let facts = phrases::facts_of(status, desk.case, desk.brief.wording);
    let words = phrases::as_json(&desk.say("summary-legal-status", facts)?);
    told(desk, key, status, &status.status_from, words)
}

/// Whom the child sees and how often, as arranged on the last day of the period, and how often time
/// with family is recorded in it.
pub(super) fn contact(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let arranged: Vec<&ContactArrangement> = {
        let all = desk.case.records.contact_arrangements.iter();
        all.filter(|it| {
            desk.period
                .touches(&it.arrangement_from, &it.arrangement_until)
        })
        .collect()
    };
    let mut rows = Vec::new();
    for it in arranged {
        rows.push(arrangement(desk, it)?);
    }
    let mut blocks: Vec<Value> = table("contact", rows).into_iter().collect();
    if blocks.is_empty() {
        blocks.push(say(desk.term("summary.contact.none")));
    }
    blocks.extend(family_times(desk)?);
    Ok(Section::of(desk, "contact", blocks))
}

fn arrangement(desk: &mut Desk<'_>, it: &ContactArrangement) -> Result<Value, Issue> {
    let mut facts = phrases::facts_of(it, desk.case, desk.brief.wording);
    // What changed within the period is told with its day.
    for (name, date) in [
        ("began", &it.arrangement_from),
        ("ended", &it.arrangement_until),
    ] {
        let told = date.value().filter(|date| desk.period.holds(date));
        let told = told.map(|date| dates::prose(date, desk.brief.wording));
        facts.insert(name, told.into());
    }
    let what = phrases::as_json(&desk.say("summary-contact", facts)?);
    let who = desk.named_text(it, "person_id");
    let who = who.as_ref().map_or(Value::Null, phrases::as_json);
    let cells = vec![who, what, desk.words(&it.frequency)];
    desk.note(it, &Value::from(cells.clone()));
    Ok(row(cells, desk.id(it)))
}

/// On which days of the period events tell of time with family.
fn family_times(desk: &mut Desk<'_>) -> Result<Option<Value>, Issue> {
    let all = desk.facts.iter();
    let times: Vec<Fact> = all
        .filter(|it| it.category == Category::FamilyTime && !it.is_opinion())
        .cloned()
        .collect();
    if times.is_empty() {
        return Ok(None);
    }
    let wording = desk.brief.wording;
    let mut days: Vec<String> = times
        .iter()
        .map(|it| dates::prose(&it.when, wording))
        .collect();
    days.dedup();
    let ids: Vec<String> = times.iter().map(|it| it.entry.to_string()).collect();
    let facts = Facts::from([
        ("count", days.len().into()),
        ("days", phrases::joined(&days, wording).into()),
        ("ids", desk.internal.then(|| ids.join(", ")).into()),
    ]);
    let words = phrases::as_json(&desk.say("summary-family-times", facts)?);
    for fact in &times {
        desk.line_of_fact(fact, words.clone())?;
    }
    Ok(Some(say(words)))
}

/// What a record says in one of its fields, as a line with its source.
pub(super) fn field_line<R: Record>(
    desk: &mut Desk<'_>,
    record: &R,
    when: &Recorded<When>,
    words: &Recorded<Text>,
) -> Result<Option<Value>, Issue> {
    match words {
        Recorded::Value(words) => desk.line(record, when, phrases::as_json(words)).map(Some),
        _ => Ok(None),
    }
}
