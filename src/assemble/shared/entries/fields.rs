//! The declared fields of a record as what its entry says: a title and a heading, short facts beside
//! each other, passages under their labels, and at the foot who recorded it and where it comes from.

use serde_json::{Value, json};

use super::dating::Dating;
use super::naming::Names;
use super::{Content, Edition, labels};
use crate::assemble::shared::room::room_of;
use crate::assemble::shared::{dates, phrases};
use crate::model::declare::{Field, FieldKind, Id, Shown};
use crate::model::{Band, Case, Gap, Record, Run, Text};
use crate::wording::Wording;

/// From how much room on words are a passage of their own.
const PASSAGE: usize = 60;

/// From how many fields on a reason is said once for all of them.
const SAID_ONCE: usize = 3;

/// What the program and the office need of a record, and no subject.
const BUSINESS: [&str; 8] = [
    "in_chronology",
    "in_court",
    "key_incident",
    "order_in_day",
    "restricted",
    "confidential",
    "impact",
    "proceedings_id",
];

/// Who recorded it, when, and where it comes from: the foot of an entry.
const FOOT: [&str; 12] = [
    "known_on",
    "knowledge",
    "basis",
    "recorded_on",
    "updated_on",
    "recorded_by",
    "told_by",
    "originator_has_read",
    "source_agency",
    "source_person",
    "document_id",
    "document_reference",
];

/// How the record is used, which is told at the foot as well.
const USE: [&str; 9] = [
    "in_chronology",
    "in_court",
    "court_wording",
    "key_incident",
    "order_in_day",
    "restricted",
    "original_note_kept",
    "original_note_signed",
    "original_note_sketches",
];

/// What an entry says next.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// Short facts beside each other: label and words.
    Facts(Vec<(String, Text)>),
    /// Words under a label, which may be empty.
    Passage((String, Text)),
}

impl Block {
    pub(super) fn passage(label: &str, words: Text) -> Self {
        Self::Passage((label.to_owned(), words))
    }

    /// The labels and words in it.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &(String, Text)> {
        match self {
            Self::Facts(facts) => facts.as_slice(),
            Self::Passage(passage) => std::slice::from_ref(passage),
        }
        .iter()
    }

    pub(super) fn as_json(&self) -> Value {
        match self {
            Self::Facts(facts) => json!({ "facts": pairs(facts) }),
            Self::Passage((label, words)) => {
                json!({ "label": label, "words": phrases::as_json(words) })
            }
        }
    }
}

/// Labels and words as the layout takes them.
pub(super) fn pairs(all: &[(String, Text)]) -> Value {
    all.iter()
        .map(|(label, words)| json!([label, phrases::as_json(words)]))
        .collect()
}

/// What fields are told with.
pub struct Fields<'a> {
    /// What ids stand for.
    pub names: &'a Names,
    /// For whom.
    pub edition: Edition,
    /// The words.
    pub wording: &'a Wording,
    /// The case.
    pub case: &'a Case,
}

impl Fields<'_> {
    /// All that a record says, apart from its date.
    pub(super) fn content<R: Record>(
        &self,
        record: &R,
        dating: &Dating,
        is_dated: bool,
    ) -> Content {
        let name = R::TYPE.name;
        let kind = R::TYPE.own.iter().find(|field| is_dated && is_kind(field));
        let lead = R::TYPE.own.iter().find(|field| !is_dated && leads(field));
        let mut content = Content::default();
        let mut told = Told::default();
        let mut withheld = Withheld::default();
        record.each_value(&mut |field, value| {
            withheld.add(value);
            let is = |other: Option<&Field>| other.is_some_and(|other| other.name == field.name);
            if dating.fields.contains(&field.name) || self.is_passed_over(R::TYPE.own, field) {
                return;
            }
            let Some(words) = self.words(field, value) else {
                return;
            };
            if is(kind) {
                content.title = Some(self.title(name, Some(&words)));
            } else if is(lead) {
                content.title = Some(words);
            } else if field.name == "heading" && is_dated {
                content.heading = Some(words);
            } else if is_of_the_foot(R::TYPE.shared, field) {
                content
                    .foot
                    .push((labels::field(name, field, self.wording), words));
            } else {
                told.add(labels::field(name, field, self.wording), words);
            }
        });
        content.blocks = told.blocks;
        if content.title.is_none() {
            content.title = Some(self.title(name, None));
        }
        match withheld.all() {
            Some(gap) => content.said_once(self.title(name, None), gap),
            None => content,
        }
    }

    /// The record's own key is its id, and whose case it is needs no telling.
    pub fn is_passed_over(&self, own: &'static [Field], field: &Field) -> bool {
        let key = own.first().filter(|it| it.kind == FieldKind::Id);
        let is_key = key.is_some_and(|key| key.name == field.name);
        let of_office = !self.edition.is_internal()
            && (BUSINESS.contains(&field.name) || field.refers == Some("case"));
        is_key && field.refers.is_none() || of_office
    }

    /// "Meeting: looked-after review".
    fn title(&self, record: &str, kind: Option<&Text>) -> Text {
        let what = labels::record(record, self.wording);
        match kind {
            Some(kind) => {
                let mut runs = vec![Run::Words(format!("{what}: ").into())];
                runs.extend(kind.runs().iter().cloned());
                Text::of(runs)
            }
            None => Text::words(what),
        }
    }

    /// The value in words; none where nothing is recorded, or nothing that this reader can use.
    pub fn words(&self, field: &Field, value: Shown<'_>) -> Option<Text> {
        let term = |key: &str| Text::words(self.wording.term(key));
        match value {
            Shown::Absent => None,
            Shown::None => Some(term("absence.none")),
            Shown::Text(text) => (!text.is_blank()).then(|| text.clone()),
            Shown::Word(word) => Some(Text::words(labels::code(field, word, self.wording))),
            Shown::Id(id) if field.refers == Some("case") => self.other_cases(&[id]),
            Shown::Id(id) => self.names.named(field, id),
            Shown::Ids(ids) if field.refers == Some("case") => {
                let ids: Vec<&str> = ids.iter().map(|id| &*id.0).collect();
                self.other_cases(&ids)
            }
            Shown::Ids(ids) => self.everybody(field, ids),
            Shown::When(when) => Some(Text::words(dates::prose(when, self.wording))),
            Shown::YesNo(true) => Some(term("answer.yes")),
            Shown::YesNo(false) => Some(term("answer.no")),
            Shown::Number(number) => Some(Text::words(number.to_string())),
        }
    }

    /// The cases that a record is shared with.
    fn other_cases(&self, ids: &[&str]) -> Option<Text> {
        let others = ids.iter().filter(|id| **id != self.case.id);
        let others: Vec<String> = others.map(|id| (*id).to_owned()).collect();
        (!others.is_empty()).then(|| Text::words(phrases::joined(&others, self.wording)))
    }

    fn everybody(&self, field: &Field, ids: &[Id]) -> Option<Text> {
        let named = ids.iter().filter_map(|id| self.names.named(field, &id.0));
        let named: Vec<String> = named.map(|name| phrases::encode(&name)).collect();
        (!named.is_empty()).then(|| phrases::decode(&phrases::joined(&named, self.wording)))
    }
}

