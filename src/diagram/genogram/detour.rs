//! The line of two partners who stand round another family: run straight, it would cross the lines down to
//! that family's children. It goes down beside them, under them and up again where nothing else is in the
//! way, which the order of the rows alone says.

use super::family::Who;
use super::lanes::Lanes;
use super::wiring::{Stand, Union};

/// The way of a couple's line round the families between the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Detour {
    /// The partner on whose side the children stand.
    pub near: Who,
    /// The other.
    pub far: Who,
    /// From the row under theirs to the lowest that it goes under: the gaps through which it passes on the
    /// side of the first and of the second.
    pub gaps: Vec<(usize, usize)>,
}

/// On which side of a gap those stand round whom a line goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inside {
    Left,
    Right,
}

/// A gap of a row, by row and number, and on which side those stand round whom a line goes.
pub(super) type Passed = ((usize, usize), Inside);

/// A line that takes a detour, with the places along at which it passes.
#[derive(Debug, Clone)]
pub(super) struct Round {
    /// Whether the partner on whose side the children stand is the union's first.
    pub near_is_first: bool,
    /// The rows under the partners', with where it passes them on that side.
    pub near: Vec<(usize, f64)>,
    /// Likewise on the other side.
    pub far: Vec<(usize, f64)>,
}

impl Round {
    /// The lowest row that it goes under.
    pub fn row(&self) -> usize {
        self.near.last().map_or(0, |(row, _)| *row)
    }
}

impl Detour {
    /// The way round, where there is one and it spares a crossing. Those that go round others further out are
    /// given: what lies within them is not in their way, and they are not in its.
    pub fn of(stand: &Stand<'_>, union: &Union, outer: &[(usize, Self)]) -> Option<Self> {
        let [left, right] = [union.first, union.second];
        let is_apart = stand.position[right] > stand.position[left] + 1;
        if stand.row_of[left] != union.row || !is_apart {
            return None;
        }
        let between = Between::new(stand, left, right)?;
        // Round one family of one of the two alone, an arc over its line is clearer.
        if between.own_families() == 1 {
            return None;
        }
        let is_left = between.has_left(union.hub)?;
        let goes_round = |hub: usize| {
            let mut outer = outer.iter();
            outer.any(|(other, detour)| *other == hub && detour.encloses(stand, left, right))
        };
        let mut others = (0..stand.kin.hubs.len()).filter(|hub| *hub != union.hub);
        if !others.all(|hub| between.is_beside(hub) || goes_round(hub)) {
            return None;
        }
        let below = between.spans[1..].iter();
        let gaps = below.map(|(first, last)| match is_left {
            true => (*first, last + 1),
            false => (last + 1, *first),
        });
        let (near, far) = if is_left {
            (left, right)
        } else {
            (right, left)
        };
        Some(Self {
            near,
            far,
            gaps: gaps.collect(),
        })
    }

    /// Whether two of one row stand within what the line goes round.
    fn encloses(&self, stand: &Stand<'_>, left: Who, right: Who) -> bool {
        let (first, last) = (stand.position[left], stand.position[right]);
        let (from, to) = match stand.row_of[left].checked_sub(stand.row_of[self.near]) {
            None => return false,
            Some(0) => {
                let ends = [self.near, self.far].map(|who| stand.position[who]);
                return ends[0].min(ends[1]) < first && last < ends[0].max(ends[1]);
            }
            Some(below) => match self.gaps.get(below - 1) {
                Some((near, far)) => (*near, *far),
                None => return false,
            },
        };
        let (from, to) = match self.is_rightwards(stand) {
            true => (from, to),
            false => (to, from),
        };
        from <= first && last < to
    }

    /// Whether the line sets out to the right from the partner on whose side the children stand.
    pub fn is_rightwards(&self, stand: &Stand<'_>) -> bool {
        stand.position[self.near] < stand.position[self.far]
    }

