//! The transfer summary of one child's case, for the worker who takes it over and has to visit on Monday
//! (Northamptonshire 5.3 and 14.2): what to know first, what is due and what is open, then why and what
//! has been done, and at the end what the two workers and the manager do together. All of it is from the
//! record; what only the present worker can say is left to be written by hand.

mod handover;
mod sections;

use serde_json::{Value, json};

use super::Brief;
use super::shared::basic_record::composer::Composer;
use super::shared::basic_record::sheet::Section;
use super::shared::dates;
use super::shared::face::{self, born, name_of};
use super::shared::glossary::glossary;
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, When};
use crate::view::{Face, View};

/// The transfer summary as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let mut composer = Composer::new(case, brief);
    let first = sections::first(&mut composer)?;
    let told = sections::all(&mut composer)?;
    let handover = handover::of(&mut composer)?;
    let wording = brief.wording;
    let sections: Vec<Value> = told
        .iter()
        .map(|it| Section::as_json_of_now(it, wording))
        .collect();
    let first = first.as_json_of_now(wording);
    let glossary = glossary(
        &[first.clone(), Value::from(sections.clone())],
        brief.glossary,
    );
    Ok(View {
        kind: "transfer-summary",
        face: face_of(case, audience, brief),
        body: json!({
            "first": first,
            "sections": sections,
            "handover": handover,
            "glossary": glossary,
        }),
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: composer.entries(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// The first page: little, so that what to know first follows at once.
fn face_of(case: &Case, audience: Audience, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let fact = |key: &str, words: String| (wording.term(key).to_owned(), words);
    let mut birth = born(case, wording);
    if let Some(child) = case.child().filter(|it| it.born.value().is_some()) {
        let age = dates::age(Some(child), &When::day(brief.as_at), wording);
        birth = format!("{birth}, {age}");
    }
    let about = face::About {
        kind: "transfer-summary",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience,
        facts: vec![fact("face.case", case.id.clone()), fact("face.born", birth)],
        not_held: face::not_held(case, wording),
    };
    face::of(about, brief)
}
