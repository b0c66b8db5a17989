//! Couples' lines under one row, as far as the order of the people tells: which cross, and which go round
//! the families that stand between the two.

/// Of two couples' lines, one within the other, the children stand the other way round: each pulls the other
/// aside, and the drawing grows wide.
const TURNED: f64 = 0.15;

/// From somebody's place to that of their neighbour; the gap between the two holds lines side by side.
const STEP: usize = 1024;

/// The place of somebody who has so many on their left.
pub(super) fn place(position: usize) -> usize {
    STEP * position + STEP / 2
}

/// The place of a line in the gap that has so many people on its left and so many lines.
pub(super) fn gap(people: usize, lines: usize) -> usize {
    STEP * people + lines.min(STEP / 2 - 1)
}

/// A couple's line or a lone parent's under one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// Whose, by their place among the pairs, after which come the couples on two rows.
    pub pair: usize,
    /// From place to place.
    pub left: usize,
    pub right: usize,
    /// The place of a child on the row below, or of the gap through which the line comes down further.
    pub below: Option<usize>,
    /// Whether the couple stands on two rows: nothing leads round where such a line is in the way.
    pub on_two_rows: bool,
}

/// How often lines cross, and how many go round others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lines {
    pub crossings: f64,
    pub detours: f64,
}

/// What a line has within it.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    /// Families with children whose line would be crossed.
    families: u32,
    /// Of these, such whose children stand to the left of the line's own, and to the right.
    left: u32,
    right: u32,
    /// Whether one of the two has one of these families, or somebody after them has one with somebody else:
    /// then nothing leads round.
    is_joined: bool,
    turned: f64,
}

/// The lines of a row; `joined` says by pairs whose descendants have a family together.
pub(super) fn lines(spans: &[Span], joined: &[Vec<bool>]) -> Lines {
    let mut all = Lines::default();
    for (at, one) in spans.iter().enumerate() {
        for other in &spans[at + 1..] {
            all.crossings += interlaced(*one, *other);
        }
    }
    for outer in spans.iter().filter(|it| it.right > it.left + STEP) {
        let within = within(*outer, spans, joined);
        if within.families == 0 {
            continue;
        }
        // On one side of the children, the line can go round all that is within.
        if !outer.on_two_rows && !within.is_joined && (within.left == 0 || within.right == 0) {
            all.detours += 1.0;
        } else {
            all.crossings += f64::from(within.families) + within.turned;
        }
    }
    all
}

fn within(outer: Span, spans: &[Span], joined: &[Vec<bool>]) -> Within {
    let mut found = Within::default();
    for inner in spans {
        let is_within = outer.left <= inner.left && inner.right <= outer.right;
        let shares_end = outer.left == inner.left || outer.right == inner.right;
        // Of a partner's own children alone nothing is crossed.
        let is_own = inner.pair == outer.pair || (shares_end && inner.left == inner.right);
        let (true, Some(below)) = (is_within && !is_own, inner.below) else {
            continue;
        };
        found.families += 1;
        let with = &joined[inner.pair];
        let is_outside = |it: &&Span| it.left < outer.left || outer.right < it.right;
        let mut others = spans.iter().filter(is_outside);
        found.is_joined |= inner.on_two_rows;
        found.is_joined |= shares_end || with[outer.pair] || others.any(|it| with[it.pair]);
        if let Some(own) = outer.below {
            found.left += u32::from(below < own);
            found.right += u32::from(below > own);
        }
        if turned(*inner, outer) {
            found.turned += TURNED;
        }
    }
    found
}

/// The crossings of two lines of which one begins within the other and ends beyond it.
fn interlaced(one: Span, other: Span) -> f64 {
    let is_apart = one.right <= other.left || other.right <= one.left;
    let holds = |outer: Span, inner: Span| outer.left <= inner.left && inner.right <= outer.right;
    if is_apart || holds(one, other) || holds(other, one) {
        return 0.0;
    }
    let (first, second) = if one.left < other.left {
        (one, other)
    } else {
        (other, one)
    };
    // The children of the one that begins further left hang from its free end.
    let turned = matches!((first.below, second.below), (Some(a), Some(b)) if a > b);
    1.0 + f64::from(u8::from(turned))
}

/// Whether the middles of two couples' lines stand one way round and their children the other way.
fn turned(one: Span, other: Span) -> bool {
    let middles = (one.left + one.right).cmp(&(other.left + other.right));
    match (one.below, other.below) {
        (Some(a), Some(b)) => middles.is_ne() && middles != a.cmp(&b),
        _ => false,
    }
}
