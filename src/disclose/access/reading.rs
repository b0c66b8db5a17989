//! Reads the rows of a review that came back, and holds them to what a release needs: nothing undecided, every
//! withholding with a ground, a person and a date, and a second pair of eyes where the setting asks.

use std::collections::BTreeMap;

use super::classes::Class;
use super::decisions::{Added, Decided, Decisions, Demands, Given};
use super::effect;
use super::open::open;
use super::passages;
use super::review::Review;
use super::rows::{Matter, Outcome, Row, Sheet, Why};
use crate::digest::sha256;
use crate::issue::{Issue, Origin};
use crate::model::EntryId;

/// For how many days a health professional's opinion holds: six months.
const OPINION_DAYS: i64 = 183;

/// Holds the rows that came back to what a release needs.
///
/// # Errors
/// Every row that is not decided as it must be, at its place.
pub fn decided(
    review: &Review,
    given: &[Given],
    demands: &Demands<'_>,
) -> Result<Decisions, Vec<Issue>> {
    let mut reading = Reading::of(review, demands);
    given.iter().for_each(|each| reading.take(each));
    reading.blocked(given);
    reading.without_effect(given);
    if reading.issues.is_empty() {
        Ok(reading.decisions)
    } else {
        Err(reading.issues)
    }
}

/// What was decided so far, while a review is under way: what is missing is no fault yet.
pub fn so_far(review: &Review, given: &[Given], demands: &Demands<'_>) -> Decisions {
    let mut reading = Reading::of(review, demands);
    given.iter().for_each(|each| reading.take(each));
    reading.decisions
}

struct Reading<'a> {
    review: &'a Review,
    demands: &'a Demands<'a>,
    rows: BTreeMap<&'a str, &'a Row>,
    decisions: Decisions,
    issues: Vec<Issue>,
}

impl<'a> Reading<'a> {
    fn of(review: &'a Review, demands: &'a Demands<'a>) -> Self {
        Self {
            review,
            demands,
            rows: review
                .rows
                .iter()
                .map(|row| (row.id.as_str(), row))
                .collect(),
            decisions: Decisions::default(),
            issues: Vec::new(),
        }
    }

    fn take(&mut self, given: &Given) {
        if given.id.is_empty() {
            return self.add(given);
        }
        if given.decision.trim().is_empty() {
            return;
        }
        match self.rows.get(given.id.as_str()).copied() {
            Some(row) => self.take_row(given, row),
            // A relaxation is told from the decisions, not from the record.
            None if given.sheet == Sheet::Relaxations => self.accept(given),
            None if self.demands.moot.contains(&given.id) => {}
            None => self.issues.push(unknown(given)),
        }
    }

    fn take_row(&mut self, given: &Given, row: &Row) {
        if let Some(issue) = refused(given, row) {
            return self.issues.push(issue);
        }
        let Some(decided) = self.outcome(given) else {
            return;
        };
        self.demand(given, Some(row), &decided);
        let before = self.decisions.by_row.insert(given.id.clone(), decided);
        if before.is_some() {
            let issue = fault(given, "CB1205", "the row stands twice");
            self.issues.push(issue.hint("Take one of the two out."));
        }
    }

    fn accept(&mut self, given: &Given) {
        if let Some(decided) = self.outcome(given) {
            self.demand(given, None, &decided);
            self.decisions.by_row.insert(given.id.clone(), decided);
        }
    }

    /// The decision of a row, as far as its words can be read.
    fn outcome(&mut self, given: &Given) -> Option<Decided> {
        let Some(outcome) = Outcome::of(&given.decision, given.sheet) else {
            let words: Vec<&str> = given.sheet.outcomes().iter().map(|it| it.word()).collect();
            let issue = fault(
                given,
                "CB1206",
                "the decision is none that the sheet admits",
            );
            self.issues
                .push(issue.hint(format!("Choose from the list: {}.", words.join(", "))));
            return None;
        };
        let requester = self.demands.request.requester;
        let ground = self
            .demands
            .grounds
            .named(&given.ground, requester)
            .cloned();
        let reason = match (&ground, given.reason.trim()) {
            (Some(ground), "") => ground.reason.clone(),
            (_, own) => own.to_owned(),
        };
        let second = given
            .second_on
            .map(|on| (given.second_by.trim().to_owned(), on));
        Some(Decided {
            row: given.id.clone(),
            outcome,
            ground,
            by: given.by.trim().to_owned(),
            on: given.on,
            second: second.filter(|(by, _)| !by.is_empty()),
            consulted: given.consulted.trim().to_owned(),
            reason,
        })
    }

