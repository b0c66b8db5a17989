//! Audits of records as managers use them: what the pages and workbooks say, a sample that can be drawn again,
//! waivers that end, what is new and mended since the last audit, and the index.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use casebinder::view::DocumentRow;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::pages;
use crate::running::{
    Household, Ran, build_every_kind, casebinder, documents, file_of, files_below, folder, run,
    sheets, words,
};

const CASE: &str = "record-audit";
const AUDITS: &str = "record-audit,worker-audit,team-audit";

/// How many rows of a worksheet a snapshot shows.
const ROWS_SHOWN: usize = 12;

#[test]
fn audits_of_a_household_read_as_they_should() {
    let out = folder();
    let household = Household::named("mill-lane");
    let build = |flags: &[&str]| {
        let mut command = build_every_kind(&household.export, &household.settings, out.path());
        run(command.args(flags)).ending(0)
    };
    build(&["--only", AUDITS]);
    build(&["--transfer", "--case", "ML-1002"]);
    for (kind, id) in [
        (CASE, "ML-1001"),
        ("worker-audit", "W04"),
        ("team-audit", "T01"),
    ] {
        let row = row_of(out.path(), kind, id, None);
        reads(&format!("{kind}-{id}"), &pages(&pdf(out.path(), &row)));
        reads(
            &format!("{kind}-{id}-workbook"),
            &workbook(out.path(), &row),
        );
    }
    let row = row_of(out.path(), CASE, "ML-1002", Some("transfer"));
    reads(
        "record-audit-ML-1002-transfer",
        &pages(&pdf(out.path(), &row)),
    );
}

#[test]
fn every_place_is_a_row_of_the_workbook() {
    let desk = Desk::new();
    desk.build("2026-06-30", &["--only", CASE]).ending(0);
    let row = desk.audit("C-1");
    let book = sheets(&file_of(&desk.out(), &row, ".xlsx"));
    let findings = table(&book, "Findings");
    let places = table(&book, "Places");
    let number =
        |row: &Vec<Data>, at: usize| row[at].to_string().parse::<usize>().expect("a number");
    let counted: usize = findings.iter().map(|row| number(row, 2)).sum();
    assert!(counted > 0);
    assert_eq!(places.len(), counted);
    let venue = places
        .iter()
        .find(|row| row.last().is_some_and(|it| *it == "visit-venue"));
    let venue = venue.expect("the visit has no venue").clone();
    let told: Vec<String> = venue.iter().map(ToString::to_string).collect();
    assert!(told.contains(&"Visit V-1".to_owned()), "{told:?}");
    assert!(told.contains(&"export.json".to_owned()), "{told:?}");
    assert!(told.contains(&"/visit/0".to_owned()), "{told:?}");
}

#[test]
fn the_same_seed_draws_the_same_cases_on_any_number_of_threads() {
    let export = folder();
    let made = ["sample", "--children", "12", "--events", "4", "--out"];
    run(casebinder(made).arg(export.path())).ending(0);
    let draw = |seed: &str, jobs: &str| {
        let out = folder();
        let mut command = casebinder(["build"]);
        command.arg(export.path()).arg("--out").arg(out.path());
        command.args(["--as-at", "2026-06-30", "--sample", "4"]);
        command.args(["--seed", seed, "--jobs", jobs]);
        run(&mut command).ending(0);
        out
    };
    let (one, two, other) = (draw("7", "1"), draw("7", "2"), draw("8", "2"));
    let (files, again) = (files_below(one.path()), files_below(two.path()));
    assert!(files.keys().eq(again.keys()));
    for (name, path) in &files {
        let read = |path: &PathBuf| fs::read(path).expect("the file can be read");
        assert!(read(path) == read(&again[name]), "{name} differs");
    }
    assert_eq!(drawn(one.path()).len(), 4);
    assert_ne!(drawn(one.path()), drawn(other.path()));
    let worker = documents(one.path())
        .into_iter()
        .find(|row| row.kind == "worker-audit");
    let worker = worker.expect("a case that was drawn has a worker");
    let said = words(&pdf(one.path(), &worker));
    assert!(
        said.contains("A sample: 4 of 12 cases were drawn by chance with seed 7"),
        "{said}"
    );
    assert_eq!(worker.part.as_deref(), Some("sample-4-of-12-seed-7"));
}

