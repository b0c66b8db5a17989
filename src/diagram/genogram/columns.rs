//! How far along each row everybody stands: parents over the middle of their children, partners together,
//! nobody nearer to a neighbour than figures and words need. Each row in turn is an isotonic regression
//! (pool adjacent violators), which is exact, always ends and needs no solver (reference/genogram.md 4.6).

use super::family::Who;
use super::kin::Kin;

/// How often all rows are gone through.
const SWEEPS: usize = 90;

/// What counts beside parents over their children, which counts 1.
#[derive(Debug, Clone, Copy)]
struct Manner {
    /// Staying where one stood.
    hold: f64,
    /// Standing near to neighbours.
    near: f64,
}

/// How strongly partners who stand side by side are drawn together: little, so that each couple's line can
/// lie over the middle of its own children.
const TOGETHER: f64 = 0.02;

const DRAWING_NEAR: Manner = Manner {
    hold: 0.2,
    near: 0.4,
};
const CENTRING: Manner = Manner {
    hold: 0.05,
    near: 0.01,
};

/// How strongly somebody is drawn to a place.
#[derive(Debug, Clone, Copy, Default)]
struct Pull {
    sum: f64,
    weight: f64,
}

impl Pull {
    fn to(&mut self, x: f64, weight: f64) {
        self.sum += x * weight;
        self.weight += weight;
    }
}

/// Where each person's centre stands, from the left, for rows whose neighbours keep the distances
/// `apart[row][position]` between a person and the next.
/// `beside` says of hubs whose line goes round others whose side their children stand on, and how far to the
/// right of them the children's middle wants to be.
pub(super) fn columns(
    kin: &Kin<'_>,
    rows: &[Vec<Who>],
    apart: &[Vec<f64>],
    beside: &[Option<(Who, f64)>],
) -> Vec<f64> {
    let mut x = vec![0.0; kin.under.len()];
    let place = Placing::new(kin, rows, apart, beside);
    for (row, people) in rows.iter().enumerate() {
        let width: f64 = place.apart[row].iter().sum();
        let mut at = -width / 2.0;
        for (position, who) in people.iter().enumerate() {
            x[*who] = at;
            at += place.apart[row].get(position).copied().unwrap_or(0.0);
        }
    }
    for sweep in 0..SWEEPS {
        // First everybody draws together; then parents are put over their children.
        let manner = if sweep < SWEEPS / 2 {
            DRAWING_NEAR
        } else {
            CENTRING
        };
        for row in (0..rows.len()).chain((0..rows.len()).rev()) {
            place.settle(row, manner, &mut x);
        }
    }
    x.iter_mut()
        .for_each(|each| *each = (*each * 100.0).round() / 100.0);
    keep_apart(rows, apart, &mut x);
    x
}

/// Rounding must bring nobody nearer.
fn keep_apart(rows: &[Vec<Who>], apart: &[Vec<f64>], x: &mut [f64]) {
    for (row, people) in rows.iter().enumerate() {
        for (position, pair) in people.windows(2).enumerate() {
            let least = x[pair[0]] + apart[row][position];
            if x[pair[1]] < least {
                x[pair[1]] = (least * 100.0).ceil() / 100.0;
            }
        }
    }
}

struct Placing<'a> {
    kin: &'a Kin<'a>,
    rows: &'a [Vec<Who>],
    apart: &'a [Vec<f64>],
    beside: &'a [Option<(Who, f64)>],
    position: Vec<usize>,
    row_of: Vec<usize>,
}

impl<'a> Placing<'a> {
    fn new(
        kin: &'a Kin<'a>,
        rows: &'a [Vec<Who>],
        apart: &'a [Vec<f64>],
        beside: &'a [Option<(Who, f64)>],
    ) -> Self {
        let mut position = vec![0; kin.under.len()];
        let mut row_of = position.clone();
        for (row, people) in rows.iter().enumerate() {
            for (at, who) in people.iter().enumerate() {
                (position[*who], row_of[*who]) = (at, row);
            }
        }
        Self {
            kin,
            rows,
            apart,
            beside,
            position,
            row_of,
        }
    }

