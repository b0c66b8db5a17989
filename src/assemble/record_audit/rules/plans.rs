//! Decisions, plans, reviews, actions, summaries and supervision (Northamptonshire 4, 5.1, 5.3, 5.4, 5.7, 12;
//! Kent's key points).

use chrono::{Days, NaiveDate};

use super::rule;
use crate::assemble::record_audit::answers::{Answer, Answers, Filler, any, given, lacking};
use crate::assemble::record_audit::examined::Examined;
use crate::assemble::record_audit::{Rule, Severity};
use crate::assemble::shared::due;
use crate::model::codes::{Participation, Progress};
use crate::model::records::{Allocation, Decision, Summary};
use crate::model::{Record, Recorded, Text, When};

/// How long before a decision the child's views are looked for, and how long after a status begins a plan.
const VIEWS: Days = Days::new(92);
const PLANNED: i64 = 31;

pub(super) const DECISION_MAKER: Rule =
    rule("decision-maker", Severity::High, &["decision"], |at| {
        at.each(&at.case.records.decisions, |it| given(&it.decision_maker))
    });

pub(super) const DECISION_REASONS: Rule =
    rule("decision-reasons", Severity::High, &["decision"], |at| {
        at.each(&at.case.records.decisions, |it| given(&it.reasons))
    });

pub(super) const DECISION_OPTIONS: Rule =
    rule("decision-options", Severity::Medium, &["decision"], |at| {
        at.each(&at.case.records.decisions, |it| given(&it.options))
    });

pub(super) const DECISION_PREFERRED: Rule = rule(
    "decision-preferred",
    Severity::Medium,
    &["decision"],
    |at| at.each(&at.case.records.decisions, |it| given(&it.preferred)),
);

/// The child's words with the decision, or their words or views in the three months before it.
pub(super) const DECISION_VIEWS: Rule = rule(
    "decision-child-views",
    Severity::High,
    &["decision"],
    |at| {
        let heard = days_heard(at);
        at.each(&at.case.records.decisions, |it| {
            let day = it.decided.value().map(When::latest);
            let asked = day.and_then(|day| at.age(day));
            let recent = |day: NaiveDate| {
                let from = day.checked_sub_days(VIEWS).unwrap_or(day);
                heard.iter().any(|it| (from..=day).contains(it))
            };
            match given(&it.provenance.child_words) {
                Answer::Kept => Answer::Kept,
                _ if day.is_some_and(recent) => Answer::Kept,
                answer => {
                    answer.where_asked(asked.is_some_and(|age| age >= at.manner.alone_from_age))
                }
            }
        })
    },
);

pub(super) const SAME_DAY: Rule = rule("decision-same-day", Severity::Low, &["decision"], |at| {
    at.each(&at.case.records.decisions, |it| match days_of(it) {
        Some((decided, entered)) if entered > decided => {
            let entered = When::day(entered);
            lacking().with("entered", Filler::Date(entered))
        }
        Some(_) => Answer::Kept,
        None => Answer::NotAsked,
    })
});

pub(super) const PLAN: Rule = rule("plan", Severity::High, &["plan", "status_period"], |at| {
    let began = due::status_period(at.case, at.as_at()).and_then(|it| it.period_from.value());
    let settled = began.is_some_and(|it| (at.as_at() - it.earliest()).num_days() > PLANNED);
    let mut plans = at.case.records.plans.iter();
    let current = plans.any(|it| at.lasts(&it.plan_from, &it.plan_until));
    at.of_case(Answer::of(current).where_asked(settled && at.is_worked_with()))
});

/// An outcome that names no plan is of every plan.
pub(super) const PLAN_OUTCOMES: Rule = rule(
    "plan-outcomes",
    Severity::Medium,
    &["plan", "outcome"],
    |at| {
        at.each(&at.case.records.plans, |plan| {
            let mut outcomes = at.case.records.outcomes.iter();
            let any = outcomes.any(|it| {
                let named = it.plan_id.value();
                named.is_none_or(|id| id.0 == plan.entry.key)
            });
            Answer::of(any).where_asked(at.lasts(&plan.plan_from, &plan.plan_until))
        })
    },
);

pub(super) const PROGRESS_EVIDENCE: Rule =
    rule("progress-evidence", Severity::Low, &["progress"], |at| {
        at.each(&at.case.records.progress, |it| given(&it.evidence))
    });

pub(super) const RECOMMENDED_BY: Rule = rule(
    "recommendation-by-whom",
    Severity::Medium,
    &["recommendation"],
    |at| at.each(&at.case.records.recommendations, |it| given(&it.by_whom)),
);

