//! The ecomap: the child or the household in the middle, the people and services around it, a straight
//! tie to each (Hartman 1978; reference/genogram.md 2.5). Strength, direction of help and stress are
//! three dimensions, each drawn in its own way, so that none says anything of the others.

mod key;
mod labels;
mod ring;
mod stack;
mod ties;

use crate::view::{Anchor, Data, Drawing, ECOMAP_PARTS, Ink, Pen, Shape};
use labels::Label;
use ring::Seated;

/// A point, in millimetres; y downwards.
type Point = (f64, f64);

/// The radius of a system's circle.
const NODE: f64 = 3.6;
/// The width of every ecomap: the text area of A4 portrait with margins of 18 mm.
pub const WIDTH: f64 = 174.0;
/// The height that a page of A4 portrait has for the drawing and its key, under a heading.
const HEIGHT: f64 = 236.0;
/// How many systems one drawing takes; the others stand on another.
pub const MOST: usize = 20;

/// How strong a tie is: the width of its line, and whether it is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A thick line.
    Strong,
    /// A thin line.
    Moderate,
    /// A dashed line.
    Weak,
    /// A line with a gap between two bars.
    NoContact,
    /// Not recorded: a dotted line.
    Unknown,
}

/// Which way help flows: an arrowhead at the one who receives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Help {
    /// To the family: an arrowhead in the middle of the map.
    ToFamily,
    /// From the family: an arrowhead at the system.
    FromFamily,
    /// Both ways.
    Both,
    /// Not recorded: no arrowhead.
    Unknown,
}

/// Whether a tie is stressful: a zigzag, or a straight line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stress {
    /// Stressful.
    Yes,
    /// Not stressful.
    No,
    /// Not recorded.
    Unknown,
}

/// A person or service around the middle.
#[derive(Debug, Clone)]
pub struct System {
    /// The key of the record of the tie.
    pub id: String,
    /// The name.
    pub name: String,
    /// The sector: those of one stand side by side; may be empty.
    pub sector: String,
    /// Words under the name, such as whose tie it is where it is not the child's; may be empty.
    pub note: String,
    /// How strong the tie is.
    pub strength: Strength,
    /// Which way help flows.
    pub help: Help,
    /// Whether it is stressful.
    pub stress: Stress,
}

/// Somebody in the middle.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id, as in the input.
    pub id: String,
    /// The name.
    pub name: String,
}

/// The words of the drawing.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The same facts in words.
    pub alt: String,
    /// "part {part} of {parts}", where there are several drawings.
    pub part: String,
    /// The heading of the key.
    pub key: String,
    /// What the lines of a strength mean, by strength.
    pub strengths: [String; 5],
    /// What the arrowheads mean, by direction of help.
    pub helps: [String; 4],
    /// What a zigzag and a straight line mean: stressful, not stressful, or not recorded for some.
    pub stresses: [String; 3],
    /// The rule of the arrow.
    pub rule: String,
    /// Lines under the key: when it was drawn, whose view it is, who drew it.
    pub sheet: Vec<String>,
}

/// What stands where.
struct Map {
    hub: Label,
    radius: f64,
    labels: Vec<Label>,
    seated: Seated,
    size: f64,
}

/// The ecomap as one drawing, or as several where one cannot take all: whole and in order, at most
/// [`MOST`] systems each, fewer where their names need the room. Systems beyond what all drawings take
/// are left out; how many is the second value.
pub fn drawings(
    people: &[Person],
    systems: &[System],
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
) -> (Vec<Drawing>, usize) {
    let taken = &systems[..systems.len().min(MOST * ECOMAP_PARTS.len())];
    match divided(people, taken, words, width, ECOMAP_PARTS.len()) {
        Some(drawn) => (drawn, systems.len() - taken.len()),
        None => (Vec::new(), systems.len()),
    }
}

/// The ecomap as one drawing, however many systems there are: where one page does not take them, the parts
/// stand one under another. None where there is nothing to draw, or no place for it.
pub fn sheet(
    people: &[Person],
    systems: &[System],
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
) -> Option<Drawing> {
    let most = systems.len().div_ceil(MOST).max(ECOMAP_PARTS.len());
    stack::stacked(divided(people, systems, words, width, most)?, &words.title)
}

/// The drawings that take all systems, as few as can be and at most so many.
fn divided(
    people: &[Person],
    systems: &[System],
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
    most: usize,
) -> Option<Vec<Drawing>> {
    for parts in systems.len().div_ceil(MOST)..=most {
        let each = systems.len().div_ceil(parts.max(1)).max(1);
        let chunks: Vec<&[System]> = systems.chunks(each).collect();
        let maps: Option<Vec<Map>> = chunks
            .iter()
            .map(|chunk| map(people, chunk, words, width, parts == most))
            .collect();
        let Some(maps) = maps else { continue };
        let drawn = maps.iter().zip(&chunks).enumerate();
        let drawn = drawn.map(|(at, (map, chunk))| {
            drawing((at, maps.len()), map, (people, chunk), words, width)
        });
        return Some(drawn.collect());
    }
    None
}

