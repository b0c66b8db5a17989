//! Put a neighbour of any name into any text of a clean case, and once withheld nothing of them is in any released
//! file, while everything beside them stays.

use std::collections::BTreeSet;
use std::path::PathBuf;

use casebinder::model::declare::{ListVisitorMut, Listed};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::clean::{add, asked, clean, clean_export, kept_in_file};
use super::larkfield::{known, person, relaxation};
use super::released::Released;
use super::review::Line;
use crate::running::read;

/// Somebody next door, who rang and is never named.
struct Neighbour {
    forename: String,
    surname: String,
    number: u32,
}

/// A hyphen with an ordinary word, an apostrophe with accents, two ordinary words; then two of any name.
fn neighbours(lots: &mut Lots) -> Vec<Neighbour> {
    let named = [
        ("Anne-Rose", "Quillington-Vane", 417),
        ("Siân", "O'Brádigh", 268),
        ("Hope", "Frost", 733),
    ];
    let mut all: Vec<Neighbour> = named
        .into_iter()
        .map(|(forename, surname, number)| Neighbour {
            forename: forename.into(),
            surname: surname.into(),
            number,
        })
        .collect();
    for number in [151, 862] {
        all.push(Neighbour {
            forename: any_name(2, lots),
            surname: any_name(4, lots),
            number,
        });
    }
    all
}

/// A name of so many syllables that nobody has.
fn any_name(syllables: usize, lots: &mut Lots) -> String {
    const BEGINNINGS: [&str; 12] = [
        "zw", "kr", "vl", "gw", "th", "m", "dr", "pf", "sk", "ly", "qu", "br",
    ];
    const ENDINGS: [&str; 8] = ["ax", "on", "ith", "ulk", "erz", "ovi", "ay", "imp"];
    let each = (0..syllables).map(|_| {
        let beginning = BEGINNINGS[lots.below(BEGINNINGS.len())];
        format!("{beginning}{}", ENDINGS[lots.below(ENDINGS.len())])
    });
    let name: String = each.collect();
    name[..1].to_uppercase() + &name[1..]
}

impl Neighbour {
    fn name(&self) -> String {
        format!("{} {}", self.forename, self.surname)
    }

    fn phone(&self) -> String {
        format!("07700 900{}", self.number)
    }

    fn postcode(&self) -> String {
        format!("ZZ99 {}QX", self.number % 10)
    }

    fn mail(&self) -> String {
        format!("next.door{}@example.org", self.number)
    }

    fn house(&self) -> String {
        format!("{} Zelkova Cottages", self.number)
    }

    /// Every way in which the neighbour is put into words.
    fn spellings(&self) -> Vec<String> {
        let Self {
            forename, surname, ..
        } = self;
        let short = &surname[..1];
        vec![
            self.name(),
            format!("{} {forename}", surname.to_uppercase()),
            format!("Mrs {surname}"),
            format!("{}’s", self.name()),
            format!("{forename}  {surname}"),
            format!("{forename}\n{surname}"),
            format!("{}. {surname}", &forename[..1]),
            format!("{forename} {short}."),
            self.phone(),
            self.phone().replace(' ', ""),
            format!("+44 7700 900{}", self.number),
            self.postcode(),
            self.postcode().replace(' ', "").to_lowercase(),
            self.mail().to_uppercase(),
            format!("{}, Portlow", self.house()),
            "Zelkova Cottages".into(),
            "Zelkova".into(),
            "born in May 1961".into(),
            "born 14 May 1961".into(),
            "QQ 12 34 56 C".into(),
        ]
    }

    /// What may be nowhere.
    fn absent(&self) -> Vec<String> {
        vec![
            self.name(),
            self.surname.clone(),
            format!("{} {}", self.surname, self.forename),
            format!("Mrs {}", self.surname),
            format!("7700 900{}", self.number),
            self.postcode(),
            format!("next.door{}", self.number),
            "Zelkova".into(),
            "May 1961".into(),
            "1961-05-14".into(),
            "QQ123456C".into(),
        ]
    }

    /// The clean case with the neighbour in its tables.
    fn join(&self, export: &mut Value) {
        add(
            export,
            "person",
            json!({"person_id": "N77", "name": self.name(), "born": "1961-05-14",
                "standing": "member of the public", "role": "neighbour"}),
        );
        add(
            export,
            "address",
            json!({"address_id": "AD-77", "person_id": "N77", "address": format!("{}, Portlow", self.house()),
                "postcode": self.postcode(), "start": "1999", "confidential": true}),
        );
        for (id, detail) in [("CD-77", self.phone()), ("CD-78", self.mail())] {
            add(
                export,
                "contact_detail",
                json!({"contact_detail_id": id, "person_id": "N77", "detail_kind": "home", "detail": detail,
                    "confidential": true}),
            );
        }
        add(
            export,
            "identifier",
            json!({"identifier_id": "ID-77", "person_id": "N77", "scheme": "National Insurance number",
                "number": "QQ 12 34 56 C"}),
        );
    }
}

