//! A workbook that was edited and given back (rule 19): what is taken out, put back, added and
//! reworded; and an edit whose record has changed since is said and never silently kept.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::running::{Ran, build, document, file_of, folder, run, sheets, words};

/// A case with four events, built, and its worksheet to be edited.
struct Desk {
    home: TempDir,
    rows: Vec<Vec<Data>>,
    header: usize,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self {
            home: folder(),
            rows: Vec::new(),
            header: 0,
        };
        desk.write("casebinder.toml", "as_at = \"2026-06-30\"\n");
        desk.record(&export("Ada moved in with her aunt."));
        desk.build(&["export.json"]).ending(0).saying("1 made");
        desk.rows = sheets(&desk.file(".xlsx")).remove(0).1;
        let header = desk.rows.iter().position(|row| row[0] == *"Entry");
        desk.header = header.expect("the sheet has headings");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the file can be written");
    }

    fn record(&self, export: &Value) {
        self.write("export.json", &export.to_string());
    }

    /// Builds from the first file named and any others.
    fn build(&self, exports: &[&str]) -> Ran {
        let settings = self.path("casebinder.toml");
        let mut command = build(&self.path(exports[0]), &settings, &self.path("out"));
        run(command.args(exports[1..].iter().map(|name| self.path(name))))
    }

    fn file(&self, ending: &str) -> PathBuf {
        let out = self.path("out");
        file_of(&out, &document(&out, "C-1"), ending)
    }

    fn says(&self) -> String {
        words(&self.file(".pdf"))
    }

    /// The reason for which an entry is left out.
    fn left_out(&self, entry: &str) -> Option<String> {
        let row = document(&self.path("out"), "C-1");
        let mut left = row.left_out.into_iter();
        left.find(|it| it.id == entry).map(|it| it.reason)
    }

    fn column(&self, heading: &str) -> usize {
        let mut cells = self.rows[self.header].iter();
        let found = cells.position(|cell| cell == heading);
        found.unwrap_or_else(|| panic!("the sheet has a column {heading}"))
    }

    /// Sets a cell in the row of an entry.
    fn set(&mut self, entry: &str, heading: &str, words: &str) {
        let column = self.column(heading);
        let row = self.rows.iter_mut().find(|row| row[0] == entry);
        row.expect("the entry has a row")[column] = Data::String(words.to_owned());
    }

    /// Adds a row with some of its cells filled.
    fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![Data::Empty; self.rows[self.header].len()];
        for (heading, words) in cells {
            row[self.column(heading)] = Data::String((*words).to_owned());
        }
        self.rows.push(row);
    }

    /// Saves the edited rows as a spreadsheet program would, and builds with them.
    fn give_back(&self) -> Ran {
        save(&self.rows, &self.path("edited.xlsx"));
        self.build(&["export.json", "edited.xlsx"])
    }
}

pub fn save(rows: &[Vec<Data>], path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let written = match cell {
                Data::Empty => Ok(&mut *sheet),
                Data::DateTime(moment) => {
                    sheet.write_number_with_format(row, column, moment.as_f64(), &day)
                }
                Data::Float(number) => sheet.write_number(row, column, *number),
                words => sheet.write_string(row, column, words.to_string()),
            };
            written.expect("the cell can be written");
        }
    }
    book.save(path).expect("the workbook can be saved");
}

/// The export, in which the words of the second event can differ.
fn export(moved: &str) -> Value {
    let event = |id: &str, day: &str, category: &str, words: &str| {
        json!({
            "event_id": id, "case_id": "C-1", "happened": day, "category": category,
            "what_happened": words, "source_agency": "School", "recorded_by": "W. Worker",
        })
    };
    json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1" }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2014" }],
        "event": [
            event("E-1", "02/09/2018", "school change", "Ada began school."),
            event("E-2", "11/01/2021", "move", moved),
            event("E-3", "05/05/2022", "call", "A call about shoes."),
            event("E-4", "06/06/2023", "achievement", "Ada won the spelling prize."),
        ],
    })
}

#[test]
fn given_back_unchanged_it_changes_nothing() {
    let desk = Desk::new();
    let before = desk.says();
    desk.give_back().ending(0);
    assert_eq!(before, desk.says());
    assert_eq!(desk.left_out("event:E-1"), None);
}

#[test]
fn an_entry_taken_out_is_left_out_and_listed_as_such() {
    let mut desk = Desk::new();
    assert!(desk.says().contains("Ada began school."));
    desk.set("event:E-1", "Belongs", "no");
    desk.give_back().ending(0).saying("1 made");
    assert!(!desk.says().contains("Ada began school."));
    let reason = desk.left_out("event:E-1").expect("it is listed");
    assert_eq!(reason, "were taken out in the working copy");
    assert!(
        desk.says()
            .contains("Not listed, 1: entries that were taken out in the working copy")
    );
}

