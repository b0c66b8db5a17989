//! Words and phrases of a list found in a text as whole words, outside what it quotes.

use std::collections::BTreeMap;

/// Phrases that are looked for together.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The phrases by their first word, each as its words and its number; the longest first.
    by_first: BTreeMap<String, Vec<(Vec<String>, usize)>>,
}

impl Phrases {
    /// Prepares to look for phrases, each known by its number in the list.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, usize)>> = BTreeMap::new();
        for (number, phrase) in phrases.into_iter().enumerate() {
            let words: Vec<String> = words(phrase).map(str::to_lowercase).collect();
            if let Some(first) = words.first() {
                let same = by_first.entry(first.clone()).or_default();
                same.push((words, number));
            }
        }
        for same in by_first.values_mut() {
            same.sort_by_key(|(words, number)| (std::cmp::Reverse(words.len()), *number));
        }
        Self { by_first }
    }

    /// The numbers of the phrases that stand in a text, in the order in which they stand.
    pub fn found(&self, text: &str) -> Vec<usize> {
        let words: Vec<String> = words(text).map(str::to_lowercase).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            match self.at(rest) {
                Some((length, number)) => {
                    found.push(number);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The phrase with which words begin: how many words it has, and its number.
    fn at(&self, words: &[String]) -> Option<(usize, usize)> {
        let same = self.by_first.get(words.first()?)?;
        let found = same.iter().find(|(phrase, _)| words.starts_with(phrase));
        found.map(|(phrase, number)| (phrase.len(), *number))
    }
}

/// The words of a text: letters, digits, and the apostrophes and hyphens inside them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&'));
    text.split(apart)
        .map(|word| word.trim_matches(['\'', '’', '-', '&']))
        .filter(|word| !word.is_empty())
}

/// A text without what it quotes directly, between double or curly quotation marks. A mark that is never
/// closed in its paragraph quotes nothing.
pub(super) fn unquoted(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (number, paragraph) in text.split('\n').enumerate() {
        if number > 0 {
            kept.push('\n');
        }
        keep_unquoted(paragraph, &mut kept);
    }
    kept
}

/// Where a mark is not closed, no later one of its kind is: each kind is looked for in vain once only.
fn keep_unquoted(paragraph: &str, kept: &mut String) {
    let mut never_closed = Vec::new();
    let mut rest = paragraph;
    while let Some((before, opening, after)) = split_at_opening(rest, &never_closed) {
        kept.push_str(before);
        kept.push(' ');
        rest = match closing(after, opening) {
            Some(inside) => after.get(inside..).unwrap_or_default(),
            None => {
                never_closed.push(opening);
                after
            }
        };
    }
    kept.push_str(rest);
}

/// The text before a quotation mark that opens, the mark, and the text behind it.
fn split_at_opening<'t>(text: &'t str, but: &[char]) -> Option<(&'t str, char, &'t str)> {
    let mut marks = text.char_indices();
    let (at, mark) = marks.find(|(_, c)| matches!(c, '"' | '“' | '‘' | '«') && !but.contains(c))?;
    let (before, rest) = text.split_at(at);
    Some((
        before,
        mark,
        rest.get(mark.len_utf8()..).unwrap_or_default(),
    ))
}

/// How many bytes of a paragraph stand up to and with the mark that closes; an apostrophe inside a word closes
/// nothing.
fn closing(paragraph: &str, opening: char) -> Option<usize> {
    let close = match opening {
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        other => other,
    };
    let mut letters = paragraph.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let inside_word = letters
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric());
        if letter == close && !(close == '’' && inside_word) {
            return Some(at + letter.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words_and_the_longest_wins() {
        let phrases = Phrases::new(["hard to reach", "hard", "chaotic", "non-compliant"]);
        assert_eq!(phrases.found("He is Hard to reach; it was hard."), [0, 1]);
        assert_eq!(phrases.found("Chaotically hardened compliant"), [0; 0]);
        assert_eq!(phrases.found("She was non-compliant, chaotic"), [3, 2]);
    }

    #[test]
    fn quotations_are_left_out_and_open_marks_are_not() {
        for (text, left) in [
            (
                "She said \"it is chaotic\" and left.",
                "She said   and left.",
            ),
            ("He said “I don’t know” again", "He said   again"),
            ("‘I can’t’ he said", "  he said"),
            ("A 12\" ruler was chaotic", "A 12  ruler was chaotic"),
            ("The boys’ room", "The boys’ room"),
        ] {
            assert_eq!(unquoted(text), left, "{text}");
        }
    }
}
