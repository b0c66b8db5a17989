//! The chronology of one child: every significant dated fact from birth or before, in order, with
//! source and outcome, and at the end what a reader must know of the record (rules 1 to 14).

mod notes;
pub(super) mod rows;
mod worksheet;

use std::collections::HashSet;

use serde_json::json;

use super::Brief;
use super::shared::contradictions::{self, Contradiction};
use super::shared::face::{self, name_of};
use super::shared::glossary::glossary;
use super::shared::late::{self, Lateness};
use super::shared::overrides::{self, digest, edit_of, edited};
use super::shared::selection::{self, Reason};
use super::shared::timeline::{self, Fact, Telling};
use super::shared::{dates, repeats};
use crate::diagram::strip;
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, EntryId, Override};
use crate::view::{Drawing, Entry, Face, LeftOut, View};

/// A fact with all that is said of it in this chronology.
pub(super) struct Printed {
    /// The fact, with the working copy's edits applied.
    pub(super) fact: Fact,
    /// What the working copy carries to see whether the record has changed.
    digest: String,
    /// What is said of its date of entry.
    pub(super) lateness: Lateness,
    /// Whether another entry contradicts it.
    contradicted: bool,
}

/// What a chronology holds before it is laid out.
pub(super) struct Content {
    pub(super) printed: Vec<Printed>,
    pub(super) left_out: Vec<(Fact, String, Reason)>,
    contradictions: Vec<Contradiction>,
}

/// The chronology as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let content = content(case, audience, brief)?;
    let rows = rows::of(&content, case, audience, brief);
    let drawing = strip(&content, case, strip::LANDSCAPE, brief);
    let alt = drawing.as_ref().map(|it| it.alt.clone());
    let body = json!({
        "strip": alt.map(|alt| json!({ "alt": alt })),
        "rows": rows,
        "key": rows::key(&content, audience, brief),
        "notes": notes::notes(&content, case, audience, brief),
        "contradictions": notes::contradictions(&content, brief)?,
        "glossary": glossary(&rows, brief.glossary),
    });
    Ok(View {
        kind: "chronology",
        face: face(case, &content, audience, brief),
        body,
        sheets: worksheet::sheets(&content, case, audience, brief),
        drawings: drawing.into_iter().collect(),
        file: None,
        entries: content.printed.iter().map(entry).collect(),
        left_out: left_out(&content, brief),
        to_file: None,
        issues: Vec::new(),
    })
}

/// See [`super::settle_overrides`].
pub(super) fn settle_overrides(
    disclosed: &Disclosed<'_>,
    brief: &Brief<'_>,
) -> Result<(Vec<Override>, Vec<Issue>), Issue> {
    let case = disclosed.case();
    let telling = Telling {
        wording: brief.wording,
        audience: Audience::Internal,
    };
    let told = timeline::facts(case, telling)?;
    // What is left out is not joined with its repeats, so either digest may be the one given back.
    let own: HashSet<(EntryId, String)> = told
        .iter()
        .map(|fact| (fact.entry.clone(), digest(fact)))
        .collect();
    let facts = repeats::joined(told);
    let (mut settled, mut issues) = (Vec::new(), Vec::new());
    for edit in &case.overrides {
        // What a court's working copy says is settled with that court's chronology.
        if edit.proceedings.is_some() || own.contains(&(edit.entry.clone(), edit.digest.clone())) {
            settled.push(edit.clone());
            continue;
        }
        match facts.iter().find(|fact| fact.entry == edit.entry) {
            Some(fact) if digest(fact) == edit.digest => settled.push(edit.clone()),
            Some(fact) => issues.push(overrides::changed_since(edit, &fact.origins)),
            None => issues.push(overrides::gone_since(edit)),
        }
    }
    Ok((settled, issues))
}

