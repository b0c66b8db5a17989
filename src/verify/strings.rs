//! Every string and name of a PDF, wherever it stands and however it is written.

use std::collections::{BTreeSet, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};

use super::lexer::{Lexer, Token};
use super::reading::Aside;
use super::refusal::Refusal;
use super::skeleton::{Skeleton, number};
use super::text::said;
use super::vocabulary;

/// Strings being collected, each once, and what the names beside them give away.
#[derive(Default)]
pub(super) struct Collection {
    asides: Vec<Aside>,
    seen: HashSet<Vec<u8>>,
    place: &'static str,
    after_type: bool,
    /// Whether the number that comes next is that of a stream without words.
    before_wordless: bool,
    /// Streams of fonts and of lists of glyphs. Nothing in such a stream says what it is, and read
    /// as syntax it is noise in which any short name turns up.
    wordless: HashSet<i32>,
    /// What speaks against the file.
    pub refusals: BTreeSet<Refusal>,
    /// How many pages are written in the file, in its page tree or out of it.
    pub pages: usize,
}

impl Collection {
    /// Takes down what a token says.
    pub fn note(&mut self, token: &Token<'_>) {
        match token {
            Token::Name(name) => self.note_name(name),
            Token::Text(text) => self.keep(self.place, text),
            Token::Comment(remark) => self.keep("a remark between the objects", remark),
            Token::Word(word) if self.before_wordless => {
                self.wordless.insert(number(word));
                self.before_wordless = false;
            }
            Token::Word(_) | Token::Mark(_) => {}
        }
    }

    /// Takes down everything in a run of PDF syntax.
    pub fn note_all(&mut self, syntax: &[u8]) {
        for token in Lexer::new(syntax) {
            self.note(&token);
        }
    }

    fn note_name(&mut self, name: &[u8]) {
        self.pages += usize::from(self.after_type && name == b"Page");
        self.after_type = name == b"Type";
        self.before_wordless =
            matches!(name, b"FontFile" | b"FontFile2" | b"FontFile3" | b"CIDSet");
        self.place = place(name);
        self.refusals.extend(Refusal::of_name(name));
        if !vocabulary::holds(name) {
            self.keep("a name", name);
        }
    }

    fn keep(&mut self, place: &'static str, bytes: &[u8]) {
        if !self.seen.contains(bytes) {
            self.seen.insert(bytes.to_vec());
            self.asides.push(Aside {
                place,
                text: decode(bytes),
            });
        }
    }

    fn note_xml(&mut self, xml: &[u8]) {
        let xml = decode_utf(xml).unwrap_or_else(|| String::from_utf8_lossy(xml).into_owned());
        let texts = said(&xml).into_iter();
        self.asides.extend(texts.map(|text| Aside {
            place: "the metadata",
            text,
        }));
    }

    /// The strings, in the order in which they were met.
    pub fn into_asides(self) -> Vec<Aside> {
        self.asides
    }
}

/// What the string under a key is, in words that quote nothing: the key itself could.
fn place(key: &[u8]) -> &'static str {
    match key {
        b"Title" => "a title or bookmark",
        b"Author" | b"Subject" | b"Keywords" | b"Creator" | b"Producer" => "the metadata",
        b"Contents" | b"T" | b"RC" => "a comment or field",
        b"URI" | b"Dest" | b"D" => "a link or its target",
        b"P" => "a page label",
        b"Alt" | b"ActualText" | b"E" => "an alternative text",
        b"F" | b"UF" | b"Desc" => "the name of a file",
        _ => "a string beside the pages",
    }
}

/// Reads the streams that are no pages; those that hold objects first, for they say of others what
/// they are.
pub(super) fn collect(file: &Pdf, skeleton: &Skeleton, strings: &mut Collection) {
    let pages = page_streams(file);
    let mut later = Vec::new();
    for id in skeleton.streams.iter().filter(|id| !pages.contains(id)) {
        match file.xref().get::<Stream<'_>>(*id) {
            Some(stream) if Kind::of(stream.dict()) == Kind::Objects => {
                note_stream(&stream, Kind::Objects, strings);
            }
            Some(stream) => later.push((id.obj_number, stream)),
            None => drop(strings.refusals.insert(Refusal::Loose)),
        }
    }
    for (number, stream) in later {
        if !strings.wordless.contains(&number) {
            note_stream(&stream, Kind::of(stream.dict()), strings);
        }
    }
    if strings.pages != file.pages().len() {
        strings.refusals.insert(Refusal::Loose);
    }
}

