//! Transfer and closing summaries as their readers find them: whole pages, what is open and what is not,
//! whose words are told, as at which day, and what a closed case leaves open.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use casebinder::layouts::Layouts;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::pages;
use crate::running::{Household, build_every_kind, files_below, folder, run, sheets, words};

const TRANSFER: &str = "transfer-summary";
const CLOSING: &str = "closing-summary";

#[test]
fn every_page_reads_as_it_should() {
    for (household, case, kind) in [
        ("harlow-road", "C-1001", TRANSFER),
        ("mill-lane", "ML-1002", TRANSFER),
        ("mill-lane", "ML-1001", CLOSING),
        ("aldous-court", "C-7002", CLOSING),
        ("foundry-street", "FS104", TRANSFER),
    ] {
        let told = pages(&of_household(household, case, kind).1);
        insta::with_settings!({ snapshot_suffix => format!("{kind}-{case}"), omit_expression => true }, {
            insta::assert_snapshot!("pages", told);
        });
    }
}

/// One document of a household's case.
fn of_household(name: &str, case: &str, kind: &str) -> (TempDir, PathBuf) {
    let (household, out) = (Household::named(name), folder());
    let mut command = build_every_kind(&household.export, &household.settings, out.path());
    command.args(["--only", kind, "--case", case]);
    run(&mut command).ending(0).saying("1 made");
    let path = out.path().join(format!("cases/{case}/{case}-{kind}.pdf"));
    (out, path)
}

#[test]
fn they_are_made_when_they_are_asked_for() {
    let made = Made::of(small());
    let mut command = made.command();
    run(&mut command).ending(0);
    let files = files_below(&made.path("out"));
    assert!(!files.is_empty());
    for kind in [TRANSFER, CLOSING] {
        assert!(!files.keys().any(|name| name.contains(kind)), "{files:?}");
    }
}

