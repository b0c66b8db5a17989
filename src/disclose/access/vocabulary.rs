//! The words of a case, by which a name that is an ordinary word too is told from the word.

use std::collections::BTreeSet;
use std::ops::Range;

use super::names::{self, Lexicon};
use super::passages::Passage;

/// From how many letters on a word in capitals alone is no short form.
const LONGEST_SHORT_FORM: usize = 6;

/// The words of a case.
pub(super) struct Vocabulary<'a> {
    /// What is known of names and words in general.
    pub lexicon: &'a Lexicon,
    /// Words that stand somewhere in small letters.
    small: BTreeSet<String>,
}

impl<'a> Vocabulary<'a> {
    pub fn of(passages: &[Passage], lexicon: &'a Lexicon) -> Self {
        let mut small = BTreeSet::new();
        for passage in passages {
            for word in passage.words.split(|c: char| !c.is_alphanumeric()) {
                if word.starts_with(char::is_lowercase) && !small.contains(word) {
                    small.insert(word.to_owned());
                }
            }
        }
        Self { lexicon, small }
    }

    /// Whether a word is an ordinary one, by itself or in this case.
    pub fn is_ordinary(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        self.lexicon.ordinary.contains(&small)
            || self.lexicon.capitals.contains(&small)
            || self.small.contains(&small)
    }

    /// Whether a capital says nothing of a word: it begins a sentence or is written in capitals throughout, and stands
    /// elsewhere in small letters; or it is a short form.
    pub fn is_mere_capital(&self, word: &str, begins: bool) -> bool {
        let shouted = !word.contains(char::is_lowercase);
        let ordinary = self.small.contains(&word.to_lowercase()) && (begins || shouted);
        ordinary || shouted && word.chars().count() < LONGEST_SHORT_FORM
    }

    /// Whether an ordinary word in prose can be the name of somebody whom no record of the case names: it has a capital
    /// that nothing else explains, or a title stands before it.
    pub fn can_be_name(&self, words: &str, range: &Range<usize>) -> bool {
        let word = &words[range.clone()];
        let mere = self.is_mere_capital(word, begins(words, range.start));
        names::with_title(words, range.start) < range.start || self.can_be_part(word) && !mere
    }

    /// Whether it can be that as a part of the name of a body, where every word has a capital.
    pub fn can_be_part(&self, word: &str) -> bool {
        !self.lexicon.capitals.contains(&word.to_lowercase())
    }
}

/// Marks after which a word has a capital of its own.
pub(super) fn opens(mark: char) -> bool {
    ".!?:\n“\"•(;".contains(mark)
}

/// Whether a word begins a sentence, a quotation or a line.
fn begins(words: &str, start: usize) -> bool {
    let before = &words[..start];
    let quoted = before.ends_with(['\'', '’']);
    let between = before
        .chars()
        .rev()
        .take_while(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let first = before.chars().all(|c| !c.is_alphanumeric());
    quoted || first || between.into_iter().any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn can_be(words: &str) -> bool {
        let lexicon = Lexicon {
            capitals: ["white".to_owned()].into(),
            ..Lexicon::default()
        };
        let vocabulary = Vocabulary {
            lexicon: &lexicon,
            small: ["winter".to_owned()].into(),
        };
        let (before, rest) = words.split_once('«').expect("the word is marked");
        let (word, after) = rest.split_once('»').expect("the word is marked");
        let start = before.len();
        let words = format!("{before}{word}{after}");
        vocabulary.can_be_name(&words, &(start..start + word.len()))
    }

    #[test]
    fn a_capital_within_a_sentence_or_a_title_says_that_a_name_may_be_meant() {
        assert!(can_be("We rang «Winter» again."));
        assert!(can_be("Mrs. «Winter» rang."));
        assert!(can_be("MRS «WINTER» RANG."));
        assert!(can_be("Mr «White» rang."));
        assert!(can_be("«Summers» rang."));
    }

    #[test]
    fn what_has_its_capital_from_elsewhere_is_no_name() {
        assert!(!can_be("«Winter» was hard."));
        assert!(!can_be("It snowed. «Winter» came."));
        assert!(!can_be("She said: «Winter» came."));
        assert!(!can_be("THE «WINTER» PLAN."));
        assert!(!can_be("She is «White» British."));
        assert!(!can_be("The «ARC» met."));
    }
}
