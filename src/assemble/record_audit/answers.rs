//! What a rule is answered: kept, lacking, not in this export, or not asked of a record at all.

use chrono::NaiveDate;

use crate::assemble::shared::dates;
use crate::assemble::shared::entries::labels;
use crate::issue::Origin;
use crate::model::declare::RecordType;
use crate::model::{EntryId, Record, Recorded, When};
use crate::wording::Wording;

/// What one record answers to a rule.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    /// Nothing is lacking.
    Kept,
    /// Something is.
    Lacking(Said),
    /// The export cannot tell (rule 1).
    NotCarried,
    /// The rule does not concern the record.
    NotAsked,
}

/// What is said of a lack: the words that stand in the sentence of the rule, or of one of its variants.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said {
    variant: &'static str,
    words: Vec<(&'static str, Filler)>,
}

/// What can stand in such a sentence. None of it is a value of the record but dates, counts, and the words of
/// our own lists.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filler {
    /// A date.
    Date(When),
    /// A number.
    Number(usize),
    /// Another record.
    Record(EntryId),
    /// Words of our own, or a short form.
    Words(String),
    /// Fields of a record type, by their names.
    Fields(&'static RecordType, Vec<&'static str>),
}

/// Something is lacking, and the sentence of the rule says what.
pub(super) fn lacking() -> Answer {
    Answer::Lacking(Said::default())
}

/// The same where the rule has several sentences.
pub(super) fn lacking_as(variant: &'static str) -> Answer {
    Answer::Lacking(Said {
        variant,
        words: Vec::new(),
    })
}

impl Answer {
    /// Adds what stands in the sentence.
    pub fn with(mut self, key: &'static str, filler: Filler) -> Self {
        if let Self::Lacking(said) = &mut self {
            said.words.push((key, filler));
        }
        self
    }

    /// Kept or lacking, by a condition that the record can tell.
    pub fn of(kept: bool) -> Self {
        if kept { Self::Kept } else { lacking() }
    }

    /// The same answer where the rule concerns the record.
    pub fn where_asked(self, asked: bool) -> Self {
        if asked { self } else { Self::NotAsked }
    }
}

/// Whether a field is filled in; "none" fills it.
pub(super) fn given<T>(field: &Recorded<T>) -> Answer {
    match field {
        Recorded::Value(_) | Recorded::None => Answer::Kept,
        Recorded::Empty => lacking(),
        Recorded::NotCarried => Answer::NotCarried,
    }
}

/// Whether a yes-or-no field says yes.
pub(super) fn said_yes(field: &Recorded<bool>) -> Answer {
    match field {
        Recorded::Value(true) => Answer::Kept,
        Recorded::NotCarried => Answer::NotCarried,
        Recorded::Value(false) | Recorded::Empty | Recorded::None => lacking(),
    }
}

/// Kept if one of several is kept; lacking if what can be told is lacking.
pub(super) fn any<const N: usize>(answers: [Answer; N]) -> Answer {
    if answers.contains(&Answer::Kept) {
        return Answer::Kept;
    }
    let mut lacks = answers.into_iter();
    let lack = lacks.find(|it| matches!(it, Answer::Lacking(_)));
    lack.unwrap_or(Answer::NotCarried)
}

/// Where something is lacking, before it is put into words.
#[derive(Debug, Clone)]
pub(super) struct Lack {
    pub record: EntryId,
    pub origins: Vec<Origin>,
    pub when: Option<When>,
    pub made: Option<NaiveDate>,
    said: Said,
}

impl Lack {
    /// The sentence of the rule with its words.
    pub fn says(&self, rule: &str, wording: &Wording) -> String {
        let part = match self.said.variant {
            "" => "place".to_owned(),
            variant => format!("place_{variant}"),
        };
        let key = format!("audit.rule.{rule}");
        let sentence = wording.coded(&key, &part).unwrap_or_default().to_owned();
        self.said
            .words
            .iter()
            .fold(sentence, |said, (key, filler)| {
                said.replace(&format!("{{{key}}}"), &filler.words(wording))
            })
    }
}

impl Filler {
    fn words(&self, wording: &Wording) -> String {
        match self {
            Self::Date(when) => dates::prose(when, wording),
            Self::Number(number) => number.to_string(),
            Self::Record(entry) => entry.to_string(),
            Self::Words(words) => words.clone(),
            Self::Fields(record, names) => {
                let fields = names.iter().filter_map(|name| record.field(name));
                let labels = fields.map(|field| labels::field(record.name, field, wording));
                labels.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// What all records answer to a rule.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers {
    /// What is lacking.
    pub lacks: Vec<Lack>,
    /// How many records were asked and could tell.
    pub asked: usize,
    /// How many could not, as the export does not carry it.
    pub untold: usize,
}

impl Answers {
    /// Adds what a record answers.
    pub fn add<R: Record>(&mut self, record: &R, answer: Answer) {
        match answer {
            Answer::NotAsked => {}
            Answer::NotCarried => self.untold += 1,
            Answer::Kept => self.asked += 1,
            Answer::Lacking(said) => {
                self.asked += 1;
                self.lacks.push(Lack {
                    record: record.entry().clone(),
                    origins: record.origins().to_vec(),
                    when: own_date(record),
                    made: made(record),
                    said,
                });
            }
        }
    }

    /// The answers of several kinds of records together.
    pub fn and(mut self, other: Self) -> Self {
        self.lacks.extend(other.lacks);
        self.asked += other.asked;
        self.untold += other.untold;
        self
    }
}

/// When that of which a record tells happened: the first of its own dates, but those by which something is
/// due. What is of the case or of a person is of no day.
pub(super) fn own_date<R: Record>(record: &R) -> Option<When> {
    if matches!(R::TYPE.name, "case" | "person") {
        return None;
    }
    let mut first = None;
    record.each_date(&mut |field, when| {
        let own = R::TYPE.own.iter().any(|own| own.name == field.name);
        if first.is_none() && own && !field.name.ends_with("due") {
            first = Some(*when);
        }
    });
    first
}

/// The day on which a record was made, else that of which it tells.
pub(super) fn made<R: Record>(record: &R) -> Option<NaiveDate> {
    let entered = record.provenance().and_then(|it| it.recorded_on.value());
    entered
        .copied()
        .or_else(|| own_date(record))
        .map(|when| when.earliest())
}
