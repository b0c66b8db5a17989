//! A log that was tampered with says so, and where.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use super::super::Register;
use super::*;

/// A register with three sharings, a signature after each: sharings on lines 1, 3 and 5.
fn register() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.jsonl");
    for request in ["R-1", "R-2", "R-3"] {
        Register::share(&path, sharing(request)).expect("it is written");
        let signature = Deed::Signature {
            document: "chronology/internal/C-1".into(),
            view: "aa".into(),
            by: "J. Invented".into(),
            role: "team manager".into(),
            on: day(),
        };
        Register::add(&path, signature).expect("it is written");
    }
    (folder, path)
}

fn day() -> NaiveDate {
    "2026-06-30".parse().expect("a day")
}

fn sharing(request: &str) -> Sharing {
    Sharing {
        on: day(),
        request: request.into(),
        subject: "P-1".into(),
        cases: vec!["C-1".into()],
        with: "Ada Invented".into(),
        with_role: "the data subject".into(),
        left_out: 2,
        ..Sharing::default()
    }
}

/// The lines named by a check, the first of each issue.
fn broken_at(path: &Path) -> Vec<u32> {
    let issues = Register::verify_log(path).err().unwrap_or_default();
    let first = issues.iter().filter_map(|issue| issue.origins.first());
    let lines = first.filter_map(|origin| match origin.place {
        crate::issue::Place::Line { line, .. } => Some(line),
        _ => None,
    });
    lines.collect()
}

#[test]
fn a_log_that_nobody_touched_is_whole() {
    let (_folder, path) = register();
    let chain = Register::verify_log(&path).expect("it is whole");
    assert_eq!(chain.digests.len(), 3);
    let text = fs::read_to_string(&path).expect("it is read");
    assert_eq!(
        chain.last(),
        sha256(text.lines().nth(4).unwrap_or_default().as_bytes())
    );
    let read = Register::read(&path).expect("it is read");
    assert_eq!(
        read.sharings().cloned().collect::<Vec<_>>(),
        ["R-1", "R-2", "R-3"].map(sharing)
    );
}

#[test]
fn a_log_without_entries_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.jsonl");
    fs::write(&path, "{\"schema\":1,\"deed\":\"waiver\"}\n").expect("written");
    let chain = Register::verify_log(&path).expect("it is whole");
    assert_eq!((chain.digests.len(), chain.last()), (0, sha256(b"")));
    assert_eq!(chain.since(&sha256(b"")), Some(0));
}

#[test]
fn what_was_done_to_it_is_named_by_line() {
    type Change = fn(&mut Vec<String>);
    let changes: [(&str, Change, &[u32]); 9] = [
        (
            "first changed",
            |it| it[0] = it[0].replace("R-1", "R-9"),
            &[3],
        ),
        (
            "second changed",
            |it| it[2] = it[2].replace("C-1", "C-2"),
            &[5],
        ),
        ("second removed", |it| drop(it.remove(2)), &[4]),
        ("first removed", |it| drop(it.remove(0)), &[2]),
        ("two swapped", |it| it.swap(2, 4), &[3, 5]),
        (
            "one put in again",
            |it| it.insert(3, it[0].clone()),
            &[4, 6],
        ),
        (
            "called another deed",
            |it| it[2] = it[2].replace("\"sharing\"", "\"waiver\""),
            &[5],
        ),
        (
            "its own link changed",
            |it| it[2] = it[2].replace("\"previous\":\"", "\"previous\":\"0"),
            &[3, 5],
        ),
        ("damaged", |it| it[2].truncate(9), &[3, 5]),
    ];
    for (name, change, expected) in changes {
        let (_folder, path) = register();
        let text = fs::read_to_string(&path).expect("it is read");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        change(&mut lines);
        fs::write(&path, lines.join("\n")).expect("it is written");
        assert_eq!(broken_at(&path), expected, "{name}");
    }
}

#[test]
fn other_deeds_may_go_without_breaking_it() {
    let (_folder, path) = register();
    let text = fs::read_to_string(&path).expect("it is read");
    let lines: Vec<&str> = text.lines().step_by(2).collect();
    fs::write(&path, lines.join("\n")).expect("it is written");
    assert!(Register::verify_log(&path).is_ok());
    Register::share(&path, sharing("R-4")).expect("it is written");
    let chain = Register::verify_log(&path).expect("it is whole");
    assert_eq!(chain.digests.len(), 4);
}

#[test]
fn a_digest_that_was_noted_shows_an_end_that_was_cut_off() {
    let (_folder, path) = register();
    let noted = Register::verify_log(&path).expect("it is whole").last();
    Register::share(&path, sharing("R-4")).expect("it is written");
    let chain = Register::verify_log(&path).expect("it is whole");
    assert_eq!(chain.since(&noted), Some(1));
    let text = fs::read_to_string(&path).expect("it is read");
    let kept: Vec<&str> = text.lines().take(4).collect();
    fs::write(&path, kept.join("\n")).expect("it is written");
    let cut = Register::verify_log(&path).expect("the chain alone does not show it");
    assert_eq!(cut.since(&noted), None);
}

#[test]
fn those_who_share_at_the_same_time_do_not_fork_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.jsonl");
    thread::scope(|scope| {
        for writer in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for entry in 0..5 {
                    let request = format!("R-{writer}-{entry}");
                    Register::share(path, sharing(&request)).expect("it is written");
                }
            });
        }
    });
    let chain = Register::verify_log(&path).expect("it is whole");
    assert_eq!(chain.digests.len(), 40);
}
