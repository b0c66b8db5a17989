//! The sections of the basic record, each as the kinds of record that it is made from, and how each kind
//! is told (Northamptonshire 5.1).

use super::child;
use super::composer::Composer;
use super::lasting::Lasting;
use super::latest::Latest;
use super::people::{self, is, relation};
use super::sheet::{Block, Fact, Line, Section, Shape};
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::records::{
    Address, Allocation, Contact, ContactArrangement, Decision, Document, Education, Health,
    Household, LegalStatus, Meeting, MissingEpisode, Network, Order, Placement, Plan,
    PreProceedings, Proceedings, Restriction, StatusPeriod, Visit,
};
use crate::model::{Id, Recorded, Run, Text, When};
use crate::wording::Facts;

/// Nothing beside the record's own fields.
fn alone<R>(_: &R, _: &Composer<'_>) -> Result<Facts, Issue> {
    Ok(Facts::new())
}

fn always<R>(_: &R, _: &Composer<'_>) -> bool {
    true
}

pub(super) const PLACEMENTS: Lasting<Placement> = Lasting {
    name: "placements",
    table: "placements",
    phrase: "front-placement",
    records: |records| &records.placements,
    from: |it| &it.placed,
    until: |it| &it.placement_ended,
    belongs: always,
    more: carers,
};

pub(super) const LEGAL_STATUSES: Lasting<LegalStatus> = Lasting {
    name: "legal_statuses",
    table: "status_orders",
    phrase: "front-legal",
    records: |records| &records.legal_statuses,
    from: |it| &it.status_from,
    until: |it| &it.status_until,
    belongs: always,
    more: alone,
};

pub(super) const PERIODS: Lasting<StatusPeriod> = Lasting {
    name: "periods",
    table: "status_orders",
    phrase: "front-period",
    records: |records| &records.status_periods,
    from: |it| &it.period_from,
    until: |it| &it.period_until,
    belongs: always,
    more: alone,
};

pub(super) const ORDERS: Lasting<Order> = Lasting {
    name: "orders",
    table: "status_orders",
    phrase: "front-order",
    records: |records| &records.orders,
    from: |it| &it.made,
    until: |it| match ends_another(it) {
        true => &it.made,
        false => &it.order_until,
    },
    belongs: always,
    more: alone,
};

pub(super) const CONTACT: Lasting<ContactArrangement> = Lasting {
    name: "contact",
    table: "contact",
    phrase: "front-contact",
    records: |records| &records.contact_arrangements,
    from: |it| &it.arrangement_from,
    until: |it| &it.arrangement_until,
    belongs: always,
    more: with_whom,
};

pub(super) const WORKERS: Lasting<Allocation> = Lasting {
    name: "workers",
    table: "workers",
    phrase: "front-worker",
    records: |records| &records.allocations,
    from: |it| &it.start,
    until: |it| &it.end,
    belongs: always,
    more: worker,
};

const PROCEEDINGS: Lasting<Proceedings> = Lasting {
    name: "proceedings",
    table: "proceedings",
    phrase: "front-proceedings",
    records: |records| &records.proceedings,
    from: |it| &it.issued,
    until: |it| &it.concluded,
    belongs: always,
    more: next_hearing,
};

const PRE_PROCEEDINGS: Lasting<PreProceedings> = Lasting {
    name: "pre_proceedings",
    table: "proceedings",
    phrase: "front-pre-proceedings",
    records: |records| &records.pre_proceedings,
    from: |it| &it.pre_proceedings_from,
    until: |it| &it.pre_proceedings_until,
    belongs: always,
    more: alone,
};

const ADDRESSES: Lasting<Address> = Lasting {
    name: "addresses",
    table: "addresses",
    phrase: "front-address",
    records: |records| &records.addresses,
    from: |it| &it.start,
    until: |it| &it.end,
    belongs: |it, composer| {
        let child = composer.case.child();
        child.is_some_and(|child| is(&it.person_id, child))
    },
    more: alone,
};

const STAYS: Lasting<Household> = Lasting {
    name: "stays",
    table: "stays",
    phrase: "front-past-stay",
    records: |records| &records.households,
    from: |it| &it.start,
    until: |it| &it.end,
    belongs: is_of_a_home,
    more: alone,
};

