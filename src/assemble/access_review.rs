//! The review of a request for access as worksheets: what is proposed of each person, place, restriction and
//! document, and beside it the columns in which people decide (rules 23 to 32).

mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::Brief;
use super::shared::dates;
use super::shared::entries::labels;
use super::shared::worksheet::text;
use crate::disclose::access::{Decided, Grounds, Outcome, Place, Requester, Row, Sheet as Part};
use crate::model::EntryId;
use crate::view::{Cell, Column, ColumnKind, Sheet};
use crate::wording::Wording;
use words::{about, why};

/// How much of a record's words is shown of a record as a whole, in characters.
const SHOWN: usize = 300;

/// A decision as it stood in the workbook before, with what it was about.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// The digest of the record then.
    pub digest: String,
    /// The cells of the columns that are given back, by the key of their heading.
    pub cells: Vec<(&'static str, Cell)>,
}

/// Names by id, each with what somebody is to the case.
pub type Names<'a> = BTreeMap<&'a str, (String, Option<&'a str>)>;

/// What the sheets are made from.
pub struct ReviewSheets<'a> {
    /// Everybody whom the review knows, by id: name, and what they are.
    pub names: &'a Names<'a>,
    /// Its rows.
    pub rows: &'a [Row],
    /// The rows that a release still asks for.
    pub open: &'a BTreeSet<String>,
    /// The grounds to choose from.
    pub grounds: &'a Grounds,
    /// Who asks.
    pub requester: Requester,
    /// What was decided before, by row; carried over to records that have not changed (rule 29).
    pub before: &'a BTreeMap<String, Before>,
    /// Rows that somebody added before.
    pub added: &'a [Before],
}

/// A column of the review: the key of its heading, its width, and what it holds.
struct Of {
    key: &'static str,
    width: f64,
    editable: bool,
}

const fn fixed(key: &'static str, width: f64) -> Of {
    Of {
        key,
        width,
        editable: false,
    }
}

const fn given(key: &'static str, width: f64) -> Of {
    Of {
        key,
        width,
        editable: true,
    }
}

/// The columns, in order.
const COLUMNS: &[Of] = &[
    fixed("about", 44.0),
    fixed("context", 60.0),
    fixed("date", 16.0),
    fixed("count", 8.0),
    fixed("proposal", 18.0),
    fixed("why", 44.0),
    given("decision", 20.0),
    given("ground", 22.0),
    given("decided_by", 18.0),
    given("decided_on", 14.0),
    given("second_by", 18.0),
    given("second_on", 14.0),
    given("consulted", 22.0),
    given("consulted_on", 14.0),
    given("reason", 40.0),
    fixed("state", 14.0),
    given("record", 22.0),
    given("field", 18.0),
    given("words", 26.0),
    fixed("place", 34.0),
    fixed("row", 30.0),
    fixed("digest", 14.0),
];

/// The columns that a sheet has no use for.
fn is_of(part: Part, key: &str) -> bool {
    let only = |parts: &[Part]| parts.contains(&part);
    match key {
        "context" | "place" => !only(&[Part::Request, Part::Cases]),
        "date" | "record" | "field" => only(&[
            Part::Places,
            Part::Restrictions,
            Part::Documents,
            Part::NotContained,
        ]),
        "words" => part == Part::Places,
        "count" => only(&[
            Part::People,
            Part::Places,
            Part::Candidates,
            Part::Documents,
            Part::Relaxations,
        ]),
        "proposal" | "why" => part != Part::Request,
        "ground" | "second_by" | "second_on" => {
            !only(&[Part::Request, Part::Cases, Part::Relaxations])
        }
        "consulted" | "consulted_on" => only(&[
            Part::People,
            Part::Places,
            Part::Restrictions,
            Part::Documents,
        ]),
        _ => true,
    }
}

/// The sheets of a review, one for each part.
pub fn sheets(review: &ReviewSheets<'_>, brief: &Brief<'_>) -> Vec<Sheet> {
    Part::ALL
        .into_iter()
        .map(|part| sheet(review, part, brief.wording))
        .collect()
}

