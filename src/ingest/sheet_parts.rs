//! What a workbook says beside its cells: hidden rows and columns, merged ranges, and where a cell
//! stands that could not be read. Every part is unpacked here first, under a limit, so that a
//! small file cannot grow beyond the memory of the machine.

use std::borrow::Cow;
use std::cell::Cell as Budget;
use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

/// How many bytes the XML of one workbook may unpack to.
const UNPACKED: u64 = 1 << 30;

/// What is known of a sheet beside its cells; rows and columns count from 1.
#[derive(Debug, Default)]
pub(super) struct SheetParts {
    /// In rising order.
    pub(super) hidden_rows: Vec<u32>,
    /// First and last of each run.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// The first cell of each range, as row and column.
    pub(super) merged: Vec<(u32, u32)>,
    /// The number of the part that holds it.
    part: usize,
}

impl SheetParts {
    pub(super) fn hides_row(&self, row: u32) -> bool {
        self.hidden_rows.binary_search(&row).is_ok()
    }

    pub(super) fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// Why a file is no workbook that can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Not a zip archive, or a broken one.
    Damaged,
    /// A zip archive, but no workbook.
    NotAWorkbook,
    /// A binary workbook or an OpenDocument spreadsheet.
    OtherKind,
    /// It unpacks to more than the limit.
    TooLarge,
}

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The parts of every sheet, by the sheet's name.
///
/// # Errors
/// Why the file cannot be read as a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<HashMap<String, SheetParts>, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names = part_names(&zip);
    if names
        .iter()
        .any(|name| name == "xl/workbook.bin" || name == "content.xml")
    {
        return Err(Unreadable::OtherKind);
    }
    if !names.iter().any(|name| name.ends_with("workbook.xml")) {
        return Err(Unreadable::NotAWorkbook);
    }
    let budget = Budget::new(UNPACKED);
    let sheets = sheet_names(&mut zip, &budget);
    let mut found = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let part = zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let part = Limited {
            part,
            budget: &budget,
        };
        if let Some(sheet) = sheets.get(name) {
            found.insert(
                sheet.clone(),
                SheetParts {
                    part: index,
                    ..sheet_parts(part)
                },
            );
        } else if name.ends_with(".xml") || name.ends_with(".rels") {
            unpack(part)?;
        }
    }
    if budget.get() == 0 {
        Err(Unreadable::TooLarge)
    } else {
        Ok(found)
    }
}

/// Where the cells with these numbers in the order of the file stand, as row and column from 1.
pub(super) fn positions(bytes: &[u8], parts: &SheetParts, wanted: &[usize]) -> Vec<(u32, u32)> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let Ok(part) = zip.by_index(parts.part) else {
        return Vec::new();
    };
    let (mut number, mut row, mut column, mut found) = (0, 0, 0, Vec::new());
    each_element(part, |element| match element.local_name().as_ref() {
        "row" => {
            row = attribute(element, "r")
                .and_then(|r| r.parse().ok())
                .unwrap_or(row + 1);
            column = 0;
        }
        "c" => {
            let place = attribute(element, "r").and_then(|reference| cell_place(&reference));
            (row, column) = place.unwrap_or((row, column + 1));
            if wanted.binary_search(&number).is_ok() {
                found.push((row, column));
            }
            number += 1;
        }
        _ => {}
    });
    found
}

/// A part read against what is left of the whole workbook's limit.
struct Limited<'a, R: Read> {
    part: ZipFile<'a, R>,
    budget: &'a Budget<u64>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(into)?;
        self.budget
            .set(self.budget.get().saturating_sub(read as u64));
        if self.budget.get() == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}

/// Unpacks a part to nowhere. Only XML comes here: no reader ever unpacks pictures and the like.
fn unpack<R: Read>(mut part: Limited<'_, R>) -> Result<(), Unreadable> {
    match io::copy(&mut part, &mut io::sink()) {
        Err(_) if part.budget.get() == 0 => Err(Unreadable::TooLarge),
        Err(_) => Err(Unreadable::Damaged),
        Ok(_) => Ok(()),
    }
}

/// The names of all parts in lower case, in the order of the archive.
fn part_names(zip: &Zip<'_>) -> Vec<String> {
    let name = |name: Result<Cow<'_, str>, _>| name.unwrap_or_default().to_ascii_lowercase();
    zip.file_names().map(name).collect()
}

