//! New strengths and new worries: what an author wrote, else the events of the period. Workers read
//! what an event meant for the child; a family edition goes by the kind of event alone (rule 7).

use serde_json::Value;

use super::blocks::{Section, lines, say};
use super::desk::Desk;
use crate::assemble::shared::phrases;
use crate::assemble::shared::timeline::Fact;
use crate::issue::Issue;
use crate::model::codes::{Category, Impact};

/// What went well.
pub(super) fn strengths(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut blocks: Vec<Value> = desk.authored(|it| &it.new_strengths)?.into_iter().collect();
    if blocks.is_empty() {
        blocks.extend(assembled(desk, is_strength, "summary.strengths")?);
    }
    Ok(Section::of(desk, "strengths", blocks))
}

/// What people worried about.
pub(super) fn worries(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut blocks: Vec<Value> = desk.authored(|it| &it.new_worries)?.into_iter().collect();
    if blocks.is_empty() {
        blocks.extend(assembled(desk, is_worry, "summary.worries")?);
    }
    Ok(Section::of(desk, "worries", blocks))
}

fn assembled(
    desk: &mut Desk<'_>,
    wanted: fn(&Fact, bool) -> bool,
    key: &str,
) -> Result<Vec<Value>, Issue> {
    let internal = desk.internal;
    let all = desk.facts.iter();
    let found: Vec<Fact> = all
        .filter(|fact| &*fact.entry.record == "event" && !fact.is_opinion())
        .filter(|fact| wanted(fact, internal))
        .cloned()
        .collect();
    let mut items = Vec::new();
    for fact in &found {
        let words = sentence(desk, fact)?;
        let mut item = desk.line_of_fact(fact, words)?;
        item["outcome"] = fact.outcome().map_or(Value::Null, phrases::as_json);
        if fact.impact() == Some(&Impact::Mixed) && internal {
            item["note"] = desk.term("summary.signs.mixed").into();
        }
        items.push(item);
    }
    Ok(match lines(items) {
        Some(lines) if internal => vec![say(desk.term(&format!("{key}.assembled"))), lines],
        Some(lines) => vec![lines],
        None => vec![say(desk.term(&format!("{key}.none")))],
    })
}

/// What happened, without the list of those involved, whom a chronology names.
fn sentence(desk: &Desk<'_>, fact: &Fact) -> Result<Value, Issue> {
    let mut events = desk.case.records.events.iter();
    let Some(event) = events.find(|it| it.entry == fact.entry) else {
        return Ok(phrases::as_json(&fact.sentence));
    };
    let mut facts = phrases::facts_of(event, desk.case, desk.brief.wording);
    facts.insert("people", ().into());
    facts.insert("internal", desk.internal.into());
    Ok(phrases::as_json(&desk.say("event", facts)?))
}

fn is_strength(fact: &Fact, internal: bool) -> bool {
    match fact.impact().filter(|_| internal) {
        Some(impact) => matches!(impact, Impact::Positive),
        None => fact.category == Category::Achievement,
    }
}

fn is_worry(fact: &Fact, internal: bool) -> bool {
    match fact.impact().filter(|_| internal) {
        Some(impact) => matches!(impact, Impact::Negative | Impact::Mixed),
        None => matches!(
            fact.category,
            Category::Concern
                | Category::Injury
                | Category::Missing
                | Category::Police
                | Category::Exclusion
                | Category::Disclosure
                | Category::Offence
        ),
    }
}
