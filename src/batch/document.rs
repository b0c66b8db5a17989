//! One document: from its view to whole files with their final names, or to the issues that say why
//! not. Nothing that was not verified ever has its final name.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::files::{self, Written};
use crate::bind;
use crate::digest::sha256;
use crate::issue::{Issue, Severity};
use crate::kind::{Audience, Kind};
use crate::render::{Profile, Properties, Rendered, Renderer, svg_under, workbook};
use crate::verify::{self, Needle};
use crate::view::{AuditCounts, DocumentRow, FileRow, Outcome, Status, View};

/// One document to be made.
#[derive(Debug, Clone)]
pub struct Job {
    /// What kind.
    pub kind: &'static Kind,
    /// The subject's id.
    pub id: String,
    /// Which of several documents of the kind: a period, an addendum; most kinds have one only.
    pub part: Option<String>,
    /// Who for.
    pub audience: Audience,
    /// The files' name without ending, below OUT, with forward slashes.
    pub stem: String,
    /// The subject's index, known to whoever made the job.
    pub subject: usize,
}

impl Job {
    /// The name by which manifest and register know the document.
    pub fn name(&self) -> String {
        document_name(
            self.kind.name,
            self.audience,
            &self.id,
            self.part.as_deref(),
        )
    }
}

/// The name by which manifest and register know the document of a row.
pub fn name_of(row: &DocumentRow) -> String {
    document_name(&row.kind, row.audience, &row.id, row.part.as_deref())
}

fn document_name(kind: &str, audience: Audience, id: &str, part: Option<&str>) -> String {
    let part = part.map_or_else(String::new, |part| format!("/{part}"));
    format!("{kind}/{audience}/{id}{part}")
}

/// A view and what must not be found in the finished document.
pub struct Prepared {
    /// The view, its status not yet set.
    pub view: View,
    /// What was withheld from it.
    pub needles: Vec<Needle>,
    /// The subject's name as the index shows it (rule 5).
    pub shown_as: String,
    /// How it stands in the index, where it is an audit (rule 36).
    pub audit: Option<AuditCounts>,
}

/// What all documents of a run share.
pub struct Making<'a> {
    /// Subject to view: handed in, as this stage knows nothing of cases.
    pub prepare: &'a (dyn Fn(&Job) -> Result<Prepared, Vec<Issue>> + Sync),
    /// Who checked a document with that view digest (rule 4).
    pub status: &'a (dyn Fn(&Job, &str) -> Status + Sync),
    /// The status in words, for the index.
    pub status_words: &'a (dyn Fn(&Status) -> String + Sync),
    /// Sets pages.
    pub renderer: &'a Renderer,
    /// What every document depends on beside its view: layouts, faces, settings, version.
    pub surroundings: &'a (dyn Fn(&'static Kind) -> String + Sync),
    /// The rows of the last run by name.
    pub known: &'a HashMap<String, DocumentRow>,
    /// The folder to write to.
    pub out: &'a Path,
    /// Make everything again.
    pub force: bool,
    /// Read kept files again.
    pub verify_kept: bool,
    /// Write nothing.
    pub dry_run: bool,
}

/// A document that was looked at.
#[derive(Debug)]
pub struct Finished {
    /// Its row.
    pub row: DocumentRow,
    /// Something withheld was found in it; its files are gone.
    pub unsafe_found: bool,
    /// The disk refused.
    pub refused: Option<Issue>,
}

/// Makes one document, whatever happens inside; a bug of ours costs one document and no other.
pub fn make(job: &Job, making: &Making<'_>) -> Finished {
    catch_unwind(AssertUnwindSafe(|| make_guarded(job, making))).unwrap_or_else(|_| {
        // The panic's own words could quote the record, so they are not passed on.
        let issue = Issue::error("CB1002", "the program failed while it made this document")
            .hint("Please report it with the case's id and the program's version; other documents are not affected.");
        failed(job, vec![issue])
    })
}

