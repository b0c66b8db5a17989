//! CSV in any dress: four encodings, three delimiters, cells with line breaks. Every row knows the
//! line at which it begins.

use std::sync::Arc;

use super::table::{Cell, Form, Grid, Row, Value};
use super::words::Words;
use super::{decode, faults};
use crate::issue::{Found, Issue, Origin, Place};

/// How many lines are looked at to tell the delimiter.
const HEADER_REGION: usize = 25;

/// What stands in the cells of a row that swallowed the rest of its file: none of it may be read
/// as belonging to that row's child.
const UNCLOSED: Value = Value::Fault("unclosed quotation mark");

/// Reads a CSV file as one grid; none where it is empty or not text.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Found<Vec<Grid>> {
    let (text, note) = match decode::text(file, bytes) {
        Ok(decoded) => decoded,
        Err(refusal) => {
            return Found {
                value: Vec::new(),
                issues: vec![*refusal],
            };
        }
    };
    let mut issues = Vec::from_iter(note);
    let rows = rows(file, &text, &mut issues);
    if rows.is_empty() {
        issues.push(nothing_in_it(file));
        return Found {
            value: Vec::new(),
            issues,
        };
    }
    let grid = Grid {
        file: file.clone(),
        name: "".into(),
        form: Form::Lines,
        rows,
    };
    Found {
        value: vec![grid],
        issues,
    }
}

/// Reads the records; the last one is looked at again for a quotation mark left open.
fn rows(file: &Arc<str>, text: &str, issues: &mut Vec<Issue>) -> Vec<Row> {
    let (body, delimiter) = layout(text);
    let shared = Arc::new(text.to_owned());
    let mut lines = Lines::from(text, text.len() - body.len());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let (mut rows, mut record, mut last) = (Vec::new(), csv::ByteRecord::new(), None);
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let (at, number) = lines.begin(text.len() - body.len() + start);
        if let Some(row) = row(number, &record, &shared, at) {
            rows.push(row);
            last = Some((at, number));
        }
    }
    if let Some((at, number)) = last
        && let Some(column) = open_quote(&text.as_bytes()[at..], delimiter)
    {
        spoil(&mut rows);
        issues.push(unclosed_quote(file, number, column));
    }
    rows
}

/// The text below a `sep=;` line, and the delimiter.
fn layout(text: &str) -> (&str, u8) {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (&text[first.len()..], *delimiter),
        _ => (text, delimiter(text)),
    }
}

/// The delimiter that cuts the most lines at the top into the same number of fields.
fn delimiter(text: &str) -> u8 {
    let candidates = [b',', b';', b'\t'];
    let mut counts: [Vec<usize>; 3] = Default::default();
    let (mut tally, mut quoted) = ([0; 3], false);
    for byte in text.bytes().chain([b'\n']) {
        match candidates.iter().position(|&candidate| candidate == byte) {
            _ if byte == b'"' => quoted = !quoted,
            Some(index) if !quoted => tally[index] += 1,
            _ if byte == b'\n' && !quoted => {
                counts
                    .iter_mut()
                    .zip(tally)
                    .for_each(|(list, count)| list.push(count));
                tally = [0; 3];
            }
            _ => {}
        }
        if counts[0].len() == HEADER_REGION {
            break;
        }
    }
    let best = (0..3).max_by_key(|&index| (agreement(&counts[index]), std::cmp::Reverse(index)));
    candidates[best.unwrap_or(0)]
}

/// How many lines agree on a count, and the count.
fn agreement(counts: &[usize]) -> (usize, usize) {
    let agreeing = |count| counts.iter().filter(|&&other| other == count).count();
    counts
        .iter()
        .filter(|&&count| count > 0)
        .map(|&count| (agreeing(count), count))
        .max()
        .unwrap_or_default()
}

/// The filled fields of a record that begins at that byte; none where all are blank.
fn row(number: u32, record: &csv::ByteRecord, text: &Arc<String>, at: usize) -> Option<Row> {
    let is_filled = |field: &&[u8]| !field.trim_ascii().is_empty();
    let mut cells = Vec::with_capacity(record.iter().filter(is_filled).count());
    let mut from = at;
    for (column, field) in (1..).zip(record) {
        // Fields of a text are text: quotes and delimiters are ASCII and cut no character in two.
        let words = String::from_utf8_lossy(field);
        let quote = usize::from(text.as_bytes().get(from) == Some(&b'"'));
        if !words.trim().is_empty() {
            cells.push(Cell {
                column,
                value: Value::Text(Words::stretch(text, from + quote, &words)),
            });
        }
        // Past the field, its quotes and the delimiter. Doubled quotes lead astray, and the rest of the row
        // then has words of its own.
        from += field.len() + 2 * quote + 1;
    }
    (!cells.is_empty()).then_some(Row { number, cells })
}

/// Counts lines up to the record that begins at a byte. The csv crate places a record after blank
/// lines at the first of them, so line ends are stepped over here.
struct Lines<'a> {
    bytes: &'a [u8],
    counted: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    fn from(text: &'a str, start: usize) -> Self {
        let mut lines = Self {
            bytes: text.as_bytes(),
            counted: 0,
            line: 1,
        };
        lines.count_to(start);
        lines
    }

    /// Where the record really begins: its byte and its line.
    fn begin(&mut self, byte: usize) -> (usize, u32) {
        let blank = self.bytes[byte..]
            .iter()
            .take_while(|&&b| b == b'\n' || b == b'\r')
            .count();
        self.count_to(byte + blank);
        (self.counted, self.line)
    }

    fn count_to(&mut self, byte: usize) {
        let step = &self.bytes[self.counted..byte];
        let feeds = step.iter().filter(|&&b| b == b'\n').count();
        let lone_returns = (self.counted..byte)
            .filter(|&at| self.bytes[at] == b'\r' && self.bytes.get(at + 1) != Some(&b'\n'))
            .count();
        self.line = self
            .line
            .saturating_add(u32::try_from(feeds + lone_returns).unwrap_or(u32::MAX));
        self.counted = byte;
    }
}

