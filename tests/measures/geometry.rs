//! Points, lines and outlines in millimetres, and whether they meet.

/// A point, y downwards.
pub type Point = (f64, f64);

/// A straight piece of a line.
pub type Segment = (Point, Point);

/// How far apart two points may be and still touch: an SVG has hundredths, twice rounded.
pub const TOUCH: f64 = 0.05;

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Area {
    /// The box around points.
    pub fn around(points: &[Point]) -> Self {
        let none = Self {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.iter().fold(none, |area, (x, y)| Self {
            left: area.left.min(*x),
            top: area.top.min(*y),
            right: area.right.max(*x),
            bottom: area.bottom.max(*y),
        })
    }

    /// The same box, larger by so much on every side; smaller where it is negative.
    pub fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Whether two boxes share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the other box lies within.
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// The box as an outline.
    pub fn outline(self) -> Outline {
        Outline::Polygon(vec![
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        ])
    }

    /// Whether a part of the segment lies within (Liang and Barsky).
    pub fn meets(self, (from, to): Segment) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (towards, room) in sides {
            if towards == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if towards < 0.0 {
                enter = enter.max(room / towards);
            } else {
                leave = leave.min(room / towards);
            }
        }
        enter <= leave
    }
}

/// The edge of a symbol.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// A circle.
    Disc {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius: f64,
    },
    /// Straight sides; the last corner joins the first.
    Polygon(Vec<Point>),
}

impl Outline {
    /// The box around it.
    pub fn bounds(&self) -> Area {
        match self {
            Self::Disc { centre, radius } => Area::around(&[*centre]).grown(*radius),
            Self::Polygon(points) => Area::around(points),
        }
    }

    /// The middle of that box.
    pub fn centre(&self) -> Point {
        let area = self.bounds();
        (
            f64::midpoint(area.left, area.right),
            f64::midpoint(area.top, area.bottom),
        )
    }

    /// The sides; none of a circle.
    fn sides(&self) -> Vec<Segment> {
        match self {
            Self::Disc { .. } => Vec::new(),
            Self::Polygon(points) => {
                let next = points.iter().cycle().skip(1);
                points.iter().copied().zip(next.copied()).collect()
            }
        }
    }

    /// Whether a point lies within.
    pub fn contains(&self, at: Point) -> bool {
        match self {
            Self::Disc { centre, radius } => distance(*centre, at) <= *radius,
            Self::Polygon(points) => inside(at, &[points.as_slice()]),
        }
    }

    /// How far a point is from the edge, on either side of it.
    pub fn edge_away(&self, at: Point) -> f64 {
        match self {
            Self::Disc { centre, radius } => (distance(*centre, at) - radius).abs(),
            Self::Polygon(_) => nearest(self.sides().into_iter().map(|side| from(at, side))),
        }
    }

    /// How far a segment stays away; 0 where a part of it is within.
    pub fn segment_away(&self, segment: Segment) -> f64 {
        match self {
            Self::Disc { centre, radius } => (from(*centre, segment) - radius).max(0.0),
            Self::Polygon(_) if self.contains(segment.0) => 0.0,
            Self::Polygon(_) => {
                let sides = self.sides().into_iter();
                nearest(sides.map(|side| between(side, segment)))
            }
        }
    }

    /// How far another outline stays away; 0 where they overlap.
    pub fn outline_away(&self, other: &Self) -> f64 {
        match (self, other) {
            (Self::Disc { centre, radius }, _) => {
                if other.contains(*centre) {
                    return 0.0;
                }
                (other.edge_away(*centre) - radius).max(0.0)
            }
            (_, Self::Disc { .. }) => other.outline_away(self),
            (Self::Polygon(_), Self::Polygon(theirs)) => {
                let within = theirs.first().is_some_and(|corner| self.contains(*corner));
                if within {
                    return 0.0;
                }
                nearest(
                    other
                        .sides()
                        .into_iter()
                        .map(|side| self.segment_away(side)),
                )
            }
        }
    }
}

fn nearest(distances: impl Iterator<Item = f64>) -> f64 {
    distances.fold(f64::INFINITY, f64::min)
}

/// How far two points are apart.
pub fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// How far a point is from a segment.
pub fn from(at: Point, (a, b): Segment) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 {
        0.0
    } else {
        (((at.0 - a.0) * dx + (at.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    };
    distance(at, (a.0 + along * dx, a.1 + along * dy))
}

/// How far two segments are apart.
pub fn between(one: Segment, two: Segment) -> f64 {
    if crossing(one, two).is_some() {
        return 0.0;
    }
    let ends = [
        from(one.0, two),
        from(one.1, two),
        from(two.0, one),
        from(two.1, one),
    ];
    nearest(ends.into_iter())
}

/// Where two segments cross, each of them going on by more than [`TOUCH`] on both sides of the other.
pub fn crossing(one: Segment, two: Segment) -> Option<Point> {
    let (r, s) = (
        (one.1.0 - one.0.0, one.1.1 - one.0.1),
        (two.1.0 - two.0.0, two.1.1 - two.0.1),
    );
    let slope = r.0 * s.1 - r.1 * s.0;
    if slope.abs() < 1e-9 {
        return None;
    }
    let apart = (two.0.0 - one.0.0, two.0.1 - one.0.1);
    let t = (apart.0 * s.1 - apart.1 * s.0) / slope;
    let u = (apart.0 * r.1 - apart.1 * r.0) / slope;
    let at = (one.0.0 + t * r.0, one.0.1 + t * r.1);
    let passes = [one.0, one.1, two.0, two.1]
        .iter()
        .all(|end| distance(*end, at) > TOUCH);
    let within = |share: f64| share > 0.0 && share < 1.0;
    (within(t) && within(u) && passes).then_some(at)
}

/// The straight pieces of a line.
pub fn segments(points: &[Point]) -> impl Iterator<Item = Segment> + '_ {
    points.windows(2).map(|pair| (pair[0], pair[1]))
}

/// Whether a point is inside closed rings, by the even-odd rule.
pub fn inside(at: Point, rings: &[&[Point]]) -> bool {
    let mut within = false;
    for ring in rings {
        let next = ring.iter().cycle().skip(1);
        for (a, b) in ring.iter().zip(next) {
            let spans = (a.1 > at.1) != (b.1 > at.1);
            if spans && at.0 < (b.0 - a.0) * (at.1 - a.1) / (b.1 - a.1) + a.0 {
                within = !within;
            }
        }
    }
    within
}
