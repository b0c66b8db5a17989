//! Family trees from genealogy programs: what is made of each fixture, in whichever characters and order,
//! and that no bytes whatever bring the reader down.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casebinder::ingest::{NamedBytes, gedcom};
use casebinder::issue::{Found, Origin};
use casebinder::model::declare::{Record, Shown};
use ged_io::GedcomBuilder;
use proptest::prelude::*;

use crate::running::{casebinder, fixtures, folder, name_of, run};

/// Reads bytes as a file of that name, in faces that have every character.
fn tree(name: &str, bytes: &[u8]) -> Found<gedcom::Tree> {
    let file = NamedBytes {
        name: name.into(),
        bytes: bytes.to_vec(),
    };
    gedcom::read(&file, &|_| true)
}

/// All files with that ending in a folder of the fixtures.
fn files(of: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures(of)).expect("the fixtures are there");
    let mut files: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "ged"));
    files.sort();
    files
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("the fixture is there")
}

/// A record on one line: its type and name, what it holds, and where it was read.
fn line<R: Record>(record: &R) -> String {
    let mut line = record.entry().to_string();
    record.each_value(&mut |field, value| {
        let value = match value {
            Shown::Absent => return,
            Shown::Text(text) => text.to_string(),
            Shown::Word(word) => word.to_owned(),
            Shown::When(when) => {
                casebinder::ingest::dates::iso(when)
                    + if when.about { " about" } else { "" }
                    + if when.uncertain { " uncertain" } else { "" }
            }
            Shown::YesNo(yes) => yes.to_string(),
            Shown::None => "none".to_owned(),
            Shown::Id(_) | Shown::Ids(_) | Shown::Number(_) => return,
        };
        line += &format!("; {}: {value}", field.name);
    });
    let places: Vec<String> = record.origins().iter().map(Origin::to_string).collect();
    format!("{line} [{}]", places.join(" | "))
}

/// What was made of a tree, and what was told of it.
fn told(found: &Found<gedcom::Tree>) -> String {
    let tree = &found.value;
    let mut lines: Vec<String> = tree.family.records.people.iter().map(line).collect();
    lines.extend(tree.family.records.relationships.iter().map(line));
    let set_aside = tree.set_aside.iter();
    lines.extend(set_aside.map(|it| format!("set aside: {} ({})", it.origin, it.reason)));
    lines.extend(tree.tables.iter().map(|it| format!("{it:?}")));
    lines.extend(found.issues.iter().map(|it| {
        let value = it.value.as_deref().unwrap_or_default();
        format!("{it}\n  value: {value}")
    }));
    lines.join("\n")
}

#[test]
fn every_tree_is_read_as_it_was_meant() {
    insta::glob!("../../fixtures/gedcom", "*.ged", |path| {
        let found = tree(&name_of(path), &bytes(path));
        let suffix = name_of(path).replace('.', "-");
        insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
            insta::assert_snapshot!("tree", told(&found));
        });
    });
}

#[test]
fn every_encoding_and_line_end_gives_the_same_people() {
    let names = [
        "utf-16.ged",
        "utf-16-big-endian-unmarked.ged",
        "carriage-returns.ged",
        "ansel.ged",
    ];
    let read = names.map(|name| told(&tree("a.ged", &bytes(&fixtures("gedcom").join(name)))));
    assert!(read[0].contains("Zoë Brontë"), "{}", read[0]);
    for (name, found) in names.iter().zip(&read) {
        assert_eq!(*found, read[0], "{name}");
    }
}

#[test]
fn the_order_of_records_changes_nothing() {
    for path in files("gedcom").into_iter().chain(files("faults")) {
        let Ok(text) = String::from_utf8(bytes(&path)) else {
            continue;
        };
        let text = text.replace('\r', "\n");
        let mut records: Vec<String> = Vec::new();
        for line in text.split_inclusive('\n') {
            match records.last_mut() {
                Some(last) if !line.trim_start_matches('\u{FEFF}').starts_with("0 ") => {
                    *last += line;
                }
                _ => records.push(line.to_owned()),
            }
        }
        let has_end = records.last().is_some_and(|it| it.starts_with("0 TRLR"));
        let until = records.len() - usize::from(has_end);
        records[1..until].reverse();
        let turned = tree("a.ged", records.concat().as_bytes());
        let straight = tree("a.ged", text.as_bytes());
        let without_lines = |found: &Found<gedcom::Tree>| {
            let told = told(found);
            let lines = told.lines().filter(|line| !line.contains(", line "));
            lines.collect::<Vec<_>>().join("\n")
        };
        let (turned, straight) = (without_lines(&turned), without_lines(&straight));
        assert_eq!(turned, straight, "{}", path.display());
    }
}

#[test]
fn every_person_and_family_is_used_or_set_aside() {
    for path in files("gedcom").into_iter().chain(files("faults")) {
        let found = tree("a.ged", &bytes(&path));
        for table in &found.value.tables {
            assert_eq!(
                table.rows,
                table.used + table.set_aside,
                "{}",
                path.display()
            );
        }
        let people = &found.value.family.records.people;
        let table = &found.value.tables[0];
        assert_eq!(
            people.len(),
            table.used - table.merged,
            "{}",
            path.display()
        );
    }
}

