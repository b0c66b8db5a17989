//! What somebody is to do: actions overdue, open and done in the period, with who and by when; and what
//! falls due in the three months after it.

use chrono::NaiveDate;
use serde_json::Value;

use super::blocks::{Section, row, say, table};
use super::desk::Desk;
use super::outcomes::{self, outcomes};
use super::reviews;
use crate::assemble::shared::periods::Period;
use crate::assemble::shared::{dates, due, phrases, seen};
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::model::codes::Progress;
use crate::model::records::Action;
use crate::model::{Id, Record, Recorded, When};
use crate::wording::Facts;

/// How an action stood at the end of the period; in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Overdue,
    Open,
    Done,
    Dropped,
}

/// The actions of the period.
pub(in crate::assemble) fn actions(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut listed: Vec<(Standing, Option<NaiveDate>, &Action)> = Vec::new();
    for action in &desk.case.records.actions {
        if let Some(standing) = standing(desk, action).filter(|_| is_shown(desk, action)) {
            listed.push((
                standing,
                action.action_due.value().map(When::latest),
                action,
            ));
        }
    }
    // Without a due date it comes last among its kind; as sorting is stable, else as in the export.
    listed.sort_by_key(|(standing, due, _)| (*standing, due.unwrap_or(NaiveDate::MAX)));
    let mut rows = Vec::new();
    for (standing, _, action) in listed {
        rows.push(action_row(desk, action, standing)?);
    }
    let blocks = match table("actions", rows) {
        Some(table) => vec![table],
        None => vec![say(desk.term("summary.actions.none"))],
    };
    Ok(Section::of(desk, "actions", blocks))
}

/// What was agreed in supervision is for workers alone.
fn is_shown(desk: &Desk<'_>, action: &Action) -> bool {
    let serves = |id: &Id| {
        let mut all = desk.case.records.supervisions.iter();
        all.any(|it| it.entry.key == id.0)
    };
    desk.internal || !action.serves.value().is_some_and(serves)
}

/// How an action stood at the end of the period; none where it was over before or agreed after.
fn standing(desk: &Desk<'_>, action: &Action) -> Option<Standing> {
    let end = desk.last_day();
    let is_by_end = |when: &When| when.earliest() <= end;
    if action
        .agreed
        .value()
        .is_some_and(|agreed| !is_by_end(agreed))
    {
        return None;
    }
    let over = match action.action_status.value() {
        Some(Progress::Achieved) => Some(Standing::Done),
        Some(Progress::Dropped) => Some(Standing::Dropped),
        _ => None,
    };
    match (action.action_done.value(), over) {
        (Some(done), _) if is_by_end(done) => desk
            .period
            .holds(done)
            .then_some(over.unwrap_or(Standing::Done)),
        (None, Some(over)) => {
            let here = desk.in_period(&action.agreed) || desk.in_period(&action.action_due);
            here.then_some(over)
        }
        _ => {
            let due = action.action_due.value().map(When::latest);
            let late = due.is_some_and(|due| due < end);
            Some(if late {
                Standing::Overdue
            } else {
                Standing::Open
            })
        }
    }
}

fn action_row(desk: &mut Desk<'_>, action: &Action, standing: Standing) -> Result<Value, Issue> {
    let facts = phrases::facts_of(action, desk.case, desk.brief.wording);
    let what = phrases::as_json(&desk.say("summary-action", facts)?);
    let cells = vec![
        what,
        desk.words(&action.action_by),
        desk.short(&action.action_due).into(),
        standing_words(desk, action, standing)?,
    ];
    desk.note(action, &Value::from(cells.clone()));
    Ok(row(cells, desk.id(action)))
}

fn standing_words(desk: &Desk<'_>, action: &Action, standing: Standing) -> Result<Value, Issue> {
    let wording = desk.brief.wording;
    let done = action
        .action_done
        .value()
        .map(|it| dates::short(it, wording));
    let level = action.action_status.value();
    let level = level.map(|it| desk.coded("summary.progress", it.word()));
    let facts = Facts::from([
        ("standing", format!("{standing:?}").to_lowercase().into()),
        ("internal", desk.internal.into()),
        ("level", level.into()),
        ("done", done.into()),
    ]);
    Ok(phrases::as_json(
        &desk.say("summary-action-standing", facts)?,
    ))
}

/// One thing with a date in the months to come.
struct Coming {
    day: NaiveDate,
    words: Value,
    who: Value,
    id: Option<String>,
}

impl Coming {
    /// What is due by a record, and by whom.
    fn of<R: Record>(
        record: &R,
        day: NaiveDate,
        (words, who): (Value, Value),
        desk: &mut Desk<'_>,
    ) -> Self {
        desk.note(record, &words);
        Self {
            day,
            words,
            who,
            id: desk.id(record),
        }
    }
}

