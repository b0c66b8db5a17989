//! What lasts, such as placements, orders and schools: what holds now and what is to come stand in their
//! section, what is over stands apart.

use chrono::NaiveDate;

use super::composer::Composer;
use super::sheet::{Block, Line, Section, Shape};
use crate::assemble::shared::phases::Phase;
use crate::assemble::shared::{carried, dates};
use crate::issue::Issue;
use crate::model::{Record, Recorded, Records, Text, When};
use crate::wording::Facts;

/// A kind of record that lasts, and how it is told.
pub(in crate::assemble) struct Lasting<R: 'static> {
    /// The name of its term in a list: `front.list.<name>`.
    pub(in crate::assemble) name: &'static str,
    /// The table in which it stands, headed `front.label.<table>`; kinds that follow each other may share
    /// one.
    pub(in crate::assemble) table: &'static str,
    /// The template.
    pub(in crate::assemble) phrase: &'static str,
    /// The records.
    pub(in crate::assemble) records: fn(&Records) -> &Vec<R>,
    /// When it began or is to begin.
    pub(in crate::assemble) from: fn(&R) -> &Recorded<When>,
    /// When it ended or is to end.
    pub(in crate::assemble) until: fn(&R) -> &Recorded<When>,
    /// Whether the record belongs here.
    pub(in crate::assemble) belongs: fn(&R, &Composer<'_>) -> bool,
    /// What the template needs beside the record's fields.
    pub(in crate::assemble) more: fn(&R, &Composer<'_>) -> Result<Facts, Issue>,
}

impl<R: Record> Lasting<R> {
    /// The records that belong, with the phase of each, the latest first.
    pub(in crate::assemble) fn phases<'a>(&self, composer: &Composer<'a>) -> Vec<(Phase, &'a R)> {
        let records = (self.records)(&composer.case.records).iter();
        let mut found: Vec<(Phase, &R)> = records
            .filter(|record| (self.belongs)(record, composer))
            .map(|record| (self.phase(record, composer), record))
            .collect();
        let began = |record: &R| (self.from)(record).value().map(When::order);
        found.sort_by(|(_, a), (_, b)| began(b).cmp(&began(a)).then(a.entry().cmp(b.entry())));
        found
    }

    fn phase(&self, record: &R, composer: &Composer<'_>) -> Phase {
        composer.phase((self.from)(record), (self.until)(record))
    }

    /// The records that hold now.
    pub(in crate::assemble) fn current<'a>(&self, composer: &Composer<'a>) -> Vec<&'a R> {
        let found = self.phases(composer).into_iter();
        let now = found.filter(|(phase, _)| *phase == Phase::Now);
        now.map(|(_, record)| record).collect()
    }

    /// Sets down what is and what is to come in the section, and apart from it what was.
    pub(in crate::assemble) fn tell(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        self.tell_now(composer, section)?;
        self.tell_past(composer)
    }

    /// Sets down what is and what is to come, and nothing of what was.
    pub(in crate::assemble) fn tell_now(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        let all = self.phases(composer);
        let mut now = Vec::new();
        for (phase, record) in &all {
            match phase {
                Phase::Over => {}
                Phase::Now => now.push(self.line(record, *phase, composer)?),
                // What is to come stands first: it is what a worker must not be taken unawares by.
                Phase::ToCome => now.insert(0, self.line(record, *phase, composer)?),
            }
        }
        let name = composer.term(&format!("front.list.{}", self.name));
        match (now.is_empty(), all.is_empty()) {
            (true, true) => {
                let absence = carried::absence(composer.case, R::TYPE.name);
                section.absent.note(name, &absence);
            }
            (true, false) => section.absent.note_past(name),
            (false, _) => section.add(self.table(now, composer)),
        }
        Ok(())
    }

    /// Sets down all of them, the earliest first, as a story is told.
    pub(in crate::assemble) fn tell_story(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        let told = self.dated_lines(composer, section)?;
        if !told.is_empty() {
            let told = told.into_iter().map(|(_, line)| line).collect();
            section.add(self.table(told, composer));
        }
        Ok(())
    }

    /// All of them with the day on which each began, to be told among others; or a note that there are none.
    pub(in crate::assemble) fn dated_lines(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<Vec<(Option<NaiveDate>, Line)>, Issue> {
        let mut told = Vec::new();
        for (phase, record) in self.phases(composer).into_iter().rev() {
            let began = (self.from)(record).value().map(When::earliest);
            told.push((began, self.line(record, phase, composer)?));
        }
        if told.is_empty() {
            let name = composer.term(&format!("front.list.{}", self.name));
            let absence = carried::absence(composer.case, R::TYPE.name);
            section.absent.note(name, &absence);
        }
        Ok(told)
    }

    /// Sets down only what is over, where what holds now is told elsewhere.
    pub(in crate::assemble) fn tell_past(&self, composer: &mut Composer<'_>) -> Result<(), Issue> {
        let mut past = Vec::new();
        for (phase, record) in self.phases(composer) {
            if phase == Phase::Over {
                past.push(self.line(record, phase, composer)?);
            }
        }
        if !past.is_empty() {
            let table = self.table(past, composer);
            composer.add_past(table);
        }
        Ok(())
    }

    fn table(&self, lines: Vec<Line>, composer: &Composer<'_>) -> Block {
        dated(self.table, lines, String::new(), composer)
    }

    fn line(&self, record: &R, phase: Phase, composer: &mut Composer<'_>) -> Result<Line, Issue> {
        let words = self.say(record, self.phrase, phase, composer)?;
        let when = span((self.from)(record), (self.until)(record), phase, composer);
        Ok(composer.line(record, vec![Text::words(when), words]))
    }

    /// The record in a sentence of its own or of another template.
    pub(in crate::assemble) fn say(
        &self,
        record: &R,
        phrase: &str,
        phase: Phase,
        composer: &Composer<'_>,
    ) -> Result<Text, Issue> {
        let mut more = (self.more)(record, composer)?;
        more.insert("over", (phase == Phase::Over).into());
        composer.say(record, phrase, more)
    }
}

