//! Whether a packed PDF still holds what it held before it was packed. Both files are read here by the
//! second reader, token by token, and not by the library that packed: every object, every stream byte
//! for byte, what the file begins at, and whether its index says of each object where it stands. What
//! is deflated is inflated strictly: hayro reads on where a checksum is wrong, and others stop there.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

use flate2::read::ZlibDecoder;

use super::dictionary::{entry, name, numbers, within};
use super::lexer::{Lexer, Token};
use super::skeleton::number;

/// Whether the packed file holds the same objects under the same numbers as the plain one, begins at the
/// same one, and is indexed rightly. Of a file that cannot be read this is never so.
pub fn holds_the_same(plain: &[u8], packed: &[u8]) -> bool {
    if plain == packed {
        return true;
    }
    let (Some(before), Some(after)) = (Inventory::of(plain), Inventory::of(packed)) else {
        return false;
    };
    before.says_the_same(&after) && after.is_well_indexed()
}

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By itself, so many bytes into the file.
    At(usize),
    /// In the object stream of that number, after so many others.
    In(i32, usize),
}

/// Where each object stands, by number.
type Places = BTreeMap<i32, Place>;

/// All objects of a file, told alike however they are spelt and wherever they stand.
#[derive(Default)]
struct Inventory {
    /// What the objects say, one after another.
    said: Vec<u8>,
    /// The part of it that is each object's own, by number and generation.
    objects: BTreeMap<[i32; 2], Range<usize>>,
    /// Where each object was found, those included that only hold or place others.
    places: Places,
    /// What the file begins at: its catalogue, its metadata, its name.
    beginning: Vec<u8>,
    /// The stream that is the file's index.
    index: Option<i32>,
    /// Where the index says that the objects stand.
    told: Places,
    /// Where the last line says that the index stands.
    start: Option<usize>,
}

impl Inventory {
    /// Reads a file whole; none where something in it is not as it should be.
    fn of(pdf: &[u8]) -> Option<Self> {
        let mut inventory = Self::default();
        let mut lexer = Lexer::new(pdf);
        // The two numbers before this word, and where each begins.
        let (mut numbers, mut begins) = ([0; 2], [0; 2]);
        while let Some(token) = lexer.next() {
            match token {
                Token::Word(b"obj") => inventory.take(numbers, begins[0], pdf, &mut lexer)?,
                Token::Word(b"trailer") => {
                    inventory.begin(&tokens_until(b"startxref", &mut lexer)?);
                }
                Token::Word(word) => {
                    numbers = [numbers[1], number(word)];
                    begins = [begins[1], lexer.position() - word.len()];
                }
                _ => {}
            }
        }
        inventory.start = usize::try_from(numbers[1]).ok();
        Some(inventory)
    }

    /// Takes down one object, from behind its `obj` to its `endobj`.
    fn take(&mut self, id: [i32; 2], at: usize, pdf: &[u8], lexer: &mut Lexer<'_>) -> Option<()> {
        self.place(id[0], Place::At(at))?;
        let mut tokens = Vec::new();
        let data = loop {
            match lexer.next()? {
                Token::Word(b"endobj") => break None,
                Token::Word(b"stream") => break Some(data_of(&tokens, pdf, lexer)?),
                token => tokens.push(token),
            }
        };
        match (name(&tokens, b"Type"), data) {
            (Some(b"ObjStm"), Some(data)) => self.unpack(id[0], &tokens, data)?,
            (Some(b"XRef"), Some(data)) => {
                self.index = Some(id[0]);
                self.told = told_by(&tokens, data)?;
                self.begin(&tokens);
            }
            _ => self.keep(id, &tokens, data.unwrap_or_default())?,
        }
        Some(())
    }

