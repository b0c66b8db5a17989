//! What is said of family trees in an export, of which only drawings can be made.

use crate::issue::{Issue, Origin, Severity};
use crate::model::Casebook;

/// Family trees are read and no document is made of them, which must not look as if they were empty.
pub(super) fn cannot_be_made(casebook: &Casebook) -> Option<Issue> {
    let files = casebook.families.iter().filter_map(|family| {
        let first = family.records.people.first()?;
        Some(Origin::file(first.origins.first()?.file.clone()))
    });
    let files: Vec<Origin> = files.collect();
    let severity = match casebook.cases.is_empty() {
        true => Severity::Error,
        false => Severity::Note,
    };
    let message = "a family tree holds no case, and no document is made of it";
    (!casebook.families.is_empty()).then(|| {
        Issue::new(severity, "CB0032", message).at_all(&files).hint(
            "`casebinder draw FILE --case @I1@ --kind genogram -o FILE.svg` draws that person's \
             genogram, --all everybody's",
        )
    })
}
