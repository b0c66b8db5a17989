//! The case record as one document, or as one for each volume.

use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};

use super::{Preparing, VOLUME};
use crate::assemble::{self, Volume};
use crate::batch::document::Job;
use crate::commands::build::lending::settled;
use crate::disclose::{self, Disclosed};
use crate::issue::Issue;
use crate::view::View;

impl Preparing<'_> {
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

    /// The case record, or the volume of it that a job is of.
    pub(super) fn record(&self, job: &Job, disclosed: &Disclosed<'_>) -> Result<View, Issue> {
        let number = job.part.as_deref().and_then(|it| it.strip_prefix(VOLUME));
        let number: Option<usize> = number.and_then(|it| it.parse().ok());
        let divided = self.divided();
        let all = divided.get(&job.subject);
        let all = all.map(Vec::as_slice).unwrap_or_default();
        let volume = all.iter().find(|it| Some(it.number) == number).cloned();
        drop(divided);
        assemble::case_record(disclosed, volume.as_ref(), self.brief)
    }

    fn divided(&self) -> MutexGuard<'_, BTreeMap<usize, Vec<Volume>>> {
        // Nothing fails while it is held; if it did, the map would still be whole.
        self.volumes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
