//! The court chronology of a set of proceedings: serial number, date, event, reference (Practice
//! Direction 12A), the last years in full and the earlier ones a row each (rules 15 to 19). Filed
//! numbers never change; an addendum holds what is new or changed since.

mod children;
mod entries;
mod heading;
mod involvement;
mod rows;
pub mod serials;
mod told;
mod worksheet;
mod years;

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde_json::json;

use super::Brief;
use super::shared::face;
use super::shared::selection::Reason;
use crate::disclose::DisclosedProceedings;
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::codes::Category;
use crate::view::{self, Face, FiledEntry, Filing, LeftOut, ToFile, View};
pub use children::Children;
pub use entries::{Entry, origins};
pub use heading::{about, case_number};
use rows::Row;
pub use rows::{late_words, positions};
use serials::Unnumbered;

/// How a court chronology is made: settings, each with its default in `config`.
#[derive(Debug, Clone)]
pub struct CourtManner {
    /// The categories that belong without a flag (rule 10).
    pub significant: BTreeSet<String>,
    /// How many years before the application stand in full (rule 16).
    pub window_years: u32,
    /// Whether late entries are marked (rule 11).
    pub late_marks: bool,
    /// The hearing that it is prepared for; none for the next one that is recorded.
    pub hearing: Option<NaiveDate>,
}

/// What has been filed, and which of the documents that follow from it is meant.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// Everything filed so far, in order.
    pub filings: &'a [Filing],
    /// The number of an addendum; none for the whole chronology.
    pub addendum: Option<usize>,
}

impl Edition<'_> {
    /// The number of the addendum that would be filed next; none before the first filing.
    pub fn next_addendum(filings: &[Filing]) -> Option<usize> {
        let filed = filings.iter().filter(|it| it.part.is_some()).count();
        (!filings.is_empty()).then_some(filed + 1)
    }
}

/// What a court chronology holds before it is laid out.
pub struct Content {
    /// The children.
    pub children: Children,
    /// The rows in order, numbered.
    pub rows: Vec<Row>,
    /// What does not belong, and why.
    pub left_out: Vec<(Entry, Reason)>,
    /// The day from which entries stand in full.
    pub window_from: NaiveDate,
    /// The filed numbers whose entry is no longer there.
    pub gone: Vec<u32>,
    /// Edits of the working copy that no longer hold.
    pub stale: Vec<Issue>,
}

/// Gathers, selects, summarises and numbers.
///
/// # Errors
/// A wording template that cannot be used.
pub fn content(
    proceedings: &DisclosedProceedings<'_>,
    filings: &[Filing],
    brief: &Brief<'_>,
) -> Result<Content, Issue> {
    let children = Children::of(proceedings, brief.wording);
    let (entries, stale) = entries::entries(proceedings, &children, brief)?;
    let window_from = window_from(proceedings, filings, brief);
    let until = last_day(proceedings, brief);
    let (mut full, mut before, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        match belongs(&entry, until, brief) {
            Err(reason) => left_out.push((entry, reason)),
            Ok(()) if is_in_full(&entry, window_from) => full.push(entry),
            Ok(()) => before.push(entry),
        }
    }
    let id = &proceedings.record().entry.key;
    let years = years::years(id, before, brief)?;
    let mut rows = rows::of(full, years, &children, brief);
    let unnumbered: Vec<Unnumbered> = rows.iter().map(Row::unnumbered).collect();
    for (row, number) in rows.iter_mut().zip(serials::number(&unnumbered, filings)) {
        row.number = number;
    }
    Ok(Content {
        children,
        rows,
        left_out,
        window_from,
        gone: serials::gone(&unnumbered, filings),
        stale,
    })
}

/// The chronology, or an addendum to it, as a view.
///
/// # Errors
/// A wording template that cannot be used.
pub fn assemble(
    proceedings: &DisclosedProceedings<'_>,
    edition: Edition<'_>,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let mut content = content(proceedings, edition.filings, brief)?;
    let until = last_day(proceedings, brief);
    let involvement = involvement::sentences(proceedings, &content.children, until, brief)?;
    let sheets = match edition.addendum {
        None => worksheet::sheets(&content, proceedings, brief),
        Some(_) => Vec::new(),
    };
    if edition.addendum.is_some() {
        content.rows.retain(|row| !row.number.is_filed);
    }
    let body = json!({
        "heading": heading::heading(proceedings, brief),
        "addendum": edition.addendum.map(|number| rows::addendum(number, edition.filings, brief)),
        "involvement": involvement.iter().map(super::shared::phrases::as_json).collect::<Vec<_>>(),
        "window": rows::window(content.window_from, brief),
        "filed": rows::filed(edition, &content, brief),
        "rows": rows::as_json(&content.rows, brief),
    });
    Ok(View {
        kind: "court-chronology",
        face: face(proceedings, edition, brief),
        body,
        sheets,
        drawings: Vec::new(),
        file: None,
        entries: content.rows.iter().map(entry).collect(),
        left_out: left_out(&content, brief),
        to_file: Some(to_file(&content)),
        issues: content.stale,
    })
}

