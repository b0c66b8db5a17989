//! By when a request must be answered, in sentences; and the log of what was shared, listed without names and
//! checked.

use std::fs;
use std::path::Path;

use casebinder::batch::register::{Register, SharedFile, Sharing};
use serde_json::Value;

use crate::running::{Ran, casebinder, folder, run};

fn clock(words: &[&str]) -> Ran {
    run(casebinder(["access", "clock"]).args(words))
}

#[test]
fn the_clock_is_told_in_sentences() {
    let cases: [(&[&str], &str); 5] = [
        (
            &["--received", "2026-03-10", "--as-at", "2026-04-01"],
            "The clock started on 10 March 2026.\nAnswer by 10 April 2026. As at 1 April 2026, 9 days are left.\n\
             If the request is complex and the person is told so, and why, by 10 April 2026, the last day is 10 June 2026.\n",
        ),
        (
            &["--received", "2026-03-10", "--as-at", "2026-04-12"],
            "The clock started on 10 March 2026.\nThe answer was due by 10 April 2026. As at 12 April 2026, it is 2 days late.\n",
        ),
        (
            &[
                "--received",
                "2026-03-10",
                "--identity-shown",
                "2026-03-24",
                "--paused",
                "2026-03-26..2026-03-30",
                "--paused",
                "2026-04-20..2026-04-25",
                "--extended-told",
                "2026-04-28",
                "--as-at",
                "2026-07-03",
            ],
            "The clock started on 24 March 2026, when the person showed who they are.\n\
             It stood still for 9 days, while the person was asked what they mean.\n\
             Answer by 3 July 2026. As at 3 July 2026, this is the last day.\n\
             The person was told within the first month that more time is needed, so it is three months in all.\n",
        ),
        (
            &[
                "--received",
                "2026-03-10",
                "--paused",
                "2026-04-02..",
                "--as-at",
                "2026-04-12",
            ],
            "The clock started on 10 March 2026.\nIt has stood still since 2 April 2026: the person has yet to say \
             what they mean. No date can be given until they do.\n",
        ),
        (
            &[
                "--received",
                "2026-03-10",
                "--identity-awaited",
                "--as-at",
                "2026-04-12",
            ],
            "The clock has not started: the person has yet to show who they are. No date can be given; the month \
             starts on the day they do.\n",
        ),
    ];
    for (words, said) in cases {
        assert_eq!(clock(words).ending(0).out, said, "{words:?}");
    }
}

#[test]
fn the_clock_is_told_as_json() {
    let ran = clock(&[
        "--received",
        "2026-01-31",
        "--as-at",
        "2026-03-03",
        "--json",
    ])
    .ending(0);
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(told["answer_by"], "2026-03-02");
    assert_eq!(told["days_left"], -1);
    assert_eq!(told["overdue"], true);
}

#[test]
fn days_that_are_none_or_do_not_fit_are_refused() {
    for words in [
        &["--received", "10/03/2026"][..],
        &["--received", "2026-03-10", "--paused", "2026-03-12"],
        &[
            "--received",
            "2026-03-10",
            "--paused",
            "2026-03-12..2026-03-11",
        ],
        &[
            "--received",
            "2026-03-10",
            "--identity-shown",
            "2026-05-11",
            "--as-at",
            "2026-04-01",
        ],
        &[
            "--received",
            "2026-03-10",
            "--extended-told",
            "2026-03-09",
            "--as-at",
            "2026-04-01",
        ],
        &[
            "--received",
            "2026-03-10",
            "--identity-shown",
            "2026-03-11",
            "--identity-awaited",
        ],
        &[],
    ] {
        clock(words).ending(2);
    }
}

/// A folder of documents from which two copies were shared.
fn shared(out: &Path) {
    for request in ["SAR-1", "SAR-2"] {
        let sharing = Sharing {
            on: "2026-06-30".parse().expect("a day"),
            request: request.into(),
            subject: "P-1".into(),
            cases: vec!["C-1".into()],
            files: vec![SharedFile {
                name: "C-1-access-copy.pdf".into(),
                sha256: "ab".repeat(32),
            }],
            with: "Ada Invented".into(),
            with_role: "the data subject".into(),
            by: "J. Invented".into(),
            sent: "recorded delivery".into(),
            left_out: 2,
            ..Sharing::default()
        };
        Register::share(&out.join("register.jsonl"), sharing).expect("it is written");
    }
}

fn log(out: &Path, words: &[&str]) -> Ran {
    run(casebinder(["access", "log"]).arg(out).args(words))
}

#[test]
fn the_log_is_listed_without_names_and_found_whole() {
    let out = folder();
    shared(out.path());
    let ran = log(out.path(), &["--verify"]).ending(0).saying("2 entries, chain whole.").saying(
        "30 June 2026: request SAR-1, C-1, to the data subject, by recorded delivery. 2 restricted items were left out.\n  C-1-access-copy.pdf",
    );
    assert!(!ran.out.contains("Invented"), "{}", ran.out);
    let json = log(out.path(), &["--json"]).ending(0);
    let told: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(told["entries"][1]["request"], "SAR-2");
    assert!(!json.out.contains("Invented"), "{}", json.out);
    let noted = told["last"].as_str().expect("a digest").to_owned();
    log(out.path(), &["--expect", &noted])
        .ending(0)
        .saying("is the last");
    shared(out.path());
    log(out.path(), &["--expect", &noted])
        .ending(0)
        .saying("2 were added since");
}

#[test]
fn a_log_that_was_changed_ends_with_5_and_names_the_lines() {
    let out = folder();
    shared(out.path());
    let path = out.path().join("register.jsonl");
    let before = log(out.path(), &["--json"]).ending(0);
    let told: Value = serde_json::from_str(&before.out).expect("JSON");
    let noted = told["last"].as_str().expect("a digest").to_owned();
    let text = fs::read_to_string(&path).expect("the register");
    fs::write(&path, text.replacen("SAR-1", "SAR-9", 1)).expect("written");
    let ran = log(&path, &["--verify"])
        .ending(5)
        .warning("line 2")
        .warning("line 1");
    assert!(!ran.err.contains("Invented"), "{}", ran.err);
    log(out.path(), &[]).ending(0).warning("was changed");
    let first = text.lines().next().expect("an entry");
    fs::write(&path, format!("{first}\n")).expect("written");
    log(out.path(), &["--verify"])
        .ending(0)
        .saying("One entry, chain whole");
    log(out.path(), &["--expect", &noted]).ending(5);
}

#[test]
fn a_folder_without_a_register_has_no_log() {
    let out = folder();
    log(out.path(), &["--verify"])
        .ending(3)
        .warning("no register");
}