    /// Moves a row to where the others pull it.
    fn settle(&self, row: usize, manner: Manner, x: &mut [f64]) {
        let people = &self.rows[row];
        let pulls: Vec<Pull> = people
            .iter()
            .map(|who| self.pull(*who, manner, x))
            .collect();
        let mut offset = Vec::with_capacity(people.len());
        let mut at = 0.0;
        for position in 0..people.len() {
            offset.push(at);
            at += self.apart[row].get(position).copied().unwrap_or(0.0);
        }
        let wanted = pulls.iter().zip(&offset);
        let wanted = wanted.map(|(pull, offset)| (pull.sum / pull.weight - offset, pull.weight));
        for ((who, value), offset) in people.iter().zip(isotonic(wanted)).zip(&offset) {
            x[*who] = value + offset;
        }
    }

    fn pull(&self, who: Who, manner: Manner, x: &[f64]) -> Pull {
        let mut pull = Pull::default();
        pull.to(x[who], manner.hold);
        if let Some(hub) = self.kin.under[who] {
            let count = self.kin.hubs[hub].children.len() as f64;
            let shift = self.middle(hub, x) - self.mean(hub, x);
            pull.to(x[who] + shift, 1.0 / count.sqrt());
        }
        for hub in &self.kin.hubs_of[who] {
            let parents = &self.kin.hubs[*hub].parents;
            let elsewhere = self.beside[*hub].is_some_and(|(near, _)| near != who);
            if !self.kin.hubs[*hub].children.is_empty() && !elsewhere {
                let shift = self.mean(*hub, x) - self.middle(*hub, x);
                pull.to(x[who] + shift, 1.0);
            }
            if let Some(other) = parents.iter().find(|other| **other != who) {
                self.pull_together(who, *other, x, &mut pull);
            }
        }
        self.draw_near(who, manner.near, x, &mut pull);
        pull
    }

    /// Neighbours are drawn together a little, so that the whole does not sprawl.
    fn draw_near(&self, who: Who, near: f64, x: &[f64], pull: &mut Pull) {
        let (row, at) = (self.row_of[who], self.position[who]);
        let people = &self.rows[row];
        if let Some(before) = at.checked_sub(1) {
            pull.to(x[people[before]] + self.apart[row][before], near);
        }
        if let Some(after) = people.get(at + 1) {
            pull.to(x[*after] - self.apart[row][at], near);
        }
    }

    /// Partners who stand side by side stand near.
    fn pull_together(&self, who: Who, other: Who, x: &[f64], pull: &mut Pull) {
        if self.row_of[who] != self.row_of[other] {
            pull.to(x[other], 0.05);
            return;
        }
        let (one, two) = (self.position[who], self.position[other]);
        if one.abs_diff(two) != 1 {
            return;
        }
        let apart = self.apart[self.row_of[who]][one.min(two)];
        pull.to(
            if one < two {
                x[other] - apart
            } else {
                x[other] + apart
            },
            TOGETHER,
        );
    }

    /// Where the children hang from a hub's line.
    fn middle(&self, hub: usize, x: &[f64]) -> f64 {
        if let Some((near, off)) = self.beside[hub] {
            return x[near] + off;
        }
        let parents = &self.kin.hubs[hub].parents;
        parents.iter().map(|who| x[*who]).sum::<f64>() / parents.len() as f64
    }

    fn mean(&self, hub: usize, x: &[f64]) -> f64 {
        let count = self.kin.hubs[hub].children.len().max(1);
        self.kin.children(hub).map(|who| x[who]).sum::<f64>() / count as f64
    }
}

/// The nearest values that never fall, by pooling adjacent violators; of values and weights.
fn isotonic(wanted: impl Iterator<Item = (f64, f64)>) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (value, weight) in wanted {
        let mut pool = (value, weight, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            pools.pop();
            let weight = last.1 + pool.1;
            let value = (last.0 * last.1 + pool.0 * pool.1) / weight;
            pool = (value, weight, last.2 + pool.2);
        }
        pools.push(pool);
    }
    let each = pools.into_iter();
    each.flat_map(|(value, _, count)| std::iter::repeat_n(value, count))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pools_violators_by_weight() {
        let wanted = [(1.0, 1.0), (3.0, 1.0), (2.0, 3.0), (5.0, 1.0)];
        let found = isotonic(wanted.into_iter());
        assert_eq!(found, [1.0, 2.25, 2.25, 5.0]);
    }
}
