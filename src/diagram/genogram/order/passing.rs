//! Couples of two rows, as far as the order of the people tells: through which gap of each row the line of
//! the one who stands higher comes down to the other.

use crate::diagram::genogram::family::Who;
use crate::diagram::genogram::kin::Kin;

use super::spans::{self, Span};

/// A couple of which one stands on a higher row than the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct TwoRows {
    pub hub: usize,
    pub upper: Who,
    pub lower: Who,
    /// One of their children, where they have any.
    pub child: Option<Who>,
}

impl TwoRows {
    /// The couple of a hub, if it stands on two rows.
    pub fn of(kin: &Kin<'_>, row_of: &[usize], hub: usize) -> Option<Self> {
        let &[one, other] = kin.hubs[hub].parents.as_slice() else {
            return None;
        };
        let (upper, lower) = match row_of[one].cmp(&row_of[other]) {
            std::cmp::Ordering::Less => (one, other),
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => (other, one),
        };
        Some(Self {
            hub,
            upper,
            lower,
            child: kin.children(hub).next(),
        })
    }
}

/// The way of such a couple's line in one order.
#[derive(Debug, Clone, Default)]
struct Way {
    /// From the row under the upper one's to the lower one's: the place of the gap through which it passes.
    gaps: Vec<usize>,
    /// Where along the row last reached it passes, from 0 to 1.
    along: f64,
}

/// The ways of all such couples of a family.
#[derive(Debug, Clone, Default)]
pub(super) struct Passing {
    ways: Vec<Way>,
}

impl Passing {
    /// None has been led anywhere yet.
    pub fn new(couples: &[TwoRows]) -> Self {
        Self {
            ways: vec![Way::default(); couples.len()],
        }
    }

    /// Where along the row last reached a couple's line passes, from 0 to 1.
    pub fn along(&self, couple: usize) -> f64 {
        self.ways[couple].along
    }

    /// A line leaves the row of the upper one there.
    pub fn start(&mut self, couple: usize, along: f64) {
        self.ways[couple].gaps.clear();
        self.ways[couple].along = along;
    }

    /// Leads lines to the next row; `left` says how many of so many there stand under what is to the left of a
    /// place. In one gap they keep the order in which they come.
    pub fn reach(&mut self, couples: &[usize], wide: f64, left: impl Fn(f64) -> usize) {
        let along = couples.iter().map(|it| self.ways[*it].along);
        let before: Vec<(f64, usize)> = along.map(|along| (along, left(along))).collect();
        for (couple, (along, left)) in couples.iter().zip(&before) {
            let others = before.iter();
            let lines = others.filter(|(other, gap)| gap == left && other < along);
            let lines = lines.count();
            let way = &mut self.ways[*couple];
            way.gaps.push(spans::gap(*left, lines));
            way.along = (*left as f64 + 1e-3 * lines as f64) / wide.max(1.0);
        }
    }

    /// The spans of a couple's line with their rows: one under each row that it leaves downwards, where it
    /// does, and one from the last gap to the lower one.
    pub fn spans(
        &self,
        couple: usize,
        it: &TwoRows,
        pair: usize,
        (row, position): (usize, &[usize]),
    ) -> Vec<(usize, Span)> {
        let place = |who: Who| spans::place(position[who]);
        let span = |one: usize, other: usize, below: Option<usize>| Span {
            pair,
            left: one.min(other),
            right: one.max(other),
            below,
            on_two_rows: true,
        };
        let gaps = &self.ways[couple].gaps;
        let mut at = place(it.upper);
        let mut found = Vec::with_capacity(gaps.len() + 1);
        for (row, next) in (row..).zip(gaps) {
            found.push((row, span(at, at, Some(*next))));
            at = *next;
        }
        let last = span(at, place(it.lower), it.child.map(place));
        found.push((row + gaps.len(), last));
        found
    }
}
