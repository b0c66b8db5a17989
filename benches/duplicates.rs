//! How long the search for near-copies takes among many notes: run with
//! `cargo bench --profile dev --bench duplicates`; NOTES sets how many (100,000).

#![expect(clippy::print_stdout, reason = "what a benchmark finds is printed")]

use std::time::Instant;

use casebinder::assemble::record_audit::{Likeness, copies};

/// Invented notes of 60 to 140 words, one in twenty a copy of the one before it with a few words changed.
fn notes(count: usize) -> Vec<String> {
    let mut state = 0x5EED_u64;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    let mut notes: Vec<String> = Vec::with_capacity(count);
    for number in 0..count {
        let copied = notes.last().filter(|_| number % 20 == 19).cloned();
        notes.push(match copied {
            Some(note) => note.replace("w7 ", "another ") + "and so on",
            None => (0..60 + next(80))
                .map(|_| format!("w{} ", next(4000)))
                .collect(),
        });
    }
    notes
}

fn main() {
    let count = std::env::var("NOTES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000);
    let notes = notes(count);
    let likeness = Likeness {
        shingle: 4,
        least_words: 30,
        percent: 80,
    };
    let start = Instant::now();
    let found = copies(&notes, likeness, |_, _| true);
    let took = start.elapsed();
    let copied = found.iter().flatten().count();
    println!(
        "{count} notes, {copied} copies, {:.2} s, one thread",
        took.as_secs_f64()
    );
}