    /// The gaps that it passes: first those on the side of the children, then those on the other side.
    pub fn passed(&self, stand: &Stand<'_>) -> [Vec<Passed>; 2] {
        let rows = stand.row_of[self.near] + 1..;
        let [near, far] = match self.is_rightwards(stand) {
            true => [Inside::Right, Inside::Left],
            false => [Inside::Left, Inside::Right],
        };
        let rows = rows.zip(&self.gaps);
        let both = rows.map(|(row, (one, other))| (((row, *one), near), ((row, *other), far)));
        let (first, second) = both.unzip();
        [first, second]
    }

    /// The places along of a line that takes this detour. On the side of the children it is at least `long`
    /// away from their parent where the gap allows it, so that they can hang there.
    pub fn round(
        &self,
        stand: &Stand<'_>,
        long: f64,
        lanes: &mut Lanes,
        passes: &mut [Vec<usize>],
    ) -> Round {
        let rightwards = self.is_rightwards(stand);
        let long = if rightwards { long } else { -long };
        let mut wishes = [stand.x[self.near] + long, stand.x[self.far]];
        let mut sides = [Vec::new(), Vec::new()];
        for ((gaps, wish), out) in self.passed(stand).iter().zip(&mut wishes).zip(&mut sides) {
            for passed in gaps {
                *wish = lanes.take(stand, *passed, *wish, passes);
                out.push((passed.0.0, *wish));
            }
        }
        let [near, far] = sides;
        Round {
            near_is_first: rightwards,
            near,
            far,
        }
    }

    /// How much the line lacks on the side of the children, where they want it so long, and how much further
    /// away the next with a family would have to stand so that the line is past before them.
    pub fn lacking(&self, stand: &Stand<'_>, round: &Round, long: f64) -> (f64, f64) {
        let side = if self.is_rightwards(stand) { 1.0 } else { -1.0 };
        let at = side * round.near[0].1;
        let next = self.next(stand).map(|who| side * stand.x[who]);
        let past = next.map_or(0.0, |next| at + 0.5 * stand.sizes.figure - next);
        (side * stand.x[self.near] + long - at, past)
    }

    /// The nearest between the two, from the side of the children, who is a parent or a parent's partner.
    fn next(&self, stand: &Stand<'_>) -> Option<Who> {
        let row = &stand.rows[stand.row_of[self.near]];
        let (near, far) = (stand.position[self.near], stand.position[self.far]);
        let is_parent = |who: Who| {
            let mut hubs = stand.kin.hubs_of[who].iter();
            hubs.any(|hub| !stand.kin.hubs[*hub].children.is_empty())
        };
        let has_family = |who: &&Who| {
            let hubs = stand.kin.hubs_of[**who].iter();
            let mut partners = hubs.flat_map(|hub| &stand.kin.hubs[*hub].parents);
            partners.any(|it| is_parent(*it))
        };
        let found = if near < far {
            row[near + 1..far].iter().find(has_family)
        } else {
            row[far + 1..near].iter().rfind(has_family)
        };
        found.copied()
    }

    /// Where room is added so that these stand further away: after which place of the partners' row.
    pub fn place_beside(&self, stand: &Stand<'_>) -> Option<(usize, usize)> {
        let place = stand.position[self.next(stand)?];
        let before = usize::from(self.is_rightwards(stand));
        Some((stand.row_of[self.near], place - before))
    }

    /// Where room is added so that the line has more on the side of the children: after which place of
    /// which row.
    pub fn place_of_room(&self, stand: &Stand<'_>) -> Option<(usize, usize)> {
        let row = stand.row_of[self.near] + 1;
        let (gap, _) = self.gaps.first()?;
        let inside = *gap > 0 && *gap < stand.rows[row].len();
        inside.then(|| (row, gap - 1))
    }
}

/// The people between two partners, with all who come after them.
struct Between<'a> {
    stand: &'a Stand<'a>,
    within: Vec<bool>,
    /// The two partners.
    ends: [Who; 2],
    /// The partners' row.
    row: usize,
    /// From that row down, from where to where those within stand.
    spans: Vec<(usize, usize)>,
}

