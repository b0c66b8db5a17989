//! Notes of every kind: who made them and when, from whom, and what else Northamptonshire 1, 4, 5.3, 9 and 11
//! ask of each.

use super::rule;
use crate::assemble::record_audit::answers::{
    Answer, Answers, Filler, any, given, lacking, lacking_as, own_date, said_yes,
};
use crate::assemble::record_audit::examined::Examined;
use crate::assemble::record_audit::{Rule, Severity};
use crate::assemble::shared::late::{self, Lateness};
use crate::assemble::shared::timeline::is_own_work;
use crate::model::codes::{Basis, Knowledge, MeetingKind};
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::records::Provenance;
use crate::model::{Record, When};

/// What somebody saw or heard: a school or an allergy has no witness.
const WITNESSED: [&str; 5] = ["event", "visit", "contact", "meeting", "missing_episode"];

pub(super) const ORIGINAL_NOTE: Rule = rule("original-note", Severity::Low, &["visit"], |at| {
    at.visits(|it| said_yes(&it.provenance.original_note_kept))
});

pub(super) const ORIGINAL_SIGNED: Rule =
    rule("original-note-signed", Severity::Low, &["visit"], |at| {
        at.visits(|it| {
            let kept = it.provenance.original_note_kept.value() == Some(&true);
            said_yes(&it.provenance.original_note_signed).where_asked(kept)
        })
    });

pub(super) const PRACTITIONER: Rule = rule("practitioner", Severity::Medium, &["visit"], |at| {
    let records = &at.case.records;
    let visits = at.each(&records.visits, |it| {
        any([given(&it.worker_id), given(&it.provenance.recorded_by)])
    });
    visits.and(at.each(&records.contacts, |it| given(&it.provenance.recorded_by)))
});

/// What was reported, or told to the recorder by someone who was told, says by whom.
pub(super) const TOLD_BY: Rule = rule("told-by", Severity::Medium, &["event"], |at| {
    at.every_note(|record, provenance, _| {
        let reported = provenance.knowledge.value() == Some(&Knowledge::Reported);
        let heard = provenance.basis.value() == Some(&Basis::Hearsay);
        let told = any([
            given(&provenance.told_by),
            given(&provenance.source_person),
            given(&provenance.source_agency),
            given(&provenance.document_id),
        ]);
        told.where_asked((reported || heard) && WITNESSED.contains(&record))
    })
});

/// Of visits and conversations that somebody else wrote down.
pub(super) const ORIGINATOR_READ: Rule = rule("originator-read", Severity::Low, &["visit"], |at| {
    at.every_note(|record, provenance, _| {
        let told = provenance.told_by.value().is_some();
        let own = matches!(record, "visit" | "contact" | "meeting");
        said_yes(&provenance.originator_has_read).where_asked(told && own)
    })
});

pub(super) const CONTACT_WITH: Rule =
    rule("contact-with-whom", Severity::Medium, &["contact"], |at| {
        at.each(&at.case.records.contacts, |it| given(&it.with_whom))
    });

pub(super) const CONTACT_DECISION: Rule =
    rule("contact-decision", Severity::Low, &["contact"], |at| {
        at.each(&at.case.records.contacts, |it| {
            any([given(&it.decision), given(&it.provenance.outcome)])
        })
    });

pub(super) const MEETING_ATTENDED: Rule =
    rule("meeting-attended", Severity::Low, &["meeting"], |at| {
        at.each(&at.case.records.meetings, |it| given(&it.attended))
    });

pub(super) const MEETING_DECISIONS: Rule =
    rule("meeting-decisions", Severity::Medium, &["meeting"], |at| {
        at.each(&at.case.records.meetings, |it| {
            any([given(&it.decisions), given(&it.provenance.outcome)])
        })
    });

pub(super) const PARTICIPATION: Rule =
    rule("review-child-part", Severity::Medium, &["meeting"], |at| {
        at.each(&at.case.records.meetings, |it| {
            let about_plan = matches!(
                it.meeting_kind.value(),
                Some(
                    MeetingKind::LookedAfterReview
                        | MeetingKind::InitialConference
                        | MeetingKind::ReviewConference
                )
            );
            let born = it
                .held
                .value()
                .is_some_and(|held| at.age(held.latest()).is_some());
            let part = any([given(&it.participation), given(&it.provenance.child_words)]);
            part.where_asked(about_plan && born)
        })
    });

