//! How much room everybody needs: the words at a figure, where lines come down to it, and the least
//! distance between neighbours that follows.

use super::family::{Figure, Presence, Who};
use super::kin::Kin;

/// The measures of a drawing, all from the size of its words, in millimetres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// The size of the words.
    pub text: f64,
    /// The side of a figure.
    pub figure: f64,
    /// From one line of words to the next.
    pub line: f64,
    /// The width at which a name is broken.
    pub label: f64,
    /// The least room between a line and words or another line.
    pub near: f64,
    /// From one level line to the next.
    pub track: f64,
}

impl Sizes {
    pub fn of(text: f64) -> Self {
        Self {
            text,
            figure: 3.2 * text,
            line: 1.2 * text,
            label: 7.2 * text,
            near: 0.3 * text,
            track: 0.8 * text,
        }
    }
}

/// The words at somebody's figure and the lines that come down beside them, from the figure's centre.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub lines: Vec<String>,
    pub left: f64,
    pub width: f64,
    /// Of a loss, whose figure hangs on a short line: the words stand under it.
    pub below: bool,
    /// Where lines that come down to the figure stand: the outermost to each side.
    pub ports: Option<(f64, f64)>,
}

impl Label {
    /// How far figure and words reach to each side in the band of the words.
    pub fn reach(&self, near: f64) -> (f64, f64) {
        let right = self.left + self.width;
        match self.ports {
            Some(ports) => (self.left.min(ports.0 - near), right.max(ports.1 + near)),
            None => (self.left, right),
        }
    }
}

/// Whether somebody was lost before birth and hangs on a short line.
pub(super) fn is_loss(figure: Figure, presence: Presence) -> bool {
    matches!(figure, Figure::Miscarriage | Figure::Termination) || presence == Presence::Stillborn
}

/// The words at somebody's figure.
pub(super) fn label(
    kin: &Kin<'_>,
    who: Who,
    ports: Option<(f64, f64)>,
    sizes: Sizes,
    width: &dyn Fn(&str, f64) -> f64,
) -> Label {
    let member = &kin.family.people[who];
    let measure = |line: &str| width(line, sizes.text);
    let mut lines = broken(&member.name, sizes.label, &measure);
    let facts = member.facts.iter().filter(|fact| !fact.is_empty());
    lines.extend(facts.cloned());
    let descents = kin.family.descents.iter();
    let said = descents.filter(|it| it.child == who && !it.words.is_empty());
    lines.extend(said.map(|it| it.words.clone()));
    let pairs = kin.family.siblings.iter();
    let pairs = pairs.filter(|it| it.pair.contains(&who) && !it.words.is_empty());
    lines.extend(pairs.map(|it| it.words.clone()));
    lines.extend(member.continued.clone());
    let wide = lines.iter().map(|line| measure(line)).fold(0.0, f64::max);
    let below = is_loss(member.figure, member.presence);
    Label {
        left: if below {
            -wide / 2.0
        } else {
            ports.map_or(-sizes.figure / 2.0, |ports| ports.1 + sizes.near)
        },
        width: wide,
        lines,
        below,
        ports,
    }
}

/// A name on at most two lines, as even as its words allow.
fn broken(name: &str, most: f64, measure: &dyn Fn(&str) -> f64) -> Vec<String> {
    let name = name.trim();
    if name.is_empty() {
        return Vec::new();
    }
    if measure(name) <= most {
        return vec![name.to_owned()];
    }
    let spaces = name.match_indices([' ', '-']);
    let halves = spaces.map(|(at, found)| match found {
        "-" => (name[..=at].to_owned(), name[at + 1..].to_owned()),
        _ => (name[..at].to_owned(), name[at + 1..].to_owned()),
    });
    let wider = |pair: &(String, String)| measure(&pair.0).max(measure(&pair.1));
    let best = halves.min_by(|a, b| wider(a).total_cmp(&wider(b)));
    best.map_or_else(
        || vec![name.to_owned()],
        |(first, second)| vec![first, second],
    )
}

/// The least distance from each person to the next on each row.
pub(super) fn apart(
    kin: &Kin<'_>,
    rows: &[Vec<Who>],
    labels: &[Label],
    sizes: Sizes,
    passes: &[Vec<usize>],
    couple_words: &dyn Fn(Who, Who) -> f64,
) -> Vec<Vec<f64>> {
    let homes = homes(kin);
    let mut out = Vec::with_capacity(rows.len());
    for (row, people) in rows.iter().enumerate() {
        let pairs = people.windows(2).enumerate().map(|(position, pair)| {
            let (left, right) = (&labels[pair[0]], &labels[pair[1]]);
            let (reach, back) = (left.reach(sizes.near).1, right.reach(sizes.near).0);
            let half = sizes.figure / 2.0;
            let mut least = (sizes.figure + 0.9 * sizes.text).max(reach - back + 0.4 * sizes.text);
            let whole = half.max(reach) + half.max(-back);
            if left.below || right.below {
                // Words under a loss stand beside the neighbour's figure.
                least = least.max(whole + 0.4 * sizes.text);
            }
            if homes[pair[0]] != homes[pair[1]] {
                least = least.max(whole + 1.9 * sizes.text);
            }
            let passing = passes[row][position + 1];
            if passing > 0 {
                least = least.max(whole + sizes.near * 2.4 * (passing + 1) as f64);
            }
            least.max(couple_words(pair[0], pair[1]))
        });
        out.push(pairs.collect());
    }
    out
}

/// The households of each person.
fn homes(kin: &Kin<'_>) -> Vec<Vec<usize>> {
    let mut homes = vec![Vec::new(); kin.under.len()];
    for (number, household) in kin.family.households.iter().enumerate() {
        household
            .members
            .iter()
            .for_each(|who| homes[*who].push(number));
    }
    homes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_broken_evenly_and_a_short_one_not() {
        let measure = |text: &str| text.chars().count() as f64;
        assert_eq!(broken("Ann Lee", 10.0, &measure), ["Ann Lee"]);
        let long = broken("Wilhelmina Okonkwo-Lindqvist", 12.0, &measure);
        assert_eq!(long, ["Wilhelmina", "Okonkwo-Lindqvist"]);
        assert_eq!(
            broken("Wilhelminaokonkwo", 10.0, &measure),
            ["Wilhelminaokonkwo"]
        );
    }
}