impl<'a> Between<'a> {
    /// Gathers them; none where others stand among them, where one of them belongs to somebody else too, or
    /// where nobody comes after them.
    fn new(stand: &'a Stand<'a>, left: Who, right: Who) -> Option<Self> {
        let row = stand.row_of[left];
        let here = (stand.position[left] + 1, stand.position[right] - 1);
        let mut between = Self {
            stand,
            within: vec![false; stand.x.len()],
            ends: [left, right],
            row,
            spans: Vec::new(),
        };
        between.gather(&stand.rows[row][here.0..=here.1]);
        between.spans = (row..stand.rows.len())
            .map_while(|row| between.span(row))
            .collect();
        let is_whole = between.spans.first() == Some(&here) && between.spans.len() > 1;
        let places = between.spans.iter().map(|(first, last)| last + 1 - first);
        let count = between.within.iter().filter(|it| **it).count();
        (is_whole && places.sum::<usize>() == count && !between.is_torn()).then_some(between)
    }

    /// Them, their partners who are nobody's children here, and their children.
    fn gather(&mut self, people: &[Who]) {
        let kin = self.stand.kin;
        let mut open = people.to_vec();
        while let Some(who) = open.pop() {
            if std::mem::replace(&mut self.within[who], true) {
                continue;
            }
            for hub in &kin.hubs_of[who] {
                open.extend(kin.children(*hub));
                let partners = kin.hubs[*hub].parents.iter();
                let partners = partners.filter(|it| !self.ends.contains(it));
                open.extend(partners.filter(|it| kin.under[**it].is_none()));
            }
        }
    }

    /// From where to where they stand on a row.
    fn span(&self, row: usize) -> Option<(usize, usize)> {
        let people = &self.stand.rows[row];
        let is_within = |who: &Who| self.within[*who];
        Some((
            people.iter().position(is_within)?,
            people.iter().rposition(is_within)?,
        ))
    }

    /// How many families with children one of the two partners has with somebody between them.
    fn own_families(&self) -> usize {
        let hubs = self.stand.kin.hubs.iter();
        let own = hubs.filter(|hub| {
            let mut parents = hub.parents.iter();
            !hub.children.is_empty()
                && parents.clone().any(|who| self.within[*who])
                && parents.any(|who| self.ends.contains(who))
        });
        own.count()
    }

    /// Whether one of them has a partner elsewhere who is not one of the two.
    fn is_torn(&self) -> bool {
        let mut hubs = self.stand.kin.hubs.iter();
        hubs.any(|hub| {
            if hub.parents.iter().any(|who| self.ends.contains(who)) {
                return false;
            }
            let mut each = hub.parents.iter().map(|who| self.within[*who]);
            let first = each.next();
            each.any(|it| Some(it) != first)
        })
    }

    /// Whether somebody who is not one of them stands to the left of them; none of those on other rows.
    fn is_left(&self, who: Who) -> Option<bool> {
        let at = self.stand.row_of[who].checked_sub(self.row)?;
        let (first, _) = self.spans.get(at)?;
        Some(self.stand.position[who] < *first)
    }

    /// Whether the children of a couple all stand to the left of them, or all to the right; of those who
    /// have none, the left.
    fn has_left(&self, hub: usize) -> Option<bool> {
        let children = self.stand.kin.children(hub);
        let sides: Option<Vec<bool>> = children.map(|who| self.is_left(who)).collect();
        let sides = sides?;
        let first = sides.first().copied().unwrap_or(true);
        sides.iter().all(|side| *side == first).then_some(first)
    }

    /// Whether a hub's line, and those to its children, stay on one side of them, or among them.
    fn is_beside(&self, hub: usize) -> bool {
        let of = &self.stand.kin.hubs[hub];
        if of.parents.iter().any(|who| self.within[*who]) {
            return true;
        }
        let is_above = |who: &Who| self.stand.row_of[*who] < self.row;
        if of.parents.iter().all(is_above) {
            return true;
        }
        let people = of
            .parents
            .iter()
            .copied()
            .chain(self.stand.kin.children(hub));
        let mut sides = people.filter_map(|who| self.is_left(who));
        let first = sides.next();
        sides.all(|side| Some(side) == first)
    }
}
