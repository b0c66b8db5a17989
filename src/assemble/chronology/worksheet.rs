//! The chronology as a workbook: the entries with typed dates and record ids, what was left out, and
//! the columns that may be changed and given back (rule 19).

use super::{Content, Printed, rows};
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::assemble::shared::face::name_of;
use crate::assemble::shared::timeline::Fact;
use crate::assemble::shared::worksheet::{self, ColumnOf, Holds, column, text, words, yes_no};
use crate::kind::Audience;
use crate::model::{Case, Recorded};
use crate::view::{Cell, Sheet};

/// The columns in order: the key of the heading, what it holds, its width, whether it may be changed.
const COLUMNS: &[ColumnOf] = &[
    ("entry", Holds::Text, 24.0, false),
    ("date", Holds::Date, 13.0, false),
    ("end", Holds::Date, 13.0, false),
    ("date_as_recorded", Holds::Text, 20.0, false),
    ("age", Holds::Text, 12.0, false),
    ("category", Holds::Text, 16.0, false),
    ("what_happened", Holds::Text, 60.0, false),
    ("outcome", Holds::Text, 32.0, false),
    ("child_words", Holds::Text, 28.0, false),
    ("source", Holds::Text, 28.0, false),
    ("marks", Holds::Text, 20.0, false),
    ("impact", Holds::Text, 14.0, false),
    ("recorded_on", Holds::Text, 18.0, false),
    ("recorded_by", Holds::Text, 20.0, false),
    ("belongs", Holds::YesNo, 11.0, true),
    ("court_wording", Holds::Text, 40.0, true),
    ("key_incident", Holds::YesNo, 12.0, true),
    ("order_in_day", Holds::Number, 11.0, true),
    ("document_reference", Holds::Text, 20.0, true),
    ("positions", Holds::Text, 32.0, true),
    ("left_out_because", Holds::Text, 28.0, false),
    ("case", Holds::Text, 14.0, false),
    ("read_at", Holds::Place, 36.0, false),
    ("digest", Holds::Text, 18.0, false),
];

/// Columns that only the authority's own workers see: how an entry is used, and what is given back.
const INTERNAL: &[&str] = &[
    "belongs",
    "court_wording",
    "key_incident",
    "order_in_day",
    "digest",
    "impact",
    "recorded_on",
    "recorded_by",
    "left_out_because",
    "read_at",
];

/// The sheets of the workbook.
pub(super) fn sheets(
    content: &Content,
    case: &Case,
    audience: Audience,
    brief: &Brief<'_>,
) -> Vec<Sheet> {
    let internal = audience == Audience::Internal;
    let shown: Vec<_> = COLUMNS
        .iter()
        .filter(|it| internal || !INTERNAL.contains(&it.0))
        .collect();
    let printed = content
        .printed
        .iter()
        .map(|it| row(&Line::printed(it, internal, brief), case, brief));
    let mut table: Vec<Vec<(&str, Cell)>> = printed.collect();
    if internal {
        let left = content.left_out.iter().map(|(fact, digest, reason)| {
            row(
                &Line {
                    fact,
                    digest,
                    marks: String::new(),
                    reason: Some(reason.key()),
                },
                case,
                brief,
            )
        });
        table.extend(left);
    }
    let rows = table.into_iter().map(|cells| {
        let kept = cells
            .into_iter()
            .filter(|(key, _)| internal || !INTERNAL.contains(key));
        kept.map(|(_, cell)| cell).collect()
    });
    vec![Sheet {
        name: brief.wording.term("sheet.chronology").to_owned(),
        title: format!(
            "{}: {}",
            brief.wording.term("title.chronology"),
            name_of(case, brief.wording)
        ),
        intro: intro(audience, brief),
        columns: shown
            .into_iter()
            .map(|&(key, holds, width, editable)| {
                column(&(key, holds, width, editable && internal), brief.wording)
            })
            .collect(),
        rows: rows.collect(),
    }]
}

fn intro(audience: Audience, brief: &Brief<'_>) -> Vec<String> {
    let wording = brief.wording;
    let mut intro = vec![
        (brief.marking)(audience),
        wording.term(&format!("audience.{audience}")).to_owned(),
        wording.fill("sheet.prepared", &dates::day(brief.as_at, wording)),
    ];
    if audience == Audience::Internal {
        intro.push(wording.term("sheet.working_copy").to_owned());
        intro.push(wording.term("sheet.how_to_edit").to_owned());
    }
    intro
}

/// One line of the worksheet: an entry that is printed, or one left out.
struct Line<'a> {
    fact: &'a Fact,
    digest: &'a str,
    marks: String,
    reason: Option<&'static str>,
}

impl<'a> Line<'a> {
    fn printed(printed: &'a Printed, internal: bool, brief: &Brief<'_>) -> Self {
        let marks = rows::marks(printed, internal, brief).join("; ");
        Self {
            fact: &printed.fact,
            digest: &printed.digest,
            marks,
            reason: None,
        }
    }
}

fn row(line: &Line<'_>, case: &Case, brief: &Brief<'_>) -> Vec<(&'static str, Cell)> {
    let cell = |key: &'static str| (key, cell(key, line, case, brief));
    COLUMNS.iter().map(|(key, ..)| cell(key)).collect()
}

fn cell(key: &str, line: &Line<'_>, case: &Case, brief: &Brief<'_>) -> Cell {
    let (fact, wording) = (line.fact, brief.wording);
    let provenance = &fact.provenance;
    if let Some(cell) = worksheet::cell(key, fact, wording) {
        return cell;
    }
    match key {
        "entry" => text(&fact.entry.to_string()),
        "end" => fact
            .until
            .and_then(|it| it.exact_day())
            .map_or(Cell::Empty, Cell::Date),
        "date_as_recorded" => text(&fact.date(wording)),
        "age" => text(&dates::age(case.child(), &fact.when, wording)),
        "what_happened" => text(&with_heading(fact)),
        "child_words" => words(&provenance.child_words),
        "marks" => text(&line.marks),
        "impact" => fact.impact().map_or(Cell::Empty, |it| text(it.word())),
        "recorded_on" => match &provenance.recorded_on {
            Recorded::Value(when) => text(&dates::prose(when, wording)),
            _ => Cell::Empty,
        },
        "recorded_by" => words(&provenance.recorded_by),
        "belongs" => yes_no(line.reason.is_none(), wording),
        "left_out_because" => line
            .reason
            .map_or(Cell::Empty, |key| text(wording.term(key))),
        "case" => text(&case.id),
        "read_at" => text(&places(fact)),
        _ => text(line.digest),
    }
}

fn with_heading(fact: &Fact) -> String {
    match &fact.heading {
        Some(heading) => format!("{heading}\n{}", fact.sentence),
        None => fact.sentence.to_string(),
    }
}

fn places(fact: &Fact) -> String {
    fact.origins
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
