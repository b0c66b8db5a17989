//! From proceedings to the views of their documents: the chronology and addenda for the court, and counsel's sheet.

use std::borrow::Cow;

use super::{FILED, Preparing};
use crate::assemble::{self, CourtPages, Edition};
use crate::batch::document::{Job, Prepared};
use crate::commands::build::lending::{needles, refuse_unplaced, settled};
use crate::commands::build::shown::number_shown;
use crate::disclose::{self, DisclosedProceedings, Withheld};
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::Case;
use crate::view::{Filing, View};

/// How the part of a document is called that is an addendum, before its number.
const ADDENDUM: &str = "addendum-";

impl<'a> Preparing<'a> {
    pub(super) fn of_proceedings(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
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
