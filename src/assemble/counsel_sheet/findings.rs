//! What a lawyer looks through before a court chronology is filed: section by section, each line with
//! its serial number and its place in the export.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::Serialize;

use crate::assemble::Brief;
use crate::assemble::court_chronology::{Content, Entry, late_words, origins, positions};
use crate::assemble::shared::contradictions;
use crate::assemble::shared::dates;
use crate::assemble::shared::selection::Reason;
use crate::disclose::DisclosedProceedings;
use crate::issue::Origin;
use crate::model::Recorded;

/// How many letters of an entry are shown; the whole stands in the chronology or in the export.
const SHOWN: usize = 220;

/// One section of the sheet.
#[derive(Debug, Serialize)]
pub struct Section {
    title: String,
    about: String,
    /// The heading of the column of notes; empty where there are none.
    noted: String,
    rows: Vec<Line>,
}

/// One line: where it stands in the chronology and in the export.
#[derive(Debug, Serialize)]
struct Line {
    serial: String,
    date: String,
    what: String,
    note: String,
    place: String,
}

/// An entry with the serial number of its row.
type Standing<'a> = (Option<u32>, &'a Entry);

/// Every section that has something to say, in the order of their weight.
pub fn sections(
    content: &Content,
    proceedings: &DisclosedProceedings<'_>,
    brief: &Brief<'_>,
) -> Vec<Section> {
    let sheet = Sheet { content, brief };
    let all = [
        ("stale", sheet.stale()),
        ("gone", sheet.gone()),
        ("conflicts", sheet.conflicts(proceedings)),
        (
            "basis",
            sheet.entries(|entry| without_basis(entry).then(String::new)),
        ),
        (
            "reference",
            sheet.in_full(|entry| without_reference(entry).then(String::new)),
        ),
        ("disputed", sheet.entries(|entry| disputed(entry, brief))),
        ("late", sheet.entries(|entry| late_words(entry, brief))),
        ("gaps", sheet.gaps()),
    ];
    let told = all.into_iter().filter(|(_, rows)| !rows.is_empty());
    told.map(|(key, rows)| section(key, "", rows, brief))
        .chain(sheet.left_out())
        .collect()
}

/// A section by the key of its words; `why` stands where those leave room for a reason.
fn section(key: &str, why: &str, rows: Vec<Line>, brief: &Brief<'_>) -> Section {
    let wording = brief.wording;
    let noted = rows.iter().any(|row| !row.note.is_empty());
    let about = wording.fill(&format!("counsel_about.{key}"), &rows.len().to_string());
    Section {
        title: wording.term(&format!("counsel.{key}")).to_owned(),
        about: about.replacen("{why}", why, 1),
        noted: match noted {
            true => wording.term(&format!("counsel_note.{key}")).to_owned(),
            false => String::new(),
        },
        rows,
    }
}

/// Rule 9: kept, and counted.
fn without_basis(entry: &Entry) -> bool {
    matches!(entry.fact.provenance.basis, Recorded::Empty)
}

fn without_reference(entry: &Entry) -> bool {
    entry.fact.reference.is_none()
}

fn disputed(entry: &Entry, brief: &Brief<'_>) -> Option<String> {
    let said = positions(entry, brief);
    let lines = said.iter().map(|(label, text)| format!("{label}: {text}"));
    (!said.is_empty()).then(|| lines.collect::<Vec<_>>().join(" "))
}

struct Sheet<'a> {
    content: &'a Content,
    brief: &'a Brief<'a>,
}

impl<'a> Sheet<'a> {
    /// Every entry that stands in the chronology, in full or in the row of its year.
    fn standing(&self) -> impl Iterator<Item = Standing<'a>> + use<'a> {
        let rows = self.content.rows.iter();
        rows.flat_map(|row| {
            let serial = Some(row.number.serial);
            row.entries().iter().map(move |entry| (serial, entry))
        })
    }

    /// The standing entries of which something is to be noted.
    fn entries(&self, note: impl Fn(&Entry) -> Option<String>) -> Vec<Line> {
        self.standing()
            .filter_map(|(serial, entry)| Some(self.line(serial, entry, note(entry)?)))
            .collect()
    }

    /// The same for entries that stand in full.
    fn in_full(&self, note: impl Fn(&Entry) -> Option<String>) -> Vec<Line> {
        let rows = self.content.rows.iter();
        let full = rows.filter_map(|row| Some((Some(row.number.serial), row.entry()?)));
        full.filter_map(|(serial, entry)| Some(self.line(serial, entry, note(entry)?)))
            .collect()
    }

