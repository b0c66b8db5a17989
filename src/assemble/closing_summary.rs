//! The closing summary of one child's case (Northamptonshire 5.3): for the person who opens the file in
//! twenty years, who may be the child, and for a new referral next month. Why we became involved, what
//! happened, what was done and what came of it, what the child and the family said, how life was at the
//! end, what worries remain and what was to happen then, and who decided to close and why. A case that is
//! not closed has a draft, with what must not be left.

mod ending;
mod sections;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Brief;
use super::shared::basic_record::composer::Composer;
use super::shared::basic_record::sheet::Section;
use super::shared::dates;
use super::shared::face::{self, born, name_of};
use super::shared::glossary::glossary;
use super::shared::handing_on::{is_unborn, of_child, open};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Recorded, When};
use crate::view::{Face, View};

/// The closing summary as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let closed = closed(case, brief.as_at);
    // What is told holds as at the end of the work, not as at the day on which somebody reads of it.
    let mut composer = Composer::on(closed.unwrap_or(brief.as_at), case, brief);
    let told = sections::all(closed.is_some(), &mut composer)?;
    let wording = brief.wording;
    let sections: Vec<Value> = told
        .iter()
        .map(|it| Section::as_json_of_now(it, wording))
        .collect();
    let glossary = glossary(&sections, brief.glossary);
    // Where a child is not yet born, the family is told.
    let told = match is_unborn(&composer) {
        true => "family",
        false => "child",
    };
    let shared = ["title", "told", "given", "said"]
        .map(|key| of_child(&format!("closing.shared.{told}.{key}"), &composer));
    let signing =
        ["worker", "manager"].map(|key| wording.term(&format!("handing.signed.{key}")).to_owned());
    let body = json!({
        "notes": notes(closed, brief),
        "sections": sections,
        "kept_title": wording.term("closing.section.kept"),
        "kept": kept(&composer),
        "shared": shared,
        "signing": signing,
        "glossary": glossary,
    });
    let issues = left_open(closed, &composer);
    Ok(View {
        kind: "closing-summary",
        face: face_of(case, audience, brief),
        body,
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: composer.entries(),
        left_out: Vec::new(),
        to_file: None,
        issues,
    })
}

/// The day on which the case was closed, where it is closed.
fn closed(case: &Case, as_at: NaiveDate) -> Option<NaiveDate> {
    let closed = case.record()?.closed.value()?;
    (closed.earliest() <= as_at).then(|| closed.latest().min(as_at))
}

/// What a reader must know before they read on: that the case is not closed, or as at which day all of it
/// is told.
fn notes(closed: Option<NaiveDate>, brief: &Brief<'_>) -> Vec<String> {
    let wording = brief.wording;
    vec![match closed {
        Some(day) => wording.fill("closing.as_at", &dates::day(day, wording)),
        None => wording.term("closing.not_closed").to_owned(),
    }]
}

/// How long the record is kept, as the authority's settings say, and how its subject can see it.
fn kept(composer: &Composer<'_>) -> Vec<String> {
    let retention = composer.brief.retention.trim();
    let how_long = match retention.is_empty() {
        true => composer.term("closing.kept.not_stated"),
        false => retention.to_owned(),
    };
    vec![how_long, of_child("closing.kept.asking", composer)]
}

/// A closed case of which something is still open.
fn left_open(closed: Option<NaiveDate>, composer: &Composer<'_>) -> Vec<Issue> {
    let origins = open::origins(composer);
    if closed.is_none() || origins.is_empty() {
        return Vec::new();
    }
    let count = origins.len();
    vec![
        Issue::warning(
            "CB2150",
            format!("the case is closed, and {count} matters are still open in its record"),
        )
        .at_all(&origins)
        .hint("See “Before the case is closed” in its closing summary; record what came of each."),
    ]
}

fn face_of(case: &Case, audience: Audience, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let record = case.record();
    let day = |field: &Recorded<When>| match field {
        Recorded::Value(when) => dates::prose(when, wording),
        absent => face::absence(absent, wording).to_owned(),
    };
    let opened = record.map_or_else(|| day(&Recorded::Empty), |it| day(&it.opened));
    let closed = match record.map(|it| &it.closed) {
        Some(closed) if closed.value().is_some() => day(closed),
        _ => wording.term("closing.face.not_closed").to_owned(),
    };
    let facts = vec![
        ("face.case", case.id.clone()),
        ("face.born", born(case, wording)),
        ("closing.face.opened", opened),
        ("closing.face.closed", closed),
    ];
    let about = face::About {
        kind: "closing-summary",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience,
        facts: facts
            .into_iter()
            .map(|(key, words)| (wording.term(key).to_owned(), words))
            .collect(),
        not_held: face::not_held(case, wording),
    };
    face::of(about, brief)
}
