//! How records are written (Northamptonshire 10 and 11; Kent's key points): plain words, no judging ones, no
//! opinion told as fact, nothing copied, and no other child's name.

use super::rule;
use crate::assemble::record_audit::answers::{Answer, Answers, Filler, lacking_as};
use crate::assemble::record_audit::examined::Examined;
use crate::assemble::record_audit::{Rule, Severity};
use crate::model::{Record, When};

pub(super) const SHORT_FORMS: Rule = rule("short-forms", Severity::Low, &[], |at| {
    at.reading().short_forms.clone()
});

pub(super) const PREJUDICIAL: Rule = rule("wording-judging", Severity::Medium, &[], |at| {
    at.reading().prejudicial.clone()
});

pub(super) const VAGUE: Rule = rule("wording-vague", Severity::Low, &[], |at| {
    at.reading().vague.clone()
});

pub(super) const OPINION: Rule = rule("opinion-as-fact", Severity::Medium, &["event"], |at| {
    at.reading().opinion.clone()
});

pub(super) const OTHER_CHILDREN: Rule = rule("other-children", Severity::High, &[], |at| {
    at.reading().other_children.clone()
});

pub(super) const COPIED: Rule = rule("copied-notes", Severity::Medium, &[], |at| {
    let records = &at.case.records;
    copies(at, &records.visits)
        .and(copies(at, &records.contacts))
        .and(copies(at, &records.events))
});

/// Which records are nearly copies of earlier ones, whether of this child or of another.
fn copies<'a, R: Record>(at: &Examined<'a>, records: &'a [R]) -> Answers {
    at.each(records, |it| {
        let Some(copied) = at.background.copied(it.entry()) else {
            return Answer::Kept;
        };
        let form = match (copied.is_of_another, copied.when) {
            (true, _) => lacking_as("other"),
            (false, Some(_)) => lacking_as("own"),
            (false, None) => lacking_as("undated"),
        };
        let dated = |answer: Answer, when: When| answer.with("date", Filler::Date(when));
        let said = form.with("record", Filler::Record(copied.of.clone()));
        match copied.when {
            Some(when) => dated(said, when),
            None => said,
        }
    })
}
