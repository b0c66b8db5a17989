//! Who the child is, where and with whom they live, and whom they see.

use serde_json::Value;

use super::blocks::{Section, pairs, passage, row, say, sub, table};
use super::desk::Desk;
use crate::assemble::shared::timeline::Fact;
use crate::assemble::shared::{dates, due, phrases};
use crate::issue::Issue;
use crate::model::codes::Category;
use crate::model::records::{ContactArrangement, Household};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// The pen picture: why the authority is involved, where the child lives and by which right.
pub(super) fn child(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut facts = Vec::new();
    reason(desk, &mut facts);
    facts.push((desk.term("summary.lives_with"), lives_with(desk)?));
    facts.push((desk.term("summary.legal_status"), legal_status(desk)?));
    if desk.internal {
        alert(desk, &mut facts);
    }
    let mut blocks: Vec<Value> = pairs(facts).into_iter().collect();
    // The family's history is the adults' own; a family edition may be read by any of them.
    if desk.internal {
        blocks.extend(history(desk)?);
    }
    Ok(Section::of(desk, "about", blocks))
}

fn reason(desk: &mut Desk<'_>, facts: &mut Vec<(String, Value)>) {
    if let Some(record) = desk.case.record() {
        let words = desk.words(&record.reason);
        desk.note(record, &words);
        facts.push((desk.term("summary.reason"), words));
    }
}

/// What a worker who does not know the child must know tonight.
fn alert(desk: &mut Desk<'_>, facts: &mut Vec<(String, Value)>) {
    if let Some(record) = desk.case.record()
        && let Recorded::Value(alert) = &record.alert
    {
        let words = phrases::as_json(alert);
        desk.note(record, &words);
        facts.push((desk.term("summary.alert"), words));
    }
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
fn lives_with(desk: &mut Desk<'_>) -> Result<Value, Issue> {
    let day = desk.last_day();
    if let Some(placed) = due::placement(desk.case, day) {
        let facts = phrases::facts_of(placed, desk.case, desk.brief.wording);
        let words = phrases::as_json(&desk.say("summary-placement", facts)?);
        desk.note(placed, &words);
        return Ok(words);
    }
    let child = desk.case.child().map(|child| &child.entry.key);
    let lived = |it: &&Household| {
        due::lasts(&it.start, &it.end, day)
            || (it.start.value().is_none() && it.end.value().is_none())
    };
    let stays: Vec<&Household> = desk.case.records.households.iter().filter(lived).collect();
    let is_child = |it: &&Household| {
        let id = it.person_id.value().map(|id| &id.0);
        id.is_some() && id == child
    };
    let Some(own) = stays.iter().copied().find(|it| is_child(it)) else {
        return Ok(desk.brief.wording.term("absence.empty").into());
    };
    let others = stays.iter().copied();
    let others: Vec<&Household> = others
        .filter(|it| it.household_id == own.household_id && !is_child(it))
        .collect();
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
    for stay in std::iter::once(own).chain(others) {
        desk.note(stay, &words);
    }
    Ok(words)
}

fn legal_status(desk: &mut Desk<'_>) -> Result<Value, Issue> {
    let day = desk.last_day();
    let statuses = desk.case.records.legal_statuses.iter();
    let current = statuses.filter(|it| due::lasts(&it.status_from, &it.status_until, day));
    let current = current.max_by_key(|it| (it.status_from.value().map(When::earliest), &it.entry));
    let Some(status) = current else {
        return Ok(desk.brief.wording.term("summary.no_legal_status").into());
    };
    let facts = phrases::facts_of(status, desk.case, desk.brief.wording);
    let words = phrases::as_json(&desk.say("summary-legal-status", facts)?);
    desk.note(status, &words);
    Ok(words)
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
