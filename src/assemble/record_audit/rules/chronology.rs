//! The chronology, and the balance and order of the record (Northamptonshire 1, 5.1, 5.4 and 5.5).

use chrono::Months;

use super::rule;
use crate::assemble::record_audit::answers::{
    Answer, Filler, any, given, lacking, lacking_as, own_date,
};
use crate::assemble::record_audit::examined::Examined;
use crate::assemble::record_audit::{Rule, Severity};
use crate::assemble::shared::{dates, due};
use crate::model::When;
use crate::model::codes::{Basis, Impact, Knowledge};
use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::{Household, Provenance};

/// The record types whose entries are a chronology's; routine work is none.
const TOLD: [&str; 16] = [
    "event",
    "referral",
    "status_period",
    "placement",
    "legal_status",
    "order",
    "assessment",
    "meeting",
    "missing_episode",
    "education",
    "health",
    "offence",
    "decision",
    "hearing",
    "adoption",
    "pre_proceedings",
];

/// A statutory return has no room for a chronology; the export of a case system has visits too.
const CASE_SYSTEM: &[&str] = &["event", "visit"];

/// How many months after birth a chronology has begun at birth.
const FROM_BIRTH: u32 = 12;

pub(super) const REASON: Rule = rule(
    "reason-for-involvement",
    Severity::Medium,
    &["case"],
    |at| {
        let reason = at.case.record().map(|it| given(&it.reason));
        at.of_case(reason.unwrap_or(Answer::NotAsked))
    },
);

pub(super) const ALLOCATED: Rule = rule(
    "allocated-worker",
    Severity::Medium,
    &["allocation"],
    |at| {
        let mut all = at.case.records.allocations.iter();
        let current = all.any(|it| {
            let begun = it
                .start
                .value()
                .is_none_or(|it| it.earliest() <= at.as_at());
            begun && it.end.value().is_none_or(|it| it.latest() > at.as_at())
        });
        at.of_case(Answer::of(current).where_asked(at.is_open()))
    },
);

/// Several placements, or several whole homes, at once: all but the last to begin should have ended.
pub(super) const PAST_AND_PRESENT: Rule =
    rule("past-and-present", Severity::Medium, &["case"], |at| {
        let placed = due::placement(at.case, at.as_at()).map(|it| &it.entry);
        let placements = at.each(&at.case.records.placements, |it| {
            let current = at.lasts(&it.placed, &it.placement_ended);
            let other = current && it.temporary.value() != Some(&true) && Some(&it.entry) != placed;
            Answer::of(!other)
        });
        let home = last_home(at).map(|it| &it.entry);
        placements.and(at.each(&at.case.records.households, |it| {
            let other = is_own_home(at, it) && Some(&it.entry) != home;
            Answer::of(!other)
        }))
    });

/// Of entries whose impact is recorded, from a set number of them on.
pub(super) const BALANCE: Rule = rule("balance", Severity::Medium, &["event"], |at| {
    let impacts = at.case.records.events.iter();
    let impacts: Vec<&Impact> = impacts
        .filter_map(|it| it.provenance.impact.value())
        .collect();
    let of = |wanted: Impact| {
        let mixed = |it: &Impact| *it == Impact::Mixed;
        impacts
            .iter()
            .filter(|it| ***it == wanted || mixed(it))
            .count()
    };
    let answer = match (of(Impact::Positive), of(Impact::Negative)) {
        (0, _) => lacking_as("no_good"),
        (_, 0) => lacking_as("no_bad"),
        _ => Answer::Kept,
    };
    let enough = impacts.len() >= at.manner.balance_entries.max(1);
    at.of_case(
        answer
            .with("count", Filler::Number(impacts.len()))
            .where_asked(enough),
    )
});

pub(super) const KEPT: Rule = rule("chronology-kept", Severity::High, CASE_SYSTEM, |at| {
    let mut all = told(at).into_iter();
    let last = all.rfind(|it| it.earliest() <= at.as_at());
    let months = Months::new(at.brief.chronology.gap_months);
    let since = at.as_at().checked_sub_months(months);
    let answer = match last {
        None => lacking_as("none"),
        Some(last) if since.is_some_and(|since| last.latest() < since) => {
            lacking().with("last", Filler::Date(last))
        }
        Some(_) => Answer::Kept,
    };
    at.of_case(answer.where_asked(at.is_worked_with()))
});

