//! What every section of a summary is written from: the case, the period, the facts of the period, the
//! authored summary; and the ledger of the records that were printed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::assemble::Brief;
use crate::assemble::shared::periods::{self, Chosen, Instead, Period};
use crate::assemble::shared::timeline::{self, Fact, Telling};
use crate::assemble::shared::{dates, phrases, repeats};
use crate::digest::Parts;
use crate::issue::{Issue, Origin};
use crate::kind::Audience;
use crate::model::records::Summary;
use crate::model::{Case, EntryId, Record, Recorded, Text, When, whole_years};
use crate::view::{Drawing, Entry};
use crate::wording::Facts;

/// The fields that say who stands behind a record, the nearest to it first.
const WHO: &[&str] = &[
    "noted_by",
    "decision_maker",
    "supervisor",
    "chair",
    "assessor",
    "summary_author",
    "worker_id",
    "seen_by",
    "source_agency",
    "source_person",
    "told_by",
    "recorded_by",
];

/// All that a section needs.
pub(in crate::assemble) struct Desk<'a> {
    pub case: &'a Case,
    pub brief: &'a Brief<'a>,
    pub audience: Audience,
    /// Whether the reader works for the authority.
    pub internal: bool,
    pub period: Period,
    /// The review from which the period runs, where it was chosen so.
    pub review: Option<EntryId>,
    pub instead: Option<Instead>,
    /// The name by which sentences and headings call the child.
    pub child: String,
    /// The dated facts of the period, in order.
    pub facts: Vec<Fact>,
    /// What an author wrote for the period.
    pub authored: Option<&'a Summary>,
    pub drawings: Vec<Drawing>,
    ledger: Ledger,
}

impl<'a> Desk<'a> {
    pub fn new(case: &'a Case, audience: Audience, brief: &'a Brief<'a>) -> Result<Self, Issue> {
        let chosen = periods::of_case(&brief.summary.period, case, brief.as_at);
        let telling = Telling {
            wording: brief.wording,
            audience,
        };
        let mut facts = repeats::joined(timeline::facts(case, telling)?);
        facts.retain(|fact| chosen.period.holds(&fact.when));
        Ok(Self {
            facts,
            ..Self::of_records(chosen, case, audience, brief)
        })
    }

    /// The same for a period that somebody else chose, for sections that tell of records alone and not of
    /// the facts of the timeline, which are costly to word.
    pub fn of_records(
        chosen: Chosen,
        case: &'a Case,
        audience: Audience,
        brief: &'a Brief<'a>,
    ) -> Self {
        Self {
            case,
            brief,
            audience,
            internal: audience == Audience::Internal,
            period: chosen.period,
            review: chosen.review,
            instead: chosen.instead,
            child: child(case, brief),
            facts: Vec::new(),
            authored: authored(case, &chosen.period),
            drawings: Vec::new(),
            ledger: Ledger::default(),
        }
    }

    /// The last day of the period that there has been.
    pub fn last_day(&self) -> NaiveDate {
        self.period.until.min(self.brief.as_at)
    }

    /// Whether the child was not yet born when the period ended.
    pub fn is_unborn(&self) -> bool {
        let born = self.case.child().and_then(dates::birth);
        born.is_some_and(|(born, _)| born.earliest() > self.last_day())
    }

    /// Whether the child had come of age when the period ended.
    pub fn is_adult(&self) -> bool {
        let born = self.case.child().and_then(dates::birth);
        let years = born.and_then(|(born, _)| whole_years(born.latest(), self.last_day()));
        years.is_some_and(|years| years >= 18)
    }

    /// Whether a date of a record lies in the period.
    pub fn in_period(&self, when: &Recorded<When>) -> bool {
        when.value().is_some_and(|when| self.period.holds(when))
    }

    /// A term in the edition's own words, where it has some, with the child's name in its place.
    pub fn term(&self, key: &str) -> String {
        let own = format!("{key}.{}", self.audience);
        let wording = self.brief.wording;
        match wording.term(&own) {
            found if found == own => wording.fill(key, &self.child),
            _ => wording.fill(&own, &self.child),
        }
    }

    /// The words for a code; a word that the code set does not know stands as it was recorded.
    pub fn coded(&self, beginning: &str, word: &str) -> String {
        let known = self.brief.wording.coded(beginning, word);
        known.unwrap_or(word).to_owned()
    }

    /// A date as in a table, or its absence.
    pub fn short(&self, when: &Recorded<When>) -> String {
        match when {
            Recorded::Value(when) => dates::short(when, self.brief.wording),
            absent => crate::assemble::shared::face::absence(absent, self.brief.wording).to_owned(),
        }
    }

    /// Words as the layout takes them, or their absence.
    pub fn words(&self, text: &Recorded<Text>) -> Value {
        match text {
            Recorded::Value(text) => phrases::as_json(text),
            absent => crate::assemble::shared::face::absence(absent, self.brief.wording).into(),
        }
    }

    /// The name behind an id field of a record.
    pub fn named<R: Record>(&self, record: &R, field: &str) -> Option<String> {
        self.named_text(record, field).map(|text| text.to_string())
    }

    /// The same with what may be withheld of it.
    pub fn named_text<R: Record>(&self, record: &R, field: &str) -> Option<Text> {
        let words = phrases::facts_of(record, self.case, self.brief.wording);
        let value = words.get(field).filter(|value| !value.is_none())?;
        Some(phrases::decode(&value.to_string()))
    }

