//! The register as a worksheet, to be sorted, filtered and worked down, with columns of the manager's own.

use super::items::Item;
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::assemble::shared::worksheet::{self, ColumnOf, Holds, column, text};
use crate::kind::Audience;
use crate::model::{Text, When};
use crate::view::{Cell, Sheet};

/// The columns in order: the key of the heading, what it holds, its width, whether it may be changed.
const COLUMNS: &[ColumnOf] = &[
    ("case", Holds::Text, 22.0, false),
    ("restricted", Holds::Text, 30.0, false),
    ("extent", Holds::Text, 24.0, false),
    ("standing", Holds::Text, 40.0, false),
    ("still_valid", Holds::YesNo, 12.0, true),
    ("decided_by", Holds::Text, 32.0, true),
    ("ask", Holds::Text, 24.0, false),
    ("restricted_from", Holds::Text, 28.0, false),
    ("policy_reason", Holds::Text, 34.0, false),
    ("lawful_ground", Holds::Text, 34.0, false),
    ("advice", Holds::Text, 26.0, false),
    ("originator", Holds::Text, 34.0, false),
    ("review_on", Holds::Date, 13.0, false),
    ("lifted", Holds::Date, 13.0, false),
    ("restriction", Holds::Text, 22.0, false),
    ("read_at", Holds::Place, 32.0, false),
];

/// The one sheet; what needs doing stands in its third column, so that a filter finds it.
pub(super) fn of(items: &[Item<'_>], brief: &Brief<'_>) -> Sheet {
    let wording = brief.wording;
    let row = |item: &Item<'_>| COLUMNS.iter().map(|it| cell(it.0, item)).collect();
    let intro = [
        (brief.marking)(Audience::Internal),
        wording.term("audience.internal").to_owned(),
        wording.fill("sheet.prepared", &dates::day(brief.as_at, wording)),
        wording.term("register.sheet.intro").to_owned(),
    ];
    Sheet {
        name: wording.term("title.restricted-register").to_owned(),
        title: wording.term("title.restricted-register").to_owned(),
        intro: intro.into(),
        columns: COLUMNS.iter().map(|it| column(it, wording)).collect(),
        rows: items.iter().map(row).collect(),
    }
}

fn cell(key: &str, item: &Item<'_>) -> Cell {
    let words = |it: &Text| text(&it.to_string());
    match key {
        "case" => text(&item.cases.join("; ")),
        "restricted" => text(&item.record),
        "extent" => text(&item.extent),
        "standing" => text(&item.whole_standing()),
        "ask" => text(&item.ask),
        "restricted_from" => text(&item.from),
        "policy_reason" => words(&item.policy),
        "lawful_ground" => words(&item.ground),
        "advice" => words(&item.advice),
        "originator" => words(&item.consulted),
        "review_on" => date(item.of.review(), &item.review),
        "lifted" => item
            .of
            .lifted()
            .map_or(Cell::Empty, |it| date(Some(it), "")),
        "restriction" => text(&item.of.entry.to_string()),
        "read_at" => {
            let places = item.of.origins.iter().map(ToString::to_string);
            worksheet::text(&places.collect::<Vec<_>>().join("; "))
        }
        // Columns of the manager's own.
        _ => Cell::Empty,
    }
}

/// A day as a date; what is no single day as the words that stand for it.
fn date(when: Option<&When>, words: &str) -> Cell {
    let day = when.and_then(When::exact_day);
    day.map_or_else(|| text(words), Cell::Date)
}
