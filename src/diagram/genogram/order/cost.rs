//! What an order costs: first what makes it hard to read, then what only makes it less neat.

use crate::diagram::genogram::family::{IndexLine, Who};
use crate::diagram::genogram::kin::Kin;

use super::facts::{Children, Facts};
use super::passing::Passing;
use super::spans::{self, Span};
use super::state::State;

/// The cost of an order, the worse reasons first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Cost {
    /// What misleads: crossings, siblings out of order, couples apart, weighed together.
    faults: f64,
    /// What is less neat.
    untidy: f64,
}

impl Cost {
    /// Whether nothing but neatness is left to gain.
    pub fn is_faultless(&self) -> bool {
        self.faults == 0.0
    }
}

/// Lines of two families cross: more than partners apart and siblings elsewhere out of order together
/// (reference/genogram.md 4.5).
const CROSSING: f64 = 1000.0;
/// Siblings of the index child's line out of birth order, where that order comes first: more than all lines
/// of a drawing that cross.
const ALWAYS: f64 = 1e6;
/// A couple's line goes round another family: more than a couple apart, less than a crossing.
const DETOUR: f64 = 14.0;
/// For each who stands between two partners.
const EACH_BETWEEN: f64 = 0.5;
/// Children stand beyond the next family: more than a couple apart, less than a crossing.
const BEYOND: f64 = 12.0;
/// Somebody else within a household on a row.
const STRANGER: f64 = 4.0;
/// Twins with others between them, and for each.
const TWINS_APART: f64 = 5.0;

/// What weighs more or less by what comes first in the index child's line.
#[derive(Debug, Clone, Copy)]
struct Weights {
    /// Two siblings of that line out of birth order.
    index_line: f64,
    /// Two siblings elsewhere out of birth order.
    inversion: f64,
    /// Two partners have others between them.
    apart: f64,
}

impl Weights {
    /// A crossing weighs more than two partners apart, these more than siblings out of order; in the index
    /// child's line as is asked.
    fn of(index_line: IndexLine) -> Self {
        match index_line {
            IndexLine::BirthOrder => Self {
                index_line: ALWAYS,
                inversion: 4.0,
                apart: 10.0,
            },
            // Somebody in the middle of eight brothers and sisters can still go to their end.
            IndexLine::PartnersTogether => Self {
                index_line: 5.0,
                inversion: 4.0,
                apart: 25.0,
            },
        }
    }
}

/// Judges orders; keeps what it needs from one to the next.
pub(super) struct Judge<'a> {
    pub kin: &'a Kin<'a>,
    facts: Facts,
    weights: Weights,
    row_of: &'a [usize],
    rows: Vec<Vec<Who>>,
    position: Vec<usize>,
    /// How many people each row has.
    wide: Vec<f64>,
    /// The blocks by row, reused.
    keyed: Vec<(f64, usize)>,
    spans: Vec<Vec<Span>>,
    by_row: Vec<Vec<usize>>,
    /// The ways of the couples on two rows.
    passing: Passing,
}

impl<'a> Judge<'a> {
    pub fn new(kin: &'a Kin<'a>, row_of: &'a [usize], index_line: IndexLine) -> Self {
        let count = row_of.iter().max().map_or(0, |row| row + 1);
        let mut wide = vec![0.0; count];
        row_of.iter().for_each(|row| wide[*row] += 1.0);
        let facts = Facts::new(kin, row_of);
        Self {
            kin,
            passing: Passing::new(&facts.on_two_rows),
            facts,
            weights: Weights::of(index_line),
            row_of,
            rows: vec![Vec::new(); count],
            position: vec![0; row_of.len()],
            wide,
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
            keyed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
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
            self.lead(state, row);
        }
    }

