//! What stands in a page's instructions beside the glyphs: replacement texts and the like, and
//! text that is drawn only to clip by, for which hayro does not call back.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::lexer::{Lexer, Token};
use super::refusal::Refusal;
use super::strings::Collection;

/// The beginning of a property list; text rendering mode 7.
static SIGNS: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(["<<", "7 Tr"]).expect("two plain patterns"));

/// Takes the strings from among a page's instructions without reading all of them: nearly every
/// property list holds one number.
pub(super) fn note_marks(instructions: &[u8], strings: &mut Collection) {
    for sign in SIGNS.find_iter(instructions) {
        if sign.pattern().as_usize() == 1 {
            strings.refusals.insert(Refusal::Unread);
        } else if let Some(list) = instructions.get(sign.start()..)
            && holds_a_string(list)
        {
            Lexer::new(list)
                .take_while(is_of_a_list)
                .for_each(|token| strings.note(&token));
        }
    }
}

/// Whether a list holds more than numbers and plain names.
fn holds_a_string(list: &[u8]) -> bool {
    let inner = list.get(2..).unwrap_or_default();
    inner
        .iter()
        .take_while(|&&byte| byte != b'>')
        .any(|byte| b"(<#".contains(byte))
}

/// An operator ends the list.
fn is_of_a_list(token: &Token<'_>) -> bool {
    !matches!(token, Token::Word(b"BDC" | b"DP" | b"ID" | b"Tj" | b"TJ"))
}
