//! The rings round households: each holds its members, their figures and words, and nobody else. Where
//! members cannot be joined without a stranger, the ring has several pieces.

use super::family::{Family, Who};
use super::nudge::nudge;
use super::outline::{Change, Region};
use super::passage::passage;
use super::pens;
use super::placed::{Area, Placed, Point};
use super::taken::{Taken, boxes_of, loose_words};
use crate::view::{Ink, Shape, Step};

/// How far a ring stands off its members, in millimetres; each next household's stands off further.
const OFF: (f64, f64) = (0.9, 0.4);
/// The free room round words that a ring passes.
const ROOM: f64 = 0.4;
/// The greatest radius of a corner.
const CORNER: f64 = 1.4;

/// The ring of a household.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// The household, by its place in the family.
    pub household: usize,
    /// The corners of each piece, clockwise, before they are rounded.
    pub pieces: Vec<Vec<Point>>,
}

/// The rings of all households that have members here.
pub fn rings(family: &Family, placed: &Placed) -> Vec<Ring> {
    let loose = loose_words(placed);
    let lines = Taken::new(placed).lines;
    let households = family.households.iter().enumerate();
    let rings = households.filter_map(|(household, told)| {
        let mut members = told.members.clone();
        members.retain(|who| *who < placed.people.len());
        members.sort_unstable();
        members.dedup();
        (!members.is_empty()).then(|| Ring {
            household,
            pieces: Home::new(placed, household, members, &loose, &lines).pieces(),
        })
    });
    rings.collect()
}

/// The paths of a ring, their corners rounded.
pub fn paths(family: &Family, placed: &Placed, ring: &Ring) -> Vec<Shape> {
    let mut boxes = loose_words(placed);
    boxes.extend((0..placed.people.len()).flat_map(|who| boxes_of(placed, who)));
    let id = family.households.get(ring.household);
    let id = id.map_or_else(String::new, |household| household.id.clone());
    let path = |points: &Vec<Point>| Shape::Path {
        steps: rounded(points, &boxes),
        fill: Ink::None,
        pen: pens::household(ring.household),
        data: vec![("household", id.clone())],
    };
    ring.pieces.iter().map(path).collect()
}

/// One household among everybody else.
struct Home<'a> {
    placed: &'a Placed,
    members: Vec<Who>,
    /// Each member's boxes.
    own: Vec<Vec<Area>>,
    /// Everybody else's boxes, and the same with the room the ring leaves them.
    strangers: Vec<(Area, Area)>,
    /// Words of lines: wholly within or wholly without.
    loose: &'a [Area],
    /// The straight pieces of all lines.
    lines: &'a [(Point, Point)],
    /// How far the ring stands off.
    off: f64,
    /// Each own box as the ring must hold it at least.
    cores: Vec<Area>,
}

impl<'a> Home<'a> {
    fn new(
        placed: &'a Placed,
        index: usize,
        members: Vec<Who>,
        loose: &'a [Area],
        lines: &'a [(Point, Point)],
    ) -> Self {
        let step = (index % 4) as f64;
        let off = OFF.0 + OFF.1 * step;
        // Of a narrow gap to a stranger the ring takes a little less than half, each household its own
        // part, so that two rings in one gap do not lie on each other.
        let theirs = 0.54 + 0.09 * step;
        let own: Vec<Vec<Area>> = members.iter().map(|who| boxes_of(placed, *who)).collect();
        let others = (0..placed.people.len()).filter(|who| !members.contains(who));
        let strangers: Vec<Area> = others.flat_map(|who| boxes_of(placed, who)).collect();
        let nearest = |area: &Area, all: &mut dyn Iterator<Item = &Area>| {
            all.map(|other| area.gap(other))
                .fold(f64::INFINITY, f64::min)
        };
        let cores = own.iter().flatten();
        let cores = cores.map(|area| {
            let gap = nearest(area, &mut strangers.iter());
            area.grown((gap * (1.0 - theirs)).min(off))
        });
        Self {
            cores: cores.collect(),
            strangers: strangers
                .iter()
                .map(|area| {
                    let gap = nearest(area, &mut own.iter().flatten());
                    (*area, area.grown((gap * theirs).min(1.0)))
                })
                .collect(),
            placed,
            members,
            own,
            loose,
            lines,
            off,
        }
    }

