//! Court chronologies as lawyers use them: built, edited, filed, edited again, with an addendum; and what
//! a court must never be shown.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use casebinder::model::declare::{ListVisitor, Listed};
use casebinder::view::DocumentRow;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::family_editions::forbidden_in;
use crate::households::pages;
use crate::running::{
    Household, Ran, build_every_kind, casebinder, documents, file_of, folder, plain, read, run,
    sheets, words,
};
use crate::working_copy::save;

/// The kinds that this is about.
const KINDS: &str = "court-chronology,counsel-sheet";

/// An export, its settings, and the documents of its proceedings.
struct Chambers {
    home: TempDir,
    export: PathBuf,
    settings: PathBuf,
}

impl Chambers {
    /// Those of a household.
    fn of(household: &Household) -> Self {
        Self {
            home: folder(),
            export: household.export.clone(),
            settings: household.settings.clone(),
        }
    }

    /// Those of a small export, written beside them.
    fn new(events: &Value) -> Self {
        let home = folder();
        let chambers = Self {
            export: home.path().join("export.json"),
            settings: home.path().join("casebinder.toml"),
            home,
        };
        fs::write(&chambers.settings, "as_at = \"2026-06-30\"\n").expect("settings are written");
        chambers.record(events);
        chambers
    }

    /// Two children in proceedings since March 2026, with these events.
    fn record(&self, events: &Value) {
        let export = json!({
            "casebinder": { "schema": 1 },
            "case": [
                { "case_id": "C-1", "child_id": "P-1", "opened": "01/02/2019" },
                { "case_id": "C-2", "child_id": "P-2", "opened": "01/02/2019" },
            ],
            "person": [
                { "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015" },
                { "person_id": "P-2", "name": "Ben Invented", "born": "05/06/2018" },
                { "person_id": "P-3", "name": "Mara Invented", "standing": "family" },
            ],
            "proceedings": [{
                "proceedings_id": "R-1", "case_id": "C-1; C-2", "court": "Family Court at Inventon",
                "court_case_number": "IN26C50001", "issued": "02/03/2026",
            }],
            "party": [
                { "party_id": "Y-1", "proceedings_id": "R-1", "party_name": "The authority", "party_role": "applicant" },
                { "party_id": "Y-2", "proceedings_id": "R-1", "person_id": "P-3", "party_role": "mother" },
            ],
            "event": events,
        });
        fs::write(&self.export, export.to_string()).expect("the export is written");
    }

    fn out(&self) -> PathBuf {
        self.home.path().join("out")
    }

    fn build(&self, working_copies: &[&Path]) -> Ran {
        let mut command = build_every_kind(&self.export, &self.settings, &self.out());
        run(command.args(["--only", KINDS]).args(working_copies))
    }

    /// The documents of a kind, by id and part.
    fn documents(&self, kind: &str) -> Vec<DocumentRow> {
        let mut rows = documents(&self.out());
        rows.retain(|row| row.kind == kind);
        rows
    }

    /// The court chronology of some proceedings, or a part of it.
    fn court(&self, id: &str, part: Option<&str>) -> Option<DocumentRow> {
        let mut rows = self.documents("court-chronology").into_iter();
        rows.find(|row| row.id == id && row.part.as_deref() == part)
    }

    fn pdf(&self, id: &str, part: Option<&str>) -> PathBuf {
        let row = self.court(id, part).expect("the document was made");
        file_of(&self.out(), &row, ".pdf")
    }

    fn says(&self, part: Option<&str>) -> String {
        words(&self.pdf("R-1", part))
    }

    fn counsel_reads(&self) -> String {
        let row = self.documents("counsel-sheet").remove(0);
        words(&file_of(&self.out(), &row, ".pdf"))
    }

    fn file(&self, path: &Path, hearing: &str, on: &str) -> Ran {
        let mut command = casebinder(["file"]);
        let command = command.arg(path).args(["--hearing", hearing, "--on", on]);
        run(command.arg("--config").arg(&self.settings))
    }

    /// The working copy of some proceedings.
    fn copy(&self, id: &str) -> Copied {
        let row = self.court(id, None).expect("the chronology was made");
        let rows = sheets(&file_of(&self.out(), &row, ".xlsx")).remove(0).1;
        let header = rows.iter().position(|row| row[0] == *"Entry");
        Copied {
            header: header.expect("the sheet has headings"),
            rows,
            id: id.to_owned(),
        }
    }