#[test]
fn a_sample_and_a_transfer_are_audits() {
    let desk = Desk::new();
    let refused = |flags: &[&str]| {
        let ran = desk.build("2026-06-30", flags).ending(2);
        ran.warning("CB2250").warning("leave --only out");
    };
    refused(&["--only", "chronology", "--sample", "1", "--seed", "1"]);
    refused(&["--only", "chronology,team-audit", "--transfer"]);
    desk.build("2026-06-30", &["--sample", "1"]).ending(2);
    desk.build("2026-06-30", &["--sample", "0", "--seed", "1"])
        .ending(2);
    desk.build("2026-06-30", &["--transfer"]).ending(0);
    let made = documents(&desk.out());
    let kinds: Vec<&str> = made.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, [CASE]);
    assert_eq!(made[0].part.as_deref(), Some("transfer"));
    let said = words(&pdf(&desk.out(), &made[0]));
    for told in [
        "Checklist before the transfer",
        "Full name Northamptonshire 5 found",
        "Visits Northamptonshire 5.2 found, of 1 Jun 2026",
        "Orders Northamptonshire 5.1 not in this export",
        "Case summaries Northamptonshire 5.7 not recorded",
        "Received by",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
}

#[test]
fn a_waived_finding_does_not_count_until_the_day_after() {
    let desk = Desk::new();
    let only = &["--only", CASE];
    desk.build("2026-06-30", only).ending(0);
    let before = desk.counts("C-1");
    let ran = desk.waive("visit-venue", "C-1", "2026-07-31").ending(0);
    ran.saying("Waived until 2026-07-31");
    desk.build("2026-06-30", only).ending(0).saying("1 made");
    let waived = desk.counts("C-1");
    assert_eq!((waived.0, waived.1), (before.0 - 1, 1));
    let said = desk.says("C-1");
    for told in [
        "Waived",
        "J. Invented, team manager, 29 June 2026",
        "31 July 2026",
        "Kept on paper.",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    desk.build("2026-07-31", only).ending(0);
    assert_eq!(desk.counts("C-1").1, 1, "it holds on its last day");
    desk.build("2026-08-01", only).ending(0);
    assert_eq!(desk.counts("C-1").1, 0, "and no longer");
}

#[test]
fn a_waiver_names_a_rule_a_case_and_a_day_that_there_is() {
    let desk = Desk::new();
    desk.build("2026-06-30", &["--only", CASE]).ending(0);
    let ran = desk.waive("venue", "C-1", "2026-07-31").ending(2);
    ran.warning("CB2252").warning("visit-venue");
    desk.waive("visit-venue", "C-2", "2026-07-31")
        .ending(2)
        .warning("CB2253");
    desk.waive("visit-venue", "C-1", "2026-06-01")
        .ending(2)
        .warning("CB2251");
    desk.waive("visit-venue", "C-1", "soon")
        .ending(2)
        .warning("CB0013");
    assert_eq!(desk.register().matches("\"waiver\"").count(), 0);
}

#[test]
fn new_open_and_mended_are_told_since_the_last_audit() {
    let desk = Desk::new();
    let only = &["--only", CASE];
    desk.build("2026-06-30", only).ending(0);
    assert!(desk.says("C-1").contains("none on the register"));
    let first = desk.register();
    // The same again on the same day changes nothing, and is known to be the same run.
    desk.build("2026-06-30", only).ending(0).saying("0 made");
    assert_eq!(desk.register(), first);
    // The first visit gets its venue, and another one has no purpose.
    desk.record(&[
        json!({ "visit_id": "V-1", "venue": "Home", "purpose": "Plan" }),
        json!({ "visit_id": "V-2", "venue": "Home" }),
    ]);
    desk.build("2026-07-31", only).ending(0).saying("1 made");
    let said = desk.says("C-1");
    assert!(
        said.contains("Last audit 30 June 2026. Since then:"),
        "{said}"
    );
    let since = desk.since("C-1");
    assert_eq!(since.get("visit-purpose").map(String::as_str), Some("new"));
    assert!(!since.contains_key("visit-venue"));
    let open = since.get("visit-interpreter").map(String::as_str);
    assert_eq!(open, Some("still open, 1 new"));
    let mended = said
        .split("Mended since the last audit:")
        .nth(1)
        .unwrap_or_default();
    assert!(mended.contains("Visits without their venue"), "{said}");
    let register = desk.register();
    assert_eq!(register.matches("\"audit\"").count(), 2);
    // Made again on the same day it is compared with the same audit and keeps its bytes.
    let bytes = fs::read(pdf(&desk.out(), &desk.audit("C-1"))).expect("the PDF is there");
    desk.build("2026-07-31", &["--only", CASE, "--force"])
        .ending(0)
        .saying("1 made");
    let again = fs::read(pdf(&desk.out(), &desk.audit("C-1"))).expect("the PDF is there");
    assert!(bytes == again, "the audit made again differs");
    assert_eq!(desk.register(), register);
    // A month later one of the two visits says whether there was an interpreter.
    desk.record(&[
        json!({ "visit_id": "V-1", "venue": "Home", "purpose": "Plan", "interpreter": "no" }),
        json!({ "visit_id": "V-2", "venue": "Home" }),
    ]);
    desk.build("2026-08-31", only).ending(0);
    let since = desk.since("C-1");
    let open = since.get("visit-interpreter").map(String::as_str);
    assert_eq!(open, Some("still open, 1 mended"));
    let open = since.get("visit-purpose").map(String::as_str);
    assert_eq!(open, Some("still open"));
}

#[test]
fn the_register_holds_no_word_of_the_record() {
    let desk = Desk::new();
    desk.build("2026-06-30", &["--only", CASE]).ending(0);
    let register = desk.register();
    for word in ["Ada", "Invented", "Seen at home", "V-1"] {
        assert!(!register.contains(word), "{word}: {register}");
    }
}

#[test]
fn a_dry_run_enters_nothing() {
    let desk = Desk::new();
    desk.build("2026-06-30", &["--only", CASE, "--dry-run"])
        .ending(0);
    assert!(!desk.out().join("register.jsonl").exists());
}

#[test]
fn the_index_lists_audits_by_team() {
    let desk = Desk::new();
    desk.build("2026-06-30", &["--only", AUDITS]).ending(0);
    let index = fs::read_to_string(desk.out().join("index.html")).expect("there is an index");
    let audits = index.split("Audits, the most to mend first").nth(1);
    let audits = audits.and_then(|it| it.split("id=\"documents-heading\"").next());
    let audits = audits.expect("the index has a part for audits");
    let team = audits
        .find("Invented Team")
        .expect("the team has a heading");
    let places = ["team-audit", "worker-audit", "record-audit"].map(|kind| audits.find(kind));
    assert!(
        places.iter().all(|it| it.is_some_and(|at| at > team)),
        "{places:?}"
    );
    assert!(places.is_sorted(), "the widest first: {places:?}");
}

/// One case with a worker, a team and visits, in a folder of its own.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { home: folder() };
        fs::write(desk.path("casebinder.toml"), "").expect("the settings can be written");
        desk.record(&[json!({ "visit_id": "V-1", "purpose": "Plan" })]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn out(&self) -> PathBuf {
        self.path("out")
    }

    /// The visits of the case; each field that a visit can have is carried.
    fn record(&self, visits: &[Value]) {
        let whole = visits.iter().map(|visit| {
            let mut whole = json!({
                "visit_id": "", "case_id": "C-1", "visited": "01/06/2026", "venue": "", "purpose": "",
                "interpreter": "", "narrative": "Seen at home.", "seen": "yes", "worker_id": "W-1",
            });
            for (field, value) in visit.as_object().into_iter().flatten() {
                whole[field] = value.clone();
            }
            whole
        });
        let export = json!({
            "casebinder": { "schema": 1 },
            "case": [{ "case_id": "C-1", "child_id": "P-1", "opened": "01/01/2026" }],
            "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2020" }],
            "worker": [{ "worker_id": "W-1", "worker_name": "Bo Invented", "team_id": "T-1" }],
            "team": [{ "team_id": "T-1", "team_name": "Invented Team" }],
            "allocation": [{ "allocation_id": "A-1", "case_id": "C-1", "worker_id": "W-1", "start": "01/01/2026" }],
            "visit": whole.collect::<Vec<_>>(),
            "summary": [{ "summary_id": "S-0", "case_id": "C-0", "summary_from": "01/01/2020", "summary_until": "31/03/2020" }],
        });
        fs::write(self.path("export.json"), export.to_string()).expect("the export can be written");
    }

    fn build(&self, as_at: &str, flags: &[&str]) -> Ran {
        let (export, settings) = (self.path("export.json"), self.path("casebinder.toml"));
        let mut command = build_every_kind(&export, &settings, &self.out());
        command.args(["--as-at", as_at, "--fail-on", "case"]);
        run(command.args(flags))
    }

    fn waive(&self, rule: &str, case: &str, until: &str) -> Ran {
        let mut command = casebinder(["waive", rule, "--case", case]);
        command.args(["--by", "J. Invented", "--role", "team manager"]);
        command.args(["--why", "Kept on paper.", "--until", until]);
        command.args(["--on", "2026-06-29", "--out"]);
        run(command.arg(self.out()))
    }

    fn audit(&self, case: &str) -> DocumentRow {
        row_of(&self.out(), CASE, case, None)
    }

    fn says(&self, case: &str) -> String {
        words(&pdf(&self.out(), &self.audit(case)))
    }

    /// How many findings count, and how many are waived.
    fn counts(&self, case: &str) -> (usize, usize) {
        let counts = self.audit(case).audit.expect("an audit has counts");
        (counts.findings.iter().sum(), counts.waived)
    }

    /// How each finding stands to the last audit, by rule.
    fn since(&self, case: &str) -> std::collections::BTreeMap<String, String> {
        let book = sheets(&file_of(&self.out(), &self.audit(case), ".xlsx"));
        let rows = table(&book, "Findings").into_iter();
        rows.map(|row| {
            let rule = row.last().map(ToString::to_string).unwrap_or_default();
            (rule, row[4].to_string())
        })
        .collect()
    }

    fn register(&self) -> String {
        fs::read_to_string(self.out().join("register.jsonl")).unwrap_or_default()
    }
}

