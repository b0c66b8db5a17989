//! The steps of the search: every small change of an order is tried and kept while it gains; a restart
//! makes a few at random first.

use super::cost::{Cost, Judge};
use super::state::State;
use super::together;

/// A change of an order.
#[derive(Debug, Clone, Copy)]
enum Move {
    /// A founders' block goes elsewhere along its row.
    Along(usize, f64),
    /// Two founders' blocks change places.
    Swap(usize, usize),
    /// Two neighbours in a cluster change places.
    Neighbours(usize, usize),
    /// Somebody in a cluster goes to another place in it.
    Within(usize, usize, usize),
    /// A cluster stands the other way round.
    Mirror(usize),
    /// A part of a cluster, from one place to before another, stands the other way round.
    Part(usize, usize, usize),
    /// A sibling goes to another place in the sibship.
    Sibling(usize, usize, usize),
    /// Children hang from another part of their parents' line.
    Lean(usize, i8),
    /// Founders go elsewhere and a cluster turns.
    AlongAndMirror(usize, f64, usize),
    /// A sibling goes elsewhere in the sibship and the cluster turns.
    SiblingAndMirror(usize, usize, usize),
    /// One of a couple goes to the right end of their sibship, the other to the left end of theirs.
    Together(usize, usize),
}

/// Random numbers from a fixed seed (splitmix64).
pub(super) struct Chance(u64);

impl Chance {
    pub fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count.max(1) as u64).unwrap_or(0)
    }
}

/// Takes every change that gains until none does or the looks are used up.
pub(super) fn climb(state: &mut State, cost: &mut Cost, judge: &mut Judge<'_>, looks: &mut usize) {
    loop {
        let mut gained = false;
        judge.arrange(state);
        for change in changes(state, judge) {
            if *looks == 0 {
                return;
            }
            *looks -= 1;
            let undo = apply(state, change);
            match judge.below(state, *cost) {
                Some(now) => {
                    *cost = now;
                    gained = true;
                }
                None => undo.back(state),
            }
        }
        if !gained {
            return;
        }
    }
}

/// Takes far changes that gain only with what follows from them: founders elsewhere, a cluster or everything
/// the other way round, children beyond those of the next family; and then whatever turns of clusters gain.
pub(super) fn reach(state: &mut State, cost: &mut Cost, judge: &mut Judge<'_>, looks: &mut usize) {
    let mut far = Vec::new();
    judge.arrange(state);
    founders(state, judge, &mut far);
    far.extend(wide(state).into_iter().map(Move::Mirror));
    far.extend(
        together::apart(state, judge)
            .into_iter()
            .map(|(left, right)| Move::Together(left, right)),
    );
    let hubs = 0..state.lean.len();
    let with_children = hubs.filter(|hub| !judge.kin.hubs[*hub].children.is_empty());
    let leans = with_children.flat_map(|hub| [-2, 2].map(|to| Move::Lean(hub, to)));
    far.extend(
        leans.filter(|change| !matches!(change, Move::Lean(hub, to) if state.lean[*hub] == *to)),
    );
    for change in far {
        if *looks == 0 || cost.is_faultless() {
            return;
        }
        let mut other = state.clone();
        apply(&mut other, change);
        settle(&mut other, state, cost, judge, looks);
    }
    let mut other = state.clone();
    mirror(&mut other);
    settle(&mut other, state, cost, judge, looks);
}

/// Turns the clusters of another order as far as that gains, and takes it if it is then better.
fn settle(
    other: &mut State,
    state: &mut State,
    cost: &mut Cost,
    judge: &mut Judge<'_>,
    looks: &mut usize,
) {
    let mut now = judge.cost(other);
    let turns = wide(other);
    let mut gained = true;
    while std::mem::take(&mut gained) {
        for cluster in &turns {
            if *looks == 0 {
                break;
            }
            *looks -= 1;
            other.clusters[*cluster].reverse();
            match judge.below(other, now) {
                Some(turned) => {
                    now = turned;
                    gained = true;
                }
                None => other.clusters[*cluster].reverse(),
            }
        }
    }
    if now < *cost {
        *cost = now;
        std::mem::swap(state, other);
    }
}

