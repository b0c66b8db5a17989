//! Words as they may be shown: runs of words, and gaps where words were withheld. A withheld
//! passage is a gap from the moment of withholding; its words are nowhere behind it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How long a withheld passage was, told by band only (rule 28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// A name.
    Name,
    /// Up to a dozen words.
    FewWords,
    /// Up to a page.
    Passage,
    /// A page or more.
    PageOrMore,
}

impl Band {
    /// The band of a passage that was withheld.
    pub fn of(words: &str) -> Self {
        // A street or a telephone number is no name, however short.
        let numbered = words.contains(|c: char| c.is_ascii_digit());
        match words.split_whitespace().count() {
            0..=3 if !numbered => Self::Name,
            0..=3 => Self::FewWords,
            4..=12 => Self::FewWords,
            13..=350 => Self::Passage,
            _ => Self::PageOrMore,
        }
    }
}

/// Where words were withheld.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gap {
    /// The reason's name in the layouts' wording, such as `restricted`.
    pub reason: String,
    /// How much was withheld.
    pub band: Band,
}

/// Words with a number and a ground beside them: what a second reviewer is shown that is to be withheld (rule 34).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marked {
    /// The number under which a list tells more.
    pub number: u32,
    /// Why, in a word or two: "another person", "silent".
    pub ground: Box<str>,
    /// The words, which stand as they are.
    pub words: Box<str>,
}

/// A stretch of words, or a gap.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// Words, cleaned on reading.
    Words(Box<str>),
    /// Words that a second reviewer is shown with a mark.
    Marked(Marked),
    /// Words withheld.
    Gap(Gap),
}

impl Run {
    /// The words, marked or not; none of a gap.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            Self::Marked(marked) => Some(&marked.words),
            Self::Gap(_) => None,
        }
    }
}

/// Words, most often one run of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text(Box<[Run]>);

impl Text {
    /// Words with nothing withheld.
    pub fn words(words: impl Into<Box<str>>) -> Self {
        Self(Box::new([Run::Words(words.into())]))
    }

    /// A gap in place of all words.
    pub fn gap(reason: &str, band: Band) -> Self {
        Self(Box::new([Run::Gap(Gap {
            reason: reason.to_owned(),
            band,
        })]))
    }

    /// The text made of these runs.
    pub fn of(runs: Vec<Run>) -> Self {
        Self(runs.into_boxed_slice())
    }

    /// The runs in order.
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// The words that are shown, gaps left out.
    pub fn shown(&self) -> String {
        match &*self.0 {
            [Run::Words(words)] => words.to_string(),
            runs => runs.iter().filter_map(Run::words).collect(),
        }
    }

    /// Whether any words are shown.
    pub fn is_blank(&self) -> bool {
        self.0
            .iter()
            .all(|run| run.words().is_some_and(|words| words.trim().is_empty()))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|run| match run {
            Run::Words(words) => f.write_str(words),
            Run::Marked(marked) => f.write_str(&marked.words),
            Run::Gap(_) => f.write_str("[…]"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_keeps_no_words() {
        let text = Text::of(vec![
            Run::Words("Seen with ".into()),
            Run::Gap(Gap {
                reason: "restricted".into(),
                band: Band::of("Invented Person"),
            }),
        ]);
        assert_eq!(text.shown(), "Seen with ");
        assert_eq!(text.to_string(), "Seen with […]");
    }

    #[test]
    fn bands_tell_little() {
        assert_eq!(Band::of("one two three four"), Band::FewWords);
        assert_eq!(Band::of("4 Invented Row"), Band::FewWords);
        assert_eq!(Band::of(&"word ".repeat(400)), Band::PageOrMore);
    }
}
