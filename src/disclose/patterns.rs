//! Finds withheld words inside words that stay, and puts gaps in their place.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Band, Gap, Run, Text};

/// Words to be taken out wherever they stand.
pub(super) struct Patterns {
    finder: AhoCorasick,
}

/// Whether words can be told from ordinary ones: two words or more, or a single one with a digit or
/// of six letters and more that begins with a capital.
pub(super) fn is_telling(words: &str) -> bool {
    let trimmed = words.trim();
    let several = trimmed.split_whitespace().count() > 1 && trimmed.chars().count() >= 5;
    let digits = trimmed.chars().filter(char::is_ascii_digit).count() >= 3;
    let name =
        trimmed.chars().count() >= 6 && trimmed.chars().next().is_some_and(char::is_uppercase);
    several || digits || name
}

impl Patterns {
    /// The finder for these words; none where there are none.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let patterns: Vec<&str> = words
            .map(str::trim)
            .filter(|words| !words.is_empty())
            .collect();
        if patterns.is_empty() {
            return None;
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&patterns);
        finder.ok().map(|finder| Self { finder })
    }

    /// Puts a gap in place of each find.
    pub fn take_out(&self, text: &mut Text) {
        let found = |run: &Run| matches!(run, Run::Words(words) if self.finder.is_match(&**words));
        if !text.runs().iter().any(found) {
            return;
        }
        let mut runs = Vec::new();
        for run in text.runs() {
            match run {
                Run::Words(words) => self.split(words, &mut runs),
                Run::Gap(_) => runs.push(run.clone()),
            }
        }
        *text = Text::of(runs);
    }

    /// The same where there may be no text.
    pub fn take_out_of_option(&self, text: &mut Option<Text>) {
        if let Some(text) = text {
            self.take_out(text);
        }
    }

    fn split(&self, words: &str, runs: &mut Vec<Run>) {
        let mut from = 0;
        for found in self.finder.find_iter(words) {
            if !is_whole(words, found.start(), found.end()) {
                continue;
            }
            if found.start() > from {
                runs.push(Run::Words(words[from..found.start()].into()));
            }
            let band = Band::of(&words[found.range()]);
            runs.push(Run::Gap(Gap {
                reason: "confidential".into(),
                band,
            }));
            from = found.end();
        }
        if from < words.len() {
            runs.push(Run::Words(words[from..].into()));
        }
    }
}

/// Whether a find begins and ends where words do.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidential_address_is_gone_from_a_narrative() {
        let patterns =
            Patterns::of(["4 Invented Row".trim(), "ZZ99 9AA"].into_iter()).expect("some");
        let mut text = Text::words("Moved to 4 invented row, ZZ99 9AA, on Monday.");
        patterns.take_out(&mut text);
        assert_eq!(text.to_string(), "Moved to […], […], on Monday.");
    }

    #[test]
    fn a_name_inside_another_word_stays() {
        let patterns = Patterns::of(["Marlow"].into_iter()).expect("some");
        let mut text = Text::words("The Marlowe theatre");
        patterns.take_out(&mut text);
        assert_eq!(text.to_string(), "The Marlowe theatre");
    }
}
