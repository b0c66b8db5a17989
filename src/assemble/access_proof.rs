//! The proof for the second reviewer of an access copy (rule 34): the same entries with all their words, what
//! is proposed to be withheld boxed and numbered, and at the end why. It is for workers only and says so on
//! every page.

use serde_json::{Value, json};

use super::Brief;
use super::shared::entries::{self, Edition, involvement, set_out};
use super::shared::face;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::Case;
use crate::view::{Face, View};

/// A proposed withholding: what is boxed under a number, or said of a place without words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProofMark {
    /// The number that stands beside the box.
    pub number: u32,
    /// Where: the record, and the field in plain words.
    pub place: String,
    /// What it is: "a name", "telephone number of P-7".
    pub what: String,
    /// The ground in words, and how it is shown: "another person's privacy", "silent".
    pub ground: String,
    /// Who decided so far, and what is still to be done; may be empty.
    pub state: String,
}

/// What the proof says beside the record.
#[derive(Debug, Clone, Default)]
pub struct ProofFacts {
    /// The request's reference.
    pub reference: String,
    /// The name of the person whose record it is.
    pub subject: String,
    /// Who asks, in words.
    pub requester: String,
    /// The proposed withholdings in order of their numbers.
    pub marks: Vec<ProofMark>,
}

/// The size of the words as the layout sets them.
const POINTS: f64 = 10.5;

/// The proof as a view; the words of the case carry the marks.
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn assemble(case: &Case, facts: &ProofFacts, brief: &Brief<'_>) -> Result<View, Issue> {
    let wording = brief.wording;
    let told = entries::of(case, Edition::Proof, brief);
    let periods = involvement::parts(case, brief.as_at, "involvement.subject", wording);
    let all = told.in_order().count();
    let story = set_out(&told, &(0..all), &periods, POINTS, wording);
    let marks: Vec<Value> = facts.marks.iter().map(mark).collect();
    Ok(View {
        kind: "access-proof",
        face: face(case, facts, brief),
        body: json!({
            "about": wording.term("access.proof.about"),
            "parts": story.parts,
            "lists": story.lists,
            "lists_title": wording.term("access.heading.lists"),
            "marks": marks,
        }),
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: told
            .in_order()
            .map(entries::RecordEntry::as_entry)
            .collect(),
        left_out: told.left_out,
        to_file: None,
        issues: Vec::new(),
    })
}

fn mark(mark: &ProofMark) -> Value {
    json!({
        "number": mark.number,
        "place": mark.place,
        "what": mark.what,
        "ground": mark.ground,
        "state": mark.state,
    })
}

fn face(case: &Case, facts: &ProofFacts, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let shown = [
        ("access.face.of", facts.subject.clone()),
        ("access.face.requester", facts.requester.clone()),
        ("access.face.reference", facts.reference.clone()),
        ("face.case", case.id.clone()),
        ("access.face.marks", facts.marks.len().to_string()),
    ];
    let shown = shown.into_iter().filter(|(_, words)| !words.is_empty());
    let about = face::About {
        kind: "access-proof",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: facts.subject.clone(),
        audience: Audience::Internal,
        facts: shown
            .map(|(key, words)| (wording.term(key).to_owned(), words))
            .collect(),
        not_held: Vec::new(),
    };
    Face {
        marking: wording.term("access.proof.marking").to_owned(),
        ..face::of(about, brief)
    }
}
