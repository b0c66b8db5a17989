//! The disclosed data as worksheets, a sheet for each type of record: plain headings, dates as words, names
//! in place of ids, and gaps as they stand in the copy.

use crate::assemble::Brief;
use crate::assemble::shared::entries::fields::Fields;
use crate::assemble::shared::entries::naming::Names;
use crate::assemble::shared::entries::{Edition, labels};
use crate::disclose::Disclosed;
use crate::model::declare::{Field, ListVisitor, Listed};
use crate::model::{Band, Run, Text};
use crate::view::{Cell, Column, ColumnKind, Sheet};
use crate::wording::Wording;

/// Widths of a column in characters: the least, and the most.
const WIDTHS: (usize, usize) = (12, 60);

/// A sheet for each type of record of which the disclosed case has any.
pub fn data_sheets(disclosed: &Disclosed<'_>, brief: &Brief<'_>) -> Vec<Sheet> {
    let case = disclosed.case();
    let names = Names::of(case, Edition::Subject, brief.wording);
    let mut gather = Gather {
        fields: Fields {
            names: &names,
            edition: Edition::Subject,
            wording: brief.wording,
            case,
        },
        sheets: Vec::new(),
    };
    case.records.each_list(&mut gather);
    gather.sheets
}

struct Gather<'a> {
    fields: Fields<'a>,
    sheets: Vec<Sheet>,
}

impl ListVisitor for Gather<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if records.is_empty() || !Edition::Subject.tells(R::TYPE.name) {
            return;
        }
        let all: Vec<&'static Field> = R::TYPE.fields().collect();
        let rows: Vec<Vec<String>> = records.iter().map(|it| self.row(it, &all)).collect();
        let kept: Vec<usize> = (0..all.len())
            .filter(|at| rows.iter().any(|row| !row[*at].is_empty()))
            .collect();
        let wording = self.fields.wording;
        let headings = headings(R::TYPE.name, &all, &kept, wording);
        let columns = kept.iter().zip(headings).map(|(at, heading)| {
            let longest = rows.iter().map(|row| row[*at].chars().count()).max();
            let longest = longest.unwrap_or_default().max(heading.chars().count() + 2);
            Column {
                heading,
                kind: ColumnKind::Text,
                width: longest.clamp(WIDTHS.0, WIDTHS.1) as f64,
                editable: false,
                about: String::new(),
            }
        });
        let title = labels::records(R::TYPE.name, wording);
        self.sheets.push(Sheet {
            name: labels::record(R::TYPE.name, wording)
                .chars()
                .take(31)
                .collect(),
            title,
            intro: ["access.data.intro", "access.data.empty"]
                .map(|key| wording.term(key).to_owned())
                .to_vec(),
            columns: columns.collect(),
            rows: rows
                .iter()
                .map(|row| kept.iter().map(|at| cell(&row[*at])).collect())
                .collect(),
        });
    }
}

impl Gather<'_> {
    /// A record's values in the order of its fields; empty where there is none to show.
    fn row<R: Listed>(&self, record: &R, all: &[&'static Field]) -> Vec<String> {
        let mut row = vec![String::new(); all.len()];
        record.each_value(&mut |field, value| {
            let at = all.iter().position(|it| it.name == field.name);
            if let Some(at) = at.filter(|_| !self.fields.is_passed_over(R::TYPE.own, field))
                && let Some(words) = self.fields.words(field, value)
            {
                row[at] = plain(&words, self.fields.wording);
            }
        });
        row
    }
}

/// Headings are told apart by number where two fields have one label.
fn headings(
    record: &str,
    all: &[&'static Field],
    kept: &[usize],
    wording: &Wording,
) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for at in kept {
        let label = labels::column(record, all[*at], wording);
        let mut letters = label.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let label: String = first.chain(letters).collect();
        let mut heading = label.clone();
        let mut number = 2;
        while headings.contains(&heading) {
            heading = format!("{label} ({number})");
            number += 1;
        }
        headings.push(heading);
    }
    headings
}

fn cell(words: &str) -> Cell {
    match words {
        "" => Cell::Empty,
        words => Cell::Text(words.to_owned()),
    }
}

/// Words with their gaps told as on the pages: reason and band.
pub(super) fn plain(text: &Text, wording: &Wording) -> String {
    let runs = text.runs().iter().map(|run| match run {
        Run::Words(words) => words.to_string(),
        Run::Marked(marked) => marked.words.to_string(),
        Run::Gap(gap) => {
            let band = wording.term(band_key(gap.band));
            let reason = wording
                .coded("access.gap", &gap.reason)
                .unwrap_or(&gap.reason);
            wording
                .fill("access.gap", reason)
                .replacen("{band}", band, 1)
        }
    });
    runs.collect()
}

fn band_key(band: Band) -> &'static str {
    match band {
        Band::Name => "band.name",
        Band::FewWords => "band.few_words",
        Band::Passage => "band.passage",
        Band::PageOrMore => "band.page_or_more",
    }
}
