//! What is not finished: each matter with who has it in hand and by when, the first to fall due first.

use chrono::{Months, NaiveDate};

use super::super::basic_record::composer::Composer;
use super::super::basic_record::sheet::{Block, Line, Section, Shape};
use super::super::phrases;
use super::{held, is_over, level};
use crate::assemble::shared::dates;
use crate::issue::{Issue, Origin};
use crate::model::records::{Action, Meeting, Recommendation, Restriction, Summary};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// Open matters of one kind: what, who, when.
pub(in crate::assemble) struct Group {
    name: &'static str,
    lines: Vec<Line>,
}

/// A kind of open matter.
pub(in crate::assemble) struct Kind {
    /// The name of its terms.
    pub(in crate::assemble) name: &'static str,
    /// The record types that tell of it.
    pub(in crate::assemble) records: &'static [&'static str],
    /// What finds its lines.
    pub(in crate::assemble) find: fn(&mut Composer<'_>) -> Result<Vec<Line>, Issue>,
}

/// In the order in which they press.
pub(in crate::assemble) const KINDS: &[Kind] = &[
    Kind {
        name: "actions",
        records: &["action"],
        find: actions,
    },
    Kind {
        name: "recommendations",
        records: &["recommendation"],
        find: recommendations,
    },
    Kind {
        name: "requests",
        records: &["access_request", "rectification_request"],
        find: requests,
    },
    Kind {
        name: "record",
        records: &["assessment", "summary"],
        find: record,
    },
    Kind {
        name: "belongings",
        records: &["document"],
        find: held::belongings,
    },
    Kind {
        name: "files",
        records: &["file_movement"],
        find: held::files,
    },
    Kind {
        name: "restrictions",
        records: &["restriction"],
        find: restrictions,
    },
];

