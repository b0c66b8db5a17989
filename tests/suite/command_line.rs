//! What is typed, what is said back, and with which exit code; and that no name is ever said.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use casebinder::config::SETTINGS;
use casebinder::model::Text;
use casebinder::model::records::RECORD_TYPES;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::running::{Household, casebinder, fixtures, folder, read, run, sheets};

/// Rows for the blank workbook: the sheet, and a cell for some of its columns.
const FILLED: &[(&str, &[(&str, &str)])] = &[
    (
        "case",
        &[
            ("case_id", "C-1"),
            ("child_id", "P-1"),
            ("opened", "March 2014"),
        ],
    ),
    (
        "person",
        &[
            ("person_id", "P-1"),
            ("name", "Ada Invented"),
            ("born", "04/03/2012"),
        ],
    ),
    (
        "event",
        &[
            ("event_id", "E-1"),
            ("case_id", "C-1"),
            ("happened", "c. 2016"),
            ("category", "school change"),
            ("what_happened", "Ada began school."),
            ("source_agency", "School"),
        ],
    ),
];

#[test]
fn the_blank_workbook_is_read_back_as_it_was_filled() {
    let home = folder();
    let blank = home.path().join("blank.xlsx");
    run(casebinder(["template", "--out"]).arg(&blank)).ending(0);
    let names: Vec<String> = sheets(&blank).into_iter().map(|(name, _)| name).collect();
    for record in RECORD_TYPES {
        assert!(
            names.iter().any(|name| name == record.name),
            "no sheet for {}",
            record.name
        );
    }
    let filled = home.path().join("filled.xlsx");
    fill(&blank, &filled);
    let ran = run(casebinder(["check"]).arg(&filled)).ending(0);
    for fault in ["error[", "warning["] {
        assert!(!ran.out.contains(fault), "{}", ran.out);
    }
    let casebook = read(&filled).value;
    let event = &casebook.cases[0].records.events[0];
    let words = event.what_happened.value().map(Text::shown);
    assert_eq!(words.as_deref(), Some("Ada began school."));
}

#[test]
fn a_blank_workbook_that_nobody_filled_holds_no_case_and_no_other_fault() {
    let home = folder();
    let blank = home.path().join("blank.xlsx");
    run(casebinder(["template", "--out"]).arg(&blank)).ending(0);
    let ran = run(casebinder(["check"]).arg(&blank)).ending(3);
    assert_eq!(ran.out.matches("error[").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("holds no case"), "{}", ran.out);
}

#[test]
fn the_schema_names_every_record_type_and_field() {
    let ran = run(&mut casebinder(["schema"])).ending(0);
    let schema: Value = serde_json::from_str(&ran.out).expect("the schema is JSON");
    for record in RECORD_TYPES {
        let fields = &schema["properties"][record.name]["items"]["properties"];
        for field in record.fields() {
            assert!(
                fields[field.name].is_object(),
                "{}.{}",
                record.name,
                field.name
            );
        }
    }
}

#[test]
fn every_setting_is_printed_with_its_source_and_can_be_read_back() {
    let ran = run(casebinder(["config"]).env("CASEBINDER_CHRONOLOGY_GAP_MONTHS", "9")).ending(0);
    for setting in SETTINGS {
        assert!(
            ran.out.contains(&format!("\n{} = ", setting.key)),
            "{}",
            setting.key
        );
    }
    assert!(
        ran.out
            .contains("chronology.gap_months = 9  # CASEBINDER_CHRONOLOGY_GAP_MONTHS")
    );
    let home = folder();
    let path = home.path().join("casebinder.toml");
    fs::write(&path, &ran.out).expect("the settings can be written");
    let again = run(casebinder(["config", "--config"]).arg(&path)).ending(0);
    assert!(
        again
            .out
            .contains("chronology.gap_months = 9  # casebinder.toml"),
        "{}",
        again.out
    );
}

#[test]
fn help_names_every_command() {
    let help = run(&mut casebinder(["--help"])).ending(0);
    let commands = [
        "build",
        "check",
        "sign",
        "layouts",
        "config",
        "template",
        "schema",
        "completions",
        "man",
    ];
    for command in commands {
        assert!(
            help.out.contains(&format!("  {command} ")),
            "{command}\n{}",
            help.out
        );
        run(&mut casebinder([command, "--help"])).ending(0);
    }
    run(&mut casebinder(["completions", "bash"]))
        .ending(0)
        .saying("casebinder");
    run(&mut casebinder(["man"]))
        .ending(0)
        .saying(".TH casebinder");
}

