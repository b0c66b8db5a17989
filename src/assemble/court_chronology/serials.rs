//! Serial numbers. What was filed keeps its number as long as it says the same; what says something
//! else, or is new, carries the numbering on (rule 17).

use std::collections::{BTreeMap, BTreeSet};

use crate::view::{FiledEntry, Filing};

/// What numbering needs to know of an entry.
#[derive(Debug, Clone)]
pub struct Unnumbered {
    /// The stable names of the records that it tells.
    pub entries: Vec<String>,
    /// The digest of the printed words.
    pub digest: String,
}

/// The number of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// The serial number.
    pub serial: u32,
    /// The filed number that it corrects.
    pub corrects: Option<u32>,
    /// Whether it stands under this number in something filed.
    pub is_filed: bool,
}

/// Numbers the entries, which come in the order in which they are printed.
pub fn number(entries: &[Unnumbered], filings: &[Filing]) -> Vec<Numbered> {
    let filed = Filed::of(filings);
    let mut next = filed.last + 1;
    let mut taken = BTreeSet::new();
    let mut numbered: Vec<Option<Numbered>> = entries
        .iter()
        .map(|entry| {
            // Two entries may have been one when they were filed; only one of them keeps its number.
            let (serial, digest) = filed.latest(entry)?;
            let same = digest == entry.digest && taken.insert(serial);
            same.then_some(Numbered {
                serial,
                corrects: None,
                is_filed: true,
            })
        })
        .collect();
    for (slot, entry) in numbered.iter_mut().zip(entries) {
        if slot.is_none() {
            let corrects = filed.latest(entry).map(|(serial, _)| serial);
            *slot = Some(Numbered {
                serial: next,
                corrects: corrects.filter(|serial| taken.insert(*serial)),
                is_filed: false,
            });
            next += 1;
        }
    }
    numbered.into_iter().flatten().collect()
}

/// The filed numbers whose entry is no longer among these, latest versions only.
pub fn gone(entries: &[Unnumbered], filings: &[Filing]) -> Vec<u32> {
    let filed = Filed::of(filings);
    let present: BTreeSet<u32> = entries.iter().flat_map(|entry| filed.all(entry)).collect();
    let superseded: BTreeSet<u32> = filings
        .iter()
        .flat_map(|filing| &filing.entries)
        .filter_map(|entry| entry.corrects)
        .collect();
    let latest = filed.digests.keys();
    latest
        .filter(|serial| !present.contains(serial) && !superseded.contains(serial))
        .copied()
        .collect()
}

/// A serial number of these entries that a filing has given to other words: they were numbered before
/// that filing, and may not be filed any more.
pub fn conflict(entries: &[FiledEntry], filings: &[Filing]) -> Option<u32> {
    let filed = Filed::of(filings);
    let other = entries.iter().find(|entry| {
        let known = filed.digests.get(&entry.serial);
        let same_record = || {
            let names = entry.entries.iter();
            let mut serials = names.filter_map(|name| filed.serials.get(name.as_str()));
            serials.any(|serials| serials.contains(&entry.serial))
        };
        known.is_some_and(|digest| **digest != entry.digest || !same_record())
    });
    other.map(|entry| entry.serial)
}

/// Everything filed so far.
struct Filed<'a> {
    /// For each record, the numbers under which it was filed, in order.
    serials: BTreeMap<&'a str, BTreeSet<u32>>,
    /// The digest under each number.
    digests: BTreeMap<u32, &'a str>,
    last: u32,
}

impl<'a> Filed<'a> {
    fn of(filings: &'a [Filing]) -> Self {
        let mut filed = Self {
            serials: BTreeMap::new(),
            digests: BTreeMap::new(),
            last: 0,
        };
        for entry in filings.iter().flat_map(|filing| &filing.entries) {
            // The first filing of a number says what it means, for good.
            filed.digests.entry(entry.serial).or_insert(&entry.digest);
            filed.last = filed.last.max(entry.serial);
            for name in &entry.entries {
                filed.serials.entry(name).or_default().insert(entry.serial);
            }
        }
        filed
    }

    fn all(&self, entry: &Unnumbered) -> BTreeSet<u32> {
        let names = entry.entries.iter();
        let each = names.filter_map(|name| self.serials.get(name.as_str()));
        each.flatten().copied().collect()
    }

