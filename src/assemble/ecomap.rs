//! The ecomap of one child: the people and services around them as they were last seen, drawn, and the
//! same facts as a list with date, whose view and who drew it; earlier views stand under it.

mod sheet;
mod ties;

use serde_json::{Value, json};

use super::Brief;
use super::shared::carried;
use super::shared::face::{self, born, name_of};
use crate::diagram::ecomap;
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

/// From how many characters on a row may break across pages: in its narrowest column, half a page.
const LONG: usize = 900;

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
    let people = sheet::people(all, case, brief.wording);
    let systems: Vec<_> = all
        .latest
        .iter()
        .map(|tie| sheet::system(tie, brief.wording))
        .collect();
    let words = sheet::words(all, &systems, facts, case, brief.wording);
    ecomap::drawings(&people, &systems, &words, brief.width)
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
    row["long"] = json!(row.to_string().len() > LONG);
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
