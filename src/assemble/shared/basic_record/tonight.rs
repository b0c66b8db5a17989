//! What a worker on duty must know within half a minute, before anything else.

mod living;

use std::collections::BTreeSet;

use super::composer::Composer;
use super::kinds::{CONTACT, LEGAL_STATUSES, ORDERS, PERIODS, WORKERS};
use super::people::is;
use super::relation::{has_died, is_adult, relation};
use super::sheet::{Block, Fact, Line, Section};
use crate::assemble::shared::phases::Phase;
use crate::assemble::shared::{carried, dates};
use crate::issue::Issue;
use crate::model::records::{ContactArrangement, Health, Order};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// What is found under a heading: lines, or in which way it is absent. A value without lines is left
/// unsaid.
struct Found {
    lines: Vec<Line>,
    absence: Recorded<()>,
    /// Whether there were any that are past.
    had: bool,
}

impl Found {
    /// The lines, or else the absence.
    fn or(lines: Vec<Line>, absence: Recorded<()>) -> Self {
        Self {
            lines,
            absence,
            had: false,
        }
    }

    /// The same where there were others before: "none now" is not "not recorded".
    fn having_had(self, had: bool) -> Self {
        Self { had, ..self }
    }

    /// The lines, or else silence: that a child is not missing needs no line.
    fn or_nothing(lines: Vec<Line>) -> Self {
        Self::or(lines, Recorded::Value(()))
    }
}

/// A heading by the name of its terms, and what finds its lines.
type Heading = (&'static str, fn(&mut Composer<'_>) -> Result<Found, Issue>);

/// In the order in which a worker needs them.
const HEADINGS: &[Heading] = &[
    ("died_now", died),
    ("closed_now", closed),
    ("missing_now", missing),
    ("alert", alert),
    ("no_contact", no_contact),
    ("supervised", supervised),
    ("risks", risks),
    ("living_now", living::found),
    ("responsibility", responsibility),
    ("status", status),
    ("medication", medication),
    ("disabilities", disabilities),
    ("communication", communication),
    ("workers", workers),
];

/// How many assessments are drawn on for risks, and how many records of medication are told beside
/// those of allergies.
const ASSESSMENTS: usize = 2;
const MEDICATIONS: usize = 3;

/// The section.
pub(in crate::assemble) fn section(composer: &mut Composer<'_>) -> Result<Section, Issue> {
    of(HEADINGS, "front.section.tonight", composer)
}

/// A section with some of the headings alone, by their names, under another title.
pub(in crate::assemble) fn some(
    names: &[&str],
    title: &str,
    composer: &mut Composer<'_>,
) -> Result<Section, Issue> {
    let headings = HEADINGS.iter().filter(|(name, _)| names.contains(name));
    of(headings, title, composer)
}

fn of<'h>(
    headings: impl IntoIterator<Item = &'h Heading>,
    title: &str,
    composer: &mut Composer<'_>,
) -> Result<Section, Issue> {
    let mut section = Section::titled(title, composer.wording());
    let mut facts = Vec::new();
    for (name, find) in headings {
        let found = find(composer)?;
        if found.lines.is_empty() {
            let name = composer.term(&format!("front.list.{name}"));
            match found.had {
                true => section.absent.note_past(name),
                false => section.absent.note(name, &found.absence),
            }
        } else {
            facts.push(Fact {
                label: composer.term(&format!("front.label.{name}")),
                lines: found.lines,
            });
        }
    }
    if !facts.is_empty() {
        section.blocks.push(Block::Facts(facts));
    }
    Ok(section)
}

/// A line of one record, in its own sentence.
fn line<R: Record>(
    record: &R,
    phrase: &str,
    more: Facts,
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let words = composer.say(record, phrase, more)?;
    Ok(composer.line(record, vec![words]))
}

/// Lines of several records, each in its own sentence.
fn lines<'a, R: Record + 'a>(
    records: impl IntoIterator<Item = &'a R>,
    phrase: &str,
    composer: &mut Composer<'_>,
) -> Result<Vec<Line>, Issue> {
    let each = records.into_iter();
    each.map(|record| line(record, phrase, Facts::new(), composer))
        .collect()
}

/// That the child has died.
fn died(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let child = composer.case.child();
    let child = child.filter(|child| has_died(composer, child));
    let lines = child.and_then(|child| on(child, &child.died, composer));
    Ok(Found::or_nothing(lines.into_iter().collect()))
}

