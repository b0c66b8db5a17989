//! Every note of a case read once for all that its words are asked: words of the lists, short forms, opinions
//! told as facts, and the names of other children.

use std::collections::BTreeSet;

use super::answers::{Answer, Answers, Filler, lacking, own_date};
use super::examined::Examined;
use super::words::{Phrases, unquoted, words};
use crate::model::codes::Basis;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::{Record, Text};

/// The fields in which workers write in words of their own. What others are quoted or recorded as saying is
/// theirs, and names, places and papers are no prose.
const PROSE: [&str; 48] = [
    "action",
    "actions",
    "alert",
    "analysis",
    "barriers",
    "changes",
    "closure_reason",
    "contingency",
    "contingency_plan",
    "court_wording",
    "daily_life",
    "decision",
    "decisions",
    "detail",
    "discussion",
    "effect_of_decisions",
    "end_reason",
    "engagement",
    "evidence",
    "findings",
    "from_last_visit",
    "heading",
    "information_exchanged",
    "narrative",
    "new_strengths",
    "new_worries",
    "next_months",
    "not_agreed_reason",
    "not_alone_reason",
    "not_seen_reason",
    "observations",
    "options",
    "other_adults",
    "outcome",
    "permission",
    "plan_progress",
    "plan_text",
    "purpose",
    "reason",
    "reasons",
    "recommendation",
    "reflection",
    "relationship",
    "risks",
    "social_history",
    "strengths",
    "supervision_outcome",
    "what_happened",
];

/// What else a field of prose may be called that is too general a name elsewhere.
const WANTED: [&str; 4] = ["wanted", "work_done", "views_gathered", "return_interview"];

/// What the notes of a case answer to the rules about words.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Words that judge.
    pub prejudicial: Answers,
    /// Words that say little.
    pub vague: Answers,
    /// Opinions in what is marked as fact.
    pub opinion: Answers,
    /// Short forms that nobody explains.
    pub short_forms: Answers,
    /// The full names of other children.
    pub other_children: Answers,
}

/// Reads every note of a case.
pub(super) fn read(at: &Examined<'_>) -> Reading {
    let mut reader = Reader {
        at,
        known: known_short_forms(at),
        reading: Reading::default(),
    };
    at.case.records.each_list(&mut reader);
    reader.reading
}

fn known_short_forms<'a>(at: &Examined<'a>) -> BTreeSet<&'a str> {
    let glossary = at.brief.glossary.iter().map(|(short, _)| short.as_str());
    let plain = at.manner.words.plain_short_forms.iter();
    glossary.chain(plain.map(String::as_str)).collect()
}

struct Reader<'e, 'a> {
    at: &'e Examined<'a>,
    known: BTreeSet<&'a str>,
    reading: Reading,
}

impl ListVisitor for Reader<'_, '_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        let mut fields = R::TYPE.fields();
        if !fields.any(|field| is_prose(field.name)) || R::TYPE.name == "relationship" {
            return;
        }
        for record in records {
            if own_date(record).is_none_or(|when| self.at.is_asked_about(&when)) {
                self.record(record);
            }
        }
    }
}

impl Reader<'_, '_> {
    fn record<R: Record>(&mut self, record: &R) {
        let texts = prose(record);
        if texts.is_empty() {
            return;
        }
        let own: Vec<String> = texts.iter().map(|text| unquoted(text)).collect();
        let lists = &self.at.background.lists;
        let words = &self.at.manner.words;
        let prejudicial = listed(&own, &lists.prejudicial, words.prejudicial.iter());
        self.reading.prejudicial.add(record, prejudicial);
        let vague = listed(&own, &lists.vague, words.vague.iter());
        self.reading.vague.add(record, vague);
        self.reading
            .opinion
            .add(record, opinion(record, &own, &lists.opinion));
        let short_forms = self.short_forms(&own);
        self.reading.short_forms.add(record, short_forms);
        let names = self.at.other_children(record, &texts);
        let answer = match names {
            0 => Answer::Kept,
            count => lacking().with("count", Filler::Number(count)),
        };
        self.reading.other_children.add(record, answer);
    }

