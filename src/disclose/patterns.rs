//! Finds withheld words inside words that stay, and puts gaps in their place.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Band, Run, Text};
use crate::search::{Folded, Sought};

/// Words to be taken out wherever they stand.
pub(super) struct Patterns {
    finder: Sought,
    /// Parts of names: found as they are spelt only, as "Will" is a name and "will" is not.
    names: Option<AhoCorasick>,
}

/// Whether words can be told from ordinary ones: two words or more, or three digits.
pub(super) fn is_telling(words: &str) -> bool {
    let trimmed = words.trim();
    let several = trimmed.split_whitespace().count() > 1 && trimmed.chars().count() >= 5;
    several || trimmed.chars().filter(char::is_ascii_digit).count() >= 3
}

impl Patterns {
    /// The finder for these words and parts of names; none where there are none.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>, names: &[String]) -> Option<Self> {
        let patterns: Vec<&str> = words.filter(|it| !it.trim().is_empty()).collect();
        if patterns.is_empty() && names.is_empty() {
            return None;
        }
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest);
        let names = (!names.is_empty())
            .then(|| builder.build(names).ok())
            .flatten();
        let finder = Sought::new(patterns.into_iter().map(|words| (0, words)))?;
        Some(Self { finder, names })
    }

    /// Puts a gap in place of each find.
    pub fn take_out(&self, text: &mut Text) {
        replace_runs(text, &|words| self.places(words));
        if let Some(names) = &self.names {
            replace_runs(text, &|words| places_of_names(names, words));
        }
    }

    /// Where withheld words stand, however they are spaced, cased and accented: as the search of the
    /// finished document reads them.
    fn places(&self, words: &str) -> Vec<(usize, usize)> {
        let (folded, source) = Folded::located(words);
        let hits = self.finder.hits(&folded);
        let mut places: Vec<(usize, usize)> = hits
            .map(|hit| source.of(hit.start, hit.end))
            .map(|range| (range.start, range.end))
            .collect();
        // The longer of two that overlap, as they go one after the other.
        places.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
        places.dedup_by(|next, last| {
            let joined = next.0 < last.1;
            if joined {
                last.1 = last.1.max(next.1);
            }
            joined
        });
        places
    }

    /// The same where there may be no text.
    pub fn take_out_of_option(&self, text: &mut Option<Text>) {
        if let Some(text) = text {
            self.take_out(text);
        }
    }
}

/// Puts gaps where `places` finds something.
fn replace_runs(text: &mut Text, places: &dyn Fn(&str) -> Vec<(usize, usize)>) {
    let mut changed = false;
    let mut runs = Vec::new();
    for run in text.runs() {
        match run {
            Run::Words(words) => {
                let places = places(words);
                changed |= !places.is_empty();
                split(words, &places, &mut runs);
            }
            Run::Gap(_) | Run::Marked(_) => runs.push(run.clone()),
        }
    }
    if changed {
        *text = Text::of(runs);
    }
}

fn split(words: &str, places: &[(usize, usize)], runs: &mut Vec<Run>) {
    let mut from = 0;
    for &(start, end) in places.iter().filter(|(start, end)| start < end) {
        if start < from {
            continue;
        }
        if start > from {
            runs.push(Run::Words(words[from..start].into()));
        }
        let band = Band::of(&words[start..end]);
        runs.push(Run::gap("confidential", band));
        from = end;
    }
    if from < words.len() {
        runs.push(Run::Words(words[from..].into()));
    }
}

/// Parts of names where they stand as words, with a plural ending.
fn places_of_names(names: &AhoCorasick, words: &str) -> Vec<(usize, usize)> {
    let finds = names
        .find_iter(words)
        .map(|find| (find.start(), find.end() + plural(&words[find.end()..])));
    finds
        .filter(|&(start, end)| is_whole(words, start, end))
        .collect()
}

/// How many bytes of a plural or possessive ending follow: "the Holloways".
fn plural(rest: &str) -> usize {
    let ends = |after: &str| !after.chars().next().is_some_and(char::is_alphanumeric);
    match rest.strip_prefix('s') {
        Some(after) if ends(after) => 1,
        _ => 0,
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
        let patterns = Patterns::of(["4 Invented Row", "ZZ99 9AA"].into_iter(), &[]).expect("some");
        let mut text = Text::words("Moved to 4 invented row, ZZ99 9AA, on Monday.");
        patterns.take_out(&mut text);
        assert_eq!(text.to_string(), "Moved to […], […], on Monday.");
    }

    #[test]
    fn accents_case_and_spacing_hide_nothing() {
        let patterns = Patterns::of(["Zoë  Invented"].into_iter(), &[]).expect("some");
        let mut text = Text::words("Seen by ZOE\nINVENTED today.");
        patterns.take_out(&mut text);
        assert_eq!(text.to_string(), "Seen by […] today.");
    }

    #[test]
    fn a_name_inside_another_word_stays_and_a_plural_goes() {
        let patterns = Patterns::of(std::iter::empty(), &["Marlow".to_owned()]).expect("some");
        let mut plural = Text::words("The Marlows came.");
        patterns.take_out(&mut plural);
        assert_eq!(plural.to_string(), "The […] came.");
        let mut text = Text::words("The Marlowe theatre");
        patterns.take_out(&mut text);
        assert_eq!(text.to_string(), "The Marlowe theatre");
    }
}