pub(super) const RECOMMENDED_DUE: Rule = rule(
    "recommendation-due",
    Severity::Medium,
    &["recommendation"],
    |at| at.each(&at.case.records.recommendations, |it| given(&it.due)),
);

pub(super) const ACTION_SERVES: Rule = rule("action-serves", Severity::Medium, &["action"], |at| {
    at.each(&at.case.records.actions, |it| given(&it.serves))
});

pub(super) const ACTION_BY: Rule = rule("action-by-whom", Severity::Medium, &["action"], |at| {
    at.each(&at.case.records.actions, |it| given(&it.action_by))
});

pub(super) const ACTION_DUE: Rule = rule("action-due", Severity::Medium, &["action"], |at| {
    at.each(&at.case.records.actions, |it| {
        any([given(&it.action_due), given(&it.action_done)])
    })
});

pub(super) const ACTION_RESULT: Rule = rule("action-result", Severity::Medium, &["action"], |at| {
    at.each(&at.case.records.actions, |it| {
        let past = it
            .action_due
            .value()
            .is_some_and(|it| it.latest() < at.as_at());
        let dropped = it.action_status.value() == Some(&Progress::Dropped);
        let told = any([given(&it.action_done), given(&it.action_status)]);
        told.where_asked(past && !dropped)
    })
});

pub(super) const SUMMARY_DUE: Rule = rule("summary-due", Severity::High, &["summary"], |at| {
    let ends = at.case.records.summaries.iter();
    let ends = ends.filter_map(|it| it.summary_until.value().map(When::latest));
    let months = chrono::Months::new(at.manner.summary_months);
    intervals(at, ends.collect(), |day| day.checked_add_months(months))
});

pub(super) const SUMMARY_PARTS: Rule =
    rule("summary-parts", Severity::Medium, &["summary"], |at| {
        at.each(&at.case.records.summaries, |it| {
            lacking_parts([
                ("work_done", &it.work_done),
                ("daily_life", &it.daily_life),
                ("engagement", &it.engagement),
                ("next_months", &it.next_months),
            ])
        })
    });

pub(super) const SUMMARY_SIDES: Rule =
    rule("summary-both-sides", Severity::Medium, &["summary"], |at| {
        at.each(&at.case.records.summaries, |it| {
            lacking_parts([
                ("new_strengths", &it.new_strengths),
                ("new_worries", &it.new_worries),
            ])
        })
    });

pub(super) const SUMMARY_SIGNED: Rule =
    rule("summary-signed", Severity::Medium, &["summary"], |at| {
        at.each(&at.case.records.summaries, |it| {
            match given(&it.signed_off_by) {
                Answer::Kept => given(&it.signed_off),
                answer => answer,
            }
        })
    });

pub(super) const SUPERVISION_DUE: Rule = rule(
    "supervision-due",
    Severity::Medium,
    &["supervision"],
    |at| {
        if at.manner.supervision_weeks == 0 {
            return Answers::default();
        }
        let held = at.case.records.supervisions.iter();
        let held = held.filter_map(|it| it.supervised.value().map(When::latest));
        let days = Days::new(u64::from(at.manner.supervision_weeks) * 7);
        intervals(at, held.collect(), |day| day.checked_add_days(days))
    },
);

pub(super) const SUPERVISION_OUTCOME: Rule = rule(
    "supervision-outcome",
    Severity::Medium,
    &["supervision"],
    |at| {
        at.each(&at.case.records.supervisions, |it| {
            given(&it.supervision_outcome)
        })
    },
);

pub(super) const CLOSING_SUMMARY: Rule = rule(
    "closing-summary",
    Severity::High,
    &["summary", "document"],
    |at| {
        let closed = at.case.record().and_then(|it| it.closed.value());
        let Some(closed) = closed.map(When::earliest).filter(|day| *day <= at.as_at()) else {
            return at.of_case(Answer::NotAsked);
        };
        let near = closed.checked_sub_days(Days::new(31)).unwrap_or(closed);
        let mut summaries = at.case.records.summaries.iter();
        let summed = summaries.any(|it| {
            it.summary_until
                .value()
                .is_some_and(|it| it.latest() >= near)
        });
        let paper = at
            .documents_naming(&["closing", "closure"])
            .next()
            .is_some();
        at.of_case(Answer::of(summed || paper))
    },
);

/// Where one worker follows another in the same role within two months.
pub(super) const TRANSFER_SUMMARY: Rule = rule(
    "transfer-summary",
    Severity::Medium,
    &["allocation", "summary", "document"],
    |at| {
        at.each(&at.case.records.allocations, |it| {
            match it.end.value().map(When::latest) {
                Some(end) if end <= at.as_at() => {
                    Answer::of(is_summed_up(at, end)).where_asked(is_followed(at, it, end))
                }
                _ => Answer::NotAsked,
            }
        })
    },
);