    /// Saves an edited working copy, as a spreadsheet program would.
    fn save(&self, copy: &Copied) -> PathBuf {
        let path = self.home.path().join(format!("edited-{}.xlsx", copy.id));
        save(&copy.rows, &path);
        path
    }
}

/// A working copy being edited.
struct Copied {
    rows: Vec<Vec<Data>>,
    header: usize,
    id: String,
}

impl Copied {
    fn column(&self, heading: &str) -> usize {
        let mut cells = self.rows[self.header].iter();
        let named = |cell: &Data| cell.to_string().split(" [").next() == Some(heading);
        cells
            .position(named)
            .unwrap_or_else(|| panic!("the sheet has a column {heading}"))
    }

    /// The row that tells something.
    fn row_of(&self, words: &str) -> usize {
        let told = self.column("What happened");
        let mut rows = self.rows.iter();
        let found = rows.position(|row| row[told].to_string().contains(words));
        found.unwrap_or_else(|| panic!("a row tells {words}"))
    }

    fn cell(&self, row: usize, heading: &str) -> String {
        self.rows[row][self.column(heading)].to_string()
    }

    fn set(&mut self, words: &str, heading: &str, value: &str) {
        let (row, column) = (self.row_of(words), self.column(heading));
        self.rows[row][column] = Data::String(value.to_owned());
    }

    fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![Data::Empty; self.rows[self.header].len()];
        for (heading, words) in cells {
            row[self.column(heading)] = Data::String((*words).to_owned());
        }
        self.rows.push(row);
    }

    /// The serial number of each entry that stands in full, by the entry's token.
    fn serials(&self) -> BTreeMap<String, String> {
        let (serial, stands) = (self.column("Serial number"), self.column("Stands"));
        let full = self.rows[self.header + 1..]
            .iter()
            .filter(|row| row[stands] == *"in full");
        full.map(|row| (row[0].to_string(), row[serial].to_string()))
            .collect()
    }
}

fn event(id: &str, cases: &str, date: &str, words: &str) -> Value {
    json!({
        "event_id": id, "case_id": cases, "happened": date, "category": "concern",
        "what_happened": words, "source_agency": "School",
    })
}

/// Events of both children and of one, within the window and before it.
fn events() -> Value {
    json!([
        event(
            "E-1",
            "C-1; C-2",
            "03/04/2026",
            "Both came to school without coats."
        ),
        event(
            "E-2",
            "C-1",
            "10/05/2026",
            "Ada told her teacher that she was hungry."
        ),
        event("E-3", "C-2", "14/01/2020", "Ben had a bruise on his arm."),
        event(
            "E-4",
            "C-1",
            "20/02/2020",
            "Ada missed two weeks of school."
        ),
    ])
}

#[test]
fn a_fact_of_several_children_is_one_entry_that_names_them() {
    let mut twice = events();
    for (id, case) in [("E-5", "C-1"), ("E-6", "C-2")] {
        let told = event(
            id,
            case,
            "01/06/2026",
            "The police came to the house at night.",
        );
        twice.as_array_mut().expect("a list").push(told);
    }
    let chambers = Chambers::new(&twice);
    chambers.build(&[]).ending(0);
    let said = chambers.says(None);
    assert_eq!(said.matches("The police came").count(), 1);
    assert!(said.contains("All the children. The police came"), "{said}");
    assert!(said.contains("Ada. Ada told her teacher"), "{said}");
    assert!(
        said.contains("All the children. Both came to school"),
        "{said}"
    );
}

#[test]
fn years_before_the_window_are_a_row_each_but_for_key_incidents() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let said = chambers.says(None);
    assert!(
        said.contains("2020 Worries recorded: 14 January, 20 February."),
        "{said}"
    );
    assert!(!said.contains("bruise"), "{said}");
    assert!(said.contains("Ada was born."), "{said}");
    let mut copy = chambers.copy("R-1");
    copy.set("bruise", "Key incident", "yes");
    chambers.build(&[&chambers.save(&copy)]).ending(0);
    let said = chambers.says(None);
    assert!(said.contains("Ben had a bruise"), "{said}");
    assert!(said.contains("Worries recorded: 20 February."), "{said}");
}

