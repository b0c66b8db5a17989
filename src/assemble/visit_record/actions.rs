//! What is to be done after a visit, and what the visit before had set.

use serde_json::{Value, json};

use super::Visiting;
use super::told;
use crate::assemble::shared::{dates, face, phrases};
use crate::issue::Issue;
use crate::model::codes::Progress;
use crate::model::records::{Action, Visit};
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// An action that serves a visit, told in a row.
pub(super) struct Served<'a> {
    /// The action.
    pub(super) action: &'a Action,
    /// What, by whom, by when, how far.
    pub(super) cells: Vec<Value>,
}

/// The actions whose record says that they serve the visit, in order of their due dates.
pub(super) fn served<'a>(of: &Visiting<'a>) -> Result<Vec<Served<'a>>, Issue> {
    let serves = |action: &&Action| {
        let serves = action.serves.value();
        serves.is_some_and(|id| id.0 == of.visit.entry.key)
    };
    let mut actions: Vec<&Action> = of.case.records.actions.iter().filter(serves).collect();
    // As sorting is stable, those without a due date come last as in the export.
    actions.sort_by_key(|it| {
        let due = it.action_due.value().map(When::latest);
        (due.is_none(), due)
    });
    let told = actions.into_iter().map(|action| {
        Ok(Served {
            action,
            cells: cells(of, action)?,
        })
    });
    told.collect()
}

/// Their rows as a block of the layout.
pub(super) fn table(served: &[Served<'_>]) -> Option<Value> {
    let rows = served.iter().enumerate().map(|(at, it)| {
        // The visit itself is the first entry.
        json!({ "n": at + 1, "cells": it.cells, "id": it.action.entry.to_string() })
    });
    (!served.is_empty()).then(|| json!({ "actions": rows.collect::<Vec<_>>() }))
}

fn cells(of: &Visiting<'_>, action: &Action) -> Result<Vec<Value>, Issue> {
    let wording = of.brief.wording;
    let facts = phrases::facts_of(action, of.case, wording);
    let what = phrases::say(wording, "summary-action", &facts)?;
    let words = |recorded: &Recorded<Text>| match recorded {
        Recorded::Value(words) => phrases::as_json(words),
        absent => face::absence(absent, wording).into(),
    };
    let due = match &action.action_due {
        Recorded::Value(when) => dates::short(when, wording),
        absent => face::absence(absent, wording).to_owned(),
    };
    Ok(vec![
        phrases::as_json(&what),
        words(&action.action_by),
        due.into(),
        phrases::as_json(&standing(of, action)?),
    ])
}

/// How far an action has come on the day of the document.
fn standing(of: &Visiting<'_>, action: &Action) -> Result<Text, Issue> {
    let (wording, as_at) = (of.brief.wording, of.brief.as_at);
    let done = action.action_done.value();
    let late = action
        .action_due
        .value()
        .is_some_and(|it| it.latest() < as_at);
    let standing = match action.action_status.value() {
        Some(Progress::Dropped) => "dropped",
        Some(Progress::Achieved) => "done",
        _ if done.is_some() => "done",
        _ if late => "overdue",
        _ => "open",
    };
    let level = action.action_status.value();
    let level = level.and_then(|it| wording.coded("summary.progress", it.word()));
    let facts = Facts::from([
        ("standing", standing.into()),
        ("internal", true.into()),
        ("level", level.into()),
        ("done", done.map(|it| dates::short(it, wording)).into()),
    ]);
    phrases::say(wording, "summary-action-standing", &facts)
}

/// What the visit before this one had set to be done, as it words it.
pub(super) fn set_before(of: &Visiting<'_>) -> Option<Value> {
    let before = visit_before(of)?;
    let words = before.actions.value().filter(|it| !it.is_blank())?;
    let wording = of.brief.wording;
    let when = When {
        time: None,
        ..*before.visited.value()?
    };
    let day = dates::prose(&when, wording);
    let known_as = before.visit_id.value().map(|id| format!(" ({})", id.0));
    let said = format!("{day}{}", known_as.unwrap_or_default());
    let label = wording.fill("visit.set_before", &said);
    Some(told::passage(&label, words))
}

/// The latest visit of the case that came before.
fn visit_before<'a>(of: &Visiting<'a>) -> Option<&'a Visit> {
    let order = |it: &Visit| Some((it.visited.value()?.order(), it.entry.clone()));
    let own = order(of.visit)?;
    let visits = of.case.records.visits.iter();
    let earlier = visits.filter_map(|it| Some((order(it)?, it)));
    let earlier = earlier.filter(|(order, _)| *order < own);
    earlier.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, it)| it)
}
