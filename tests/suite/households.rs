//! Every invented household is built once, for workers and for the family, and read back: the words of
//! each page, what a screen reader finds, the worksheet. What a family edition must not say is gathered
//! from the export itself, apart from the code that withholds it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use calamine::Data;
use casebinder::disclose::is_public;
use casebinder::kind::Audience;
use casebinder::model::codes::{Category, Scope, Standing};
use casebinder::model::declare::{Field, ListVisitorMut, Listed};
use casebinder::model::records::Restriction;
use casebinder::model::{Case, Casebook, Record, Recorded, Text, When};
use casebinder::verify;
use casebinder::view::DocumentRow;
use tempfile::TempDir;

use crate::running::{
    Household, copy_folder, documents, file_of, files_below, fixtures, flat, folder, name_of, read,
    run, sheets, words,
};

/// How many rows of a worksheet a snapshot shows.
const ROWS_SHOWN: usize = 5;
/// How many words on end of a restricted passage are more than an accident.
const TELLING: usize = 6;

/// A household with its documents for both audiences.
struct Built {
    household: Household,
    out: TempDir,
}

impl Built {
    fn documents(&self, audience: Audience) -> Vec<DocumentRow> {
        let mut rows = documents(self.out.path());
        rows.retain(|row| row.audience == audience);
        rows
    }
}

/// The household of that name, built once for all tests.
fn built(name: &str) -> &'static Built {
    static ALL: OnceLock<Vec<Built>> = OnceLock::new();
    let all = ALL.get_or_init(|| Household::all().into_iter().map(build).collect());
    let found = all.iter().find(|built| built.household.name == name);
    found.expect("the household is built")
}

fn build(household: Household) -> Built {
    let out = folder();
    let mut command = household.build(out.path());
    command.env("CASEBINDER_CHRONOLOGY_AUDIENCES", "internal,family");
    run(&mut command).ending(0);
    Built { household, out }
}

/// Calls the closure with each household, as insta finds them in their folder.
macro_rules! each_household {
    (|$built:ident| $body:block) => {
        insta::glob!("../../fixtures/households", "*/casebinder.toml", |path| {
            let $built = built(&name_of(path.parent().expect("a household has a folder")));
            $body
        });
    };
}

/// Holds a text to its snapshot, named by household and file.
macro_rules! assert_reads {
    ($what:literal, $built:expr, $path:expr, $text:expr) => {
        let suffix = format!("{}-{}", $built.household.name, stem($path));
        insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
            insta::assert_snapshot!($what, $text);
        });
    };
}

#[test]
fn every_page_reads_as_it_should() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal) {
            let path = file_of(built.out.path(), &row, ".pdf");
            assert_reads!("pages", built, &path, pages(&path));
        }
    });
}

#[test]
fn the_first_family_edition_reads_as_it_should() {
    each_household!(|built| {
        for row in built.documents(Audience::Family).iter().take(1) {
            let path = file_of(built.out.path(), row, ".pdf");
            assert_reads!("pages", built, &path, pages(&path));
        }
    });
}

#[test]
fn a_screen_reader_finds_headings_tables_and_alternative_texts() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal).iter().take(1) {
            let path = file_of(built.out.path(), row, ".pdf");
            let bytes = fs::read(&path).expect("the PDF is there");
            let tree = verify::tag_tree(&bytes).expect("the PDF is tagged");
            assert_reads!("tags", built, &path, tree);
        }
    });
}

#[test]
fn every_worksheet_reads_as_it_should() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal) {
            let path = file_of(built.out.path(), &row, ".xlsx");
            assert_reads!("sheet", built, &path, worksheet(&path));
        }
    });
}

