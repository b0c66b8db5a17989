//! The way from one part of a household to another, between everybody else: upright and level pieces,
//! short, with few bends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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
    let mut best = vec![u64::MAX; grid.nodes()];
    let mut before: Vec<Option<Node>> = vec![None; grid.nodes()];
    let mut open = BinaryHeap::new();
    for (x, y) in grid.points_within(from) {
        for level in [false, true] {
            best[grid.number((x, y, level))] = 0;
            open.push(Reverse((0, (x, y, level))));
        }
    }
    while let Some(Reverse((cost, node))) = open.pop() {
        if best[grid.number(node)] < cost {
            continue;
        }
        if grid.is_within(node, to) {
            return Some(grid.way(node, &before));
        }
        for (next, more) in grid.steps(node).into_iter().flatten() {
            let (cost, number) = (cost + more, grid.number(next));
            if cost <= limit && cost < best[number] {
                best[number] = cost;
                before[number] = Some(node);
                open.push(Reverse((cost, next)));
            }
        }
    }
    None
}

/// A crossing of the grid, and whether the way is level there.
type Node = (usize, usize, bool);

struct Grid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// The crossings that no box covers, row by row.
    open: Vec<bool>,
    /// Likewise the middles of the way from each to the next on its right.
    right: Vec<bool>,
    /// And to the next below.
    down: Vec<bool>,
}

impl Grid {
    fn new(from: &[Area], to: &[Area], blocked: &[Area]) -> Self {
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
        let (xs, ys) = (sorted(xs), sorted(ys));
        let (between, below) = (middles(&xs), middles(&ys));
        Self {
            open: uncovered(&xs, &ys, xs.len(), blocked),
            right: uncovered(&between, &ys, xs.len(), blocked),
            down: uncovered(&xs, &below, xs.len(), blocked),
            xs,
            ys,
        }
    }

    fn nodes(&self) -> usize {
        2 * self.xs.len() * self.ys.len()
    }

    fn number(&self, (x, y, level): Node) -> usize {
        2 * self.place(x, y) + usize::from(level)
    }

    fn place(&self, x: usize, y: usize) -> usize {
        y * self.xs.len() + x
    }

    fn at(&self, x: usize, y: usize) -> Point {
        (self.xs[x], self.ys[y])
    }

    fn points_within(&self, areas: &[Area]) -> Vec<(usize, usize)> {
        let mut points = Vec::new();
        for x in 0..self.xs.len() {
            for y in 0..self.ys.len() {
                if self.open[self.place(x, y)] && holds(areas, self.at(x, y)) {
                    points.push((x, y));
                }
            }
        }
        points
    }

    fn is_within(&self, node: Node, areas: &[Area]) -> bool {
        holds(areas, self.at(node.0, node.1))
    }

    /// The steps from a node, with their cost.
    fn steps(&self, (x, y, level): Node) -> [Option<(Node, u64)>; 3] {
        let turn = Some(((x, y, !level), BEND));
        let step = |back: bool| {
            let (at, count) = if level {
                (x, self.xs.len())
            } else {
                (y, self.ys.len())
            };
            let next = if back {
                at.checked_sub(1)?
            } else {
                Some(at + 1).filter(|next| *next < count)?
            };
            let (to, ways) = if level {
                ((next, y), &self.right)
            } else {
                ((x, next), &self.down)
            };
            let first = self.place(x.min(to.0), y.min(to.1));
            if !ways[first] || !self.open[self.place(to.0, to.1)] {
                return None;
            }
            let (a, b) = (self.at(x, y), self.at(to.0, to.1));
            let long = (a.0 - b.0).abs() + (a.1 - b.1).abs();
            Some(((to.0, to.1, level), (long * 1000.0) as u64 + 1))
        };
        [turn, step(false), step(true)]
    }

    /// The points of the way that ends here.
    fn way(&self, end: Node, before: &[Option<Node>]) -> Vec<Point> {
        let mut points = vec![self.at(end.0, end.1)];
        let mut node = end;
        while let Some(earlier) = before[self.number(node)] {
            let at = self.at(earlier.0, earlier.1);
            if points.last() != Some(&at) {
                points.push(at);
            }
            node = earlier;
        }
        points
    }
}

/// The middles between each two neighbours.
fn middles(edges: &[f64]) -> Vec<f64> {
    let pairs = edges.windows(2);
    pairs.map(|pair| (pair[0] + pair[1]) / 2.0).collect()
}

/// Which points, in rows of so many, no box covers.
fn uncovered(xs: &[f64], ys: &[f64], wide: usize, boxes: &[Area]) -> Vec<bool> {
    let mut open = vec![true; wide * ys.len()];
    for area in boxes {
        let within = |edges: &[f64], low: f64, high: f64| {
            let first = edges.partition_point(|at| *at <= low + 1e-6);
            first..edges.partition_point(|at| *at < high - 1e-6).max(first)
        };
        for y in within(ys, area.top, area.bottom) {
            for x in within(xs, area.left, area.right) {
                open[y * wide + x] = false;
            }
        }
    }
    open
}

fn holds(areas: &[Area], at: Point) -> bool {
    areas.iter().any(|area| {
        area.left <= at.0 && at.0 <= area.right && area.top <= at.1 && at.1 <= area.bottom
    })
}
