//! SHA-256 in hex: of files, of views, of entries; and keyed, of words that nobody may guess back.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// SHA-256 of bytes, in hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 over parts whose boundaries count.
#[derive(Debug, Clone, Default)]
pub struct Parts(Sha256);

impl Parts {
    /// Adds a part.
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The digest, in hex.
    pub fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

/// HMAC-SHA-256 of words, in hex: says that the same words stood in two places, and tells nobody without the
/// key which words they were (the redaction schedule; reference/court-and-access.md 4.3).
pub fn keyed_digest(key: &[u8], words: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(words.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// A new key for [`keyed_digest`], from the system's source of chance; none where the system has none to
/// give.
pub fn new_key() -> Option<[u8; 32]> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::{keyed_digest, new_key};

    /// RFC 4231, test cases 1, 2 and 6.
    #[test]
    fn a_keyed_digest_is_hmac_sha_256() {
        let cases: [(&[u8], &str, &str); 3] = [
            (
                &[0x0b; 20],
                "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (key, words, digest) in cases {
            assert_eq!(keyed_digest(key, words), digest, "{words}");
        }
    }

    #[test]
    fn no_two_keys_are_the_same() {
        let keys = [new_key(), new_key()].map(|key| key.expect("the system has chance to give"));
        assert_ne!(keys[0], keys[1]);
        assert_ne!(keyed_digest(&keys[0], "Ada"), keyed_digest(&keys[1], "Ada"));
    }
}
