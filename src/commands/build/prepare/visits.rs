//! The visits of a case as documents of their own: what each is called, and its view.

use std::collections::HashSet;

use super::Preparing;
use crate::assemble;
use crate::batch::document::Job;
use crate::batch::files::Names;
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::model::Case;
use crate::view::{DocumentRow, View};

/// The name of the kind that is made for each visit.
pub(in crate::commands::build) const VISITS: &str = "visit-record";

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

/// Whether a row is the record of a visit that none of its case's records is of, where all of them are asked for.
pub(in crate::commands::build) fn is_of_gone_visit(
    row: &DocumentRow,
    asked: &HashSet<String>,
) -> bool {
    let beginning = format!("{VISITS}/{}/{}/", row.audience, row.id);
    row.kind == VISITS && asked.iter().any(|name| name.starts_with(&beginning))
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
