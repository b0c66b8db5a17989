//! Through which gaps of the rows a longer line comes down: those where it crosses the fewest lines of
//! others, of these those that make the shortest way, and then those nearest to its middle.

use std::collections::BTreeMap;

use super::family::Who;
use super::wiring::{Fan, Stand, Union};

/// What a way costs, the worse first: crossings, then length and distance from the middle in hundredths of
/// a millimetre.
type Cost = (u32, u64, u64);

/// A couple's line under a row.
#[derive(Debug, Clone, Copy)]
struct Hung {
    left: f64,
    right: f64,
    has_children: bool,
}

/// A line from one row to the next: where it leaves the upper, and where it comes to the lower.
#[derive(Debug, Clone)]
struct Coming {
    hub: usize,
    from: f64,
    to: Vec<f64>,
}

/// Where a line comes down to.
#[derive(Debug, Clone, Copy)]
enum Goal {
    /// Under a partner, with the hub whose children hang there.
    Partner(Who, usize),
    /// To a child, from above.
    Child(Who),
}

/// The lines among which longer ones find their way.
#[derive(Debug)]
pub(super) struct Course<'a> {
    stand: &'a Stand<'a>,
    /// By row, the couples' lines that lie under it.
    hung: Vec<Vec<Hung>>,
    /// By row, the lines that leave it downwards.
    coming: Vec<Vec<Coming>>,
}

impl<'a> Course<'a> {
    /// Those between neighbouring rows.
    pub fn new(stand: &'a Stand<'a>, unions: &[Union], fans: &[Fan]) -> Self {
        let rows = stand.rows.len();
        let mut course = Self {
            stand,
            hung: vec![Vec::new(); rows],
            coming: vec![Vec::new(); rows],
        };
        for union in unions {
            if stand.row_of[union.first] == union.row {
                let ends = (stand.x[union.first], stand.x[union.second]);
                course.hang(union.row, ends, union.hub);
            }
        }
        for fan in fans.iter().filter(|fan| stand.is_next(fan)) {
            let to = fan.descents.iter().map(|it| stand.x[stand.kin.child(*it)]);
            course.coming[stand.row_of_hub(fan.hub)].push(Coming {
                hub: fan.hub,
                from: stand.middle(fan.hub),
                to: to.collect(),
            });
        }
        course
    }

    fn hang(&mut self, row: usize, (one, other): (f64, f64), hub: usize) {
        let has_children = self.has_children(hub);
        self.hung[row].push(Hung {
            left: one.min(other),
            right: one.max(other),
            has_children,
        });
    }

    fn has_children(&self, hub: usize) -> bool {
        let hub = &self.stand.kin.hubs[hub];
        !hub.children.is_empty() || !hub.others.is_empty()
    }

    /// The gaps of the rows from below the upper partner's to the lower partner's.
    pub fn of_union(&mut self, union: &Union) -> Vec<usize> {
        let from = self.stand.row_of[union.first];
        let x = self.stand.x[union.first];
        let wish = f64::midpoint(x, self.stand.x[union.second]);
        let goal = Goal::Partner(union.second, union.hub);
        let gaps = self.best((from, x), (union.row, wish), goal);
        let last = self.follow(from, x, &gaps, wish, union.hub);
        self.hang(union.row, (last, self.stand.x[union.second]), union.hub);
        gaps
    }

    /// The gaps of the rows between a hub's and that of a child further down.
    pub fn of_child(&mut self, hub: usize, child: Who) -> Vec<usize> {
        let (from, row) = (self.stand.row_of_hub(hub), self.stand.row_of[child]);
        let x = self.stand.middle(hub);
        let wish = f64::midpoint(x, self.stand.x[child]);
        let gaps = self.best((from, x), (row - 1, wish), Goal::Child(child));
        let last = self.follow(from, x, &gaps, wish, hub);
        self.coming[row - 1].push(Coming {
            hub,
            from: last,
            to: vec![self.stand.x[child]],
        });
        gaps
    }

    /// Keeps a way for those that come after; says where along it passes the last gap.
    fn follow(&mut self, from: usize, x: f64, gaps: &[usize], wish: f64, hub: usize) -> f64 {
        let mut before = x;
        for (row, gap) in (from..).zip(gaps) {
            let at = self.stand.within_gap(row + 1, *gap, wish);
            self.coming[row].push(Coming {
                hub,
                from: before,
                to: vec![at],
            });
            before = at;
        }
        before
    }

