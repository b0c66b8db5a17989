//! How a case stands on the date prepared: what the caseload at a glance says of each child.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::Manner;
use super::since::Since;
use crate::assemble::Brief;
use crate::assemble::chronology::Content;
use crate::assemble::shared::late::{self, Lateness};
use crate::assemble::shared::timeline::Fact;
use crate::assemble::shared::{carried, due, seen};
use crate::diagram::visits::Seen;
use crate::model::codes::Progress;
use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::{Action, Assessment};
use crate::model::{Case, EntryId, Recorded, When};

/// What is to be known of a case at a glance.
#[derive(Debug, Clone)]
pub(in crate::assemble) struct Standing {
    /// When the child was last seen.
    pub last_seen: Option<NaiveDate>,
    /// When the child was last seen alone.
    pub last_alone: Option<NaiveDate>,
    /// When the next visit is due by the settings (rule 21).
    pub next_visit: NextVisit,
    /// How many visits in a row, up to the last, found nobody home.
    pub nobody_home: usize,
    /// The day of the last entry of the chronology.
    pub chronology_until: Option<NaiveDate>,
    /// The last day that an authored summary covers.
    pub summary_until: Option<NaiveDate>,
    /// The actions that are open and past their day.
    pub overdue: usize,
    /// The actions that are open.
    pub open: usize,
    /// The entries since the last supervision that were made late (rule 11).
    pub late: usize,
    /// When the next review is due.
    pub review: Option<NaiveDate>,
    /// By when the assessments that have begun are to be completed; none without a beginning.
    pub assessments: Vec<NaiveDate>,
    /// How many records are restricted, whole or in part.
    pub restricted: usize,
}

/// When the next visit is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assemble) enum NextVisit {
    /// By that day.
    By(NaiveDate),
    /// The authority has set no rhythm for this child.
    NotSet,
    /// The export carries no visits, so that nothing can be said (rule 1).
    NotCarried,
}

/// What stands out of a case, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::assemble) enum Matter {
    /// A visit is past its day.
    VisitOverdue,
    /// Visits in a row found nobody home.
    NobodyHome,
    /// No visit is recorded at which the child was seen.
    NeverSeen,
    /// A review is past its day.
    ReviewOverdue,
    /// An assessment is past its day.
    AssessmentOverdue,
    /// Actions are past their day.
    ActionsOverdue,
    /// The quarterly summary is past its day (Northamptonshire 5.7).
    SummaryOverdue,
    /// Entries were made late.
    LateEntries,
}

impl Matter {
    /// Every matter, worst first.
    pub const ALL: [Self; 8] = [
        Self::VisitOverdue,
        Self::NobodyHome,
        Self::NeverSeen,
        Self::ReviewOverdue,
        Self::AssessmentOverdue,
        Self::ActionsOverdue,
        Self::SummaryOverdue,
        Self::LateEntries,
    ];

    /// The key of its name over a column of counts.
    pub fn short_key(self) -> &'static str {
        match self {
            Self::VisitOverdue => "pack.short.visit_overdue",
            Self::NobodyHome => "pack.short.nobody_home",
            Self::NeverSeen => "pack.short.never_seen",
            Self::ReviewOverdue => "pack.short.review_overdue",
            Self::AssessmentOverdue => "pack.short.assessment_overdue",
            Self::ActionsOverdue => "pack.short.actions_overdue",
            Self::SummaryOverdue => "pack.short.summary_overdue",
            Self::LateEntries => "pack.short.late_entries",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::VisitOverdue => "pack.matter.visit_overdue",
            Self::NobodyHome => "pack.matter.nobody_home",
            Self::NeverSeen => "pack.matter.never_seen",
            Self::ReviewOverdue => "pack.matter.review_overdue",
            Self::AssessmentOverdue => "pack.matter.assessment_overdue",
            Self::ActionsOverdue => "pack.matter.actions_overdue",
            Self::SummaryOverdue => "pack.matter.summary_overdue",
            Self::LateEntries => "pack.matter.late_entries",
        }
    }
}

impl Standing {
    /// How a case stands, its chronology being that.
    pub fn of(case: &Case, content: &Content, since: Since, brief: &Brief<'_>) -> Self {
        let (as_at, manner) = (brief.as_at, brief.supervision);
        let last_seen = seen::last(case, &[Seen::Alone, Seen::WithOthers], as_at);
        let (overdue, open) = actions(case, as_at);
        Self {
            last_seen,
            last_alone: seen::last(case, &[Seen::Alone], as_at),
            next_visit: next_visit(case, last_seen, brief),
            nobody_home: nobody_home(case, as_at),
            chronology_until: chronology_until(content, as_at),
            summary_until: summary_until(case, as_at),
            overdue,
            open,
            late: late_entries(content, since, brief),
            review: due::next_review(case, &brief.summary.rhythms, as_at),
            assessments: assessments(case, manner, brief),
            restricted: restricted(case),
        }
    }

    /// What stands out, worst first.
    pub fn matters(&self, case: &Case, brief: &Brief<'_>) -> Vec<Matter> {
        let as_at = brief.as_at;
        let is_past = |day: NaiveDate| day < as_at;
        let open = !is_closed(case, as_at);
        let holds = |matter: &Matter| match matter {
            Matter::VisitOverdue => matches!(self.next_visit, NextVisit::By(day) if is_past(day)),
            Matter::NobodyHome => self.nobody_home >= 2,
            Matter::NeverSeen => self.last_seen.is_none() && is_carried(case, "visit"),
            Matter::ReviewOverdue => self.review.is_some_and(is_past),
            Matter::AssessmentOverdue => self.assessments.iter().copied().any(is_past),
            Matter::ActionsOverdue => self.overdue > 0,
            Matter::SummaryOverdue => {
                is_carried(case, "summary") && self.summary_due(case).is_some_and(is_past)
            }
            Matter::LateEntries => self.late > 0,
        };
        let all = Matter::ALL.into_iter();
        all.filter(|matter| open && holds(matter)).collect()
    }

