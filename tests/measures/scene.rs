//! A drawing beside the family it is to show: who stands where, on which row, and what each id means.

use casebinder::diagram::genogram::family::{Family, Parentage, Who};

use super::geometry::{Point, distance};
use super::picture::{Line, Picture, Stands};

/// A picture and the family that it is to show.
pub struct Scene<'a> {
    /// The picture.
    pub picture: &'a Picture,
    /// The family.
    pub family: &'a Family,
    /// The place of each person's figure in the picture's people; the first, where there are several.
    pub figure: Vec<Option<usize>>,
    /// The figures of each row, from the left.
    pub rows: Vec<Vec<usize>>,
    /// The row of each figure.
    pub row: Vec<usize>,
    /// The usual size of a figure.
    pub size: f64,
    /// The usual distance of two neighbours on a row.
    pub pitch: f64,
}

/// Whose a line is: a couple, by its ids in order, or a lone parent; or a pair of siblings.
pub type Kin = Vec<String>;

impl<'a> Scene<'a> {
    /// Sets them side by side.
    pub fn new(picture: &'a Picture, family: &'a Family) -> Self {
        let place = |id: &String| picture.people.iter().position(|each| each.id == *id);
        let figure = family.people.iter().map(|who| place(&who.id)).collect();
        let widths = picture.people.iter().map(|each| {
            let area = each.outline.bounds();
            area.right - area.left
        });
        let size = median(widths.collect());
        let rows = rows(picture, size);
        let mut row = vec![0; picture.people.len()];
        for (at, figures) in rows.iter().enumerate() {
            figures.iter().for_each(|each| row[*each] = at);
        }
        let x = |figure: usize| picture.people[figure].outline.centre().0;
        let gaps = rows
            .iter()
            .flat_map(|row| row.windows(2).map(|pair| x(pair[1]) - x(pair[0])));
        let pitch = median(gaps.collect());
        Self {
            picture,
            family,
            figure,
            row,
            size,
            pitch: if pitch > 0.0 { pitch } else { size },
            rows,
        }
    }

    /// A person's id.
    pub fn id(&self, who: Who) -> &'a str {
        self.family
            .people
            .get(who)
            .map_or("?", |member| member.id.as_str())
    }

    /// Where a person's figure stands.
    pub fn centre(&self, who: Who) -> Option<Point> {
        let figure = self.figure.get(who).copied().flatten()?;
        Some(self.picture.people[figure].outline.centre())
    }

    /// The row of a person's figure.
    pub fn row_of(&self, who: Who) -> Option<usize> {
        let figure = self.figure.get(who).copied().flatten()?;
        Some(self.row[figure])
    }

    /// The people of an attribute of one id or two: an id may have spaces, so that each is tried. Where
    /// an id is nobody's, its words stand for it.
    pub fn ids(&self, words: &str) -> Vec<String> {
        let known = |id: &str| self.picture.people.iter().any(|each| each.id == id);
        let spaces = words.match_indices(' ').map(|(at, _)| at);
        let split = spaces
            .map(|at| (&words[..at], &words[at + 1..]))
            .find(|(one, two)| known(one) && known(two));
        let mut ids = match split {
            _ if known(words) => vec![words.to_owned()],
            Some((one, two)) => vec![one.to_owned(), two.to_owned()],
            None => words.split(' ').map(str::to_owned).collect(),
        };
        ids.sort();
        ids
    }

    /// Whose a line is; none of rings, bonds, marks.
    pub fn kin(&self, line: &Line) -> Option<Kin> {
        match &line.stands {
            Stands::Couple(pair) => Some(self.ids(pair)),
            Stands::Descent { parents, .. } => Some(self.ids(parents)),
            Stands::Siblings(pair) => {
                let mut kin = vec!["siblings".to_owned()];
                kin.extend(self.ids(pair));
                Some(kin)
            }
            _ => None,
        }
    }

    /// The ids whose figures a line may touch.
    pub fn owners(&self, line: &Line) -> Vec<String> {
        match &line.stands {
            Stands::Couple(pair) | Stands::Siblings(pair) | Stands::Bond(pair) => self.ids(pair),
            Stands::Descent { child, parents } => {
                let mut owners = self.ids(parents);
                // A couple's child hangs from the couple's line, not from one of the two.
                if owners.len() > 1 {
                    owners.clear();
                }
                owners.push(child.clone());
                owners
            }
            _ => Vec::new(),
        }
    }

    /// The figures that a point touches.
    pub fn touched(&self, at: Point, slack: f64) -> Vec<&'a str> {
        let people = self.picture.people.iter();
        people
            .filter(|each| each.outline.edge_away(at) <= slack)
            .map(|each| each.id.as_str())
            .collect()
    }

    /// The children of each set of birth parents, the parents in order.
    pub fn sibships(&self) -> std::collections::BTreeMap<Vec<Who>, Vec<Who>> {
        let mut sibships = std::collections::BTreeMap::<Vec<Who>, Vec<Who>>::new();
        let births = self.family.descents.iter();
        for descent in births.filter(|each| each.parentage == Parentage::Birth) {
            let mut parents = descent.parents.clone();
            parents.sort_unstable();
            let children = sibships.entry(parents).or_default();
            if !children.contains(&descent.child) {
                children.push(descent.child);
            }
        }
        sibships
    }
}

/// The rows of figures, from the top; each from the left. Losses are smaller than others and may hang
/// from a short line: they belong to the nearest row.
fn rows(picture: &Picture, size: f64) -> Vec<Vec<usize>> {
    let centre = |figure: usize| picture.people[figure].outline.centre();
    let high = |figure: &usize| {
        let area = picture.people[*figure].outline.bounds();
        area.bottom - area.top > size * 0.75
    };
    let mut order: Vec<usize> = (0..picture.people.len()).collect();
    order.sort_by(|a, b| centre(*a).1.total_cmp(&centre(*b).1));
    let mut rows: Vec<(f64, Vec<usize>)> = Vec::new();
    for figure in order.iter().copied().filter(high) {
        let y = centre(figure).1;
        match rows.last_mut() {
            Some((last, row)) if y - *last <= size * 0.6 => {
                *last = y;
                row.push(figure);
            }
            _ => rows.push((y, vec![figure])),
        }
    }
    for figure in order.into_iter().filter(|it| !high(it)) {
        let y = centre(figure).1;
        // It hangs above the figures of its own row, never under them.
        let nearest = rows
            .iter_mut()
            .filter(|(row_y, _)| y - *row_y <= size * 0.6)
            .min_by(|a, b| (a.0 - y).abs().total_cmp(&(b.0 - y).abs()));
        // One that hangs alone under its parents makes a row of its own.
        match nearest {
            Some((row_y, row)) if (*row_y - y).abs() <= size * 2.2 => row.push(figure),
            _ => rows.push((y, vec![figure])),
        }
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rows: Vec<Vec<usize>> = rows.into_iter().map(|(_, row)| row).collect();
    for row in &mut rows {
        row.sort_by(|a, b| centre(*a).0.total_cmp(&centre(*b).0));
    }
    rows
}

/// The middle one; 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// The points of all, each once, where points nearer than a tenth of a millimetre are one.
pub fn distinct(points: impl IntoIterator<Item = Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.iter().all(|each| distance(*each, point) > 0.1) {
            kept.push(point);
        }
    }
    kept
}