    /// The latest number of an entry: the latest that says the same, else the latest.
    fn latest(&self, entry: &Unnumbered) -> Option<(u32, &'a str)> {
        let all = self.all(entry);
        let digest = |serial: &u32| self.digests.get(serial).copied().unwrap_or_default();
        let latest = all.last()?;
        // What went back to earlier words says again what the earlier number says, but a reader
        // has been told of a correction since, so that only the latest counts.
        Some((*latest, digest(latest)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(name: &str, words: &str) -> Unnumbered {
        Unnumbered {
            entries: vec![name.to_owned()],
            digest: words.to_owned(),
        }
    }

    fn filing(entries: &[Unnumbered], numbered: &[Numbered], only_new: bool) -> Filing {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let each = entries.iter().zip(numbered);
        let each = each.filter(|(_, number)| !only_new || !number.is_filed);
        Filing {
            part: None,
            hearing: day,
            on: day,
            window_from: day,
            entries: each
                .map(|(entry, number)| FiledEntry {
                    serial: number.serial,
                    entries: entry.entries.clone(),
                    digest: entry.digest.clone(),
                    corrects: number.corrects,
                })
                .collect(),
        }
    }

    #[test]
    fn an_addendum_carries_the_numbers_on_and_cites_what_it_corrects() {
        let first = [entry("a", "1"), entry("b", "1")];
        let filed = [filing(&first, &number(&first, &[]), false)];
        let now = [entry("new", "1"), entry("a", "1"), entry("b", "2")];
        let serials: Vec<_> = number(&now, &filed)
            .iter()
            .map(|it| (it.serial, it.corrects, it.is_filed))
            .collect();
        assert_eq!(
            serials,
            [(3, None, false), (1, None, true), (4, Some(2), false)]
        );
    }

    #[test]
    fn what_is_gone_is_told_once_and_never_by_an_old_version() {
        let first = [entry("a", "1"), entry("b", "1")];
        let mut filings = vec![filing(&first, &number(&first, &[]), false)];
        let second = [entry("a", "2"), entry("b", "1")];
        filings.push(filing(&second, &number(&second, &filings), true));
        assert_eq!(gone(&second, &filings), [0_u32; 0]);
        assert_eq!(gone(&[entry("b", "1")], &filings), [3]);
    }

    #[test]
    fn one_filed_entry_that_became_two_gives_its_number_to_one() {
        let mut both = entry("a", "1");
        both.entries.push("b".to_owned());
        let first = [both];
        let filings = [filing(&first, &number(&first, &[]), false)];
        let now = [entry("a", "1"), entry("b", "1")];
        let serials: Vec<u32> = number(&now, &filings).iter().map(|it| it.serial).collect();
        assert_eq!(serials, [1, 2]);
    }

    #[test]
    fn a_document_numbered_before_the_last_filing_conflicts() {
        let first = [entry("a", "1")];
        let stale = filing(&[entry("b", "1")], &number(&[entry("b", "1")], &[]), false);
        let filed = [filing(&first, &number(&first, &[]), false)];
        assert_eq!(conflict(&stale.entries, &filed), Some(1));
        assert_eq!(conflict(&filed[0].entries, &filed), None);
    }

    /// What becomes of a set of entries between two filings.
    fn edits() -> impl Strategy<Value = Vec<Vec<(u8, u8)>>> {
        let build = prop::collection::btree_map(0..12_u8, 0..3_u8, 0..12);
        prop::collection::vec(build.prop_map(|it| it.into_iter().collect()), 1..6)
    }

    proptest! {
        #[test]
        fn no_filed_number_ever_means_anything_else(builds in edits(), whole in any::<bool>()) {
            let mut filings: Vec<Filing> = Vec::new();
            let mut meant: BTreeMap<u32, String> = BTreeMap::new();
            for build in builds {
                let entries: Vec<Unnumbered> = build
                    .iter()
                    .map(|(name, words)| entry(&name.to_string(), &format!("{name}.{words}")))
                    .collect();
                let numbered = number(&entries, &filings);
                let unique: BTreeSet<u32> = numbered.iter().map(|it| it.serial).collect();
                prop_assert_eq!(unique.len(), entries.len());
                for (entry, number) in entries.iter().zip(&numbered) {
                    let known = meant.entry(number.serial).or_insert_with(|| entry.digest.clone());
                    prop_assert_eq!(&*known, &entry.digest);
                }
                let next = filing(&entries, &numbered, !whole);
                prop_assert_eq!(conflict(&next.entries, &filings), None);
                filings.push(next);
            }
        }
    }
}
