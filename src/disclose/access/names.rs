//! The ways in which people write somebody's name: whole, in part, turned round, by initials, by a short form.

use std::collections::{BTreeMap, BTreeSet};

/// How much a spelling says of who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// First and last name together, or a value such as a telephone number: nobody else is meant.
    Whole,
    /// A surname or a first name by itself.
    Part,
    /// A short form of a first name, which the record does not give.
    Nickname,
    /// Initials by themselves.
    Initials,
    /// A street without its number.
    Street,
    /// The first words of a street's name, or all of one that has no word for a street at its end.
    StreetBeginning,
    /// A street whose name is made of ordinary words.
    PlainStreet,
    /// A month and a year without the day.
    MonthOfDate,
}

impl Strength {
    /// Whether it is of a street and not of somebody's name.
    pub fn is_of_street(self) -> bool {
        matches!(
            self,
            Self::Street | Self::StreetBeginning | Self::PlainStreet
        )
    }
}

/// One way of writing a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelling {
    /// The words.
    pub words: String,
    /// How much they say.
    pub strength: Strength,
}

/// What is known of names and words in general; an authority can add to it in `layouts/wording`.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Lexicon {
    /// First names, each with its short forms.
    pub nicknames: BTreeMap<String, Vec<String>>,
    /// Names that are ordinary words too, in lower case.
    pub ordinary: BTreeSet<String>,
    /// Words that are written with a capital and are nobody's name: months, languages, bodies.
    pub capitals: BTreeSet<String>,
    /// Words that end the name of a street, in lower case: road, lane.
    #[serde(default)]
    pub street_words: BTreeSet<String>,
    /// Words that begin the names of many streets, in lower case: high, victoria.
    #[serde(default)]
    pub street_beginnings: BTreeSet<String>,
}

impl Lexicon {
    /// Whether a name is an ordinary word too: Rose, Will, Hope.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(&word.to_lowercase())
    }

    /// The short forms of a first name, and the names that it is a short form of.
    fn short_forms<'a>(&'a self, forename: &str) -> Vec<&'a str> {
        let wanted = forename.to_lowercase();
        let same = |name: &str| name.to_lowercase() == wanted;
        let each = self.nicknames.iter().flat_map(|(whole, short)| {
            if same(whole) {
                short.iter().map(String::as_str).collect::<Vec<_>>()
            } else if short.iter().any(|it| same(it)) {
                vec![whole.as_str()]
            } else {
                Vec::new()
            }
        });
        each.collect()
    }
}

/// Titles before a name, in lower case without a stop.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "lady",
    "lord",
    "rev",
    "revd",
    "fr",
    "pc",
    "dc",
    "ds",
    "di",
    "dci",
    "sgt",
    "sergeant",
    "inspector",
    "cllr",
    "judge",
    "nurse",
    "sister",
    "auntie",
    "aunt",
    "uncle",
    "nan",
    "nana",
    "gran",
    "grandad",
    "baby",
];

/// Titles that no other word is.
const FORMAL: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr"];

/// Small words within a surname.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "da", "di", "dos", "du", "la", "le", "al",
    "el", "bin", "bint", "ibn", "ter", "ten", "st", "san", "ap", "ni",
];

/// From how many letters on half of a double-barrelled name is looked for by itself.
const HALF: usize = 4;

/// Where a name begins with the title before it: "Mrs" of "Mrs Invented", as a description has none.
pub(super) fn with_title(words: &str, start: usize) -> usize {
    let before = words[..start].trim_end_matches([' ', '\u{a0}']);
    let title = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    let gap = before.len() < start;
    match gap && !title.is_empty() && is_one_of(TITLES, title) {
        true => before.len() - title.len(),
        false => start,
    }
}

/// A name without the title that goes with it: "Winter" for "Mrs Winter".
pub(super) fn without_title(words: &str) -> &str {
    match words.split_once(char::is_whitespace) {
        Some((title, name)) if is_one_of(TITLES, title) => name.trim_start(),
        _ => words,
    }
}

/// Whether a word has a title before it that nothing else can be: "Winter" of "Mrs Winter".
pub(super) fn is_formal(words: &str, start: usize) -> bool {
    let title = words[with_title(words, start)..start].trim_end();
    is_one_of(FORMAL, title)
}

/// The singular of a name, where that is among other names: "Winter" of "Winters".
pub(super) fn singular<'a>(words: &'a str, others: &BTreeSet<&str>) -> Option<&'a str> {
    let without = |ending| words.strip_suffix(ending).filter(|it| others.contains(it));
    without("es").or_else(|| without("s"))
}

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
struct Parts {
    forenames: Vec<String>,
    surname: Option<String>,
}

impl Parts {
    fn of(name: &str) -> Self {
        let turned = match name.split_once(',') {
            Some((last, first)) if !first.trim().is_empty() => format!("{first} {last}"),
            _ => name.to_owned(),
        };
        let words = turned.split_whitespace().map(trimmed);
        let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        while words.len() > 1 && is_one_of(TITLES, &words[0]) {
            words.remove(0);
        }
        if words.len() < 2 {
            return Self {
                forenames: words,
                surname: None,
            };
        }
        let mut first = words.len() - 1;
        while first > 1 && is_one_of(PARTICLES, &words[first - 1]) {
            first -= 1;
        }
        let surname = words.split_off(first).join(" ");
        Self {
            forenames: words,
            surname: Some(surname),
        }
    }
}

/// A word without the punctuation around it.
fn trimmed(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    let plain = word.to_lowercase();
    list.contains(&plain.trim_end_matches('.'))
}

