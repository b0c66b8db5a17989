//! A native JSON export as records, with as little reading as the tests need.

use serde_json::{Map, Value};

use crate::ingest::dates;
use crate::issue::{Origin, Place};
use crate::model::declare::{Cells, CodeSet, Field, FieldKind, Id, Ids, plain_key};
use crate::model::records::RECORD_TYPES;
use crate::model::{EntryId, Recorded, Records, Text, When};

/// The records of an export; a key that names no field of its type fails the test.
pub(super) fn records(export: &Value) -> Records {
    let mut records = Records::default();
    for kind in RECORD_TYPES {
        let rows = export.get(kind.name).and_then(Value::as_array);
        for (index, row) in rows.into_iter().flatten().enumerate() {
            let row = row.as_object().expect("a record is an object");
            for key in row.keys() {
                assert!(
                    kind.field(key).is_some(),
                    "{} has no field {key}",
                    kind.name
                );
            }
            let key = row.get(kind.own[0].name).and_then(Value::as_str);
            let key = key.map_or_else(|| format!("row|{index}"), str::to_owned);
            let place = Place::Pointer(format!("/{}/{index}", kind.name).into());
            let origin = Origin {
                file: "export.json".into(),
                place,
            };
            records.read_row(
                kind.name,
                &mut RowCells(row),
                EntryId::of(kind.name, &key),
                origin,
            );
        }
    }
    records
}

/// Every value of an export that is neither an id nor a word of a set.
pub(super) fn strings(export: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for kind in RECORD_TYPES {
        let rows = export
            .get(kind.name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        for (key, value) in rows.filter_map(Value::as_object).flatten() {
            let field = kind.field(key).map(|field| field.kind);
            if matches!(field, Some(FieldKind::Text | FieldKind::When)) {
                found.extend(value.as_str().map(str::to_owned));
            }
        }
    }
    found
}

struct RowCells<'a>(&'a Map<String, Value>);

impl<'a> RowCells<'a> {
    fn words(&self, field: &Field) -> Recorded<&'a str> {
        self.0.get(field.name).and_then(Value::as_str).into()
    }
}

fn id(words: &str) -> Id {
    Id(words.trim().into())
}

impl Cells for RowCells<'_> {
    fn id(&mut self, field: &'static Field) -> Recorded<Id> {
        self.words(field).map(id)
    }

    fn ids(&mut self, field: &'static Field) -> Recorded<Ids> {
        self.words(field)
            .map(|words| Ids(words.split(';').map(id).collect()))
    }

    fn text(&mut self, field: &'static Field) -> Recorded<Text> {
        self.words(field).map(Text::words)
    }

    fn when(&mut self, field: &'static Field) -> Recorded<When> {
        self.words(field)
            .map(|words| dates::parse(words).expect("a date that can be read"))
    }

    fn yes_no(&mut self, field: &'static Field) -> Recorded<bool> {
        self.0.get(field.name).and_then(Value::as_bool).into()
    }

    fn number(&mut self, field: &'static Field) -> Recorded<f64> {
        self.0.get(field.name).and_then(Value::as_f64).into()
    }

    fn code(&mut self, field: &'static Field, set: &'static CodeSet) -> Recorded<Box<str>> {
        self.words(field).map(|words| {
            let known = set.canonical(words);
            known
                .unwrap_or_else(|| panic!("{} is a word of {}", plain_key(words), set.name))
                .into()
        })
    }
}
