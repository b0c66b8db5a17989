//! The plan and its outcomes: how far each had come when the period began and when it ended, on what
//! evidence, and who says so (Northamptonshire 5.7); and what happens if the plan does not work.

use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

use super::blocks::{Section, cards, drawing, lines, paragraphs, row, say, table};
use super::desk::Desk;
use super::visits::{month_of, months};
use crate::assemble::shared::phrases;
use crate::diagram::outcomes as plot;
use crate::issue::Issue;
use crate::model::codes::Progress;
use crate::model::records::{Outcome, Plan, ProgressNote};
use crate::model::{Recorded, When};
use crate::wording::Facts;

/// How many months before the end of the period the plot begins at the earliest.
const MONTHS_DRAWN: u32 = 12;

/// The plans in force, the plot of their outcomes, and the same in words.
pub(super) fn plan(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut told = Vec::new();
    for plan in in_force(desk) {
        told.push(card(desk, plan)?);
    }
    let mut blocks: Vec<Value> = cards(told).into_iter().collect();
    if blocks.is_empty() {
        blocks.push(say(desk.term("summary.plan.none")));
    }
    let outcomes = outcomes(desk);
    if outcomes.is_empty() {
        blocks.push(say(desk.term("summary.outcomes.none")));
    }
    blocks.extend(draw(desk, &outcomes));
    let mut rows = Vec::new();
    for (number, outcome) in outcomes.iter().enumerate() {
        rows.push(outcome_row(desk, number + 1, outcome)?);
    }
    blocks.extend(table("outcomes", rows));
    Ok(Section::of(desk, "plan", blocks))
}

/// What happens if the plan does not work: an author's words, and each plan's own.
pub(super) fn contingency(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let authored = desk.authored(|it| &it.contingency_plan)?;
    let mut blocks: Vec<Value> = authored.into_iter().collect();
    let mut items = Vec::new();
    for plan in in_force(desk) {
        if let Recorded::Value(words) = &plan.contingency {
            items.push(desk.line(plan, &plan.plan_from, phrases::as_json(words))?);
        }
    }
    blocks.extend(lines(items));
    if blocks.is_empty() {
        blocks.push(say(desk.term("summary.contingency.none")));
    }
    Ok(Section::of(desk, "contingency", blocks))
}

/// The plans that were in force on any day of the period.
pub(super) fn in_force<'a>(desk: &Desk<'a>) -> Vec<&'a Plan> {
    let plans = desk.case.records.plans.iter();
    let mut plans: Vec<&Plan> = plans
        .filter(|it| desk.period.touches(&it.plan_from, &it.plan_until))
        .collect();
    plans.sort_by_key(|it| (it.plan_from.value().map(When::order), it.entry.clone()));
    plans
}

fn card(desk: &mut Desk<'_>, plan: &Plan) -> Result<Value, Issue> {
    let facts = phrases::facts_of(plan, desk.case, desk.brief.wording);
    let head = phrases::as_json(&desk.say("summary-plan", facts)?);
    let aim = (desk.term("summary.plan.aim"), desk.words(&plan.plan_text));
    let mut card = desk.line(plan, &plan.plan_from, json!([head, aim.1]))?;
    card["head"] = head;
    card["pairs"] = json!([aim]);
    Ok(card)
}

/// The outcomes of the plans in force, and others that have a progress note in the period.
pub(super) fn outcomes<'a>(desk: &Desk<'a>) -> Vec<&'a Outcome> {
    let plans = in_force(desk);
    let of_plan = |it: &Outcome| match it.plan_id.value() {
        Some(id) => plans.iter().any(|plan| plan.entry.key == id.0),
        None => it
            .outcome_due
            .value()
            .is_none_or(|due| due.latest() >= desk.period.from),
    };
    let noted = |it: &Outcome| notes(desk, it).iter().any(|it| desk.in_period(&it.noted));
    let all = desk.case.records.outcomes.iter();
    all.filter(|it| of_plan(it) || noted(it)).collect()
}

/// The progress notes of an outcome up to the end of the period, in order of date.
pub(super) fn notes<'a>(desk: &Desk<'a>, outcome: &Outcome) -> Vec<&'a ProgressNote> {
    let until = desk.last_day();
    let all = desk.case.records.progress.iter();
    let mut notes: Vec<&ProgressNote> = all
        .filter(|it| {
            it.outcome_id
                .value()
                .is_some_and(|id| id.0 == outcome.entry.key)
        })
        .filter(|it| it.noted.value().is_some_and(|it| it.earliest() <= until))
        .collect();
    notes.sort_by_key(|it| (it.noted.value().map(When::order), it.entry.clone()));
    notes
}

fn outcome_row(desk: &mut Desk<'_>, number: usize, outcome: &Outcome) -> Result<Value, Issue> {
    let notes = notes(desk, outcome);
    let before = notes.iter().rev();
    let before = before.copied().find(|it| {
        let day = it.noted.value().map(When::earliest);
        day.is_some_and(|day| day < desk.period.from)
    });
    let mut facts = phrases::facts_of(outcome, desk.case, desk.brief.wording);
    facts.insert("number", number.into());
    let name = phrases::as_json(&desk.say("summary-outcome", facts)?);
    let mut evidence = Vec::new();
    for note in notes.iter().copied() {
        if !desk.in_period(&note.noted) {
            continue;
        }
        evidence.push(note_line(desk, note)?);
    }
    if evidence.is_empty() {
        evidence.push(json!({ "words": desk.term("summary.outcomes.no_note") }));
    }
    let cells = vec![
        name,
        level(desk, before).into(),
        level(desk, notes.last().copied()).into(),
        paragraphs(evidence),
    ];
    desk.note(outcome, &Value::from(cells.clone()));
    Ok(row(cells, desk.id(outcome)))
}

