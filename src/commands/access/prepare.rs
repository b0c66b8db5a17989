//! `casebinder access prepare`: freezes an extract for a request and writes what people are to decide.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{self, Desk, Reviewed, usage};
use super::folder::{Kept, PROOF, REVIEW, ReviewFolder};
use crate::assemble::access_review::{self, ReviewSheets};
use crate::assemble::{self, Brief, ProofFacts, ProofMark};
use crate::batch::document::packed;
use crate::cli::AccessPrepare;
use crate::commands::{Exit, Stop, documents, inputs, print, say, tell};
use crate::disclose::access::{self, Decisions, Given, Mark, Request, Requester, Row, Sheet};
use crate::issue::{Issue, Severity};
use crate::model::{Casebook, Text};
use crate::render::{Profile, Properties, workbook};
use crate::verify;

/// Runs the command.
///
/// # Errors
/// A request that cannot be understood, an export that cannot be read, or a folder that cannot be written.
pub fn run(typed: &AccessPrepare) -> Result<Exit, Stop> {
    let desk = Desk::gather(&typed.design, typed.as_at.as_ref())?;
    let folder = ReviewFolder::at(&typed.out);
    let (kept, casebook) = begun(typed, &desk, &folder)?;
    let given = if typed.again {
        desk.given(&folder)?
    } else {
        Vec::new()
    };
    let reviewed = desk.review(&casebook, &kept, &given)?;
    let moot = BTreeSet::new();
    let demands = desk.demands(&kept, &moot)?;
    let decisions = access::so_far(&reviewed.review, &given, &demands);
    let rows = rows(&desk, &reviewed, &decisions);
    let open = write(
        &desk,
        &folder,
        (&kept, &reviewed),
        (&rows, &given, &decisions),
    )?;
    tell_ending(&kept, &rows, open);
    Ok(Exit::Done)
}

/// The request and the export: frozen now, or as they were frozen before.
fn begun(
    typed: &AccessPrepare,
    desk: &Desk,
    folder: &ReviewFolder,
) -> Result<(Kept, Casebook), Stop> {
    if folder.is_begun() && !typed.again {
        let issue = Issue::error("CB1220", "the folder holds a review already");
        return Err(usage(issue.hint(
            "Add --again to write it anew and keep what was decided, or give another folder.",
        )));
    }
    let known = if typed.again {
        Some(folder.kept()?)
    } else {
        None
    };
    let files = match (&known, typed.exports.is_empty()) {
        (Some(known), true) => folder.extract(known)?,
        (None, true) => {
            let issue = Issue::error("CB1221", "no export is given");
            return Err(usage(issue.hint(
                "Give the files or folders of the export before the options.",
            )));
        }
        _ => inputs::read(&typed.exports)?,
    };
    let found = desk.read(files.clone());
    if found.value.cases.is_empty() {
        let exit = Exit::Input;
        let issues = found.issues;
        return Err(Stop { exit, issues });
    }
    tell_lost(&found.issues);
    let casebook = found.value;
    let (request, reference) = match known {
        Some(known) => (
            Request {
                as_at: desk.as_at,
                ..known.request
            },
            known.reference,
        ),
        None => {
            let request = request(typed, desk, &casebook)?;
            let reference = typed
                .reference
                .clone()
                .unwrap_or_else(|| format!("SAR-{}", request.received));
            (request, reference)
        }
    };
    Ok((folder.keep(request, reference, &files)?, casebook))
}

fn tell_lost(issues: &[Issue]) {
    let lost = issues
        .iter()
        .filter(|issue| issue.severity == Severity::Error)
        .count();
    if lost > 0 {
        tell(&format!(
            "{lost} errors on reading; casebinder check tells them with their places."
        ));
    }
}