    /// A sentence of the wording, with the child's name among its facts.
    pub fn say(&self, phrase: &str, mut facts: Facts) -> Result<Text, Issue> {
        facts.insert("child", self.child.clone().into());
        facts.insert("for_court", false.into());
        phrases::say(self.brief.wording, phrase, &facts)
    }

    /// Where a line comes from: the kind of record, its date, who stands behind it, and its id for
    /// those who work with the record.
    pub fn source<R: Record>(&self, record: &R, when: &Recorded<When>) -> Result<Text, Issue> {
        let words = phrases::facts_of(record, self.case, self.brief.wording);
        let mut who = WHO.iter().filter_map(|name| words.get(name));
        let who = who.find(|value| !value.is_none()).map(ToString::to_string);
        self.source_of(record.entry(), when.value(), who)
    }

    /// The same of a fact of the timeline.
    pub fn source_of_fact(&self, fact: &Fact) -> Result<Text, Issue> {
        let who = phrases::encode(&fact.source);
        self.source_of(&fact.entry, Some(&fact.when), Some(who))
    }

    fn source_of(
        &self,
        entry: &EntryId,
        when: Option<&When>,
        who: Option<String>,
    ) -> Result<Text, Issue> {
        let wording = self.brief.wording;
        let record = self.coded("summary.record", &entry.record);
        let id = self.internal.then(|| entry.to_string());
        let facts = Facts::from([
            ("record", record.into()),
            ("date", when.map(|it| dates::short(it, wording)).into()),
            ("who", who.into()),
            ("id", id.into()),
        ]);
        self.say("summary-source", facts)
    }

    /// A line with its source, as the layout takes it; the record goes into the ledger.
    pub fn line<R: Record>(
        &mut self,
        record: &R,
        when: &Recorded<When>,
        words: Value,
    ) -> Result<Value, Issue> {
        let source = self.source(record, when)?;
        self.note(record, &words);
        Ok(json!({ "words": words, "source": phrases::as_json(&source) }))
    }

    /// The same of a fact of the timeline.
    pub fn line_of_fact(&mut self, fact: &Fact, words: Value) -> Result<Value, Issue> {
        let source = self.source_of_fact(fact)?;
        self.ledger
            .add(&fact.entry, &fact.origins, &words.to_string());
        Ok(json!({ "words": words, "source": phrases::as_json(&source) }))
    }

    /// Remembers that a record was printed, and in which words.
    pub fn note<R: Record>(&mut self, record: &R, words: &Value) {
        let words = words.to_string();
        self.ledger.add(record.entry(), record.origins(), &words);
    }

    /// The id of a record, for those who work with the record.
    pub fn id<R: Record>(&self, record: &R) -> Option<String> {
        self.internal.then(|| record.entry().to_string())
    }

    /// A passage of the authored summary, with its author; none where it holds none.
    pub fn authored(
        &mut self,
        field: fn(&Summary) -> &Recorded<Text>,
    ) -> Result<Option<Value>, Issue> {
        let Some(summary) = self.authored else {
            return Ok(None);
        };
        let words = match field(summary) {
            Recorded::Value(text) => phrases::as_json(text),
            Recorded::None => self.brief.wording.term("absence.none").into(),
            Recorded::Empty | Recorded::NotCarried => return Ok(None),
        };
        let mut line = self.line(summary, &summary.summary_until, words)?;
        line["kind"] = "authored".into();
        Ok(Some(line))
    }

    /// The printed records, in the order in which they first stand.
    pub fn into_entries(self) -> Vec<Entry> {
        self.ledger.into_entries()
    }
}

/// The name the child is known by, else the current name (rule 6), else "the child".
fn child(case: &Case, brief: &Brief<'_>) -> String {
    let name = case
        .child()
        .and_then(|it| it.known_as.value().or(it.name.value()));
    let unnamed = || brief.wording.term("child.unnamed").to_owned();
    name.map_or_else(unnamed, Text::to_string)
}

/// The summary that an author wrote for the period: the one with the most days in common, as long as
/// that is half of the shorter of the two.
fn authored<'a>(case: &'a Case, period: &Period) -> Option<&'a Summary> {
    let dated = case.records.summaries.iter().filter_map(|it| {
        let own = Period {
            from: it.summary_from.value()?.earliest(),
            until: it.summary_until.value()?.latest(),
        };
        let shared = own.shared_days(period);
        (shared > 0 && shared * 2 >= own.days().min(period.days())).then_some((shared, own, it))
    });
    let best = dated
        .max_by(|(one, a, x), (two, b, y)| (one, a.until, &x.entry).cmp(&(two, b.until, &y.entry)));
    best.map(|(.., summary)| summary)
}

/// The records that were printed, each once, with a digest of all its printed words.
#[derive(Default)]
struct Ledger {
    entries: Vec<(EntryId, Vec<Origin>, Parts)>,
    known: BTreeMap<EntryId, usize>,
}

impl Ledger {
    fn add(&mut self, entry: &EntryId, origins: &[Origin], words: &str) {
        let at = *self.known.entry(entry.clone()).or_insert_with(|| {
            let new = (entry.clone(), origins.to_vec(), Parts::default());
            self.entries.push(new);
            self.entries.len() - 1
        });
        self.entries[at].2.add(words);
    }

    fn into_entries(self) -> Vec<Entry> {
        let each = self.entries.into_iter();
        each.map(|(id, origins, parts)| Entry {
            id: id.to_string(),
            origins,
            digest: parts.hex()[..16].to_owned(),
        })
        .collect()
    }
}
