//! The review of a request: prepared by the program, its workbook read, filled in and written as people would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use casebinder::ingest::NamedBytes;
use casebinder::ingest::review;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use super::released::Released;
use crate::running::{Ran, casebinder, folder, run};

/// The sheets that hold decisions, in order.
const SHEETS: &[&str] = &[
    "Request",
    "Cases",
    "People",
    "Places",
    "Candidates",
    "Restrictions",
    "Documents",
    "Not contained",
    "Relaxations",
];

/// The headings of the workbook.
const HEADINGS: &[&str] = &[
    "What",
    "Words in context",
    "Date",
    "Places",
    "Proposal",
    "Why",
    "Decision",
    "Ground",
    "Decided by",
    "Decided on",
    "Second reviewer",
    "Second review on",
    "Consulted",
    "Consulted on",
    "Reason to the person",
    "State",
    "Record",
    "Field",
    "Quoted words",
    "Place in the export",
    "Row",
    "Digest",
];

/// The day of every decision.
const DAY: &str = "2026-06-25";

/// A row of the workbook.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its sheet.
    pub sheet: String,
    words: BTreeMap<&'static str, String>,
}

impl Line {
    /// A row that somebody adds by hand: a record, and words quoted from it or none for the whole of it.
    pub fn added(record: &str, words: &str) -> Self {
        let mut line = Self {
            sheet: "Places".into(),
            words: BTreeMap::new(),
        };
        line.put("Record", record);
        line.put("Quoted words", words);
        line
    }

    /// The words under a heading.
    pub fn of(&self, heading: &str) -> &str {
        self.words
            .get(heading)
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// The row's name; empty for a row added by hand.
    pub fn id(&self) -> &str {
        self.of("Row")
    }

    /// Whether the workbook says that the row must be decided.
    pub fn is_open(&self) -> bool {
        self.of("State") == "to be decided"
    }

    /// Writes under a heading; empty words clear the cell.
    pub fn put(&mut self, heading: &'static str, words: &str) {
        assert!(HEADINGS.contains(&heading), "no heading {heading}");
        self.words.insert(heading, words.to_owned());
    }

    /// Decides the row as careful people do: two of them, with a day, a ground and whom they asked.
    pub fn decide(&mut self, outcome: &str, ground: &str) {
        self.put("Decision", outcome);
        for heading in ["Decided on", "Second review on", "Consulted on"] {
            self.put(heading, DAY);
        }
        self.put("Decided by", "J. Invented");
        self.put("Second reviewer", "M. Second");
        self.put("Consulted", "Dr Invented");
        let withheld = outcome.starts_with("withhold");
        self.put("Ground", if withheld { ground } else { "" });
    }
}

/// A request under review.
pub struct Review {
    home: PathBuf,
    /// Takes the folder away when the test ends.
    _goes: Option<TempDir>,
}

impl Review {
    /// A folder that goes when the test ends.
    fn fresh() -> Self {
        let home = folder();
        Self {
            home: home.path().to_owned(),
            _goes: Some(home),
        }
    }

    /// Prepares the review of an export with these further options.
    pub fn of(export: &Path, options: &[&str]) -> Self {
        Self::fresh().prepared(export, options)
    }

    /// The same in a folder of that name, which later tests of this run share.
    pub fn shared(name: &str, export: &Path, options: &[&str]) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if home.exists() {
            fs::remove_dir_all(&home).expect("an older run's folder can be removed");
        }
        Self { home, _goes: None }.prepared(export, options)
    }

    fn prepared(self, export: &Path, options: &[&str]) -> Self {
        let mut command = casebinder(["access", "prepare"]);
        command
            .arg(export)
            .args(options)
            .args(["--received", "2026-05-18"]);
        command.args(["--as-at", "2026-06-30"]).arg("--out");
        run(command.arg(self.folder())).ending(0);
        self
    }

    /// The same review in a folder of its own.
    pub fn copied(&self) -> Self {
        let copy = Self::fresh();
        for (name, path) in crate::running::files_below(&self.folder()) {
            let to = copy.folder().join(name);
            let above = to.parent().expect("a file lies in a folder");
            fs::create_dir_all(above).expect("the folder can be made");
            fs::copy(path, to).expect("the file can be copied");
        }
        copy
    }

