//! `casebinder build`: an export in, documents for every case out, as far as they changed.

mod audits;
mod designs;
pub(super) mod ending;
mod lending;
pub(super) mod manners;
mod prepare;
mod run_key;
mod selection;
mod shown;
mod trees;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::settings::Ground;
use super::{Exit, Stop, inputs, say, tell};
use crate::assemble::{self, Brief, case_summary};
use crate::batch::document::{Job, Making, name_of};
use crate::batch::journal::{self, Journal};
use crate::batch::manifest::{Manifest, Reading};
use crate::batch::progress::Progress;
use crate::batch::register::Register;
use crate::batch::{self, Made, files};
use crate::cli::Build;
use crate::digest::sha256;
use crate::ingest::{self, NamedBytes};
use crate::issue::{Found, Issue};
use crate::kind::{Audience, Kind, SubjectKind};
use crate::model::{Case, Casebook};
use crate::render::Renderer;
use crate::view::{DocumentRow, FileRow, Outcome, Status};
use crate::wording::Wording;
use audits::Audits;
pub(super) use lending::{needles, refuse_unplaced};
pub(super) use prepare::FILED;
use prepare::Preparing;
use run_key::{run_key, settings_digest};

/// Runs the command.
///
/// # Errors
/// Whatever stops the run before its end.
pub fn run(typed: &Build) -> Result<Exit, Stop> {
    let ground = Ground::gather(&typed.design, &flags(typed))?;
    let as_at = ground.as_at()?;
    check_choices(&ground)?;
    let summaries = manners::summary(&ground.config, as_at)?;
    let _lock = match typed.dry_run {
        true => None,
        false => Some(take(&typed.out)?),
    };
    let inputs = inputs::read(&typed.exports)?;
    let last = Manifest::read(&typed.out).map_err(|issue| Stop::new(Exit::Usage, issue))?;
    let register_path = register_path(&ground, &typed.out);
    let input_rows = input_rows(&inputs);
    let run_key = run_key(typed, &ground, as_at, &input_rows, &register_path);
    if let Some(last) = last
        .as_ref()
        .filter(|last| is_repeat(last, &run_key, typed))
    {
        return Ok(ending::repeat(typed, last));
    }
    let mut read = read(inputs, &ground);
    if read.value.cases.is_empty() {
        return Err(ending::nothing_read(read));
    }
    read.issues.extend(trees::cannot_be_made(&read.value));
    let register = Register::read(&register_path).map_err(|issue| Stop::new(Exit::Usage, issue))?;
    let run = Run {
        typed,
        ground: &ground,
        as_at,
        summaries,
        run_key,
        register,
        last,
    };
    run.make(read, input_rows)
}

/// Words that settings choose from are looked at before anything is read.
fn check_choices(ground: &Ground) -> Result<(), Stop> {
    let choices: [(&str, &[(&str, ())]); 2] = [
        ("fail_on", &[("error", ()), ("case", ()), ("never", ())]),
        (
            "names_in_index",
            &[("full", ()), ("initials", ()), ("id", ())],
        ),
    ];
    for (key, words) in choices {
        let chosen = ground.config.choice(key, words);
        chosen.map_err(|issue| Stop::new(Exit::Usage, issue))?;
    }
    Ok(())
}

fn flags(typed: &Build) -> Vec<(&'static str, String)> {
    let mut flags = Vec::new();
    flags.extend(typed.as_at.clone().map(|text| ("as_at", text)));
    flags.extend(typed.jobs.map(|jobs| ("jobs", jobs.to_string())));
    flags.extend(typed.fail_on.clone().map(|text| ("fail_on", text)));
    flags.extend(typed.period.clone().map(|text| (manners::PERIOD, text)));
    flags.extend(typed.hearing.clone().map(|text| (manners::HEARING, text)));
    flags
}

/// Takes the folder and clears what a killed run left unfinished.
fn take(out: &Path) -> Result<files::Lock, Stop> {
    let holder = format!("process {}", std::process::id());
    let lock = files::Lock::take(out, &holder).map_err(|issue| Stop::new(Exit::Disk, issue))?;
    files::sweep(out);
    Ok(lock)
}

/// Where signatures and approvals are kept: the setting, else beside the documents.
pub(super) fn register_path(ground: &Ground, out: &Path) -> PathBuf {
    match ground.config.text("register") {
        "" => out.join("register.jsonl"),
        path => PathBuf::from(path),
    }
}

