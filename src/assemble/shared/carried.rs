//! "Not in this export" told from "not recorded" where a case has no record of a type at all (rule 1).

use crate::model::{Case, Recorded};

/// The absence of a record type of which a case has no record: not recorded where the export has a table
/// that could carry it, else not in this export.
pub fn absence(case: &Case, record: &str) -> Recorded<()> {
    if case.carried.contains(record) {
        Recorded::Empty
    } else {
        Recorded::NotCarried
    }
}