    /// Takes down what the file begins at.
    fn begin(&mut self, trailer: &[Token<'_>]) {
        self.beginning.clear();
        for key in [b"Root".as_slice(), b"Info", b"ID"] {
            say(&mut self.beginning, entry(trailer, key));
            self.beginning.push(b'\n');
        }
    }

    /// Takes down the objects in a stream: their numbers and where they begin come first.
    fn unpack(&mut self, container: i32, entries: &[Token<'_>], data: &[u8]) -> Option<()> {
        let data = inflated(entries, data)?;
        let &[first] = numbers(entry(entries, b"First")).as_slice() else {
            return None;
        };
        let first = usize::try_from(first).ok()?;
        let words = numbers(&Lexer::new(data.get(..first)?).collect::<Vec<_>>());
        let begin = |pair: &[i32]| first.checked_add(usize::try_from(*pair.get(1)?).ok()?);
        for (index, pair) in words.chunks(2).enumerate() {
            let end = match words.get(2 * index + 2..) {
                None | Some([]) => data.len(),
                Some(next) => begin(next)?,
            };
            let tokens: Vec<_> = Lexer::new(data.get(begin(pair)?..end)?).collect();
            self.place(pair[0], Place::In(container, index))?;
            self.keep([pair[0], 0], &tokens, &[])?;
        }
        Some(())
    }

    /// Notes where an object was found; one that stands twice in a file is one too many.
    fn place(&mut self, number: i32, place: Place) -> Option<()> {
        self.places.insert(number, place).is_none().then_some(())
    }

    fn keep(&mut self, id: [i32; 2], tokens: &[Token<'_>], data: &[u8]) -> Option<()> {
        let from = self.said.len();
        say(&mut self.said, tokens);
        self.said.extend_from_slice(data);
        let part = from..self.said.len();
        self.objects.insert(id, part).is_none().then_some(())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let told = self.objects.iter().zip(&other.objects);
        self.beginning == other.beginning
            && self.objects.len() == other.objects.len()
            && told
                .into_iter()
                .all(|((id, part), (other_id, other_part))| {
                    id == other_id && self.said[part.clone()] == other.said[other_part.clone()]
                })
    }

    /// Whether the index places every object where it was found and none elsewhere, and the last line
    /// says where the index itself stands.
    fn is_well_indexed(&self) -> bool {
        let found = self.index.and_then(|index| self.places.get(&index));
        found.is_some() && found == self.start.map(Place::At).as_ref() && self.told == self.places
    }
}

/// Where a cross-reference stream of rows of seven bytes says that objects stand.
fn told_by(entries: &[Token<'_>], data: &[u8]) -> Option<Places> {
    let list = |key| numbers(within(entry(entries, key)));
    if list(b"W".as_slice()) != [1, 4, 2] {
        return None;
    }
    let rows = inflated(entries, data)?;
    let rows = match entry(entries, b"DecodeParms") {
        [] => rows,
        parameters => summed(parameters, &rows)?,
    };
    let runs = list(b"Index");
    let in_order = runs
        .chunks_exact(2)
        .flat_map(|run| run[0]..run[0].saturating_add(run[1]));
    let mut places = Places::new();
    let mut rows = rows.chunks_exact(7);
    for number in in_order {
        let &[kind, a, b, c, d, e, f] = rows.next()? else {
            return None;
        };
        let (long, short) = (u32::from_be_bytes([a, b, c, d]), u16::from_be_bytes([e, f]));
        let place = match kind {
            0 => continue,
            1 => Place::At(long as usize),
            2 => Place::In(i32::try_from(long).ok()?, usize::from(short)),
            _ => return None,
        };
        places.insert(number, place);
    }
    rows.next().is_none().then_some(places)
}

/// Rows written as differences from the row above.
fn summed(parameters: &[Token<'_>], differences: &[u8]) -> Option<Vec<u8>> {
    let asked = [b"Predictor".as_slice(), b"Columns"].map(|key| numbers(entry(parameters, key)));
    if asked != [[12], [7]] {
        return None;
    }
    let mut above = [0_u8; 7];
    let mut rows = Vec::with_capacity(differences.len());
    for row in differences.chunks(8) {
        let [2, differences @ ..] = row else {
            return None;
        };
        for (sum, difference) in above.iter_mut().zip(differences) {
            *sum = sum.wrapping_add(*difference);
        }
        rows.extend_from_slice(above.get(..differences.len())?);
    }
    Some(rows)
}

/// The data of a stream that is deflated and nothing else; none where its checksum is wrong.
fn inflated(entries: &[Token<'_>], data: &[u8]) -> Option<Vec<u8>> {
    let mut inflated = Vec::with_capacity(data.len() * 8);
    match name(entries, b"Filter") {
        Some(b"FlateDecode") => {
            let read = ZlibDecoder::new(data).read_to_end(&mut inflated);
            read.ok().map(|_| inflated)
        }
        _ if entry(entries, b"Filter").is_empty() => Some(data.to_vec()),
        _ => None,
    }
}

/// Everything up to a word, which is read too.
fn tokens_until<'a>(last: &[u8], lexer: &mut Lexer<'a>) -> Option<Vec<Token<'a>>> {
    let mut tokens = Vec::new();
    loop {
        match lexer.next()? {
            Token::Word(word) if word == last => return Some(tokens),
            token => tokens.push(token),
        }
    }
}

/// The bytes of a stream, of which its entries have been read; reads on to its end.
fn data_of<'a>(entries: &[Token<'_>], pdf: &'a [u8], lexer: &mut Lexer<'_>) -> Option<&'a [u8]> {
    let [Token::Word(length)] = entry(entries, b"Length") else {
        return None;
    };
    let rest = pdf.get(Lexer::position(lexer)..)?;
    let skipped: usize = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => return None,
    };
    let length = usize::try_from(number(length)).ok()?;
    let data = rest.get(skipped..skipped.checked_add(length)?)?;
    lexer.skip_to(Lexer::position(lexer) + skipped + length);
    let ends =
        lexer.next()? == Token::Word(b"endstream") && lexer.next()? == Token::Word(b"endobj");
    ends.then_some(data)
}

