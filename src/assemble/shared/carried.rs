//! Which record types a layout can carry, so that "not in this export" is told from "not recorded" where
//! a case has no record of a type at all (rule 1).

use crate::model::{Case, Recorded};

/// The record types that the SSDA903 return can give; the native layout can carry every type.
const SSDA903: &[&str] = &[
    "case",
    "person",
    "identifier",
    "address",
    "worker",
    "allocation",
    "event",
    "status_period",
    "placement",
    "legal_status",
    "order",
    "missing_episode",
    "meeting",
    "adoption",
    "previous_permanence",
];

/// The absence of a record type of which a case has no record.
pub fn absence(case: &Case, record: &str) -> Recorded<()> {
    let can = |layout: &&str| *layout != "ssda903" || SSDA903.contains(&record);
    if case.layouts.iter().any(can) {
        Recorded::Empty
    } else {
        Recorded::NotCarried
    }
}