/// Facts and passages as they come.
#[derive(Default)]
struct Told {
    blocks: Vec<Block>,
}

impl Told {
    fn add(&mut self, label: String, words: Text) {
        let is_short = room_of(&words) <= PASSAGE && !label.is_empty();
        match (self.blocks.last_mut(), is_short) {
            (Some(Block::Facts(facts)), true) => facts.push((label, words)),
            (_, true) => self.blocks.push(Block::Facts(vec![(label, words)])),
            (_, false) => self.blocks.push(Block::Passage((label, words))),
        }
    }
}

/// What of a record's words is withheld.
#[derive(Default)]
struct Withheld<'a> {
    /// How many fields hold words.
    texts: usize,
    /// The gaps that stand for the words of a whole field.
    gaps: Vec<&'a Gap>,
}

impl<'a> Withheld<'a> {
    fn add(&mut self, value: Shown<'a>) {
        if let Shown::Text(text) = value {
            self.texts += 1;
            self.gaps.extend(only_gap(text));
        }
    }

    /// The one gap that says it of all, where every word of a record is withheld for one reason.
    fn all(&self) -> Option<Text> {
        let (first, rest) = self.gaps.split_first()?;
        let of_one_reason = rest.iter().all(|gap| gap.reason == first.reason);
        let band = rest.iter().map(|gap| gap.band).fold(first.band, Band::max);
        let whole = self.gaps.len() >= SAID_ONCE && self.gaps.len() == self.texts;
        (whole && of_one_reason).then(|| Text::gap(&first.reason, band))
    }
}

impl Content {
    /// The same with one gap in place of all that its fields have.
    fn said_once(mut self, title: Text, gap: Text) -> Self {
        let is_told = |words: &Text| only_gap(words).is_none();
        for block in &mut self.blocks {
            if let Block::Facts(facts) = block {
                facts.retain(|(_, words)| is_told(words));
            }
        }
        self.blocks
            .retain(|block| block.pairs().any(|(_, words)| is_told(words)));
        self.blocks.push(Block::passage("", gap));
        self.foot.retain(|(_, words)| is_told(words));
        self.heading = self.heading.filter(is_told);
        let is_gapped = |words: &Text| words.runs().iter().any(|run| run.words().is_none());
        self.title = self.title.filter(|it| !is_gapped(it)).or(Some(title));
        self
    }
}

fn only_gap(words: &Text) -> Option<&Gap> {
    match words.runs() {
        [Run::Gap(gap)] => Some(gap),
        _ => None,
    }
}

/// Whether a field says where a record comes from, or what is done with it, rather than what happened.
fn is_of_the_foot(shared: &'static [Field], field: &Field) -> bool {
    let is_shared = shared.iter().any(|it| it.name == field.name);
    let of_record = FOOT.contains(&field.name) || USE.contains(&field.name);
    is_shared && of_record || field.name == "case_id"
}

/// Whether a field says what kind of record it is.
fn is_kind(field: &&Field) -> bool {
    let name = field.name;
    let is_status = matches!(field.kind, FieldKind::Code(set) if set.name == "status");
    is_status
        || matches!(
            name,
            "category" | "channel" | "legal_status" | "setting" | "step"
        )
        || name.ends_with("_kind") && name != "referrer_kind"
}

/// Whether an entry of a list begins with a field: what it is about.
fn leads(field: &&Field) -> bool {
    let names = field.kind == FieldKind::Text || matches!(field.refers, Some("person" | "worker"));
    field.needed && names
}
