//! Which documents a run is asked for: kinds, cases, workers, teams.

use crate::batch::document::Job;
use crate::batch::files::Names;
use crate::cli::Build;
use crate::commands::{Exit, Stop};
use crate::config::Config;
use crate::issue::Issue;
use crate::kind::{Audience, KINDS, Kind, named};
use crate::model::{Case, Casebook};

/// A job for each document asked for, by case and kind.
///
/// # Errors
/// A kind or case that there is not.
pub(super) fn jobs(typed: &Build, config: &Config, casebook: &Casebook) -> Result<Vec<Job>, Stop> {
    let kinds = kinds(&typed.only)?;
    let audiences = config
        .audiences()
        .map_err(|issue| Stop::new(Exit::Usage, issue))?;
    unknown_cases(&typed.cases, casebook)?;
    let mut names = Names::default();
    let mut jobs = Vec::new();
    for (subject, case) in casebook.cases.iter().enumerate() {
        // Names are given to all cases, so that they are the same whatever is selected.
        let name = names.of(&case.id);
        if !is_selected(typed, case) {
            continue;
        }
        for kind in &kinds {
            for audience in audiences.iter().filter(|it| kind.audiences.contains(it)) {
                jobs.push(job(kind, *audience, subject, case, &name));
            }
        }
    }
    Ok(jobs)
}

fn job(kind: &'static Kind, audience: Audience, subject: usize, case: &Case, name: &str) -> Job {
    let suffix = match audience {
        Audience::Internal => String::new(),
        other => format!("-{other}"),
    };
    let stem = format!(
        "{}/{name}/{name}-{}{suffix}",
        kind.subject.folder(),
        kind.name
    );
    Job {
        kind,
        id: case.id.clone(),
        audience,
        stem,
        subject,
    }
}

fn kinds(only: &[String]) -> Result<Vec<&'static Kind>, Stop> {
    if only.is_empty() {
        return Ok(KINDS.iter().collect());
    }
    let kind = |name: &String| {
        named(name.trim()).ok_or_else(|| {
            let all: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            let issue = Issue::error("CB0011", "there is no such kind of document")
                .hint(format!("--only takes: {}.", all.join(", ")));
            Stop::new(Exit::Usage, issue)
        })
    };
    only.iter().map(kind).collect()
}

fn unknown_cases(asked: &[String], casebook: &Casebook) -> Result<(), Stop> {
    let unknown: Vec<&str> = asked
        .iter()
        .filter(|id| !casebook.cases.iter().any(|case| case.id == **id))
        .map(String::as_str)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let issue = Issue::error(
        "CB0012",
        format!("the export holds no case {}", unknown.join(", ")),
    )
    .hint("Check the id; casebinder check tells what was read.");
    Err(Stop::new(Exit::Usage, issue))
}

fn is_selected(typed: &Build, case: &Case) -> bool {
    let by_case = typed.cases.is_empty() || typed.cases.contains(&case.id);
    let by_worker = typed
        .worker
        .as_ref()
        .is_none_or(|id| is_allocated(case, id));
    let by_team = typed.team.as_ref().is_none_or(|team| {
        let of_team = case
            .records
            .workers
            .iter()
            .filter(|worker| worker.team_id.value().is_some_and(|id| *id.0 == **team));
        of_team
            .into_iter()
            .any(|worker| is_allocated(case, &worker.entry.key))
    });
    by_case && by_worker && by_team
}

/// Whether a worker is allocated and the allocation has not ended.
fn is_allocated(case: &Case, worker: &str) -> bool {
    case.records.allocations.iter().any(|allocation| {
        let same = allocation
            .worker_id
            .value()
            .is_some_and(|id| &*id.0 == worker);
        same && allocation.end.value().is_none()
    })
}
