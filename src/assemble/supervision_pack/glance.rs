//! The caseload at a glance: what stands out, then a row for each child, with the visits of the last months
//! on a line against the days by which they were due.

use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

use super::Child;
use super::standing::{Matter, NextVisit, is_carried, is_closed};
use crate::assemble::Brief;
use crate::assemble::shared::face::absence;
use crate::assemble::shared::{carried, dates, due, phrases, seen};
use crate::diagram::visit_line;
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::model::{Case, When};
use crate::view::Drawing;
use crate::wording::Facts;

/// A line of a cell, set apart where somebody has to act.
struct Line {
    words: String,
    urgent: bool,
}

impl Line {
    fn plain(words: String) -> Self {
        let urgent = false;
        Self { words, urgent }
    }

    fn into_json(self) -> Value {
        json!({ "words": self.words, "urgent": self.urgent })
    }
}

/// What stands out: each matter with the children of whom it is true.
pub(super) fn first(children: &[Child<'_>], brief: &Brief<'_>) -> Result<Vec<Value>, Issue> {
    let mut told = Vec::new();
    for matter in Matter::ALL {
        let of = children.iter().filter(|it| it.matters.contains(&matter));
        let names: Vec<String> = of
            .map(|it| format!("{} ({})", it.name, it.case.id))
            .collect();
        if names.is_empty() {
            continue;
        }
        let facts = Facts::from([
            ("matter", brief.wording.term(matter.key()).into()),
            ("count", names.len().into()),
            ("all", children.len().into()),
            ("names", phrases::joined(&names, brief.wording).into()),
        ]);
        told.push(phrases::as_json(&phrases::say(
            brief.wording,
            "pack-stands-out",
            &facts,
        )?));
    }
    Ok(told)
}

/// The row of a child, and its plot.
pub(super) fn row(
    at: usize,
    child: &Child<'_>,
    brief: &Brief<'_>,
) -> Result<(Value, Option<Drawing>), Issue> {
    let plot = match is_carried(child.case, "visit") {
        true => Some(plot(at, child, brief)?),
        false => None,
    };
    let cells = [
        status(child, brief),
        visits(child, brief),
        to_do(child, brief),
        record(child, brief),
    ];
    let cells: Vec<Vec<Value>> = cells
        .into_iter()
        .map(|lines| lines.into_iter().map(Line::into_json).collect())
        .collect();
    let today = When::day(brief.as_at);
    let row = json!({
        "name": child.name,
        "id": child.case.id,
        "age": dates::age(child.case.child(), &today, brief.wording),
        "cells": cells,
        "plot": plot.as_ref().map(|it| json!({ "name": it.name, "alt": it.alt })),
        "no_plot": brief.wording.term("pack.visits.not_carried"),
    });
    Ok((row, plot))
}

fn day(day: NaiveDate, brief: &Brief<'_>) -> String {
    dates::short(&When::day(day), brief.wording)
}

/// "Last seen: 3 Jun 2026", or that it is not recorded, or not in the export (rule 1).
fn dated(key: &str, on: Option<NaiveDate>, from: (&Case, &str), brief: &Brief<'_>) -> String {
    let wording = brief.wording;
    let Some(on) = on else {
        let absent = absence(&carried::absence(from.0, from.1), wording);
        let own = format!("{key}.absent");
        let own = wording.coded(key, "absent").map_or(key, |_| own.as_str());
        return wording.fill(own, absent);
    };
    wording.fill(key, &day(on, brief))
}

/// The status, since when, and that the case is closed where it is.
fn status(child: &Child<'_>, brief: &Brief<'_>) -> Vec<Line> {
    let (wording, case) = (brief.wording, child.case);
    let period = due::status_period(case, brief.as_at);
    let known = period.and_then(|it| it.status.value());
    let words = known.map_or("", |it| it.word());
    let words = wording.coded("summary.status", words).unwrap_or(words);
    let words = match words {
        "" => wording.term("absence.empty"),
        words => words,
    };
    let mut lines = vec![Line::plain(words.to_owned())];
    if let Some(from) = period.and_then(|it| it.period_from.value()) {
        let since = wording.fill("pack.since", &dates::short(from, wording));
        lines.push(Line::plain(since));
    }
    if is_closed(case, brief.as_at) {
        let words = wording.term("pack.closed").to_owned();
        lines.push(Line {
            words,
            urgent: true,
        });
    }
    lines
}

/// Last seen, last seen alone, the next visit due, and visits in a row that found nobody home.
fn visits(child: &Child<'_>, brief: &Brief<'_>) -> Vec<Line> {
    let (wording, standing, case) = (brief.wording, &child.standing, child.case);
    let has = |matter| child.matters.contains(&matter);
    let mut lines = vec![
        Line {
            words: dated("pack.last_seen", standing.last_seen, (case, "visit"), brief),
            urgent: has(Matter::NeverSeen),
        },
        Line::plain(dated(
            "pack.last_alone",
            standing.last_alone,
            (case, "visit"),
            brief,
        )),
    ];
    if is_closed(case, brief.as_at) || standing.next_visit == NextVisit::NotCarried {
        return lines;
    }
    lines.push(match standing.next_visit {
        NextVisit::NotSet | NextVisit::NotCarried => {
            Line::plain(wording.term("pack.visit_not_set").to_owned())
        }
        NextVisit::By(by) if has(Matter::VisitOverdue) => Line {
            words: wording.fill("pack.visit_overdue", &day(by, brief)),
            urgent: true,
        },
        NextVisit::By(by) => Line::plain(wording.fill("pack.visit_due", &day(by, brief))),
    });
    if standing.nobody_home > 0 {
        lines.push(Line {
            words: wording.fill("pack.nobody_home", &standing.nobody_home.to_string()),
            urgent: has(Matter::NobodyHome),
        });
    }
    lines
}

/// Actions, reviews and assessments.
fn to_do(child: &Child<'_>, brief: &Brief<'_>) -> Vec<Line> {
    let (wording, standing) = (brief.wording, &child.standing);
    let has = |matter| child.matters.contains(&matter);
    let mut lines = Vec::new();
    if is_carried(child.case, "action") {
        let words = wording.fill("pack.actions", &standing.open.to_string());
        lines.push(Line {
            words: words.replacen("{overdue}", &standing.overdue.to_string(), 1),
            urgent: has(Matter::ActionsOverdue),
        });
    }
    if let Some(by) = standing.review {
        lines.push(Line {
            words: wording.fill("pack.review", &day(by, brief)),
            urgent: has(Matter::ReviewOverdue),
        });
    }
    lines.extend(standing.assessments.iter().map(|by| Line {
        words: wording.fill("pack.assessment", &day(*by, brief)),
        urgent: *by < brief.as_at,
    }));
    lines
}

/// How old chronology and summary are, late entries, restricted items.
fn record(child: &Child<'_>, brief: &Brief<'_>) -> Vec<Line> {
    let (wording, standing, case) = (brief.wording, &child.standing, child.case);
    let has = |matter| child.matters.contains(&matter);
    let mut lines = vec![
        Line::plain(dated(
            "pack.chronology",
            standing.chronology_until,
            (case, "event"),
            brief,
        )),
        Line {
            words: match standing.summary_until {
                None if is_carried(case, "summary") => wording.term("pack.no_summary").to_owned(),
                until => dated("pack.summary", until, (case, "summary"), brief),
            },
            urgent: has(Matter::SummaryOverdue),
        },
    ];
    if standing.late > 0 {
        let words = wording.fill("pack.late", &standing.late.to_string());
        lines.push(Line::plain(words));
    }
    if standing.restricted > 0 {
        let words = wording.fill("pack.restricted", &standing.restricted.to_string());
        lines.push(Line::plain(words));
    }
    lines
}

/// The visits of the last months against the days by which they were due.
fn plot(at: usize, child: &Child<'_>, brief: &Brief<'_>) -> Result<Drawing, Issue> {
    let (wording, as_at, case) = (brief.wording, brief.as_at, child.case);
    let months = brief.supervision.plot_months.max(1);
    let from = as_at
        .checked_sub_months(Months::new(months))
        .unwrap_or(as_at);
    let made: Vec<(NaiveDate, Seen)> = seen::visits(case, as_at)
        .into_iter()
        .filter(|(day, ..)| *day >= from)
        .map(|(day, seen, _)| (day, seen))
        .collect();
    let due = due::visits(case, &brief.summary.rhythms, from, as_at);
    let count = |wanted: Seen| made.iter().filter(|(_, seen)| *seen == wanted).count();
    let facts = Facts::from([
        ("child", child.name.as_str().into()),
        ("from", dates::day(from, wording).into()),
        ("until", dates::day(as_at, wording).into()),
        ("alone", count(Seen::Alone).into()),
        ("with_others", count(Seen::WithOthers).into()),
        ("not_seen", count(Seen::NotSeen).into()),
        ("nobody_home", count(Seen::NobodyHome).into()),
        ("not_recorded", count(Seen::NotRecorded).into()),
        ("due", due.len().into()),
    ]);
    let words = visit_line::Words {
        title: wording.term("summary.visits.title").to_owned(),
        alt: phrases::say(wording, "pack-visits", &facts)?.to_string(),
        months: (1..=12)
            .map(|month| wording.term(&format!("month_short.{month}")).to_owned())
            .collect(),
    };
    Ok(visit_line::drawing(
        format!("visits-{at}"),
        (from, as_at),
        (&made, &due),
        words,
        brief.width,
    ))
}
