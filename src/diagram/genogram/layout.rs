//! Everything in its place: the rows' heights, the points of every line, and again with more room where
//! words found none.

use std::collections::BTreeMap;

use super::columns;
use super::drops::Under;
use super::family::Who;
use super::figures;
use super::kin::Kin;
use super::placed::{Area, Bracket, Line, Place, Placed, Point, Words};
use super::ports::{self, Ports};
use super::shift::shift_placed;
use super::spacing::{self, Label, Sizes};
use super::wiring::{Fan, Stand, Union};
use super::zones::{self, Depth, Level, Upright};

/// How often room is added before words that find none are left to the list.
const ROUNDS: usize = 6;

/// Places a family whose order along the rows is found.
pub(super) fn place(
    kin: &Kin<'_>,
    rows: &[Vec<Who>],
    row_of: &[usize],
    text: f64,
    width: &dyn Fn(&str, f64) -> f64,
) -> Placed {
    let mut laying = Laying::new(kin, rows, row_of, Sizes::of(text), width);
    for _ in 0..ROUNDS {
        laying.along();
        laying.down();
        if !laying.ask_for_room() {
            break;
        }
    }
    laying.placed()
}

struct Laying<'a> {
    kin: &'a Kin<'a>,
    width: &'a dyn Fn(&str, f64) -> f64,
    sizes: Sizes,
    ports: Ports,
    labels: Vec<Label>,
    stand: Stand<'a>,
    /// Room added after each place of each row.
    more: Vec<Vec<f64>>,
    unions: Vec<Union>,
    fans: Vec<Fan>,
    under: Vec<Under>,
    /// By zone, its level lines.
    levels: Vec<Vec<Level>>,
    /// By fan, the zone and level of each part of its way.
    ways: Vec<Vec<(usize, usize)>>,
    /// By union that comes from an upper row, likewise.
    union_ways: Vec<Vec<(usize, usize)>>,
    sibling_levels: Vec<Option<usize>>,
    /// By zone, the tracks of its levels.
    tracks: Vec<Vec<usize>>,
    heights: Vec<Heights>,
}

/// The heights of a row and of the zone above it.
#[derive(Debug, Clone, Copy, Default)]
struct Heights {
    /// Where the first bracket would lie.
    brackets: f64,
    /// The first track of level lines.
    tracks: f64,
    /// Where twins' lines part.
    fork: f64,
    /// The upper edge of the words.
    words: f64,
    /// The upper edge of the figures.
    figures: f64,
}

impl<'a> Laying<'a> {
    fn new(
        kin: &'a Kin<'a>,
        rows: &'a [Vec<Who>],
        row_of: &'a [usize],
        sizes: Sizes,
        width: &'a dyn Fn(&str, f64) -> f64,
    ) -> Self {
        let mut position = vec![0; row_of.len()];
        for people in rows {
            for (at, who) in people.iter().enumerate() {
                position[*who] = at;
            }
        }
        let along = |who: Who| {
            let row = &rows[row_of[who]];
            position[who] as f64 - row.len() as f64 / 2.0
        };
        let ports = ports::ports(kin, &along, sizes);
        let everybody = 0..row_of.len();
        let labels: Vec<Label> = everybody
            .map(|who| spacing::label(kin, who, ports.outermost[who], sizes, width))
            .collect();
        let reach = labels.iter().map(|label| label.reach(sizes.near)).collect();
        let stand = Stand {
            kin,
            rows,
            row_of,
            position,
            x: vec![0.0; row_of.len()],
            reach,
            sizes,
        };
        let more = rows.iter().map(|row| vec![0.0; row.len()]).collect();
        Self {
            kin,
            width,
            sizes,
            ports,
            labels,
            stand,
            more,
            unions: Vec::new(),
            fans: Vec::new(),
            under: Vec::new(),
            levels: Vec::new(),
            ways: Vec::new(),
            union_ways: Vec::new(),
            sibling_levels: Vec::new(),
            tracks: Vec::new(),
            heights: Vec::new(),
        }
    }

    /// Finds everybody's place along, with room for the lines that pass between them.
    fn along(&mut self) {
        let gaps = self.stand.rows.iter().map(|row| vec![0; row.len() + 1]);
        let mut passes: Vec<Vec<usize>> = gaps.collect();
        for _ in 0..4 {
            let apart = self.apart(&passes);
            self.stand.x = columns::columns(self.kin, self.stand.rows, &apart);
            self.unions = self.stand.unions();
            self.fans = self.stand.fans();
            let room: Vec<f64> = (0..self.kin.family.couples.len())
                .map(|couple| {
                    self.words_size(couple).0 + 2.5 * self.sizes.near + 0.42 * self.sizes.figure
                })
                .collect();
            let room = |couple: usize| room[couple];
            let wanted = self.stand.pass(&mut self.unions, &mut self.fans, &room);
            let mut enough = true;
            for (have, want) in passes.iter_mut().flatten().zip(wanted.iter().flatten()) {
                enough &= *have >= *want;
                *have = (*have).max(*want);
            }
            if enough {
                break;
            }
        }
        self.stand.spread_ports(&mut self.unions, &mut self.fans);
    }

