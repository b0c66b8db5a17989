//! Whether the child of a case was seen at a visit, and whether words on record are theirs: a visit may be
//! to several children.

use chrono::NaiveDate;

use super::timeline::Fact;
use crate::diagram::visits::Seen;
use crate::model::records::Visit;
use crate::model::{Case, Recorded, When};

/// How a visit went for the child of the case. Where several children were visited, the list of those
/// seen says more than the one answer for all.
pub fn how(case: &Case, visit: &Visit) -> Seen {
    if visit.no_reply.value() == Some(&true) {
        return Seen::NobodyHome;
    }
    let listed = was_seen(case, visit);
    match (listed.or(visit.seen.value().copied()), &visit.seen_alone) {
        (Some(true), Recorded::Value(true)) => Seen::Alone,
        (Some(true), _) => Seen::WithOthers,
        (Some(false), _) => Seen::NotSeen,
        (None, _) => Seen::NotRecorded,
    }
}

/// Whether the child of the case is among the children seen; none where that list is not recorded.
pub fn was_seen(case: &Case, visit: &Visit) -> Option<bool> {
    let child = case.child()?;
    let seen = visit.children_seen.value()?;
    Some(seen.0.iter().any(|id| id.0 == child.entry.key))
}

/// When the child was last seen at a visit, up to a day.
pub fn last_seen(case: &Case, until: NaiveDate) -> Option<NaiveDate> {
    let visits = case.records.visits.iter();
    let seen = visits.filter(|it| matches!(how(case, it), Seen::Alone | Seen::WithOthers));
    let days = seen.filter_map(|it| it.visited.value()).map(When::earliest);
    days.filter(|day| *day <= until).max()
}

/// Whose the words of a child are that a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The child's of the case.
    Child,
    /// One of several children's; which of them is not recorded.
    OneOfSeveral,
}

/// Whose the child's words of a fact are; none where it holds none, or another child's. Words of a visit
/// at which only other children were seen are theirs.
pub fn speaker(case: &Case, fact: &Fact) -> Option<Speaker> {
    fact.provenance.child_words.value()?;
    let visit = visit_of(case, fact);
    let others = visit.is_some_and(|it| was_seen(case, it) == Some(false));
    match (fact.is_shared, others) {
        (true, true) => None,
        (true, false) if !is_of_one(visit) => Some(Speaker::OneOfSeveral),
        _ => Some(Speaker::Child),
    }
}

fn is_of_one(visit: Option<&Visit>) -> bool {
    let seen = visit.and_then(|it| it.children_seen.value());
    seen.is_some_and(|ids| ids.0.len() == 1)
}

fn visit_of<'a>(case: &'a Case, fact: &Fact) -> Option<&'a Visit> {
    let mut visits = case.records.visits.iter();
    visits.find(|it| it.entry == fact.entry)
}
