//! The work of the period in numbers and in an author's words, and each visit: how it went, by whom,
//! and why, beside the days by which visits were due (rule 21).

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::blocks::{self, Section, drawing, lines, row, say, table};
use super::desk::Desk;
use super::voice::in_order;
use crate::assemble::shared::due::{self, Every};
use crate::assemble::shared::{dates, phrases, seen};
use crate::diagram::visits as plot;
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::model::codes::{Channel, MeetingKind};
use crate::model::declare::Ids;
use crate::model::records::Visit;
use crate::model::{Recorded, When};
use crate::wording::Facts;

/// What was done: an author's words, and what else is recorded, in numbers.
pub(super) fn work(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let mut blocks: Vec<Value> = desk.authored(|it| &it.work_done)?.into_iter().collect();
    let records = &desk.case.records;
    let count = |dates: Vec<&Recorded<When>>| {
        let held = dates.into_iter().filter(|it| desk.in_period(it));
        held.count()
    };
    let contacts = |wanted: fn(&Channel) -> bool| {
        let all = records.contacts.iter();
        let of = all.filter(|it| it.channel.value().is_some_and(wanted));
        count(of.map(|it| &it.contacted).collect())
    };
    let calls = contacts(|it| *it == Channel::Call);
    let talks = contacts(|it| *it == Channel::Conversation);
    let all = count(records.contacts.iter().map(|it| &it.contacted).collect());
    let meetings = records.meetings.iter();
    let groups = meetings.filter(|it| it.meeting_kind.value() != Some(&MeetingKind::LegalPlanning));
    let numbers = [
        (
            "visits",
            count(records.visits.iter().map(|it| &it.visited).collect()),
        ),
        ("calls", calls),
        ("talks", talks),
        ("letters", all - calls - talks),
        ("meetings", count(groups.map(|it| &it.held).collect())),
        (
            "assessments",
            count(records.assessments.iter().map(|it| &it.completed).collect()),
        ),
    ];
    let mut told = Vec::new();
    for (key, number) in numbers.into_iter().filter(|(_, number)| *number > 0) {
        told.push((desk.term(&format!("summary.work.{key}")), number));
    }
    if told.is_empty() {
        blocks.push(say(desk.term("summary.work.none")));
    }
    blocks.extend(blocks::counts(told));
    blocks.extend(lines(assessments(desk)?));
    Ok(Section::of(desk, "work", blocks))
}

/// The assessments that were completed in the period, as their authors word them.
fn assessments(desk: &mut Desk<'_>) -> Result<Vec<Value>, Issue> {
    let completed: Vec<_> = {
        let all = desk.facts.iter();
        all.filter(|it| &*it.entry.record == "assessment" && &*it.entry.facet == "completed")
            .cloned()
            .collect()
    };
    let told = completed.iter();
    told.map(|fact| desk.line_of_fact(fact, phrases::as_json(&fact.sentence)))
        .collect()
}

/// The visits of the period: counted, drawn, and listed.
pub(super) fn visits(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let visits = in_order(desk);
    let seen: Vec<Seen> = visits.iter().map(|it| seen::how(desk.case, it)).collect();
    let due = due::visits(
        desk.case,
        &desk.brief.summary.rhythms,
        desk.period.from,
        desk.last_day(),
    );
    let mut blocks: Vec<Value> = blocks::counts(counts(desk, &seen)).into_iter().collect();
    blocks.push(say(due_words(desk, &due)?));
    if let Some(note) = alone_among_several(desk, &visits, &seen) {
        blocks.push(say(note));
    }
    blocks.extend(draw(desk, &visits, &seen, &due)?);
    blocks.extend(listed(desk)?);
    Ok(Section::of(desk, "visits", blocks))
}

/// The visits of the period as a table.
pub(in crate::assemble) fn listed(desk: &mut Desk<'_>) -> Result<Option<Value>, Issue> {
    let mut rows = Vec::new();
    for visit in in_order(desk) {
        let seen = seen::how(desk.case, visit);
        rows.push(visit_row(desk, visit, seen)?);
    }
    Ok(table("visits", rows))
}

fn key_of(seen: Seen) -> &'static str {
    match seen {
        Seen::Alone => "alone",
        Seen::WithOthers => "with_others",
        Seen::NotSeen => "not_seen",
        Seen::NobodyHome => "nobody_home",
        Seen::NotRecorded => "not_recorded",
    }
}

/// Made, seen, seen alone; and what else happened, as far as it did.
fn counts(desk: &Desk<'_>, seen: &[Seen]) -> Vec<(String, usize)> {
    let number = |wanted: &[Seen]| seen.iter().filter(|it| wanted.contains(it)).count();
    let all = [
        ("made", Some(seen.len())),
        ("seen", Some(number(&[Seen::Alone, Seen::WithOthers]))),
        ("seen_alone", Some(number(&[Seen::Alone]))),
        ("nobody_home", Some(number(&[Seen::NobodyHome]))),
        (
            "not_seen",
            Some(number(&[Seen::NotSeen])).filter(|it| *it > 0),
        ),
        (
            "not_recorded",
            Some(number(&[Seen::NotRecorded])).filter(|it| *it > 0),
        ),
    ];
    let told = all.into_iter();
    told.filter_map(|(key, number)| {
        let label = desk.term(&format!("summary.visits.{key}"));
        Some((label, number?))
    })
    .collect()
}

