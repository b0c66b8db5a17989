//! `casebinder sample`: an invented export of any size, the same for the same seed, for trying and for
//! measuring. Its words are put together from lists and mean nobody.

use std::fmt::Write;

use super::settings::Ground;
use super::{Exit, Stop, print};
use crate::batch::files;
use crate::cli::Sample;
use crate::ingest::{self, NamedBytes};
use crate::model::Casebook;

/// Writes the export as a folder of CSV files.
///
/// # Errors
/// What the disk refuses.
pub fn run(typed: &Sample) -> Result<Exit, Stop> {
    for (name, text) in tables(typed.children, typed.events, typed.seed) {
        files::write(&typed.out, name, text.as_bytes())
            .map_err(|issue| Stop::new(Exit::Disk, issue))?;
    }
    print(&format!(
        "{} children, {} events each.",
        typed.children, typed.events
    ));
    Ok(Exit::Done)
}

/// The same export, read.
pub(super) fn casebook(children: u32, events: u32, seed: u64, ground: &Ground) -> Casebook {
    let files: Vec<NamedBytes> = tables(children, events, seed)
        .into_iter()
        .map(|(name, text)| NamedBytes {
            name: name.into(),
            bytes: text.into_bytes(),
        })
        .collect();
    let reading = ingest::Reading {
        covers: &|_| true,
        ssda903: &ground.codes,
    };
    ingest::read(files, &reading).value
}

const FORENAMES: &[&str] = &[
    "Ada", "Bram", "Cleo", "Dov", "Elin", "Finn", "Greta", "Hal", "Ines", "Jory", "Kit", "Lou",
];
const SURNAMES: &[&str] = &[
    "Arkwell",
    "Brindle",
    "Corrow",
    "Dunmere",
    "Estley",
    "Fenwright",
    "Garrick",
    "Holloran",
];
const CATEGORIES: &[&str] = &[
    "move",
    "referral",
    "school change",
    "achievement",
    "health",
    "police",
    "visit",
    "call",
    "concern",
    "hospital",
];
const SOURCES: &[&str] = &[
    "School",
    "Health visitor",
    "Police",
    "Mother",
    "Grandmother",
    "Foster carer",
    "GP",
];
const WORDS: &[&str] = &[
    "the",
    "mother",
    "said",
    "that",
    "school",
    "had",
    "called",
    "about",
    "a",
    "bruise",
    "on",
    "arm",
    "and",
    "was",
    "seen",
    "by",
    "doctor",
    "who",
    "thought",
    "it",
    "fitted",
    "with",
    "fall",
    "in",
    "garden",
    "grandmother",
    "came",
    "to",
    "stay",
    "for",
    "week",
    "children",
    "were",
    "playing",
    "when",
    "worker",
    "visited",
    "house",
    "warm",
    "tidy",
    "there",
    "food",
    "fridge",
    "father",
    "asked",
    "see",
    "them",
    "more",
    "often",
    "teacher",
    "pleased",
    "reading",
];

/// A small generator of numbers (splitmix64): the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut said = String::from("On that day");
        for _ in 3..words {
            said.push(' ');
            said.push_str(self.of(WORDS));
        }
        said.push('.');
        said
    }
}

/// The tables of an export: name and CSV.
pub fn tables(children: u32, events: u32, seed: u64) -> Vec<(&'static str, String)> {
    let mut chance = Chance(seed);
    let mut cases = String::from("case_id,child_id,opened,reason\n");
    let mut proceedings = String::from("proceedings_id,case_id,court,court_case_number,issued\n");
    let mut people = String::from("person_id,name,born,standing\n");
    let mut allocations = String::from("allocation_id,case_id,worker_id,case_role,start\n");
    let mut rows = String::from(
        "event_id,case_id,happened,category,what_happened,source_agency,document_reference,recorded_on,recorded_by,knowledge,basis,outcome\n",
    );
    for child in 1..=children {
        let born = 2005 + chance.below(15) as i32;
        let name = format!("{} {}", chance.of(FORENAMES), chance.of(SURNAMES));
        // Writing to a string cannot fail.
        let _ = writeln!(cases, "S{child:05},P{child:05},{}-02-01,Invented", born + 1);
        let _ = writeln!(
            allocations,
            "A{child:05},S{child:05},W{:04},Social worker,{}-02-01",
            worker_of(child),
            born + 1
        );
        // Every tenth child is in proceedings.
        if child % 10 == 1 {
            let _ = writeln!(
                proceedings,
                "R{child:05},S{child:05},Family Court at Inventon,IN{:02}C{child:05},{}-10-01",
                (born + 5) % 100,
                born + 5
            );
        }
        let _ = writeln!(people, "P{child:05},{name},{born}-03-04,child");
        for event in 0..events {
            let _ = writeln!(
                rows,
                "{}",
                event_row(child, event, events, born, &mut chance)
            );
        }
    }
    vec![
        ("case.csv", cases),
        ("person.csv", people),
        ("event.csv", rows),
        ("proceedings.csv", proceedings),
        ("worker.csv", workers(children)),
        ("team.csv", teams(children)),
        ("allocation.csv", allocations),
    ]
}

/// How many children a worker has.
const CASELOAD: u32 = 20;
/// How many workers a team has.
const TEAM: u32 = 6;

/// The number of the worker of a child, from 1.
fn worker_of(child: u32) -> u32 {
    (child - 1) / CASELOAD + 1
}

/// The workers of so many children, each of a team.
fn workers(children: u32) -> String {
    let mut rows = String::from("worker_id,worker_name,role,team_id\n");
    for worker in 1..=children.div_ceil(CASELOAD) {
        let team = (worker - 1) / TEAM + 1;
        let _ = writeln!(
            rows,
            "W{worker:04},Worker {worker},Social worker,T{team:03}"
        );
    }
    rows
}

/// The teams of so many children.
fn teams(children: u32) -> String {
    let mut rows = String::from("team_id,team_name\n");
    for team in 1..=children.div_ceil(CASELOAD).div_ceil(TEAM) {
        let _ = writeln!(rows, "T{team:03},Team {team}");
    }
    rows
}

fn event_row(child: u32, event: u32, events: u32, born: i32, chance: &mut Chance) -> String {
    let year = born + 1 + (event * 5 / events.max(1)) as i32;
    let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
    let category = chance.of(CATEGORIES);
    let words = chance.sentence(30);
    let source = chance.of(SOURCES);
    let knowledge = chance.of(&["first-hand", "reported"]);
    let outcome = if event.is_multiple_of(5) {
        chance.sentence(8)
    } else {
        String::new()
    };
    format!(
        "E{child}-{event},S{child:05},{day:02}/{month:02}/{year},{category},{words},{source},D{event},\
         {day:02}/{month:02}/{year} 16:30,Worker,{knowledge},fact,{outcome}"
    )
}
