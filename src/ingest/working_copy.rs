//! A working copy given back as one more input (rule 19): rows with an entry's name change how that
//! entry is printed; rows without one are new events.

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
    ("date", What::Date),
    ("dateasrecorded", What::DateAsRecorded),
    ("whathappened", What::Words),
    ("outcome", What::Outcome),
    ("source", What::Source),
    ("belongs", What::Belongs),
    ("courtwording", What::CourtWording),
    ("keyincident", What::KeyIncident),
    ("orderinday", What::OrderInDay),
    ("documentreference", What::Reference),
    ("positionsoftheparties", What::Positions),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Entry,
    Digest,
    Case,
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
}

/// A table that is a working copy.
#[derive(Debug, Clone)]
pub struct Recognised {
    header: usize,
    columns: Vec<(What, u32)>,
}

/// A working copy is known by its columns Entry, Digest and Belongs.
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
            (has(What::Entry) && has(What::Digest) && has(What::Belongs))
                .then_some(Recognised { header, columns })
        })
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
            Some(_) => line.edit().map(|edit| overrides.push(edit)),
            None => line.event().map(|event| records.events.push(event)),
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
        let words = match self.value(what)? {
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
            digest: self.words(What::Digest).unwrap_or_default(),
            origin: self.grid.origin(self.row.number, 0),
            belongs: self.yes_no(What::Belongs)?,
            court_wording: self.text(What::CourtWording),
            key_incident: self.yes_no(What::KeyIncident)?,
            order_in_day: self.order()?,
            document_reference: self.text(What::Reference),
            positions: self.text(What::Positions),
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

    /// A new row: an event of the case, known from then on by its case, date and words.
    fn event(&self) -> Result<Event, Issue> {
        let missing = |what, name: &str| {
            self.fault("CB0606", what, &format!("a new row needs {name}"))
                .hint("Fill it in, or take the row out.")
        };
        let case = self
            .words(What::Case)
            .ok_or_else(|| missing(What::Case, "a case"))?;
        let words = self
            .words(What::Words)
            .ok_or_else(|| missing(What::Words, "what happened"))?;
        let when = self.when()?.ok_or_else(|| missing(What::Date, "a date"))?;
        let digest = &crate::digest::sha256(words.as_bytes())[..8];
        let key = format!("{case}|{}|{digest}", when.earliest());
        let mut event = Event::bare(
            EntryId::of("event", &key),
            self.grid.origin(self.row.number, 0),
        );
        event.case_id = Recorded::Value(Ids(Box::new([Id(case.as_str().into())])));
        event.happened = Recorded::Value(when);
        event.what_happened = Recorded::Value(Text::words(words));
        event.provenance.in_chronology =
            Recorded::Value(self.yes_no(What::Belongs)?.unwrap_or(true));
        event.provenance.outcome = self.text(What::Outcome).into();
        event.provenance.source_agency = self.text(What::Source).into();
        event.provenance.court_wording = self.text(What::CourtWording).into();
        event.provenance.key_incident = self.yes_no(What::KeyIncident)?.into();
        event.provenance.order_in_day = self.order()?.into();
        event.provenance.document_reference = self.text(What::Reference).into();
        event.provenance.dispute = self.text(What::Positions).into();
        Ok(event)
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