    fn apart(&self, passes: &[Vec<usize>]) -> Vec<Vec<f64>> {
        let couple_words = |left: Who, right: Who| {
            let mut shared = self.kin.hubs_of[left].iter();
            let hub = shared.find(|hub| self.kin.hubs[**hub].parents.contains(&right));
            let couple = hub.and_then(|hub| self.kin.hubs[*hub].couple);
            let wide = couple.map_or(0.0, |couple| self.words_size(couple).0);
            let inset = |who: Who| {
                if self.kin.hubs_of[who].len() > 1 {
                    0.42 * self.sizes.figure
                } else {
                    0.0
                }
            };
            if wide > 0.0 {
                wide + 2.2 * self.sizes.near + inset(left) + inset(right)
            } else {
                0.0
            }
        };
        let labels = &self.labels;
        let mut apart = spacing::apart(
            self.kin,
            self.stand.rows,
            labels,
            self.sizes,
            passes,
            &couple_words,
        );
        for (row, more) in apart.iter_mut().zip(&self.more) {
            row.iter_mut()
                .zip(more)
                .for_each(|(apart, more)| *apart += more);
        }
        apart
    }

    /// The width and height of the words beside a couple's line.
    fn words_size(&self, couple: usize) -> (f64, f64) {
        let words = &self.kin.family.couples[couple].words;
        let wide = words.iter().map(|line| (self.width)(line, self.sizes.text));
        let wide = wide.fold(0.0, f64::max);
        let tall = words.len() as f64 * self.sizes.line;
        (
            wide,
            if words.is_empty() {
                0.0
            } else {
                tall + 0.45 * self.sizes.track
            },
        )
    }

    /// Finds how deep each line lies.
    fn down(&mut self) {
        let zones = self.stand.rows.len() + 1;
        self.gather_under();
        let goals: Vec<f64> = self.fans.iter().map(|fan| self.goal(fan)).collect();
        let numbers: BTreeMap<(usize, usize), f64> = (0..self.fans.len())
            .map(|number| {
                (
                    (self.fans[number].hub, self.fans[number].descents[0]),
                    goals[number],
                )
            })
            .collect();
        let goal = |fan: &Fan| {
            numbers
                .get(&(fan.hub, fan.descents[0]))
                .copied()
                .unwrap_or(0.0)
        };
        for under in &self.under {
            under.drop_fans(&self.stand, &self.unions, &mut self.fans, &goal);
        }
        self.levels = vec![Vec::new(); zones];
        self.ways = (0..self.fans.len()).map(|fan| self.way(fan)).collect();
        self.union_ways = (0..self.unions.len())
            .map(|union| self.union_way(union))
            .collect();
        self.sibling_levels = (0..self.kin.family.siblings.len())
            .map(|pair| self.sibling_level(pair))
            .collect();
        let tracks: Vec<(Vec<usize>, usize)> = self
            .levels
            .iter()
            .map(|levels| zones::tracks(levels, self.sizes))
            .collect();
        self.heights = self.heights(&tracks);
        self.tracks = tracks.into_iter().map(|(tracks, _)| tracks).collect();
    }

    /// Gathers the brackets and fans under each row.
    fn gather_under(&mut self) {
        self.under = self.stand.rows.iter().map(|_| Under::default()).collect();
        let x = &self.stand.x;
        for (number, union) in self.unions.iter().enumerate() {
            let leave = x[union.first] + union.ports.0;
            let end = x[union.second] + union.ports.1;
            let begin = union.through.last().map_or(leave, |(_, x)| *x);
            let span = Depth {
                left: begin.min(end),
                right: begin.max(end),
                words: self.words_size(union.couple).1,
            };
            let under = &mut self.under[union.row];
            under.unions.push(number);
            under.spans.push(span);
            if !union.through.is_empty() {
                self.under[self.stand.row_of[union.first]]
                    .through
                    .push(leave);
            }
        }
        for (number, fan) in self.fans.iter_mut().enumerate() {
            let row = self.stand.row_of_hub(fan.hub);
            self.under[row].fans.push(number);
            if let [who] = self.kin.hubs[fan.hub].parents[..] {
                fan.drop += x[who];
                self.under[row].through.push(fan.drop);
            }
        }
        for under in &mut self.under {
            under.depths = zones::depths(&under.spans, self.sizes);
        }
    }