fn request(typed: &AccessPrepare, desk: &Desk, casebook: &Casebook) -> Result<Request, Stop> {
    let subject = subject(typed, casebook)?;
    let mut words = Requester::WORDS.iter();
    let requester = words
        .find(|(word, _)| *word == typed.requester)
        .map(|(_, it)| *it)
        .ok_or_else(|| {
            let all: Vec<&str> = Requester::WORDS.iter().map(|(word, _)| *word).collect();
            let issue = Issue::error("CB1222", "there is no such requester");
            usage(issue.hint(format!("--requester takes: {}.", all.join(", "))))
        })?;
    let received = match &typed.received {
        Some(day) => documents::day("--received", day)?,
        None => {
            let issue = Issue::error("CB1223", "the day on which the request came is not given");
            return Err(usage(issue.hint(
                "Give it as --received YYYY-MM-DD; the time to answer runs from it.",
            )));
        }
    };
    let cut_off = typed
        .cut_off
        .as_ref()
        .map(|day| documents::day("--cut-off", day))
        .transpose()?;
    Ok(Request {
        subject,
        requester,
        requester_id: typed.requester_id.clone(),
        received,
        cut_off: cut_off.unwrap_or(received),
        as_at: desk.as_at,
    })
}

/// The subject by their own id, or by their case.
fn subject(typed: &AccessPrepare, casebook: &Casebook) -> Result<String, Stop> {
    let unknown =
        |hint: &str| usage(Issue::error("CB1224", "the export holds no such subject").hint(hint));
    match (&typed.subject, &typed.case) {
        (Some(id), _) => {
            let known = casebook.cases.iter().any(|case| case.person(id).is_some());
            known.then(|| id.clone()).ok_or_else(|| {
                unknown("Check the id of the person; casebinder check tells what was read.")
            })
        }
        (None, Some(id)) => {
            let case = casebook.cases.iter().find(|case| case.id == *id);
            let child = case
                .and_then(|case| case.child())
                .map(|child| child.entry.key.to_string());
            child.ok_or_else(|| {
                unknown("Check the id of the case; casebinder check tells what was read.")
            })
        }
        (None, None) => Err(unknown(
            "Give --subject with the person's id, or --case with the id of their case.",
        )),
    }
}

/// The review's rows, and those of values that would be withheld here and kept there.
fn rows(desk: &Desk, reviewed: &Reviewed, decisions: &Decisions) -> Vec<Row> {
    let Reviewed { case, review, .. } = reviewed;
    let most = decisions.as_proposed(review);
    let released = access::apply(case, review, &most, &desk.lexicon, &desk::described(desk));
    let mut rows = review.rows.clone();
    let own = desk::own_words(desk);
    rows.extend(
        access::relaxations(&released, &own)
            .into_iter()
            .map(|it| it.row),
    );
    rows
}

/// Writes workbook and proof; gives how many rows are still to be decided.
fn write(
    desk: &Desk,
    folder: &ReviewFolder,
    (kept, reviewed): (&Kept, &Reviewed),
    (rows, given, decisions): (&[Row], &[Given], &Decisions),
) -> Result<usize, Stop> {
    let (before, added) = desk::before(given);
    let open = open(rows, reviewed, decisions);
    let names = reviewed.review.names();
    let sheets = ReviewSheets {
        names: &names,
        rows,
        open: &open,
        grounds: &desk.grounds,
        requester: kept.request.requester,
        before: &before,
        added: &added,
    };
    let name = subject_name(kept, reviewed);
    desk.with_brief((reviewed.exported, &name), |brief| {
        let sheets = access_review::sheets(&sheets, brief);
        let properties = Properties {
            title: format!(
                "{} {}",
                brief.wording.term("access.review.title"),
                kept.reference
            ),
            author: brief.authority.to_owned(),
            subject: kept.reference.clone(),
            status: brief.wording.term("access.proof.marking").to_owned(),
            marking: brief.wording.term("access.proof.marking").to_owned(),
            created: desk.as_at,
        };
        let book = workbook(&sheets, &properties, Profile::Working).map_err(disk)?;
        folder.write(REVIEW, &book)?;
        folder.key()?;
        let proof = proof(desk, (kept, reviewed), (rows, decisions), brief)?;
        folder.write(PROOF, &proof)
    })?;
    Ok(open.len())
}