    /// Leads the lines of couples on two rows through the row last arranged.
    fn lead(&mut self, state: &State, row: usize) {
        let mut here = Vec::new();
        for (number, couple) in self.facts.on_two_rows.iter().enumerate() {
            if self.row_of[couple.upper] == row {
                self.passing.start(number, self.along(couple.upper));
            } else if self.row_of[couple.upper] < row && row <= self.row_of[couple.lower] {
                here.push(number);
            }
        }
        let people = |block: &usize| {
            let clusters = state.blocks[*block].clusters.iter();
            clusters.map(|it| state.clusters[*it].len()).sum::<usize>()
        };
        self.passing.reach(&here, self.wide[row], |along| {
            let left = self.keyed.iter().take_while(|(key, _)| *key < along);
            left.map(|(_, block)| people(block)).sum()
        });
    }

    /// Where along the row somebody last arranged stands, from 0 to 1.
    fn along(&self, who: Who) -> f64 {
        (self.position[who] as f64 + 0.5) / self.wide[self.row_of[who]].max(1.0)
    }

    fn key(&self, state: &State, block: usize) -> f64 {
        let block = &state.blocks[block];
        let Some(hub) = block.hub else {
            return block.along;
        };
        let parents = &self.kin.hubs[hub].parents;
        let (first, last) = match self.facts.two_rows_of[hub] {
            // Their line lies under the lower one's row.
            Some(at) => {
                let lower = self.facts.on_two_rows[at].lower;
                (self.along(lower), self.passing.along(at))
            }
            None => {
                let last = parents.last().copied().unwrap_or(parents[0]);
                (self.along(parents[0]), self.along(last))
            }
        };
        let (left, right) = (first.min(last), first.max(last));
        let beyond = 1.6 / self.wide[self.row_of[parents[0]]].max(1.0);
        match state.lean[hub] {
            ..=-2 => left - beyond,
            -1 => left + 1e-6,
            1 => right - 1e-6,
            2.. => right + beyond,
            _ => f64::midpoint(left, right),
        }
    }

    /// What an order costs.
    pub fn cost(&mut self, state: &State) -> Cost {
        let most = Cost {
            faults: f64::INFINITY,
            untidy: f64::INFINITY,
        };
        self.below(state, most).unwrap_or(most)
    }

    /// What an order costs, if less than this; the worse reasons are looked at first.
    pub fn below(&mut self, state: &State, most: Cost) -> Option<Cost> {
        self.arrange(state);
        let worse = |faults: f64| faults > most.faults;
        let faults = self.apart()
            + f64::from(self.inverted(&self.facts.index_line)) * self.weights.index_line
            + f64::from(self.inverted(&self.facts.siblings)) * self.weights.inversion
            + self.strangers()
            + self.beyond(state);
        if worse(faults) {
            return None;
        }
        let faults = faults + self.crossings() + self.passed(state) * CROSSING;
        if worse(faults) {
            return None;
        }
        let cost = Cost {
            faults,
            untidy: self.sides() + self.centring() + self.near(),
        };
        (cost < most).then_some(cost)
    }

    /// How many stand on the wrong side of one another.
    fn inverted(&self, pairs: &[(Who, Who)]) -> u32 {
        let wrong = pairs.iter();
        let wrong = wrong.filter(|(left, right)| self.position[*left] > self.position[*right]);
        u32::try_from(wrong.count()).unwrap_or(u32::MAX)
    }

    /// What couples cost who do not stand side by side; finds the span of each.
    fn apart(&mut self) -> f64 {
        let mut apart = 0.0;
        self.spans.iter_mut().for_each(Vec::clear);
        for (number, pair) in self.facts.pairs.iter().enumerate() {
            let (first, second) = (self.position[pair.one], self.position[pair.other]);
            let (left, right) = (first.min(second), first.max(second));
            if right - left > 1 {
                apart += self.weights.apart + EACH_BETWEEN * (right - left - 1) as f64;
            }
            self.spans[pair.row].push(Span {
                pair: number,
                left: spans::place(left),
                right: spans::place(right),
                below: pair.child.map(|who| spans::place(self.position[who])),
                on_two_rows: false,
            });
        }
        self.pass();
        apart
    }

    /// Finds the spans of couples on two rows.
    fn pass(&mut self) {
        let first = self.facts.pairs.len();
        for (number, couple) in self.facts.on_two_rows.iter().enumerate() {
            let at = (self.row_of[couple.upper], self.position.as_slice());
            let spans = self.passing.spans(number, couple, first + number, at);
            for (row, span) in spans {
                self.spans[row].push(span);
            }
        }
    }

