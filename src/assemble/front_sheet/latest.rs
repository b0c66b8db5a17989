//! What happened on a day, such as decisions and visits: the latest few, and how many came before.

use super::composer::Composer;
use super::lasting::dated;
use super::sheet::{Line, Section};
use crate::assemble::shared::{carried, dates};
use crate::issue::Issue;
use crate::model::{Record, Recorded, Records, Text, When};

/// A kind of record with a date, and how it is told.
pub(super) struct Latest<R: 'static> {
    /// The name of its terms: `front.label.<name>` heads its table, `front.list.<name>` names it in a list.
    pub(super) name: &'static str,
    /// The template.
    pub(super) phrase: &'static str,
    /// The records.
    pub(super) records: fn(&Records) -> &Vec<R>,
    /// When it happened.
    pub(super) at: fn(&R) -> &Recorded<When>,
    /// Whether the record belongs here.
    pub(super) belongs: fn(&R) -> bool,
    /// How many are listed.
    pub(super) most: usize,
}

impl<R: Record> Latest<R> {
    /// The records that belong, the latest first.
    pub(super) fn all<'a>(&self, composer: &Composer<'a>) -> Vec<&'a R> {
        let records = (self.records)(&composer.case.records).iter();
        let mut found: Vec<&R> = records.filter(|record| (self.belongs)(record)).collect();
        let order = |record: &R| (self.at)(record).value().map(When::order);
        found.sort_by(|a, b| order(b).cmp(&order(a)).then(a.entry().cmp(b.entry())));
        found
    }

    /// Sets down the latest in the section, and how many came before.
    pub(super) fn tell(
        &self,
        composer: &mut Composer<'_>,
        section: &mut Section,
    ) -> Result<(), Issue> {
        let all = self.all(composer);
        if all.is_empty() {
            let name = composer.term(&format!("front.list.{}", self.name));
            let absence = carried::absence(composer.case, R::TYPE.name);
            section.absent.note(name, &absence);
            return Ok(());
        }
        let mut lines = Vec::new();
        for record in all.iter().take(self.most) {
            lines.push(self.line(record, composer)?);
        }
        let note = match all.len().saturating_sub(self.most) {
            0 => String::new(),
            1 => composer.term("front.earlier.one"),
            more => composer
                .wording()
                .fill("front.earlier.many", &more.to_string()),
        };
        section.blocks.push(dated(self.name, lines, note, composer));
        Ok(())
    }

    /// The same, but without a word where there is none.
    pub(super) fn tell_any(
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
            Recorded::Value(when) if when.earliest() > composer.brief.as_at => {
                wording.fill("front.to_come", &dates::short(when, wording))
            }
            Recorded::Value(when) => dates::short(when, wording),
            _ => composer.term("front.undated"),
        };
        Ok(composer.line(record, vec![Text::words(when), words]))
    }
}