fn make_guarded(job: &Job, making: &Making<'_>) -> Finished {
    let mut prepared = match (making.prepare)(job) {
        Ok(prepared) => prepared,
        Err(issues) => {
            // What may no longer be made for anyone outside must not lie about from an earlier run.
            if job.audience != Audience::Internal && !making.dry_run {
                files::remove_outputs(making.out, &job.stem, job.kind.outputs);
            }
            return failed(job, issues);
        }
    };
    let digest = prepared.view.digest();
    let status = (making.status)(job, &digest);
    prepared.view.face.status = status;
    let words = (making.status_words)(&prepared.view.face.status);
    let surroundings = (making.surroundings)(job.kind);
    let key = sha256(format!("{digest}\n{words}\n{surroundings}").as_bytes());
    if let Some(kept) = unchanged(job, &key, making) {
        return Finished {
            row: DocumentRow {
                audit: prepared.audit,
                ..kept
            },
            unsafe_found: false,
            refused: None,
        };
    }
    let mut row = row_of(job, &prepared, digest, key, words);
    if making.dry_run {
        return Finished {
            row,
            unsafe_found: false,
            refused: None,
        };
    }
    match produce(job, &prepared, &row.status, making) {
        Ok((files, pages, issues)) => {
            row.files = files;
            row.pages = pages;
            row.issues.extend(issues);
            Finished {
                row,
                unsafe_found: false,
                refused: None,
            }
        }
        Err(Refusal::Faults(issues)) => failed(job, issues),
        Err(Refusal::Leak(issues)) => {
            // Files of an earlier run may hold the same; none is left to be sent by mistake.
            files::remove_outputs(making.out, &job.stem, job.kind.outputs);
            Finished {
                unsafe_found: true,
                ..failed(job, issues)
            }
        }
        Err(Refusal::Disk(issue)) => Finished {
            refused: Some(issue.clone()),
            ..failed(job, vec![issue])
        },
    }
}

/// The last run's row where everything that the document depends on is as it was and its files are
/// still there.
fn unchanged(job: &Job, key: &str, making: &Making<'_>) -> Option<DocumentRow> {
    let known = making.known.get(&job.name())?;
    if making.force || known.key != key || known.outcome == Outcome::Failed {
        return None;
    }
    let whole = known
        .files
        .iter()
        .all(|file| files::is_whole(making.out, file, making.verify_kept));
    (whole && !known.files.is_empty()).then(|| DocumentRow {
        outcome: Outcome::Unchanged,
        ..known.clone()
    })
}

/// Why a document was not made.
enum Refusal {
    Faults(Vec<Issue>),
    Leak(Vec<Issue>),
    Disk(Issue),
}

type Produced = (Vec<FileRow>, usize, Vec<Issue>);

/// Renders, packs, verifies and writes every output of a job.
fn produce(
    job: &Job,
    prepared: &Prepared,
    status: &str,
    making: &Making<'_>,
) -> Result<Produced, Refusal> {
    let rendered = making
        .renderer
        .pdf(&prepared.view)
        .map_err(Refusal::Faults)?;
    let Rendered {
        bytes,
        pages,
        mut issues,
        ..
    } = rendered;
    let pdf = packed(bytes).unwrap_or_else(|plain| {
        issues.push(Issue::note(
            "CB1003",
            "the PDF could not be packed and is larger than need be",
        ));
        plain
    });
    verify::check_document(&pdf, &prepared.needles, Some(pages)).map_err(leak_or_fault)?;
    let mut written = vec![Written::new(making.out, &format!("{}.pdf", job.stem), &pdf)];
    if job.kind.outputs.contains(&"xlsx") && !prepared.view.sheets.is_empty() {
        let bytes = sheets(&prepared.view).map_err(|issue| Refusal::Faults(vec![issue]))?;
        let leaks = verify::search_workbook(&bytes, &prepared.needles);
        if !leaks.is_empty() {
            return Err(Refusal::Leak(leaks));
        }
        written.push(Written::new(
            making.out,
            &format!("{}.xlsx", job.stem),
            &bytes,
        ));
    }
    if job.kind.outputs.contains(&"svg") {
        for (path, svg) in drawn(job, &prepared.view, status) {
            let leaks = verify::search_text(&svg, &prepared.needles, "the file of a drawing");
            if !leaks.is_empty() {
                return Err(Refusal::Leak(leaks));
            }
            written.push(Written::new(making.out, &path, svg.as_bytes()));
        }
    }
    let written: Result<Vec<Written>, Issue> = written.into_iter().collect();
    let files = written.and_then(files::commit).map_err(Refusal::Disk)?;
    Ok((files, pages, issues))
}

