//! Kinds of document and record that have rules of their own (rule 26): legal advice, adoption papers, police and
//! MARAC material, court papers, health data, and what a child said in confidence.

use super::request::Requester;
use super::rows::Outcome;
use crate::model::EntryId;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::{Case, Record};

/// A kind of document or record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Advice of a lawyer (privilege).
    Legal,
    /// Adoption records, which have a route of their own.
    Adoption,
    /// Police and MARAC material.
    Police,
    /// Papers of court proceedings.
    Court,
    /// Health data.
    Health,
    /// What a child said, where somebody else asks.
    ChildWords,
}

impl Class {
    /// Every kind, in order.
    pub const ALL: [Self; 6] = [
        Self::Legal,
        Self::Adoption,
        Self::Police,
        Self::Court,
        Self::Health,
        Self::ChildWords,
    ];

    /// The name in rows and terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Adoption => "adoption",
            Self::Police => "police",
            Self::Court => "court",
            Self::Health => "health",
            Self::ChildWords => "child-words",
        }
    }

    /// What is proposed; none where somebody must look: whether police and court agree, whether a health
    /// professional sees harm.
    pub(super) fn proposal(self) -> Option<Outcome> {
        match self {
            Self::Legal | Self::Adoption => Some(Outcome::Withhold),
            Self::Police | Self::Court | Self::Health | Self::ChildWords => None,
        }
    }
}

/// Words in a document's title or kind by which its class is known, the first class first.
const IN_TITLES: &[(Class, &[&str])] = &[
    (
        Class::Legal,
        &[
            "legal advice",
            "counsel",
            "privileg",
            "solicitor",
            "legal planning",
            "lawyer",
            "barrister",
        ],
    ),
    (Class::Adoption, &["adopt"]),
    (Class::Police, &["marac", "police", "crime report"]),
    (
        Class::Court,
        &[
            "court",
            "statement of",
            "witness statement",
            "guardian's",
            "guardian’s",
            "threshold",
            "proceedings",
            "order",
        ],
    ),
    (
        Class::Health,
        &[
            "medical",
            "health",
            "hospital",
            "paediatric",
            "psychiatr",
            "psycholog",
            "camhs",
            "clinic",
        ],
    ),
];

/// Words by which a source is known to be the police or a MARAC, or a lawyer.
const POLICE: &[&str] = &["police", "marac", "constabulary"];
const LAWYERS: &[&str] = &[
    "legal services",
    "solicitor",
    "barrister",
    "counsel",
    "legal adviser",
];

/// Every record that is of a class, in the order of records.
pub(super) fn of(case: &Case, requester: Requester) -> Vec<(Class, EntryId)> {
    let mut gather = Gather {
        over_another: requester.is_over_another(),
        found: Vec::new(),
    };
    case.records.each_list(&mut gather);
    gather.found
}

struct Gather {
    over_another: bool,
    found: Vec<(Class, EntryId)>,
}

impl ListVisitor for Gather {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let class = class_of(record);
            let class = class.or_else(|| {
                (self.over_another && has_child_words(record)).then_some(Class::ChildWords)
            });
            self.found
                .extend(class.map(|class| (class, record.entry().clone())));
        }
    }
}

fn class_of<R: Record>(record: &R) -> Option<Class> {
    let has = |fields: &[&str], words: &[&str]| {
        let said = said(record, fields);
        words.iter().any(|word| said.contains(word))
    };
    match R::TYPE.name {
        "document" => {
            let titles = ["document_title", "document_kind"];
            let mut each = IN_TITLES.iter();
            each.find(|(_, words)| has(&titles, words))
                .map(|(class, _)| *class)
        }
        "adoption" => Some(Class::Adoption),
        "health" => Some(Class::Health),
        "meeting" if has(&["meeting_kind"], &["legal planning"]) => Some(Class::Legal),
        "meeting" | "event" | "contact" | "referral" => {
            let sources = ["source_agency", "source_person", "with_whom", "heading"];
            if has(&["source_agency", "with_whom"], LAWYERS) {
                Some(Class::Legal)
            } else if has(&sources, POLICE) || has(&["discussion", "what_happened"], &["marac"]) {
                Some(Class::Police)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// What the fields of a record say, in lower case.
fn said<R: Record>(record: &R, fields: &[&str]) -> String {
    let mut said = String::new();
    record.each_value(&mut |field, value| {
        if fields.contains(&field.name) {
            match value {
                Shown::Text(text) => said.push_str(&text.shown().to_lowercase()),
                Shown::Word(word) => said.push_str(&word.to_lowercase()),
                _ => {}
            }
            said.push(' ');
        }
    });
    said
}

/// Whether a record holds what a child said or wants.
fn has_child_words<R: Record>(record: &R) -> bool {
    let mut holds = false;
    record.each_value(&mut |field, value| {
        holds |= CHILD_WORDS.contains(&field.name) && matches!(value, Shown::Text(_));
    });
    holds
}

/// The fields that hold what a child said.
pub(super) const CHILD_WORDS: &[&str] = &["child_words", "return_interview"];
