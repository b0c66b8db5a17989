//! The search of a workbook: every part of it, for hidden sheets, comments, properties and caches
//! are parts like any other. What stands in cells is read row by row, as its readers see it.

mod archive;
mod forbidden;
#[cfg(test)]
mod leaks;
mod rows;
mod vocabulary;

use std::collections::BTreeSet;

use super::marks::{Mark, marks, plain, values};
use super::needle::{Haystack, Needle, Place};
use crate::issue::Issue;
use archive::{Part, unpack};
pub(super) use forbidden::forbidden;
use rows::Rows;

/// Searches a workbook whole. A part that cannot be read as text is an issue of its own.
pub fn search_workbook(xlsx: &[u8], needles: &[Needle]) -> Vec<Issue> {
    match Workbook::open(xlsx) {
        Ok(book) => {
            let mut issues = book.unread();
            issues.extend(book.haystack().search(needles));
            issues
        }
        Err(issue) => vec![issue],
    }
}

/// A workbook taken apart.
pub(super) struct Workbook {
    parts: Vec<Part>,
    /// What the archive says beside its parts: remarks.
    remarks: Vec<String>,
    /// Whether bytes lie in it that belong to no part.
    has_loose_bytes: bool,
}

impl Workbook {
    /// Takes a workbook apart.
    ///
    /// # Errors
    /// Bytes that are none.
    pub fn open(xlsx: &[u8]) -> Result<Self, Issue> {
        unpack(xlsx).map_err(|_| {
            Issue::error(
                "CB0910",
                "the workbook that was written cannot be read back",
            )
        })
    }

    /// An issue for each part that cannot be read as text.
    pub fn unread(&self) -> Vec<Issue> {
        let numbered = (1_u32..).zip(&self.parts);
        let unread = numbered.filter(|(_, part)| part.xml().is_none() && !part.is_picture());
        let mut issues: Vec<Issue> = unread
            .map(|(number, _)| {
                Issue::error(
                    "CB0910",
                    format!("part {number} of the workbook is neither XML nor a picture"),
                )
                .hint("write no macros and embed no files")
            })
            .collect();
        if self.has_loose_bytes {
            issues.push(
                Issue::error(
                    "CB0910",
                    "the workbook holds something that is none of its parts",
                )
                .hint("this is a fault of the program that wrote it"),
            );
        }
        issues
    }

    /// Everything that it says.
    pub fn haystack(&self) -> Haystack<'_> {
        let mut haystack = Haystack::default();
        let names = self.parts.iter().map(|part| part.name.as_str());
        let names = names.filter(|name| !vocabulary::is_usual_part(name));
        for name in names.chain(self.remarks.iter().map(String::as_str)) {
            haystack.add(Place::Named("the name of a part of the workbook"), name);
        }
        let strings = self.shared_strings();
        let mut used = BTreeSet::new();
        for part in &self.parts {
            self.say_part(part, &strings, &mut used, &mut haystack);
        }
        let unused = strings.iter().enumerate();
        for (_, text) in unused.filter(|(index, _)| !used.contains(index)) {
            haystack.add(
                Place::Named("a text of the workbook that no cell shows"),
                text,
            );
        }
        haystack
    }

    /// How many rows its sheets have.
    pub fn rows(&self) -> usize {
        let sheets = self.parts.iter().filter(|part| part.sheet().is_some());
        let sheets = sheets.filter_map(Part::xml);
        sheets.map(|xml| rows::read(xml, &[]).rows.len()).sum()
    }

    fn shared_strings(&self) -> Vec<String> {
        let mut parts = self.parts.iter();
        let part = parts.find(|part| part.is_shared_strings());
        part.and_then(Part::xml).map_or_else(Vec::new, strings)
    }

    fn say_part(
        &self,
        part: &Part,
        strings: &[String],
        used: &mut BTreeSet<usize>,
        haystack: &mut Haystack<'_>,
    ) {
        let Some(xml) = part.xml() else {
            return;
        };
        let texts = match part.sheet() {
            Some(sheet) => {
                let Rows { rows, rest, shown } = rows::read(xml, strings);
                for (row, text) in &rows {
                    haystack.join(Place::Row(sheet, *row), text);
                }
                haystack.end();
                used.extend(shown);
                rest
            }
            // Its texts are told with the cells that show them.
            None if part.is_shared_strings() => attributes(part, xml),
            None => texts(part, xml),
        };
        let place = Place::Named("a part of the workbook");
        texts.iter().for_each(|text| haystack.add(place, text));
    }
}

/// The texts that cells show by number. Runs within one leave a thin space between them, since formatting
/// can change inside a word.
fn strings(xml: &str) -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    for mark in marks(xml) {
        if mark.name == "si" && !mark.closes {
            strings.push(String::new());
        }
        if let Some(last) = strings.last_mut() {
            last.push('\u{2009}');
            last.push_str(&plain(mark.shown));
        }
    }
    strings
}

/// The texts of a part: what stands in each paragraph, and what each mark says. A part that workbooks do not
/// usually have is read to the letter too.
fn texts(part: &Part, xml: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    for mark in marks(xml) {
        if begins_a_text(&mark) {
            texts.push(String::new());
        }
        if !vocabulary::is_usual_text(mark.shown)
            && let Some(text) = texts.last_mut()
        {
            text.push('\u{2009}');
            text.push_str(&plain(mark.shown));
        }
    }
    texts.extend(attributes(part, xml));
    if !vocabulary::is_usual_part(&part.name) {
        texts.push(plain(xml));
    }
    texts
}

/// What the attributes of a part say, but for what every workbook says.
fn attributes(part: &Part, xml: &str) -> Vec<String> {
    let all = marks(xml).flat_map(|mark| values(mark.rest));
    let spoken = all.filter(|(name, value)| !vocabulary::is_usual(part, name, value));
    spoken.map(|(_, value)| value).collect()
}

/// A shared string, a comment, a property, a name.
fn begins_a_text(mark: &Mark<'_>) -> bool {
    let within = matches!(
        mark.name,
        "" | "r" | "t" | "rPr" | "b" | "i" | "u" | "sz" | "color" | "rFont" | "family"
    );
    !mark.closes && !within
}