const SCHOOLS: Lasting<Education> = Lasting {
    name: "schools",
    table: "schools",
    phrase: "front-school",
    records: |records| &records.education,
    from: |it| &it.education_from,
    until: |it| &it.education_until,
    belongs: |it, _| !is_school_event(it),
    more: alone,
};

const PLANS: Lasting<Plan> = Lasting {
    name: "plans",
    table: "plans",
    phrase: "front-plan",
    records: |records| &records.plans,
    from: |it| &it.plan_from,
    until: |it| &it.plan_until,
    belongs: always,
    more: alone,
};

const SCHOOL_EVENTS: Latest<Education> = Latest {
    name: "school_events",
    phrase: "front-school",
    records: |records| &records.education,
    at: |it| &it.education_from,
    belongs: is_school_event,
    by: None,
    most: 3,
};

const HEALTH: Latest<Health> = Latest {
    name: "health",
    phrase: "front-health",
    records: |records| &records.health,
    at: |it| &it.health_date,
    belongs: |_| true,
    by: None,
    most: 6,
};

const DECISIONS: Latest<Decision> = Latest {
    name: "decisions",
    phrase: "front-decision",
    records: |records| &records.decisions,
    at: |it| &it.decided,
    belongs: |_| true,
    by: None,
    most: 5,
};

const MEETINGS: Latest<Meeting> = Latest {
    name: "meetings",
    phrase: "front-meeting",
    records: |records| &records.meetings,
    at: |it| &it.held,
    belongs: |_| true,
    by: None,
    most: 3,
};

const VISITS: Latest<Visit> = Latest {
    name: "visits",
    phrase: "front-visit",
    records: |records| &records.visits,
    at: |it| &it.visited,
    belongs: |_| true,
    by: Some(|it, composer| by(&it.worker_id, &it.provenance.recorded_by, composer)),
    most: 4,
};

const CONTACTS: Latest<Contact> = Latest {
    name: "contacts",
    phrase: "front-call",
    records: |records| &records.contacts,
    at: |it| &it.contacted,
    belongs: |_| true,
    by: Some(|it, composer| by(&Recorded::NotCarried, &it.provenance.recorded_by, composer)),
    most: 3,
};

const MISSING: Latest<MissingEpisode> = Latest {
    name: "missing",
    phrase: "front-missing",
    records: |records| &records.missing_episodes,
    at: |it| &it.missing_from,
    belongs: |_| true,
    by: None,
    most: 3,
};

const TIES: Latest<Network> = Latest {
    name: "ties",
    phrase: "front-tie",
    records: |records| &records.networks,
    at: |it| &it.as_at,
    belongs: |_| true,
    by: None,
    most: 8,
};

/// All sections after the first, in order.
pub(super) fn all(composer: &mut Composer<'_>) -> Result<Vec<Section>, Issue> {
    let mut sections = vec![child::section(composer)?];
    for (title, tell) in SECTIONS {
        let mut section = Section::titled(title, composer.wording());
        tell(composer, &mut section)?;
        sections.push(section);
    }
    Ok(sections)
}

