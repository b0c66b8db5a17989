//! An SVG's text as geometry: symbols, lines, labels. It reads no more of SVG than drawings of ours use,
//! and refuses the rest loudly, as what it overlooked would go unjudged.

use std::str::FromStr;

use roxmltree::{Document, Node};

use super::geometry::{Area, Outline, Point, Segment, distance, segments};

/// What a line stands for, by its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// A couple: their two ids.
    Couple(String),
    /// A child's descent from one parent or two.
    Descent {
        /// The child's id.
        child: String,
        /// The parents' ids.
        parents: String,
    },
    /// A household's ring.
    Ring(String),
    /// An emotional line between two.
    Bond(String),
    /// A bracket over two siblings whose parents are not drawn.
    Siblings(String),
    /// A tie of an ecomap, by its system.
    Tie(String),
    /// A mark at something else: a slash, a bar, an arrowhead.
    Mark,
    /// Nothing that is said.
    Unsaid,
}

/// A line, curves made straight.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub stands: Stands,
    /// Its strokes, a point after another.
    pub strokes: Vec<Vec<Point>>,
    /// Where a family's line leaps in an arc over another: it is read as going straight on there.
    pub leaps: Vec<Point>,
}

impl Line {
    /// All its straight pieces.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        self.strokes.iter().flat_map(|stroke| segments(stroke))
    }

    /// Where it begins and ends; none of a line of several strokes.
    pub fn ends(&self) -> Option<(Point, Point)> {
        match self.strokes.as_slice() {
            [stroke] => Some((*stroke.first()?, *stroke.last()?)),
            _ => None,
        }
    }
}

/// The figure of a person, or of a system of an ecomap.
#[derive(Debug, Clone, PartialEq)]
pub struct Symbol {
    /// The id.
    pub id: String,
    /// Its edge.
    pub outline: Outline,
}

/// Words on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Whose, by the attribute; empty where it is not said.
    pub of: String,
    /// The words.
    pub words: String,
    /// The box around their ink.
    pub area: Area,
    /// Their size in millimetres.
    pub size: f64,
    /// Whose group they stand in, if any.
    pub within: Option<String>,
}

/// What the drawing says of siblings who do not stand in birth order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldOrder {
    /// Their ids, the eldest first.
    pub ids: String,
    /// The words for the reader.
    pub words: String,
}

/// A drawing, as far as it can be judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// People's figures.
    pub people: Vec<Symbol>,
    /// Systems' figures.
    pub systems: Vec<Symbol>,
    /// All lines but those within somebody's group or the legend.
    pub lines: Vec<Line>,
    /// All words, the legend's too.
    pub labels: Vec<Label>,
    /// Which siblings are said not to stand in birth order.
    pub orders: Vec<ToldOrder>,
}

/// The width of words at a size, by the face that the SVG names.
pub type Width<'a> = &'a (dyn Fn(&str, f64) -> f64 + Sync);

/// How far ink goes above and below the baseline in Liberation Sans, in sizes of the words.
const INK: (f64, f64) = (0.74, 0.22);

impl Picture {
    /// Reads an SVG; what cannot be read is told.
    pub fn read(svg: &str, width: Width<'_>) -> Result<Self, String> {
        let document = Document::parse(svg).map_err(|error| error.to_string())?;
        let root = document.root_element();
        let frame = numbers(needed(root, "viewBox")?)?;
        let [0.0, 0.0, wide, high] = frame[..] else {
            return Err("the viewBox does not begin at 0 0".to_owned());
        };
        let mut picture = Self {
            width: wide,
            height: high,
            ..Self::default()
        };
        for node in elements(root) {
            picture.add(node, width)?;
        }
        Ok(picture)
    }

    fn add(&mut self, node: Node<'_, '_>, width: Width<'_>) -> Result<(), String> {
        plain(node)?;
        match node.tag_name().name() {
            "title" | "desc" => {}
            "g" => self.add_group(node, width)?,
            "text" => self.labels.push(label(node, width, None)?),
            "path" => self.lines.extend(line(node)?),
            // Paper behind words, samples of the legend.
            "rect" | "circle" | "polygon" if said(node, "person").is_none() => {}
            other => return Err(format!("<{other}> stands where none is expected")),
        }
        Ok(())
    }