#[test]
fn an_entry_left_out_is_put_back() {
    let mut desk = Desk::new();
    assert!(!desk.says().contains("A call about shoes."));
    assert!(desk.left_out("event:E-3").is_some());
    desk.set("event:E-3", "Belongs", "yes");
    desk.give_back().ending(0).saying("1 made");
    assert!(desk.says().contains("A call about shoes."));
    assert_eq!(desk.left_out("event:E-3"), None);
}

#[test]
fn a_new_row_is_a_new_event() {
    let mut desk = Desk::new();
    desk.add(&[
        ("Date", "03/03/2020"),
        ("What happened", "Ada met the school dog."),
        ("Source", "Class teacher"),
        ("Case", "C-1"),
    ]);
    desk.give_back().ending(0).saying("1 made");
    let said = desk.says();
    assert!(
        said.contains("3 Mar 2020") && said.contains("Ada met the school dog."),
        "{said}"
    );
    assert!(said.contains("Class teacher"), "{said}");
}

#[test]
fn a_new_row_with_a_partial_date_keeps_it_partial() {
    let mut desk = Desk::new();
    desk.add(&[
        ("Date as recorded", "c. 2019"),
        ("What happened", "Ada learnt to swim."),
        ("Case", "C-1"),
    ]);
    desk.give_back().ending(0);
    assert!(desk.says().contains("about 2019"), "{}", desk.says());
}

#[test]
fn a_reference_and_positions_given_back_are_printed() {
    let mut desk = Desk::new();
    desk.set("event:E-4", "Document reference", "Bundle page C17");
    desk.set(
        "event:E-4",
        "Positions of the parties",
        "The father says that it was the year before.",
    );
    desk.give_back().ending(0);
    let said = desk.says();
    for expected in [
        "Bundle page C17",
        "The father says that it was the year before.",
        "disputed",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn an_edit_whose_record_has_changed_since_is_said_and_not_used() {
    let mut desk = Desk::new();
    desk.set("event:E-2", "Belongs", "no");
    desk.give_back().ending(0);
    assert!(!desk.says().contains("Ada moved in with her aunt"));
    desk.record(&export("Ada moved in with her aunt and uncle."));
    desk.give_back().ending(0);
    assert!(
        desk.says()
            .contains("Ada moved in with her aunt and uncle.")
    );
    assert_eq!(codes(&desk), ["CB0601"]);
}

#[test]
fn an_edit_of_a_record_that_is_gone_is_said() {
    let mut desk = Desk::new();
    desk.set("event:E-4", "Belongs", "no");
    let mut export = export("Ada moved in with her aunt.");
    export["event"].as_array_mut().expect("a list").pop();
    desk.record(&export);
    desk.give_back().ending(0);
    assert_eq!(codes(&desk), ["CB0602"]);
}

#[test]
fn an_order_in_the_day_given_back_orders_the_day() {
    let mut desk = Desk::new();
    for (words, order) in [("Ada ate lunch.", "2"), ("Ada ate breakfast.", "1")] {
        desk.add(&[
            ("Date", "03/03/2020"),
            ("What happened", words),
            ("Case", "C-1"),
            ("Order in day", order),
        ]);
    }
    desk.give_back().ending(0);
    let said = desk.says();
    let at = |words: &str| said.find(words).expect("it is printed");
    assert!(at("Ada ate breakfast.") < at("Ada ate lunch."), "{said}");
}

#[test]
fn a_row_that_cannot_be_read_is_set_aside_with_its_cell() {
    let mut desk = Desk::new();
    desk.add(&[("What happened", "No day and no case.")]);
    desk.set("event:E-1", "Belongs", "perhaps");
    desk.give_back().ending(0);
    let settings = desk.path("casebinder.toml");
    let mut check = crate::running::casebinder(["check"]);
    check.args(["export.json", "edited.xlsx"].map(|name| desk.path(name)));
    let ran = run(check.arg("--config").arg(settings)).ending(1);
    for code in ["error[CB0606]", "error[CB0604]"] {
        assert!(ran.out.contains(code), "{code}: {}", ran.out);
    }
    assert!(!ran.out.contains("perhaps"), "{}", ran.out);
}

fn codes(desk: &Desk) -> Vec<String> {
    let row = document(&desk.path("out"), "C-1");
    row.issues.into_iter().map(|issue| issue.code).collect()
}