/// ged_io refuses what real files hold; where it reads a tree, it must find the same people.
#[test]
fn another_reader_finds_the_same_people() {
    let mut compared = 0;
    for path in files("gedcom") {
        let Ok(theirs) = GedcomBuilder::new().build_from_bytes(&bytes(&path)) else {
            continue;
        };
        let mut theirs: Vec<Arc<str>> = theirs
            .individuals
            .iter()
            .filter_map(|it| it.xref.as_deref().map(Arc::from))
            .collect();
        theirs.sort();
        let ours = tree("a.ged", &bytes(&path)).value.family.records.people;
        let ours: Vec<Arc<str>> = ours.iter().map(|it| it.entry.key.clone()).collect();
        assert_eq!(ours, theirs, "{}", path.display());
        compared += 1;
    }
    assert!(compared > 3, "only {compared} trees could be compared");
}

#[test]
fn a_build_of_a_tree_says_that_it_can_be_drawn() {
    let out = folder();
    let tree = fixtures("gedcom").join("remarriage.ged");
    let ran = run(casebinder(["build"]).arg(tree).arg("-o").arg(out.path()));
    ran.ending(3)
        .warning("a family tree holds no case")
        .warning("casebinder draw FILE --case @I1@");
}

#[test]
fn a_check_of_a_tree_counts_it() {
    let tree = fixtures("gedcom").join("remarriage.ged");
    run(casebinder(["check"]).arg(tree))
        .ending(0)
        .saying("0 cases, 1 family tree: nothing wrong.");
}

#[test]
fn a_name_ending_in_anything_is_recognised_by_content() {
    let other = folder();
    let path = other.path().join("tree.txt");
    fs::copy(fixtures("gedcom").join("utf-16.ged"), &path).expect("the folder is ours");
    run(casebinder(["check"]).arg(path)).saying("1 family tree");
}

/// Bytes that look a little like GEDCOM.
fn any_lines() -> impl Strategy<Value = String> {
    let tags = "(INDI|FAM|HUSB|WIFE|CHIL|FAMC|FAMS|PEDI|ADOP|NAME|SEX|BIRT|DEAT|DATE|MARR|DIV|EVEN|TYPE|\
                ASSO|ROLE|NO|CONT|CONC|TRLR|HEAD|_X)";
    let values = "(@I[1-3]@|@F[1-3]@|@VOID@|M|F|X|Y|adopted|BOTH|[0-9]{1,2} (JAN|VEND|FEB) [0-9]{1,5}|\
                  @#D(JULIAN|FRENCH R|HEBREW)@ [0-9]{1,3} (FEB|COMP|VEND) [0-9]{1,5}|BET 1990 AND .{0,6}|\
                  FROM .{0,5} TO .{0,5}|\\PC{0,12})";
    let line = format!("[0-9]{{1,2}} (@[IF][1-3]@ )?{tags}( {values})?");
    let line = proptest::string::string_regex(&line).expect("the expression is sound");
    let lines = proptest::collection::vec(prop_oneof![9 => line, 1 => "\\PC{0,20}"], 0..40);
    (lines, "(\n|\r|\r\n)").prop_map(|(lines, end)| format!("0 HEAD{end}{}", lines.join(&end)))
}

/// A fixture with some of its bytes changed, left out or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let all: Vec<Vec<u8>> = files("gedcom")
        .iter()
        .chain(&files("faults"))
        .map(|it| bytes(it))
        .collect();
    let changes =
        proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12);
    (prop::sample::select(all), changes).prop_map(|(mut bytes, changes)| {
        for (at, byte, change) in changes {
            let at = at
                .index(bytes.len().max(1))
                .min(bytes.len().saturating_sub(1));
            match change {
                _ if bytes.is_empty() => {}
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, byte),
                _ => {
                    let piece: Vec<u8> = bytes[at..]
                        .iter()
                        .take(usize::from(byte))
                        .copied()
                        .collect();
                    bytes.splice(at..at, piece);
                }
            }
        }
        bytes
    })
}

/// What must hold of any tree: counts that add up, ids that name somebody, faults with a place.
fn sound(found: &Found<gedcom::Tree>) {
    let records = &found.value.family.records;
    let is_known = |id: &str| {
        let at = records
            .people
            .binary_search_by(|it| (*it.entry.key).cmp(id));
        at.is_ok()
    };
    for tie in &records.relationships {
        tie.each_reference(&mut |_, id| assert!(is_known(id), "{id} is nobody"));
        assert!(!tie.origins.is_empty());
    }
    for table in &found.value.tables {
        assert_eq!(table.rows, table.used + table.set_aside);
    }
    for issue in &found.issues {
        assert!(
            !issue.origins.is_empty() && !issue.hint.is_empty(),
            "{issue}"
        );
    }
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut headed = b"0 HEAD\n".to_vec();
        headed.extend(&bytes);
        sound(&tree("a.ged", &bytes));
        sound(&tree("a.ged", &headed));
    }

    #[test]
    fn no_lines_bring_the_reader_down(text in any_lines()) {
        sound(&tree("a.ged", text.as_bytes()));
    }

    #[test]
    fn no_damaged_tree_brings_the_reader_down(bytes in mutated()) {
        gedcom::recognise(&bytes);
        sound(&tree("a.ged", &bytes));
    }
}
