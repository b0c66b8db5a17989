//! What life is like for the child, what the child and the adults around them said, and how they work
//! with us. What life is like is written by somebody or not at all: nothing here makes it up.

use serde_json::Value;

use super::about::field_line;
use super::blocks::{Section, lines, quotes, say};
use super::desk::Desk;
use crate::assemble::shared::phrases;
use crate::assemble::shared::spoken::{Speaker, speaker};
use crate::assemble::shared::timeline::Fact;
use crate::issue::Issue;
use crate::model::records::{Education, Health, Visit};
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// What an author wrote of the child's days, else the last facts that are recorded of them.
pub(super) fn life(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    if desk.is_unborn() {
        return Ok(None);
    }
    let mut blocks: Vec<Value> = desk.authored(|it| &it.daily_life)?.into_iter().collect();
    if blocks.is_empty() {
        let facts = daily_facts(desk)?;
        let none = facts.is_empty();
        let key = if none {
            "summary.life.none"
        } else {
            "summary.life.last"
        };
        blocks.push(say(desk.term(key)));
        blocks.extend(lines(facts));
    }
    Ok(Section::of(desk, "life", blocks))
}

/// The last that is recorded of school and of health, up to the end of the period.
fn daily_facts(desk: &mut Desk<'_>) -> Result<Vec<Value>, Issue> {
    let records = &desk.case.records;
    let mut told = Vec::new();
    if let Some(school) = last(desk, &records.education, |it: &Education| {
        &it.education_from
    }) {
        let facts = phrases::facts_of(school, desk.case, desk.brief.wording);
        let words = phrases::as_json(&desk.say("summary-school", facts)?);
        told.push(desk.line(school, &school.education_from, words)?);
    }
    if let Some(health) = last(desk, &records.health, |it: &Health| &it.health_date) {
        let facts = phrases::facts_of(health, desk.case, desk.brief.wording);
        let words = phrases::as_json(&desk.say("health", with_child(desk, facts))?);
        told.push(desk.line(health, &health.health_date, words)?);
    }
    Ok(told)
}

/// The facts that templates of the timeline need beside a record's own.
fn with_child(desk: &Desk<'_>, mut facts: Facts) -> Facts {
    facts.insert("Child", desk.child.clone().into());
    facts.insert("internal", desk.internal.into());
    facts.insert("shared", false.into());
    facts
}

/// The latest record up to the end of the period.
fn last<'r, R>(desk: &Desk<'_>, records: &'r [R], at: fn(&R) -> &Recorded<When>) -> Option<&'r R> {
    let dated = records.iter().filter_map(|it| {
        let day = at(it).value()?.earliest();
        (day <= desk.last_day()).then_some((day, it))
    });
    // Of several on one day the one that stands first in the export is kept.
    dated
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, it)| it)
}

/// The child's own words, quoted, with the date and who heard them.
pub(super) fn words(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    if desk.is_unborn() {
        return Ok(None);
    }
    let heard: Vec<(Speaker, Fact)> = {
        let all = desk.facts.iter();
        all.filter_map(|fact| Some((speaker(desk.case, fact)?, fact.clone())))
            .collect()
    };
    let (mut own, mut of_one) = (Vec::new(), Vec::new());
    for (whose, fact) in heard {
        let Recorded::Value(said) = &fact.provenance.child_words else {
            continue;
        };
        let item = desk.line_of_fact(&fact, phrases::as_json(said))?;
        match whose {
            Speaker::OneOfSeveral => of_one.push(item),
            Speaker::Child => own.push(item),
        }
    }
    let mut blocks: Vec<Value> = quotes(own).into_iter().collect();
    if let Some(quotes) = quotes(of_one) {
        blocks.push(say(desk.term("summary.words.of_a_child")));
        blocks.push(quotes);
    }
    if blocks.is_empty() {
        blocks.push(say(desk.term("summary.words.none")));
    }
    Ok(Section::of(desk, words_key(desk), blocks))
}

/// Before a review, views are gathered for it (rule 20).
fn words_key(desk: &Desk<'_>) -> &'static str {
    match desk.review {
        Some(_) => "words_before_review",
        None => "words",
    }
}

/// What parents and carers said at visits, each with the date and who heard it.
pub(super) fn views(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let visits: Vec<&Visit> = in_order(desk);
    let mut items = Vec::new();
    for visit in visits {
        items.extend(field_line(desk, visit, &visit.visited, &visit.carer_views)?);
    }
    let blocks = match lines(items) {
        Some(lines) => vec![lines],
        None => vec![say(desk.term("summary.views.none"))],
    };
    Ok(Section::of(desk, "views", blocks))
}

/// The visits of the period in order of date.
pub(super) fn in_order<'a>(desk: &Desk<'a>) -> Vec<&'a Visit> {
    let visits = desk.case.records.visits.iter();
    let mut visits: Vec<&Visit> = visits.filter(|it| desk.in_period(&it.visited)).collect();
    visits.sort_by_key(|it| (it.visited.value().map(When::order), it.entry.clone()));
    visits
}

/// How the child and family engage: what an author wrote, else what the last visits say of it.
pub(super) fn engagement(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut blocks: Vec<Value> = desk.authored(|it| &it.engagement)?.into_iter().collect();
    if blocks.is_empty() && desk.internal {
        let mut items = Vec::new();
        for visit in in_order(desk) {
            items.extend(field_line(
                desk,
                visit,
                &visit.visited,
                &visit.relationship,
            )?);
        }
        blocks.extend(lines(items));
    }
    if blocks.is_empty() {
        blocks.push(say(desk.term("summary.engagement.none")));
    }
    Ok(Section::of(desk, "engagement", blocks))
}

/// Whether any words stand in a field.
pub(super) fn holds_words(field: &Recorded<Text>) -> bool {
    field.value().is_some_and(|it| !it.is_blank())
}