    /// Where a fan's children stand, in the middle.
    fn goal(&self, fan: &Fan) -> f64 {
        if let Some((_, x)) = fan.through.first() {
            return *x;
        }
        let ends = fan.descents.iter().map(|descent| self.top_of(*descent));
        ends.sum::<f64>() / fan.descents.len() as f64
    }

    /// Where along a line of descent meets its child.
    fn top_of(&self, descent: usize) -> f64 {
        self.stand.x[self.kin.child(descent)] + self.ports.descents[descent]
    }

    /// Where along the line of descent leaves the level line: over the child, or where twins' lines part.
    fn fork_of(&self, fan: &Fan, descent: usize) -> f64 {
        let child = self.kin.child(descent);
        let births = self.kin.family.births.iter();
        let birth = births
            .filter(|birth| birth.children.contains(&child))
            .find(|birth| {
                let here = fan
                    .descents
                    .iter()
                    .filter(|it| birth.children.contains(&self.kin.child(**it)));
                here.count() > 1
            });
        let Some(birth) = birth.filter(|_| self.is_anchor(descent)) else {
            return self.top_of(descent);
        };
        let ends = fan
            .descents
            .iter()
            .filter(|it| birth.children.contains(&self.kin.child(**it)));
        let (sum, count) = ends.fold((0.0, 0.0), |(sum, count), it| {
            (sum + self.top_of(*it), count + 1.0)
        });
        (sum / count * 100.0_f64).round() / 100.0
    }

    fn is_anchor(&self, descent: usize) -> bool {
        let hub = self.kin.under[self.kin.child(descent)];
        hub.is_some_and(|hub| self.kin.hubs[hub].children.contains(&descent))
    }

    /// Puts a level line in a zone.
    fn level(&mut self, zone: usize, uprights: Vec<Upright>) -> (usize, usize) {
        self.levels[zone].push(Level { uprights });
        (zone, self.levels[zone].len() - 1)
    }

    /// The way of a fan from its drop to its children.
    fn way(&mut self, number: usize) -> Vec<(usize, usize)> {
        let fan = self.fans[number].clone();
        let zone = self.stand.row_of_hub(fan.hub) + 1;
        let start = Upright {
            x: fan.drop,
            up: true,
        };
        if self.stand.is_next(&fan) {
            let mut forks: Vec<f64> = fan
                .descents
                .iter()
                .map(|it| self.fork_of(&fan, *it))
                .collect();
            forks.dedup();
            let mut uprights = vec![start];
            uprights.extend(forks.into_iter().map(|x| Upright { x, up: false }));
            return vec![self.level(zone, uprights)];
        }
        let end = self.top_of(fan.descents[0]);
        let upwards = self.stand.row_of[self.kin.child(fan.descents[0])] < zone;
        let mut out = Vec::new();
        let mut from = start;
        for (at, (row, x)) in fan.through.iter().enumerate() {
            let zone = if upwards { row + 1 } else { *row };
            out.push(self.level(zone, vec![from, Upright { x: *x, up: upwards }]));
            from = Upright {
                x: *x,
                up: !upwards,
            };
            if at + 1 == fan.through.len() {
                let last = if upwards { *row } else { row + 1 };
                out.push(self.level(last, vec![from, Upright { x: end, up: false }]));
            }
        }
        out
    }

    /// The way of a couple's line from an upper row to the lower partner's.
    fn union_way(&mut self, number: usize) -> Vec<(usize, usize)> {
        let union = self.unions[number].clone();
        let mut from = self.stand.x[union.first] + union.ports.0;
        let mut out = Vec::new();
        for (row, x) in &union.through {
            let uprights = vec![Upright { x: from, up: true }, Upright { x: *x, up: false }];
            out.push(self.level(*row, uprights));
            from = *x;
        }
        out
    }

    /// The dashed bracket over two siblings of one row.
    fn sibling_level(&mut self, number: usize) -> Option<usize> {
        let [a, b] = self.kin.family.siblings[number].pair;
        if self.stand.row_of[a] != self.stand.row_of[b] {
            return None;
        }
        let (one, two) = self.ports.siblings[number];
        let ends = [self.stand.x[a] + one, self.stand.x[b] + two];
        let uprights = ends.map(|x| Upright { x, up: false });
        Some(self.level(self.stand.row_of[a], uprights.to_vec()).1)
    }

