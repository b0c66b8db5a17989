//! Whom the words of a record name: every text is searched once for all people, in every spelling.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bodies::{self, Bodies};
use super::details::Detail;
use super::names::{Lexicon, Strength};
use super::passages::Passage;
use super::people::Known;
use super::shapes::{Shapes, overlap};
use super::streets::Streets;
use super::values;
use super::vocabulary::Vocabulary;
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
    /// The body of whose name it is a part, for an ordinary word that is decided once for many places.
    pub body: Option<String>,
}

impl Find {
    /// Whether it is an ordinary word, a short form or initials, and may be the name of somebody whom no record of the
    /// case names, or the street on which somebody lives or the month of their birth: those are decided once a word, as
    /// they stand in many places.
    pub fn is_by_word(&self, people: &[Known]) -> bool {
        let may_be = |who: &usize| people[*who].is_elsewhere || self.detail != Detail::Name;
        let subject = |who: &usize| people[*who].is_subject;
        self.doubt.is_some_and(Doubt::is_of_word)
            && self.who.iter().any(may_be)
            && !self.who.iter().any(subject)
    }

    /// Whether it is a street without its number.
    fn is_street(&self) -> bool {
        self.detail == Detail::Home && matches!(self.doubt, Some(Doubt::Street | Doubt::Ordinary))
    }
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
    /// A street without its number.
    Street,
    /// The month of a date without the day.
    MonthOfDate,
}

impl Doubt {
    /// Whether the doubt is of the word, wherever it stands, and not of the place.
    fn is_of_word(self) -> bool {
        matches!(
            self,
            Self::Ordinary | Self::Nickname | Self::Initials | Self::MonthOfDate
        )
    }
}

/// Ordinary words that are somebody's name and stand in small letters: how often, by word and person.
pub(super) type InSmall = BTreeMap<(usize, String), usize>;

/// What one spelling stands for.
struct Owner {
    who: usize,
    detail: Detail,
    strength: Strength,
    is_ordinary: bool,
    is_elsewhere: bool,
}

/// Everything found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub finds: Vec<Find>,
    pub in_small: InSmall,
}

/// By what people are found in words.
pub(super) struct Signs<'a> {
    pub vocabulary: &'a Vocabulary<'a>,
    pub streets: &'a Streets<'a>,
    pub bodies: &'a Bodies,
}

/// Searches every text for everybody.
pub(super) fn finds(passages: &[Passage], people: &[Known], signs: &Signs<'_>) -> Found {
    let (owners, spellings) = owners(people, signs.vocabulary.lexicon);
    let each = spellings.iter().enumerate();
    let each = each.map(|(owner, words)| (owner, words.as_str()));
    let Some(sought) = Sought::new(each) else {
        return Found::default();
    };
    let searcher = Searcher {
        sought,
        signs,
        owners,
        shapes: Shapes::new(),
    };
    let mut found = Found::default();
    for (number, passage) in passages.iter().enumerate() {
        searcher.search((number, passage), &mut found);
    }
    for find in found.finds.iter_mut().filter(|it| it.is_by_word(people)) {
        let body = signs.bodies.around(&passages[find.passage], &find.range);
        find.body = body.map(str::to_owned);
    }
    found
}

fn owners(people: &[Known], lexicon: &Lexicon) -> (Vec<Owner>, Vec<String>) {
    let (mut owners, mut spellings) = (Vec::new(), Vec::new());
    for (who, known) in people.iter().enumerate() {
        let mut add = |detail, strength, is_ordinary, words: &str| {
            owners.push(Owner {
                who,
                detail,
                strength,
                is_ordinary,
                is_elsewhere: known.is_elsewhere,
            });
            spellings.push(words.to_owned());
        };
        for (spelling, is_ordinary) in known.names(lexicon) {
            add(
                Detail::Name,
                spelling.strength,
                is_ordinary,
                &spelling.words,
            );
        }
        for value in known.values() {
            let is_ordinary = value.strength == Strength::PlainStreet;
            add(value.detail, value.strength, is_ordinary, &value.words);
        }
    }
    (owners, spellings)
}

struct Searcher<'a> {
    sought: Sought,
    signs: &'a Signs<'a>,
    owners: Vec<Owner>,
    shapes: Shapes,
}

/// What a spelling means where it stands.
enum Meant {
    /// Somebody may be meant by this stretch.
    At(Range<usize>),
    /// The word is meant, as it has no capital.
    InSmall,
    /// Something else.
    Not,
}

/// A hit with its place in the words.
#[derive(Clone)]
struct Candidate {
    range: Range<usize>,
    owner: usize,
}

