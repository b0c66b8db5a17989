//! What is made of the whole authority: the register of restricted items.

use super::Preparing;
use crate::assemble::{self, RegisterNaming};
use crate::batch::document::{Job, Prepared};
use crate::cli::Build;
use crate::commands::build::lending::needles;
use crate::commands::build::shown::name_shown;
use crate::disclose;
use crate::issue::Issue;
use crate::kind::{Audience, Kind, SubjectKind};
use crate::model::{Casebook, Text};

/// The name of the kind that is made of everything restricted.
pub(in crate::commands::build) const RESTRICTED: &str = "restricted-register";
/// The id of the one subject that is no case: the authority itself.
const AUTHORITY: &str = "authority";

/// The authority as a subject, where something is or was restricted in any case: without it there is no register.
pub(in crate::commands::build) fn present(casebook: &Casebook) -> Option<(SubjectKind, String)> {
    let restricts = casebook.cases.iter().any(disclose::restricts);
    restricts.then(|| (SubjectKind::Authority, AUTHORITY.to_owned()))
}

/// The register of what is restricted: of all cases or not at all, for one of some would pass for that of all.
/// Where cases, workers or teams are chosen it is made only when it is asked for by name.
pub(in crate::commands::build) fn job(
    typed: &Build,
    preparing: &Preparing<'_>,
    kinds: &[&'static Kind],
) -> Option<Job> {
    let kind = kinds.iter().find(|kind| kind.name == RESTRICTED)?;
    let is_chosen = !typed.cases.is_empty() || typed.worker.is_some() || typed.team.is_some();
    if is_chosen && typed.only.is_empty() {
        return None;
    }
    let (_, id) = present(preparing.casebook)?;
    Some(Job {
        kind,
        id,
        part: None,
        audience: Audience::Internal,
        stem: format!("{}/{}", kind.subject.folder(), kind.name),
        subject: 0,
    })
}

impl Preparing<'_> {
    /// The register, of all cases whichever are asked for.
    pub(super) fn of_authority(&self, job: &Job) -> Result<Prepared, Vec<Issue>> {
        if job.kind.name != RESTRICTED {
            let issue = Issue::error(
                "CB2104",
                "no document of that kind is made for the authority",
            );
            return Err(vec![issue.hint("See casebinder layouts list.")]);
        }
        let register = disclose::register(&self.casebook.cases, self.brief.as_at);
        let shown = |name: Option<&Text>, id: &str| name_shown(name, id, self.names);
        let naming = RegisterNaming {
            cases: &self.casebook.cases,
            shown: &shown,
        };
        let view = assemble::restricted_register(&register, &naming, self.brief);
        let view = view.map_err(|issue| vec![issue])?;
        Ok(Prepared {
            needles: needles(&register.withheld),
            shown_as: view.face.name.clone(),
            audit: None,
            view,
        })
    }
}