/// The clusters of more than one person.
fn wide(state: &State) -> Vec<usize> {
    let clusters = 0..state.clusters.len();
    clusters
        .filter(|it| state.clusters[*it].len() > 1)
        .collect()
}

/// Turns everything round but the order of siblings.
fn mirror(state: &mut State) {
    state.clusters.iter_mut().for_each(|it| it.reverse());
    for block in state.blocks.iter_mut().filter(|it| it.hub.is_none()) {
        block.along = 1.0 - block.along;
    }
}

/// Makes a few changes at random.
pub(super) fn shake(state: &mut State, judge: &Judge<'_>, chance: &mut Chance, times: usize) {
    for _ in 0..times {
        let all = changes(state, judge);
        if let Some(change) = all.get(chance.below(all.len())) {
            apply(state, *change);
        }
    }
}

fn changes(state: &State, judge: &Judge<'_>) -> Vec<Move> {
    let mut out = Vec::new();
    founders(state, judge, &mut out);
    for (number, cluster) in state.clusters.iter().enumerate() {
        match cluster.len() {
            0 | 1 => {}
            2 => out.push(Move::Mirror(number)),
            len => {
                out.push(Move::Mirror(number));
                out.extend((1..len).map(|at| Move::Neighbours(number, at)));
                let places = (0..len).flat_map(|from| (0..len).map(move |to| (from, to)));
                let far = places.filter(|(from, to)| from.abs_diff(*to) > 1);
                out.extend(far.map(|(from, to)| Move::Within(number, from, to)));
                let parts = (0..len).flat_map(|from| (from + 3..=len).map(move |to| (from, to)));
                let parts = parts.filter(|(from, to)| to - from < len);
                out.extend(parts.map(|(from, to)| Move::Part(number, from, to)));
            }
        }
    }
    siblings(state, &mut out);
    let apart = together::apart(state, judge).into_iter();
    out.extend(apart.map(|(left, right)| Move::Together(left, right)));
    for (hub, lean) in state.lean.iter().enumerate() {
        let couple = judge.kin.hubs[hub].parents.len() == 2;
        if couple && !judge.kin.hubs[hub].children.is_empty() {
            let others = [-1, 0, 1].into_iter().filter(|to| to != lean);
            out.extend(others.map(|to| Move::Lean(hub, to)));
        }
    }
    out
}

/// Siblings to other places of their sibship.
fn siblings(state: &State, out: &mut Vec<Move>) {
    for (number, block) in state.blocks.iter().enumerate() {
        let len = block.clusters.len();
        if block.hub.is_none() || len < 2 {
            continue;
        }
        for from in 0..len {
            let to = [0, from.wrapping_sub(1), from + 1, len - 1];
            let mut to: Vec<usize> = to
                .into_iter()
                .filter(|to| *to < len && *to != from)
                .collect();
            to.sort_unstable();
            to.dedup();
            for to in to {
                out.push(Move::Sibling(number, from, to));
                if state.clusters[block.clusters[from]].len() > 1 {
                    out.push(Move::SiblingAndMirror(number, from, to));
                }
            }
        }
    }
}

fn founders(state: &State, judge: &Judge<'_>, out: &mut Vec<Move>) {
    let rows = state.blocks.iter().map(|block| block.row + 1).max();
    for row in 0..rows.unwrap_or(0) {
        let keyed = judge.keys_of_row(state, row);
        let mut gaps = Vec::with_capacity(keyed.len() + 1);
        if let (Some(first), Some(last)) = (keyed.first(), keyed.last()) {
            gaps.push(first.0 - 0.1);
            let between = keyed
                .windows(2)
                .map(|pair| f64::midpoint(pair[0].0, pair[1].0));
            gaps.extend(between);
            gaps.push(last.0 + 0.1);
        }
        let free: Vec<usize> = keyed
            .iter()
            .map(|(_, block)| *block)
            .filter(|block| state.blocks[*block].hub.is_none())
            .collect();
        for (at, block) in free.iter().enumerate() {
            let cluster = state.blocks[*block].clusters[0];
            for gap in &gaps {
                out.push(Move::Along(*block, *gap));
                if state.clusters[cluster].len() > 1 {
                    out.push(Move::AlongAndMirror(*block, *gap, cluster));
                }
            }
            out.extend(
                free[at + 1..]
                    .iter()
                    .map(|other| Move::Swap(*block, *other)),
            );
        }
    }
}

