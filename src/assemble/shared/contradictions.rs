//! Facts that contradict each other: both are shown, and said to (rule 13).

use std::collections::BTreeSet;

use super::timeline::Fact;
use crate::model::codes::Category;
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

/// How many days apart two dates of one event may stand and still be about the same event.
const NEAR: i64 = 62;

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
        for (second, other) in facts.iter().enumerate().skip(first + 1) {
            if (other.when.earliest() - fact.when.earliest()).num_days() > NEAR {
                break;
            }
            let other_date = fact.when.start != other.when.start;
            if other_date && is_same_event(fact, other, &words[first], &words[second]) {
                found.insert(Contradiction {
                    first,
                    second,
                    what: "contradiction.dates",
                });
            }
        }
    }
}

/// Whether two events of one kind are the same: under one heading, or in much the same words. A
/// birth, a death or a move does not happen twice in two months, so that less has to agree.
fn is_same_event(
    one: &Fact,
    two: &Fact,
    one_words: &BTreeSet<String>,
    two_words: &BTreeSet<String>,
) -> bool {
    let events = &*one.entry.record == "event" && &*two.entry.record == "event";
    if !events || one.category != two.category {
        return false;
    }
    let shared = one_words.intersection(two_words).count();
    let least = one_words.len().min(two_words.len());
    let once = matches!(
        one.category,
        Category::Birth | Category::Death | Category::Move
    );
    let same_heading = one.heading.is_some() && one.heading == two.heading;
    let alike = shared * 100 >= (one_words.len() + two_words.len() - shared) * 80;
    same_heading && shared >= 2 || once && shared >= 2 && shared * 5 >= least || least > 4 && alike
}

/// The longer words of an entry.
fn word_set(fact: &Fact) -> BTreeSet<String> {
    let words = fact.sentence.to_string().to_lowercase();
    let longer = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 3);
    longer.map(str::to_owned).collect()
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
    /// Whether both were certainly at once for more than a day. A stay whose end is not recorded counts
    /// only against one that began on the same day: its end may just be missing.
    fn overlaps(&self, other: &Stay<'_>) -> bool {
        let same_start = self.from == other.from;
        if !same_start && (self.until.is_none() || other.until.is_none()) {
            return false;
        }
        let ends = |stay: &Stay<'_>| {
            stay.until
                .map_or(chrono::NaiveDate::MAX, |it| it.earliest())
        };
        let from = self.from.latest().max(other.from.latest());
        (ends(self).min(ends(other)) - from).num_days() > 1
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
            it.education_until.value().copied(),
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
