//! What was not recorded in the period, as a plain list for those who can mend it.

use serde_json::{Value, json};

use super::blocks::{Section, say};
use super::desk::Desk;
use super::outcomes::{in_force, notes, outcomes};
use super::voice::{holds_words, in_order};
use crate::assemble::shared::seen;
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::model::records::Summary;
use crate::model::{Recorded, Text};

/// The list; in internal documents alone.
pub(super) fn not_recorded(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    if !desk.internal {
        return Ok(None);
    }
    let lacking = lacking(desk);
    let keys = lacking.into_iter().filter(|(_, lacks)| *lacks);
    let lines: Vec<Value> = keys
        .map(|(key, _)| desk.term(&format!("summary.lacks.{key}")).into())
        .collect();
    let blocks = match lines.is_empty() {
        true => vec![say(desk.term("summary.lacks.nothing"))],
        false => vec![json!({ "kind": "list", "items": lines })],
    };
    Ok(Section::of(desk, "lacks", blocks))
}

/// Whether an outcome has no note of progress in the period.
fn is_without_note(desk: &Desk<'_>) -> bool {
    outcomes(desk).into_iter().any(|outcome| {
        let notes = notes(desk, outcome);
        !notes.iter().any(|it| desk.in_period(&it.noted))
    })
}

/// Whether a decision of the period names nobody who made it, or no reason.
fn is_bare_decision(desk: &Desk<'_>) -> bool {
    let mut decisions = desk.case.records.decisions.iter();
    decisions.any(|it| {
        let bare = it.decision_maker.value().is_none() || it.reasons.value().is_none();
        desk.in_period(&it.decided) && bare
    })
}

/// What a summary is expected to rest on, and whether the period lacks it.
fn lacking(desk: &Desk<'_>) -> Vec<(&'static str, bool)> {
    let visits = in_order(desk);
    let seen: Vec<Seen> = visits.iter().map(|it| seen::how(desk.case, it)).collect();
    let records = &desk.case.records;
    let unwritten = |field: fn(&Summary) -> &Recorded<Text>| {
        desk.authored.is_some_and(|it| !holds_words(field(it)))
    };
    let supervised = records
        .supervisions
        .iter()
        .any(|it| desk.in_period(&it.supervised));
    let unsigned = desk
        .authored
        .is_some_and(|it| it.signed_off_by.value().is_none());
    let said = desk
        .facts
        .iter()
        .any(|it| it.provenance.child_words.value().is_some());
    let views = visits.iter().any(|it| holds_words(&it.carer_views));
    // Nobody is asked to see an unborn child alone, nor an adult; an adult's parents are not asked either.
    let alone = !visits.is_empty() && !seen.contains(&Seen::Alone);
    let alone = alone && !desk.is_unborn() && !desk.is_adult();
    let unanswered = seen.contains(&Seen::NotRecorded);
    vec![
        ("summary", desk.authored.is_none()),
        ("signature", unsigned),
        ("daily_life", unwritten(|it| &it.daily_life)),
        ("engagement", unwritten(|it| &it.engagement)),
        ("next_months", unwritten(|it| &it.next_months)),
        ("visits", visits.is_empty()),
        ("seen_alone", alone),
        ("whether_seen", unanswered),
        ("child_words", !said && !desk.is_unborn()),
        ("carer_views", !views && !desk.is_adult()),
        ("plan", in_force(desk).is_empty()),
        ("progress", is_without_note(desk)),
        ("decision_maker", is_bare_decision(desk)),
        ("supervision", !supervised),
    ]
}
