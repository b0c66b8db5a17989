//! How a case record is divided into volumes: by pages, once they are known, between entries.

use std::ops::Range;

use crate::view::View;
use crate::wording::Wording;

/// A volume of a case record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Its number, from 1.
    pub number: usize,
    /// How many volumes there are.
    pub of: usize,
    /// Which of the record's entries it holds.
    pub entries: Range<usize>,
}

impl Volume {
    /// "Volume 1 of 3".
    pub fn in_words(&self, wording: &Wording) -> String {
        wording
            .fill("case_record.volume", &self.number.to_string())
            .replacen("{of}", &self.of.to_string(), 1)
    }
}

/// Pages that a later volume has before its first entry: its cover with the contents.
const COVER: usize = 3;
/// Pages that a volume has after its last entry: the short forms.
const END: usize = 2;

/// The volumes of a record: each with at most `limit` pages, unless a single entry is longer than that.
/// `places` is on which page each entry begins when the record is set as one document of so many
/// `pages`. A limit of 0 means none, and one volume is no division: then there are none.
pub fn split(entries: usize, places: &[(usize, usize)], pages: usize, limit: usize) -> Vec<Volume> {
    if limit == 0 || pages <= limit {
        return Vec::new();
    }
    let mut begins = vec![1; entries];
    for (entry, page) in places {
        if let Some(begin) = begins.get_mut(*entry) {
            *begin = *page;
        }
    }
    let ends = |at: usize| begins.get(at + 1).copied().unwrap_or(pages);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut first, mut page) = (0, 1);
    for (at, begin) in begins.iter().enumerate() {
        // The first volume's pages before the entries are counted with it.
        let room = match ranges.is_empty() {
            true => limit.saturating_sub(END),
            false => limit.saturating_sub(COVER + END),
        };
        if at > first && ends(at) + 1 - page > room {
            ranges.push(first..at);
            (first, page) = (at, *begin);
        }
    }
    ranges.push(first..entries);
    let of = ranges.len();
    if of < 2 {
        return Vec::new();
    }
    let each = ranges.into_iter().enumerate();
    each.map(|(at, entries)| Volume {
        number: at + 1,
        of,
        entries,
    })
    .collect()
}

/// Letters of a line at most, lines of a page at least, as the layout sets them.
const LINE: usize = 70;
const PAGE: usize = 40;

/// How many pages a record surely does not exceed, by the room of all that it says: no line of it is set
/// for this.
pub fn most_pages(view: &View) -> usize {
    let lines = lines_in(&view.body);
    lines / PAGE + view.face.not_held.len() / PAGE + 3
}

/// Each piece of words begins a line, at most, and leaves one free.
fn lines_in(value: &serde_json::Value) -> usize {
    use crate::assemble::shared::room::room;
    match value {
        serde_json::Value::String(words) => room(words) / LINE + 2,
        serde_json::Value::Array(items) => items.iter().map(lines_in).sum(),
        serde_json::Value::Object(fields) => fields.values().map(lines_in).sum::<usize>() + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_cut_between_entries_and_hold_them_all() {
        // Ten entries, each three pages long, after two pages of cover and front sheet.
        let places: Vec<(usize, usize)> = (0..10).map(|at| (at, 3 + at * 3)).collect();
        let volumes = split(10, &places, 32, 16);
        let ranges: Vec<_> = volumes.iter().map(|it| it.entries.clone()).collect();
        assert_eq!(ranges, [0..3, 3..6, 6..9, 9..10]);
        assert!(volumes.iter().all(|it| it.of == 4));
        assert!(split(10, &places, 32, 32).is_empty());
        assert!(split(10, &places, 32, 0).is_empty());
    }

    #[test]
    fn an_entry_longer_than_a_volume_has_one_of_its_own() {
        let places = [(0, 2), (1, 3), (2, 40)];
        let volumes = split(3, &places, 41, 10);
        let ranges: Vec<_> = volumes.iter().map(|it| it.entries.clone()).collect();
        assert_eq!(ranges, [0..1, 1..2, 2..3]);
    }
}