/// That nobody works on the case any more, so that what follows may be long out of date.
fn closed(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let day = composer.day;
    let record = composer.case.record().filter(|record| {
        let closed = record.closed.value();
        closed.is_some_and(|closed| closed.earliest() <= day)
    });
    let lines = record.and_then(|record| on(record, &record.closed, composer));
    Ok(Found::or_nothing(lines.into_iter().collect()))
}

/// A date as a line.
fn on<R: Record>(record: &R, date: &Recorded<When>, composer: &mut Composer<'_>) -> Option<Line> {
    let words = dates::prose(date.value()?, composer.wording());
    Some(composer.line(record, vec![Text::words(words)]))
}

/// An episode that has begun and of which no end is recorded.
fn missing(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let case = composer.case;
    let all = case.records.missing_episodes.iter();
    let open: Vec<_> = all
        .filter(|it| it.missing_until.value().is_none())
        .filter(|it| composer.phase(&it.missing_from, &it.missing_until) == Phase::Now)
        .collect();
    lines(open, "front-missing-now", composer).map(Found::or_nothing)
}

fn alert(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let Some(record) = composer.case.record() else {
        return Ok(Found::or(Vec::new(), Recorded::NotCarried));
    };
    let lines = match &record.alert {
        Recorded::Value(alert) => vec![composer.line(record, vec![alert.clone()])],
        _ => Vec::new(),
    };
    Ok(Found::or(lines, record.alert.clone().map(drop)))
}

fn no_contact(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    contact(composer, |it| it.no_contact.value() == Some(&true))
}

/// Who may be with the child only while somebody else is there.
fn supervised(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let found = contact(composer, |it| {
        it.supervised_contact.value() == Some(&true) && it.no_contact.value() != Some(&true)
    })?;
    Ok(Found::or_nothing(found.lines))
}

fn contact(
    composer: &mut Composer<'_>,
    belongs: fn(&ContactArrangement) -> bool,
) -> Result<Found, Issue> {
    let mut found = Vec::new();
    for record in CONTACT.current(composer) {
        if belongs(record) {
            let words = CONTACT.say(record, "front-contact-short", Phase::Now, composer)?;
            found.push(composer.line(record, vec![words]));
        }
    }
    let absence = carried::absence(composer.case, "contact_arrangement");
    Ok(Found::or(found, absence))
}

/// The risks that the latest assessments name, each with its author and date.
fn risks(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let dated = |it: &crate::model::records::Assessment| {
        let when = it.completed.value().or(it.began.value());
        when.map(When::order)
    };
    let day = composer.day;
    let all = composer.case.records.assessments.iter();
    let mut named: Vec<_> = all
        .filter(|it| it.risks.value().is_some())
        .filter(|it| it.began.value().is_none_or(|began| began.earliest() <= day))
        .collect();
    named.sort_by(|a, b| dated(b).cmp(&dated(a)).then(a.entry.cmp(&b.entry)));
    named.truncate(ASSESSMENTS);
    let found = lines(named, "front-risks", composer)?;
    let absence = carried::absence(composer.case, "assessment");
    Ok(Found::or(found, absence))
}

/// Everyone recorded as having parental responsibility now. An order that gives it to the authority is
/// told under the legal status; nothing more is concluded from it here.
fn responsibility(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let case = composer.case;
    let Some(child) = case.child() else {
        return Ok(Found::or(Vec::new(), Recorded::Empty));
    };
    if is_adult(composer) {
        let words = Text::words(composer.term("front.adult"));
        return Ok(Found::or_nothing(vec![composer.line(child, vec![words])]));
    }
    let mut found = Vec::new();
    for tie in &case.records.relationships {
        let holder = tie.person_id.value().and_then(|id| case.person(&id.0));
        let holds = tie.parental_responsibility.value() == Some(&true)
            && is(&tie.other_person_id, child)
            && composer.phase(&tie.start, &tie.end) == Phase::Now;
        if let Some(holder) = holder.filter(|holder| holds && !has_died(composer, holder)) {
            let more = Facts::from([("relation", relation(composer, holder).into())]);
            found.push(line(tie, "front-responsibility", more, composer)?);
        }
    }
    let absence = carried::absence(case, "relationship");
    Ok(Found::or(found, absence))
}

