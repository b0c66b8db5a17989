//! Workbooks read back by another program: every text survives, dates are dates, names are allowed.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::NaiveDate;

use super::{Profile, Properties, template, workbook};
use crate::view::{Cell, Column, ColumnKind, Sheet};

fn properties() -> Properties {
    Properties {
        title: "Chronology & more".to_owned(),
        author: "casebinder".to_owned(),
        subject: "C-1".to_owned(),
        status: "Draft".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        created: NaiveDate::from_ymd_opt(2026, 11, 22).expect("the day exists"),
    }
}

fn column(heading: &str, kind: ColumnKind) -> Column {
    Column {
        heading: heading.to_owned(),
        kind,
        width: 20.0,
        editable: false,
        about: String::new(),
    }
}

fn sheet(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: "Events".to_owned(),
        title: "Events".to_owned(),
        intro: Vec::new(),
        columns,
        rows,
    }
}

fn texts(texts: &[String]) -> Sheet {
    let rows = texts
        .iter()
        .map(|text| vec![Cell::Text(text.clone())])
        .collect();
    sheet(vec![column("Words", ColumnKind::Text)], rows)
}

fn read(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("another reader opens it");
    book.worksheets()
}

fn write(sheets: &[Sheet], profile: Profile) -> Vec<(String, Range<Data>)> {
    read(workbook(sheets, &properties(), profile).expect("the workbook is written"))
}

/// The text of column A under the heading.
fn below(range: &Range<Data>, heading: &str) -> Vec<String> {
    let column = range
        .rows()
        .map(|row| row[0].as_string().unwrap_or_default());
    column.skip_while(|text| text != heading).skip(1).collect()
}

/// Texts that the format, the library or a reader treats apart.
const APART: [&str; 28] = [
    "=1+1",
    "+44 1604",
    "-",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "<r>bold</r>",
    "<r>_x0041_ & \u{1}</r>",
    "_x0041_",
    "_x005F_x0041_",
    "_xFFFF_",
    "]]>",
    "<t>",
    "&amp;",
    "&#10;",
    " spaces ",
    "\nline\n",
    "a\r\nb",
    "\u{0}",
    "\u{feff}start",
    "\u{202e}backwards",
    "e\u{301}",
    "🧑‍🧑‍🧒",
    "\u{10fffd}",
    "00123",
    "12/03/14",
    "TRUE",
    "#N/A",
];

/// Every character there is, a few in each text, after those that are treated apart.
fn hostile() -> Vec<String> {
    let block = |start| {
        let characters: String = (start..start + 0x40).filter_map(char::from_u32).collect();
        format!("|{characters}|")
    };
    let blocks = (0..=0x10_FFFF_u32)
        .step_by(0x40)
        .map(block)
        .filter(|text| text.len() > 2);
    APART.map(str::to_owned).into_iter().chain(blocks).collect()
}

#[test]
fn every_text_survives() {
    let written = hostile();
    for profile in [Profile::Working, Profile::Disclosure] {
        let found = below(&write(&[texts(&written)], profile)[0].1, "Words");
        assert_eq!(found.len(), written.len());
        for (found, written) in found.iter().zip(&written) {
            assert_eq!(found, written);
        }
    }
}

#[test]
fn hostile_words_stand_anywhere() {
    for text in hostile().iter().take(APART.len() + 8) {
        let choice = ColumnKind::Choice(vec![text.clone(), "a, b".to_owned()]);
        let mut one = sheet(
            vec![column(text, ColumnKind::Text), column(text, choice)],
            vec![vec![Cell::Text(text.clone())]],
        );
        one.columns[1].editable = true;
        one.columns[1].about = text.repeat(9);
        one.name.clone_from(text);
        one.title.clone_from(text);
        one.intro = vec![text.clone()];
        let about = Properties {
            title: text.clone(),
            marking: text.clone(),
            ..properties()
        };
        for profile in [Profile::Working, Profile::Disclosure] {
            read(workbook(&[one.clone(), one.clone()], &about, profile).expect("it is written"));
        }
        read(template(&[one.clone(), one], 10, &about).expect("it is written"));
    }
}

#[test]
fn long_texts_go_on_in_further_rows() {
    for start in ["<r>", "ab "] {
        let long = format!("{start}{}</r>", "wörter & 🧒 ".repeat(9_000));
        let row = vec![Cell::Text("E1".to_owned()), Cell::Text(long.clone())];
        let columns = vec![
            column("Entry", ColumnKind::Text),
            column("Words", ColumnKind::Text),
        ];
        let (_, range) = &write(&[sheet(columns, vec![row])], Profile::Working)[0];
        let rows: Vec<_> = range
            .rows()
            .skip_while(|row| row[0] != "Entry")
            .skip(1)
            .collect();
        assert!(rows.len() > 2 && rows.iter().all(|row| row[0] == "E1"));
        let pieces = rows
            .iter()
            .map(|row| row[1].as_string().unwrap_or_default());
        let joined: String = pieces
            .map(|piece| piece.replace("(continued) ", ""))
            .collect();
        assert_eq!(joined, long);
    }
}

