//! Each field of each visit (Northamptonshire 5.2; Kent's purposeful recording template). A visit at which
//! nobody was home is asked for what was done about it, and for nothing else.

use super::rule;
use crate::assemble::record_audit::answers::{Answer, Answers, Filler, any, given, lacking};
use crate::assemble::record_audit::examined::{ADULT, Examined};
use crate::assemble::record_audit::{Rule, Severity};
use crate::assemble::shared::due;
use crate::model::codes::Standing;
use crate::model::records::{Person, Visit};
use crate::model::{Id, Recorded, When};

const VISIT: &[&str] = &["visit"];

pub(super) const VENUE: Rule = rule("visit-venue", Severity::Medium, VISIT, |at| {
    at.visits(|it| given(&it.venue))
});

pub(super) const PRESENT: Rule = rule("visit-present", Severity::Medium, VISIT, |at| {
    at.visits(|it| any([given(&it.present), given(&it.children_seen)]))
});

pub(super) const PURPOSE: Rule = rule("visit-purpose", Severity::Medium, VISIT, |at| {
    at.visits(|it| given(&it.purpose))
});

pub(super) const INTERPRETER: Rule = rule("visit-interpreter", Severity::Low, VISIT, |at| {
    at.visits(|it| given(&it.interpreter))
});

pub(super) const SEEN: Rule = rule("visit-seen", Severity::High, VISIT, |at| {
    at.visits(|it| any([given(&it.seen), given(&it.children_seen)]).where_asked(is_born(at, it)))
});

pub(super) const NOT_SEEN_REASON: Rule =
    rule("visit-not-seen-reason", Severity::High, VISIT, |at| {
        at.visits(|it| {
            let asked = at.was_seen(it) == Some(false) && is_born(at, it);
            given(&it.not_seen_reason).where_asked(asked)
        })
    });

pub(super) const ALONE: Rule = rule("visit-alone", Severity::Medium, VISIT, |at| {
    at.visits_seen(|it| given(&it.seen_alone).where_asked(is_old_enough(at, it)))
});

pub(super) const NOT_ALONE_REASON: Rule =
    rule("visit-not-alone-reason", Severity::Medium, VISIT, |at| {
        at.visits_seen(|it| {
            let asked = it.seen_alone.value() == Some(&false) && is_old_enough(at, it);
            given(&it.not_alone_reason).where_asked(asked)
        })
    });

pub(super) const INFORMATION: Rule = rule("visit-information", Severity::Low, VISIT, |at| {
    at.visits(|it| given(&it.information_exchanged))
});

pub(super) const NARRATIVE: Rule = rule("visit-narrative", Severity::High, VISIT, |at| {
    at.visits(|it| given(&it.narrative))
});

/// A child who does not speak yet says much: then what was observed answers.
pub(super) const CHILD_VIEWS: Rule = rule("visit-child-views", Severity::High, VISIT, |at| {
    at.visits_seen(|it| {
        let words = given(&it.provenance.child_words);
        let gathered = given(&it.views_gathered);
        match age(at, it).is_none_or(|age| age >= at.manner.alone_from_age) {
            true => any([words, gathered]),
            false => any([words, gathered, given(&it.observations)]),
        }
    })
});

pub(super) const VIEWS_SUPPORT: Rule = rule(
    "visit-views-support",
    Severity::Medium,
    &["visit", "communication_need"],
    |at| {
        let needs = at.has_communication_need(at.child);
        at.visits_seen(|it| {
            let told = it.provenance.child_words.value().is_some();
            given(&it.views_gathered).where_asked(needs && told)
        })
    },
);

pub(super) const CARER_VIEWS: Rule = rule("visit-carer-views", Severity::Medium, VISIT, |at| {
    at.visits(|it| given(&it.carer_views).where_asked(with_carer(at, it)))
});

pub(super) const CHANGES: Rule = rule("visit-changes", Severity::Medium, VISIT, |at| {
    at.visits(|it| given(&it.changes))
});

pub(super) const RELATIONSHIP: Rule = rule("visit-relationship", Severity::Low, VISIT, |at| {
    at.visits_seen(|it| given(&it.relationship))
});

pub(super) const ANALYSIS: Rule = rule("visit-analysis", Severity::High, VISIT, |at| {
    at.visits(|it| given(&it.analysis))
});

pub(super) const PLAN_PROGRESS: Rule = rule(
    "visit-plan-progress",
    Severity::Medium,
    &["visit", "plan"],
    |at| at.visits(|it| given(&it.plan_progress).where_asked(has_plan(at, it))),
);

pub(super) const NO_REPLY_ACTION: Rule = rule("visit-no-reply", Severity::High, VISIT, |at| {
    at.each(&at.case.records.visits, |it| {
        let done = any([given(&it.actions), given(&it.provenance.outcome)]);
        done.where_asked(it.no_reply.value() == Some(&true))
    })
});

/// By the rhythm that the settings give the child's status (rule 21).
pub(super) const DUE: Rule = rule("visit-due", Severity::High, VISIT, |at| {
    let rhythms = &at.brief.summary.rhythms;
    if !at.is_open() || due::rhythm(at.case, rhythms, at.as_at()).is_none() {
        return Answers::default();
    }
    let seen = at.case.records.visits.iter();
    let days = seen
        .filter(|it| at.was_seen(it) == Some(true))
        .filter_map(|it| it.visited.value().map(When::latest));
    let last = days.filter(|day| *day <= at.as_at()).max();
    let next = due::next_visit(at.case, rhythms, last, at.as_at());
    at.of_case(match next.filter(|day| *day < at.as_at()) {
        Some(day) => lacking().with("due", Filler::Date(When::day(day))),
        None => Answer::Kept,
    })
});

