//! JSON as it is read: every key in its order, repeated ones too, and no digit lost.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The largest whole number that keeps all its digits as a cell's number.
const EXACT: u64 = 1 << 53;

/// A JSON value that keeps the order and the repetition of keys.
pub(super) enum Node {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The word of a simple value within a list; none for a structure.
    pub(super) fn word(self) -> Option<String> {
        match self {
            Self::Null => Some(String::new()),
            Self::Flag(flag) => Some(flag.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Text(words) => Some(words),
            Self::List(_) | Self::Object(_) => None,
        }
    }

    /// A whole number; as words where a cell's number would lose its last digits.
    fn whole(number: u64, negative: bool) -> Self {
        let sign = if negative { "-" } else { "" };
        if number <= EXACT {
            Self::Number(if negative {
                -(number as f64)
            } else {
                number as f64
            })
        } else {
            Self::Text(format!("{sign}{number}"))
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::whole(number, false))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::whole(number.unsigned_abs(), number < 0))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_str<E: de::Error>(self, words: &str) -> Result<Node, E> {
        Ok(Node::Text(words.to_owned()))
    }

    fn visit_string<E: de::Error>(self, words: String) -> Result<Node, E> {
        Ok(Node::Text(words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = entries.next_entry()? {
            pairs.push(pair);
        }
        Ok(Node::Object(pairs))
    }
}
