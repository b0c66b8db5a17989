//! What is lent of a case to whoever makes a document of it, and what must not be found in the result.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::assemble::{self, Brief};
use crate::disclose::{self, Disclosed, Withheld};
use crate::issue::{Issue, Origin};
use crate::model::Case;
use crate::verify::Needle;

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
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn settled<'a>(
    case: &'a Case,
    brief: &Brief<'_>,
) -> Result<(Cow<'a, Case>, Vec<Issue>), Issue> {
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

/// The same of several cases.
pub(super) fn needles_of(disclosed: &[Disclosed<'_>]) -> Vec<Needle> {
    let withheld = disclosed.iter().flat_map(|it| it.withheld());
    needles(&withheld.cloned().collect::<Vec<_>>())
}
