//! What is joined to what, and how far along: where each line leaves and meets a figure, through which gaps
//! of a row a longer line passes, and where the children's line drops from their parents' bracket.

use super::detour::{Detour, Round};
use super::family::{Parentage, Who};
use super::gaps::{Course, Longer, Shared};
use super::kin::Kin;
use super::lanes::Lanes;
use super::spacing::Sizes;

/// Where everybody stands along and in which row.
#[derive(Debug)]
pub(super) struct Stand<'a> {
    pub kin: &'a Kin<'a>,
    pub rows: &'a [Vec<Who>],
    pub row_of: &'a [usize],
    pub position: Vec<usize>,
    pub x: Vec<f64>,
    /// How far figure and words reach to each side of the centre.
    pub reach: Vec<(f64, f64)>,
    pub sizes: Sizes,
}

/// The line of a couple. On one row it lies under the two; on two rows it comes from the upper partner
/// through the gaps of the rows between and lies under the lower.
#[derive(Debug, Clone)]
pub(super) struct Union {
    pub couple: usize,
    pub hub: usize,
    /// The partner at the left end, or the upper one.
    pub first: Who,
    /// The other.
    pub second: Who,
    /// Where it leaves each figure, from the centre.
    pub ports: (f64, f64),
    /// The gaps through which the upper partner's end comes down: row and place along.
    pub through: Vec<(usize, f64)>,
    /// The row under which it lies.
    pub row: usize,
    /// The detour that it takes round families between the two.
    pub round: Option<Round>,
}

/// Children who hang from one set of parents by one kind of line.
#[derive(Debug, Clone)]
pub(super) struct Fan {
    pub hub: usize,
    pub parentage: Parentage,
    pub descents: Vec<usize>,
    /// Where the line drops from the bracket, or leaves the one parent's figure (from its centre).
    pub drop: f64,
    /// The gaps of rows that it passes to come to a child who does not stand on the next row.
    pub through: Vec<(usize, f64)>,
}

