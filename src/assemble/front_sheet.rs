//! The front sheet of one child: what a worker on duty must know tonight, then the basic record
//! (Northamptonshire 5.1), and apart from it what is past.

mod sections;

use serde_json::json;

use super::Brief;
use super::shared::basic_record::composer::Composer;
use super::shared::basic_record::sheet::{Block, Section};
use super::shared::basic_record::tonight;
use super::shared::dates;
use super::shared::face::{self, born, name_of};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, When};
use crate::view::{Face, View};

/// The front sheet as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let mut composer = Composer::new(case, brief);
    let tonight = tonight::section(&mut composer)?;
    let (full, empty): (Vec<Section>, Vec<Section>) = sections::all(&mut composer)?
        .into_iter()
        .partition(|section| !section.blocks.is_empty());
    let wording = brief.wording;
    let body = json!({
        "tonight": tonight.as_json(wording),
        "sections": full.iter().map(|it| it.as_json(wording)).collect::<Vec<_>>(),
        "empty": empty.iter().map(|it| it.as_json(wording)).collect::<Vec<_>>(),
        "past": composer.take_past().iter().map(Block::as_json).collect::<Vec<_>>(),
    });
    Ok(View {
        kind: "front-sheet",
        face: face_of(case, audience, brief),
        body,
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: composer.entries(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// The first page: little, so that what to know tonight follows at once.
fn face_of(case: &Case, audience: Audience, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let fact = |key: &str, words: String| (wording.term(key).to_owned(), words);
    let about = face::About {
        kind: "front-sheet",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience,
        facts: vec![
            fact("face.case", case.id.clone()),
            fact("face.born", born_and_age(case, brief)),
        ],
        not_held: face::not_held(case, wording),
    };
    face::of(about, brief)
}

/// When the child was born, and how old they are, or were when they died.
fn born_and_age(case: &Case, brief: &Brief<'_>) -> String {
    let born = born(case, brief.wording);
    let Some(child) = case.child().filter(|child| dates::birth(child).is_some()) else {
        return born;
    };
    if child.born.value().is_none() {
        return born;
    }
    let on = match child.died.value() {
        Some(died) if died.earliest() <= brief.as_at => *died,
        _ => When::day(brief.as_at),
    };
    let age = dates::age(Some(child), &on, brief.wording);
    format!("{born}, {age}")
}