/// A table of dates and what holds or happened, headed by a term of the basic record.
pub(in crate::assemble) fn dated(
    name: &str,
    lines: Vec<Line>,
    note: String,
    composer: &Composer<'_>,
) -> Block {
    let label = composer.term(&format!("front.label.{name}"));
    dated_under(label, lines, note, composer)
}

/// The same under a heading of its own.
pub(in crate::assemble) fn dated_under(
    label: String,
    lines: Vec<Line>,
    note: String,
    composer: &Composer<'_>,
) -> Block {
    Block::Table {
        shape: Shape::Dated,
        headings: vec![composer.term("front.when"), label],
        lines,
        note,
    }
}

/// From when to when, as far as it is recorded.
fn span(
    from: &Recorded<When>,
    until: &Recorded<When>,
    phase: Phase,
    composer: &Composer<'_>,
) -> String {
    let wording = composer.wording();
    let short = |when: &When| dates::short(when, wording);
    let began = from.value().map(short);
    let ended = until.value().map(short);
    let said = match (began, ended) {
        (Some(began), Some(ended)) if began == ended => began,
        (Some(began), Some(ended)) => format!("{began} {} {ended}", wording.term("date.to")),
        (Some(began), None) if phase == Phase::ToCome => began,
        (Some(began), None) => wording.fill("front.since", &began),
        (None, Some(ended)) => wording.fill("front.until", &ended),
        (None, None) if from.is_carried() || until.is_carried() => composer.term("front.undated"),
        (None, None) => composer.term("front.undated_here"),
    };
    match phase {
        Phase::ToCome => wording.fill("front.to_come", &said),
        Phase::Now | Phase::Over => said,
    }
}
