//! The way from one part of a household to another, between everybody else: upright and level pieces,
//! short, with few bends.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::outline::sorted;
use super::placed::{Area, Point};

/// What a bend costs, in thousandths of a millimetre of way.
const BEND: u64 = 8_000;

/// The shortest way from one of these boxes to one of those that enters no blocked box; none where there
/// is none within the limit, in millimetres.
pub(super) fn passage(
    from: &[Area],
    to: &[Area],
    blocked: &[Area],
    limit: f64,
) -> Option<Vec<Point>> {
    let grid = Grid::new(from, to, blocked);
    let limit = (limit * 1000.0) as u64;
    let mut best: BTreeMap<Node, u64> = BTreeMap::new();
    let mut before: BTreeMap<Node, Node> = BTreeMap::new();
    let mut open = BinaryHeap::new();
    for (x, y) in grid.points_within(from) {
        for level in [false, true] {
            best.insert((x, y, level), 0);
            open.push(Reverse((0, (x, y, level))));
        }
    }
    while let Some(Reverse((cost, node))) = open.pop() {
        if best.get(&node).is_some_and(|known| *known < cost) {
            continue;
        }
        if grid.is_within(node, to) {
            return Some(grid.way(node, &before));
        }
        for (next, more) in grid.steps(node) {
            let cost = cost + more;
            if cost <= limit && best.get(&next).is_none_or(|known| cost < *known) {
                best.insert(next, cost);
                before.insert(next, node);
                open.push(Reverse((cost, next)));
            }
        }
    }
    None
}

/// A crossing of the grid, and whether the way is level there.
type Node = (usize, usize, bool);

struct Grid<'a> {
    xs: Vec<f64>,
    ys: Vec<f64>,
    blocked: &'a [Area],
}

impl<'a> Grid<'a> {
    fn new(from: &[Area], to: &[Area], blocked: &'a [Area]) -> Self {
        let ends = from.iter().chain(to);
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for area in ends {
            xs.extend([(area.left + area.right) / 2.0, area.left, area.right]);
            ys.extend([(area.top + area.bottom) / 2.0, area.top, area.bottom]);
        }
        for area in blocked {
            xs.extend([area.left, area.right]);
            ys.extend([area.top, area.bottom]);
        }
        Self {
            xs: sorted(xs),
            ys: sorted(ys),
            blocked,
        }
    }

    fn at(&self, x: usize, y: usize) -> Point {
        (self.xs[x], self.ys[y])
    }

    fn points_within(&self, areas: &[Area]) -> Vec<(usize, usize)> {
        let mut points = Vec::new();
        for x in 0..self.xs.len() {
            for y in 0..self.ys.len() {
                let at = self.at(x, y);
                if holds(areas, at) && self.is_open(at) {
                    points.push((x, y));
                }
            }
        }
        points
    }

    fn is_within(&self, node: Node, areas: &[Area]) -> bool {
        holds(areas, self.at(node.0, node.1))
    }

    fn is_open(&self, at: Point) -> bool {
        let near = |area: &Area| {
            area.left + 1e-6 < at.0
                && at.0 < area.right - 1e-6
                && area.top + 1e-6 < at.1
                && at.1 < area.bottom - 1e-6
        };
        !self.blocked.iter().any(near)
    }

    /// The steps from a node, with their cost.
    fn steps(&self, node: Node) -> Vec<(Node, u64)> {
        let (x, y, level) = node;
        let mut steps = vec![((x, y, !level), BEND)];
        for back in [false, true] {
            let next = |index: usize, count: usize| {
                let next = if back {
                    index.checked_sub(1)
                } else {
                    Some(index + 1)
                };
                next.filter(|next| *next < count)
            };
            let to = if level {
                next(x, self.xs.len()).map(|x| (x, y))
            } else {
                next(y, self.ys.len()).map(|y| (x, y))
            };
            let Some(to) = to else { continue };
            let (a, b) = (self.at(x, y), self.at(to.0, to.1));
            let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
            if self.is_open(middle) && self.is_open(b) {
                let long = (a.0 - b.0).abs() + (a.1 - b.1).abs();
                steps.push(((to.0, to.1, level), (long * 1000.0) as u64 + 1));
            }
        }
        steps
    }

    /// The points of the way that ends here.
    fn way(&self, end: Node, before: &BTreeMap<Node, Node>) -> Vec<Point> {
        let mut points = vec![self.at(end.0, end.1)];
        let mut node = end;
        while let Some(earlier) = before.get(&node) {
            let at = self.at(earlier.0, earlier.1);
            if points.last() != Some(&at) {
                points.push(at);
            }
            node = *earlier;
        }
        points
    }
}

fn holds(areas: &[Area], at: Point) -> bool {
    areas.iter().any(|area| {
        area.left <= at.0 && at.0 <= area.right && area.top <= at.1 && at.1 <= area.bottom
    })
}
