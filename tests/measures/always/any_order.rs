//! The crossings that no order along the rows avoids, birth order or not, while everybody stands once,
//! sibships stand together and couples' lines run under the figures.

use super::Sibships;

impl Sibships<'_> {
    /// Crossings that every order has. Of two reasons the one with more counts: the same crossing may have
    /// both.
    pub fn crossings_in_any_order(&self) -> usize {
        self.circles().max(self.halves(&self.hubs()))
    }

    /// How many couples with children join sibships that others join already, as where two brothers marry
    /// two sisters: of two couples' lines between the same sibships, one lies within the other or across it,
    /// and the children below cross it. To take one couple away for each such crossing leaves no circle, so
    /// that there are at least as many as the circles.
    fn circles(&self) -> usize {
        let mut group: Vec<usize> = (0..self.members.len()).collect();
        let couples = self.parents.iter().zip(&self.members);
        let joined = couples.filter(|(parents, children)| {
            let [one, other] = parents[..] else {
                return false;
            };
            let (Some(a), Some(b)) = (self.of[one], self.of[other]) else {
                return false;
            };
            if a == b || children.is_empty() || !self.on_one_row(one, other) {
                return false;
            }
            let (a, b) = (group[a], group[b]);
            let both = group.iter_mut().filter(|it| **it == b);
            both.for_each(|it| *it = a);
            a == b
        });
        joined.count()
    }
}
