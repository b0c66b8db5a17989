//! Audits as workbooks: a row for each finding and a row for each place, to sort, to share out and to tick off.
//! Where a record stands in the export is what these rows are for, so it is part of what they say.

use super::standing::{Audit, Since, Standing};
use super::told::{self, Telling};
use super::{Place, Rule};
use crate::assemble::shared::dates;
use crate::assemble::shared::face::name_of;
use crate::assemble::shared::worksheet::{ColumnOf, Holds, column, text};
use crate::issue::{Origin, Place as At};
use crate::kind::Audience;
use crate::model::{Case, When};
use crate::view::{Cell, Sheet};

/// The columns that say whose case it is, where a workbook has several.
const CASE: &[ColumnOf] = &[
    ("audit.case", Holds::Text, 14.0, false),
    ("audit.child", Holds::Text, 14.0, false),
];

const FINDINGS: &[ColumnOf] = &[
    ("audit.how_soon", Holds::Text, 18.0, false),
    ("audit.lack", Holds::Text, 44.0, false),
    ("audit.places", Holds::Number, 9.0, false),
    ("audit.asked", Holds::Number, 9.0, false),
    ("audit.since", Holds::Text, 20.0, false),
    ("audit.to_do", Holds::Text, 48.0, false),
    ("audit.source", Holds::Text, 26.0, false),
    ("audit.waived_until", Holds::Date, 13.0, false),
    ("audit.waived_by", Holds::Text, 24.0, false),
    ("audit.waived_why", Holds::Text, 32.0, false),
    ("audit.rule", Holds::Text, 24.0, false),
];

const PLACES: &[ColumnOf] = &[
    ("audit.how_soon", Holds::Text, 18.0, false),
    ("audit.lack", Holds::Text, 36.0, false),
    ("audit.date", Holds::Date, 13.0, false),
    ("audit.date_as_recorded", Holds::Text, 20.0, false),
    ("audit.record", Holds::Text, 24.0, false),
    ("audit.says", Holds::Text, 44.0, false),
    ("audit.to_do", Holds::Text, 40.0, false),
    ("audit.since", Holds::Text, 16.0, false),
    ("audit.file", Holds::Text, 26.0, false),
    ("audit.sheet", Holds::Text, 18.0, false),
    ("audit.row", Holds::Text, 14.0, false),
    ("audit.read_also", Holds::Text, 26.0, false),
    ("audit.waived_until", Holds::Date, 13.0, false),
    ("audit.rule", Holds::Text, 24.0, false),
];

const NOT_TESTED: &[ColumnOf] = &[
    ("audit.not_tested", Holds::Text, 48.0, false),
    ("audit.source", Holds::Text, 26.0, false),
    ("audit.needs", Holds::Text, 40.0, false),
    ("audit.rule", Holds::Text, 24.0, false),
];

/// An audited case among several, with the name by which its child is called there.
pub(super) struct Of<'a> {
    pub case: &'a Case,
    pub child: String,
    pub audit: Audit,
}

/// The workbook of one case.
pub(super) fn of_case(case: &Case, audit: &Audit, telling: &Telling<'_>) -> Vec<Sheet> {
    let name = name_of(case, telling.brief.wording);
    let rows = |row: fn(&Standing, &Telling<'_>) -> Vec<Vec<Cell>>| {
        let standings = audit.counted.iter().chain(&audit.waived);
        standings.flat_map(|it| row(it, telling)).collect()
    };
    let mut sheets = vec![
        sheet("findings", &name, FINDINGS, rows(finding_row), telling),
        sheet("places", &name, PLACES, rows(place_rows), telling),
    ];
    if !audit.not_tested.is_empty() {
        let rows = audit.not_tested.iter();
        let rows = rows.map(|rule| not_tested_row(rule, telling)).collect();
        sheets.push(sheet("not_tested", &name, NOT_TESTED, rows, telling));
    }
    sheets
}