    /// The review folder.
    pub fn folder(&self) -> PathBuf {
        self.home.join("review")
    }

    /// The folder that is released to.
    pub fn out(&self) -> PathBuf {
        self.home.join("out")
    }

    /// Writes the workbook anew, from the frozen export or from another.
    pub fn again(&self, export: Option<&Path>) {
        let mut command = casebinder(["access", "prepare"]);
        command
            .args(export)
            .args(["--again", "--as-at", "2026-06-30", "--out"]);
        run(command.arg(self.folder())).ending(0);
    }

    /// The rows of the workbook, as the program itself reads them.
    pub fn lines(&self) -> Vec<Line> {
        let path = self.folder().join("review.xlsx");
        let file = NamedBytes {
            name: "review.xlsx".into(),
            bytes: fs::read(path).expect("the workbook is there"),
        };
        let found = review::read(&file, &|_| true);
        assert!(found.issues.is_empty(), "{:?}", found.issues);
        let lines = found.value.into_iter().map(|row| {
            let words = HEADINGS.iter().map(|heading| {
                let key = plain(heading);
                let day = row.day(&key).map(|day| day.to_string());
                (*heading, day.unwrap_or_else(|| row.words(&key).to_owned()))
            });
            Line {
                words: words.collect(),
                sheet: row.sheet.clone(),
            }
        });
        lines.collect()
    }

    /// Gives the workbook back with these rows.
    pub fn give_back(&self, lines: &[Line]) {
        let mut book = Workbook::new();
        for name in SHEETS {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).expect("a sheet's name");
            let lines = lines.iter().filter(|line| line.sheet == *name);
            for (column, heading) in (0..).zip(HEADINGS) {
                sheet.write(0, column, *heading).expect("a heading");
                for (row, line) in (1..).zip(lines.clone()) {
                    let words = line.of(heading);
                    if !words.is_empty() {
                        sheet.write(row, column, words).expect("a cell");
                    }
                }
            }
        }
        let path = self.folder().join("review.xlsx");
        book.save(path).expect("the workbook can be written");
    }

    /// Fills in the workbook, has it written anew, and fills in what that has added.
    pub fn fill(&self, mut decide: impl FnMut(&mut Vec<Line>)) {
        for is_last in [false, true] {
            let mut lines = self.lines();
            decide(&mut lines);
            self.give_back(&lines);
            if !is_last {
                self.again(None);
            }
        }
    }

    /// Changes the row of that name.
    #[track_caller]
    pub fn change(&self, id: &str, change: impl FnOnce(&mut Line)) {
        let mut lines = self.lines();
        let line = lines.iter_mut().find(|line| line.id() == id);
        change(line.unwrap_or_else(|| panic!("no row {id}")));
        self.give_back(&lines);
    }

    /// Releases to the folder for that.
    pub fn release(&self) -> Ran {
        self.release_to(&self.out())
    }

    /// Releases to a folder.
    pub fn release_to(&self, out: &Path) -> Ran {
        let mut command = casebinder(["access", "release"]);
        command.arg(self.folder()).arg("--out").arg(out);
        command.args(["--by", "J. Invented", "--authorised-by", "M. Second"]);
        run(command.args(["--sent", "recorded post", "--as-at", "2026-06-30"]))
    }

    /// Releases, and reads what was released.
    #[track_caller]
    pub fn released(&self) -> Released {
        self.release().ending(0);
        Released::of(&self.out())
    }

    /// Tries to release, which must end with that code and that issue and leave nothing.
    #[track_caller]
    pub fn refused(&self, code: i32, issue: &str) -> Ran {
        let ran = self.release().ending(code).warning(issue);
        let left = fs::read_dir(self.out()).is_ok_and(|mut inside| inside.next().is_some());
        assert!(!left, "something was written: {}", ran.err);
        ran
    }
}

/// The names of the rows that a run says are not decided.
pub fn named_undecided(ran: &Ran) -> BTreeSet<String> {
    let lines = ran.err.lines().filter(|line| line.contains("CB1210"));
    let rows = lines.filter_map(|line| {
        let (_, rest) = line.split_once(": row ")?;
        rest.strip_suffix(" is not decided")
    });
    rows.map(str::to_owned).collect()
}

/// A heading as the program's keys have it.
fn plain(heading: &str) -> String {
    let letters = heading.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