pub(super) const ASSESSMENT_FINDINGS: Rule = rule(
    "assessment-findings",
    Severity::Medium,
    &["assessment"],
    |at| {
        at.each(&at.case.records.assessments, |it| {
            given(&it.findings).where_asked(it.completed.value().is_some())
        })
    },
);

/// Of an open case with a plan, and any assessment; one that says "none" has looked.
pub(super) const RISK_ASSESSMENT: Rule =
    rule("risk-assessment", Severity::High, &["assessment"], |at| {
        let risks = || {
            at.case
                .records
                .assessments
                .iter()
                .map(|it| given(&it.risks))
        };
        let answer = if risks().any(|it| it == Answer::Kept) {
            Answer::Kept
        } else if risks().next().is_some() && risks().all(|it| it == Answer::NotCarried) {
            Answer::NotCarried
        } else {
            lacking()
        };
        at.of_case(answer.where_asked(at.is_worked_with()))
    });

pub(super) const ENTRY_DATE: Rule = rule("entry-date", Severity::Medium, &["visit"], |at| {
    let records = &at.case.records;
    let visits = at.each(&records.visits, |it| given(&it.provenance.recorded_on));
    visits
        .and(at.each(&records.contacts, |it| given(&it.provenance.recorded_on)))
        .and(at.each(&records.decisions, |it| given(&it.provenance.recorded_on)))
});

pub(super) const ENTERED_LATE: Rule = rule("entered-late", Severity::Medium, &["visit"], |at| {
    at.every_note(
        |record, provenance, when| match lateness(at, record, provenance, when) {
            Some(Lateness::Late(entered)) => lacking().with("entered", Filler::Date(entered)),
            Some(_) => Answer::Kept,
            None => Answer::NotAsked,
        },
    )
});

/// What was entered late says so in its own words, with the time.
pub(super) const LATE_SAID: Rule = rule("late-entry-said", Severity::Low, &["visit"], |at| {
    let mut ask = SaidLate {
        at,
        answers: Answers::default(),
    };
    at.case.records.each_list(&mut ask);
    ask.answers
});

pub(super) const FIRST_HAND: Rule = rule("first-hand", Severity::Low, &["event"], |at| {
    at.each(&at.case.records.events, |it| {
        given(&it.provenance.knowledge)
    })
});

pub(super) const BASIS: Rule = rule("basis", Severity::Medium, &["event"], |at| {
    at.each(&at.case.records.events, |it| given(&it.provenance.basis))
});

/// Whether a record was entered late; none where nothing can be told.
fn lateness(
    at: &Examined<'_>,
    record: &str,
    provenance: &Provenance,
    when: Option<When>,
) -> Option<Lateness> {
    let punctuality = &at.brief.chronology.punctuality;
    provenance.recorded_on.value()?;
    let own = is_own_work(record, provenance);
    (own || provenance.known_on.value().is_some())
        .then(|| late::of_record(provenance, &when?, own, punctuality).into())?
}

/// Asks each record that was entered late whether it says so.
struct SaidLate<'e, 'a> {
    at: &'e Examined<'a>,
    answers: Answers,
}

impl ListVisitor for SaidLate<'_, '_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let Some(provenance) = record.provenance() else {
                continue;
            };
            let when = own_date(record);
            let asked = when.is_some_and(|when| self.at.is_asked_about(&when));
            let late = lateness(self.at, R::TYPE.name, provenance, when).filter(|_| asked);
            if let Some(Lateness::Late(entered)) = late {
                let answer = match (says_late(record), entered.time) {
                    (true, Some(_)) => Answer::Kept,
                    (true, None) => lacking_as("time"),
                    (false, _) => lacking(),
                };
                self.answers
                    .add(record, answer.with("entered", Filler::Date(entered)));
            }
        }
    }
}

/// Whether any text of a record says "late entry".
fn says_late<R: Record>(record: &R) -> bool {
    let mut says = false;
    record.each_value(&mut |_, value| {
        if let Shown::Text(text) = value {
            says = says || text.shown().to_lowercase().contains("late entry");
        }
    });
    says
}
