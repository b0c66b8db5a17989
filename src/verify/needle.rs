//! The search for what must not be there. A needle is found in any spelling of its letters; what
//! stands between them then decides whether it is the word that was withheld or an accident
//! ("there's a" is not Theresa).

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use super::folding::{Folded, Gap};
use super::reading::Reading;
use crate::issue::Issue;

/// Shorter words stand inside too many others to count there.
const SHORT: usize = 5;

/// Words this long are hardly put together from others by accident.
const LONG: usize = 8;

/// Something that must not be in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    /// The decision or record it belongs to: an id, never words.
    pub row: String,
    /// The words themselves, in each spelling.
    pub spellings: Vec<String>,
    /// The pages on which they may stand all the same.
    pub allowed: Vec<usize>,
}

/// Searches a document for everything that was withheld, on its pages and beside them.
pub fn search(reading: &Reading, needles: &[Needle]) -> Vec<Issue> {
    let mut haystack = Haystack::default();
    for page in &reading.pages {
        haystack.join(Place::Page(page.number), &page.words);
    }
    for page in &reading.pages {
        haystack.add(Place::Page(page.number), &page.margins);
    }
    for aside in &reading.other {
        haystack.add(Place::Named(aside.place), &aside.text);
    }
    haystack.search(needles)
}

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place<'a> {
    /// A page, from 1.
    Page(usize),
    /// A place in words.
    Named(&'a str),
}

impl Place<'_> {
    fn issue(self, row: &str) -> Issue {
        let place = match self {
            Self::Page(number) => format!("page {number}"),
            Self::Named(name) => name.to_owned(),
        };
        Issue::error(
            "CB0901",
            format!("words withheld by {row} stand in {place}"),
        )
        .hint("do not give this document to anyone; it was not kept")
    }
}

/// All texts of a document on end, folded.
#[derive(Default)]
pub(super) struct Haystack<'a> {
    folded: Folded,
    /// Where each text begins.
    places: Vec<(usize, Place<'a>)>,
}

impl<'a> Haystack<'a> {
    /// Adds a text that stands by itself.
    pub fn add(&mut self, place: Place<'a>, text: &str) {
        self.folded.wall();
        self.join(place, text);
        self.folded.wall();
    }

    /// Adds a text that goes on from the one before, as a page does.
    pub fn join(&mut self, place: Place<'a>, text: &str) {
        self.places.push((self.folded.text.len(), place));
        self.folded.push(text);
        self.folded.push("\n");
    }

    /// Finds what must not be there: one issue for each needle and place.
    pub fn search(&self, needles: &[Needle]) -> Vec<Issue> {
        let patterns = Pattern::all(needles);
        let Ok(automaton) = AhoCorasick::new(patterns.iter().map(|pattern| &pattern.folded.text))
        else {
            return vec![unsearchable()];
        };
        let mut found = BTreeSet::new();
        for hit in automaton.find_overlapping_iter(&self.folded.text) {
            let pattern = &patterns[hit.pattern().as_usize()];
            if pattern.is_at(&self.folded, hit.start(), hit.end()) {
                found.insert((self.place(hit.start()), pattern.needle));
            }
        }
        let forbidden = |(place, needle): &(Place<'_>, usize)| match place {
            Place::Page(number) => !needles[*needle].allowed.contains(number),
            Place::Named(_) => true,
        };
        let found = found.into_iter().filter(forbidden);
        found
            .map(|(place, needle)| place.issue(&needles[needle].row))
            .collect()
    }

    fn place(&self, at: usize) -> Place<'a> {
        let next = self.places.partition_point(|(start, _)| *start <= at);
        self.places[next.saturating_sub(1)].1
    }
}

/// More text withheld than a search can hold: a gigabyte or so.
fn unsearchable() -> Issue {
    Issue::error("CB0901", "there is too much to search for")
}

/// One way in which a needle can stand in a text.
struct Pattern {
    needle: usize,
    folded: Folded,
    letters: usize,
    /// Digits for the most part: telephone numbers and the like, which everyone groups differently.
    is_number: bool,
}

impl Pattern {
    fn all(needles: &[Needle]) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        let spelled = needles.iter().enumerate().flat_map(|(needle, words)| {
            let spellings = words
                .spellings
                .iter()
                .flat_map(|spelling| spellings(spelling));
            spellings.map(move |spelling| Self::new(needle, &spelling))
        });
        spelled
            .filter(|pattern| pattern.letters > 0)
            .filter(|pattern| seen.insert((pattern.needle, pattern.folded.text.clone())))
            .collect()
    }

    fn new(needle: usize, spelling: &str) -> Self {
        let folded = Folded::of(spelling);
        let letters = folded.text.chars().count();
        let digits = folded
            .text
            .chars()
            .filter(|letter| letter.is_ascii_digit())
            .count();
        Self {
            needle,
            folded,
            letters,
            is_number: digits >= SHORT && digits * 2 > letters,
        }
    }

    /// Whether the letters found are this needle, by what stands between and around them.
    fn is_at(&self, text: &Folded, start: usize, end: usize) -> bool {
        let gaps = text.gaps_within(start, end);
        if gaps.iter().any(|(_, gap)| *gap == Gap::Wall) {
            return false;
        }
        let whole = text.is_edge(start) && text.is_edge(end);
        if self.is_number {
            return whole;
        }
        let stray = || {
            gaps.iter()
                .filter(|(at, _)| !self.folded.is_gap(at - start))
        };
        let own = gaps.len() - stray().count();
        let closed_up = own < self.folded.gaps_within(0, self.folded.text.len()).len();
        match (stray().count(), closed_up) {
            (0, false) => whole || self.letters >= SHORT,
            (0, true) => self.letters >= LONG || whole && self.letters > SHORT,
            _ if gaps.len() + 1 == self.letters => whole,
            _ => whole && self.letters >= SHORT && self.is_one_word(stray()),
        }
    }

    /// Whether these gaps can be inside a word of this length. An apostrophe can, but only one.
    fn is_one_word<'g>(&self, gaps: impl Iterator<Item = &'g (usize, Gap)>) -> bool {
        let mut joints = 0;
        let mut can = |gap: &Gap| match gap {
            Gap::Joint => {
                joints += 1;
                joints == 1
            }
            Gap::Thin | Gap::Hyphenated => true,
            Gap::Break => self.letters >= LONG,
            Gap::Space | Gap::Wall => false,
        };
        gaps.map(|(_, gap)| gap).all(&mut can)
    }
}

