//! A checker's name stands on exactly the document that was checked, and an edited design says that
//! nobody approved it until somebody does.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::running::{Ran, build, casebinder, document, file_of, folder, run, words};

const DRAFT: &str = "not yet checked";
const CHECKED: &str = "Checked by J. Invented, team manager, on 1 July 2026.";
const UNAPPROVED: &str = "made with a design that nobody has approved";

/// A small case of its own, its settings, and a folder for its document.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { home: folder() };
        desk.write("casebinder.toml", "as_at = \"2026-06-30\"\n");
        desk.record("Ada began school.");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the file can be written");
    }

    /// The one event of the case.
    fn record(&self, happened: &str) {
        let export = serde_json::json!({
            "casebinder": { "schema": 1 },
            "case": [{ "case_id": "C-1", "child_id": "P-1" }],
            "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2020" }],
            "event": [{
                "event_id": "E-1", "case_id": "C-1", "happened": "02/09/2024",
                "category": "school change", "what_happened": happened, "source_agency": "School",
            }],
        });
        self.write("export.json", &export.to_string());
    }

    fn build(&self, flags: &[&str]) -> Ran {
        let (export, settings) = (self.path("export.json"), self.path("casebinder.toml"));
        let mut command = build(&export, &settings, &self.path("out"));
        run(command.args(flags))
    }

    fn pdf(&self) -> PathBuf {
        let out = self.path("out");
        file_of(&out, &document(&out, "C-1"), ".pdf")
    }

    fn says(&self) -> String {
        words(&self.pdf())
    }

    fn sign(&self, file: &Path) -> Ran {
        let mut command = casebinder(["sign"]);
        command.arg(file).args(["--by", "J. Invented"]);
        run(command.args(["--role", "team manager", "--on", "2026-07-01"]))
    }

    fn design(&self, words: &[&str]) -> Ran {
        run(casebinder(["layouts"])
            .args(words)
            .current_dir(self.home.path()))
    }

    /// A folder of layouts with one of them edited.
    fn edited(&self, name: &str, from: &str, to: &str) -> String {
        self.design(&["export", "--out", "own"]).ending(0);
        let path = self.path("own").join(name);
        let text = fs::read_to_string(&path).expect("the layout is exported");
        assert!(text.contains(from), "{name} holds {from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("the layout can be written");
        self.path("own").to_string_lossy().into_owned()
    }
}

#[test]
fn a_checker_stands_on_the_document_that_was_checked_and_on_no_other() {
    let desk = Desk::new();
    desk.build(&[]).ending(0).saying("1 made");
    assert!(desk.says().contains(DRAFT));
    desk.sign(&desk.pdf()).ending(0).saying("Signed.");
    desk.build(&[]).ending(0).saying("1 made");
    let signed = desk.says();
    assert!(
        signed.contains(CHECKED) && !signed.contains(DRAFT),
        "{signed}"
    );
    assert_eq!(
        document(&desk.path("out"), "C-1").status,
        "checked by J. Invented, team manager, 1 July 2026"
    );
    // The day of preparing is no part of what was checked.
    desk.build(&["--as-at", "2026-07-09"]).ending(0);
    assert!(
        desk.says().contains(CHECKED),
        "another day makes no draft of it"
    );
    desk.record("Ada began school in September.");
    desk.build(&[]).ending(0).saying("1 made");
    let changed = desk.says();
    assert!(
        changed.contains(DRAFT) && !changed.contains("J. Invented"),
        "{changed}"
    );
    desk.record("Ada began school.");
    desk.build(&[]).ending(0);
    assert!(
        desk.says().contains(CHECKED),
        "it is again what was checked"
    );
}

#[test]
fn a_workbook_is_signed_as_its_document_is() {
    let desk = Desk::new();
    desk.build(&[]).ending(0);
    desk.sign(&desk.pdf().with_extension("xlsx")).ending(0);
    desk.build(&[]).ending(0);
    assert!(desk.says().contains(CHECKED));
}

