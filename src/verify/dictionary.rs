//! What stands where in a PDF dictionary or list that was read as tokens.

use super::lexer::Token;
use super::skeleton::number;

/// The name that stands under a key.
pub(super) fn name<'t>(tokens: &'t [Token<'_>], key: &[u8]) -> Option<&'t [u8]> {
    match entry(tokens, key) {
        [Token::Name(name)] => Some(name),
        _ => None,
    }
}

/// What stands in a list.
pub(super) fn within<'t, 'a>(list: &'t [Token<'a>]) -> &'t [Token<'a>] {
    match list {
        [Token::Mark(b"["), inside @ .., Token::Mark(b"]")] => inside,
        _ => &[],
    }
}

/// Tokens as whole numbers; -1, which numbers nothing, for what is none.
pub(super) fn numbers(tokens: &[Token<'_>]) -> Vec<i32> {
    let number = |token: &Token<'_>| match token {
        Token::Word(word) => number(word),
        _ => -1,
    };
    tokens.iter().map(number).collect()
}

/// What stands under a key of a dictionary, not of one within it.
pub(super) fn entry<'t, 'a>(tokens: &'t [Token<'a>], key: &[u8]) -> &'t [Token<'a>] {
    let mut rest = tokens.get(1..).unwrap_or_default();
    while let [name, after @ ..] = rest {
        let (value, further) = after.split_at(length_of_value(after));
        if matches!(name, Token::Name(name) if **name == *key) {
            return value;
        }
        rest = further;
    }
    &[]
}

/// How many tokens the value has that they begin with.
fn length_of_value(tokens: &[Token<'_>]) -> usize {
    if let [_, Token::Word(_), Token::Word(b"R"), ..] = tokens {
        return 3;
    }
    let mut depth = 0_usize;
    let last = tokens.iter().position(|token| {
        match token {
            Token::Mark(b"<<" | b"[") => depth += 1,
            Token::Mark(b">>" | b"]") => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    last.map_or(tokens.len(), |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::super::lexer::{Lexer, Token};
    use super::{entry, name, numbers, within};

    #[test]
    fn finds_entries_of_a_dictionary_itself() {
        let tokens: Vec<_> = Lexer::new(b"<</A<</B 1>>/C[/B 2]/D/B/B 3 0 R/E 4>>").collect();
        assert_eq!(entry(&tokens, b"B").len(), 3);
        assert_eq!(entry(&tokens, b"E"), [Token::Word(b"4")]);
        assert_eq!(entry(&tokens, b"F"), []);
    }

    #[test]
    fn reads_names_and_lists() {
        let tokens: Vec<_> = Lexer::new(b"<</A/B/W[1 4 2]/C(D)/E[/F]>>").collect();
        assert_eq!(name(&tokens, b"A"), Some(b"B".as_slice()));
        assert_eq!(name(&tokens, b"C"), None);
        assert_eq!(numbers(within(entry(&tokens, b"W"))), [1, 4, 2]);
        assert_eq!(numbers(within(entry(&tokens, b"E"))), [-1]);
        assert_eq!(numbers(within(entry(&tokens, b"A"))), [0_i32; 0]);
    }
}
