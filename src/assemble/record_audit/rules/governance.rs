//! The record as a record: what the family is told of it, what is kept from them and shared with others, what
//! is asked to be put right, and where files are (Northamptonshire 3, 5.4, 6, 7, 8, 11 and 14).

use chrono::{Days, Months, NaiveDate};

use super::rule;
use crate::assemble::record_audit::answers::{
    Answer, Answers, Filler, any, given, lacking, lacking_as, said_yes,
};
use crate::assemble::record_audit::examined::{Examined, mentions};
use crate::assemble::record_audit::{Rule, Severity};
use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::{PrivacyNotice, Restriction};
use crate::model::{EntryId, When};

/// How long after a record is to be shared its sharing is looked for, in days.
const SHARED_WITHIN: u64 = 31;

pub(super) const NOTICE: Rule = rule(
    "privacy-notice",
    Severity::Medium,
    &["privacy_notice"],
    |at| {
        let any = !at.case.records.privacy_notices.is_empty();
        at.of_case(Answer::of(any).where_asked(at.is_worked_with()))
    },
);

pub(super) const NOTICE_FORM: Rule = rule(
    "privacy-notice-form",
    Severity::Medium,
    &["privacy_notice"],
    |at| {
        at.each(&at.case.records.privacy_notices, |it| {
            given(&it.notice_form)
        })
    },
);

/// The form names the language, or an interpreter or translation.
pub(super) const NOTICE_LANGUAGE: Rule = rule(
    "privacy-notice-language",
    Severity::Medium,
    &["privacy_notice"],
    |at| {
        at.each(&at.case.records.privacy_notices, |it| {
            let language = language_of(at, it);
            let Some(language) = language.filter(|it| !it.contains("english")) else {
                return Answer::NotAsked;
            };
            let first = language.split_whitespace().next().unwrap_or_default();
            let named = mentions(&it.notice_form, &[first, "interpret", "translat"]);
            Answer::of(named).where_asked(it.notice_form.value().is_some())
        })
    },
);

pub(super) const CHILD_OWNS: Rule =
    rule("child-own-material", Severity::Low, &["document"], |at| {
        at.each(&at.case.records.documents, |it| {
            let own = it.child_owns.value() == Some(&true);
            given(&it.returned).where_asked(own && !at.is_open())
        })
    });

pub(super) const CONSENT: Rule = rule("consent-answer", Severity::Medium, &["consent"], |at| {
    at.each(&at.case.records.consents, |it| given(&it.consented))
});

pub(super) const SHARING_CONSENT: Rule =
    rule("sharing-consent", Severity::Medium, &["sharing"], |at| {
        at.each(&at.case.records.sharings, |it| given(&it.consent_given))
    });

pub(super) const SHARING_WHY: Rule = rule("sharing-why", Severity::High, &["sharing"], |at| {
    at.each(&at.case.records.sharings, |it| {
        given(&it.shared_why).where_asked(it.consent_given.value() == Some(&false))
    })
});

/// A record that is restricted by its flag alone.
pub(super) const RESTRICTION_ENTERED: Rule = rule(
    "restriction-entered",
    Severity::High,
    &["restriction"],
    |at| {
        let named = at.case.records.restrictions.iter();
        let named: Vec<String> = named
            .filter_map(|it| it.restricted_record.value())
            .map(|it| without_spaces(&it.shown()))
            .collect();
        let mut ask = Flagged {
            named: &named,
            answers: Answers::default(),
        };
        at.case.records.each_list(&mut ask);
        ask.answers
    },
);

pub(super) const RESTRICTION_REASON: Rule = rule(
    "restriction-reason",
    Severity::High,
    &["restriction"],
    |at| {
        restrictions(at, |it| {
            any([given(&it.policy_reason), given(&it.lawful_ground)])
        })
    },
);

pub(super) const RESTRICTION_ADVICE: Rule = rule(
    "restriction-advice",
    Severity::High,
    &["restriction"],
    |at| restrictions(at, |it| given(&it.advised_by)),
);

pub(super) const RESTRICTION_ORIGINATOR: Rule = rule(
    "restriction-originator",
    Severity::Medium,
    &["restriction"],
    |at| restrictions(at, |it| given(&it.originator_consulted)),
);

pub(super) const RESTRICTION_REVIEW: Rule = rule(
    "restriction-review",
    Severity::Medium,
    &["restriction"],
    |at| {
        restrictions(at, |it| match it.review_on.value() {
            Some(review) if review.latest() < at.as_at() => {
                lacking_as("past").with("review", Filler::Date(*review))
            }
            _ => given(&it.review_on),
        })
    },
);