fn sheet(review: &ReviewSheets<'_>, part: Part, wording: &Wording) -> Sheet {
    let columns: Vec<&Of> = COLUMNS.iter().filter(|it| is_of(part, it.key)).collect();
    let rows = review.rows.iter().filter(|row| row.sheet == part);
    let mut rows: Vec<(&Row, bool)> = rows
        .map(|row| (row, review.open.contains(&row.id)))
        .collect();
    // What blocks the release stands first, then what is withheld.
    let withheld = |row: &Row| row.proposal.is_none_or(Outcome::is_withheld);
    rows.sort_by_key(|(row, open)| (!open, !withheld(row)));
    let mut cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|(row, _)| {
            columns
                .iter()
                .map(|it| cell(row, it, review, wording))
                .collect()
        })
        .collect();
    if part == Part::Places {
        cells.extend(
            review
                .added
                .iter()
                .map(|added| columns.iter().map(|it| carried(added, it.key)).collect()),
        );
    }
    let name = part.name();
    let term = |key: &str| wording.term(&format!("access.review.{key}")).to_owned();
    Sheet {
        name: name.to_owned(),
        title: term(&format!("title.{name}")),
        intro: term(&format!("intro.{name}"))
            .split('¶')
            .map(|it| it.trim().to_owned())
            .collect(),
        columns: columns
            .iter()
            .map(|it| column(it, part, review, wording))
            .collect(),
        rows: cells,
    }
}

/// What was decided before, where the record is still the one that was seen.
fn before<'a>(row: &Row, review: &'a ReviewSheets<'_>) -> Option<&'a Before> {
    let before = review.before.get(&row.id)?;
    (before.digest == row.digest).then_some(before)
}

fn column(of: &Of, part: Part, review: &ReviewSheets<'_>, wording: &Wording) -> Column {
    let words =
        |words: Vec<&str>| ColumnKind::Choice(words.into_iter().map(str::to_owned).collect());
    let kind = match of.key {
        "decision" => words(part.outcomes().iter().map(|it| it.word()).collect()),
        "ground" => words(
            review
                .grounds
                .open_to(review.requester)
                .map(|it| it.name.as_str())
                .collect(),
        ),
        "decided_on" | "second_on" | "consulted_on" => ColumnKind::Date,
        "count" => ColumnKind::Number,
        _ => ColumnKind::Text,
    };
    let about = match of.editable {
        true => wording
            .term(&format!("access.review.about.{}", of.key))
            .to_owned(),
        false => String::new(),
    };
    Column {
        heading: heading(of.key).to_owned(),
        kind,
        width: of.width,
        editable: of.editable,
        about,
    }
}

/// The heading of a column: read back by these words, so that no layout changes them.
fn heading(key: &str) -> &'static str {
    match key {
        "about" => "What",
        "context" => "Words in context",
        "date" => "Date",
        "count" => "Places",
        "proposal" => "Proposal",
        "why" => "Why",
        "decision" => "Decision",
        "ground" => "Ground",
        "decided_by" => "Decided by",
        "decided_on" => "Decided on",
        "second_by" => "Second reviewer",
        "second_on" => "Second review on",
        "consulted" => "Consulted",
        "consulted_on" => "Consulted on",
        "reason" => "Reason to the person",
        "state" => "State",
        "record" => "Record",
        "field" => "Field",
        "words" => "Quoted words",
        "place" => "Place in the export",
        "row" => "Row",
        _ => "Digest",
    }
}