    fn add_group(&mut self, node: Node<'_, '_>, width: Width<'_>) -> Result<(), String> {
        let id = said(node, "person").or_else(|| said(node, "system"));
        if let Some(ids) = said(node, "order") {
            let words = elements(node).filter_map(|it| it.text());
            self.orders.push(ToldOrder {
                ids: ids.to_owned(),
                words: words.collect::<Vec<_>>().join(" "),
            });
        }
        let mut outlines = Vec::new();
        for part in elements(node) {
            plain(part)?;
            match part.tag_name().name() {
                "text" => self.labels.push(label(part, width, id)?),
                "path" if id.is_none() && said(node, "legend").is_none() => {
                    self.lines.extend(line(part)?);
                }
                "path" | "title" => {}
                _ => outlines.push(outline(part)?),
            }
        }
        let Some(id) = id else {
            return Ok(());
        };
        let [outline] = &outlines[..] else {
            return Err(format!("{id} has {} figures", outlines.len()));
        };
        let symbol = Symbol {
            id: id.to_owned(),
            outline: outline.clone(),
        };
        if said(node, "person").is_some() {
            self.people.push(symbol);
        } else {
            self.systems.push(symbol);
        }
        Ok(())
    }
}

/// Refuses what would move or restyle an element unseen.
fn plain(node: Node<'_, '_>) -> Result<(), String> {
    let moved = ["transform", "style", "class", "font-weight", "dx", "dy"];
    match moved.iter().find(|name| node.has_attribute(**name)) {
        Some(name) => Err(format!("<{}> has {name}", node.tag_name().name())),
        None => Ok(()),
    }
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn said<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(format!("data-{name}").as_str())
}

fn needed<'a>(node: Node<'a, '_>, name: &str) -> Result<&'a str, String> {
    let missing = || format!("<{}> has no {name}", node.tag_name().name());
    node.attribute(name).ok_or_else(missing)
}

fn number(node: Node<'_, '_>, name: &str) -> Result<f64, String> {
    let text = needed(node, name)?;
    f64::from_str(text).map_err(|_| format!("{name} is not a number: {text}"))
}

fn numbers(text: &str) -> Result<Vec<f64>, String> {
    text.split([' ', ','])
        .filter(|each| !each.is_empty())
        .map(|each| f64::from_str(each).map_err(|_| format!("not a number: {each}")))
        .collect()
}

fn outline(node: Node<'_, '_>) -> Result<Outline, String> {
    match node.tag_name().name() {
        "circle" => Ok(Outline::Disc {
            centre: (number(node, "cx")?, number(node, "cy")?),
            radius: number(node, "r")?,
        }),
        "rect" => {
            let (left, top) = (number(node, "x")?, number(node, "y")?);
            let area = Area {
                left,
                top,
                right: left + number(node, "width")?,
                bottom: top + number(node, "height")?,
            };
            Ok(area.outline())
        }
        "polygon" => {
            let flat = numbers(needed(node, "points")?)?;
            let corners = flat.chunks_exact(2).map(|pair| (pair[0], pair[1]));
            Ok(Outline::Polygon(corners.collect()))
        }
        other => Err(format!("<{other}> within a group")),
    }
}

fn label(node: Node<'_, '_>, width: Width<'_>, within: Option<&str>) -> Result<Label, String> {
    if elements(node).next().is_some() {
        return Err("<text> holds elements".to_owned());
    }
    let words = node.text().unwrap_or_default().to_owned();
    let (x, y, size) = (
        number(node, "x")?,
        number(node, "y")?,
        number(node, "font-size")?,
    );
    let wide = width(&words, size);
    let left = match node.attribute("text-anchor").unwrap_or("start") {
        "start" => x,
        "middle" => x - wide / 2.0,
        "end" => x - wide,
        other => return Err(format!("text-anchor {other}")),
    };
    let area = Area {
        left,
        top: y - INK.0 * size,
        right: left + wide,
        bottom: y + INK.1 * size,
    };
    Ok(Label {
        of: said(node, "label").unwrap_or_default().to_owned(),
        words,
        area,
        size,
        within: within.map(str::to_owned),
    })
}

