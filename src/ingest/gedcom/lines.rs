//! The lines of a GEDCOM file as a tree: level, id, tag and value. Lines that break the grammar are
//! kept where they can only belong, and told.

use std::borrow::Cow;

use super::faults;
use super::reading::Reading;

/// One line.
#[derive(Debug)]
struct Line<'a> {
    /// The line of the file, from 1.
    number: u32,
    /// How many lines stand above it in the tree, whatever level it claims.
    depth: usize,
    xref: &'a str,
    tag: &'a str,
    value: &'a str,
    /// Where the lines below it end.
    end: usize,
}

/// All lines of a file.
#[derive(Debug, Default)]
pub(super) struct Lines<'a>(Vec<Line<'a>>);

/// A line with what stands below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    lines: &'a [Line<'a>],
    at: usize,
}

impl<'a> Lines<'a> {
    /// Takes the text apart; lines end in LF.
    pub fn of(text: &'a str, out: &mut Reading<'_>) -> Self {
        let mut builder = Builder::default();
        for (number, line) in (1..).zip(text.split('\n')) {
            match split(line) {
                Some((level, xref, tag, value)) => {
                    if !builder.push(number, level, [xref, tag, value]) {
                        out.fault(faults::LEVEL_SKIPPED, &[out.at_line(number)], "");
                    }
                }
                None if line.trim().is_empty() => {}
                None => {
                    out.fault(faults::BROKEN_LINE, &[out.at_line(number)], line.trim());
                    builder.continued(number, line);
                }
            }
        }
        Self(builder.finish())
    }

    /// The records of the file.
    pub fn records(&self) -> impl Iterator<Item = Node<'_>> {
        siblings(&self.0, 0, self.0.len())
    }
}

/// Level, id, tag and value; none where the line is none of GEDCOM's.
fn split(line: &str) -> Option<(u32, &str, &str, &str)> {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let level = line.get(..digits)?.parse().ok().filter(|it| *it < 100)?;
    let rest = line.get(digits..)?;
    let after = rest.trim_start_matches([' ', '\t']);
    if after.len() == rest.len() {
        return None;
    }
    let (xref, after) = match after.strip_prefix('@') {
        Some(inner) => {
            let close = inner.find('@')? + 2;
            (&after[..close], after[close..].trim_start())
        }
        None => ("", after),
    };
    let (tag, value) = after.split_once([' ', '\t']).unwrap_or((after, ""));
    let tag = tag.trim_end();
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && tag
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    is_tag.then_some((level, xref, tag, value))
}

/// Puts lines under one another.
#[derive(Default)]
struct Builder<'a> {
    lines: Vec<Line<'a>>,
    /// The lines that may have more below them, with the levels they claim.
    open: Vec<(u32, usize)>,
}

impl<'a> Builder<'a> {
    /// Adds a line; false where its level is more than one below the line above.
    fn push(&mut self, number: u32, level: u32, [xref, tag, value]: [&'a str; 3]) -> bool {
        while let Some((_, at)) = self.open.pop_if(|(above, _)| *above >= level) {
            self.lines[at].end = self.lines.len();
        }
        let expected = self.open.last().map_or(0, |(above, _)| above + 1);
        self.open.push((level, self.lines.len()));
        self.lines.push(Line {
            number,
            depth: self.open.len() - 1,
            xref,
            tag,
            value,
            end: 0,
        });
        level <= expected
    }

    /// Adds a line without level or tag: it can only carry on the words before it.
    fn continued(&mut self, number: u32, words: &'a str) {
        let above = self.open.last().map(|&(level, at)| {
            let is_continuation = matches!(self.lines[at].tag, "CONT" | "CONC");
            level + u32::from(!is_continuation)
        });
        if let Some(level) = above {
            self.push(number, level, ["", "CONT", words]);
        }
    }

    fn finish(mut self) -> Vec<Line<'a>> {
        let count = self.lines.len();
        for (_, at) in self.open {
            self.lines[at].end = count;
        }
        self.lines
    }
}

/// The lines of one depth, from one place to another.
fn siblings<'a>(
    lines: &'a [Line<'a>],
    from: usize,
    until: usize,
) -> impl Iterator<Item = Node<'a>> {
    let mut next = from;
    std::iter::from_fn(move || {
        let node = (next < until).then_some(Node { lines, at: next })?;
        next = node.line().end;
        Some(node)
    })
}

impl<'a> Node<'a> {
    fn line(self) -> &'a Line<'a> {
        &self.lines[self.at]
    }

    /// The id, such as `@I1@`; empty where it has none.
    pub fn xref(self) -> &'a str {
        self.line().xref
    }

    /// The tag, such as `BIRT`.
    pub fn tag(self) -> &'a str {
        self.line().tag
    }

    /// The line of the file, from 1.
    pub fn number(self) -> u32 {
        self.line().number
    }

    /// The value on the line itself, as a pointer or a word.
    pub fn value(self) -> &'a str {
        self.line().value.trim()
    }

    /// The words with their continuations.
    pub fn words(self) -> String {
        let mut words = self.line().value.to_owned();
        for line in self.children() {
            match line.tag() {
                "CONT" => words = words + "\n" + line.line().value,
                "CONC" => words += line.line().value,
                _ => {}
            }
        }
        words.trim().replace("@@", "@")
    }

    /// What stands below it, in the order of the file.
    pub fn children(self) -> impl Iterator<Item = Node<'a>> {
        siblings(self.lines, self.at + 1, self.line().end)
    }

    /// The lines of that tag below it.
    pub fn all(self, tag: &str) -> impl Iterator<Item = Node<'a>> {
        self.children().filter(move |line| line.tag() == tag)
    }

    /// The first line of that tag below it.
    pub fn child(self, tag: &str) -> Option<Node<'a>> {
        self.children().find(|line| line.tag() == tag)
    }

    /// The words of the first line of that tag below it.
    pub fn words_of(self, tag: &str) -> String {
        self.child(tag).map(Node::words).unwrap_or_default()
    }

    /// All that it says, in a form that can be compared with another record's.
    pub fn body(self) -> Vec<(usize, &'a str, &'a str)> {
        let lines = &self.lines[self.at..self.line().end];
        let body = lines.iter().map(|it| (it.depth, it.tag, it.value.trim()));
        body.collect()
    }
}

/// The text with one way of ending lines.
pub(super) fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text
    }
}