fn row_of(out: &Path, kind: &str, id: &str, part: Option<&str>) -> DocumentRow {
    let found = documents(out)
        .into_iter()
        .find(|row| row.kind == kind && row.id == id && row.part.as_deref() == part);
    found.unwrap_or_else(|| panic!("there is a {kind} of {id}"))
}

fn pdf(out: &Path, row: &DocumentRow) -> PathBuf {
    file_of(out, row, ".pdf")
}

/// The cases that were audited.
fn drawn(out: &Path) -> Vec<String> {
    let rows = documents(out).into_iter();
    rows.filter(|row| row.kind == CASE)
        .map(|row| row.id)
        .collect()
}

/// The rows of a sheet below its headings.
fn table(book: &[(String, Vec<Vec<Data>>)], name: &str) -> Vec<Vec<Data>> {
    let (_, rows) = book
        .iter()
        .find(|(sheet, _)| sheet == name)
        .expect("there is such a sheet");
    let headings = rows
        .iter()
        .position(|row| row.iter().any(|it| *it == "Rule"));
    rows[headings.expect("the sheet has headings") + 1..].to_vec()
}

/// The first rows of every sheet, cells parted by bars.
fn workbook(out: &Path, row: &DocumentRow) -> String {
    let mut told = String::new();
    for (name, rows) in sheets(&file_of(out, row, ".xlsx")) {
        told.push_str(&format!("== {name}: {} rows\n", rows.len()));
        for row in rows.iter().take(ROWS_SHOWN) {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            told.push_str(cells.join(" | ").trim_end_matches([' ', '|']));
            told.push('\n');
        }
    }
    told
}

#[track_caller]
fn reads(name: &str, told: &str) {
    insta::with_settings!({ snapshot_suffix => name, omit_expression => true }, {
        insta::assert_snapshot!("audit", told);
    });
}
