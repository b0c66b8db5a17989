//! The child and the people around them (Northamptonshire 5, 5.1 and 5.6).

use super::rule;
use crate::assemble::record_audit::answers::{Answer, any, given, lacking};
use crate::assemble::record_audit::examined::Examined;
use crate::assemble::record_audit::{Rule, Severity};
use crate::assemble::shared::due;
use crate::model::Recorded;
use crate::model::codes::Relation;
use crate::model::records::{Household, Relationship};

pub(super) const BIRTH_DATE: Rule = rule("child-birth-date", Severity::High, &["person"], |at| {
    at.of_child(|it| any([given(&it.born), given(&it.expected)]))
});

pub(super) const NUMBER: Rule = rule("child-number", Severity::Medium, &["identifier"], |at| {
    at.of_child(|child| {
        let mut numbers = at.case.records.identifiers.iter();
        let any = numbers.any(|it| at.is_person(&it.person_id, child));
        Answer::of(any).where_asked(at.is_basic())
    })
});

pub(super) const NAME_EVIDENCE: Rule = rule("name-evidence", Severity::Low, &["person"], |at| {
    at.of_child(|it| given(&it.name_evidence).where_asked(at.is_basic()))
});

/// The people of the family home: a child who lives there now is asked for a stay that lasts, one who lives
/// elsewhere for any.
pub(super) const HOUSEHOLD: Rule = rule("household", Severity::Medium, &["household"], |at| {
    let placed = due::placement(at.case, at.as_at()).is_some();
    at.of_child(|child| {
        let stays = || at.case.records.households.iter();
        let own = stays().filter(|it| at.is_person(&it.person_id, child));
        let mut own = own.filter(|it| placed || is_current(at, it));
        let shared = |own: &Household| {
            let others = stays().filter(|it| !at.is_person(&it.person_id, child));
            let mut same = others.filter(|it| it.household_id == own.household_id);
            same.any(|it| placed || is_current(at, it))
        };
        let asked = at.is_basic() && at.is_child_now();
        Answer::of(own.any(shared)).where_asked(asked)
    })
});

pub(super) const PARENTAL_RESPONSIBILITY: Rule = rule(
    "parental-responsibility",
    Severity::High,
    &["relationship"],
    |at| {
        at.of_child(|_| {
            let held: Vec<_> = to_child(at).map(|it| &it.parental_responsibility).collect();
            let answer = if held.iter().any(|it| it.value() == Some(&true)) {
                Answer::Kept
            } else if !held.is_empty() && held.iter().all(|it| !it.is_carried()) {
                Answer::NotCarried
            } else {
                lacking()
            };
            answer.where_asked(at.is_basic() && at.is_child_now())
        })
    },
);

pub(super) const GENDER: Rule = rule("gender", Severity::Medium, &["person"], |at| {
    at.of_child(|it| given(&it.gender).where_asked(at.is_basic()))
});

pub(super) const CLOSE_PEOPLE: Rule = rule("close-people", Severity::Low, &["person"], |at| {
    at.of_child(|_| {
        let people = || at.case.records.people.iter();
        let close = people().any(|it| it.close_to_child.value() == Some(&true));
        let carried = at.case.carried.contains("network")
            || people().any(|it| it.close_to_child.is_carried());
        let answer = match (close || !at.case.records.networks.is_empty(), carried) {
            (true, _) => Answer::Kept,
            (false, true) => lacking(),
            (false, false) => Answer::NotCarried,
        };
        answer.where_asked(at.is_basic())
    })
});

pub(super) const COMMUNICATION_NEEDS: Rule = rule(
    "communication-needs",
    Severity::Medium,
    &["communication_need"],
    |at| {
        at.of_child(|child| {
            let mut needs = at.case.records.communication_needs.iter();
            let any = needs.any(|it| at.is_person(&it.person_id, child));
            Answer::of(any).where_asked(at.is_basic())
        })
    },
);

pub(super) const LANGUAGE: Rule = rule("first-language", Severity::Low, &["person"], |at| {
    at.of_child(|it| given(&it.language).where_asked(at.is_basic()))
});

/// Of whom nobody knows who they are is a row too.
pub(super) const PARENTS: Rule = rule("parents", Severity::Medium, &["relationship"], |at| {
    at.of_child(|_| {
        let parents = to_child(at).filter(|it| {
            matches!(
                it.relation.value(),
                Some(Relation::Mother | Relation::Father | Relation::Parent)
            )
        });
        Answer::of(parents.count() >= 2).where_asked(at.is_open())
    })
});

/// Who is what to the child.
fn to_child<'a>(at: &Examined<'a>) -> impl Iterator<Item = &'a Relationship> {
    let child = at.child.map(|it| &it.entry.key);
    let all = at.case.records.relationships.iter();
    all.filter(move |it| it.other_person_id.value().map(|id| &id.0) == child)
}

/// Whether a stay lasts; one without dates does.
fn is_current(at: &Examined<'_>, stay: &Household) -> bool {
    let begun = stay
        .start
        .value()
        .is_none_or(|it| it.earliest() <= at.as_at());
    let ended = matches!(&stay.end, Recorded::Value(end) if end.latest() <= at.as_at());
    begun && !ended
}