/// Whether the last run was this one, ended well, and all its files are still there.
fn is_repeat(last: &Manifest, run_key: &str, typed: &Build) -> bool {
    let mut rows = last
        .documents
        .iter()
        .flat_map(|row| &row.files)
        .chain(&last.own);
    let complete = last
        .documents
        .iter()
        .all(|row| row.outcome != Outcome::Failed);
    let asked_again = typed.force || typed.prune || typed.dry_run;
    last.run == run_key
        && complete
        && !asked_again
        && rows.all(|file| files::is_whole(&typed.out, file, typed.verify))
        && journal::left_behind(&typed.out).is_empty()
}

fn read(inputs: Vec<NamedBytes>, ground: &Ground) -> Found<Casebook> {
    let covers = |character| ground.faces.covers(character);
    let mut found = ingest::read(
        inputs,
        &ingest::Reading {
            covers: &covers,
            ssda903: &ground.codes,
        },
    );
    if let Ok(Some(day)) = ground.config.day("exported") {
        found.value.exported = Some(day);
    }
    found
}

/// A run that has something to make.
struct Run<'a> {
    typed: &'a Build,
    ground: &'a Ground,
    as_at: NaiveDate,
    summaries: case_summary::Manner,
    run_key: String,
    register: Register,
    last: Option<Manifest>,
}

impl Run<'_> {
    fn make(&self, read: Found<Casebook>, inputs: Vec<FileRow>) -> Result<Exit, Stop> {
        let Found {
            value: casebook,
            issues,
        } = read;
        let manner = manners::chronology(&self.ground.config)?;
        let court = manners::court(&self.ground.config)?;
        let page_limits = self.ground.page_limits(self.as_at)?;
        let marking = |audience: Audience| self.marking(audience);
        let unapproved = |kind: &str| self.is_unapproved(kind);
        let width = |words: &str, size: f64| self.ground.faces.width(words, size);
        let brief = Brief {
            wording: &self.ground.wording,
            glossary: &self.ground.glossary,
            as_at: self.as_at,
            exported: casebook.exported,
            authority: self.ground.config.text("authority"),
            retention: self.ground.config.text("access.retention"),
            marking: &marking,
            is_unapproved: &unapproved,
            width: &width,
            chronology: &manner,
            summary: &self.summaries,
            supervision: &manners::supervision(&self.ground.config),
            genogram: manners::genogram(&self.ground.config)?,
            court: &court,
            page_limits: &page_limits,
        };
        let renderer = designs::renderer(self.ground, &brief)?;
        let known = self.known_documents();
        let config = &self.ground.config;
        let manner = manners::audit(config, &self.ground.layouts)?;
        let audits = Audits::new(
            self.typed,
            &casebook,
            (&brief, manner),
            config,
            &self.register,
        );
        let register = &self.register;
        let preparing = Preparing::new(
            &casebook, &brief, config, register, &renderer, &known, &audits,
        );
        let part = |case: &Case| manners::part_of(case, &self.summaries, self.as_at);
        let jobs = selection::jobs(
            self.typed,
            &self.ground.config,
            &casebook,
            &part,
            &preparing,
        )?;
        let mut made = self.run_jobs(&jobs, &preparing, &renderer, &known)?;
        if !self.typed.dry_run {
            let path = register_path(self.ground, &self.typed.out);
            let refused = audits.enter(&made, &self.register, &path).err();
            made.refused = made.refused.take().or(refused);
        }
        ending::finish(self, made, &jobs, &casebook, issues, inputs)
    }

    fn marking(&self, audience: Audience) -> String {
        self.ground
            .config
            .text(&format!("marking.{audience}"))
            .to_owned()
    }

    /// Whether a kind's design differs from the shipped one and nobody put a name to it.
    fn is_unapproved(&self, kind: &str) -> bool {
        let layouts = &self.ground.layouts;
        let changed = !layouts.changed_for(kind).is_empty();
        changed
            && self
                .register
                .approval(kind, &layouts.digest_of(kind))
                .is_none()
    }

    fn run_jobs(
        &self,
        jobs: &[Job],
        preparing: &Preparing<'_>,
        renderer: &Renderer,
        known: &HashMap<String, DocumentRow>,
    ) -> Result<Made, Stop> {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // A handler that cannot be set costs only the tidy ending; files are whole either way.
        let _ = ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed));
        let prepare = |job: &Job| preparing.prepare(job);
        let wording = &self.ground.wording;
        let status = |job: &Job, view: &str| self.status(job, view, wording);
        let words = |status: &Status| status_words(status, wording);
        let settings = settings_digest(self.ground);
        let designs: HashMap<&str, String> = crate::kind::KINDS
            .iter()
            .map(|kind| (kind.name, self.ground.layouts.digest_of(kind.name)))
            .collect();
        let surroundings = |kind: &'static Kind| {
            let design = designs.get(kind.name).map_or("", String::as_str);
            format!(
                "{design}{}{settings}{}",
                self.ground.faces_digest,
                env!("CARGO_PKG_VERSION")
            )
        };
        let making = Making {
            prepare: &prepare,
            status: &status,
            status_words: &words,
            renderer,
            surroundings: &surroundings,
            known,
            out: &self.typed.out,
            force: self.typed.force,
            verify_kept: self.typed.verify,
            dry_run: self.typed.dry_run,
        };
        let mut journal = match self.typed.dry_run {
            true => None,
            false => {
                Some(Journal::open(&self.typed.out).map_err(|issue| Stop::new(Exit::Disk, issue))?)
            }
        };
        let mut progress = Progress::new(jobs.len(), self.typed.quiet);
        let workers = match self.ground.config.number("jobs") {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            number => number as usize,
        };
        let mut log = |row: &DocumentRow| {
            if row.outcome != Outcome::Unchanged
                && let Some(journal) = &mut journal
            {
                journal.add(row);
            }
        };
        let made = batch::run(jobs, workers, &making, &stop, &mut progress, &mut log);
        progress.finish();
        Ok(made)
    }

    /// The documents of the last run, and those that a killed run had finished since.
    fn known_documents(&self) -> HashMap<String, DocumentRow> {
        let last = self
            .last
            .iter()
            .flat_map(|last| last.documents.iter().cloned());
        let rows = last.chain(journal::left_behind(&self.typed.out));
        rows.map(|row| (name_of(&row), row)).collect()
    }

    fn status(&self, job: &Job, view: &str, wording: &Wording) -> Status {
        match self.register.signature(&job.name(), view) {
            Some((by, role, on)) => Status::Checked {
                by: by.to_owned(),
                role: role.to_owned(),
                on_words: assemble::shared::dates::day(on, wording),
            },
            None => Status::Draft,
        }
    }
}

