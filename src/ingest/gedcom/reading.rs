//! What the parts of the reader share: places, faults and the cleaning of words.

use std::sync::Arc;

use super::dates::{self, Dated};
use super::faults;
use super::lines::Node;
use crate::ingest::clean::{Change, clean};
use crate::ingest::tally::{Fault, Faults};
use crate::issue::{Issue, Origin, Place};
use crate::model::{Recorded, Text, When};

/// A file on its way to a casebook.
pub(super) struct Reading<'a> {
    file: Arc<str>,
    covers: &'a dyn Fn(char) -> bool,
    faults: Faults,
}

impl<'a> Reading<'a> {
    /// A file of which nothing is read yet.
    pub fn new(file: Arc<str>, covers: &'a dyn Fn(char) -> bool) -> Self {
        Self {
            file,
            covers,
            faults: Faults::default(),
        }
    }

    /// The file as a whole.
    pub fn whole(&self) -> Origin {
        Origin::file(self.file.clone())
    }

    /// A line of the file, where no record can be named.
    pub fn at_line(&self, line: u32) -> Origin {
        let place = Place::Line { line, column: 0 };
        Origin {
            place,
            ..self.whole()
        }
    }

    /// A tag of a record; the record's own tag stands for all of it.
    pub fn at(&self, record: Node<'_>, tag: &str) -> Origin {
        if record.xref().is_empty() {
            return self.at_line(record.number());
        }
        let place = Place::Tag {
            xref: record.xref().into(),
            tag: tag.into(),
        };
        Origin {
            place,
            ..self.whole()
        }
    }

    /// Tells a fault, with the value found where there is one.
    pub fn fault(&mut self, fault: Fault, origins: &[Origin], value: &str) {
        self.faults.add(fault, 0, origins, value);
    }

    /// Words made fit to print, on one line; an empty cell where there are none.
    pub fn text(&mut self, words: &str, at: &Origin) -> Recorded<Text> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let cleaned = clean(&words, self.covers);
        let marked = cleaned.changes.points(&[Change::Marked]);
        if !marked.is_empty() {
            self.fault(faults::MARKED, std::slice::from_ref(at), &marked);
        }
        let changed = cleaned.changes.points(&[Change::Replaced, Change::Dropped]);
        if !changed.is_empty() {
            self.fault(faults::CLEANED, std::slice::from_ref(at), &changed);
        }
        let found = (!cleaned.text.is_empty()).then(|| Text::words(cleaned.text));
        Recorded::from(found)
    }

    /// When it happened by a DATE line, as far as a record can hold it.
    pub fn moment(&mut self, date: Node<'_>, at: &Origin) -> Option<When> {
        let (from, until) = self.period(date, at);
        let end = until.map(|until| until.end.unwrap_or(until.start));
        from.map(|from| When {
            end: end.or(from.end),
            ..from
        })
    }

    /// From when and until when, by a DATE line. Words in place of a date are left to the report.
    pub fn period(&mut self, date: Node<'_>, at: &Origin) -> (Option<When>, Option<When>) {
        let (words, phrase) = (date.words(), date.words_of("PHRASE"));
        let fault = match dates::read(&words) {
            Dated::Happened(when) => return (Some(when), None),
            Dated::Lasted(from, until) if from.earliest() <= until.latest() => {
                return (Some(from), Some(until));
            }
            Dated::Bound => faults::BOUND,
            Dated::OtherCalendar => faults::CALENDAR,
            Dated::Unreadable(_) if words.is_empty() && phrase.is_empty() => return (None, None),
            Dated::Unreadable(_) | Dated::Phrase | Dated::Lasted(..) => faults::BAD_DATE,
        };
        let value = if words.is_empty() { phrase } else { words };
        self.fault(fault, std::slice::from_ref(at), &value);
        (None, None)
    }

    /// All faults found.
    pub fn close(self) -> impl Iterator<Item = Issue> {
        self.faults.into_issues()
    }
}
