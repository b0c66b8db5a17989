//! The words and numbers that a date is made of.

use std::str::FromStr;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    /// A number, and how many digits it was written with.
    Number(u32, usize),
    /// A word, most often a month.
    Word(&'a str),
    /// A part recorded as unknown, such as `zz`.
    Unknown,
}

/// What may stand between the parts besides one mark.
const BLANKS: [char; 3] = [' ', ',', '\u{A0}'];

/// Up to three parts, kept without a heap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a> {
    parts: [Token<'a>; 3],
    count: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn as_slice(&self) -> &[Token<'a>] {
        &self.parts[..self.count]
    }
}

impl<'a> std::ops::Index<usize> for Tokens<'a> {
    type Output = Token<'a>;

    fn index(&self, index: usize) -> &Token<'a> {
        &self.as_slice()[index]
    }
}

/// The parts of a date between spaces and marks; none where there are more than three, or other
/// characters among them.
pub(super) fn tokens(text: &str) -> Option<Tokens<'_>> {
    let mut found = Tokens {
        parts: [Token::Unknown; 3],
        count: 0,
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (part, behind) = first_part(rest)?;
        let behind = behind.trim_start_matches(BLANKS);
        rest = behind
            .strip_prefix(['/', '-', '.'])
            .unwrap_or(behind)
            .trim_start_matches(BLANKS);
        if let Some(token) = token(part)? {
            *found.parts.get_mut(found.count)? = token;
            found.count += 1;
        }
    }
    Some(found)
}

/// The first run of digits, or of letters, and what is behind it.
fn first_part(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let marks = text.bytes().take_while(|&b| b == b'?').count();
    match digits.max(letters).max(marks) {
        0 => None,
        length => Some(text.split_at(without_ordinal(text, length))),
    }
}

/// The length of a part; an ordinal's letters ("12th") belong to its number.
fn without_ordinal(text: &str, length: usize) -> usize {
    let ordinal = text.as_bytes()[0].is_ascii_digit()
        && text.get(length..length + 2).is_some_and(|letters| {
            ["st", "nd", "rd", "th"]
                .iter()
                .any(|end| end.eq_ignore_ascii_case(letters))
        });
    if ordinal { length + 2 } else { length }
}

/// The token of a part: none inside for a weekday, which says nothing new; none at all where the
/// part can be in no date.
fn token(part: &str) -> Option<Option<Token<'_>>> {
    let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() && digits.as_bytes()[0].is_ascii_digit() {
        let number = u32::from_str(digits).ok()?;
        return Some(Some(Token::Number(number, digits.len())));
    }
    if is_unknown(part) {
        return Some(Some(Token::Unknown));
    }
    Some((!is_weekday(part)).then_some(Token::Word(part)))
}

fn is_unknown(word: &str) -> bool {
    let dummies = |letter: u8| word.bytes().all(|b| b.eq_ignore_ascii_case(&letter));
    (matches!(word.len(), 2 | 4) && (dummies(b'z') || dummies(b'x') || dummies(b'?')))
        || ["unknown", "nk"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    DAYS.iter().any(|day| abbreviates(word, day, &[3, 4, 5]))
}

/// The number of a month by its name, or the name cut short.
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| abbreviates(word, name, &[3, 4]))
        .map(|(number, _)| number)
}

/// Whether the word is the name, or its beginning of one of these lengths.
fn abbreviates(word: &str, name: &str, lengths: &[usize]) -> bool {
    word.len() == name.len() && word.eq_ignore_ascii_case(name)
        || lengths.contains(&word.len())
            && name
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
}