/// The texts of a case: record type, key and field. Tables of people are told in ways of their own.
struct Texts(Vec<(String, String, &'static str)>);

const TABLES: &[&str] = &[
    "person",
    "worker",
    "team",
    "relationship",
    "address",
    "identifier",
    "contact_detail",
    "allocation",
    "access_request",
];

impl ListVisitorMut for Texts {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        for record in records {
            let entry = record.entry().clone();
            if TABLES.contains(&&*entry.record) {
                continue;
            }
            record.each_text(&mut |field, _| {
                let place = (entry.record.to_string(), entry.key.to_string(), field.name);
                self.0.push(place);
            });
        }
    }
}

fn texts() -> Vec<(String, String, &'static str)> {
    let mut casebook = read(&clean()).value;
    let case = casebook.cases.first_mut().expect("the export holds a case");
    let mut texts = Texts(Vec::new());
    case.records.each_list_mut(&mut texts);
    texts.0
}

/// Numbers that look random and are the same in each run.
struct Lots(u64);

impl Lots {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("it is below a usize")
    }
}

/// Puts words between two words of a text, or makes them the text.
fn put(cell: &mut Value, words: &str, lots: &mut Lots) {
    let text = cell.as_str().unwrap_or_default();
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let ends = spaces.into_iter().chain([0, text.len()]);
    let ends: Vec<usize> = ends.collect();
    let (before, after) = text.split_at(ends[lots.below(ends.len())]);
    *cell = Value::String(format!("{before} {words} {after}").trim().to_owned());
}

/// A case with a neighbour in every text of it that the lots give, and the words that must stay beside them.
fn with_neighbour(neighbour: &Neighbour, lots: &mut Lots) -> (TempDir, PathBuf, Vec<String>) {
    let mut export = clean_export();
    let mut kept = Vec::new();
    let mut places = texts();
    for (number, spelling) in neighbour.spellings().iter().cycle().take(40).enumerate() {
        if places.is_empty() {
            break;
        }
        let (record, key, field) = places.swap_remove(lots.below(places.len()));
        let rows = export[&record].as_array_mut().expect("a list of rows");
        let row = rows
            .iter_mut()
            .find(|row| {
                let first = row.as_object().and_then(|it| it.values().next());
                first.and_then(Value::as_str) == Some(&*key)
            })
            .expect("the record has a row");
        let before = format!("Helen Brook a{number}b");
        let after = format!("c{number}d Amir Brook");
        put(
            &mut row[field],
            &format!("{before} {spelling} {after}"),
            lots,
        );
        kept.extend([before, after].map(|words| format!("{record}:{key} {field}|{words}")));
    }
    neighbour.join(&mut export);
    let (home, path) = kept_in_file(&export);
    (home, path, kept)
}

/// Withholds the neighbour wherever they can be meant, and keeps the rest.
fn withhold(lines: &mut [Line], neighbour: &Neighbour) {
    let name = neighbour.name();
    let parts: BTreeSet<&str> = name.split([' ', '-']).collect();
    for line in lines.iter_mut().filter(|line| !line.id().is_empty()) {
        let what = line.of("What").to_owned();
        let is_meant = what.contains("(N77)") || what.starts_with("nobody known");
        match line.sheet.as_str() {
            "Request" => known(line),
            "Cases" if line.is_open() => line.decide("include", ""),
            "People" => person(line),
            "Places" if line.is_open() && is_meant => line.decide("withhold", "third party"),
            "Places" if line.is_open() => line.decide("keep", ""),
            "Candidates" if what.split([' ', '-']).any(|word| parts.contains(word)) => {
                line.decide("withhold", "third party");
            }
            "Documents" if line.is_open() => line.decide("keep", ""),
            "Relaxations" => relaxation(line),
            _ => {}
        }
    }
}

#[test]
fn a_withheld_neighbour_of_any_name_is_nowhere_and_what_stood_beside_is_kept() {
    let mut lots = Lots(0x5eed_0f1a_c0de);
    let (mut leaks, mut lost, mut counted) = (Vec::new(), Vec::new(), 0);
    for neighbour in &neighbours(&mut lots) {
        let (_home, export, kept) = with_neighbour(neighbour, &mut lots);
        let review = asked(&export);
        review.fill(|lines| withhold(lines, neighbour));
        let released = review.released();
        let absent = neighbour.absent();
        counted += absent.len() + kept.len();
        leaks.extend(leaked(&released, &absent));
        lost.extend(kept.into_iter().filter(|told| {
            let (_, words) = told.split_once('|').expect("a place and words");
            released.holding(words).is_none()
        }));
    }
    assert!(counted > 150, "{counted} looked for");
    assert!(
        leaks.is_empty() && lost.is_empty(),
        "{} leaks, {} lost:\n{}\n{}",
        leaks.len(),
        lost.len(),
        leaks.join("\n"),
        lost.join("\n")
    );
}

fn leaked(released: &Released, absent: &[String]) -> Vec<String> {
    let found = absent.iter().filter_map(|words| {
        let file = released.holding(words)?;
        Some(format!("{words:?} in {file}"))
    });
    found.collect()
}
