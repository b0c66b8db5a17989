//! The manager's routine sample (Northamptonshire 12): cases drawn by chance and yet the same again for the
//! same seed and the same cases, on any machine.

use std::collections::BTreeSet;

use crate::digest::Parts;

/// Cases drawn for an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The seed by which they were drawn.
    pub seed: u64,
    /// The cases drawn, by id.
    pub cases: BTreeSet<String>,
    /// Of how many.
    pub of: usize,
}

impl Sample {
    /// Draws that many of some cases; all of them where there are no more. Each case's lot is a digest of
    /// the seed and its id, so that one case more or less changes no more than one place of the sample.
    pub fn draw<'a>(ids: impl IntoIterator<Item = &'a str>, number: u32, seed: u64) -> Self {
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        let mut lots: Vec<(String, &str)> = ids.iter().map(|id| (lot(id, seed), *id)).collect();
        lots.sort_unstable();
        let drawn = lots.into_iter().take(number as usize);
        Self {
            seed,
            cases: drawn.map(|(_, id)| id.to_owned()).collect(),
            of: ids.len(),
        }
    }

    /// What the name of a file says of it.
    pub fn part(&self) -> String {
        format!(
            "sample-{}-of-{}-seed-{}",
            self.cases.len(),
            self.of,
            self.seed
        )
    }
}

fn lot(id: &str, seed: u64) -> String {
    let mut digest = Parts::default();
    digest.add(seed.to_le_bytes());
    digest.add(id);
    digest.hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(count: usize, number: u32, seed: u64) -> BTreeSet<String> {
        let ids: Vec<String> = (0..count).map(|it| format!("C-{it}")).collect();
        Sample::draw(ids.iter().map(String::as_str), number, seed).cases
    }

    #[test]
    fn the_same_seed_draws_the_same_and_another_seed_others() {
        assert_eq!(drawn(200, 10, 7), drawn(200, 10, 7));
        assert_ne!(drawn(200, 10, 7), drawn(200, 10, 8));
        assert_eq!(drawn(200, 10, 7).len(), 10);
        assert_eq!(drawn(3, 10, 7).len(), 3);
    }

    #[test]
    fn one_case_more_changes_one_place_at_most() {
        for seed in 0..20 {
            let (before, after) = (drawn(200, 10, seed), drawn(201, 10, seed));
            assert!(before.intersection(&after).count() >= 9, "seed {seed}");
        }
    }

    #[test]
    fn every_case_is_drawn_about_as_often_as_any_other() {
        let times = |case: &str| {
            let draws = (0..400).map(|seed| drawn(20, 5, seed));
            draws.filter(|drawn| drawn.contains(case)).count()
        };
        let counts: Vec<usize> = (0..20).map(|it| times(&format!("C-{it}"))).collect();
        assert!(
            counts.iter().all(|it| (60..=140).contains(it)),
            "{counts:?}"
        );
    }
}
