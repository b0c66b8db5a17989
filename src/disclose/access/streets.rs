//! The streets on which people live, as words name them without a house number: "Weirside Gardens", or "Weirside"
//! alone where nothing else of that name is meant.

use std::collections::BTreeSet;
use std::ops::Range;

use super::names::{self, Spelling, Strength};
use super::vocabulary::Vocabulary;
use crate::model::{Records, Text};

/// From how many letters on a part of a street's name says enough by itself.
const TELLING: usize = 5;

/// Without a word for a street at the end, a line with more words than this is no street.
const MOST_WORDS: usize = 3;

/// What tells a street from other words.
pub(super) struct Streets<'a> {
    vocabulary: &'a Vocabulary<'a>,
    /// Lines of addresses without a number, which are towns and villages, in small letters.
    towns: BTreeSet<String>,
}

impl<'a> Streets<'a> {
    pub fn of<'r>(
        records: impl Iterator<Item = &'r Records>,
        vocabulary: &'a Vocabulary<'a>,
    ) -> Self {
        let lines = records.flat_map(|records| {
            let homes = records.addresses.iter().map(|it| &it.address);
            let placements = records.placements.iter().map(|it| &it.placement_address);
            let shown = homes.chain(placements).filter_map(|it| it.value());
            let shown: Vec<String> = shown.map(Text::shown).collect();
            shown
        });
        let towns = lines.flat_map(|address| {
            let lines = lines_of(&address).skip(1);
            let lines = lines.filter(|line| !line.contains(|c: char| c.is_ascii_digit()));
            let small: Vec<String> = lines.map(str::to_lowercase).collect();
            small
        });
        Self {
            vocabulary,
            towns: towns.collect(),
        }
    }

    /// The street of an address in every spelling without its number.
    pub fn of_address(&self, address: &str) -> Vec<Spelling> {
        let numbered = lines_of(address).find_map(|line| self.numbered(line));
        // A house with a name has no number: "The Limes, Invented Road".
        let words = numbered.or_else(|| lines_of(address).skip(1).find_map(|it| self.named(it)));
        words
            .map(|words| self.spellings(&words))
            .unwrap_or_default()
    }

    /// The words of a street behind a house number.
    fn numbered<'l>(&self, line: &'l str) -> Option<Vec<&'l str>> {
        let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if let [.., _, inward] = words.as_slice()
            && is_number(inward)
        {
            // A postcode on the same line.
            words.truncate(words.len() - 2);
        }
        let number = words.iter().rposition(is_number)?;
        let mut words = words.split_off(number + 1);
        match words.iter().rposition(|word| self.is_street_word(word)) {
            Some(last) => words.truncate(last + 1),
            // "4 Invented House" is a building.
            None if words.last().is_some_and(|it| self.is_plain(it)) => return None,
            None => {}
        }
        let starts = words
            .first()
            .is_some_and(|it| it.starts_with(char::is_uppercase));
        let alone = words.len() == 1 && self.is_street_word(words[0]);
        let few = words.len() <= MOST_WORDS || self.ends_as_street(&words);
        (starts && few && !alone).then_some(words)
    }

    /// The words of a street without a number.
    fn named<'l>(&self, line: &'l str) -> Option<Vec<&'l str>> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_street = words.len() > 1 && self.ends_as_street(&words);
        is_street.then_some(words)
    }

    fn spellings(&self, words: &[&str]) -> Vec<Spelling> {
        let name = words.join(" ");
        let plain = words.iter().all(|word| self.is_plain(word));
        let beginning = match words.split_last() {
            Some((_, before)) if self.ends_as_street(words) => before.join(" "),
            _ => name.clone(),
        };
        let telling = !plain && self.is_telling(&beginning);
        let strength = match (plain, beginning == name) {
            (false, false) => Strength::Street,
            (false, true) if telling => Strength::StreetBeginning,
            _ => Strength::PlainStreet,
        };
        let mut all = vec![Spelling {
            words: name,
            strength,
        }];
        if strength == Strength::Street && telling {
            all.push(Spelling {
                words: beginning,
                strength: Strength::StreetBeginning,
            });
        }
        all
    }

    /// Whether the first words of a street's name say by themselves which street is meant.
    fn is_telling(&self, beginning: &str) -> bool {
        let letters = beginning.chars().filter(|c| c.is_alphanumeric()).count();
        let mut words = beginning.split_whitespace();
        let own = words.any(|word| !self.is_plain(word) && !self.is_forename(word));
        own && letters >= TELLING && !self.towns.contains(&beginning.to_lowercase())
    }

    fn is_forename(&self, word: &str) -> bool {
        let same = |name: &String| name.eq_ignore_ascii_case(word);
        let mut each = self.vocabulary.lexicon.nicknames.iter();
        each.any(|(whole, short)| same(whole) || short.iter().any(same))
    }

    /// Whether a word of a street's name stands in many of them, or is an ordinary word.
    fn is_plain(&self, word: &str) -> bool {
        let begins = &self.vocabulary.lexicon.street_beginnings;
        self.is_street_word(word)
            || begins.contains(&plain(word))
            || self.vocabulary.is_ordinary(word)
    }

    fn is_street_word(&self, word: &str) -> bool {
        self.vocabulary.lexicon.street_words.contains(&plain(word))
    }

    /// "Close to home" is no street.
    fn is_written_street(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.is_street_word(word)
    }

    fn ends_as_street(&self, words: &[&str]) -> bool {
        words.last().is_some_and(|it| self.is_street_word(it))
    }

    /// Where the spelling of a street that stands in words means the street, with another word for a street behind it
    /// ("Weirside Road"): not where it is a part of a longer name ("Weirside Infants"), nor after a title.
    pub fn in_words(
        &self,
        words: &str,
        range: &Range<usize>,
        strength: Strength,
    ) -> Option<Range<usize>> {
        let capital = words[range.clone()].starts_with(char::is_uppercase);
        let titled = names::with_title(words, range.start) < range.start;
        if titled || !capital && strength != Strength::Street {
            return None;
        }
        let end = match next_word(words, range.end) {
            Some(next) if self.is_written_street(&words[next.clone()]) => next.end,
            _ => range.end,
        };
        let next = next_word(words, end).map(|next| &words[next]);
        let town = |next: &str| self.towns.contains(&next.to_lowercase());
        let longer = next.is_some_and(|it| it.starts_with(char::is_uppercase) && !town(it));
        (!longer).then_some(range.start..end)
    }
}

