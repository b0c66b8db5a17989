//! Case summaries as their readers find them: whole pages, the periods that they cover, counts that
//! agree with the export, and what a family edition leaves out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use casebinder::kind::Audience;
use casebinder::model::records::RECORD_TYPES;
use casebinder::view::DocumentRow;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::{Built, all, built, pages};
use crate::running::{
    Household, build_every_kind, documents, file_of, folder, plain, read, run, words as set_words,
};

const KIND: &str = "case-summary";

#[test]
fn summaries_read_as_they_should() {
    for (household, case, audience) in [
        ("harlow-road", "C-1001", Audience::Internal),
        ("harlow-road", "C-1001", Audience::Family),
        ("mill-lane", "ML-1001", Audience::Internal),
        ("mill-lane", "ML-1002", Audience::Family),
        ("aldous-court", "C-7001", Audience::Internal),
    ] {
        let built = built(household);
        let row = summary(built, case, audience);
        let told = pages(&file_of(built.out.path(), &row, ".pdf"));
        let suffix = format!("{household}-{case}-{audience}");
        insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
            insta::assert_snapshot!("summary", told);
        });
    }
}

#[test]
fn a_family_edition_tells_nothing_of_supervision_impact_or_ids() {
    for built in all() {
        let casebook = read(&built.household.export).value;
        for case in &casebook.cases {
            let Some(row) = find(built, &case.id, Audience::Family) else {
                continue;
            };
            let said = words(&file_of(built.out.path(), &row, ".pdf"));
            let internal = summary(built, &case.id, Audience::Internal);
            let internal = words(&file_of(built.out.path(), &internal, ".pdf"));
            for name in RECORD_TYPES.iter().map(|it| it.name) {
                assert!(!names_a_record(&said, name), "{}: {name}", case.id);
            }
            assert!(names_a_record(&internal, "plan"), "{}", case.id);
            assert!(internal.contains("Outcomes of supervision"), "{}", case.id);
            assert!(
                !said.to_lowercase().contains("supervision of"),
                "{}",
                case.id
            );
            assert!(!said.contains("By the record"), "{}", case.id);
            for held in &case.records.supervisions {
                if let Some(outcome) = held.supervision_outcome.value() {
                    let outcome = plain(&outcome.shown());
                    assert!(!plain(&said).contains(&outcome), "{}: {outcome}", case.id);
                }
            }
        }
    }
}

#[test]
fn words_of_another_child_are_not_given_to_this_one() {
    let built = built("harlow-road");
    let said = |case| {
        let row = summary(built, case, Audience::Internal);
        words(&file_of(built.out.path(), &row, ".pdf"))
    };
    // At that visit to two children's cases only Callum was seen.
    let quote = "she has to do the gravy";
    assert!(said("C-1002").contains(quote));
    assert!(!said("C-1001").contains(quote));
}

#[test]
fn a_closed_case_and_a_return_have_no_summary() {
    let of = |name| documents(built(name).out.path());
    let is_summary = |row: &&DocumentRow| row.kind == KIND;
    let returns = of("foundry-street");
    assert_eq!(returns.iter().filter(is_summary).count(), 0);
    assert!(!returns.is_empty(), "the return has chronologies");
    let aldous = of("aldous-court");
    let ids: Vec<&str> = aldous
        .iter()
        .filter(is_summary)
        .map(|row| row.id.as_str())
        .collect();
    assert_eq!(ids, ["C-7001", "C-7001"], "C-7002 was closed in 2009");
}

#[test]
fn a_summary_since_the_review_follows_its_recommendations() {
    let out = folder();
    let household = Household::named("harlow-road");
    let mut command = build_every_kind(&household.export, &household.settings, out.path());
    command.args([
        "--only",
        KIND,
        "--case",
        "C-1001",
        "--period",
        "since-review",
    ]);
    run(&mut command).ending(0);
    let path = out
        .path()
        .join("cases/C-1001/C-1001-case-summary-since-review.pdf");
    let said = words(&path);
    for told in [
        "30 April 2026 to 30 June 2026",
        "What Ash said, for the next review",
        "looked-after review, 29 April 2026, chaired by Imran Sadiq",
        "Passport for Ash, in the name that Ash uses",
    ] {
        assert!(said.contains(told), "{told}");
    }
}