#[test]
fn dates_and_numbers_are_typed() {
    let days = ["1900-02-28", "1900-03-01", "2024-02-29", "9999-12-31"];
    let cells = days.map(|day| {
        vec![
            Cell::Date(day.parse().expect("a day")),
            Cell::Number(f64::NAN),
        ]
    });
    let columns = vec![
        column("Date", ColumnKind::Date),
        column("Pages", ColumnKind::Number),
    ];
    let (_, range) = &write(&[sheet(columns, cells.to_vec())], Profile::Working)[0];
    let found: Vec<_> = range
        .rows()
        .skip_while(|row| row[0] != "Date")
        .skip(1)
        .collect();
    assert_eq!(found[0][0], "28 Feb 1900");
    for (row, serial) in found.iter().zip([0.0, 61.0, 45_351.0, 2_958_465.0]).skip(1) {
        assert!(row[0].is_datetime());
        assert_eq!(row[0].get_datetime().map(|day| day.as_f64()), Some(serial));
        assert_eq!(row[1], "NaN");
    }
}

#[test]
fn the_same_sheets_give_the_same_bytes() {
    let choice = ColumnKind::Choice((0..60).map(|n| format!("choice {n}")).collect());
    let sheets = [
        texts(&hostile()),
        sheet(vec![column("Kind", choice)], vec![vec![Cell::Empty]]),
    ];
    let write = || workbook(&sheets, &properties(), Profile::Working).expect("it is written");
    let first = write();
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == write());
}

#[test]
fn names_of_sheets_are_made_allowed_and_unique() {
    let names = [
        "A/B:C",
        "a b c",
        "",
        "'",
        "History",
        &"x".repeat(40),
        &"X".repeat(41),
        "Lists",
    ];
    let sheets: Vec<Sheet> = names
        .iter()
        .map(|name| Sheet {
            name: (*name).to_owned(),
            ..texts(&["w".to_owned()])
        })
        .collect();
    let named: Vec<String> = write(&sheets, Profile::Working)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let long = ["x".repeat(31), "X".repeat(27) + " (2)"];
    let expected = [
        "A B C",
        "a b c (2)",
        "Sheet",
        "Sheet (2)",
        "History (2)",
        &long[0],
        &long[1],
        "Lists (2)",
    ];
    assert_eq!(named, expected);
}

#[test]
fn a_sheet_without_rows_says_so() {
    for profile in [Profile::Working, Profile::Disclosure] {
        let (_, range) = &write(&[texts(&[])], profile)[0];
        let lines: Vec<_> = range
            .rows()
            .map(|row| row[0].as_string().unwrap_or_default())
            .collect();
        assert_eq!(lines, ["Events", "OFFICIAL-SENSITIVE", "No rows."]);
    }
}

#[test]
fn a_blank_workbook_holds_headings_alone() {
    let choice = ColumnKind::Choice(vec!["fact".to_owned(), "opinion".to_owned()]);
    let columns = vec![
        column("id", ColumnKind::Text),
        column("date", ColumnKind::Date),
        column("basis", choice),
    ];
    let book =
        read(template(&[sheet(columns, Vec::new())], 1_000, &properties()).expect("it is written"));
    let (guidance, events) = (&book[0], &book[1]);
    assert_eq!(
        (guidance.0.as_str(), events.0.as_str()),
        ("Guidance", "Events")
    );
    let rows: Vec<_> = events
        .1
        .rows()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    assert_eq!(
        rows,
        [["id", "date", "basis"].map(|name| Data::String(name.to_owned()))]
    );
    assert_eq!(below(&guidance.1, "Sheet"), ["Events"; 4]);
}

#[test]
fn a_row_wider_than_its_sheet_is_refused() {
    let wide = sheet(
        vec![column("A", ColumnKind::Text)],
        vec![vec![Cell::Empty, Cell::Empty]],
    );
    let refused = workbook(&[wide], &properties(), Profile::Working).expect_err("it is refused");
    assert_eq!(refused.code, "CB0611");
    assert!(!write(&[], Profile::Disclosure).is_empty());
}

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a ZIP file");
    let part = archive.by_name(name).expect("the part is there");
    std::io::read_to_string(part).expect("it is text")
}

#[test]
fn what_asks_somebody_to_act_is_set_apart_by_more_than_a_colour() {
    let standing = ColumnKind::Standing(vec!["Overdue".to_owned()]);
    let columns = vec![
        column("How far", standing),
        column("Late", ColumnKind::Watched),
    ];
    let rows = vec![
        vec![Cell::Text("Overdue".to_owned()), Cell::Number(2.0)],
        vec![Cell::Text("In time".to_owned()), Cell::Number(0.0)],
    ];
    let sheets = [sheet(columns, rows)];
    let working = workbook(&sheets, &properties(), Profile::Working).expect("it is written");
    let page = part(&working, "xl/worksheets/sheet1.xml");
    assert_eq!(page.matches("<conditionalFormatting").count(), 2, "{page}");
    assert!(
        page.contains("beginsWith") && page.contains("greaterThan"),
        "{page}"
    );
    let styles = part(&working, "xl/styles.xml");
    let apart = styles.split("<dxf>").nth(1).expect("a format is set apart");
    assert!(apart.contains("<b/>") && apart.contains("<u/>"), "{apart}");
    let given = workbook(&sheets, &properties(), Profile::Disclosure).expect("it is written");
    assert!(!part(&given, "xl/worksheets/sheet1.xml").contains("conditionalFormatting"));
}
