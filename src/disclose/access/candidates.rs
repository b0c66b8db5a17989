//! Capitalised words that are nobody known: somebody decides whether they name a person.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bodies::{self, Bodies};
use super::finds::Find;
use super::names;
use super::passages::Passage;
use super::shapes::overlap;
use super::vocabulary::{Vocabulary, opens};

/// A capitalised word, or several on end, with every place where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The words as first written.
    pub words: String,
    /// The body of whose name they are a part at these places; decided apart from the same words of a person.
    pub body: Option<String>,
    /// The texts and the bytes in them.
    pub places: Vec<(usize, Range<usize>)>,
}

/// Every candidate, in the order of its words; after those of a word the bodies of whose names it is a part.
pub(super) fn all(
    passages: &[Passage],
    finds: &[Find],
    vocabulary: &Vocabulary<'_>,
    bodies: &Bodies,
) -> Vec<Candidate> {
    let texts: Vec<(usize, &Passage, &[Find])> = with_finds(passages, finds);
    let mut known = Explained {
        vocabulary,
        bodies: bodies.words(),
        titled: BTreeSet::new(),
    };
    let prose = || {
        texts
            .iter()
            .filter(|(_, passage, _)| !bodies::is_body(passage))
    };
    known.titled = prose()
        .flat_map(|(_, passage, finds)| titled(&passage.words, finds))
        .collect();
    let mut candidates: BTreeMap<(String, Option<String>), Candidate> = BTreeMap::new();
    for (number, passage, finds) in &texts {
        for range in capitalised(&passage.words, finds, &known) {
            let words = passage.words[range.clone()].to_owned();
            let small = words.to_lowercase();
            let named = known.titled.contains(&small);
            if bodies::is_body(passage) && !named {
                continue;
            }
            // What bodies explain is somebody's all the same where a title says so somewhere.
            let body = bodies.around(passage, &range).filter(|_| named);
            let body = body.map(str::to_owned);
            let candidate = candidates.entry((small, body.clone()));
            let candidate = candidate.or_insert_with(|| Candidate {
                words,
                body,
                places: Vec::new(),
            });
            candidate.places.push((*number, range));
        }
    }
    candidates.into_values().collect()
}

/// Every text with its number and with what was found in it.
fn with_finds<'a>(
    passages: &'a [Passage],
    finds: &'a [Find],
) -> Vec<(usize, &'a Passage, &'a [Find])> {
    let mut rest = finds;
    let each = passages.iter().enumerate().map(|(number, passage)| {
        let own = rest.partition_point(|find| find.passage <= number);
        let (own, others) = rest.split_at(own);
        rest = others;
        (number, passage, own)
    });
    each.collect()
}

/// Words that a title says are somebody's name, in small letters.
fn titled(words: &str, finds: &[Find]) -> Vec<String> {
    let each = each_word(words).filter(|word| {
        let range = word.at..word.at + word.text.len();
        word.text.starts_with(char::is_uppercase)
            && names::is_formal(words, word.at)
            && !finds.iter().any(|find| overlap(&find.range, &range))
    });
    each.map(|word| word.text.to_lowercase()).collect()
}

/// What explains a capital.
struct Explained<'a> {
    vocabulary: &'a Vocabulary<'a>,
    /// Words of the names of bodies.
    bodies: BTreeSet<String>,
    /// Words before which a title stands somewhere.
    titled: BTreeSet<String>,
}

impl Explained<'_> {
    fn is_titled(&self, word: &str) -> bool {
        self.titled.contains(&word.to_lowercase())
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
fn capitalised(words: &str, finds: &[Find], known: &Explained<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    // Where the last run is one word that begins a sentence: "Later" of "Later Winter rang".
    let mut opening = None;
    for word in each_word(words) {
        let range = word.at..word.at + word.text.len();
        if !is_candidate(&word, words, known)
            || finds.iter().any(|find| overlap(&find.range, &range))
        {
            continue;
        }
        let joins = |last: &Range<usize>| {
            let between = words[last.end..range.start].trim_matches([' ', '-', '’', '\'']);
            let apart = opening == Some(last.start) && known.is_titled(word.text);
            between.is_empty() && !apart
        };
        match runs.last_mut().filter(|last| joins(last)) {
            Some(last) => {
                last.end = range.end;
                opening = None;
            }
            None => {
                opening = word.begins.then_some(range.start);
                runs.push(range);
            }
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

fn is_candidate(word: &Word<'_>, words: &str, known: &Explained<'_>) -> bool {
    let small = word.text.to_lowercase();
    let capital = word.text.starts_with(char::is_uppercase);
    let digits = word.text.contains(|c: char| c.is_ascii_digit());
    if !capital || digits || word.text.chars().count() < 2 {
        return false;
    }
    let by_body = known.bodies.contains(&small) && !known.is_titled(word.text);
    let explained = known.vocabulary.lexicon.capitals.contains(&small) || by_body;
    let mere = known.vocabulary.is_mere_capital(word.text, word.begins);
    !explained && !mere || names::is_formal(words, word.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclose::access::Lexicon;
    use crate::model::{EntryId, Record};

    fn found(words: &str) -> Vec<String> {
        let lexicon = Lexicon {
            capitals: ["monday", "mr", "white"].map(str::to_owned).into(),
            ..Lexicon::default()
        };
        let small = passage("we they the in");
        let known = Explained {
            vocabulary: &Vocabulary::of(&[small], &lexicon),
            bodies: ["oakfield".to_owned(), "winter".to_owned()].into(),
            titled: titled(words, &[]).into_iter().collect(),
        };
        let runs = capitalised(words, &[], &known);
        runs.into_iter()
            .map(|range| words[range].to_owned())
            .collect()
    }

    fn passage(words: &str) -> Passage {
        Passage {
            entry: EntryId::of("event", "E1"),
            field: &crate::model::records::Event::TYPE.own[0],
            words: words.to_owned(),
            when: None,
            origin: None,
        }
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

    #[test]
    fn a_title_says_that_a_word_is_a_name_whatever_else_it_is() {
        assert_eq!(found("We met in Winter."), [""; 0]);
        assert_eq!(
            found("Mr Winter rang. They met a White man and then Winter."),
            ["Winter", "Winter"]
        );
        assert_eq!(found("Mr White rang."), ["White"]);
        assert_eq!(found("Then Winter rang Mr Winter.").len(), 3);
    }
}
