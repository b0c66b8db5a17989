//! The same fact from two rows or two exports is one entry with two sources (rule 13).

use std::collections::BTreeMap;

use super::timeline::Fact;
use crate::model::{Run, Text};

/// Joins facts of the same date, kind and words; the first stays, with the places and sources of all.
pub fn joined(facts: Vec<Fact>) -> Vec<Fact> {
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len());
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for fact in facts {
        let key = (
            format!("{:?}{:?}", fact.when.start, fact.when.end),
            plain(&fact),
        );
        match known.get(&key) {
            Some(&index) if kept[index].category == fact.category => join(&mut kept[index], fact),
            _ => {
                known.insert(key, kept.len());
                kept.push(fact);
            }
        }
    }
    kept
}

/// The words without case, punctuation and spacing.
fn plain(fact: &Fact) -> String {
    let words = fact.sentence.to_string();
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn join(first: &mut Fact, second: Fact) {
    first.origins.extend(second.origins);
    first.is_sourced |= second.is_sourced;
    if first.source != second.source {
        first.source = both(&first.source, &second.source);
    }
    if first.reference.is_none() {
        first.reference = second.reference;
    } else if let (Some(one), Some(two)) = (&first.reference, &second.reference)
        && one != two
    {
        first.reference = Some(both(one, two));
    }
}

fn both(one: &Text, two: &Text) -> Text {
    let between = [Run::Words("; ".into())];
    Text::of(
        one.runs()
            .iter()
            .chain(&between)
            .chain(two.runs())
            .cloned()
            .collect(),
    )
}
