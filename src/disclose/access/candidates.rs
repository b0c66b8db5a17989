//! Capitalised words that are nobody known: somebody decides whether they name a person.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::finds::Find;
use super::names::Lexicon;
use super::passages::Passage;
use super::shapes::overlap;
use crate::model::Case;
use crate::model::declare::{ListVisitor, Listed, Shown};

/// A capitalised word, or several on end, with every place where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The words as first written.
    pub words: String,
    /// The texts and the bytes in them.
    pub places: Vec<(usize, Range<usize>)>,
}

/// Fields that name bodies and places, never people.
const BODIES: &[&str] = &[
    "source_agency",
    "agency",
    "setting",
    "team_name",
    "authority",
    "court",
    "delegated_providers",
    "provider",
    "language",
    "religion",
    "ethnicity",
    "scheme",
    "document_kind",
    "detail_kind",
    "assessment_kind",
    "plan_kind",
];

/// Every candidate, in the order of its words.
pub(super) fn all(
    case: &Case,
    passages: &[Passage],
    finds: &[Find],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let known = Words::of(case, passages);
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut next = 0;
    for (number, passage) in passages.iter().enumerate() {
        let first = next;
        while finds.get(next).is_some_and(|find| find.passage == number) {
            next += 1;
        }
        if BODIES.contains(&passage.field.name) {
            continue;
        }
        for range in capitalised(&passage.words, &finds[first..next], &known, lexicon) {
            let words = passage.words[range.clone()].to_owned();
            let candidate = candidates
                .entry(words.to_lowercase())
                .or_insert_with(|| Candidate {
                    words,
                    places: Vec::new(),
                });
            candidate.places.push((number, range));
        }
    }
    candidates.into_values().collect()
}

/// Words that stand somewhere in small letters, and words of bodies.
struct Words {
    small: BTreeSet<String>,
    bodies: BTreeSet<String>,
}

impl Words {
    fn of(case: &Case, passages: &[Passage]) -> Self {
        let mut bodies = Bodies(BTreeSet::new());
        case.records.each_list(&mut bodies);
        let mut small = BTreeSet::new();
        for passage in passages {
            for word in passage.words.split(|c: char| !c.is_alphanumeric()) {
                if word.starts_with(char::is_lowercase) && !small.contains(word) {
                    small.insert(word.to_owned());
                }
            }
        }
        Self {
            small,
            bodies: bodies.0,
        }
    }
}

struct Bodies(BTreeSet<String>);

impl ListVisitor for Bodies {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            record.each_value(&mut |field, value| {
                if let Shown::Text(text) = value
                    && BODIES.contains(&field.name)
                {
                    let words = text.shown();
                    let words = words
                        .split(|c: char| !c.is_alphanumeric())
                        .filter(|word| !word.is_empty());
                    self.0.extend(words.map(str::to_lowercase));
                }
            });
        }
    }
}

/// A word with its place.
struct Word<'a> {
    text: &'a str,
    at: usize,
    /// Whether it begins a sentence, where every word has a capital.
    begins: bool,
}

/// Runs of capitalised words that nothing explains.
fn capitalised(words: &str, finds: &[Find], known: &Words, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for word in each_word(words) {
        let range = word.at..word.at + word.text.len();
        if !is_candidate(&word, known, lexicon)
            || finds.iter().any(|find| overlap(&find.range, &range))
        {
            continue;
        }
        match runs.last_mut() {
            Some(last)
                if words[last.end..range.start]
                    .trim_matches([' ', '-', '’', '\''])
                    .is_empty() =>
            {
                last.end = range.end;
            }
            _ => runs.push(range),
        }
    }
    runs
}

/// Words, with an apostrophe inside them but without a possessive ending.
fn each_word(words: &str) -> impl Iterator<Item = Word<'_>> {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut at = 0;
    let mut begins = true;
    words
        .split(move |c: char| !is_inside(c))
        .filter_map(move |text| {
            let (start, first) = (at, begins);
            at += text.len();
            let after = words[at..].chars().next();
            at += after.map_or(0, char::len_utf8);
            let opens = |c: char| ".!?:\n“\"•(;".contains(c);
            let own = text.trim_start_matches(['\'', '’']);
            let quoted = own.len() < text.len();
            let start = start + text.len() - own.len();
            let own = own.trim_end_matches(['\'', '’']);
            let own = own
                .strip_suffix("'s")
                .or(own.strip_suffix("’s"))
                .unwrap_or(own);
            if own.is_empty() {
                begins |= after.is_some_and(opens);
                return None;
            }
            begins = after.is_some_and(opens);
            Some(Word {
                text: own,
                at: start,
                begins: first || quoted,
            })
        })
}

/// From how many letters on a word in capitals alone is no short form.
const LONGEST_SHORT_FORM: usize = 6;

fn is_candidate(word: &Word<'_>, known: &Words, lexicon: &Lexicon) -> bool {
    let letters = word.text.chars().count();
    let capital = word.text.starts_with(char::is_uppercase);
    let digits = word.text.contains(|c: char| c.is_ascii_digit());
    let shouted = !word.text.contains(char::is_lowercase);
    let small = word.text.to_lowercase();
    let explained = lexicon.capitals.contains(&small) || known.bodies.contains(&small);
    // What stands elsewhere in small letters is a word; at the beginning of a sentence it needs no other reason.
    let ordinary = known.small.contains(&small) && (word.begins || shouted);
    let short_form = shouted && letters < LONGEST_SHORT_FORM;
    let is_word = digits || explained || ordinary || short_form;
    capital && letters > 1 && !is_word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<&str> {
        let small = ["we", "they", "the", "in"].map(str::to_owned);
        let known = Words {
            small: small.into(),
            bodies: ["oakfield".to_owned()].into(),
        };
        let lexicon = Lexicon {
            capitals: ["monday".to_owned()].into(),
            ..Lexicon::default()
        };
        let runs = capitalised(words, &[], &known, &lexicon);
        runs.into_iter().map(|range| &words[range]).collect()
    }

    #[test]
    fn names_are_told_from_other_capitals() {
        assert_eq!(
            found("We saw Jo Invented on Monday at Oakfield. They left."),
            ["Jo Invented"]
        );
        assert_eq!(
            found("In the CPC. Mary-Ann O’Madeup came."),
            ["Mary-Ann O’Madeup"]
        );
        assert_eq!(found("the meeting"), [""; 0]);
    }
}