/// The rows that a release asks for and that nobody has decided.
fn open(rows: &[Row], reviewed: &Reviewed, decisions: &Decisions) -> BTreeSet<String> {
    let own = access::open(&reviewed.review, decisions).into_iter();
    let relaxed = rows.iter().filter(|row| row.sheet == Sheet::Relaxations);
    let relaxed = relaxed.filter(|row| decisions.of(&row.id).is_none());
    own.chain(relaxed).map(|row| row.id.clone()).collect()
}

fn disk(issue: Issue) -> Stop {
    Stop::new(Exit::Disk, issue)
}

/// The subject's name as it is used now (rule 6).
pub(super) fn subject_name(kept: &Kept, reviewed: &Reviewed) -> String {
    let person = reviewed.case.person(&kept.request.subject);
    let name = person
        .and_then(|person| person.name.value())
        .map(Text::shown);
    name.unwrap_or_else(|| kept.request.subject.clone())
}

/// The proof as a PDF that was read back.
fn proof(
    desk: &Desk,
    (kept, reviewed): (&Kept, &Reviewed),
    (rows, decisions): (&[Row], &Decisions),
    brief: &Brief<'_>,
) -> Result<Vec<u8>, Stop> {
    let failed = |issues| Stop {
        exit: Exit::Failed,
        issues,
    };
    let by_id: BTreeMap<&str, &Row> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let in_short = |mark: &Mark| {
        let row = by_id.get(mark.row.as_str()).copied();
        access_review::in_short(row, mark.decided.as_ref(), brief.wording)
    };
    let (marked, marks) = access::marked(&reviewed.case, &reviewed.review, decisions, &in_short);
    let facts = ProofFacts {
        reference: kept.reference.clone(),
        subject: subject_name(kept, reviewed),
        requester: brief
            .wording
            .term(&format!(
                "access.requester.{}",
                kept.request.requester.word()
            ))
            .to_owned(),
        marks: marks
            .iter()
            .map(|mark| proof_mark(mark, by_id.get(mark.row.as_str()).copied(), reviewed, brief))
            .collect(),
    };
    let view = assemble::access_proof(marked.case(), &facts, brief)
        .map_err(|issue| failed(vec![issue]))?;
    let rendered = desk.renderer()?.pdf(&view).map_err(failed)?;
    rendered.issues.iter().for_each(say);
    let packed = packed(rendered.bytes).unwrap_or_else(|plain| plain);
    verify::check_document(&packed, &[], Some(rendered.pages)).map_err(failed)?;
    Ok(packed)
}

fn proof_mark(mark: &Mark, row: Option<&Row>, reviewed: &Reviewed, brief: &Brief<'_>) -> ProofMark {
    let wording = brief.wording;
    let decided = mark.decided.as_ref();
    let (place, what) = match row {
        Some(row) => access_review::mark_of(row, &reviewed.review.names(), wording),
        None => access_review::mark_of_added(&mark.entry, wording),
    };
    let state = match decided {
        Some(decided) => wording.fill("access.proof.decided_by", &decided.by),
        None if row.is_some_and(|row| row.must) => {
            wording.term("access.review.state.open").to_owned()
        }
        None => String::new(),
    };
    ProofMark {
        number: mark.number,
        place,
        what,
        ground: access_review::ground_of(row, decided, wording),
        state,
    }
}

fn tell_ending(kept: &Kept, rows: &[Row], open: usize) {
    print(&format!(
        "Request {}: {} rows to review, {open} to be decided before a release. {REVIEW} and {PROOF} are written; both are internal.",
        kept.reference,
        rows.len(),
    ));
}
