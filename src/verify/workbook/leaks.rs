//! Workbooks put together by hand, as no writer of ours would make them: a clean one, in which nothing may be
//! found, and what is done to it.

mod hidden;
mod planted;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::verify::{Allowed, Needle, ReleaseFile, Spot, check_release};

/// The parts of a clean workbook with one table.
const PARTS: [(&str, &str); 9] = [
    (
        "[Content_Types].xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
    ),
    (
        "docProps/app.xml",
        "<Properties><Application>Microsoft Excel</Application><Company></Company></Properties>",
    ),
    (
        "docProps/core.xml",
        "<cp:coreProperties xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>The record of C-1</dc:title></cp:coreProperties>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><bookViews><workbookView xWindow=\"240\" windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews><sheets><sheet name=\"Events\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">Events!$1:$1</definedName></definedNames></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
    (
        "xl/worksheets/sheet1.xml",
        "<worksheet><dimension ref=\"A1:B41710\"/><cols><col min=\"1\" max=\"1\" width=\"12.5\" customWidth=\"1\"/></cols><sheetData><row r=\"1\" spans=\"1:2\" ht=\"30\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"41710\"><c r=\"A41710\"><v>45363</v></c><c r=\"B41710\" t=\"s\"><v>2</v></c></row></sheetData><pageSetup orientation=\"landscape\"/></worksheet>",
    ),
    (
        "xl/sharedStrings.xml",
        "<sst count=\"3\" uniqueCount=\"3\"><si><t>Date</t></si><si><t>What happened</t></si><si><t>The plan was agreed.</t></si></sst>",
    ),
    (
        "xl/tables/table1.xml",
        "<table id=\"1\" name=\"table_events\" displayName=\"table_events\" ref=\"A1:B41710\"><tableColumns count=\"2\"><tableColumn id=\"1\" name=\"Date\"/><tableColumn id=\"2\" name=\"What happened\"/></tableColumns><tableStyleInfo name=\"TableStyleLight1\"/></table>",
    ),
    (
        "xl/theme/theme1.xml",
        "<a:theme name=\"Office Theme\"><a:minorFont><a:latin typeface=\"Cambria\"/><a:font script=\"Taml\" typeface=\"Latha\"/><a:font script=\"Hans\" typeface=\"宋体\"/></a:minorFont><a:gs pos=\"35000\"><a:lin ang=\"16200000\"/><a:off cx=\"38000\"/></a:gs></a:theme>",
    ),
];

/// What is done to the clean workbook.
#[derive(Clone, Copy)]
enum Leak {
    /// In a part, words stand in place of others.
    Edit(&'static str, &'static str, &'static str),
    /// There is one more part.
    Part(&'static str, &'static str),
}

use Leak::{Edit, Part};

fn book(leaks: &[Leak]) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = PARTS
        .iter()
        .map(|(name, xml)| ((*name).to_owned(), (*xml).to_owned()))
        .collect();
    for leak in leaks {
        match leak {
            Part(name, xml) => parts.push(((*name).to_owned(), (*xml).to_owned())),
            Edit(part, from, to) => {
                let found = parts.iter_mut().find(|(name, _)| name == part);
                let (_, xml) = found.expect("the clean workbook has that part");
                assert!(xml.contains(from), "{part} holds {from}");
                *xml = xml.replacen(from, to, 1);
            }
        }
    }
    zipped(&parts, "")
}

fn zipped(parts: &[(String, String)], comment: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        let begun = archive.start_file(name.as_str(), SimpleFileOptions::default());
        begun.expect("writing to memory");
        archive
            .write_all(xml.as_bytes())
            .expect("writing to memory");
    }
    archive.set_comment(comment).expect("a short remark");
    archive.finish().expect("writing to memory").into_inner()
}

fn needle(row: &str, spellings: &[&str]) -> Needle {
    Needle {
        row: row.into(),
        spellings: spellings.iter().map(|it| (*it).to_owned()).collect(),
        allowed: Vec::new(),
    }
}

fn kim() -> Vec<Needle> {
    vec![needle("D-17", &["Kim Smith", "07700 900123", "41711"])]
}

/// The codes of what a check of a release with this one workbook says, each once.
fn codes(xlsx: &[u8], needles: &[Needle]) -> Vec<String> {
    let name = "C-1-data.xlsx";
    let issues = check_release(&[ReleaseFile { name, bytes: xlsx }], needles);
    let issues = issues.err().unwrap_or_default();
    assert!(
        issues
            .iter()
            .all(|issue| !issue.to_string().contains("Smith"))
    );
    let mut codes: Vec<String> = issues.into_iter().map(|issue| issue.code).collect();
    codes.sort();
    codes.dedup();
    codes
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BOOK: &str = "xl/workbook.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
#[test]
fn nothing_in_a_clean_workbook() {
    assert_eq!(codes(&book(&[]), &kim()), [""; 0]);
    // What the format itself says, some of it names and birthdays.
    let words = [
        "Latha", "Hans", "Max", "Min", "Val", "Main", "Page", "Office", "Light", "Style", "Lin",
        "Ang", "Pos", "Sheet", "Theme", "Cambria", "Script", "Ty", "Ref", "Types", "Excel",
        "Windows", "Company", "16095", "9660", "35000", "38000", "41710", "16200000", "A1",
    ];
    let needles: Vec<Needle> = words.iter().map(|word| needle(word, &[word])).collect();
    assert_eq!(codes(&book(&[]), &needles), [""; 0]);
}

#[test]
fn a_row_can_be_allowed_and_no_other() {
    let leak = Edit(STRINGS, "The plan", "Kim Smith");
    let allowed = |row| {
        let mut needles = kim();
        needles[0].allowed.push(Allowed {
            file: "C-1-data.xlsx".into(),
            spot: Spot::Row { sheet: 1, row },
        });
        codes(&book(&[leak]), &needles)
    };
    assert_eq!(allowed(41710), [""; 0]);
    assert_eq!(allowed(1), ["CB0901"]);
}

#[test]
fn a_serial_number_is_whole_or_another_day() {
    for other in ["141711", "4171", "417110", "41710.5"] {
        let bytes = book(&[Edit(SHEET, "45363", other)]);
        assert_eq!(codes(&bytes, &kim()), [""; 0], "{other}");
    }
}