    fn pieces(&self) -> Vec<Vec<Point>> {
        let mut changes = self.bodies();
        self.join(&mut changes);
        self.settle_words(&mut changes);
        let region = Region::new(&changes);
        let region = if self.is_sound(&region) {
            region
        } else {
            // Rather many pieces than a stranger within.
            Region::new(
                &self
                    .cores
                    .iter()
                    .copied()
                    .map(Change::Add)
                    .collect::<Vec<_>>(),
            )
        };
        let peopled = (1..=region.parts).filter(|part| {
            let mut members = self.members.iter();
            members.any(|who| region.part_at(self.placed.people[*who].centre) == *part)
        });
        peopled
            .map(|part| self.off_the_lines(region.outline(part)))
            .collect()
    }

    /// The members, and bands between neighbours on a row, without the strangers.
    fn bodies(&self) -> Vec<Change> {
        let mut adds: Vec<Area> = self.own.iter().flat_map(|own| self.body(own)).collect();
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        order.sort_by_key(|index| {
            let place = &self.placed.people[self.members[*index]];
            (place.row, place.position)
        });
        for pair in order.windows(2) {
            let (left, right) = (&self.own[pair[0]], &self.own[pair[1]]);
            let row = |index: usize| self.placed.people[self.members[index]].row;
            if row(pair[0]) != row(pair[1]) {
                continue;
            }
            let figures = left[0].hull(right[0]);
            if !self.is_free(&figures) {
                continue;
            }
            adds.push(figures);
            let both: Vec<Area> = left.iter().chain(right).copied().collect();
            let words: Vec<Area> = left[1..].iter().chain(&right[1..]).copied().collect();
            let above = hull(&words).map(|words| Area {
                left: figures.left,
                ..words
            });
            let whole = hull(&both).into_iter().chain(above);
            adds.extend(whole.filter(|band| self.is_free(band)));
        }
        let adds = adds
            .into_iter()
            .map(|area| Change::Add(area.grown(self.off)));
        let mut changes: Vec<Change> = adds.collect();
        changes.extend(self.strangers.iter().map(|(_, kept)| Change::Remove(*kept)));
        changes.extend(self.cores.iter().copied().map(Change::Add));
        changes
    }

    /// One member: the box round figure and words; where a stranger stands beside the figure under the
    /// words, the figure, and the words with the room above the figure.
    fn body(&self, own: &[Area]) -> Vec<Area> {
        let whole = hull(own).filter(|area| self.is_free(area));
        whole.map_or_else(
            || {
                let above = own[1..].iter().map(|words| Area {
                    left: words.left.min(own[0].left),
                    ..*words
                });
                let above = above.filter(|area| self.is_free(area));
                own.iter()
                    .copied()
                    .chain(above.collect::<Vec<_>>())
                    .collect()
            },
            |area| vec![area],
        )
    }

    /// The outline with no edge along a line.
    fn off_the_lines(&self, mut outline: Vec<Point>) -> Vec<Point> {
        let own = self.own.iter().flatten();
        let others = self.strangers.iter().map(|(area, _)| area);
        let boxes: Vec<Area> = own.chain(others).chain(self.loose).copied().collect();
        nudge(&mut outline, self.lines, &boxes);
        outline
    }

    fn is_free(&self, area: &Area) -> bool {
        !self.strangers.iter().any(|(_, kept)| kept.meets(area))
    }

    /// Joins the parts by passages as far as there is a way.
    fn join(&self, changes: &mut Vec<Change>) {
        for _ in 1..self.members.len() {
            let region = Region::new(changes);
            let parts: Vec<usize> = self
                .members
                .iter()
                .map(|who| region.part_at(self.placed.people[*who].centre))
                .collect();
            let boxes = |belongs: &dyn Fn(usize) -> bool| -> Vec<Area> {
                let own = self.own.iter().zip(&parts);
                own.filter(|(_, part)| belongs(**part))
                    .flat_map(|(areas, _)| areas.iter().copied())
                    .collect()
            };
            if parts.iter().all(|part| *part == parts[0]) {
                return;
            }
            let found = (1..=region.parts).find_map(|part| {
                let (from, to) = (boxes(&|at| at == part), boxes(&|at| at != part));
                self.corridor(&from, &to)
            });
            let Some(corridor) = found else { return };
            changes.extend(corridor.into_iter().map(Change::Add));
        }
    }

