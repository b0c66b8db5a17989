//! A working copy given back as one more input (rule 19): rows with an entry's name change how that
//! entry is printed; rows without one are new events, and stay new events in the working copies that
//! are made from then on. A chronology's working copy is about a case, a court chronology's about
//! proceedings.

use crate::ingest::dates;
use crate::ingest::table::{Grid, Row, Value};
use crate::issue::Issue;
use crate::model::declare::plain_key;
use crate::model::records::Event;
use crate::model::{
    EntryId, Id, Ids, Override, Recorded, Records, SetAside, TableCount, Text, When,
};

/// The columns that are read, by the key of their heading.
const COLUMNS: &[(&str, What)] = &[
    ("entry", What::Entry),
    ("digest", What::Digest),
    ("case", What::Case),
    ("proceedings", What::Proceedings),
    ("date", What::Date),
    ("dateasrecorded", What::DateAsRecorded),
    ("whathappened", What::Words),
    ("outcome", What::Outcome),
    ("source", What::Source),
    ("belongs", What::Belongs),
    ("belongsincourt", What::Belongs),
    ("courtwording", What::CourtWording),
    ("keyincident", What::KeyIncident),
    ("orderinday", What::OrderInDay),
    ("documentreference", What::Reference),
    ("positionsoftheparties", What::Positions),
    ("entryofparty", What::Party),
];

/// How the heading of a column begins that holds what one party says.
const POSITION_OF: &str = "Position of ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Entry,
    Digest,
    Case,
    Proceedings,
    Date,
    DateAsRecorded,
    Words,
    Outcome,
    Source,
    Belongs,
    CourtWording,
    KeyIncident,
    OrderInDay,
    Reference,
    Positions,
    Party,
}

/// A table that is a working copy.
#[derive(Debug, Clone)]
pub struct Recognised {
    header: usize,
    columns: Vec<(What, u32)>,
    /// The parties, each with the column of what it says.
    parties: Vec<(String, u32)>,
}

/// A working copy is known by its columns Entry, Digest and Belongs, or Belongs in court.
pub fn recognise(grid: &Grid) -> Option<Recognised> {
    grid.rows
        .iter()
        .take(25)
        .enumerate()
        .find_map(|(header, row)| {
            let columns: Vec<(What, u32)> = row
                .cells
                .iter()
                .filter_map(|cell| {
                    let Value::Text(heading) = &cell.value else {
                        return None;
                    };
                    // A heading may carry a note in brackets that the column may be changed.
                    let plain = plain_key(heading.split('[').next().unwrap_or_default());
                    let known = COLUMNS.iter().find(|(key, _)| *key == plain)?;
                    Some((known.1, cell.column))
                })
                .collect();
            let has = |what| columns.iter().any(|(known, _)| *known == what);
            (has(What::Entry) && has(What::Digest) && has(What::Belongs)).then_some(Recognised {
                header,
                columns,
                parties: parties(row),
            })
        })
}

/// The columns of what each party says.
fn parties(row: &Row) -> Vec<(String, u32)> {
    let named = row.cells.iter().filter_map(|cell| {
        let Value::Text(heading) = &cell.value else {
            return None;
        };
        let party = heading
            .split('[')
            .next()?
            .trim()
            .strip_prefix(POSITION_OF)?;
        Some((party.to_owned(), cell.column))
    });
    named.collect()
}

/// Reads the rows: edits of entries, and new events.
pub fn read(
    grid: &Grid,
    recognised: &Recognised,
    covers: &dyn Fn(char) -> bool,
    records: &mut Records,
    overrides: &mut Vec<Override>,
    set_aside: &mut Vec<SetAside>,
    issues: &mut Vec<Issue>,
) -> TableCount {
    let mut count = TableCount {
        table: grid.label(),
        layout: "working copy".to_owned(),
        ..TableCount::default()
    };
    for row in grid
        .rows
        .iter()
        .skip(recognised.header + 1)
        .filter(|row| !row.cells.is_empty())
    {
        count.rows += 1;
        let line = Line {
            grid,
            recognised,
            row,
            covers,
        };
        if line.is_continued() {
            count.used += 1;
            count.merged += 1;
            continue;
        }
        let taken = match line.words(What::Entry) {
            Some(name) if !is_added(&name) => line.edit().map(|edit| overrides.push(edit)),
            name => line.event(name.as_deref()).map(|event| {
                overrides.extend(line.positions_of(&event));
                add(event, &mut records.events);
            }),
        };
        match taken {
            Ok(()) => count.used += 1,
            Err(issue) => {
                count.set_aside += 1;
                set_aside.push(SetAside {
                    origin: grid.origin(row.number, 0),
                    reason: issue.message.clone(),
                });
                issues.push(issue);
            }
        }
    }
    count
}

