//! Whom the words of a record name: every text is searched once for all people, in every spelling.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::details::Detail;
use super::names::{Lexicon, Spelling, Strength};
use super::passages::Passage;
use super::people::Known;
use super::shapes::{Shapes, overlap};
use crate::search::{Folded, Sought};

/// How far before a number the person whose it is is looked for, in bytes.
const NEAR: usize = 80;

/// A place at which somebody is named, or can be known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Find {
    /// The text, by its place in the list of passages.
    pub passage: usize,
    /// The bytes of its words.
    pub range: Range<usize>,
    /// Who can be meant, by their places in the list of people; none where nobody is known to be.
    pub who: BTreeSet<usize>,
    /// What kind of detail it is.
    pub detail: Detail,
    /// Why it is not sure who is meant, where it is not.
    pub doubt: Option<Doubt>,
}

/// Why it is not sure that somebody is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// The name is an ordinary word too.
    Ordinary,
    /// It can be a month, as a number stands beside it.
    Month,
    /// A short form that the record does not give.
    Nickname,
    /// Initials.
    Initials,
    /// A number or address of nobody known.
    Nobody,
}

/// Ordinary words that are somebody's name and stand in small letters: how often, by word and person.
pub(super) type InSmall = BTreeMap<(usize, String), usize>;

/// What one spelling stands for.
struct Owner {
    who: usize,
    detail: Detail,
    strength: Strength,
    is_ordinary: bool,
}

/// Everything found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub finds: Vec<Find>,
    pub in_small: InSmall,
}

/// Searches every text for everybody.
pub(super) fn finds(passages: &[Passage], people: &[Known], lexicon: &Lexicon) -> Found {
    let (owners, spellings) = owners(people, lexicon);
    let each = spellings.iter().enumerate();
    let each = each.map(|(owner, words)| (owner, words.as_str()));
    let Some(sought) = Sought::new(each) else {
        return Found::default();
    };
    let searcher = Searcher {
        sought,
        capitals: &lexicon.capitals,
        owners,
        shapes: Shapes::new(),
    };
    let mut found = Found::default();
    for (number, passage) in passages.iter().enumerate() {
        searcher.search(number, &passage.words, &mut found);
    }
    found
}

fn owners(people: &[Known], lexicon: &Lexicon) -> (Vec<Owner>, Vec<String>) {
    let (mut owners, mut spellings) = (Vec::new(), Vec::new());
    for (who, known) in people.iter().enumerate() {
        let mut add = |detail, Spelling { words, strength }| {
            owners.push(Owner {
                who,
                detail,
                strength,
                is_ordinary: strength != Strength::Whole && lexicon.is_ordinary(&words),
            });
            spellings.push(words);
        };
        known
            .names(lexicon)
            .into_iter()
            .for_each(|it| add(Detail::Name, it));
        for value in known.values() {
            let words = value.words.clone();
            let strength = Strength::Whole;
            add(value.detail, Spelling { words, strength });
        }
    }
    (owners, spellings)
}

struct Searcher<'a> {
    sought: Sought,
    capitals: &'a BTreeSet<String>,
    owners: Vec<Owner>,
    shapes: Shapes,
}

/// A hit with its place in the words.
#[derive(Clone)]
struct Candidate {
    range: Range<usize>,
    owner: usize,
}