/// A request for access that was answered, or a decision to share, and no entry of a sharing soon after.
pub(super) const SHARING_ENTERED: Rule =
    rule("sharing-entered", Severity::Medium, &["sharing"], |at| {
        let words = [
            "to share",
            "share with",
            "shared with",
            "sharing with",
            "share the",
        ];
        let asked = at.each(&at.case.records.access_requests, |it| {
            match it.answered.value().map(When::earliest) {
                Some(day) => Answer::of(is_shared_after(at, day)),
                None => Answer::NotAsked,
            }
        });
        asked.and(at.each(&at.case.records.decisions, |it| {
            match it.decided.value().map(When::earliest) {
                Some(day) if mentions(&it.decision, &words) => Answer::of(is_shared_after(at, day)),
                _ => Answer::NotAsked,
            }
        }))
    });

pub(super) const RECTIFICATION: Rule = rule(
    "rectification-month",
    Severity::High,
    &["rectification_request"],
    |at| {
        at.each(&at.case.records.rectification_requests, |it| {
            let received = it.rectification_received.value().map(When::latest);
            let due = received.and_then(|day| day.checked_add_months(Months::new(1)));
            let (Some(due), true) = (due, it.rectification_decided.is_carried()) else {
                return Answer::NotCarried;
            };
            let said = Filler::Date(When::day(due));
            match it.rectification_decided.value().map(When::earliest) {
                None if due < at.as_at() => lacking().with("due", said),
                Some(decided) if decided > due => lacking_as("late").with("due", said),
                _ => Answer::Kept,
            }
        })
    },
);

pub(super) const FILE_APPROVED: Rule = rule(
    "file-approved",
    Severity::Medium,
    &["file_movement"],
    |at| {
        at.each(&at.case.records.file_movements, |it| {
            given(&it.movement_approved_by)
        })
    },
);

pub(super) const FILE_BACK: Rule = rule("file-back", Severity::Medium, &["file_movement"], |at| {
    at.each(&at.case.records.file_movements, |it| {
        let moved = it.moved.value().map(When::latest);
        let days = moved.map(|day| (at.as_at() - day).num_days());
        let long = days.is_some_and(|days| days > i64::from(at.manner.file_out_days));
        given(&it.came_back).where_asked(long && at.is_open())
    })
});

pub(super) const FILE_ARRIVED: Rule =
    rule("file-arrived", Severity::Medium, &["file_movement"], |at| {
        at.each(&at.case.records.file_movements, |it| {
            let out = it.came_back.value().is_none();
            said_yes(&it.arrival_checked).where_asked(out)
        })
    });

/// What each restriction that still holds answers, whenever it was made; one that names no case is of those
/// that hold the record it restricts.
fn restrictions(at: &Examined<'_>, ask: impl Fn(&Restriction) -> Answer) -> Answers {
    let mut answers = Answers::default();
    for it in &at.case.records.restrictions {
        let lifted = it.lifted.value();
        let holds = lifted.is_none_or(|day| day.earliest() > at.as_at());
        if holds && (it.case_id.value().is_some() || is_of_case(at, it)) {
            answers.add(it, ask(it));
        }
    }
    answers
}

/// Whether the record that a restriction names is one of the case.
fn is_of_case(at: &Examined<'_>, restriction: &Restriction) -> bool {
    let Some(named) = restriction.restricted_record.value() else {
        return false;
    };
    let mut sought = Holds {
        name: without_spaces(&named.shown()),
        found: false,
    };
    at.case.records.each_list(&mut sought);
    sought.found
}

/// Looks for the record of a name.
struct Holds {
    name: String,
    found: bool,
}

impl ListVisitor for Holds {
    fn list<R: Listed>(&mut self, records: &[R]) {
        let is_named = |it: &R| name_of(it.entry()) == self.name;
        self.found = self.found || records.iter().any(is_named);
    }
}

/// The first language of whoever was given a notice, in small letters.
fn language_of(at: &Examined<'_>, notice: &PrivacyNotice) -> Option<String> {
    let person = at.case.person(&notice.given_to.value()?.0)?;
    Some(person.language.value()?.shown().to_lowercase())
}

/// Whether a sharing is entered on a day or within a month of it.
fn is_shared_after(at: &Examined<'_>, day: NaiveDate) -> bool {
    let before = day.checked_sub_days(Days::new(3)).unwrap_or(day);
    let after = day
        .checked_add_days(Days::new(SHARED_WITHIN))
        .unwrap_or(day);
    let mut all = at.case.records.sharings.iter();
    let near = |it: &When| (before..=after).contains(&it.earliest());
    all.any(|it| it.shared.value().is_some_and(near)) || after > at.as_at()
}

/// Asks each record that is flagged as restricted whether a restriction names it.
struct Flagged<'n> {
    named: &'n [String],
    answers: Answers,
}

impl ListVisitor for Flagged<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let provenance = record.provenance();
            if provenance.is_some_and(|it| it.restricted.value() == Some(&true)) {
                let named = self.named.contains(&name_of(record.entry()));
                self.answers.add(record, Answer::of(named));
            }
        }
    }
}

/// How restrictions name a record.
fn name_of(entry: &EntryId) -> String {
    without_spaces(&format!("{}:{}", entry.record, entry.key))
}

fn without_spaces(name: &str) -> String {
    name.split_whitespace().collect()
}
