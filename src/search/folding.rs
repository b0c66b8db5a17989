//! Text as it is searched: letters and digits only, small, without accents, and apart from them
//! what stood between. So one search finds a name however it was spaced, broken or decorated, and
//! the gaps tell afterwards whether it really was that name.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What can stand between two letters, from what may well be inside a word to what parts two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A hyphen that the setting of the page put into a word, at the end of a line or not.
    Soft,
    /// An apostrophe or a hyphen.
    Joint,
    /// Room that no space fills.
    Thin,
    /// A hyphen at the end of a line.
    Hyphenated,
    /// The end of a line without one.
    Break,
    /// A space, or punctuation.
    Space,
    /// The end of one text and the beginning of another.
    Wall,
}

/// Folded text and the gaps in it.
#[derive(Debug, Default)]
pub struct Folded {
    /// Nothing but letters and digits.
    pub text: String,
    gaps: Vec<(usize, Gap)>,
    pending: Option<Gap>,
}

impl Folded {
    /// Folds one text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(text);
        folded
    }

    /// Folds one text and says for each byte of the folded one from which bytes it comes.
    pub fn located(text: &str) -> (Self, Source) {
        let mut folded = Self::default();
        let mut source = Source::default();
        for (at, character) in text.char_indices() {
            folded.push(character.encode_utf8(&mut [0; 4]));
            let place = (at, at + character.len_utf8());
            source.places.resize(folded.text.len(), place);
        }
        (folded, source)
    }

    /// Adds more text, as if it stood next to what is there.
    pub fn push(&mut self, text: &str) {
        self.text.reserve(text.len());
        for character in text.chars() {
            match character {
                'a'..='z' | '0'..='9' => self.letter(character, true),
                'A'..='Z' => self.letter(character.to_ascii_lowercase(), false),
                '\0'..='\x7F' | '\u{2009}' => self.gap(gap(character)),
                '\u{AD}' => self.gap(Gap::Soft),
                _ if is_unseen(character) => {}
                _ => decompose_compatible(character, |part| self.part(part)),
            }
        }
    }

    /// Ends one text.
    pub fn wall(&mut self) {
        self.gap(Gap::Wall);
    }

    fn part(&mut self, part: char) {
        if is_combining_mark(part) {
            return;
        }
        if part.is_alphanumeric() {
            let goes_on = !part.is_uppercase();
            part.to_lowercase()
                .for_each(|small| plain(small).chars(small, |c| self.letter(c, goes_on)));
        } else {
            self.gap(gap(part));
        }
    }

    /// A word that the setting of the page broke goes on with a small letter: there "authori-ty" is one word,
    /// and does not name Ty. Before a capital something else may have begun.
    fn letter(&mut self, letter: char, goes_on: bool) {
        match self.pending.take() {
            Some(Gap::Soft) if goes_on => {}
            Some(Gap::Soft) => self.gaps.push((self.text.len(), Gap::Hyphenated)),
            Some(gap) => self.gaps.push((self.text.len(), gap)),
            None => {}
        }
        self.text.push(letter);
    }

    /// Gaps on end are one gap, the widest of them.
    fn gap(&mut self, gap: Gap) {
        self.pending = Some(match (self.pending, gap) {
            (Some(Gap::Soft), Gap::Break) => Gap::Soft,
            (Some(Gap::Joint), Gap::Break) => Gap::Hyphenated,
            (Some(before), gap) => before.max(gap),
            (None, gap) => gap,
        });
    }

    /// The gaps after the first letter of a stretch and before its last.
    pub fn gaps_within(&self, start: usize, end: usize) -> &[(usize, Gap)] {
        let from = self.gaps.partition_point(|(at, _)| *at <= start);
        let to = self.gaps.partition_point(|(at, _)| *at < end);
        self.gaps.get(from..to).unwrap_or_default()
    }

    /// Whether a word can begin or end here: at a gap, or between a letter and a digit.
    pub fn is_edge(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at..].chars().next();
        let (Some(before), Some(after)) = (before, after) else {
            return true;
        };
        before.is_numeric() != after.is_numeric() || self.is_gap(at)
    }

    /// Whether something stands here that parts words; the step from a letter to a digit alone does not.
    pub fn is_parted(&self, at: usize) -> bool {
        at == 0 || at >= self.text.len() || self.is_gap(at)
    }

    /// Whether anything stands in front of this letter.
    pub fn is_gap(&self, at: usize) -> bool {
        self.gaps.binary_search_by_key(&at, |(at, _)| *at).is_ok()
    }
}

