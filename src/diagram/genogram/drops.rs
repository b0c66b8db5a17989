//! Where the children's line drops from each bracket, and where the words of a couple find room beside it.

use std::collections::BTreeMap;

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
        let mut drops: BTreeMap<usize, f64> = BTreeMap::new();
        let mut order: Vec<(f64, usize, usize)> = Vec::new();
        for fan in &self.fans {
            if let Some(at) = self.of_hub(fans[*fan].hub, unions) {
                order.push((self.spans[at].right - self.spans[at].left, *fan, at));
            }
        }
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, fan, at) in order.iter().copied() {
            let span = &self.spans[at];
            // Only what goes deeper than this bracket can meet what drops from it.
            let deeper = self.spans.iter().zip(&self.depths);
            let deeper = deeper.filter(|(_, depth)| **depth > self.depths[at]);
            let deeper: Vec<&Depth> = deeper.map(|(it, _)| it).collect();
            let below: Vec<(f64, f64)> = deeper.iter().map(|it| (it.left, it.right)).collect();
            // Those not dropped yet are taken to drop from the middle.
            let drop_of = |fan: usize, at: usize| {
                let middle = f64::midpoint(self.spans[at].left, self.spans[at].right);
                drops.get(&fan).copied().unwrap_or(middle)
            };
            let others: Vec<(f64, f64)> = order
                .iter()
                .filter(|it| it.1 != fan)
                .map(|it| (drop_of(it.1, it.2), goal(&fans[it.1])))
                .collect();
            let ends = deeper.iter().flat_map(|it| {
                let both = [it.left, it.right].into_iter();
                both.flat_map(|x| [x - it.half, x + it.half])
            });
            let mut taken: Vec<f64> = ends.collect();
            taken.extend(self.through.iter().chain(&dropped));
            let single = fans[fan].descents.len() == 1;
            let place = Drop {
                span,
                goal: goal(&fans[fan]),
                single,
                taken: &taken,
                below: &below,
                others: &others,
                near: stand.sizes.near,
            };
            let x = place.best();
            fans[fan].drop = x;
            drops.insert(fan, x);
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

/// What is asked of the place where a line drops from its bracket.
struct Drop<'a> {
    span: &'a Depth,
    /// The middle of the children.
    goal: f64,
    /// Whether there is one child.
    single: bool,
    /// Upright lines that it must keep clear of.
    taken: &'a [f64],
    /// The brackets that lie deeper: under these it would cross.
    below: &'a [(f64, f64)],
    /// The other drops here and the middles of their children.
    others: &'a [(f64, f64)],
    near: f64,
}

impl Drop<'_> {
    /// A place on the bracket near its middle, over the child where there is one, clear of other lines, and
    /// where it crosses the fewest.
    fn best(&self) -> f64 {
        let middle = f64::midpoint(self.span.left, self.span.right);
        let (left, right) = (self.span.left + self.near, self.span.right - self.near);
        if left >= right {
            return middle;
        }
        let within = self.wishes(middle).into_iter();
        let within: Vec<f64> = within.filter(|x| (left..=right).contains(x)).collect();
        let clear = within
            .iter()
            .filter(|x| self.clear(**x) >= self.near * 0.95);
        // Of several as good the first is taken.
        let found = clear.min_by_key(|x| self.crossed(**x));
        let by_room = |a: &&f64, b: &&f64| self.clear(**a).total_cmp(&self.clear(**b));
        let widest = within.iter().max_by(by_room);
        let x = found.or(widest).copied().unwrap_or(middle);
        (x * 100.0).round() / 100.0
    }

    /// Where it might be, the best first.
    fn wishes(&self, middle: f64) -> Vec<f64> {
        let mut wishes = vec![middle];
        if self.single {
            wishes.insert(0, self.goal);
        }
        for step in 1..400 {
            let off = f64::from(step) * self.near / 2.0;
            let side = if self.goal < middle { -off } else { off };
            wishes.extend([middle + side, middle - side]);
        }
        wishes
    }

    /// How far the nearest upright line is.
    fn clear(&self, x: f64) -> f64 {
        let each = self.taken.iter().map(|other| (other - x).abs());
        each.fold(f64::MAX, f64::min)
    }

    /// How many brackets it crosses on its way down, and lines on the way to the children.
    fn crossed(&self, x: f64) -> usize {
        let over = |it: &&(f64, f64)| it.0 < x && x < it.1;
        let turned = |it: &&(f64, f64)| (x < it.0) != (self.goal < it.1);
        self.below.iter().filter(over).count() + self.others.iter().filter(turned).count()
    }
}
