//! The dated facts of a case in order: events, and what the other record types say happened on a day,
//! each worded by its template.

mod facets;
mod people;

use chrono::NaiveTime;

use super::{dates, phrases};
use crate::issue::{Issue, Origin};
use crate::kind::Audience;
use crate::model::codes::{Basis, Category, Impact, Knowledge};
use crate::model::records::Provenance;
use crate::model::{Case, EntryId, Record, Recorded, Text, When};
use crate::wording::{Facts, Wording};

/// One dated fact of a case.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The stable name.
    pub entry: EntryId,
    /// Every place it was read from.
    pub origins: Vec<Origin>,
    /// When it happened.
    pub when: When,
    /// When it ended, where it lasted.
    pub until: Option<When>,
    /// What kind of event it is.
    pub category: Category,
    /// A short heading.
    pub heading: Option<Text>,
    /// What happened.
    pub sentence: Text,
    /// Where it comes from.
    pub source: Text,
    /// The document reference.
    pub reference: Option<Text>,
    /// Whether the record names any source.
    pub is_sourced: bool,
    /// Whether it concerns several children, so that words and views may be another child's.
    pub is_shared: bool,
    /// Whether it says why something ended.
    pub says_why: bool,
    /// Whether a practitioner of the authority recorded their own work (rule 11).
    pub own_work: bool,
    /// What the record says of itself.
    pub provenance: Provenance,
}

impl Fact {
    /// What came of it.
    pub fn outcome(&self) -> Option<&Text> {
        self.provenance.outcome.value()
    }

    /// Whether it rests on the recorder's own opinion or judgement (rule 9).
    pub fn is_opinion(&self) -> bool {
        matches!(
            self.provenance.basis.value(),
            Some(Basis::Opinion | Basis::Judgement)
        )
    }

    /// Whether someone else told the recorder.
    pub fn is_reported(&self) -> bool {
        self.provenance.knowledge.value() == Some(&Knowledge::Reported)
    }

    /// What it meant for the child, by its word.
    pub fn impact(&self) -> Option<&Impact> {
        self.provenance.impact.value()
    }

    /// The date as in a table, and the end of what lasted.
    pub fn date(&self, wording: &Wording) -> String {
        let start = dates::short(&self.when, wording);
        match self.until.filter(|until| until.start != self.when.start) {
            Some(until) => {
                let until = dates::short(&until, wording);
                format!("{start} {} {until}", wording.term("date.to"))
            }
            None => start,
        }
    }

    /// Who disputes it and what they say, or that it is disputed and no more is recorded.
    pub fn dispute(&self, wording: &Wording) -> Option<Text> {
        match self.provenance.dispute.value() {
            Some(text) => Some(text.clone()),
            None => self
                .is_disputed()
                .then(|| Text::words(wording.term("dispute.unspecified"))),
        }
    }

    /// Whether somebody disputes it.
    pub fn is_disputed(&self) -> bool {
        self.provenance.disputed.value() == Some(&true) || self.provenance.dispute.value().is_some()
    }

    /// The order of a chronology: by date, then by the order given within the day, then by time.
    pub fn order(&self) -> (chrono::NaiveDate, u8, i64, Option<NaiveTime>, &EntryId) {
        let (day, vagueness, time) = self.when.order();
        let within = self
            .provenance
            .order_in_day
            .value()
            .map_or(0, |order| (order * 100.0) as i64);
        (day, vagueness, within, time, &self.entry)
    }
}

/// What wording a timeline needs.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The sentences and terms.
    pub wording: &'a Wording,
    /// Who it is told to. A court is told documents and witnesses, never records; and the child is a
    /// placeholder, as one sentence may be told of several children (rule 15).
    pub audience: Audience,
}

impl Telling<'_> {
    /// Whether the reader works for the authority.
    fn is_internal(self) -> bool {
        self.audience == Audience::Internal
    }

    fn is_for_court(self) -> bool {
        self.audience == Audience::Court
    }
}

/// Every dated fact of a case, in order.
///
/// # Errors
/// A template that cannot be used.
pub fn facts(case: &Case, telling: Telling<'_>) -> Result<Vec<Fact>, Issue> {
    let mut facts = Vec::new();
    facets::collect(case, telling, &mut facts)?;
    people::collect(case, telling, &mut facts)?;
    facts.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(facts)
}

/// One way in which a record type is a dated fact.
struct Facet<R> {
    /// The facet's name; empty for the record itself.
    name: &'static str,
    /// The template.
    phrase: &'static str,
    /// When it happened.
    at: fn(&R) -> &Recorded<When>,
    /// When it ended, where the fact lasts.
    until: Option<fn(&R) -> &Recorded<When>>,
    /// What kind of event it is.
    category: fn(&R) -> Category,
}

/// Adds the facts of one record type.
fn add<R: Record>(
    records: &[R],
    facets: &[Facet<R>],
    case: &Case,
    telling: Telling<'_>,
    facts: &mut Vec<Fact>,
) -> Result<(), Issue> {
    for record in records {
        for facet in facets {
            if let Recorded::Value(when) = (facet.at)(record) {
                facts.push(fact_of(record, facet, *when, case, telling)?);
            }
        }
    }
    Ok(())
}

