//! Every fault has a file in `fixtures/faults` whose name says its code; a new file is a new test.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use self::export::{records, strings};
use super::{check, lifetimes, order, rules};
use crate::issue::Issue;
use crate::model::Records;
use crate::model::declare::{FieldKind, ListVisitorMut, Listed, RecordType};
use crate::model::records::RECORD_TYPES;

mod expected;
mod export;
mod sound;

/// The files of faults across records, with the code that each is to give.
fn fixtures() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/faults");
    let entries = std::fs::read_dir(folder).expect("the repository holds fixtures");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut found: Vec<(String, PathBuf)> = paths
        .filter_map(|path| Some((code_of(&path)?, path)))
        .collect();
    found.sort();
    found
}

/// `records-cb0401-end-before-start.json` is a fault of the code CB0401.
fn code_of(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?.strip_prefix("records-")?;
    Some(name.split_once('-')?.0.to_uppercase())
}

fn export_of(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a fixture can be read");
    serde_json::from_str(&text).expect("a fixture is JSON")
}

#[test]
fn each_fixture_gives_its_fault_and_no_other() {
    for (code, path) in fixtures() {
        let issues = check(&records(&export_of(&path)));
        assert!(!issues.is_empty(), "{}", path.display());
        for issue in issues {
            assert_eq!(issue.code, code, "{}: {issue}", path.display());
            assert!(
                !issue.origins.is_empty() && !issue.hint.is_empty(),
                "{issue}"
            );
        }
    }
}

#[test]
fn each_rule_has_a_fixture() {
    let told: BTreeSet<String> = fixtures().into_iter().map(|(code, _)| code).collect();
    let rules: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(told, rules);
}

#[test]
fn no_message_quotes_the_data() {
    for (_, path) in fixtures() {
        let export = export_of(&path);
        let issues = check(&records(&export));
        for words in strings(&export) {
            let quotes = |issue: &&Issue| issue.to_string().contains(&words);
            assert!(
                !issues.iter().any(|issue| quotes(&issue)),
                "{}: {words}",
                path.display()
            );
        }
    }
}

/// Issues in a line each, with all their places.
fn told(issues: &[Issue]) -> String {
    issues.iter().fold(String::new(), |mut text, issue| {
        let places: Vec<String> = issue
            .origins
            .iter()
            .map(|origin| origin.to_string().replace("export.json, ", ""))
            .collect();
        let _ = writeln!(
            text,
            "{} {}: {} [{}]",
            issue.code,
            issue.severity,
            issue.message,
            places.join(" ")
        );
        text
    })
}

#[test]
fn the_faults_read_as_expected() {
    let found = fixtures().iter().fold(String::new(), |text, (_, path)| {
        text + &told(&check(&records(&export_of(path))))
    });
    let expected = expected::ISSUES;
    assert!(found == expected, "found:\n{found}");
}

#[test]
fn ids_that_a_spreadsheet_changed_are_pointed_out() {
    for (code, expected) in [("CB0406", 1), ("CB0407", 1), ("CB0413", 0)] {
        let issues = fixtures()
            .into_iter()
            .filter(|(of, _)| of == code)
            .flat_map(|(_, path)| check(&records(&export_of(&path))));
        let alike = issues.filter(|issue| issue.hint.contains("leading zeros"));
        assert_eq!(alike.count(), expected, "{code}");
    }
}

#[test]
fn a_record_missed_often_is_one_issue_with_its_first_places() {
    let events: Vec<Value> = (0..50)
        .map(
            |at| serde_json::json!({"event_id": format!("E{at}"), "case_id": "C1", "people": "P9"}),
        )
        .collect();
    let export = serde_json::json!({
        "case": [{"case_id": "C1", "child_id": "P1"}],
        "person": [{"person_id": "P1"}],
        "event": events,
    });
    let issues = check(&records(&export));
    assert_eq!(issues.len(), 1);
    assert!(issues[0].message.contains("50 places"), "{}", issues[0]);
    assert_eq!(issues[0].origins.len(), 20);
    assert_eq!(issues[0].value.as_deref(), Some("P9"));
}

#[test]
fn sound_records_give_nothing() {
    for (what, export) in sound::EXPORTS {
        let export = serde_json::from_str(export).expect("the test's own JSON");
        assert_eq!(told(&check(&records(&export))), "", "{what}");
    }
}

/// Turns every list round.
struct Reverse;

impl ListVisitorMut for Reverse {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        records.reverse();
    }
}

#[test]
fn the_order_of_the_issues_is_that_of_the_entries() {
    let messages = |records: &Records| -> Vec<String> {
        check(records)
            .into_iter()
            .map(|issue| issue.message)
            .collect()
    };
    for (_, path) in fixtures() {
        let mut records = records(&export_of(&path));
        let forward = messages(&records);
        records.each_list_mut(&mut Reverse);
        assert_eq!(messages(&records), forward);
    }
}

fn kind(record: &str) -> &'static RecordType {
    let kind = RECORD_TYPES.iter().find(|kind| kind.name == record);
    kind.unwrap_or_else(|| panic!("{record} is a record type"))
}

#[test]
fn the_tables_name_real_fields() {
    let periods = order::PERIODS
        .iter()
        .flat_map(|&(record, start, end)| [(record, start), (record, end)]);
    let lives = lifetimes::RULES
        .iter()
        .flat_map(|rule| rule.fields().map(|field| (rule.record, field)));
    let happened = order::HAPPENED.iter().copied();
    for (record, field) in periods.chain(lives).chain(happened) {
        assert!(
            kind(record).field(field).is_some(),
            "{record} has no {field}"
        );
    }
}

#[test]
fn every_end_of_a_period_is_held_against_its_start() {
    let ends = ["end", "ended", "closed", "died"];
    for kind in RECORD_TYPES {
        for field in kind
            .own
            .iter()
            .filter(|field| field.kind == FieldKind::When)
        {
            let is_end = ends.contains(&field.name) || field.name.ends_with("_until");
            let stands = order::PERIODS
                .iter()
                .any(|(record, _, end)| *record == kind.name && *end == field.name);
            assert!(!is_end || stands, "{} {}", kind.name, field.name);
        }
    }
}

#[test]
fn the_words_of_the_rules_are_words_of_their_sets() {
    for rule in lifetimes::RULES {
        let Some((field, words)) = rule.only else {
            continue;
        };
        let Some(FieldKind::Code(set)) = kind(rule.record).field(field).map(|field| field.kind)
        else {
            assert_eq!(words, ["yes"], "{field}");
            continue;
        };
        for word in words {
            assert!(
                set.values.iter().any(|(known, _)| known == word),
                "{field} {word}"
            );
        }
    }
}
