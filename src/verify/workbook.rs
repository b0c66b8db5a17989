//! The search of a workbook: every part of it, for hidden sheets, comments, properties and caches
//! are parts like any other.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::needle::{Haystack, Needle, Place};
use super::text::{pieces, spoken, unescape_entities};
use crate::issue::Issue;

/// Searches a workbook whole. A part that cannot be read as text is an issue of its own.
pub fn search_workbook(xlsx: &[u8], needles: &[Needle]) -> Vec<Issue> {
    let Ok((names, parts)) = unpack(xlsx) else {
        return vec![Issue::error(
            "CB0910",
            "the workbook that was written cannot be read back",
        )];
    };
    let place = Place::Named("a part of the workbook");
    let mut haystack = Haystack::default();
    let mut issues = Vec::new();
    haystack.add(place, &names);
    for (part, number) in parts.iter().zip(1..) {
        match texts(part) {
            Some(texts) => texts.iter().for_each(|text| haystack.add(place, text)),
            None if is_picture(part) => {}
            None => issues.push(unreadable(number)),
        }
    }
    issues.extend(haystack.search(needles));
    issues
}

fn unreadable(number: u32) -> Issue {
    Issue::error(
        "CB0910",
        format!("part {number} of the workbook is neither XML nor a picture"),
    )
    .hint("write no macros and embed no files")
}

/// The names of the parts and all remarks, as they lie at the archive's end, and the parts.
fn unpack(xlsx: &[u8]) -> zip::result::ZipResult<(String, Vec<Vec<u8>>)> {
    let mut archive = ZipArchive::new(Cursor::new(xlsx))?;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(index)?.read_to_end(&mut part)?;
        parts.push(part);
    }
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(0);
    let names = xlsx.get(start..).unwrap_or(xlsx);
    Ok((String::from_utf8_lossy(names).into_owned(), parts))
}

/// PNG and JPEG by their signatures.
fn is_picture(data: &[u8]) -> bool {
    data.starts_with(b"\x89PNG") || data.starts_with(b"\xFF\xD8\xFF")
}

/// The texts of an XML part: what stands in each cell or paragraph, and what each mark says. Runs
/// within a cell leave a thin space between them, since formatting can change inside a word.
fn texts(data: &[u8]) -> Option<Vec<String>> {
    let xml = std::str::from_utf8(data).ok()?;
    let mut said = Vec::new();
    let mut texts = vec![String::new()];
    for (mark, shown) in pieces(xml) {
        if begins_a_text(mark) {
            texts.push(String::new());
        }
        if let Some(words) = spoken(mark) {
            said.push(unescape_entities(words));
        }
        let text = texts.last_mut()?;
        text.push('\u{2009}');
        text.push_str(&unescape_entities(shown));
    }
    texts.append(&mut said);
    Some(texts)
}

/// A cell, a shared string, a comment, a property, a name.
fn begins_a_text(mark: &str) -> bool {
    let name = mark.split([' ', '/', '>']).next().unwrap_or_default();
    !matches!(
        name,
        "" | "r" | "t" | "rPr" | "b" | "i" | "u" | "sz" | "color" | "rFont" | "family"
    )
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::Needle;
    use super::search_workbook;

    fn found(name: &str, data: &[u8]) -> Vec<String> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("writing to memory");
        archive.write_all(data).expect("writing to memory");
        let xlsx = archive.finish().expect("writing to memory").into_inner();
        let spellings = vec!["Zoë Smith".into()];
        let needle = Needle {
            row: "D-1".into(),
            spellings,
            allowed: Vec::new(),
        };
        search_workbook(&xlsx, &[needle])
            .into_iter()
            .map(|issue| issue.code)
            .collect()
    }

    #[test]
    fn finds_a_needle_in_every_part() {
        let strings =
            "<sst><si><r><t>Zo</t></r><r><rPr><b/></rPr><t>&#xEB; Smith</t></r></si></sst>";
        assert_eq!(
            found("xl/sharedStrings.xml", strings.as_bytes()),
            ["CB0901"]
        );
        let sheet = "<workbook><sheet name=\"Zoe Smith\" state=\"hidden\"/></workbook>";
        assert_eq!(found("xl/workbook.xml", sheet.as_bytes()), ["CB0901"]);
        assert_eq!(found("xl/Zoe Smith.xml", b"<x/>"), ["CB0901"]);
        assert_eq!(found("xl/a.xml", b"<!-- Zoe Smith -->"), ["CB0901"]);
        assert_eq!(
            found("xl/a.xml", b"<c><v>Zoe</v></c><c><v>Smith</v></c>"),
            [""; 0]
        );
        assert_eq!(found("xl/macro.bin", b"\xD0\xCF\x11\xE0"), ["CB0910"]);
    }

    #[test]
    fn what_is_no_workbook_is_an_issue() {
        assert_eq!(search_workbook(b"no workbook", &[]).len(), 1);
    }
}
