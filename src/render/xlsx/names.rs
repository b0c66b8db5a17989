//! What Excel accepts as the name of a sheet, a table or a column, made from any words.

use std::collections::HashSet;

/// Excel's limit for the name of a sheet, in UTF-16 units.
const SHEET_NAME: usize = 31;
/// Excel's limit for the heading of a table's column.
const HEADING: usize = 255;

/// Words on one line, without what XML or Excel refuses, at most `limit` UTF-16 units long.
pub(super) fn clean(text: &str, limit: usize) -> String {
    let mut room = limit;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    text.chars()
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .take_while(fits)
        .collect()
}

/// What a sheet and its table are called.
pub(super) struct Name {
    pub(super) sheet: String,
    pub(super) table: String,
}

impl Name {
    /// The name of a sheet that the program adds.
    pub(super) fn own(sheet: &str) -> Self {
        Self {
            sheet: sheet.to_owned(),
            table: table_name(sheet),
        }
    }
}

/// A name for each sheet: its own where Excel allows it, and no two alike. `taken` are the names of
/// sheets that the program adds.
pub(super) fn sheet_names<'a>(wanted: impl Iterator<Item = &'a str>, taken: &[&str]) -> Vec<Name> {
    let mut sheets: HashSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    // Excel keeps this name for itself.
    sheets.insert("history".to_owned());
    let mut tables: HashSet<String> = taken.iter().map(|name| table_name(name)).collect();
    let mut name = |wanted: &str| {
        let sheet = unused(&sheet_name(wanted), SHEET_NAME, &mut sheets, |number| {
            format!(" ({number})")
        });
        let table = unused(&table_name(&sheet), HEADING, &mut tables, |number| {
            format!("_{number}")
        });
        Name { sheet, table }
    };
    wanted.map(&mut name).collect()
}

fn sheet_name(wanted: &str) -> String {
    let allowed: String = wanted
        .chars()
        .map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c })
        .collect();
    let words = clean(&allowed, SHEET_NAME);
    match words.trim_matches(|c: char| c == '\'' || c.is_whitespace()) {
        "" => "Sheet".to_owned(),
        name => name.to_owned(),
    }
}

/// A heading for each column, unique whatever its case, as a table needs it.
pub(super) fn headings<'a>(wanted: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut used = HashSet::new();
    let mut heading = |wanted: &str| {
        let words = clean(wanted, HEADING);
        let words = match words.trim() {
            "" => "Column",
            // From here on the library would take it for its own markup.
            words => words.trim_start_matches("<r>"),
        };
        unused(words, HEADING, &mut used, |number| format!(" ({number})"))
    };
    wanted.map(&mut heading).collect()
}

/// Letters, digits and low lines are all that a table's name may hold.
fn table_name(sheet: &str) -> String {
    let allowed = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    format!("table_{}", sheet.chars().map(allowed).collect::<String>())
}

/// The name, with the first number that makes it one of its own.
fn unused(
    wanted: &str,
    limit: usize,
    used: &mut HashSet<String>,
    numbered: fn(usize) -> String,
) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while !used.insert(name.to_lowercase()) {
        number += 1;
        let ending = numbered(number);
        name = clean(wanted, limit - ending.len()).trim_end().to_owned() + &ending;
    }
    name
}