#[test]
fn what_is_open_is_told_with_who_and_when() {
    let made = Made::of(small());
    let said = made.words(TRANSFER);
    for told in [
        "Book the eye test. Under way. What stands in the way: The clinic is full. Bo Worker 1 Jun 2026: overdue",
        "Find a swimming club. Not started. Bo Worker 20 Jul 2026",
        "Offer a club. Child in need review, 4 May 2026. Not started. Bo Worker 1 Jul 2026",
        "A request to see the record; no answer is recorded. Kim Invented 2 Jun 2026",
        "Said to be wrong: The school’s name. 3 Jun 2026",
        "Parenting assessment; no completion is recorded.",
        "The case summary for the time after 28 February 2026. Bo Worker 28 May 2026: overdue",
        "A drawing Blue folder 1 May 2026",
        "Volume 1: County archive. Arrival not checked.",
        "1 restriction is in force: restricted, see register.",
        "13 Jul 2026 Final hearing.",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    for not_told in [
        "Renew the library card",
        "Paint the room",
        "A letter",
        "Not yet agreed",
    ] {
        assert!(!said.contains(not_told), "{not_told}");
    }
}

#[test]
fn a_case_that_is_not_closed_has_a_draft_with_boxes_to_tick() {
    let said = Made::of(small()).words(CLOSING);
    for told in [
        "Closed not closed in this export",
        "This is a draft of its closing summary",
        "Before the case is closed",
        "Without an end in the record Since Child in need. 1 Feb 2026",
        "Bo Worker, social worker. 1 Feb 2026",
        "Hearings listed When Final hearing. 13 Jul 2026",
        "No decision to close the case is recorded.",
        "How life is now",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    // An enquiry that is closed closes no case, and work that ended before this one began ended then.
    let (_, ending) = said.split_once("The decision to close").expect("told");
    let (now, before) = ending.split_once("How earlier work ended").expect("told");
    assert!(
        before.contains("Close the case. Decided by Ines Leader."),
        "{said}"
    );
    assert!(!now.contains("Close the case."), "{said}");
    assert!(!before.contains("Close the section 47 enquiry"), "{said}");
}

#[test]
fn a_closed_case_is_told_as_at_its_end() {
    let made = Made::of(closed());
    let said = made.words(CLOSING);
    for told in [
        "Closed 30 April 2026",
        "told as at 30 April 2026",
        "How life was at the end",
        "Close the case. Decided by Ines Leader. Why: All is well.",
        "Still open in the record of the closed case",
        "Book the eye test.",
        "“Mum laughs again.”",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert!(!said.contains("No decision to close"), "{said}");
    assert!(!said.contains("This is a draft"), "{said}");
    // What was said, moved to or found after the end is no part of the work.
    for not_told in ["“I wrote to them.”", "Far Lane", "Later finding"] {
        assert!(!said.contains(not_told), "{not_told}\n{said}");
    }
}

#[test]
fn what_a_closed_case_leaves_open_is_a_warning() {
    let codes = |made: &Made| -> Vec<String> {
        made.words(CLOSING);
        let all = sheets(&made.path("out/report.xlsx"));
        let cells = all.into_iter().flat_map(|(_, rows)| rows).flatten();
        let codes = cells.filter_map(|cell| match cell {
            Data::String(words) if words.starts_with("CB21") => Some(words),
            _ => None,
        });
        codes.collect()
    };
    assert!(codes(&Made::of(closed())).contains(&"CB2150".to_owned()));
    assert!(codes(&Made::of(small())).is_empty());
    let mut ended = closed();
    for record in [
        "action",
        "access_request",
        "rectification_request",
        "document",
    ] {
        ended[record] = json!([]);
    }
    assert!(codes(&Made::of(ended)).is_empty());
}

#[test]
fn the_childs_own_words_come_before_those_of_one_of_several() {
    let mut export = small();
    let visit = |day: u32, cases: &str, said: &str| {
        json!({
            "case_id": cases, "visited": format!("{day:02}/05/2026"), "worker_id": "W-1",
            "seen": "yes", "child_words": said,
        })
    };
    export["case"] = json!([
        { "case_id": "C-1", "child_id": "P-1", "opened": "01/02/2026" },
        { "case_id": "C-2", "child_id": "P-3" },
    ]);
    export["visit"] = json!([
        visit(1, "C-1", "One."),
        visit(2, "C-1", "Two."),
        visit(3, "C-1", "Three."),
        visit(4, "C-1", "Four."),
        visit(5, "C-1; C-2", "Five."),
    ]);
    let said = Made::of(export.clone()).words(TRANSFER);
    for told in ["“One.”", "“Two.”", "“Three.”", "“Four.”", "The last of 5"] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert!(!said.contains("“Five.”"), "{said}");
    export["visit"] = json!([visit(5, "C-1; C-2", "Five.")]);
    let said = Made::of(export).words(TRANSFER);
    let told =
        "“Five.” Said where several children were met; which of them said it is not recorded.";
    assert!(said.contains(told), "{said}");
}

#[test]
fn former_names_stand_on_the_front_sheet_alone() {
    let made = Made::of(small());
    for kind in [TRANSFER, CLOSING] {
        let said = made.words(kind);
        assert!(said.contains("Kim Invented"), "{said}");
        assert!(!said.contains("Oldname"), "{kind}: {said}");
    }
    assert!(made.words("front-sheet").contains("Oldname"));
}

#[test]
fn nothing_recorded_still_gives_both() {
    let made = Made::of(json!({
        "case": [{ "case_id": "C-1", "child_id": "P-1" }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented" }],
    }));
    let said = made.words(TRANSFER);
    assert!(said.contains("Nothing is recorded as open."), "{said}");
    assert!(said.contains("Not in this export"), "{said}");
    let said = made.words(CLOSING);
    let told = "Not in this export: the child’s words; views of parents and carers";
    assert!(said.contains(told), "{said}");
}

#[test]
fn who_may_not_be_named_is_not_named() {
    // The neighbour who rang is restricted, by name and as a record.
    for kind in [TRANSFER, CLOSING] {
        let (_out, path) = of_household("mill-lane", "ML-1001", kind);
        let said = said_in(&path);
        assert!(said.contains("[restricted, see register]"), "{kind}");
    }
}

#[test]
fn words_of_our_own_blame_nobody() {
    let layouts = Layouts::shipped();
    let banned = [
        "failed",
        "non-complian",
        "breakdown",
        "abscond",
        "refus",
        "disengag",
        "hostile",
    ];
    let mut looked = 0;
    for ending in [".j2", ".json"] {
        for (name, bytes) in layouts.ending(ending) {
            let name = name.to_string();
            if name.contains("handing-") {
                looked += 1;
                let text = String::from_utf8_lossy(bytes).to_lowercase();
                let found: Vec<_> = banned.iter().filter(|word| text.contains(**word)).collect();
                assert!(found.is_empty(), "{name}: {found:?}");
            }
        }
    }
    assert!(looked > 20, "the wording is there");
}

/// A small export with its documents: the case is C-1, its child P-1.
struct Made {
    home: TempDir,
}

impl Made {
    fn of(mut export: Value) -> Self {
        let made = Self { home: folder() };
        export["casebinder"] = json!({ "schema": 1 });
        let files = [
            ("export.json", export.to_string()),
            ("casebinder.toml", "as_at = \"2026-06-30\"\n".to_owned()),
        ];
        for (name, text) in files {
            fs::write(made.path(name), text).expect("the file can be written");
        }
        made
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn command(&self) -> std::process::Command {
        let (export, settings) = (self.path("export.json"), self.path("casebinder.toml"));
        build_every_kind(&export, &settings, &self.path("out"))
    }

    /// What the case's document of a kind says.
    fn words(&self, kind: &str) -> String {
        let mut command = self.command();
        command.args(["--only", kind, "--case", "C-1"]);
        run(&mut command).ending(0);
        said_in(&self.path("out").join(format!("cases/C-1/C-1-{kind}.pdf")))
    }
}

/// The words of a PDF without the gaps that another reader finds in them.
fn said_in(path: &Path) -> String {
    words(path).replace(['\u{2009}', '\u{200B}'], "")
}

/// A child in need with something open of every kind, and something of each that is not.
fn small() -> Value {
    let mut export = people();
    for part in [work(), held(), decided()] {
        for (name, rows) in part.as_object().into_iter().flatten() {
            export[name] = rows.clone();
        }
    }
    export
}

fn people() -> Value {
    json!({
        "case": [{
            "case_id": "C-1", "child_id": "P-1", "opened": "01/02/2026", "reason": "Worries at home",
        }],
        "person": [
            { "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015", "standing": "child" },
            {
                "person_id": "P-2", "name": "Kim Invented", "standing": "family",
                "former_names": "Kim Oldname",
            },
            { "person_id": "P-3", "name": "Bea Invented", "born": "05/06/2017", "standing": "child" },
        ],
        "relationship": [{
            "relationship_id": "R-1", "person_id": "P-2", "relation": "mother",
            "other_person_id": "P-1", "parental_responsibility": "yes",
        }],
        "household": [
            { "household_id": "H-1", "person_id": "P-1", "household_name": "Mill Cottage", "start": "04/03/2015" },
            { "household_id": "H-1", "person_id": "P-2", "household_name": "Mill Cottage", "start": "04/03/2015" },
        ],
        "worker": [{ "worker_id": "W-1", "worker_name": "Bo Worker" }],
        "allocation": [{
            "allocation_id": "AL-1", "case_id": "C-1", "worker_id": "W-1",
            "case_role": "social worker", "start": "01/02/2026",
        }],
        "status_period": [{
            "status_period_id": "S-1", "case_id": "C-1", "status": "child in need", "period_from": "01/02/2026",
        }],
    })
}

fn work() -> Value {
    json!({
        "action": [
            {
                "action_id": "A-1", "case_id": "C-1", "action": "Find a swimming club",
                "action_by": "Bo Worker", "action_due": "20/07/2026", "action_status": "not started",
            },
            {
                "action_id": "A-2", "case_id": "C-1", "action": "Book the eye test",
                "action_by": "Bo Worker", "action_due": "01/06/2026", "action_status": "under way",
                "barriers": "The clinic is full",
            },
            {
                "action_id": "A-3", "case_id": "C-1", "action": "Renew the library card",
                "action_done": "01/05/2026", "action_status": "achieved",
            },
            { "action_id": "A-4", "case_id": "C-1", "action": "Paint the room", "action_status": "no longer needed" },
            { "action_id": "A-5", "case_id": "C-1", "action": "Not yet agreed", "agreed": "01/07/2026" },
        ],
        "meeting": [{
            "meeting_id": "M-1", "case_id": "C-1", "held": "04/05/2026", "meeting_kind": "child in need review",
        }],
        "recommendation": [
            {
                "recommendation_id": "RE-1", "case_id": "C-1", "meeting_id": "M-1", "recommendation": "Offer a club",
                "by_whom": "Bo Worker", "due": "01/07/2026", "status": "not started",
            },
        ],
        "access_request": [{
            "access_request_id": "AR-1", "case_id": "C-1", "requester": "Kim Invented", "request_received": "02/06/2026",
        }],
        "rectification_request": [{
            "rectification_request_id": "RR-1", "case_id": "C-1", "rectification_received": "03/06/2026",
            "said_wrong": "The school’s name",
        }],
        "assessment": [{
            "assessment_id": "AS-1", "case_id": "C-1", "assessment_kind": "parenting assessment", "began": "01/06/2026",
        }],
        "summary": [{
            "summary_id": "SU-1", "case_id": "C-1", "summary_from": "01/02/2026", "summary_until": "28/02/2026",
            "summary_author": "Bo Worker", "new_strengths": "Breakfast club",
        }],
    })
}

/// What is held, where it is, and what of it is restricted.
fn held() -> Value {
    json!({
        "document": [
            {
                "document_id": "D-1", "case_id": "C-1", "document_title": "A drawing", "document_date": "01/05/2026",
                "location": "Blue folder", "child_owns": "yes",
            },
            {
                "document_id": "D-2", "case_id": "C-1", "document_title": "A letter", "child_owns": "yes",
                "returned": "02/05/2026",
            },
            { "document_id": "D-3", "case_id": "C-1", "document_title": "Hidden advice" },
        ],
        "file_movement": [
            { "file_movement_id": "F-1", "case_id": "C-1", "file_volume": "Volume 1", "moved": "01/02/2026", "moved_to": "Legal services" },
            {
                "file_movement_id": "F-2", "case_id": "C-1", "file_volume": "Volume 1", "moved": "01/03/2026",
                "moved_to": "County archive", "arrival_checked": "no",
            },
        ],
        "restriction": [
            { "restriction_id": "X-1", "case_id": "C-1", "restricted_record": "document:D-3" },
            { "restriction_id": "X-2", "case_id": "C-1", "restricted_record": "document:D-2", "lifted": "01/04/2026" },
        ],
    })
}

/// What the court and the authority decided.
fn decided() -> Value {
    json!({
        "proceedings": [{
            "proceedings_id": "PR-1", "case_id": "C-1", "court": "Family Court at Inventon", "court_case_number": "IN26C1",
        }],
        "hearing": [{
            "hearing_id": "HG-1", "proceedings_id": "PR-1", "case_id": "C-1", "heard": "13/07/2026",
            "hearing_kind": "final hearing",
        }],
        "decision": [
            {
                "decision_id": "DE-1", "case_id": "C-1", "decided": "13/09/2019", "decision": "Close the case",
                "decision_maker": "Ines Leader", "reasons": "All was well",
            },
            {
                "decision_id": "DE-2", "case_id": "C-1", "decided": "01/05/2026",
                "decision": "Close the section 47 enquiry", "decision_maker": "Ines Leader",
            },
        ],
    })
}

/// The same case, closed in April; what followed is not of it.
fn closed() -> Value {
    let mut export = small();
    export["case"][0]["closed"] = "30/04/2026".into();
    export["household"][0]["end"] = "15/05/2026".into();
    let moved = json!({
        "household_id": "H-2", "person_id": "P-1", "household_name": "Far Lane", "start": "15/05/2026",
    });
    export["household"]
        .as_array_mut()
        .expect("a list")
        .push(moved);
    export["decision"][0]["decided"] = "29/04/2026".into();
    export["decision"][0]["reasons"] = "All is well".into();
    export["assessment"] = json!([{
        "assessment_id": "AS-1", "case_id": "C-1", "assessment_kind": "parenting assessment",
        "began": "01/05/2026", "completed": "01/06/2026", "findings": "Later finding",
    }]);
    export["visit"] = json!([
        { "case_id": "C-1", "visited": "10/04/2026", "seen": "yes", "child_words": "Mum laughs again." },
        { "case_id": "C-1", "visited": "10/06/2026", "seen": "yes", "child_words": "I wrote to them." },
    ]);
    export
}
