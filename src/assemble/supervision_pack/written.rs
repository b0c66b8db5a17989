//! The last summary that somebody wrote of a case, heading by heading, with its author and dates.

use serde_json::{Value, json};

use crate::assemble::case_summary::desk::Desk;
use crate::assemble::shared::periods::Period;
use crate::assemble::shared::phrases;
use crate::issue::Issue;
use crate::model::records::Summary;
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// The term of a heading, and the field of a summary that stands under it.
type Heading = (&'static str, fn(&Summary) -> &Recorded<Text>);

/// The headings of a written summary (Northamptonshire 5.7).
const HEADINGS: &[Heading] = &[
    ("summary.heading.life", |it| &it.daily_life),
    ("summary.heading.work", |it| &it.work_done),
    ("summary.heading.strengths", |it| &it.new_strengths),
    ("summary.heading.worries", |it| &it.new_worries),
    ("summary.heading.engagement", |it| &it.engagement),
    ("pack.heading.decisions", |it| &it.effect_of_decisions),
    ("summary.heading.contingency", |it| &it.contingency_plan),
    ("summary.heading.next", |it| &it.next_months),
];

/// Who wrote the last summary and for which time, and its passages; null where none is recorded.
pub(super) fn of(desk: &mut Desk<'_>) -> Result<Value, Issue> {
    let Some(summary) = last(desk) else {
        return Ok(Value::Null);
    };
    let mut passages = Vec::new();
    for (key, field) in HEADINGS {
        let words = match field(summary) {
            Recorded::Value(words) => phrases::as_json(words),
            absent => desk.words(absent),
        };
        desk.note(summary, &words);
        passages.push(json!({ "heading": desk.term(key), "words": words }));
    }
    let wording = desk.brief.wording;
    let dates = dates_of(summary).map(|it| it.in_words(wording));
    let facts = Facts::from([
        (
            "author",
            summary.summary_author.value().map(phrases::encode).into(),
        ),
        ("dates", dates.into()),
        ("id", summary.entry.to_string().into()),
    ]);
    let by = phrases::as_json(&phrases::say(wording, "pack-written", &facts)?);
    Ok(json!({ "by": by, "passages": passages }))
}

/// The summary that ends last, up to the date prepared.
fn last<'a>(desk: &Desk<'a>) -> Option<&'a Summary> {
    let as_at = desk.brief.as_at;
    let ended = desk.case.records.summaries.iter().filter_map(|it| {
        let until = it.summary_until.value()?.latest();
        (until <= as_at).then_some((until, it))
    });
    let last = ended.max_by(|(a, x), (b, y)| (a, &x.entry).cmp(&(b, &y.entry)));
    last.map(|(_, it)| it)
}

fn dates_of(summary: &Summary) -> Option<Period> {
    Some(Period {
        from: summary.summary_from.value().map(When::earliest)?,
        until: summary.summary_until.value().map(When::latest)?,
    })
}