/// A spelling and the other ways in which it reaches a page.
fn spellings(spelling: &str) -> Vec<String> {
    let mut spellings = vec![spelling.to_owned()];
    spellings.extend(without_umlauts(spelling));
    spellings.extend(from_abroad(spelling));
    if spelling.chars().any(runs_leftward) {
        spellings.push(spelling.chars().rev().collect());
        // A name broken over two lines: each is reversed for itself.
        let words = spelling
            .split_whitespace()
            .map(|word| word.chars().rev().collect::<String>());
        spellings.push(words.collect::<Vec<_>>().join(" "));
    }
    spellings
}

/// "Mueller" for "Müller"; folding has "Muller".
fn without_umlauts(spelling: &str) -> Option<String> {
    let pairs = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('å', "aa"),
        ('ø', "oe"),
    ];
    let mut small = spelling.to_lowercase();
    let any = pairs.iter().any(|(letter, _)| small.contains(*letter));
    for (letter, pair) in pairs {
        small = small.replace(letter, pair);
    }
    any.then_some(small)
}

/// "+44 7700 900123" for "07700 900123".
fn from_abroad(spelling: &str) -> Option<String> {
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "()-.".contains(c);
    let rest = spelling.trim().strip_prefix('0')?;
    let long = rest.chars().filter(char::is_ascii_digit).count() > SHORT;
    (long && rest.chars().all(is_number)).then(|| format!("44{rest}"))
}

/// Hebrew, Arabic, Syriac, Thaana and N'Ko; a page shows them as they are drawn, from the left.
fn runs_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

#[cfg(test)]
mod tests {
    use super::{Haystack, Needle, Place};

    fn finds(needle: &str, text: &str) -> bool {
        let needle = Needle {
            row: "D-1".into(),
            spellings: vec![needle.into()],
            allowed: Vec::new(),
        };
        let mut haystack = Haystack::default();
        haystack.add(Place::Named("a test"), text);
        !haystack.search(&[needle]).is_empty()
    }

    #[test]
    fn finds_a_needle_however_it_is_written() {
        let cases = [
            ("Kim Smith", "seen by KIM\u{A0}  sMITH."),
            ("Kim Smith", "Kim\nSmith"),
            ("Kim Smith", "mail kimsmith1990@example.org"),
            ("Anderson", "with Ander-\nson and"),
            ("Anderson", "with Ander\u{AD}son and"),
            ("Anderson", "with An\u{2009}der\u{2009}son and"),
            ("Anderson", "with A n d e r s o n and"),
            ("Kim", "K i m"),
            ("Kim", "Kim's"),
            ("Zoë", "zoe"),
            ("Zoe", "Zoë"),
            ("Müller", "Mueller"),
            ("Müller", "MULLER"),
            ("O'Brien", "O’Brien, OBrien"),
            ("O'Brien", "obrien"),
            ("OBrien", "O’Brien"),
            ("07700 900123", "0770 0900 123"),
            ("07700 900123", "+44 7700 900123"),
            ("SW1A 1AA", "sw1a1aa"),
            ("fine", "ﬁne"),
            ("مريم حسن", "نسح ميرم"),
            ("مريم حسن", "ميرم\nنسح"),
            ("Anne-Marie", "Anne Marie"),
        ];
        for (needle, text) in cases {
            assert!(finds(needle, text), "{needle} in {text}");
        }
    }

    #[test]
    fn leaves_alone_what_only_looks_like_one() {
        let cases = [
            ("Theresa", "there's a plan"),
            ("Anna", "an A level; Annapolis"),
            ("Tom", "to me; atom; to m"),
            ("Allan", "all an"),
            ("Anderson", "Anders on Monday"),
            ("Jo", "Joanna and Major"),
            ("Kim Lee", "Joachim leeway"),
            ("12345678", "9123456780"),
            ("", "anything"),
            ("?!", "?!"),
        ];
        for (needle, text) in cases {
            assert!(!finds(needle, text), "{needle} in {text}");
        }
    }

    #[test]
    fn texts_do_not_run_together() {
        let needle = Needle {
            row: "D-1".into(),
            spellings: vec!["Kim Smith".into()],
            allowed: vec![3],
        };
        let mut apart = Haystack::default();
        apart.add(Place::Named("a"), "Kim");
        apart.add(Place::Named("b"), "Smith");
        assert!(apart.search(std::slice::from_ref(&needle)).is_empty());
        let mut pages = Haystack::default();
        pages.join(Place::Page(1), "with Kim");
        pages.join(Place::Page(2), "Smith. Kim Smith.");
        pages.join(Place::Page(3), "Kim Smith.");
        let found = pages.search(&[needle]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|issue| !issue.message.contains("Smith")));
    }
}
