//! What lies before the window, a row a year: how often what happened, and when (rule 16). The words
//! count and date; what they mean is for the statements.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::entries::Entry;
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::assemble::shared::phrases;
use crate::digest::Parts;
use crate::issue::Issue;
use crate::model::codes::Category;
use crate::model::{EntryId, Point, Text, When};
use crate::wording::{Fact, Facts};

/// The record type under which a year is numbered and filed; no export holds it.
const RECORD: &str = "court_year";

/// One year before the window.
#[derive(Debug)]
pub struct Year {
    /// The stable name.
    pub name: EntryId,
    /// The year.
    pub when: When,
    /// What happened in it.
    pub words: Text,
    /// The digest of the words.
    pub digest: String,
    /// The entries that it stands for.
    pub entries: Vec<Entry>,
}

/// The years of these entries, in order.
///
/// # Errors
/// A wording template that cannot be used.
pub fn years(proceedings: &str, before: Vec<Entry>, brief: &Brief<'_>) -> Result<Vec<Year>, Issue> {
    let mut by_year: BTreeMap<i32, Vec<Entry>> = BTreeMap::new();
    for entry in before {
        let year = entry.fact.when.earliest().year();
        by_year.entry(year).or_default().push(entry);
    }
    let each = by_year
        .into_iter()
        .map(|(year, entries)| row(proceedings, year, entries, brief));
    each.collect()
}

fn row(
    proceedings: &str,
    year: i32,
    entries: Vec<Entry>,
    brief: &Brief<'_>,
) -> Result<Year, Issue> {
    let pair =
        |(kind, dates): (String, Vec<String>)| Fact::from(vec![kind.into(), Fact::from(dates)]);
    let kinds: Vec<Fact> = kinds(&entries, brief).into_iter().map(pair).collect();
    let facts = Facts::from([("kinds", Fact::from(kinds))]);
    let words = phrases::say(brief.wording, "court-year", &facts)?;
    let mut digest = Parts::default();
    digest.add(year.to_string());
    digest.add(words.to_string());
    Ok(Year {
        name: EntryId::of(RECORD, &format!("{proceedings}|{year}")),
        when: When::at(Point::Year(year)),
        digest: digest.hex()[..16].to_owned(),
        words,
        entries,
    })
}

/// Each kind of event of a year with its dates, in the order in which the kinds first happened.
fn kinds(entries: &[Entry], brief: &Brief<'_>) -> Vec<(String, Vec<String>)> {
    let mut kinds: Vec<(&Category, Vec<String>)> = Vec::new();
    for entry in entries {
        let date = in_year(&entry.fact.when, brief);
        match kinds
            .iter_mut()
            .find(|(category, _)| category.word() == entry.fact.category.word())
        {
            // Several things of one day are told once: the count is not the point, the days are.
            Some((_, dates)) if dates.last() == date.as_ref() => {}
            Some((_, dates)) => dates.extend(date),
            None => kinds.push((&entry.fact.category, date.into_iter().collect())),
        }
    }
    let named = kinds
        .into_iter()
        .map(|(category, dates)| (kind_words(category, brief), dates));
    named.collect()
}

/// The kind of event in words; a kind that the program does not know, or that is not recorded, is
/// another entry, as a raw code says nothing to a court (rule 7).
fn kind_words(category: &Category, brief: &Brief<'_>) -> String {
    let known = brief.wording.coded("court.kind", category.word());
    known
        .unwrap_or_else(|| brief.wording.term("court.kind_other"))
        .to_owned()
}

/// A date without its year, which stands in the column beside it; a time says too much. None where no
/// more than the year is recorded.
fn in_year(when: &When, brief: &Brief<'_>) -> Option<String> {
    let start = When {
        end: None,
        time: None,
        ..*when
    };
    let words = dates::prose(&start, brief.wording);
    let year = start.earliest().year().to_string();
    match when.start {
        Point::Year(_) => None,
        Point::Month(..) | Point::Day(_) => Some(words.replacen(&format!(" {year}"), "", 1)),
    }
}
