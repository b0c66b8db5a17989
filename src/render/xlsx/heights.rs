//! How high a row must be for its wrapped words. Excel finds this out by itself; other programs show
//! the rows of a file as high as the file says. A row of one line is left to grow with what is typed.

use crate::view::{Cell, Column};

/// The height of a line of Arial 12, and the most that a row can have, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;
/// Thousandths of the font's size that a unit of a column's width gives to words, a little less than
/// it is: a row too high is better than one that hides words.
const UNIT: f64 = 550.0;

/// The height of a row in points, where it needs more than one line.
pub(super) fn of_row(cells: &[Cell], columns: &[Column]) -> Option<f64> {
    let lines = cells.iter().zip(columns).map(|(cell, column)| match cell {
        Cell::Text(text) => lines(text, column.width),
        Cell::Empty | Cell::Date(_) | Cell::Number(_) => 1,
    });
    height(lines.max().unwrap_or(1))
}

/// The height of the row of headings in points, where it needs more than one line.
pub(super) fn of_headings(headings: &[String], columns: &[Column]) -> Option<f64> {
    // Bold words are wider, and a filter's button stands over the last line.
    let narrower = |width: f64| (width * 0.9 - 2.0).max(2.0);
    let lines = headings
        .iter()
        .zip(columns)
        .map(|(heading, column)| lines(heading, narrower(column.width)));
    height(lines.max().unwrap_or(1))
}

fn height(lines: usize) -> Option<f64> {
    (lines > 1).then(|| (lines as f64 * LINE + 1.0).min(HIGHEST))
}

/// How many lines a text takes when it is wrapped between words.
fn lines(text: &str, width: f64) -> usize {
    let room = width * UNIT;
    text.lines()
        .map(|line| wrapped(line, room))
        .sum::<usize>()
        .max(1)
}

fn wrapped(line: &str, room: f64) -> usize {
    let mut lines = 1;
    let mut used = 0.0;
    for word in line.split_inclusive(char::is_whitespace) {
        let long = advance(word);
        if used > 0.0 && used + long > room {
            lines += 1;
            used = 0.0;
        }
        used += long;
        // A word wider than the column is broken wherever it meets the edge.
        while used > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

fn advance(word: &str) -> f64 {
    word.chars().map(character).sum()
}

/// About how wide Arial sets a character, in thousandths of its size.
fn character(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' => 222.0,
        'f' | 't' | 'I' | ' '..='!' | ',' | '.'..='/' | ':' | ';' | '[' | ']' | '|' => 278.0,
        'r' | '(' | ')' | '-' | '"' | '{' | '}' | '*' => 355.0,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 900.0,
        'A'..='Z' | '&' => 722.0,
        '\u{1100}'.. => 1_000.0,
        'c' | 'k' | 's' | 'v' | 'x'..='z' => 500.0,
        _ => 556.0,
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_wrap_at_the_width_of_their_column() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("seen alone", 40.0), 1);
        assert_eq!(lines("one\ntwo", 40.0), 2);
        assert_eq!(lines(&"a".repeat(100), 10.0), 11);
        let visit = "Home visit by the social worker. The children were seen alone and spoke about school; ";
        assert_eq!(lines(&visit.repeat(3), 60.0), 4);
    }
}
