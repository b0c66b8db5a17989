//! What a record's sentence needs beside the record's own fields, and which records belong where.

use super::composer::Composer;
use super::people::is;
use super::relation::relation;
use crate::assemble::shared::phrases;
use crate::issue::Issue;
use crate::model::codes::Standing;
use crate::model::records::{
    Allocation, ContactArrangement, Education, Household, Order, Person, Placement, Proceedings,
};
use crate::model::{Id, Recorded, Run, Text};
use crate::wording::Facts;

/// Whether an order only ends another: it is over on the day on which it is made.
pub(in crate::assemble) fn ends_another(order: &Order) -> bool {
    let kind = order
        .order_kind
        .value()
        .map(Text::shown)
        .unwrap_or_default();
    let kind = kind.to_lowercase();
    ["revocation", "revoked", "discharge"]
        .iter()
        .any(|word| kind.contains(word))
}

/// Who cares for the child, how to reach them, and whether that may be shared: carers' addresses are
/// confidential unless they are family.
pub(in crate::assemble) fn carers(
    record: &Placement,
    composer: &Composer<'_>,
) -> Result<Facts, Issue> {
    let ids = record
        .carers
        .value()
        .into_iter()
        .flat_map(|ids| ids.0.iter());
    let carers: Vec<_> = ids.filter_map(|id| composer.case.person(&id.0)).collect();
    let family = |person: &&Person| {
        person.standing.value() == Some(&Standing::Family)
            && person.confidential.value() != Some(&true)
    };
    let mut reach = Vec::new();
    for detail in &composer.case.records.contact_details {
        if carers.iter().any(|carer| is(&detail.person_id, carer)) {
            let words = composer.say(detail, "front-reach", Facts::new())?;
            reach.push(phrases::encode(&words));
        }
    }
    let is_open = !carers.is_empty() && carers.iter().all(family);
    Ok(Facts::from([
        ("is_open", is_open.into()),
        ("reach", reach.join("; ").into()),
    ]))
}

/// With whom an arrangement is, and what they are to the child.
pub(in crate::assemble) fn with_whom(
    record: &ContactArrangement,
    composer: &Composer<'_>,
) -> Result<Facts, Issue> {
    let id = record.person_id.value();
    let person = id.and_then(|id| composer.case.person(&id.0));
    let relation = person.map(|person| relation(composer, person));
    Ok(Facts::from([(
        "relation",
        relation.unwrap_or_default().into(),
    )]))
}

/// A worker's own role, team and manager.
pub(in crate::assemble) fn worker(
    record: &Allocation,
    composer: &Composer<'_>,
) -> Result<Facts, Issue> {
    let records = &composer.case.records;
    let found = record
        .worker_id
        .value()
        .and_then(|id| records.workers.iter().find(|it| it.entry.key == id.0));
    let team = found
        .and_then(|worker| worker.team_id.value())
        .and_then(|id| records.teams.iter().find(|it| it.entry.key == id.0));
    let name = |words: &Recorded<Text>| words.value().map(phrases::encode).unwrap_or_default();
    let manager = found
        .and_then(|worker| worker.manager_id.value())
        .or(team.and_then(|team| team.manager_id.value()))
        .and_then(|id| records.workers.iter().find(|it| it.entry.key == id.0));
    Ok(Facts::from([
        (
            "role",
            found.map(|it| name(&it.role)).unwrap_or_default().into(),
        ),
        (
            "team",
            team.map(|it| name(&it.team_name))
                .unwrap_or_default()
                .into(),
        ),
        (
            "manager",
            manager
                .map(|it| name(&it.worker_name))
                .unwrap_or_default()
                .into(),
        ),
    ]))
}

/// Who did a piece of work: the worker that it names, else whoever recorded it.
pub(in crate::assemble) fn by(
    worker: &Recorded<Id>,
    recorder: &Recorded<Text>,
    composer: &Composer<'_>,
) -> String {
    let workers = &composer.case.records.workers;
    let named = worker
        .value()
        .and_then(|id| workers.iter().find(|it| it.entry.key == id.0))
        .and_then(|worker| worker.worker_name.value());
    match named.or(recorder.value()) {
        Some(name) if name.runs().iter().any(|run| matches!(run, Run::Gap(_))) => {
            composer.term("front.by_restricted")
        }
        Some(name) => name.to_string(),
        None => composer.term("front.by_unknown"),
    }
}

/// The next hearing that is recorded of proceedings, or else the last.
pub(in crate::assemble) fn next_hearing(
    record: &Proceedings,
    composer: &Composer<'_>,
) -> Result<Facts, Issue> {
    let own = composer.case.records.hearings.iter().filter(|it| {
        let of = it.proceedings_id.value();
        of.is_some_and(|id| id.0 == record.entry.key)
    });
    let mut dated: Vec<_> = own.filter_map(|it| Some((it.heard.value()?, it))).collect();
    dated.sort_by_key(|(when, _)| when.order());
    let day = composer.day;
    let next = dated.iter().find(|(when, _)| when.latest() >= day);
    let last = dated.iter().rfind(|(when, _)| when.latest() < day);
    let mut facts = Facts::new();
    for (name, hearing) in [("next_hearing", next), ("last_hearing", last)] {
        let said = match hearing {
            Some((_, hearing)) => {
                phrases::encode(&composer.say(*hearing, "front-hearing", Facts::new())?)
            }
            None => String::new(),
        };
        facts.insert(name, said.into());
    }
    Ok(facts)
}

/// Whether a stay is in a home where the child has lived too, or lives now.
pub(in crate::assemble) fn is_of_a_home(record: &Household, composer: &Composer<'_>) -> bool {
    let Some(child) = composer.case.child() else {
        return false;
    };
    let mut own = composer.case.records.households.iter();
    own.any(|stay| is(&stay.person_id, child) && stay.household_id == record.household_id)
}

/// Whether a row tells of a day and not of a stay: a suspension, a prize, a result.
pub(in crate::assemble) fn is_school_event(record: &Education) -> bool {
    const EVENTS: &[&str] = &[
        "exclu",
        "suspen",
        "award",
        "achiev",
        "prize",
        "result",
        "passed",
        "of the year",
        "certificate",
    ];
    let event = record.education_event.value().map(Text::shown);
    event.is_some_and(|event| {
        let event = event.to_lowercase();
        EVENTS.iter().any(|stem| event.contains(stem))
    })
}
