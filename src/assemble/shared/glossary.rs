//! The short forms that occur in a document, explained at its end.

use std::collections::BTreeSet;

use serde_json::Value;

/// The short forms that occur in any of the values, explained.
pub fn glossary(values: &[Value], known: &[(String, String)]) -> Vec<(String, String)> {
    let mut used = BTreeSet::new();
    values.iter().for_each(|value| {
        each_word(value, &mut |word| {
            used.insert(word.to_owned());
        })
    });
    known
        .iter()
        .filter(|(short, _)| used.contains(short))
        .cloned()
        .collect()
}

fn each_word(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => text
            .split(|c: char| !c.is_alphanumeric() && c != '&')
            .filter(|word| {
                word.len() > 1
                    && word
                        .chars()
                        .any(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            })
            .for_each(visit),
        Value::Array(items) => items.iter().for_each(|item| each_word(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| each_word(field, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
