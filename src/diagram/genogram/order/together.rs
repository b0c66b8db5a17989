//! The step that brings two partners side by side who are each a brother or sister of others: one goes to
//! the end of one sibship, the other to the beginning of the next. No smaller step gains until both are there.

use crate::diagram::genogram::family::Who;

use super::cost::Judge;
use super::state::{Cluster, State};

/// The end of a sibship to which somebody goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Left,
    Right,
}

/// What a step changed, as it was before: two blocks and two clusters by their places.
pub(super) struct Before {
    blocks: [(usize, Vec<Cluster>); 2],
    clusters: [(Cluster, Vec<Who>); 2],
}

impl Before {
    /// Takes the step back.
    pub fn back(self, state: &mut State) {
        let [one, other] = self.blocks;
        let [first, second] = self.clusters;
        for (block, clusters) in [other, one] {
            state.blocks[block].clusters = clusters;
        }
        for (cluster, people) in [second, first] {
            state.clusters[cluster] = people;
        }
    }
}

/// The couples who stand apart in the order last arranged and are of two sibships, each way round.
pub(super) fn apart(state: &State, judge: &Judge<'_>) -> Vec<(Who, Who)> {
    let pairs = judge.apart_pairs().filter(|(one, other)| {
        let ends = [*one, *other].map(|who| place(state, who).map(|(block, _)| block));
        ends[0] != ends[1]
    });
    pairs
        .flat_map(|(one, other)| [(one, other), (other, one)])
        .collect()
}

/// Puts one at the right end of their sibship and the other at the left end of theirs.
pub(super) fn join(state: &mut State, left: Who, right: Who) -> Option<Before> {
    let (one, other) = (place(state, left)?, place(state, right)?);
    let block = |at: usize| (at, state.blocks[at].clusters.clone());
    let cluster = |at: Cluster| (at, state.clusters[at].clone());
    let before = Before {
        blocks: [block(one.0), block(other.0)],
        clusters: [cluster(one.1), cluster(other.1)],
    };
    to_end(state, one, left, End::Right);
    to_end(state, other, right, End::Left);
    Some(before)
}

/// The block and the cluster in which somebody stands.
fn place(state: &State, who: Who) -> Option<(usize, Cluster)> {
    let cluster = state.clusters.iter().position(|it| it.contains(&who))?;
    let block = state
        .blocks
        .iter()
        .position(|it| it.clusters.contains(&cluster))?;
    Some((block, cluster))
}

fn to_end(state: &mut State, (block, cluster): (usize, Cluster), who: Who, end: End) {
    let people = &mut state.clusters[cluster];
    let outermost = |people: &[Who]| match end {
        End::Left => people.first() == Some(&who),
        End::Right => people.last() == Some(&who),
    };
    if !outermost(people) {
        people.reverse();
    }
    if !outermost(people) {
        people.retain(|it| *it != who);
        put(people, who, end);
    }
    let clusters = &mut state.blocks[block].clusters;
    clusters.retain(|it| *it != cluster);
    put(clusters, cluster, end);
}

fn put(list: &mut Vec<usize>, one: usize, end: End) {
    match end {
        End::Left => list.insert(0, one),
        End::Right => list.push(one),
    }
}
