//! A run that is killed leaves whole files under final names, and the next run carries on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use casebinder::verify;
use tempfile::TempDir;

use crate::running::{casebinder, documents, files_below, folder, run, sheets};

const CHILDREN: &str = "40";
/// How long each run is let live, in milliseconds.
const MOMENTS: &[u64] = &[40, 170, 330, 520, 700, 910, 1100];

/// An invented export of some size.
fn sample() -> TempDir {
    let export = folder();
    let words = ["sample", "--children", CHILDREN, "--events", "12", "--out"];
    run(casebinder(words).arg(export.path())).ending(0);
    export
}

fn build(export: &Path, out: &Path) -> std::process::Command {
    let mut command = casebinder(["build", "--as-at", "2026-06-30", "--only", "chronology"]);
    command.arg(export).arg("--out").arg(out);
    command
}

#[test]
fn whenever_it_is_killed_its_files_are_whole_and_the_next_run_carries_on() {
    let (export, out) = (sample(), folder());
    for moment in MOMENTS {
        let mut command = build(export.path(), out.path());
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = command.spawn().expect("the program starts");
        thread::sleep(Duration::from_millis(*moment));
        running.kill().expect("it can be killed");
        running.wait().expect("it ends");
        assert_whole(out.path());
    }
    // On a quick machine a late moment comes after the end: then the manifest has taken the journal's place.
    let ended = out.path().join("manifest.json").exists();
    let kept = if ended { 40 } else { finished(out.path()) };
    let ran = run(&mut build(export.path(), out.path())).ending(0);
    let said = format!("{} made, {kept} unchanged, 0 failed.", 40 - kept);
    assert!(kept == 40 || ran.out.contains(&said), "{said} {}", ran.out);
    assert_whole(out.path());
    assert_tidy(out.path());
    assert_eq!(documents(out.path()).len(), 40);
}

#[cfg(unix)]
#[test]
fn an_interruption_ends_the_run_with_whole_files_and_its_own_code() {
    let (export, out) = (sample(), folder());
    let mut command = build(export.path(), out.path());
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = command.spawn().expect("the program starts");
    let first = || finished(out.path()) > 0;
    assert!(waited_for(first), "a first document is made");
    let id = running.id().to_string();
    let asked = std::process::Command::new("kill")
        .args(["-INT", &id])
        .status();
    assert!(asked.expect("kill is there").success());
    let ended = running.wait().expect("it ends");
    assert_eq!(ended.code(), Some(130));
    assert_whole(out.path());
    run(&mut build(export.path(), out.path())).ending(0);
    assert_tidy(out.path());
    assert_eq!(documents(out.path()).len(), 40);
}

#[cfg(unix)]
fn waited_for(happened: impl Fn() -> bool) -> bool {
    (0..400).any(|_| {
        thread::sleep(Duration::from_millis(25));
        happened()
    })
}

/// How many documents the journal says are finished.
fn finished(out: &Path) -> usize {
    let journal = fs::read_to_string(out.join(".journal.jsonl")).unwrap_or_default();
    let whole = journal.lines().filter_map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).ok()?;
        row["id"].as_str().map(str::to_owned)
    });
    whole.collect::<std::collections::BTreeSet<_>>().len()
}

/// Every file with a final name can be read to its end.
#[track_caller]
fn assert_whole(out: &Path) {
    for (name, path) in finals(out) {
        if name.ends_with(".pdf") {
            let bytes = fs::read(&path).expect("the file can be read");
            assert!(verify::read(&bytes).is_ok(), "{name} is not whole");
        } else {
            assert!(!sheets(&path).is_empty(), "{name} is not whole");
        }
    }
}

fn finals(out: &Path) -> Vec<(String, PathBuf)> {
    let is_final = |name: &str| {
        let last = name.rsplit('/').next().unwrap_or_default();
        !last.starts_with('.') && (name.ends_with(".pdf") || name.ends_with(".xlsx"))
    };
    let files = files_below(out).into_iter();
    files.filter(|(name, _)| is_final(name)).collect()
}

/// Nothing unfinished is left behind.
#[track_caller]
fn assert_tidy(out: &Path) {
    let left: Vec<String> = files_below(out)
        .into_keys()
        .filter(|name| name.split('/').any(|part| part.starts_with('.')))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