#[test]
fn counts_agree_with_the_export() {
    let made = Made::of(&small());
    let said = made.words(Audience::Internal);
    for told in [
        "Visits made 6 Seen 3 Seen alone 2 Visit made, nobody home 1 Not seen 1",
        "Whether seen is not recorded 1",
        "Visits are due every 6 weeks. 2 fell due in this period: by 13 April 2026 and 25 May 2026.",
        "was last seen on 30 June 2026",
        "11 Aug 2026 Next visit",
        "“Only when it rains.”",
        "Book the eye test.",
        "done on 4 May 2026",
        "Find a swimming club.",
        "overdue: under way",
        "late: not started",
        "not started (1 Feb 2026)",
        "improved (20 May 2026)",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    // From before and after the period.
    for not_told in ["Winter visit", "Summer visit", "Renew the library card"] {
        assert!(!said.contains(not_told), "{not_told}");
    }
}

#[test]
fn what_supervision_asked_for_is_not_in_the_family_edition() {
    let made = Made::of(&small());
    let asked = "Think again about the threshold";
    assert!(made.words(Audience::Internal).contains(asked));
    assert!(!made.words(Audience::Family).contains(asked));
}

#[test]
fn events_of_impact_are_told_to_the_family_by_their_kind_alone() {
    let made = Made::of(&small());
    let (internal, family) = (made.words(Audience::Internal), made.words(Audience::Family));
    // A positive impact on an event of no telling kind is a worker's judgement.
    assert!(internal.contains("Ada walked to school with a friend."));
    assert!(!family.contains("Ada walked to school with a friend."));
    assert!(family.contains("Ada won the sack race."));
}

#[test]
fn two_periods_stand_side_by_side_and_keep_what_is_made() {
    let made = Made::of(&small());
    for period in ["2026-Q1", "FY2026-27-Q1"] {
        let mut command = made.command();
        run(command.args(["--period", period]))
            .ending(0)
            .saying("2 made");
    }
    // The period names a document of its own: no other document is made again for it.
    let mut command = made.command();
    command.args(["--only", "chronology", "--period", "2026-Q1"]);
    run(&mut command).ending(0).saying("0 made, 1 unchanged");
    let folder = made.out().join("cases/C-1");
    for part in ["2026-Q1", "FY2026-27-Q1", "2026-04-01-to-2026-06-30"] {
        let path = folder.join(format!("C-1-case-summary-{part}.pdf"));
        assert!(path.is_file(), "{part}");
    }
    let parts: Vec<String> = documents(&made.out())
        .into_iter()
        .filter(|row| row.kind == KIND && row.audience == Audience::Internal)
        .filter_map(|row| row.part)
        .collect();
    assert_eq!(
        parts,
        ["2026-04-01-to-2026-06-30", "2026-Q1", "FY2026-27-Q1"]
    );
}

#[test]
fn a_period_that_cannot_be_used_is_a_fault_of_usage() {
    let made = Made::of(&small());
    for period in ["last spring", "2026-Q5", "2026-06-30..2026-04-01"] {
        run(made.command().args(["--period", period]))
            .ending(2)
            .warning("FY2026-27-Q3");
    }
    run(made.command().args(["--period", "2027-Q1"]))
        .ending(2)
        .warning("begins after the date prepared");
}

#[test]
fn long_words_and_templates_in_the_data_are_only_words() {
    let mut export = small();
    let hostile = format!(
        "{} #panic() {{{{ 7 }}}} $x$ \u{2067}",
        "Unbroken".repeat(60)
    );
    for (record, field) in [
        ("case", "reason"),
        ("visit", "purpose"),
        ("visit", "carer_views"),
        ("plan", "plan_text"),
        ("outcome", "wanted"),
        ("progress", "evidence"),
        ("action", "action"),
        ("action", "action_by"),
        ("recommendation", "by_whom"),
        ("supervision", "supervision_outcome"),
    ] {
        export[record][0][field] = hostile.as_str().into();
    }
    export["visit"][1]["child_words"] = hostile.as_str().into();
    let made = Made::of(&export);
    let said = made.words(Audience::Internal);
    assert!(said.contains("#panic() {{ 7 }} $x$"), "{said}");
}

#[test]
fn a_rhythm_that_the_authority_sets_is_counted() {
    let mut export = small();
    export["placement"] = json!([]);
    export["status_period"][0]["status"] = "child in need".into();
    let made = Made::of(&export);
    let not_set = made.words(Audience::Internal);
    assert!(
        not_set.contains("is to be visited is not set."),
        "{not_set}"
    );
    let mut command = made.command();
    command.env("CASEBINDER_DUE_IN_NEED_VISIT_WEEKS", "4");
    run(&mut command).ending(0);
    let said = made.words(Audience::Internal);
    assert!(
        said.contains("Visits are due every 4 weeks. 3 fell due"),
        "{said}"
    );
}

/// Whether a record of that type is named by its id, as `visit:V-1`.
fn names_a_record(said: &str, record: &str) -> bool {
    let name = format!("{record}:");
    let mut after = said.split(&name).skip(1);
    after.any(|rest| rest.starts_with(char::is_alphanumeric))
}

/// The words of a PDF without the places at which a long one may break.
fn words(pdf: &Path) -> String {
    set_words(pdf).replace('\u{200B}', "")
}

/// A household's summary of a case for an audience.
fn summary(built: &Built, case: &str, audience: Audience) -> DocumentRow {
    find(built, case, audience).expect("the case has a summary")
}

fn find(built: &Built, case: &str, audience: Audience) -> Option<DocumentRow> {
    let mut rows = built.of_kind(KIND, audience).into_iter();
    rows.find(|row| row.id == case)
}

/// A small export with its documents.
struct Made {
    home: TempDir,
}

impl Made {
    fn of(export: &Value) -> Self {
        let made = Self { home: folder() };
        fs::write(made.export(), export.to_string()).expect("the export can be written");
        let settings =
            "as_at = \"2026-07-14\"\n[case_summary]\naudiences = [\"internal\", \"family\"]\n";
        fs::write(made.settings(), settings).expect("the settings can be written");
        run(&mut made.command()).ending(0);
        made
    }

    fn export(&self) -> PathBuf {
        self.home.path().join("export.json")
    }

    fn settings(&self) -> PathBuf {
        self.home.path().join("casebinder.toml")
    }

    fn out(&self) -> PathBuf {
        self.home.path().join("out")
    }

    fn command(&self) -> Command {
        build_every_kind(&self.export(), &self.settings(), &self.out())
    }

    /// What the summary of the quarter says.
    fn words(&self, audience: Audience) -> String {
        let edition = match audience {
            Audience::Internal => "",
            _ => "-family",
        };
        let name = format!("C-1/C-1-case-summary{edition}-2026-04-01-to-2026-06-30.pdf");
        words(&Path::new(&self.out()).join("cases").join(name))
    }
}

/// One looked-after child with a visit of every kind in the second quarter of 2026.
fn small() -> Value {
    let visit = |id: &str, day: &str, more: Value| {
        let mut visit =
            json!({ "visit_id": id, "case_id": "C-1", "visited": day, "worker_id": "W-1" });
        for (name, value) in more.as_object().into_iter().flatten() {
            visit[name] = value.clone();
        }
        visit
    };
    json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1", "reason": "Her mother is ill." }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015" }],
        "worker": [{ "worker_id": "W-1", "worker_name": "Una Inventress" }],
        "status_period": [{ "case_id": "C-1", "status": "looked after", "period_from": "05/01/2026" }],
        "placement": [{ "case_id": "C-1", "placed": "06/04/2026", "placement_kind": "foster care" }],
        "visit": [
            visit("V-0", "31/03/2026", json!({ "seen": "yes", "purpose": "Winter visit" })),
            visit("V-1", "01/04/2026", json!({ "seen": "yes", "seen_alone": "yes" })),
            visit("V-2", "20/04/2026", json!({ "seen": "yes", "seen_alone": "no",
                "child_words": "Only when it rains." })),
            visit("V-3", "11/05/2026", json!({ "no_reply": "yes", "seen": "no" })),
            visit("V-4", "18/05/2026", json!({ "seen": "no", "not_seen_reason": "at school" })),
            visit("V-5", "01/06/2026", json!({})),
            visit("V-6", "30/06/2026", json!({ "seen": "yes", "seen_alone": "yes" })),
            visit("V-7", "01/07/2026", json!({ "seen": "yes", "purpose": "Summer visit" })),
        ],
        "plan": [{ "plan_id": "PL-1", "case_id": "C-1", "plan_kind": "care plan", "plan_from": "12/01/2026" }],
        "outcome": [{ "outcome_id": "O-1", "case_id": "C-1", "plan_id": "PL-1", "wanted": "Ada sleeps well" }],
        "progress": [
            { "case_id": "C-1", "outcome_id": "O-1", "noted": "01/02/2026", "progress": "not started" },
            { "case_id": "C-1", "outcome_id": "O-1", "noted": "20/05/2026", "progress": "improved",
              "evidence": "Two nights in three.", "noted_by": "Una Inventress" },
        ],
        "action": [
            { "case_id": "C-1", "action": "Book the eye test", "agreed": "02/04/2026",
              "action_due": "01/05/2026", "action_done": "04/05/2026", "action_status": "achieved" },
            { "case_id": "C-1", "action": "Find a swimming club", "agreed": "02/04/2026",
              "action_due": "01/06/2026", "action_status": "under way" },
            { "case_id": "C-1", "action": "Renew the library card", "agreed": "02/01/2026",
              "action_done": "30/03/2026", "action_status": "achieved" },
            { "case_id": "C-1", "action": "Think again about the threshold", "agreed": "10/06/2026",
              "serves": "SV-1" },
        ],
        "supervision": [{ "supervision_id": "SV-1", "case_id": "C-1", "supervised": "10/06/2026",
            "supervisor": "Ivo Inventor", "supervision_outcome": "Look at the nights again" }],
        "meeting": [{ "meeting_id": "M-1", "case_id": "C-1", "held": "10/02/2026",
            "meeting_kind": "looked-after review" }],
        "recommendation": [{ "case_id": "C-1", "meeting_id": "M-1", "due": "01/05/2026",
            "recommendation": "A passport", "status": "not started" }],
        "event": [
            { "case_id": "C-1", "happened": "05/05/2026", "category": "education", "impact": "positive",
              "what_happened": "Ada walked to school with a friend." },
            { "case_id": "C-1", "happened": "12/06/2026", "category": "achievement", "impact": "positive",
              "what_happened": "Ada won the sack race." },
        ],
    })
}
