//! From what a document is about to its view, as its audience may see it, and what must not be found in
//! the result.

pub(super) mod authority;
mod court;
pub(super) mod visits;
mod volumes;

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use chrono::NaiveDate;

use super::audits::{self, Audits};
use super::lending::{needles, needles_of, refuse_unplaced, settled};
use super::shown::{shown_as, team_shown, worker_shown};
use crate::assemble::{self, Brief, Volume};
use crate::batch::document::{Job, Prepared};
use crate::batch::register::Register;
use crate::config::Config;
use crate::disclose::{self, Disclosed};
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Casebook, Caseload, ProceedingsOf, TeamCaseload};
use crate::render::Renderer;
use crate::view::DocumentRow;

/// The name of the kind that is filed with a court.
pub(in crate::commands) const FILED: &str = "court-chronology";
/// The name of the kind that is divided into volumes.
pub(super) const RECORD: &str = "case-record";
/// How the part of a document is called that is a volume, before its number.
pub(super) const VOLUME: &str = "volume-";

/// What every view of a run is prepared from.
pub(super) struct Preparing<'a> {
    casebook: &'a Casebook,
    proceedings: Vec<ProceedingsOf<'a>>,
    workers: Vec<Caseload<'a>>,
    teams: Vec<TeamCaseload<'a>>,
    audits: &'a Audits<'a>,
    brief: &'a Brief<'a>,
    /// How the index names a child (rule 5).
    names: &'a str,
    register: &'a Register,
    renderer: &'a Renderer,
    /// The documents of the last run.
    known: &'a HashMap<String, DocumentRow>,
    /// How many pages a volume of a case record has at most; 0 for any number.
    volume_pages: usize,
    /// The volumes of the case records that are longer than one, by case, as they were divided when the
    /// jobs were made.
    volumes: Mutex<BTreeMap<usize, Vec<Volume>>>,
}

impl<'a> Preparing<'a> {
    pub fn new(
        casebook: &'a Casebook,
        brief: &'a Brief<'a>,
        config: &'a Config,
        register: &'a Register,
        renderer: &'a Renderer,
        known: &'a HashMap<String, DocumentRow>,
        audits: &'a Audits<'a>,
    ) -> Self {
        Self {
            casebook,
            proceedings: casebook.proceedings(),
            workers: casebook.workers(brief.as_at),
            teams: casebook.teams(brief.as_at),
            audits,
            brief,
            names: config.text("names_in_index"),
            register,
            renderer,
            known,
            volume_pages: config.number("case_record.volume_pages") as usize,
            volumes: Mutex::default(),
        }
    }

    /// Every set of proceedings, in the order in which jobs number them.
    pub fn proceedings(&self) -> &[ProceedingsOf<'a>] {
        &self.proceedings
    }

    /// Every worker who holds a case, in the order in which jobs number them.
    pub fn workers(&self) -> &[Caseload<'a>] {
        &self.workers
    }

    /// Every team whose workers hold a case, in the order in which jobs number them.
    pub fn teams(&self) -> &[TeamCaseload<'a>] {
        &self.teams
    }

    /// How audits are made.
    pub fn audits(&self) -> &'a Audits<'a> {
        self.audits
    }

    /// The date prepared.
    pub fn as_at(&self) -> NaiveDate {
        self.brief.as_at
    }

    /// The view of a job with what must not be found in it.
    ///
    /// # Errors
    /// Why the document may not or cannot be made.
    pub fn prepare(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        match job.kind.subject {
            SubjectKind::Case => self.of_case(job),
            SubjectKind::Proceedings => self.of_proceedings(job),
            SubjectKind::Worker => self.of_worker(job),
            SubjectKind::Team => self.of_team(job),
            SubjectKind::Authority => self.of_authority(job),
        }
    }

