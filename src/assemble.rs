//! One file per kind of document: a pure function from what it is about to its view. No files, no
//! clock; what the run has decided comes as a [`Brief`].

pub mod access_clock;
mod access_copy;
mod access_letter;
mod access_proof;
pub mod access_review;
mod case_record;
pub mod case_summary;
mod chronology;
mod closing_summary;
mod counsel_sheet;
mod court_chronology;
mod ecomap;
mod front_sheet;
pub mod genogram;
pub mod record_audit;
mod restricted_register;
pub mod shared;
pub mod supervision_pack;
mod team_caseload;
mod transfer_summary;
mod visit_record;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use crate::disclose::{Disclosed, DisclosedProceedings, Register};
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::{Case, Caseload, Override, TeamCaseload};
use crate::view::{Drawing, Face, View};
use crate::wording::Wording;
pub use access_copy::{CopyFacts, Print, Reader, data_sheets};
pub use access_letter::{
    ApartDocument, Disposition, Extension, LetterFacts, Pause, Requester, WithheldFor,
};
pub use access_proof::{ProofFacts, ProofMark};
pub use case_record::{Volume, most_pages, split};
pub use counsel_sheet::{CourtPages, PageLimits};
pub use court_chronology::{CourtManner, Edition, serials};
pub use restricted_register::RegisterNaming;
use shared::late::Punctuality;

/// What a run has decided for all its documents.
pub struct Brief<'a> {
    /// The sentences and terms.
    pub wording: &'a Wording,
    /// The short forms that a glossary explains, by their letters.
    pub glossary: &'a [(String, String)],
    /// The date prepared.
    pub as_at: NaiveDate,
    /// The date of the export, where it is known.
    pub exported: Option<NaiveDate>,
    /// The authority's name; may be empty.
    pub authority: &'a str,
    /// How long records are kept, in the authority's words; may be empty.
    pub retention: &'a str,
    /// The marking for an audience (rule 3).
    pub marking: &'a (dyn Fn(Audience) -> String + Sync),
    /// Whether nobody approved a kind's design (Northamptonshire 2).
    pub is_unapproved: &'a (dyn Fn(&str) -> bool + Sync),
    /// The width of words at a size, in the size's unit.
    pub width: &'a (dyn Fn(&str, f64) -> f64 + Sync),
    /// How a chronology is made.
    pub chronology: &'a ChronologyManner,
    /// How a case summary is made.
    pub summary: &'a case_summary::Manner,
    /// How genograms are drawn.
    pub genogram: genogram::Manner,
    /// How a supervision pack is made.
    pub supervision: &'a supervision_pack::Manner,
    /// How a court chronology is made.
    pub court: &'a CourtManner,
    /// How long its documents may be.
    pub page_limits: &'a PageLimits,
}

/// How a chronology is made: settings, each with its default in `config`.
#[derive(Debug, Clone)]
pub struct ChronologyManner {
    /// The categories that belong without a flag (rule 10).
    pub significant: BTreeSet<String>,
    /// What is late (rule 11).
    pub punctuality: Punctuality,
    /// How many months without an entry are a gap.
    pub gap_months: u32,
}

/// A case's document of that kind for that audience.
///
/// # Errors
/// A wording template that cannot be used, or a kind that no function makes.
pub fn of_case(
    kind: &str,
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    match kind {
        "case-record" => case_record::assemble(disclosed, None, brief),
        "front-sheet" => front_sheet::assemble(disclosed, audience, brief),
        "chronology" => chronology::assemble(disclosed, audience, brief),
        "case-summary" => case_summary::assemble(disclosed, audience, brief),
        "ecomap" => ecomap::assemble(disclosed, audience, brief),
        "genogram" => genogram::assemble(disclosed, audience, brief),
        "transfer-summary" => transfer_summary::assemble(disclosed, audience, brief),
        "closing-summary" => closing_summary::assemble(disclosed, audience, brief),
        _ => Err(
            Issue::error("CB0501", "no document of that kind is made for a case")
                .hint("See casebinder layouts list."),
        ),
    }
}

/// How a child is named where several stand side by side, as the setting shows it (rule 5).
pub type Named<'a> = &'a dyn Fn(&Case) -> String;