/// The word behind a place in words, where nothing but spaces stands between.
fn next_word(words: &str, end: usize) -> Option<Range<usize>> {
    let rest = &words[end..];
    let behind = rest.trim_start_matches([' ', '\u{a0}']);
    let word = behind.split(|c: char| !c.is_alphanumeric()).next()?;
    let start = words.len() - behind.len();
    (behind.len() < rest.len() && !word.is_empty()).then_some(start..start + word.len())
}

fn lines_of(address: &str) -> impl Iterator<Item = &str> {
    address.split([',', '\n']).map(str::trim)
}

/// A word in small letters without the stop of a short form: "rd" of "Rd.".
fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclose::access::Lexicon;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|it| (*it).to_owned()).collect()
    }

    fn with_streets<T>(test: impl FnOnce(&Streets<'_>) -> T) -> T {
        let lexicon = Lexicon {
            nicknames: [("Margaret".to_owned(), vec!["Peggy".to_owned()])].into(),
            ordinary: set(&["church", "hill"]),
            capitals: set(&["house"]),
            street_words: set(&["road", "street", "gardens", "lane", "rd", "bank"]),
            street_beginnings: set(&["high", "victoria"]),
        };
        let vocabulary = Vocabulary::of(&[], &lexicon);
        test(&Streets {
            vocabulary: &vocabulary,
            towns: set(&["portlow"]),
        })
    }

    fn told(address: &str) -> Vec<(String, Strength)> {
        with_streets(|streets| {
            let all = streets.of_address(address).into_iter();
            all.map(|it| (it.words, it.strength)).collect()
        })
    }

    #[test]
    fn a_street_is_known_without_its_number_and_by_its_own_word() {
        for address in [
            "14 Weirside Gardens, Hexley",
            "Flat 3, 14a Weirside Gardens, Hexley",
            "Flat 3 14 Weirside Gardens Hexley ZZ99 6WS",
            "The Limes, Weirside Gardens",
        ] {
            let wanted = [
                ("Weirside Gardens".to_owned(), Strength::Street),
                ("Weirside".to_owned(), Strength::StreetBeginning),
            ];
            assert_eq!(told(address), wanted, "{address}");
        }
        let alone = [("Weirside".to_owned(), Strength::StreetBeginning)];
        assert_eq!(told("31 Weirside, Hexley"), alone);
    }

    #[test]
    fn ordinary_words_and_towns_and_forenames_are_no_street_by_themselves() {
        for (address, street, strength) in [
            (
                "3 High Street, Hexley",
                "High Street",
                Strength::PlainStreet,
            ),
            ("3 Church Lane", "Church Lane", Strength::PlainStreet),
            ("3 Portlow Road", "Portlow Road", Strength::Street),
            ("3 Margaret Road", "Margaret Road", Strength::Street),
        ] {
            assert_eq!(told(address), [(street.to_owned(), strength)]);
        }
        for address in ["4 Larkfield House", "ZZ99 6WS", "Hexley", "2 Road", ""] {
            assert_eq!(told(address), [], "{address}");
        }
    }

    #[test]
    fn a_street_in_words_is_no_part_of_another_name() {
        with_streets(|streets| {
            let beginning = |words: &str| {
                let range = 3..3 + "Weirside".len();
                let found = streets.in_words(words, &range, Strength::StreetBeginning);
                found.map(|range| words[range].to_owned())
            };
            let street = |words: &str| Some(words.to_owned());
            assert_eq!(beginning("on Weirside."), street("Weirside"));
            assert_eq!(beginning("on Weirside, with"), street("Weirside"));
            assert_eq!(beginning("on Weirside with"), street("Weirside"));
            assert_eq!(beginning("on Weirside Rd. She"), street("Weirside Rd"));
            assert_eq!(beginning("on Weirside Portlow"), street("Weirside"));
            assert_eq!(beginning("on Weirside\nKim"), street("Weirside"));
            assert_eq!(beginning("at Weirside Infants"), None);
            assert_eq!(beginning("at Weirside Road Infants"), None);
            assert_eq!(beginning("Mr Weirside rang"), None);
            assert_eq!(beginning("on weirside."), None);
        });
    }
}
