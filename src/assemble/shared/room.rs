//! How much room words take at most when they are set, so that a row that may not fit its page is told
//! from one that is best kept together.

use serde_json::Value;

use crate::model::{Run, Text};

/// What a character counts that no face may have: it is then printed as a mark such as `[U+1F466]`.
const MARK: usize = 10;
/// What a line break counts: most of a line in a narrow column.
const LINE: usize = 20;

/// The room that words take, in letters.
pub fn room(words: &str) -> usize {
    words.chars().map(of_character).sum()
}

/// The room that a text takes, gaps apart: these are short.
pub fn room_of(text: &Text) -> usize {
    text.runs().iter().filter_map(Run::words).map(room).sum()
}

/// The room that all words of a row take.
pub fn room_in(row: &Value) -> usize {
    match row {
        Value::String(words) => room(words),
        Value::Array(items) => items.iter().map(room_in).sum(),
        Value::Object(fields) => fields.values().map(room_in).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn of_character(character: char) -> usize {
    match character {
        '\n' => LINE,
        ' '..='~' | '\u{a0}'..='\u{52f}' | '\u{2010}'..='\u{2027}' => character.len_utf8(),
        _ => MARK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_become_a_mark_takes_the_room_of_one() {
        assert_eq!(room("Ada’s visit"), 13);
        assert_eq!(room("\u{1f466}\u{1}"), 2 * MARK);
        assert_eq!(room("a\nb"), 2 + LINE);
    }
}
