//! Characters that cannot be printed become a visible mark, so that no character costs a document.
//! Ingest has placed an issue at the cell; here the character is only replaced.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fonts::Faces;

/// The mark that stands for a character.
pub(super) fn mark(character: char) -> String {
    format!("[U+{:04X}]", character as u32)
}

/// Replaces every character of every string that `refused` names.
pub(super) fn replace(value: &mut Value, refused: &dyn Fn(char) -> bool) {
    match value {
        Value::String(text) => {
            if text.chars().any(refused) {
                *text = marked(text, refused);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, refused)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|field| replace(field, refused)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Lets runs without a space break where `is_wide` says that they would not fit a column. It cannot tell
/// words from names by which a layout looks something up, so that such names must be short.
pub(super) fn soften(value: &mut Value, is_wide: &dyn Fn(&str) -> bool) {
    match value {
        Value::String(text) => {
            if text
                .split([' ', '\n'])
                .any(|run| run.len() >= SHORT && is_wide(run))
            {
                let runs: Vec<String> = text
                    .split_inclusive([' ', '\n'])
                    .map(|run| {
                        if run.len() >= SHORT && is_wide(run) {
                            softened(run, is_wide)
                        } else {
                            run.to_owned()
                        }
                    })
                    .collect();
                *text = runs.concat();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| soften(item, is_wide)),
        Value::Object(fields) => fields.values_mut().for_each(|field| soften(field, is_wide)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Runs shorter than this fit every column.
const SHORT: usize = 10;

/// The parts of a run between which a line may break as it is: after a hyphen that joins two words.
fn parts(run: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    let mut parts = Vec::new();
    let mut from = 0;
    for three in letters.windows(3) {
        let [(_, before), (_, hyphen), (at, after)] = three else {
            continue;
        };
        if *hyphen == '-' && before.is_alphabetic() && after.is_alphabetic() {
            parts.push(&run[from..*at]);
            from = *at;
        }
    }
    parts.push(&run[from..]);
    parts
}

/// The run with places to break in each of its parts that is wide.
fn softened(run: &str, is_wide: &dyn Fn(&str) -> bool) -> String {
    let each = parts(run).into_iter().map(|part| {
        if part.len() >= SHORT && is_wide(part) {
            broken(part)
        } else {
            part.to_owned()
        }
    });
    each.collect()
}

/// The run with a place to break after every few characters.
fn broken(run: &str) -> String {
    let mut out = String::with_capacity(run.len() * 2);
    for (index, character) in run.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            out.push('\u{200B}');
        }
        // A no-break space would hold the pieces together.
        out.push(if character == '\u{A0}' {
            ' '
        } else {
            character
        });
    }
    out
}

/// The text with marks in place of what is refused.
pub(super) fn marked(text: &str, refused: &dyn Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if refused(character) {
            out.push_str(&mark(character))
        } else {
            out.push(character)
        }
    }
    out
}

/// The text of a drawing, in which words have the room that they were measured to need: a mark only in
/// place of what no face has; else a question mark, or nothing where the character takes no room.
pub(super) fn fitted(text: &str, refused: &dyn Fn(char) -> bool, faces: &Faces) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        let takes_room = || faces.width(character.encode_utf8(&mut [0; 4]), 1.0) > 0.0;
        match character {
            _ if !refused(character) => out.push(character),
            _ if !faces.covers(character) => out.push_str(&mark(character)),
            _ if takes_room() => out.push('?'),
            _ => {}
        }
    }
    out
}

/// Characters that no face has, or that PDF/A refuses whatever the face.
pub(super) fn unprintable(faces: &Faces) -> impl Fn(char) -> bool {
    move |character| {
        if character.is_ascii() {
            return character.is_ascii_control() && character != '\n' && character != '\t';
        }
        let point = character as u32;
        let private = matches!(point, 0xE000..=0xF8FF | 0xF0000..=0x10_FFFF);
        let refused = private || point == 0xFEFF || (0xFDD0..=0xFDEF).contains(&point);
        refused || point & 0xFFFE == 0xFFFE || character.is_control() || !faces.covers(character)
    }
}

/// The characters that an exporter's refusal names, quoted in backticks as typst writes them.
pub(super) fn named_in(message: &str) -> BTreeSet<char> {
    let quoted = message.split('`').skip(1).step_by(2).flat_map(unescaped);
    quoted
        .filter(|c| !c.is_ascii_graphic() && *c != ' ')
        .collect()
}

/// The characters of a typst string literal.
fn unescaped(literal: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut rest = literal.trim_matches('"');
    while let Some(character) = rest.chars().next() {
        let escape = rest
            .strip_prefix("\\u{")
            .and_then(|tail| tail.split_once('}'));
        if let Some((digits, tail)) = escape {
            out.extend(
                u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32),
            );
            rest = tail;
        } else {
            out.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_a_refusal() {
        let named = named_in("the text `\"a\\u{f0b7}\"` could not be displayed with `\"Sans\"`");
        assert_eq!(named.into_iter().collect::<Vec<_>>(), ['\u{f0b7}']);
    }

    #[test]
    fn strings_within_a_value_are_marked() {
        let mut value = serde_json::json!({ "a": ["x\u{1F600}y", 1] });
        replace(&mut value, &|c| c == '\u{1F600}');
        assert_eq!(value, serde_json::json!({ "a": ["x[U+1F600]y", 1] }));
    }
}
