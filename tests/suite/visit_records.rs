//! Records of visits: every field of every visit under its heading, the child's words apart, late entries stated, what
//! is restricted gone; one document a visit; and the empty form.

use std::fs;
use std::path::{Path, PathBuf};

use casebinder::model::Record;
use casebinder::model::declare::FieldKind;
use casebinder::model::records::Visit;
use casebinder::verify;
use casebinder::view::DocumentRow;
use serde_json::Value;
use tempfile::TempDir;

use crate::households::pages;
use crate::running::{
    Household, Ran, build_every_kind, casebinder, documents, file_of, files_below, fixtures, flat,
    folder, read, run, words,
};

/// The invented visits, each a trap of its own: see the story beside them.
fn quince_yard() -> Household {
    Household::at(&fixtures("visits"))
}

fn build(household: &Household, out: &Path, arguments: &[&str]) -> Ran {
    let mut command = build_every_kind(&household.export, &household.settings, out);
    run(command.args(arguments))
}

fn records_of(household: &Household) -> TempDir {
    let out = folder();
    build(household, out.path(), &["--only", "visit-record"]).ending(0);
    out
}

fn pdf(out: &Path, case: &str, part: &str) -> PathBuf {
    let is_it = |row: &DocumentRow| row.id == case && row.part.as_deref() == Some(part);
    let row = documents(out).into_iter().find(is_it);
    file_of(out, &row.expect("the visit has a document"), ".pdf")
}

#[test]
fn every_page_reads_as_it_should() {
    let out = records_of(&quince_yard());
    for row in documents(out.path()) {
        let part = row.part.clone().expect("a record is of one visit");
        let name = format!("{}-{part}", row.id).replace([' ', '/'], "_");
        let told = pages(&file_of(out.path(), &row, ".pdf"));
        insta::with_settings!({ snapshot_suffix => name, omit_expression => true }, {
            insta::assert_snapshot!("pages", told);
        });
    }
}

#[test]
fn every_word_of_a_full_visit_stands_in_its_record() {
    let household = quince_yard();
    let export = fs::read_to_string(&household.export).expect("the export can be read");
    let export: Value = serde_json::from_str(&export).expect("the export is JSON");
    let visits = export["visit"].as_array().expect("a list of visits");
    let full = visits.iter().find(|it| it["visit_id"] == "QV-02");
    let full = full.expect("the full visit is there");
    let out = records_of(&household);
    let said = words(&pdf(out.path(), "QY-1", "QV-02"));
    for field in Visit::TYPE.fields().filter(|it| it.kind == FieldKind::Text) {
        let spared = matches!(
            field.name,
            "not_seen_reason" | "not_alone_reason" | "told_by" | "dispute"
        );
        let Some(value) = full[field.name].as_str() else {
            assert!(spared, "the full visit leaves {} out", field.name);
            continue;
        };
        assert!(said.contains(&flat(value)), "{}: {said}", field.name);
    }
}

#[test]
fn every_visit_of_every_household_has_a_record_that_is_short() {
    for household in Household::all() {
        let visits: usize = {
            let cases = read(&household.export).value.cases;
            cases.iter().map(|case| case.records.visits.len()).sum()
        };
        if visits == 0 {
            continue;
        }
        let out = records_of(&household);
        let rows = documents(out.path());
        assert_eq!(rows.len(), visits, "{}", household.name);
        for row in rows {
            assert!(row.pages < 3, "{} has {} pages", row.id, row.pages);
        }
    }
}

#[test]
fn what_is_restricted_is_told_as_such_and_not_at_all() {
    let out = records_of(&quince_yard());
    let whole = words(&pdf(out.path(), "QY-1", "QV-05"));
    assert!(whole.contains("[restricted, see register]") && whole.contains("16 April 2026"));
    let part = words(&pdf(out.path(), "QY-1", "QV-06"));
    assert!(
        part.contains("Observations [restricted, see register]"),
        "{part}"
    );
    assert!(part.contains("Mairead waited at the gate."));
    for said in [whole, part] {
        assert!(!said.contains("Hidden"), "{said}");
    }
}

