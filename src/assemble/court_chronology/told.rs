//! What another entry of the same day tells already. A court chronology is shorter than that of the file
//! (rule 15), and six records of one move are one event to a judge; each can be put back.

use std::collections::BTreeSet;

use super::entries::Entry;
use crate::assemble::shared::timeline::Fact;
use crate::model::codes::{Category, StatusKind};
use crate::model::records::Household;
use crate::model::{Case, Text};

/// Marks the entries that another one of the same day and of the same children tells.
pub fn mark(entries: &mut [Entry]) {
    let told: Vec<bool> = entries
        .iter()
        .map(|entry| entries.iter().any(|other| tells(other, entry)))
        .collect();
    for (entry, told) in entries.iter_mut().zip(told) {
        entry.is_told_elsewhere |= told;
    }
}

/// What an entry's record is about, as far as another record could tell the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// A child of the proceedings came to a household or left it.
    Moved {
        /// Nobody else did, on that day.
        alone: bool,
    },
    /// Being looked after began or ended.
    LookedAfter,
    /// A legal status, in the recorded words.
    LegalStatus(String),
    /// An order, in the recorded words.
    Order(String),
    /// Anything else.
    Other,
}

impl Topic {
    /// The topic of a fact of a case.
    pub fn of(fact: &Fact, case: &Case, children: &BTreeSet<&str>) -> Self {
        let (records, key) = (&case.records, &fact.entry.key);
        match &*fact.entry.record {
            "household" => {
                let movers = movers(fact, case);
                match movers.is_disjoint(children) {
                    true => Self::Other,
                    false => Self::Moved {
                        alone: movers.is_subset(children),
                    },
                }
            }
            "status_period" => {
                let mut periods = records.status_periods.iter();
                let period = periods.find(|it| it.entry.key == *key);
                match period.and_then(|it| it.status.value()) {
                    Some(StatusKind::LookedAfter) => Self::LookedAfter,
                    _ => Self::Other,
                }
            }
            "legal_status" => {
                let mut statuses = records.legal_statuses.iter();
                let status = statuses.find(|it| it.entry.key == *key);
                plain(status.and_then(|it| it.legal_status.value()))
                    .map_or(Self::Other, Self::LegalStatus)
            }
            "order" => {
                let mut orders = records.orders.iter();
                let order = orders.find(|it| it.entry.key == *key);
                plain(order.and_then(|it| it.order_kind.value())).map_or(Self::Other, Self::Order)
            }
            _ => Self::Other,
        }
    }
}

fn plain(words: Option<&Text>) -> Option<String> {
    words.map(|words| words.shown().trim().to_lowercase())
}

/// Everybody who came to or left the same household on the same day.
fn movers<'a>(fact: &Fact, case: &'a Case) -> BTreeSet<&'a str> {
    let stays = &case.records.households;
    let Some(own) = stays.iter().find(|stay| stay.entry.key == fact.entry.key) else {
        return BTreeSet::new();
    };
    let date = |stay: &'a Household| match &*fact.entry.facet {
        "joined" => stay.start.value(),
        _ => stay.end.value(),
    };
    let together = stays
        .iter()
        .filter(|stay| stay.household_id == own.household_id && date(stay) == Some(&fact.when));
    together
        .filter_map(|stay| stay.person_id.value())
        .map(|id| &*id.0)
        .collect()
}

/// Whether one entry tells what a record-made one would tell again.
fn tells(other: &Entry, entry: &Entry) -> bool {
    if other.fact.when.start != entry.fact.when.start || other.names == entry.names {
        return false;
    }
    let same_children = entry.children.is_subset(&other.children);
    match (&entry.topic, &other.topic, &*other.fact.entry.record) {
        // Where a child went is told by the placement.
        (Topic::Moved { alone: true }, _, "placement") => {
            !entry.children.is_disjoint(&other.children)
        }
        (Topic::Moved { .. }, _, "event") => {
            let moved = matches!(other.fact.category, Category::Move | Category::Placement);
            moved && !entry.children.is_disjoint(&other.children)
        }
        // By which right a child is looked after is told by the legal status.
        (Topic::LookedAfter, Topic::LegalStatus(_), _) => same_children,
        // What the court made is told by its order.
        (Topic::LegalStatus(status), Topic::Order(order), _) => same_children && status == order,
        // The worker's account of an event tells what the record of the same kind and day notes.
        (Topic::Other, _, "event") => {
            let of_record = &*entry.fact.entry.record != "event";
            of_record && same_children && tells_kind(other, &entry.fact.category)
        }
        _ => false,
    }
}

/// Whether an event tells a record of that kind: those of law and of the household are always told.
fn tells_kind(event: &Entry, kind: &Category) -> bool {
    let always = matches!(
        kind,
        Category::Order | Category::LegalStatus | Category::Referral | Category::Household
    );
    !always && event.fact.category == *kind
}
