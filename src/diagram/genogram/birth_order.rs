//! Brothers and sisters who do not stand in birth order, and the words that say so under the drawing: a
//! genogram is read as if the eldest stood on the left, so that none may do otherwise silently.

use super::family::{Family, Parentage, Who};
use super::kin::Kin;
use super::legend::wrapped;
use super::placed::Placed;
use super::shift::extent;
use super::unions::ids;
use super::words::Words;
use crate::view::{Anchor, Ink, Shape};

/// A sibship that does not stand from the eldest on the left to the youngest on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfOrder {
    /// The parents.
    pub parents: Vec<Who>,
    /// Those of known birth, the eldest first.
    pub children: Vec<Who>,
    /// Whether it is the index child's own sibship or a parent's.
    pub is_index_line: bool,
}

/// The sibships out of order in a drawing, those of the index child's line first.
pub(super) fn out_of_order(kin: &Kin<'_>, placed: &Placed) -> Vec<OutOfOrder> {
    let mut found: Vec<OutOfOrder> = (0..kin.hubs.len())
        .map(|hub| OutOfOrder {
            parents: kin.hubs[hub].parents.clone(),
            children: of_known_birth(kin, hub),
            is_index_line: kin.index_line[hub],
        })
        .filter(|it| !is_in_order(kin.family, placed, &it.children))
        .collect();
    found.sort_by_key(|it| !it.is_index_line);
    found
}

/// The children who stand under their parents, and others by birth of the same two, eldest first.
fn of_known_birth(kin: &Kin<'_>, hub: usize) -> Vec<Who> {
    let of = &kin.hubs[hub];
    let others = of.others.iter();
    let by_birth = others.filter(|it| kin.family.descents[**it].parentage == Parentage::Birth);
    let all = of.children.iter().chain(by_birth);
    let mut children: Vec<Who> = all.map(|it| kin.child(*it)).collect();
    children.retain(|who| kin.family.people[*who].born.is_some());
    children.sort_by_key(|who| (kin.family.people[*who].born, *who));
    children.dedup();
    children
}

/// Whether nobody stands left of somebody older; those of one day stand either way.
fn is_in_order(family: &Family, placed: &Placed, children: &[Who]) -> bool {
    let born = |who: &Who| family.people[*who].born;
    let along = |who: &Who| placed.people[*who].centre.0;
    let pairs = children.iter().enumerate();
    let mut pairs =
        pairs.flat_map(|(at, elder)| children[at + 1..].iter().map(move |it| (elder, it)));
    pairs.all(|(elder, other)| born(elder) == born(other) || along(elder) < along(other))
}

/// Writes under the drawing who does not stand in birth order, a sibship on a line, and makes it higher by that.
pub(super) fn tell(
    family: &Family,
    told: &[OutOfOrder],
    placed: &mut Placed,
    shapes: &mut Vec<Shape>,
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
) {
    if told.is_empty() {
        return;
    }
    let text = placed.text;
    let mut lines = Lines {
        text,
        baseline: placed.height + 0.6 * text,
        wide: placed.width.max(LEAST) - 2.0 * MARGIN,
    };
    let mut added = lines.written(&words.not_in_order, width);
    for each in told {
        let names = each.children.iter().map(|who| name(family, *who));
        let names: Vec<&str> = names.filter(|it| !it.is_empty()).collect();
        added.push(Shape::Group {
            shapes: lines.written(&words.eldest_first_of(&names), width),
            data: vec![("order", ids(family, &each.children))],
        });
    }
    let right = extent(&added, width).map_or(0.0, |area| area.right);
    placed.width = placed.width.max(right + MARGIN);
    placed.height = lines.baseline + 0.4 * text;
    shapes.extend(added);
}

/// The free margin at the edges, in millimetres, as everywhere in the drawing.
const MARGIN: f64 = 0.5;
/// The least width that the words are given.
const LEAST: f64 = 200.0;
/// From one line of words to the next, in sizes of the words.
const LEADING: f64 = 1.3;

/// Where the next line of words goes.
struct Lines {
    text: f64,
    baseline: f64,
    wide: f64,
}

impl Lines {
    fn written(&mut self, told: &str, width: &dyn Fn(&str, f64) -> f64) -> Vec<Shape> {
        let lines = wrapped(told, self.wide, self.text, width);
        let each = lines.into_iter().map(|text| {
            self.baseline += LEADING * self.text;
            Shape::Label {
                at: (MARGIN, self.baseline),
                size: self.text,
                anchor: Anchor::Start,
                ink: Ink::Dark,
                text,
                data: vec![("legend", "order".to_owned())],
            }
        });
        each.collect()
    }
}

/// The name, or of one who was never given any what stands in its place.
fn name(family: &Family, who: Who) -> &str {
    let member = &family.people[who];
    match member.name.is_empty() {
        true => member.facts.first().map_or("", String::as_str),
        false => &member.name,
    }
}