/// The findings of several cases, a row for each.
pub(super) fn findings(of: &[Of<'_>], name: &str, telling: &Telling<'_>) -> Sheet {
    several(("findings", name), FINDINGS, of, finding_row, telling)
}

/// The places of several cases, a row for each.
pub(super) fn places(of: &[Of<'_>], name: &str, telling: &Telling<'_>) -> Sheet {
    several(("places", name), PLACES, of, place_rows, telling)
}

fn several(
    (key, name): (&str, &str),
    columns: &[ColumnOf],
    of: &[Of<'_>],
    rows_of: fn(&Standing, &Telling<'_>) -> Vec<Vec<Cell>>,
    telling: &Telling<'_>,
) -> Sheet {
    let columns: Vec<ColumnOf> = CASE.iter().chain(columns).copied().collect();
    let rows = of.iter().flat_map(|of| {
        let standings = of.audit.counted.iter().chain(&of.audit.waived);
        let rows = standings.flat_map(|it| rows_of(it, telling));
        rows.map(|row| {
            let whose = [text(&of.case.id), text(&of.child)];
            whose.into_iter().chain(row).collect::<Vec<Cell>>()
        })
    });
    sheet(key, name, &columns, rows.collect(), telling)
}

/// A sheet under the terms `sheet.audit.KEY` (its name) and `sheet.audit.KEY.about` (the line above it).
pub(super) fn sheet(
    key: &str,
    name: &str,
    columns: &[ColumnOf],
    rows: Vec<Vec<Cell>>,
    telling: &Telling<'_>,
) -> Sheet {
    let (brief, wording) = (telling.brief, telling.brief.wording);
    let title = wording.term(&format!("sheet.audit.{key}")).to_owned();
    Sheet {
        title: format!("{title}: {name}"),
        name: title,
        intro: vec![
            (brief.marking)(Audience::Internal),
            telling.term("audience.internal"),
            wording.fill("sheet.prepared", &dates::day(brief.as_at, wording)),
            telling.term("audit.judges_several"),
            telling.term(&format!("sheet.audit.{key}.about")),
        ],
        columns: columns.iter().map(|it| column(it, wording)).collect(),
        rows,
    }
}

fn finding_row(standing: &Standing, telling: &Telling<'_>) -> Vec<Vec<Cell>> {
    let (rule, wording) = (standing.rule(), telling.brief.wording);
    let waiver = standing.waiver.as_ref();
    let by = waiver.map(|it| format!("{}, {}", it.by, it.role));
    vec![vec![
        text(&telling.severity(rule.severity)),
        text(rule.title(wording)),
        number(standing.finding.places.len()),
        number(standing.finding.asked),
        text(&telling.since(standing)),
        text(rule.to_do(wording)),
        text(rule.source(wording)),
        waiver.map_or(Cell::Empty, |it| Cell::Date(it.until)),
        text(&by.unwrap_or_default()),
        text(waiver.map_or("", |it| &it.why)),
        text(rule.id),
    ]]
}

fn place_rows(standing: &Standing, telling: &Telling<'_>) -> Vec<Vec<Cell>> {
    let places = standing.finding.places.iter().zip(&standing.places);
    places
        .map(|(place, since)| place_row(standing, place, *since, telling))
        .collect()
}

fn place_row(standing: &Standing, place: &Place, since: Since, telling: &Telling<'_>) -> Vec<Cell> {
    let (rule, wording) = (standing.rule(), telling.brief.wording);
    let [file, sheet, row, also] = at(&place.origins);
    let waiver = standing.waiver.as_ref();
    vec![
        text(&telling.severity(rule.severity)),
        text(rule.title(wording)),
        place
            .when
            .and_then(|it| it.exact_day())
            .map_or(Cell::Empty, Cell::Date),
        text(&as_recorded(place.when.as_ref(), telling)),
        text(&telling.record(&place.record)),
        text(&place.says),
        text(rule.to_do(wording)),
        text(&match since {
            Since::First => String::new(),
            Since::New => telling.term("audit.since.new"),
            Since::Open => telling.term("audit.since.open"),
        }),
        text(&file),
        text(&sheet),
        text(&row),
        text(&also),
        waiver.map_or(Cell::Empty, |it| Cell::Date(it.until)),
        text(rule.id),
    ]
}

fn not_tested_row(rule: &Rule, telling: &Telling<'_>) -> Vec<Cell> {
    use crate::assemble::shared::entries::labels;
    let wording = telling.brief.wording;
    let needs = rule.needs.iter().map(|it| labels::records(it, wording));
    vec![
        text(rule.title(wording)),
        text(rule.source(wording)),
        text(&needs.collect::<Vec<_>>().join("; ")),
        text(rule.id),
    ]
}

fn as_recorded(when: Option<&When>, telling: &Telling<'_>) -> String {
    when.map_or_else(String::new, |it| dates::prose(it, telling.brief.wording))
}

pub(super) fn number(count: usize) -> Cell {
    Cell::Number(count as f64)
}

/// File, sheet and row of the first place where a record was read, and the other places in words.
fn at(origins: &[Origin]) -> [String; 4] {
    let Some((first, others)) = origins.split_first() else {
        return Default::default();
    };
    let (sheet, row) = match &first.place {
        At::File => (String::new(), String::new()),
        At::Cell { sheet, row, .. } => (sheet.to_string(), row.to_string()),
        At::Line { line, .. } => (String::new(), line.to_string()),
        At::Pointer(pointer) => (String::new(), pointer.to_string()),
        At::Tag { xref, tag } => (String::new(), format!("{xref} {tag}")),
    };
    [first.file.to_string(), sheet, row, told::origins(others)]
}