/// Whether another worker took over in the same role.
fn is_followed(at: &Examined<'_>, left: &Allocation, end: NaiveDate) -> bool {
    let role = |it: &Allocation| it.case_role.value().map(Text::shown);
    let mut others = at.case.records.allocations.iter();
    others.any(|it| {
        let days = it
            .start
            .value()
            .map(|start| (start.earliest() - end).num_days());
        let other = it.worker_id.value() != left.worker_id.value();
        other && role(it) == role(left) && days.is_some_and(|days| (-31..=62).contains(&days))
    })
}

/// Whether a summary ends, or a document of transfer is dated, within three months of a day.
fn is_summed_up(at: &Examined<'_>, day: NaiveDate) -> bool {
    let near = |it: &Recorded<When>| {
        let days = it.value().map(|it| (it.latest() - day).num_days());
        days.is_some_and(|days| (-92..=31).contains(&days))
    };
    let mut summaries = at.case.records.summaries.iter();
    let mut papers = at.documents_naming(&["transfer", "handover"]);
    summaries.any(|it| near(&it.summary_until)) || papers.any(|it| near(&it.document_date))
}

/// The days on which the child's words or views were recorded.
fn days_heard(at: &Examined<'_>) -> Vec<NaiveDate> {
    let records = &at.case.records;
    let visits = records
        .visits
        .iter()
        .filter(|it| at.was_seen(it) != Some(false));
    let visits = visits.filter_map(|it| {
        let told = any([given(&it.provenance.child_words), given(&it.views_gathered)]);
        it.visited.value().filter(|_| told == Answer::Kept)
    });
    let meetings = records.meetings.iter().filter_map(|it| {
        let part = it.participation.value();
        let spoke = part.is_some_and(|it| {
            !matches!(
                it,
                Participation::Under4 | Participation::Silent | Participation::Neither
            )
        });
        let words = it.provenance.child_words.value().is_some();
        it.held.value().filter(|_| spoke || words)
    });
    let contacts = records.contacts.iter().filter_map(|it| {
        let words = it.provenance.child_words.value();
        it.contacted.value().filter(|_| words.is_some())
    });
    let events = records.events.iter().filter_map(|it| {
        let words = it.provenance.child_words.value();
        it.happened.value().filter(|_| words.is_some())
    });
    let all = visits.chain(meetings).chain(contacts).chain(events);
    all.map(When::earliest).collect()
}

/// The day of a decision and the day of its entry, where both are certain days.
fn days_of(decision: &Decision) -> Option<(NaiveDate, NaiveDate)> {
    let decided = decision.decided.value()?.exact_day()?;
    let entered = decision.provenance.recorded_on.value()?.exact_day()?;
    Some((decided, entered))
}

/// Which parts of a text are not written, by their names.
fn lacking_parts<const N: usize>(parts: [(&'static str, &Recorded<Text>); N]) -> Answer {
    let told = parts.iter().filter(|(_, part)| part.is_carried());
    let empty = parts
        .iter()
        .filter(|(_, part)| given(part) != Answer::Kept && part.is_carried());
    let names: Vec<&'static str> = empty.map(|(name, _)| *name).collect();
    match (told.count(), names.is_empty()) {
        (0, _) => Answer::NotCarried,
        (_, true) => Answer::Kept,
        (_, false) => lacking().with("parts", Filler::Fields(&Summary::TYPE, names)),
    }
}

/// What the times between dates answer that should not lie too far apart, in the last twelve months while the
/// authority worked with the child.
fn intervals(
    at: &Examined<'_>,
    mut days: Vec<NaiveDate>,
    due: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Answers {
    let mut answers = Answers::default();
    let (Some(began), Some(record)) = (at.involved_since(), at.case.record()) else {
        return answers;
    };
    if !at.is_worked_with() {
        return answers;
    }
    let year = at.as_at() - chrono::Months::new(12);
    days.retain(|day| (began..=at.as_at()).contains(day));
    days.sort_unstable();
    let starts = std::iter::once(began).chain(days.iter().copied());
    let ends = days.iter().copied().chain(std::iter::once(at.as_at()));
    for (from, until) in starts.zip(ends).filter(|(_, until)| *until >= year) {
        let late = due(from).is_some_and(|due| until > due);
        let said = lacking()
            .with("from", Filler::Date(When::day(from)))
            .with("until", Filler::Date(When::day(until)));
        answers.add(record, if late { said } else { Answer::Kept });
    }
    answers
}
