//! From what a document is about to its view, as its audience may see it, and what must not be found in
//! the result.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use crate::assemble::{self, Brief, CourtPages, Edition, Volume};
use crate::batch::document::{Job, Prepared};
use crate::batch::register::Register;
use crate::config::Config;
use crate::disclose::{self, Disclosed, DisclosedProceedings, Withheld};
use crate::issue::{Issue, Origin};
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Casebook, Caseload, ProceedingsOf, Text};
use crate::render::Renderer;
use crate::verify::Needle;
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
    ) -> Self {
        Self {
            casebook,
            proceedings: casebook.proceedings(),
            workers: casebook.workers(brief.as_at),
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
            SubjectKind::Team | SubjectKind::Authority => Err(vec![Issue::error(
                "CB0502",
                "no document of that kind is made for a team or the authority",
            )]),
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
        let mut view = match job.kind.name {
            RECORD => assemble::case_record(&disclosed, self.volume(job).as_ref(), self.brief),
            name => assemble::of_case(name, &disclosed, job.audience, self.brief),
        }
        .map_err(one)?;
        view.issues.extend(issues);
        Ok(Prepared {
            needles: needles(disclosed.withheld()),
            shown_as: shown_as(&case, self.names),
            view,
        })
    }

    /// The parts of a case's record that are documents of their own; none where it is one document. Pages
    /// are set for it only where the words might need more than a volume has.
    ///
    /// # Errors
    /// A record that cannot be set.
    pub fn volumes(&self, subject: usize) -> Result<Vec<String>, Vec<Issue>> {
        let one = |issue| vec![issue];
        let (case, _) = settled(&self.casebook.cases[subject], self.brief).map_err(one)?;
        let disclosed = disclose::internal(&case);
        let view = assemble::case_record(&disclosed, None, self.brief).map_err(one)?;
        if self.volume_pages == 0 || assemble::most_pages(&view) <= self.volume_pages {
            return Ok(Vec::new());
        }
        let set = self.renderer.pdf(&view)?;
        let entries = view.entries.len();
        let volumes = assemble::split(entries, &set.places, set.pages, self.volume_pages);
        let parts = volumes.iter().map(|it| format!("{VOLUME}{}", it.number));
        let parts = parts.collect();
        self.divided().insert(subject, volumes);
        Ok(parts)
    }

    /// The volume that a job is of.
    fn volume(&self, job: &Job) -> Option<Volume> {
        let number: usize = job.part.as_deref()?.strip_prefix(VOLUME)?.parse().ok()?;
        let divided = self.divided();
        let volumes = divided.get(&job.subject)?;
        volumes.iter().find(|it| it.number == number).cloned()
    }

    fn divided(&self) -> MutexGuard<'_, BTreeMap<usize, Vec<Volume>>> {
        // Nothing fails while it is held; if it did, the map would still be whole.
        self.volumes.lock().unwrap_or_else(PoisonError::into_inner)
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
        let mut view =
            assemble::of_worker(job.kind.name, load, &disclosed, self.brief).map_err(one)?;
        view.issues.extend(issues);
        let withheld: Vec<Withheld> = disclosed
            .iter()
            .flat_map(|it| it.withheld())
            .cloned()
            .collect();
        Ok(Prepared {
            needles: needles(&withheld),
            shown_as: worker_shown(load, self.names),
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

/// Proceedings in the index: by the court's number, which names nobody.
fn number_shown(disclosed: &DisclosedProceedings<'_>, job: &Job) -> String {
    let number = disclosed.record().court_case_number.value();
    number.map_or_else(|| job.id.clone(), Text::to_string)
}

/// The number of an addendum by the name of its part.
fn number_of(part: &str) -> Option<usize> {
    part.strip_prefix(ADDENDUM)?.parse().ok()
}

/// Refuses what is for anyone outside while a restriction hides nothing.
///
/// # Errors
/// A restriction that names no record.
pub(in crate::commands) fn refuse_unplaced(cases: &[&Case]) -> Result<(), Vec<Issue>> {
    let unplaced: Vec<Origin> = cases
        .iter()
        .flat_map(|case| disclose::unplaced(case))
        .collect();
    if unplaced.is_empty() {
        return Ok(());
    }
    Err(vec![Issue::error(
        "CB0510",
        "a restriction names no record of this case, so it hides nothing",
    )
    .at_all(&unplaced)
    .hint("Correct the restriction's record (type:id), or lift it; until then nothing is made for anyone outside the authority.")])
}

/// The case with only those edits of a working copy that still hold (rule 19).
fn settled<'a>(case: &'a Case, brief: &Brief<'_>) -> Result<(Cow<'a, Case>, Vec<Issue>), Issue> {
    if case.overrides.is_empty() {
        return Ok((Cow::Borrowed(case), Vec::new()));
    }
    let (overrides, issues) = assemble::settle_overrides(&disclose::internal(case), brief)?;
    Ok((
        Cow::Owned(Case {
            overrides,
            ..case.clone()
        }),
        issues,
    ))
}

/// What was withheld, as the search takes it.
pub(in crate::commands) fn needles(withheld: &[Withheld]) -> Vec<Needle> {
    let mut known = HashSet::new();
    let once = withheld
        .iter()
        .filter(|it| known.insert((&it.row, &it.words)));
    let each = once.map(|it| Needle {
        row: it.row.clone(),
        spellings: vec![it.words.clone()],
        allowed: Vec::new(),
    });
    each.collect()
}

/// The child in the index: full name, initials or id (rule 5).
fn shown_as(case: &Case, names: &str) -> String {
    let name = case.child().and_then(|child| child.name.value());
    name_shown(name, &case.id, names)
}

/// A worker in the index, in the same way.
fn worker_shown(load: &Caseload<'_>, names: &str) -> String {
    let name = load.worker.and_then(|worker| worker.worker_name.value());
    name_shown(name, load.id, names)
}

fn name_shown(name: Option<&Text>, id: &str, names: &str) -> String {
    match (names, name.map(Text::to_string)) {
        ("full", Some(name)) => name,
        ("id", _) | (_, None) => id.to_owned(),
        (_, Some(name)) => {
            let initials = name
                .split_whitespace()
                .filter_map(|part| part.chars().next());
            initials.flat_map(|first| [first, '.']).collect()
        }
    }
}
