//! What happened on a day, such as decisions and visits: the latest few, and how many came before.

use std::collections::BTreeMap;

use super::composer::Composer;
use super::lasting::dated;
use super::sheet::{Line, Section};
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::{Record, Recorded, Records, Text, When};

/// A kind of record with a date, and how it is told.
pub(in crate::assemble) struct Latest<R: 'static> {
    /// The name of its terms: `front.label.<name>` heads its table, `front.list.<name>` names it in a list.
    pub(in crate::assemble) name: &'static str,
    /// The template.
    pub(in crate::assemble) phrase: &'static str,
    /// The records.
    pub(in crate::assemble) records: fn(&Records) -> &Vec<R>,
    /// When it happened.
    pub(in crate::assemble) at: fn(&R) -> &Recorded<When>,
    /// Whether the record belongs here.
    pub(in crate::assemble) belongs: fn(&R) -> bool,
    /// Who did it, where that is told.
    pub(in crate::assemble) by: Option<fn(&R, &Composer<'_>) -> String>,
    /// How many are listed.
    pub(in crate::assemble) most: usize,
}

/// The date without its time of day.
fn first_day(when: &When) -> When {
    When {
        time: None,
        ..*when
    }
}

/// How many each person did, the most first.
fn by_whom(names: impl Iterator<Item = String>, composer: &Composer<'_>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
    let each: Vec<String> = counts
        .into_iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    let wording = composer.wording();
    wording.fill("front.by", &phrases::joined(&each, wording))
}

impl<R: Record> Latest<R> {
    /// The records that belong, the latest first.
    pub(in crate::assemble) fn all<'a>(&self, composer: &Composer<'a>) -> Vec<&'a R> {
        let records = (self.records)(&composer.case.records).iter();
        let mut found: Vec<&R> = records.filter(|record| (self.belongs)(record)).collect();
        let order = |record: &R| (self.at)(record).value().map(When::order);
        found.sort_by(|a, b| order(b).cmp(&order(a)).then(a.entry().cmp(b.entry())));
        found
    }

    /// Sets down the latest in the section, and how many came before.
    pub(in crate::assemble) fn tell(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        let all = self.all(composer);
        let latest = all.iter().take(self.most).copied().collect();
        self.set_down(latest, &all, composer, section)
    }

    /// The same in order of date, as a story is told.
    pub(in crate::assemble) fn tell_story(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        let all = self.all(composer);
        let latest = all.iter().take(self.most).rev().copied().collect();
        self.set_down(latest, &all, composer, section)
    }

    fn set_down(
        &self,
        chosen: Vec<&R>,
        all: &[&R],
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        if chosen.is_empty() {
            let name = composer.term(&format!("front.list.{}", self.name));
            let absence = carried::absence(composer.case, R::TYPE.name);
            section.absent.note(name, &absence);
            return Ok(());
        }
        let mut lines = Vec::new();
        for record in chosen {
            lines.push(self.line(record, composer)?);
        }
        let note = self.note(all, composer);
        section.add(dated(self.name, lines, note, composer));
        Ok(())
    }

    /// How many there are, since when, and by whom, where not all are listed.
    fn note(&self, all: &[&R], composer: &Composer<'_>) -> String {
        if all.len() <= self.most {
            return String::new();
        }
        let wording = composer.wording();
        let first = all
            .iter()
            .rev()
            .find_map(|record| (self.at)(record).value());
        let first = first.map(|when| dates::prose(&first_day(when), wording));
        let mut note = wording.fill("front.latest", &self.most.to_string());
        for words in [all.len().to_string(), first.unwrap_or_default()] {
            note = note.replacen("{}", &words, 1);
        }
        if let Some(by) = self.by {
            note.push_str(&by_whom(
                all.iter().map(|record| by(record, composer)),
                composer,
            ));
        }
        note
    }

    /// The same, but without a word where there is none.
    pub(in crate::assemble) fn tell_any(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        match self.all(composer).is_empty() {
            true => Ok(()),
            false => self.tell(composer, section),
        }
    }

    fn line(&self, record: &R, composer: &mut Composer<'_>) -> Result<Line, Issue> {
        let words = composer.say(record, self.phrase, Default::default())?;
        let wording = composer.wording();
        let when = match (self.at)(record) {
            Recorded::Value(when) if when.earliest() > composer.day => {
                wording.fill("front.to_come", &dates::short(when, wording))
            }
            Recorded::Value(when) => dates::short(when, wording),
            _ => composer.term("front.undated"),
        };
        Ok(composer.line(record, vec![Text::words(when), words]))
    }
}
