//! The copies of Larkfield: every trap holds, for the subject and for her mother, and the two differ where the record
//! restricts from one and not from the other.

use super::larkfield::{decided, traps_for};
use super::released::{Released, normal};
use crate::access_traps::Trap;

/// What is wrong with a release by the traps of a requester: what leaks, and what is lost.
fn faults(released: &Released, requester: &str) -> (Vec<String>, Vec<String>) {
    let others = released.read_by_others();
    let is_seen = |words: &str| {
        others
            .as_ref()
            .is_some_and(|all| all.contains(&normal(words)))
    };
    let (mut leaks, mut lost) = (Vec::new(), Vec::new());
    for trap in traps_for(requester) {
        let told = |words: &str| {
            format!(
                "{} ({}, {}): {words:?} of {}",
                trap.id, trap.rule, trap.kind, trap.record
            )
        };
        for words in &trap.absent {
            let found = released.holding(words);
            let found = found.or_else(|| is_seen(words).then_some("pdftotext"));
            leaks.extend(found.map(|file| format!("{} in {file}", told(words))));
        }
        let gone = trap
            .present
            .iter()
            .filter(|it| released.holding(it).is_none());
        lost.extend(gone.map(|words| told(words)));
    }
    (leaks, lost)
}

#[track_caller]
fn holds(requester: &str) {
    let review = decided(requester);
    let released = review.released();
    assert_eq!(
        released.names(),
        ["access-copy.pdf", "data.xlsx", "gaps.xlsx", "letter.pdf"]
    );
    let sought = |words: fn(&Trap) -> usize| traps_for(requester).iter().map(words).sum::<usize>();
    assert!(sought(|trap| trap.absent.len()) > 150);
    assert!(sought(|trap| trap.present.len()) > 30);
    let (leaks, lost) = faults(&released, requester);
    assert!(
        leaks.is_empty() && lost.is_empty(),
        "{} leaks, {} lost for {requester}:\n{}\n{}",
        leaks.len(),
        lost.len(),
        leaks.join("\n"),
        lost.join("\n")
    );
}

#[test]
fn every_trap_holds_for_the_subject() {
    holds("self");
}

#[test]
fn every_trap_holds_for_her_mother() {
    holds("pr-holder");
}

#[test]
fn what_is_restricted_from_one_is_in_the_copy_of_the_other() {
    let [own, mothers] = ["self", "pr-holder"].map(|requester| decided(requester).released());
    let for_her_alone = [
        "Mum hid in the bath",
        "Do not tell Mum where I work",
        "Implant fitted at the clinic",
        "27 Cordwainer Street",
        "07700 900731",
    ];
    for words in for_her_alone {
        assert!(own.holding(words).is_some(), "{words}");
        assert_eq!(mothers.holding(words), None, "{words}");
    }
    let for_her_mother_alone = "stepfather had hurt her for years";
    assert!(mothers.holding(for_her_mother_alone).is_some());
    assert_eq!(own.holding(for_her_mother_alone), None);
}
