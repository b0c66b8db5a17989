//! Runs the program as its users do, away from the machine's own settings, and reads what it wrote.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use casebinder::batch::manifest::Manifest;
use casebinder::ingest::ssda903::Codes;
use casebinder::ingest::{self, NamedBytes};
use casebinder::issue::Found;
use casebinder::layouts::Layouts;
use casebinder::model::Casebook;
use casebinder::render::Faces;
use casebinder::verify;
use casebinder::view::DocumentRow;
use tempfile::TempDir;

/// What a run of the program said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// The run, which must have ended with that code.
    #[track_caller]
    pub fn ending(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }

    /// The run, on whose standard output these words must stand.
    #[track_caller]
    pub fn saying(self, words: &str) -> Self {
        assert!(
            self.out.contains(words),
            "{words:?} is not said:\n{}{}",
            self.out,
            self.err
        );
        self
    }

    /// The run, on whose standard error these words must stand.
    #[track_caller]
    pub fn warning(self, words: &str) -> Self {
        assert!(
            self.err.contains(words),
            "{words:?} is not told:\n{}{}",
            self.out,
            self.err
        );
        self
    }
}

/// The program with these arguments, in a folder without settings and an environment without its
/// variables.
pub fn casebinder<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebinder"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .env("NO_COLOR", "1");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CASEBINDER_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Ran {
    let output = command.output().expect("the program starts");
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// An empty folder that goes when the test ends.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// The folder of that name among the fixtures.
pub fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// An invented household: its export, and the settings that fix its as-at date.
#[derive(Debug, Clone)]
pub struct Household {
    /// The folder's name.
    pub name: String,
    /// A workbook, a JSON file, or a folder of CSV files.
    pub export: PathBuf,
    /// Its `casebinder.toml`.
    pub settings: PathBuf,
}

impl Household {
    /// The household in a folder.
    pub fn at(folder: &Path) -> Self {
        let names = ["export.xlsx", "export.json", "export"];
        let export = names
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.exists())
            .expect("a household has an export");
        Self {
            name: name_of(folder),
            export,
            settings: folder.join("casebinder.toml"),
        }
    }

    /// Every household, in order of name.
    pub fn all() -> Vec<Self> {
        let mut folders: Vec<PathBuf> = entries(&fixtures("households"));
        folders.sort();
        folders.iter().map(|folder| Self::at(folder)).collect()
    }

    /// The household of that name.
    pub fn named(name: &str) -> Self {
        Self::at(&fixtures("households").join(name))
    }

    /// The command that builds its chronologies into a folder.
    pub fn build(&self, out: &Path) -> Command {
        build(&self.export, &self.settings, out)
    }
}

/// The command that builds the chronologies of an export, by a settings file, into a folder.
pub fn build(export: &Path, settings: &Path, out: &Path) -> Command {
    let mut command = build_every_kind(export, settings, out);
    command.args(["--only", "chronology"]);
    command
}

/// The same for documents of every kind.
pub fn build_every_kind(export: &Path, settings: &Path, out: &Path) -> Command {
    let words = [
        "build".as_ref(),
        export.as_os_str(),
        "--config".as_ref(),
        settings.as_os_str(),
    ];
    let mut command = casebinder(words);
    command.arg("--out").arg(out);
    command
}

/// The paths directly in a folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).expect("the folder can be listed");
    inside
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect()
}

/// Every file below a folder by its path with forward slashes, but for the lock, which names a process.
pub fn files_below(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for path in entries(&inner) {
            if path.is_dir() {
                open.push(path);
            } else if name_of(&path) != ".lock" {
                let below = path.strip_prefix(folder).expect("it lies below");
                files.insert(below.to_string_lossy().replace('\\', "/"), path);
            }
        }
    }
    files
}

/// The last part of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .expect("the path has a name")
        .to_string_lossy()
        .into_owned()
}

/// Copies a folder's files, as far as they lie directly in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for path in entries(from) {
        fs::copy(&path, to.join(name_of(&path))).expect("the file can be copied");
    }
}

/// The documents that a folder's manifest lists.
pub fn documents(out: &Path) -> Vec<DocumentRow> {
    let manifest = Manifest::read(out).expect("the manifest can be read");
    manifest.expect("the folder has a manifest").documents
}

/// The chronology of a case for workers and managers.
pub fn document(out: &Path, case: &str) -> DocumentRow {
    let internal = |row: &DocumentRow| {
        row.id == case && row.kind == "chronology" && row.audience.to_string() == "internal"
    };
    documents(out)
        .into_iter()
        .find(internal)
        .expect("the case has a document")
}

/// The words of a PDF as another reader finds them: every page, and what stands around it.
pub fn words(pdf: &Path) -> String {
    let bytes = fs::read(pdf).expect("the PDF is there");
    let reading = verify::read(&bytes).expect("the PDF can be read");
    let pages = reading
        .pages
        .iter()
        .map(|page| format!("{} {}", page.words, page.margins));
    flat(&pages.collect::<Vec<_>>().join(" "))
}

/// Words with one space between them, whatever stood there.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sheet read back: its name and its rows, each as wide as the sheet.
pub fn sheets(workbook: &Path) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook(workbook).expect("the workbook can be opened");
    let sheets = book.worksheets();
    sheets
        .into_iter()
        .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
        .collect()
}

/// The path of a document's file with that ending.
pub fn file_of(out: &Path, row: &DocumentRow, ending: &str) -> PathBuf {
    let file = row.files.iter().find(|file| file.path.ends_with(ending));
    out.join(&file.expect("the document has such a file").path)
}

/// Reads an export with the library, as the program does with the shipped faces.
pub fn read(export: &Path) -> Found<Casebook> {
    let mut paths = if export.is_dir() {
        entries(export)
    } else {
        vec![export.to_owned()]
    };
    paths.sort();
    let named = |path: &PathBuf| NamedBytes {
        name: name_of(path).into(),
        bytes: fs::read(path).expect("the export can be read"),
    };
    let files: Vec<NamedBytes> = paths.iter().map(named).collect();
    let layouts = Layouts::shipped();
    let faces = Faces::new(layouts.ending(".ttf").map(|(_, bytes)| &**bytes));
    let codes = layouts
        .text("wording/ssda903-codes.json")
        .unwrap_or_default();
    let reading = ingest::Reading {
        covers: &|character| faces.covers(character),
        ssda903: &Codes::parse(codes).expect("the shipped code list can be read"),
    };
    ingest::read(files, &reading)
}

/// Words in lower case without the punctuation around them, as a search by hand would take them.
pub fn plain(text: &str) -> String {
    let words = text
        .split(|c: char| c.is_whitespace() || c == '\u{2009}')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
