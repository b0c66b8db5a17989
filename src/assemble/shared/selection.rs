//! What belongs in a chronology, and why the rest does not (rules 9 and 10). Every fact is either in
//! or in the list of what was left out.

use std::collections::{BTreeSet, HashMap};

use super::timeline::Fact;
use crate::model::Override;

/// Why a fact is left out; the words are terms of the wording, under `left_out.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The recorder's own opinion or judgement.
    Opinion,
    /// The record says that it does not belong.
    Flagged,
    /// The working copy takes it out.
    TakenOut,
    /// A routine visit, call or task, or another kind that is not significant.
    Routine,
    /// Told in the entry of what follows on the same day.
    ToldElsewhere,
    /// After the end of what the document tells.
    Later,
}

impl Reason {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Opinion => "left_out.opinion",
            Self::Flagged => "left_out.flagged",
            Self::TakenOut => "left_out.taken_out",
            Self::Routine => "left_out.routine",
            Self::ToldElsewhere => "left_out.told_elsewhere",
            Self::Later => "left_out.later",
        }
    }
}

/// Whether a fact belongs.
///
/// # Errors
/// Why it does not.
pub fn belongs(
    fact: &Fact,
    edit: Option<&Override>,
    significant: &BTreeSet<String>,
) -> Result<(), Reason> {
    let own = by_record(fact, significant);
    match edit.and_then(|edit| edit.belongs) {
        Some(true) => Ok(()),
        Some(false) if own.is_ok() => Err(Reason::TakenOut),
        _ => own,
    }
}

/// What the record and the settings say, before any working copy.
fn by_record(fact: &Fact, significant: &BTreeSet<String>) -> Result<(), Reason> {
    if fact.is_opinion() {
        return Err(Reason::Opinion);
    }
    match fact.provenance.in_chronology.value() {
        Some(true) => Ok(()),
        Some(false) => Err(Reason::Flagged),
        None if significant.contains(fact.category.word()) => Ok(()),
        None => Err(Reason::Routine),
    }
}

/// The ends of placements, statuses and schools that the beginning of the next one tells. An end that
/// says why is told for itself.
pub fn told_by_next(facts: &[Fact]) -> BTreeSet<usize> {
    let mut begun: HashMap<_, Vec<&str>> = HashMap::new();
    for fact in facts.iter().filter(|fact| &*fact.entry.facet == "began") {
        let keys = begun.entry((&*fact.entry.record, fact.when.start));
        keys.or_default().push(&fact.entry.key);
    }
    let is_told = |end: &Fact| {
        let next = begun.get(&(&*end.entry.record, end.when.start));
        let mut next = next.into_iter().flatten();
        &*end.entry.facet == "ended" && !end.says_why && next.any(|key| **key != *end.entry.key)
    };
    let told = facts.iter().enumerate().filter(|(_, fact)| is_told(fact));
    told.map(|(index, _)| index).collect()
}