    /// The cheapest gaps of the rows after `from` to the last, row by row.
    fn best(&self, (from, x): (usize, f64), (last, wish): (usize, f64), goal: Goal) -> Vec<usize> {
        // By gap of the row reached: the cost, and the gaps so far.
        let mut reached: Vec<(Cost, Vec<usize>, f64)> = vec![((0, 0, 0), Vec::new(), x)];
        for row in from + 1..=last {
            let gaps = 0..=self.stand.rows[row].len();
            let next = gaps.filter_map(|gap| {
                let at = self.stand.within_gap(row, gap, wish);
                let here = match goal {
                    Goal::Partner(who, hub) if row == last => self.ending(row, at, who, hub),
                    Goal::Child(who) if row == last => {
                        let down = self.passed(row, at, self.stand.x[who]);
                        plus(
                            self.under(row, at, wish),
                            (down, length(at, self.stand.x[who]), 0),
                        )
                    }
                    _ => self.under(row, at, wish),
                };
                let ways = reached.iter().map(|(cost, way, before)| {
                    let step = (self.passed(row - 1, *before, at), length(*before, at), 0);
                    (plus(plus(*cost, step), here), way)
                });
                let (cost, way) = ways.min_by_key(|(cost, _)| *cost)?;
                let mut way = way.clone();
                way.push(gap);
                Some((cost, way, at))
            });
            reached = next.collect();
        }
        let best = reached.into_iter().min_by_key(|(cost, _, _)| *cost);
        best.map_or_else(Vec::new, |(_, way, _)| way)
    }

    /// What it costs to go through a gap of a row and on down.
    fn under(&self, row: usize, at: f64, wish: f64) -> Cost {
        let over = self.hung[row]
            .iter()
            .filter(|it| it.left < at && at < it.right);
        (count(over), 0, length(at, wish))
    }

    /// How many lines between a row and the next one crosses that goes from one place to another.
    fn passed(&self, row: usize, from: f64, to: f64) -> u32 {
        let lines = self.coming[row].iter();
        count(lines.filter(|it| {
            let mut ends = it.to.iter();
            ends.any(|end| (from < it.from) != (to < *end))
        }))
    }

    /// What it costs to go through a gap of a row and under it to a partner, and that their children hang
    /// there.
    fn ending(&self, row: usize, at: f64, who: Who, hub: usize) -> Cost {
        let x = self.stand.x[who];
        let (left, right) = (at.min(x), at.max(x));
        let has_children = self.has_children(hub);
        let within = |it: f64| left < it && it < right;
        let crossed: u32 = self.hung[row]
            .iter()
            .map(|it| {
                let both = (
                    it.left >= left && it.right <= right,
                    it.left <= left && it.right >= right,
                );
                match both {
                    (true, _) => u32::from(it.has_children),
                    (_, true) => u32::from(has_children),
                    _ => u32::from(within(it.left) || within(it.right)),
                }
            })
            .sum();
        let lone = self.coming[row]
            .iter()
            .filter(|it| self.stand.kin.hubs[it.hub].parents.len() == 1 && within(it.from));
        let from = f64::midpoint(at, x);
        let children = self.stand.kin.children(hub);
        let places: Vec<f64> = children.map(|child| self.stand.x[child]).collect();
        let turned = self.coming[row].iter().filter(|it| {
            let other = it.to.iter();
            it.hub != hub
                && places
                    .iter()
                    .zip(other)
                    .any(|(one, other)| (from < it.from) != (one < other))
        });
        let crossed = crossed + count(lone) + count(turned);
        (crossed, length(at, x), 0)
    }
}

/// Of more lines through one gap the order is left as it comes: in no family are there so many, and to look
/// at all orders of nonsense takes long.
const MANY: usize = 8;

/// A line that goes through gaps, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Longer {
    /// Of a couple.
    Union(usize),
    /// Of descent.
    Fan(usize),
}

/// The gaps, by row and number, with the lines that go through each.
#[derive(Debug)]
pub(super) struct Shared(BTreeMap<(usize, usize), Vec<Longer>>);

impl Shared {
    /// None yet.
    pub fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// A line goes through a gap.
    pub fn add(&mut self, gap: (usize, usize), line: Longer) {
        self.0.entry(gap).or_default().push(line);
    }

    /// Lets lines of one gap change places where they then cross less.
    pub fn untangle(&self, stand: &Stand<'_>, unions: &mut [Union], fans: &mut [Fan]) {
        let several = self
            .0
            .iter()
            .filter(|(_, lines)| (2..=MANY).contains(&lines.len()));
        for ((row, _), lines) in several {
            let ways = lines.iter().map(|line| Way::of(*line, stand, unions, fans));
            let mut ways: Vec<Way> = ways.collect();
            for one in 0..lines.len() {
                for other in one + 1..lines.len() {
                    let before = crossed(&ways, one, other);
                    change(&mut ways, *row, one, other);
                    if crossed(&ways, one, other) < before {
                        swap(*row, (lines[one], lines[other]), unions, fans);
                    } else {
                        change(&mut ways, *row, one, other);
                    }
                }
            }
        }
    }
}

