//! The case record: every record of a case once, in date order, with whose and from where; in volumes where
//! it is long; and made only when it is asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use casebinder::model::declare::{ListVisitor, Listed};
use casebinder::verify;
use casebinder::view::DocumentRow;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::pages;
use crate::running::{
    Household, Ran, build_every_kind, documents, file_of, files_below, flat, folder, read, run,
    words,
};

/// Builds the case records of an export, with further settings.
fn record(export: &Path, settings: &Path, out: &Path, variables: &[(&str, &str)]) -> Ran {
    let mut command = build_every_kind(export, settings, out);
    command.args(["--only", "case-record"]);
    run(command.envs(variables.iter().copied()))
}

fn of_household(name: &str, variables: &[(&str, &str)]) -> TempDir {
    let (household, out) = (Household::named(name), folder());
    record(
        &household.export,
        &household.settings,
        out.path(),
        variables,
    )
    .ending(0);
    out
}

fn of_case(out: &Path, case: &str) -> Vec<DocumentRow> {
    let mut rows = documents(out);
    rows.retain(|row| row.id == case);
    rows
}

/// A small case, built as on a day: the case is C-1, its child P-1.
fn of_records(mut records: Value) -> (TempDir, String) {
    let home = folder();
    records["casebinder"] = json!({ "schema": 1 });
    records["case"] = json!([{ "case_id": "C-1", "child_id": "P-1" }]);
    records["person"] = json!([{
        "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015", "standing": "child",
    }]);
    let (export, settings) = (path(&home, "export.json"), path(&home, "casebinder.toml"));
    fs::write(&export, records.to_string()).expect("the export can be written");
    fs::write(&settings, "as_at = \"2026-06-30\"").expect("the settings can be written");
    record(&export, &settings, &path(&home, "out"), &[]).ending(0);
    let rows = of_case(&path(&home, "out"), "C-1");
    let said = words(&file_of(&path(&home, "out"), &rows[0], ".pdf"));
    (home, said.replace(['\u{2009}', '\u{200B}'], ""))
}

fn path(home: &TempDir, name: &str) -> PathBuf {
    home.path().join(name)
}

/// The names of all records of a case.
#[derive(Default)]
struct Known(Vec<String>);

impl ListVisitor for Known {
    fn list<R: Listed>(&mut self, records: &[R]) {
        self.0
            .extend(records.iter().map(|record| record.entry().to_string()));
    }
}

#[test]
fn every_record_of_every_household_is_printed_once() {
    for household in Household::all() {
        let out = of_household(&household.name, &[]);
        for case in &read(&household.export).value.cases {
            let mut known = Known::default();
            case.records.each_list(&mut known);
            let rows = of_case(out.path(), &case.id);
            assert_eq!(rows.len(), 1, "{} has one volume", case.id);
            assert_eq!(rows[0].entries, known.0.len(), "{}", case.id);
            let said = words(&file_of(out.path(), &rows[0], ".pdf"));
            let said = said.replace(['\u{2009}', '\u{200B}'], "");
            let mut seen: BTreeMap<&String, usize> = BTreeMap::new();
            for name in &known.0 {
                // A name may be the beginning of another, and stand in the words of a third.
                let times = said.match_indices(name.as_str()).filter(|(at, _)| {
                    let next = said[at + name.len()..].chars().next();
                    next.is_none_or(|c| c.is_whitespace())
                });
                *seen.entry(name).or_default() += times.count();
            }
            let lost: Vec<_> = seen.iter().filter(|(_, times)| **times == 0).collect();
            assert!(lost.is_empty(), "{}: {lost:?}", case.id);
        }
    }
}

#[test]
fn every_page_reads_as_it_should() {
    for (household, case) in [("mill-lane", "ML-1002"), ("foundry-street", "FS106")] {
        let out = of_household(household, &[]);
        let row = of_case(out.path(), case).remove(0);
        let path = file_of(out.path(), &row, ".pdf");
        insta::with_settings!({ snapshot_suffix => case, omit_expression => true }, {
            insta::assert_snapshot!("pages", pages(&path));
        });
    }
}

