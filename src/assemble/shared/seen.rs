//! Whether the child of a case was seen at a visit, and how.

use chrono::NaiveDate;

use crate::diagram::visits::Seen;
use crate::model::records::Visit;
use crate::model::{Case, Recorded, When};

/// How a visit went for the child of the case. Where several children were visited, the list of those
/// seen says more than the one answer for all.
pub fn how(case: &Case, visit: &Visit) -> Seen {
    if visit.no_reply.value() == Some(&true) {
        return Seen::NobodyHome;
    }
    let listed = is_listed(case, visit);
    match (listed.or(visit.seen.value().copied()), &visit.seen_alone) {
        (Some(true), Recorded::Value(true)) => Seen::Alone,
        (Some(true), _) => Seen::WithOthers,
        (Some(false), _) => Seen::NotSeen,
        (None, _) => Seen::NotRecorded,
    }
}

/// Whether the child of the case is among the children seen; none where that list is not recorded.
pub fn is_listed(case: &Case, visit: &Visit) -> Option<bool> {
    let child = case.child()?;
    let seen = visit.children_seen.value()?;
    Some(seen.0.iter().any(|id| id.0 == child.entry.key))
}

/// The visits up to a day, each with how it went, in order of date.
pub fn visits(case: &Case, until: NaiveDate) -> Vec<(NaiveDate, Seen, &Visit)> {
    let dated = case.records.visits.iter().filter_map(|visit| {
        let day = visit.visited.value()?.earliest();
        (day <= until).then_some((day, how(case, visit), visit))
    });
    let mut visits: Vec<_> = dated.collect();
    visits.sort_by_key(|(_, _, it)| (it.visited.value().map(When::order), it.entry.clone()));
    visits
}

/// When the child was last seen at a visit in one of these ways, up to a day.
pub fn last(case: &Case, ways: &[Seen], until: NaiveDate) -> Option<NaiveDate> {
    let visits = case.records.visits.iter();
    let seen = visits.filter(|it| ways.contains(&how(case, it)));
    let days = seen.filter_map(|it| it.visited.value()).map(When::earliest);
    days.filter(|day| *day <= until).max()
}
