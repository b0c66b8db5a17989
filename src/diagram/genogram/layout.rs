//! Everything in its place: the rows' heights, the points of every line, and again with more room where
//! words found none.

mod depths;
mod points;

use super::columns;
use super::detour::{Detour, Passed};
use super::drops::Under;
use super::family::{Ending, Who};
use super::kin::Kin;
use super::placed::Placed;
use super::ports::{self, Ports};
use super::spacing::{self, Label, Sizes};
use super::wiring::{Fan, Stand, Union};
use super::zones::Level;

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
    laying.find_detours();
    loop {
        laying.lay();
        // A detour that finds no room is not taken, and what it would have spared is crossed.
        if !laying.drop_cramped_detour() {
            return laying.placed();
        }
    }
}

/// A family on its way to its places.
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
    /// By couple, the detour that its line takes.
    detours: Vec<Option<Detour>>,
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
            detours: vec![None; kin.family.couples.len()],
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

    /// Finds which couples' lines go round others, the outermost first; two pass one gap on different sides
    /// only where they set out from the same person.
    fn find_detours(&mut self) {
        let mut used: Vec<(Passed, Who)> = Vec::new();
        let mut found = Vec::new();
        let mut unions = self.stand.unions();
        let place = |who: Who| self.stand.position[who];
        unions.sort_by_key(|it| std::cmp::Reverse(place(it.first).abs_diff(place(it.second))));
        for union in unions {
            let Some(detour) = Detour::of(&self.stand, &union, &found) else {
                continue;
            };
            let ends = [detour.near, detour.far];
            let passed = detour.passed(&self.stand).into_iter().zip(ends);
            let passed = passed.flat_map(|(all, who)| all.into_iter().map(move |it| (it, who)));
            let passed: Vec<(Passed, Who)> = passed.collect();
            let is_free = |((gap, side), who): &(Passed, Who)| {
                let mut others = used.iter().filter(|((other, _), _)| other == gap);
                others.all(|((_, other), end)| other == side || end == who)
            };
            if passed.iter().all(is_free) {
                used.extend(passed);
                self.detours[union.couple] = Some(detour.clone());
                found.push((union.hub, detour));
            }
        }
    }

    /// Finds all places, again with more room where words or lines found too little.
    fn lay(&mut self) {
        let detours = self.detours.iter().flatten().count();
        for _ in 0..ROUNDS + 2 * detours.min(3) {
            self.along();
            self.down();
            let asked = self.ask_for_detours();
            if !(self.ask_for_room() || asked) {
                break;
            }
        }
    }

    /// Gives up the detour that lacks most, where one lacks room for children to hang from; tells whether
    /// there was one.
    fn drop_cramped_detour(&mut self) -> bool {
        let lacking = self.unions.iter().filter_map(|union| {
            let (long, past) = self.lacking(union)?;
            Some((long.max(past), union.couple))
        });
        let most = lacking.max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, couple)) = most.filter(|(lacking, _)| *lacking > 0.005) else {
            return false;
        };
        self.detours[couple] = None;
        self.more.iter_mut().flatten().for_each(|more| *more = 0.0);
        true
    }

    /// How much a line that goes round others lacks on the side of the children, and before it is past the
    /// partners' neighbour there.
    fn lacking(&self, union: &Union) -> Option<(f64, f64)> {
        let round = union.round.as_ref()?;
        let detour = self.detours[union.couple].as_ref()?;
        Some(detour.lacking(&self.stand, round, self.wanted(union.couple)))
    }

    /// Adds room where a line that goes round others lacks it; tells whether there is now more.
    fn ask_for_detours(&mut self) -> bool {
        let mut asked = false;
        for union in &self.unions {
            let (Some((long, past)), Some(detour)) =
                (self.lacking(union), &self.detours[union.couple])
            else {
                continue;
            };
            let room = detour.place_of_room(&self.stand);
            let places = [
                (long, room),
                (past, room.or_else(|| detour.place_beside(&self.stand))),
            ];
            for (lacking, place) in places {
                if let (true, Some((row, place))) = (lacking > 0.005, place) {
                    // Others follow a part of the way, so that more is asked than is lacking.
                    self.more[row][place] += 2.0 * lacking + 0.1;
                    asked = true;
                }
            }
        }
        asked
    }

    /// How much room the words of a couple and their children's line want along its line.
    fn wanted(&self, couple: usize) -> f64 {
        self.words_size(couple).0 + 2.5 * self.sizes.near + 0.42 * self.sizes.figure
    }

    /// Finds everybody's place along, with room for the lines that pass between them.
    fn along(&mut self) {
        let gaps = self.stand.rows.iter().map(|row| vec![0; row.len() + 1]);
        let mut passes: Vec<Vec<usize>> = gaps.collect();
        for _ in 0..4 {
            let apart = self.apart(&passes);
            let beside = self.beside();
            self.stand.x = columns::columns(self.kin, self.stand.rows, &apart, &beside);
            self.unions = self.stand.unions();
            self.fans = self.stand.fans();
            let room: Vec<f64> = (0..self.kin.family.couples.len())
                .map(|couple| self.wanted(couple))
                .collect();
            let room = |couple: usize| room[couple];
            let wanted = self
                .stand
                .pass(&mut self.unions, &mut self.fans, &self.detours, &room);
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

    /// By hub, beside whom the children stand where the line goes round others, and how far to the right.
    fn beside(&self) -> Vec<Option<(Who, f64)>> {
        let hubs = self.kin.hubs.iter();
        let beside = hubs.map(|hub| {
            let detour = self.detours[hub.couple?].as_ref()?;
            let off = self.wanted(hub.couple?) / 2.0;
            let rightwards = detour.is_rightwards(&self.stand);
            Some((detour.near, if rightwards { off } else { -off }))
        });
        beside.collect()
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
        let tall = words.len() as f64 * self.sizes.line + self.lift(couple);
        (wide, if words.is_empty() { 0.0 } else { tall })
    }

    /// How far above a couple's line its words stand: clear of slashes, where there are any.
    fn lift(&self, couple: usize) -> f64 {
        if self.kin.family.couples[couple].ending == Ending::None {
            0.36 * self.sizes.text
        } else {
            0.2 * self.sizes.figure + 0.2 * self.sizes.text
        }
    }

    /// Adds room where the words of a couple find none; tells whether there is now more.
    fn ask_for_room(&mut self) -> bool {
        let mut asked = false;
        for row in 0..self.under.len() {
            for at in 0..self.under[row].unions.len() {
                let union = &self.unions[self.under[row].unions[at]];
                if union.row != row {
                    continue;
                }
                let wide = self.words_size(union.couple).0;
                let (_, room) = self.under[row].room(at, &self.unions, &self.fans);
                let lacking = wide + 2.0 * self.sizes.near - room;
                if wide > 0.0
                    && lacking > 0.005
                    && let Some((row, place)) = self.place_of_room(union)
                {
                    self.more[row][place] += lacking + 0.1;
                    asked = true;
                }
            }
        }
        asked
    }

    /// After which place of which row a couple's line wants more room.
    fn place_of_room(&self, union: &Union) -> Option<(usize, usize)> {
        if let (Some(detour), Some(_)) = (&self.detours[union.couple], &union.round) {
            return detour.place_of_room(&self.stand);
        }
        let [first, second] = [union.first, union.second].map(|who| self.stand.position[who]);
        let place = match union.through.last() {
            None => first.min(second),
            Some((_, x)) if *x < self.stand.x[union.second] => second.saturating_sub(1),
            Some(_) => second,
        };
        Some((union.row, place))
    }
}
