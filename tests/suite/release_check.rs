//! The check of a release on what the program really makes: it finds nothing where there is nothing, and in
//! every file what stands in it.

use std::collections::BTreeMap;
use std::fs;

use casebinder::render::{Profile, Properties, workbook};
use casebinder::verify::{Content, Needle, ReleaseFile, check_release};
use casebinder::view::{Cell, Column, ColumnKind, Sheet};

use crate::running::{Household, build_every_kind, files_below, folder, run};

/// Names of nobody in the household. Many are also words of PDF, SVG, HTML or XLSX, and the numbers are
/// measures in every workbook that are birthdays too.
const NOBODY: &[&str] = &[
    "Latha",
    "Hans",
    "Max",
    "Min",
    "Val",
    "Vrinda",
    "Shruti",
    "Cambria",
    "Ang",
    "Lin",
    "Ty",
    "Cy",
    "Artifact",
    "Sans",
    "Wenona Quillfeather",
    "Zebedee Ashgrove-Pyke",
    "07700 900999",
    "ZZ99 9ZZ",
    "16095",
    "35000",
    "38000",
    "1 April 1877",
];

/// A needle whose row is its words, so that a failing test says what it found.
fn needle(words: &str) -> Needle {
    Needle {
        row: words.to_owned(),
        spellings: vec![words.to_owned()],
        allowed: Vec::new(),
    }
}

/// Everything that a build of a household makes for readers, and its events as a workbook to give away.
fn release(household: &str) -> BTreeMap<String, Vec<u8>> {
    let out = folder();
    let household = Household::named(household);
    run(&mut build_every_kind(
        &household.export,
        &household.settings,
        out.path(),
    ))
    .ending(0);
    let made = files_below(out.path()).into_iter();
    let given = made.filter(|(name, _)| name.ends_with(".pdf") || name.ends_with(".svg"));
    let mut files: BTreeMap<String, Vec<u8>> = given
        .map(|(name, path)| (name, fs::read(path).expect("the file is there")))
        .collect();
    files.insert("C-1001-data.xlsx".into(), data("Nothing of note."));
    files
}

/// A workbook in the disclosure profile.
fn data(words: &str) -> Vec<u8> {
    let column = |heading: &str| Column {
        heading: heading.into(),
        kind: ColumnKind::Text,
        width: 20.0,
        editable: false,
        about: String::new(),
    };
    let day = Cell::Date("2014-03-12".parse().expect("a day"));
    let row = |what: &str| vec![day.clone(), Cell::Text(what.into())];
    let sheet = Sheet {
        name: "Events".into(),
        title: "Events".into(),
        intro: Vec::new(),
        columns: vec![column("Date"), column("What happened")],
        rows: vec![row("The plan was agreed."), row(words)],
    };
    let properties = Properties {
        title: "The record of C-1001".into(),
        author: "An authority".into(),
        subject: "C-1001".into(),
        status: String::new(),
        marking: "OFFICIAL-SENSITIVE".into(),
        created: "2026-06-30".parse().expect("a day"),
    };
    workbook(&[sheet], &properties, Profile::Disclosure).expect("it is written")
}

fn as_release(files: &BTreeMap<String, Vec<u8>>) -> Vec<ReleaseFile<'_>> {
    let each = files.iter();
    each.map(|(name, bytes)| ReleaseFile { name, bytes })
        .collect()
}

#[test]
fn nothing_is_raised_on_what_the_program_makes_and_a_name_is_found_in_every_file() {
    let mut files = release("harlow-road");
    let nobody: Vec<Needle> = NOBODY.iter().map(|words| needle(words)).collect();
    let read = match check_release(&as_release(&files), &nobody) {
        Ok(read) => read,
        Err(issues) => {
            let said: Vec<String> = issues.iter().map(ToString::to_string).collect();
            panic!("{}", said.join("\n"))
        }
    };
    assert_eq!(read.len(), files.len());
    for file in &read {
        assert!(file.letters > 20, "{} was read", file.name);
        let is_as_named = match file.content {
            Content::Pdf(_) => file.name.ends_with(".pdf"),
            Content::Workbook { rows } => file.name.ends_with(".xlsx") && rows > 2,
            Content::Text => file.name.ends_with(".svg"),
        };
        assert!(is_as_named, "{}", file.name);
    }
    // The child of the case stands in every document of it.
    files.retain(|name, _| name.contains("C-1001"));
    files.insert("C-1001-data.xlsx".into(), data(&format!("Seen: {CHILD}.")));
    let issues =
        check_release(&as_release(&files), &[needle(CHILD)]).expect_err("the child's name");
    for name in files.keys() {
        let told = issues
            .iter()
            .any(|it| it.origins.iter().any(|at| *at.file == **name));
        assert!(told, "nothing found in {name}");
    }
    assert!(issues.iter().all(|it| it.code == "CB0901"));
}

#[test]
fn a_day_in_a_workbook_is_found_by_its_serial_number() {
    let bytes = data("Nothing of note.");
    let files = [ReleaseFile {
        name: "C-1001-data.xlsx",
        bytes: &bytes,
    }];
    // 12 March 2014; a day later and one whose number only begins like it are others.
    let found = check_release(&files, &[needle("41710")]).expect_err("the day stands in it");
    assert!(found[0].message.contains("of sheet 1"), "{}", found[0]);
    for other in ["41711", "4171", "417100"] {
        assert!(check_release(&files, &[needle(other)]).is_ok(), "{other}");
    }
}

/// The child of the case C-1001, by the name that documents use.
const CHILD: &str = "Ash Marsden";
