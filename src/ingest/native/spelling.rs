//! How cells are spelled: the words of a cell of any kind, and the small words that mean yes, no,
//! none or an error.

use std::borrow::Cow;

use super::super::table::Value;

/// The words of a cell, as a person would read them off the sheet.
pub(super) fn spelled(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(words) => words.trim().into(),
        Value::Number(number) => plain_number(*number).into(),
        Value::Moment(moment) => {
            let midnight = moment.time() == chrono::NaiveTime::MIN;
            let form = if midnight {
                "%Y-%m-%d"
            } else {
                "%Y-%m-%dT%H:%M"
            };
            moment.format(form).to_string().into()
        }
        Value::YesNo(true) => "yes".into(),
        Value::YesNo(false) => "no".into(),
        Value::Fault(fault) => (*fault).into(),
    }
}

/// A number without the `.0` of whole ones.
fn plain_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{}", number as i64)
    } else {
        number.to_string()
    }
}

/// Whether the cell says in so many words that there is none.
pub(super) fn is_none_word(words: &str) -> bool {
    const WORDS: [&str; 4] = ["none", "nil", "none recorded", "n/a"];
    words.len() <= 13 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(words))
}

/// Whether the words are a spreadsheet's error, exported as text.
pub(super) fn is_error_word(words: &str) -> bool {
    const WORDS: [&str; 8] = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
    ];
    words.starts_with('#') && WORDS.contains(&words)
}

/// Yes or no in the spellings that exports use.
pub(super) fn yes_no(words: &str) -> Option<bool> {
    let is = |spellings: &[&str]| {
        spellings
            .iter()
            .any(|word| word.eq_ignore_ascii_case(words))
    };
    if is(&["yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔"]) {
        Some(true)
    } else if is(&["no", "n", "false", "f", "0", "0.0"]) {
        Some(false)
    } else {
        None
    }
}

/// Whether an id was written as a power of ten, so that its last digits are gone.
pub(super) fn is_power_of_ten(words: &str) -> bool {
    let Some((front, power)) = words.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    front
        .split_once('.')
        .is_some_and(|(whole, rest)| digits(whole) && digits(rest))
        && power.strip_prefix('+').is_some_and(digits)
}

/// An id without the `.0` that pandas gives to whole numbers.
pub(super) fn without_point_zero(id: &str) -> &str {
    match id.strip_suffix(".0") {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => digits,
        _ => id,
    }
}