    /// The short forms of a record that stand in no list and are not explained beside it.
    fn short_forms(&self, texts: &[String]) -> Answer {
        let mut unknown: BTreeSet<&str> = BTreeSet::new();
        for text in texts {
            let own = short_forms_of(text);
            unknown.extend(own.into_iter().filter(|word| !self.is_told(word, text)));
        }
        let unknown: Vec<&str> = unknown.into_iter().collect();
        match unknown.is_empty() {
            true => Answer::Kept,
            false => lacking().with("words", Filler::Words(unknown.join(", "))),
        }
    }

    /// Whether a short form stands in a list, or is explained in its text: in brackets behind what it means, or
    /// with what it means in brackets behind it.
    fn is_told(&self, word: &str, text: &str) -> bool {
        self.known.contains(word)
            || text.contains(&format!("({word})"))
            || text.contains(&format!("{word} ("))
    }
}

/// The texts of a record that workers write, as far as they are shown.
fn prose<R: Record>(record: &R) -> Vec<String> {
    let mut texts = Vec::new();
    record.each_value(&mut |field, value| {
        if let Shown::Text(text) = value
            && is_prose(field.name)
        {
            texts.push(Text::shown(text));
        }
    });
    texts
}

fn is_prose(field: &str) -> bool {
    PROSE.binary_search(&field).is_ok() || WANTED.contains(&field)
}

/// The words of a list that stand in texts, with what to write instead of the first.
fn listed<'w>(
    texts: &[String],
    phrases: &Phrases,
    list: impl Iterator<Item = (&'w String, &'w String)>,
) -> Answer {
    let mut found: Vec<usize> = texts.iter().flat_map(|text| phrases.found(text)).collect();
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        return Answer::Kept;
    }
    let told = list
        .enumerate()
        .filter(|(number, _)| found.contains(number))
        .map(|(_, (word, instead))| format!("“{word}” ({instead})"));
    let told: Vec<String> = told.collect();
    lacking().with("words", Filler::Words(told.join("; ")))
}

/// Whether what is marked as a fact is told as an opinion.
fn opinion<R: Record>(record: &R, texts: &[String], phrases: &Phrases) -> Answer {
    let basis = record.provenance().and_then(|it| it.basis.value());
    if basis != Some(&Basis::Fact) {
        return Answer::NotAsked;
    }
    let told = texts.iter().any(|text| !phrases.found(text).is_empty());
    Answer::of(!told)
}

/// The short forms of a text, each once; a word in capitals beside another is of a heading.
fn short_forms_of(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut before = "";
    let mut all = words(text).peekable();
    while let Some(word) = all.next() {
        let after = all.peek().copied().unwrap_or_default();
        if is_short_form(word) && !is_capitals(before) && !is_capitals(after) {
            found.insert(word);
        }
        before = word;
    }
    found
}

/// Two to five capitals, an ampersand among them or none; a Roman numeral is no short form.
fn is_short_form(word: &str) -> bool {
    let letters = word.chars().filter(char::is_ascii_uppercase).count();
    let is_numeral = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (2..=5).contains(&letters) && is_capitals(word) && !is_numeral
}

/// Whether a word is written in capitals: beside another it is a heading, not a short form.
fn is_capitals(word: &str) -> bool {
    let count = word.chars().count();
    count > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '&')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declare::FieldKind;
    use crate::model::records::RECORD_TYPES;

    #[test]
    fn every_field_of_prose_is_a_field_of_words() {
        assert!(PROSE.is_sorted(), "it is searched by halves");
        for name in PROSE.iter().chain(&WANTED) {
            let mut fields = RECORD_TYPES.iter().filter_map(|it| it.field(name));
            assert!(fields.any(|it| it.kind == FieldKind::Text), "{name}");
        }
    }

    #[test]
    fn short_forms_are_of_two_to_five_capitals() {
        for (word, is) in [
            ("QZT", true),
            ("B&B", true),
            ("XIV", false),
            ("A", false),
            ("SCHOOL", false),
            ("Gp", false),
        ] {
            assert_eq!(is_short_form(word), is, "{word}");
        }
    }
}
