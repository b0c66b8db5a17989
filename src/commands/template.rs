//! `casebinder template` and `casebinder schema`: the native layout as a blank workbook and as a JSON
//! schema, both from the one declaration of record types; and the empty form for recording a visit by hand.

mod visit_form;

use serde_json::{Map, Value, json};

use super::settings::today;
use super::{Exit, Stop, print, unwritable};
use crate::cli::Template;
use crate::model::declare::{Field, FieldKind, RecordType};
use crate::model::records::RECORD_TYPES;
use crate::render::{self, Properties};
use crate::view::{Column, ColumnKind, Sheet};

/// How many rows of a blank sheet have lists to choose from.
const BLANK_ROWS: u32 = 1000;

/// Writes the blank workbook, or the empty form.
///
/// # Errors
/// Settings or layouts that cannot be used, and what the disk refuses.
pub fn run(typed: &Template) -> Result<Exit, Stop> {
    match typed.visit {
        true => visit_form::write(typed),
        false => workbook(typed),
    }
}

fn workbook(typed: &Template) -> Result<Exit, Stop> {
    let sheets: Vec<Sheet> = RECORD_TYPES.iter().map(|record| sheet(record)).collect();
    let properties = Properties {
        title: "Blank casebinder export".into(),
        author: "casebinder".into(),
        subject: "The native layout: a sheet for each record type".into(),
        status: "blank".into(),
        marking: String::new(),
        created: today(),
    };
    let bytes = render::template(&sheets, BLANK_ROWS, &properties)
        .map_err(|issue| Stop::new(Exit::Usage, issue))?;
    std::fs::write(&typed.out, bytes)
        .map_err(|_| Stop::new(Exit::Disk, unwritable("the workbook")))?;
    Ok(Exit::Done)
}

fn sheet(record: &RecordType) -> Sheet {
    Sheet {
        name: record.name.to_owned(),
        title: record.about.trim().to_owned(),
        intro: Vec::new(),
        columns: record.fields().map(column).collect(),
        rows: Vec::new(),
    }
}

fn column(field: &'static Field) -> Column {
    let words =
        |values: &[(&str, &str)]| values.iter().map(|(word, _)| (*word).to_owned()).collect();
    Column {
        heading: field.name.to_owned(),
        kind: match field.kind {
            FieldKind::Id | FieldKind::Ids | FieldKind::Text => ColumnKind::Text,
            FieldKind::When => ColumnKind::Date,
            FieldKind::YesNo => ColumnKind::Choice(vec!["yes".into(), "no".into()]),
            FieldKind::Number => ColumnKind::Number,
            FieldKind::Code(set) => ColumnKind::Choice(words(set.values)),
        },
        width: if field.kind == FieldKind::Text {
            30.0
        } else {
            16.0
        },
        editable: true,
        about: guidance(field),
    }
}

fn guidance(field: &Field) -> String {
    let mut about = field.about.trim().to_owned();
    if field.needed {
        about.push_str(" Needed.");
    }
    match (field.kind, field.refers) {
        (FieldKind::Ids, Some(record)) => {
            about.push_str(&format!(" Ids of {record}, separated by semicolons."))
        }
        (FieldKind::Id, Some(record)) => about.push_str(&format!(" An id of {record}.")),
        (FieldKind::When, _) => {
            about.push_str(" A date, or words such as March 2014, c. 2012, ?12/03/2014.")
        }
        _ => {}
    }
    about
}

/// Prints the JSON schema.
///
/// # Errors
/// None.
pub fn schema() -> Result<Exit, Stop> {
    let mut properties = Map::new();
    properties.insert("casebinder".into(), json!({
        "type": "object",
        "properties": { "schema": { "const": 1 }, "exported": { "type": "string", "format": "date" } },
    }));
    for record in RECORD_TYPES {
        let rows = json!({ "type": "array", "description": record.about.trim(), "items": record_schema(record) });
        properties.insert(record.name.into(), rows);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "casebinder native layout",
        "type": "object",
        "properties": properties,
    });
    print(&serde_json::to_string_pretty(&schema).expect("a JSON value can be written"));
    Ok(Exit::Done)
}

fn record_schema(record: &RecordType) -> Value {
    let properties: Map<String, Value> = record
        .fields()
        .map(|field| (field.name.to_owned(), field_schema(field)))
        .collect();
    let needed: Vec<&str> = record
        .fields()
        .filter(|field| field.needed)
        .map(|field| field.name)
        .collect();
    json!({ "type": "object", "properties": properties, "required": needed })
}

fn field_schema(field: &Field) -> Value {
    let mut schema = match field.kind {
        FieldKind::Id | FieldKind::Text | FieldKind::When => json!({ "type": ["string", "null"] }),
        FieldKind::Ids => {
            json!({ "type": ["array", "string", "null"], "items": { "type": "string" } })
        }
        FieldKind::YesNo => json!({ "type": ["boolean", "string", "null"] }),
        FieldKind::Number => json!({ "type": ["number", "string", "null"] }),
        FieldKind::Code(set) => {
            let words: Vec<&str> = set.values.iter().map(|(word, _)| *word).collect();
            json!({ "type": ["string", "null"], "examples": words })
        }
    };
    schema["description"] = Value::from(guidance(field));
    schema
}
