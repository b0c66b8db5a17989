//! The children of the proceedings, and how entries name them: by their first names where these tell
//! them apart, together as "all the children".

use std::collections::BTreeSet;

use crate::assemble::shared::{phrases, timeline};
use crate::disclose::DisclosedProceedings;
use crate::model::{Case, Text};
use crate::wording::Wording;

/// The children by the index of their case.
#[derive(Debug)]
pub struct Children {
    short: Vec<String>,
}

impl Children {
    /// The children of the proceedings.
    pub fn of(proceedings: &DisclosedProceedings<'_>, wording: &Wording) -> Self {
        let known_as = proceedings.cases().map(|case| known_as(case, wording));
        let names = proceedings.cases().map(|case| name_of(case, wording));
        Self {
            short: short_names(known_as.collect(), names.collect()),
        }
    }

    /// "Ash, Callum and Lena".
    pub fn named(&self, who: &BTreeSet<usize>, wording: &Wording) -> String {
        let names: Vec<String> = who
            .iter()
            .filter_map(|index| self.short.get(*index).cloned())
            .collect();
        phrases::joined(&names, wording)
    }

    /// Whom an entry names: nobody where there is one child only, "all the children", or their names.
    pub fn concerned(&self, who: &BTreeSet<usize>, wording: &Wording) -> String {
        match self.short.len() {
            1 => String::new(),
            all if who.len() == all => wording.term("court.all_children").to_owned(),
            _ => self.named(who, wording),
        }
    }
}

/// The child's current name; a court is not told the case's number in its place.
pub(super) fn name_of(case: &Case, wording: &Wording) -> String {
    let name = case.child().and_then(|child| child.name.value());
    name.map_or_else(|| wording.term("child.unnamed").to_owned(), Text::to_string)
}

/// What the child is known as (rule 6).
fn known_as(case: &Case, wording: &Wording) -> Option<String> {
    let known_as = case.child().and_then(|child| child.known_as.value());
    known_as.map(|_| timeline::child_words(case, wording).1)
}

/// What each is known as, else the first name, as long as all of these differ; else the names in full.
fn short_names(known_as: Vec<Option<String>>, names: Vec<String>) -> Vec<String> {
    let first = |name: &String| {
        let first = name.split_whitespace().next().unwrap_or(name);
        first.to_owned()
    };
    let short: Vec<String> = known_as
        .into_iter()
        .zip(&names)
        .map(|(known_as, name)| known_as.unwrap_or_else(|| first(name)))
        .collect();
    let distinct: BTreeSet<&String> = short.iter().collect();
    if distinct.len() == names.len() && names.len() > 1 {
        short
    } else {
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_serve_as_long_as_they_tell_the_children_apart() {
        let names = |all: &[&str]| {
            let names: Vec<String> = all.iter().map(|it| (*it).to_owned()).collect();
            short_names(vec![None; all.len()], names).join(", ")
        };
        assert_eq!(names(&["Ada Invented", "Ben Other"]), "Ada, Ben");
        assert_eq!(
            names(&["Invented Ada", "Invented Ben"]),
            "Invented Ada, Invented Ben"
        );
        assert_eq!(names(&["Ada Invented"]), "Ada Invented");
        let known = short_names(
            vec![Some("Adi".into()), None],
            vec!["Ada Invented".into(), "Ben Invented".into()],
        );
        assert_eq!(known, ["Adi", "Ben"]);
    }
}