impl Searcher<'_> {
    fn search(&self, passage: usize, words: &str, found: &mut Found) {
        let mut shapes = self.shapes.in_words(words);
        // "12 March" is no house, nor is "5 Year".
        shapes.retain(|(detail, range)| {
            let word = words[range.clone()].split_whitespace().nth(1);
            *detail != Detail::Home
                || !word.is_some_and(|it| self.capitals.contains(&it.to_lowercase()))
        });
        let hits = self.hits(words, &mut found.in_small);
        let mut finds = self.settled(passage, words, hits);
        for (detail, range) in shapes {
            join_shape(passage, words, (detail, range), &mut finds);
        }
        finds.sort_by_key(|find| find.range.start);
        found.finds.extend(finds);
    }

    /// What is spelled in the words, as far as its letters and capitals allow.
    fn hits(&self, words: &str, in_small: &mut InSmall) -> Vec<Candidate> {
        let (folded, source) = Folded::located(words);
        let mut hits = Vec::new();
        for hit in self.sought.hits(&folded) {
            let owner = &self.owners[hit.owner];
            let range = source.of(hit.start, hit.end);
            let is_whole = folded.is_edge(hit.start) && folded.is_edge(hit.end);
            if owner.strength != Strength::Whole && !is_whole {
                continue;
            }
            let written = &words[range.clone()];
            let capital = written.chars().next().is_some_and(|c| !c.is_lowercase());
            match owner.strength {
                Strength::Initials if written.chars().any(char::is_lowercase) => {}
                Strength::Part | Strength::Nickname if owner.is_ordinary && !capital => {
                    let key = (owner.who, written.to_lowercase());
                    *in_small.entry(key).or_default() += 1;
                }
                _ => hits.push(Candidate {
                    range,
                    owner: hit.owner,
                }),
            }
        }
        hits
    }

    /// The longest hits win; those at one place are of everybody whose spelling it is.
    fn settled(&self, passage: usize, words: &str, mut hits: Vec<Candidate>) -> Vec<Find> {
        let strength = |hit: &Candidate| self.owners[hit.owner].strength;
        hits.sort_by_key(|hit| {
            (
                std::cmp::Reverse(hit.range.len()),
                strength(hit),
                hit.range.start,
            )
        });
        let mut finds: Vec<Find> = Vec::new();
        for hit in hits {
            let owner = &self.owners[hit.owner];
            if let Some(same) = finds.iter_mut().find(|it| it.range == hit.range) {
                same.who.insert(owner.who);
                continue;
            }
            if finds.iter().any(|it| overlap(&it.range, &hit.range)) {
                continue;
            }
            finds.push(Find {
                passage,
                doubt: doubt(owner, words, &hit.range),
                who: BTreeSet::from([owner.who]),
                detail: owner.detail,
                range: hit.range,
            });
        }
        finds
    }
}

fn doubt(owner: &Owner, words: &str, range: &Range<usize>) -> Option<Doubt> {
    match owner.strength {
        Strength::Initials => Some(Doubt::Initials),
        _ if owner.is_ordinary && is_month(words, range) => Some(Doubt::Month),
        _ if owner.is_ordinary => Some(Doubt::Ordinary),
        Strength::Nickname => Some(Doubt::Nickname),
        Strength::Whole | Strength::Part => None,
    }
}

/// Whether a word is a month with a number beside it: "12 May", "May 2014".
fn is_month(words: &str, range: &Range<usize>) -> bool {
    const MONTHS: [&str; 4] = ["april", "may", "june", "august"];
    let word = words[range.clone()].to_lowercase();
    let digit = |word: Option<&str>| {
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let before = words[..range.start].split_whitespace().next_back();
    let after = words[range.end..].split_whitespace().next();
    MONTHS.contains(&word.as_str()) && (digit(before) || digit(after))
}

/// Adds what has the shape of a number or address: to a find that it holds, else to whoever was last named
/// before it, else to nobody.
fn join_shape(
    passage: usize,
    words: &str,
    (detail, range): (Detail, Range<usize>),
    finds: &mut Vec<Find>,
) {
    let inside = |find: &Find| overlap(&find.range, &range);
    if finds
        .iter()
        .any(|find| inside(find) && find.detail != Detail::Name)
    {
        return;
    }
    let named: BTreeSet<usize> = finds
        .iter()
        .filter(|it| inside(it))
        .flat_map(|it| it.who.clone())
        .collect();
    let by_name = !named.is_empty();
    let who = match by_name {
        true => named,
        false => last_named(words, &range, finds),
    };
    finds.retain(|find| !inside(find));
    finds.push(Find {
        passage,
        range,
        who,
        detail,
        doubt: (!by_name).then_some(Doubt::Nobody),
    });
}

/// Whoever was named last in the same sentence or line, near enough.
fn last_named(words: &str, range: &Range<usize>, finds: &[Find]) -> BTreeSet<usize> {
    let before = finds
        .iter()
        .filter(|find| find.detail == Detail::Name && find.range.end <= range.start);
    let last = before.max_by_key(|find| find.range.end);
    let near = last.filter(|find| {
        let between = &words[find.range.end..range.start];
        between.len() <= NEAR && !between.contains('\n')
    });
    near.map(|find| find.who.clone()).unwrap_or_default()
}
