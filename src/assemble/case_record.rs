//! The case record: everything that is held on a case, as paper. The front sheet, then every record in
//! date order, the current period of involvement apart from earlier ones, then what has no day, by type;
//! in volumes where it is long, whose covers state the dates that they cover (Northamptonshire 1).

mod volumes;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::shared::dates;
use super::shared::entries::{self, Edition, RecordEntry, involvement, set_out};
use super::shared::face::{self, born, name_of};
use super::shared::glossary::glossary;
use super::{Brief, front_sheet};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, When};
use crate::view::{Face, View};
use crate::wording::Wording;
pub use volumes::{Volume, most_pages, split};

/// The size of the words as the layout sets them.
const POINTS: f64 = 10.5;
/// How many files are named on the cover before the rest is counted.
const FILES_NAMED: usize = 6;

/// The case record, or one volume of it, as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    volume: Option<&Volume>,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let told = entries::of(case, Edition::Internal, brief);
    let all: Vec<&RecordEntry> = told.in_order().collect();
    let range = match volume {
        Some(volume) => volume.entries.start..volume.entries.end.min(all.len()),
        None => 0..all.len(),
    };
    let own = all.get(range.clone()).unwrap_or_default();
    let front = match volume.is_none_or(|it| it.number == 1) {
        true => Some(front(disclosed, brief)?),
        false => None,
    };
    let periods = involvement::parts(case, brief.as_at, "involvement", brief.wording);
    let story = set_out(&told, &range, &periods, POINTS, brief.wording);
    let body = json!({
        "volume": volume.map(|volume| volume.in_words(brief.wording)),
        "front": front,
        "front_title": brief.wording.term("case_record.front"),
        "parts": story.parts,
        "lists": story.lists,
        "lists_title": brief.wording.term("case_record.lists"),
        "glossary": glossary(&story.said(), brief.glossary),
    });
    Ok(View {
        kind: "case-record",
        face: face_of(case, own, volume, brief),
        body,
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: own.iter().map(|entry| entry.as_entry()).collect(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// The front sheet's sections. Its lines name no entries here: each record is an entry of this document
/// where it stands in full.
fn front(disclosed: &Disclosed<'_>, brief: &Brief<'_>) -> Result<Value, Issue> {
    let mut body = front_sheet::assemble(disclosed, Audience::Internal, brief)?.body;
    unnumber(&mut body);
    Ok(body)
}

fn unnumber(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "n" {
                    *field = json!([]);
                } else {
                    unnumber(field);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(unnumber),
        _ => {}
    }
}

/// The cover: of whom, which volume, and the dates that it covers.
fn face_of(case: &Case, own: &[&RecordEntry], volume: Option<&Volume>, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let mut facts = Vec::new();
    let mut fact = |key: &str, words: String| facts.push((wording.term(key).to_owned(), words));
    if let Some(volume) = volume {
        fact("case_record.face.volume", volume.in_words(wording));
    }
    fact("case_record.face.covered", covered(own, wording));
    fact("face.child", name_of(case, wording));
    fact("face.case", case.id.clone());
    fact("face.born", born(case, wording));
    let entries = match volume {
        Some(_) => "case_record.face.entries",
        None => "face.entries",
    };
    fact(entries, own.len().to_string());
    fact("face.sources", sources(own, wording));
    let about = face::About {
        kind: "case-record",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience: Audience::Internal,
        facts,
        not_held: match volume.is_none_or(|it| it.number == it.of) {
            true => face::not_held(case, wording),
            false => Vec::new(),
        },
    };
    let mut face = face::of(about, brief);
    if let Some(volume) = volume {
        // Every page says which volume it is of.
        face.title = format!(
            "{}, {}",
            face.title,
            volume.in_words(wording).to_lowercase()
        );
    }
    face
}

/// From the first to the last date of the entries.
fn covered(own: &[&RecordEntry], wording: &Wording) -> String {
    let dates = own.iter().filter_map(|entry| entry.when);
    let first = dates.clone().min_by_key(When::order);
    let last = dates.max_by_key(When::order);
    let day = |when: When| {
        let beginning = When {
            end: None,
            time: None,
            ..when
        };
        dates::prose(&beginning, wording)
    };
    match (first, last) {
        (Some(first), Some(last)) if first.start == last.start => day(first),
        (Some(first), Some(last)) => {
            format!("{} {} {}", day(first), wording.term("date.to"), day(last))
        }
        _ => wording.term("case_record.undated").to_owned(),
    }
}

/// The files that the entries were read from.
fn sources(own: &[&RecordEntry], wording: &Wording) -> String {
    let places = own.iter().flat_map(|entry| &entry.origins);
    let files: BTreeSet<&str> = places.map(|origin| &*origin.file).collect();
    let named: Vec<&str> = files.iter().copied().take(FILES_NAMED).collect();
    let named = named.join(", ");
    match files.len().saturating_sub(FILES_NAMED) {
        0 => named,
        more => wording
            .fill("face.more_files", &more.to_string())
            .replacen("{files}", &named, 1),
    }
}
