//! Where the systems stand: one ring up to twelve, two interleaved beyond, each in a direction of its
//! own from the middle, words on the far side. Rings grow until nothing touches anything else.

use super::labels::Label;
use super::{NODE, Point};
use crate::view::Anchor;

/// How many systems stand in one ring.
const ONE_RING: usize = 12;
/// The least angle between neighbours, in degrees (reference/genogram.md 3.4, measure 22).
const LEAST_ANGLE: f64 = 12.0;
/// The shortest tie: room for an arrowhead at each end and three waves between.
const SHORTEST: f64 = 22.0;
/// How much more room there is between two sectors than within one, in shares.
const SECTOR: f64 = 0.3;
/// From a circle to its words.
const BESIDE: f64 = 1.3;
/// How far words are moved at a time that stand too close to their own circle.
const NUDGE: f64 = 0.2;
/// The least room around words, circles and lines.
const CLEAR: f64 = 0.9;
/// The half width of a zigzag with its stroke.
const WAVE: f64 = 1.7;
/// How far a ring grows from one attempt to the next, and how often.
const STEP: f64 = 6.0;
const STEPS: usize = 13;
/// How many ways of turning the whole are tried at one size.
const TURNS: usize = 8;

/// An upright box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    /// The middle.
    pub(super) fn centre(&self) -> Point {
        (
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The box moved along a direction until it is clear of the circle at a point.
    fn away_from(mut self, at: Point, (dx, dy): Point) -> Self {
        while self.distance(at) < NODE + BESIDE {
            self.left += dx * NUDGE;
            self.right += dx * NUDGE;
            self.top += dy * NUDGE;
            self.bottom += dy * NUDGE;
        }
        self
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn distance(&self, (x, y): Point) -> f64 {
        let dx = (self.left - x).max(x - self.right).max(0.0);
        let dy = (self.top - y).max(y - self.bottom).max(0.0);
        f64::hypot(dx, dy)
    }

    /// Whether a straight line from the middle of the map to a point crosses it.
    fn is_crossed(&self, to: Point) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (length, low, high) in [(to.0, self.left, self.right), (to.1, self.top, self.bottom)] {
            if length.abs() < 1e-9 {
                if low > 0.0 || high < 0.0 {
                    return false;
                }
                continue;
            }
            let (one, two) = (low / length, high / length);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
        enter < leave
    }
}

/// Where a system stands.
pub(super) struct Seat {
    /// From the middle of the map, of length one.
    pub(super) direction: Point,
    /// The centre of its circle; the middle of the map is the origin.
    pub(super) at: Point,
    /// The box of its words.
    pub(super) label: Area,
    /// From where the words run.
    pub(super) anchor: Anchor,
}

/// All systems in their places, and the box around them.
pub(super) struct Seated {
    pub(super) seats: Vec<Seat>,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// The half axes of the rings.
struct Rings {
    inner: Point,
    outer: Point,
}

/// The smallest rings on which nothing touches anything else and all stands within the room; none where
/// there are none. `sectors` numbers the sector of each label.
pub(super) fn seat(
    labels: &[Label],
    sectors: &[usize],
    hub: f64,
    room: (f64, f64),
) -> Option<Seated> {
    let shares = shares(sectors)?;
    let turns: Vec<Vec<Point>> = (0..TURNS)
        .map(|turn| directions(&shares, turn as f64 / TURNS as f64))
        .collect();
    for rings in rings(labels.len(), hub, room) {
        for directions in &turns {
            let seats = seats(labels, directions, &rings);
            let seated = around(seats, hub);
            let fits =
                seated.right - seated.left <= room.0 && seated.bottom - seated.top + 1.0 <= room.1;
            if fits && is_clear(&seated.seats, hub) {
                return Some(seated);
            }
        }
    }
    None
}

/// The angle from each system to the next, in degrees; none where some would be too small.
fn shares(sectors: &[usize]) -> Option<Vec<f64>> {
    let many = sectors.len();
    let weights: Vec<f64> = (0..many)
        .map(|at| {
            let next = (at + 1) % many;
            let apart = sectors[at] != sectors[next];
            // With an odd number of systems, the last and the first stand in the same ring.
            let same_ring = many > ONE_RING && next == 0 && many % 2 == 1;
            1.0 + if apart { SECTOR } else { 0.0 } + if same_ring { 0.6 } else { 0.0 }
        })
        .collect();
    let all: f64 = weights.iter().sum();
    let shares: Vec<f64> = weights.iter().map(|it| it / all * 360.0).collect();
    shares
        .iter()
        .all(|share| *share >= LEAST_ANGLE)
        .then_some(shares)
}

/// The directions, clockwise from the top, turned by a part of the first share.
fn directions(shares: &[f64], turned: f64) -> Vec<Point> {
    let mut angle = turned * shares.first().copied().unwrap_or_default();
    let mut directions = Vec::new();
    for share in shares {
        let (sin, cos) = angle.to_radians().sin_cos();
        directions.push((sin, -cos));
        angle += share;
    }
    directions
}

/// Rings to try, the smallest and roundest first.
fn rings(many: usize, hub: f64, room: (f64, f64)) -> Vec<Rings> {
    let least = hub + SHORTEST + NODE;
    let steps = if room.0.is_infinite() {
        STEPS * 3
    } else {
        STEPS
    };
    let grown = |by: usize| by as f64 * STEP;
    let mut tried: Vec<(usize, usize, Rings)> = Vec::new();
    for x in 0..steps {
        for y in 0..steps + 6 {
            let inner = (least + grown(x), least + grown(y));
            if many <= ONE_RING {
                tried.push((
                    x + y,
                    x.abs_diff(y),
                    Rings {
                        inner,
                        outer: inner,
                    },
                ));
                continue;
            }
            for dx in 2..7 {
                for dy in 2..9 {
                    let outer = (inner.0 + grown(dx), inner.1 + grown(dy));
                    let size = x + y + dx + dy;
                    let uneven = x.abs_diff(y) + dx.abs_diff(dy);
                    tried.push((size, uneven, Rings { inner, outer }));
                }
            }
        }
    }
    // Where many stand in a ring, some stand close to its axes.
    let fits = |rings: &Rings| {
        many <= 4 || (rings.outer.0 * 1.7 <= room.0 && rings.outer.1 * 1.7 <= room.1)
    };
    tried.retain(|(_, _, rings)| fits(rings));
    tried.sort_by_key(|(size, uneven, _)| (*size + uneven / 2, *uneven));
    tried.into_iter().map(|(_, _, rings)| rings).collect()
}

fn seats(labels: &[Label], directions: &[Point], rings: &Rings) -> Vec<Seat> {
    let two = labels.len() > ONE_RING;
    let each = labels.iter().zip(directions).enumerate();
    let each = each.map(|(number, (label, direction))| {
        let (dx, dy) = *direction;
        let (a, b) = match two && number % 2 == 1 {
            true => rings.outer,
            false => rings.inner,
        };
        let far = 1.0 / f64::hypot(dx / a, dy / b);
        let at = (dx * far, dy * far);
        // To the sides words begin or end at the circle, above and below they are centred on it.
        let (sx, sy) = ((dx * 1.6).clamp(-1.0, 1.0), (dy * 1.6).clamp(-1.0, 1.0));
        let (half, tall) = (label.width / 2.0, label.height / 2.0);
        let x = at.0 + dx * (NODE + BESIDE) + sx * half;
        let y = at.1 + dy * (NODE + BESIDE) + sy * tall;
        let anchor = match sx {
            1.0 => Anchor::Start,
            -1.0 => Anchor::End,
            _ => Anchor::Middle,
        };
        let near = Area {
            left: x - half,
            top: y - tall,
            right: x + half,
            bottom: y + tall,
        };
        Seat {
            direction: *direction,
            at,
            label: near.away_from(at, *direction),
            anchor,
        }
    });
    each.collect()
}

fn around(seats: Vec<Seat>, hub: f64) -> Seated {
    let mut all = Area {
        left: -hub,
        top: -hub,
        right: hub,
        bottom: hub,
    };
    for seat in &seats {
        all.left = all.left.min(seat.label.left).min(seat.at.0 - NODE);
        all.top = all.top.min(seat.label.top).min(seat.at.1 - NODE);
        all.right = all.right.max(seat.label.right).max(seat.at.0 + NODE);
        all.bottom = all.bottom.max(seat.label.bottom).max(seat.at.1 + NODE);
    }
    Seated {
        seats,
        left: all.left,
        top: all.top,
        right: all.right,
        bottom: all.bottom,
    }
}

/// Whether no circle, label or tie touches another; neighbours are looked at first, as they are the
/// likeliest to.
fn is_clear(seats: &[Seat], hub: f64) -> bool {
    let many = seats.len();
    let apart = |seat: &Seat| seat.label.distance((0.0, 0.0)) > hub + CLEAR;
    let mut pairs = (1..=many / 2).flat_map(|far| (0..many).map(move |at| (at, (at + far) % many)));
    seats.iter().all(apart) && pairs.all(|(one, two)| are_clear(&seats[one], &seats[two]))
}

fn are_clear(one: &Seat, two: &Seat) -> bool {
    let far = f64::hypot(one.at.0 - two.at.0, one.at.1 - two.at.1);
    let labels = one.label.grown(CLEAR).meets(&two.label.grown(CLEAR));
    far >= 2.0 * NODE + 2.0 * CLEAR && !labels && leaves(one, two) && leaves(two, one)
}

/// Whether circle, words and tie of one leave those of another alone.
fn leaves(one: &Seat, other: &Seat) -> bool {
    let wide = other.label.grown(WAVE + CLEAR);
    other.label.distance(one.at) >= NODE + CLEAR
        && !wide.is_crossed(one.at)
        && from_ray(one, other.at) >= NODE + WAVE + CLEAR
}

/// How far a point is from the tie of a seat, taken from the very middle of the map.
fn from_ray(seat: &Seat, (x, y): Point) -> f64 {
    let (dx, dy) = seat.direction;
    let length = f64::hypot(seat.at.0, seat.at.1);
    let along = (x * dx + y * dy).clamp(0.0, length);
    f64::hypot(x - dx * along, y - dy * along)
}
