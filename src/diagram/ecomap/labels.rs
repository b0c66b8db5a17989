//! Words broken into lines that fit, as one block: a system's name with its sector, the names in the
//! middle.

use super::{Person, Point, System};
use crate::view::{Anchor, Data, Ink, Shape};

/// How words are set: their size and the widest line, both in millimetres, and how many lines a name has
/// at most; what is longer is cut, and stands whole in the list.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Setting {
    pub(super) size: f64,
    pub(super) most: f64,
    pub(super) lines: usize,
}

/// 9, 8 and 7 pt.
const SIZES: [f64; 3] = [3.18, 2.83, 2.47];

/// The settings to try, the wanted one first: words become smaller only where nothing else helps, and
/// names are cut only after that.
pub(super) fn settings() -> impl Iterator<Item = Setting> {
    let set = |size, most, lines| Setting { size, most, lines };
    let [large, middle, small] = SIZES;
    [
        set(large, 46.0, 5),
        set(large, 34.0, 5),
        set(large, 27.0, 5),
        set(middle, 38.0, 5),
        set(middle, 27.0, 5),
        set(small, 36.0, 5),
        set(small, 27.0, 5),
        set(small, 30.0, 3),
        set(small, 24.0, 3),
        set(small, 34.0, 2),
        set(small, 26.0, 2),
    ]
    .into_iter()
}
/// The widest line in the middle.
const HUB: f64 = 32.0;
/// From line to line, in sizes of words.
const LEADING: f64 = 1.2;
/// From the top of a block to its first baseline, in sizes of words.
const ASCENT: f64 = 0.82;
/// How many lines the words under a name have at most, but where all is cut as short as can be.
const UNDER: usize = 2;

/// A block of lines.
pub(super) struct Label {
    /// Whose line, by number; its ink; the words.
    lines: Vec<(usize, Ink, String)>,
    size: f64,
    /// The width of the longest line.
    pub(super) width: f64,
    /// The height of all lines.
    pub(super) height: f64,
}

impl Label {
    fn new(lines: Vec<(usize, Ink, String)>, size: f64, width: &dyn Fn(&str) -> f64) -> Self {
        let widest = lines.iter().map(|(_, _, line)| width(line));
        let many = lines.len().max(1) as f64;
        Self {
            width: widest.fold(0.0, f64::max),
            height: (many - 1.0) * size * LEADING + size * 1.05,
            lines,
            size,
        }
    }

    /// The radius of a circle around the block.
    pub(super) fn radius(&self) -> f64 {
        (f64::hypot(self.width / 2.0, self.height / 2.0) + 1.5).max(9.0)
    }

    /// The lines around the middle of the block, each on its baseline.
    fn texts(&self, (x, y): Point, anchor: Anchor, data: &Data) -> Vec<(usize, Shape)> {
        let top = y - self.height / 2.0;
        let x = match anchor {
            Anchor::Start => x - self.width / 2.0,
            Anchor::Middle => x,
            Anchor::End => x + self.width / 2.0,
        };
        let texts = self.lines.iter().enumerate();
        let texts = texts.map(|(at, (owner, ink, line))| {
            let baseline = top + self.size * (ASCENT + at as f64 * LEADING);
            let text = Shape::Label {
                at: (x, baseline),
                size: self.size,
                anchor,
                ink: *ink,
                text: line.clone(),
                data: data.clone(),
            };
            (*owner, text)
        });
        texts.collect()
    }

    /// The lines as marks.
    pub(super) fn shapes(&self, middle: Point, anchor: Anchor, data: &Data) -> Vec<Shape> {
        let texts = self.texts(middle, anchor, data).into_iter();
        texts.map(|(_, text)| text).collect()
    }

    /// The lines as marks, apart for each owner.
    pub(super) fn by_owner(&self, middle: Point, anchor: Anchor) -> Vec<Vec<Shape>> {
        let mut owned: Vec<Vec<Shape>> = Vec::new();
        for (owner, text) in self.texts(middle, anchor, &Vec::new()) {
            owned.resize_with(owned.len().max(owner + 1), Vec::new);
            owned[owner].push(text);
        }
        owned
    }
}

/// The name of a system, its sector and the words under it.
pub(super) fn of_system(system: &System, setting: Setting, width: &dyn Fn(&str) -> f64) -> Label {
    let Setting {
        size,
        most,
        lines: many,
    } = setting;
    let under = if many > 2 { UNDER } else { 1 };
    let mut lines = Vec::new();
    for (words, ink, many) in [
        (&system.name, Ink::Dark, many),
        (&system.sector, Ink::Accent, under),
        (&system.note, Ink::Accent, under),
    ] {
        let broken = broken(words, most, many, width);
        lines.extend(broken.into_iter().map(|line| (0, ink, line)));
    }
    Label::new(lines, size, width)
}

/// The names in the middle.
pub(super) fn hub(people: &[Person], size: f64, width: &dyn Fn(&str) -> f64) -> Label {
    let lines = people.iter().enumerate().flat_map(|(at, person)| {
        let broken = broken(&person.name, HUB, usize::MAX, width);
        broken.into_iter().map(move |line| (at, Ink::Dark, line))
    });
    Label::new(lines.collect(), size, width)
}

/// Words in at most so many lines no wider than that; a word that is wider breaks where it must, and an
/// ellipsis ends what is cut.
pub(super) fn broken(
    words: &str,
    most: f64,
    lines: usize,
    width: &dyn Fn(&str) -> f64,
) -> Vec<String> {
    let mut broken: Vec<String> = Vec::new();
    for (word, space) in parts(words) {
        let joined = broken.last().map(|line| format!("{line}{space}{word}"));
        match joined.filter(|line| width(line) <= most) {
            Some(line) => {
                broken.pop();
                broken.push(line);
            }
            None => pieces(word, most, width, &mut broken),
        }
    }
    if broken.len() > lines {
        broken.truncate(lines);
        if let Some(last) = broken.last_mut() {
            while width(&format!("{last} …")) > most && last.pop().is_some() {}
            *last = format!("{} …", last.trim_end());
        }
    }
    broken
}

/// Words, and parts of words that a hyphen joins, each with the space before it.
fn parts(words: &str) -> impl Iterator<Item = (&str, &'static str)> {
    words.split_whitespace().flat_map(|word| {
        let parts = word.split_inclusive('-').enumerate();
        parts.map(|(at, part)| (part, if at == 0 { " " } else { "" }))
    })
}

fn pieces(word: &str, most: f64, width: &dyn Fn(&str) -> f64, lines: &mut Vec<String>) {
    let mut line = String::new();
    for letter in word.chars() {
        line.push(letter);
        if width(&line) > most && line.chars().count() > 1 {
            line.pop();
            lines.push(std::mem::take(&mut line));
            line.push(letter);
        }
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(text: &str) -> f64 {
        text.chars().count() as f64
    }

    #[test]
    fn no_line_is_wider_than_it_may_be_and_what_is_cut_says_so() {
        let said =
            "A very long name of a well-known service with Unbreakablewordsinthemiddle and no end";
        for most in [6.0, 9.0, 30.0] {
            for many in [1, 2, 4] {
                let lines = broken(said, most, many, &width);
                assert!(lines.len() <= many);
                assert!(lines.iter().all(|line| width(line) <= most), "{lines:?}");
                let whole = lines.concat().replace(' ', "") == said.replace(' ', "");
                assert!(whole || lines.last().is_some_and(|line| line.ends_with('…')));
            }
        }
    }

    #[test]
    fn nothing_has_no_lines() {
        assert_eq!(broken("  ", 10.0, 3, &width), [""; 0]);
    }
}