/// How often two ways cross each other and the rest.
fn crossed(ways: &[Way], one: usize, other: usize) -> u32 {
    let with = |at: usize| {
        let rest = ways.iter().enumerate().filter(move |(it, _)| *it != at);
        rest.map(move |(_, it)| ways[at].crossed(it) + it.crossed(&ways[at]))
    };
    with(one).chain(with(other)).sum()
}

/// Lets two ways change places in a row.
fn change(ways: &mut [Way], row: usize, one: usize, other: usize) {
    let (Some(a), Some(b)) = (ways[one].at(row), ways[other].at(row)) else {
        return;
    };
    for (way, x) in [(one, b), (other, a)] {
        let at = row - ways[way].from;
        ways[way].xs[at] = x;
    }
}

/// Lets two lines change places in a row.
fn swap(row: usize, (one, other): (Longer, Longer), unions: &mut [Union], fans: &mut [Fan]) {
    let mut at = |line: Longer, new: Option<f64>| {
        let through = match line {
            Longer::Union(number) => &mut unions[number].through,
            Longer::Fan(number) => &mut fans[number].through,
        };
        let mut places = through.iter_mut();
        let place = places.find(|it| it.0 == row).map(|it| &mut it.1)?;
        let old = *place;
        *place = new.unwrap_or(old);
        Some(old)
    };
    let (a, b) = (at(one, None), at(other, None));
    at(one, b);
    at(other, a);
}

/// How a longer line goes: where it stands along at each row, from the first.
struct Way {
    from: usize,
    xs: Vec<f64>,
    /// Of a couple's, where the lower partner stands.
    partner: Option<f64>,
    has_children: bool,
}

impl Way {
    fn of(line: Longer, stand: &Stand<'_>, unions: &[Union], fans: &[Fan]) -> Self {
        let through = |it: &[(usize, f64)]| it.iter().map(|it| it.1).collect::<Vec<f64>>();
        match line {
            Longer::Union(number) => {
                let union = &unions[number];
                let mut xs = vec![stand.x[union.first]];
                xs.extend(through(&union.through));
                Self {
                    from: stand.row_of[union.first],
                    xs,
                    partner: Some(stand.x[union.second]),
                    has_children: stand.kin.children(union.hub).next().is_some(),
                }
            }
            Longer::Fan(number) => {
                let fan = &fans[number];
                let mut xs = vec![stand.middle(fan.hub)];
                xs.extend(through(&fan.through));
                xs.push(stand.x[stand.kin.child(fan.descents[0])]);
                Self {
                    from: stand.row_of_hub(fan.hub),
                    xs,
                    partner: None,
                    has_children: false,
                }
            }
        }
    }

    fn at(&self, row: usize) -> Option<f64> {
        self.xs.get(row.checked_sub(self.from)?).copied()
    }

    /// The stretch under the last row.
    fn under(&self) -> Option<(f64, f64)> {
        let (last, partner) = (*self.xs.last()?, self.partner?);
        Some((last.min(partner), last.max(partner)))
    }

    /// How often another line crosses this one, between rows and under the last row of this.
    fn crossed(&self, other: &Self) -> u32 {
        let last = self.from + self.xs.len() - 1;
        let between = (self.from..last).filter(|row| {
            let both = |row: usize| Some((self.at(row)?, other.at(row)?));
            let turned = both(*row).zip(both(row + 1));
            turned.is_some_and(|(above, below)| (above.0 < above.1) != (below.0 < below.1))
        });
        let between = count(between);
        let (Some((left, right)), Some(x)) = (self.under(), other.at(last)) else {
            return between;
        };
        let within = |x: f64| left < x && x < right;
        let ends_here = other.from + other.xs.len() - 1 == last;
        match other.under().filter(|_| ends_here) {
            None => between + u32::from(within(x)),
            Some(ends) => {
                let inner = within(ends.0) && within(ends.1);
                let crosses = within(ends.0) != within(ends.1) || (inner && other.has_children);
                between + u32::from(crosses)
            }
        }
    }
}

fn plus(one: Cost, other: Cost) -> Cost {
    (one.0 + other.0, one.1 + other.1, one.2 + other.2)
}

/// How far apart two places are, in hundredths of a millimetre.
fn length(one: f64, other: f64) -> u64 {
    ((one - other).abs() * 100.0).round() as u64
}

fn count<T>(them: impl Iterator<Item = T>) -> u32 {
    u32::try_from(them.count()).unwrap_or(u32::MAX)
}
