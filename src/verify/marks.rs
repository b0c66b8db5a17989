//! The marks of XML or HTML and what is shown after each. Read leniently: what is no proper XML is still
//! read, as some other program may show it.

use super::text::{pieces, unescape_entities};

/// A mark.
pub(super) struct Mark<'a> {
    /// The element's name without its prefix; empty for remarks and the like.
    pub name: &'a str,
    /// Whether it ends the element.
    pub closes: bool,
    /// What stands in the mark after the name.
    pub rest: &'a str,
    /// What is shown after it, as written.
    pub shown: &'a str,
}

impl Mark<'_> {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut all = values(self.rest).into_iter();
        all.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether a switch is on; the schema says "1" or "true", and whatever is not off counts as on.
    pub fn is_on(&self, name: &str) -> bool {
        self.value(name)
            .is_some_and(|value| !matches!(value.trim(), "0" | "false" | "off"))
    }
}

/// The marks of a text, one after the other.
pub(super) fn marks(xml: &str) -> impl Iterator<Item = Mark<'_>> {
    pieces(xml).map(|(mark, shown)| {
        if mark.starts_with(['!', '?']) {
            let declaration = mark.starts_with("?xml ");
            return Mark {
                name: "",
                closes: false,
                rest: if declaration { "" } else { mark },
                shown,
            };
        }
        let closes = mark.starts_with('/');
        let mark = mark.trim_start_matches('/');
        let end = mark.find(|c: char| c.is_whitespace() || c == '/');
        let (name, rest) = mark.split_at(end.unwrap_or(mark.len()));
        Mark {
            name: name.rsplit(':').next().unwrap_or(name),
            closes,
            rest,
            shown,
        }
    })
}

/// The attributes in a mark by name, prefixes left on; what cannot be told apart comes without a name.
pub(super) fn values(rest: &str) -> Vec<(&str, String)> {
    let mut values = Vec::new();
    let mut rest = rest.trim().trim_end_matches('/').trim_end();
    while !rest.is_empty() {
        let Some((name, value, after)) = value(rest) else {
            values.push(("", plain(rest)));
            break;
        };
        values.push((name, plain(value)));
        rest = after.trim_start();
    }
    values
}

fn value(rest: &str) -> Option<(&str, &str, &str)> {
    let (name, after) = rest.split_once('=')?;
    let name = name.trim();
    let after = after.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after[1..].split_once(quote)?;
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    is_name.then_some((name, value, after))
}

/// Words as they are shown: entities and the escapes of workbooks (`_x0020_`) undone.
pub(super) fn plain(text: &str) -> String {
    let text = unescape_entities(text);
    let mut pieces = text.split("_x");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let escaped = piece.split_at_checked(5).and_then(|(digits, rest)| {
            let code = u32::from_str_radix(digits.strip_suffix('_')?, 16).ok()?;
            Some((char::from_u32(code)?, rest))
        });
        match escaped {
            Some((character, rest)) => {
                plain.push(character);
                plain.push_str(rest);
            }
            None => {
                plain.push_str("_x");
                plain.push_str(piece);
            }
        }
    }
    plain
}
