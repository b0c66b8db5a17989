//! A PDF file as it lies on the disk: which objects are written in it, which of them are streams,
//! and what stands between the streams, whether or not anything points to it.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use hayro_syntax::object::ObjectIdentifier;

use super::lexer::{Lexer, Token};
use super::refusal::Refusal;
use super::strings::Collection;

static END: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(["endstream"]).expect("one plain pattern"));

/// What lies in a file.
#[derive(Default)]
pub(super) struct Skeleton {
    /// Every object, in the order of the file.
    pub objects: Vec<ObjectIdentifier>,
    /// Those that are streams.
    pub streams: Vec<ObjectIdentifier>,
    /// What speaks against the file.
    pub refusals: Vec<Refusal>,
    ends: usize,
    /// Whether the tokens now read say where objects stand: a trailer or its successor.
    in_trailer: bool,
}

/// Reads the file from front to back and collects its strings.
pub(super) fn read(pdf: &[u8], strings: &mut Collection) -> Skeleton {
    let mut skeleton = Skeleton::default();
    let mut lexer = Lexer::new(pdf);
    let mut numbers = [0_i32; 2];
    while let Some(token) = lexer.next() {
        match &token {
            Token::Word(b"obj") => skeleton.begin(numbers),
            Token::Word(b"stream") => {
                skeleton.streams.extend(skeleton.objects.last().copied());
                lexer.skip_to(end_of_stream(pdf, lexer.position()));
            }
            Token::Word(b"trailer") => skeleton.in_trailer = true,
            Token::Word(word) => numbers = [numbers[1], number(word)],
            Token::Name(name) => skeleton.hear_name(name),
            Token::Comment(remark) => skeleton.hear_remark(remark),
            Token::Text(_) | Token::Mark(_) => {}
        }
        strings.note(&token);
    }
    skeleton.conclude(pdf);
    skeleton
}

/// The data of a stream is left out: it is read decoded.
fn end_of_stream(pdf: &[u8], from: usize) -> usize {
    let rest = pdf.get(from..).unwrap_or_default();
    END.find(rest)
        .map_or(pdf.len(), |found| from + found.start())
}

/// A whole number, or -1, which numbers nothing.
pub(super) fn number(word: &[u8]) -> i32 {
    std::str::from_utf8(word)
        .ok()
        .and_then(|word| word.parse().ok())
        .unwrap_or(-1)
}

impl Skeleton {
    fn begin(&mut self, [number, generation]: [i32; 2]) {
        self.in_trailer = false;
        self.objects.push(ObjectIdentifier::new(number, generation));
    }

    fn hear_name(&mut self, name: &[u8]) {
        match name {
            b"XRef" => self.in_trailer = true,
            // A bookmark has a /Prev of its own, and that is well.
            b"Prev" | b"XRefStm" if self.in_trailer => self.refusals.push(Refusal::Revision),
            b"Encrypt" if self.in_trailer => self.refusals.push(Refusal::Encrypted),
            _ => {}
        }
    }

    fn hear_remark(&mut self, remark: &[u8]) {
        self.ends += usize::from(remark.starts_with(b"%%EOF"));
    }

    /// What can only be said of the file as a whole.
    fn conclude(&mut self, pdf: &[u8]) {
        let mut seen = HashSet::with_capacity(self.objects.len());
        let twice = !self.objects.iter().all(|id| seen.insert(id.obj_number));
        if self.ends > 1 || twice {
            self.refusals.push(Refusal::Revision);
        }
        if self.ends == 0 || !pdf.starts_with(b"%PDF-") || !pdf.trim_ascii_end().ends_with(b"%%EOF")
        {
            self.refusals.push(Refusal::Broken);
        }
    }
}
