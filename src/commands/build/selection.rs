//! Which documents a run is asked for: kinds, cases, workers, teams.

use chrono::NaiveDate;

use super::audits::{self, Audits};
use super::prepare::{FILED, Preparing, RECORD, authority, visits};
use crate::batch::document::Job;
use crate::batch::files::Names;
use crate::cli::Build;
use crate::commands::{Exit, Stop, tell};
use crate::config::Config;
use crate::issue::Issue;
use crate::kind::{Audience, KINDS, Kind, Made, SubjectKind, always_made, named};
use crate::model::{Case, Casebook};

/// A job for each document asked for, by subject and kind.
///
/// # Errors
/// A kind or case that there is not.
pub(super) fn jobs(
    typed: &Build,
    config: &Config,
    casebook: &Casebook,
    summary_part: &dyn Fn(&Case) -> Option<String>,
    preparing: &Preparing<'_>,
) -> Result<Vec<Job>, Stop> {
    let kinds = kinds(typed)?;
    unknown_cases(&typed.cases, casebook)?;
    unknown_holders(typed, preparing)?;
    visits::refuse_unknown(typed, casebook).map_err(|issue| Stop::new(Exit::Usage, issue))?;
    let mut jobs = of_cases(typed, config, (casebook, preparing), summary_part, &kinds)?;
    jobs.extend(of_proceedings(typed, config, preparing, &kinds)?);
    jobs.extend(of_workers(typed, config, preparing, &kinds)?);
    jobs.extend(of_teams(typed, config, preparing, &kinds)?);
    jobs.extend(authority::job(typed, preparing, &kinds));
    let narrowed = !typed.cases.is_empty() || typed.worker.is_some();
    if jobs.is_empty() && narrowed && !typed.quiet {
        tell(
            "Documents of a worker are not made with --case, and those of a team not with --case or --worker.",
        );
    }
    Ok(jobs)
}

