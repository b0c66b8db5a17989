//! Decisions to withhold that would change nothing, as what they name cannot be taken out by them: a person, a worker, a
//! case, or a field that holds no words. They are refused, for nobody would notice what was released with them.

use super::decisions::Decisions;
use super::details::Detail;
use super::passages;
use super::restricted;
use super::review::{About, Review};
use crate::disclose::restrictions::Part;
use crate::model::EntryId;
use crate::model::declare::plain_key;

/// The rows of such decisions, each with the record: of restrictions, and of whole records that somebody added.
pub(super) fn without(review: &Review, decisions: &Decisions) -> Vec<(String, EntryId)> {
    let mut idle = Vec::new();
    for held in &review.held {
        let decided = decisions.of(&held.row);
        if !decided.is_some_and(|it| it.outcome.is_withheld()) {
            continue;
        }
        for (entry, about) in &review.records {
            let is_of = restricted::is_of(held, entry);
            if is_of && !has(review, decisions, (entry, about, &held.part)) {
                idle.push((held.row.clone(), entry.clone()));
            }
        }
    }
    let added = decisions.added.iter();
    for added in added.filter(|it| it.words.is_empty() && it.decided.outcome.is_withheld()) {
        let about = &review.records[&added.entry];
        if !has(review, decisions, (&added.entry, about, &Part::Whole)) {
            idle.push((added.decided.row.clone(), added.entry.clone()));
        }
    }
    idle
}

/// Whether withholding a part of a record changes it, or what the part holds is withheld with the person.
fn has(
    review: &Review,
    decisions: &Decisions,
    (entry, about, part): (&EntryId, &About, &Part),
) -> bool {
    let goes = !matches!(&*entry.record, "person" | "worker" | "case");
    let with_person = |detail| is_withheld(review, decisions, (entry, detail));
    match part {
        Part::Whole => goes || with_person(Detail::Name),
        Part::Field(field) => {
            let plain = plain_key(field);
            let mut own = review.passages.iter().filter(|it| it.entry == *entry);
            let in_words = own.any(|it| plain_key(it.field.name) == plain);
            in_words
                || (goes && passages::is_structured(&entry.record, field))
                || with_person(detail(&plain))
        }
        Part::Words(words) => {
            goes || passages::hold(&review.passages, (entry, "", words))
                || !passages::stand(&about.words, words)
                || with_person(Detail::Name)
        }
    }
}

/// The kind of detail that a field of a person holds.
fn detail(field: &str) -> Detail {
    match field {
        "name" | "knownas" | "formernames" | "workername" => Detail::Name,
        "born" | "expected" | "died" => Detail::BirthDate,
        _ => Detail::Facts,
    }
}

/// Whether that detail of the person or worker of a record is withheld.
fn is_withheld(
    review: &Review,
    decisions: &Decisions,
    (entry, detail): (&EntryId, Detail),
) -> bool {
    let is_worker = &*entry.record == "worker";
    if !is_worker && &*entry.record != "person" {
        return false;
    }
    let mut people = review.people.iter();
    let known = people.position(|it| *it.id == *entry.key && it.is_worker == is_worker);
    known.is_some_and(|at| decisions.of_person(review, at, detail).0.is_withheld())
}
