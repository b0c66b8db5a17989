//! What is free in the order of a genogram, and the rows that follow from it.

use crate::diagram::genogram::family::Who;
use crate::diagram::genogram::kin::Kin;

/// Somebody with the partners who stand beside them because nothing else says where they stand.
pub(super) type Cluster = usize;

/// A sequence of clusters: the children of one set of parents on one row, or founders.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The parents; none of founders.
    pub hub: Option<usize>,
    /// The row.
    pub row: usize,
    /// The clusters, from the left.
    pub clusters: Vec<Cluster>,
    /// Of founders, where they stand along the row, from 0 to 1.
    pub along: f64,
}

/// One order of everybody.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Each cluster's people, from the left.
    pub clusters: Vec<Vec<Who>>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// By hub, which part of the couple's line its children hang from when they are sorted: left of the
    /// middle (-1), the middle, right of it (1), or beyond the next family (-2, 2).
    pub lean: Vec<i8>,
}

impl State {
    /// The order to begin with: birth order everywhere, founders in the order of a walk from the index
    /// child's father's side to the mother's.
    pub fn first(kin: &Kin<'_>, row_of: &[usize]) -> Self {
        let clusters = clusters(kin, row_of);
        let mut cluster_of = vec![0; row_of.len()];
        for (number, cluster) in clusters.iter().enumerate() {
            cluster.iter().for_each(|who| cluster_of[*who] = number);
        }
        let seeds: Vec<Who> = clusters.iter().map(|it| it[0]).collect();
        let mut blocks = sibships(kin, row_of, &cluster_of);
        let founders = walk(kin, &cluster_of, &seeds);
        let count = founders.len().max(1) as f64;
        for (place, cluster) in founders.into_iter().enumerate() {
            blocks.push(Block {
                hub: None,
                row: row_of[seeds[cluster]],
                clusters: vec![cluster],
                along: (place as f64 + 0.5) / count,
            });
        }
        let mut state = Self {
            clusters,
            blocks,
            lean: vec![0; kin.hubs.len()],
        };
        state
            .clusters
            .iter_mut()
            .for_each(|cluster| arrange(kin, cluster));
        state
    }
}

/// Everybody with their free partners, the one whom the others join first.
fn clusters(kin: &Kin<'_>, row_of: &[usize]) -> Vec<Vec<Who>> {
    let count = row_of.len();
    let mut taken = vec![false; count];
    let partners = |who: Who| {
        let hubs = kin.hubs_of[who].iter();
        hubs.filter_map(move |hub| match kin.hubs[*hub].parents[..] {
            [a, b] => Some(if a == who { b } else { a }),
            _ => None,
        })
    };
    let mut found = Vec::new();
    let mut seeds: Vec<Who> = (0..count).collect();
    seeds.sort_by_key(|who| {
        let busy = usize::MAX - kin.hubs_of[*who].len();
        (kin.under[*who].is_none(), busy, *who)
    });
    for who in &seeds {
        taken[*who] |= kin.under[*who].is_some();
    }
    for seed in seeds {
        let blood = kin.under[seed].is_some();
        if taken[seed] && !blood {
            continue;
        }
        taken[seed] = true;
        let mut cluster = vec![seed];
        let mut at = 0;
        while at < cluster.len() {
            for partner in partners(cluster[at]) {
                if !taken[partner] && row_of[partner] == row_of[seed] {
                    taken[partner] = true;
                    cluster.push(partner);
                }
            }
            at += 1;
        }
        found.push(cluster);
    }
    found
}

/// The children of each hub, together where they stand on one row.
fn sibships(kin: &Kin<'_>, row_of: &[usize], cluster_of: &[Cluster]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for hub in 0..kin.hubs.len() {
        let first = blocks.len();
        for child in kin.children(hub) {
            let cluster = cluster_of[child];
            let row = row_of[child];
            match blocks[first..].iter_mut().find(|block| block.row == row) {
                Some(block) => block.clusters.push(cluster),
                None => blocks.push(Block {
                    hub: Some(hub),
                    row,
                    clusters: vec![cluster],
                    along: 0.0,
                }),
            }
        }
    }
    blocks
}

/// The founders' clusters in the order in which a walk through the family meets them, the index child first.
fn walk(kin: &Kin<'_>, cluster_of: &[Cluster], seeds: &[Who]) -> Vec<Cluster> {
    let mut starts: Vec<Who> = (0..kin.under.len()).collect();
    starts.sort_by_key(|who| (!kin.family.people[*who].index, *who));
    let mut seen = vec![false; kin.under.len()];
    let mut out = Vec::new();
    let mut met = vec![false; seeds.len()];
    for start in starts {
        let mut open = vec![start];
        while let Some(who) = open.pop() {
            if std::mem::replace(&mut seen[who], true) {
                continue;
            }
            let cluster = cluster_of[who];
            let founder = kin.under[seeds[cluster]].is_none();
            if founder && !std::mem::replace(&mut met[cluster], true) {
                out.push(cluster);
            }
            // The last pushed is met first: ancestors before partners before children.
            for hub in kin.hubs_of[who].iter().rev() {
                open.extend(kin.children(*hub));
            }
            for hub in kin.hubs_of[who].iter().rev() {
                open.extend(kin.hubs[*hub].parents.iter().rev());
            }
            if let Some(hub) = kin.under[who] {
                open.extend(kin.hubs[hub].parents.iter().rev());
            }
        }
    }
    out
}

/// The one whom the others join in the middle, earlier partners to the left.
fn arrange(kin: &Kin<'_>, cluster: &mut Vec<Who>) {
    if cluster.len() < 2 {
        return;
    }
    let (seed, rest) = (cluster[0], cluster[1..].to_vec());
    let mut rest = rest;
    let since = |who: Who| {
        let mut shared = kin.hubs_of[who].iter();
        let hub = shared.find(|hub| kin.hubs[**hub].parents.contains(&seed));
        let couple = hub.and_then(|hub| kin.hubs[*hub].couple);
        let began = couple.and_then(|couple| kin.family.couples[couple].since);
        (began.is_none(), began, who)
    };
    rest.sort_by_key(|who| since(*who));
    let left = rest.len() / 2;
    let mut out: Vec<Who> = rest[..left].to_vec();
    out.push(seed);
    out.extend(&rest[left..]);
    if out.len() == 2 && is_female(kin, out[0]) && !is_female(kin, out[1]) {
        out.reverse();
    }
    *cluster = out;
}

/// Whether the figure is a circle; the soft rule puts it to the right.
pub(super) fn is_female(kin: &Kin<'_>, who: Who) -> bool {
    kin.family.people[who].figure == crate::diagram::genogram::family::Figure::Female
}
