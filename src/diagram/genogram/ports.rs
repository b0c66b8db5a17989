//! Where lines come down to a figure: the line to those under whom somebody stands at the middle, lines to
//! other parents and to siblings at the side from which they come.

use super::family::Who;
use super::kin::Kin;
use super::spacing::{Sizes, is_loss};

/// Places along the upper edges of the figures, from their centres.
#[derive(Debug, Clone)]
pub(super) struct Ports {
    /// By descent.
    pub descents: Vec<f64>,
    /// By pair of siblings, the first and the second.
    pub siblings: Vec<(f64, f64)>,
    /// By person, the outermost to the left and to the right; none where no line comes down.
    pub outermost: Vec<Option<(f64, f64)>>,
}

/// The ports, given how far along somebody stands.
pub(super) fn ports(kin: &Kin<'_>, along: &dyn Fn(Who) -> f64, sizes: Sizes) -> Ports {
    let mut ports = Ports {
        descents: vec![0.0; kin.family.descents.len()],
        siblings: vec![(0.0, 0.0); kin.family.siblings.len()],
        outermost: kin
            .under
            .iter()
            .map(|hub| hub.map(|_| (0.0, 0.0)))
            .collect(),
    };
    let mut used = vec![(0, 0); kin.under.len()];
    let step = |who: Who| {
        let member = &kin.family.people[who];
        let small = is_loss(member.figure, member.presence);
        sizes.near * if small { 0.35 } else { 0.85 }
    };
    let mut take = |who: Who, goal: f64| {
        let count: &mut (u8, u8) = &mut used[who];
        let middle_free = kin.under[who].is_none() && *count == (0, 0);
        let left = goal < along(who);
        let number = if left { &mut count.0 } else { &mut count.1 };
        *number += 1;
        if middle_free {
            return 0.0;
        }
        let most = sizes.figure * 0.45;
        let offset = (step(who) * 1.4 * f64::from(*number)).min(most);
        if left { -offset } else { offset }
    };
    for hub in &kin.hubs {
        let middle =
            hub.parents.iter().map(|who| along(*who)).sum::<f64>() / hub.parents.len() as f64;
        for descent in &hub.others {
            ports.descents[*descent] = take(kin.child(*descent), middle);
        }
    }
    for (number, each) in kin.family.siblings.iter().enumerate() {
        let [a, b] = each.pair;
        ports.siblings[number] = (take(a, along(b)), take(b, along(a)));
    }
    ports.measure(kin);
    ports
}

impl Ports {
    /// Finds the outermost.
    fn measure(&mut self, kin: &Kin<'_>) {
        let descents = kin.family.descents.iter().zip(&self.descents);
        let ends = descents.map(|(descent, port)| (descent.child, *port));
        let pairs = kin.family.siblings.iter().zip(&self.siblings);
        let more = pairs.flat_map(|(each, (a, b))| [(each.pair[0], *a), (each.pair[1], *b)]);
        for (who, port) in ends.chain(more) {
            let outermost = self.outermost[who].get_or_insert((port, port));
            *outermost = (outermost.0.min(port), outermost.1.max(port));
        }
    }
}
