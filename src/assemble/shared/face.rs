//! What stands on the first page and around every page, the same for every kind of document.

use super::dates;
use crate::assemble::Brief;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Recorded, Text};
use crate::view::{Face, Status};
use crate::wording::Wording;

/// What a kind says of itself.
pub struct About {
    /// The kind's name; its title is the term `title.<kind>`.
    pub kind: &'static str,
    /// What it is about.
    pub subject: SubjectKind,
    /// The subject's id.
    pub id: String,
    /// The subject's name as this audience may see it.
    pub name: String,
    /// Who it is for.
    pub audience: Audience,
    /// The facts of the first page: heading and words.
    pub facts: Vec<(String, String)>,
    /// What the record does not hold, in internal documents.
    pub not_held: Vec<String>,
}

/// The face of a document.
pub fn of(about: About, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    Face {
        title: wording.term(&format!("title.{}", about.kind)).to_owned(),
        subject: about.subject,
        id: about.id,
        name: about.name,
        audience: about.audience,
        audience_words: wording
            .term(&format!("audience.{}", about.audience))
            .to_owned(),
        authority: brief.authority.to_owned(),
        marking: (brief.marking)(about.audience),
        status: Status::Draft,
        design_unapproved: (brief.is_unapproved)(about.kind),
        prepared: brief.as_at,
        prepared_words: dates::day(brief.as_at, wording),
        exported_words: brief.exported.map(|day| dates::day(day, wording)),
        facts: about.facts,
        not_held: about.not_held,
    }
}

/// The same for what somebody receives of a record: the marking names them (rule 3).
pub fn for_subject(about: About, receiver: &str, brief: &Brief<'_>) -> Face {
    let mut face = of(about, brief);
    face.marking = face.marking.replace("{name}", receiver);
    face
}

/// The child's current name (rule 6), or the case's id where the layout carries no names.
pub fn name_of(case: &Case, wording: &Wording) -> String {
    let name = case
        .child()
        .and_then(|child| child.name.value())
        .map(Text::to_string);
    name.unwrap_or_else(|| wording.fill("name.of_case", &case.id))
}

/// When the child was born, or is expected, in words.
pub fn born(case: &Case, wording: &Wording) -> String {
    match case.child().map(|child| (&child.born, &child.expected)) {
        Some((Recorded::Value(born), _)) => dates::prose(born, wording),
        Some((_, Recorded::Value(due))) => {
            wording.fill("face.expected", &dates::prose(due, wording))
        }
        Some((absent, _)) => absence(absent, wording).to_owned(),
        None => wording.term("absence.empty").to_owned(),
    }
}

/// The words of rule 1 for an absent field.
pub fn absence<'a, T>(recorded: &Recorded<T>, wording: &'a Wording) -> &'a str {
    wording.term(match recorded {
        Recorded::NotCarried => "absence.not_carried",
        Recorded::None => "absence.none",
        Recorded::Empty | Recorded::Value(_) => "absence.empty",
    })
}

/// What the layouts that a case was read from cannot carry (rule 1).
pub fn not_held(case: &Case, wording: &Wording) -> Vec<String> {
    let lines = case.layouts.iter().flat_map(|layout| {
        let beginning = format!("not_carried.{layout}.");
        let terms = wording
            .terms_of(&beginning)
            .map(|(_, term)| term.to_owned());
        terms.collect::<Vec<_>>()
    });
    lines.collect()
}

/// The same of several cases, each line once.
pub fn not_held_of<'a>(cases: impl Iterator<Item = &'a Case>, wording: &Wording) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in cases.flat_map(|case| not_held(case, wording)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