impl Stand<'_> {
    /// The row under which a hub's bracket lies.
    pub fn row_of_hub(&self, hub: usize) -> usize {
        let parents = self.kin.hubs[hub].parents.iter();
        parents.map(|who| self.row_of[*who]).max().unwrap_or(0)
    }

    /// Every couple's line, without ports and gaps.
    pub fn unions(&self) -> Vec<Union> {
        let mut out = Vec::new();
        for (hub, of) in self.kin.hubs.iter().enumerate() {
            let ([a, b], Some(couple)) = (&of.parents[..], of.couple) else {
                continue;
            };
            let key = |who: Who| (self.row_of[who], self.position[who]);
            let (first, second) = if key(*a) < key(*b) {
                (*a, *b)
            } else {
                (*b, *a)
            };
            out.push(Union {
                couple,
                hub,
                first,
                second,
                ports: (0.0, 0.0),
                through: Vec::new(),
                row: self.row_of[second],
                round: None,
            });
        }
        out
    }

    /// Every fan: the children of the next row together, by the kind of line; any other child alone.
    pub fn fans(&self) -> Vec<Fan> {
        let mut out: Vec<Fan> = Vec::new();
        for (hub, of) in self.kin.hubs.iter().enumerate() {
            let next = self.row_of_hub(hub) + 1;
            let first = out.len();
            for (descents, second) in [(&of.children, false), (&of.others, true)] {
                let begin = if second { out.len() } else { first };
                for descent in descents {
                    let parentage = self.kin.family.descents[*descent].parentage;
                    let near = self.row_of[self.kin.child(*descent)] == next;
                    let fan = out[begin..].iter_mut().find(|fan| {
                        near && fan.parentage == parentage
                            && fan.through.is_empty()
                            && self.is_next(fan)
                    });
                    match fan {
                        Some(fan) => fan.descents.push(*descent),
                        None => out.push(Fan {
                            hub,
                            parentage,
                            descents: vec![*descent],
                            drop: 0.0,
                            through: Vec::new(),
                        }),
                    }
                }
            }
        }
        out
    }

    /// Whether a fan's children stand on the row under their parents.
    pub fn is_next(&self, fan: &Fan) -> bool {
        let child = self.kin.child(fan.descents[0]);
        self.row_of[child] == self.row_of_hub(fan.hub) + 1
    }

    /// Finds the gaps through which longer lines pass, and says how many pass each gap of each row. `room` is
    /// what the words of a couple need between the line and the lower partner.
    pub fn pass(
        &self,
        unions: &mut [Union],
        fans: &mut [Fan],
        detours: &[Option<Detour>],
        room: &dyn Fn(usize) -> f64,
    ) -> Vec<Vec<usize>> {
        let gaps = self.rows.iter().map(|row| vec![0; row.len() + 1]);
        let mut passes: Vec<Vec<usize>> = gaps.collect();
        let mut course = Course::new(self, unions, fans);
        let mut shared = Shared::new();
        for (number, union) in unions.iter_mut().enumerate() {
            let from = self.row_of[union.first];
            if from == union.row {
                continue;
            }
            let wish = f64::midpoint(self.x[union.first], self.x[union.second]);
            let beside = Some((union.second, room(union.couple)));
            for (row, gap) in (from + 1..=union.row).zip(course.of_union(union)) {
                let x = self.pass_at(row, gap, wish, beside, &mut passes);
                shared.add((row, gap), Longer::Union(number));
                union.through.push((row, x));
            }
        }
        for (number, fan) in fans.iter_mut().enumerate() {
            self.pass_fan((number, fan), &mut course, &mut shared, &mut passes);
        }
        shared.untangle(self, unions, fans);
        self.go_round(unions, fans, (detours, room), &mut passes);
        passes
    }

    /// Finds the gaps through which the line to a child passes who does not stand on the next row.
    fn pass_fan(
        &self,
        (number, fan): (usize, &mut Fan),
        course: &mut Course<'_>,
        shared: &mut Shared,
        passes: &mut [Vec<usize>],
    ) {
        let child = self.kin.child(fan.descents[0]);
        let (above, row) = (self.row_of_hub(fan.hub), self.row_of[child]);
        if row <= above {
            let rows = (row..=above).rev();
            let beside = Some((child, 0.0));
            let each = rows.map(|row| (row, self.gap(row, self.x[child], beside, passes)));
            fan.through = each.collect();
        } else if row > above + 1 {
            let wish = f64::midpoint(self.middle(fan.hub), self.x[child]);
            for (row, gap) in (above + 1..row).zip(course.of_child(fan.hub, child)) {
                let x = self.pass_at(row, gap, wish, None, passes);
                shared.add((row, gap), Longer::Fan(number));
                fan.through.push((row, x));
            }
        }
    }

    /// Finds where lines pass that go round others, the outermost first.
    fn go_round(
        &self,
        unions: &mut [Union],
        fans: &[Fan],
        (detours, room): (&[Option<Detour>], &dyn Fn(usize) -> f64),
        passes: &mut [Vec<usize>],
    ) {
        let longer = unions.iter().flat_map(|it| &it.through);
        let longer = longer.chain(fans.iter().flat_map(|it| &it.through));
        let mut lanes = Lanes::of(self, detours.iter().flatten(), longer.copied());
        let mut taken: Vec<&mut Union> = unions
            .iter_mut()
            .filter(|it| detours[it.couple].is_some())
            .collect();
        taken.sort_by_key(|it| {
            std::cmp::Reverse(self.position[it.second] - self.position[it.first])
        });
        for union in taken {
            let detour = detours[union.couple].as_ref();
            let long = room(union.couple);
            union.round = detour.map(|it| it.round(self, long, &mut lanes, passes));
        }
    }

    /// Where along the middle of a hub's parents is.
    pub fn middle(&self, hub: usize) -> f64 {
        let parents = &self.kin.hubs[hub].parents;
        parents.iter().map(|who| self.x[*who]).sum::<f64>() / parents.len() as f64
    }

    /// The place in a gap of a row that is nearest to a wish.
    pub fn within_gap(&self, row: usize, gap: usize, wish: f64) -> f64 {
        let (left, right) = self.edges(row, gap);
        wish.clamp(left.min(right), right.max(left))
    }

    /// The place along at which a line passes a row: in the gap nearest to a wish, or in one of the two
    /// next to somebody of that row, as far from them as that asks for.
    fn gap(
        &self,
        row: usize,
        wish: f64,
        beside: Option<(Who, f64)>,
        passes: &mut [Vec<usize>],
    ) -> f64 {
        let at = self.place_beside(row, beside);
        let allowed = |gap: usize| at.is_none_or(|at| gap == at || gap == at + 1);
        let far = |gap: usize| (self.within_gap(row, gap, wish) - wish).abs();
        let gaps = (0..=self.rows[row].len()).filter(|gap| allowed(*gap));
        let best = gaps.min_by(|a, b| far(*a).total_cmp(&far(*b)).then(a.cmp(b)));
        self.pass_at(row, best.unwrap_or(0), wish, beside, passes)
    }

    /// The place in a row of the one beside whom a line passes, where that one stands there.
    fn place_beside(&self, row: usize, beside: Option<(Who, f64)>) -> Option<usize> {
        let (who, _) = beside.filter(|(who, _)| self.row_of[*who] == row)?;
        Some(self.position[who])
    }

    /// The place along at which a line passes this gap of a row, as far from somebody of that row as is
    /// asked for; the gap has one line more.
    fn pass_at(
        &self,
        row: usize,
        best: usize,
        wish: f64,
        beside: Option<(Who, f64)>,
        passes: &mut [Vec<usize>],
    ) -> f64 {
        let people = &self.rows[row];
        let at = self.place_beside(row, beside);
        let step = self.sizes.near * 2.4 * (passes[row][best] + 1) as f64;
        passes[row][best] += 1;
        let (left, right) = self.edges(row, best);
        let next_to = at.is_some_and(|at| best == at || best == at + 1);
        let room = beside.filter(|_| next_to).map_or(0.0, |(_, room)| room);
        let to_the_left_of_them = at.is_none_or(|at| best == at);
        match (best == 0, best == people.len()) {
            (true, true) => wish + step,
            (true, false) => (right - step).min(self.x[people[0]] - room),
            (false, true) => (left + step).max(self.x[people[best - 1]] + room),
            // Inside the row it keeps away from the one beside whom it passes.
            _ if to_the_left_of_them => left + step,
            _ => right - step,
        }
    }

    /// From where to where a gap of a row is free, from the words and figure on its left to those on its right.
    pub fn edges(&self, row: usize, gap: usize) -> (f64, f64) {
        let people = &self.rows[row];
        let half = self.sizes.figure / 2.0;
        let left = gap.checked_sub(1).map(|at| {
            let who = people[at];
            self.x[who] + half.max(self.reach[who].1)
        });
        let right = people.get(gap);
        let right = right.map(|who| self.x[*who] - half.max(-self.reach[*who].0));
        (
            left.unwrap_or(f64::MIN / 4.0),
            right.unwrap_or(f64::MAX / 4.0),
        )
    }

    /// The ends of lines at each figure: the side to which each goes, and how far.
    fn ends(&self, unions: &[Union], fans: &[Fan]) -> Vec<Vec<(i32, f64, End)>> {
        let mut ends = vec![Vec::new(); self.x.len()];
        for (number, union) in unions.iter().enumerate() {
            let both = [
                (union.first, End::First(number)),
                (union.second, End::Second(number)),
            ];
            for ((who, end), (goal, goes_on)) in both.into_iter().zip(self.goals(union)) {
                let aside = goal - self.x[who];
                ends[who].push(match (goes_on, aside < 0.0) {
                    (true, _) => (0, aside, end),
                    (false, true) => (-1, -aside, end),
                    (false, false) => (1, aside, end),
                });
            }
        }
        for (number, fan) in fans.iter().enumerate() {
            if let [who] = self.kin.hubs[fan.hub].parents[..] {
                let children = fan.descents.iter().map(|it| self.x[self.kin.child(*it)]);
                let mean = children.sum::<f64>() / fan.descents.len() as f64;
                ends[who].push((0, mean - self.x[who], End::Drop(number)));
            }
        }
        ends
    }

    /// Where a couple's line goes to from the first and from the second, and whether it goes on there to a lower
    /// row: then it stays between the brackets to the left and to the right.
    fn goals(&self, union: &Union) -> [(f64, bool); 2] {
        if let Some(round) = &union.round {
            let [near, far] = [&round.near, &round.far].map(|side| side[0].1);
            return match round.near_is_first {
                true => [(near, false), (far, true)],
                false => [(far, true), (near, false)],
            };
        }
        match (union.through.first(), union.through.last()) {
            (Some((_, first)), Some((_, last))) => [(*first, true), (*last, false)],
            _ => [(self.x[union.second], false), (self.x[union.first], false)],
        }
    }

    /// Spreads the ends of lines along the lower edge of each figure, so that brackets nest.
    pub fn spread_ports(&self, unions: &mut [Union], fans: &mut [Fan]) {
        let mut ends = self.ends(unions, fans);
        for (who, ends) in ends.iter_mut().enumerate() {
            ends.sort_by(|a, b| {
                let (one, two) = (port_key(a), port_key(b));
                one.0.cmp(&two.0).then(one.1.total_cmp(&two.1))
            });
            let room = self.sizes.figure * if ends.len() > 3 { 0.42 } else { 0.3 };
            let count = ends.len();
            let alone = is_small(self.kin, who);
            for (at, (_, _, end)) in ends.iter().enumerate() {
                let offset = if count < 2 || alone {
                    0.0
                } else {
                    room * (2.0 * at as f64 / (count - 1) as f64 - 1.0)
                };
                match end {
                    End::First(number) => unions[*number].ports.0 = offset,
                    End::Second(number) => unions[*number].ports.1 = offset,
                    End::Drop(number) => fans[*number].drop = offset,
                }
            }
        }
    }
}

/// Which end of what leaves a figure.
#[derive(Debug, Clone, Copy)]
enum End {
    First(usize),
    Second(usize),
    Drop(usize),
}

/// Left of the figure the nearest goal stands first, right of it last.
fn port_key(end: &(i32, f64, End)) -> (i32, f64) {
    match end.0 {
        -1 => (-1, end.1),
        1 => (1, -end.1),
        _ => (0, end.1),
    }
}

/// Whether a figure is too small for more than one line.
fn is_small(kin: &Kin<'_>, who: Who) -> bool {
    let member = &kin.family.people[who];
    super::spacing::is_loss(member.figure, member.presence)
}
