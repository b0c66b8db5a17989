//! Photographs, letters and belongings that are held for the person (rule 33; Northamptonshire 5.4).

use serde_json::{Value, json};

use super::CopyFacts;
use crate::assemble::shared::{dates, phrases};
use crate::model::records::Document;
use crate::model::{Case, Recorded, Text};
use crate::wording::Wording;

/// Beginnings of words by which a keepsake is known, where the record does not say whose it is.
const KEEPSAKES: [&str; 16] = [
    "photo",
    "picture",
    "letter from",
    "letters from",
    "card",
    "drawing",
    "memory",
    "keepsake",
    "life story",
    "recording",
    "video",
    "film",
    "diary",
    "certificate",
    "toy",
    "belonging",
];

/// A heading and a line for each thing; none is said to be held where none is recorded.
pub(super) fn of(case: &Case, facts: &CopyFacts, wording: &Wording) -> Value {
    let held = case.records.documents.iter().filter(|it| is_keepsake(it));
    let lines: Vec<Value> = held.map(|it| line(it, wording)).collect();
    json!({
        "heading": wording.term("access.heading.belongings"),
        "intro": wording.fill("access.belongings", facts.you()),
        "lines": lines,
        "none": wording.term("access.none.belongings"),
    })
}

fn is_keepsake(document: &Document) -> bool {
    let said = [&document.document_kind, &document.document_title];
    let said = said
        .into_iter()
        .filter_map(Recorded::value)
        .map(Text::shown);
    let named = said.map(|words| words.to_lowercase()).any(|words| {
        KEEPSAKES.iter().any(|stem| {
            let mut found = words.match_indices(stem);
            found.any(|(at, _)| !words[..at].ends_with(char::is_alphanumeric))
        })
    });
    document.child_owns.value() == Some(&true) || named
}

fn line(document: &Document, wording: &Wording) -> Value {
    let mut words = document
        .document_title
        .value()
        .map(phrases::encode)
        .unwrap_or_default();
    let mut add = |key: &str, more: Option<String>| {
        if let Some(more) = more {
            words.push_str(&wording.fill(key, &more));
        }
    };
    let prose = |when| dates::prose(when, wording);
    add(
        "access.belonging.dated",
        document.document_date.value().map(prose),
    );
    add(
        "access.belonging.kept",
        document.location.value().map(phrases::encode),
    );
    add(
        "access.belonging.returned",
        document.returned.value().map(prose),
    );
    phrases::as_json(&phrases::decode(&words))
}