/// What is typed wrongly, and what is said of it.
const MISTYPED: &[(&[&str], &str)] = &[
    (
        &["--only", "genealogy"],
        "--only takes: front-sheet, chronology",
    ),
    (&["--case", "C-9999"], "holds no case C-9999"),
    (&["--as-at", "30 June"], "takes a date as YYYY-MM-DD"),
    (
        &["--fail-on", "sometimes"],
        "takes one of: error, case, never",
    ),
    (&["--jobs", "many"], "invalid value"),
    (
        &["--config", "nowhere.toml"],
        "failed to read the settings file",
    ),
    (
        &["--layouts", "nowhere"],
        "failed to read the folder of layouts",
    ),
    (&["--font-path", "nowhere.ttf"], "failed to read the fonts"),
    (&["--nonsense"], "unexpected argument"),
];

#[test]
fn what_is_mistyped_ends_with_two_and_a_hint() {
    let mut wrong = Vec::new();
    for (flags, said) in MISTYPED {
        let (household, out) = (Household::named("foundry-street"), folder());
        let mut command = casebinder(["build"]);
        command
            .arg(&household.export)
            .arg("--out")
            .arg(out.path().join("out"));
        let ran = run(command.args(*flags));
        let hinted = ran.err.contains("hint: ") || ran.err.contains("--help");
        let made = out.path().join("out/cases").exists();
        if ran.code != Some(2) || !ran.err.contains(said) || !hinted || made {
            wrong.push(format!("{flags:?} ended with {:?}: {}", ran.code, ran.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn settings_that_nobody_knows_end_with_two_and_their_name() {
    let home = folder();
    let path = home.path().join("own.toml");
    for (text, said) in [
        (
            "chronology.gap_month = 3",
            "there is no setting chronology.gap_month",
        ),
        ("jobs = \"two\"", "takes a value of type integer"),
        ("as_at = 2026-06-30\n= 3", "not valid TOML"),
    ] {
        fs::write(&path, text).expect("the settings can be written");
        let ran = run(casebinder(["config", "--config"]).arg(&path))
            .ending(2)
            .warning(said);
        assert!(ran.err.contains("own.toml"), "{}", ran.err);
    }
    let mut command = casebinder(["config"]);
    run(command.env("CASEBINDER_GAP", "3"))
        .ending(2)
        .warning("CASEBINDER_GAP");
}

#[test]
fn an_export_that_is_not_there_or_holds_nothing_ends_with_three() {
    let home = folder();
    let out = home.path().join("out");
    for export in [
        home.path().join("nowhere.xlsx"),
        home.path().to_owned(),
        fixtures("faults/empty.csv"),
    ] {
        let mut command = casebinder(["build"]);
        let ran = run(command.arg(&export).arg("--out").arg(&out)).ending(3);
        assert!(ran.err.contains("hint: "), "{}", ran.err);
        run(casebinder(["check"]).arg(&export)).ending(3);
    }
    assert!(!out.join("manifest.json").exists(), "nothing was made");
}

#[test]
fn an_output_that_cannot_be_written_ends_with_four() {
    let home = folder();
    fs::write(home.path().join("file"), "in the way").expect("it is written");
    let household = Household::named("foundry-street");
    run(&mut household.build(&home.path().join("file/out")))
        .ending(4)
        .warning("error[CB1004]");
}

#[test]
fn check_as_json_tells_places_and_codes_and_no_values() {
    let fault = fixtures("faults/unknown-code.csv");
    let ran = run(casebinder(["check", "--json"]).arg(&fault));
    let told: Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let issues = told["issues"].as_array().expect("a list of issues");
    assert!(!issues.is_empty());
    for issue in issues {
        assert!(
            issue["code"].is_string() && issue["places"].is_array(),
            "{issue}"
        );
        assert!(issue.get("value").is_none(), "{issue}");
    }
    assert!(told["tables"].is_array());
}

#[test]
fn values_stand_in_the_report_and_nowhere_else() {
    let home = folder();
    let fault = fixtures("faults/unknown-code.csv");
    let value = read(&fault)
        .issues
        .into_iter()
        .find_map(|issue| issue.value);
    let value = value.expect("the issue keeps what was found");
    let report = home.path().join("report.xlsx");
    let ran = run(casebinder(["check"])
        .arg(&fault)
        .arg("--report")
        .arg(&report));
    assert!(
        !ran.out.contains(&value) && !ran.err.contains(&value),
        "{}",
        ran.out
    );
    let cells = sheets(&report)
        .into_iter()
        .flat_map(|(_, rows)| rows)
        .flatten();
    assert!(
        cells
            .into_iter()
            .any(|cell| cell.to_string().contains(&value))
    );
}

#[test]
fn fail_on_sets_when_a_run_fails() {
    let household = Household::named("foundry-street");
    for (when, code) in [("never", 0), ("case", 0), ("error", 1)] {
        let out = folder();
        run(household.build(out.path()).args(["--fail-on", when])).ending(code);
    }
}

#[test]
fn a_build_asked_for_one_case_makes_that_case() {
    let (household, out) = (Household::named("harlow-road"), folder());
    run(household.build(out.path()).args(["--case", "C-1004"]))
        .ending(0)
        .saying("1 made");
    assert!(
        out.path()
            .join("cases/C-1004/C-1004-chronology.pdf")
            .is_file()
    );
    assert!(!out.path().join("cases/C-1001").exists());
}

#[test]
fn no_name_is_ever_said() {
    for household in Household::all() {
        let names = names_in(&household);
        let home = folder();
        let log = home.path().join("log.txt");
        let mut command = household.build(&home.path().join("out"));
        let ran = run(command.args(["--verbose", "--json", "--log"]).arg(&log)).ending(0);
        let logged = fs::read_to_string(&log).expect("the log is text");
        assert!(!logged.is_empty(), "something is logged");
        let _: Value = serde_json::from_str(&ran.out).expect("standard output is JSON alone");
        for said in [&ran.out, &ran.err, &logged] {
            let words: BTreeSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
            let found = names.iter().filter(|name| words.contains(name.as_str()));
            let found: Vec<&String> = found.collect();
            assert!(found.is_empty(), "{}: {found:?}", household.name);
        }
    }
}

/// Every part of every person's name that is no ordinary word.
fn names_in(household: &Household) -> BTreeSet<String> {
    let casebook = read(&household.export).value;
    let people = casebook.cases.iter().flat_map(|case| &case.records.people);
    let names = people.flat_map(|person| [&person.name, &person.known_as, &person.former_names]);
    let texts: Vec<String> = names
        .filter_map(|name| name.value())
        .map(Text::shown)
        .collect();
    let parts = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let is_name = |part: &&str| {
        part.chars().count() > 2 && part.chars().next().is_some_and(char::is_uppercase)
    };
    parts.filter(is_name).map(str::to_owned).collect()
}

/// Puts cells into the sheets of a workbook, as text, in the row under the headings.
fn fill(blank: &Path, filled: &Path) {
    let file = fs::File::open(blank).expect("the workbook is there");
    let mut archive = ZipArchive::new(file).expect("a workbook is an archive");
    let mut written = ZipWriter::new(fs::File::create(filled).expect("a new file"));
    let book = sheets(blank);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("the part is there");
        let name = part.name().expect("the part has a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("the part can be read");
        for (sheet, cells) in FILLED {
            let place = book
                .iter()
                .position(|(name, _)| name == sheet)
                .expect("a sheet");
            if name == format!("xl/worksheets/sheet{}.xml", place + 1) {
                bytes = with_row(&bytes, &book[place].1[0], cells);
            }
        }
        written
            .start_file(name, SimpleFileOptions::default())
            .expect("a new part");
        written.write_all(&bytes).expect("the part can be written");
    }
    written.finish().expect("the workbook is whole");
}

/// The sheet's part with a second row.
fn with_row(part: &[u8], headings: &[calamine::Data], cells: &[(&str, &str)]) -> Vec<u8> {
    let xml = String::from_utf8(part.to_vec()).expect("a part is UTF-8");
    let cell = |(heading, words): &(&str, &str)| {
        let at = headings.iter().position(|it| it == heading);
        let column = u32::try_from(at.expect("the sheet has the column")).expect("a small number");
        let letters = casebinder::issue::column_letters(column + 1);
        (
            column,
            format!("<c r=\"{letters}2\" t=\"inlineStr\"><is><t>{words}</t></is></c>"),
        )
    };
    let mut row: Vec<(u32, String)> = cells.iter().map(cell).collect();
    row.sort();
    let row: String = row.into_iter().map(|(_, cell)| cell).collect();
    let end = format!("<row r=\"2\">{row}</row></sheetData>");
    assert_eq!(xml.matches("</sheetData>").count(), 1);
    xml.replace("</sheetData>", &end).into_bytes()
}