/// What an author wrote of the next three months, and what falls due in them.
pub(super) fn next(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut blocks: Vec<Value> = desk.authored(|it| &it.next_months)?.into_iter().collect();
    let mut coming = Vec::new();
    work_due(desk, &mut coming)?;
    court_due(desk, &mut coming)?;
    reckoned(desk, &mut coming)?;
    coming.sort_by_key(|it| it.day);
    let wording = desk.brief.wording;
    let rows = coming.into_iter().map(|it| {
        let day = dates::short(&When::day(it.day), wording).into();
        row(vec![day, it.words, it.who], it.id)
    });
    match table("coming", rows.collect()) {
        Some(table) => {
            let until = dates::day(months(desk).until, wording);
            blocks.push(say(wording.fill("summary.next.due", &until)));
            blocks.push(table);
        }
        None => blocks.push(say(desk.term("summary.next.none"))),
    }
    Ok(Section::of(desk, "next", blocks))
}

fn months(desk: &Desk<'_>) -> Period {
    desk.period.next_three_months()
}

/// The day of a date, where it lies in the months to come.
fn day_in(desk: &Desk<'_>, when: &Recorded<When>) -> Option<NaiveDate> {
    let day = when.value()?.latest();
    months(desk).covers(day).then_some(day)
}

/// Actions, recommendations and outcomes that are not over.
fn work_due(desk: &mut Desk<'_>, coming: &mut Vec<Coming>) -> Result<(), Issue> {
    let records = &desk.case.records;
    for action in &records.actions {
        let standing = standing(desk, action).filter(|_| is_shown(desk, action));
        if let Some(day) = day_in(desk, &action.action_due)
            && matches!(standing, Some(Standing::Open | Standing::Overdue))
        {
            let (words, who) = (desk.words(&action.action), desk.words(&action.action_by));
            coming.push(Coming::of(action, day, (words, who), desk));
        }
    }
    for it in &records.recommendations {
        if let Some(day) = day_in(desk, &it.due).filter(|_| !reviews::is_over(it)) {
            let (words, who) = (desk.words(&it.recommendation), desk.words(&it.by_whom));
            coming.push(Coming::of(it, day, (words, who), desk));
        }
    }
    for it in outcomes(desk) {
        if let Some(day) = day_in(desk, &it.outcome_due).filter(|_| !outcomes::is_over(desk, it)) {
            let facts = outcomes::due_facts(desk, it);
            let words = phrases::as_json(&desk.say("summary-outcome-due", facts)?);
            coming.push(Coming::of(it, day, (words, "".into()), desk));
        }
    }
    Ok(())
}

/// Hearings that are listed and orders that end.
fn court_due(desk: &mut Desk<'_>, coming: &mut Vec<Coming>) -> Result<(), Issue> {
    for it in &desk.case.records.hearings {
        if let Some(day) = day_in(desk, &it.heard) {
            let facts = phrases::facts_of(it, desk.case, desk.brief.wording);
            let words = phrases::as_json(&desk.say("summary-hearing-due", facts)?);
            coming.push(Coming::of(it, day, (words, "".into()), desk));
        }
    }
    for it in &desk.case.records.orders {
        if let Some(day) = day_in(desk, &it.order_until) {
            let facts = phrases::facts_of(it, desk.case, desk.brief.wording);
            let words = phrases::as_json(&desk.say("summary-order-ends", facts)?);
            coming.push(Coming::of(it, day, (words, "".into()), desk));
        }
    }
    Ok(())
}

/// The next visit and the next review by the settings (rule 21), or as the last review set it.
fn reckoned(desk: &Desk<'_>, coming: &mut Vec<Coming>) -> Result<(), Issue> {
    let end = desk.last_day();
    let rhythms = &desk.brief.summary.rhythms;
    let last_seen = seen::last(desk.case, &[Seen::Alone, Seen::WithOthers], end);
    let visit = due::next_visit(desk.case, rhythms, last_seen, end);
    let review = due::next_review(desk.case, rhythms, end);
    let seen = last_seen.map(|day| dates::day(day, desk.brief.wording));
    for (phrase, day) in [
        ("summary-next-visit", visit),
        ("summary-next-review", review),
    ] {
        let Some(day) = day.filter(|day| *day <= months(desk).until) else {
            continue;
        };
        let facts = Facts::from([
            ("past", (day <= end).into()),
            ("seen", seen.clone().into()),
            ("internal", desk.internal.into()),
        ]);
        coming.push(Coming {
            day,
            words: phrases::as_json(&desk.say(phrase, facts)?),
            who: "".into(),
            id: None,
        });
    }
    Ok(())
}
