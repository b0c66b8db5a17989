//! Where the child lives and in whose care, contact, orders, school and health (Northamptonshire 5.1).

use chrono::{Days, NaiveDate};

use super::rule;
use crate::assemble::record_audit::answers::{Answer, any, given, lacking};
use crate::assemble::record_audit::examined::{Examined, mentions};
use crate::assemble::record_audit::{Rule, Severity};
use crate::assemble::shared::{due, periods};
use crate::model::When;
use crate::model::codes::StatusKind;
use crate::model::records::{Education, Provenance};

/// How long after care begins health is asked about, in days.
const SETTLED: i64 = 28;

/// Between which ages, in years, a child is asked to have a school, and a looked-after one a plan for it.
const SCHOOL: std::ops::RangeInclusive<u32> = 5..=15;
const EDUCATION_PLAN: std::ops::RangeInclusive<u32> = 5..=17;

pub(super) const PLACEMENT: Rule = rule(
    "placement",
    Severity::High,
    &["placement", "status_period"],
    |at| {
        let status = due::status(at.case, at.as_at());
        let placed = due::placement(at.case, at.as_at()).is_some();
        let asked = at.is_open() && status == Some(&StatusKind::LookedAfter);
        at.of_case(Answer::of(placed).where_asked(asked))
    },
);

pub(super) const PLACEMENT_DETAILS: Rule = rule(
    "placement-details",
    Severity::Medium,
    &["placement"],
    |at| {
        at.each(&at.case.records.placements, |it| {
            let who = any([given(&it.carers), given(&it.provider)]);
            match who {
                Answer::Kept => given(&it.placement_address),
                lack => lack,
            }
        })
    },
);

pub(super) const LEGAL_STATUS: Rule =
    rule("legal-status", Severity::High, &["legal_status"], |at| {
        let mut all = at.case.records.legal_statuses.iter();
        let current = all.any(|it| at.lasts(&it.status_from, &it.status_until));
        let asked = at.is_open() && at.is_looked_after(at.as_at());
        at.of_case(Answer::of(current).where_asked(asked))
    });

pub(super) const CONTACT: Rule = rule(
    "contact-arrangements",
    Severity::Medium,
    &["contact_arrangement"],
    |at| {
        let any = !at.case.records.contact_arrangements.is_empty();
        let asked = at.is_open() && at.is_looked_after(at.as_at());
        at.of_case(Answer::of(any).where_asked(asked))
    },
);

pub(super) const CONTACT_DETAILS: Rule = rule(
    "contact-arrangement-details",
    Severity::Medium,
    &["contact_arrangement"],
    |at| {
        at.each(&at.case.records.contact_arrangements, |it| {
            let told = any([given(&it.arrangement), given(&it.frequency)]);
            let ended = it.arrangement_until.value();
            let current = ended.is_none_or(|end| end.latest() > at.as_at());
            told.where_asked(current && it.no_contact.value() != Some(&true))
        })
    },
);

pub(super) const ORDER_COPIES: Rule = rule(
    "order-copies",
    Severity::Medium,
    &["order", "document"],
    |at| {
        at.each(&at.case.records.orders, |it| {
            let made = it.made.value().map(When::earliest);
            has_document(at, &it.provenance, made, &["order"])
        })
    },
);

pub(super) const COURT_REPORTS: Rule = rule(
    "court-reports",
    Severity::Medium,
    &["proceedings", "document"],
    |at| {
        at.each(&at.case.records.proceedings, |it| {
            let Some(issued) = it.issued.value().map(When::earliest) else {
                return Answer::NotAsked;
            };
            let settled = (at.as_at() - issued).num_days() > SETTLED;
            let words = ["report", "statement", "assessment", "guardian"];
            let mut filed = at.documents_naming(&words);
            let since = |day: NaiveDate| day >= issued;
            let any = filed.any(|it| {
                it.document_date
                    .value()
                    .map(When::latest)
                    .is_some_and(since)
            });
            Answer::of(any).where_asked(settled)
        })
    },
);

pub(super) const EDUCATION: Rule = rule("education", Severity::Medium, &["education"], |at| {
    let age = at.age(at.as_at());
    let asked = at.is_open() && age.is_some_and(|age| SCHOOL.contains(&age));
    at.of_case(Answer::of(current_schools(at).next().is_some()).where_asked(asked))
});