/// A section by the key of its title, and what fills it.
type Filled = (
    &'static str,
    fn(&mut Composer<'_>, &mut Section) -> Result<(), Issue>,
);

const SECTIONS: &[Filled] = &[
    ("front.section.home", |composer, section| {
        ADDRESSES.tell(composer, section)?;
        people::tell(composer, section)?;
        CONTACT.tell(composer, section)?;
        TIES.tell(composer, section)?;
        STAYS.tell_past(composer)
    }),
    ("front.section.legal", |composer, section| {
        LEGAL_STATUSES.tell(composer, section)?;
        PERIODS.tell(composer, section)?;
        ORDERS.tell(composer, section)?;
        PRE_PROCEEDINGS.tell(composer, section)?;
        PROCEEDINGS.tell(composer, section)?;
        PLACEMENTS.tell(composer, section)?;
        providers(composer, section);
        Ok(())
    }),
    ("front.section.school", |composer, section| {
        SCHOOLS.tell(composer, section)?;
        school_facts(composer, section);
        SCHOOL_EVENTS.tell_any(composer, section)
    }),
    ("front.section.health", |composer, section| {
        HEALTH.tell(composer, section)
    }),
    ("front.section.plans", |composer, section| {
        PLANS.tell(composer, section)?;
        MEETINGS.tell(composer, section)?;
        DECISIONS.tell(composer, section)
    }),
    ("front.section.work", |composer, section| {
        work_facts(composer, section)?;
        WORKERS.tell_past(composer)?;
        VISITS.tell(composer, section)?;
        CONTACTS.tell(composer, section)?;
        MISSING.tell(composer, section)
    }),
    ("front.section.documents", documents),
];

/// Whether an order only ends another: it is over on the day on which it is made.
fn ends_another(order: &Order) -> bool {
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
fn carers(record: &Placement, composer: &Composer<'_>) -> Result<Facts, Issue> {
    let ids = record
        .carers
        .value()
        .into_iter()
        .flat_map(|ids| ids.0.iter());
    let carers: Vec<_> = ids.filter_map(|id| composer.case.person(&id.0)).collect();
    let family = |person: &&crate::model::records::Person| {
        person.standing.value() == Some(&crate::model::codes::Standing::Family)
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
fn with_whom(record: &ContactArrangement, composer: &Composer<'_>) -> Result<Facts, Issue> {
    let id = record.person_id.value();
    let person = id.and_then(|id| composer.case.person(&id.0));
    let relation = person.map(|person| relation(composer, person));
    Ok(Facts::from([(
        "relation",
        relation.unwrap_or_default().into(),
    )]))
}

/// A worker's own role, team and manager.
fn worker(record: &Allocation, composer: &Composer<'_>) -> Result<Facts, Issue> {
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
fn by(worker: &Recorded<Id>, recorder: &Recorded<Text>, composer: &Composer<'_>) -> String {
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
fn next_hearing(record: &Proceedings, composer: &Composer<'_>) -> Result<Facts, Issue> {
    let own = composer.case.records.hearings.iter().filter(|it| {
        let of = it.proceedings_id.value();
        of.is_some_and(|id| id.0 == record.entry.key)
    });
    let mut dated: Vec<_> = own.filter_map(|it| Some((it.heard.value()?, it))).collect();
    dated.sort_by_key(|(when, _)| when.order());
    let day = composer.brief.as_at;
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
fn is_of_a_home(record: &Household, composer: &Composer<'_>) -> bool {
    let Some(child) = composer.case.child() else {
        return false;
    };
    let mut own = composer.case.records.households.iter();
    own.any(|stay| is(&stay.person_id, child) && stay.household_id == record.household_id)
}

/// Whether a row tells of a day and not of a stay: a suspension, a prize, a result.
fn is_school_event(record: &Education) -> bool {
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

/// A field of words of a school's row, by the name of its terms.
type SchoolWords = (&'static str, fn(&Education) -> &Recorded<Text>);

const SCHOOL_WORDS: &[SchoolWords] = &[
    ("special_needs", |it| &it.special_needs),
    ("pep", |it| &it.personal_education_plan),
    ("attendance", |it| &it.attendance),
];

/// The latest that is recorded of special needs, the personal education plan and attendance, each with
/// the school and the date from which it was there.
fn school_facts(composer: &mut Composer<'_>, section: &mut Section) {
    let rows = SCHOOLS.phases(composer);
    if rows.is_empty() {
        return;
    }
    let mut facts = Vec::new();
    for (name, field) in SCHOOL_WORDS {
        let latest = rows.iter().map(|(_, row)| *row);
        let latest = latest
            .clone()
            .find(|row| field(row).value().is_some())
            .or(latest
                .clone()
                .find(|row| matches!(field(row), Recorded::None))
                .or(latest.clone().next()));
        let Some(row) = latest else { continue };
        let setting = row.setting.value().map(Text::to_string).unwrap_or_default();
        let fact = child::fact(name, field(row), Text::clone, row, composer, section);
        facts.extend(fact.map(|mut fact| {
            fact.lines[0].cells[0] = with_setting(&fact.lines[0].cells[0], &setting);
            fact
        }));
    }
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
}

/// The words, and in brackets the school that they are of.
fn with_setting(words: &Text, setting: &str) -> Text {
    phrases::decode(&format!("{} ({setting})", phrases::encode(words)))
}

/// Services that somebody else provides for the authority.
fn providers(composer: &mut Composer<'_>, section: &mut Section) {
    if let Some(record) = composer.case.record() {
        let providers = &record.delegated_providers;
        let fact = child::fact(
            "providers",
            providers,
            Text::clone,
            record,
            composer,
            section,
        );
        if let Some(fact) = fact {
            section.add(Block::Facts(vec![fact]));
        }
    }
}

/// When and why the authority began its work, and the cases to be read with this one.
fn work_facts(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let Some(record) = composer.case.record() else {
        return Ok(());
    };
    let wording = composer.wording();
    let say = |when: &When| Text::words(dates::prose(when, wording));
    let mut facts = Vec::new();
    facts.extend(child::fact(
        "opened",
        &record.opened,
        say,
        record,
        composer,
        section,
    ));
    if record.closed.value().is_some() {
        facts.extend(child::fact(
            "closed",
            &record.closed,
            say,
            record,
            composer,
            section,
        ));
    }
    for (name, field) in [
        ("reason", &record.reason),
        ("social_history", &record.social_history),
    ] {
        facts.extend(child::fact(
            name,
            field,
            Text::clone,
            record,
            composer,
            section,
        ));
    }
    section.add(Block::Facts(facts));
    Ok(())
}

/// Documents by kind, the cases to be read with this one, and how many restrictions hold.
fn documents(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let mut all: Vec<&Document> = composer.case.records.documents.iter().collect();
    let kind = |it: &Document| it.document_kind.value().map(Text::shown);
    let date = |it: &Document| it.document_date.value().map(When::order);
    all.sort_by(|a, b| {
        let by_kind = kind(a)
            .is_none()
            .cmp(&kind(b).is_none())
            .then(kind(a).cmp(&kind(b)));
        by_kind
            .then(date(b).cmp(&date(a)))
            .then(a.entry.cmp(&b.entry))
    });
    let mut lines = Vec::new();
    for document in all {
        lines.push(document_line(document, composer)?);
    }
    if lines.is_empty() {
        let name = composer.term("front.list.documents");
        section
            .absent
            .note(name, &carried::absence(composer.case, "document"));
    } else {
        let columns = ["kind", "document", "author"];
        section.add(Block::Table {
            shape: Shape::Documents,
            headings: columns
                .map(|key| composer.term(&format!("front.column.{key}")))
                .to_vec(),
            lines,
            note: String::new(),
        });
    }
    let facts = record_facts(composer, section);
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
    Ok(())
}

fn document_line(document: &Document, composer: &mut Composer<'_>) -> Result<Line, Issue> {
    let mut cells = Vec::new();
    for phrase in [
        "front-document-kind",
        "front-document",
        "front-document-place",
    ] {
        cells.push(composer.say(document, phrase, Facts::new())?);
    }
    Ok(composer.line(document, cells))
}

/// The cases to be read with this one, and the restrictions that hold.
fn record_facts(composer: &mut Composer<'_>, section: &mut Section) -> Vec<Fact> {
    let wording = composer.wording();
    let mut facts = Vec::new();
    if let Some(record) = composer.case.record() {
        let linked = |ids: &crate::model::Ids| {
            let ids: Vec<String> = ids.0.iter().map(|id| id.0.to_string()).collect();
            Text::words(phrases::joined(&ids, wording))
        };
        let field = &record.linked_cases;
        facts.extend(child::fact(
            "linked", field, linked, record, composer, section,
        ));
    }
    let held: Vec<&Restriction> = composer
        .case
        .records
        .restrictions
        .iter()
        .filter(|it| it.lifted.value().is_none())
        .collect();
    if !held.is_empty() {
        let words = Text::words(match held.len() {
            1 => composer.term("front.restrictions.one"),
            many => wording.fill("front.restrictions.many", &many.to_string()),
        });
        let cells = vec![words];
        let entries = held.iter().map(|it| composer.entry(*it, &cells)).collect();
        facts.push(Fact {
            label: composer.term("front.label.restrictions"),
            lines: vec![Line { entries, cells }],
        });
    }
    facts
}