/// A PDF packed.
///
/// # Errors
/// The PDF as it was, where it cannot be packed or the second reader does not find the same in what
/// was packed.
pub fn packed(pdf: Vec<u8>) -> Result<Vec<u8>, Vec<u8>> {
    match bind::compact(&pdf) {
        Ok(packed) if verify::holds_the_same(&pdf, &packed) => Ok(packed),
        _ => Err(pdf),
    }
}

/// The drawings as files of their own, each with its path: the one that is made for it, or those of the
/// pages.
fn drawn(job: &Job, view: &View, status: &str) -> Vec<(String, String)> {
    let head = view.face.above(status);
    let own = view.file.as_ref().map(std::slice::from_ref);
    let drawings = own.unwrap_or(&view.drawings).iter().enumerate();
    drawings
        .map(|(at, drawing)| {
            let path = format!("{}.svg", files::numbered(&job.stem, at + 1));
            (path, svg_under(drawing, &head))
        })
        .collect()
}

fn leak_or_fault(issues: Vec<Issue>) -> Refusal {
    if issues.iter().any(|issue| issue.code == "CB0901") {
        Refusal::Leak(issues)
    } else {
        Refusal::Faults(issues)
    }
}

fn sheets(view: &View) -> Result<Vec<u8>, Issue> {
    let face = &view.face;
    let properties = Properties {
        title: format!("{}, {}", face.title, face.id),
        author: face.authority.clone(),
        subject: face.audience_words.clone(),
        status: face.marking.clone(),
        marking: face.marking.clone(),
        created: face.prepared,
    };
    workbook(&view.sheets, &properties, Profile::Working)
}

fn row_of(
    job: &Job,
    prepared: &Prepared,
    view_digest: String,
    key: String,
    status: String,
) -> DocumentRow {
    DocumentRow {
        kind: job.kind.name.to_owned(),
        id: job.id.clone(),
        part: job.part.clone(),
        shown_as: prepared.shown_as.clone(),
        audience: job.audience,
        status,
        outcome: Outcome::Made,
        files: Vec::new(),
        pages: 0,
        entries: prepared.view.entries.len(),
        left_out: prepared.view.left_out.clone(),
        issues: prepared.view.issues.clone(),
        audit: prepared.audit.clone(),
        view_digest,
        to_file: prepared.view.to_file.clone(),
        key,
    }
}

fn failed(job: &Job, issues: Vec<Issue>) -> Finished {
    debug_assert!(issues.iter().any(|issue| issue.severity == Severity::Error));
    let row = DocumentRow {
        kind: job.kind.name.to_owned(),
        id: job.id.clone(),
        part: job.part.clone(),
        shown_as: job.id.clone(),
        audience: job.audience,
        status: String::new(),
        outcome: Outcome::Failed,
        files: Vec::new(),
        pages: 0,
        entries: 0,
        left_out: Vec::new(),
        issues,
        audit: None,
        view_digest: String::new(),
        to_file: None,
        key: String::new(),
    };
    Finished {
        row,
        unsafe_found: false,
        refused: None,
    }
}
