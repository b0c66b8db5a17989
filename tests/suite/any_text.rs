//! Whatever stands in a text field, from any script or none, the case still gets its PDF and its
//! workbook, and both can be read back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use casebinder::kind::always_made;
use casebinder::model::declare::{Field, FieldKind, RecordType};
use casebinder::model::records::RECORD_TYPES;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use serde_json::{Map, Value, json};

use crate::running::{
    Ran, build_every_kind, document, documents, file_of, folder, run, sheets, words,
};

/// How many exports are tried; each holds a text for every text field that there is.
const EXPORTS: u32 = 5;

/// Words without a place to break, as they stand in case notes: rules, forms, links, codes.
const UNBROKEN: &[&str] = &[
    "_", "-", ".", "a", "W", "7", "/", "a\u{a0}", "\u{2011}", "\u{645}",
];
/// The fields of an event that stand in a column of their own.
const COLUMNS: &[&str] = &[
    "what_happened",
    "heading",
    "source_agency",
    "source_person",
    "document_reference",
    "outcome",
    "child_words",
    "dispute",
    "category",
];

#[test]
fn any_text_in_any_field_still_gives_every_document() {
    let config = Config {
        cases: EXPORTS,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2),
        max_shrink_iters: 0,
        ..Config::default()
    };
    let texts = prop::collection::vec(text(), text_fields());
    let tried = TestRunner::new(config).run(&texts, |texts| {
        gives_every_document(&texts);
        Ok(())
    });
    if let Err(TestError::Fail(reason, _)) = tried {
        // The texts themselves fill a screen; the reason names what to look for.
        panic!("{reason}");
    }
}

#[test]
fn there_are_enough_fields_to_try() {
    assert!(text_fields() > 200, "{}", text_fields());
}