/// How a change is taken back.
enum Undo {
    Along(usize, f64),
    Both((usize, f64), (usize, f64)),
    Cluster(usize, Vec<usize>),
    AlongAndCluster((usize, f64), usize, Vec<usize>),
    Block(usize, Vec<usize>),
    BlockAndCluster(usize, Vec<usize>, usize),
    Lean(usize, i8),
    Together(Option<together::Before>),
}

impl Undo {
    fn back(self, state: &mut State) {
        match self {
            Self::Along(block, along) => state.blocks[block].along = along,
            Self::Both(one, other) => {
                state.blocks[one.0].along = one.1;
                state.blocks[other.0].along = other.1;
            }
            Self::Cluster(cluster, people) => state.clusters[cluster] = people,
            Self::AlongAndCluster((block, along), cluster, people) => {
                state.blocks[block].along = along;
                state.clusters[cluster] = people;
            }
            Self::Block(block, clusters) => state.blocks[block].clusters = clusters,
            Self::BlockAndCluster(block, clusters, cluster) => {
                state.blocks[block].clusters = clusters;
                state.clusters[cluster].reverse();
            }
            Self::Lean(hub, lean) => state.lean[hub] = lean,
            Self::Together(before) => {
                if let Some(before) = before {
                    before.back(state);
                }
            }
        }
    }
}

fn apply(state: &mut State, change: Move) -> Undo {
    match change {
        Move::Along(block, along) => Undo::Along(
            block,
            std::mem::replace(&mut state.blocks[block].along, along),
        ),
        Move::Swap(one, other) => {
            let (first, second) = (state.blocks[one].along, state.blocks[other].along);
            state.blocks[one].along = second;
            state.blocks[other].along = first;
            Undo::Both((one, first), (other, second))
        }
        Move::Neighbours(cluster, at) => {
            let before = state.clusters[cluster].clone();
            state.clusters[cluster].swap(at - 1, at);
            Undo::Cluster(cluster, before)
        }
        Move::Within(cluster, from, to) => {
            let before = state.clusters[cluster].clone();
            shift(&mut state.clusters[cluster], from, to);
            Undo::Cluster(cluster, before)
        }
        Move::Mirror(cluster) => {
            let before = state.clusters[cluster].clone();
            state.clusters[cluster].reverse();
            Undo::Cluster(cluster, before)
        }
        Move::Part(cluster, from, to) => {
            let before = state.clusters[cluster].clone();
            state.clusters[cluster][from..to].reverse();
            Undo::Cluster(cluster, before)
        }
        Move::Sibling(block, from, to) => {
            let before = state.blocks[block].clusters.clone();
            shift(&mut state.blocks[block].clusters, from, to);
            Undo::Block(block, before)
        }
        Move::SiblingAndMirror(block, from, to) => {
            let before = state.blocks[block].clusters.clone();
            let cluster = before[from];
            shift(&mut state.blocks[block].clusters, from, to);
            state.clusters[cluster].reverse();
            Undo::BlockAndCluster(block, before, cluster)
        }
        Move::Lean(hub, lean) => Undo::Lean(hub, std::mem::replace(&mut state.lean[hub], lean)),
        Move::Together(left, right) => Undo::Together(together::join(state, left, right)),
        Move::AlongAndMirror(block, along, cluster) => {
            let people = state.clusters[cluster].clone();
            let before = std::mem::replace(&mut state.blocks[block].along, along);
            state.clusters[cluster].reverse();
            Undo::AlongAndCluster((block, before), cluster, people)
        }
    }
}

/// Takes one out and puts it in elsewhere.
fn shift(list: &mut Vec<usize>, from: usize, to: usize) {
    let one = list.remove(from);
    list.insert(to, one);
}
