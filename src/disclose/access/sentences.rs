//! Sentences, for what must leave no trace: a name cut out of a sentence would show that somebody was there.

use std::ops::Range;

/// The stretch widened to the sentences that it lies in, with the blank behind.
pub(super) fn around(words: &str, range: &Range<usize>) -> Range<usize> {
    let start = words[..range.start]
        .char_indices()
        .rev()
        .find_map(|(at, c)| {
            let after = at + c.len_utf8();
            (c == '\n' || ends(words, at, c)).then_some(after)
        });
    let end = words[range.end..].char_indices().find_map(|(at, c)| {
        let at = range.end + at;
        (c == '\n' || ends(words, at, c)).then_some(at + c.len_utf8())
    });
    let start = start.unwrap_or(0);
    let start = start + words[start..].len() - words[start..].trim_start_matches([' ', '\t']).len();
    let end = end.unwrap_or(words.len());
    let blank = words[end..].len() - words[end..].trim_start_matches([' ', '\t']).len();
    start.min(range.start)..(end + blank).max(range.end)
}

/// Whether a mark ends a sentence: a stop after an initial or a title does not.
fn ends(words: &str, at: usize, mark: char) -> bool {
    if !matches!(mark, '.' | '!' | '?') {
        return false;
    }
    let followed = words[at + mark.len_utf8()..]
        .starts_with(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’'))
        || at + mark.len_utf8() == words.len();
    let before = words[..at]
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let short = mark == '.'
        && (before.chars().count() < 2
            || matches!(before, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Prof"));
    followed && !short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sentences_go() {
        let words = "We went out. Mr K. Invented came too. It rained!";
        let at = words.find("Invented").expect("it is there");
        let range = around(words, &(at..at + 8));
        assert_eq!(&words[range.clone()], "Mr K. Invented came too. ");
        assert_eq!(around("Kim", &(0..3)), 0..3);
        let words = "One line\nwith Kim in it\nand more";
        let at = words.find("Kim").expect("it is there");
        assert_eq!(&words[around(words, &(at..at + 3))], "with Kim in it\n");
    }
}