/// The field of the record in which a quotation mark is open at its end.
fn open_quote(record: &[u8], delimiter: u8) -> Option<u32> {
    let (mut column, mut quoted, mut fresh) = (1, false, true);
    for &byte in record {
        let opens = byte == b'"' && fresh;
        fresh = !quoted && byte == delimiter;
        if byte == b'"' && (quoted || opens) {
            // A doubled mark inside quotes closes and opens again.
            quoted = !quoted;
            fresh = !quoted;
        } else if fresh {
            column += 1;
        }
    }
    quoted.then_some(column)
}

/// Makes the last row one that every reader sets aside.
fn spoil(rows: &mut [Row]) {
    if let Some(row) = rows.last_mut() {
        row.cells.iter_mut().for_each(|cell| cell.value = UNCLOSED);
    }
}

fn unclosed_quote(file: &Arc<str>, line: u32, column: u32) -> Issue {
    Issue::error(
        faults::UNCLOSED_QUOTE,
        "a quotation mark is opened here and never closed; nothing after it was read",
    )
    .at(Origin {
        file: file.clone(),
        place: Place::Line { line, column },
    })
    .hint("the export may have broken off: export again, or close the mark in a text editor")
}

fn nothing_in_it(file: &Arc<str>) -> Issue {
    Issue::warning(faults::NOTHING_IN_IT, "the file holds no rows")
        .at(Origin::file(file.clone()))
        .hint("if the report should hold rows, run it again and look at its filters")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Found<Vec<Grid>> {
        read(&"test.csv".into(), text.as_bytes())
    }

    /// The rows as `line:cell|cell`, for tables of expectations.
    fn told(found: &Found<Vec<Grid>>) -> Vec<String> {
        let rows = found.value.iter().flat_map(|grid| &grid.rows);
        rows.map(|row| {
            let cells = row.cells.iter().map(|cell| match &cell.value {
                Value::Text(words) => format!("{}={words}", cell.column),
                other => format!("{}={other:?}", cell.column),
            });
            format!("{}:{}", row.number, cells.collect::<Vec<_>>().join("|"))
        })
        .collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts() {
        let cases: [(&str, &[&str]); 6] = [
            ("a,b\n1,2\n", &["1:1=a|2=b", "2:1=1|2=2"]),
            ("a,b\r\n\r\n\r\n1,2", &["1:1=a|2=b", "4:1=1|2=2"]),
            ("\n\na,b\n\n1,2", &["3:1=a|2=b", "5:1=1|2=2"]),
            (
                "a,b\n1,\"x\ny\"\n\n2,z",
                &["1:1=a|2=b", "2:1=1|2=x\ny", "5:1=2|2=z"],
            ),
            ("a,b\r1,2\r", &["1:1=a|2=b", "2:1=1|2=2"]),
            ("sep=;\na;b\n1;2,5", &["2:1=a|2=b", "3:1=1|2=2,5"]),
        ];
        for (text, expected) in cases {
            let found = read_text(text);
            assert_eq!(told(&found), expected, "{text:?}");
            assert!(found.issues.is_empty());
        }
    }

    #[test]
    fn the_delimiter_is_the_one_the_lines_agree_on() {
        let cases = [
            ("a,b,c\n1,2,3", b','),
            ("a;b;c\n1;2;one, two, three, four", b';'),
            ("a\tb\n1\tx; y; z", b'\t'),
            ("a,b\n\"1;2;3;4\",x", b','),
            ("alone\nx", b','),
        ];
        for (text, expected) in cases {
            assert_eq!(delimiter(text), expected, "{text:?}");
        }
    }

    #[test]
    fn short_and_long_rows_are_kept_and_blank_ones_are_not() {
        let found = read_text("a,b\n1\n1,2,3\n,,\n  ,\n");
        assert_eq!(told(&found), ["1:1=a|2=b", "2:1=1", "3:1=1|2=2|3=3"]);
    }

    #[test]
    fn an_open_quote_spoils_its_row_and_says_where() {
        let found = read_text("a,b,c\n\"x\"\"y\",1,2\n7,\"open,3\nAna,4,5\n");
        assert_eq!(found.value[0].rows.len(), 3);
        assert!(
            found.value[0].rows[2]
                .cells
                .iter()
                .all(|cell| cell.value == UNCLOSED)
        );
        assert_eq!(found.issues[0].code, faults::UNCLOSED_QUOTE);
        assert_eq!(
            found.issues[0].origins[0].place,
            Place::Line { line: 3, column: 2 }
        );
    }

    #[test]
    fn nothing_and_no_text_are_said() {
        for (bytes, code) in [
            (&b""[..], faults::NOTHING_IN_IT),
            (b"\xEF\xBB\xBF\r\n\r\n", faults::NOTHING_IN_IT),
            (b"PK\x03\x04\x14\0", faults::NOT_TEXT),
        ] {
            let found = read(&"test.csv".into(), bytes);
            assert!(found.value.is_empty());
            assert_eq!(found.issues[0].code, code);
        }
    }
}
