//! A clean case has nothing to withhold; and what a restriction in it can and cannot take out.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::inside::table;
use super::larkfield::known;
use super::review::Review;
use crate::running::{fixtures, folder};

/// The export of the clean case.
pub fn clean() -> PathBuf {
    fixtures("access").join("clean.json")
}

/// The request of the child of such a case.
pub fn asked(export: &Path) -> Review {
    Review::of(export, &["--subject", "N01"])
}

#[test]
fn of_a_clean_case_nothing_is_withheld() {
    let review = asked(&clean());
    review.fill(|lines| {
        for line in lines.iter_mut().filter(|line| line.is_open()) {
            match line.sheet.as_str() {
                "Request" => known(line),
                sheet => panic!("{sheet} asks for {}", line.id()),
            }
        }
    });
    let released = review.released();
    for name in ["Nadia Brook", "Helen Brook", "Amir Brook", "Owen Tranby"] {
        assert!(released.holding(name).is_some(), "{name}");
    }
    let gaps = table(&review.out().join("gaps.xlsx"), "Not shown");
    assert!(gaps.is_empty(), "{gaps:?}");
}

/// Adds a row to a table of an export.
pub fn add(export: &mut Value, record: &str, row: Value) {
    let all = export.as_object_mut().expect("an export is an object");
    let rows = all.entry(record).or_insert_with(|| json!([]));
    rows.as_array_mut().expect("a list of rows").push(row);
}

/// An export in a file of a folder that goes when the test ends.
pub fn kept_in_file(export: &Value) -> (TempDir, PathBuf) {
    let home = folder();
    let path = home.path().join("export.json");
    fs::write(&path, export.to_string()).expect("the export can be written");
    (home, path)
}

/// The export of the clean case, to be changed.
pub fn clean_export() -> Value {
    let text = fs::read_to_string(clean()).expect("the export can be read");
    serde_json::from_str(&text).expect("the export is JSON")
}

#[test]
fn what_is_restricted_in_a_record_of_one_value_is_gone_with_it() {
    let mut export = clean_export();
    let restriction = |id: &str, record: &str, part: (&str, &str, &str)| {
        let (scope, column, words) = part;
        let mut row = json!({"restriction_id": id, "case_id": ["C-8101"], "restricted_record": record,
            "scope": scope, "policy_reason": "Serious harm (7 a)"});
        row[column] = json!(words);
        row
    };
    let home = ("field", "restricted_field", "address");
    add(
        &mut export,
        "restriction",
        restriction("R-1", "address:AD-1", home),
    );
    let number = ("words", "restricted_words", "999 043 1183");
    add(
        &mut export,
        "restriction",
        restriction("R-2", "identifier:ID-1", number),
    );
    let (_home, path) = kept_in_file(&export);
    let review = asked(&path);
    review.fill(|lines| {
        for line in lines.iter_mut().filter(|line| line.is_open()) {
            match line.sheet.as_str() {
                "Request" => known(line),
                _ => line.decide("withhold", "serious harm (social work)"),
            }
        }
    });
    let released = review.released();
    for words in ["4 Weir Cottages", "999 043 1183"] {
        assert_eq!(released.holding(words), None, "{words}");
    }
    let gaps = table(&review.out().join("gaps.xlsx"), "Not shown");
    assert_eq!(gaps.len(), 2, "{gaps:?}");
}

#[test]
fn a_restriction_that_would_withhold_nothing_is_refused() {
    let mut export = clean_export();
    let parts = [
        ("person:N03", None),
        ("worker:W-1", None),
        ("case:C-8101", None),
        ("person:N02", Some("born")),
        ("event:EV-2", Some("happened")),
    ];
    for (number, (record, field)) in parts.iter().enumerate() {
        let mut row = json!({"restriction_id": format!("R-{number}"), "case_id": ["C-8101"],
            "restricted_record": record, "scope": "whole record", "policy_reason": "Serious harm (7 a)"});
        if let Some(field) = field {
            row["scope"] = json!("field");
            row["restricted_field"] = json!(field);
        }
        add(&mut export, "restriction", row);
    }
    let (_home, path) = kept_in_file(&export);
    let review = asked(&path);
    review.fill(|lines| {
        for line in lines.iter_mut().filter(|line| line.is_open()) {
            match line.sheet.as_str() {
                "Request" => known(line),
                _ => line.decide("withhold", "serious harm (social work)"),
            }
        }
    });
    let ran = review.refused(1, "CB1231");
    for number in 0..parts.len() {
        let row = format!("row restriction:R-{number} withholds nothing");
        assert!(ran.err.contains(&row), "{row}: {}", ran.err);
    }
}