#[test]
fn a_visit_is_asked_for_by_its_number() {
    let (household, out) = (quince_yard(), folder());
    build(&household, out.path(), &["--visit", "QV-02"])
        .ending(0)
        .saying("2 made");
    build(
        &household,
        out.path(),
        &["--visit", "QV-03", "--case", "QY-2"],
    )
    .ending(0)
    .saying("1 made");
    let files = files_below(out.path());
    let made: Vec<&String> = files.keys().filter(|it| it.ends_with(".pdf")).collect();
    assert_eq!(
        made,
        [
            "cases/QY-1/QY-1-visit-record-QV-02.pdf",
            "cases/QY-2/QY-2-visit-record-QV-02.pdf",
            "cases/QY-2/QY-2-visit-record-QV-03.pdf",
        ]
    );
    build(&household, out.path(), &["--visit", "QV-99"])
        .ending(2)
        .warning("CB2103");
    let with_other = ["--visit", "QV-02", "--only", "chronology"];
    build(&household, out.path(), &with_other)
        .ending(2)
        .warning("CB2102");
}

#[test]
fn the_record_of_a_visit_that_is_gone_goes_too() {
    let (household, home) = (quince_yard(), folder());
    let (export, out) = (home.path().join("export.json"), home.path().join("out"));
    let text = fs::read_to_string(&household.export).expect("the export can be read");
    let mut records: Value = serde_json::from_str(&text).expect("the export is JSON");
    let build = |records: &Value, more: &[&str]| {
        fs::write(&export, records.to_string()).expect("the export can be written");
        let mut command = build_every_kind(&export, &household.settings, &out);
        run(command.args(["--only", "visit-record"]).args(more)).ending(0);
        out.join("cases/QY-2/QY-2-visit-record-QV-04.pdf").exists()
    };
    assert!(build(&records, &[]));
    let visits = records["visit"].as_array_mut().expect("a list of visits");
    visits.retain(|it| it["visit_id"] != "QV-04");
    assert!(build(&records, &["--visit", "QV-02"]));
    assert!(!build(&records, &[]));
    assert_eq!(documents(&out).len(), 10);
}

#[test]
fn records_of_visits_are_made_when_they_are_asked_for() {
    let (household, out) = (quince_yard(), folder());
    build(&household, out.path(), &[]).ending(0);
    let files = files_below(out.path());
    let own = files.keys().any(|name| name.contains("visit-record"));
    assert!(!own, "{files:?}");
}

#[test]
fn the_empty_form_asks_in_kents_order() {
    let out = folder();
    let (one, other) = (out.path().join("one.pdf"), out.path().join("other.PDF"));
    for file in [&one, &other] {
        let mut command = casebinder(["template", "--visit", "--out"]);
        run(command.arg(file).env("CASEBINDER_AS_AT", "2026-06-30")).ending(0);
    }
    let bytes = fs::read(&one).expect("the form is there");
    assert!(bytes == fs::read(&other).expect("the form is there"));
    let reading = verify::read(&bytes).expect("the form can be read");
    assert_eq!(reading.pages.len(), 5);
    let said = words(&one);
    let mut rest = said.as_str();
    for asked in [
        "Name of practitioner",
        "Record number",
        "Late entry",
        "From the last visit",
        "Reason for contact",
        "Interpreter used",
        "who lives in the home",
        "Seen alone:",
        "What helped the child to understand",
        "How are things between you?",
        "How do they work with us? Anything that makes it hard?",
        "How is the plan progressing?",
        "What is your hypothesis?",
        "What needs to happen, and how?",
        "Any other relevant information",
        "Original note kept",
    ] {
        let after = rest.split_once(asked).map(|(_, after)| after);
        rest = after.unwrap_or_else(|| panic!("{asked} in order: {said}"));
    }
    assert!(!said.to_lowercase().contains("complian"), "{said}");
    let workbook = out.path().join("form.xlsx");
    run(casebinder(["template", "--visit", "--out"]).arg(&workbook))
        .ending(2)
        .warning("CB2101");
    assert!(!workbook.exists());
}
