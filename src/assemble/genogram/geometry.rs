//! Where everybody and everything stands, as numbers for other programs: millimetres from the top left.

use serde_json::{Value, json};

use super::pages::Made;
use crate::assemble::shared::millimetres::{point, points, rounded};
use crate::diagram::genogram::family::{Parentage, Who};
use crate::view::{Data, Shape, Step};

/// The geometry of a drawing.
pub(super) fn of(made: &Made) -> Value {
    let Made {
        drawing,
        placed,
        family,
        ..
    } = made;
    let id = |who: &Who| family.people[*who].id.as_str();
    let ids = |all: &[Who]| all.iter().map(id).map(str::to_owned).collect::<Vec<_>>();
    let people = placed
        .people
        .iter()
        .zip(&family.people)
        .map(|(place, member)| {
            json!({
                "id": member.id, "row": place.row, "position": place.position,
                "centre": point(place.centre),
            })
        });
    let couples = placed.brackets.iter().map(|bracket| {
        let partners = ids(&family.couples[bracket.couple].partners);
        json!({ "partners": partners, "points": points(&bracket.points) })
    });
    let descents = placed.lines.iter().map(|line| {
        let descent = &family.descents[line.descent];
        json!({
            "child": id(&descent.child),
            "parents": ids(&descent.parents),
            "parentage": word(descent.parentage),
            "points": points(&line.points),
        })
    });
    json!({
        "unit": "mm",
        "width": rounded(drawing.width),
        "height": rounded(drawing.height),
        "size": rounded(placed.size),
        "people": people.collect::<Vec<_>>(),
        "couples": couples.collect::<Vec<_>>(),
        "descents": descents.collect::<Vec<_>>(),
        "not_in_birth_order": out_of_order(made),
        "households": rings(&drawing.shapes),
    })
}

/// The sibships that do not stand in birth order, by their ids.
fn out_of_order(made: &Made) -> Vec<Value> {
    let id = |who: &Who| made.family.people[*who].id.as_str();
    let ids = |all: &[Who]| all.iter().map(id).map(str::to_owned).collect::<Vec<_>>();
    let sibships = made.out_of_order.iter().map(|it| {
        json!({
            "parents": ids(&it.parents),
            "eldest_first": ids(&it.children),
            "index_line": it.is_index_line,
        })
    });
    sibships.collect()
}

fn word(parentage: Parentage) -> &'static str {
    match parentage {
        Parentage::Birth => "birth",
        Parentage::Adoptive => "adoptive",
        Parentage::Foster => "foster",
        Parentage::Carer => "carer",
    }
}

/// The rings, a piece each, by their household; the ends of curves stand for the curves.
fn rings(shapes: &[Shape]) -> Vec<Value> {
    let mut found = Vec::new();
    for shape in shapes {
        match shape {
            Shape::Path { steps, data, .. } => {
                let corners = steps.iter().filter_map(|step| match step {
                    Step::Move(at) | Step::Line(at) | Step::Curve(_, _, at) => Some(*at),
                    Step::Close => None,
                });
                let corners: Vec<_> = corners.collect();
                found.extend(
                    household(data).map(|id| json!({ "id": id, "points": points(&corners) })),
                );
            }
            Shape::Group { shapes, .. } => found.extend(rings(shapes)),
            _ => {}
        }
    }
    found
}

fn household(data: &Data) -> Option<&str> {
    let named = data.iter().find(|(name, _)| *name == "household");
    named.map(|(_, id)| id.as_str())
}
