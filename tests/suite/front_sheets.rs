//! What a worker on duty finds on a front sheet: the first page, what holds on the day and what is past,
//! and what stands there when little is recorded.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use casebinder::kind::Audience;
use casebinder::model::declare::{ListVisitor, Listed};
use casebinder::verify;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::{all, built, pages, stem};
use crate::running::{Household, build_every_kind, documents, file_of, flat, folder, read, run};

/// How many cases of a household have a reviewed snapshot.
const SHOWN: usize = 2;
const PAST: &str = "What is past";

/// A small case, built as on a day.
struct Sheet {
    home: TempDir,
}

impl Sheet {
    /// The records of an export, on a day; the case is C-1, its child P-1.
    fn of(mut records: Value, as_at: &str) -> Self {
        let sheet = Self { home: folder() };
        records["casebinder"] = json!({ "schema": 1 });
        if records["case"].is_null() {
            records["case"] = json!([{ "case_id": "C-1", "child_id": "P-1" }]);
        }
        let settings = format!("as_at = \"{as_at}\"\n");
        let files = [
            ("export.json", records.to_string()),
            ("casebinder.toml", settings),
        ];
        for (name, text) in files {
            fs::write(sheet.path(name), text).expect("the file can be written");
        }
        let (export, settings) = (sheet.path("export.json"), sheet.path("casebinder.toml"));
        run(&mut build_every_kind(
            &export,
            &settings,
            &sheet.path("out"),
        ))
        .ending(0);
        sheet
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The words of each page of the case's document of a kind.
    fn pages_of(&self, kind: &str) -> Vec<String> {
        let out = self.path("out");
        let rows = documents(&out);
        let row = rows.iter().find(|row| row.kind == kind && row.id == "C-1");
        let pdf = file_of(&out, row.expect("the document is listed"), ".pdf");
        let bytes = fs::read(pdf).expect("the PDF is there");
        let reading = verify::read(&bytes).expect("the PDF can be read");
        let outside: usize = reading.pages.iter().map(|page| page.outside).sum();
        assert_eq!(outside, 0, "words stand off the page");
        let plain = |words: &str| whole(&flat(words));
        reading
            .pages
            .iter()
            .map(|page| plain(&page.words))
            .collect()
    }

    fn pages(&self) -> Vec<String> {
        self.pages_of("front-sheet")
    }

    fn says(&self) -> String {
        self.pages().join(" ")
    }

    /// What holds now, and what is past.
    fn now_and_past(&self) -> (String, String) {
        let said = self.says();
        match said.split_once(&format!(" {PAST} ")) {
            Some((now, past)) => (now.to_owned(), past.to_owned()),
            None => (said, String::new()),
        }
    }
}

/// Words without the gaps that another reader finds between narrow letters.
fn whole(words: &str) -> String {
    words.replace(['\u{2009}', '\u{200B}'], "")
}

/// A child, and people by id, name and relation to the child.
fn family(people: &[(&str, &str, &str)]) -> Value {
    let mut persons = vec![json!({
        "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015", "standing": "child",
    })];
    let mut ties = Vec::new();
    for (id, name, relation) in people {
        persons.push(json!({ "person_id": id, "name": name, "standing": "family" }));
        ties.push(json!({
            "relationship_id": format!("R-{id}"), "person_id": id, "relation": relation,
            "other_person_id": "P-1", "parental_responsibility": "yes",
        }));
    }
    json!({ "person": persons, "relationship": ties })
}

#[test]
fn every_page_reads_as_it_should() {
    for built in all() {
        let rows = built.of_kind("front-sheet", Audience::Internal);
        assert!(
            !rows.is_empty(),
            "{} has front sheets",
            built.household.name
        );
        for row in rows.iter().take(SHOWN) {
            let path = file_of(built.out.path(), row, ".pdf");
            let suffix = format!("{}-{}", built.household.name, stem(&path));
            insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
                insta::assert_snapshot!("pages", pages(&path));
            });
        }
    }
}