#[test]
fn dates_in_worksheets_are_dates() {
    each_household!(|built| {
        for row in documents(built.out.path()) {
            let path = file_of(built.out.path(), &row, ".xlsx");
            for (name, rows) in sheets(&path) {
                let header = header(&rows);
                for column in ["Date", "End date"] {
                    let at = column_at(&rows[header], column);
                    for (number, row) in rows.iter().enumerate().skip(header + 1) {
                        assert!(
                            matches!(row[at], Data::Empty | Data::DateTime(_)),
                            "{name}, row {}, {column}",
                            number + 1
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn every_entry_is_in_the_worksheet_or_the_manifest_says_why_not() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal) {
            let rows = sheets(&file_of(built.out.path(), &row, ".xlsx"))
                .remove(0)
                .1;
            let count = rows.len() - header(&rows) - 1;
            assert_eq!(count, row.entries + row.left_out.len(), "{}", row.id);
        }
    });
}

#[test]
fn a_family_edition_says_nothing_confidential() {
    each_household!(|built| {
        let casebook = read(&built.household.export).value;
        assert_says_nothing_forbidden(built.out.path(), &casebook);
    });
}

#[test]
fn nobody_whose_existence_is_confidential_has_an_entry_in_a_family_edition() {
    each_household!(|built| {
        let casebook = read(&built.household.export).value;
        let people = casebook.cases.iter().flat_map(|case| &case.records.people);
        let hidden: Vec<String> = people
            .filter(|person| person.confidential.value() == Some(&true))
            .map(|person| format!("{}#", person.entry))
            .collect();
        for row in built.documents(Audience::Family) {
            let rows = sheets(&file_of(built.out.path(), &row, ".xlsx"))
                .remove(0)
                .1;
            for entry in rows.iter().map(|row| row[0].to_string()) {
                let told = hidden.iter().any(|person| entry.starts_with(person));
                assert!(
                    !told,
                    "{}: {entry} tells that there is such a person",
                    row.id
                );
            }
        }
    });
}

#[test]
fn twins_are_both_born() {
    each_household!(|built| {
        for row in built.documents(Audience::Internal) {
            let casebook = read(&built.household.export).value;
            let case = casebook.cases.iter().find(|case| case.id == row.id);
            let case = case.expect("the case is read");
            let said = plain(&words(&file_of(built.out.path(), &row, ".pdf")));
            for twin in twins(case) {
                assert!(
                    said.contains(&format!("{twin} was born")),
                    "{}: {twin}",
                    row.id
                );
            }
        }
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
fn a_household_needs_no_rust() {
    let out = folder();
    let copy = out.path().join("copied");
    copy_folder(&fixtures("households/harlow-road"), &copy);
    let household = Household::at(&copy);
    run(&mut household.build(&out.path().join("out"))).ending(0);
}

/// The names of siblings, other than the child, who share a day of birth that no event tells.
fn twins(case: &Case) -> Vec<String> {
    let events = &case.records.events;
    let is_told = |born: &When| {
        let mut births = events
            .iter()
            .filter(|it| it.category.value() == Some(&Category::Birth));
        births.any(|it| it.happened.value().map(|when| when.start) == Some(born.start))
    };
    let child = case.child().map(|child| &child.entry);
    let siblings = case
        .records
        .people
        .iter()
        .filter(|it| it.standing.value() == Some(&Standing::Child) && Some(&it.entry) != child);
    let born: Vec<(When, String)> = siblings
        .filter_map(|it| Some((*it.born.value()?, plain(&it.name.value()?.shown()))))
        .filter(|(born, _)| !is_told(born))
        .collect();
    let shares =
        |at: usize| (0..born.len()).any(|other| other != at && born[other].0 == born[at].0);
    let twins = (0..born.len()).filter(|at| shares(*at));
    twins.map(|at| born[at].1.clone()).collect()
}

/// Words in lower case without the punctuation around them, as a search by hand would take them.
fn plain(text: &str) -> String {
    let words = text
        .split(|c: char| c.is_whitespace() || c == '\u{2009}')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of each page as another reader finds them, and what stands around them.
fn pages(path: &Path) -> String {
    let bytes = fs::read(path).expect("the PDF is there");
    let reading = verify::read(&bytes).expect("the PDF can be read");
    let mut told = String::new();
    for page in &reading.pages {
        let around: Vec<&str> = page.margins.lines().map(str::trim).collect();
        let _ = writeln!(told, "== page {}: {}", page.number, around.join(" | "));
        for line in page.words.trim().lines() {
            let _ = writeln!(told, "{}", line.trim_end());
        }
    }
    told
}

/// A workbook's sheets: what stands above the table, its headings, and its first rows, cell by cell.
fn worksheet(path: &Path) -> String {
    let mut told = String::new();
    for (name, rows) in sheets(path) {
        let header = header(&rows);
        let _ = writeln!(told, "== sheet {name}: {} rows", rows.len() - header - 1);
        for row in &rows[..header] {
            let _ = writeln!(told, "{}", cells(row).collect::<Vec<_>>().join(" | "));
        }
        let headings: Vec<String> = cells(&rows[header]).collect();
        let _ = writeln!(told, "headings: {}", headings.join(" | "));
        for (number, row) in rows.iter().enumerate().skip(header + 1).take(ROWS_SHOWN) {
            let _ = writeln!(told, "-- row {}", number + 1);
            for (heading, cell) in rows[header].iter().zip(row) {
                if !matches!(cell, Data::Empty) {
                    let _ = writeln!(told, "{heading}: {}", typed(cell));
                }
            }
        }
    }
    told
}

fn cells(row: &[Data]) -> impl Iterator<Item = String> {
    let full = row.iter().filter(|cell| !matches!(cell, Data::Empty));
    full.map(|cell| cell.to_string())
}

/// A cell with its type, where it is not words.
fn typed(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("date {year}-{month:02}-{day:02}")
        }
        Data::Float(number) => format!("number {number}"),
        words => words.to_string(),
    }
}

/// The row of the headings.
fn header(rows: &[Vec<Data>]) -> usize {
    let is_header = |row: &Vec<Data>| row.iter().any(|cell| *cell == *"Entry");
    rows.iter()
        .position(is_header)
        .expect("the sheet has headings")
}

fn column_at(header: &[Data], name: &str) -> usize {
    let found = header.iter().position(|cell| cell == name);
    found.expect("the sheet has the column")
}

fn stem(path: &Path) -> String {
    name_of(path).replace('.', "-")
}

/// Words that a family edition must not hold, and the record that they come from.
#[derive(Debug)]
struct Forbidden {
    record: String,
    words: String,
}

fn assert_says_nothing_forbidden(out: &Path, casebook: &Casebook) {
    let forbidden = forbidden_in(casebook);
    let mut wrong = Vec::new();
    for (name, path) in family_files(out) {
        let said = plain(&said_by(&path));
        for it in forbidden.iter().filter(|it| said.contains(&it.words)) {
            wrong.push(format!(
                "{name} says what {} withholds: {}",
                it.record, it.words
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn family_files(out: &Path) -> Vec<(String, PathBuf)> {
    let mut files = files_below(out);
    files.retain(|name, _| name.contains("-family."));
    assert!(!files.is_empty(), "a family edition was made");
    files.into_iter().collect()
}

/// Everything that a file says, on its pages and in its cells.
fn said_by(path: &Path) -> String {
    if path.extension().is_some_and(|ending| ending == "pdf") {
        return words(path);
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

/// Gathers from all cases of an export what no family may read.
fn forbidden_in(casebook: &Casebook) -> Vec<Forbidden> {
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
