//! Every record of a case as an entry, of whatever type it is: the declared fields say what there is to
//! tell, so that a new record type or field is told without new code. What happened on a day stands in
//! date order; what is not of a day stands in lists by type.

mod dating;
pub mod fields;
pub mod involvement;
pub mod labels;
pub mod naming;
mod set_out;

use std::collections::BTreeMap;

use chrono::Datelike;
use serde_json::{Value, json};

use super::room::room_of;
use super::{dates, late, phrases};
use crate::assemble::Brief;
use crate::digest::Parts;
use crate::disclose;
use crate::issue::Origin;
use crate::model::declare::{ListVisitor, Listed};
use crate::model::{Band, Case, EntryId, Record, Run, Text, When};
use crate::view;
use dating::{Dating, Order};
use fields::{Block, Fields};
use naming::Names;
pub use set_out::{SetOut, set_out};

/// For whom the entries are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// For workers and managers: everything, with the record's id and where it was read.
    Internal,
    /// For the person whose record it is: nothing of the program's and the office's own business.
    Subject,
    /// For whoever reviews the subject's edition: the same, with the record's id.
    Proof,
}

/// Records of the authority's own administration, which tell a subject nothing of their life.
const OFFICE: [&str; 3] = ["restriction", "access_request", "file_movement"];

impl Edition {
    /// Whether workers of the authority read it as the record itself.
    pub fn is_internal(self) -> bool {
        self == Self::Internal
    }

    /// Whether entries are named by their record's id.
    fn names_records(self) -> bool {
        self != Self::Subject
    }

    /// Whether records of a type are told at all.
    pub fn tells(self, record: &str) -> bool {
        self.is_internal() || !OFFICE.contains(&record)
    }
}

/// One record, told.
#[derive(Debug, Clone)]
pub struct RecordEntry {
    /// The record.
    pub id: EntryId,
    /// Every place it was read from.
    pub origins: Vec<Origin>,
    /// The record type's name.
    pub record: &'static str,
    /// When it happened or began; none for what stands in a list without a date.
    pub when: Option<When>,
    order: Order,
    content: Content,
}

/// What an entry says.
#[derive(Debug, Clone, Default)]
struct Content {
    date: String,
    age: String,
    title: Option<Text>,
    heading: Option<Text>,
    marks: Vec<String>,
    blocks: Vec<Block>,
    foot: Vec<(String, Text)>,
    place: Option<String>,
}

/// All records of a case.
#[derive(Debug, Default)]
pub struct Entries {
    /// What is of a day, in order.
    pub dated: Vec<RecordEntry>,
    /// What is not, by type.
    pub lists: Vec<List>,
    /// What is not told in this edition.
    pub left_out: Vec<view::LeftOut>,
}

/// The records of a type that stand in a list.
#[derive(Debug)]
pub struct List {
    /// The record type's name.
    pub record: &'static str,
    /// Its records, in order.
    pub entries: Vec<RecordEntry>,
}

impl Entries {
    /// All that is told, in the order in which it is printed.
    pub fn in_order(&self) -> impl Iterator<Item = &RecordEntry> {
        let listed = self.lists.iter().flat_map(|list| &list.entries);
        self.dated.iter().chain(listed)
    }
}

/// Every record of a case, told.
pub fn of(case: &Case, edition: Edition, brief: &Brief<'_>) -> Entries {
    let mut gather = Gather {
        case,
        edition,
        brief,
        names: Names::of(case, edition, brief.wording),
        anchors: dating::anchors(case),
        found: Entries::default(),
        listed: BTreeMap::new(),
    };
    case.records.each_list(&mut gather);
    let mut found = gather.found;
    found.dated.sort_by(|a, b| a.order.cmp(&b.order));
    let types = crate::model::records::RECORD_TYPES.iter();
    for record in types.map(|it| it.name) {
        if let Some(mut entries) = gather.listed.remove(record) {
            entries.sort_by(|a, b| a.order.cmp(&b.order));
            found.lists.push(List { record, entries });
        }
    }
    found
}

struct Gather<'a> {
    case: &'a Case,
    edition: Edition,
    brief: &'a Brief<'a>,
    names: Names,
    anchors: dating::Anchors,
    found: Entries,
    listed: BTreeMap<&'static str, Vec<RecordEntry>>,
}

impl ListVisitor for Gather<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        let name = R::TYPE.name;
        if !self.edition.tells(name) {
            let reason = self.brief.wording.term("left_out.office");
            self.found
                .left_out
                .extend(records.iter().map(|record| view::LeftOut {
                    id: record.entry().to_string(),
                    origins: record.origins().to_vec(),
                    reason: reason.to_owned(),
                }));
            return;
        }
        for record in records {
            let dating = dating::of(record, &self.anchors);
            let entry = self.told(record, &dating);
            match dating.is_story && dating.when.is_some() {
                true => self.found.dated.push(entry),
                false => self.listed.entry(name).or_default().push(entry),
            }
        }
    }
}