#[test]
fn what_is_added_stands_in_full_and_no_raw_code_is_shown() {
    let mut odd = events();
    odd[2]["category"] = Value::from("xk-77");
    let chambers = Chambers::new(&odd);
    chambers.build(&[]).ending(0);
    let mut copy = chambers.copy("R-1");
    copy.set("bruise", "Belongs in court", "yes");
    copy.add(&[
        ("Date as recorded", "2013"),
        ("What happened", "The mother was in care herself."),
        ("Proceedings", "R-1"),
    ]);
    chambers.build(&[&chambers.save(&copy)]).ending(0);
    let said = chambers.says(None);
    assert!(said.contains("The mother was in care herself."), "{said}");
    assert!(said.contains("Other entries: 14 January."), "{said}");
    assert!(
        !said.contains("xk-77") && !said.contains("court.kind"),
        "{said}"
    );
}

#[test]
fn what_is_filed_keeps_its_numbers_and_an_addendum_holds_the_rest() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let filed = chambers.copy("R-1").serials();
    let first = chambers.pdf("R-1", None);
    chambers
        .file(&first, "2026-07-13", "2026-07-01")
        .ending(0)
        .saying("Filed entries 1 to 5");
    let kept = first.with_file_name("filed");
    let copies = fs::read_dir(&kept).expect("what was filed is kept").count();
    assert_eq!(copies, 1);
    // Nothing is new: no addendum, and the same numbers.
    chambers.build(&[]).ending(0);
    assert!(chambers.court("R-1", Some("addendum-1")).is_none());
    assert!(
        chambers
            .says(None)
            .contains("Entries 1 to 5 were filed on 1 July 2026.")
    );
    // A change, an old fact found late, and one that is gone.
    let mut changed = events();
    changed[0] = event(
        "E-1",
        "C-1; C-2",
        "03/04/2026",
        "Both came to school without coats or lunch.",
    );
    changed[1] = event("E-7", "C-2", "11/03/2025", "Ben was seen by a doctor.");
    chambers.record(&changed);
    chambers.build(&[]).ending(0);
    let addendum = chambers.says(Some("addendum-1"));
    assert!(
        addendum.contains("6 11 Mar 2025 Ben. Ben was seen"),
        "{addendum}"
    );
    assert!(addendum.contains("Correction of entry 4."), "{addendum}");
    assert!(!addendum.contains("was born"), "{addendum}");
    let counsel = chambers.counsel_reads();
    assert!(
        counsel.contains("Filed entries that are no longer in the record"),
        "{counsel}"
    );
    for (entry, serial) in chambers.copy("R-1").serials() {
        let known = filed
            .get(&entry)
            .filter(|_| !addendum.contains("coats") || entry != token_of("E-1"));
        assert!(
            known.is_none_or(|known| *known == serial),
            "{entry} was {known:?}, is {serial}"
        );
    }
    // Filed in its turn, it is carried on from.
    let path = chambers.pdf("R-1", Some("addendum-1"));
    chambers
        .file(&path, "2026-09-01", "2026-08-20")
        .ending(0)
        .saying("entries 6 to 7");
    chambers.build(&[]).ending(0);
    assert!(chambers.court("R-1", Some("addendum-2")).is_none());
    let moved = event("E-8", "C-1", "12/06/2026", "Ada moved to her aunt.");
    changed.as_array_mut().expect("a list").push(moved);
    chambers.record(&changed);
    chambers.build(&[]).ending(0);
    assert!(
        chambers
            .says(Some("addendum-2"))
            .contains("8 12 Jun 2026 Ada. Ada moved")
    );
}

/// The token of an event's entry, as the working copy shows it.
fn token_of(event: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("event:{event}"));
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("court:{}", &hex[..12])
}

#[test]
fn an_addendum_that_holds_nothing_any_more_is_gone() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let path = chambers.pdf("R-1", None);
    chambers.file(&path, "2026-07-13", "2026-07-01").ending(0);
    let mut more = events();
    let late = event("E-9", "C-1", "01/05/2026", "Entered by mistake.");
    more.as_array_mut().expect("a list").push(late);
    chambers.record(&more);
    chambers.build(&[]).ending(0);
    let addendum = chambers.pdf("R-1", Some("addendum-1"));
    assert!(addendum.exists());
    chambers.record(&events());
    chambers.build(&[]).ending(0);
    assert!(!addendum.exists());
    assert!(chambers.court("R-1", Some("addendum-1")).is_none());
}