/// The name of each sheet, by the name of its part in lower case.
fn sheet_names(zip: &mut Zip<'_>, budget: &Budget<u64>) -> HashMap<String, String> {
    let workbook = targets(zip, budget, "_rels/.rels", "")
        .into_iter()
        .find(|(_, target, kind)| kind.ends_with("/officeDocument") && !target.is_empty())
        .map_or_else(|| "xl/workbook.xml".to_owned(), |(_, target, _)| target);
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let relations = targets(zip, budget, &format!("{folder}/_rels/{file}.rels"), folder);
    let mut names = HashMap::new();
    with_part(zip, budget, &workbook, |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some((_, target, _)) = relations.iter().find(|(known, ..)| *known == id)
        {
            names.insert(target.to_ascii_lowercase(), name);
        }
    });
    names
}

/// The relations of a part: id, target from the root of the archive, kind.
fn targets(
    zip: &mut Zip<'_>,
    budget: &Budget<u64>,
    part: &str,
    folder: &str,
) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    with_part(zip, budget, part, |element| {
        if element.local_name().as_ref() != "Relationship" {
            return;
        }
        let value = |name| attribute(element, name).unwrap_or_default();
        let target = value("Target");
        let target = match target.strip_prefix('/') {
            Some(rooted) => rooted.to_owned(),
            None if folder.is_empty() => target,
            None => format!("{folder}/{target}"),
        };
        found.push((value("Id"), target, value("Type")));
    });
    found
}

/// Calls with each element of a part, where there is such a part.
fn with_part(
    zip: &mut Zip<'_>,
    budget: &Budget<u64>,
    name: &str,
    visit: impl FnMut(&BytesStart<'_>),
) {
    let name = name.to_ascii_lowercase();
    let found = part_names(zip).iter().position(|found| *found == name);
    if let Some(Ok(part)) = found.map(|index| zip.by_index(index)) {
        each_element(Limited { part, budget }, visit);
    }
}

/// Reads what a sheet says of its rows, columns and merged ranges.
fn sheet_parts(part: impl Read) -> SheetParts {
    let (mut parts, mut row) = (SheetParts::default(), 0);
    each_element(part, |element| match element.local_name().as_ref() {
        "row" => {
            row = attribute(element, "r")
                .and_then(|r| r.parse().ok())
                .unwrap_or(row + 1);
            if is_hidden(element) || attribute(element, "ht").is_some_and(|height| is_zero(&height))
            {
                parts.hidden_rows.push(row);
            }
        }
        "col" => {
            let number = |name| attribute(element, name).and_then(|value| value.parse().ok());
            let thin = attribute(element, "width").is_some_and(|width| is_zero(&width));
            if let (true, Some(first), Some(last)) =
                (thin || is_hidden(element), number("min"), number("max"))
            {
                parts.hidden_columns.push((first, last));
            }
        }
        "mergeCell" => {
            let first = attribute(element, "ref").and_then(|range| cell_place(&range));
            parts.merged.extend(first);
        }
        _ => {}
    });
    parts.hidden_rows.sort_unstable();
    parts
}

/// Calls with each element, up to the first fault; the reader of the cells reports that.
fn each_element(part: impl Read, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, part));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => visit(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false);
    let found = attributes
        .flatten()
        .find(|found| found.key.local_name().as_ref() == name)?;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(|value| value.into_owned())
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true"))
}

fn is_zero(measure: &str) -> bool {
    measure.parse() == Ok(0.0)
}

/// The row and column of `B4`, or of the first cell of `B4:C7`.
fn cell_place(reference: &str) -> Option<(u32, u32)> {
    let letters = reference
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let (letters, rest) = reference.split_at(letters);
    let digits = rest.split(':').next()?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        column
            .checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((digits.parse().ok()?, column)).filter(|_| column > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_places() {
        for (reference, place) in [
            ("A1", Some((1, 1))),
            ("$A$1", None),
            ("AA10:AB12", Some((10, 27))),
            ("XFD1048576", Some((1_048_576, 16_384))),
            ("7", None),
            ("B", None),
            ("ZZZZZZZZZZ1", None),
        ] {
            assert_eq!(cell_place(reference), place, "{reference}");
        }
    }

    #[test]
    fn a_sheet_tells_what_it_hides() {
        let sheet = r#"<worksheet><cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="0"/></cols>
            <sheetData><row r="3" hidden="1"><c r="A3"/></row><row/><row ht="0"/></sheetData>
            <mergeCells><mergeCell ref="A1:D1"/></mergeCells></worksheet>"#;
        let parts = sheet_parts(sheet.as_bytes());
        assert_eq!(parts.hidden_rows, [3, 5]);
        assert_eq!(parts.hidden_columns, [(2, 3), (5, 5)]);
        assert_eq!(parts.merged, [(1, 1)]);
        assert!(parts.hides_row(3) && !parts.hides_row(4) && parts.hides_column(3));
    }

    #[test]
    fn what_is_no_workbook_says_so() {
        assert!(matches!(read(b"no zip"), Err(Unreadable::Damaged)));
    }
}
