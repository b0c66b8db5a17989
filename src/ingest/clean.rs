//! Words made fit to print. A single private-use or control character loses a whole document at
//! the typesetter, so each is replaced or left out here, where its cell is still known.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What was done to a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Joined with its neighbours into composed form; no character is named for this.
    Composed,
    /// Replaced by its plain form, as a bullet of a symbol font.
    Replaced,
    /// Left out, having no visible form.
    Dropped,
    /// Replaced by a visible mark such as `[U+1F600]`, as it cannot be printed.
    Marked,
}

/// Which characters were changed, each once, in the order met. Blanks at line ends and ways of
/// ending a line say nothing and are not listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(Vec<(Change, char)>);

impl Changes {
    /// Whether nothing of note was changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any character was changed in this way.
    pub fn has(&self, change: Change) -> bool {
        self.0.iter().any(|(made, _)| *made == change)
    }

    /// The code points changed in one of these ways, as `U+F0B7, U+FEFF`.
    pub fn points(&self, changes: &[Change]) -> String {
        let named = self.0.iter().filter(|(made, _)| changes.contains(made));
        named
            .map(|(_, c)| code_point(*c))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn note(&mut self, change: Change, c: char) {
        if !self.0.contains(&(change, c)) {
            self.0.push((change, c));
        }
    }
}

/// Words as they may be printed, and what was changed on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The words.
    pub text: Box<str>,
    /// What was changed.
    pub changes: Changes,
}

/// Cleans words for printing in faces that cover certain characters. ASCII is taken as covered.
pub fn clean(text: &str, covers: &dyn Fn(char) -> bool) -> Cleaned {
    let text = text.trim();
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Cleaned {
            text: text.into(),
            changes: Changes::default(),
        };
    }
    let mut changes = Changes::default();
    let composed = composed(text, &mut changes);
    let mut kept = String::with_capacity(composed.len());
    let mut letters = composed.chars().peekable();
    while let Some(c) = letters.next() {
        match fate(c, covers) {
            // The line feed behind it ends the line.
            Fate::Line if c == '\r' && letters.peek() == Some(&'\n') => {}
            Fate::Line => end_line(&mut kept),
            Fate::Kept => kept.push(c),
            Fate::Blank => kept.push(' '),
            Fate::Gone => {}
            Fate::Changed(change, instead) => {
                changes.note(change, c);
                kept.push_str(&instead);
            }
        }
    }
    Cleaned {
        text: kept.trim().into(),
        changes,
    }
}

/// A code point as it is named in reports and marks.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The composed form, which faces and searches expect.
fn composed<'a>(text: &'a str, changes: &mut Changes) -> Cow<'a, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.into();
    }
    let composed: String = text.nfc().collect();
    if composed != text {
        changes.0.push((Change::Composed, '\u{0}'));
    }
    composed.into()
}

/// Ends a line without blanks at its end, and leaves at most one line empty.
fn end_line(kept: &mut String) {
    kept.truncate(kept.trim_end_matches(' ').len());
    if !kept.ends_with("\n\n") {
        kept.push('\n');
    }
}