#[test]
fn a_file_that_was_changed_or_that_no_build_made_is_not_signed() {
    let desk = Desk::new();
    desk.build(&[]).ending(0);
    let pdf = desk.pdf();
    let mut bytes = fs::read(&pdf).expect("the PDF is there");
    bytes.push(b'\n');
    fs::write(&pdf, bytes).expect("the PDF can be written");
    desk.sign(&pdf)
        .ending(2)
        .warning("changed after it was made");
    desk.write("out/cases/other.pdf", "none of ours");
    desk.sign(&desk.path("out/cases/other.pdf"))
        .ending(2)
        .warning("no document that a build made");
    desk.sign(&desk.path("nowhere.pdf")).ending(3);
    assert!(
        !desk.path("out/register.jsonl").exists(),
        "nothing was recorded"
    );
}

#[test]
fn an_edited_design_says_that_nobody_approved_it_until_somebody_does() {
    let desk = Desk::new();
    let own = desk.edited("chronology.typ", "[What happened]", "[What took place]");
    let flags = ["--layouts", own.as_str()];
    desk.build(&flags).ending(0);
    let said = desk.says();
    assert!(
        said.contains("What took place") && said.contains(UNAPPROVED),
        "{said}"
    );
    let list = ["list", "--layouts", "own", "--out", "out"];
    desk.design(&list)
        .ending(0)
        .saying("edited (chronology.typ), not approved");
    let mut words = vec![
        "approve",
        "chronology",
        "--by",
        "M. Head",
        "--role",
        "head of service",
    ];
    words.extend(["--on", "2026-07-01", "--layouts", "own", "--out", "out"]);
    desk.design(&words).ending(0).saying("Approved.");
    desk.design(&list)
        .ending(0)
        .saying("approved by M. Head, head of service, on 2026-07-01");
    desk.build(&flags).ending(0);
    assert!(!desk.says().contains(UNAPPROVED), "the approval holds");
    desk.edited("chronology.typ", "[What happened]", "[Events]");
    desk.build(&flags).ending(0);
    assert!(
        desk.says().contains(UNAPPROVED),
        "it held for that design only"
    );
}

#[test]
fn an_edited_wording_is_an_edited_design_too() {
    let desk = Desk::new();
    let own = desk.edited(
        "wording/terms.json",
        "\"Period covered\"",
        "\"From and to\"",
    );
    let ran = desk.build(&["--layouts", own.as_str()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let said = desk.says();
    assert!(
        said.contains("From and to") && said.contains(UNAPPROVED),
        "{said}"
    );
}

#[test]
fn the_shipped_design_needs_no_approval() {
    let desk = Desk::new();
    desk.build(&[]).ending(0);
    assert!(!desk.says().contains(UNAPPROVED));
    desk.design(&["list", "--out", "out"])
        .ending(0)
        .saying("[shipped]");
    // Exported and not edited, it is still the shipped one.
    desk.design(&["export", "--out", "own"]).ending(0);
    desk.build(&["--layouts", &desk.path("own").to_string_lossy()])
        .ending(0);
    assert!(!desk.says().contains(UNAPPROVED));
}

#[test]
fn a_broken_layout_is_found_before_the_first_case_with_file_and_line() {
    let broken = [
        (
            "chronology.typ",
            "#let body(view) = {",
            "#let body(view) = {\n  #nothing(",
        ),
        (
            "chronology.typ",
            "opening(view.face)",
            "no-such-function(view.face)",
        ),
        (
            "shared/page.typ",
            "#let quiet = luma(90)",
            "#let quiet = luma(\"grey\", 9, 9)",
        ),
    ];
    for (name, from, to) in broken {
        let desk = Desk::new();
        let own = desk.edited(name, from, to);
        let ran = desk.build(&["--layouts", &own]).ending(2);
        let place = format!("at {name}, line ");
        assert!(ran.err.contains(&place), "{place}\n{}", ran.err);
        assert!(!desk.path("out/cases").exists(), "nothing was made");
    }
}

#[test]
fn a_broken_wording_is_found_before_the_first_case() {
    let desk = Desk::new();
    let own = desk.edited(
        "wording/event.j2",
        "{{ what_happened",
        "{{ whatever_happened",
    );
    let ran = desk.build(&["--layouts", &own]).ending(2);
    assert!(ran.err.contains("event.j2"), "{}", ran.err);
    let own = desk.edited("wording/event.j2", "{{ what_happened", "{% if ");
    let ran = desk.build(&["--layouts", &own]).ending(2);
    assert!(ran.err.contains("event.j2"), "{}", ran.err);
}
