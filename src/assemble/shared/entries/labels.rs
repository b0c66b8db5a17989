//! The words for record types, fields and codes: a term where the name itself reads badly, else the name.

use crate::model::declare::{Field, FieldKind};
use crate::wording::Wording;

/// What a record is, as the heading of its entry: "Visit".
pub fn record(name: &str, wording: &Wording) -> String {
    wording
        .coded("record", name)
        .map_or_else(|| plain(name), str::to_owned)
}

/// What several records are, as the heading of their list: "Documents listed".
pub fn records(name: &str, wording: &Wording) -> String {
    wording
        .coded("records", name)
        .map_or_else(|| plain(name), str::to_owned)
}

/// The label of a field: its own term, that of all fields of the name, else the name in plain letters. An
/// empty term means that the words need no label.
pub fn field(record: &str, field: &Field, wording: &Wording) -> String {
    let own = wording.coded("label", &format!("{record}.{}", field.name));
    own.or_else(|| wording.coded("label", field.name))
        .map_or_else(|| plain(field.name), str::to_owned)
}

/// The same for a column of a sheet, which always needs words.
pub fn column(record: &str, of: &Field, wording: &Wording) -> String {
    let label = field(record, of, wording);
    match label.is_empty() {
        true => plain(of.name),
        false => label,
    }
}

/// A word of a code set as a reader understands it; a word of no set stands as it was found.
pub fn code<'a>(field: &Field, word: &'a str, wording: &'a Wording) -> &'a str {
    let FieldKind::Code(set) = field.kind else {
        return word;
    };
    let beginning = format!("code.{}", set.name);
    wording.coded(&beginning, word).unwrap_or(word)
}

/// `views_gathered` as "Views gathered".
fn plain(name: &str) -> String {
    let words = name.strip_suffix("_id").unwrap_or(name).replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
