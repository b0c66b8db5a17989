//! The kinds of record that a front sheet is made from, and how each is told: what lasts, and what
//! happened on a day.

use super::beside::{
    by, carers, ends_another, is_of_a_home, is_school_event, next_hearing, with_whom, worker,
};
use super::composer::Composer;
use super::lasting::Lasting;
use super::latest::Latest;
use super::people::is;
use crate::issue::Issue;
use crate::model::Recorded;
use crate::model::records::{
    Address, Allocation, Contact, ContactArrangement, Decision, Education, Health, Household,
    LegalStatus, Meeting, MissingEpisode, Network, Order, Placement, Plan, PreProceedings,
    Proceedings, StatusPeriod, Visit,
};
use crate::wording::Facts;

/// Nothing beside the record's own fields.
fn alone<R>(_: &R, _: &Composer<'_>) -> Result<Facts, Issue> {
    Ok(Facts::new())
}

fn always<R>(_: &R, _: &Composer<'_>) -> bool {
    true
}

pub(in crate::assemble) const PLACEMENTS: Lasting<Placement> = Lasting {
    name: "placements",
    table: "placements",
    phrase: "front-placement",
    records: |records| &records.placements,
    from: |it| &it.placed,
    until: |it| &it.placement_ended,
    belongs: always,
    more: carers,
};

pub(in crate::assemble) const LEGAL_STATUSES: Lasting<LegalStatus> = Lasting {
    name: "legal_statuses",
    table: "status_orders",
    phrase: "front-legal",
    records: |records| &records.legal_statuses,
    from: |it| &it.status_from,
    until: |it| &it.status_until,
    belongs: always,
    more: alone,
};

pub(in crate::assemble) const PERIODS: Lasting<StatusPeriod> = Lasting {
    name: "periods",
    table: "status_orders",
    phrase: "front-period",
    records: |records| &records.status_periods,
    from: |it| &it.period_from,
    until: |it| &it.period_until,
    belongs: always,
    more: alone,
};

pub(in crate::assemble) const ORDERS: Lasting<Order> = Lasting {
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

pub(in crate::assemble) const CONTACT: Lasting<ContactArrangement> = Lasting {
    name: "contact",
    table: "contact",
    phrase: "front-contact",
    records: |records| &records.contact_arrangements,
    from: |it| &it.arrangement_from,
    until: |it| &it.arrangement_until,
    belongs: always,
    more: with_whom,
};

pub(in crate::assemble) const WORKERS: Lasting<Allocation> = Lasting {
    name: "workers",
    table: "workers",
    phrase: "front-worker",
    records: |records| &records.allocations,
    from: |it| &it.start,
    until: |it| &it.end,
    belongs: always,
    more: worker,
};

pub(in crate::assemble) const PROCEEDINGS: Lasting<Proceedings> = Lasting {
    name: "proceedings",
    table: "proceedings",
    phrase: "front-proceedings",
    records: |records| &records.proceedings,
    from: |it| &it.issued,
    until: |it| &it.concluded,
    belongs: always,
    more: next_hearing,
};

pub(in crate::assemble) const PRE_PROCEEDINGS: Lasting<PreProceedings> = Lasting {
    name: "pre_proceedings",
    table: "proceedings",
    phrase: "front-pre-proceedings",
    records: |records| &records.pre_proceedings,
    from: |it| &it.pre_proceedings_from,
    until: |it| &it.pre_proceedings_until,
    belongs: always,
    more: alone,
};

pub(in crate::assemble) const ADDRESSES: Lasting<Address> = Lasting {
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

pub(in crate::assemble) const STAYS: Lasting<Household> = Lasting {
    name: "stays",
    table: "stays",
    phrase: "front-past-stay",
    records: |records| &records.households,
    from: |it| &it.start,
    until: |it| &it.end,
    belongs: is_of_a_home,
    more: alone,
};

pub(in crate::assemble) const SCHOOLS: Lasting<Education> = Lasting {
    name: "schools",
    table: "schools",
    phrase: "front-school",
    records: |records| &records.education,
    from: |it| &it.education_from,
    until: |it| &it.education_until,
    belongs: |it, _| !is_school_event(it),
    more: alone,
};

pub(in crate::assemble) const PLANS: Lasting<Plan> = Lasting {
    name: "plans",
    table: "plans",
    phrase: "front-plan",
    records: |records| &records.plans,
    from: |it| &it.plan_from,
    until: |it| &it.plan_until,
    belongs: always,
    more: alone,
};

pub(in crate::assemble) const SCHOOL_EVENTS: Latest<Education> = Latest {
    name: "school_events",
    phrase: "front-school",
    records: |records| &records.education,
    at: |it| &it.education_from,
    belongs: is_school_event,
    by: None,
    most: 3,
};

pub(in crate::assemble) const HEALTH: Latest<Health> = Latest {
    name: "health",
    phrase: "front-health",
    records: |records| &records.health,
    at: |it| &it.health_date,
    belongs: |_| true,
    by: None,
    most: 6,
};

pub(in crate::assemble) const DECISIONS: Latest<Decision> = Latest {
    name: "decisions",
    phrase: "front-decision",
    records: |records| &records.decisions,
    at: |it| &it.decided,
    belongs: |_| true,
    by: None,
    most: 5,
};

pub(in crate::assemble) const MEETINGS: Latest<Meeting> = Latest {
    name: "meetings",
    phrase: "front-meeting",
    records: |records| &records.meetings,
    at: |it| &it.held,
    belongs: |_| true,
    by: None,
    most: 3,
};

pub(in crate::assemble) const VISITS: Latest<Visit> = Latest {
    name: "visits",
    phrase: "front-visit",
    records: |records| &records.visits,
    at: |it| &it.visited,
    belongs: |_| true,
    by: Some(|it, composer| by(&it.worker_id, &it.provenance.recorded_by, composer)),
    most: 4,
};

pub(in crate::assemble) const CONTACTS: Latest<Contact> = Latest {
    name: "contacts",
    phrase: "front-call",
    records: |records| &records.contacts,
    at: |it| &it.contacted,
    belongs: |_| true,
    by: Some(|it, composer| by(&Recorded::NotCarried, &it.provenance.recorded_by, composer)),
    most: 3,
};

pub(in crate::assemble) const MISSING: Latest<MissingEpisode> = Latest {
    name: "missing",
    phrase: "front-missing",
    records: |records| &records.missing_episodes,
    at: |it| &it.missing_from,
    belongs: |_| true,
    by: None,
    most: 3,
};

pub(in crate::assemble) const TIES: Latest<Network> = Latest {
    name: "ties",
    phrase: "front-tie",
    records: |records| &records.networks,
    at: |it| &it.as_at,
    belongs: |_| true,
    by: None,
    most: 8,
};
