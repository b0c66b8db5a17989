//! How deep every line lies: brackets under their row, level lines on their tracks between two rows, and
//! the heights of rows that follow.

use std::collections::BTreeMap;

use super::{Heights, Laying};
use crate::diagram::genogram::detour::Round;
use crate::diagram::genogram::drops::Under;
use crate::diagram::genogram::family::Who;
use crate::diagram::genogram::unions::DOUBLE;
use crate::diagram::genogram::wiring::{Fan, Union};
use crate::diagram::genogram::zones::{self, Depth, Level, Upright};

/// Takes a couple's line that goes round others, the ends of which leave the two at these places: the part
/// from which children hang, the part under the lowest row, and what comes down between.
fn take_round(
    under: &mut [Under],
    (number, union, round): (usize, &Union, &Round),
    (first, second): (f64, f64),
    (words, half): (f64, f64),
) {
    let (near, far) = match round.near_is_first {
        true => (first, second),
        false => (second, first),
    };
    let mut lie = |row: usize, ends: (f64, f64), words: f64| {
        under[row].unions.push(number);
        under[row].spans.push(Depth {
            left: ends.0.min(ends.1),
            right: ends.0.max(ends.1),
            words,
            half,
        });
    };
    let (Some(begin), Some(end), Some(beyond)) =
        (round.near.first(), round.near.last(), round.far.last())
    else {
        return;
    };
    lie(union.row, (near, begin.1), words);
    lie(round.row(), (end.1, beyond.1), 0.0);
    let both = |x: f64| [x - half, x + half];
    under[union.row]
        .through
        .extend([both(begin.1), both(far)].concat());
    let passing = round.near.iter().chain(&round.far);
    for (row, x) in passing.filter(|(row, _)| *row != round.row()) {
        under[*row].through.extend(both(*x));
    }
}

impl Laying<'_> {
    /// Finds how deep each line lies.
    pub(super) fn down(&mut self) {
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
            let half = self.half(union.couple);
            if let Some(round) = &union.round {
                let size = (self.words_size(union.couple).1, half);
                take_round(&mut self.under, (number, union, round), (leave, end), size);
                continue;
            }
            let begin = union.through.last().map_or(leave, |(_, x)| *x);
            let span = Depth {
                left: begin.min(end),
                right: begin.max(end),
                words: self.words_size(union.couple).1,
                half,
            };
            let under = &mut self.under[union.row];
            under.unions.push(number);
            under.spans.push(span);
            if let Some((_, passing)) = union.through.split_last() {
                let first = self.stand.row_of[union.first];
                let both = |x: f64| [x - half, x + half];
                self.under[first].through.extend(both(leave));
                for (row, x) in passing {
                    self.under[*row].through.extend(both(*x));
                }
            }
        }
        self.gather_fans();
        for under in &mut self.under {
            under.depths = zones::depths(&under.spans, self.sizes);
        }
    }

    /// Gathers the fans under each row.
    fn gather_fans(&mut self) {
        let straight: Vec<f64> = self.fans.iter().map(|fan| self.straight(fan)).collect();
        for (number, fan) in self.fans.iter_mut().enumerate() {
            let row = self.stand.row_of_hub(fan.hub);
            self.under[row].fans.push(number);
            for (row, x) in &fan.through {
                self.under[*row].through.push(*x);
            }
            if let [who] = self.kin.hubs[fan.hub].parents[..] {
                fan.drop += self.stand.x[who] + straight[number];
                self.under[row].through.push(fan.drop);
            }
        }
    }

    /// Half the width of a couple's line, where it is broader than others.
    fn half(&self, couple: usize) -> f64 {
        let is_doubled = self.kin.family.couples[couple].related;
        if is_doubled { DOUBLE.0 / 2.0 } else { 0.0 }
    }

    /// How far aside a lone parent's line leaves, so that it comes straight down to a child who stands almost
    /// under them.
    fn straight(&self, fan: &Fan) -> f64 {
        let [who] = self.kin.hubs[fan.hub].parents[..] else {
            return 0.0;
        };
        let aside = self.goal(fan) - self.stand.x[who];
        let alone = self.kin.hubs_of[who].len() == 1 && fan.drop == 0.0;
        let near = aside.abs() < 0.25 * self.sizes.figure;
        if alone && near && fan.descents.len() == 1 && self.stand.is_next(fan) {
            aside
        } else {
            0.0
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
    pub(super) fn fork_of(&self, fan: &Fan, descent: usize) -> f64 {
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

    /// The way of a couple's line from an upper row to the lower partner's; of one that goes round others, on
    /// the side of the children from the second row on, then on the other side from the partners' own row.
    fn union_way(&mut self, number: usize) -> Vec<(usize, usize)> {
        let union = self.unions[number].clone();
        let first = self.stand.x[union.first] + union.ports.0;
        let second = self.stand.x[union.second] + union.ports.1;
        let Some(round) = &union.round else {
            return self.steps(first, &union.through);
        };
        let far = if round.near_is_first { second } else { first };
        let mut out = self.steps(round.near[0].1, &round.near[1..]);
        out.extend(self.steps(far, &round.far));
        out
    }

    /// The level lines from one row's place to the next's.
    fn steps(&mut self, from: f64, rows: &[(usize, f64)]) -> Vec<(usize, usize)> {
        let mut from = from;
        let mut out = Vec::new();
        for (row, x) in rows {
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
        let mut out = Vec::with_capacity(tracks.len());
        let mut y = 0.0;
        for (zone, (_, count)) in tracks.iter().enumerate() {
            let heights = self.heights_of(zone, *count, y);
            y = heights.figures + self.sizes.figure;
            out.push(heights);
        }
        out
    }

    /// The heights of a row and of the zone above it, which begins at `y` and has so many tracks.
    fn heights_of(&self, zone: usize, count: usize, y: f64) -> Heights {
        let sizes = self.sizes;
        // Rings of households need room between rows.
        let homes = !self.kin.family.households.is_empty();
        let pad = if homes { 1.2 } else { 0.4 } * sizes.text;
        let brackets = y + if zone == 0 { 0.0 } else { pad };
        let depths = zone.checked_sub(1).map(|row| &self.under[row].depths);
        let deep = depths.map_or(0.0, |depths| depths.iter().copied().fold(0.0, f64::max));
        let first = brackets + deep + if deep > 0.0 { sizes.track * 0.5 } else { 0.0 };
        let fork = first + count as f64 * sizes.track + sizes.near;
        let row = self.stand.rows.get(zone).map_or(&[][..], |row| row);
        let twins = row.iter().any(|who| self.is_twin(*who));
        let words =
            fork + if twins { 1.6 } else { 0.3 } * sizes.text + if homes { pad } else { 0.0 };
        let tallest = row.iter().map(|who| self.tall(*who)).fold(0.0, f64::max);
        Heights {
            brackets,
            tracks: first + sizes.track * 0.5,
            fork,
            words,
            figures: words + tallest + sizes.near,
        }
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
}
