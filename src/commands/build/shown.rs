//! How the index names what documents are about (rule 5).

use crate::batch::document::Job;
use crate::disclose::DisclosedProceedings;
use crate::model::{Case, Caseload, TeamCaseload, Text};

/// Proceedings in the index: by the court's number, which names nobody.
pub(super) fn number_shown(disclosed: &DisclosedProceedings<'_>, job: &Job) -> String {
    let number = disclosed.record().court_case_number.value();
    number.map_or_else(|| job.id.clone(), Text::to_string)
}

/// The child in the index: full name, initials or id (rule 5).
pub(super) fn shown_as(case: &Case, names: &str) -> String {
    let name = case.child().and_then(|child| child.name.value());
    name_shown(name, &case.id, names)
}

/// A worker in the index, in the same way.
pub(super) fn worker_shown(load: &Caseload<'_>, names: &str) -> String {
    let name = load.worker.and_then(|worker| worker.worker_name.value());
    name_shown(name, load.id, names)
}

/// A team in the index: its name is no person's.
pub(super) fn team_shown(team: &TeamCaseload<'_>) -> String {
    let name = team.team.and_then(|team| team.team_name.value());
    name.map_or_else(|| team.id.to_owned(), Text::to_string)
}

/// A person by the setting: full name, initials or id.
pub(super) fn name_shown(name: Option<&Text>, id: &str, names: &str) -> String {
    match (names, name.map(Text::to_string)) {
        ("full", Some(name)) => name,
        ("id", _) | (_, None) => id.to_owned(),
        (_, Some(name)) => initials(&name),
    }
}

/// "A.M."; of a description such as "Unborn baby of Ada Marsden" the words with a capital, as far as it has
/// any.
fn initials(name: &str) -> String {
    let firsts = || {
        name.split_whitespace()
            .filter_map(|part| part.chars().next())
    };
    let capitals: Vec<char> = firsts().filter(|first| first.is_uppercase()).collect();
    let all = match capitals.is_empty() {
        true => firsts().collect(),
        false => capitals,
    };
    all.into_iter().flat_map(|first| [first, '.']).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_words_with_a_capital() {
        for (name, shown) in [
            ("Ada Marsden", "A.M."),
            ("Unborn baby of Ada Marsden", "U.A.M."),
            ("Zo\u{eb} van der Berg", "Z.B."),
            ("ada marsden", "a.m."),
            ("", ""),
        ] {
            assert_eq!(initials(name), shown, "{name}");
        }
    }
}