/// Every way of writing a name of somebody who has other names too, whose surname may go with this one.
pub(super) fn spellings(name: &str, others: &[String], lexicon: &Lexicon) -> BTreeSet<Spelling> {
    let parts = Parts::of(name);
    let mut found = Found::default();
    found.add(name, Strength::Whole);
    let surnames: BTreeSet<String> = std::iter::once(&parts)
        .chain(
            others
                .iter()
                .map(|other| Parts::of(other))
                .collect::<Vec<_>>()
                .iter(),
        )
        .filter_map(|parts| parts.surname.clone())
        .collect();
    let all = parts.forenames.join(" ");
    for surname in &surnames {
        found.couple(&all, surname);
        for forename in &parts.forenames {
            found.couple(forename, surname);
            let initial: String = forename.chars().take(1).collect();
            found.add(&format!("{initial} {surname}"), Strength::Whole);
        }
        if let Some(first) = parts.forenames.first() {
            for short in lexicon.short_forms(first) {
                found.couple(short, surname);
            }
        }
    }
    found.parts(&parts, lexicon);
    found.spellings
}

#[derive(Default)]
struct Found {
    spellings: BTreeSet<Spelling>,
}

impl Found {
    fn add(&mut self, words: &str, strength: Strength) {
        let single = words.split_whitespace().count() < 2;
        // One name alone is what somebody is called, and no more than a part of what others are called.
        let strength = match strength {
            Strength::Whole if single => Strength::Part,
            other => other,
        };
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        if letters > 1 {
            self.spellings.insert(Spelling {
                words: words.to_owned(),
                strength,
            });
        }
    }

    /// First and last name in either order.
    fn couple(&mut self, forename: &str, surname: &str) {
        if !forename.is_empty() {
            self.add(&format!("{forename} {surname}"), Strength::Whole);
            self.add(&format!("{surname} {forename}"), Strength::Whole);
        }
    }

    /// What stands by itself: surname and plural, first names, short forms, initials.
    fn parts(&mut self, parts: &Parts, lexicon: &Lexicon) {
        if let Some(surname) = &parts.surname {
            self.add(surname, Strength::Part);
            self.add(&plural(surname), Strength::Part);
            for half in surname
                .split('-')
                .filter(|half| half.chars().count() >= HALF)
            {
                self.add(half, Strength::Part);
            }
        }
        for forename in &parts.forenames {
            self.add(forename, Strength::Part);
        }
        if let Some(first) = parts.forenames.first() {
            for short in lexicon.short_forms(first) {
                self.add(short, Strength::Nickname);
            }
        }
        self.initials(parts);
    }

    fn initials(&mut self, parts: &Parts) {
        let Some(surname) = &parts.surname else {
            return;
        };
        let first = |word: &String| word.chars().next();
        let all: Vec<char> = parts.forenames.iter().filter_map(first).collect();
        let last = surname.chars().next();
        let (Some(one), Some(last)) = (all.first(), last) else {
            return;
        };
        for letters in [
            vec![*one, last],
            all.iter().copied().chain([last]).collect(),
        ] {
            let plain: String = letters.iter().flat_map(|c| c.to_uppercase()).collect();
            let dotted: String = plain.chars().flat_map(|c| [c, '.']).collect();
            self.add(&plain, Strength::Initials);
            self.add(&dotted, Strength::Initials);
        }
    }
}

fn plural(surname: &str) -> String {
    if surname.ends_with(['s', 'x', 'z']) {
        format!("{surname}es")
    } else {
        format!("{surname}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, strength: Strength) -> Vec<String> {
        let lexicon = Lexicon {
            nicknames: [("Margaret".to_owned(), vec!["Peggy".to_owned()])].into(),
            ..Lexicon::default()
        };
        let all = spellings(name, &[], &lexicon);
        let of = all.into_iter().filter(|it| it.strength == strength);
        of.map(|it| it.words).collect()
    }

    #[test]
    fn whole_names_in_every_order() {
        let whole = words("Mrs Margaret Ann Invented-Hale", Strength::Whole);
        for wanted in [
            "Margaret Invented-Hale",
            "Invented-Hale Margaret",
            "Margaret Ann Invented-Hale",
            "M Invented-Hale",
            "Peggy Invented-Hale",
        ] {
            assert!(whole.contains(&wanted.to_owned()), "{wanted} in {whole:?}");
        }
    }

    #[test]
    fn parts_short_forms_and_initials() {
        let part = words("Margaret Invented-Hale", Strength::Part);
        for wanted in [
            "Margaret",
            "Invented-Hale",
            "Invented-Hales",
            "Hale",
            "Invented",
        ] {
            assert!(part.contains(&wanted.to_owned()), "{wanted} in {part:?}");
        }
        assert_eq!(words("Margaret Hale", Strength::Nickname), ["Peggy"]);
        assert_eq!(words("Margaret Hale", Strength::Initials), ["M.H.", "MH"]);
    }

    #[test]
    fn a_title_goes_with_the_name() {
        let words = "We saw Mrs. Hale";
        assert_eq!(with_title(words, 12), 7);
        assert_eq!(with_title("Hale", 0), 0);
        assert_eq!(with_title("saw Hale", 4), 4);
        assert!(is_formal(words, 12));
        assert_eq!(without_title("Mrs. Hale"), "Hale");
        assert_eq!(without_title("Kim Hale"), "Kim Hale");
        assert!(!is_formal("Sister Hale", 7) && !is_formal("Hale", 0));
    }

    #[test]
    fn particles_belong_to_the_surname_and_order_may_be_turned() {
        assert!(words("Kim van der Berg", Strength::Part).contains(&"van der Berg".to_owned()));
        assert!(words("BERG, Kim", Strength::Part).contains(&"Kim".to_owned()));
        assert_eq!(words("Kim", Strength::Part), ["Kim"]);
        assert!(words("K", Strength::Part).is_empty());
    }
}