/// Sorts the facts of a case into those printed and those left out.
pub(super) fn content(
    case: &Case,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<Content, Issue> {
    let telling = Telling {
        wording: brief.wording,
        audience,
    };
    let facts = timeline::facts(case, telling)?;
    let told = selection::told_by_next(&facts);
    let (mut chosen, mut left_out) = (Vec::new(), Vec::new());
    for (index, fact) in facts.into_iter().enumerate() {
        let edit = edit_of(&fact, case);
        let restored = edit.and_then(|edit| edit.belongs) == Some(true);
        let verdict = selection::belongs(&fact, edit, &brief.chronology.significant);
        match verdict {
            Ok(()) if !told.contains(&index) || restored => chosen.push(fact),
            verdict => {
                let reason = verdict.err().unwrap_or(Reason::ToldElsewhere);
                let digest = digest(&fact);
                left_out.push((fact, digest, reason));
            }
        }
    }
    let chosen = repeats::joined(chosen);
    let contradictions = contradictions::among(&chosen, case);
    Ok(Content {
        printed: printed(chosen, &contradictions, case, brief),
        left_out,
        contradictions,
    })
}

/// The chosen facts with the working copy's edits and all that is said of them.
fn printed(
    chosen: Vec<Fact>,
    contradictions: &[Contradiction],
    case: &Case,
    brief: &Brief<'_>,
) -> Vec<Printed> {
    let numbered = chosen.into_iter().enumerate();
    let each = numbered.map(|(index, fact)| {
        let mut named = contradictions.iter();
        let edit = edit_of(&fact, case);
        Printed {
            digest: digest(&fact),
            lateness: late::lateness(&fact, &brief.chronology.punctuality),
            contradicted: named.any(|it| it.first == index || it.second == index),
            fact: edited(fact, edit),
        }
    });
    each.collect()
}

/// The entry as the document that prints it lists it.
pub(super) fn entry(printed: &Printed) -> Entry {
    Entry {
        id: printed.fact.entry.to_string(),
        origins: printed.fact.origins.clone(),
        digest: printed.digest.clone(),
    }
}

fn left_out(content: &Content, brief: &Brief<'_>) -> Vec<LeftOut> {
    let each = content.left_out.iter().map(|(fact, _, reason)| LeftOut {
        id: fact.entry.to_string(),
        origins: fact.origins.clone(),
        reason: brief.wording.term(reason.key()).to_owned(),
    });
    each.collect()
}

fn face(case: &Case, content: &Content, audience: Audience, brief: &Brief<'_>) -> Face {
    let about = face::About {
        kind: "chronology",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, brief.wording),
        audience,
        facts: notes::facts(case, content, audience, brief),
        not_held: match audience {
            Audience::Internal => face::not_held(case, brief.wording),
            _ => Vec::new(),
        },
    };
    face::of(about, brief)
}

/// The strip over a page as wide as that; none where there is nothing to place along years.
pub(super) fn strip(
    content: &Content,
    case: &Case,
    across: f64,
    brief: &Brief<'_>,
) -> Option<Drawing> {
    let words = strip_words(case, across, brief);
    strip::drawing(&strip_entries(content), &words, brief.width)
}

fn strip_entries(content: &Content) -> Vec<strip::Mark> {
    let marks = content.printed.iter().map(|printed| strip::Mark {
        lane: rows::lane(&printed.fact.category),
        from: printed.fact.when.earliest(),
        until: printed.fact.until.map(|until| until.latest()),
        exact: printed.fact.when.exact_day().is_some(),
    });
    marks.collect()
}

fn strip_words(case: &Case, across: f64, brief: &Brief<'_>) -> strip::Words {
    let term = |key: &str| brief.wording.term(key).to_owned();
    strip::Words {
        title: brief
            .wording
            .fill("strip.title", &name_of(case, brief.wording)),
        lanes: rows::LANES
            .iter()
            .map(|lane| term(&format!("lane.{lane}")))
            .collect(),
        alt_lane: term("strip.alt_lane"),
        alt_years: term("strip.alt_years"),
        born: term("strip.born"),
        birth: case
            .child()
            .and_then(dates::birth)
            .map(|(when, _)| when.earliest()),
        across,
    }
}
