//! From what a document is about to its view, as its audience may see it, and what must not be found in
//! the result.

pub(super) mod authority;
pub(super) mod visits;
mod volumes;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use chrono::NaiveDate;

use super::audits::{self, Audits};
use super::lending::{needles, needles_of, refuse_unplaced, settled};
use super::shown::{number_shown, shown_as, team_shown, worker_shown};
use crate::assemble::{self, Brief, CourtPages, Edition, Volume};
use crate::batch::document::{Job, Prepared};
use crate::batch::register::Register;
use crate::config::Config;
use crate::disclose::{self, Disclosed, DisclosedProceedings, Withheld};
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Casebook, Caseload, ProceedingsOf, TeamCaseload};
use crate::render::Renderer;
use crate::view::{DocumentRow, Filing, View};

/// The name of the kind that is filed with a court.
pub(in crate::commands) const FILED: &str = "court-chronology";
/// The name of the kind that is divided into volumes.
pub(super) const RECORD: &str = "case-record";
/// How the part of a document is called that is a volume, before its number.
pub(super) const VOLUME: &str = "volume-";
/// How the part of a document is called that is an addendum, before its number.
const ADDENDUM: &str = "addendum-";

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

    fn of_proceedings(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        let one = |issue| vec![issue];
        let (cases, issues) = self.settled_cases(job.subject)?;
        let cases: Vec<&Case> = cases.iter().map(|case| &**case).collect();
        if job.audience != Audience::Internal {
            refuse_unplaced(&cases)?;
        }
        let disclosed = self.disclosed(job.subject, &cases);
        let filings = self.filings(&job.id);
        let whole = Edition {
            filings: &filings,
            addendum: None,
        };
        let mut view = if job.kind.name == FILED {
            let edition = Edition {
                addendum: job.part.as_deref().and_then(number_of),
                ..whole
            };
            assemble::court_chronology(&disclosed, edition, self.brief).map_err(one)?
        } else {
            let pages = self.pages(job, &disclosed, whole)?;
            assemble::counsel_sheet(&disclosed, whole, &pages, self.brief).map_err(one)?
        };
        view.issues.extend(issues);
        let withheld: Vec<Withheld> = disclosed.withheld().cloned().collect();
        Ok(Prepared {
            needles: needles(&withheld),
            shown_as: number_shown(&disclosed, job),
            audit: None,
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

    /// The children's cases with only those edits of their working copies that still hold.
    fn settled_cases(&self, subject: usize) -> Result<Settled<'a>, Vec<Issue>> {
        let (mut cases, mut issues) = (Vec::new(), Vec::new());
        for case in &self.proceedings[subject].cases {
            let (case, found) = settled(case, self.brief).map_err(|issue| vec![issue])?;
            cases.push(case);
            issues.extend(found);
        }
        Ok((cases, issues))
    }

    /// The proceedings as court and parties may see them; counsel's sheet tells of what those see.
    fn disclosed<'b>(&self, subject: usize, cases: &[&'b Case]) -> DisclosedProceedings<'b> {
        let sharing: Vec<&Case> = cases
            .iter()
            .flat_map(|case| self.casebook.sharing_with(case))
            .collect();
        disclose::court(self.proceedings[subject].record, cases, &sharing)
    }

    fn filings(&self, id: &str) -> Vec<Filing> {
        self.register.filings(FILED, id)
    }

    /// The part of the addendum that is due: something was filed, and something is new since.
    ///
    /// # Errors
    /// A wording template that cannot be used.
    pub fn addendum(&self, subject: usize) -> Result<Option<String>, Vec<Issue>> {
        let filings = self.filings(self.proceedings[subject].id());
        let Some(number) = Edition::next_addendum(&filings) else {
            return Ok(None);
        };
        let (cases, _) = self.settled_cases(subject)?;
        let cases: Vec<&Case> = cases.iter().map(|case| &**case).collect();
        let disclosed = self.disclosed(subject, &cases);
        let view = self.edition(&disclosed, &filings, Some(number))?;
        let is_due = !view.entries.is_empty();
        Ok(is_due.then(|| format!("{ADDENDUM}{number}")))
    }

    fn edition(
        &self,
        disclosed: &DisclosedProceedings<'_>,
        filings: &[Filing],
        addendum: Option<usize>,
    ) -> Result<View, Vec<Issue>> {
        let edition = Edition { filings, addendum };
        assemble::court_chronology(disclosed, edition, self.brief).map_err(|issue| vec![issue])
    }

    /// How many pages the chronology and its addendum have: known where they have not changed since
    /// the last run, else they are set for it.
    fn pages(
        &self,
        job: &Job,
        disclosed: &DisclosedProceedings<'_>,
        whole: Edition<'_>,
    ) -> Result<CourtPages, Vec<Issue>> {
        let set = |addendum: Option<usize>| {
            let view = self.edition(disclosed, whole.filings, addendum)?;
            if addendum.is_some() && view.entries.is_empty() {
                return Ok(None);
            }
            let part = addendum.map_or_else(String::new, |number| format!("/{ADDENDUM}{number}"));
            let name = format!("{FILED}/{}/{}{part}", Audience::Court, job.id);
            let known = self.known.get(&name);
            match known.filter(|row| row.view_digest == view.digest() && row.pages > 0) {
                Some(row) => Ok(Some(row.pages)),
                None => self.renderer.pdf(&view).map(|it| Some(it.pages)),
            }
        };
        let number = Edition::next_addendum(whole.filings);
        Ok(CourtPages {
            whole: set(None)?.unwrap_or_default(),
            addendum: number.map_or(Ok(None), |number| set(Some(number)))?,
        })
    }
}

/// Cases with the edits that still hold, and what is to be said of the others.
type Settled<'a> = (Vec<Cow<'a, Case>>, Vec<Issue>);

/// The number of an addendum by the name of its part.
fn number_of(part: &str) -> Option<usize> {
    part.strip_prefix(ADDENDUM)?.parse().ok()
}
