//! From a case to its view, as its audience may see it, and what must not be found in the result.

use std::borrow::Cow;

use crate::assemble::{self, Brief};
use crate::batch::document::{Job, Prepared};
use crate::disclose::{self, Disclosed};
use crate::issue::{Issue, Origin};
use crate::kind::Audience;
use crate::model::{Case, Casebook, Text};
use crate::verify::Needle;

/// A case as its audience may see it, as a view with what must not be found in it.
pub(super) fn prepare(
    job: &Job,
    casebook: &Casebook,
    brief: &Brief<'_>,
    names: &str,
) -> Result<Prepared, Vec<Issue>> {
    let one = |issue| vec![issue];
    let (case, issues) = settled(&casebook.cases[job.subject], brief).map_err(one)?;
    if job.audience != Audience::Internal {
        let unplaced = disclose::unplaced(&case);
        if !unplaced.is_empty() {
            return Err(vec![hides_nothing(&unplaced)]);
        }
    }
    let disclosed = match job.audience {
        Audience::Internal => disclose::internal(&case),
        Audience::Family | Audience::Court | Audience::Subject => {
            disclose::family(&case, &casebook.sharing_with(&case))
        }
    };
    let mut view =
        assemble::of_case(job.kind.name, &disclosed, job.audience, brief).map_err(one)?;
    view.issues.extend(issues);
    Ok(Prepared {
        needles: needles(&disclosed),
        shown_as: shown_as(&case, names),
        view,
    })
}

fn hides_nothing(places: &[Origin]) -> Issue {
    Issue::error("CB0510", "a restriction names no record of this case, so it hides nothing")
        .at_all(places)
        .hint("Correct the restriction's record (type:id), or lift it; until then nothing is made for anyone outside the authority.")
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

fn needles(disclosed: &Disclosed<'_>) -> Vec<Needle> {
    let each = disclosed.withheld().iter().map(|it| Needle {
        row: it.row.clone(),
        spellings: vec![it.words.clone()],
        allowed: Vec::new(),
    });
    each.collect()
}

/// The child in the index: full name, initials or id (rule 5).
fn shown_as(case: &Case, names: &str) -> String {
    let name = case
        .child()
        .and_then(|child| child.name.value())
        .map(Text::to_string);
    match (names, name) {
        ("full", Some(name)) => name,
        ("id", _) | (_, None) => case.id.clone(),
        (_, Some(name)) => {
            let initials = name
                .split_whitespace()
                .filter_map(|part| part.chars().next());
            initials.flat_map(|first| [first, '.']).collect()
        }
    }
}
