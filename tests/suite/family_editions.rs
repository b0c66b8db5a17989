//! What a family edition must not say is gathered from the export itself, apart from the code that
//! withholds it, and searched for in what was made; and what it must say is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use casebinder::disclose::is_public;
use casebinder::kind::Audience;
use casebinder::model::codes::{Scope, Standing};
use casebinder::model::declare::{Field, ListVisitorMut, Listed};
use casebinder::model::records::Restriction;
use casebinder::model::{Case, Casebook, Record, Recorded, Text};

use crate::households::{Built, all, built, table};
use crate::running::{build, file_of, files_below, flat, folder, plain, read, run, sheets, words};

/// How often an internal edition names somebody whom the family edition must name too.
const OFTEN: usize = 5;
/// How many words on end of a restricted passage are more than an accident.
const TELLING: usize = 6;

#[test]
fn nothing_confidential_is_said() {
    assert_none(|built, casebook| {
        let forbidden = forbidden_in(casebook);
        let mut wrong = Vec::new();
        for (name, path) in family_files(built.out.path()) {
            let said = plain(&said_by(&path));
            let found = forbidden.iter().filter(|it| said.contains(&it.words));
            wrong.extend(found.map(|it| format!("{name}: {} withholds {}", it.record, it.words)));
        }
        wrong
    });
}

#[test]
fn no_street_of_a_placement_is_said_in_any_edition_of_the_family() {
    assert_none(|built, casebook| {
        let placed = casebook
            .cases
            .iter()
            .flat_map(|case| &case.records.placements);
        let addresses = placed
            .filter_map(|it| it.placement_address.value())
            .map(Text::shown);
        let streets: BTreeSet<String> = addresses
            .filter_map(|address| Some(address.split(',').next()?.trim().to_owned()))
            .filter(|street| street.contains(' ') && street.contains(|c: char| c.is_ascii_digit()))
            .map(|street| plain(&street))
            .collect();
        let mut wrong = Vec::new();
        for (name, path) in family_files(built.out.path()) {
            let said = plain(&said_by(&path));
            let told = streets
                .iter()
                .filter(|street| said.contains(street.as_str()));
            wrong.extend(told.map(|street| format!("{name} says {street}")));
        }
        wrong
    });
}

#[test]
fn no_surname_of_somebody_confidential_is_said() {
    assert_none(|built, casebook| {
        let surnames = hidden_surnames(casebook);
        let mut wrong = Vec::new();
        for (name, path) in family_files(built.out.path()) {
            let said = said_by(&path);
            let words: BTreeSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
            let plural = |surname: &str| words.contains(format!("{surname}s").as_str());
            let told = surnames
                .iter()
                .filter(|it| words.contains(it.as_str()) || plural(it));
            wrong.extend(told.map(|it| format!("{name} says {it}")));
        }
        wrong
    });
}

#[test]
fn nobody_whose_existence_is_confidential_has_an_entry() {
    assert_none(|built, casebook| {
        let people = casebook.cases.iter().flat_map(|case| &case.records.people);
        let hidden: Vec<String> = people
            .filter(|person| person.confidential.value() == Some(&true))
            .map(|person| format!("{}#", person.entry))
            .collect();
        let mut wrong = Vec::new();
        for row in built.documents(Audience::Family) {
            let entries = table(built, &row).into_iter().map(|row| row[0].to_string());
            let told = entries.filter(|entry| hidden.iter().any(|it| entry.starts_with(it)));
            wrong.extend(told.map(|entry| format!("{} has an entry {entry}", row.id)));
        }
        wrong
    });
}

#[test]
fn the_family_is_named() {
    assert_none(|built, casebook| {
        let cases = casebook.cases.iter();
        cases.flat_map(|case| unnamed(built, case)).collect()
    });
}

#[test]
fn the_search_for_what_is_forbidden_finds_it_where_it_stands() {
    let built = built("harlow-road");
    let forbidden = forbidden_in(&read(&built.household.export).value);
    assert!(forbidden.len() > 20, "{} phrases", forbidden.len());
    let internal = built.documents(Audience::Internal);
    let found = internal.iter().any(|row| {
        let said = plain(&words(&file_of(built.out.path(), row, ".pdf")));
        forbidden.iter().any(|it| said.contains(&it.words))
    });
    assert!(
        found,
        "the internal edition names the carers, so the search must find one"
    );
}

