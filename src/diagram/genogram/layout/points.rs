//! The points of everything, once along and depths are found.

use super::Laying;
use crate::diagram::genogram::detour::Round;
use crate::diagram::genogram::family::Who;
use crate::diagram::genogram::figures;
use crate::diagram::genogram::placed::{Area, Bracket, Line, Place, Placed, Point, Words};
use crate::diagram::genogram::shift::shift_placed;
use crate::diagram::genogram::spacing::Sizes;
use crate::diagram::genogram::wiring::Fan;

impl Laying<'_> {
    pub(super) fn placed(self) -> Placed {
        let mut people: Vec<Place> = (0..self.labels.len())
            .map(|who| self.place_of(who))
            .collect();
        let mut brackets: Vec<Bracket> = (0..self.unions.len())
            .map(|number| self.bracket(number))
            .collect();
        let mut lines = self.lines();
        let mut siblings = self.sibling_brackets();
        brackets.sort_by_key(|bracket| bracket.couple);
        lines.sort_by_key(|line| line.descent);
        let mut placed = Placed {
            size: self.sizes.figure,
            text: self.sizes.text,
            people: std::mem::take(&mut people),
            rows: self.stand.rows.to_vec(),
            brackets,
            lines,
            sibling_brackets: std::mem::take(&mut siblings),
            width: 0.0,
            height: 0.0,
        };
        to_the_corner(&mut placed, self.sizes);
        placed
    }

    fn centre(&self, who: Who) -> Point {
        let heights = &self.heights[self.stand.row_of[who]];
        let half = self.sizes.figure / 2.0;
        let y = if self.labels[who].below {
            heights.words + half / 2.0
        } else {
            heights.figures + half
        };
        (self.stand.x[who], y)
    }

    fn place_of(&self, who: Who) -> Place {
        let label = &self.labels[who];
        let centre = self.centre(who);
        let heights = &self.heights[self.stand.row_of[who]];
        let tall = label.lines.len() as f64 * self.sizes.line;
        let top = if label.below {
            centre.1 + self.sizes.figure / 4.0 + self.sizes.near
        } else {
            heights.figures - self.sizes.near - tall
        };
        let left = centre.0 + label.left;
        Place {
            row: self.stand.row_of[who],
            position: self.stand.position[who],
            centre,
            words: Words {
                lines: label.lines.clone(),
                area: Area {
                    left,
                    top,
                    right: left + label.width,
                    bottom: top + tall,
                },
            },
        }
    }

    fn bottom(&self, who: Who, port: f64) -> Point {
        figures::bottom(
            self.kin.family,
            who,
            self.centre(who),
            self.sizes.figure,
            port,
        )
    }

    fn top(&self, who: Who, port: f64) -> Point {
        figures::top(
            self.kin.family,
            who,
            self.centre(who),
            self.sizes.figure,
            port,
        )
    }

    /// The height of a level line.
    fn y_of(&self, (zone, level): (usize, usize)) -> f64 {
        self.heights[zone].tracks + self.tracks[zone][level] as f64 * self.sizes.track
    }

    /// The height of a bracket under its row.
    fn y_of_union(&self, number: usize) -> f64 {
        self.y_under(self.unions[number].row, number)
    }

    /// The height of the part of a couple's line that lies under a row.
    fn y_under(&self, row: usize, number: usize) -> f64 {
        let under = &self.under[row];
        let at = under.unions.iter().position(|it| *it == number);
        let depth = at.map_or(0.0, |at| under.depths[at]);
        self.heights[row + 1].brackets + depth
    }

    /// The points of a couple's line that goes round others, from the partner on whose side the children
    /// stand.
    fn round(&self, number: usize, round: &Round) -> Vec<Point> {
        let union = &self.unions[number];
        let ends = [
            self.bottom(union.first, union.ports.0),
            self.bottom(union.second, union.ports.1),
        ];
        let [near, far] = if round.near_is_first {
            ends
        } else {
            [ends[1], ends[0]]
        };
        let (down, up) = self.union_ways[number].split_at(round.near.len() - 1);
        let side = |from: Point, rows: &[(usize, f64)], ways: &[(usize, usize)]| {
            let mut points = vec![from];
            let mut x = from.0;
            for (part, (_, next)) in ways.iter().zip(rows) {
                let y = self.y_of(*part);
                points.extend([(x, y), (*next, y)]);
                x = *next;
            }
            points.push((x, self.y_under(round.row(), number)));
            points
        };
        let y = self.y_of_union(number);
        let first = (round.near[0].1, y);
        let mut points = vec![near, (near.0, y)];
        points.extend(side(first, &round.near[1..], down));
        points.extend(side(far, &round.far, up).into_iter().rev());
        points
    }

    fn bracket(&self, number: usize) -> Bracket {
        let union = &self.unions[number];
        let y = self.y_of_union(number);
        let points = match &union.round {
            Some(round) => self.round(number, round),
            None => self.straight_on(number, y),
        };
        let under = &self.under[union.row];
        let at = under
            .unions
            .iter()
            .position(|it| *it == number)
            .unwrap_or(0);
        let (from, to) = under.free_level(at, &self.unions, &self.fans);
        Bracket {
            couple: union.couple,
            points: straightened(points),
            level: ((from, y), (to, y)),
            words: self.words_of(number, at, y),
        }
    }

    /// The points of a couple's line that comes down from an upper row, or lies under one.
    fn straight_on(&self, number: usize, y: f64) -> Vec<Point> {
        let union = &self.unions[number];
        let mut points = vec![self.bottom(union.first, union.ports.0)];
        let mut x = self.stand.x[union.first] + union.ports.0;
        for (part, (_, next)) in self.union_ways[number].iter().zip(&union.through) {
            let level = self.y_of(*part);
            points.extend([(x, level), (*next, level)]);
            x = *next;
        }
        let end = self.bottom(union.second, union.ports.1);
        points.extend([(x, y), (end.0, y), end]);
        points
    }

    /// The words beside a couple's line; none where the rounds found no room for them.
    fn words_of(&self, number: usize, at: usize, y: f64) -> Words {
        let union = &self.unions[number];
        let (wide, tall) = self.words_size(union.couple);
        let (middle, room) = self.under[union.row].room(at, &self.unions, &self.fans);
        let fits = wide + 1.9 * self.sizes.near <= room;
        let words = &self.kin.family.couples[union.couple].words;
        let bottom = y - self.lift(union.couple);
        let left = middle - wide / 2.0;
        Words {
            lines: if fits { words.clone() } else { Vec::new() },
            area: Area {
                left,
                top: if fits { y - tall } else { bottom },
                right: left + wide,
                bottom,
            },
        }
    }

    fn lines(&self) -> Vec<Line> {
        let mut out = Vec::new();
        for (number, fan) in self.fans.iter().enumerate() {
            for descent in &fan.descents {
                out.push(Line {
                    descent: *descent,
                    points: straightened(self.points_of(number, fan, *descent)),
                    words: None,
                });
            }
        }
        out
    }

    fn points_of(&self, number: usize, fan: &Fan, descent: usize) -> Vec<Point> {
        let parents = &self.kin.hubs[fan.hub].parents;
        let start = if let [who] = parents[..] {
            self.bottom(who, fan.drop - self.stand.x[who])
        } else {
            let union = self.unions.iter().position(|union| union.hub == fan.hub);
            (fan.drop, union.map_or(0.0, |union| self.y_of_union(union)))
        };
        let child = self.kin.child(descent);
        let end = self.top(child, self.ports.descents[descent]);
        let mut points = vec![start];
        let mut x = fan.drop;
        let gaps = fan.through.iter().map(|(_, x)| *x);
        let last = if self.stand.is_next(fan) {
            self.fork_of(fan, descent)
        } else {
            end.0
        };
        for (part, next) in self.ways[number].iter().zip(gaps.chain([last])) {
            let y = self.y_of(*part);
            points.extend([(x, y), (next, y)]);
            x = next;
        }
        if (x - end.0).abs() > 0.005 {
            let heights = &self.heights[self.stand.row_of[child]];
            let down = heights.fork + 1.3 * self.sizes.text;
            points.extend([(x, heights.fork), (end.0, down)]);
        }
        points.push(end);
        points
    }

    fn sibling_brackets(&self) -> Vec<(usize, Vec<Point>, Option<Words>)> {
        let mut out = Vec::new();
        for (number, level) in self.sibling_levels.iter().enumerate() {
            let [a, b] = self.kin.family.siblings[number].pair;
            let (one, two) = self.ports.siblings[number];
            let (from, to) = (self.top(a, one), self.top(b, two));
            if let Some(level) = level {
                let y = self.y_of((self.stand.row_of[a], *level));
                out.push((number, vec![from, (from.0, y), (to.0, y), to], None));
            }
        }
        out
    }
}

