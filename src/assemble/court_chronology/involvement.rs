//! The length of the authority's involvement, in a few sentences before the entries (Practice
//! Direction 12A: "a succinct summary of the length of the local authority's involvement").

use chrono::NaiveDate;

use super::children::Children;
use crate::assemble::Brief;
use crate::assemble::shared::{dates, phrases};
use crate::disclose::DisclosedProceedings;
use crate::issue::Issue;
use crate::model::{Case, Text, When, whole_months};
use crate::wording::Facts;

/// A period of involvement, as its sentence tells it.
struct Period {
    status: String,
    category: Option<String>,
    from: When,
    until: Option<When>,
    children: std::collections::BTreeSet<usize>,
}

/// The sentences: since when, how long until the day, and each period of involvement.
///
/// # Errors
/// A wording template that cannot be used.
pub fn sentences(
    proceedings: &DisclosedProceedings<'_>,
    children: &Children,
    until: NaiveDate,
    brief: &Brief<'_>,
) -> Result<Vec<Text>, Issue> {
    let first = proceedings
        .cases()
        .filter_map(first_known)
        .min_by_key(When::order);
    let mut said = vec![length(first, until, brief)?];
    for period in periods(proceedings, until) {
        said.push(tell(&period, children, brief)?);
    }
    Ok(said)
}

/// The earliest day on which the authority is recorded to have been concerned with a child.
fn first_known(case: &Case) -> Option<When> {
    let records = &case.records;
    let opened = case.record().and_then(|own| own.opened.value());
    let referred = records
        .referrals
        .iter()
        .filter_map(|it| it.received.value());
    let periods = records
        .status_periods
        .iter()
        .filter_map(|it| it.period_from.value());
    let assessed = records.assessments.iter().filter_map(|it| it.began.value());
    let all = opened
        .into_iter()
        .chain(referred)
        .chain(periods)
        .chain(assessed);
    all.copied().min_by_key(When::order)
}

fn length(first: Option<When>, until: NaiveDate, brief: &Brief<'_>) -> Result<Text, Issue> {
    let wording = brief.wording;
    let months = first.and_then(|first| whole_months(first.earliest(), until));
    let facts = Facts::from([
        (
            "since",
            first.map_or_else(
                || ().into(),
                |it| dates::prose(&without_time(it), wording).into(),
            ),
        ),
        ("until", dates::day(until, wording).into()),
        ("years", months.map_or(0, |months| months / 12).into()),
        ("months", months.map_or(0, |months| months % 12).into()),
    ]);
    phrases::say(wording, "court-involvement", &facts)
}

fn without_time(when: When) -> When {
    When { time: None, ..when }
}

/// The periods of all children, each once with the children that it concerns, in order.
fn periods(proceedings: &DisclosedProceedings<'_>, until: NaiveDate) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for (child, case) in proceedings.cases().enumerate() {
        for record in &case.records.status_periods {
            let (Some(status), Some(from)) = (record.status.value(), record.period_from.value())
            else {
                continue;
            };
            let category = record.plan_category.value().map(phrases::encode);
            let ends = record.period_until.value().copied();
            let same = periods.iter_mut().find(|it| {
                it.status == status.word()
                    && it.from == *from
                    && it.until == ends
                    && it.category == category
            });
            match same {
                Some(period) => drop(period.children.insert(child)),
                None if from.earliest() > until => {}
                None => periods.push(Period {
                    status: status.word().to_owned(),
                    category,
                    from: *from,
                    until: ends,
                    children: [child].into(),
                }),
            }
        }
    }
    periods.sort_by(|a, b| {
        (a.from.order(), &a.status, &a.children).cmp(&(b.from.order(), &b.status, &b.children))
    });
    periods
}

fn tell(period: &Period, children: &Children, brief: &Brief<'_>) -> Result<Text, Issue> {
    let wording = brief.wording;
    let when = |it: When| dates::prose(&without_time(it), wording);
    let until = period.until.map(when);
    let facts = Facts::from([
        ("status", period.status.as_str().into()),
        ("category", period.category.clone().into()),
        ("from", when(period.from).into()),
        ("until", until.into()),
        ("who", children.concerned(&period.children, wording).into()),
    ]);
    phrases::say(wording, "court-period", &facts)
}
