//! Bytes of a text file to characters: UTF-8 and UTF-16 by their marks, else UTF-8 where it is
//! valid, else Windows-1252, which is said.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::faults;
use crate::issue::{Issue, Origin};

/// The characters of a text file, and what is worth knowing of how they were had.
///
/// # Errors
/// An issue that refuses a file which is not text.
pub fn text<'a>(
    file: &Arc<str>,
    bytes: &'a [u8],
) -> Result<(Cow<'a, str>, Option<Issue>), Box<Issue>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let note = malformed.then(|| damaged_characters(file));
        return refuse_binary(file, &text).map_or(Ok((text, note)), |issue| Err(Box::new(issue)));
    }
    let (text, malformed) = UTF_8.decode_without_bom_handling(bytes);
    if let Some(issue) = refuse_binary(file, &text) {
        return Err(Box::new(issue));
    }
    if !malformed {
        return Ok((text, None));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text, Some(old_encoding(file))))
}

/// No text of an export holds a NUL; programs, pictures and unmarked UTF-16 do.
fn refuse_binary(file: &Arc<str>, text: &str) -> Option<Issue> {
    text.contains('\0').then(|| {
        Issue::error(faults::NOT_TEXT, "the file is not text and was not read")
            .at(Origin::file(file.clone()))
            .hint(
                "export it again as a workbook (.xlsx) or as CSV UTF-8; \
                 if it is a workbook, give it the ending .xlsx",
            )
    })
}

fn old_encoding(file: &Arc<str>) -> Issue {
    Issue::note(
        faults::OLD_ENCODING,
        "the file is not UTF-8 and was read as Windows-1252",
    )
    .at(Origin::file(file.clone()))
    .hint("look at an accented name or a pound sign; if it is wrong, export again as CSV UTF-8")
}

fn damaged_characters(file: &Arc<str>) -> Issue {
    Issue::warning(
        faults::OLD_ENCODING,
        "some characters of the file are damaged; each shows as U+FFFD",
    )
    .at(Origin::file(file.clone()))
    .hint("export the file again as CSV UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let file: Arc<str> = "notes.csv".into();
        let cases: [(&[u8], Option<&str>, bool); 6] = [
            (b"\xEF\xBB\xBFZo\xC3\xAB", Some("Zoë"), false),
            (b"\xFF\xFEZ\0o\0\xEB\0", Some("Zoë"), false),
            (b"\xFE\xFF\0Z\0o\0\xEB", Some("Zoë"), false),
            (b"Zo\xC3\xAB", Some("Zoë"), false),
            (b"Zo\xEB \x93q\x94", Some("Zoë “q”"), true),
            (b"PK\x03\x04\0\0", None, false),
        ];
        for (bytes, expected, said) in cases {
            let found = text(&file, bytes).ok();
            assert_eq!(found.as_ref().map(|(text, _)| &**text), expected);
            assert_eq!(found.is_some_and(|(_, note)| note.is_some()), said);
        }
    }
}
