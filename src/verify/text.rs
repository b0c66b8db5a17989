//! The search of what is written as text: drawings, the index page, lists for other programs.

use super::marks::{marks, values};
use super::needle::{Haystack, Needle, Place};
use crate::issue::Issue;

/// Searches a text as it stands, and as its reader shows it: without marks, its escapes undone.
/// The place says which file it is, in words fit to be shown.
pub fn search_text(text: &str, needles: &[Needle], place: &str) -> Vec<Issue> {
    haystack_of(text, place).search(needles)
}

/// Everything that a text says.
pub(super) fn haystack_of<'a>(text: &str, place: &'a str) -> Haystack<'a> {
    let mut haystack = Haystack::default();
    let place = Place::Named(place);
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim_start().starts_with('<') {
        said(text).iter().for_each(|text| haystack.add(place, text));
    } else {
        haystack.add(place, text);
        haystack.add(place, &unescape_entities(text));
    }
    if text.contains('\\') {
        haystack.add(place, &undo_backslashes(text));
    }
    if let Some(plain) = undo_percents(text) {
        haystack.add(place, &plain);
    }
    haystack
}

/// What an address says with its escapes undone (`%20`); none where it has none.
pub(super) fn undo_percents(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut plain = pieces.next()?.as_bytes().to_vec();
    let mut any = false;
    for piece in pieces {
        let digits = piece.get(..2);
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                plain.extend(&piece.as_bytes()[2..]);
                any = true;
            }
            None => {
                plain.push(b'%');
                plain.extend(piece.as_bytes());
            }
        }
    }
    any.then(|| String::from_utf8_lossy(&plain).into_owned())
}

/// Attributes of SVG and HTML whose names say nothing, though some are somebody's name.
const ATTRIBUTES: &str = "\
    alt charset class content cx cy d dx dy fill font-family font-size font-style font-weight height href \
    id lang name points r rel role rx ry scope src stroke stroke-dasharray stroke-linecap stroke-width style \
    text-anchor title transform type viewBox width x x1 x2 xml:lang xmlns y y1 y2";

/// What those of them that are about looks say in every drawing.
const LOOKS: [(&str, &str); 7] = [
    ("fill", "none"),
    (
        "font-family",
        "Liberation Sans, Arial, Helvetica, sans-serif",
    ),
    ("role", "img"),
    ("text-anchor", "end"),
    ("text-anchor", "middle"),
    ("text-anchor", "start"),
    ("xmlns", "http://www.w3.org/2000/svg"),
];

/// What a marked-up text says: what it shows, its attributes and its remarks. The names of its
/// elements say nothing, though some are somebody's name.
pub(super) fn said(text: &str) -> Vec<String> {
    let values = marks(text).flat_map(|mark| values(mark.rest));
    let spoken = values.filter(|(name, value)| !LOOKS.contains(&(name, value.as_str())));
    let spoken = spoken.map(|(name, value)| {
        if ATTRIBUTES.split(' ').any(|usual| usual == name) {
            value
        } else {
            format!("{name} {value}")
        }
    });
    std::iter::once(unescape_entities(&without_marks(text)))
        .chain(spoken)
        .collect()
}

/// `&amp;` and its like undone; what is none stays as it is.
pub(super) fn unescape_entities(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece
            .split_once(';')
            .and_then(|(name, rest)| Some((entity(name)?, rest)))
        {
            Some((character, rest)) => {
                plain.push(character);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(piece);
            }
        }
    }
    plain
}

fn entity(name: &str) -> Option<char> {
    let code = name
        .strip_prefix('#')
        .map(|code| match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => code.parse(),
        });
    match (name, code) {
        (_, Some(code)) => char::from_u32(code.ok()?),
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        ("nbsp", _) => Some('\u{A0}'),
        ("shy", _) => Some('\u{AD}'),
        _ => accented(name),
    }
}

/// The letter of `&euml;` and its like, without the accent, which a search does not look at.
fn accented(name: &str) -> Option<char> {
    const ACCENTS: [&str; 12] = [
        "uml", "acute", "grave", "circ", "tilde", "ring", "cedil", "caron", "slash", "breve",
        "macr", "strok",
    ];
    match name {
        "szlig" => Some('ß'),
        "aelig" | "AElig" => Some('æ'),
        "oelig" | "OElig" => Some('œ'),
        "rsquo" | "lsquo" => Some('’'),
        "ndash" | "mdash" => Some('–'),
        "thinsp" | "ensp" | "emsp" => Some(' '),
        _ => {
            let letter = name.chars().next()?;
            ACCENTS
                .contains(&name.get(letter.len_utf8()..)?)
                .then_some(letter)
        }
    }
}

/// What stands between the marks. A mark can be inside a word, so it leaves only a thin space.
fn without_marks(text: &str) -> String {
    pieces(text)
        .flat_map(|(_, shown)| ["\u{2009}", shown])
        .collect()
}

/// Each mark without its angle brackets, and what is shown after it; the first has none.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('<')
        .enumerate()
        .map(|(index, piece)| match piece.split_once('>') {
            _ if index == 0 => ("", piece),
            Some(halves) => halves,
            None => (piece, ""),
        })
}

/// JSON's escapes undone; what is none stays.
fn undo_backslashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split('\\');
    plain.push_str(pieces.next().unwrap_or_default());
    let mut units = Vec::new();
    for piece in pieces {
        let (unit, rest) = escape(piece);
        units.extend(unit);
        if !rest.is_empty() || unit.is_none() {
            plain.push_str(&String::from_utf16_lossy(&units));
            units.clear();
            plain.push_str(rest);
        }
    }
    plain.push_str(&String::from_utf16_lossy(&units));
    plain
}

/// The code unit that an escape stands for and what follows it.
fn escape(piece: &str) -> (Option<u16>, &str) {
    let hex = piece
        .strip_prefix('u')
        .and_then(|rest| rest.split_at_checked(4));
    let unit = hex.and_then(|(digits, _)| u16::from_str_radix(digits, 16).ok());
    match (unit, hex, piece.split_at_checked(1)) {
        (Some(unit), Some((_, rest)), _) => (Some(unit), rest),
        (_, _, Some(("n" | "r" | "t", rest))) => (Some(u16::from(b'\n')), rest),
        _ => (None, piece),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Needle;
    use super::search_text;

    fn found(text: &str) -> usize {
        let spellings = vec!["Zoë Smith".into()];
        let needle = Needle {
            row: "D-1".into(),
            spellings,
            allowed: Vec::new(),
        };
        search_text(text, &[needle], "a file").len()
    }

    #[test]
    fn reads_what_the_reader_shows() {
        assert_eq!(found("<p>Zo&#xEB; Smith</p>"), 1);
        assert_eq!(found("<p>Zo&euml; Smith</p>"), 1);
        assert_eq!(found("<a href='mailto:zo%C3%AB%20smith@x.org'>mail</a>"), 1);
        assert_eq!(found("\u{FEFF}<p>Zoë <b>Smith</b></p>"), 1);
        assert_eq!(
            found("<text>Z<tspan dx='1'>oe</tspan></text> <text>Smith</text>"),
            1
        );
        assert_eq!(found(r#"<image title="Zoe Smith"/>"#), 1);
        assert_eq!(found(r#"{"name": "Zo\u00eb\nSmith"}"#), 1);
        assert_eq!(found(r#"{"name": "Zo\\e \Smit\u00"}"#), 0);
        assert_eq!(found("<p>A Smith</p>"), 0);
    }
}