pub(super) const EDUCATION_PLAN_RULE: Rule = rule(
    "personal-education-plan",
    Severity::Medium,
    &["education"],
    |at| {
        let age = at.age(at.as_at());
        let asked = at.is_open()
            && at.is_looked_after(at.as_at())
            && age.is_some_and(|age| EDUCATION_PLAN.contains(&age));
        at.each(&at.case.records.education, |it| {
            given(&it.personal_education_plan).where_asked(asked && is_current(at, it))
        })
    },
);

pub(super) const SPECIAL_NEEDS: Rule = rule(
    "special-needs-papers",
    Severity::Medium,
    &["education", "document"],
    |at| {
        let words = [
            "education, health and care",
            "ehc",
            "special educational",
            "sen ",
            "learning",
            "individual education",
        ];
        at.each(&at.case.records.education, |it| {
            let asked = at.is_open() && is_current(at, it) && it.special_needs.value().is_some();
            has_document(at, &it.provenance, None, &words).where_asked(asked)
        })
    },
);

pub(super) const HEALTH: Rule = rule("health", Severity::Medium, &["health"], |at| {
    let any = !at.case.records.health.is_empty();
    at.of_case(Answer::of(any).where_asked(at.is_basic()))
});

pub(super) const HEALTH_ASSESSMENT: Rule = rule(
    "health-assessment",
    Severity::High,
    &["health", "status_period"],
    |at| {
        let care = due::status_period(at.case, at.as_at());
        let care = care.filter(|it| it.status.value() == Some(&StatusKind::LookedAfter));
        let began = care
            .and_then(|it| it.period_from.value())
            .map(When::earliest);
        let settled = began.filter(|day| (at.as_at() - *day).num_days() > SETTLED);
        let Some(began) = settled.filter(|_| at.is_open()) else {
            return at.of_case(Answer::NotAsked);
        };
        let words = ["health assessment", "health plan"];
        let mut rows = at.case.records.health.iter();
        let row = rows.any(|it| {
            let since = it
                .health_date
                .value()
                .is_some_and(|day| day.latest() >= began);
            since && (mentions(&it.health_kind, &words) || mentions(&it.detail, &words))
        });
        let paper = at.documents_naming(&words).next().is_some();
        at.of_case(Answer::of(row || paper))
    },
);

/// Only where a current placement says that it is another's.
pub(super) const DELEGATED: Rule =
    rule("delegated-provider", Severity::Low, &["placement"], |at| {
        let words = ["independent", "agency", "private"];
        let placed = due::placement(at.case, at.as_at());
        let theirs = placed.is_some_and(|it| {
            mentions(&it.provider, &words) || mentions(&it.placement_kind, &words)
        });
        let answer = at.case.record().map(|it| given(&it.delegated_providers));
        at.of_case(answer.unwrap_or_else(lacking).where_asked(theirs))
    });

pub(super) const REVIEW_PAPERS: Rule = rule(
    "review-papers",
    Severity::Low,
    &["meeting", "document"],
    |at| {
        let words = ["review", "conference", "minutes", "record of"];
        at.each(&at.case.records.meetings, |it| {
            let held = it.held.value().map(When::earliest);
            let paper = has_document(at, &it.provenance, held, &words);
            paper.where_asked(periods::is_review(it))
        })
    },
);

/// Whether a record names its paper, or a document of such a name stands on the record; where a day is given,
/// one dated within a month of it.
fn has_document(
    at: &Examined<'_>,
    provenance: &Provenance,
    day: Option<NaiveDate>,
    words: &[&str],
) -> Answer {
    let near = |date: NaiveDate| {
        day.is_none_or(|day| {
            let month = Days::new(31);
            (day - month..=day + month).contains(&date)
        })
    };
    let mut named = at.documents_naming(words);
    let stands = named.any(|it| {
        it.document_date
            .value()
            .is_some_and(|it| near(it.earliest()))
    });
    if stands {
        return Answer::Kept;
    }
    match any([
        given(&provenance.document_id),
        given(&provenance.document_reference),
    ]) {
        Answer::NotCarried => lacking(),
        answer => answer,
    }
}

/// The schools and the like at which the child is now.
fn current_schools<'a>(at: &Examined<'a>) -> impl Iterator<Item = &'a Education> {
    let as_at = at.as_at();
    let all = at.case.records.education.iter();
    all.filter(move |it| due::lasts(&it.education_from, &it.education_until, as_at))
}

fn is_current(at: &Examined<'_>, school: &Education) -> bool {
    at.lasts(&school.education_from, &school.education_until)
}
