//! One child of the return: who they are, and why the authority is involved; the other rooms tell
//! what happened.

use std::sync::Arc;

use super::episodes::Episode;
use super::layout::Table;
use super::reading::{Reading, case, id, words};
use super::rows::{Entry, Line, joined, read_date};
use super::{Tables, care, episodes, faults, steps};
use crate::ingest::dates::iso;
use crate::issue::Origin;
use crate::model::codes::{Category, Standing};
use crate::model::declare::Ids;
use crate::model::records::{CaseRecord, Event, Identifier, Person};
use crate::model::{EntryId, Recorded, Text, When};

/// What the rooms know of the child while they read.
#[derive(Debug)]
pub(super) struct Child<'a> {
    /// The child's id.
    pub(super) id: Arc<str>,
    /// The child's rows.
    pub(super) tables: &'a Tables<'a>,
    /// The date of birth.
    pub(super) born: Option<When>,
}

impl<'a> Child<'a> {
    /// A natural key: the child and a date or another word.
    pub(super) fn key(&self, rest: impl std::fmt::Display) -> String {
        format!("{}|{rest}", self.id)
    }

    /// The child's rows in one table, those that tell of the same thing joined.
    pub(super) fn entries(&self, table: Table, out: &mut Reading<'_>) -> Vec<Entry<'a>> {
        self.tables
            .get(&table)
            .map(|lines| joined(lines, table, out))
            .unwrap_or_default()
    }
}

/// Reads all rows of one child. A child whose only rows have no date of their own gets no case.
pub(super) fn read(id: &Arc<str>, tables: &Tables<'_>, has_header: bool, out: &mut Reading<'_>) {
    let dated = tables.iter().find(|(table, _)| !table.is_undated());
    let Some(first) = dated.and_then(|(_, lines)| lines.first()) else {
        for line in tables.values().flatten() {
            undated(*line, out);
        }
        return;
    };
    if has_header && !tables.contains_key(&Table::Header) {
        out.fault(faults::NOT_IN_HEADER, *first, &[first.at("CHILD")], id);
    }
    let child = Child {
        id: id.clone(),
        tables,
        born: birth_date(tables, out),
    };
    let episodes = episodes::read(&child, out);
    care::read(&child, &episodes, out);
    steps::read(&child, out);
    let asylum = child.entries(Table::Uasc, out);
    person(&child, *first, &episodes, &asylum, out);
    case_record(&child, *first, &episodes, &asylum, out);
}

/// The date of birth: the first that any table gives, the header before all others. A table that
/// gives another is reported.
fn birth_date(tables: &Tables<'_>, out: &mut Reading<'_>) -> Option<When> {
    let mut known: Option<(Line<'_>, Box<str>)> = None;
    for lines in tables.values() {
        let Some((line, words)) = other_birth(lines, known.as_ref()) else {
            continue;
        };
        match &known {
            None => known = Some((line, words)),
            Some((first, _)) => {
                let places = [first.at("DOB"), line.at("DOB")];
                out.fault(faults::TWO_BIRTH_DATES, line, &places, &words);
            }
        }
    }
    read_date(&known?.1).ok().flatten()
}

/// The first row of a table that gives a birth date other than the known one. Most rows repeat it
/// to the letter, so that few are read as dates.
fn other_birth<'a>(
    lines: &[Line<'a>],
    known: Option<&(Line<'a>, Box<str>)>,
) -> Option<(Line<'a>, Box<str>)> {
    lines.iter().find_map(|line| {
        let alike = known.is_some_and(|(first, _)| first.value("DOB") == line.value("DOB"));
        let words = if alike { None } else { line.words("DOB") }?;
        let differs = known.is_none_or(|(_, first)| *first != words);
        differs.then_some((*line, words))
    })
}

/// The person, from the header where the child is in it.
fn person(
    child: &Child<'_>,
    first: Line<'_>,
    episodes: &[Episode<'_>],
    asylum: &[Entry<'_>],
    out: &mut Reading<'_>,
) {
    let header = child.entries(Table::Header, out);
    let source = header.first();
    let mut person = Person::bare(EntryId::of("person", &child.id), first.origin());
    if let Some(entry) = source {
        person.origins = entry.origins().collect();
        out.used(entry);
        identifier(child, entry, out);
        motherhood(child, entry, out);
        person.ethnicity = out.phrase(entry, "ETHNIC");
    }
    person.person_id = Recorded::Value(id(&child.id));
    person.born = child.born.into();
    person.gender = gender(source, asylum, out);
    person.standing = Recorded::Value(Standing::Child);
    if let Some(day) = episodes.iter().find_map(Episode::death) {
        person.died = Recorded::Value(When::day(day));
    }
    person.origins.extend(undated_births(child, out));
    out.records.people.push(person);
}

/// The sex that the header gives, or the table of asylum-seeking children where it is the only one.
fn gender(
    header: Option<&Entry<'_>>,
    asylum: &[Entry<'_>],
    out: &mut Reading<'_>,
) -> Recorded<Text> {
    let sources = header.into_iter().chain(asylum);
    let mut found: Vec<(Recorded<Text>, &Entry<'_>)> = sources
        .map(|entry| (out.phrase(entry, "SEX"), entry))
        .collect();
    found.retain(|(gender, _)| gender.is_carried());
    let known: Vec<_> = found
        .iter()
        .filter(|(gender, _)| gender.value().is_some())
        .collect();
    if let Some((_, entry)) = known.iter().find(|(gender, _)| *gender != known[0].0) {
        let places = [known[0].1.at("SEX"), entry.at("SEX")];
        out.fault(faults::TWO_SEXES, *entry.first(), &places, "");
    }
    let best = known.first().map(|(gender, _)| gender.clone());
    best.or_else(|| found.first().map(|(gender, _)| gender.clone()))
        .unwrap_or_default()
}

/// The unique pupil number, or why there is none.
fn identifier(child: &Child<'_>, entry: &Entry<'_>, out: &mut Reading<'_>) {
    let Some(number) = entry.words("UPN") else {
        return;
    };
    let absent = out
        .codes
        .find("UPN", number)
        .map(|(_, reason)| out.codes.sentence("upn_absent").replace("{reason}", reason));
    let name = out.name("identifier", child.key("UPN"));
    let mut record = Identifier::bare(name, entry.first().origin());
    record.origins = entry.origins().collect();
    record.person_id = Recorded::Value(id(&child.id));
    record.scheme = words(out.codes.sentence("upn"));
    record.number = words(absent.as_deref().unwrap_or(number));
    out.records.identifiers.push(record);
}

/// The birth of the looked-after child's own child.
fn motherhood(child: &Child<'_>, entry: &Entry<'_>, out: &mut Reading<'_>) {
    let mother = out
        .coded(entry, "MOTHER")
        .is_some_and(|coded| &*coded.code == "1");
    let Some(born) = out.date(entry, "MC_DOB") else {
        if mother {
            out.fault_at(faults::MOTHER_UNDATED, entry, "MOTHER");
        }
        return;
    };
    let key = child.key(format_args!("{}|birth", iso(&born)));
    let mut event = Event::bare(out.name("event", key), entry.first().origin());
    event.origins = entry.origins().collect();
    event.case_id = case(&child.id);
    event.happened = Recorded::Value(born);
    event.category = Recorded::Value(Category::Birth);
    event.what_happened = words(out.codes.sentence("became_mother"));
    event.people = Recorded::Value(Ids([id(&child.id)].into()));
    out.records.events.push(event);
}

/// Rows of undated tables: those that give no more than a birth date are origins of the person.
fn undated_births(child: &Child<'_>, out: &mut Reading<'_>) -> Vec<Origin> {
    let tables = child.tables.iter().filter(|(table, _)| table.is_undated());
    let lines: Vec<Line<'_>> = tables.flat_map(|(_, lines)| lines).copied().collect();
    let bare = |line: &&Line<'_>| !undated(**line, out);
    lines.iter().filter(bare).map(Line::origin).collect()
}

/// Sets aside a row whose facts have no date; whether it did.
fn undated(line: Line<'_>, out: &mut Reading<'_>) -> bool {
    let entry = Entry::of(line, out);
    let facts = entry.says_anything();
    if facts {
        out.fault(faults::UNDATED, line, &[line.origin()], "");
        out.set_aside(&entry, "this table gives no date for its facts");
    } else {
        out.used(&entry);
    }
    if entry.words("IN_TOUCH") == Some("DIED") {
        out.fault_at(faults::DIED_UNDATED, &entry, "IN_TOUCH");
    }
    facts
}

/// The case, with why the authority is involved as far as the return says.
fn case_record(
    child: &Child<'_>,
    first: Line<'_>,
    episodes: &[Episode<'_>],
    asylum: &[Entry<'_>],
    out: &mut Reading<'_>,
) {
    let mut record = CaseRecord::bare(EntryId::of("case", &child.id), first.origin());
    record.case_id = Recorded::Value(id(&child.id));
    record.child_id = Recorded::Value(id(&child.id));
    let mut reasons = needs(episodes, out);
    for entry in asylum {
        reasons.push(seeking_asylum(entry, out));
        record.origins.extend(entry.origins());
        out.used(entry);
    }
    if episodes
        .iter()
        .any(|episode| episode.entry.recorded("CIN", Some(())).is_carried())
    {
        record.reason = Recorded::Empty;
    }
    if !reasons.is_empty() {
        record.reason = words(&reasons.join("; "));
    }
    record
        .origins
        .extend(steps::previous_permanence(child, out));
    record.origins.dedup();
    out.records.cases.push(record);
}

/// The needs recorded with the episodes, each once, in the order in which they were recorded.
fn needs(episodes: &[Episode<'_>], out: &Reading<'_>) -> Vec<String> {
    let mut needs: Vec<&str> = Vec::new();
    for need in episodes.iter().filter_map(|episode| episode.need.as_ref()) {
        if !needs.contains(&&*need.words) {
            needs.push(&need.words);
        }
    }
    let sentence = out.codes.sentence("need");
    needs
        .into_iter()
        .map(|need| sentence.replace("{need}", need))
        .collect()
}

/// That the child is seeking asylum alone, and until when the authority counts them so.
fn seeking_asylum(entry: &Entry<'_>, out: &mut Reading<'_>) -> String {
    let until = out.date(entry, "DUC").and_then(|when| when.exact_day());
    match until {
        Some(day) => {
            let day = day.format("%-d %B %Y").to_string();
            out.codes.sentence("asylum_until").replace("{date}", &day)
        }
        None => out.codes.sentence("asylum").to_owned(),
    }
}
