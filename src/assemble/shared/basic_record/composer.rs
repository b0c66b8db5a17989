//! Puts words to records and keeps account of them: each record that a line comes from is an entry of
//! the sheet once, with the digest of all that the sheet says of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::sheet::{self, Block, Line};
use crate::assemble::Brief;
use crate::assemble::shared::phases::{self, Phase};
use crate::assemble::shared::phrases;
use crate::assemble::shared::timeline::{self, child_words};
use crate::digest::Parts;
use crate::disclose;
use crate::issue::{Issue, Origin};
use crate::model::{Band, Case, EntryId, Record, Recorded, Text, When};
use crate::view::Entry;
use crate::wording::{Facts, Wording};

/// A record that the sheet speaks of, and all that it says of it.
struct Source {
    id: EntryId,
    origins: Vec<Origin>,
    words: Vec<String>,
}

/// What a sheet is composed from, and what has been set down so far.
pub(in crate::assemble) struct Composer<'a> {
    /// The case.
    pub(in crate::assemble) case: &'a Case,
    /// What the run has decided.
    pub(in crate::assemble) brief: &'a Brief<'a>,
    /// The day on which what is told holds.
    pub(in crate::assemble) day: NaiveDate,
    sources: Vec<Source>,
    numbers: BTreeMap<EntryId, usize>,
    /// The tables of what is past, in order.
    past: Vec<Block>,
}

impl<'a> Composer<'a> {
    /// Composes as at the date prepared.
    pub(in crate::assemble) fn new(case: &'a Case, brief: &'a Brief<'a>) -> Self {
        Self::on(brief.as_at, case, brief)
    }

    /// Composes as at another day, such as that on which the case was closed.
    pub(in crate::assemble) fn on(day: NaiveDate, case: &'a Case, brief: &'a Brief<'a>) -> Self {
        Self {
            case,
            brief,
            day,
            sources: Vec::new(),
            numbers: BTreeMap::new(),
            past: Vec::new(),
        }
    }

    /// The sentences and terms.
    pub(in crate::assemble) fn wording(&self) -> &'a Wording {
        self.brief.wording
    }

    /// A term, owned.
    pub(in crate::assemble) fn term(&self, key: &str) -> String {
        self.wording().term(key).to_owned()
    }

    /// Where something that lasts stands on the day of the sheet.
    pub(in crate::assemble) fn phase(
        &self,
        from: &Recorded<When>,
        until: &Recorded<When>,
    ) -> Phase {
        phases::on(self.day, from, until)
    }

    /// A record's fields as facts for its sentence, and the child's name.
    pub(in crate::assemble) fn facts<R: Record>(&self, record: &R) -> Facts {
        let mut facts = phrases::facts_of(record, self.case, self.wording());
        let (child, capital) = child_words(self.case, self.wording());
        facts.insert("child", child.into());
        facts.insert("Child", capital.into());
        facts
    }

    /// A record in a sentence, with further facts. One that is restricted as a whole reads so, and no
    /// part of it is told (rule 2).
    pub(in crate::assemble) fn say<R: Record>(
        &self,
        record: &R,
        phrase: &str,
        more: Facts,
    ) -> Result<Text, Issue> {
        if disclose::is_withheld(record, self.case) {
            return Ok(Text::gap("restricted", Band::Passage));
        }
        let mut facts = self.facts(record);
        facts.extend(more);
        let said = phrases::say(self.wording(), phrase, &facts)?;
        Ok(phrases::without_repeated_gaps(said))
    }

    /// The number of a record's entry, with words that the sheet says of it.
    pub(in crate::assemble) fn entry<R: Record>(&mut self, record: &R, words: &[Text]) -> usize {
        self.entry_at(record.entry(), record.origins(), words)
    }

    fn entry_at(&mut self, id: &EntryId, origins: &[Origin], words: &[Text]) -> usize {
        let number = match self.numbers.get(id) {
            Some(number) => *number,
            None => {
                self.sources.push(Source {
                    id: id.clone(),
                    origins: origins.to_vec(),
                    words: Vec::new(),
                });
                self.numbers.insert(id.clone(), self.sources.len() - 1);
                self.sources.len() - 1
            }
        };
        let said = words.iter().map(Text::to_string);
        self.sources[number].words.extend(said);
        number
    }

    /// A line of one fact of the timeline.
    pub(in crate::assemble) fn line_of_fact(
        &mut self,
        fact: &timeline::Fact,
        cells: Vec<Text>,
    ) -> Line {
        Line {
            entries: vec![self.entry_at(&fact.entry, &fact.origins, &cells)],
            cells,
        }
    }

    /// A line of one record.
    pub(in crate::assemble) fn line<R: Record>(&mut self, record: &R, cells: Vec<Text>) -> Line {
        Line {
            entries: vec![self.entry(record, &cells)],
            cells,
        }
    }

    /// Sets down a table of what is past.
    pub(in crate::assemble) fn add_past(&mut self, block: Block) {
        sheet::join(&mut self.past, block);
    }

    /// The tables of what is past.
    pub(in crate::assemble) fn take_past(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.past)
    }

    /// Every record that the sheet speaks of.
    pub(in crate::assemble) fn entries(self) -> Vec<Entry> {
        let each = self.sources.into_iter().map(|source| {
            let mut digest = Parts::default();
            source.words.iter().for_each(|words| digest.add(words));
            Entry {
                id: source.id.to_string(),
                origins: source.origins,
                digest: digest.hex()[..16].to_owned(),
            }
        });
        each.collect()
    }
}