/// The same line without points that it passes straight through.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        let same = |a: f64, b: f64| (a - b).abs() < 0.005;
        if out
            .last()
            .is_some_and(|last| same(last.0, point.0) && same(last.1, point.1))
        {
            continue;
        }
        while let [.., before, last] = out[..] {
            let upright = same(before.0, last.0) && same(last.0, point.0);
            let level = same(before.1, last.1) && same(last.1, point.1);
            // A line that turns back on itself keeps its turning point.
            let onwards = |a: f64, b: f64, c: f64| (b - a) * (c - b) >= 0.0;
            let goes_on = onwards(before.0, last.0, point.0) && onwards(before.1, last.1, point.1);
            if (upright || level) && goes_on {
                out.pop();
            } else {
                break;
            }
        }
        out.push(point);
    }
    out
}

/// Moves everything so that it begins at the corner, and measures it.
fn to_the_corner(placed: &mut Placed, sizes: Sizes) {
    let half = sizes.figure / 2.0;
    let (mut left, mut right, mut top, mut bottom) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
    let mut take = |area: Area| {
        left = left.min(area.left);
        right = right.max(area.right);
        top = top.min(area.top);
        bottom = bottom.max(area.bottom);
    };
    for place in &placed.people {
        let (x, y) = place.centre;
        take(Area {
            left: x - half,
            top: y - half,
            right: x + half,
            bottom: y + half,
        });
        if !place.words.lines.is_empty() {
            take(place.words.area);
        }
    }
    let lines = placed.lines.iter().map(|line| &line.points);
    let brackets = placed.brackets.iter().map(|bracket| &bracket.points);
    let siblings = placed.sibling_brackets.iter().map(|each| &each.1);
    for (x, y) in lines.chain(brackets).chain(siblings).flatten() {
        take(Area {
            left: *x,
            top: *y,
            right: *x,
            bottom: *y,
        });
    }
    if left > right {
        (left, right, top, bottom) = (0.0, 0.0, 0.0, 0.0);
    }
    let margin = sizes.text;
    let (dx, dy) = (margin - left, margin - top);
    shift_placed(placed, (dx, dy));
    placed.width = right - left + 2.0 * margin;
    placed.height = bottom - top + 2.0 * margin;
}
