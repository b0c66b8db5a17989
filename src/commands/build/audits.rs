//! Audits of a run: what they are made with beside the record, the sample, and what they enter on the register
//! once their documents are made (rule 36).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::selection::is_selected;
use super::shown::shown_as;
use crate::assemble::Brief;
use crate::assemble::record_audit::{
    self, Auditing, Background, LoadAudit, Manner, Occasion, Sample,
};
use crate::batch::Made;
use crate::batch::register::Register;
use crate::cli::Build;
use crate::config::Config;
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Kind, named};
use crate::model::{Case, Casebook, Caseload, TeamCaseload};
use crate::view::{AuditCounts, Audited, Outcome, View, Waiver};

/// The audit of a case.
pub(super) const CASE: &str = "record-audit";
/// The audit of a worker's cases.
pub(super) const WORKER: &str = "worker-audit";
/// The audit of a team's cases.
pub(super) const TEAM: &str = "team-audit";
/// How the part of an audit is called that is made before a transfer.
const TRANSFER: &str = "transfer";

/// What the audits of a run are made with.
pub(super) struct Audits<'a> {
    casebook: &'a Casebook,
    brief: &'a Brief<'a>,
    manner: Manner,
    /// How a child is named in what covers several children (rule 5).
    names: &'a str,
    waivers: BTreeMap<String, Vec<Waiver>>,
    last: BTreeMap<String, Audited>,
    sample: Option<Sample>,
    occasion: Occasion,
    /// Looked over the whole casebook by the first audit that is made, so that a run without audits does
    /// not pay for it.
    background: OnceLock<Background>,
    /// What was audited, by case.
    audited: Mutex<BTreeMap<String, Audited>>,
}

impl<'a> Audits<'a> {
    pub fn new(
        typed: &Build,
        casebook: &'a Casebook,
        (brief, manner): (&'a Brief<'a>, Manner),
        config: &'a Config,
        register: &Register,
    ) -> Self {
        let sample = typed.audits.sample.map(|number| {
            let selected = casebook.cases.iter();
            let selected = selected.filter(|case| is_selected(typed, case, brief.as_at));
            let seed = typed.audits.seed.unwrap_or_default();
            Sample::draw(selected.map(|case| case.id.as_str()), number, seed)
        });
        Self {
            casebook,
            brief,
            manner,
            names: config.text("names_in_index"),
            waivers: register.waivers(),
            last: register.audits_before(brief.as_at),
            sample,
            occasion: match typed.audits.transfer {
                true => Occasion::Transfer,
                false => Occasion::Routine,
            },
            background: OnceLock::new(),
            audited: Mutex::default(),
        }
    }

    /// Whether a case is in the sample, where one is drawn.
    pub fn draws(&self, case: &Case) -> bool {
        let sample = self.sample.as_ref();
        sample.is_none_or(|sample| sample.cases.contains(&case.id))
    }

    /// What the name of an audit's file says of sample or transfer.
    pub fn part(&self, kind: &Kind) -> Option<String> {
        match (kind.name, self.occasion) {
            (CASE, Occasion::Transfer) => Some(TRANSFER.to_owned()),
            (WORKER | TEAM, _) => self.sample.as_ref().map(Sample::part),
            _ => None,
        }
    }

    /// The audit of a case, and how it stands in the index.
    pub fn of_case(&self, disclosed: &Disclosed<'_>) -> (View, AuditCounts) {
        let made =
            self.with(|with| record_audit::of_case(disclosed, self.occasion, with, self.brief));
        let mut audited = self.audited.lock().unwrap_or_else(PoisonError::into_inner);
        audited.insert(made.audited.case.clone(), made.audited);
        (made.view, made.counts)
    }

    /// The audit of a worker's cases, and how it stands in the index.
    pub fn of_worker(&self, load: &Caseload<'_>, cases: &[Disclosed<'_>]) -> (View, AuditCounts) {
        parted(self.with(|with| record_audit::of_worker(load, cases, with, self.brief)))
    }

    /// The audit of a team's cases, each of which is lent once, and how it stands in the index.
    pub fn of_team(&self, team: &TeamCaseload<'_>, cases: &[Disclosed<'_>]) -> (View, AuditCounts) {
        parted(self.with(|with| record_audit::of_team(team, cases, with, self.brief)))
    }

    fn with<T>(&self, make: impl FnOnce(&Auditing<'_>) -> T) -> T {
        let background = self
            .background
            .get_or_init(|| Background::of(self.casebook, &self.manner, self.brief.as_at));
        make(&Auditing {
            background,
            manner: &self.manner,
            waivers: &self.waivers,
            last: &self.last,
            sample: self.sample.as_ref(),
            child: &|case| shown_as(case, self.names),
        })
    }

    /// Enters on the register what was audited and whose document is there.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn enter(&self, made: &Made, register: &Register, path: &Path) -> Result<(), Issue> {
        let audited = self.audited.lock().unwrap_or_else(PoisonError::into_inner);
        let there = made.documents.iter();
        let there = there.filter(|row| row.kind == CASE && row.outcome != Outcome::Failed);
        let audits = there.filter_map(|row| audited.get(&row.id).cloned());
        Register::add_audits(path, register.not_entered(audits.collect()))
    }
}

fn parted(made: LoadAudit) -> (View, AuditCounts) {
    (made.view, made.counts)
}

/// The kinds that a run makes which is asked for a sample or a transfer and for no kinds.
pub(super) fn implied(typed: &Build) -> Option<Vec<&'static Kind>> {
    let names: &[&str] = match (typed.audits.sample, typed.audits.transfer) {
        (None, false) => return None,
        (None, true) => &[CASE],
        (Some(_), _) => &[CASE, WORKER, TEAM],
    };
    Some(names.iter().filter_map(|name| named(name)).collect())
}

/// Refuses a sample or a transfer of which none of the kinds asked for would tell.
///
/// # Errors
/// No audit among the kinds.
pub(super) fn refuse_without(kinds: &[&'static Kind], typed: &Build) -> Result<(), Issue> {
    let asks = |names: &[&str]| kinds.iter().any(|kind| names.contains(&kind.name));
    if typed.audits.transfer && !asks(&[CASE]) {
        return Err(without(
            "--transfer is for record-audit, and --only does not name it",
        ));
    }
    if typed.audits.sample.is_some() && !asks(&[CASE, WORKER, TEAM]) {
        return Err(without(
            "--sample is for record-audit, worker-audit and team-audit, and --only names none of them",
        ));
    }
    Ok(())
}

fn without(message: &str) -> Issue {
    Issue::error("CB2250", message)
        .hint("Add the audit to --only, or leave --only out: then the audits are made.")
}