/// A worker's document of that kind, with the worker's cases in the order of the caseload, each child under
/// the name that the setting shows (rule 5).
///
/// # Errors
/// A wording template that cannot be used, or a kind that no function makes.
pub fn of_worker(
    kind: &str,
    load: &Caseload<'_>,
    (cases, named): (&[Disclosed<'_>], Named<'_>),
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    match kind {
        "supervision-pack" => supervision_pack::assemble(load, (cases, named), brief),
        _ => Err(
            Issue::error("CB0503", "no document of that kind is made for a worker")
                .hint("See casebinder layouts list."),
        ),
    }
}

/// The record of the visit of that key.
///
/// # Errors
/// A case without such a visit, or a wording template that cannot be used.
pub fn visit_record(
    disclosed: &Disclosed<'_>,
    visit: &str,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    visit_record::assemble(disclosed, visit, brief)
}

/// The register of everything that is restricted across the authority.
///
/// # Errors
/// A wording template that cannot be used.
pub fn restricted_register(
    register: &Register,
    naming: &RegisterNaming<'_>,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    restricted_register::assemble(register, naming, brief)
}

/// The empty form for recording a visit by hand.
pub fn visit_form(brief: &Brief<'_>) -> View {
    visit_record::form(brief)
}

/// The caseload of a team, with the cases of each of its workers, in their order.
///
/// # Errors
/// A wording template that cannot be used.
pub fn team_caseload(
    team: &TeamCaseload<'_>,
    (cases, named): (&[Vec<Disclosed<'_>>], Named<'_>),
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    team_caseload::assemble(team, (cases, named), brief)
}

/// A case record, or one volume of it.
///
/// # Errors
/// A wording template that cannot be used.
pub fn case_record(
    disclosed: &Disclosed<'_>,
    volume: Option<&Volume>,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    case_record::assemble(disclosed, volume, brief)
}

/// The copy that a person receives of their own record, from what is disclosed to them.
///
/// # Errors
/// A wording template that cannot be used.
pub fn access_copy(
    disclosed: &Disclosed<'_>,
    facts: &CopyFacts,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    access_copy::assemble(disclosed, facts, brief)
}

/// The letter that goes with it.
///
/// # Errors
/// A wording template that cannot be used.
pub fn access_letter(facts: &LetterFacts, brief: &Brief<'_>) -> Result<View, Issue> {
    access_letter::assemble(facts, brief)
}

/// The proof for the second reviewer of it: the case with all its words, what is to be withheld marked.
///
/// # Errors
/// A wording template that cannot be used.
pub fn access_proof(case: &Case, facts: &ProofFacts, brief: &Brief<'_>) -> Result<View, Issue> {
    access_proof::assemble(case, facts, brief)
}

/// One drawing at its natural size, without a page.
pub struct Picture {
    /// What it is, of whom, for whom.
    pub face: Face,
    /// The drawing.
    pub drawing: Drawing,
    /// Where everybody and everything stands, in millimetres.
    pub geometry: Value,
    /// What was noticed.
    pub issues: Vec<Issue>,
}

/// A case's drawing of that kind for that audience, whole.
///
/// # Errors
/// Nothing to draw, a person who is not in the case, or a kind that is no drawing.
pub fn picture(
    kind: &str,
    disclosed: &Disclosed<'_>,
    (scope, audience): (genogram::Scope<'_>, Audience),
    brief: &Brief<'_>,
) -> Result<Picture, Issue> {
    match kind {
        "genogram" => genogram::picture(disclosed, (scope, audience), brief),
        "ecomap" => ecomap::picture(disclosed, audience, brief),
        _ => Err(Issue::error("CB0501", "nothing is drawn of that kind")
            .hint("See casebinder draw --help.")),
    }
}

/// The court chronology of a set of proceedings, or an addendum to it.
///
/// # Errors
/// A wording template that cannot be used.
pub fn court_chronology(
    proceedings: &DisclosedProceedings<'_>,
    edition: Edition<'_>,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    court_chronology::assemble(proceedings, edition, brief)
}

/// What counsel should know that stands behind a court chronology.
///
/// # Errors
/// A wording template that cannot be used.
pub fn counsel_sheet(
    proceedings: &DisclosedProceedings<'_>,
    edition: Edition<'_>,
    pages: &CourtPages,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    counsel_sheet::assemble(proceedings, edition, pages, brief)
}

/// The edits of a working copy whose record is still the one that was seen, and an issue for each of
/// the others (rule 19).
///
/// # Errors
/// A wording template that cannot be used.
pub fn settle_overrides(
    disclosed: &Disclosed<'_>,
    brief: &Brief<'_>,
) -> Result<(Vec<Override>, Vec<Issue>), Issue> {
    chronology::settle_overrides(disclosed, brief)
}
