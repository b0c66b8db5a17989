//! What an order costs: first what makes it hard to read, then what only makes it less neat.

use crate::diagram::genogram::family::Who;
use crate::diagram::genogram::kin::Kin;

use super::state::{State, is_female};

/// The cost of an order, the worse reasons first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Cost {
    /// Siblings out of birth order in the index child's line.
    index_inversions: u32,
    /// What misleads: crossings, couples apart, siblings out of order elsewhere, weighed together.
    faults: f64,
    /// What is less neat.
    untidy: f64,
}

impl Cost {
    /// Whether nothing but neatness is left to gain.
    pub fn is_faultless(&self) -> bool {
        self.index_inversions == 0 && self.faults == 0.0
    }
}

/// Lines of two families cross.
const CROSSING: f64 = 40.0;
/// Two partners have others between them, and for each who stands there.
const APART: (f64, f64) = (10.0, 0.5);
/// Two siblings out of birth order.
const INVERSION: f64 = 4.0;
/// Somebody else within a household on a row.
const STRANGER: f64 = 4.0;
/// Twins with others between them, and for each.
const TWINS_APART: f64 = 5.0;

/// A couple's line or a lone parent's, on one row.
#[derive(Debug, Clone, Copy)]
struct Span {
    left: usize,
    right: usize,
    has_children: bool,
}

/// Judges orders; keeps what it needs from one to the next.
pub(super) struct Judge<'a> {
    pub kin: &'a Kin<'a>,
    row_of: &'a [usize],
    rows: Vec<Vec<Who>>,
    position: Vec<usize>,
    /// The blocks by row, reused.
    keyed: Vec<(f64, usize)>,
    spans: Vec<Vec<Span>>,
    by_row: Vec<Vec<usize>>,
}

impl<'a> Judge<'a> {
    pub fn new(kin: &'a Kin<'a>, row_of: &'a [usize]) -> Self {
        let count = row_of.iter().max().map_or(0, |row| row + 1);
        Self {
            kin,
            row_of,
            rows: vec![Vec::new(); count],
            position: vec![0; row_of.len()],
            keyed: Vec::new(),
            spans: vec![Vec::new(); count],
            by_row: Vec::new(),
        }
    }

    pub fn into_rows(self) -> Vec<Vec<Who>> {
        self.rows
    }

    /// The blocks of a row in the order last arranged, with their keys.
    pub fn keys_of_row(&self, state: &State, row: usize) -> Vec<(f64, usize)> {
        let mut keyed: Vec<(f64, usize)> = (0..state.blocks.len())
            .filter(|block| state.blocks[*block].row == row)
            .map(|block| (self.key(state, block), block))
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        keyed
    }

    /// Puts everybody in their place: founders where the state says, children under their parents.
    pub fn arrange(&mut self, state: &State) {
        if self.by_row.is_empty() {
            self.by_row = vec![Vec::new(); self.rows.len()];
            for (number, block) in state.blocks.iter().enumerate() {
                self.by_row[block.row].push(number);
            }
        }
        for row in 0..self.rows.len() {
            let mut keyed = std::mem::take(&mut self.keyed);
            keyed.clear();
            for block in &self.by_row[row] {
                keyed.push((self.key(state, *block), *block));
            }
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let out = &mut self.rows[row];
            out.clear();
            for (_, block) in &keyed {
                for cluster in &state.blocks[*block].clusters {
                    for who in &state.clusters[*cluster] {
                        self.position[*who] = out.len();
                        out.push(*who);
                    }
                }
            }
            self.keyed = keyed;
        }
    }

    fn key(&self, state: &State, block: usize) -> f64 {
        let block = &state.blocks[block];
        let Some(hub) = block.hub else {
            return block.along;
        };
        let parents = &self.kin.hubs[hub].parents;
        let along = |who: &Who| {
            let row = &self.rows[self.row_of[*who]];
            (self.position[*who] as f64 + 0.5) / row.len().max(1) as f64
        };
        let first = along(&parents[0]);
        let last = parents.last().map_or(first, along);
        let (left, right) = (first.min(last), first.max(last));
        match state.lean[hub] {
            -1 => left + 1e-6,
            1 => right - 1e-6,
            _ => f64::midpoint(left, right),
        }
    }

    pub fn cost(&mut self, state: &State) -> Cost {
        self.arrange(state);
        let (index_inversions, inversions) = self.inversions(state);
        let (apart, untidy) = self.couples();
        let crossings = self.crossings();
        Cost {
            index_inversions,
            faults: crossings * CROSSING + inversions * INVERSION + apart + self.strangers(),
            untidy: untidy + self.centring() + self.second_parents(),
        }
    }

    fn inversions(&self, state: &State) -> (u32, f64) {
        let (mut index, mut others) = (0, 0.0);
        for block in &state.blocks {
            let Some(hub) = block.hub.filter(|_| block.clusters.len() > 1) else {
                continue;
            };
            let mut latest: Vec<(i32, usize)> = Vec::with_capacity(block.clusters.len());
            for child in self.kin.children(hub) {
                if let Some(born) = self.kin.family.people[child].born {
                    let here = self.position[child];
                    if self.row_of[child] != block.row {
                        continue;
                    }
                    let wrong = latest
                        .iter()
                        .filter(|(other, at)| *other < born && *at > here);
                    let wrong = wrong.count();
                    if self.kin.index_line[hub] {
                        index += wrong as u32;
                    } else {
                        others += wrong as f64;
                    }
                    latest.push((born, here));
                }
            }
        }
        (index, others)
    }