impl Searcher<'_> {
    fn search(&self, (number, passage): (usize, &Passage), found: &mut Found) {
        let words = passage.words.as_str();
        let mut shapes = self.shapes.in_words(words);
        // "12 March" is no house, nor is "5 Year".
        shapes.retain(|(detail, range)| {
            let word = words[range.clone()].split_whitespace().nth(1);
            *detail != Detail::Home || !word.is_some_and(|it| self.is_capital(it))
        });
        let hits = self.hits(passage, &mut found.in_small);
        let mut finds = self.settled(number, words, hits);
        for (detail, range) in shapes {
            join_shape(number, words, (detail, range), &mut finds);
        }
        finds.sort_by_key(|find| find.range.start);
        found.finds.extend(finds);
    }

    fn is_capital(&self, word: &str) -> bool {
        let capitals = &self.signs.vocabulary.lexicon.capitals;
        capitals.contains(&word.to_lowercase())
    }

    /// What is spelled in the words, as far as its letters and capitals allow.
    fn hits(&self, passage: &Passage, in_small: &mut InSmall) -> Vec<Candidate> {
        let words = passage.words.as_str();
        let (folded, source) = Folded::located(words);
        let mut hits = Vec::new();
        for hit in self.sought.hits(&folded) {
            let owner = &self.owners[hit.owner];
            let range = source.of(hit.start, hit.end);
            let is_whole = folded.is_edge(hit.start) && folded.is_edge(hit.end);
            if owner.strength != Strength::Whole && !is_whole {
                continue;
            }
            match self.meant(owner, passage, &range) {
                Meant::At(range) => hits.push(Candidate {
                    range,
                    owner: hit.owner,
                }),
                Meant::InSmall => {
                    let written = words[range].to_lowercase();
                    *in_small.entry((owner.who, written)).or_default() += 1;
                }
                Meant::Not => {}
            }
        }
        hits
    }

    /// What a spelling means where it stands.
    fn meant(&self, owner: &Owner, passage: &Passage, range: &Range<usize>) -> Meant {
        let words = passage.words.as_str();
        let Signs {
            vocabulary,
            streets,
            ..
        } = self.signs;
        let written = &words[range.clone()];
        let capital = !written.starts_with(char::is_lowercase);
        let can_be_name = || match bodies::is_body(passage) {
            true => vocabulary.can_be_part(written),
            false => vocabulary.can_be_name(words, range),
        };
        match owner.strength {
            strength if strength.is_of_street() => {
                let street = streets.in_words(words, range, strength);
                street.map_or(Meant::Not, Meant::At)
            }
            Strength::MonthOfDate if !values::is_without_day(words, range.start) => Meant::Not,
            Strength::Initials if written.contains(char::is_lowercase) => Meant::Not,
            Strength::Part | Strength::Nickname if owner.is_ordinary => {
                match (owner.is_elsewhere, capital) {
                    (false, false) => Meant::InSmall,
                    (true, false) => Meant::Not,
                    (true, true) if !can_be_name() => Meant::Not,
                    (_, true) => Meant::At(range.clone()),
                }
            }
            _ if owner.detail == Detail::Contact => {
                // The plus before a country goes with the number.
                let plus = usize::from(words[..range.start].ends_with('+'));
                Meant::At(range.start - plus..range.end)
            }
            _ => Meant::At(range.clone()),
        }
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
                // Who lives in a street of somebody's name is not meant by the name.
                if same.detail == owner.detail || !owner.strength.is_of_street() {
                    same.who.insert(owner.who);
                }
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
                body: None,
            });
        }
        finds
    }
}

fn doubt(owner: &Owner, words: &str, range: &Range<usize>) -> Option<Doubt> {
    match owner.strength {
        Strength::Initials => Some(Doubt::Initials),
        Strength::Street | Strength::StreetBeginning => Some(Doubt::Street),
        Strength::MonthOfDate => Some(Doubt::MonthOfDate),
        _ if owner.is_ordinary && is_month(words, range) => Some(Doubt::Month),
        _ if owner.is_ordinary => Some(Doubt::Ordinary),
        Strength::Nickname => Some(Doubt::Nickname),
        Strength::Whole | Strength::Part | Strength::PlainStreet => None,
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
    // With another number a street is another's home.
    let is_known = |find: &Find| inside(find) && find.detail != Detail::Name && !find.is_street();
    if finds.iter().any(is_known) {
        return;
    }
    let named: BTreeSet<usize> = finds
        .iter()
        .filter(|it| inside(it) && it.detail == Detail::Name)
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
        body: None,
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
