//! The words of a cell: of their own, or a stretch of the text of their file. A large CSV file has millions
//! of cells, and most of its room would go to allocations.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The words of a cell.
#[derive(Clone)]
pub struct Words(Held);

#[derive(Clone)]
enum Held {
    Own(Box<str>),
    Stretch {
        text: Arc<String>,
        from: u32,
        length: u32,
    },
}

impl Words {
    /// The words that begin at a byte of a text and are so many bytes long; words of their own where the text
    /// has no such stretch.
    pub fn stretch(text: &Arc<String>, from: usize, words: &str) -> Self {
        let is_there = text.get(from..from + words.len()) == Some(words);
        match (u32::try_from(from), u32::try_from(words.len())) {
            (Ok(from), Ok(length)) if is_there => Self(Held::Stretch {
                text: Arc::clone(text),
                from,
                length,
            }),
            _ => words.into(),
        }
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Held::Own(words) => words,
            Held::Stretch { text, from, length } => {
                let from = *from as usize;
                text.get(from..from + *length as usize)
                    .expect("the stretch was there when it was made")
            }
        }
    }
}

impl<W: Into<Box<str>>> From<W> for Words {
    fn from(words: W) -> Self {
        Self(Held::Own(words.into()))
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_what_it_says_and_small() {
        let text = Arc::new("C1,Zoë,\"x\"".to_owned());
        for (from, words) in [(0, "C1"), (3, "Zoë"), (9, "x"), (6, "other"), (90, "far")] {
            assert_eq!(&*Words::stretch(&text, from, words), words);
        }
        assert_eq!(size_of::<super::super::table::Cell>(), 32);
    }
}