pub(super) const HEADING: Rule = rule("visit-heading", Severity::Low, VISIT, |at| {
    at.visits(|it| given(&it.heading))
});

/// Of whom there is neither household, relationship, role nor standing.
pub(super) const ADULTS_MET: Rule = rule("visit-adults-met", Severity::Medium, VISIT, |at| {
    at.visits(|it| {
        let present = it.present.value().into_iter().flat_map(|ids| ids.0.iter());
        let unknown = present.filter_map(|id| at.case.person(&id.0));
        let unknown = unknown.filter(|it| is_unplaced(at, it)).count();
        match (unknown, given(&it.other_adults)) {
            (0, _) => Answer::Kept.where_asked(it.present.value().is_some()),
            (count, answer) => answer.with("count", Filler::Number(count)),
        }
    })
});

pub(super) const PERMISSION: Rule = rule("visit-permission", Severity::Low, VISIT, |at| {
    at.visits_seen(|it| {
        let asked = it.seen_alone.value() == Some(&true) && is_under_age(at, it);
        given(&it.permission).where_asked(asked)
    })
});

pub(super) const OBSERVATIONS: Rule = rule("visit-observations", Severity::Medium, VISIT, |at| {
    at.visits_seen(|it| given(&it.observations))
});

pub(super) const ACTIONS: Rule = rule("visit-actions", Severity::Low, VISIT, |at| {
    at.visits(|it| given(&it.actions))
});

pub(super) const LAST_VISIT: Rule = rule("visit-last-visit", Severity::Low, VISIT, |at| {
    let visited = at.case.records.visits.iter();
    let first = visited
        .filter(|it| it.no_reply.value() != Some(&true))
        .filter_map(|it| it.visited.value().map(When::earliest))
        .min();
    at.visits(|it| {
        let day = it.visited.value().map(When::earliest);
        given(&it.from_last_visit).where_asked(day > first)
    })
});

/// The visit by whoever was there; where somebody else entered it, the record says who told them.
pub(super) const RECORDER: Rule = rule(
    "recorder-not-witness",
    Severity::Medium,
    &["visit", "worker"],
    |at| {
        at.each(&at.case.records.visits, |it| match was_there(at, it) {
            Some(true) => Answer::Kept,
            Some(false) => given(&it.provenance.told_by),
            None => Answer::NotAsked,
        })
    },
);

/// Whether the visit was entered by the worker who visited; none where either is not recorded. Names are
/// compared by their last word, as some write the first name and some its initial.
fn was_there(at: &Examined<'_>, visit: &Visit) -> Option<bool> {
    let id = visit.worker_id.value()?;
    let entered_by = visit.provenance.recorded_by.value()?.shown().to_lowercase();
    let mut workers = at.case.records.workers.iter();
    let worker = workers.find(|it| it.entry.key == id.0)?;
    let name = worker.worker_name.value()?.shown().to_lowercase();
    let last = name.split_whitespace().next_back()?;
    Some(entered_by.contains(last) || *entered_by == *id.0.to_lowercase())
}

/// Whether a child is of the age from which one is asked to be seen alone, and no adult yet; where the birth
/// date is not known, always.
fn is_old_enough(at: &Examined<'_>, visit: &Visit) -> bool {
    age(at, visit).is_none_or(|age| age >= at.manner.alone_from_age) && is_under_age(at, visit)
}

/// Whether the child was no adult yet; where the birth date is not known, always.
fn is_under_age(at: &Examined<'_>, visit: &Visit) -> bool {
    age(at, visit).is_none_or(|age| age < ADULT)
}

/// The child's age at a visit, in years.
fn age(at: &Examined<'_>, visit: &Visit) -> Option<u32> {
    let day = visit.visited.value().map(When::earliest);
    day.and_then(|day| at.age(day))
}

/// Whether the child was born by the day of a visit.
fn is_born(at: &Examined<'_>, visit: &Visit) -> bool {
    let day = visit.visited.value().map(When::latest);
    day.is_none_or(|day| at.is_born(day))
}

/// Whether a parent, a carer or another adult of the family was there.
fn with_carer(at: &Examined<'_>, visit: &Visit) -> bool {
    let present = visit.present.value().into_iter();
    let mut people = present.flat_map(|ids| ids.0.iter());
    people.any(|id| {
        let person = at.case.person(&id.0);
        let adult = |it: &Person| at.is_adult(it, visit.visited.value());
        let carer = |it: &Person| {
            matches!(
                it.standing.value(),
                Some(Standing::Family | Standing::Carer)
            )
        };
        person.is_some_and(|it| carer(it) && adult(it))
    })
}

/// Whether a plan was in force on the day of a visit.
fn has_plan(at: &Examined<'_>, visit: &Visit) -> bool {
    let day = visit.visited.value().map(When::earliest);
    let mut plans = at.case.records.plans.iter();
    day.is_some_and(|day| plans.any(|it| due::lasts(&it.plan_from, &it.plan_until, day)))
}

/// A person of whom nothing says what they are to the family.
fn is_unplaced(at: &Examined<'_>, person: &Person) -> bool {
    let records = &at.case.records;
    let is = |id: &Recorded<Id>| id.value().is_some_and(|id| id.0 == person.entry.key);
    let tied = records
        .relationships
        .iter()
        .any(|it| is(&it.person_id) || is(&it.other_person_id));
    let housed = records.households.iter().any(|it| is(&it.person_id));
    let told = person.standing.value().is_some() || person.role.value().is_some();
    !tied && !housed && !told
}