#[test]
fn a_position_that_moves_to_another_party_is_a_correction() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let mut copy = chambers.copy("R-1");
    copy.set("hungry", "Position of mother", "Not so.");
    chambers.build(&[&chambers.save(&copy)]).ending(0);
    let path = chambers.pdf("R-1", None);
    chambers.file(&path, "2026-07-13", "2026-07-01").ending(0);
    copy = chambers.copy("R-1");
    copy.set("hungry", "Position of mother", "");
    copy.set("hungry", "Position of applicant", "Not so.");
    chambers.build(&[&chambers.save(&copy)]).ending(0);
    let said = chambers.says(Some("addendum-1"));
    assert!(
        said.contains("Position of the applicant: Not so."),
        "{said}"
    );
}

/// How the records change between filings: for each event whether it is there, on which of a few days,
/// and in which of two wordings.
fn changes() -> impl Strategy<Value = Vec<Vec<(bool, usize, u8)>>> {
    let event = (any::<bool>(), 0..DAYS.len(), 0..2_u8);
    prop::collection::vec(prop::collection::vec(event, CASES.len()), 4)
}

/// Two of the days lie before the window, so that the rows of years change too.
const DAYS: &[&str] = &["03/04/2026", "12/06/2025", "14/01/2020", "20/02/2019"];
/// The cases of each event.
const CASES: &[&str] = &["C-1", "C-2", "C-1; C-2", "C-1", "C-2"];

#[test]
fn no_build_after_a_filing_gives_a_filed_number_other_words() {
    let config = Config {
        cases: 4,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        max_shrink_iters: 0,
        ..Config::default()
    };
    let tried = TestRunner::new(config).run(&changes(), |changes| {
        filed_numbers_stay(&changes);
        Ok(())
    });
    tried.expect("every number keeps its meaning");
}

/// Builds and files after each change; a number, once filed, stands over the same words for good.
fn filed_numbers_stay(changes: &[Vec<(bool, usize, u8)>]) {
    let chambers = Chambers::new(&json!([]));
    let mut filed: BTreeMap<u32, String> = BTreeMap::new();
    for (turn, change) in (1..).zip(changes) {
        chambers.record(&changed(change));
        chambers.build(&[]).ending(0);
        let is_new = |row: &DocumentRow| numbered(row).keys().any(|it| !filed.contains_key(it));
        let mut rows = chambers.documents("court-chronology");
        // What is filed by now stays listed beside what is to be filed next.
        rows.retain(|row| row.part.is_none() || is_new(row));
        for (serial, digest) in rows.iter().flat_map(numbered) {
            let known = filed.get(&serial);
            let said = known.is_none_or(|known| *known == digest);
            assert!(said, "{serial} means something else in turn {turn}");
        }
        let row = rows.last().expect("a chronology was made");
        let day = format!("2026-07-{turn:02}");
        let path = file_of(&chambers.out(), row, ".pdf");
        chambers.file(&path, &day, &day).ending(0);
        filed.extend(numbered(row));
    }
    assert!(!filed.is_empty(), "something was filed");
}

/// The events that are there.
fn changed(change: &[(bool, usize, u8)]) -> Value {
    let events = change.iter().zip(CASES).enumerate();
    let there = events.filter(|(_, ((there, ..), _))| *there);
    let told = there.map(|(number, ((_, day, words), cases))| {
        let words = format!("Worry {number}, told {words}.");
        event(&format!("E-{number}"), cases, DAYS[*day], &words)
    });
    told.collect()
}

#[test]
fn edits_and_new_rows_come_back_even_from_the_latest_copy_alone() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let mut copy = chambers.copy("R-1");
    copy.set(
        "hungry",
        "Court wording",
        "Ada said that she had not eaten.",
    );
    copy.set("hungry", "Position of mother", "Ada had breakfast.");
    copy.set("coats", "Belongs in court", "no");
    copy.add(&[
        ("Date as recorded", "May 2026"),
        ("What happened", "Ms Invented wrote to the school."),
        ("Proceedings", "R-1"),
        ("Entry of party", "mother"),
        ("Position of applicant", "Agreed."),
    ]);
    for _ in 0..3 {
        chambers.build(&[&chambers.save(&copy)]).ending(0);
        let said = chambers.says(None);
        for words in [
            "Ada said that she had not eaten. Position of the mother: Ada had breakfast.",
            "Entry of the mother. Ms Invented wrote to the school. Position of the applicant: Agreed.",
        ] {
            assert!(said.contains(words), "{words} is not in {said}");
        }
        assert!(!said.contains("coats"), "{said}");
        // From now on only the copy that was made last is given back.
        copy = chambers.copy("R-1");
        let row = copy.row_of("coats");
        assert_eq!(copy.cell(row, "Belongs in court"), "no");
    }
}

