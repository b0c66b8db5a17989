//! What stays inside: the schedule of what was withheld, without its words, and the log of what was shared.

use std::fs;

use serde_json::Value;

use super::larkfield::{decided, traps_for};
use super::released::{normal, words_of_workbook};
use crate::running::{casebinder, files_below, run, sheets};

/// Traps whose words are an id or the day of a record, by which the schedule tells the place.
const PLACES: &[&str] = &["T10", "T16", "T66", "T91", "T195"];

#[test]
fn the_schedule_has_each_place_and_no_words_of_it_and_the_log_is_whole() {
    let review = decided("self");
    review.release().ending(0);
    let mut files = files_below(&review.folder()).into_iter();
    let (_, schedule) = files
        .find(|(name, _)| name.starts_with("schedule-") && name.ends_with(".xlsx"))
        .expect("a schedule is written");
    let words = normal(&words_of_workbook(
        &fs::read(&schedule).expect("the schedule is there"),
    ));
    for trap in traps_for("self") {
        for absent in trap.absent.iter().filter(|_| !PLACES.contains(&&*trap.id)) {
            assert!(!words.contains(&normal(absent)), "{}: {absent:?}", trap.id);
        }
    }

    let rows = table(&schedule, "Withheld");
    let numbers: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
    let counted: Vec<String> = (1..=rows.len()).map(|it| it.to_string()).collect();
    assert_eq!(numbers, counted);
    let told = rows
        .iter()
        .filter(|row| row[7] != "withhold silently")
        .count();
    let gaps = table(&review.out().join("gaps.xlsx"), "Not shown");
    assert_eq!(told, gaps.len(), "each gap that is told has its row");
    for line in review.lines() {
        let withheld = line.of("Decision").starts_with("withhold");
        if line.sheet == "Places" && withheld {
            let at = |row: &&Vec<String>| row[1] == line.of("Record");
            let covered = rows.iter().any(|row| at(&row));
            assert!(
                covered,
                "nothing of {} is in the schedule",
                line.of("Record")
            );
        }
    }

    let logged = log(&review.folder());
    assert_eq!(logged["entries"].as_array().map(Vec::len), Some(1));
    assert_eq!(logged["entries"][0]["left_out"], told);
    assert_eq!(logged["whole"], true);
    let second = review.out().with_file_name("second");
    review.release_to(&second).ending(0);
    let logged = log(&review.folder());
    assert_eq!(logged["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(logged["whole"], true);
    let mut verify = casebinder(["access", "log"]);
    run(verify.arg(review.folder()).arg("--verify"))
        .ending(0)
        .saying("2 entries, chain whole.");
    for name in ["access-copy.pdf", "letter.pdf", "data.xlsx", "gaps.xlsx"] {
        let bytes = |folder: &std::path::Path| fs::read(folder.join(name)).expect("it is there");
        assert!(bytes(&second) == bytes(&review.out()), "{name} differs");
    }
}

fn log(folder: &std::path::Path) -> Value {
    let mut command = casebinder(["access", "log"]);
    let ran = run(command.arg(folder).args(["--verify", "--json"])).ending(0);
    serde_json::from_str(&ran.out).expect("the log is JSON")
}

/// The rows of a sheet below its headings, of which the first is the number; a sheet without rows says so.
pub fn table(workbook: &std::path::Path, name: &str) -> Vec<Vec<String>> {
    let sheets = sheets(workbook);
    let (_, rows) = sheets
        .into_iter()
        .find(|(sheet, _)| sheet == name)
        .unwrap_or_else(|| panic!("no sheet {name}"));
    let rows = rows.iter().map(|row| row.iter().map(ToString::to_string));
    let rows: Vec<Vec<String>> = rows.map(Iterator::collect).collect();
    if rows.iter().any(|row| row[0] == "No rows.") {
        return Vec::new();
    }
    let headings = rows.iter().position(|row| row[0] == "No.");
    let headings = headings.expect("the sheet has headings");
    rows[headings + 1..].to_vec()
}