    fn of_case(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        let one = |issue| vec![issue];
        let (case, issues) = settled(&self.casebook.cases[job.subject], self.brief).map_err(one)?;
        if job.audience != Audience::Internal {
            refuse_unplaced(&[&case])?;
        }
        let disclosed = match job.audience {
            Audience::Internal => disclose::internal(&case),
            Audience::Family | Audience::Court | Audience::Subject => {
                disclose::family(&case, &self.casebook.sharing_with(&case))
            }
        };
        let (mut view, audit) = match job.kind.name {
            audits::CASE => {
                let (view, counts) = self.audits.of_case(&disclosed);
                (view, Some(counts))
            }
            name => {
                let made = match name {
                    RECORD => self.record(job, &disclosed),
                    visits::KIND => self.visit(job, &disclosed),
                    _ => assemble::of_case(name, &disclosed, job.audience, self.brief),
                };
                (made.map_err(one)?, None)
            }
        };
        view.issues.extend(issues);
        Ok(Prepared {
            needles: needles(disclosed.withheld()),
            shown_as: shown_as(&case, self.names),
            audit,
            view,
        })
    }

    fn of_worker(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        let one = |issue| vec![issue];
        let load = &self.workers[job.subject];
        let (mut cases, mut issues) = (Vec::new(), Vec::new());
        for case in &load.cases {
            let (case, found) = settled(case, self.brief).map_err(one)?;
            cases.push(case);
            issues.extend(found);
        }
        let disclosed: Vec<Disclosed<'_>> = cases.iter().map(|it| disclose::internal(it)).collect();
        let (mut view, audit) = match job.kind.name {
            audits::WORKER => {
                let (view, counts) = self.audits.of_worker(load, &disclosed);
                (view, Some(counts))
            }
            name => {
                let named = |case: &Case| shown_as(case, self.names);
                let made = assemble::of_worker(name, load, (&disclosed, &named), self.brief);
                (made.map_err(one)?, None)
            }
        };
        view.issues.extend(issues);
        Ok(Prepared {
            needles: needles_of(&disclosed),
            shown_as: worker_shown(load, self.names),
            audit,
            view,
        })
    }

    fn of_team(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        match job.kind.name {
            audits::TEAM => self.audit_of_team(job),
            _ => self.caseload_of_team(job),
        }
    }

    /// The workers of a team with their cases; one that two hold stands under both.
    fn caseload_of_team(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        let one = |issue| vec![issue];
        let team = &self.teams[job.subject];
        let (mut cases, mut issues) = (Vec::new(), Vec::new());
        for load in &team.workers {
            let mut held = Vec::new();
            for case in &load.cases {
                let (case, found) = settled(case, self.brief).map_err(one)?;
                held.push(case);
                issues.extend(found);
            }
            cases.push(held);
        }
        let lent = cases.iter().map(|held| {
            let lent = held.iter().map(|it| disclose::internal(it));
            lent.collect::<Vec<Disclosed<'_>>>()
        });
        let lent: Vec<Vec<Disclosed<'_>>> = lent.collect();
        let named = |case: &Case| shown_as(case, self.names);
        let made = assemble::team_caseload(team, (&lent, &named), self.brief);
        let mut view = made.map_err(one)?;
        view.issues.extend(issues);
        let withheld = lent.iter().flatten().flat_map(|it| it.withheld());
        Ok(Prepared {
            needles: needles(&withheld.cloned().collect::<Vec<_>>()),
            shown_as: team_shown(team),
            audit: None,
            view,
        })
    }

    /// An audit of the team's cases, each of them lent once.
    fn audit_of_team(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        let team = &self.teams[job.subject];
        let held = team.workers.iter().flat_map(|load| &load.cases);
        let held: BTreeMap<&str, &Case> = held.map(|case| (case.id.as_str(), *case)).collect();
        let (mut cases, mut issues) = (Vec::new(), Vec::new());
        for case in held.into_values() {
            let (case, found) = settled(case, self.brief).map_err(|issue| vec![issue])?;
            cases.push(case);
            issues.extend(found);
        }
        let disclosed: Vec<Disclosed<'_>> = cases.iter().map(|it| disclose::internal(it)).collect();
        let (mut view, counts) = self.audits.of_team(team, &disclosed);
        view.issues.extend(issues);
        Ok(Prepared {
            needles: needles_of(&disclosed),
            shown_as: team_shown(team),
            audit: Some(counts),
            view,
        })
    }
}
