//! The lines of the list, each with the records that it comes from; a record is an entry once, with the
//! digest of all that the list says of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::digest::Parts;
use crate::issue::Origin;
use crate::model::{EntryId, Record};
use crate::view::Entry;

/// Where a line comes from.
pub(super) type Source<'a> = (&'a EntryId, &'a [Origin]);

/// The source that a record is.
pub(super) fn source<R: Record>(record: &R) -> Source<'_> {
    (record.entry(), record.origins())
}

/// The records that the list tells of, in the order in which they first stand.
#[derive(Default)]
pub(super) struct Ledger {
    entries: Vec<(EntryId, Vec<Origin>, Parts)>,
    numbers: BTreeMap<EntryId, usize>,
}

impl Ledger {
    /// A line as the layout takes it: its words, and the numbers of its entries.
    pub(super) fn line<'a>(
        &mut self,
        words: &str,
        sources: impl IntoIterator<Item = Source<'a>>,
    ) -> Value {
        let mut numbers = Vec::new();
        for (entry, origins) in sources {
            let number = *self.numbers.entry(entry.clone()).or_insert_with(|| {
                let new = (entry.clone(), origins.to_vec(), Parts::default());
                self.entries.push(new);
                self.entries.len() - 1
            });
            self.entries[number].2.add(words);
            numbers.push(number);
        }
        numbers.sort_unstable();
        numbers.dedup();
        json!({ "n": numbers, "words": words })
    }

    /// The entries.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        let each = self.entries.into_iter();
        each.map(|(id, origins, digest)| Entry {
            id: id.to_string(),
            origins,
            digest: digest.hex()[..16].to_owned(),
        })
        .collect()
    }
}
