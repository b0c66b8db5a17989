//! Each field of each visit (Northamptonshire 5.2; Kent's purposeful recording template).

use super::rule;
use crate::assemble::record_audit::answers::{any, given};
use crate::assemble::record_audit::{Rule, Severity};

pub(super) const VENUE: Rule = rule("visit-venue", Severity::Medium, &["visit"], |at| {
    at.visits(|it| given(&it.venue))
});

pub(super) const SEEN: Rule = rule("visit-seen", Severity::High, &["visit"], |at| {
    at.visits(|it| any([given(&it.seen), given(&it.children_seen)]))
});

pub(super) const NOT_SEEN_REASON: Rule =
    rule("visit-not-seen-reason", Severity::High, &["visit"], |at| {
        at.visits(|it| given(&it.not_seen_reason).where_asked(at.was_seen(it) == Some(false)))
    });
