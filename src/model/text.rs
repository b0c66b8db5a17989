//! Words as they may be shown: runs of words, and gaps where words were withheld. A withheld
//! passage is a gap from the moment of withholding; its words are nowhere behind it.

use std::fmt;
use std::sync::Arc;

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
    /// Words, cleaned on reading. The rows of a column that say the same share them.
    Words(#[serde(with = "crate::issue::shared_str")] Arc<str>),
    /// Words that a second reviewer is shown with a mark.
    Marked(Box<Marked>),
    /// Words withheld.
    Gap(Box<Gap>),
}

impl Run {
    /// A gap.
    pub fn gap(reason: impl Into<String>, band: Band) -> Self {
        let reason = reason.into();
        Self::Gap(Box::new(Gap { reason, band }))
    }

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
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Run>", into = "Vec<Run>")]
pub struct Text(Runs);

/// One run stands without a list of its own: a large export holds millions of them.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Runs {
    One(Run),
    Several(Box<[Run]>),
}

impl From<Vec<Run>> for Text {
    fn from(runs: Vec<Run>) -> Self {
        Self::of(runs)
    }
}

impl From<Text> for Vec<Run> {
    fn from(text: Text) -> Self {
        match text.0 {
            Runs::One(run) => vec![run],
            Runs::Several(runs) => runs.into(),
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Text").field(&self.runs()).finish()
    }
}

impl Text {
    /// Words with nothing withheld.
    pub fn words(words: impl Into<Arc<str>>) -> Self {
        Self(Runs::One(Run::Words(words.into())))
    }

    /// A gap in place of all words.
    pub fn gap(reason: &str, band: Band) -> Self {
        Self(Runs::One(Run::gap(reason, band)))
    }

    /// The text made of these runs.
    pub fn of(runs: Vec<Run>) -> Self {
        Self(match <[Run; 1]>::try_from(runs) {
            Ok([run]) => Runs::One(run),
            Err(runs) => Runs::Several(runs.into_boxed_slice()),
        })
    }

    /// The runs in order.
    pub fn runs(&self) -> &[Run] {
        match &self.0 {
            Runs::One(run) => std::slice::from_ref(run),
            Runs::Several(runs) => runs,
        }
    }

    /// The words that are shown, gaps left out.
    pub fn shown(&self) -> String {
        match self.runs() {
            [Run::Words(words)] => words.to_string(),
            runs => runs.iter().filter_map(Run::words).collect(),
        }
    }

    /// Whether any words are shown.
    pub fn is_blank(&self) -> bool {
        self.runs()
            .iter()
            .all(|run| run.words().is_some_and(|words| words.trim().is_empty()))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.runs().iter().try_for_each(|run| match run {
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
            Run::gap("restricted", Band::of("Invented Person")),
        ]);
        assert_eq!(text.shown(), "Seen with ");
        assert_eq!(text.to_string(), "Seen with […]");
    }

    #[test]
    fn a_text_is_as_small_as_a_run_of_words() {
        assert_eq!(size_of::<crate::model::Recorded<Text>>(), size_of::<Run>());
        assert_eq!(size_of::<Run>(), 24);
    }

    #[test]
    fn bands_tell_little() {
        assert_eq!(Band::of("one two three four"), Band::FewWords);
        assert_eq!(Band::of("4 Invented Row"), Band::FewWords);
        assert_eq!(Band::of(&"word ".repeat(400)), Band::PageOrMore);
    }
}