#[test]
fn a_row_longer_than_its_page_goes_on_overleaf() {
    let mut wrong = Vec::new();
    for field in COLUMNS {
        for length in [150, 180, 220, 300, 1500] {
            let words = "word ".repeat(length);
            let home = folder();
            let ran = built(&one_case(field, &[words.trim().to_owned()]), home.path());
            if ran.code != Some(0) {
                wrong.push(format!("{field} of {length} words: {}", ran.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_longer_than_its_column_is_broken_and_not_lost() {
    let mut wrong = Vec::new();
    for field in COLUMNS {
        let words: Vec<String> = UNBROKEN.iter().map(|word| word.repeat(300)).collect();
        let home = folder();
        let ran = built(&one_case(field, &words), home.path());
        if ran.code != Some(0) {
            wrong.push(format!("{field}: {}", ran.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A case with an event for each of these texts, which stands in that field.
fn one_case(field: &str, texts: &[String]) -> Value {
    let events = texts.iter().map(|text| {
        let mut event = json!({
            "case_id": "C-1", "happened": "02/09/2018", "what_happened": "x",
            "in_chronology": "yes",
        });
        event[field] = Value::from(text.as_str());
        event
    });
    json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1" }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2012" }],
        "event": events.collect::<Vec<_>>(),
    })
}

fn gives_every_document(texts: &[String]) {
    let home = folder();
    built(&export(texts), home.path())
        .ending(0)
        .saying(" made, 0 unchanged, 0 failed.");
    let out = home.path().join("out");
    let made: BTreeSet<String> = documents(&out).into_iter().map(|row| row.kind).collect();
    let kinds: BTreeSet<String> = always_made().map(|kind| kind.name.to_owned()).collect();
    assert_eq!(made, kinds, "a document of every kind is made");
    on_request(home.path());
    let row = document(&out, "id-case");
    assert!(words(&file_of(&out, &row, ".pdf")).contains("Chronology"));
    assert!(!sheets(&file_of(&out, &row, ".xlsx")).is_empty());
    assert!(!sheets(&out.join("report.xlsx")).is_empty());
}

/// The whole record as paper holds every field of every type, that of a visit every field of it, and an audit names
/// every record; they are made on request, and so are the summaries with which work passes on or ends.
fn on_request(home: &Path) {
    let out = home.join("record");
    let (export, settings) = (home.join("export.json"), home.join("casebinder.toml"));
    let mut command = build_every_kind(&export, &settings, &out);
    let kinds = "case-record,visit-record,record-audit,transfer-summary,closing-summary";
    run(command.args(["--only", kinds]))
        .ending(0)
        .saying("5 made, 0 unchanged, 0 failed.");
}

/// Writes an export and builds it for every audience.
fn built(export: &Value, home: &Path) -> Ran {
    let (path, settings) = (home.join("export.json"), home.join("casebinder.toml"));
    fs::write(&path, export.to_string()).expect("the export can be written");
    fs::write(&settings, "as_at = \"2026-06-30\"").expect("the settings can be written");
    let mut command = build_every_kind(&path, &settings, &home.join("out"));
    // The summary of the quarter in which everything that these exports hold happened.
    command.args(["--period", "2024-Q2"]);
    let both = "internal,family";
    run(command
        .env("CASEBINDER_CHRONOLOGY_AUDIENCES", both)
        .env("CASEBINDER_CASE_SUMMARY_AUDIENCES", both))
}

/// One record of every type, every field filled, the texts given out in order.
fn export(texts: &[String]) -> Value {
    let mut texts = texts.iter();
    let mut export = Map::new();
    export.insert("casebinder".into(), json!({ "schema": 1 }));
    for record in RECORD_TYPES {
        let fields = record.fields().enumerate();
        let cells = fields.map(|(number, field)| {
            let own = number == 0 && matches!(field.kind, FieldKind::Id);
            (field.name.to_owned(), cell(record, field, own, &mut texts))
        });
        let row: Map<String, Value> = cells.collect();
        export.insert(
            record.name.to_owned(),
            Value::Array(vec![Value::Object(row)]),
        );
    }
    Value::Object(export)
}

fn cell<'a>(
    record: &RecordType,
    field: &Field,
    own: bool,
    texts: &mut impl Iterator<Item = &'a String>,
) -> Value {
    match field.kind {
        FieldKind::Id | FieldKind::Ids => {
            let named = field.refers.filter(|_| !own).unwrap_or(record.name);
            Value::from(format!("id-{named}"))
        }
        FieldKind::Text => Value::from(needed(field, texts.next().expect("a text for each field"))),
        FieldKind::When => Value::from(day(record.name, field.name)),
        // A restricted record would hide the very texts that are tried.
        FieldKind::YesNo => Value::from(!matches!(field.name, "restricted" | "confidential")),
        FieldKind::Number => Value::from(1),
        FieldKind::Code(set) => Value::from(set.values[0].0),
    }
}

/// A field without which the row is set aside must hold something that can be seen.
fn needed(field: &Field, text: &str) -> String {
    match (field.name, field.needed) {
        ("restricted_record", _) => "event:none".to_owned(),
        (_, true) => format!("x{text}"),
        _ => text.to_owned(),
    }
}

/// Days in an order that no record contradicts.
fn day(record: &str, field: &str) -> &'static str {
    match (record, field) {
        (_, "born") => "04/03/2012",
        // A worker holds the case still, and the rest happened since the last supervision.
        ("allocation", "end") => "01/07/2026",
        ("supervision", "supervised") => "02/06/2024",
        (_, "end" | "ended" | "until") => "05/06/2024",
        _ => "03/06/2024",
    }
}

fn text_fields() -> usize {
    let is_text = |field: &&Field| field.kind == FieldKind::Text;
    RECORD_TYPES
        .iter()
        .map(|record| record.fields().filter(is_text).count())
        .sum()
}

/// Words of every kind that an export has ever held, and of every kind that it never should.
fn text() -> impl Strategy<Value = String> {
    let anything = prop::collection::vec(any::<char>(), 0..40);
    let odd = prop::collection::vec(prop::sample::select(odd_characters()), 0..40);
    let characters = |kept: Vec<char>| kept.into_iter().collect::<String>();
    prop_oneof![
        3 => anything.prop_map(characters),
        3 => odd.prop_map(characters),
        2 => prop::sample::select(ODD_TEXTS).prop_map(str::to_owned),
        1 => (any::<char>(), 1..900_usize).prop_map(|(c, times)| c.to_string().repeat(times)),
        1 => "[A-Za-z0-9]{200,900}",
        1 => "(\\PC{1,9}[ \t\r\n]){1,40}",
    ]
}

/// Single characters that other programs have stumbled over.
fn odd_characters() -> Vec<char> {
    let ranges = [
        ('\0', '\u{1f}'),
        ('\u{7f}', '\u{9f}'),
        ('\u{300}', '\u{320}'),
        ('\u{5d0}', '\u{5ea}'),
        ('\u{627}', '\u{64a}'),
        ('\u{915}', '\u{94d}'),
        ('\u{e01}', '\u{e30}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{2028}', '\u{202e}'),
        ('\u{2060}', '\u{2069}'),
        ('\u{4e00}', '\u{4e20}'),
        ('\u{e000}', '\u{e010}'),
        ('\u{fdd0}', '\u{fdef}'),
        ('\u{fff9}', '\u{ffff}'),
        ('\u{1f466}', '\u{1f469}'),
        ('\u{1f3fb}', '\u{1f3ff}'),
        ('\u{e0020}', '\u{e007f}'),
        ('\u{10fffe}', '\u{10ffff}'),
    ];
    let odd = ranges.into_iter().flat_map(|(first, last)| first..=last);
    odd.chain("aeß\u{ad}\u{feff}\u{fe0f}<>&\"'\\#$[]{}*_`@=+-".chars())
        .collect()
}

const ODD_TEXTS: &[&str] = &[
    "",
    " ",
    "none",
    "=SUM(A1:A9)",
    "@cmd|' /C calc'!A0",
    "#import \"/etc/passwd\"",
    "$ sum_(k=0)^n $ #panic()",
    "</text><script>alert(1)</script>",
    "{{ child }}{% raw %}",
    "\u{202e}txet desrever\u{202c}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}",
    "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
    "مرحبا بالعالم في هذا اليوم",
    "他今天去学校了，很高兴。",
    "שלום עולם",
    "_x0041_ _x000D_",
    "https://example.invalid/a/very/long/path/that/has/no/place/to/break/at/all/and/goes/on/for/ever",
];