    /// Who, when and why, as far as the outcome needs it.
    fn demand(&mut self, given: &Given, row: Option<&Row>, decided: &Decided) {
        let mut lacks: Vec<&str> = Vec::new();
        if decided.by.is_empty() {
            lacks.push("who decided");
        }
        if decided.on.is_none() {
            lacks.push("the date of the decision");
        }
        match decided.outcome {
            Outcome::Withhold | Outcome::Silent if decided.ground.is_none() => {
                lacks.push("a ground from the list")
            }
            Outcome::Withhold if decided.reason.is_empty() => {
                lacks.push("the reason in words to the person")
            }
            Outcome::Lift if decided.consulted.is_empty() => {
                lacks.push("whom of the originators was consulted")
            }
            Outcome::Supplied if decided.reason.is_empty() => {
                lacks.push("when and how it is supplied")
            }
            Outcome::Accept | Outcome::Known if decided.reason.is_empty() => {
                lacks.push("words in the last column")
            }
            _ => {}
        }
        if let Some(row) = row {
            lacks.extend(self.health_opinion(given, row, decided));
        }
        if self.needs_second(&given.id, decided) && decided.second.is_none() {
            lacks.push("a second reviewer and the date");
        }
        if decided
            .second
            .as_ref()
            .is_some_and(|(by, _)| by.eq_ignore_ascii_case(&decided.by))
        {
            lacks.push("a second reviewer who is somebody else");
        }
        if !lacks.is_empty() {
            let message = format!("row {} lacks {}", given.id, lacks.join(", "));
            self.issues
                .push(fault(given, "CB1207", &message).hint("Fill in the columns of the row."));
        }
    }