fn status_words(status: &Status, wording: &Wording) -> String {
    match status {
        Status::Draft => wording.term("status.draft").to_owned(),
        Status::Checked { by, role, on_words } => {
            wording.fill("status.checked", &format!("{by}, {role}, {on_words}"))
        }
    }
}

/// The inputs as the manifest lists them.
fn input_rows(inputs: &[NamedBytes]) -> Vec<FileRow> {
    let row = |input: &NamedBytes| FileRow {
        path: input.name.to_string(),
        sha256: sha256(&input.bytes),
        size: input.bytes.len() as u64,
    };
    inputs.iter().map(row).collect()
}

/// The subjects that a run looked at, for telling what is gone from what was not asked for.
fn present(casebook: &Casebook, as_at: NaiveDate) -> HashSet<(SubjectKind, String)> {
    let cases = casebook.cases.iter();
    let cases = cases.map(|case| (SubjectKind::Case, case.id.clone()));
    let proceedings = casebook.proceedings().into_iter();
    let proceedings = proceedings.map(|it| (SubjectKind::Proceedings, it.id().to_owned()));
    let workers = casebook.workers(as_at).into_iter();
    let workers = workers.map(|it| (SubjectKind::Worker, it.id.to_owned()));
    let teams = casebook.teams(as_at).into_iter();
    let teams = teams.map(|it| (SubjectKind::Team, it.id.to_owned()));
    let subjects = cases.chain(proceedings).chain(workers).chain(teams);
    subjects
        .chain(prepare::authority::present(casebook))
        .collect()
}

/// Issues in full where the user asked, else in numbers.
fn tell_issues(issues: &[Issue], verbose: bool, quiet: bool) {
    if verbose {
        issues.iter().for_each(say);
    } else if !quiet && !issues.is_empty() {
        tell(&format!(
            "{} on reading; report.xlsx lists them with places and values.",
            ending::count_words(issues)
        ));
    }
}

/// What reading came to, in numbers.
fn reading_of(casebook: &Casebook, issues: &[Issue]) -> Reading {
    use crate::issue::Severity;
    let count = |severity| {
        issues
            .iter()
            .filter(|issue| issue.severity == severity)
            .count()
    };
    Reading {
        cases: casebook.cases.len(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        set_aside: casebook.set_aside.len(),
    }
}
