//! Where everything of an ecomap stands, as numbers for other programs: millimetres from the top left.

use serde_json::{Value, json};

use crate::assemble::shared::millimetres::{point, rounded};
use crate::diagram::ecomap::{Help, Person, Strength, Stress, System};
use crate::view::{Data, Drawing, Shape, Step};

/// A point, in millimetres.
type Point = (f64, f64);

/// The geometry of a drawing.
pub(super) fn of(drawing: &Drawing, people: &[Person], systems: &[System]) -> Value {
    let mut found = Found::default();
    found.gather(&drawing.shapes, None);
    let middles = found.middles.iter();
    let middles = middles.map(|(centre, radius)| circle(*centre, *radius));
    let each = systems.iter().map(|system| {
        let place = found.circle(&system.id);
        let mut told = place.map_or(json!({}), |(centre, radius)| circle(centre, radius));
        told["id"] = json!(system.id);
        told["sector"] = json!(sector(system));
        told
    });
    let ties = systems.iter().map(|system| {
        json!({
            "system": system.id,
            "strength": strength(system.strength),
            "help": help(system.help),
            "stressful": stressful(system.stress),
            "points": found.ends(&system.id).map(|ends| ends.map(point)),
        })
    });
    json!({
        "unit": "mm",
        "width": rounded(drawing.width),
        "height": rounded(drawing.height),
        "people": people.iter().map(|it| &it.id).collect::<Vec<_>>(),
        "middles": middles.collect::<Vec<_>>(),
        "systems": each.collect::<Vec<_>>(),
        "ties": ties.collect::<Vec<_>>(),
        "sectors": sectors(systems),
    })
}

fn circle(centre: Point, radius: f64) -> Value {
    json!({ "centre": point(centre), "radius": rounded(radius) })
}

/// Neighbours of one sector, in the order in which they stand.
fn sectors(systems: &[System]) -> Vec<Value> {
    let runs = systems.chunk_by(|one, next| one.sector == next.sector);
    runs.map(|run| {
        let ids: Vec<&String> = run.iter().map(|it| &it.id).collect();
        json!({ "sector": sector(&run[0]), "systems": ids })
    })
    .collect()
}

fn sector(system: &System) -> Option<&str> {
    Some(system.sector.as_str()).filter(|words| !words.is_empty())
}

fn strength(strength: Strength) -> Option<&'static str> {
    match strength {
        Strength::Strong => Some("strong"),
        Strength::Moderate => Some("moderate"),
        Strength::Weak => Some("weak"),
        Strength::NoContact => Some("no contact"),
        Strength::Unknown => None,
    }
}

fn help(help: Help) -> Option<&'static str> {
    match help {
        Help::ToFamily => Some("to family"),
        Help::FromFamily => Some("from family"),
        Help::Both => Some("both"),
        Help::Unknown => None,
    }
}

fn stressful(stress: Stress) -> Option<bool> {
    match stress {
        Stress::Yes => Some(true),
        Stress::No => Some(false),
        Stress::Unknown => None,
    }
}

/// What stands in the drawing, by the ids that its marks bear.
#[derive(Default)]
struct Found<'a> {
    /// The circles in the middle, one a part.
    middles: Vec<(Point, f64)>,
    circles: Vec<(&'a str, Point, f64)>,
    /// Where each tie leaves the middle.
    starts: Vec<(&'a str, Point)>,
}

impl<'a> Found<'a> {
    fn gather(&mut self, shapes: &'a [Shape], group: Option<&'a Data>) {
        for shape in shapes {
            match shape {
                Shape::Group { shapes, data } => self.gather(shapes, Some(data)),
                Shape::Circle { centre, radius, .. } => {
                    match group.map(|data| named("system", data)) {
                        Some(Some(id)) => self.circles.push((id, *centre, *radius)),
                        Some(None) => self.middles.push((*centre, *radius)),
                        None => {}
                    }
                }
                Shape::Path { steps, data, .. } => {
                    if let (Some(id), Some(Step::Move(at))) = (named("tie", data), steps.first()) {
                        self.starts.push((id, *at));
                    }
                }
                _ => {}
            }
        }
    }

    fn circle(&self, id: &str) -> Option<(Point, f64)> {
        let mut circles = self.circles.iter();
        let found = circles.find(|(own, ..)| *own == id)?;
        Some((found.1, found.2))
    }

    /// Where a tie begins, and where it meets its system.
    fn ends(&self, id: &str) -> Option<[Point; 2]> {
        let (centre, radius) = self.circle(id)?;
        let start = self.starts.iter().find(|(own, _)| *own == id)?.1;
        let (dx, dy) = (start.0 - centre.0, start.1 - centre.1);
        let part = radius / f64::hypot(dx, dy);
        Some([start, (centre.0 + dx * part, centre.1 + dy * part)])
    }
}

fn named<'a>(name: &str, data: &'a Data) -> Option<&'a str> {
    let found = data.iter().find(|(own, _)| *own == name);
    found.map(|(_, id)| id.as_str())
}
