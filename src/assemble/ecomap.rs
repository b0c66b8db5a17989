//! The ecomap of one child: the people and services around them as they were last seen, drawn, and the
//! same facts as a list with date, whose view and who drew it; earlier views stand under it.

mod geometry;
mod sheet;
mod ties;

use serde_json::{Value, json};

use super::shared::carried;
use super::shared::face::{self, born, name_of};
use super::shared::room::room_in;
use super::{Brief, Picture};
use crate::diagram::ecomap::{self, Person, System, Words};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Recorded};
use crate::view::{Drawing, Entry, Face, View};
use crate::wording::Wording;
use sheet::Facts;
use ties::{Tie, Ties};

/// The record type that an ecomap is drawn from.
const NETWORK: &str = "network";

/// From how much room on a row may break across pages: in its narrowest column, half a page.
const LONG: usize = 500;

/// The ecomap as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let all = Ties::of(case, audience);
    let facts = Facts::of(&all, brief.wording);
    let (drawings, left) = drawings(&all, &facts, case, brief);
    let mut entries = Vec::new();
    let mut rows = |ties: &[Tie<'_>]| -> Result<Vec<Value>, Issue> {
        let each = ties
            .iter()
            .map(|tie| row(tie, audience, brief, case, &mut entries));
        each.collect()
    };
    let (latest, earlier) = (rows(&all.latest)?, rows(&all.earlier)?);
    let body = json!({
        "drawings": drawings.iter().map(placed).collect::<Vec<_>>(),
        "more": more(left, brief.wording),
        "nothing": nothing(&all, case, brief.wording),
        "ties": latest,
        "earlier": earlier,
    });
    Ok(View {
        kind: "ecomap",
        face: face_of(case, &facts, audience, brief),
        body,
        sheets: Vec::new(),
        drawings,
        file: None,
        entries,
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

fn face_of(case: &Case, facts: &Facts, audience: Audience, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let mut told = vec![
        ("face.case", case.id.clone()),
        ("face.born", born(case, wording)),
    ];
    if !facts.drawn.is_empty() {
        told.extend([
            ("ecomap.face.drawn", facts.drawn.clone()),
            ("ecomap.face.view", facts.view.clone()),
            ("ecomap.face.by", facts.by.clone()),
        ]);
    }
    let told = told.into_iter();
    let about = face::About {
        kind: "ecomap",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience,
        facts: told
            .map(|(key, words)| (wording.term(key).to_owned(), words))
            .collect(),
        not_held: match audience {
            Audience::Internal => face::not_held(case, wording),
            Audience::Family | Audience::Court | Audience::Subject => Vec::new(),
        },
    };
    face::of(about, brief)
}

/// The ecomap as one drawing at its natural size, whole, without a page.
///
/// # Errors
/// Nothing to draw, or no room for it.
pub(super) fn picture(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<Picture, Issue> {
    let case = disclosed.case();
    let all = Ties::of(case, audience);
    if all.latest.is_empty() {
        return Err(nothing_to_draw());
    }
    let facts = Facts::of(&all, brief.wording);
    let told = Told::of(&all, &facts, case, brief.wording);
    let drawing = ecomap::sheet(&told.people, &told.systems, &told.words, brief.width);
    let drawing = drawing.ok_or_else(no_room)?;
    Ok(Picture {
        face: face_of(case, &facts, audience, brief),
        geometry: geometry::of(&drawing, &told.people, &told.systems),
        drawing,
        issues: Vec::new(),
    })
}

fn nothing_to_draw() -> Issue {
    Issue::error(
        "CB0551",
        "no people and services around this child are recorded, or none whom this audience may know of",
    )
    .hint("An ecomap is drawn from rows of the record type network.")
}

fn no_room() -> Issue {
    Issue::error("CB0552", "the names in the middle leave no room for the rest")
        .hint("casebinder build makes the list; shorten the names in the rows of network to have a drawing.")
}

/// What a drawing is handed.
struct Told {
    people: Vec<Person>,
    systems: Vec<System>,
    words: Words,
}

impl Told {
    fn of(all: &Ties<'_>, facts: &Facts, case: &Case, wording: &Wording) -> Self {
        let ties = all.latest.iter();
        let systems: Vec<System> = ties.map(|tie| sheet::system(tie, wording)).collect();
        Self {
            people: sheet::people(all, case, wording),
            words: sheet::words(all, &systems, facts, case, wording),
            systems,
        }
    }
}

/// The drawings, and how many ties they cannot take.
fn drawings(
    all: &Ties<'_>,
    facts: &Facts,
    case: &Case,
    brief: &Brief<'_>,
) -> (Vec<Drawing>, usize) {
    if all.latest.is_empty() {
        return (Vec::new(), 0);
    }
    let told = Told::of(all, facts, case, brief.wording);
    ecomap::drawings(&told.people, &told.systems, &told.words, brief.width)
}

/// What the layout needs so as to place a drawing.
fn placed(drawing: &Drawing) -> Value {
    json!({ "name": drawing.name, "alt": drawing.alt, "title": drawing.title })
}

/// How many ties no drawing could take.
fn more(left: usize, wording: &Wording) -> Option<String> {
    (left > 0).then(|| wording.fill("ecomap.more", &left.to_string()))
}

/// What stands in place of a drawing where nothing is recorded (rule 1).
fn nothing(all: &Ties<'_>, case: &Case, wording: &Wording) -> Option<String> {
    let key = match carried::absence(case, NETWORK) {
        Recorded::NotCarried => "ecomap.none.not_carried",
        _ => "ecomap.none.empty",
    };
    let name = name_of(case, wording);
    all.latest.is_empty().then(|| wording.fill(key, &name))
}

/// A tie as a row of the list, and its record as an entry.
fn row(
    tie: &Tie<'_>,
    audience: Audience,
    brief: &Brief<'_>,
    case: &Case,
    entries: &mut Vec<Entry>,
) -> Result<Value, Issue> {
    let (mut row, digest) = sheet::row(tie, case, brief.wording)?;
    let id = tie.record.entry.to_string();
    row["n"] = json!(entries.len());
    row["long"] = json!(room_in(&row) > LONG);
    row["id"] = match audience {
        Audience::Internal => json!(id),
        Audience::Family | Audience::Court | Audience::Subject => Value::Null,
    };
    entries.push(Entry {
        id,
        origins: tie.record.origins.clone(),
        digest,
    });
    Ok(row)
}
