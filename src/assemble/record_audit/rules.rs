//! The rules, in the order of their sources. Each stands in the room of its theme; its texts stand in
//! `layouts/wording/audit-rules.json` under its name.

mod visits;

use super::answers::Answers;
use super::examined::Examined;
use super::{Rule, Severity};

/// Every rule.
pub const RULES: &[Rule] = &[visits::VENUE, visits::SEEN, visits::NOT_SEEN_REASON];

const fn rule(
    id: &'static str,
    severity: Severity,
    needs: &'static [&'static str],
    find: fn(&Examined<'_>) -> Answers,
) -> Rule {
    Rule {
        id,
        severity,
        needs,
        find,
    }
}
