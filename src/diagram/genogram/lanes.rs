//! Side by side through one gap of a row: the lines that go round others, each clear of the next and of
//! whatever else passes there.

use std::collections::BTreeMap;

use super::detour::{Detour, Inside, Passed};
use super::wiring::Stand;

/// The lines that go round others through each gap, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    /// By gap and side, how many pass.
    count: BTreeMap<Passed, usize>,
    /// How many of these are to come.
    left: BTreeMap<Passed, usize>,
    /// Where the last one passes.
    last: BTreeMap<Passed, f64>,
    /// Where other lines pass.
    others: BTreeMap<(usize, usize), Vec<f64>>,
}

impl Lanes {
    /// Those of detours, beside others of which it is said in which row and where along they pass.
    pub fn of<'a>(
        stand: &Stand<'_>,
        detours: impl Iterator<Item = &'a Detour>,
        others: impl Iterator<Item = (usize, f64)>,
    ) -> Self {
        let mut lanes = Self::default();
        for passed in detours.flat_map(|it| it.passed(stand)).flatten() {
            *lanes.count.entry(passed).or_default() += 1;
        }
        lanes.left.clone_from(&lanes.count);
        for (row, x) in others {
            let people = stand.rows[row].iter();
            let gap = people.filter(|who| stand.x[**who] < x).count();
            lanes.others.entry((row, gap)).or_default().push(x);
        }
        lanes
    }

    /// The place in a gap that is nearest to a wish, within the lines that took theirs before and with room
    /// for those to come.
    pub fn take(
        &mut self,
        stand: &Stand<'_>,
        passed: Passed,
        wish: f64,
        passes: &mut [Vec<usize>],
    ) -> f64 {
        let ((row, gap), inside) = passed;
        passes[row][gap] += 1;
        let left = self.left.entry(passed).or_default();
        *left = left.saturating_sub(1);
        let step = stand.sizes.near * 2.4;
        let inner = step * *left as f64;
        let (from, to) = self.part(stand.edges(row, gap), passed, step);
        let last = self.last.get(&passed);
        let (from, to) = match inside {
            Inside::Right => (last.unwrap_or(&from) + step, to - step - inner),
            Inside::Left => (from + step + inner, last.unwrap_or(&to) - step),
        };
        let x = if from > to {
            f64::midpoint(from, to)
        } else {
            let at = wish.clamp(from, to);
            self.beside_others((row, gap), at, step, (from, to))
        };
        self.last.insert(passed, x);
        x
    }

    /// The part of a gap for those who go round what is on one side of it: where some go round what is on the
    /// other side, these have theirs.
    fn part(&self, (from, to): (f64, f64), (gap, inside): Passed, step: f64) -> (f64, f64) {
        let count = |side: Inside| self.count.get(&(gap, side)).copied().unwrap_or(0) as f64;
        let (left, right) = (count(Inside::Left), count(Inside::Right));
        let middle = from + (to - from) * left / (left + right).max(1.0);
        match inside {
            Inside::Left if right > 0.0 => (from, middle + step / 2.0),
            Inside::Right if left > 0.0 => (middle - step / 2.0, to),
            Inside::Left | Inside::Right => (from, to),
        }
    }

    /// The place nearest to one that is so far away from all other lines in a gap, if there is any within it.
    fn beside_others(&self, gap: (usize, usize), x: f64, step: f64, (from, to): (f64, f64)) -> f64 {
        let others = self.others.get(&gap).map_or(&[][..], Vec::as_slice);
        let is_free = |at: &f64| others.iter().all(|it| (it - at).abs() > 0.99 * step);
        let beside = others.iter().flat_map(|it| [it - step, it + step]);
        let places = std::iter::once(x).chain(beside);
        let free = places.filter(|at| (from..=to).contains(at) && is_free(at));
        let nearest = free.min_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs()));
        nearest.unwrap_or(x)
    }
}