fn cell(row: &Row, of: &Of, review: &ReviewSheets<'_>, wording: &Wording) -> Cell {
    let place = row.place.as_ref();
    match of.key {
        "about" => text(&about(row, review.names, wording)),
        "context" => text(&place.map(context).unwrap_or_default()),
        "date" => text(
            &place
                .and_then(|it| it.when)
                .map(|when| dates::short(&when, wording))
                .unwrap_or_default(),
        ),
        "count" => Cell::Number(row.count as f64),
        "proposal" => text(
            row.proposal
                .map_or(wording.term("access.review.nobody"), |it| it.word()),
        ),
        "why" => text(&why(row, wording)),
        "state" => text(&state(row, review, wording)),
        "record" => text(&place.map(|it| it.entry.to_string()).unwrap_or_default()),
        "field" => text(place.map(|it| it.field.as_str()).unwrap_or_default()),
        "words" => text(place.map(|it| it.context[1].as_str()).unwrap_or_default()),
        "place" => text(
            &place
                .and_then(|it| it.origin.as_ref())
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
        "row" => text(&row.id),
        "digest" => text(&row.digest),
        key => before(row, review).map_or(Cell::Empty, |before| carried(before, key)),
    }
}

fn carried(before: &Before, key: &str) -> Cell {
    let mut cells = before.cells.iter();
    cells
        .find(|(known, _)| *known == key)
        .map_or(Cell::Empty, |(_, cell)| cell.clone())
}

/// Changed since the last time, decided, to be decided, or following from other rows.
fn state(row: &Row, review: &ReviewSheets<'_>, wording: &Wording) -> String {
    let known = review.before.get(&row.id);
    let key = match known {
        Some(known) if known.digest != row.digest => "changed",
        Some(_) => "decided",
        None if review.open.contains(&row.id) => "open",
        None if row.must => "follows",
        None => return String::new(),
    };
    wording
        .term(&format!("access.review.state.{key}"))
        .to_owned()
}

/// The words meant between marks, with those around them.
fn context(place: &Place) -> String {
    let [before, words, after] = &place.context;
    let words: String = if words.chars().count() > SHOWN {
        words.chars().take(SHOWN).chain(['…']).collect()
    } else {
        words.clone()
    };
    let one_line = |words: &str| words.replace('\n', " ");
    match (before.is_empty(), after.is_empty()) {
        (true, true) => words,
        _ => format!(
            "{}«{}»{}",
            one_line(before),
            one_line(&words),
            one_line(after)
        ),
    }
}

/// What a mark of the proof says: what the row is about, and where.
pub fn mark_of(row: &Row, names: &Names<'_>, wording: &Wording) -> (String, String) {
    let place = row.place.as_ref().map(|it| record(&it.entry, wording));
    (place.unwrap_or_default(), about(row, names, wording))
}

/// The same of words that somebody added by hand.
pub fn mark_of_added(entry: &EntryId, wording: &Wording) -> (String, String) {
    let what = wording.term("access.proof.added").to_owned();
    (record(entry, wording), what)
}

fn record(entry: &EntryId, wording: &Wording) -> String {
    format!("{} {}", labels::record(&entry.record, wording), entry.key)
}

/// The ground of a decision, or the proposal of a row, as the list of the proof says it.
pub fn ground_of(row: Option<&Row>, decided: Option<&Decided>, wording: &Wording) -> String {
    match (decided, row) {
        (Some(decided), _) => {
            let ground = decided.ground.as_ref().map(|it| it.name.clone());
            format!("{}: {}", decided.outcome.word(), ground.unwrap_or_default())
        }
        (None, Some(row)) => format!(
            "{} ({})",
            row.proposal
                .map_or(wording.term("access.review.nobody"), |it| it.word()),
            why(row, wording)
        ),
        (None, None) => wording.term("access.review.nobody").to_owned(),
    }
}

/// The same in a word or two, as it stands before what is boxed (rule 34).
pub fn in_short(row: Option<&Row>, decided: Option<&Decided>, wording: &Wording) -> String {
    let ground = decided.and_then(|it| it.ground.as_ref());
    let outcome = match decided {
        Some(decided) => Some(decided.outcome),
        None => row.and_then(|row| row.proposal),
    };
    match (outcome, ground) {
        (Some(Outcome::Silent), Some(ground)) => {
            wording.fill("access.proof.short.silent_for", ground.in_short())
        }
        (Some(Outcome::Silent), None) => wording.term("access.proof.short.silent").to_owned(),
        (Some(_), Some(ground)) => ground.in_short().to_owned(),
        (Some(outcome), None) => outcome.word().to_owned(),
        (None, _) => wording.term("access.proof.short.open").to_owned(),
    }
}

/// How somebody is described who is not named: "Person 3, a neighbour".
pub fn description(number: u32, standing: Option<&str>, wording: &Wording) -> String {
    let kind = standing.map(|word| {
        let known = wording.coded("access.described", word).map(str::to_owned);
        let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
        let article = if vowel {
            "access.described.an"
        } else {
            "access.described.a"
        };
        known.unwrap_or_else(|| wording.fill(article, word))
    });
    let number = wording.fill("access.described.person", &number.to_string());
    match kind {
        Some(kind) => format!("{number}, {kind}"),
        None => number,
    }
}