/// Legal status, plan or period of involvement, and orders in force.
fn status(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let mut found = lines(
        LEGAL_STATUSES.current(composer),
        "front-legal-now",
        composer,
    )?;
    found.extend(lines(
        PERIODS.current(composer),
        "front-period-now",
        composer,
    )?);
    let orders = orders_not_told(composer);
    found.extend(lines(orders, "front-order-now", composer)?);
    let had = !LEGAL_STATUSES.phases(composer).is_empty()
        || !PERIODS.phases(composer).is_empty()
        || !ORDERS.phases(composer).is_empty();
    let absence = carried::absence(composer.case, "legal_status");
    Ok(Found::or(found, absence).having_had(had))
}

/// The orders in force that are no legal status by the same name: those are told already.
fn orders_not_told<'a>(composer: &Composer<'a>) -> Vec<&'a Order> {
    let lower = |words: &Recorded<Text>| words.value().map(|it| it.shown().to_lowercase());
    let current = LEGAL_STATUSES.current(composer).into_iter();
    let told: BTreeSet<String> = current.filter_map(|it| lower(&it.legal_status)).collect();
    let mut orders = ORDERS.current(composer);
    orders.retain(|it| lower(&it.order_kind).is_none_or(|kind| !told.contains(&kind)));
    orders
}

/// Every record of an allergy, and the latest of medication.
fn medication(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let day = composer.day;
    let all = composer.case.records.health.iter();
    let mut known: Vec<&Health> = all
        .filter(|it| it.health_date.value().is_none_or(|at| at.earliest() <= day))
        .filter(|it| it.medication.value().is_some() || is_allergy(it))
        .collect();
    let order = |it: &Health| it.health_date.value().map(When::order);
    // Allergies first, then the latest.
    known.sort_by(|a, b| {
        let key = |it: &Health| (is_allergy(it), order(it));
        key(b).cmp(&key(a)).then(a.entry.cmp(&b.entry))
    });
    let mut told = BTreeSet::new();
    known.retain(|it| {
        let words = it.medication.value().or(it.detail.value());
        words.is_none_or(|words| told.insert(words.to_string()))
    });
    let allergies = known.iter().filter(|it| is_allergy(it)).count();
    known.truncate(allergies + MEDICATIONS);
    let found = lines(known, "front-medication", composer)?;
    let health = &composer.case.records.health;
    let is_none = health
        .iter()
        .any(|it| matches!(it.medication, Recorded::None));
    let absence = match is_none {
        true => Recorded::None,
        false => carried::absence(composer.case, "health"),
    };
    Ok(Found::or(found, absence))
}

fn is_allergy(record: &Health) -> bool {
    let words = [&record.health_kind, &record.medication, &record.detail];
    let mut said = words.into_iter().filter_map(|it| it.value());
    said.any(|text| text.shown().to_lowercase().contains("allerg"))
}

fn disabilities(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let case = composer.case;
    let own = case
        .records
        .disabilities
        .iter()
        .filter(|it| case.child().is_some_and(|child| is(&it.person_id, child)));
    let found = lines(own, "front-disability", composer)?;
    let absence = carried::absence(case, "disability");
    Ok(Found::or(found, absence))
}

/// The communication needs of the child and of the family: the child's first.
fn communication(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let case = composer.case;
    let of_child = |it: &&crate::model::records::CommunicationNeed| {
        case.child().is_some_and(|child| is(&it.person_id, child))
    };
    let (own, others): (Vec<_>, Vec<_>) =
        case.records.communication_needs.iter().partition(of_child);
    let mut found = lines(own, "front-need", composer)?;
    for record in others {
        found.push(line(record, "front-need-of-other", Facts::new(), composer)?);
    }
    let absence = carried::absence(case, "communication_need");
    Ok(Found::or(found, absence))
}

fn workers(composer: &mut Composer<'_>) -> Result<Found, Issue> {
    let mut found = Vec::new();
    for record in WORKERS.current(composer) {
        let words = WORKERS.say(record, "front-worker", Phase::Now, composer)?;
        found.push(composer.line(record, vec![words]));
    }
    let had = !WORKERS.phases(composer).is_empty();
    let absence = carried::absence(composer.case, "allocation");
    Ok(Found::or(found, absence).having_had(had))
}