/// Where everything stands, with the largest words that fit; `grows` takes any height rather than none.
fn map(
    people: &[Person],
    systems: &[System],
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
    grows: bool,
) -> Option<Map> {
    let mut sectors: Vec<usize> = Vec::new();
    for (at, system) in systems.iter().enumerate() {
        let same = at > 0 && systems[at - 1].sector == system.sector;
        let last = sectors.last().copied().unwrap_or_default();
        sectors.push(if same { last } else { last + 1 });
    }
    let last = labels::settings().last();
    for setting in labels::settings() {
        let size = setting.size;
        let of_size = |text: &str| width(text, size);
        let hub = labels::hub(people, size, &of_size);
        let radius = hub.radius();
        let labels: Vec<Label> = systems
            .iter()
            .map(|it| labels::of_system(it, setting, &of_size))
            .collect();
        let foot = key::height(systems, words, size, &of_size);
        let room = match grows && Some(setting) == last {
            true => (f64::INFINITY, f64::INFINITY),
            false => (WIDTH, HEIGHT - foot),
        };
        if let Some(seated) = ring::seat(&labels, &sectors, radius, room) {
            return Some(Map {
                hub,
                radius,
                labels,
                seated,
                size,
            });
        }
    }
    None
}

/// One drawing: ties at the back, then circles, then words, then the key.
fn drawing(
    (at, parts): (usize, usize),
    map: &Map,
    (people, systems): (&[Person], &[System]),
    words: &Words,
    width: &dyn Fn(&str, f64) -> f64,
) -> Drawing {
    let seated = &map.seated;
    let wide = WIDTH.max(seated.right - seated.left);
    let shift = (
        wide / 2.0 - f64::midpoint(seated.left, seated.right),
        1.0 - seated.top,
    );
    let to = |(x, y): Point| (x + shift.0, y + shift.1);
    let mut shapes = Vec::new();
    for (seat, system) in seated.seats.iter().zip(systems) {
        let (dx, dy) = seat.direction;
        let from = to((dx * map.radius, dy * map.radius));
        let (x, y) = to(seat.at);
        shapes.extend(ties::tie(from, (x - dx * NODE, y - dy * NODE), system));
    }
    shapes.extend(middle(map, people, shift));
    for ((seat, system), label) in seated.seats.iter().zip(systems).zip(&map.labels) {
        shapes.push(Shape::Group {
            shapes: vec![circle(to(seat.at), NODE, Ink::Pale, 0.35)],
            data: vec![("system", system.id.clone())],
        });
        let data: Data = vec![("label", system.id.clone())];
        shapes.extend(label.shapes(to(seat.label.centre()), seat.anchor, &data));
    }
    let top = seated.bottom - seated.top + 4.0;
    let of_size = |text: &str| width(text, map.size);
    shapes.extend(key::shapes(systems, words, map.size, top, &of_size));
    let part = words
        .part
        .replacen("{part}", &(at + 1).to_string(), 1)
        .replacen("{parts}", &parts.to_string(), 1);
    let title = match parts {
        1 => words.title.clone(),
        _ => format!("{} ({part})", words.title),
    };
    Drawing {
        name: ECOMAP_PARTS[at.min(ECOMAP_PARTS.len() - 1)].into(),
        width: wide,
        height: top + key::height(systems, words, map.size, &of_size),
        title,
        alt: words.alt.clone(),
        shapes,
    }
}

/// The circle in the middle, with whoever stands in it.
fn middle(map: &Map, people: &[Person], shift: Point) -> Vec<Shape> {
    let mut shapes = map.hub.by_owner(shift, Anchor::Middle);
    let mut groups = Vec::new();
    for (at, person) in people.iter().enumerate() {
        let mut inner = Vec::new();
        if at == 0 {
            inner.push(circle(shift, map.radius, Ink::Paper, 0.7));
        }
        if at < shapes.len() {
            inner.append(&mut shapes[at]);
        }
        groups.push(Shape::Group {
            shapes: inner,
            data: vec![("person", person.id.clone())],
        });
    }
    groups
}

fn circle(centre: Point, radius: f64, fill: Ink, width: f64) -> Shape {
    Shape::Circle {
        centre,
        radius,
        fill,
        pen: Pen::solid(Ink::Dark, width),
        data: Vec::new(),
    }
}