fn note_line(desk: &mut Desk<'_>, note: &ProgressNote) -> Result<Value, Issue> {
    let word = level_word(desk, note);
    let mut facts = phrases::facts_of(note, desk.case, desk.brief.wording);
    facts.insert("level", word.into());
    facts.insert("date", desk.short(&note.noted).into());
    let words = phrases::as_json(&desk.say("summary-progress", facts)?);
    desk.note(note, &words);
    Ok(json!({ "words": words, "id": desk.id(note) }))
}

/// How far an outcome had come, and as of when.
fn level(desk: &Desk<'_>, note: Option<&ProgressNote>) -> String {
    match note {
        Some(note) => format!("{} ({})", level_word(desk, note), desk.short(&note.noted)),
        None => desk.term("summary.outcomes.not_noted"),
    }
}

fn level_word(desk: &Desk<'_>, note: &ProgressNote) -> String {
    match note.progress.value() {
        Some(progress) => desk.coded("summary.progress", progress.word()),
        None => desk.brief.wording.term("absence.empty").to_owned(),
    }
}

/// The level of a note on the plot: the outer option is none where it cannot be drawn, the inner where
/// the outcome was given up.
fn drawn_level(note: &ProgressNote) -> Option<Option<usize>> {
    Some(match note.progress.value()? {
        Progress::Worse => Some(0),
        Progress::Same | Progress::NotStarted => Some(1),
        Progress::UnderWay => Some(2),
        Progress::Improved => Some(3),
        Progress::Achieved => Some(4),
        Progress::Dropped => None,
        _ => return None,
    })
}

fn draw(desk: &mut Desk<'_>, outcomes: &[&Outcome]) -> Option<Value> {
    let until = desk.last_day();
    let earliest = until.checked_sub_months(Months::new(MONTHS_DRAWN))?;
    let numbered = outcomes.iter().enumerate();
    let mut rows: Vec<plot::Row> = numbered
        .map(|(at, outcome)| plot::Row {
            name: format!("{}. {}", at + 1, desk_words(outcome)),
            notes: marks(desk, outcome),
        })
        .collect();
    let days = rows
        .iter()
        .flat_map(|row| row.notes.iter().map(|(day, _)| *day));
    let first = days.chain([desk.period.from]).min()?;
    let from = month_of(first.max(earliest));
    rows.iter_mut().for_each(|row| begin_at(row, from));
    let words = plot::Words {
        title: desk.term("summary.outcomes.title"),
        alt: alt(desk, &rows),
        levels: std::array::from_fn(|level| desk.term(&format!("summary.level.{level}"))),
        months: months(desk),
    };
    let plot = plot::drawing(
        (from, until),
        desk.period.from,
        &rows,
        words,
        desk.brief.width,
    )?;
    let block = drawing(&plot.name, &plot.alt);
    desk.drawings.push(plot);
    Some(block)
}

fn desk_words(outcome: &Outcome) -> String {
    outcome
        .wanted
        .value()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn marks(desk: &Desk<'_>, outcome: &Outcome) -> Vec<(NaiveDate, Option<usize>)> {
    let notes = notes(desk, outcome).into_iter();
    notes
        .filter_map(|note| Some((note.noted.value()?.earliest(), drawn_level(note)?)))
        .collect()
}

/// Of what lies before the plot only the last level counts, with which it begins.
fn begin_at(row: &mut plot::Row, from: NaiveDate) {
    let before = row.notes.iter().filter(|(day, _)| *day < from).count();
    row.notes.drain(..before.saturating_sub(1));
}

/// The plot in words: each outcome with its first and its last level.
fn alt(desk: &Desk<'_>, rows: &[plot::Row]) -> String {
    let mut said = vec![desk.term("summary.outcomes.alt")];
    for row in rows {
        let level = |level: &Option<usize>| match level {
            Some(level) => desk.term(&format!("summary.level.{level}")),
            None => desk.coded("summary.progress", Progress::Dropped.word()),
        };
        let steps: Vec<String> = row.notes.iter().map(|(_, it)| level(it)).collect();
        if !steps.is_empty() {
            said.push(format!("{}: {}.", row.name, steps.join(", ")));
        }
    }
    said.join(" ")
}

/// Whether an outcome was reached or given up by the end of the period.
pub(super) fn is_over(desk: &Desk<'_>, outcome: &Outcome) -> bool {
    let last = notes(desk, outcome)
        .last()
        .and_then(|it| it.progress.value().cloned());
    matches!(last, Some(Progress::Achieved | Progress::Dropped))
}

/// The facts of an outcome for the list of what is due.
pub(super) fn due_facts(desk: &Desk<'_>, outcome: &Outcome) -> Facts {
    phrases::facts_of(outcome, desk.case, desk.brief.wording)
}
