//! The case summary of one child and one period (rule 20; Northamptonshire 5.7): what was done and how
//! far the plan's outcomes came, what life is like for the child, what they and their family say, what
//! was decided, and what comes next. What an author wrote for the period is quoted; all else is
//! assembled from the records, each line with its source.

mod about;
pub(super) mod actions;
pub(super) mod blocks;
mod decisions;
pub(super) mod desk;
mod lacks;
mod outcomes;
mod reviews;
mod signs;
pub(super) mod visits;
mod voice;

use serde_json::{Value, json};

use super::Brief;
use super::shared::due::Rhythms;
use super::shared::face::{self, born, name_of};
use super::shared::glossary::glossary;
use super::shared::{dates, due, periods, phrases};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Recorded, Text, When};
use crate::view::{Face, View};
use blocks::Section;
use desk::Desk;

/// How case summaries are made: settings, each with its default in `config`.
#[derive(Debug, Clone)]
pub struct Manner {
    /// Which time they cover.
    pub period: periods::Choice,
    /// When visits and reviews are due.
    pub rhythms: Rhythms,
}

/// What writes a section; none where the edition has nothing to say under its heading.
type Write = fn(&mut Desk<'_>) -> Result<Option<Section>, Issue>;

/// The sections in reading order.
const SECTIONS: &[Write] = &[
    about::child,
    voice::life,
    voice::words,
    voice::views,
    visits::work,
    outcomes::plan,
    signs::strengths,
    signs::worries,
    voice::engagement,
    visits::visits,
    reviews::reviews,
    decisions::decisions,
    decisions::court,
    decisions::supervision,
    actions::actions,
    about::contact,
    outcomes::contingency,
    actions::next,
    lacks::not_recorded,
];

/// The summary as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let mut desk = Desk::new(case, audience, brief)?;
    let mut sections = Vec::new();
    for section in SECTIONS {
        sections.extend(section(&mut desk)?.map(Section::into_json));
    }
    let face = face_of(&desk);
    let read: Vec<Value> = sections.iter().map(blocks::readable).collect();
    let glossary = glossary(&read, brief.glossary);
    let body = json!({
        "edition": audience.to_string(),
        "notes": notes(&desk),
        "sections": sections,
        "signed": signed(&desk),
        "glossary": glossary,
    });
    Ok(View {
        kind: "case-summary",
        face,
        body,
        sheets: Vec::new(),
        drawings: std::mem::take(&mut desk.drawings),
        file: None,
        entries: desk.into_entries(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

fn face_of(desk: &Desk<'_>) -> Face {
    let (case, brief) = (desk.case, desk.brief);
    let about = face::About {
        kind: "case-summary",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, brief.wording),
        audience: desk.audience,
        facts: facts(desk),
        not_held: match desk.internal {
            true => face::not_held(case, brief.wording),
            false => Vec::new(),
        },
    };
    face::of(about, brief)
}

/// The facts of the first page. The dates of the period are always there (rule 20).
fn facts(desk: &Desk<'_>) -> Vec<(String, String)> {
    let (case, wording) = (desk.case, desk.brief.wording);
    let end = When::day(desk.last_day());
    let age = dates::age(case.child(), &end, wording);
    let age = wording
        .fill("summary.age_on", &dates::day(desk.last_day(), wording))
        .replacen("{age}", &age, 1);
    let mut facts = vec![
        ("face.child", name_of(case, wording)),
        ("face.case", case.id.clone()),
        ("face.born", born(case, wording)),
        ("face.period", desk.period.in_words(wording)),
        ("summary.face.age", age),
        ("summary.face.status", status(desk)),
        ("summary.face.workers", workers(desk)),
    ];
    if desk.internal {
        facts.push(("summary.face.author", author(desk)));
        // Northamptonshire 5.7: every three months.
        let next = desk.period.next_three_months().until;
        facts.push(("summary.face.next", dates::day(next, wording)));
    }
    let named = facts.into_iter();
    named.map(|(key, words)| (desk.term(key), words)).collect()
}

/// The status on the last day of the period, and since when.
fn status(desk: &Desk<'_>) -> String {
    let wording = desk.brief.wording;
    let period = due::status_period(desk.case, desk.last_day());
    let Some(period) = period else {
        return wording.term("absence.empty").to_owned();
    };
    let status = period.status.value().map_or("", |it| it.word());
    let status = desk.coded("summary.status", status);
    match period.period_from.value() {
        Some(from) => wording
            .fill("summary.since", &dates::prose(from, wording))
            .replacen("{what}", &status, 1),
        None => status,
    }
}

/// Who was allocated to the case on the last day of the period, each with their role.
fn workers(desk: &Desk<'_>) -> String {
    let wording = desk.brief.wording;
    let allocated = desk.case.records.allocations.iter();
    let current = allocated.filter(|it| due::lasts(&it.start, &it.end, desk.last_day()));
    let names: Vec<String> = current
        .filter_map(|it| {
            let worker = desk.named(it, "worker_id")?;
            let role = it.case_role.value().map(Text::to_string);
            Some(role.map_or(worker.clone(), |role| format!("{worker} ({role})")))
        })
        .collect();
    match names.as_slice() {
        [] => wording.term("absence.empty").to_owned(),
        names => phrases::joined(names, wording),
    }
}

fn author(desk: &Desk<'_>) -> String {
    let wording = desk.brief.wording;
    let field = desk.authored.map(|it| &it.summary_author);
    match field {
        Some(Recorded::Value(author)) => author.to_string(),
        Some(absent) => face::absence(absent, wording).to_owned(),
        None => wording.term("summary.not_written").to_owned(),
    }
}

/// What a reader must know of the period before they read on.
fn notes(desk: &Desk<'_>) -> Vec<String> {
    let wording = desk.brief.wording;
    let mut notes = Vec::new();
    let instead = desk.instead.map(|instead| match instead {
        periods::Instead::NoReview => "summary.instead.no_review",
        periods::Instead::NoSummary => "summary.instead.no_summary",
    });
    notes.extend(instead.map(|key| wording.term(key).to_owned()));
    if desk.period.until > desk.brief.as_at {
        let as_at = dates::day(desk.brief.as_at, wording);
        notes.push(wording.fill("summary.not_over", &as_at));
    }
    if let Some((from, until)) = desk.authored.and_then(other_dates(desk)) {
        let day = |day| dates::day(day, wording);
        let line = wording.fill("summary.other_dates", &day(from));
        notes.push(line.replacen("{until}", &day(until), 1));
    }
    notes
}

/// The dates that the authored summary was written for, where they are not the period's.
fn other_dates<'a>(
    desk: &Desk<'a>,
) -> impl Fn(&'a crate::model::records::Summary) -> Option<(chrono::NaiveDate, chrono::NaiveDate)>
+ use<'a> {
    let period = desk.period;
    move |it| {
        let from = it.summary_from.value()?.earliest();
        let until = it.summary_until.value()?.latest();
        (from != period.from || until != period.until).then_some((from, until))
    }
}

/// Who signed the authored summary off, or that nobody has.
fn signed(desk: &Desk<'_>) -> Value {
    let wording = desk.brief.wording;
    let Some(summary) = desk.authored.filter(|_| desk.internal) else {
        return json!({ "lines": desk.internal });
    };
    let by = summary.signed_off_by.value();
    let on = summary.signed_off.value();
    let said = match (by, on) {
        (Some(by), Some(on)) => Some(
            wording
                .fill("summary.signed_on", &dates::prose(on, wording))
                .replacen("{by}", &by.to_string(), 1),
        ),
        (Some(by), None) => Some(wording.fill("summary.signed", &by.to_string())),
        _ => Some(wording.term("summary.not_signed").to_owned()),
    };
    json!({ "said": said, "lines": by.is_none() })
}

/// Whether a case has anything to sum up: it was not closed before the period began, and its layouts
/// can carry visits or plans.
pub fn is_for(case: &Case, period: &periods::Period) -> bool {
    let closed = case.record().and_then(|record| record.closed.value());
    let over = closed.is_some_and(|closed| closed.latest() < period.from);
    let returns_only = !case.layouts.is_empty() && case.layouts.iter().all(|it| *it == "ssda903");
    !over && !returns_only
}
