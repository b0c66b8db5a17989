//! The rows of a court chronology: entries in full and earlier years, in the order of their dates.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::entries::{Entry, origins};
use super::serials::{Numbered, Unnumbered};
use super::years::Year;
use super::{Children, Content, Edition};
use crate::assemble::Brief;
use crate::assemble::shared::late;
use crate::assemble::shared::room::room_of;
use crate::assemble::shared::{dates, phrases};
use crate::digest::Parts;
use crate::issue::Origin;
use crate::model::Text;
use crate::view::Filing;

/// From how many characters on a row may break across pages: about a third of a page.
const LONG: usize = 900;

/// A row, numbered or about to be.
#[derive(Debug)]
pub struct Row {
    /// The stable names of what it tells.
    pub names: Vec<String>,
    /// Where that was read.
    pub origins: Vec<Origin>,
    /// The date as it is printed.
    pub date: String,
    /// The children concerned, where there are several in the proceedings.
    pub whom: String,
    /// What is told.
    pub told: Told,
    /// The witness or document reference.
    pub reference: Option<Text>,
    /// The digest of the printed words.
    pub digest: String,
    /// The serial number.
    pub number: Numbered,
}

/// What a row tells.
#[derive(Debug)]
pub enum Told {
    /// One entry.
    Entry(Box<Entry>),
    /// A year before the window.
    Year(Year),
}

impl Row {
    /// What numbering needs to know.
    pub fn unnumbered(&self) -> Unnumbered {
        Unnumbered {
            entries: self.names.clone(),
            digest: self.digest.clone(),
        }
    }

    /// The entry, where the row tells one in full.
    pub fn entry(&self) -> Option<&Entry> {
        match &self.told {
            Told::Entry(entry) => Some(entry),
            Told::Year(_) => None,
        }
    }

    /// The entries that it stands for.
    pub fn entries(&self) -> &[Entry] {
        match &self.told {
            Told::Entry(entry) => std::slice::from_ref(entry),
            Told::Year(year) => &year.entries,
        }
    }
}

/// The number of a row that is not numbered yet.
const UNNUMBERED: Numbered = Numbered {
    serial: 0,
    corrects: None,
    is_filed: false,
};

