//! `casebinder waive`: puts a name, a reason and a last day to a finding of an audit that does not count for a
//! time (rule 36); the next audit lists it apart.

use std::collections::BTreeSet;

use super::build::register_path;
use super::settings::Ground;
use super::sign::day;
use super::{Exit, Stop, documents, print};
use crate::assemble::record_audit::RULES;
use crate::batch::manifest::Manifest;
use crate::batch::register::{Deed, Register};
use crate::cli::Waive;
use crate::issue::Issue;
use crate::kind::{SubjectKind, named};
use crate::view::Waiver;

/// Runs the command.
///
/// # Errors
/// A rule or a case that there is not, or a last day before the first.
pub fn run(typed: &Waive) -> Result<Exit, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let ground = Ground::gather(&typed.design, &[])?;
    let until = documents::day("--until", &typed.until)?;
    let on = day(typed.on.as_deref())?;
    if until < on {
        return Err(usage(over_already()));
    }
    known_rule(&typed.rule).map_err(usage)?;
    let manifest = Manifest::read(&typed.out).map_err(usage)?;
    known_cases(&typed.cases, &cases_of(manifest)).map_err(usage)?;
    let path = register_path(&ground, &typed.out);
    for case in &typed.cases {
        let waiver = Waiver {
            case: case.clone(),
            rule: typed.rule.clone(),
            by: typed.by.clone(),
            role: typed.role.clone(),
            why: typed.why.clone(),
            on,
            until,
        };
        Register::add(&path, Deed::Waiver { waiver })
            .map_err(|issue| Stop::new(Exit::Disk, issue))?;
    }
    print(&format!(
        "Waived until {until}. The next record audit lists it apart, with the name and the reason."
    ));
    Ok(Exit::Done)
}

fn over_already() -> Issue {
    Issue::error("CB2251", "a waiver may not end before it begins")
        .hint("Give --until as the last day on which the finding does not count; today ends an earlier waiver.")
}

fn known_rule(rule: &str) -> Result<(), Issue> {
    if RULES.iter().any(|known| known.id == rule) {
        return Ok(());
    }
    let near = RULES.iter().filter(|known| is_near(known.id, rule));
    let near: Vec<&str> = near.map(|known| known.id).collect();
    let hint = match near.is_empty() {
        true => {
            "A record audit names the rule under each finding; its workbook has them in a column."
                .to_owned()
        }
        false => format!("Did you mean: {}?", near.join(", ")),
    };
    Err(Issue::error("CB2252", "there is no such rule of audits").hint(hint))
}

/// Whether two ids share a word.
fn is_near(known: &str, asked: &str) -> bool {
    let words: BTreeSet<&str> = known.split('-').collect();
    asked
        .split(['-', ' ', '_'])
        .any(|word| words.contains(word))
}

/// The cases that a folder of documents has documents of.
fn cases_of(manifest: Option<Manifest>) -> BTreeSet<String> {
    let rows = manifest.into_iter().flat_map(|manifest| manifest.documents);
    let of_cases = rows.filter(|row| {
        let kind = named(&row.kind);
        kind.is_some_and(|kind| kind.subject == SubjectKind::Case)
    });
    of_cases.map(|row| row.id).collect()
}

fn known_cases(asked: &[String], known: &BTreeSet<String>) -> Result<(), Issue> {
    let unknown: Vec<&str> = asked
        .iter()
        .filter(|case| !known.contains(*case))
        .map(String::as_str)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let message = format!(
        "the folder holds no document of case {}",
        unknown.join(", ")
    );
    Err(Issue::error("CB2253", message)
        .hint("Give with -o the folder that casebinder build wrote, and the case's id as its index lists it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_is_nearly_right_is_told() {
        assert!(is_near("visit-venue", "venue"));
        assert!(is_near("visit-venue", "visit venues"));
        assert!(!is_near("visit-venue", "chronology"));
    }
}
