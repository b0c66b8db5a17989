//! The visits of a case as documents of their own: which are asked for, what each is called, and its view.

use std::collections::HashSet;

use super::Preparing;
use crate::assemble;
use crate::batch::document::Job;
use crate::batch::files::Names;
use crate::cli::Build;
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Kind, named};
use crate::model::{Case, Casebook};
use crate::view::{DocumentRow, View};

/// The name of the kind that is made for each visit.
pub(in crate::commands::build) const KIND: &str = "visit-record";

/// A visit's key and what its document is called after it.
type Part<'a> = (&'a str, String);

/// The visits of a case, each with its name as part of a file's name; the same whichever of them are asked for.
fn parts(case: &Case) -> Vec<Part<'_>> {
    let mut names = Names::default();
    let visits = case.records.visits.iter();
    visits
        .map(|visit| (&*visit.entry.key, names.of(&visit.entry.key)))
        .collect()
}

/// The kinds asked for by naming visits alone.
pub(in crate::commands::build) fn implied(typed: &Build) -> Option<Vec<&'static Kind>> {
    let kind = named(KIND).filter(|_| !typed.visits.is_empty());
    kind.map(|kind| vec![kind])
}

/// Refuses visits beside other kinds than theirs.
///
/// # Errors
/// Kinds without records of visits, where visits are named.
pub(in crate::commands::build) fn refuse_without(
    kinds: &[&'static Kind],
    typed: &Build,
) -> Result<(), Issue> {
    if typed.visits.is_empty() || kinds.iter().any(|kind| kind.name == KIND) {
        return Ok(());
    }
    let issue = Issue::error("CB2102", "--visit asks for visits, --only for other kinds");
    Err(issue.hint("Leave --only out, or name visit-record with it."))
}

/// Refuses visits that there are not.
///
/// # Errors
/// A visit that no case holds.
pub(in crate::commands::build) fn refuse_unknown(
    typed: &Build,
    casebook: &Casebook,
) -> Result<(), Issue> {
    let is_known = |id: &str| {
        let mut all = casebook.cases.iter().flat_map(|case| &case.records.visits);
        all.any(|visit| *visit.entry.key == *id)
    };
    let asked = typed.visits.iter().map(String::as_str);
    let unknown: Vec<&str> = asked.filter(|id| !is_known(id)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let message = format!("the export holds no visit {}", unknown.join(", "));
    Err(Issue::error("CB2103", message).hint(
        "Check the id: it is the visit's record number; casebinder check tells what was read.",
    ))
}

/// Whether a row is the record of a visit that its case no longer holds: all of the case's are asked for, and it is
/// not among them.
pub(in crate::commands::build) fn is_gone(
    row: &DocumentRow,
    asked: &HashSet<String>,
    typed: &Build,
) -> bool {
    let beginning = format!("{KIND}/{}/{}/", row.audience, row.id);
    let all = typed.visits.is_empty() && asked.iter().any(|name| name.starts_with(&beginning));
    row.kind == KIND && all
}

impl Preparing<'_> {
    /// The parts of the documents of a case's visits, of those that are asked for by id; of all where none is.
    pub fn visits(&self, subject: usize, asked: &[String]) -> Vec<String> {
        let Some(case) = self.casebook.cases.get(subject) else {
            return Vec::new();
        };
        let wanted = |key: &str| asked.is_empty() || asked.iter().any(|id| id == key);
        let all = parts(case).into_iter();
        all.filter(|(key, _)| wanted(key))
            .map(|(_, part)| part)
            .collect()
    }

    /// The view of a job that is of a visit.
    pub(super) fn visit(&self, job: &Job, disclosed: &Disclosed<'_>) -> Result<View, Issue> {
        let parts = parts(disclosed.case());
        let of = parts
            .iter()
            .find(|(_, part)| Some(part) == job.part.as_ref());
        let key = of.map_or("", |(key, _)| key);
        assemble::visit_record(disclosed, key, self.brief)
    }
}
