//! One spelling of what is sought, and the rule by which letters that match are it or an accident
//! ("there's a" is not Theresa).

use super::folding::{Folded, Gap};

/// Shorter words stand inside too many others to count there.
const SHORT: usize = 5;

/// Two letters end every postcode: beside a digit they are no name.
const SHORTEST: usize = 3;

/// Words this long are hardly put together from others by accident.
const LONG: usize = 8;

/// One way in which what is sought can stand in a text.
pub(super) struct Pattern {
    /// Whose spelling it is.
    pub owner: usize,
    /// Its letters, and what stands between them.
    pub folded: Folded,
    letters: usize,
    /// Digits for the most part: telephone numbers and the like, which everyone groups differently.
    is_number: bool,
}

impl Pattern {
    /// Every way in which a spelling reaches a page; none where it has no letters.
    pub fn all(owner: usize, spelling: &str) -> impl Iterator<Item = Self> {
        let each = spellings(spelling).into_iter();
        each.map(move |spelling| Self::new(owner, &spelling))
            .filter(|pattern| pattern.letters > 0)
    }

    fn new(owner: usize, spelling: &str) -> Self {
        let folded = Folded::of(spelling);
        let letters = folded.text.chars().count();
        let digits = folded
            .text
            .chars()
            .filter(|letter| letter.is_ascii_digit())
            .count();
        Self {
            owner,
            folded,
            letters,
            is_number: digits >= SHORT && digits * 2 > letters,
        }
    }

    /// Whether the letters found are this spelling, by what stands between and around them.
    pub fn is_at(&self, text: &Folded, start: usize, end: usize) -> bool {
        let gaps = text.gaps_within(start, end);
        if gaps.iter().any(|(_, gap)| *gap == Gap::Wall) {
            return false;
        }
        let whole = if self.letters < SHORTEST {
            text.is_parted(start) && text.is_parted(end)
        } else {
            text.is_edge(start) && text.is_edge(end)
        };
        if self.is_number {
            return whole;
        }
        // "K Smith" is not in "last week Smith".
        if self.folded.is_gap(1) && !text.is_edge(start) {
            return false;
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
            Gap::Soft | Gap::Thin | Gap::Hyphenated => true,
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
