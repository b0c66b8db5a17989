//! Facts that contradict each other: both are shown, and said to (rule 13).

use std::collections::BTreeSet;

use super::timeline::Fact;
use crate::model::{Case, When};

/// Two facts of a case that cannot both be right, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The earlier entry.
    pub first: usize,
    /// The later entry.
    pub second: usize,
    /// What contradicts, as a key of the wording's terms.
    pub what: &'static str,
}

/// How many days apart the same words may stand and still be the same event under two dates.
const NEAR: i64 = 31;
/// How much of the words must be shared, in hundredths.
const ALIKE: usize = 80;

/// Every contradiction among the facts, in order.
pub fn among(facts: &[Fact], case: &Case) -> Vec<Contradiction> {
    let mut found = BTreeSet::new();
    same_words_other_date(facts, &mut found);
    overlaps(facts, case, &mut found);
    found.into_iter().collect()
}

/// One event told twice under two dates.
fn same_words_other_date(facts: &[Fact], found: &mut BTreeSet<Contradiction>) {
    let words: Vec<BTreeSet<String>> = facts.iter().map(word_set).collect();
    for (first, fact) in facts.iter().enumerate() {
        let later = facts.iter().enumerate().skip(first + 1);
        for (second, other) in later {
            if (other.when.earliest() - fact.when.earliest()).num_days() > NEAR {
                break;
            }
            let same_kind =
                fact.category == other.category && fact.entry.record == other.entry.record;
            let other_date = fact.when.start != other.when.start;
            if same_kind
                && other_date
                && fact.entry.facet == other.entry.facet
                && are_alike(&words[first], &words[second])
            {
                found.insert(Contradiction {
                    first,
                    second,
                    what: "contradiction.dates",
                });
            }
        }
    }
}

/// The words of an entry; none where it has too few to tell.
fn word_set(fact: &Fact) -> BTreeSet<String> {
    if &*fact.entry.record != "event" {
        return BTreeSet::new();
    }
    let words = fact.sentence.to_string().to_lowercase();
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| it.len() > 3)
        .map(str::to_owned)
        .collect()
}

fn are_alike(one: &BTreeSet<String>, two: &BTreeSet<String>) -> bool {
    let shared = one.intersection(two).count();
    let all = one.len() + two.len() - shared;
    one.len() > 4 && shared * 100 >= all * ALIKE
}

/// Two placements, legal statuses or schools at once that are not the same.
fn overlaps(facts: &[Fact], case: &Case, found: &mut BTreeSet<Contradiction>) {
    let stays = stays(case);
    let index = |record: &str, key: &str| {
        facts.iter().position(|fact| {
            &*fact.entry.record == record
                && &*fact.entry.key == key
                && &*fact.entry.facet == "began"
        })
    };
    for (at, one) in stays.iter().enumerate() {
        for two in &stays[at + 1..] {
            if one.record == two.record
                && one.overlaps(two)
                && one.what != two.what
                && let (Some(a), Some(b)) = (index(one.record, one.key), index(two.record, two.key))
            {
                let (first, second) = (a.min(b), a.max(b));
                found.insert(Contradiction {
                    first,
                    second,
                    what: "contradiction.overlap",
                });
            }
        }
    }
}

/// A time during which one thing only can be.
struct Stay<'a> {
    record: &'static str,
    key: &'a str,
    what: String,
    from: When,
    until: Option<When>,
}

impl Stay<'_> {
    /// Whether both were certainly at once for more than a day.
    fn overlaps(&self, other: &Stay<'_>) -> bool {
        let ends = |stay: &Stay<'_>| {
            stay.until
                .map_or(chrono::NaiveDate::MAX, |it| it.earliest())
        };
        let from = self.from.latest().max(other.from.latest());
        let until = ends(self).min(ends(other));
        (until - from).num_days() > 1
    }
}

fn stays(case: &Case) -> Vec<Stay<'_>> {
    let placements = case
        .records
        .placements
        .iter()
        .filter(|it| it.temporary.value() != Some(&true));
    let placed = placements.filter_map(|it| {
        let what = it.placement_kind.value()?.shown();
        let (from, until) = (*it.placed.value()?, it.placement_ended.value().copied());
        Some(Stay {
            record: "placement",
            key: &it.entry.key,
            what,
            from,
            until,
        })
    });
    let schools = case.records.education.iter().filter_map(|it| {
        let what = it.setting.value()?.shown();
        let (from, until) = (
            *it.education_from.value()?,
            Some(*it.education_until.value()?),
        );
        Some(Stay {
            record: "education",
            key: &it.entry.key,
            what,
            from,
            until,
        })
    });
    placed.chain(schools).collect()
}