    /// Rule 26: an opinion on harm by a health professional, less than six months old, for disclosing too.
    fn health_opinion(&self, given: &Given, row: &Row, decided: &Decided) -> Option<&'static str> {
        let of_health = matches!(
            row.matter,
            Matter::Class(Class::Health) | Matter::OfClass(Class::Health)
        );
        if !of_health || decided.outcome == Outcome::KeepSeen {
            return None;
        }
        let as_at = self.demands.request.as_at;
        let fresh = given
            .consulted_on
            .is_some_and(|on| (0..=OPINION_DAYS).contains(&(as_at - on).num_days()));
        (!fresh || decided.consulted.is_empty()).then_some(
            "the opinion of a health professional of the last six months (or: keep, already seen)",
        )
    }

    /// Rule 27: harm, health and silent gaps always, and a sample of the rest; or all.
    fn needs_second(&self, row: &str, decided: &Decided) -> bool {
        if !decided.outcome.is_withheld() {
            return false;
        }
        let grave = decided
            .ground
            .as_ref()
            .is_some_and(|ground| ground.second_review);
        let one_in = self.demands.sample_one_in;
        let drawn = || {
            let digest = sha256(row.as_bytes());
            let number = u32::from_str_radix(&digest[..7], 16).unwrap_or_default();
            one_in > 0 && number.is_multiple_of(one_in)
        };
        self.demands.second_review_of_all || grave || decided.outcome == Outcome::Silent || drawn()
    }

    /// A row that somebody added: quoted words of a record, or the whole of it.
    fn add(&mut self, given: &Given) {
        let entry = match self.added(given) {
            Ok(entry) => entry,
            Err(issue) => return self.issues.push(issue),
        };
        let (field, words) = (given.field.trim(), given.words.trim());
        let name = sha256(format!("{entry}|{}|{words}", given.field).as_bytes());
        let given = Given {
            id: format!("added:{entry}/{}", &name[..8]),
            ..given.clone()
        };
        if let Some(decided) = self.outcome(&given) {
            self.demand(&given, None, &decided);
            self.decisions.added.push(Added {
                entry,
                field: field.to_owned(),
                words: words.to_owned(),
                decided,
            });
        }
    }

    /// The record of an added row, where its words stand in it and can be taken out.
    fn added(&self, given: &Given) -> Result<EntryId, Issue> {
        let named = EntryId::parse(given.record.trim());
        let known = named.and_then(|entry| Some((self.review.records.get(&entry)?, entry)));
        let Some((about, entry)) = known else {
            let issue = fault(
                given,
                "CB1208",
                "the added row names no record of this review",
            );
            let hint = "Give the record as type:id, as the column Record has it in other rows.";
            return Err(issue.hint(hint));
        };
        let words = given.words.trim();
        if words.is_empty() {
            return Ok(entry);
        }
        if !passages::stand(&about.words, words) {
            let message = "the quoted words of the added row do not stand in that record";
            let issue = fault(given, "CB1209", message);
            return Err(issue.hint("Quote the words as the record has them."));
        }
        let place = (&entry, given.field.trim(), words);
        if !passages::hold(&self.review.passages, place) {
            let message =
                "the quoted words of the added row cannot be taken out of that record alone";
            let hint = "Leave Quoted words empty to withhold the whole record, or decide for the person on the sheet People. Where a field is named, see that it is the one that holds the words.";
            return Err(fault(given, "CB1230", message).hint(hint));
        }
        Ok(entry)
    }

    /// What blocks the release: rows that must be decided and are not.
    fn blocked(&mut self, given: &[Given]) {
        let places: BTreeMap<&str, &Origin> = given
            .iter()
            .map(|it| (it.id.as_str(), &it.origin))
            .collect();
        let open = open(self.review, &self.decisions);
        let issues = open.into_iter().map(|row| {
            let issue = Issue::error("CB1210", format!("row {} is not decided", row.id));
            let issue = match places.get(row.id.as_str()) {
                Some(origin) => issue.at((*origin).clone()).hint("Choose a decision; say who decided, when, and why."),
                None => issue.hint("The row is missing. Run access prepare --again; it writes the sheet anew and keeps what was decided."),
            };
            let origin = row.place.as_ref().and_then(|place| place.origin.clone());
            origin.into_iter().fold(issue, Issue::at)
        });
        self.issues.extend(issues.collect::<Vec<_>>());
    }

    /// What would be released as it stands, though somebody decided to withhold it.
    fn without_effect(&mut self, given: &[Given]) {
        for (row, entry) in effect::without(self.review, &self.decisions) {
            let is_it = |it: &&Given| match it.id.is_empty() {
                true => row.starts_with("added:") && it.record.trim() == entry.to_string(),
                false => it.id == row,
            };
            let message = format!(
                "row {row} withholds nothing: its part of {entry} cannot be taken out by it"
            );
            let issue = Issue::error("CB1231", message).hint(
                "Withhold the person on the sheet People, or add rows on the sheet Places: the record, and words quoted from it or none for the whole of it. Then choose keep here.",
            );
            let origin = given.iter().find(is_it).map(|it| it.origin.clone());
            self.issues.push(origin.into_iter().fold(issue, Issue::at));
        }
    }
}

/// Why a row cannot be decided so, where it cannot.
fn refused(given: &Given, row: &Row) -> Option<Issue> {
    let includes = given.decision.trim() == Outcome::Include.word();
    if row.why == Why::AcrossAdoption && includes {
        let message = "a case across an adoption is never joined with this one";
        let hint = "Adoption records have a route of their own (Access to Birth Records).";
        return Some(fault(given, "CB1211", message).hint(hint));
    }
    let changed = row.digest != given.digest;
    changed.then(|| {
        let message = "the record has changed since the row was written";
        let hint = "Run access prepare --again; the row is then to be decided anew.";
        fault(given, "CB1204", message).hint(hint)
    })
}

fn unknown(given: &Given) -> Issue {
    let hint = "Leave the column Row as it is. Where the export has changed, run access prepare --again first.";
    fault(given, "CB1203", "this row is none of this review").hint(hint)
}

fn fault(given: &Given, code: &str, message: &str) -> Issue {
    Issue::error(code, message).at(given.origin.clone())
}