impl Gather<'_> {
    fn told<R: Record>(&self, record: &R, dating: &Dating) -> RecordEntry {
        let is_dated = dating.is_story && dating.when.is_some();
        let withheld = self.edition.is_internal() && disclose::is_withheld(record, self.case);
        let wording = self.brief.wording;
        let fields = Fields {
            names: &self.names,
            edition: self.edition,
            wording,
            case: self.case,
        };
        let mut content = match withheld {
            true => Content {
                title: Some(Text::words(labels::record(R::TYPE.name, wording))),
                blocks: vec![Block::passage("", Text::gap("restricted", Band::Passage))],
                ..Content::default()
            },
            false => fields.content(record, dating, is_dated),
        };
        if is_dated {
            content.date = dating.in_words(wording);
            if let Some(when) = &dating.when {
                content.age = dates::age(self.case.child(), when, wording);
            }
            content.marks = self.marks(record, dating);
        }
        content.place = self.place(record);
        RecordEntry {
            id: record.entry().clone(),
            origins: record.origins().to_vec(),
            record: R::TYPE.name,
            when: dating.when.filter(|_| is_dated),
            order: dating.order.clone(),
            content,
        }
    }

    /// The mark of a late entry (rule 11), which is for workers only.
    fn marks<R: Record>(&self, record: &R, dating: &Dating) -> Vec<String> {
        let (Some(provenance), Some(when)) = (record.provenance(), &dating.when) else {
            return Vec::new();
        };
        if !self.edition.is_internal() {
            return Vec::new();
        }
        let own_work = super::timeline::is_own_work(R::TYPE.name, provenance);
        let punctuality = &self.brief.chronology.punctuality;
        let wording = self.brief.wording;
        let lateness = late::of_record(provenance, when, own_work, punctuality);
        let unreliable = (lateness == late::Lateness::Unreliable)
            .then(|| wording.term("mark.unreliable").to_owned());
        late::words(&lateness, wording)
            .into_iter()
            .chain(unreliable)
            .collect()
    }

    /// The record's id, and for workers where it was read.
    fn place<R: Record>(&self, record: &R) -> Option<String> {
        if !self.edition.names_records() {
            return None;
        }
        let id = record.entry().to_string();
        if !self.edition.is_internal() {
            return Some(id);
        }
        let origins = record.origins().iter().map(ToString::to_string);
        Some(
            std::iter::once(id)
                .chain(origins)
                .collect::<Vec<_>>()
                .join(" · "),
        )
    }
}

/// From how much room on an entry may break across pages, set in words of 12 points: less than half a page.
const LONG: f64 = 2300.0;
/// What a line of facts or a label takes beside its words.
const BESIDE: usize = 40;

impl RecordEntry {
    /// The entry as the layout takes it, with its number among the document's entries; `points` is the
    /// size of the words, on which it depends whether the entry may break across pages.
    pub fn as_json(&self, number: usize, points: f64) -> Value {
        let content = &self.content;
        let most = LONG * (12.0 / points).powi(2);
        json!({
            "n": number,
            "date": content.date,
            "age": content.age,
            "title": content.title.as_ref().map(phrases::as_json),
            "heading": content.heading.as_ref().map(phrases::as_json),
            "marks": content.marks,
            "blocks": content.blocks.iter().map(Block::as_json).collect::<Vec<_>>(),
            "foot": fields::pairs(&content.foot),
            "place": content.place,
            "long": self.room() as f64 > most,
        })
    }

    /// The entry as a document's list of entries has it.
    pub fn as_entry(&self) -> view::Entry {
        let content = &self.content;
        let mut digest = Parts::default();
        digest.add(&content.date);
        digest.add(&content.age);
        content.marks.iter().for_each(|mark| digest.add(mark));
        let words = content.title.iter().chain(&content.heading);
        words.for_each(|words| digest.add(words.to_string()));
        let said = content.blocks.iter().flat_map(Block::pairs);
        for (label, words) in said.chain(&content.foot) {
            digest.add(label);
            digest.add(words.to_string());
        }
        view::Entry {
            id: self.id.to_string(),
            origins: self.origins.clone(),
            digest: digest.hex()[..16].to_owned(),
        }
    }

    /// How much room it takes at most, in letters.
    fn room(&self) -> usize {
        let content = &self.content;
        let words = content
            .title
            .iter()
            .chain(&content.heading)
            .map(room_with_gaps);
        let said = content.blocks.iter().flat_map(Block::pairs);
        let said = said.chain(&content.foot);
        let said = said.map(|(label, words)| label.len() + room_with_gaps(words) + BESIDE);
        let place = content.place.as_ref().map_or(0, String::len);
        words.chain(said).sum::<usize>() + place + 2 * BESIDE
    }

    /// The year in which it happened or began; none for what has no date.
    pub fn year(&self) -> Option<i32> {
        self.when.map(|when| when.earliest().year())
    }
}

/// What a line break counts beside what it counts anyway: most of a line as wide as the page.
const LINE: usize = 60;

/// The room that words take across the page with their gaps, whose reasons may be sentences.
fn room_with_gaps(text: &Text) -> usize {
    let words = text.runs().iter().filter_map(Run::words);
    let breaks: usize = words.map(|words| words.matches('\n').count()).sum();
    let gaps = text.runs().iter().filter_map(|run| match run {
        Run::Gap(gap) => Some(gap.reason.len() + BESIDE),
        Run::Words(_) | Run::Marked(_) => None,
    });
    room_of(text) + breaks * LINE + gaps.sum::<usize>()
}
