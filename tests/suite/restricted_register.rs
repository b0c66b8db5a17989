//! The register of restricted items: every restriction once, what it lacks, and no word of what it hides.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::pages;
use crate::running::{
    Household, build_every_kind, documents, file_of, files_below, fixtures, flat, folder, read,
    run, sheets, words,
};

const REGISTER: &str = "authority/restricted-register.pdf";

fn restrictions() -> Household {
    Household::at(&fixtures("restrictions"))
}

/// The register of a household, by further settings.
fn register_of(household: &Household, variables: &[(&str, &str)]) -> TempDir {
    let out = folder();
    let mut command = build_every_kind(&household.export, &household.settings, out.path());
    command.args(["--only", "restricted-register"]);
    run(command.envs(variables.iter().copied())).ending(0);
    out
}

fn pdf(out: &Path) -> PathBuf {
    out.join(REGISTER)
}

/// The words of the workbook, cell by cell.
fn cells(out: &Path) -> String {
    let mut told = String::new();
    for (name, rows) in sheets(&out.join("authority/restricted-register.xlsx")) {
        let _ = writeln!(told, "== sheet {name}");
        for row in rows {
            let full = row.iter().filter(|cell| !matches!(cell, Data::Empty));
            let line: Vec<String> = full.map(ToString::to_string).collect();
            let _ = writeln!(told, "{}", line.join(" | "));
        }
    }
    told
}

fn export_of(household: &Household) -> Value {
    let text = fs::read_to_string(&household.export).expect("the export can be read");
    serde_json::from_str(&text).expect("the export is JSON")
}

#[test]
fn pages_and_workbook_read_as_they_should() {
    let out = register_of(&restrictions(), &[]);
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("pages", pages(&pdf(out.path())));
        insta::assert_snapshot!("workbook", cells(out.path()));
    });
}

#[test]
fn no_restricted_word_stands_in_it() {
    let household = restrictions();
    let out = register_of(&household, &[]);
    let said = words(&pdf(out.path())) + &flat(&cells(out.path()));
    let export = export_of(&household);
    let quoted = export["restriction"].as_array().expect("a list");
    let quoted = quoted
        .iter()
        .filter_map(|it| it["restricted_words"].as_str());
    let events = export["event"].as_array().expect("a list");
    let told = events.iter().filter_map(|it| it["what_happened"].as_str());
    let hidden: Vec<&str> = quoted.chain(told).collect();
    assert!(hidden.len() > 8);
    for words in hidden {
        assert!(!said.contains(words), "{words}");
    }
}

#[test]
fn every_restriction_of_every_household_stands_in_it_once() {
    let larkfield = Household::at(&fixtures("access/larkfield"));
    for household in Household::all().into_iter().chain([larkfield]) {
        let cases = read(&household.export).value.cases;
        let all = cases.iter().flat_map(|case| &case.records.restrictions);
        let ids: BTreeSet<String> = all.map(|it| it.entry.to_string()).collect();
        let out = register_of(&household, &[]);
        let rows = documents(out.path());
        if ids.is_empty() {
            assert!(rows.is_empty(), "{} restricts nothing", household.name);
            continue;
        }
        assert_eq!(rows[0].id, "authority");
        let said =
            words(&file_of(out.path(), &rows[0], ".pdf")).replace(['\u{2009}', '\u{200B}'], "");
        let lost: Vec<&String> = ids.iter().filter(|id| !said.contains(*id)).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", household.name);
        assert!(rows[0].entries >= ids.len());
    }
}

#[test]
fn children_are_named_as_in_the_index() {
    let named = |names: &str| {
        let out = register_of(&restrictions(), &[("CASEBINDER_NAMES_IN_INDEX", names)]);
        words(&pdf(out.path())) + &flat(&cells(out.path()))
    };
    let (full, id) = (named("full"), named("id"));
    assert!(full.contains("RG-1, Tamsin Arkle") && full.contains("Dervla Arkle (Mother)"));
    for name in ["Tamsin", "Rufus", "Zadie", "Dervla", "T.A."] {
        assert!(!id.contains(name), "{name}");
    }
    assert!(id.contains("G01 (the child)"));
}

#[test]
fn it_is_of_all_cases_or_not_made() {
    let (household, out) = (restrictions(), folder());
    let build = |arguments: &[&str]| {
        let mut command = build_every_kind(&household.export, &household.settings, out.path());
        run(command.args(arguments)).ending(0);
        files_below(out.path()).contains_key(REGISTER)
    };
    assert!(!build(&["--case", "RG-2"]));
    assert!(build(&["--case", "RG-2", "--only", "restricted-register"]));
    assert!(words(&pdf(out.path())).contains("RG-3, Z.M."));
    assert!(build(&[]));
}

#[test]
fn a_register_of_nothing_is_gone() {
    let (household, home) = (restrictions(), folder());
    let (export, out) = (home.path().join("export.json"), home.path().join("out"));
    let mut records = export_of(&household);
    let build = |records: &Value, more: &[&str]| {
        fs::write(&export, records.to_string()).expect("the export can be written");
        let mut command = build_every_kind(&export, &household.settings, &out);
        run(command.args(more)).ending(0);
        out.join(REGISTER).exists()
    };
    assert!(build(&records, &[]));
    records["restriction"] = json!([]);
    for event in records["event"].as_array_mut().expect("a list") {
        event["restricted"] = Value::Null;
    }
    assert!(!build(&records, &["--prune"]));
}