#[test]
fn an_edit_whose_record_has_changed_is_told_and_not_used() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let mut copy = chambers.copy("R-1");
    copy.set(
        "hungry",
        "Court wording",
        "Ada said that she had not eaten.",
    );
    let saved = chambers.save(&copy);
    let mut changed = events();
    changed[1] = event(
        "E-2",
        "C-1",
        "10/05/2026",
        "Ada told her teacher that she was tired.",
    );
    chambers.record(&changed);
    chambers.build(&[&saved]).ending(0);
    let said = chambers.says(None);
    assert!(said.contains("tired") && !said.contains("eaten"), "{said}");
    let counsel = chambers.counsel_reads();
    assert!(counsel.contains("Edits that no longer hold"), "{counsel}");
    let row = chambers.court("R-1", None).expect("it was made");
    assert!(row.issues.iter().any(|issue| issue.code == "CB0601"));
}

#[test]
fn the_heading_names_the_hearing_that_it_is_for() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    assert!(
        chambers
            .says(None)
            .contains("No later hearing is recorded.")
    );
    let build = |day: &str| {
        let mut command = build_every_kind(&chambers.export, &chambers.settings, &chambers.out());
        run(command.args(["--only", KINDS, "--hearing", day]))
    };
    build("2026-07-13").ending(0).saying("1 made, 1 unchanged");
    assert!(
        chambers
            .says(None)
            .contains("For the hearing on 13 July 2026")
    );
    build("July").ending(2).warning("court_chronology.hearing");
}

#[test]
fn only_what_may_be_filed_is_filed() {
    let chambers = Chambers::new(&events());
    chambers.build(&[]).ending(0);
    let path = chambers.pdf("R-1", None);
    let workbook = path.with_extension("xlsx");
    chambers
        .file(&workbook, "2026-07-13", "2026-07-01")
        .ending(2)
        .warning("CB1023");
    chambers
        .file(&path, "July", "2026-07-01")
        .ending(2)
        .warning("--hearing takes a date");
    chambers
        .file(&path, "2026-07-13", "2026-07-01")
        .ending(0)
        .warning("Nobody has signed");
    chambers
        .file(&path, "2026-07-13", "2026-07-02")
        .ending(2)
        .warning("CB1025");
    // A document that was numbered before another filing.
    let stale = chambers.home.path().join("stale");
    let mut command = build_every_kind(&chambers.export, &chambers.settings, &stale);
    run(command.args(["--only", KINDS])).ending(0);
    let mut changed = events();
    changed[1] = event("E-9", "C-1", "10/05/2026", "Something else.");
    chambers.record(&changed);
    run(command.args(["--force"])).ending(0);
    let register = chambers.out().join("register.jsonl");
    fs::copy(&register, stale.join("register.jsonl")).expect("the register can be copied");
    let path = stale.join("proceedings/R-1/R-1-court-chronology.pdf");
    chambers
        .file(&path, "2026-09-01", "2026-08-01")
        .ending(2)
        .warning("CB1024");
}

#[test]
fn counsel_reads_how_many_pages_another_reader_counts() {
    for household in Household::all() {
        let chambers = Chambers::of(&household);
        chambers.build(&[]).ending(0);
        for row in chambers.documents("counsel-sheet") {
            let court = chambers.pdf(&row.id, None);
            let bytes = fs::read(&court).expect("the PDF is there");
            let counted = lopdf::Document::load_mem(&bytes).expect("another reader reads it");
            let said = words(&file_of(&chambers.out(), &row, ".pdf"));
            let line = format!("Chronology {} 10", counted.get_pages().len());
            assert!(said.contains(&line), "{line} is not in {said}");
        }
    }
}