#[test]
fn what_is_confidential_in_a_siblings_case_is_in_no_shared_note() {
    let home = folder();
    let export = serde_json::json!({
        "casebinder": { "schema": 1 },
        "case": [
            { "case_id": "C-1", "child_id": "P-1" },
            { "case_id": "C-2", "child_id": "P-2" },
        ],
        "person": [
            { "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2020" },
            { "person_id": "P-2", "name": "Ben Invented", "born": "05/06/2021" },
            { "person_id": "P-3", "name": "Orla Kestrelby", "confidential": "yes" },
        ],
        "contact_detail": [{
            "person_id": "P-3", "detail_kind": "mobile", "detail": "07700 900123", "confidential": "yes",
        }],
        // Only the second case knows this person.
        "network": [{ "case_id": "C-2", "person_id": "P-3", "tied_to": "a friend of the family" }],
        "event": [{
            "event_id": "E-1", "case_id": "C-1; C-2", "happened": "02/09/2024", "category": "move",
            "what_happened": "Both children stayed with Orla Kestrelby, who can be rung on 07700 900123.",
            "source_agency": "School",
        }],
    });
    let (path, settings) = (
        home.path().join("export.json"),
        home.path().join("casebinder.toml"),
    );
    fs::write(&path, export.to_string()).expect("the export can be written");
    let chosen = "as_at = \"2026-06-30\"\n[chronology]\naudiences = [\"internal\", \"family\"]\n";
    fs::write(&settings, chosen).expect("the settings can be written");
    let out = home.path().join("out");
    run(&mut build(&path, &settings, &out)).ending(0);
    for (name, path) in family_files(&out) {
        let said = said_by(&path);
        assert!(said.contains("Both children stayed with"), "{name}");
        for secret in ["Kestrelby", "900123"] {
            assert!(!said.contains(secret), "{name} says {secret}");
        }
    }
}

/// Holds every household to a rule that gives back what is wrong.
#[track_caller]
fn assert_none(rule: impl Fn(&Built, &Casebook) -> Vec<String>) {
    let wrong: Vec<String> = all()
        .iter()
        .flat_map(|built| rule(built, &read(&built.household.export).value))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The family whom the internal edition names and the family edition does not.
fn unnamed(built: &Built, case: &Case) -> Vec<String> {
    let said = |audience| {
        let rows = built.documents(audience);
        let row = rows.iter().find(|row| row.id == case.id);
        words(&file_of(
            built.out.path(),
            row.expect("the case has one"),
            ".pdf",
        ))
    };
    let (internal, family) = (said(Audience::Internal), said(Audience::Family));
    let open = case.records.people.iter().filter(|person| {
        let of_family = person.standing.value() == Some(&Standing::Family);
        of_family && person.confidential.value() != Some(&true)
    });
    let names = open.filter_map(|it| it.name.value()).map(Text::shown);
    names
        .filter(|name| internal.matches(name.as_str()).count() >= OFTEN && !family.contains(name))
        .map(|name| format!("{}: {name} is named nowhere", case.id))
        .collect()
}

/// Words that a family edition must not hold, and the record that they come from.
#[derive(Debug)]
pub struct Forbidden {
    /// The record.
    pub record: String,
    /// The words, plain.
    pub words: String,
}

fn family_files(out: &Path) -> Vec<(String, PathBuf)> {
    let mut files = files_below(out);
    files.retain(|name, _| name.contains("-family.") || name.contains("-family-"));
    assert!(!files.is_empty(), "a family edition was made");
    files.into_iter().collect()
}

/// Everything that a file says, on its pages and in its cells.
fn said_by(path: &Path) -> String {
    if path.extension().is_some_and(|ending| ending == "pdf") {
        return words(path);
    }
    if path.extension().is_some_and(|ending| ending == "svg") {
        let drawn = fs::read_to_string(path).expect("the SVG is there");
        return flat(&drawn.replace(['<', '>', '"'], " "));
    }
    let cells = sheets(path)
        .into_iter()
        .flat_map(|(_, rows)| rows)
        .flatten();
    flat(
        &cells
            .map(|cell| cell.to_string())
            .collect::<Vec<_>>()
            .join(" | "),
    )
}

/// The surnames of confidential people that nobody else of the export bears.
fn hidden_surnames(casebook: &Casebook) -> BTreeSet<String> {
    let (mut hidden, mut open) = (BTreeSet::new(), BTreeSet::new());
    for case in &casebook.cases {
        for person in &case.records.people {
            let secret = person.confidential.value() == Some(&true);
            let names = [&person.name, &person.known_as];
            let names = names.iter().filter_map(|it| it.value()).map(Text::shown);
            for name in names {
                let last = name.split_whitespace().last().map(str::to_owned);
                let group = if secret { &mut hidden } else { &mut open };
                group.extend(last.filter(|it| it.starts_with(char::is_uppercase)));
            }
        }
        let workers = case
            .records
            .workers
            .iter()
            .filter_map(|it| it.worker_name.value());
        open.extend(workers.flat_map(|it| {
            let parts: Vec<String> = it.shown().split(' ').map(str::to_owned).collect();
            parts
        }));
    }
    hidden.difference(&open).cloned().collect()
}

/// Gathers from all cases of an export what no family may read.
pub fn forbidden_in(casebook: &Casebook) -> Vec<Forbidden> {
    let mut found = Vec::new();
    for case in &casebook.cases {
        fields(case, &mut found);
        let mut passages = Passages {
            restrictions: case.records.restrictions.clone(),
            restricted: Vec::new(),
            open: String::new(),
        };
        case.records.clone().each_list_mut(&mut passages);
        // Words that an open record also says are no secret.
        passages
            .restricted
            .retain(|it| !passages.open.contains(&it.words));
        found.append(&mut passages.restricted);
    }
    found.retain(|it| it.words.chars().count() > 4);
    found
}

/// Addresses of carers, confidential addresses and numbers, adopters, members of the public.
fn fields(case: &Case, found: &mut Vec<Forbidden>) {
    let records = &case.records;
    let mut add = |record: String, words: &Recorded<Text>| {
        found.extend(words.value().map(|text| Forbidden {
            record,
            words: plain(&text.shown()),
        }));
    };
    for it in &records.placements {
        add(it.entry.to_string(), &it.placement_address);
    }
    for it in &records.adoptions {
        add(it.entry.to_string(), &it.adopters);
    }
    for it in &records.contact_details {
        if it.confidential.value() == Some(&true) {
            add(it.entry.to_string(), &it.detail);
        }
    }
    for it in &records.addresses {
        let person = it.person_id.value().and_then(|id| case.person(&id.0));
        let of_carer = person.is_some_and(|who| who.standing.value() == Some(&Standing::Carer));
        if it.confidential.value() == Some(&true) || of_carer {
            add(it.entry.to_string(), &it.address);
            add(it.entry.to_string(), &it.postcode);
        }
    }
    for it in &records.people {
        let public = it.standing.value() == Some(&Standing::Public);
        if public || it.confidential.value() == Some(&true) {
            add(it.entry.to_string(), &it.name);
        }
    }
    for it in &records.referrals {
        if it.referrer_kind.value().is_some_and(is_public) {
            add(it.entry.to_string(), &it.provenance.source_person);
        }
    }
}

/// Sorts what records say into what a restriction still holds or a flag hides, and the rest.
struct Passages {
    restrictions: Vec<Restriction>,
    restricted: Vec<Forbidden>,
    open: String,
}

impl ListVisitorMut for Passages {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        // What a restriction withholds is the record's content, not the list of people or documents.
        if !["restriction", "case", "person", "document"].contains(&R::TYPE.name) {
            records.iter_mut().for_each(|record| self.record(record));
        }
    }
}

