//! Regions made of upright boxes, on the grid of their edges, and the outline around them.

use std::collections::BTreeMap;

use super::placed::{Area, Point};

/// Edges nearer to each other than this are one, in millimetres.
const SAME: f64 = 1e-3;

/// A box that is added to a region or taken from it; the last one told holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    Add(Area),
    Remove(Area),
}

/// A region: the cells of a grid that belong to it, numbered by the part they are in; 0 is outside.
#[derive(Debug, Clone)]
pub(super) struct Region {
    xs: Vec<f64>,
    ys: Vec<f64>,
    cells: Vec<usize>,
    /// How many parts it has.
    pub(super) parts: usize,
}

impl Region {
    /// The region that the changes make, one after the other; what it encloses belongs to it.
    pub(super) fn new(changes: &[Change]) -> Self {
        let areas = changes.iter().map(|change| match change {
            Change::Add(area) | Change::Remove(area) => *area,
        });
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for area in areas {
            xs.extend([area.left, area.right]);
            ys.extend([area.top, area.bottom]);
        }
        let (xs, ys) = (sorted(xs), sorted(ys));
        let size = xs.len().saturating_sub(1) * ys.len().saturating_sub(1);
        let mut region = Self {
            cells: vec![0; size],
            xs,
            ys,
            parts: 0,
        };
        for change in changes {
            let (area, inside) = match change {
                Change::Add(area) => (area, 1),
                Change::Remove(area) => (area, 0),
            };
            for cell in region.cells_of(area) {
                region.cells[cell] = inside;
            }
        }
        region.fill_holes();
        region.number_parts();
        region
    }

    /// The part in which a point lies; 0 where it is outside.
    pub(super) fn part_at(&self, at: Point) -> usize {
        let near = Area::around(at, 10.0 * SAME);
        self.cells_of(&near)
            .into_iter()
            .map(|cell| self.cells[cell])
            .max()
            .unwrap_or(0)
    }

    /// How much of a box lies in the region, as a share.
    pub(super) fn share(&self, area: &Area) -> f64 {
        let mut covered = 0.0;
        for cell in self.cells_of(area) {
            if self.cells[cell] > 0 {
                let (column, row) = (cell % self.columns(), cell / self.columns());
                let wide = self.xs[column + 1].min(area.right) - self.xs[column].max(area.left);
                let high = self.ys[row + 1].min(area.bottom) - self.ys[row].max(area.top);
                covered += wide * high;
            }
        }
        covered / ((area.right - area.left) * (area.bottom - area.top)).max(1e-9)
    }

    /// The outline of a part, clockwise.
    pub(super) fn outline(&self, part: usize) -> Vec<Point> {
        let mut edges: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for (cell, _) in self.cells.iter().enumerate().filter(|(_, at)| **at == part) {
            let (x, y) = (cell % self.columns(), cell / self.columns());
            let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            let beyond = [(0, -1), (1, 0), (0, 1), (-1, 0)];
            for (side, (right, down)) in beyond.into_iter().enumerate() {
                if self
                    .neighbour(cell, right, down)
                    .is_none_or(|next| self.cells[next] != part)
                {
                    let (from, to) = (corners[side], corners[(side + 1) % 4]);
                    edges.entry(from).or_default().push(to);
                }
            }
        }
        let mut longest = Vec::new();
        while let Some(start) = edges.keys().next().copied() {
            let around = walk(&mut edges, start);
            if self.area(&around) > self.area(&longest) {
                longest = around;
            }
        }
        let points: Vec<Point> = longest
            .iter()
            .map(|(x, y)| (self.xs[*x], self.ys[*y]))
            .collect();
        corners_only(&points)
    }

    fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1).max(1)
    }

    fn cells_of(&self, area: &Area) -> Vec<usize> {
        let along = |edges: &[f64], low: f64, high: f64| {
            let first = edges.partition_point(|edge| *edge <= low + SAME).max(1) - 1;
            let last = edges.partition_point(|edge| *edge < high - 2.0 * SAME);
            first..last.min(edges.len().saturating_sub(1))
        };
        let columns = along(&self.xs, area.left, area.right);
        let rows = along(&self.ys, area.top, area.bottom);
        let wide = self.columns();
        rows.flat_map(|row| columns.clone().map(move |column| row * wide + column))
            .collect()
    }

    fn neighbour(&self, cell: usize, right: i32, down: i32) -> Option<usize> {
        let (columns, rows) = (self.columns(), self.cells.len() / self.columns());
        let x = (cell % columns).checked_add_signed(right as isize)?;
        let y = (cell / columns).checked_add_signed(down as isize)?;
        (x < columns && y < rows).then_some(y * columns + x)
    }

    fn around(&self, cell: usize) -> impl Iterator<Item = usize> {
        [(0, -1), (1, 0), (0, 1), (-1, 0)]
            .into_iter()
            .filter_map(move |(right, down)| self.neighbour(cell, right, down))
    }

    fn is_edge(&self, cell: usize) -> bool {
        self.around(cell).count() < 4
    }

    /// All cells that are like these and hang together with them.
    fn spread(&self, from: Vec<usize>) -> Vec<bool> {
        let mut seen = vec![false; self.cells.len()];
        from.iter().for_each(|cell| seen[*cell] = true);
        let mut open = from;
        while let Some(cell) = open.pop() {
            for next in self.around(cell) {
                if self.cells[next] == self.cells[cell] && !std::mem::replace(&mut seen[next], true)
                {
                    open.push(next);
                }
            }
        }
        seen
    }

    fn fill_holes(&mut self) {
        let edge =
            (0..self.cells.len()).filter(|cell| self.cells[*cell] == 0 && self.is_edge(*cell));
        let outside = self.spread(edge.collect());
        for (cell, outside) in self.cells.iter_mut().zip(outside) {
            if !outside {
                *cell = 1;
            }
        }
    }

    /// Numbers the parts from 1, from the top; on the grid the unnumbered ones are marked beforehand.
    fn number_parts(&mut self) {
        const UNNUMBERED: usize = usize::MAX;
        for cell in &mut self.cells {
            *cell = if *cell > 0 { UNNUMBERED } else { 0 };
        }
        for cell in 0..self.cells.len() {
            if self.cells[cell] == UNNUMBERED {
                self.parts += 1;
                let part = self.spread(vec![cell]);
                let within = self.cells.iter_mut().zip(part).filter(|(_, here)| *here);
                within.for_each(|(each, _)| *each = self.parts);
            }
        }
    }

    /// The area within a walk, positive where it is clockwise.
    fn area(&self, walk: &[(usize, usize)]) -> f64 {
        let at = |index: usize| {
            let (x, y) = walk[index % walk.len()];
            (self.xs[x], self.ys[y])
        };
        let pieces = (0..walk.len()).map(|index| {
            let ((ax, ay), (bx, by)) = (at(index), at(index + 1));
            ax * by - bx * ay
        });
        pieces.sum::<f64>() / 2.0
    }
}

/// Follows edges from a corner until it comes back, taking them from the store; where two parts touch at a
/// corner it turns right, so that it stays on its own side.
fn walk(
    edges: &mut BTreeMap<(usize, usize), Vec<(usize, usize)>>,
    start: (usize, usize),
) -> Vec<(usize, usize)> {
    let mut path = Vec::new();
    let (mut at, mut heading) = (start, (0_i64, 0_i64));
    loop {
        let Some(leaving) = edges.get_mut(&at) else {
            return path;
        };
        let direction = |to: &(usize, usize)| {
            (
                (to.0 as i64 - at.0 as i64).signum(),
                (to.1 as i64 - at.1 as i64).signum(),
            )
        };
        let turn = |to: &(usize, usize)| {
            let next = direction(to);
            heading.0 * next.1 - heading.1 * next.0
        };
        let best = (0..leaving.len())
            .max_by_key(|index| turn(&leaving[*index]))
            .unwrap_or(0);
        let to = leaving.swap_remove(best);
        let next = direction(&to);
        if leaving.is_empty() {
            edges.remove(&at);
        }
        path.push(at);
        (at, heading) = (to, next);
        if at == start {
            return path;
        }
    }
}

fn corners_only(points: &[Point]) -> Vec<Point> {
    let count = points.len();
    let turns = |index: usize| {
        let (before, at) = (points[(index + count - 1) % count], points[index]);
        let after = points[(index + 1) % count];
        let level = (before.1 - at.1).abs() < 1e-9 && (after.1 - at.1).abs() < 1e-9;
        let upright = (before.0 - at.0).abs() < 1e-9 && (after.0 - at.0).abs() < 1e-9;
        !level && !upright
    };
    (0..count)
        .filter(|index| turns(*index))
        .map(|index| points[index])
        .collect()
}

/// Ascending, each once, with nothing closer than a thousandth of a millimetre.
pub(super) fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values.dedup_by(|after, before| *after - *before < SAME);
    values
}