/// What becomes of a character.
enum Fate {
    Kept,
    Line,
    Blank,
    /// Left out without a word, as a selector of a face that does not have it.
    Gone,
    Changed(Change, Cow<'static, str>),
}

fn fate(c: char, covers: &dyn Fn(char) -> bool) -> Fate {
    let dropped = || Fate::Changed(Change::Dropped, "".into());
    match c {
        ' '..='~' => Fate::Kept,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Line,
        '\t' => Fate::Blank,
        _ if c.is_control() || is_noncharacter(c) || c == '\u{FEFF}' => dropped(),
        // They turn the direction of what follows, and so can hide or reorder words.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => dropped(),
        // Bullets of Symbol and Wingdings, as pasted from Word.
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' => Fate::Changed(Change::Replaced, "•".into()),
        _ if is_private(c) || is_prefix_format(c) => marked(c),
        // The typesetter passes these whether the face has them or not.
        '\u{AD}' | '\u{200D}' | '\u{FE0F}' => Fate::Kept,
        _ if covers(c) => Fate::Kept,
        // A hyphen at which no line may break is a hyphen.
        '\u{2010}' | '\u{2011}' => Fate::Changed(Change::Replaced, "-".into()),
        _ if is_ignorable(c) => Fate::Gone,
        _ if c.is_whitespace() => Fate::Blank,
        _ => marked(c),
    }
}

fn marked(c: char) -> Fate {
    Fate::Changed(Change::Marked, format!("[{}]", code_point(c)).into())
}

fn is_noncharacter(c: char) -> bool {
    let point = u32::from(c);
    (0xFDD0..=0xFDEF).contains(&point) || point & 0xFFFE == 0xFFFE
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Format characters that PDF/A refuses even where a face has them.
fn is_prefix_format(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}'
            | '\u{6DD}'
            | '\u{70F}'
            | '\u{890}'..='\u{891}'
            | '\u{8E2}'
            | '\u{110BD}'
            | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}'
    )
}

/// Characters that Unicode says to show as nothing where a face lacks them.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A face with Latin letters, common marks and a bullet.
    fn latin(c: char) -> bool {
        matches!(c, '\u{A0}'..='\u{24F}' | '\u{2010}'..='\u{2026}' | '\u{301}')
    }

    #[test]
    fn each_character_has_its_fate() {
        for (text, expected, changed) in [
            ("Plain words.", "Plain words.", ""),
            ("  Blank ends \u{A0}", "Blank ends", ""),
            ("Zoë’s “friend” – £5", "Zoë’s “friend” – £5", ""),
            ("Zoe\u{308}", "Zoë", ""),
            ("q\u{301}", "q\u{301}", ""),
            ("a \r\nb\rc\n\n\n\nd\te", "a\nb\nc\n\nd e", ""),
            ("a\u{B}b\u{2028}c", "a\nb\nc", ""),
            ("\u{F0B7} one", "• one", "U+F0B7"),
            ("\u{F0FC}", "[U+F0FC]", "U+F0FC"),
            ("a\u{1}b\u{7F}c\u{9D}d", "abcd", "U+0001, U+007F, U+009D"),
            (
                "a\u{FEFF}b\u{FFFE}c\u{FDD0}d\u{1FFFF}",
                "abcd",
                "U+FEFF, U+FFFE, U+FDD0, U+1FFFF",
            ),
            (
                "a\u{202E}b\u{202C}\u{2066}c",
                "abc",
                "U+202E, U+202C, U+2066",
            ),
            (
                "\u{1F600}\u{1F600}\u{FE0E}",
                "[U+1F600][U+1F600]",
                "U+1F600",
            ),
            ("soft\u{AD}hyphen", "soft\u{AD}hyphen", ""),
            ("a\u{2003}b\u{200B}c", "a bc", ""),
            ("\u{600}5", "[U+0600]5", "U+0600"),
            ("\u{10FFFD}", "[U+10FFFD]", "U+10FFFD"),
        ] {
            let cleaned = clean(text, &latin);
            assert_eq!(&*cleaned.text, expected, "{text:?}");
            let all = [Change::Replaced, Change::Dropped, Change::Marked];
            assert_eq!(cleaned.changes.points(&all), changed, "{text:?}");
        }
    }

    #[test]
    fn composing_is_told_without_a_character() {
        let changes = clean("Zoe\u{308}", &latin).changes;
        assert!(changes.has(Change::Composed) && !changes.has(Change::Marked));
        assert!(clean("Zoë", &latin).changes.is_empty());
    }

    #[test]
    fn cleaned_words_stay_as_they_are() {
        for text in [
            "a \n\n\n b\u{FE0F}",
            "x\u{F0D8}\u{1F468}\u{200D}\u{1F469}",
            "é\r\n\r\n\r\ne\u{301}",
        ] {
            let once = clean(text, &latin);
            assert_eq!(
                clean(&once.text, &latin),
                Cleaned {
                    changes: Changes::default(),
                    ..once
                }
            );
        }
    }
}
