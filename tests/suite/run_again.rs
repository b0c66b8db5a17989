//! A second run makes what changed and nothing else; what is gone, damaged, held or newer is said.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use casebinder::view::Outcome;
use tempfile::TempDir;

use crate::running::{
    Household, Ran, build, copy_folder, documents, file_of, files_below, folder, run, words,
};

/// A copy of a household in CSV, to be changed, and a folder for its documents.
struct Copied {
    _home: TempDir,
    export: PathBuf,
    settings: PathBuf,
    out: PathBuf,
}

impl Copied {
    fn new() -> Self {
        let original = Household::named("mill-lane");
        let home = folder();
        let export = home.path().join("export");
        copy_folder(&original.export, &export);
        Self {
            out: home.path().join("out"),
            settings: original.settings,
            export,
            _home: home,
        }
    }

    fn built() -> Self {
        let copied = Self::new();
        copied.build(&[]).ending(0).saying("2 made, 0 unchanged");
        copied
    }

    fn build(&self, flags: &[&str]) -> Ran {
        run(build(&self.export, &self.settings, &self.out).args(flags))
    }

    /// Puts other words in place of some that stand once in a table.
    fn change(&self, table: &str, from: &str, to: &str) {
        let path = self.export.join(table);
        let text = fs::read_to_string(&path).expect("the table is UTF-8");
        assert_eq!(
            text.matches(from).count(),
            1,
            "{from} stands once in {table}"
        );
        fs::write(&path, text.replace(from, to)).expect("the table can be written");
    }

    /// Takes the row of a case out of the table of cases.
    fn without_case(&self, case: &str) {
        let path = self.export.join("cases.csv");
        let mut reader = csv::Reader::from_path(&path).expect("the table is CSV");
        let header = reader.byte_headers().expect("it has headings").clone();
        let rows: Vec<_> = reader
            .byte_records()
            .map(|row| row.expect("a row"))
            .collect();
        let kept = rows.iter().filter(|row| &row[0] != case.as_bytes());
        let mut writer = csv::Writer::from_path(&path).expect("the table can be written");
        for row in std::iter::once(&header).chain(kept) {
            writer
                .write_byte_record(row)
                .expect("the row can be written");
        }
    }

    fn file(&self, case: &str, ending: &str) -> PathBuf {
        let rows = documents(&self.out);
        let row = rows.iter().find(|row| row.id == case);
        file_of(&self.out, row.expect("the case has a document"), ending)
    }
}

/// When each document below a folder was last written.
fn written(out: &Path) -> BTreeMap<String, SystemTime> {
    let mut files = files_below(out);
    files.retain(|name, _| name.starts_with("cases/"));
    let time = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified());
    files
        .into_iter()
        .map(|(name, path)| (name, time(path).expect("the file has a time")))
        .collect()
}

#[test]
fn nothing_changed_so_nothing_is_made_or_touched() {
    let copied = Copied::built();
    let before = written(&copied.out);
    copied
        .build(&[])
        .ending(0)
        .saying("0 made, 2 unchanged, 0 failed.");
    assert_eq!(before, written(&copied.out));
    // With the manifest's key gone, the export is read again, and still no document is touched.
    let manifest = copied.out.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("the manifest is text");
    fs::write(&manifest, text.replace("\"run\": \"", "\"run\": \"x")).expect("it is written");
    copied
        .build(&[])
        .ending(0)
        .saying("0 made, 2 unchanged, 0 failed.");
    assert_eq!(before, written(&copied.out));
}

#[test]
fn a_changed_event_makes_its_case_again_and_no_other() {
    let copied = Copied::built();
    let before = written(&copied.out);
    // An event of the older child alone.
    copied.change(
        "events_extract.csv",
        "First midwife appointment",
        "Earliest midwife appointment",
    );
    let ran = copied.build(&[]).ending(0);
    let after = written(&copied.out);
    let changed: Vec<&str> = after
        .iter()
        .filter(|(name, time)| before[*name] != **time)
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(ran.out.contains("1 made, 1 unchanged"), "{}", ran.out);
    assert!(
        changed.iter().all(|name| name.contains("ML-1001")),
        "{changed:?}"
    );
    assert!(words(&copied.file("ML-1001", ".pdf")).contains("Earliest midwife appointment"));
}

#[test]
fn a_file_that_is_gone_is_made_again() {
    for ending in [".pdf", ".xlsx"] {
        let copied = Copied::built();
        let path = copied.file("ML-1002", ending);
        let before = fs::read(&path).expect("the file is there");
        fs::remove_file(&path).expect("the file can be removed");
        copied.build(&[]).ending(0).saying("1 made, 1 unchanged");
        assert_eq!(before, fs::read(&path).expect("the file is back"));
    }
}

#[test]
fn force_makes_everything_again() {
    let copied = Copied::built();
    let before = files_below(&copied.out).len();
    copied
        .build(&["--force"])
        .ending(0)
        .saying("2 made, 0 unchanged");
    assert_eq!(before, files_below(&copied.out).len());
}

