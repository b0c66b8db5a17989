//! A working copy's edits applied to the facts they are about, and the digest by which it is seen
//! that a record has changed since the working copy was made (rule 19).

use super::timeline::Fact;
use crate::digest::Parts;
use crate::issue::{Issue, Origin};
use crate::model::{Case, Override, Recorded, Text};

/// The edit of a case's own working copy that is about a fact.
pub fn edit_of<'a>(fact: &Fact, case: &'a Case) -> Option<&'a Override> {
    case.overrides.iter().find(|edit| edit.entry == fact.entry)
}

/// The fact as the working copy has it.
pub fn edited(mut fact: Fact, edit: Option<&Override>) -> Fact {
    let Some(edit) = edit else { return fact };
    if let Some(order) = edit.order_in_day {
        fact.provenance.order_in_day = Recorded::Value(order);
    }
    // A cell given back as it was printed is no edit.
    let recorded = fact.provenance.document_reference.value();
    if let Some(reference) = edit
        .document_reference
        .as_ref()
        .filter(|it| recorded != Some(it))
    {
        fact.reference = Some(reference.clone());
        fact.provenance.document_reference = Recorded::Value(reference.clone());
    }
    if let Some(key) = edit.key_incident {
        fact.provenance.key_incident = Recorded::Value(key);
    }
    if let Some(wording) = &edit.court_wording {
        fact.provenance.court_wording = Recorded::Value(wording.clone());
    }
    if let Some(positions) = &edit.positions {
        fact.provenance.disputed = Recorded::Value(true);
        fact.provenance.dispute = Recorded::Value(positions.clone());
    }
    fact
}

/// A digest of the words of an entry, by which a later change of the record is seen.
pub fn digest(fact: &Fact) -> String {
    let mut digest = Parts::default();
    let mut add = |part: &str| digest.add(part);
    add(&format!("{:?}{:?}", fact.when, fact.until));
    add(fact.category.word());
    add(&fact.sentence.to_string());
    add(&fact.source.to_string());
    for words in [
        fact.heading.as_ref(),
        fact.reference.as_ref(),
        fact.outcome(),
    ] {
        add(&words.map(Text::to_string).unwrap_or_default());
    }
    let provenance = &fact.provenance;
    for words in [
        &provenance.child_words,
        &provenance.dispute,
        &provenance.court_wording,
    ] {
        add(&words.value().map(Text::to_string).unwrap_or_default());
    }
    digest.hex()[..16].to_owned()
}

/// The record changed after the working copy was made.
pub fn changed_since(edit: &Override, origins: &[Origin]) -> Issue {
    Issue::warning(
        "CB0601",
        "the record has changed since the working copy was made; the edit was not used",
    )
    .at(edit.origin.clone())
    .at_all(origins)
    .hint("Look at the entry in the new working copy and make the edit again if it still holds.")
}

/// The record is gone.
pub fn gone_since(edit: &Override) -> Issue {
    Issue::warning(
        "CB0602",
        "the working copy edits an entry that is no longer in the export",
    )
    .at(edit.origin.clone())
    .hint("Nothing was lost by it; take the row out of the working copy.")
}