    /// The couples of one row who do not stand side by side in the order last arranged.
    pub fn apart_pairs(&self) -> impl Iterator<Item = (Who, Who)> + '_ {
        let pairs = self.facts.pairs.iter();
        let apart = |one: Who, other: Who| self.position[one].abs_diff(self.position[other]) > 1;
        pairs
            .filter(move |pair| apart(pair.one, pair.other))
            .map(|pair| (pair.one, pair.other))
    }

    /// Which side who stands on, and that earlier partners stand further left.
    fn sides(&self) -> f64 {
        let along = |who: Who| self.position[who] as f64 / self.wide[self.row_of[who]];
        let rows = self.facts.on_two_rows.iter();
        let rows: f64 = rows
            .map(|it| (along(it.upper) - along(it.lower)).abs())
            .sum();
        20.0 * rows
            + 0.4 * f64::from(self.inverted(&self.facts.left_of))
            + 0.3 * f64::from(self.inverted(&self.facts.in_time))
    }

    /// What the crossings cost that no routing can avoid, as far as they show in the order, and the detours
    /// of lines that can go round.
    fn crossings(&self) -> f64 {
        let rows = self.spans.iter().map(|row| {
            let lines = spans::lines(row, &self.facts.joined);
            CROSSING * lines.crossings + DETOUR * lines.detours
        });
        rows.sum()
    }

    fn beyond(&self, state: &State) -> f64 {
        let far = state.lean.iter().filter(|lean| lean.abs() > 1);
        BEYOND * far.count() as f64
    }

    /// The families whose children's line is crossed by that of children who stand beyond them.
    fn passed(&self, state: &State) -> f64 {
        let families = &self.facts.families;
        let far = families.iter().filter(|it| state.lean[it.hub].abs() > 1);
        let crossed = far.flat_map(|one| {
            let others = families.iter().filter(move |it| it.hub != one.hub);
            others.filter(move |other| self.is_passed(one, other))
        });
        crossed.count() as f64
    }

    /// Whether two families stand side by side one way and their children the other way.
    fn is_passed(&self, one: &Children, other: &Children) -> bool {
        let row = |it: &Children| self.row_of[it.parents[0]];
        if row(one) != row(other) {
            return false;
        }
        let ends = |people: &[Who]| {
            let places = people.iter().map(|who| self.position[*who]);
            let least = places.clone().min().unwrap_or(0);
            (least, places.max().unwrap_or(0))
        };
        let (mine, theirs) = (ends(&one.parents), ends(&other.parents));
        let (below, beside) = (ends(&one.children), ends(&other.children));
        (mine.1 <= theirs.0 && below.0 > beside.1) || (theirs.1 <= mine.0 && beside.0 > below.1)
    }

    fn strangers(&self) -> f64 {
        let places = |people: &[Who]| between(people.iter().map(|who| self.position[*who]));
        let homes = self.facts.homes.iter().map(|it| places(it));
        let births = self.facts.births.iter();
        let births = births.map(|it| (places(it) - 1.0).max(0.0));
        STRANGER * homes.sum::<f64>() + TWINS_APART * births.sum::<f64>()
    }

    /// How far from the middle of the row somebody stands.
    fn off_middle(&self, who: Who) -> f64 {
        self.position[who] as f64 - self.wide[self.row_of[who]] / 2.0
    }

    /// How far children stand from under their parents, in places.
    fn centring(&self) -> f64 {
        let centre = |people: &[Who]| {
            let sum: f64 = people.iter().map(|who| self.off_middle(*who)).sum();
            sum / people.len().max(1) as f64
        };
        let families = self.facts.families.iter();
        let off = families.map(|it| (centre(&it.parents) - centre(&it.children)).abs());
        0.02 * off.sum::<f64>()
    }

    fn near(&self) -> f64 {
        let pairs = self.facts.near.iter();
        let off = pairs.map(|(one, other)| (self.off_middle(*one) - self.off_middle(*other)).abs());
        0.5 * off.sum::<f64>()
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
