//! Nothing is lost (rule 10): whatever its category, flags, basis and date, every event of a case is
//! printed or listed among what was left out, with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use casebinder::model::codes::{Basis, Category, Knowledge};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use serde_json::{Map, Value, json};

use crate::running::{build, document, file_of, folder, run, sheets, words};

/// How many exports are tried, and how many events each holds.
const EXPORTS: u32 = 6;
const EVENTS: std::ops::Range<usize> = 60..160;

/// What an event says of itself, each as it stands in the export; an empty one is left out.
#[derive(Debug, Clone)]
struct Told {
    happened: String,
    category: String,
    basis: String,
    knowledge: String,
    belongs: String,
    restricted: bool,
    /// Whether it repeats the day and words of the event before it.
    repeats: bool,
    text: String,
}

#[test]
fn every_event_is_printed_or_listed_with_a_reason() {
    let config = Config {
        cases: EXPORTS,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        max_shrink_iters: 40,
        ..Config::default()
    };
    let events = prop::collection::vec(told(), EVENTS);
    let tried = TestRunner::new(config).run(&events, |events| {
        nothing_is_lost(&events);
        Ok(())
    });
    if let Err(TestError::Fail(reason, _)) = tried {
        // The events themselves fill a screen; the reason names the one that is lost.
        panic!("{reason}");
    }
}

fn nothing_is_lost(told: &[Told]) {
    let (home, events) = (folder(), events(told));
    let export = json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1" }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2012" }],
        "event": events,
    });
    let (path, settings) = (
        home.path().join("export.json"),
        home.path().join("casebinder.toml"),
    );
    fs::write(&path, export.to_string()).expect("the export can be written");
    fs::write(&settings, "as_at = \"2026-06-30\"").expect("the settings can be written");
    let out = home.path().join("out");
    run(&mut build(&path, &settings, &out)).ending(0);
    let row = document(&out, "C-1");
    let said = words(&file_of(&out, &row, ".pdf"));
    let left: BTreeMap<&str, &str> = row
        .left_out
        .iter()
        .map(|it| (it.id.as_str(), it.reason.as_str()))
        .collect();
    let listed = entries(&sheets(&file_of(&out, &row, ".xlsx")).remove(0).1);
    let restricted = events.iter().filter(|event| event["restricted"] == "yes");
    let hidden: BTreeSet<String> = restricted.map(marked).collect();
    for event in &events {
        let name = named(event);
        let mark = marked(event);
        // What a restricted event says is shown nowhere; its entry still is, without its words.
        let hidden = hidden.contains(&mark);
        let alike = || events.iter().filter(|it| marked(it) == mark);
        let stands = || alike().any(|it| listed.contains(&named(it)));
        let printed = said.contains(&mark) || hidden && stands();
        let reason = left
            .get(name.as_str())
            .is_some_and(|reason| !reason.is_empty());
        assert!(printed || reason, "{name} is nowhere: {event}");
        let alone = alike().count() == 1;
        assert!(
            !(alone && printed && reason && !hidden),
            "{name} is in both"
        );
        assert!(
            !alone || listed.contains(&name),
            "{name} is not in the worksheet"
        );
    }
}

/// The name under which an event is listed.
fn named(event: &Value) -> String {
    format!("event:{}", event["event_id"].as_str().expect("an id"))
}

/// The word by which an event is found on the page.
fn marked(event: &Value) -> String {
    let words = event["what_happened"].as_str().expect("words");
    words.split(' ').next().expect("a first word").to_owned()
}

fn entries(rows: &[Vec<calamine::Data>]) -> Vec<String> {
    rows.iter().map(|row| row[0].to_string()).collect()
}

fn events(told: &[Told]) -> Vec<Value> {
    let mut events: Vec<Value> = Vec::new();
    for (number, it) in told.iter().enumerate() {
        let mut event = Map::new();
        let words = format!("Mark{number:04} {}", it.text);
        let fields = [
            ("happened", &it.happened),
            ("what_happened", &words),
            ("category", &it.category),
            ("basis", &it.basis),
            ("knowledge", &it.knowledge),
            ("in_chronology", &it.belongs),
        ];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            event.insert(name.into(), Value::from(value.as_str()));
        }
        if let (true, Some(before)) = (it.repeats, events.last()) {
            for name in ["happened", "what_happened", "category"] {
                match before.get(name) {
                    Some(value) => event.insert(name.into(), value.clone()),
                    None => event.remove(name),
                };
            }
        }
        if it.restricted {
            event.insert("restricted".into(), Value::from("yes"));
        }
        event.insert("event_id".into(), Value::from(format!("E-{number}")));
        event.insert("case_id".into(), Value::from("C-1"));
        events.push(Value::Object(event));
    }
    events
}

fn told() -> impl Strategy<Value = Told> {
    let category = word_of(
        Category::SET
            .values
            .iter()
            .map(|it| it.0)
            .chain(["", "seance"]),
    );
    let basis = word_of(Basis::SET.values.iter().map(|it| it.0).chain([""]));
    let knowledge = word_of(Knowledge::SET.values.iter().map(|it| it.0).chain([""]));
    let belongs = word_of(["", "", "yes", "no"]);
    let rarely = || prop::bool::weighted(0.08);
    (
        when(),
        category,
        basis,
        knowledge,
        belongs,
        rarely(),
        rarely(),
        text(),
    )
        .prop_map(
            |(happened, category, basis, knowledge, belongs, restricted, repeats, text)| Told {
                happened,
                category,
                basis,
                knowledge,
                belongs,
                restricted,
                repeats,
                text,
            },
        )
}

fn word_of(words: impl IntoIterator<Item = &'static str>) -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = words.into_iter().collect();
    prop::sample::select(words).prop_map(str::to_owned)
}

/// Dates whole, partial, about, uncertain, spans, before birth, and after the date prepared.
fn when() -> impl Strategy<Value = String> {
    (2010..2028_i32, 1..13_u32, 1..29_u32, 0..9_u8).prop_map(|(year, month, day, way)| match way {
        0 => format!("{year}"),
        1 => format!("c. {year}"),
        2 => format!("{month:02}/{year}"),
        3 => format!("?{day:02}/{month:02}/{year}"),
        4 => format!("{year} - {}", year + 1),
        5 => format!("{day:02}/{month:02}/{year} 09:{day:02}"),
        _ => format!("{day:02}/{month:02}/{year}"),
    })
}

fn text() -> impl Strategy<Value = String> {
    "([A-Za-z]{1,12}[,.]? ){1,60}"
}
