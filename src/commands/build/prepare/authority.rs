//! What is made of the whole authority: the register of restricted items.

use super::{Preparing, name_shown, needles};
use crate::assemble::{self, Naming};
use crate::batch::document::{Job, Prepared};
use crate::disclose;
use crate::issue::Issue;
use crate::model::{Casebook, Text};

/// The name of the kind that is made of everything restricted.
pub(in crate::commands::build) const RESTRICTED: &str = "restricted-register";
/// The id of the one subject that is no case: the authority itself.
pub(in crate::commands::build) const AUTHORITY: &str = "authority";

/// Whether anything is or was restricted in any case: without it there is no register.
pub(in crate::commands::build) fn has_register(casebook: &Casebook) -> bool {
    casebook.cases.iter().any(disclose::restricts)
}

impl Preparing<'_> {
    /// The cases and all else that was read.
    pub fn casebook(&self) -> &Casebook {
        self.casebook
    }

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
        let naming = Naming {
            cases: &self.casebook.cases,
            shown: &shown,
        };
        let view = assemble::restricted_register(&register, &naming, self.brief);
        let view = view.map_err(|issue| vec![issue])?;
        Ok(Prepared {
            needles: needles(&register.withheld),
            shown_as: view.face.name.clone(),
            view,
        })
    }
}
