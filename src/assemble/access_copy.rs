//! The copy that a person receives of their own record (rules 22 to 34): opening pages that say how to
//! read it and who can help, who looked after them, where they lived, their schools and workers; then the
//! story in date order. Everything in it comes from the disclosed case.

mod belongings;
mod data;
mod opening;

use serde_json::{Value, json};

use super::shared::entries::{self, Edition, involvement, set_out};
use super::shared::face::{self, born};
use super::shared::glossary::glossary;
use super::shared::{dates, prose};
use super::{Brief, genogram};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::{Case, Run, Text};
use crate::view::{Drawing, Face, View};
use crate::wording::Facts;
use chrono::NaiveDate;
pub use data::data_sheets;

/// The size of the words of a copy (rule 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Print {
    /// 12 points.
    #[default]
    Standard,
    /// Large print, 16 points.
    Large16,
    /// Large print, 18 points.
    Large18,
}

impl Print {
    /// The words that a setting takes.
    pub const CHOICES: &[(&str, Self)] = &[
        ("standard", Self::Standard),
        ("16", Self::Large16),
        ("18", Self::Large18),
    ];

    /// The size in points.
    pub fn points(self) -> f64 {
        match self {
            Self::Standard => 12.0,
            Self::Large16 => 16.0,
            Self::Large18 => 18.0,
        }
    }
}

/// Who reads the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reader {
    /// The person whose record it is.
    #[default]
    Subject,
    /// Somebody who asks for that person.
    Other,
}

/// What a copy says beside the record.
#[derive(Debug, Clone, Default)]
pub struct CopyFacts {
    /// The request's reference, by which letter and copy are known; nothing of the office's own.
    pub reference: String,
    /// The name of the person whose record it is, as they use it now (rule 6).
    pub subject: String,
    /// The same person's id in the case.
    pub subject_id: String,
    /// Who reads it.
    pub reader: Reader,
    /// The last day of what is copied, where it is not the day of the export (rule 29).
    pub cut_off: Option<NaiveDate>,
    /// The size of the words.
    pub print: Print,
    /// Who to ring or write to; empty where the authority has not said.
    pub contact: String,
    /// Who can be with the person while they read; empty where the authority has not said.
    pub support: String,
}

impl CopyFacts {
    /// "you", or the name where somebody else reads.
    fn you(&self) -> &str {
        match self.reader {
            Reader::Subject => "you",
            Reader::Other => &self.subject,
        }
    }
}

/// The copy as a view.
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    facts: &CopyFacts,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let wording = brief.wording;
    let told = entries::of(case, Edition::Subject, brief);
    let periods = involvement::parts(case, brief.as_at, "involvement.subject", wording);
    let points = facts.print.points();
    let all = told.in_order().count();
    let story = set_out(&told, &(0..all), &periods, points, wording);
    let family = Family::of(disclosed, brief)?;
    let mut said = story.said();
    said.push(family.body.clone());
    let words = said_with(facts, has_gaps(case), brief);
    let body = json!({
        "points": points,
        "reading": prose::blocks("access-reading", &words, wording)?,
        "tables": opening::tables(case, facts, wording),
        "belongings": belongings::of(case, facts, wording),
        "correcting": prose::blocks("access-correcting", &words, wording)?,
        "family": family.body,
        "family_title": wording.fill("access.heading.family", &possessive(facts)),
        "parts": story.parts,
        "lists": story.lists,
        "lists_title": wording.term("access.heading.lists"),
        "glossary": glossary(&said, brief.glossary),
    });
    Ok(View {
        kind: "access-copy",
        face: face_of(case, facts, brief),
        body,
        sheets: data_sheets(disclosed, brief),
        drawings: family.drawings,
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

/// "your", or the name's.
fn possessive(facts: &CopyFacts) -> String {
    match facts.reader {
        Reader::Subject => "your".to_owned(),
        Reader::Other => format!("{}’s", facts.subject),
    }
}

/// The family drawing and the same facts as a list, as the family may see them: no emotional lines.
struct Family {
    body: Value,
    drawings: Vec<Drawing>,
}

impl Family {
    fn of(disclosed: &Disclosed<'_>, brief: &Brief<'_>) -> Result<Self, Issue> {
        let drawn = genogram::assemble(disclosed, Audience::Family, brief)?;
        if drawn.drawings.is_empty() {
            return Ok(Self {
                body: Value::Null,
                drawings: Vec::new(),
            });
        }
        let mut body = drawn.body;
        let sections = body["sections"].as_array_mut().into_iter().flatten();
        for line in sections.flat_map(|it| it["lines"].as_array_mut().into_iter().flatten()) {
            // Its lines are no entries of this document.
            line["n"] = json!([]);
        }
        Ok(Self {
            body,
            drawings: drawn.drawings,
        })
    }
}

/// What the longer texts are said with.
fn said_with(facts: &CopyFacts, gaps: bool, brief: &Brief<'_>) -> Facts {
    Facts::from([
        ("subject", facts.subject.as_str().into()),
        ("you", facts.you().into()),
        ("your", possessive(facts).into()),
        ("is_subject", (facts.reader == Reader::Subject).into()),
        ("authority", brief.authority.into()),
        ("contact", facts.contact.as_str().into()),
        ("support", facts.support.as_str().into()),
        ("gaps", gaps.into()),
    ])
}

/// Whether anything is withheld that leaves a gap.
fn has_gaps(case: &Case) -> bool {
    struct Gaps(bool);
    impl ListVisitor for Gaps {
        fn list<R: Listed>(&mut self, records: &[R]) {
            for record in records {
                record.each_value(&mut |_, value| {
                    self.0 |= matches!(value, Shown::Text(text) if is_gapped(text));
                });
            }
        }
    }
    let mut gaps = Gaps(false);
    case.records.each_list(&mut gaps);
    gaps.0
}

fn is_gapped(text: &Text) -> bool {
    text.runs().iter().any(|run| matches!(run, Run::Gap(_)))
}

/// The first page: whose record, since when, up to which day; no number of the office's.
fn face_of(case: &Case, facts: &CopyFacts, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let mut shown = vec![("access.face.of", facts.subject.clone())];
    let is_child = case
        .child()
        .is_some_and(|child| *child.entry.key == *facts.subject_id);
    if is_child {
        shown.push(("face.born", born(case, wording)));
    }
    if let Some(day) = facts.cut_off {
        shown.push(("access.face.until", dates::day(day, wording)));
    }
    if !facts.reference.is_empty() {
        shown.push(("access.face.reference", facts.reference.clone()));
    }
    let about = face::About {
        kind: "access-copy",
        subject: SubjectKind::Case,
        id: facts.reference.clone(),
        name: facts.subject.clone(),
        audience: Audience::Subject,
        facts: shown
            .into_iter()
            .map(|(key, words)| (wording.term(key).to_owned(), words))
            .collect(),
        not_held: Vec::new(),
    };
    face::for_subject(about, &facts.subject, brief)
}