    /// By when the next summary is due: three months after the last one ends, or after the case was opened
    /// (Northamptonshire 5.7).
    pub fn summary_due(&self, case: &Case) -> Option<NaiveDate> {
        let opened = case.record().and_then(|it| it.opened.value());
        let from = self.summary_until.or(opened.map(When::latest))?;
        from.checked_add_months(Months::new(3))
    }
}

/// Whether the export can carry records of a type (rule 1).
pub(super) fn is_carried(case: &Case, record_type: &str) -> bool {
    carried::absence(case, record_type).is_carried()
}

/// Whether the case was closed by a day.
pub(super) fn is_closed(case: &Case, on: NaiveDate) -> bool {
    let closed = case.record().and_then(|record| record.closed.value());
    closed.is_some_and(|closed| closed.latest() <= on)
}

fn next_visit(case: &Case, last_seen: Option<NaiveDate>, brief: &Brief<'_>) -> NextVisit {
    if !is_carried(case, "visit") {
        return NextVisit::NotCarried;
    }
    let due = due::next_visit(case, &brief.summary.rhythms, last_seen, brief.as_at);
    due.map_or(NextVisit::NotSet, NextVisit::By)
}

fn nobody_home(case: &Case, as_at: NaiveDate) -> usize {
    let visits = seen::visits(case, as_at);
    let last = visits.iter().rev();
    last.take_while(|(_, seen, _)| *seen == Seen::NobodyHome)
        .count()
}

fn chronology_until(content: &Content, as_at: NaiveDate) -> Option<NaiveDate> {
    let days = content.printed.iter().map(|it| it.fact.when.earliest());
    days.filter(|day| *day <= as_at).max()
}

fn summary_until(case: &Case, as_at: NaiveDate) -> Option<NaiveDate> {
    let ends = case.records.summaries.iter();
    let ends = ends.filter_map(|it| it.summary_until.value());
    ends.map(When::latest).filter(|day| *day <= as_at).max()
}

/// How many actions are open past their day, and how many are open.
fn actions(case: &Case, as_at: NaiveDate) -> (usize, usize) {
    let open: Vec<&Action> = case
        .records
        .actions
        .iter()
        .filter(|it| is_open(it, as_at))
        .collect();
    let due = open.iter().filter_map(|it| it.action_due.value());
    let overdue = due.filter(|due| due.latest() < as_at).count();
    (overdue, open.len())
}

/// Whether an action had been agreed by a day and was still to be done.
pub(super) fn is_open(action: &Action, on: NaiveDate) -> bool {
    let agreed = action.agreed.value();
    let done = action.action_done.value();
    let over = matches!(
        action.action_status.value(),
        Some(Progress::Achieved | Progress::Dropped)
    );
    agreed.is_none_or(|it| it.earliest() <= on) && !over && done.is_none_or(|it| it.earliest() > on)
}

/// Records of one's own work that were entered or changed late since the last supervision; each counted
/// once, however many entries it makes.
fn late_entries(content: &Content, since: Since, brief: &Brief<'_>) -> usize {
    let punctuality = &brief.chronology.punctuality;
    let own = content.printed.iter().map(|it| &it.fact);
    let others = content.left_out.iter().map(|(fact, ..)| fact);
    let late = own.chain(others).filter(|fact: &&Fact| {
        let lateness = late::lateness(fact, punctuality);
        matches!(lateness, Lateness::Late(entered) if entered.latest() > since.day)
    });
    let records: BTreeSet<(&str, &str)> = late
        .map(|fact| (&*fact.entry.record, &*fact.entry.key))
        .collect();
    records.len()
}

/// By when each assessment that is under way is to be completed.
fn assessments(case: &Case, manner: &Manner, brief: &Brief<'_>) -> Vec<NaiveDate> {
    let days = &brief.summary.rhythms.days;
    let under_way = case.records.assessments.iter().filter(|it: &&Assessment| {
        let done = it.completed.value();
        done.is_none_or(|done| done.earliest() > brief.as_at)
    });
    let begun = under_way
        .filter_map(|it| it.began.value())
        .map(When::latest);
    let begun = begun.filter(|day| *day <= brief.as_at && manner.assessment_working_days > 0);
    let mut due: Vec<NaiveDate> = begun
        .map(|day| days.after(day, manner.assessment_working_days))
        .collect();
    due.sort_unstable();
    due
}

/// How many records are restricted by a restriction in force or by their own mark.
fn restricted(case: &Case) -> usize {
    struct Marked(BTreeSet<String>);
    impl ListVisitor for Marked {
        fn list<R: Listed>(&mut self, records: &[R]) {
            let marked = records.iter().filter(|record| {
                let provenance = record.provenance();
                provenance.is_some_and(|it| it.restricted.value() == Some(&true))
            });
            self.0.extend(marked.map(|it| plain_name(it.entry())));
        }
    }
    let mut marked = Marked(BTreeSet::new());
    case.records.each_list(&mut marked);
    let restrictions = case.records.restrictions.iter();
    let held = restrictions.filter(|it| {
        matches!(
            it.lifted,
            Recorded::Empty | Recorded::NotCarried | Recorded::None
        )
    });
    let named = held.filter_map(|it| Some(it.restricted_record.value()?.shown()));
    marked.0.extend(named.map(|name| name.replace(' ', "")));
    marked.0.len()
}

fn plain_name(entry: &EntryId) -> String {
    format!("{}:{}", entry.record, entry.key).replace(' ', "")
}