fn fact_of<R: Record>(
    record: &R,
    facet: &Facet<R>,
    when: When,
    case: &Case,
    telling: Telling<'_>,
) -> Result<Fact, Issue> {
    let mut words = phrases::facts_of(record, case, telling.wording);
    words.insert("internal", telling.is_internal().into());
    words.insert("entry", record.entry().to_string().into());
    name_child(&mut words, case, telling);
    let is_shared = cases_named(record) > 1;
    words.insert("shared", is_shared.into());
    let provenance = record.provenance().cloned().unwrap_or_default();
    let heading = words
        .get("heading")
        .filter(|it| !it.is_none())
        .map(|it| it.to_string());
    Ok(Fact {
        entry: record.entry().facet(facet.name),
        origins: record.origins().to_vec(),
        when,
        until: facet.until.and_then(|until| until(record).value().copied()),
        category: (facet.category)(record),
        heading: heading.map(|it| phrases::decode(&it)),
        sentence: phrases::without_repeated_gaps(phrases::say(
            telling.wording,
            facet.phrase,
            &words,
        )?),
        source: source(case, telling.wording, &provenance, &words)?,
        reference: reference(case, telling, &mut words)?,
        is_sourced: is_sourced(&provenance) || !carries_source(&provenance),
        is_shared,
        says_why: words.get("end_reason").is_some_and(|why| !why.is_none()),
        own_work: is_own_work(R::TYPE.name, &provenance),
        provenance,
    })
}

/// How many cases a record names.
fn cases_named<R: Record>(record: &R) -> usize {
    let mut count = 0;
    record.each_reference(&mut |field, _| count += usize::from(field.name == "case_id"));
    count
}

/// Gives the words for the child, and the verb that goes with them.
fn name_child(words: &mut Facts, case: &Case, telling: Telling<'_>) {
    let (child, capital, was) = if telling.is_for_court() {
        let placeholder = |it: phrases::Placeholder| it.letter().to_string();
        (
            placeholder(phrases::Placeholder::Child),
            placeholder(phrases::Placeholder::CapitalChild),
            placeholder(phrases::Placeholder::Was),
        )
    } else {
        let (child, capital) = child_words(case, telling.wording);
        (child, capital, telling.wording.term("verb.was").to_owned())
    };
    words.insert("child", child.into());
    words.insert("Child", capital.into());
    words.insert("was", was.into());
    words.insert("for_court", telling.is_for_court().into());
}

/// How sentences speak of the child: the name they are known by, else the current name (rule 6), else
/// "the child"; and the same at the beginning of a sentence.
pub fn child_words(case: &Case, wording: &Wording) -> (String, String) {
    let names = case
        .child()
        .and_then(|it| it.known_as.value().or(it.name.value()));
    let name = names.map_or_else(|| wording.term("child.unnamed").to_owned(), phrases::encode);
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let capital = first.chain(letters).collect();
    (name, capital)
}

/// Where it comes from. A layout that cannot carry a source is named in its place (rule 1).
fn source(
    case: &Case,
    wording: &Wording,
    provenance: &Provenance,
    words: &Facts,
) -> Result<Text, Issue> {
    match (carries_source(provenance), case.layouts.as_slice()) {
        (false, [layout]) => Ok(Text::words(
            wording.term(&format!("source.of_layout.{layout}")),
        )),
        (false, _) => Ok(Text::words(wording.term("absence.not_carried"))),
        (true, _) => phrases::say(wording, "source", words),
    }
}

fn carries_source(provenance: &Provenance) -> bool {
    let told = [
        &provenance.source_agency,
        &provenance.source_person,
        &provenance.told_by,
        &provenance.recorded_by,
    ];
    told.iter().any(|it| it.is_carried())
}

fn reference(case: &Case, telling: Telling<'_>, words: &mut Facts) -> Result<Option<Text>, Issue> {
    let phrase = if telling.is_for_court() {
        name_document(case, telling.wording, words);
        "court-reference"
    } else {
        "reference"
    };
    let said = phrases::say(telling.wording, phrase, words)?;
    Ok((!said.is_blank()).then_some(said))
}

/// A court is told a document's title, not its number in the case system.
fn name_document(case: &Case, wording: &Wording, words: &mut Facts) {
    let id = words.get("document_id").and_then(|it| it.as_str());
    let mut documents = case.records.documents.iter();
    let document = documents.find(|it| id == Some(&*it.entry.key));
    let facts = document.map(|it| phrases::facts_of(it, case, wording));
    for key in ["document_title", "document_ref", "document_date"] {
        let fact = facts.as_ref().and_then(|facts| facts.get(key).cloned());
        words.insert(key, fact.unwrap_or_else(|| ().into()));
    }
}

fn is_sourced(provenance: &Provenance) -> bool {
    let told = [
        &provenance.source_agency,
        &provenance.source_person,
        &provenance.told_by,
    ];
    told.iter().any(|it| it.value().is_some()) || provenance.document_id.value().is_some()
}

/// A practitioner's own visit, contact, meeting, decision or supervision, or an event seen first-hand.
/// What lasts, as an assessment, is recorded when it ends and is not measured from its beginning.
pub fn is_own_work(record: &str, provenance: &Provenance) -> bool {
    let own = matches!(
        record,
        "visit" | "contact" | "meeting" | "decision" | "supervision"
    );
    match provenance.knowledge.value() {
        Some(Knowledge::Reported) => false,
        Some(Knowledge::FirstHand) => own || record == "event",
        _ => own,
    }
}
