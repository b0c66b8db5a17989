//! The room between two rows: brackets of couples at their depths under the figures, then the level lines
//! of sibships and of lines that pass, each on a track of its own where they would meet.

use super::spacing::Sizes;

/// A line that meets a level line at its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Upright {
    pub x: f64,
    /// Whether it comes from above.
    pub up: bool,
}

/// A level line between two rows and what meets it.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub uprights: Vec<Upright>,
}

impl Level {
    pub fn span(&self) -> (f64, f64) {
        let xs = self.uprights.iter().map(|it| it.x);
        (
            xs.clone().fold(f64::MAX, f64::min),
            xs.fold(f64::MIN, f64::max),
        )
    }

    fn is_straight(&self) -> bool {
        let (left, right) = self.span();
        right - left < 0.005
    }
}

/// A couple's line as it lies under a row.
#[derive(Debug, Clone)]
pub(super) struct Depth {
    pub left: f64,
    pub right: f64,
    /// The room that its words need above it.
    pub words: f64,
    /// How far it reaches to each side of its middle: some of a doubled line, nothing of another.
    pub half: f64,
}

/// How far under the figures each bracket lies, the nearest first.
pub(super) fn depths(brackets: &[Depth], sizes: Sizes) -> Vec<f64> {
    let mut order: Vec<usize> = (0..brackets.len()).collect();
    let span = |it: &Depth| it.right - it.left;
    order.sort_by(|a, b| {
        let (one, two) = (&brackets[*a], &brackets[*b]);
        span(one)
            .total_cmp(&span(two))
            .then(one.left.total_cmp(&two.left))
    });
    let mut depth: Vec<f64> = vec![0.0; brackets.len()];
    let mut done: Vec<usize> = Vec::new();
    for number in order {
        let this = &brackets[number];
        let over = done.iter().filter(|other| {
            let other = &brackets[**other];
            this.left - sizes.near < other.right && other.left < this.right + sizes.near
        });
        let above = over.map(|other| depth[*other]).fold(0.0, f64::max);
        depth[number] = above + sizes.track + this.words;
        done.push(number);
    }
    depth
}

/// The track of each level line, from the top, so that none lies on another and few cross; and how many
/// tracks there are.
pub(super) fn tracks(levels: &[Level], sizes: Sizes) -> (Vec<usize>, usize) {
    let mut bent: Vec<usize> = (0..levels.len())
        .filter(|number| !levels[*number].is_straight())
        .collect();
    bent.sort_by(|a, b| {
        let (one, two) = (levels[*a].span(), levels[*b].span());
        one.0
            .total_cmp(&two.0)
            .then(one.1.total_cmp(&two.1))
            .then(a.cmp(b))
    });
    // What it costs that one lies above another, less what it costs the other way round.
    let gain = |one: &usize, other: &usize| {
        let (one, other) = (&levels[*one], &levels[*other]);
        above(one, other, sizes) - above(other, one, sizes)
    };
    let gains: Vec<Vec<i64>> = bent
        .iter()
        .map(|one| bent.iter().map(|other| gain(one, other)).collect())
        .collect();
    let mut order = greedy(&gains);
    improve(&mut order, &gains);
    let mut track = vec![0; levels.len()];
    let mut count = 0;
    for (at, number) in order.iter().enumerate() {
        let next = bent[*number];
        let meets = order[..at].iter().map(|other| bent[*other]);
        let meets = meets.filter(|other| meet(&levels[*other], &levels[next], sizes));
        track[next] = meets.map(|other| track[other] + 1).max().unwrap_or(0);
        count = count.max(track[next] + 1);
    }
    (track, count)
}

/// An order from the top in which each is the cheapest to lie above all that are left.
fn greedy(gains: &[Vec<i64>]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..gains.len()).collect();
    let mut costs: Vec<i64> = gains.iter().map(|row| row.iter().sum()).collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let least = (0..left.len()).min_by_key(|at| (costs[left[*at]], *at));
        let next = left.remove(least.unwrap_or(0));
        for other in &left {
            costs[*other] -= gains[*other][next];
        }
        order.push(next);
    }
    order
}

/// Puts each elsewhere in the order as long as that costs less.
fn improve(order: &mut Vec<usize>, gains: &[Vec<i64>]) {
    for _ in 0..order.len() {
        let mut better = false;
        for at in 0..order.len() {
            let moved = order[at];
            let mut best = (0, at);
            let mut cost = 0;
            for to in (0..at).rev() {
                cost += gains[moved][order[to]];
                best = best.min((cost, to));
            }
            cost = 0;
            for (to, other) in order.iter().enumerate().skip(at + 1) {
                cost += gains[*other][moved];
                best = best.min((cost, to));
            }
            if best.0 < 0 {
                order.remove(at);
                order.insert(best.1, moved);
                better = true;
            }
        }
        if !better {
            return;
        }
    }
}

/// Whether two level lines must not lie at one height.
fn meet(one: &Level, other: &Level, sizes: Sizes) -> bool {
    let (a, b) = (one.span(), other.span());
    a.0 - sizes.near < b.1 && b.0 < a.1 + sizes.near
}

/// The crossings when one lies above the other; lines that would run into one another count most.
fn above(upper: &Level, lower: &Level, sizes: Sizes) -> i64 {
    let (a, b) = (upper.span(), lower.span());
    if !meet(upper, lower, sizes) {
        return 0;
    }
    let within = |x: f64, span: (f64, f64)| span.0 + 0.01 < x && x < span.1 - 0.01;
    let down = upper.uprights.iter().filter(|it| !it.up);
    let up = lower.uprights.iter().filter(|it| it.up);
    let mut cost = down.clone().filter(|it| within(it.x, b)).count() as i64;
    cost += up.clone().filter(|it| within(it.x, a)).count() as i64;
    for one in down {
        let close = up
            .clone()
            .filter(|other| (other.x - one.x).abs() < sizes.near * 0.8);
        cost += 100 * close.count() as i64;
    }
    // Ends that touch the other line are read as part of it.
    let touches = |x: f64, span: (f64, f64)| {
        (x - span.0).abs() < sizes.near * 0.8 || (x - span.1).abs() < sizes.near * 0.8
    };
    let ends = upper
        .uprights
        .iter()
        .filter(|it| !it.up && touches(it.x, b));
    cost + 20 * ends.count() as i64
}
