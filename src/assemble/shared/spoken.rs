//! Whose the words of a child are that a record holds: a visit may be to several children.

use super::seen;
use super::timeline::Fact;
use crate::model::Case;
use crate::model::records::Visit;

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
    let others = visit.is_some_and(|it| seen::is_listed(case, it) == Some(false));
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
