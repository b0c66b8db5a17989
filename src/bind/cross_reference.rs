//! Where each object of a PDF stands, written as a cross-reference stream. lopdf writes one too,
//! but not deflated: seven bytes an object, a twentieth of a packed document.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream, dictionary};

/// A type, four bytes, two bytes.
const ROW: usize = 7;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// By itself, so many bytes into the file.
    At {
        /// Bytes from the beginning.
        offset: u32,
        /// The generation it bears.
        generation: u16,
    },
    /// In an object stream.
    In {
        /// The object stream's number.
        container: u32,
        /// How many stand in it before this one.
        index: u16,
    },
}

impl Position {
    fn row(self) -> [u8; ROW] {
        let (kind, long, short) = match self {
            Self::At { offset, generation } => (1, offset, generation),
            Self::In { container, index } => (2, container, index),
        };
        let ([a, b, c, d], [e, f]) = (long.to_be_bytes(), short.to_be_bytes());
        [kind, a, b, c, d, e, f]
    }
}

/// Where each object stands, by number.
#[derive(Debug, Default)]
pub struct CrossReference(BTreeMap<u32, Position>);

impl CrossReference {
    /// Notes where an object stands.
    pub fn insert(&mut self, number: u32, position: Position) {
        self.0.insert(number, position);
    }

    /// The stream that ends a file whose trailer had these entries and whose last object has this
    /// number.
    pub fn to_stream(&self, trailer: &Dictionary, last: u32) -> Stream {
        let mut dict = Dictionary::new();
        for key in [b"Root".as_slice(), b"Info", b"ID"] {
            if let Ok(entry) = trailer.get(key) {
                dict.set(key, entry.clone());
            }
        }
        dict.set("Type", "XRef");
        dict.set("Size", i64::from(last) + 1);
        dict.set("W", [1, 4, 2].map(Object::Integer).to_vec());
        dict.set("Index", self.index());
        deflated(dict, &self.rows())
    }

    /// Number 0 is the head of the free objects and stands in no map of ours.
    fn rows(&self) -> Vec<[u8; ROW]> {
        let free = [0, 0, 0, 0, 0, 0xFF, 0xFF];
        std::iter::once(free)
            .chain(self.0.values().map(|position| position.row()))
            .collect()
    }

    /// First number and length of each unbroken run.
    fn index(&self) -> Vec<Object> {
        let mut runs: Vec<(u32, u32)> = vec![(0, 1)];
        for &number in self.0.keys() {
            match runs.last_mut() {
                Some((first, length)) if *first + *length == number => *length += 1,
                _ => runs.push((number, 1)),
            }
        }
        runs.into_iter()
            .flat_map(|(first, length)| [first.into(), length.into()])
            .collect()
    }
}

/// Rows deflated as differences from the row above, which leaves little of them.
fn deflated(dict: Dictionary, rows: &[[u8; ROW]]) -> Stream {
    let mut above = [0; ROW];
    let mut differences = Vec::with_capacity(rows.len() * (ROW + 1));
    for row in rows {
        differences.push(2);
        differences.extend(
            row.iter()
                .zip(above)
                .map(|(byte, above)| byte.wrapping_sub(above)),
        );
        above = *row;
    }
    let mut stream = Stream::new(dict, differences);
    // Where deflating gains nothing lopdf leaves the data plain, but a predictor is a parameter
    // of the filter, so such rows are written as they are.
    if stream.compress().is_ok() && stream.dict.has(b"Filter") {
        stream.dict.set(
            "DecodeParms",
            dictionary! { "Predictor" => 12, "Columns" => 7 },
        );
    } else {
        stream.set_plain_content(rows.concat());
    }
    stream
}
