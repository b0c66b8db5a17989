//! Supervision packs as a manager finds them: the caseload at a glance, a sheet for each child, what repeats,
//! and the workbook.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, DataType};
use casebinder::kind::Audience;
use chrono::NaiveDate;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::{Built, all, built, pages};
use crate::running::{self, documents, file_of, folder, plain, read, run, sheets};

const KIND: &str = "supervision-pack";

#[test]
fn packs_read_as_they_should() {
    for (household, worker) in [
        ("mill-lane", "W01"),
        ("harlow-road", "W-01"),
        ("orchard-close", "W11"),
        ("aldous-court", "W-08"),
        ("foundry-street", "SW990003"),
    ] {
        let built = built(household);
        let rows = built.of_kind(KIND, Audience::Internal);
        let row = rows.iter().find(|row| row.id == worker);
        let row = row.expect("the worker has cases");
        let told = pages(&file_of(built.out.path(), row, ".pdf"));
        insta::with_settings!({ snapshot_suffix => format!("{household}-{worker}"), omit_expression => true }, {
            insta::assert_snapshot!("pack", told);
        });
    }
}

#[test]
fn every_worker_with_a_case_has_a_pack_with_every_child_of_theirs() {
    for built in all() {
        let casebook = read(&built.household.export).value;
        let rows = built.of_kind(KIND, Audience::Internal);
        let workers = casebook.workers(as_at(built));
        let ids: Vec<&str> = workers.iter().map(|load| load.id).collect();
        let made: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(made, ids, "{}", built.household.name);
        for (row, load) in rows.iter().zip(&workers) {
            let listed = &sheets(&file_of(built.out.path(), row, ".xlsx"))[0].1;
            let mut cases: Vec<&str> = load.cases.iter().map(|case| case.id.as_str()).collect();
            let mut told: Vec<String> = below_headings(listed)
                .iter()
                .filter_map(|row| row[0].as_string())
                .collect();
            told.sort_unstable();
            cases.sort_unstable();
            assert_eq!(told, cases, "{}", row.id);
        }
    }
}

#[test]
fn nothing_about_the_worker_stands_on_a_childs_sheet() {
    let mut reflections = 0;
    for built in all() {
        let casebook = read(&built.household.export).value;
        for row in built.of_kind(KIND, Audience::Internal) {
            let said = plain(&running::words(&file_of(built.out.path(), &row, ".pdf")));
            let all = casebook.cases.iter();
            let supervisions = all.flat_map(|case| &case.records.supervisions);
            for reflection in supervisions.filter_map(|it| it.reflection.value()) {
                let reflection = plain(&reflection.shown());
                reflections += 1;
                assert!(!said.contains(&reflection), "{}: {reflection}", row.id);
            }
        }
    }
    assert!(reflections > 0, "a fixture holds reflections");
}

#[test]
fn what_stands_out_is_counted_from_the_record() {
    let made = Made::of(&worrying());
    let said = made.words();
    for told in [
        "Visit overdue: 1 of 1: A.I. (C-1)",
        "Nobody home at two visits or more in a row: 1 of 1",
        "Review overdue: 1 of 1",
        "Assessment overdue: 1 of 1",
        "Actions overdue: 1 of 1",
        "Quarterly summary overdue: 1 of 1",
        "Late entries since the last supervision: 1 of 1",
        "Last seen: 20 Apr 2026",
        "Seen alone: 1 Apr 2026",
        "Visit overdue: was due by 1 Jun 2026",
        "Nobody home, visits in a row: 2",
        "Actions open: 2, overdue: 1",
        "Late entries: 1",
        "Restricted items: 1",
        "since the last supervision, on 4 May 2026",
    ] {
        assert!(said.contains(told), "{told:?} is not in\n{said}");
    }
}

#[test]
fn what_repeats_is_asked_about_and_what_does_not_is_not() {
    let said = Made::of(&worrying()).words();
    for told in [
        "3 missing episodes in 90 days: 10 Apr 2026, 2 May 2026 and 20 Jun 2026.",
        "2 visits at which the child was not seen in 60 days: 11 May 2026 and 18 May 2026.",
        "At the visit of 18 May 2026 somebody was met who is in no household on the record. \
         The record says: A man called Gus was on the stairs.",
    ] {
        assert!(said.contains(told), "{told:?} is not in\n{said}");
    }
    for untold in ["placements begun", "referrals in", "injuries or times"] {
        assert!(!said.contains(untold), "{untold:?} is in\n{said}");
    }
    let mut calm = worrying();
    calm["missing_episode"].as_array_mut().map(Vec::pop);
    let said = Made::of(&calm).words();
    assert!(!said.contains("missing episodes"), "{said}");
}

