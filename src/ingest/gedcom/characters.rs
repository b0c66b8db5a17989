//! Bytes of a GEDCOM file to characters. What the bytes are wins over what the head says: UTF-8 that
//! calls itself ANSEL is common.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE};
use ged_io::encoding::{GedcomEncoding, decode_with_encoding};

use crate::ingest::decode;
use crate::issue::Issue;

/// How far down the head names its characters.
const HEAD: usize = 4096;

/// Whether a file begins as GEDCOM does, in any encoding.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let start = bytes.get(..64).unwrap_or(bytes);
    let start: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let bare = marks.iter().find_map(|mark| start.strip_prefix(*mark));
    let mut words = bare
        .unwrap_or(&start)
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    words.next() == Some(b"0") && words.next() == Some(b"HEAD")
}

/// The characters of the file.
///
/// # Errors
/// An issue that refuses a file which is not text.
pub(super) fn text<'a>(
    file: &Arc<str>,
    bytes: &'a [u8],
) -> Result<(Cow<'a, str>, Option<Issue>), Box<Issue>> {
    match bytes {
        [b'0', 0, ..] => return Ok((UTF_16LE.decode_without_bom_handling(bytes).0, None)),
        [0, b'0', ..] => return Ok((UTF_16BE.decode_without_bom_handling(bytes).0, None)),
        _ if std::str::from_utf8(bytes).is_ok() => return decode::text(file, bytes),
        _ => {}
    }
    match named(bytes).as_deref() {
        Some("ANSEL") => match decode_with_encoding(bytes, GedcomEncoding::Ansel) {
            Ok((text, _)) => Ok((text.into(), None)),
            Err(_) => decode::text(file, bytes),
        },
        Some("MACINTOSH") => Ok((MACINTOSH.decode_without_bom_handling(bytes).0, None)),
        Some("ANSI" | "WINDOWS-1252" | "CP1252") => {
            decode::text(file, bytes).map(|(text, _)| (text, None))
        }
        _ => decode::text(file, bytes),
    }
}

/// The character set that the head names.
fn named(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let lines = head.split(|byte| matches!(byte, b'\n' | b'\r'));
    let mut named = lines.filter_map(|line| line.trim_ascii().strip_prefix(b"1 CHAR "));
    let name = named.next()?.trim_ascii();
    Some(String::from_utf8_lossy(name).to_uppercase())
}