fn entry(row: &Row) -> view::Entry {
    view::Entry {
        id: row.names.join("; "),
        origins: row.origins.clone(),
        digest: format!("{}|{}", row.number.serial, row.digest),
    }
}

fn left_out(content: &Content, brief: &Brief<'_>) -> Vec<LeftOut> {
    let each = content.left_out.iter().flat_map(|(entry, reason)| {
        let reason = brief.wording.term(reason.key());
        entry.names.iter().map(move |name| LeftOut {
            id: name.to_string(),
            origins: origins(entry),
            reason: reason.to_owned(),
        })
    });
    each.collect()
}

fn to_file(content: &Content) -> ToFile {
    let entries = content.rows.iter().map(|row| FiledEntry {
        serial: row.number.serial,
        entries: row.names.clone(),
        digest: row.digest.clone(),
        corrects: row.number.corrects,
    });
    ToFile {
        window_from: content.window_from,
        entries: entries.collect(),
    }
}

fn face(proceedings: &DisclosedProceedings<'_>, edition: Edition<'_>, brief: &Brief<'_>) -> Face {
    let about = heading::about("court-chronology", Audience::Court, proceedings);
    let mut face = face::of(about, brief);
    if let Some(addendum) = edition.addendum {
        face.title = brief
            .wording
            .fill("title.court-chronology.addendum", &addendum.to_string());
    }
    // Rule 3: the marking of court documents bears the case number.
    if let Some(number) = heading::case_number(proceedings) {
        face.marking = format!("{} · {number}", face.marking);
    }
    face
}

/// Rule 16: two years before the application, else before the first hearing, else before the day of
/// preparing; frozen at the first filing.
fn window_from(
    proceedings: &DisclosedProceedings<'_>,
    filings: &[Filing],
    brief: &Brief<'_>,
) -> NaiveDate {
    if let Some(first) = filings.first() {
        return first.window_from;
    }
    let issued = proceedings.record().issued.value().map(|it| it.earliest());
    let heard = || {
        let hearings = heading::hearings(proceedings);
        let first = hearings.first()?;
        first.heard.value().map(|it| it.earliest())
    };
    let from = issued.or_else(heard).unwrap_or(brief.as_at);
    from.checked_sub_months(Months::new(12 * brief.court.window_years))
        .unwrap_or(from)
}

/// Nothing after the proceedings ended, or after the day of preparing, is told.
fn last_day(proceedings: &DisclosedProceedings<'_>, brief: &Brief<'_>) -> NaiveDate {
    let concluded = proceedings.record().concluded.value();
    concluded.map_or(brief.as_at, |it| it.latest().min(brief.as_at))
}

/// Whether an entry stands in full: within the window, a key incident, a birth or a death, or one
/// that was added in the working copy.
fn is_in_full(entry: &Entry, window_from: NaiveDate) -> bool {
    let key = entry.fact.provenance.key_incident.value() == Some(&true);
    let lives = matches!(entry.fact.category, Category::Birth | Category::Death);
    // Whoever added an entry in the working copy wants it read.
    let is_added = entry.fact.entry.is_added() || entry.party.is_some();
    entry.fact.when.latest() >= window_from || key || lives || is_added
}

/// Whether an entry belongs in the court chronology (rules 9, 10, 15).
fn belongs(entry: &Entry, until: NaiveDate, brief: &Brief<'_>) -> Result<(), Reason> {
    let own = by_record(entry, until, brief);
    match entry.edit.as_ref().and_then(|edit| edit.belongs) {
        Some(true) => Ok(()),
        Some(false) if own.is_ok() => Err(Reason::TakenOut),
        _ => own,
    }
}

fn by_record(entry: &Entry, until: NaiveDate, brief: &Brief<'_>) -> Result<(), Reason> {
    let fact = &entry.fact;
    let flags = &fact.provenance;
    if fact.when.earliest() > until {
        return Err(Reason::Later);
    }
    if entry.party.is_some() {
        return Ok(());
    }
    if fact.is_opinion() {
        return Err(Reason::Opinion);
    }
    // A flag is about the record; that the work on it was decided or closed is another matter.
    if matches!(&*fact.entry.facet, "decided" | "closed") {
        return Err(Reason::Routine);
    }
    let flag = flags
        .in_court
        .value()
        .or(flags.key_incident.value().filter(|key| **key));
    match (flag, flags.in_chronology.value()) {
        (Some(true), _) => Ok(()),
        (Some(false), _) | (None, Some(false)) => Err(Reason::Flagged),
        (None, _) if entry.is_told_elsewhere => Err(Reason::ToldElsewhere),
        (None, _) if brief.court.significant.contains(fact.category.word()) => Ok(()),
        (None, _) => Err(Reason::Routine),
    }
}