impl Passages {
    fn record<R: Record>(&mut self, record: &mut R) {
        let name = record.entry().to_string();
        let flag = record.provenance().map(|it| it.restricted.value());
        let flagged = flag == Some(Some(&true));
        let held: Vec<Restriction> = self.held(&name).cloned().collect();
        for words in held.iter().filter_map(|it| it.restricted_words.value()) {
            self.forbid(&name, &words.shown());
        }
        record.each_text(&mut |field, words| {
            let Some(text) = words.value().map(|text| flat(&text.shown())) else {
                return;
            };
            let by = held.iter().any(|it| holds_field(it, field));
            if flagged || by {
                // A part of a passage is as forbidden as the whole.
                let parts: Vec<&str> = text.split(' ').collect();
                for part in parts.windows(TELLING) {
                    self.forbid(&name, &part.join(" "));
                }
            } else {
                self.open.push_str(&plain(&text));
                self.open.push('\n');
            }
        });
    }

    /// The restrictions of a record that are not lifted.
    fn held(&self, record: &str) -> impl Iterator<Item = &Restriction> {
        self.restrictions.iter().filter(move |it| {
            let of = it.restricted_record.value().map(Text::shown);
            it.lifted.value().is_none() && of.is_some_and(|of| of.replace(' ', "") == record)
        })
    }

    fn forbid(&mut self, record: &str, words: &str) {
        self.restricted.push(Forbidden {
            record: record.to_owned(),
            words: plain(words),
        });
    }
}

/// Whether a restriction hides a whole field.
fn holds_field(restriction: &Restriction, field: &Field) -> bool {
    match restriction.scope.value() {
        Some(Scope::Words) => restriction.restricted_words.value().is_none(),
        Some(Scope::Field) => {
            let of = restriction.restricted_field.value().map(Text::shown);
            of.is_none_or(|of| field.is_named(&of))
        }
        _ => true,
    }
}