    /// What couples cost: those apart, then which side who stands on.
    fn couples(&mut self) -> (f64, f64) {
        let (mut apart, mut untidy) = (0.0, 0.0);
        self.spans.iter_mut().for_each(Vec::clear);
        for hub in &self.kin.hubs {
            let has_children = !hub.children.is_empty();
            let [a, b] = hub.parents[..] else {
                let at = self.position[hub.parents[0]];
                if has_children {
                    let row = self.row_of[hub.parents[0]];
                    self.spans[row].push(Span {
                        left: at,
                        right: at,
                        has_children,
                    });
                }
                continue;
            };
            if self.row_of[a] != self.row_of[b] {
                let along =
                    |who: Who| self.position[who] as f64 / self.rows[self.row_of[who]].len() as f64;
                untidy += 20.0 * (along(a) - along(b)).abs();
                continue;
            }
            let (first, second) = (self.position[a], self.position[b]);
            let (left, right) = (first.min(second), first.max(second));
            if right - left > 1 {
                apart += APART.0 + APART.1 * (right - left - 1) as f64;
            }
            let (on_left, on_right) = if first < second { (a, b) } else { (b, a) };
            if is_female(self.kin, on_left) && !is_female(self.kin, on_right) {
                untidy += 0.4;
            }
            self.spans[self.row_of[a]].push(Span {
                left,
                right,
                has_children,
            });
        }
        (apart, untidy + self.partners_in_time())
    }

    /// Earlier partners stand further left.
    fn partners_in_time(&self) -> f64 {
        let mut late = 0.0;
        for (who, hubs) in self.kin.hubs_of.iter().enumerate() {
            if hubs.len() < 2 {
                continue;
            }
            let told = hubs.iter().filter_map(|hub| {
                let couple = &self.kin.family.couples[self.kin.hubs[*hub].couple?];
                let [a, b] = couple.partners;
                let other = if a == who { b } else { a };
                Some((couple.since?, self.position[other]))
            });
            let mut told: Vec<(i32, usize)> = told.collect();
            told.sort_unstable();
            let wrong = told.windows(2).filter(|pair| pair[0].1 > pair[1].1);
            late += 0.3 * wrong.count() as f64;
        }
        late
    }

    /// The crossings that no routing can avoid, as far as they show in the order.
    fn crossings(&self) -> f64 {
        let mut count = 0.0;
        for spans in &self.spans {
            for (at, one) in spans.iter().enumerate() {
                for other in &spans[at + 1..] {
                    count += crossing(*one, *other);
                }
            }
        }
        count
    }

    fn strangers(&self) -> f64 {
        let mut cost = 0.0;
        for household in &self.kin.family.households {
            for row in 0..self.rows.len() {
                let here = household.members.iter();
                let here = here.filter(|who| self.row_of[**who] == row);
                cost += STRANGER * between(here.map(|who| self.position[*who]));
            }
        }
        for birth in &self.kin.family.births {
            let row = birth.children.first().map(|who| self.row_of[*who]);
            let here = birth.children.iter();
            let here = here.filter(|who| Some(self.row_of[**who]) == row);
            let places = here.map(|who| self.position[*who]);
            cost += TWINS_APART * (between(places) - 1.0).max(0.0);
        }
        cost
    }

    /// How far children stand from under their parents, in places.
    fn centring(&self) -> f64 {
        let mut cost = 0.0;
        for hub in &self.kin.hubs {
            if hub.children.is_empty() {
                continue;
            }
            let centre = |people: &mut dyn Iterator<Item = Who>| {
                let (mut sum, mut count) = (0.0, 0.0);
                for who in people {
                    let row = &self.rows[self.row_of[who]];
                    sum += self.position[who] as f64 - row.len() as f64 / 2.0;
                    count += 1.0;
                }
                sum / f64::max(count, 1.0)
            };
            let above = centre(&mut hub.parents.iter().copied());
            let below = centre(&mut hub.children.iter().map(|it| self.kin.child(*it)));
            cost += 0.02 * (above - below).abs();
        }
        cost
    }

    fn second_parents(&self) -> f64 {
        let mut cost = 0.0;
        let along = |who: Who| {
            let row = &self.rows[self.row_of[who]];
            self.position[who] as f64 - row.len() as f64 / 2.0
        };
        for hub in &self.kin.hubs {
            for descent in &hub.others {
                let child = along(self.kin.child(*descent));
                cost += 0.5 * (along(hub.parents[0]) - child).abs();
            }
        }
        for each in &self.kin.family.siblings {
            cost += 0.5 * (along(each.pair[0]) - along(each.pair[1])).abs();
        }
        cost
    }
}

fn crossing(one: Span, other: Span) -> f64 {
    let (outer, inner) = if other.right - other.left > one.right - one.left {
        (other, one)
    } else {
        (one, other)
    };
    if inner.right <= outer.left || outer.right <= inner.left {
        return 0.0;
    }
    let nested = outer.left <= inner.left && inner.right <= outer.right;
    match nested {
        true if inner.has_children => 1.0,
        true => 0.0,
        false => 1.0,
    }
}

/// How many others stand between people of a row.
fn between(places: impl Iterator<Item = usize>) -> f64 {
    let (mut least, mut most, mut count) = (usize::MAX, 0, 0);
    for place in places {
        least = least.min(place);
        most = most.max(place);
        count += 1;
    }
    match count {
        0 => 0.0,
        _ => (most + 1 - least).saturating_sub(count) as f64,
    }
}
