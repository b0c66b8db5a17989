//! What a reader must know before they read: that nobody was home, that the entry was made late, that the writer was not
//! there, that it rests on opinion, that somebody disputes it (rules 7, 9 and 11; Northamptonshire 4, 9 and 11).

use serde_json::{Value, json};

use super::Visiting;
use crate::assemble::shared::late::{self, Lateness};
use crate::assemble::shared::{dates, phrases, timeline};
use crate::issue::Issue;
use crate::model::codes::Knowledge;
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// The notices that hold, in order.
pub(super) fn of(of: &Visiting<'_>) -> Result<Vec<Value>, Issue> {
    let mut notices = Vec::new();
    if !of.was_answered() {
        notices.push(notice(of, "nobody_home", &Text::words("")));
    }
    notices.extend(late_entry(of)?);
    notices.extend(reported(of)?);
    notices.extend(basis(of));
    notices.extend(disputed(of));
    Ok(notices)
}

fn notice(of: &Visiting<'_>, key: &str, words: &Text) -> Value {
    let title = of.term(&format!("visit.notice.{key}"));
    json!({ "title": title, "words": phrases::as_json(words) })
}

/// That the entry was made or changed late, with the date and time of it (rule 11).
fn late_entry(of: &Visiting<'_>) -> Result<Option<Value>, Issue> {
    let provenance = &of.visit.provenance;
    let Some(visited) = of.visit.visited.value() else {
        return Ok(None);
    };
    let punctuality = &of.brief.chronology.punctuality;
    let own_work = timeline::is_own_work("visit", provenance);
    let wording = of.brief.wording;
    let entered = match late::of_record(provenance, visited, own_work, punctuality) {
        Lateness::InTime => return Ok(None),
        Lateness::Unreliable => {
            let why = Text::words(wording.term("mark_meaning.unreliable"));
            return Ok(Some(notice(of, "unreliable", &why)));
        }
        Lateness::Late(entered) => entered,
    };
    let due = punctuality
        .days
        .after(visited.latest(), punctuality.working_days);
    let changed = provenance.recorded_on.value() != Some(&entered);
    let day = When {
        time: None,
        ..*visited
    };
    let facts = Facts::from([
        ("changed", changed.into()),
        ("entered", dates::prose(&entered, wording).into()),
        ("has_time", entered.time.is_some().into()),
        ("visited", dates::prose(&day, wording).into()),
        ("due", dates::day(due, wording).into()),
        ("own_work", own_work.into()),
    ]);
    let said = phrases::say(wording, "visit-late", &facts)?;
    Ok(Some(notice(of, "late", &said)))
}

/// That the writer was not there, who told them, and whether they have read it (Northamptonshire 4).
fn reported(of: &Visiting<'_>) -> Result<Option<Value>, Issue> {
    let provenance = &of.visit.provenance;
    let is_reported = provenance.knowledge.value() == Some(&Knowledge::Reported);
    if !is_reported && provenance.told_by.value().is_none() {
        return Ok(None);
    }
    let facts = phrases::facts_of(of.visit, of.case, of.brief.wording);
    let said = phrases::say(of.brief.wording, "visit-reported", &facts)?;
    Ok(Some(notice(of, "reported", &said)))
}

/// That the record rests on something other than fact; it is never set out as if it did (Northamptonshire 11).
fn basis(of: &Visiting<'_>) -> Option<Value> {
    let basis = of.visit.provenance.basis.value()?;
    let words = of.brief.wording.coded("visit.basis", basis.word())?;
    Some(notice(of, "basis", &Text::words(words)))
}

fn disputed(of: &Visiting<'_>) -> Option<Value> {
    let provenance = &of.visit.provenance;
    match &provenance.dispute {
        Recorded::Value(words) => Some(notice(of, "disputed", words)),
        _ if provenance.disputed.value() == Some(&true) => {
            let unsaid = of.term("visit.dispute_unsaid");
            Some(notice(of, "disputed", &Text::words(unsaid)))
        }
        _ => None,
    }
}