#[test]
fn every_household_is_filed_twice_with_an_addendum_between() {
    for household in Household::all() {
        let chambers = Chambers::of(&household);
        chambers.build(&[]).ending(0);
        let first: Vec<DocumentRow> = chambers.documents("court-chronology");
        let mut edited = Vec::new();
        for row in &first {
            let path = chambers.pdf(&row.id, None);
            shows(&household, &row.id, "filed", &path);
            chambers.file(&path, "2026-07-13", "2026-07-01").ending(0);
            edited.push(chambers.save(&with_later_edits(chambers.copy(&row.id))));
        }
        let copies: Vec<&Path> = edited.iter().map(PathBuf::as_path).collect();
        chambers.build(&copies).ending(0);
        for row in &first {
            let path = chambers.pdf(&row.id, Some("addendum-1"));
            shows(&household, &row.id, "addendum", &path);
            chambers.file(&path, "2026-09-01", "2026-08-20").ending(0);
        }
        chambers.build(&copies).ending(0);
        for row in &first {
            let before: BTreeMap<u32, String> = numbered(row);
            let now = chambers.court(&row.id, None).expect("it is made");
            for (serial, digest) in numbered(&now) {
                assert!(
                    before.get(&serial).is_none_or(|known| *known == digest),
                    "{serial}"
                );
            }
            chambers
                .file(&chambers.pdf(&row.id, None), "2026-09-01", "2026-08-21")
                .ending(0);
        }
        assert_eq!(
            chambers
                .documents("court-chronology")
                .iter()
                .filter(|row| row.part.as_deref() == Some("addendum-2"))
                .count(),
            0
        );
    }
}

/// A working copy with its first entry reworded and one added.
fn with_later_edits(mut copy: Copied) -> Copied {
    let (wording, first) = (copy.column("Court wording"), copy.header + 1);
    copy.rows[first][wording] = Data::String("Reworded for the court after filing.".into());
    let id = copy.id.clone();
    copy.add(&[
        ("Date as recorded", "3 January 2009"),
        ("What happened", "A letter was found in an old file."),
        ("Proceedings", &id),
        ("Document reference", "C99"),
    ]);
    copy
}

/// The digest under each serial number.
fn numbered(row: &DocumentRow) -> BTreeMap<u32, String> {
    let to_file = row.to_file.as_ref().expect("it can be filed");
    let entries = to_file.entries.iter();
    entries.map(|it| (it.serial, it.digest.clone())).collect()
}

/// Holds the pages of a document to their snapshot.
fn shows(household: &Household, id: &str, what: &str, pdf: &Path) {
    let suffix = format!("{}-{id}-{what}", household.name);
    insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
        insta::assert_snapshot!("court", pages(pdf));
    });
}

#[test]
fn no_court_document_holds_what_a_court_may_not_see() {
    let mut wrong = Vec::new();
    for household in Household::all() {
        let chambers = Chambers::of(&household);
        chambers.build(&[]).ending(0);
        let casebook = read(&household.export).value;
        let forbidden = forbidden_in(&casebook);
        let mut ids = Ids::default();
        for case in &casebook.cases {
            case.records.each_list(&mut ids);
        }
        for row in chambers.documents("court-chronology") {
            let said = words(&file_of(&chambers.out(), &row, ".pdf"));
            let folded = plain(&said);
            let told = forbidden.iter().filter(|it| folded.contains(&it.words));
            wrong.extend(told.map(|it| format!("{} tells of {}", row.id, it.record)));
            let tokens: Vec<&str> = said.split([' ', ';', ',', '.', '(', ')']).collect();
            let named = ids.0.iter().filter(|id| tokens.contains(&id.as_str()));
            wrong.extend(named.map(|id| format!("{} names the record {id}", row.id)));
            let cells = sheets(&file_of(&chambers.out(), &row, ".xlsx"));
            let cells = cells.into_iter().flat_map(|(_, rows)| rows).flatten();
            let cells: Vec<String> = cells.map(|cell| cell.to_string()).collect();
            let table = plain(&cells.join(" | "));
            let told = forbidden.iter().filter(|it| table.contains(&it.words));
            wrong.extend(told.map(|it| format!("{}'s copy tells of {}", row.id, it.record)));
            // The working copy must say which proceedings it is of, to be read again.
            let named = ids
                .0
                .iter()
                .filter(|id| **id != row.id && cells.contains(id));
            wrong.extend(named.map(|id| format!("{}'s copy names the record {id}", row.id)));
            let name = household
                .export
                .file_name()
                .expect("a name")
                .to_string_lossy();
            if said.contains(&*name) || said.contains(", row ") {
                wrong.push(format!("{} names a place in the export", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The ids of all records that look like ids: letters and digits with a hyphen between.
#[derive(Default)]
struct Ids(Vec<String>);

impl ListVisitor for Ids {
    fn list<R: Listed>(&mut self, records: &[R]) {
        let keys = records.iter().map(|record| record.entry().key.to_string());
        self.0.extend(keys.filter(|key| {
            key.contains('-') && key.ends_with(|c: char| c.is_ascii_digit()) && !key.contains(' ')
        }));
    }
}
