//! What people decided, read from the review's rows, and held to what a release needs: nothing undecided, every
//! withholding with a ground, a person and a date, and a second pair of eyes where the setting asks (rules 23 to 32).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::candidates::Candidate;
use super::classes::Class;
use super::details::Detail;
use super::finds::{Doubt, Find};
use super::grounds::{Ground, Grounds};
use super::request::Request;
use super::review::{Review, candidate_row, person_row, word_row};
use super::rows::{Outcome, Sheet};
use crate::issue::Origin;
use crate::model::EntryId;

/// A row as it came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The sheet.
    pub sheet: Sheet,
    /// The row's name; empty for a row that somebody added.
    pub id: String,
    /// The record, for a row that somebody added.
    pub record: String,
    /// The field, for the same; empty for every field.
    pub field: String,
    /// The quoted words, for the same; empty for the whole record.
    pub words: String,
    /// The digest that the row had when it was written.
    pub digest: String,
    /// The decision.
    pub decision: String,
    /// The ground.
    pub ground: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// Who looked a second time.
    pub second_by: String,
    /// When.
    pub second_on: Option<NaiveDate>,
    /// Whom somebody consulted: the originator, a health professional.
    pub consulted: String,
    /// When they said so.
    pub consulted_on: Option<NaiveDate>,
    /// The reason in words to the person, or what is to be known.
    pub reason: String,
    /// Where the row stands.
    pub origin: Origin,
}

/// A decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The row's name.
    pub row: String,
    /// What was decided.
    pub outcome: Outcome,
    /// The ground, where something is withheld.
    pub ground: Option<Ground>,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// Who looked a second time, and when.
    pub second: Option<(String, NaiveDate)>,
    /// Whom somebody consulted.
    pub consulted: String,
    /// The reason in words to the person: the row's own, else the ground's; or what is to be known.
    pub reason: String,
}

/// Words that somebody added by hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Added {
    pub entry: EntryId,
    pub field: String,
    pub words: String,
    pub decided: Decided,
}

/// Everything that was decided.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    pub(super) by_row: BTreeMap<String, Decided>,
    pub(super) added: Vec<Added>,
}

/// What an authority demands of decisions.
pub struct Demands<'a> {
    /// The request.
    pub request: &'a Request,
    /// The grounds.
    pub grounds: &'a Grounds,
    /// Whether every withholding needs a second reviewer, or only harm, health and silent gaps and a sample.
    pub second_review_of_all: bool,
    /// Of how many other withholdings one is in the sample; 0 for none.
    pub sample_one_in: u32,
    /// Rows of cases that are excluded by now.
    pub moot: &'a BTreeSet<String>,
}

impl Decisions {
    /// The decision of a row.
    pub fn of(&self, row: &str) -> Option<&Decided> {
        self.by_row.get(row)
    }

    /// The same with every proposal taken as decided, and withheld what nobody has said anything of: what a release
    /// would look like at most.
    pub fn as_proposed(&self, review: &Review) -> Self {
        let mut all = self.clone();
        for row in review
            .rows
            .iter()
            .filter(|row| row.sheet != Sheet::Request && row.must)
        {
            let outcome = row.proposal.unwrap_or(Outcome::Withhold);
            all.by_row.entry(row.id.clone()).or_insert_with(|| Decided {
                row: row.id.clone(),
                outcome,
                ground: None,
                by: String::new(),
                on: None,
                second: None,
                consulted: String::new(),
                reason: String::new(),
            });
        }
        all
    }

    /// What holds for a person's detail: the row's own decision, else the name's where that is withheld, else the
    /// proposal.
    pub(super) fn of_person(
        &self,
        review: &Review,
        who: usize,
        detail: Detail,
    ) -> (Outcome, Option<&Decided>) {
        let known = &review.people[who];
        if known.is_subject {
            return (Outcome::Keep, None);
        }
        if let Some(decided) = self.of(&person_row(known, detail)) {
            return (decided.outcome, Some(decided));
        }
        let name = self.of(&person_row(known, Detail::Name));
        match name.filter(|name| name.outcome.is_withheld()) {
            Some(name) => (name.outcome, Some(name)),
            None => (known.proposed(detail).0, None),
        }
    }

    /// What holds for a place: its own decision, else what all agree on who can be meant; none where nobody has
    /// said.
    pub(super) fn of_place(
        &self,
        review: &Review,
        find: &Find,
        row: &str,
    ) -> Option<(Outcome, Option<&Decided>)> {
        if let Some(decided) = self.of(row) {
            return Some((decided.outcome, Some(decided)));
        }
        // A surname that the subject shares is theirs to know (rule 32).
        if find.who.iter().any(|who| review.people[*who].is_subject) {
            return Some((Outcome::Keep, None));
        }
        let each = || {
            let who = find.who.iter();
            who.map(|who| self.of_person(review, *who, find.detail))
        };
        let first = each().next()?;
        let agreed = each().all(|(outcome, _)| outcome == first.0);
        let any_kept = each().any(|(outcome, _)| outcome == Outcome::Keep);
        match find.doubt {
            Some(Doubt::Month) => Some((Outcome::Keep, None)),
            _ if agreed && any_kept => Some(first),
            // The street of somebody who may be told is known by them (rule 32).
            Some(Doubt::Street) if any_kept => Some((Outcome::Keep, None)),
            Some(Doubt::Street) | None => agreed.then_some(first),
            Some(_) => self.of_word(review, find),
        }
    }

    /// What holds for an ordinary word that is decided once for many places.
    fn of_word(&self, review: &Review, find: &Find) -> Option<(Outcome, Option<&Decided>)> {
        let decided = self.of(&review.word_row(find)?)?;
        Some((decided.outcome, Some(decided)))
    }

    /// What holds for a record of a class: its own decision, else its kind's.
    pub(super) fn of_class(&self, entry: &EntryId, class: Class) -> Option<&Decided> {
        let own = self.of(&format!("record:{entry}"));
        own.or_else(|| self.of(&format!("kind:{}", class.name())))
    }

    /// What holds for a capitalised word: as a part of a body's name what was decided of that, else of the word.
    pub(super) fn of_candidate(&self, candidate: &Candidate) -> Option<&Decided> {
        let own = self.of(&candidate_row(candidate));
        own.or_else(|| self.of(&word_row(&candidate.words)))
    }
}
