//! The chronology of one child: every significant dated fact from birth or before, in order, with
//! source and outcome, and at the end what a reader must know of the record (rules 1 to 14).

mod notes;
mod rows;
mod worksheet;

use std::collections::HashSet;

use serde_json::json;

use super::Brief;
use super::shared::contradictions::{self, Contradiction};
use super::shared::face::{self, name_of};
use super::shared::glossary::glossary;
use super::shared::late::{self, Lateness};
use super::shared::selection::{self, Reason};
use super::shared::timeline::{self, Fact, Telling};
use super::shared::{dates, repeats};
use crate::diagram::strip;
use crate::digest::Parts;
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, EntryId, Override, Recorded, Text};
use crate::view::{Entry, Face, LeftOut, View};

/// A fact with all that is said of it in this chronology.
pub(super) struct Printed {
    /// The fact, with the working copy's edits applied.
    fact: Fact,
    /// What the working copy carries to see whether the record has changed.
    digest: String,
    /// What is said of its date of entry.
    lateness: Lateness,
    /// Whether another entry contradicts it.
    contradicted: bool,
}

/// What a chronology holds before it is laid out.
pub(super) struct Content {
    printed: Vec<Printed>,
    left_out: Vec<(Fact, String, Reason)>,
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
    let drawing = strip::drawing(
        &strip_entries(&content),
        &strip_words(case, brief),
        brief.width,
    );
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
        entries: content.printed.iter().map(entry).collect(),
        left_out: left_out(&content, brief),
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
        internal: true,
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
        if own.contains(&(edit.entry.clone(), edit.digest.clone())) {
            settled.push(edit.clone());
            continue;
        }
        match facts.iter().find(|fact| fact.entry == edit.entry) {
            Some(fact) if digest(fact) == edit.digest => settled.push(edit.clone()),
            Some(fact) => issues.push(changed_since(edit, fact)),
            None => issues.push(gone_since(edit)),
        }
    }
    Ok((settled, issues))
}

fn changed_since(edit: &Override, fact: &Fact) -> Issue {
    Issue::warning(
        "CB0601",
        "the record has changed since the working copy was made; the edit was not used",
    )
    .at(edit.origin.clone())
    .at_all(&fact.origins)
    .hint("Look at the entry in the new working copy and make the edit again if it still holds.")
}

fn gone_since(edit: &Override) -> Issue {
    Issue::warning(
        "CB0602",
        "the working copy edits an entry that is no longer in the export",
    )
    .at(edit.origin.clone())
    .hint("Nothing was lost by it; take the row out of the working copy.")
}

/// Sorts the facts of a case into those printed and those left out.
fn content(case: &Case, audience: Audience, brief: &Brief<'_>) -> Result<Content, Issue> {
    let telling = Telling {
        wording: brief.wording,
        internal: audience == Audience::Internal,
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

fn edit_of<'a>(fact: &Fact, case: &'a Case) -> Option<&'a Override> {
    case.overrides.iter().find(|edit| edit.entry == fact.entry)
}

/// The fact as the working copy has it.
fn edited(mut fact: Fact, edit: Option<&Override>) -> Fact {
    let Some(edit) = edit else { return fact };
    if let Some(order) = edit.order_in_day {
        fact.provenance.order_in_day = Recorded::Value(order);
    }
    // A cell given back as it was printed is no edit.
    let recorded = fact.provenance.document_reference.value();
    if let Some(reference) = edit
        .document_reference
        .as_ref()
        .filter(|it| recorded != Some(it))
    {
        fact.reference = Some(reference.clone());
    }
    if let Some(key) = edit.key_incident {
        fact.provenance.key_incident = Recorded::Value(key);
    }
    if let Some(wording) = &edit.court_wording {
        fact.provenance.court_wording = Recorded::Value(wording.clone());
    }
    if let Some(positions) = &edit.positions {
        fact.provenance.disputed = Recorded::Value(true);
        fact.provenance.dispute = Recorded::Value(positions.clone());
    }
    fact
}

/// A digest of the words of an entry, by which a later change of the record is seen.
pub(super) fn digest(fact: &Fact) -> String {
    let mut digest = Parts::default();
    let mut add = |part: &str| digest.add(part);
    add(&format!("{:?}{:?}", fact.when, fact.until));
    add(fact.category.word());
    add(&fact.sentence.to_string());
    add(&fact.source.to_string());
    for words in [
        fact.heading.as_ref(),
        fact.reference.as_ref(),
        fact.outcome(),
    ] {
        add(&words.map(Text::to_string).unwrap_or_default());
    }
    let provenance = &fact.provenance;
    for words in [
        &provenance.child_words,
        &provenance.dispute,
        &provenance.court_wording,
    ] {
        add(&words.value().map(Text::to_string).unwrap_or_default());
    }
    digest.hex()[..16].to_owned()
}

fn entry(printed: &Printed) -> Entry {
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

fn strip_entries(content: &Content) -> Vec<strip::Mark> {
    let marks = content.printed.iter().map(|printed| strip::Mark {
        lane: rows::lane(&printed.fact.category),
        from: printed.fact.when.earliest(),
        until: printed.fact.until.map(|until| until.latest()),
        exact: printed.fact.when.exact_day().is_some(),
    });
    marks.collect()
}

fn strip_words(case: &Case, brief: &Brief<'_>) -> strip::Words {
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
    }
}
