//! The working copy of a court chronology, not for service: what the lawyer may change and give back
//! (rule 19). It shows neither records nor source rows (rule 18); an entry's name is a token.

use super::Content;
use super::entries::{Entry, token};
use super::heading::parties;
use super::rows::{Row, Told, positions};
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::assemble::shared::worksheet::{self, ColumnOf, Holds, column, text, yes_no};
use crate::disclose::DisclosedProceedings;
use crate::kind::Audience;
use crate::view::{Cell, Column, ColumnKind, Sheet};

/// The columns before those of the parties: the key of the heading, what it holds, its width, and
/// whether it may be changed.
const COLUMNS: &[ColumnOf] = &[
    ("entry", Holds::Text, 20.0, false),
    ("serial", Holds::Number, 8.0, false),
    ("date", Holds::Date, 13.0, false),
    ("date_as_recorded", Holds::Text, 20.0, false),
    ("children", Holds::Text, 20.0, false),
    ("category", Holds::Text, 16.0, false),
    ("what_happened", Holds::Text, 60.0, false),
    ("outcome", Holds::Text, 28.0, false),
    ("source", Holds::Text, 26.0, false),
    ("belongs_in_court", Holds::YesNo, 11.0, true),
    ("court_wording", Holds::Text, 44.0, true),
    ("key_incident", Holds::YesNo, 12.0, true),
    ("order_in_day", Holds::Number, 11.0, true),
    ("document_reference", Holds::Text, 20.0, true),
    ("positions", Holds::Text, 30.0, true),
    ("entry_of_party", Holds::Text, 18.0, true),
];

/// The columns after them.
const LAST: &[ColumnOf] = &[
    ("stands", Holds::Text, 18.0, false),
    ("left_out_because", Holds::Text, 28.0, false),
    ("proceedings", Holds::Text, 14.0, false),
    ("digest", Holds::Text, 18.0, false),
];

/// The width of a party's column.
const PARTY: f64 = 26.0;

/// The sheets of the workbook.
pub fn sheets(
    content: &Content,
    proceedings: &DisclosedProceedings<'_>,
    brief: &Brief<'_>,
) -> Vec<Sheet> {
    let wording = brief.wording;
    let labels: Vec<String> = parties(proceedings)
        .into_iter()
        .map(|it| it.label)
        .collect();
    let sheet = Working {
        proceedings: &proceedings.record().entry.key,
        labels: &labels,
        content,
        brief,
    };
    vec![Sheet {
        name: wording.term("sheet.court_chronology").to_owned(),
        title: format!(
            "{}: {}",
            wording.term("title.court-chronology"),
            sheet.proceedings
        ),
        intro: vec![
            wording.term("sheet.working_copy").to_owned(),
            (brief.marking)(Audience::Court),
            wording.fill("sheet.prepared", &dates::day(brief.as_at, wording)),
            wording.term("sheet.how_to_edit_court").to_owned(),
        ],
        columns: sheet.columns(),
        rows: sheet.rows(),
    }]
}

struct Working<'a> {
    proceedings: &'a str,
    labels: &'a [String],
    content: &'a Content,
    brief: &'a Brief<'a>,
}

/// One line: an entry that stands in full or in a year's row, or one that is left out.
struct Line<'a> {
    entry: &'a Entry,
    /// The row in which it stands.
    row: Option<&'a Row>,
    /// Why it is left out.
    reason: Option<&'static str>,
}

impl Working<'_> {
    fn columns(&self) -> Vec<Column> {
        let fixed = |it: &ColumnOf| column(it, self.brief.wording);
        let of_party = |label: &String| Column {
            heading: self.brief.wording.fill("column.position_of", label),
            kind: ColumnKind::Text,
            width: PARTY,
            editable: true,
            about: self
                .brief
                .wording
                .term("column_about.position_of")
                .to_owned(),
        };
        let first = COLUMNS.iter().map(fixed);
        let parties = self.labels.iter().map(of_party);
        first.chain(parties).chain(LAST.iter().map(fixed)).collect()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let standing = self.content.rows.iter().flat_map(|row| {
            row.entries().iter().map(move |entry| Line {
                entry,
                row: Some(row),
                reason: None,
            })
        });
        let left = self.content.left_out.iter().map(|(entry, reason)| Line {
            entry,
            row: None,
            reason: Some(reason.key()),
        });
        let mut lines: Vec<Line<'_>> = standing.chain(left).collect();
        lines.sort_by(|a, b| {
            let out = |line: &Line<'_>| line.reason.is_some();
            (out(a), a.entry.fact.order()).cmp(&(out(b), b.entry.fact.order()))
        });
        lines.iter().map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &Line<'_>) -> Vec<Cell> {
        let first = COLUMNS.iter().map(|(key, ..)| self.cell(key, line));
        let said = positions(line.entry, self.brief);
        let parties = self.labels.iter().map(|label| {
            let label = self.brief.wording.fill("court.position", label);
            let position = said.iter().find(|(of, _)| *of == label);
            position.map_or(Cell::Empty, |(_, words)| text(&words.to_string()))
        });
        let last = LAST.iter().map(|(key, ..)| self.cell(key, line));
        first.chain(parties).chain(last).collect()
    }

    fn cell(&self, key: &str, line: &Line<'_>) -> Cell {
        let (entry, wording) = (line.entry, self.brief.wording);
        if let Some(cell) = worksheet::cell(key, &entry.fact, wording) {
            return cell;
        }
        match key {
            "entry" => text(&token(&entry.names[0])),
            "serial" => self.serial(line),
            "date_as_recorded" => text(&dates::prose(&entry.fact.when, wording)),
            "children" => text(&self.content.children.named(&entry.children, wording)),
            // An added row is read again from this cell, so that it holds its words and no more.
            "what_happened" => text(&entry.fact.sentence.to_string()),
            "belongs_in_court" => yes_no(line.reason.is_none(), wording),
            "entry_of_party" => entry
                .party
                .as_ref()
                .map_or(Cell::Empty, |it| text(&it.to_string())),
            "stands" => self.stands(line),
            "left_out_because" => line
                .reason
                .map_or(Cell::Empty, |key| text(wording.term(key))),
            "proceedings" => text(self.proceedings),
            _ => text(&entry.records),
        }
    }

    fn serial(&self, line: &Line<'_>) -> Cell {
        line.row.map_or(Cell::Empty, |row| {
            Cell::Number(f64::from(row.number.serial))
        })
    }

    /// Whether the entry stands in full or in the row of its year.
    fn stands(&self, line: &Line<'_>) -> Cell {
        let key = match line.row.map(|row| &row.told) {
            Some(Told::Entry(_)) => "court.stands_in_full",
            Some(Told::Year(_)) => "court.stands_in_year",
            None => return Cell::Empty,
        };
        text(self.brief.wording.term(key))
    }
}