/// Entries in full and years, in order; a year stands before whatever is dated in it.
pub fn of(full: Vec<Entry>, years: Vec<Year>, children: &Children, brief: &Brief<'_>) -> Vec<Row> {
    let years = years
        .into_iter()
        .map(|year| (year.when.order(), of_year(year)));
    let full = full
        .into_iter()
        .map(|entry| (entry.fact.when.order(), of_entry(entry, children, brief)));
    let mut rows: Vec<_> = years.chain(full).collect();
    // Entries come in order; a stable sort keeps what the working copy ordered within a day.
    rows.sort_by_key(|(order, _)| (order.0, order.1));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn of_year(year: Year) -> Row {
    Row {
        names: vec![year.name.to_string()],
        origins: year.entries.iter().flat_map(origins).collect(),
        date: year.when.earliest().format("%Y").to_string(),
        whom: String::new(),
        reference: None,
        digest: year.digest.clone(),
        number: UNNUMBERED,
        told: Told::Year(year),
    }
}

fn of_entry(entry: Entry, children: &Children, brief: &Brief<'_>) -> Row {
    let wording = brief.wording;
    // Births and deaths say themselves whose they are.
    let whom = match &*entry.fact.entry.record {
        "person" => String::new(),
        _ => children.concerned(&entry.children, wording),
    };
    let date = entry.fact.date(wording);
    let positions = positions(&entry, brief);
    let digest = printed_digest(&entry, &date, &whom, &positions);
    Row {
        names: entry.names.iter().map(ToString::to_string).collect(),
        origins: origins(&entry),
        date,
        whom,
        reference: entry.fact.reference.clone(),
        digest,
        number: UNNUMBERED,
        told: Told::Entry(Box::new(entry)),
    }
}

/// The digest of what is printed under a serial number: when, of whom, what is said, and against it by
/// whom. A reference that is found or moved later says nothing else.
fn printed_digest(entry: &Entry, date: &str, whom: &str, positions: &[(String, Text)]) -> String {
    let mut digest = Parts::default();
    digest.add(date);
    digest.add(whom);
    digest.add(words(entry).to_string());
    for text in [outcome(entry), entry.party.as_ref()] {
        digest.add(text.map(Text::to_string).unwrap_or_default());
    }
    for (label, text) in positions {
        digest.add(label);
        digest.add(text.to_string());
    }
    digest.hex()[..16].to_owned()
}

/// The wording for court, else that of the record.
fn words(entry: &Entry) -> &Text {
    let court = entry.fact.provenance.court_wording.value();
    court.unwrap_or(&entry.fact.sentence)
}

/// What came of it; a wording for court says that itself where it matters.
fn outcome(entry: &Entry) -> Option<&Text> {
    let worded = entry.fact.provenance.court_wording.value().is_some();
    entry.fact.outcome().filter(|_| !worded)
}

/// What is said against an entry: each party's position, else the dispute that the record notes.
pub fn positions(entry: &Entry, brief: &Brief<'_>) -> Vec<(String, Text)> {
    let stated = entry.edit.iter().flat_map(|edit| &edit.party_positions);
    let mut positions: Vec<(String, Text)> = stated
        .map(|(party, text)| (brief.wording.fill("court.position", party), text.clone()))
        .collect();
    let disputed = entry.fact.dispute(brief.wording);
    // A party's own words say more than that there is a dispute.
    let is_bare = entry.fact.provenance.dispute.value().is_none() && !positions.is_empty();
    let disputed = disputed.filter(|_| !is_bare);
    let label = || brief.wording.term("court.disputed").to_owned();
    positions.extend(disputed.map(|text| (label(), text)));
    positions
}

/// The rows as the layout takes them.
pub fn as_json(rows: &[Row], brief: &Brief<'_>) -> Vec<Value> {
    let each = rows.iter().enumerate();
    each.map(|(n, row)| match &row.told {
        Told::Entry(entry) => entry_json(n, row, entry, brief),
        Told::Year(year) => json!({
            "n": n,
            "serial": row.number.serial,
            "corrects": row.number.corrects,
            "long": false,
            "year": true,
            "date": row.date,
            "whom": "",
            "event": phrases::as_json(&year.words),
            "outcome": null,
            "positions": [],
            "party": null,
            "late": null,
            "reference": null,
        }),
    })
    .collect()
}

fn entry_json(n: usize, row: &Row, entry: &Entry, brief: &Brief<'_>) -> Value {
    let positions = positions(entry, brief);
    let said = positions.iter().map(|(_, text)| text);
    let length: usize = said
        .chain([words(entry)])
        .chain(outcome(entry))
        .chain(entry.party.as_ref())
        .map(room_of)
        .sum();
    json!({
        "n": n,
        "serial": row.number.serial,
        "corrects": row.number.corrects,
        "long": length > LONG,
        "year": false,
        "date": row.date,
        "whom": row.whom,
        "event": phrases::as_json(words(entry)),
        "outcome": outcome(entry).map(phrases::as_json),
        "positions": positions.iter().map(|(label, text)| json!([label, phrases::as_json(text)])).collect::<Vec<_>>(),
        "party": entry.party.as_ref().map(phrases::as_json),
        "late": late_mark(entry, brief),
        "reference": row.reference.as_ref().map(phrases::as_json),
    })
}

/// Rule 11: in court documents the mark of a late entry is a setting.
fn late_mark(entry: &Entry, brief: &Brief<'_>) -> Option<String> {
    if !brief.court.late_marks {
        return None;
    }
    late_words(entry, brief)
}

/// "late entry" with the date and time of entry, where it is one.
pub fn late_words(entry: &Entry, brief: &Brief<'_>) -> Option<String> {
    let lateness = late::lateness(&entry.fact, &brief.chronology.punctuality);
    late::words(&lateness, brief.wording)
}

/// From when on entries stand in full.
pub fn window(from: NaiveDate, brief: &Brief<'_>) -> String {
    brief
        .wording
        .fill("court.window", &dates::day(from, brief.wording))
}

/// What an addendum adds to.
pub fn addendum(number: usize, filings: &[Filing], brief: &Brief<'_>) -> Value {
    let last = filings.last().map(|it| dates::day(it.on, brief.wording));
    json!({ "number": number, "since": last })
}

/// What was filed before, in a sentence each, for the whole chronology after a first filing.
pub fn filed(edition: Edition<'_>, content: &Content, brief: &Brief<'_>) -> Vec<String> {
    let wording = brief.wording;
    if edition.addendum.is_some() || edition.filings.is_empty() {
        return Vec::new();
    }
    let each = edition.filings.iter().map(|filing| {
        let serials = filing.entries.iter().map(|it| it.serial);
        let (first, last) = (serials.clone().min(), serials.max());
        let numbers = match (first, last) {
            (Some(first), Some(last)) => format!("{first} {} {last}", wording.term("date.to")),
            _ => wording.term("absence.none").to_owned(),
        };
        let key = if filing.part.is_some() {
            "court.filed_addendum"
        } else {
            "court.filed"
        };
        wording
            .fill(key, &dates::day(filing.on, wording))
            .replacen("{numbers}", &numbers, 1)
    });
    let mut lines: Vec<String> = each.collect();
    if content.rows.iter().any(|row| !row.number.is_filed) {
        lines.push(wording.term("court.numbering").to_owned());
    }
    lines
}