/// Where each byte of a folded text comes from.
#[derive(Debug, Default)]
pub struct Source {
    places: Vec<(usize, usize)>,
}

impl Source {
    /// The bytes of the text from which a stretch of the folded one comes.
    pub fn of(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.places.get(start).map_or(0, |place| place.0);
        let last = end.checked_sub(1).and_then(|at| self.places.get(at));
        first..last.map_or(first, |place| place.1)
    }
}

fn gap(character: char) -> Gap {
    match character {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => Gap::Break,
        '\u{2009}' => Gap::Thin,
        '-'
        | '\''
        | '`'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2018}'
        | '\u{2019}'
        | '\u{2BC}'
        | '\u{2032}'
        | '\u{B4}'
        | '\u{5F3}'
        | '\u{5BE}' => Gap::Joint,
        _ => Gap::Space,
    }
}

/// Marks of direction, joiners, and the stroke that lengthens an Arabic word.
fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{640}' | '\u{61C}' | '\u{34F}')
}

/// Letters that have no accent to take off and still are written without.
fn plain(letter: char) -> Plain {
    Plain(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        _ => "",
    })
}

/// A letter's plain spelling; empty where it is its own.
struct Plain(&'static str);

impl Plain {
    fn chars(&self, own: char, mut each: impl FnMut(char)) {
        if self.0.is_empty() {
            each(own)
        } else {
            self.0.chars().for_each(each)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Gap};

    fn gaps(text: &str) -> Vec<(usize, Gap)> {
        Folded::of(text).gaps
    }

    #[test]
    fn folds_to_bare_letters() {
        let same = [
            ("Müller", "muller"),
            ("ﬁne", "fine"),
            ("Ｋim", "kim"),
            ("STRAẞE", "strasse"),
        ];
        let more = [
            ("Zoë\u{200D}", "zoe"),
            ("Łukasz", "lukasz"),
            ("Σωκράτης", "σωκρατησ"),
            ("x²", "x2"),
        ];
        for (text, folded) in same.iter().chain(&more) {
            assert_eq!(Folded::of(text).text, *folded);
        }
    }

    #[test]
    fn knows_where_letters_came_from() {
        let text = "met Zoë\u{AD}’s Ander-\nson";
        let (folded, source) = Folded::located(text);
        assert_eq!(folded.text, "metzoesanderson");
        assert_eq!(&text[source.of(3, 6)], "Zoë");
        assert_eq!(&text[source.of(7, 15)], "Ander-\nson");
    }

    #[test]
    fn keeps_what_stood_between() {
        assert_eq!(gaps("O’Brien"), [(1, Gap::Joint)]);
        assert_eq!(gaps("Ander-\nson"), [(5, Gap::Hyphenated)]);
        assert_eq!(gaps("Ander\u{AD}\nson"), []);
        assert_eq!(gaps("ANDER\u{AD}\nSON"), [(5, Gap::Hyphenated)]);
        assert_eq!(gaps("authori\u{AD}\nTy"), [(7, Gap::Hyphenated)]);
        assert_eq!(gaps("authori\u{AD} ty"), [(7, Gap::Space)]);
        assert_eq!(gaps("Kim  \n Smith"), [(3, Gap::Space)]);
        assert_eq!(gaps("Kim\nSmith"), [(3, Gap::Break)]);
    }
}