    /// A passage as broad as there is room.
    fn corridor(&self, from: &[Area], to: &[Area]) -> Option<Vec<Area>> {
        let size = self.placed.size;
        let widths = [(0.5 * size, 6.0), (0.25 * size, 6.0), (0.8, 10.0)];
        widths.into_iter().find_map(|(half, far)| {
            let strangers = self.strangers.iter().map(|(_, kept)| kept.grown(half));
            let words = self.loose.iter().map(|area| area.grown(half + ROOM));
            let blocked: Vec<Area> = strangers.chain(words).collect();
            // A way that turns back goes round a stranger and would seem to hold them.
            let way = passage(from, to, &blocked, far * size).filter(|way| is_direct(way))?;
            let piece =
                |pair: &[Point]| Area::around(pair[0], half).hull(Area::around(pair[1], half));
            Some(way.windows(2).map(piece).collect())
        })
    }

    /// Takes words that the ring would run through in, or leaves them out.
    fn settle_words(&self, changes: &mut Vec<Change>) {
        for _ in 0..4 {
            let region = Region::new(changes);
            let before = changes.len();
            for words in self.loose {
                let area = words.grown(ROOM);
                let share = region.share(&area);
                if !(1e-6..=1.0 - 1e-6).contains(&share) {
                    continue;
                }
                let may_take = self.is_free(&area);
                let may_leave = !self.own.iter().flatten().any(|own| own.meets(&area));
                if may_take && (share > 0.5 || !may_leave) {
                    changes.push(Change::Add(area));
                } else if may_leave {
                    changes.push(Change::Remove(area));
                }
            }
            if changes.len() == before {
                return;
            }
        }
    }

    /// Whether all members are within and nobody else is.
    fn is_sound(&self, region: &Region) -> bool {
        let held = self
            .own
            .iter()
            .flatten()
            .all(|area| region.share(area) > 1.0 - 1e-6);
        let mut strangers = self.strangers.iter();
        held && strangers.all(|(area, _)| region.share(area) < 1e-6)
    }
}

/// Whether a way is no longer than its ends are apart, along the axes.
fn is_direct(way: &[Point]) -> bool {
    let far = |from: &Point, to: &Point| (from.0 - to.0).abs() + (from.1 - to.1).abs();
    let long: f64 = way.windows(2).map(|pair| far(&pair[0], &pair[1])).sum();
    let ends = way.first().zip(way.last());
    ends.is_some_and(|(first, last)| long < far(first, last) + 0.1)
}

fn hull(areas: &[Area]) -> Option<Area> {
    areas.iter().copied().reduce(Area::hull)
}

/// A closed path with round corners that come no nearer to a box than the corner allows.
fn rounded(points: &[Point], boxes: &[Area]) -> Vec<Step> {
    let count = points.len();
    let mut steps = Vec::with_capacity(2 * count + 1);
    for index in 0..count {
        let (before, at) = (points[(index + count - 1) % count], points[index]);
        let after = points[(index + 1) % count];
        let long = |to: Point| (to.0 - at.0).abs() + (to.1 - at.1).abs();
        let clear = boxes
            .iter()
            .map(|area| area.gap(&Area::around(at, 0.0)))
            .fold(f64::INFINITY, f64::min);
        let radius = CORNER
            .min(long(before) / 2.0)
            .min(long(after) / 2.0)
            .min(2.5 * clear);
        let towards = |to: Point, by: f64| {
            let share = by / long(to).max(1e-9);
            (at.0 + (to.0 - at.0) * share, at.1 + (to.1 - at.1) * share)
        };
        let start = towards(before, radius);
        steps.push(if index == 0 {
            Step::Move(start)
        } else {
            Step::Line(start)
        });
        steps.push(Step::Curve(
            towards(before, radius * 0.45),
            towards(after, radius * 0.45),
            towards(after, radius),
        ));
    }
    steps.push(Step::Close);
    steps
}
