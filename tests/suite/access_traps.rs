//! The list of hidden traps of `fixtures/access/larkfield` is what access copies are judged by, so that
//! it must itself be right: each trap stands where it says, and no two ask for opposite things.

use std::collections::BTreeSet;
use std::fs;

use casebinder::model::EntryId;
use serde::Deserialize;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use crate::running::{fixtures, read};

/// How many traps the household must hold at least.
const LEAST: usize = 200;

/// One trap as the file tells it.
#[derive(Debug, Deserialize)]
pub struct Trap {
    pub id: String,
    pub rule: String,
    pub kind: String,
    pub record: String,
    pub field: String,
    pub words: String,
    pub person: Option<String>,
    requester: String,
    proposal: String,
    pub decision: String,
    why: String,
    pub absent: Vec<String>,
    pub present: Vec<String>,
    #[serde(default)]
    relaxed: bool,
    #[serde(default)]
    pub disposition: Option<String>,
}

impl Trap {
    /// Whether it is about the copy of this requester.
    pub fn is_for(&self, requester: &str) -> bool {
        self.requester == "any" || self.requester == requester
    }
}

#[test]
fn the_words_of_each_trap_stand_in_its_field() {
    let export = export();
    for trap in traps() {
        let record = record(&export, &trap.record);
        let record = record.unwrap_or_else(|| panic!("{}: no record {}", trap.id, trap.record));
        let said = shown(&record[trap.field.as_str()]);
        assert!(
            said.contains(&trap.words),
            "{}: not in {} of {}",
            trap.id,
            trap.field,
            trap.record
        );
    }
}

#[test]
fn each_trap_is_complete() {
    let (export, traps) = (export(), traps());
    let ids: BTreeSet<&str> = traps.iter().map(|trap| trap.id.as_str()).collect();
    assert_eq!(ids.len(), traps.len(), "an id stands twice");
    assert!(traps.len() >= LEAST, "{} traps", traps.len());
    for trap in &traps {
        check_words(trap);
        let known = |id: &String| record(&export, &format!("person:{id}")).is_some();
        assert!(trap.person.iter().all(known), "{}: unknown person", trap.id);
    }
}

#[test]
fn no_trap_contradicts_another() {
    let traps = traps();
    for requester in ["self", "pr-holder"] {
        let mine: Vec<&Trap> = traps.iter().filter(|it| it.is_for(requester)).collect();
        let strict = || mine.iter().filter(|it| !it.relaxed);
        for (gone, kept) in strict().flat_map(|a| strict().map(move |b| (a, b))) {
            let absent = gone.absent.iter().map(|words| folded(words));
            let kept_words: Vec<String> = kept.present.iter().map(|it| folded(it)).collect();
            for absent in absent {
                assert!(
                    kept_words.iter().all(|words| !words.contains(&absent)),
                    "{} and {} contradict each other for {requester}",
                    gone.id,
                    kept.id
                );
            }
        }
    }
}

#[test]
fn what_must_stay_stands_in_the_export() {
    let export = export();
    let all: Vec<String> = rows(&export)
        .flat_map(|row| row.values())
        .map(|value| folded(&shown(value)))
        .collect();
    for trap in traps() {
        for words in &trap.present {
            let words = folded(words);
            assert!(
                all.iter().any(|said| said.contains(&words)),
                "{}: what must stay is nowhere",
                trap.id
            );
        }
    }
}

#[test]
fn the_household_has_the_faults_that_its_story_tells() {
    let issues = read(&fixtures("access").join("larkfield/export.json")).issues;
    let codes: Vec<&str> = issues.iter().map(|issue| &*issue.code).collect();
    assert_eq!(codes, ["CB0212", "CB0413"]);
}

#[test]
fn the_clean_case_has_nothing_to_withhold() {
    let export = fixtures("access").join("clean.json");
    let found = read(&export);
    assert!(found.issues.is_empty(), "{:?}", found.issues);
    let text = fs::read_to_string(export).expect("the export can be read");
    let export: Value = serde_json::from_str(&text).expect("the export is JSON");
    for kind in ["restriction", "placement", "adoption", "document"] {
        assert!(export.get(kind).is_none(), "it holds a {kind}");
    }
    let people = export["person"].as_array().expect("it holds people");
    let near =
        |person: &Value| ["daughter", "mother", "father"].contains(&&*shown(&person["role"]));
    assert!(people.iter().all(near), "it holds a third party");
}

fn check_words(trap: &Trap) {
    let Trap { id, proposal, .. } = trap;
    let decision = trap.decision.as_str();
    assert!(
        ["self", "pr-holder", "any"].contains(&&*trap.requester),
        "{id}"
    );
    assert!(["keep", "withhold", "silent"].contains(&decision), "{id}");
    assert!(proposal == "decide" || proposal == decision, "{id}");
    for words in [&trap.rule, &trap.kind, &trap.why] {
        assert!(!words.trim().is_empty(), "{id}");
    }
    let asked = if decision == "keep" {
        &trap.present
    } else {
        &trap.absent
    };
    assert!(!asked.is_empty(), "{id}: nothing can be checked");
}

/// Every trap of the household, in order.
pub fn traps() -> Vec<Trap> {
    let path = fixtures("access").join("larkfield/traps.json");
    let text = fs::read_to_string(path).expect("the traps can be read");
    serde_json::from_str(&text).expect("the traps are written as a list of traps")
}

fn export() -> Map<String, Value> {
    let path = fixtures("access").join("larkfield/export.json");
    let text = fs::read_to_string(path).expect("the export can be read");
    serde_json::from_str(&text).expect("the export is JSON")
}

/// Every row of every record type.
fn rows(export: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let lists = export.values().filter_map(Value::as_array);
    lists.flatten().filter_map(Value::as_object)
}

/// The row of an entry: the first column of an own id holds its key.
fn record<'a>(export: &'a Map<String, Value>, entry: &str) -> Option<&'a Map<String, Value>> {
    let entry = EntryId::parse(entry)?;
    let rows = export.get(&*entry.record)?.as_array()?;
    let rows = rows.iter().filter_map(Value::as_object);
    rows.into_iter()
        .find(|row| row.values().next().and_then(Value::as_str) == Some(&*entry.key))
}

/// A cell as words.
fn shown(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Array(ids) => ids.iter().map(shown).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// Letters and digits alone, without case and accents.
fn folded(words: &str) -> String {
    let plain = words.nfkd().filter(|it| it.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}