/// How many visits were due by the settings, or that none is set for this child.
fn due_words(desk: &Desk<'_>, due: &[NaiveDate]) -> Result<Value, Issue> {
    let wording = desk.brief.wording;
    let every = due::rhythm(desk.case, &desk.brief.summary.rhythms, desk.last_day());
    let (weeks, months) = match every {
        Some(Every::Weeks(weeks)) => (Some(weeks), None),
        Some(Every::Months(months)) => (None, Some(months)),
        None => (None, None),
    };
    let days: Vec<String> = due.iter().map(|day| dates::day(*day, wording)).collect();
    let facts = Facts::from([
        ("count", due.len().into()),
        ("days", phrases::joined(&days, wording).into()),
        ("weeks", weeks.into()),
        ("months", months.into()),
    ]);
    Ok(phrases::as_json(&desk.say("summary-visits-due", facts)?))
}

/// Where several children were visited, the record does not say which of them was seen alone.
fn alone_among_several(desk: &Desk<'_>, visits: &[&Visit], seen: &[Seen]) -> Option<String> {
    let several = |it: &&Visit| it.children_seen.value().is_some_and(|ids| ids.0.len() > 1);
    let together = visits.iter().zip(seen);
    let count = together
        .filter(|(visit, seen)| **seen == Seen::Alone && several(visit))
        .count();
    let form = match count {
        0 => return None,
        1 => "one",
        _ => "many",
    };
    let key = format!("summary.visits.among_several.{form}");
    Some(desk.brief.wording.fill(&key, &count.to_string()))
}

/// The plot, and its place in the section.
fn draw(
    desk: &mut Desk<'_>,
    visits: &[&Visit],
    seen: &[Seen],
    due: &[NaiveDate],
) -> Result<Option<Value>, Issue> {
    let days = visits
        .iter()
        .map(|it| it.visited.value().map(When::earliest));
    let marks: Vec<(NaiveDate, Seen)> = days
        .zip(seen)
        .filter_map(|(day, seen)| Some((day?, *seen)))
        .collect();
    let words = plot::Words {
        title: desk.term("summary.visits.title"),
        alt: alt(desk, seen, due)?,
        lanes: Seen::ALL.map(|it| desk.term(&format!("summary.lane.{}", key_of(it)))),
        due: desk.term("summary.lane.due"),
        months: months(desk),
    };
    let span = (desk.period.from, desk.period.until);
    let Some(plot) = plot::drawing(span, &marks, due, words, desk.brief.width) else {
        return Ok(None);
    };
    let block = drawing(&plot.name, &plot.alt);
    desk.drawings.push(plot);
    Ok(Some(block))
}

/// The plot in words: the period, and how many marks stand on each lane.
fn alt(desk: &Desk<'_>, seen: &[Seen], due: &[NaiveDate]) -> Result<String, Issue> {
    let wording = desk.brief.wording;
    let mut said =
        vec![desk.term("summary.visits.title") + ", " + &desk.period.in_words(wording) + "."];
    let mut lanes: Vec<(String, usize)> = Seen::ALL
        .into_iter()
        .map(|lane| {
            let name = desk.term(&format!("summary.lane.{}", key_of(lane)));
            (name, seen.iter().filter(|it| **it == lane).count())
        })
        .collect();
    lanes.push((desk.term("summary.lane.due"), due.len()));
    for (name, count) in lanes.into_iter().filter(|(_, count)| *count > 0) {
        said.push(format!("{name}: {count}."));
    }
    Ok(said.join(" "))
}

/// The short names of the months.
pub(super) fn months(desk: &Desk<'_>) -> Vec<String> {
    let names = (1..=12).map(|month| format!("month_short.{month}"));
    names
        .map(|key| desk.brief.wording.term(&key).to_owned())
        .collect()
}

fn visit_row(desk: &mut Desk<'_>, visit: &Visit, seen: Seen) -> Result<Value, Issue> {
    let by = desk.named_text(visit, "worker_id");
    let by = by.as_ref().map(phrases::as_json);
    let by = by.unwrap_or_else(|| desk.words(&visit.provenance.recorded_by));
    let mut facts = phrases::facts_of(visit, desk.case, desk.brief.wording);
    facts.insert(
        "how",
        desk.term(&format!("summary.seen.{}", key_of(seen))).into(),
    );
    facts.insert("alone", (seen == Seen::Alone).into());
    facts.insert(
        "was_seen",
        matches!(seen, Seen::Alone | Seen::WithOthers).into(),
    );
    facts.insert("internal", desk.internal.into());
    facts.insert("shared", (cases_of(&visit.case_id) > 1).into());
    let child = phrases::as_json(&desk.say("summary-visit-child", facts)?);
    let purpose = match (&visit.purpose, &visit.heading) {
        (Recorded::Value(purpose), _) => phrases::as_json(purpose),
        (_, Recorded::Value(heading)) => phrases::as_json(heading),
        (absent, _) => desk.words(absent),
    };
    // The time of day stands in the visit's own record.
    let day = visit.visited.map(|it| When { time: None, ..it });
    let cells = vec![desk.short(&day).into(), by, child, purpose];
    desk.note(visit, &Value::from(cells.clone()));
    Ok(row(cells, desk.id(visit)))
}

/// How many cases a record is of.
pub(super) fn cases_of(ids: &Recorded<Ids>) -> usize {
    ids.value().map_or(0, |ids| ids.0.len())
}

/// The first of the month in which a day lies.
pub(super) fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