#[test]
fn a_long_record_is_divided_into_volumes_that_hold_it_all() {
    let whole = of_household("mill-lane", &[]);
    let whole = of_case(whole.path(), "ML-1001").remove(0);
    let limit = 20;
    let out = of_household(
        "mill-lane",
        &[("CASEBINDER_CASE_RECORD_VOLUME_PAGES", "20")],
    );
    let rows = of_case(out.path(), "ML-1001");
    assert!(
        rows.len() > 2 && rows.iter().all(|row| row.pages <= limit),
        "{rows:?}"
    );
    let entries: usize = rows.iter().map(|row| row.entries).sum();
    assert_eq!(entries, whole.entries);
    for (at, row) in rows.iter().enumerate() {
        let part = format!("volume-{}", at + 1);
        assert_eq!(row.part.as_deref(), Some(part.as_str()));
        let file = file_of(out.path(), row, ".pdf");
        assert!(file.ends_with(format!("ML-1001-case-record-{part}.pdf")));
        let bytes = fs::read(&file).expect("the PDF is there");
        let reading = verify::read(&bytes).expect("the PDF can be read");
        let cover = flat(&reading.pages[0].words);
        let volume = format!("Volume {} of {} Dates covered", at + 1, rows.len());
        assert!(cover.replace('\u{2009}', "").contains(&volume), "{cover}");
        // The front sheet stands in the first volume only, and each page says of which volume it is.
        let tonight = flat(
            &reading
                .pages
                .iter()
                .map(|it| it.words.as_str())
                .collect::<String>(),
        );
        assert_eq!(tonight.contains("What to know tonight"), at == 0);
        let foot = format!("Case record, volume {} of", at + 1);
        let running = reading
            .pages
            .iter()
            .all(|it| flat(&it.margins).contains(&foot));
        assert!(
            running,
            "a page does not say that it is of volume {}",
            at + 1
        );
    }
    // What did not change is not made again, volume by volume.
    let household = Household::named("mill-lane");
    let variables = [("CASEBINDER_CASE_RECORD_VOLUME_PAGES", "20")];
    record(
        &household.export,
        &household.settings,
        out.path(),
        &variables,
    )
    .ending(0)
    .saying("0 made");
    // Divided otherwise, no volume of the earlier division is left beside the new ones.
    record(&household.export, &household.settings, out.path(), &[]).ending(0);
    let files = files_below(out.path());
    let mut kept: Vec<&String> = files
        .keys()
        .filter(|name| name.contains("-case-record"))
        .collect();
    kept.sort();
    assert_eq!(
        kept,
        [
            "cases/ML-1001/ML-1001-case-record.pdf",
            "cases/ML-1002/ML-1002-case-record.pdf"
        ]
    );
}

#[test]
fn it_is_made_when_it_is_asked_for() {
    let (household, out) = (Household::named("foundry-street"), folder());
    run(&mut build_every_kind(
        &household.export,
        &household.settings,
        out.path(),
    ))
    .ending(0);
    let files = files_below(out.path());
    assert!(
        files.keys().all(|name| !name.contains("case-record")),
        "{files:?}"
    );
    let mut command = build_every_kind(&household.export, &household.settings, out.path());
    run(command.args(["--only", "access-copy"]))
        .ending(2)
        .warning("casebinder access release makes it");
}

#[test]
fn a_record_tells_all_its_fields_in_plain_words() {
    let (_home, said) = of_records(json!({
        "worker": [{ "worker_id": "W-1", "worker_name": "Bo Worker" }],
        "visit": [{
            "visit_id": "V-1", "case_id": "C-1", "visited": "08/06/2026 16:00", "worker_id": "W-1",
            "heading": "After school", "no_reply": "no", "seen": "yes", "children_seen": "P-1",
            "views_gathered": "By drawing", "narrative": "Ada showed her drawing of the house.",
            "recorded_on": "15/06/2026 09:30", "recorded_by": "Bo Worker",
        }],
        "decision": [{
            "decision_id": "D-1", "case_id": "C-1", "decided": "09/06/2026", "decision": "To wait.",
            "decision_maker": "Cy Manager", "reasons": "School is going well.",
            "options": "To visit weekly; to wait.", "preferred": "Ada wanted to wait.",
        }],
    }));
    for words in [
        "8 Jun 2026, 16:00 Visit 11 years late entry, 15 Jun 2026, 09:30 After school Worker: Bo Worker",
        "Nobody home: No",
        "Child seen: Yes",
        "How the child’s views were gathered: By drawing",
        "What was talked about: Ada showed her drawing of the house.",
        "Recorded: 15 June 2026, 09:30 By: Bo Worker",
        "visit:V-1 · export.json",
        "9 Jun 2026 Decision 11 years To wait. Who decided: Cy Manager Why: School is going well. Options \
         considered: To visit weekly; to wait. What the child and family preferred: Ada wanted to wait.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_restricted_record_says_that_it_is_and_nothing_else() {
    let (_home, said) = of_records(json!({
        "event": [{
            "event_id": "E-1", "case_id": "C-1", "happened": "08/06/2026", "category": "health",
            "heading": "Hidden heading", "what_happened": "Hidden words.", "restricted": "yes",
            "recorded_by": "Hidden Writer",
        }],
    }));
    assert!(!said.contains("Hidden"), "{said}");
    let entry = "8 Jun 2026 Event 11 years [restricted, see register] event:E-1";
    assert!(said.contains(entry), "{said}");
}

#[test]
fn the_current_involvement_stands_apart_from_earlier_ones() {
    let (_home, said) = of_records(json!({
        "status_period": [
            { "case_id": "C-1", "status": "child in need", "period_from": "01/02/2020", "period_until": "01/02/2021" },
            { "case_id": "C-1", "status": "child in need", "period_from": "01/03/2026" },
            { "case_id": "C-1", "status": "protection plan", "period_from": "01/04/2026" },
        ],
        "event": [
            { "case_id": "C-1", "happened": "2019", "what_happened": "Long ago." },
            { "case_id": "C-1", "happened": "05/06/2020", "what_happened": "In the middle." },
            { "case_id": "C-1", "happened": "05/06/2022", "what_happened": "Between." },
            { "case_id": "C-1", "happened": "05/06/2026", "what_happened": "Lately." },
        ],
    }));
    let parts = [
        "Before this involvement 2019 2019 Event",
        "Earlier involvement, 1 February 2020 to 1 February 2021 2020",
        "Between periods of involvement 2022",
        "Current involvement, since 1 March 2026 2026",
    ];
    let mut rest = said.as_str();
    for part in parts {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("{part}: {said}"));
        rest = after;
    }
}
