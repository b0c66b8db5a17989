//! PDF syntax as a flat run of tokens, as far as anything can be written in it: names, strings and
//! comments. It nests nothing and looks nothing up, so it also sees what a reader of objects never
//! would: keys given twice, objects that nothing points to, remarks between them.

use std::borrow::Cow;

/// A piece of PDF syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `/Name`, its escapes undone.
    Name(Cow<'a, [u8]>),
    /// `(text)` or `<hex>`, decoded to bytes.
    Text(Cow<'a, [u8]>),
    /// `% to the end of the line`.
    Comment(&'a [u8]),
    /// A number or a keyword.
    Word(&'a [u8]),
    /// `<<`, `]` and their like.
    Mark(&'a [u8]),
}

/// Reads tokens from bytes; whatever the bytes, it ends.
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    position: usize,
}

impl<'a> Lexer<'a> {
    /// Starts at the beginning.
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, position: 0 }
    }

    /// Where the next token is looked for.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Goes on from elsewhere, but never back.
    pub fn skip_to(&mut self, position: usize) {
        self.position = self.position.max(position);
    }

    fn rest(&self) -> &'a [u8] {
        self.data.get(self.position..).unwrap_or_default()
    }

    /// Takes bytes for as long as they will do.
    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|&byte| !fits(byte))
            .unwrap_or(rest.len());
        self.position += length;
        &rest[..length]
    }

    fn name(&mut self) -> Token<'a> {
        self.position += 1;
        let raw = self.take_while(is_regular);
        Token::Name(if raw.contains(&b'#') {
            Cow::Owned(unescape(raw))
        } else {
            Cow::Borrowed(raw)
        })
    }

    fn hexadecimal(&mut self) -> Token<'a> {
        self.position += 1;
        let digits: Vec<u8> = self
            .take_while(|b| b != b'>')
            .iter()
            .filter_map(hex_digit)
            .collect();
        self.position += 1;
        let byte = |pair: &[u8]| (pair[0] << 4) | pair.get(1).unwrap_or(&0);
        Token::Text(Cow::Owned(digits.chunks(2).map(byte).collect()))
    }

    /// Borrowed as it is unless it holds an escape.
    fn literal(&mut self) -> Token<'a> {
        self.position += 1;
        let raw = self.rest();
        let (mut depth, mut escaped, mut plain) = (1_usize, false, true);
        let length = raw.iter().position(|&byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => (escaped, plain) = (true, false),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let length = length.unwrap_or(raw.len());
        self.position += length + 1;
        let raw = &raw[..length];
        Token::Text(if plain {
            Cow::Borrowed(raw)
        } else {
            Cow::Owned(undo_backslashes(raw))
        })
    }

    fn mark(&mut self, length: usize) -> Token<'a> {
        let rest = self.rest();
        self.position += length;
        Token::Mark(&rest[..length])
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take_while(is_space);
        Some(match self.rest() {
            [] => return None,
            [b'/', ..] => self.name(),
            [b'(', ..] => self.literal(),
            [b'<', b'<', ..] | [b'>', b'>', ..] => self.mark(2),
            [b'<', ..] => self.hexadecimal(),
            [b'%', ..] => Token::Comment(self.take_while(|byte| !matches!(byte, b'\n' | b'\r'))),
            [byte, ..] if is_regular(*byte) => Token::Word(self.take_while(is_regular)),
            _ => self.mark(1),
        })
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    REGULAR[usize::from(byte)]
}

/// Which bytes neither divide words nor are marks: asked of every byte of every file.
static REGULAR: [bool; 256] = {
    let mut regular = [true; 256];
    let others = b"\0\t\n\x0C\r ()<>[]{}/%";
    let mut at = 0;
    while at < others.len() {
        regular[others[at] as usize] = false;
        at += 1;
    }
    regular
};

fn hex_digit(byte: &u8) -> Option<u8> {
    char::from(*byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// `#41` to `A`.
fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [byte, after @ ..] = rest {
        let pair = after
            .get(..2)
            .and_then(|pair| hex_digit(&pair[0]).zip(hex_digit(&pair[1])));
        rest = match (byte, pair) {
            (b'#', Some((high, low))) => {
                name.push((high << 4) | low);
                &after[2..]
            }
            _ => {
                name.push(*byte);
                after
            }
        };
    }
    name
}

fn undo_backslashes(raw: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'\\' {
            rest = undo_backslash(after, &mut text);
        } else {
            text.push(*byte);
        }
    }
    text
}

/// Undoes one escape, the backslash taken off already, and gives back what follows it.
fn undo_backslash<'a>(escape: &'a [u8], text: &mut Vec<u8>) -> &'a [u8] {
    let digits = escape
        .iter()
        .take(3)
        .take_while(|byte| matches!(byte, b'0'..=b'7'))
        .count();
    if digits > 0 {
        let code = escape[..digits]
            .iter()
            .fold(0_u16, |code, digit| code * 8 + u16::from(digit - b'0'));
        text.push((code & 0xFF) as u8);
        return &escape[digits..];
    }
    let Some((&byte, after)) = escape.split_first() else {
        return escape;
    };
    match byte {
        b'n' => text.push(b'\n'),
        b'r' => text.push(b'\r'),
        b't' => text.push(b'\t'),
        b'b' => text.push(8),
        b'f' => text.push(12),
        // An escaped line end joins the lines.
        b'\r' => return after.strip_prefix(b"\n").unwrap_or(after),
        b'\n' => {}
        _ => text.push(byte),
    }
    after
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    fn texts(data: &[u8]) -> Vec<Vec<u8>> {
        let text = |token| match token {
            Token::Text(text) | Token::Name(text) => Some(text.into_owned()),
            Token::Comment(text) => Some(text.to_vec()),
            Token::Word(_) | Token::Mark(_) => None,
        };
        Lexer::new(data).filter_map(text).collect()
    }

    #[test]
    fn decodes_what_can_be_written() {
        assert_eq!(
            texts(b"<</J#6Fy(a(b)\\)c)>>"),
            [b"Joy".to_vec(), b"a(b))c".to_vec()]
        );
        assert_eq!(texts(b"[<4 a6F7>12 0 R]"), [b"Jop".to_vec()]);
        assert_eq!(
            texts(b"(\\112o\\\ny\\7)% a remark\n1"),
            [b"Joy\x07".to_vec(), b"% a remark".to_vec()]
        );
    }

    #[test]
    fn ends_on_anything() {
        for data in [
            "(", "<", "/", "<<(\\", "/#", "%", ">", ")", "{", "(\\1", "<4",
        ] {
            assert!(Lexer::new(data.as_bytes()).count() < 4, "{data}");
        }
    }
}
