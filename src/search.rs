//! Words found however they are written: in any case, spacing, hyphenation, with or without accents, run
//! together or broken over lines. Both those who take words out and those who check that they are gone
//! look for them in this one way, so that what one finds the other does not miss.

mod folding;
mod pattern;

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

pub use folding::{Folded, Source};
use pattern::Pattern;

/// What is sought: spellings, each of an owner, found together in one pass over a text.
pub struct Sought {
    patterns: Vec<Pattern>,
    automaton: AhoCorasick,
}

/// A find: the bytes of the folded text, and whose spelling stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The owner, as given.
    pub owner: usize,
}

impl Sought {
    /// Prepares to look for spellings, each with its owner's number; none where there is more than a search can
    /// hold: a gigabyte or so.
    pub fn new<'a>(spellings: impl IntoIterator<Item = (usize, &'a str)>) -> Option<Self> {
        let mut seen = BTreeSet::new();
        let each = spellings.into_iter();
        let patterns: Vec<Pattern> = each
            .flat_map(|(owner, spelling)| Pattern::all(owner, spelling))
            .filter(|pattern| seen.insert((pattern.owner, pattern.folded.text.clone())))
            .collect();
        let automaton = AhoCorasick::new(patterns.iter().map(|it| &it.folded.text)).ok()?;
        Some(Self {
            patterns,
            automaton,
        })
    }

    /// Everything that stands in a text, in the order in which it ends.
    pub fn hits<'t>(&'t self, text: &'t Folded) -> impl Iterator<Item = Hit> + 't {
        let each = self.automaton.find_overlapping_iter(&text.text);
        each.filter_map(|hit| {
            let pattern = &self.patterns[hit.pattern().as_usize()];
            let (start, end) = (hit.start(), hit.end());
            let owner = pattern.owner;
            let found = pattern.is_at(text, start, end);
            found.then_some(Hit { start, end, owner })
        })
    }
}