fn of_cases(
    typed: &Build,
    config: &Config,
    (casebook, preparing): (&Casebook, &Preparing<'_>),
    summary_part: &dyn Fn(&Case) -> Option<String>,
    kinds: &[&'static Kind],
) -> Result<Vec<Job>, Stop> {
    let mut jobs = Vec::new();
    let mut names = Names::default();
    for (subject, case) in casebook.cases.iter().enumerate() {
        // Names are given to all cases, so that they are the same whatever is selected.
        let about = About {
            summary_part: summary_part(case),
            ..About::of(
                SubjectKind::Case,
                (subject, &case.id),
                &mut names,
                preparing,
            )
        };
        if is_asked_for(typed, case, preparing) {
            about.add_jobs(kinds, config, &mut jobs)?;
            about.add_record(kinds, preparing, &mut jobs)?;
            about.add_visits(kinds, (preparing, &typed.visits), &mut jobs);
        }
    }
    Ok(jobs)
}

fn of_proceedings(
    typed: &Build,
    config: &Config,
    preparing: &Preparing<'_>,
    kinds: &[&'static Kind],
) -> Result<Vec<Job>, Stop> {
    let mut jobs = Vec::new();
    let mut names = Names::default();
    for (subject, proceedings) in preparing.proceedings().iter().enumerate() {
        let about = About::of(
            SubjectKind::Proceedings,
            (subject, proceedings.id()),
            &mut names,
            preparing,
        );
        if proceedings
            .cases
            .iter()
            .any(|case| is_asked_for(typed, case, preparing))
        {
            about.add_jobs(kinds, config, &mut jobs)?;
            about.add_addendum(kinds, preparing, &mut jobs)?;
        }
    }
    Ok(jobs)
}

/// Who holds cases. Where cases are asked for by id, nothing is made of a worker: it would tell of a part
/// of their work as if it were all.
fn of_workers(
    typed: &Build,
    config: &Config,
    preparing: &Preparing<'_>,
    kinds: &[&'static Kind],
) -> Result<Vec<Job>, Stop> {
    let mut jobs = Vec::new();
    let mut names = Names::default();
    for (subject, load) in preparing.workers().iter().enumerate() {
        let about = About::of(
            SubjectKind::Worker,
            (subject, load.id),
            &mut names,
            preparing,
        );
        let asked = typed.worker.as_ref().is_none_or(|id| *id == *load.id);
        let of_team = typed.team.as_deref();
        let of_team = of_team.is_none_or(|team| load.team_id() == Some(team));
        let drawn = load.cases.iter().any(|case| preparing.audits().draws(case));
        if typed.cases.is_empty() && asked && of_team && drawn {
            about.add_jobs(kinds, config, &mut jobs)?;
        }
    }
    Ok(jobs)
}

/// Teams. Where cases or a worker are asked for, nothing is made of a team, as of a worker.
fn of_teams(
    typed: &Build,
    config: &Config,
    preparing: &Preparing<'_>,
    kinds: &[&'static Kind],
) -> Result<Vec<Job>, Stop> {
    let mut jobs = Vec::new();
    let mut names = Names::default();
    for (subject, team) in preparing.teams().iter().enumerate() {
        let about = About::of(SubjectKind::Team, (subject, team.id), &mut names, preparing);
        let whole = typed.cases.is_empty() && typed.worker.is_none();
        let asked = typed.team.as_ref().is_none_or(|id| *id == *team.id);
        let mut cases = team.workers.iter().flat_map(|load| &load.cases);
        if whole && asked && cases.any(|case| preparing.audits().draws(case)) {
            about.add_jobs(kinds, config, &mut jobs)?;
        }
    }
    Ok(jobs)
}

/// What documents are about: a case, a set of proceedings, a worker, a team.
struct About<'a> {
    kind: SubjectKind,
    /// The index among the subjects of its kind.
    subject: usize,
    id: &'a str,
    /// The id as the name of files.
    name: String,
    /// What the name of a case's summary says of its period; none where it has no summary.
    summary_part: Option<String>,
    /// What the names of audits say of sample or transfer.
    audits: &'a Audits<'a>,
}

impl<'a> About<'a> {
    /// A subject that has no summary, with the next name for its files.
    fn of(
        kind: SubjectKind,
        (subject, id): (usize, &'a str),
        names: &mut Names,
        preparing: &Preparing<'a>,
    ) -> Self {
        Self {
            kind,
            subject,
            id,
            name: names.of(id),
            summary_part: None,
            audits: preparing.audits(),
        }
    }

    fn add_jobs(
        &self,
        kinds: &[&'static Kind],
        config: &Config,
        jobs: &mut Vec<Job>,
    ) -> Result<(), Stop> {
        for kind in kinds.iter().filter(|kind| kind.subject == self.kind) {
            let part = match kind.name {
                RECORD | visits::KIND => continue,
                "case-summary" if self.summary_part.is_none() => continue,
                "case-summary" => self.summary_part.clone(),
                _ => self.audits.part(kind),
            };
            let audiences = config.audiences(kind);
            let audiences = audiences.map_err(|issue| Stop::new(Exit::Usage, issue))?;
            jobs.extend(
                audiences
                    .into_iter()
                    .map(|it| self.job(kind, it, part.clone())),
            );
        }
        Ok(())
    }

    /// The case record: one document, or one for each volume.
    fn add_record(
        &self,
        kinds: &[&'static Kind],
        preparing: &Preparing<'_>,
        jobs: &mut Vec<Job>,
    ) -> Result<(), Stop> {
        let Some(kind) = kinds.iter().find(|kind| kind.name == RECORD) else {
            return Ok(());
        };
        let parts = preparing.volumes(self.subject).map_err(|issues| Stop {
            exit: Exit::Usage,
            issues,
        })?;
        let job = |part| self.job(kind, Audience::Internal, part);
        match parts.is_empty() {
            true => jobs.push(job(None)),
            false => jobs.extend(parts.into_iter().map(|part| job(Some(part)))),
        }
        Ok(())
    }

    /// A document for each visit that is asked for.
    fn add_visits(
        &self,
        kinds: &[&'static Kind],
        (preparing, asked): (&Preparing<'_>, &[String]),
        jobs: &mut Vec<Job>,
    ) {
        let kind = kinds.iter().find(|kind| kind.name == visits::KIND);
        if let Some(kind) = kind {
            let parts = preparing.visits(self.subject, asked).into_iter();
            jobs.extend(parts.map(|part| self.job(kind, Audience::Internal, Some(part))));
        }
    }

    /// An addendum, where something was filed and something is new since.
    fn add_addendum(
        &self,
        kinds: &[&'static Kind],
        preparing: &Preparing<'_>,
        jobs: &mut Vec<Job>,
    ) -> Result<(), Stop> {
        let Some(kind) = kinds.iter().find(|kind| kind.name == FILED) else {
            return Ok(());
        };
        let due = preparing.addendum(self.subject).map_err(|issues| Stop {
            exit: Exit::Usage,
            issues,
        })?;
        jobs.extend(due.map(|part| self.job(kind, Audience::Court, Some(part))));
        Ok(())
    }

    fn job(&self, kind: &'static Kind, audience: Audience, part: Option<String>) -> Job {
        // The first audience is the one that a kind is made for unless it is said otherwise.
        let edition = match audience {
            audience if kind.audiences.first() == Some(&audience) => String::new(),
            other => format!("-{other}"),
        };
        let of_part = part.iter().map(|part| format!("-{part}"));
        let name = &self.name;
        let stem = format!(
            "{}/{name}/{name}-{}{edition}{}",
            kind.subject.folder(),
            kind.name,
            of_part.collect::<String>(),
        );
        Job {
            kind,
            id: self.id.to_owned(),
            part,
            audience,
            stem,
            subject: self.subject,
        }
    }
}

fn kinds(typed: &Build) -> Result<Vec<&'static Kind>, Stop> {
    if typed.only.is_empty() {
        let implied = visits::implied(typed).or_else(|| audits::implied(typed));
        return Ok(implied.unwrap_or_else(|| always_made().collect()));
    }
    let kind = |name: &String| match named(name.trim()) {
        Some(kind) if kind.made == Made::ByAccess => Err(Stop::new(Exit::Usage, by_access(kind))),
        Some(kind) => Ok(kind),
        None => {
            let all = KINDS.iter().filter(|kind| kind.made != Made::ByAccess);
            let all: Vec<&str> = all.map(|kind| kind.name).collect();
            let issue = Issue::error("CB0011", "there is no such kind of document")
                .hint(format!("--only takes: {}.", all.join(", ")));
            Err(Stop::new(Exit::Usage, issue))
        }
    };
    let kinds: Vec<&'static Kind> = typed.only.iter().map(kind).collect::<Result<_, Stop>>()?;
    visits::refuse_without(&kinds, typed).map_err(|issue| Stop::new(Exit::Usage, issue))?;
    audits::refuse_without(&kinds, typed).map_err(|issue| Stop::new(Exit::Usage, issue))?;
    Ok(kinds)
}

/// What belongs to an access request is made with its decisions and never by a build.
fn by_access(kind: &Kind) -> Issue {
    let (verb, what) = match kind.audiences.contains(&Audience::Subject) {
        true => ("release", "an access request is released"),
        false => ("prepare", "an access request is prepared"),
    };
    let message = format!("{} is made when {what}, not by a build", kind.name);
    Issue::error("CB0033", message).hint(format!("casebinder access {verb} makes it."))
}

/// Refuses a worker or a team that holds no case: a mistyped id would end as if all had been made.
fn unknown_holders(typed: &Build, preparing: &Preparing<'_>) -> Result<(), Stop> {
    let worker = typed.worker.as_deref();
    let team = typed.team.as_deref();
    let no_worker = worker.filter(|id| !preparing.workers().iter().any(|it| it.id == *id));
    let no_team = team.filter(|id| !preparing.teams().iter().any(|it| it.id == *id));
    let who = match (no_worker, no_team) {
        (Some(id), _) => format!("worker {id}"),
        (None, Some(id)) => format!("a worker of team {id}"),
        (None, None) => return Ok(()),
    };
    let message = format!("no case of the export is allocated to {who} on the date prepared");
    let issue = Issue::error("CB0034", message)
        .hint("Check the id, and the allocation records of the export; --as-at sets the date.");
    Err(Stop::new(Exit::Usage, issue))
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

/// Whether a case is asked for, and in the sample where one is drawn.
fn is_asked_for(typed: &Build, case: &Case, preparing: &Preparing<'_>) -> bool {
    is_selected(typed, case, preparing.as_at()) && preparing.audits().draws(case)
}

/// Whether a case is asked for by id, worker and team.
pub(super) fn is_selected(typed: &Build, case: &Case, on: NaiveDate) -> bool {
    let by_case = typed.cases.is_empty() || typed.cases.contains(&case.id);
    let worker = typed.worker.as_deref();
    let by_worker = worker.is_none_or(|id| case.allocated(on).any(|held| held == id));
    let by_team = typed.team.as_deref().is_none_or(|team| {
        let mut workers = case.allocated(on).filter_map(|id| case.worker(id));
        workers.any(|worker| worker.team_id.value().is_some_and(|id| *id.0 == *team))
    });
    by_case && by_worker && by_team
}
