//! Who belongs to a child: those of whom a relationship tells, their parents' other children, and those who
//! ever lived in one household with them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Case, Id, Recorded};

/// The ids of the child and of all who belong to them, near and far: whom relationships join, step by step, is
/// family, and so is who shared a home.
pub(super) fn of(case: &Case) -> BTreeSet<Arc<str>> {
    let mut kin: BTreeSet<Arc<str>> = BTreeSet::new();
    let Some(child) = case.child() else {
        return kin;
    };
    kin.insert(child.entry.key.clone());
    kin.extend(housemates(case, &child.entry.key));
    let relations = &case.records.relationships;
    loop {
        let before = kin.len();
        for it in relations {
            let (Some(one), Some(other)) = (id(&it.person_id), id(&it.other_person_id)) else {
                continue;
            };
            if kin.contains(one) || kin.contains(other) {
                kin.insert(one.clone());
                kin.insert(other.clone());
            }
        }
        if kin.len() == before {
            return kin;
        }
    }
}

/// Who lived where the child lives or lived.
fn housemates(case: &Case, child: &str) -> Vec<Arc<str>> {
    let stays = &case.records.households;
    let own = stays
        .iter()
        .filter(|it| id(&it.person_id).is_some_and(|id| **id == *child));
    let homes: BTreeSet<&Arc<str>> = own.filter_map(|it| id(&it.household_id)).collect();
    let shared = stays
        .iter()
        .filter(|it| id(&it.household_id).is_some_and(|id| homes.contains(id)));
    shared.filter_map(|it| id(&it.person_id).cloned()).collect()
}

fn id(of: &Recorded<Id>) -> Option<&Arc<str>> {
    of.value().map(|id| &id.0)
}
