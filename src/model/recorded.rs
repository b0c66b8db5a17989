//! The three kinds of absence, and presence (rule 1). A reader of an export knows what its layout
//! can carry; no later stage may guess.

use serde::Serialize;

/// A field of a record: absent in one of three ways, or a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recorded<T> {
    /// The layout cannot carry the field: "not in this export".
    #[default]
    NotCarried,
    /// The layout can, and the cell is empty: "not recorded".
    Empty,
    /// Recorded as none: "none".
    None,
    /// Recorded.
    Value(T),
}

impl<T> Recorded<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::NotCarried | Self::Empty | Self::None => None,
        }
    }

    /// Whether the layout could have carried it.
    pub fn is_carried(&self) -> bool {
        !matches!(self, Self::NotCarried)
    }

    /// The same absence, or the value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Recorded<U> {
        match self {
            Self::NotCarried => Recorded::NotCarried,
            Self::Empty => Recorded::Empty,
            Self::None => Recorded::None,
            Self::Value(value) => Recorded::Value(change(value)),
        }
    }
}

impl<T> From<Option<T>> for Recorded<T> {
    /// A field that is carried: a value or an empty cell.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::Value)
    }
}