/// The open matters of these kinds; a kind of which nothing is open is not among them, and of one that no
/// table of the export carries the section says so (rule 1).
pub(in crate::assemble) fn groups(
    kinds: &[Kind],
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<Vec<Group>, Issue> {
    let mut found = Vec::new();
    for kind in kinds {
        let lines = (kind.find)(composer)?;
        let case = composer.case;
        if !lines.is_empty() {
            let name = kind.name;
            found.push(Group { name, lines });
        } else if !kind.records.iter().any(|it| case.carried.contains(it)) {
            let name = composer.term(&format!("handing.list.{}", kind.name));
            section.absent.note(name, &Recorded::<()>::NotCarried);
        }
    }
    Ok(found)
}

/// Sets the matters down, a table for each kind.
pub(in crate::assemble) fn set_down(
    groups: Vec<Group>,
    shape: Shape,
    composer: &Composer<'_>,
    section: &mut Section,
) {
    for Group { name, lines } in groups {
        let heading = |column: &str| composer.term(&format!("handing.open.{name}.{column}"));
        section.add(Block::Table {
            shape,
            headings: ["what", "who", "when"].map(heading).to_vec(),
            lines,
            note: String::new(),
        });
    }
}

/// Every place of what is open and must not be left when a case is closed.
pub(in crate::assemble) fn origins(composer: &Composer<'_>) -> Vec<Origin> {
    let records = &composer.case.records;
    let actions = records
        .actions
        .iter()
        .filter(|it| is_open(it, composer.day));
    let actions = actions.flat_map(|it| &it.origins);
    let asked = records.access_requests.iter();
    let asked = asked.filter(|it| it.answered.value().is_none());
    let put_right = records.rectification_requests.iter();
    let put_right = put_right.filter(|it| it.rectification_decided.value().is_none());
    let requests = asked.flat_map(|it| &it.origins);
    let own = held::not_returned(composer).into_iter();
    let all = actions
        .chain(requests)
        .chain(put_right.flat_map(|it| &it.origins))
        .chain(own.flat_map(|it| &it.origins));
    all.cloned().collect()
}

/// A line of one record: what in its own sentence, who, and when.
pub(super) fn line<R: Record>(
    record: &R,
    (phrase, more): (&str, Facts),
    (who, when): (&Recorded<Text>, String),
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let what = composer.say(record, phrase, more)?;
    let who = who.value().cloned().unwrap_or_else(|| Text::words(""));
    Ok(composer.line(record, vec![what, who, Text::words(when)]))
}

/// A day by which something is due, as in a table, and that it has passed.
pub(super) fn by_when(due: &Recorded<When>, composer: &Composer<'_>) -> String {
    match due {
        Recorded::Value(due) => passed(due, composer),
        absent if absent.is_carried() => composer.term("handing.no_date"),
        _ => composer.term("front.undated_here"),
    }
}

/// A day as in a table, and that it has passed.
pub(super) fn passed(due: &When, composer: &Composer<'_>) -> String {
    let wording = composer.wording();
    let short = dates::short(due, wording);
    match due.latest() < composer.day {
        true => wording.fill("handing.overdue", &short),
        false => short,
    }
}

/// A day as in a table; empty where none is recorded.
pub(in crate::assemble) fn short(when: &Recorded<When>, composer: &Composer<'_>) -> String {
    let day = when.value().map(|it| When { time: None, ..*it });
    day.map_or_else(String::new, |it| dates::short(&it, composer.wording()))
}

fn latest_day(due: &Recorded<When>) -> NaiveDate {
    due.value().map_or(NaiveDate::MAX, When::latest)
}

/// Whether an action was agreed by the day and is neither done nor given up.
fn is_open(action: &Action, day: NaiveDate) -> bool {
    let agreed = action.agreed.value().is_none_or(|it| it.earliest() <= day);
    let done = action
        .action_done
        .value()
        .is_some_and(|it| it.earliest() <= day);
    agreed && !done && !is_over(action.action_status.value())
}

fn actions(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let all = composer.case.records.actions.iter();
    let mut open: Vec<&Action> = all.filter(|it| is_open(it, composer.day)).collect();
    // Those without a date come last; as sorting is stable, else as in the export.
    open.sort_by_key(|it| latest_day(&it.action_due));
    let mut lines = Vec::new();
    for it in open {
        let level = level(it.action_status.value(), composer);
        let more = Facts::from([("level", level.into())]);
        let when = by_when(&it.action_due, composer);
        lines.push(line(
            it,
            ("handing-action", more),
            (&it.action_by, when),
            composer,
        )?);
    }
    Ok(lines)
}

fn recommendations(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let all = composer.case.records.recommendations.iter();
    let mut open: Vec<&Recommendation> = all.filter(|it| !is_over(it.status.value())).collect();
    open.sort_by_key(|it| latest_day(&it.due));
    let mut lines = Vec::new();
    for it in open {
        let more = Facts::from([
            ("level", level(it.status.value(), composer).into()),
            ("meeting", meeting(it, composer)?.into()),
        ]);
        let when = by_when(&it.due, composer);
        lines.push(line(
            it,
            ("handing-recommendation", more),
            (&it.by_whom, when),
            composer,
        )?);
    }
    Ok(lines)
}

/// The meeting that made a recommendation, in words that may be empty.
fn meeting(it: &Recommendation, composer: &Composer<'_>) -> Result<String, Issue> {
    let id = it.meeting_id.value();
    let found: Option<&Meeting> = id.and_then(|id| {
        let mut all = composer.case.records.meetings.iter();
        all.find(|meeting| meeting.entry.key == id.0)
    });
    let Some(meeting) = found else {
        return Ok(String::new());
    };
    let more = Facts::from([("held", short(&meeting.held, composer).into())]);
    let said = composer.say(meeting, "handing-meeting", more)?;
    Ok(phrases::encode(&said))
}

/// Requests for access and to put the record right that are not answered (Northamptonshire 11).
fn requests(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let case = composer.case;
    let mut lines = Vec::new();
    for it in &case.records.access_requests {
        if it.answered.value().is_none() {
            let when = short(&it.request_received, composer);
            let phrase = ("handing-access", Facts::new());
            lines.push(line(it, phrase, (&it.requester, when), composer)?);
        }
    }
    for it in &case.records.rectification_requests {
        if it.rectification_decided.value().is_none() {
            let when = short(&it.rectification_received, composer);
            let phrase = ("handing-rectification", Facts::new());
            lines.push(line(it, phrase, (&Recorded::Empty, when), composer)?);
        }
    }
    Ok(lines)
}

/// Work on the record itself: assessments that were begun, and the summary that is due.
fn record(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let case = composer.case;
    let mut lines = Vec::new();
    for it in &case.records.assessments {
        let begun = it
            .began
            .value()
            .is_some_and(|it| it.earliest() <= composer.day);
        if begun && it.completed.value().is_none() {
            let when = composer
                .wording()
                .fill("handing.begun", &short(&it.began, composer));
            let phrase = ("handing-assessment", Facts::new());
            lines.push(line(it, phrase, (&it.assessor, when), composer)?);
        }
    }
    let due = last_summary(composer).and_then(|it| Some((it, next_summary(it)?)));
    if let Some((last, due)) = due.filter(|(_, due)| *due < composer.day) {
        let when = passed(&When::day(due), composer);
        let phrase = ("handing-summary", Facts::new());
        lines.push(line(last, phrase, (&last.summary_author, when), composer)?);
    }
    Ok(lines)
}

/// The last summary that was written of a time before the day.
pub(in crate::assemble) fn last_summary<'a>(composer: &Composer<'a>) -> Option<&'a Summary> {
    let all = composer.case.records.summaries.iter();
    let until = |it: &Summary| it.summary_until.value().map(When::latest);
    let written = all.filter(|it| until(it).is_some_and(|day| day <= composer.day));
    written.max_by_key(|it| (until(it), it.entry.clone()))
}

/// When the summary after one is due: every three months (Northamptonshire 5.7).
pub(super) fn next_summary(last: &Summary) -> Option<NaiveDate> {
    let until = last.summary_until.value()?.latest();
    until.checked_add_months(Months::new(3))
}

/// How many restrictions hold, and when the first of them is to be looked at again: what they are stands
/// in the register alone (rule 2).
fn restrictions(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let all = composer.case.records.restrictions.iter();
    let day = composer.day;
    let lifted = |it: &Restriction| it.lifted.value().is_some_and(|it| it.earliest() <= day);
    let held: Vec<&Restriction> = all.filter(|it| !lifted(it)).collect();
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let words = match held.len() {
        1 => composer.term("front.restrictions.one"),
        many => {
            let wording = composer.wording();
            wording.fill("front.restrictions.many", &many.to_string())
        }
    };
    let dated = held.iter().filter_map(|it| it.review_on.value());
    let first = dated.min_by_key(|it| it.order());
    let when = match first {
        Some(first) => passed(first, composer),
        None => composer.term("handing.no_date"),
    };
    let cells = [words, String::new(), when].map(Text::words).to_vec();
    let entries = held.iter().map(|it| composer.entry(*it, &cells)).collect();
    Ok(vec![Line { entries, cells }])
}