#[test]
fn a_threshold_that_the_authority_sets_is_used() {
    let made = Made::of(&worrying());
    let mut command = made.command();
    command.env("CASEBINDER_SUPERVISION_MISSING_TIMES", "4");
    run(&mut command).ending(0);
    assert!(!made.words().contains("missing episodes"));
}

#[test]
fn entries_before_the_last_supervision_are_told_only_where_they_are_new_on_the_record() {
    let said = Made::of(&worrying()).words();
    assert!(!said.contains("An old story, long known"), "{said}");
    assert!(said.contains("An old story, newly told"), "{said}");
    assert!(
        said.contains("new on the record, entered 8 Jun 2026"),
        "{said}"
    );
    assert!(said.contains("A day at the sea"), "{said}");
}

#[test]
fn the_workbook_sets_apart_what_asks_somebody_to_act() {
    let made = Made::of(&worrying());
    let (name, rows) = &sheets(&made.file(".xlsx"))[0];
    assert_eq!(name, "Caseload");
    let headings = rows
        .iter()
        .find(|row| row[0] == Data::String("Case".to_owned()));
    let headings = headings.expect("the sheet has headings");
    let child = &below_headings(rows)[0];
    let told = |heading: &str| {
        let at = headings
            .iter()
            .position(|it| *it == Data::String(heading.to_owned()));
        child[at.expect("the column is there")].clone()
    };
    assert_eq!(told("Visit"), Data::String("Overdue".to_owned()));
    assert_eq!(told("Nobody home in a row"), Data::Float(2.0));
    assert_eq!(told("Actions overdue"), Data::Float(1.0));
    assert_eq!(told("Summary"), Data::String("Overdue".to_owned()));
    let (name, rows) = &sheets(&made.file(".xlsx"))[1];
    assert_eq!((name.as_str(), below_headings(rows).len()), ("Actions", 2));
}

#[test]
fn packs_are_made_of_the_worker_or_team_asked_for_and_never_of_part_of_their_work() {
    let built = built("mill-lane");
    let made = |flags: &[&str]| {
        let out = folder();
        let household = &built.household;
        let mut command =
            running::build_every_kind(&household.export, &household.settings, out.path());
        command.args(["--only", KIND]).args(flags);
        run(&mut command).ending(0);
        let rows = documents(out.path()).into_iter();
        rows.map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(made(&["--worker", "W04"]), ["W04"]);
    assert_eq!(made(&["--team", "T01"]), ["W01", "W04"]);
    assert_eq!(made(&["--case", "ML-1001"]), Vec::<String>::new());
}

#[test]
fn a_worker_or_team_that_holds_no_case_is_a_mistake_that_is_told() {
    let household = &built("mill-lane").household;
    for (flag, id, told) in [
        ("--worker", "W99", "to worker W99 on the date prepared"),
        (
            "--team",
            "T99",
            "to a worker of team T99 on the date prepared",
        ),
    ] {
        let out = folder();
        let mut command =
            running::build_every_kind(&household.export, &household.settings, out.path());
        command.args([flag, id]);
        run(&mut command).ending(2).warning(told);
    }
}

#[test]
fn a_team_is_told_by_worker_and_matter() {
    let built = built("mill-lane");
    let rows = built.of_kind("team-caseload", Audience::Internal);
    let row = rows.iter().find(|row| row.id == "T01");
    let row = row.expect("the team holds cases");
    let told = pages(&file_of(built.out.path(), row, ".pdf"));
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("team", told);
    });
    let book = sheets(&file_of(built.out.path(), row, ".xlsx"));
    let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Team", "Caseload", "Actions"]);
    // A child whom two workers hold stands under both.
    let packs = built.of_kind(KIND, Audience::Internal).into_iter();
    let packs = packs.filter(|pack| ["W01", "W04"].contains(&pack.id.as_str()));
    let children: usize = packs
        .map(|pack| {
            let own = sheets(&file_of(built.out.path(), &pack, ".xlsx"));
            below("Case", &own[0].1).len()
        })
        .sum();
    assert_eq!(below("Worker", &book[1].1).len(), children);
    assert_eq!(below("Worker", &book[0].1).len(), 2);
}

/// The date prepared by a household's settings.
fn as_at(built: &Built) -> NaiveDate {
    let settings = fs::read_to_string(&built.household.settings).expect("the settings are there");
    let day = settings.split('"').nth(1).expect("they set a date");
    day.parse().expect("it is a day")
}

/// The rows under the headings of a sheet.
fn below_headings(rows: &[Vec<Data>]) -> Vec<Vec<Data>> {
    below("Case", rows)
}

