//! A worksheet row by row: its cells beside each other as they are seen, and apart from them all else that
//! the part says.

use super::vocabulary;
use crate::verify::marks::{Mark, marks, plain, values};

/// What a worksheet says.
#[derive(Default)]
pub(super) struct Rows {
    /// Each row's number and its cells, parted by tabs.
    pub rows: Vec<(u32, String)>,
    /// What stands beside the cells: headers, lists to choose from, guidance.
    pub rest: Vec<String>,
    /// The shared texts that its cells show.
    pub shown: Vec<usize>,
}

/// Reads a worksheet; `strings` are the texts that cells show by number.
pub(super) fn read(xml: &str, strings: &[String]) -> Rows {
    let mut rows = Rows::default();
    let (mut in_cells, mut shares) = (false, false);
    for mark in marks(xml) {
        match (mark.name, mark.closes) {
            ("sheetData", closes) => in_cells = !closes,
            ("row", false) if in_cells => rows.begin(&mark),
            ("c", false) if in_cells => {
                shares = mark.value("t").as_deref() == Some("s");
                rows.push("\t");
            }
            ("f", false) if in_cells => rows.push("\t"),
            _ => {}
        }
        rows.hear_values(&mark);
        if mark.shown.trim().is_empty() {
            continue;
        }
        match (in_cells, shares && mark.name == "v" && !mark.closes) {
            (true, true) => rows.push_shared(mark.shown, strings),
            (true, false) => rows.push(&format!("\u{2009}{}", plain(mark.shown))),
            (false, _) => rows.hear_rest(&mark),
        }
    }
    rows
}

impl Rows {
    fn begin(&mut self, mark: &Mark<'_>) {
        let written = mark.value("r").and_then(|number| number.parse().ok());
        let before = self.rows.last().map_or(0, |(number, _)| *number);
        let number = written.unwrap_or(before.saturating_add(1));
        self.rows.push((number, String::new()));
    }

    fn push(&mut self, text: &str) {
        match self.rows.last_mut() {
            Some((_, row)) => row.push_str(text),
            None => self.rest.push(text.to_owned()),
        }
    }

    fn push_shared(&mut self, number: &str, strings: &[String]) {
        let index = number.trim().parse().ok();
        match index.and_then(|index: usize| Some((index, strings.get(index)?))) {
            Some((index, text)) => {
                self.shown.push(index);
                self.push(text);
            }
            None => self.push(number),
        }
    }

    fn hear_values(&mut self, mark: &Mark<'_>) {
        let values = values(mark.rest).into_iter();
        let spoken = values.filter(|(name, value)| !vocabulary::is_usual_value(name, value));
        self.rest.extend(spoken.map(|(_, value)| value));
    }

    fn hear_rest(&mut self, mark: &Mark<'_>) {
        let text = plain(mark.shown);
        if mark.name.ends_with("Header") || mark.name.ends_with("Footer") {
            self.rest.push(without_codes(&text));
        }
        self.rest.push(text);
    }
}

/// A header or footer without its codes: `&C` for the middle, `&"Arial,Bold"`, `&12` for a size.
fn without_codes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        plain.push(' ');
        rest = match after.chars().next() {
            Some('"') => after[1..].split_once('"').map_or("", |(_, rest)| rest),
            Some(digit) if digit.is_ascii_digit() => {
                after.trim_start_matches(|c: char| c.is_ascii_digit())
            }
            Some(code) => &after[code.len_utf8()..],
            None => "",
        };
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_beside_each_other_in_their_rows() {
        let xml = "<worksheet><sheetData><row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c>\
            <c r=\"B3\"><v>41710</v></c></row><row><c t='inlineStr'><is><t>Kim</t></is></c></row>\
            </sheetData><headerFooter><oddHeader>&amp;C&amp;\"Arial,Bold\"&amp;12Kim</oddHeader></headerFooter></worksheet>";
        let read = read(xml, &["never".to_owned(), "Smith".to_owned()]);
        let rows: Vec<(u32, &str)> = read
            .rows
            .iter()
            .map(|(row, text)| (*row, text.as_str()))
            .collect();
        assert_eq!(rows, [(3, "\tSmith\t\u{2009}41710"), (4, "\t\u{2009}Kim")]);
        assert_eq!(read.shown, [1]);
        assert!(read.rest.contains(&"   Kim".to_owned()), "{:?}", read.rest);
    }
}
