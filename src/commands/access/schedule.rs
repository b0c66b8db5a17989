//! The internal schedule of what was withheld: place, kind, ground, who decided and when, a keyed digest; never the
//! words (reference/court-and-access.md 4.3).

use super::outward::{Copied, band};
use super::release::{Making, dispositions};
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::digest::keyed_digest;
use crate::disclose::access::{Decided, Item, Of};
use crate::view::{Cell, Column, ColumnKind, Sheet};
use crate::wording::Wording;

/// The sheets of the schedule: items, people described, what is not contained, relaxations.
pub(super) fn sheets(
    making: &Making<'_>,
    copied: &Copied,
    key: &[u8],
    brief: &Brief<'_>,
) -> Vec<Sheet> {
    let wording = brief.wording;
    vec![
        items(making, copied, key, wording),
        described(making, wording),
        not_contained(making, wording),
        relaxations(making, wording),
    ]
}

/// A sheet by the key of its terms, with the keys of its columns and their widths.
fn sheet(key: &str, columns: &[(&str, f64)], rows: Vec<Vec<Cell>>, wording: &Wording) -> Sheet {
    let term = |part: &str| wording.term(&format!("access.schedule.{part}")).to_owned();
    let column = |(name, width): &(&str, f64)| Column {
        heading: term(&format!("column.{name}")),
        kind: ColumnKind::Text,
        width: *width,
        editable: false,
        about: String::new(),
    };
    Sheet {
        name: term(&format!("name.{key}")),
        title: term(&format!("title.{key}")),
        intro: vec![term(&format!("intro.{key}"))],
        columns: columns.iter().map(column).collect(),
        rows,
    }
}

fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    match words.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(words),
    }
}

fn items(making: &Making<'_>, copied: &Copied, key: &[u8], wording: &Wording) -> Sheet {
    let place = [
        ("number", 8.0),
        ("record", 26.0),
        ("field", 20.0),
        ("date", 16.0),
        ("page", 8.0),
        ("kind", 26.0),
        ("row", 34.0),
    ];
    let shown = [("shown", 44.0), ("much", 16.0), ("digest", 40.0)];
    let columns = [&place, DECISION, &shown].concat();
    let numbered = (1..).zip(&making.released.items);
    let rows = numbered.map(|(number, item)| item_row(number, item, copied, key, wording));
    sheet("items", &columns, rows.collect(), wording)
}

fn item_row(
    number: usize,
    item: &Item,
    copied: &Copied,
    key: &[u8],
    wording: &Wording,
) -> Vec<Cell> {
    let decided = &item.decided;
    let when = item
        .when
        .map(|when| dates::short(&when, wording))
        .unwrap_or_default();
    let page = copied.page_of(&item.entry).map(|page| page.to_string());
    let mut row = vec![
        text(number.to_string()),
        text(item.entry.to_string()),
        text(item.field.clone()),
        text(when),
        text(page.unwrap_or_default()),
        text(kind(item.of, wording)),
        text(decided.row.clone()),
    ];
    row.extend(decision(decided));
    row.push(text(item.described.map_or_else(
        || decided.reason.clone(),
        |number| wording.fill("access.described.person", &number.to_string()),
    )));
    row.push(text(wording.term(band(item.band))));
    row.push(text(keyed_digest(key, &item.words)));
    row
}

/// The columns of a decision, with their widths.
const DECISION: &[(&str, f64)] = &[
    ("outcome", 18.0),
    ("ground", 22.0),
    ("provision", 44.0),
    ("decided_by", 20.0),
    ("decided_on", 14.0),
    ("second_by", 20.0),
    ("second_on", 14.0),
    ("consulted", 24.0),
];

/// Outcome, ground, provision, who decided and when, who looked again and when, who was consulted.
fn decision(decided: &Decided) -> Vec<Cell> {
    let ground = decided.ground.as_ref();
    let second = decided.second.as_ref();
    vec![
        text(decided.outcome.word()),
        text(ground.map(|it| it.name.clone()).unwrap_or_default()),
        text(ground.map(|it| it.provision.clone()).unwrap_or_default()),
        text(decided.by.clone()),
        text(decided.on.map(|it| it.to_string()).unwrap_or_default()),
        text(second.map(|it| it.0.clone()).unwrap_or_default()),
        text(second.map(|it| it.1.to_string()).unwrap_or_default()),
        text(decided.consulted.clone()),
    ]
}

fn kind(of: Of, wording: &Wording) -> String {
    let key = match of {
        Of::Person(detail) => format!("access.review.detail.{}", detail.name()),
        Of::Class(class) => format!("access.review.class.{}", class.name()),
        Of::Word => "access.schedule.kind.word".to_owned(),
        Of::Restriction => "access.schedule.kind.restriction".to_owned(),
        Of::Added => "access.schedule.kind.added".to_owned(),
    };
    wording.term(&key).to_owned()
}

fn described(making: &Making<'_>, wording: &Wording) -> Sheet {
    let rows = making.released.described.iter().map(|it| {
        vec![
            text(it.number.to_string()),
            text(it.words.clone()),
            text(it.row.clone()),
        ]
    });
    sheet(
        "described",
        &[("number", 8.0), ("shown", 40.0), ("row", 40.0)],
        rows.collect(),
        wording,
    )
}

fn not_contained(making: &Making<'_>, wording: &Wording) -> Sheet {
    let columns = [&[("record", 26.0)], DECISION, &[("shown", 44.0)]].concat();
    let rows = dispositions(making).map(|(row, decided)| {
        let entry = row
            .place
            .as_ref()
            .map(|it| it.entry.to_string())
            .unwrap_or_default();
        let mut cells = vec![text(entry)];
        cells.extend(decision(decided));
        cells.push(text(decided.reason.clone()));
        cells
    });
    sheet("not_contained", &columns, rows.collect(), wording)
}

/// Rule 32: each relaxation with who accepted it and why; the value itself stands in the review workbook alone.
fn relaxations(making: &Making<'_>, wording: &Wording) -> Sheet {
    let columns = [
        ("row", 40.0),
        ("decided_by", 20.0),
        ("decided_on", 14.0),
        ("shown", 60.0),
    ];
    let rows = making.relaxations.iter().filter_map(|it| {
        let decided = making.decisions.of(&it.row.id)?;
        Some(vec![
            text(it.row.id.clone()),
            text(decided.by.clone()),
            text(decided.on.map(|it| it.to_string()).unwrap_or_default()),
            text(decided.reason.clone()),
        ])
    });
    sheet("relaxations", &columns, rows.collect(), wording)
}