/// The rows under the heading of that first column.
fn below(first: &str, rows: &[Vec<Data>]) -> Vec<Vec<Data>> {
    let heading = rows
        .iter()
        .position(|row| row[0] == Data::String(first.to_owned()));
    let below = heading.map_or(&[][..], |at| &rows[at + 1..]);
    below.to_vec()
}

/// An export and the pack made of it.
struct Made {
    out: TempDir,
    export: PathBuf,
}

impl Made {
    fn of(export: &Value) -> Self {
        let out = folder();
        let path = out.path().join("export.json");
        fs::write(&path, export.to_string()).expect("the folder can be written");
        let made = Self { out, export: path };
        run(&mut made.command()).ending(0);
        made
    }

    fn command(&self) -> Command {
        let settings = self.out.path().join("casebinder.toml");
        fs::write(&settings, "").expect("the folder can be written");
        let mut command = running::build_every_kind(&self.export, &settings, &self.documents());
        command.args(["--only", KIND, "--as-at", "2026-06-30"]);
        command
    }

    fn documents(&self) -> PathBuf {
        self.out.path().join("out")
    }

    fn file(&self, ending: &str) -> PathBuf {
        let rows = documents(&self.documents());
        file_of(&self.documents(), &rows[0], ending)
    }

    fn words(&self) -> String {
        flat(&self.file(".pdf"))
    }
}

/// The words of a PDF on one line, without the places at which a long one may break.
fn flat(pdf: &Path) -> String {
    running::flat(&running::words(pdf)).replace('\u{200B}', "")
}

/// A case of which everything is overdue or repeats that a pack counts.
fn worrying() -> Value {
    json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1", "opened": "01/12/2025" }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015" }],
        "worker": [{ "worker_id": "W-1", "worker_name": "Una Inventress" }],
        "allocation": [{ "case_id": "C-1", "worker_id": "W-1", "start": "05/01/2026" }],
        "status_period": [{ "case_id": "C-1", "status": "looked after", "period_from": "05/01/2026" }],
        "placement": [{ "case_id": "C-1", "placed": "05/01/2026", "placement_kind": "foster care" }],
        "supervision": [{ "case_id": "C-1", "supervised": "04/05/2026", "worker_id": "W-1" }],
        "visit": [
            { "case_id": "C-1", "visited": "01/04/2026", "seen": "yes", "seen_alone": "yes",
              "recorded_on": "01/04/2026" },
            { "case_id": "C-1", "visited": "20/04/2026", "seen": "yes", "seen_alone": "no",
              "recorded_on": "20/04/2026" },
            { "case_id": "C-1", "visited": "11/05/2026", "no_reply": "yes", "recorded_on": "11/05/2026" },
            { "case_id": "C-1", "visited": "18/05/2026", "no_reply": "yes", "recorded_on": "28/05/2026",
              "other_adults": "A man called Gus was on the stairs" },
        ],
        "meeting": [{ "case_id": "C-1", "held": "30/01/2026", "meeting_kind": "looked-after review" }],
        "assessment": [{ "case_id": "C-1", "assessment_kind": "Parenting assessment", "began": "02/02/2026" }],
        "action": [
            { "case_id": "C-1", "action": "Find a swimming club", "agreed": "02/04/2026",
              "action_due": "01/06/2026" },
            { "case_id": "C-1", "action": "Book the eye test", "agreed": "02/04/2026",
              "action_due": "01/08/2026" },
        ],
        "summary": [{ "case_id": "C-1", "summary_from": "01/12/2025", "summary_until": "28/02/2026" }],
        "missing_episode": [
            { "case_id": "C-1", "missing_from": "10/04/2026", "missing_until": "11/04/2026" },
            { "case_id": "C-1", "missing_from": "02/05/2026", "missing_until": "02/05/2026" },
            { "case_id": "C-1", "missing_from": "20/06/2026", "missing_until": "21/06/2026" },
        ],
        "restriction": [{ "case_id": "C-1", "restricted_record": "event:E-1", "policy_reason": "third party" }],
        "event": [
            { "event_id": "E-1", "case_id": "C-1", "happened": "05/03/2026", "category": "concern",
              "what_happened": "Something restricted." },
            { "event_id": "E-2", "case_id": "C-1", "happened": "05/03/2026", "category": "achievement",
              "what_happened": "An old story, long known.", "recorded_on": "06/03/2026" },
            { "event_id": "E-3", "case_id": "C-1", "happened": "05/03/2026", "category": "achievement",
              "what_happened": "An old story, newly told.", "recorded_on": "08/06/2026" },
            { "event_id": "E-4", "case_id": "C-1", "happened": "12/06/2026", "category": "achievement",
              "what_happened": "A day at the sea.", "recorded_on": "12/06/2026" },
        ],
    })
}