/// Writes tokens down so that what means the same reads the same: each with its kind and length, text
/// and names without their escapes, numbers with a point by their value.
fn say(said: &mut Vec<u8>, tokens: &[Token<'_>]) {
    for token in tokens {
        let value;
        let (kind, bytes) = match token {
            Token::Name(name) => (b'/', &**name),
            Token::Text(text) => (b'(', &**text),
            Token::Comment(remark) => (b'%', *remark),
            Token::Mark(mark) => (b'<', *mark),
            Token::Word(word) => match real(word) {
                Some(real) => {
                    value = real.to_be_bytes();
                    (b'.', value.as_slice())
                }
                None => (b'0', *word),
            },
        };
        let [a, b, c, d] = (bytes.len() as u32).to_be_bytes();
        said.extend_from_slice(&[kind, a, b, c, d]);
        said.extend_from_slice(bytes);
    }
}

/// A number with a point, as exactly as PDF keeps one.
fn real(word: &[u8]) -> Option<f32> {
    if !word.contains(&b'.') {
        return None;
    }
    std::str::from_utf8(word).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::lexer::Lexer;
    use super::{holds_the_same, say};

    /// A sound file, plain: a catalogue, a page tree, and a stream.
    fn plain(page: &str, data: &str) -> Vec<u8> {
        let length = data.len();
        format!(
            "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n{page}\nendobj\n\
             3 0 obj\n<</Length {length}>>\nstream\n{data}\nendstream\nendobj\n\
             xref\n0 0\ntrailer\n<</Size 4/Root 1 0 R/ID[(a)(b)]>>\nstartxref\n0\n%%EOF\n"
        )
        .into_bytes()
    }

    fn said(syntax: &str) -> Vec<u8> {
        let mut said = Vec::new();
        say(
            &mut said,
            &Lexer::new(syntax.as_bytes()).collect::<Vec<_>>(),
        );
        said
    }

    #[test]
    fn tells_spellings_alike_and_meanings_apart() {
        assert_eq!(
            said("<</A#42 0.50 (a\\(b)>>"),
            said("<< /AB .5 <612862> >>")
        );
        for (one, other) in [
            ("/A", "(A)"),
            ("1 2", "12"),
            ("0.5", "0.6"),
            ("(a)(b)", "(ab)"),
            ("[1]2", "[1 2]"),
        ] {
            assert_ne!(said(one), said(other), "{one} {other}");
        }
    }

    #[test]
    fn a_file_without_an_index_of_streams_is_not_packed() {
        let (one, other) = (plain("<</Kids[]>>", "q Q"), plain("<</Kids[]>>", "q q"));
        assert!(holds_the_same(&one, &one));
        assert!(!holds_the_same(&one, &other));
        assert!(!holds_the_same(&one, &plain("<< /Kids [] >>", "q Q")));
    }

    #[test]
    fn ends_on_anything() {
        let sound = plain("<</Kids[]>>", "q Q");
        for end in 0..sound.len() {
            assert!(!holds_the_same(&sound, &sound[..end]));
        }
    }
}
