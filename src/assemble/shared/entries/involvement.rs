//! The periods of the authority's involvement, by which a record is divided: the current one apart from
//! the earlier ones (Northamptonshire 5.4), and what lies before, between and after.

use chrono::NaiveDate;

use super::RecordEntry;
use crate::assemble::shared::dates;
use crate::model::{Case, When};
use crate::wording::Wording;

/// A stretch of time and the words that head it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// Whether it is going on.
    pub is_current: bool,
    /// Its first day.
    from: NaiveDate,
}

/// The stretches in order; the first begins with time itself. `way` is the beginning of their terms.
pub fn parts(case: &Case, as_at: NaiveDate, way: &str, wording: &Wording) -> Vec<Part> {
    let spans = spans(case);
    let term = |name: &str| wording.term(&format!("{way}.{name}")).to_owned();
    let part = |title: String, from: NaiveDate| Part {
        title,
        is_current: false,
        from,
    };
    if spans.is_empty() {
        return vec![part(term("whole"), NaiveDate::MIN)];
    }
    let mut parts = vec![part(term("before"), NaiveDate::MIN)];
    for (at, span) in spans.iter().enumerate() {
        let goes_on = span.until.is_none_or(|until| until >= as_at);
        let from = dates::day(span.from, wording);
        let title = match span.until {
            Some(until) if !goes_on => term("earlier").replacen("{}", &from, 1).replacen(
                "{until}",
                &dates::day(until, wording),
                1,
            ),
            _ => term("now").replacen("{}", &from, 1),
        };
        parts.push(Part {
            is_current: goes_on,
            ..part(title, span.from)
        });
        if let Some(next) = span.until.and_then(|until| until.succ_opt()) {
            let name = if at + 1 < spans.len() {
                "between"
            } else {
                "after"
            };
            parts.push(part(term(name), next));
        }
    }
    parts
}

/// Divides entries in date order by the parts that they fall into; a part without any is left out.
pub fn divided<'a>(
    parts: &'a [Part],
    entries: &'a [RecordEntry],
) -> Vec<(&'a Part, &'a [RecordEntry])> {
    let day = |entry: &RecordEntry| entry.when.map_or(NaiveDate::MAX, |when| when.earliest());
    let mut divided = Vec::new();
    let mut rest = entries;
    for (at, part) in parts.iter().enumerate() {
        let ends = parts.get(at + 1).map(|next| next.from);
        let inside = rest.partition_point(|entry| ends.is_none_or(|ends| day(entry) < ends));
        let (own, others) = rest.split_at(inside);
        rest = others;
        if !own.is_empty() {
            divided.push((part, own));
        }
    }
    divided
}

/// From one day to another; without an end it goes on.
struct Span {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// The periods of any status, those that touch or overlap as one; else the time that the case was open.
fn spans(case: &Case) -> Vec<Span> {
    let periods = case.records.status_periods.iter().filter_map(|it| {
        Some(Span {
            from: it.period_from.value()?.earliest(),
            until: it.period_until.value().map(When::latest),
        })
    });
    let mut all: Vec<Span> = periods.collect();
    if all.is_empty() {
        all.extend(case.record().and_then(|own| {
            Some(Span {
                from: own.opened.value()?.earliest(),
                until: own.closed.value().map(When::latest),
            })
        }));
    }
    all.sort_by_key(|span| (span.from, span.until.is_none(), span.until));
    let mut joined: Vec<Span> = Vec::new();
    for span in all {
        match joined.last_mut() {
            Some(last) if touches(last, span.from) => {
                let ends = last.until.zip(span.until);
                last.until = ends.map(|(one, two)| one.max(two));
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn touches(span: &Span, day: NaiveDate) -> bool {
    let next = span.until.and_then(|until| until.succ_opt());
    next.is_none_or(|next| day <= next)
}