/// The first entry is of the first year of the child's life, or from before.
pub(super) const FROM_BIRTH_ON: Rule = rule(
    "chronology-from-birth",
    Severity::Medium,
    CASE_SYSTEM,
    |at| {
        let born = at
            .child
            .and_then(dates::birth)
            .map(|(born, _)| born.latest());
        let year = born.and_then(|it| it.checked_add_months(Months::new(FROM_BIRTH)));
        let first = told(at).into_iter().next();
        let answer = match (year, first) {
            (Some(year), Some(first)) if first.earliest() > year => {
                lacking().with("first", Filler::Date(first))
            }
            (Some(_), Some(_)) => Answer::Kept,
            _ => Answer::NotAsked,
        };
        at.of_case(answer)
    },
);

/// What the recorder saw or heard has its source in the recorder.
pub(super) const SOURCE: Rule = rule("source-named", Severity::Medium, &["event"], |at| {
    at.each(&at.case.records.events, |it| {
        let reported = it.provenance.knowledge.value() == Some(&Knowledge::Reported);
        source(&it.provenance).where_asked(!reported)
    })
});

pub(super) const OPINION: Rule = rule("chronology-opinion", Severity::Medium, &["event"], |at| {
    at.every_note(|_, provenance, _| {
        let flagged = provenance.in_chronology.value() == Some(&true);
        let basis = provenance.basis.value();
        let own = matches!(basis, Some(Basis::Opinion | Basis::Judgement));
        Answer::of(!own).where_asked(flagged && basis.is_some())
    })
});

pub(super) const CHECKED: Rule = rule("chronology-checked", Severity::Medium, &["case"], |at| {
    let checked = at.case.record();
    let checked = checked.map(|it| given(&it.chronology_checked_with_family));
    let asked = at.is_worked_with();
    at.of_case(checked.unwrap_or(Answer::NotAsked).where_asked(asked))
});

pub(super) const REVIEWED: Rule = rule("chronology-reviewed", Severity::Medium, &["case"], |at| {
    let months = Months::new(at.manner.chronology_review_months);
    let since = at.as_at().checked_sub_months(months);
    let reviewed = at.case.record().map(|it| &it.chronology_reviewed);
    let answer = match reviewed.map(|it| (it.value(), given(it))) {
        Some((Some(last), _)) if since.is_some_and(|since| last.latest() < since) => {
            lacking_as("long_ago").with("last", Filler::Date(*last))
        }
        Some((_, answer)) => answer,
        None => Answer::NotAsked,
    };
    at.of_case(answer.where_asked(at.is_worked_with()))
});

fn source(provenance: &Provenance) -> Answer {
    let first_hand = provenance.knowledge.value() == Some(&Knowledge::FirstHand);
    let told = any([
        given(&provenance.source_agency),
        given(&provenance.source_person),
        given(&provenance.told_by),
        given(&provenance.document_id),
    ]);
    match first_hand && provenance.recorded_by.value().is_some() {
        true => Answer::Kept,
        false => told,
    }
}

/// The child's present home, the last to begin; a stay for part of the time is no other home.
fn last_home<'a>(at: &Examined<'a>) -> Option<&'a Household> {
    let own = at
        .case
        .records
        .households
        .iter()
        .filter(|it| is_own_home(at, it));
    own.max_by_key(|it| (it.start.value().map(When::earliest), it.entry.clone()))
}

/// Whether a stay is the child's, of the whole time, and lasts.
fn is_own_home(at: &Examined<'_>, stay: &Household) -> bool {
    let own = at
        .child
        .is_some_and(|child| at.is_person(&stay.person_id, child));
    own && stay.part_time.value() != Some(&true) && at.lasts(&stay.start, &stay.end)
}

/// The dates of all that a chronology tells, in order.
fn told(at: &Examined<'_>) -> Vec<When> {
    let mut told = Told(Vec::new());
    at.case.records.each_list(&mut told);
    told.0.sort_by_key(|when| (when.earliest(), when.latest()));
    told.0
}

struct Told(Vec<When>);

impl ListVisitor for Told {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if TOLD.contains(&R::TYPE.name) {
            self.0.extend(records.iter().filter_map(own_date));
        }
    }
}
