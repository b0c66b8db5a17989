//! Whose work a case is: a worker's cases, and a team's workers, as allocations have them on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::casebook::{Case, Casebook};
use super::records::{Allocation, Team, Worker};

/// A worker and the cases that they hold on a day.
#[derive(Debug, Clone)]
pub struct Caseload<'a> {
    /// The worker's id, as allocations give it.
    pub id: &'a str,
    /// What is recorded of the worker; none where allocations name one that no record describes.
    pub worker: Option<&'a Worker>,
    /// The cases, ordered by id.
    pub cases: Vec<&'a Case>,
}

/// A team and its workers who hold cases on a day.
#[derive(Debug, Clone)]
pub struct TeamCaseload<'a> {
    /// The team's id, as its workers give it.
    pub id: &'a str,
    /// What is recorded of the team; none where workers name one that no record describes.
    pub team: Option<&'a Team>,
    /// The workers, ordered by id.
    pub workers: Vec<Caseload<'a>>,
}

impl Caseload<'_> {
    /// The id of the worker's team.
    pub fn team_id(&self) -> Option<&str> {
        Some(&*self.worker?.team_id.value()?.0)
    }
}

impl Casebook {
    /// Every worker who holds a case on a day, ordered by id.
    pub fn workers(&self, on: NaiveDate) -> Vec<Caseload<'_>> {
        let mut loads: BTreeMap<&str, Caseload<'_>> = BTreeMap::new();
        for case in &self.cases {
            for id in case.allocated(on) {
                let load = loads.entry(id).or_insert(Caseload {
                    id,
                    worker: None,
                    cases: Vec::new(),
                });
                load.worker = load.worker.or_else(|| case.worker(id));
                // A worker can hold a case in two roles.
                if load.cases.last().is_none_or(|last| last.id != case.id) {
                    load.cases.push(case);
                }
            }
        }
        loads.into_values().collect()
    }

    /// Every team whose workers hold a case on a day, ordered by id.
    pub fn teams(&self, on: NaiveDate) -> Vec<TeamCaseload<'_>> {
        let mut teams: BTreeMap<String, TeamCaseload<'_>> = BTreeMap::new();
        for load in self.workers(on) {
            let Some(worker) = load.worker else { continue };
            let Some(id) = worker.team_id.value() else {
                continue;
            };
            let mut all = load.cases.iter().flat_map(|case| &case.records.teams);
            let team = all.find(|team| team.entry.key == id.0);
            let entry = teams.entry(id.0.to_string()).or_insert(TeamCaseload {
                id: &id.0,
                team: None,
                workers: Vec::new(),
            });
            entry.team = entry.team.or(team);
            entry.workers.push(load);
        }
        teams.into_values().collect()
    }
}

impl Case {
    /// The ids of the workers to whom the case is allocated on a day, in order of the export.
    pub fn allocated(&self, on: NaiveDate) -> impl Iterator<Item = &str> {
        let held = self.records.allocations.iter();
        let held = held.filter(move |it| lasts(it, on));
        held.filter_map(|it| Some(&*it.worker_id.value()?.0))
    }

    /// A worker whom the case names, by id.
    pub fn worker(&self, id: &str) -> Option<&Worker> {
        let mut workers = self.records.workers.iter();
        workers.find(|worker| &*worker.entry.key == id)
    }
}

/// Whether an allocation lasts on a day; one without a beginning has begun.
fn lasts(allocation: &Allocation, on: NaiveDate) -> bool {
    let begun = allocation.start.value();
    let ended = allocation.end.value();
    begun.is_none_or(|it| it.earliest() <= on) && ended.is_none_or(|it| it.latest() > on)
}
