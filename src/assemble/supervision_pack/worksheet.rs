//! The caseload as a workbook: a row for each child, a row for each action that is open; what asks somebody to
//! act is set apart by its words and by a conditional format.

use super::Child;
use super::standing::{self, Matter, NextVisit, is_carried, is_closed};
use crate::assemble::Brief;
use crate::assemble::shared::worksheet::text;
use crate::assemble::shared::{dates, due};
use crate::kind::Audience;
use crate::model::records::Action;
use crate::model::{Case, Recorded, When};
use crate::view::{Cell, Column, ColumnKind, Sheet};

/// What a column holds, before its words are known.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Holds {
    Text,
    Date,
    Number,
    Watched,
    Standing,
}

/// The key of a heading, what its column holds, its width.
type Heading = (&'static str, Holds, f64);

/// The columns of the children.
const CHILDREN: &[Heading] = &[
    ("case", Holds::Text, 14.0),
    ("child", Holds::Text, 24.0),
    ("status", Holds::Text, 24.0),
    ("status_since", Holds::Date, 14.0),
    ("last_seen", Holds::Date, 14.0),
    ("last_alone", Holds::Date, 14.0),
    ("visit_due", Holds::Date, 14.0),
    ("visit", Holds::Standing, 16.0),
    ("nobody_home", Holds::Watched, 12.0),
    ("open_actions", Holds::Number, 10.0),
    ("overdue_actions", Holds::Watched, 11.0),
    ("review_due", Holds::Date, 14.0),
    ("review", Holds::Standing, 16.0),
    ("assessment_due", Holds::Date, 14.0),
    ("assessment", Holds::Standing, 16.0),
    ("chronology_until", Holds::Date, 14.0),
    ("summary_until", Holds::Date, 14.0),
    ("summary", Holds::Standing, 16.0),
    ("late", Holds::Watched, 10.0),
    ("restricted", Holds::Number, 11.0),
    ("since", Holds::Date, 14.0),
];

/// The columns of the actions.
const ACTIONS: &[Heading] = &[
    ("case", Holds::Text, 14.0),
    ("child", Holds::Text, 24.0),
    ("action", Holds::Text, 60.0),
    ("by_whom", Holds::Text, 24.0),
    ("agreed", Holds::Date, 14.0),
    ("due", Holds::Date, 14.0),
    ("how_far", Holds::Standing, 16.0),
    ("record", Holds::Text, 20.0),
];

/// The column of the worker, in front of those of a team's children and actions.
const WORKER: &[Heading] = &[("worker", Holds::Text, 24.0)];

/// The columns of a team's workers, before one for each matter.
const TEAM: &[Heading] = &[
    ("worker", Holds::Text, 26.0),
    ("children", Holds::Number, 11.0),
];

/// The sheets of the workbook of one worker.
pub(super) fn sheets(children: &[Child<'_>], title: &str, brief: &Brief<'_>) -> Vec<Sheet> {
    let rows = children.iter().map(|child| row(child, brief)).collect();
    let actions = action_rows(children, brief);
    vec![
        sheet("caseload", title, (&columns(CHILDREN, brief), rows), brief),
        sheet("actions", title, (&columns(ACTIONS, brief), actions), brief),
    ]
}

/// The same of several workers, each row with its worker.
pub(in crate::assemble) fn of_workers(
    workers: &[(&str, &[Child<'_>])],
    title: &str,
    brief: &Brief<'_>,
) -> Vec<Sheet> {
    let (mut children, mut actions) = (Vec::new(), Vec::new());
    for (worker, held) in workers {
        let with_worker = |mut row: Vec<Cell>| {
            row.insert(0, text(worker));
            row
        };
        children.extend(held.iter().map(|child| with_worker(row(child, brief))));
        actions.extend(action_rows(held, brief).into_iter().map(with_worker));
    }
    let under = |own| [columns(WORKER, brief), columns(own, brief)].concat();
    vec![
        sheet("caseload", title, (&under(CHILDREN), children), brief),
        sheet("actions", title, (&under(ACTIONS), actions), brief),
    ]
}

/// A team's workers, a row each: name, children, and of how many of them each matter is true.
pub(in crate::assemble) fn team(rows: Vec<Vec<Cell>>, title: &str, brief: &Brief<'_>) -> Sheet {
    let mut columns = columns(TEAM, brief);
    columns.extend(Matter::ALL.map(|matter| Column {
        heading: brief.wording.term(matter.short_key()).to_owned(),
        kind: ColumnKind::Watched,
        width: 14.0,
        editable: false,
        about: String::new(),
    }));
    sheet("team", title, (&columns, rows), brief)
}

fn sheet(
    name: &str,
    title: &str,
    (columns, rows): (&[Column], Vec<Vec<Cell>>),
    brief: &Brief<'_>,
) -> Sheet {
    let wording = brief.wording;
    let prepared = dates::day(brief.as_at, wording);
    Sheet {
        name: wording.term(&format!("pack.sheet.{name}")).to_owned(),
        title: title.to_owned(),
        intro: vec![
            (brief.marking)(Audience::Internal),
            wording.fill("pack.sheet.prepared", &prepared),
            wording.term(&format!("pack.sheet.{name}.about")).to_owned(),
        ],
        columns: columns.to_vec(),
        rows,
    }
}

fn columns(headings: &[Heading], brief: &Brief<'_>) -> Vec<Column> {
    headings.iter().map(|it| column(it, brief)).collect()
}

fn column(&(key, holds, width): &Heading, brief: &Brief<'_>) -> Column {
    let wording = brief.wording;
    Column {
        heading: wording.term(&format!("pack.column.{key}")).to_owned(),
        kind: match holds {
            Holds::Text => ColumnKind::Text,
            Holds::Date => ColumnKind::Date,
            Holds::Number => ColumnKind::Number,
            Holds::Watched => ColumnKind::Watched,
            Holds::Standing => {
                let words = ["overdue", "not_recorded"];
                let words = words.map(|it| wording.term(&format!("pack.is.{it}")).to_owned());
                ColumnKind::Standing(words.to_vec())
            }
        },
        width,
        editable: false,
        about: String::new(),
    }
}

fn row(child: &Child<'_>, brief: &Brief<'_>) -> Vec<Cell> {
    let (case, standing, as_at) = (child.case, &child.standing, brief.as_at);
    let wording = brief.wording;
    let closed = is_closed(case, as_at);
    let date = |day: Option<chrono::NaiveDate>| day.map_or(Cell::Empty, Cell::Date);
    let (status, since) = status(case, brief);
    let visit = match standing.next_visit {
        NextVisit::By(day) => Some(day),
        NextVisit::NotSet | NextVisit::NotCarried => None,
    };
    let is = |due: Option<chrono::NaiveDate>, none: &str| match due {
        _ if closed => text(wording.term("pack.closed")),
        Some(day) if day < as_at => text(wording.term("pack.is.overdue")),
        Some(_) => text(wording.term("pack.is.ahead")),
        None => text(wording.term(none)),
    };
    let assessment = standing.assessments.first().copied();
    vec![
        text(&case.id),
        text(&child.name),
        text(&status),
        date(since),
        date(standing.last_seen),
        date(standing.last_alone),
        date(visit),
        is(visit, without_visit(standing.next_visit)),
        Cell::Number(standing.nobody_home as f64),
        Cell::Number(standing.open as f64),
        Cell::Number(standing.overdue as f64),
        date(standing.review),
        is(standing.review, "pack.is.none"),
        date(assessment),
        is(assessment, "pack.is.none"),
        date(standing.chronology_until),
        date(standing.summary_until),
        match is_carried(case, "summary") {
            true => is(standing.summary_due(case), "pack.is.not_recorded"),
            false => text(wording.term("absence.not_carried")),
        },
        Cell::Number(standing.late as f64),
        Cell::Number(standing.restricted as f64),
        Cell::Date(child.since.day),
    ]
}

/// What stands for a visit that is not due.
fn without_visit(next: NextVisit) -> &'static str {
    match next {
        NextVisit::NotCarried => "absence.not_carried",
        NextVisit::By(_) | NextVisit::NotSet => "pack.is.not_set",
    }
}

/// The status in words, and the day since when.
fn status(case: &Case, brief: &Brief<'_>) -> (String, Option<chrono::NaiveDate>) {
    let period = due::status_period(case, brief.as_at);
    let words = period.and_then(|it| it.status.value()).map(|it| {
        let word = it.word();
        let known = brief.wording.coded("summary.status", word);
        known.unwrap_or(word).to_owned()
    });
    let from = period.and_then(|it| it.period_from.value());
    (words.unwrap_or_default(), from.and_then(When::exact_day))
}

/// A row for each action that is open.
fn action_rows(children: &[Child<'_>], brief: &Brief<'_>) -> Vec<Vec<Cell>> {
    let of = children.iter().flat_map(|child| {
        let actions = child.case.records.actions.iter();
        let open = actions.filter(|it| standing::is_open(it, brief.as_at));
        open.map(|action| action_row(child, action, brief))
    });
    of.collect()
}

fn action_row(child: &Child<'_>, action: &Action, brief: &Brief<'_>) -> Vec<Cell> {
    let wording = brief.wording;
    let date = |when: &Recorded<When>| {
        let day = when.value().and_then(When::exact_day);
        day.map_or(Cell::Empty, Cell::Date)
    };
    let due = action.action_due.value().map(When::latest);
    let how_far = match due {
        Some(day) if day < brief.as_at => "pack.is.overdue",
        Some(_) => "pack.is.ahead",
        None => "pack.is.no_day",
    };
    let words = |field: &Recorded<crate::model::Text>| {
        field.value().map_or(Cell::Empty, |it| text(&it.shown()))
    };
    vec![
        text(&child.case.id),
        text(&child.name),
        words(&action.action),
        words(&action.action_by),
        date(&action.agreed),
        date(&action.action_due),
        text(wording.term(how_far)),
        text(&action.entry.to_string()),
    ]
}