/// Whether an entry's name is that of an event which a working copy added.
fn is_added(name: &str) -> bool {
    EntryId::parse(name).is_some_and(|it| it.is_added())
}

/// Adds an event; the same one from a later copy of the same row takes the place of the earlier.
fn add(event: Event, events: &mut Vec<Event>) {
    match events.iter_mut().find(|it| it.entry == event.entry) {
        Some(known) => *known = event,
        None => events.push(event),
    }
}

/// One row of a working copy.
struct Line<'a> {
    grid: &'a Grid,
    recognised: &'a Recognised,
    row: &'a Row,
    covers: &'a dyn Fn(char) -> bool,
}

impl Line<'_> {
    fn column(&self, what: What) -> u32 {
        let known = self
            .recognised
            .columns
            .iter()
            .find(|(known, _)| *known == what);
        known.map_or(0, |(_, column)| *column)
    }

    fn value(&self, what: What) -> Option<&Value> {
        self.row.cell(self.column(what))
    }

    fn words(&self, what: What) -> Option<String> {
        self.words_at(self.column(what))
    }

    fn words_at(&self, column: u32) -> Option<String> {
        let words = match self.row.cell(column)? {
            Value::Text(text) => super::clean::clean(text, self.covers)
                .text
                .trim()
                .to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Moment(moment) => moment.date().to_string(),
            Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Fault(_) => return None,
        };
        (!words.is_empty()).then_some(words)
    }

    fn text(&self, what: What) -> Option<Text> {
        self.words(what).map(Text::words)
    }

    /// What each party says.
    fn party_positions(&self) -> Vec<(String, Text)> {
        let parties = self.recognised.parties.iter();
        let said = parties.filter_map(|(party, column)| {
            let words = self.words_at(*column)?;
            Some((party.clone(), Text::words(words)))
        });
        said.collect()
    }

    fn yes_no(&self, what: What) -> Result<Option<bool>, Issue> {
        match self
            .words(what)
            .map(|words| words.to_lowercase())
            .as_deref()
        {
            None => Ok(None),
            Some("yes" | "y" | "true" | "1") => Ok(Some(true)),
            Some("no" | "n" | "false" | "0") => Ok(Some(false)),
            Some(_) => Err(self
                .fault("CB0604", what, "expected yes or no")
                .hint("Choose from the list in the cell, or leave it empty.")),
        }
    }

    /// A text too long for one cell goes on in the next row under the same entry; the record itself
    /// still has it whole, so the rest needs no reading.
    fn is_continued(&self) -> bool {
        let cells = self.row.cells.iter();
        let texts = cells.filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        self.words(What::Belongs).is_none()
            && self.words(What::Digest).is_none()
            && texts
                .into_iter()
                .any(|text| text.starts_with("(continued)"))
    }

    fn edit(&self) -> Result<Override, Issue> {
        let entry = self
            .words(What::Entry)
            .and_then(|name| EntryId::parse(&name))
            .ok_or_else(|| {
                self.fault(
                    "CB0603",
                    What::Entry,
                    "the entry's name was changed and cannot be read",
                )
                .hint("Leave the column Entry as it is; for a new row leave it empty.")
            })?;
        Ok(Override {
            entry,
            case: self.words(What::Case),
            proceedings: self.words(What::Proceedings),
            digest: self.words(What::Digest).unwrap_or_default(),
            origin: self.grid.origin(self.row.number, 0),
            belongs: self.yes_no(What::Belongs)?,
            court_wording: self.text(What::CourtWording),
            key_incident: self.yes_no(What::KeyIncident)?,
            order_in_day: self.order()?,
            document_reference: self.text(What::Reference),
            positions: self.text(What::Positions),
            party_positions: self.party_positions(),
        })
    }

    fn order(&self) -> Result<Option<f64>, Issue> {
        let Some(words) = self.words(What::OrderInDay) else {
            return Ok(None);
        };
        words.parse().map(Some).map_err(|_| {
            self.fault("CB0605", What::OrderInDay, "expected a number")
                .hint("For example 1, 2 or 1.5.")
        })
    }

    /// A new row: an event of the case or of the children of the proceedings, known from then on by
    /// that, its first date and its first words.
    fn event(&self, name: Option<&str>) -> Result<Event, Issue> {
        let missing = |what, name: &str| {
            self.fault("CB0606", what, &format!("a new row needs {name}"))
                .hint("Fill it in, or take the row out.")
        };
        let (case, proceedings) = (self.words(What::Case), self.words(What::Proceedings));
        let home = case
            .as_ref()
            .or(proceedings.as_ref())
            .ok_or_else(|| missing(What::Case, "a case"))?;
        let words = self
            .words(What::Words)
            .ok_or_else(|| missing(What::Words, "what happened"))?;
        let when = self.when()?.ok_or_else(|| missing(What::Date, "a date"))?;
        let digest = &crate::digest::sha256(words.as_bytes())[..8];
        let key = format!("{}{home}|{}|{digest}", EntryId::ADDED, when.earliest());
        let entry = name
            .and_then(EntryId::parse)
            .unwrap_or_else(|| EntryId::of("event", &key));
        let mut event = Event::bare(entry, self.grid.origin(self.row.number, 0));
        event.case_id = case.map(|ids| self.ids(&ids)).into();
        event.proceedings_id = proceedings.map(|id| Id(id.as_str().into())).into();
        event.entry_of_party = self.text(What::Party).into();
        event.happened = Recorded::Value(when);
        event.what_happened = Recorded::Value(Text::words(words));
        let belongs = Recorded::Value(self.yes_no(What::Belongs)?.unwrap_or(true));
        if event.proceedings_id.value().is_some() {
            // What was added for a court stands in no file chronology.
            event.provenance.in_court = belongs;
            event.provenance.in_chronology = Recorded::Value(false);
        } else {
            event.provenance.in_chronology = belongs;
        }
        event.provenance.outcome = self.text(What::Outcome).into();
        event.provenance.source_agency = self.text(What::Source).into();
        event.provenance.court_wording = self.text(What::CourtWording).into();
        event.provenance.key_incident = self.yes_no(What::KeyIncident)?.into();
        event.provenance.order_in_day = self.order()?.into();
        event.provenance.document_reference = self.text(What::Reference).into();
        event.provenance.dispute = self.text(What::Positions).into();
        Ok(event)
    }

    /// What each party says of an added event: an edit of it, as the record has no place for that.
    fn positions_of(&self, event: &Event) -> Option<Override> {
        let party_positions = self.party_positions();
        (!party_positions.is_empty()).then(|| Override {
            entry: event.entry.clone(),
            case: self.words(What::Case),
            proceedings: self.words(What::Proceedings),
            digest: String::new(),
            origin: self.grid.origin(self.row.number, 0),
            belongs: None,
            court_wording: None,
            key_incident: None,
            order_in_day: None,
            document_reference: None,
            positions: None,
            party_positions,
        })
    }

    /// The ids in a cell.
    fn ids(&self, cell: &str) -> Ids {
        let ids = cell.split(';').map(str::trim).filter(|id| !id.is_empty());
        Ids(ids.map(|id| Id(id.into())).collect())
    }

    fn when(&self) -> Result<Option<When>, Issue> {
        if let Some(Value::Moment(moment)) = self.value(What::Date) {
            return Ok(Some(When::day(moment.date())));
        }
        let what = if self.words(What::Date).is_some() {
            What::Date
        } else {
            What::DateAsRecorded
        };
        let Some(words) = self.words(what) else {
            return Ok(None);
        };
        dates::parse(&words).map(Some).map_err(|fault| {
            self.fault("CB0607", what, fault.message())
                .hint(fault.hint())
        })
    }

    fn fault(&self, code: &str, what: What, message: &str) -> Issue {
        Issue::error(code, message).at(self.grid.origin(self.row.number, self.column(what)))
    }
}