    fn heights(&self, tracks: &[(Vec<usize>, usize)]) -> Vec<Heights> {
        let sizes = self.sizes;
        let homes = !self.kin.family.households.is_empty();
        let pad = if homes { 1.2 } else { 0.4 } * sizes.text;
        let mut out = Vec::new();
        let mut y = 0.0;
        for zone in 0..tracks.len() {
            let brackets = y + if zone == 0 { 0.0 } else { pad };
            let depths = zone.checked_sub(1).map(|row| &self.under[row].depths);
            let deep = depths.map_or(0.0, |depths| depths.iter().copied().fold(0.0, f64::max));
            let first = brackets + deep + if deep > 0.0 { sizes.track * 0.5 } else { 0.0 };
            let count = tracks[zone].1 as f64;
            let fork = first + count * sizes.track + sizes.near;
            let row = self.stand.rows.get(zone);
            let twins = row.is_some_and(|row| row.iter().any(|who| self.is_twin(*who)));
            let words =
                fork + if twins {
                    1.6 * sizes.text
                } else {
                    0.3 * sizes.text
                } + if homes { pad } else { 0.0 };
            let tallest = row.map_or(0.0, |row| {
                row.iter().map(|who| self.tall(*who)).fold(0.0, f64::max)
            });
            let figures = words + tallest + sizes.near;
            out.push(Heights {
                brackets,
                tracks: first + sizes.track * 0.5,
                fork,
                words,
                figures,
            });
            y = figures + sizes.figure;
        }
        out
    }

    fn is_twin(&self, who: Who) -> bool {
        self.kin
            .family
            .births
            .iter()
            .any(|birth| birth.children.contains(&who))
    }

    /// The height that somebody's words need above the figures.
    fn tall(&self, who: Who) -> f64 {
        let lines = self.labels[who].lines.len() as f64 * self.sizes.line;
        if self.labels[who].below {
            (lines - self.sizes.figure * 0.5 + self.sizes.near).max(0.0)
        } else {
            lines
        }
    }

    /// Adds room where the words of a couple find none; tells whether there is now more.
    fn ask_for_room(&mut self) -> bool {
        let mut asked = false;
        for row in 0..self.under.len() {
            for at in 0..self.under[row].unions.len() {
                let union = &self.unions[self.under[row].unions[at]];
                let wide = self.words_size(union.couple).0;
                let (_, room) = self.under[row].room(at, &self.unions, &self.fans);
                let lacking = wide + 2.0 * self.sizes.near - room;
                if wide > 0.0 && lacking > 0.005 {
                    let place = self.place_of_room(union);
                    self.more[row][place] += lacking + 0.1;
                    asked = true;
                }
            }
        }
        asked
    }

    /// After which place of its row a couple's line wants more room.
    fn place_of_room(&self, union: &Union) -> usize {
        let [first, second] = [union.first, union.second].map(|who| self.stand.position[who]);
        match union.through.last() {
            None => first.min(second),
            Some((_, x)) if *x < self.stand.x[union.second] => second.saturating_sub(1),
            Some(_) => second,
        }
    }

    fn placed(self) -> Placed {
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
        let union = &self.unions[number];
        let under = &self.under[union.row];
        let at = under.unions.iter().position(|it| *it == number);
        let depth = at.map_or(0.0, |at| under.depths[at]);
        self.heights[union.row + 1].brackets + depth
    }

    fn bracket(&self, number: usize) -> Bracket {
        let union = &self.unions[number];
        let y = self.y_of_union(number);
        let mut points = vec![self.bottom(union.first, union.ports.0)];
        let mut x = self.stand.x[union.first] + union.ports.0;
        for (part, (_, next)) in self.union_ways[number].iter().zip(&union.through) {
            let level = self.y_of(*part);
            points.extend([(x, level), (*next, level)]);
            x = *next;
        }
        let end = self.bottom(union.second, union.ports.1);
        points.extend([(x, y), (end.0, y), end]);
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

    /// The words beside a couple's line; none where the rounds found no room for them.
    fn words_of(&self, number: usize, at: usize, y: f64) -> Words {
        let union = &self.unions[number];
        let (wide, tall) = self.words_size(union.couple);
        let (middle, room) = self.under[union.row].room(at, &self.unions, &self.fans);
        let fits = wide + 1.9 * self.sizes.near <= room;
        let words = &self.kin.family.couples[union.couple].words;
        let bottom = y - 0.45 * self.sizes.track;
        let left = middle - wide / 2.0;
        Words {
            lines: if fits { words.clone() } else { Vec::new() },
            area: Area {
                left,
                top: if fits {
                    bottom - tall + 0.45 * self.sizes.track
                } else {
                    bottom
                },
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
