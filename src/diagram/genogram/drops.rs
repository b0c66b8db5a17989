//! Where the children's line drops from each bracket, and where the words of a couple find room beside it.

use super::wiring::{Fan, Stand, Union};
use super::zones::Depth;

/// The brackets under one row, and what goes down through that room.
#[derive(Debug, Default)]
pub(super) struct Under {
    /// The unions whose line lies here, by number.
    pub unions: Vec<usize>,
    /// Their ends along, left and right.
    pub spans: Vec<Depth>,
    /// How deep each lies, under the figures.
    pub depths: Vec<f64>,
    /// The fans that begin here, by number.
    pub fans: Vec<usize>,
    /// Lines that go all the way down: of lone parents, and of partners whose bracket lies under a lower row.
    pub through: Vec<f64>,
}

impl Under {
    /// The bracket of a hub here.
    pub fn of_hub(&self, hub: usize, unions: &[Union]) -> Option<usize> {
        self.unions
            .iter()
            .position(|number| unions[*number].hub == hub)
    }

    /// Finds each fan's drop; `drop` of a couple's fan becomes its place along.
    pub fn drop_fans(
        &self,
        stand: &Stand<'_>,
        unions: &[Union],
        fans: &mut [Fan],
        goal: &dyn Fn(&Fan) -> f64,
    ) {
        let mut dropped: Vec<f64> = Vec::new();
        let mut order: Vec<(f64, usize, usize)> = Vec::new();
        for fan in &self.fans {
            if let Some(at) = self.of_hub(fans[*fan].hub, unions) {
                order.push((self.spans[at].right - self.spans[at].left, *fan, at));
            }
        }
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, fan, at) in order {
            let span = &self.spans[at];
            // Only what goes deeper than this bracket can meet what drops from it.
            let deeper = self.spans.iter().zip(&self.depths);
            let deeper = deeper.filter(|(_, depth)| **depth > self.depths[at]);
            let mut taken: Vec<f64> = deeper.flat_map(|(it, _)| [it.left, it.right]).collect();
            taken.extend(self.through.iter().chain(&dropped));
            let single = fans[fan].descents.len() == 1;
            let x = best_drop(span, goal(&fans[fan]), single, &taken, stand.sizes.near);
            fans[fan].drop = x;
            dropped.push(x);
        }
    }

    /// Room for the words of a bracket: the middle of the widest stretch free of upright lines, and its width.
    pub fn room(&self, at: usize, unions: &[Union], fans: &[Fan]) -> (f64, f64) {
        let (span, depth) = (&self.spans[at], self.depths[at]);
        let mut uprights = vec![span.left, span.right];
        uprights.extend(&self.through);
        for (other, far) in self.spans.iter().enumerate() {
            if other != at && self.depths[other] > depth - span.words {
                uprights.extend([far.left, far.right]);
            }
        }
        for fan in &self.fans {
            let from = self.of_hub(fans[*fan].hub, unions);
            if from.is_some_and(|from| from != at && self.depths[from] < depth) {
                uprights.push(fans[*fan].drop);
            }
        }
        widest(&uprights, span.left, span.right)
    }

    /// The stretch of a bracket's level part that nothing meets, for its slashes.
    pub fn free_level(&self, at: usize, unions: &[Union], fans: &[Fan]) -> (f64, f64) {
        let (span, depth) = (&self.spans[at], self.depths[at]);
        let mut meets = vec![span.left, span.right];
        meets.extend(&self.through);
        for (other, far) in self.spans.iter().enumerate() {
            if other != at && self.depths[other] > depth {
                meets.extend([far.left, far.right]);
            }
        }
        for fan in &self.fans {
            let from = self.of_hub(fans[*fan].hub, unions);
            if from.is_some_and(|from| self.depths[from] <= depth) {
                meets.push(fans[*fan].drop);
            }
        }
        let (middle, width) = widest(&meets, span.left, span.right);
        (middle - width / 2.0, middle + width / 2.0)
    }
}

/// The middle and width of the widest stretch between marks from left to right; of two as wide, the one
/// nearer the middle of it all.
fn widest(marks: &[f64], left: f64, right: f64) -> (f64, f64) {
    let mut within: Vec<f64> = marks
        .iter()
        .copied()
        .filter(|x| (left..=right).contains(x))
        .collect();
    within.sort_by(f64::total_cmp);
    let whole = f64::midpoint(left, right);
    let stretches = within
        .windows(2)
        .map(|pair| (f64::midpoint(pair[0], pair[1]), pair[1] - pair[0]));
    let better = |a: &(f64, f64), b: &(f64, f64)| {
        let off = |it: &(f64, f64)| (it.0 - whole).abs();
        a.1.total_cmp(&b.1)
            .then(off(b).total_cmp(&off(a)))
            .then(b.0.total_cmp(&a.0))
    };
    stretches.max_by(better).unwrap_or((whole, 0.0))
}

/// A place on the bracket near its middle, over the child where there is one, clear of other lines.
fn best_drop(span: &Depth, goal: f64, single: bool, taken: &[f64], near: f64) -> f64 {
    let middle = f64::midpoint(span.left, span.right);
    let (left, right) = (span.left + near, span.right - near);
    if left >= right {
        return middle;
    }
    let mut wishes = vec![middle];
    if single && (left..=right).contains(&goal) {
        wishes.insert(0, goal);
    }
    let clear = |x: f64| {
        taken
            .iter()
            .map(|other| (other - x).abs())
            .fold(f64::MAX, f64::min)
    };
    for step in 1..400 {
        let off = f64::from(step) * near / 2.0;
        let side = if goal < middle { -off } else { off };
        wishes.extend([middle + side, middle - side]);
    }
    let mut within = wishes
        .iter()
        .copied()
        .filter(|x| (left..=right).contains(x));
    let found = within.clone().find(|x| clear(*x) >= near * 0.95);
    let widest = within
        .by_ref()
        .max_by(|a, b| clear(*a).total_cmp(&clear(*b)));
    let x = found.or(widest).unwrap_or(middle);
    (x * 100.0).round() / 100.0
}
