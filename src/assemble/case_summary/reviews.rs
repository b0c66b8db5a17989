//! The reviews of the period and the one before it, each with what it recommended: done, late, not
//! started, or how far it has come.

use serde_json::{Value, json};

use super::blocks::{Section, cards, row, say, sub, table};
use super::desk::Desk;
use super::visits::cases_of;
use crate::assemble::shared::periods::is_review;
use crate::assemble::shared::{dates, phrases};
use crate::issue::Issue;
use crate::model::codes::Progress;
use crate::model::records::{Meeting, Recommendation};
use crate::model::{Recorded, When};
use crate::wording::Facts;

/// Each review in the period, and before them the last one, as its recommendations are worked on.
pub(super) fn reviews(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut held: Vec<&Meeting> = desk
        .case
        .records
        .meetings
        .iter()
        .filter(|it| is_review(it))
        .collect();
    held.sort_by_key(|it| (it.held.value().map(When::order), it.entry.clone()));
    let before = held.iter().copied().rfind(|it| {
        let day = it.held.value().map(When::earliest);
        day.is_some_and(|day| day < desk.period.from)
    });
    let within = held.iter().copied().filter(|it| desk.in_period(&it.held));
    let within: Vec<&Meeting> = within.collect();
    let mut blocks = Vec::new();
    if let Some(meeting) = before {
        let rows = recommended(desk, meeting)?;
        if !rows.is_empty() {
            blocks.push(sub(heading(desk, "summary.review.before", meeting)?));
            blocks.extend(table("advice", rows));
        }
    }
    for meeting in &within {
        blocks.push(sub(heading(desk, "summary.review.in_period", meeting)?));
        blocks.extend(cards(vec![card(desk, meeting)?]));
        let rows = recommended(desk, meeting)?;
        if rows.is_empty() {
            blocks.push(say(desk.term("summary.review.no_recommendation")));
        }
        blocks.extend(table("advice", rows));
    }
    if within.is_empty() {
        blocks.push(say(desk.term("summary.review.none")));
    }
    Ok(Section::of(desk, "reviews", blocks))
}

fn heading(desk: &Desk<'_>, key: &str, meeting: &Meeting) -> Result<Value, Issue> {
    let mut facts = phrases::facts_of(meeting, desk.case, desk.brief.wording);
    let day = meeting.held.value().map(|it| When { time: None, ..*it });
    let day = day.map(|it| dates::prose(&it, desk.brief.wording));
    facts.insert("held", day.into());
    facts.insert("lead", desk.term(key).into());
    Ok(phrases::as_json(&desk.say("summary-review", facts)?))
}

fn card(desk: &mut Desk<'_>, meeting: &Meeting) -> Result<Value, Issue> {
    let mut pairs: Vec<(String, Value)> = Vec::new();
    // Of a review of several children it is not recorded whose part is meant.
    let own = cases_of(&meeting.case_id) <= 1;
    let part = meeting.participation.value().filter(|_| own);
    let part = part.map(|it| it.word());
    if let Some(part) = part {
        let words = desk.coded("summary.participation", part);
        let words = words.replacen("{}", &desk.child, 1);
        pairs.push((desk.term("summary.review.took_part"), words.into()));
    }
    for (key, field) in [
        ("summary.review.discussed", &meeting.discussion),
        ("summary.review.decided", &meeting.decisions),
    ] {
        if let Recorded::Value(words) = field {
            pairs.push((desk.term(key), phrases::as_json(words)));
        }
    }
    if meeting.next_due.value().is_some() {
        let due = desk.short(&meeting.next_due);
        pairs.push((desk.term("summary.review.next"), due.into()));
    }
    let mut card = desk.line(meeting, &meeting.held, json!(pairs))?;
    card["pairs"] = json!(pairs);
    Ok(card)
}

/// The recommendations of a meeting.
fn recommended(desk: &mut Desk<'_>, meeting: &Meeting) -> Result<Vec<Value>, Issue> {
    let all = desk.case.records.recommendations.iter();
    let of = all.filter(|it| {
        it.meeting_id
            .value()
            .is_some_and(|id| id.0 == meeting.entry.key)
    });
    let of: Vec<&Recommendation> = of.collect();
    let rows = of.into_iter();
    rows.map(|it| recommendation_row(desk, it)).collect()
}

fn recommendation_row(desk: &mut Desk<'_>, it: &Recommendation) -> Result<Value, Issue> {
    let cells = vec![
        desk.words(&it.recommendation),
        desk.words(&it.by_whom),
        desk.short(&it.due).into(),
        standing(desk, it)?,
    ];
    desk.note(it, &Value::from(cells.clone()));
    Ok(row(cells, desk.id(it)))
}

/// Done, late, not started, or how far it has come. The record holds the state of the day of the
/// export, so that lateness is told as at the date prepared.
fn standing(desk: &Desk<'_>, it: &Recommendation) -> Result<Value, Issue> {
    let progress = it.status.value();
    let late = !is_over(it)
        && it
            .due
            .value()
            .is_some_and(|due| due.latest() < desk.brief.as_at);
    let word = match progress {
        Some(progress) => desk.coded("summary.progress", progress.word()),
        None => desk.brief.wording.term("absence.empty").to_owned(),
    };
    let facts = Facts::from([
        ("done", (progress == Some(&Progress::Achieved)).into()),
        ("late", late.into()),
        ("level", word.into()),
    ]);
    Ok(phrases::as_json(&desk.say("summary-standing", facts)?))
}

/// Whether a recommendation was followed or is no longer needed.
pub(super) fn is_over(it: &Recommendation) -> bool {
    matches!(
        it.status.value(),
        Some(Progress::Achieved | Progress::Dropped)
    )
}
