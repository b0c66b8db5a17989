//! The few shapes that a section is made of, as the layout takes them.

use serde_json::{Value, json};

use super::desk::Desk;

/// A heading with what stands under it.
pub(in crate::assemble) struct Section {
    key: &'static str,
    heading: String,
    blocks: Vec<Value>,
}

impl Section {
    /// A section whose heading is the term `summary.heading.KEY`; none where nothing stands in it.
    pub fn of(desk: &Desk<'_>, key: &'static str, blocks: Vec<Value>) -> Option<Self> {
        (!blocks.is_empty()).then(|| Self {
            key,
            heading: desk.term(&format!("summary.heading.{key}")),
            blocks,
        })
    }

    pub fn into_json(self) -> Value {
        json!({ "key": self.key, "heading": self.heading, "blocks": self.blocks })
    }
}

/// A sentence of the program's own.
pub(in crate::assemble) fn say(words: impl Into<Value>) -> Value {
    json!({ "kind": "say", "words": words.into() })
}

/// A heading within a section.
pub(in crate::assemble) fn sub(words: impl Into<Value>) -> Value {
    json!({ "kind": "sub", "words": words.into() })
}

/// Lines, each with its source.
pub(in crate::assemble) fn lines(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then(|| json!({ "kind": "lines", "items": items }))
}

/// A passage of the record with its source.
pub(in crate::assemble) fn passage(mut line: Value) -> Value {
    line["kind"] = "passage".into();
    line
}

/// Quoted words, each with its source.
pub(in crate::assemble) fn quotes(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then(|| json!({ "kind": "quotes", "items": items }))
}

/// Labels and words, each with its source where it has one.
pub(in crate::assemble) fn pairs(pairs: Vec<(String, Value, Option<Value>)>) -> Option<Value> {
    let each = pairs.into_iter();
    let pairs: Vec<Value> = each
        .map(|(label, words, source)| json!({ "label": label, "words": words, "source": source }))
        .collect();
    (!pairs.is_empty()).then(|| json!({ "kind": "pairs", "counts": false, "pairs": pairs }))
}

/// What is counted, and how many.
pub(in crate::assemble) fn counts(pairs: Vec<(String, usize)>) -> Option<Value> {
    let each = pairs.into_iter();
    let pairs: Vec<Value> = each
        .map(|(label, number)| json!({ "label": label, "words": number.to_string(), "source": null }))
        .collect();
    (!pairs.is_empty()).then(|| json!({ "kind": "pairs", "counts": true, "pairs": pairs }))
}

/// Records told field by field: what, then label and words, then the source.
pub(in crate::assemble) fn cards(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then(|| json!({ "kind": "cards", "items": items }))
}

/// A table whose columns and headings the layout knows by its name.
pub(in crate::assemble) fn table(name: &str, rows: Vec<Value>) -> Option<Value> {
    (!rows.is_empty()).then(|| json!({ "kind": "table", "table": name, "rows": rows }))
}

/// A row: cells, and the id of its record for those who work with the record. A cell is words, or a
/// list of paragraphs under `lines`.
pub(in crate::assemble) fn row(cells: Vec<Value>, id: Option<String>) -> Value {
    json!({ "cells": cells, "id": id })
}

/// A drawing by its name.
pub(in crate::assemble) fn drawing(name: &str, alt: &str) -> Value {
    json!({ "kind": "drawing", "name": name, "alt": alt })
}

/// The paragraphs of a cell.
pub(in crate::assemble) fn paragraphs(lines: Vec<Value>) -> Value {
    json!({ "lines": lines })
}

/// The words of a block without ids and sources, whose letters are no short forms.
pub(in crate::assemble) fn readable(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(readable).collect(),
        Value::Object(fields) => {
            let read = fields.iter();
            let read = read.filter(|(key, _)| !matches!(key.as_str(), "id" | "source"));
            Value::Object(read.map(|(key, it)| (key.clone(), readable(it))).collect())
        }
        other => other.clone(),
    }
}