/// A line; none of a sample in the legend, nor of one in the paper's own ink that covers another.
fn line(node: Node<'_, '_>) -> Result<Option<Line>, String> {
    let paper = node.attribute("stroke") == Some("#ffffff");
    if paper || said(node, "legend").is_some() {
        return Ok(None);
    }
    let whole = |name| said(node, name).map(str::to_owned);
    let stands = if let Some(couple) = whole("couple") {
        Stands::Couple(couple)
    } else if let Some(child) = whole("child") {
        let parents = whole("parents").ok_or(format!("{child} comes from nobody"))?;
        Stands::Descent { child, parents }
    } else if let Some(id) = whole("household") {
        Stands::Ring(id)
    } else if let Some(pair) = whole("siblings") {
        Stands::Siblings(pair)
    } else if let Some(id) = whole("tie") {
        Stands::Tie(id)
    } else if let Some(pair) = whole("bond") {
        Stands::Bond(pair)
    } else if whole("mark").is_some() {
        Stands::Mark
    } else {
        Stands::Unsaid
    };
    let mut strokes = strokes(needed(node, "d")?)?;
    let is_family = matches!(
        stands,
        Stands::Couple(_) | Stands::Descent { .. } | Stands::Siblings(_)
    );
    let leaps = match is_family {
        true => strokes.iter_mut().flat_map(straightened).collect(),
        false => Vec::new(),
    };
    Ok(Some(Line {
        stands,
        strokes,
        leaps,
    }))
}

/// Takes out the arcs of a line that is straight but for them; says where they were. An arc comes back to
/// the line that it left.
fn straightened(stroke: &mut Vec<Point>) -> Vec<Point> {
    let mut leaps = Vec::new();
    let mut at = 0;
    while at + ARC < stroke.len() {
        let (from, to) = (stroke[at], stroke[at + ARC]);
        let flat = |a: f64, b: f64| (a - b).abs() < 0.005;
        let back = flat(from.0, to.0) != flat(from.1, to.1);
        let long = distance(from, to);
        let bent = stroke[at + 1..at + ARC].iter();
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        let round = bent
            .clone()
            .all(|it| (distance(*it, middle) - long / 2.0).abs() < 0.02 * long);
        if back && long < LEAP && round {
            stroke.drain(at + 1..at + ARC);
            leaps.push(middle);
        }
        at += 1;
    }
    leaps
}

/// Pieces that a curve is cut into.
const PIECES: u32 = 24;
/// Pieces of an arc over a line: two curves.
const ARC: usize = 48;
/// As wide as such an arc may be, in millimetres.
const LEAP: f64 = 3.0;

/// The strokes of a path's commands, all of them absolute.
fn strokes(commands: &str) -> Result<Vec<Vec<Point>>, String> {
    let mut all: Vec<Vec<Point>> = Vec::new();
    let mut rest = commands.trim();
    while let Some(command) = rest.chars().next() {
        let after = &rest[command.len_utf8()..];
        let end = after
            .find(|c: char| c.is_ascii_alphabetic() && c != 'e')
            .unwrap_or(after.len());
        let flat = numbers(&after[..end])?;
        let points: Vec<Point> = flat
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        rest = after[end..].trim_start();
        if command == 'M' {
            all.push(points);
            continue;
        }
        let stroke = all.last_mut().ok_or("a path begins with no M")?;
        let start = *stroke.first().ok_or("M without a point")?;
        match (command, &points[..]) {
            ('L', points) => stroke.extend(points),
            ('C', points) if points.len().is_multiple_of(3) => {
                for curve in points.chunks_exact(3) {
                    flatten(stroke, curve);
                }
            }
            ('Z', []) => stroke.push(start),
            _ => return Err(format!("the path's command {command} is not read")),
        }
    }
    Ok(all)
}

/// Adds points along a cubic curve that begins where the stroke has come to.
fn flatten(stroke: &mut Vec<Point>, curve: &[Point]) {
    let (Some(a), &[b, c, d]) = (stroke.last().copied(), curve) else {
        return;
    };
    for piece in 1..=PIECES {
        let t = f64::from(piece) / f64::from(PIECES);
        let u = 1.0 - t;
        let mix = |a: f64, b: f64, c: f64, d: f64| {
            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
        };
        stroke.push((mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1)));
    }
}