/// The streams that pages are drawn by; they are read as pages.
fn page_streams(file: &Pdf) -> HashSet<ObjectIdentifier> {
    let mut streams = HashSet::new();
    for page in file.pages().iter() {
        let page = page.raw();
        streams.extend(page.get_ref("Contents").map(ObjectIdentifier::from));
        let parts = page.get::<Array<'_>>("Contents");
        let parts = parts.iter().flat_map(Array::raw_iter);
        streams.extend(parts.filter_map(|part: MaybeRef<Object<'_>>| {
            part.as_obj_ref().map(ObjectIdentifier::from)
        }));
    }
    streams
}

fn note_stream(stream: &Stream<'_>, kind: Kind, strings: &mut Collection) {
    if kind == Kind::Picture {
        return;
    }
    match (stream.decoded(), kind) {
        (Err(_), _) => drop(strings.refusals.insert(Refusal::Broken)),
        (Ok(data), Kind::Xml) => strings.note_xml(&data),
        (Ok(data), Kind::Tile) if says_something(&data) => {
            strings.refusals.insert(Refusal::Unread);
        }
        (Ok(data), _) => strings.note_all(&data),
    }
}

/// What a stream holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An image, a font, a colour profile, which glyph is which letter: no words.
    Picture,
    /// XML, in practice XMP.
    Xml,
    /// A pattern, whose instructions hayro does not follow.
    Tile,
    /// Objects.
    Objects,
    /// PDF syntax: a drawing.
    Syntax,
}

impl Kind {
    fn of(dict: &Dict<'_>) -> Self {
        let kind = dict.get::<Name<'_>>("Type");
        let subtype = dict.get::<Name<'_>>("Subtype");
        match (kind.as_deref(), subtype.as_deref()) {
            (Some(b"XRef" | b"CMap"), _)
            | (_, Some(b"Image" | b"CIDFontType0C" | b"Type1C" | b"OpenType")) => Self::Picture,
            _ if dict.contains_key("Length1") || dict.contains_key("N") && kind.is_none() => {
                Self::Picture
            }
            (Some(b"ObjStm"), _) => Self::Objects,
            (Some(b"Metadata"), _) | (_, Some(b"XML")) => Self::Xml,
            _ if dict.contains_key("PatternType") => Self::Tile,
            _ => Self::Syntax,
        }
    }
}

/// Whether instructions show text.
fn says_something(instructions: &[u8]) -> bool {
    Lexer::new(instructions).any(|token| matches!(token, Token::Word(b"Tj" | b"TJ")))
}

/// A text string: UTF-16 or UTF-8 by its mark, else PDFDocEncoding.
pub(super) fn decode(bytes: &[u8]) -> String {
    decode_utf(bytes).unwrap_or_else(|| bytes.iter().map(|&byte| pdf_doc(byte)).collect())
}

fn decode_utf(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| join([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => Some(wide(rest, u16::from_be_bytes)),
        [0xFF, 0xFE, rest @ ..] => Some(wide(rest, u16::from_le_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(String::from_utf8_lossy(rest).into_owned()),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
}

/// PDFDocEncoding where it is not Latin-1.
fn pdf_doc(byte: u8) -> char {
    const LOW: &str = "˘ˇˆ˙˝˛˚˜";
    const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";
    let nth = |table: &str, first: u8| table.chars().nth(usize::from(byte - first));
    match byte {
        0x18..=0x1F => nth(LOW, 0x18),
        0x80..=0x9E => nth(HIGH, 0x80),
        0xA0 => Some('€'),
        _ => None,
    }
    .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_text_strings() {
        assert_eq!(decode(b"\xFE\xFF\0J\0o\0y"), "Joy");
        assert_eq!(decode(b"\xFF\xFEJ\0o\0y\0"), "Joy");
        assert_eq!(decode(b"\xEF\xBB\xBFJ\xC3\xB6"), "Jö");
        assert_eq!(decode(b"J\xF6\x90s\x9E \xA0"), "Jö’sž €");
    }
}