#[test]
fn a_screen_reader_finds_headings_and_tables() {
    let built = built("mill-lane");
    let rows = built.of_kind("front-sheet", Audience::Internal);
    let bytes = fs::read(file_of(built.out.path(), &rows[0], ".pdf")).expect("the PDF is there");
    let tree = verify::tag_tree(&bytes).expect("the PDF is tagged");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("tags", tree);
    });
}

#[test]
fn what_to_know_tonight_stands_on_the_first_page_of_every_household() {
    let mut wrong = Vec::new();
    for built in all() {
        for row in built.of_kind("front-sheet", Audience::Internal) {
            let said = whole(&pages(&file_of(built.out.path(), &row, ".pdf")));
            let (first, rest) = said.split_once("== page 2").unwrap_or((&said, ""));
            let after = first.split_once("What to know tonight");
            // The section after it begins there or at the head of the next page.
            let ends_here = after.is_some_and(|(_, after)| after.contains("The child\n"));
            let next = rest.lines().nth(1) == Some("The child");
            if after.is_none() || !(ends_here || next) {
                wrong.push(row.id.clone());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_day_tells_what_is_from_what_was_and_what_is_to_come() {
    let mut records = family(&[]);
    let stay = |id: &str, from: &str, until: Value, address: &str| {
        json!({
            "placement_id": id, "case_id": "C-1", "placed": from, "placement_ended": until,
            "placement_kind": "Foster care", "placement_address": address,
        })
    };
    records["placement"] = json!([
        stay("PL-1", "01/02/2024", json!("31/03/2025"), "1 Ash Row"),
        stay("PL-2", "01/04/2025", Value::Null, "2 Birch Row"),
        stay("PL-3", "01/09/2026", Value::Null, "3 Cedar Row"),
    ]);
    let (now, past) = Sheet::of(records.clone(), "2026-06-30").now_and_past();
    assert!(
        now.contains("since 1 Apr 2025 Foster care, 2 Birch Row"),
        "{now}"
    );
    assert!(
        now.contains("to come: 1 Sep 2026 Foster care, 3 Cedar Row"),
        "{now}"
    );
    assert!(!now.contains("1 Ash Row"), "{now}");
    assert!(
        past.contains("1 Feb 2024 to 31 Mar 2025 Foster care, 1 Ash Row"),
        "{past}"
    );
    // The child lives where the placement of the day is, and the last day is a day of it.
    let (now, past) = Sheet::of(records, "2025-03-31").now_and_past();
    let tonight = now.split("The child").next().unwrap_or_default();
    assert!(
        tonight.contains("1 Ash Row") && !tonight.contains("2 Birch Row"),
        "{now}"
    );
    assert!(
        now.contains("to come: 1 Apr 2025 Foster care, 2 Birch Row"),
        "{now}"
    );
    assert!(past.is_empty(), "{past}");
}

#[test]
fn who_may_not_have_contact_stands_on_the_first_page_and_beside_the_name() {
    let mut records = family(&[
        ("P-2", "Bo Invented", "step-parent"),
        ("P-3", "Cy Invented", "father"),
    ]);
    records["contact_arrangement"] = json!([
        { "contact_arrangement_id": "A-1", "case_id": "C-1", "person_id": "P-2", "no_contact": "yes",
          "arrangement_from": "24/10/2025" },
        { "contact_arrangement_id": "A-2", "case_id": "C-1", "person_id": "P-3",
          "supervised_contact": "yes", "frequency": "fortnightly", "arrangement_from": "10/11/2025" },
        { "contact_arrangement_id": "A-3", "case_id": "C-1", "person_id": "P-3", "no_contact": "yes",
          "arrangement_from": "01/01/2025", "arrangement_until": "09/11/2025" },
    ]);
    let sheet = Sheet::of(records, "2026-06-30");
    let first = &sheet.pages()[0];
    let said = "No contact Bo Invented (step-parent): no contact, since 24 October 2025.";
    assert!(first.contains(said), "{first}");
    let said = "Supervised contact Cy Invented (father): supervised only, since 10 November 2025.";
    assert!(first.contains(said), "{first}");
    assert!(
        !first.contains("Cy Invented (father): no contact"),
        "{first}"
    );
    let (now, past) = sheet.now_and_past();
    assert!(
        now.contains("Step-parent. May have no contact with Ada Invented."),
        "{now}"
    );
    assert_eq!(now.matches("May have no contact").count(), 1, "{now}");
    assert!(past.contains("Cy Invented (father): no contact."), "{past}");
}

#[test]
fn an_order_that_has_ended_or_only_ended_another_is_not_in_force() {
    let mut records = family(&[]);
    records["order"] = json!([
        { "order_id": "O-1", "case_id": "C-1", "order_kind": "emergency protection order",
          "made": "24/10/2025", "order_until": "31/10/2025" },
        { "order_id": "O-2", "case_id": "C-1", "order_kind": "interim care order",
          "made": "30/10/2025" },
        { "order_id": "O-3", "case_id": "C-1", "order_kind": "discharge of an order",
          "made": "02/10/2025" },
    ]);
    let (now, past) = Sheet::of(records.clone(), "2026-06-30").now_and_past();
    assert!(
        now.contains("Interim care order, made 30 October 2025"),
        "{now}"
    );
    assert!(
        now.contains("Interim care order. No end is recorded."),
        "{now}"
    );
    for gone in ["Emergency protection order", "Discharge of an order"] {
        assert!(!now.contains(gone) && past.contains(gone), "{gone}: {past}");
    }
    let (now, _) = Sheet::of(records.clone(), "2025-10-31").now_and_past();
    assert!(
        now.contains("Emergency protection order"),
        "on its last day it holds"
    );
    // Where all are past, that is said, and not that none is recorded.
    records["order"][1]["order_until"] = json!("01/06/2026");
    let first = Sheet::of(records, "2026-06-30").pages().remove(0);
    let said = "None now, see “What is past”: legal status.";
    assert!(first.contains(said), "{first}");
}

#[test]
fn parental_responsibility_is_told_of_those_who_have_it_on_the_day() {
    let mut records = family(&[
        ("P-2", "Bo Invented", "mother"),
        ("P-3", "Cy Invented", "father"),
        ("P-4", "Di Invented", "special guardian"),
        ("P-5", "Ed Invented", "parent"),
    ]);
    records["relationship"][1]["parental_responsibility"] = json!("no");
    records["relationship"][2]["end"] = json!("01/05/2024");
    records["person"][4]["died"] = json!("02/02/2020");
    let sheet = Sheet::of(records.clone(), "2026-06-30");
    let first = &sheet.pages()[0];
    let held = first
        .split_once("Parental responsibility ")
        .expect("it is told")
        .1;
    assert!(
        held.starts_with("Bo Invented (mother) Not recorded:"),
        "{held}"
    );
    let (now, past) = sheet.now_and_past();
    assert!(
        now.contains("Father. Does not have parental responsibility."),
        "{now}"
    );
    assert!(
        !now.contains("Ed Invented") && past.contains("Ed Invented, parent."),
        "{past}"
    );
    let grown = Sheet::of(records.clone(), "2033-03-04").says();
    assert!(
        grown.contains("Parental responsibility Nobody: at 18 and over"),
        "{grown}"
    );
    assert!(!grown.contains("Has parental responsibility"), "{grown}");
    let day_before = Sheet::of(records, "2033-03-03").says();
    assert!(
        day_before.contains("Parental responsibility Bo Invented"),
        "{day_before}"
    );
}

#[test]
fn a_child_who_is_missing_is_the_first_thing_told() {
    let mut records = family(&[]);
    records["case"] = json!([{ "case_id": "C-1", "child_id": "P-1", "alert": "Knocks twice." }]);
    records["missing_episode"] = json!([{
        "missing_id": "M-1", "case_id": "C-1", "missing_from": "28/06/2026 21:30",
    }]);
    let first = Sheet::of(records.clone(), "2026-06-30").pages().remove(0);
    let said = "What to know tonight Missing now Ada Invented has been missing since 28 June 2026, \
                21:30. No return is recorded. Alert Knocks twice.";
    assert!(first.contains(said), "{first}");
    records["missing_episode"][0]["missing_until"] = json!("29/06/2026");
    let first = Sheet::of(records, "2026-06-30").pages().remove(0);
    assert!(
        first.contains("What to know tonight Alert Knocks twice."),
        "{first}"
    );
}

#[test]
fn a_closed_case_and_a_child_who_has_died_say_so_first() {
    let mut records = family(&[]);
    records["case"] = json!([{ "case_id": "C-1", "child_id": "P-1", "closed": "01/05/2026" }]);
    let first = Sheet::of(records.clone(), "2026-06-30").pages().remove(0);
    let said = "What to know tonight Case closed 1 May 2026";
    assert!(first.contains(said), "{first}");
    let before = Sheet::of(records.clone(), "2026-04-30").pages().remove(0);
    assert!(!before.contains("tonight Case closed"), "{before}");
    records["person"][0]["died"] = json!("02/04/2026");
    let first = Sheet::of(records, "2026-06-30").pages().remove(0);
    assert!(
        first.contains("What to know tonight Died 2 April 2026 Case closed"),
        "{first}"
    );
    assert!(first.contains("Born 4 March 2015, 11 years"), "{first}");
}

#[test]
fn what_is_close_to_one_of_several_children_is_not_said_of_each() {
    let mut records = family(&[("P-2", "Bo Invented", "friend")]);
    records["person"][1]["close_to_child"] = json!("yes");
    let said = Sheet::of(records.clone(), "2026-06-30").says();
    assert!(
        said.contains("Friend. Has parental responsibility. Close to Ada Invented."),
        "{said}"
    );
    records["person"]
        .as_array_mut()
        .expect("a list")
        .push(json!({
            "person_id": "P-9", "name": "Zed Invented", "born": "04/03/2017", "standing": "child",
        }));
    records["case"] = json!([
        { "case_id": "C-1", "child_id": "P-1", "linked_cases": "C-2" },
        { "case_id": "C-2", "child_id": "P-9" },
    ]);
    let said = Sheet::of(records, "2026-06-30").says();
    assert!(
        said.contains("Recorded as close to a child of this family."),
        "{said}"
    );
    assert!(!said.contains("Close to Ada"), "{said}");
}

#[test]
fn each_of_two_homes_is_told_with_those_who_live_in_it() {
    let mut records = family(&[
        ("P-2", "Bo Invented", "mother"),
        ("P-3", "Cy Invented", "father"),
    ]);
    let stay = |home: &str, person: &str, part: &str| {
        json!({
            "household_id": home, "person_id": person, "household_name": format!("Home {home}"),
            "start": "01/02/2020", "part_time": part,
        })
    };
    records["household"] = json!([
        stay("H1", "P-1", "no"),
        stay("H1", "P-2", "no"),
        stay("H2", "P-1", "yes"),
        stay("H2", "P-3", "no"),
    ]);
    records["address"] = json!([
        { "address_id": "D-1", "person_id": "P-1", "address": "1 Ash Row" },
        { "address_id": "D-2", "person_id": "P-2", "address": "1 Ash Row" },
        { "address_id": "D-3", "person_id": "P-3", "address": "2 Birch Row", "confidential": "yes" },
    ]);
    let first = Sheet::of(records, "2026-06-30").pages().remove(0);
    assert!(
        first.contains("Home H1, with Bo Invented (mother): 1 Ash Row."),
        "{first}"
    );
    let second = "Home H2, part of the time, with Cy Invented (father): 2 Birch Row (confidential: do not share).";
    assert!(first.contains(second), "{first}");
}

#[test]
fn a_placed_child_who_stays_elsewhere_part_of_the_time_is_told_in_both_places() {
    let mut records = family(&[("P-3", "Cy Invented", "father")]);
    records["placement"] = json!([{
        "placement_id": "PL-1", "case_id": "C-1", "placed": "01/02/2026",
        "placement_kind": "Foster care", "placement_address": "1 Ash Row",
    }]);
    records["household"] = json!([
        { "household_id": "H1", "person_id": "P-1", "start": "01/02/2026", "part_time": "no" },
        { "household_id": "H2", "person_id": "P-1", "start": "01/02/2026", "part_time": "yes" },
        { "household_id": "H2", "person_id": "P-3", "start": "01/02/2020", "part_time": "no" },
    ]);
    let first = Sheet::of(records, "2026-06-30").pages().remove(0);
    let said = "Living now Foster care, 1 Ash Row (confidential: do not share). \
                At home, part of the time, with Cy Invented (father); no address is recorded.";
    assert!(first.contains(said), "{first}");
}

#[test]
fn another_childs_mother_is_not_told_as_this_childs() {
    let mut records = family(&[("P-2", "Bo Invented", "other relative")]);
    let people = records["person"].as_array_mut().expect("a list");
    people[1]["role"] = json!("Mother");
    people.push(json!({ "person_id": "P-9", "name": "Zed Invented", "standing": "child" }));
    people.push(json!({ "person_id": "P-8", "name": "Di Invented", "role": "mother" }));
    for (person, relation, other) in [("P-2", "mother", "P-9"), ("P-8", "friend", "P-2")] {
        records["relationship"]
            .as_array_mut()
            .expect("a list")
            .push(json!({
                "relationship_id": person, "person_id": person, "relation": relation,
                "other_person_id": other,
            }));
    }
    let said = Sheet::of(records, "2026-06-30").says();
    assert!(said.contains("Mother of Zed Invented."), "{said}");
    assert!(
        said.contains("Di Invented Mother, of whom is not recorded."),
        "{said}"
    );
}

#[test]
fn a_restricted_record_says_so_and_nothing_of_itself() {
    let mut records = family(&[("P-2", "Bo Invented", "mother")]);
    records["health"] = json!([{
        "health_id": "H-1", "case_id": "C-1", "health_date": "01/02/2026", "health_kind": "illness",
        "detail": "Something that nobody may read here.", "medication": "Secretamol",
    }]);
    records["restriction"] = json!([{
        "restriction_id": "X-1", "case_id": "C-1", "restricted_record": "health:H-1",
        "scope": "whole record",
    }]);
    let said = Sheet::of(records, "2026-06-30").says();
    assert!(
        !said.contains("Secretamol") && !said.contains("Something"),
        "{said}"
    );
    assert!(
        said.contains("1 Feb 2026 [restricted, see register]"),
        "{said}"
    );
    assert!(
        said.contains("1 restriction is in force: restricted, see register."),
        "{said}"
    );
}

#[test]
fn an_earlier_name_stands_on_the_front_sheet_only() {
    let mut records = family(&[]);
    records["person"][0]["former_names"] = json!("Adam Formerly");
    records["event"] = json!([{
        "event_id": "E-1", "case_id": "C-1", "happened": "02/09/2024", "category": "school change",
        "what_happened": "Began school.",
    }]);
    let sheet = Sheet::of(records, "2026-06-30");
    assert!(sheet.says().contains("Earlier names Adam Formerly"));
    let other = sheet.pages_of("chronology").join(" ");
    assert!(!other.contains("Formerly"), "{other}");
}

#[test]
fn a_case_of_which_nothing_is_recorded_has_a_whole_page_and_a_short_one() {
    // The export has a table of health, with nothing in it for this child, and none of contact.
    let records = json!({
        "case": [
            { "case_id": "C-1", "child_id": "P-1" },
            { "case_id": "C-2", "child_id": "P-2" },
        ],
        "person": [
            { "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015" },
            { "person_id": "P-2", "name": "Bo Other", "born": "04/03/2015" },
        ],
        "health": [{ "case_id": "C-2", "health_date": "01/02/2026", "health_kind": "dental check" }],
    });
    let sheet = Sheet::of(records, "2026-06-30");
    let pages = sheet.pages();
    assert!(pages.len() <= 2, "{} pages", pages.len());
    let said = pages.join(" ");
    for words in [
        "Born 4 March 2015, 11 years",
        "Not recorded: where the child is living; medication and allergies. \
         Not in this export: an alert; anyone who may not have contact;",
        "Nothing is held about these",
        "Health. Not recorded: health.",
        "School, training and work. Not in this export: school, training or work.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // Once a section and not once a field.
    let absences =
        ["Not recorded:", "Not in this export:"].map(|words| said.matches(words).count());
    assert!(absences.iter().sum::<usize>() <= 12, "{said}");
    assert!(!said.contains(PAST) && !said.contains("front."), "{said}");
    let rows = documents(&sheet.path("out"));
    let row = rows
        .iter()
        .find(|row| row.kind == "front-sheet" && row.id == "C-1");
    // The child's own record is all that stands behind it.
    assert_eq!(row.map(|row| row.entries), Some(1));
}

#[test]
fn what_an_export_can_carry_is_known_of_every_record_that_it_holds() {
    /// What the export can carry, and the types of records that it holds all the same.
    struct Unknown<'a>(&'a BTreeSet<&'static str>, Vec<&'static str>);
    impl ListVisitor for Unknown<'_> {
        fn list<R: Listed>(&mut self, records: &[R]) {
            if !records.is_empty() && !self.0.contains(R::TYPE.name) {
                self.1.push(R::TYPE.name);
            }
        }
    }
    for household in Household::all() {
        let casebook = read(&household.export).value;
        for case in &casebook.cases {
            let mut unknown = Unknown(&case.carried, Vec::new());
            case.records.each_list(&mut unknown);
            assert!(unknown.1.is_empty(), "{}: {:?}", case.id, unknown.1);
        }
    }
}

#[test]
fn a_family_of_sixty_fits_its_tables() {
    let names: Vec<(String, String)> = (2..62)
        .map(|at| {
            (
                format!("P-{at}"),
                format!("Person{at} Invented-Longsurname"),
            )
        })
        .collect();
    let people: Vec<(&str, &str, &str)> = names
        .iter()
        .map(|(id, name)| (id.as_str(), name.as_str(), "other relative"))
        .collect();
    let mut records = family(&people);
    for (at, person) in records["person"]
        .as_array_mut()
        .expect("a list")
        .iter_mut()
        .enumerate()
    {
        person["role"] = json!("great-aunt by the second marriage of a grandfather");
        person["born"] = json!(format!("c. {}", 1930 + at));
    }
    records["address"] = names
        .iter()
        .map(|(id, _)| json!({ "person_id": id, "address": format!("House of {id}, A Long Lane") }))
        .collect();
    let said = Sheet::of(records, "2026-06-30").says();
    for (id, name) in &names {
        let forename = name.split(' ').next().unwrap_or_default();
        assert!(said.contains(forename), "{name} is lost");
        assert!(
            said.contains(&format!("House of {id},")),
            "{name}'s home is lost"
        );
    }
}

#[test]
fn long_words_in_any_part_go_on_overleaf() {
    let long = "word ".repeat(900);
    let mut records = family(&[("P-2", "Bo Invented", "mother")]);
    records["case"] = json!([{
        "case_id": "C-1", "child_id": "P-1", "alert": format!("{long}Alert-end"),
        "social_history": format!("{long}History-end"),
    }]);
    records["person"][1]["role"] = json!("x".repeat(300));
    records["decision"] = json!([{
        "decision_id": "D-1", "case_id": "C-1", "decided": "01/02/2026", "decision": "Wait.",
        "reasons": format!("{long}Reasons-end"),
    }]);
    let said = Sheet::of(records, "2026-06-30").says();
    for end in ["Alert-end", "History-end", "Reasons-end"] {
        assert!(said.contains(end), "{end} is lost");
    }
}
