//! Notes that are nearly the same as another (Northamptonshire 11: cutting and pasting), found among all notes
//! of a casebook by the shingles of their words: MinHash signatures in bands bring likely pairs together, and
//! each pair is then compared in truth. The same notes give the same pairs on every machine.

use super::words::words;

/// How many bands a signature has, and how many rows a band. Pairs that are four fifths alike share a band in
/// all but a few of ten thousand cases.
const BANDS: usize = 16;
const ROWS: usize = 4;
const SIZE: usize = BANDS * ROWS;

/// With how many of the first in a band a note is compared: where hundreds are alike, any of them is the one that
/// was copied.
const COMPARED: usize = 12;

/// How shingles are made, and when two notes are alike.
#[derive(Debug, Clone, Copy)]
pub struct Likeness {
    /// How many words on end make a shingle.
    pub shingle: usize,
    /// From how many words on a note is compared.
    pub least_words: usize,
    /// How alike two notes are that count as copies, in per cent of their shingles.
    pub percent: u32,
}

/// For each text the first before it that it is nearly the same as and that `counts` as a copy of, by their
/// numbers; none for the rest. Prompts are to be taken out by whoever lends the texts.
pub fn copies<T: AsRef<str>>(
    texts: &[T],
    likeness: Likeness,
    counts: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let shingles_of = |number: usize| {
        let text = texts.get(number).map(T::as_ref).unwrap_or_default();
        shingles(text, likeness)
    };
    let mut copies = vec![None; texts.len()];
    let pairs = likely_pairs(&keys_of_all(texts, likeness));
    for same in pairs.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((number, _)) = same.first() else {
            continue;
        };
        let own = shingles_of(*number);
        let mut earlier = same.iter().map(|(_, earlier)| *earlier);
        let copied =
            earlier.find(|it| counts(*it, *number) && are_alike(&shingles_of(*it), &own, likeness));
        if let Some(copy) = copies.get_mut(*number) {
            *copy = copied;
        }
    }
    copies
}

/// The keys of each text in every band; none for a text that is too short.
fn keys_of_all<T: AsRef<str>>(texts: &[T], likeness: Likeness) -> Vec<Option<[u64; BANDS]>> {
    let seeds = seeds();
    let each = texts.iter().map(|text| {
        let shingles = shingles(text.as_ref(), likeness);
        (!shingles.is_empty()).then(|| band_keys(&signature(&shingles, &seeds)))
    });
    each.collect()
}

/// The pairs that share a key in a band, each as a text and an earlier one, in that order.
fn likely_pairs(keys: &[Option<[u64; BANDS]>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for band in 0..BANDS {
        let numbered = keys.iter().enumerate();
        let mut in_band: Vec<(u64, usize)> = numbered
            .filter_map(|(number, keys)| Some((*keys.as_ref()?.get(band)?, number)))
            .collect();
        in_band.sort_unstable();
        for same in in_band.chunk_by(|(one, _), (other, _)| one == other) {
            for (at, (_, number)) in same.iter().enumerate() {
                let earlier = same.iter().take(at.min(COMPARED));
                pairs.extend(earlier.map(|(_, earlier)| (*number, *earlier)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The shingles of a text as hashes, in order and each once; none for a text that is too short.
fn shingles(text: &str, likeness: Likeness) -> Vec<u64> {
    let hashes: Vec<u64> = words(text).map(hash_of).collect();
    if hashes.len() < likeness.least_words.max(likeness.shingle) {
        return Vec::new();
    }
    let windows = hashes.windows(likeness.shingle.max(1));
    let mut shingles: Vec<u64> = windows
        .map(|words| words.iter().fold(0, |sum, word| mix(sum ^ word)))
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// A word's hash, whatever the case of its letters.
fn hash_of(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xCBF2_9CE4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The least value of all shingles under each permutation.
fn signature(shingles: &[u64], seeds: &[u64; SIZE]) -> [u64; SIZE] {
    let mut least = [u64::MAX; SIZE];
    for &shingle in shingles {
        for (least, seed) in least.iter_mut().zip(seeds) {
            // An odd factor turns all 64-bit numbers about; the high half of the product is well mixed.
            let turned = (shingle ^ seed).wrapping_mul(seed | 1);
            *least = (*least).min(turned ^ (turned >> 32));
        }
    }
    least
}

fn band_keys(signature: &[u64; SIZE]) -> [u64; BANDS] {
    let mut keys = [0; BANDS];
    for (key, rows) in keys.iter_mut().zip(signature.chunks_exact(ROWS)) {
        *key = rows.iter().fold(0, |sum, row| mix(sum ^ row));
    }
    keys
}

/// One number for each permutation, always the same.
fn seeds() -> [u64; SIZE] {
    let mut seeds = [0; SIZE];
    let mut state = 0x5EED_CA5E_B19D_E200_u64;
    for seed in &mut seeds {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        *seed = mix(state);
    }
    seeds
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// Whether two sets of shingles have that share of all in common (Jaccard).
fn are_alike(one: &[u64], other: &[u64], likeness: Likeness) -> bool {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut shared = 0_u64;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => _ = a.next(),
            std::cmp::Ordering::Greater => _ = b.next(),
            std::cmp::Ordering::Equal => {
                shared += 1;
                _ = (a.next(), b.next());
            }
        }
    }
    let all = (one.len() + other.len()) as u64 - shared;
    shared * 100 >= all * u64::from(likeness.percent) && shared > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIKENESS: Likeness = Likeness {
        shingle: 4,
        least_words: 8,
        percent: 80,
    };

    fn note(words: std::ops::Range<usize>) -> String {
        words.map(|it| format!("word{it} ")).collect()
    }

    #[test]
    fn a_note_with_a_few_words_changed_is_a_copy_and_the_first_was_copied() {
        let changed = note(0..60).replace("word30 ", "another ");
        let texts = [note(0..60), note(100..160), changed, note(0..60)];
        let found = copies(&texts, LIKENESS, |_, _| true);
        assert_eq!(found, [None, None, Some(0), Some(0)]);
    }

    #[test]
    fn short_notes_and_pairs_that_do_not_count_are_no_copies() {
        let texts = [note(0..6), note(0..6)];
        assert_eq!(copies(&texts, LIKENESS, |_, _| true), [None, None]);
        let texts = [note(0..60), note(0..60), note(0..60)];
        let found = copies(&texts, LIKENESS, |first, _| first != 0);
        assert_eq!(found, [None, None, Some(1)]);
    }

    #[test]
    fn the_pairs_are_those_that_a_comparison_of_all_finds() {
        let texts: Vec<String> = (0..120)
            .map(|it| {
                let (family, change) = (it % 40, it / 40 * 7);
                let words = (0..80).filter(|word| word % 40 != change);
                words.map(|word| format!("w{family}x{word} ")).collect()
            })
            .collect();
        let found = copies(&texts, LIKENESS, |_, _| true);
        for (number, copy) in found.iter().enumerate() {
            let own = shingles(&texts[number], LIKENESS);
            let mut before = texts[..number].iter();
            let truly = before.position(|it| are_alike(&shingles(it, LIKENESS), &own, LIKENESS));
            assert_eq!(*copy, truly, "note {number}");
        }
    }
}