#[test]
fn a_case_that_is_gone_is_listed_and_goes_only_when_asked() {
    let copied = Copied::built();
    let (pdf, sheet) = (
        copied.file("ML-1002", ".pdf"),
        copied.file("ML-1002", ".xlsx"),
    );
    copied.without_case("ML-1002");
    copied
        .build(&[])
        .ending(0)
        .warning("2 files of cases that are gone");
    assert!(
        pdf.is_file() && sheet.is_file(),
        "they are kept until --prune"
    );
    let index = fs::read_to_string(copied.out.join("index.html")).expect("the index is text");
    assert!(
        index.contains("ML-1002-chronology.pdf"),
        "the index lists what is gone"
    );
    copied.build(&["--prune"]).ending(0).warning("were removed");
    assert!(!pdf.exists() && !sheet.exists(), "they went");
    assert!(
        copied.file("ML-1001", ".pdf").is_file(),
        "the other case stays"
    );
}

#[test]
fn a_case_that_is_gone_can_still_be_pruned_a_run_later() {
    let copied = Copied::built();
    let pdf = copied.file("ML-1002", ".pdf");
    copied.without_case("ML-1002");
    copied.build(&[]).ending(0);
    copied.build(&[]).ending(0);
    copied.build(&["--prune"]).ending(0);
    assert!(!pdf.exists(), "it was listed, so it must go");
}

#[test]
fn a_case_that_was_not_asked_for_is_not_gone() {
    let copied = Copied::built();
    let flags = ["--case", "ML-1001", "--prune"];
    let ran = copied.build(&flags).ending(0);
    assert!(!ran.err.contains("gone"), "{}", ran.err);
    assert_eq!(documents(&copied.out).len(), 2);
    assert!(copied.file("ML-1002", ".pdf").is_file());
}

#[test]
fn a_damaged_file_is_found_when_asked_to_look() {
    let copied = Copied::built();
    let path = copied.file("ML-1002", ".pdf");
    let whole = fs::read(&path).expect("the PDF is there");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    fs::write(&path, &damaged).expect("the file can be written");
    copied
        .build(&["--verify"])
        .ending(0)
        .saying("1 made, 1 unchanged");
    assert!(
        whole == fs::read(&path).expect("the PDF is there"),
        "it is whole again"
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let copied = Copied::new();
    copied
        .build(&["--dry-run"])
        .ending(0)
        .saying("2 would be made");
    assert!(!copied.out.exists(), "not even the folder");
    copied.build(&[]).ending(0);
    let before = files_below(&copied.out).len();
    let times = written(&copied.out);
    copied
        .build(&["--dry-run", "--force"])
        .ending(0)
        .saying("2 would be made");
    assert_eq!(times, written(&copied.out));
    assert_eq!(before, files_below(&copied.out).len());
}

#[test]
fn a_folder_that_is_held_is_left_alone_and_the_holder_named() {
    let copied = Copied::new();
    fs::create_dir_all(&copied.out).expect("the folder can be made");
    let mut options = OpenOptions::new();
    let options = options.create(true).truncate(false).read(true).write(true);
    let mut lock = options
        .open(copied.out.join(".lock"))
        .expect("the lock is made");
    lock.lock().expect("the lock is free");
    lock.write_all(b"process 4711 on the office PC")
        .expect("the lock is written");
    copied
        .build(&[])
        .ending(4)
        .warning("another run holds this folder (process 4711 on the office PC)");
    assert!(files_below(&copied.out).is_empty(), "nothing was written");
    lock.unlock().expect("the lock is let go");
    copied.build(&[]).ending(0).saying("2 made");
}

#[test]
fn what_a_newer_version_wrote_is_refused() {
    let newer = [
        ("manifest.json", "{\"schema\": 2}"),
        ("register.jsonl", "{\"schema\": 2, \"deed\": \"filing\"}\n"),
    ];
    for (name, text) in newer {
        let copied = Copied::new();
        fs::create_dir_all(&copied.out).expect("the folder can be made");
        fs::write(copied.out.join(name), text).expect("it is written");
        let ran = copied.build(&[]).ending(2);
        assert!(ran.err.contains("newer version"), "{}", ran.err);
        assert_eq!(files_below(&copied.out).len(), 1, "nothing was written");
    }
}

#[test]
fn a_date_prepared_later_leaves_the_documents_as_they_are_signed() {
    let copied = Copied::built();
    let digests = |rows: Vec<casebinder::view::DocumentRow>| -> Vec<(Outcome, String)> {
        rows.into_iter()
            .map(|row| (row.outcome, row.view_digest))
            .collect()
    };
    let before = digests(documents(&copied.out));
    copied.build(&["--as-at", "2026-07-01"]).ending(0);
    let after = digests(documents(&copied.out));
    let same = before.iter().zip(&after).all(|(old, new)| old.1 == new.1);
    assert!(same, "what a checker is bound to does not hang on the day");
}