    fn line(&self, serial: Option<u32>, entry: &Entry, note: String) -> Line {
        let court = entry.fact.provenance.court_wording.value();
        let words = court.unwrap_or(&entry.fact.sentence).to_string();
        Line {
            serial: serial.map(|it| it.to_string()).unwrap_or_default(),
            date: dates::short(&entry.fact.when, self.brief.wording),
            what: shortened(&words),
            note,
            place: places(&origins(entry)),
        }
    }

    /// What is left out, a section a reason.
    fn left_out(&self) -> Vec<Section> {
        let mut by_reason: BTreeMap<Reason, Vec<Line>> = BTreeMap::new();
        for (entry, reason) in &self.content.left_out {
            let line = self.line(None, entry, String::new());
            by_reason.entry(*reason).or_default().push(line);
        }
        let each = by_reason.into_iter().map(|(reason, rows)| {
            let why = self.brief.wording.term(reason.key());
            section("left_out", why, rows, self.brief)
        });
        each.collect()
    }

    /// Edits of a working copy that no longer hold.
    fn stale(&self) -> Vec<Line> {
        let each = self.content.stale.iter();
        each.map(|issue| Line {
            serial: String::new(),
            date: String::new(),
            what: issue.message.clone(),
            note: String::new(),
            place: places(&issue.origins),
        })
        .collect()
    }

    /// Filed numbers whose entry is no longer there.
    fn gone(&self) -> Vec<Line> {
        let each = self.content.gone.iter();
        each.map(|serial| Line {
            serial: serial.to_string(),
            date: String::new(),
            what: self.brief.wording.term("counsel.gone_entry").to_owned(),
            note: String::new(),
            place: String::new(),
        })
        .collect()
    }

    /// Entries that contradict each other, found case by case and told once.
    fn conflicts(&self, proceedings: &DisclosedProceedings<'_>) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (child, case) in proceedings.cases().enumerate() {
            let of_child = self
                .standing()
                .filter(|(_, it)| it.children.contains(&child));
            let mut entries: Vec<Standing<'_>> = of_child.collect();
            entries.sort_by(|a, b| a.1.fact.order().cmp(&b.1.fact.order()));
            let facts: Vec<_> = entries.iter().map(|(_, it)| it.fact.clone()).collect();
            for found in contradictions::among(&facts, case) {
                let (first, second) = (entries[found.first], entries[found.second]);
                let line = self.conflict(first, second, found.what);
                if !lines
                    .iter()
                    .any(|it| it.what == line.what && it.date == line.date)
                {
                    lines.push(line);
                }
            }
        }
        lines
    }

    fn conflict(&self, first: Standing<'_>, second: Standing<'_>, what: &str) -> Line {
        let (one, two) = (
            self.line(first.0, first.1, String::new()),
            self.line(second.0, second.1, String::new()),
        );
        Line {
            serial: join(&one.serial, &two.serial, ", "),
            date: join(&one.date, &two.date, "; "),
            what: join(&one.what, &two.what, " / "),
            note: self.brief.wording.term(what).to_owned(),
            place: join(&one.place, &two.place, "; "),
        }
    }

    /// Times within the window, longer than the setting, of which the chronology tells nothing.
    fn gaps(&self) -> Vec<Line> {
        let months = Months::new(self.brief.chronology.gap_months);
        let rows = self.content.rows.iter().filter_map(|row| row.entry());
        let mut spans: Vec<(NaiveDate, NaiveDate)> = rows
            .map(|entry| {
                let fact = &entry.fact;
                let until = fact.until.unwrap_or(fact.when).latest();
                (fact.when.earliest(), until.min(self.brief.as_at))
            })
            .filter(|(from, _)| *from >= self.content.window_from)
            .collect();
        spans.sort_unstable();
        let mut last = self.content.window_from;
        let mut lines = Vec::new();
        for (from, until) in spans {
            if last
                .checked_add_months(months)
                .is_some_and(|limit| limit < from)
            {
                lines.push(self.gap(last, from));
            }
            last = last.max(until);
        }
        lines
    }

    fn gap(&self, from: NaiveDate, until: NaiveDate) -> Line {
        let wording = self.brief.wording;
        let span = format!(
            "{} {} {}",
            dates::day(from, wording),
            wording.term("date.and"),
            dates::day(until, wording)
        );
        Line {
            serial: String::new(),
            date: String::new(),
            what: wording.fill("note.gap", &span),
            note: String::new(),
            place: String::new(),
        }
    }
}

fn join(one: &str, two: &str, between: &str) -> String {
    [one, two].join(between)
}

/// The beginning of a text, cut between words.
fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(SHOWN) else {
        return words;
    };
    let kept = words[..end]
        .rsplit_once(' ')
        .map_or(&words[..end], |(kept, _)| kept);
    format!("{kept} …")
}

fn places(origins: &[Origin]) -> String {
    let each: Vec<String> = origins.iter().map(ToString::to_string).collect();
    each.join("; ")
}
