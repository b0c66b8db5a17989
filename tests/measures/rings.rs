//! The rings of households: each holds its members and nobody else, and says whose home it is.

use super::geometry::{Point, inside};
use super::measure::{Measure, Verdict};
use super::picture::Stands;
use super::scene::Scene;

/// Judges all rings.
pub fn judge(scene: &Scene<'_>, verdict: &mut Verdict) {
    for household in &scene.family.households {
        let members = household.members.iter().map(|who| scene.id(*who));
        let members: Vec<&str> = members.collect();
        let pieces = pieces(scene, &household.id);
        verdict.looked_at(Measure::RingPieces, 1);
        verdict.looked_at(Measure::RingNameless, 1);
        if pieces.len() > 1 {
            let what = format!("{}: {} pieces", household.id, pieces.len());
            verdict.fault(Measure::RingPieces, what);
        }
        verdict.looked_at(Measure::RingMissing, members.len());
        verdict.looked_at(Measure::RingStranger, scene.picture.people.len());
        for symbol in &scene.picture.people {
            let at = symbol.outline.centre();
            let within = pieces.iter().any(|piece| inside(at, piece));
            let member = members.contains(&symbol.id.as_str());
            let what = format!("{}: {}", household.id, symbol.id);
            match (member, within) {
                (true, false) => verdict.fault(Measure::RingMissing, what),
                (false, true) => verdict.fault(Measure::RingStranger, what),
                _ => {}
            }
        }
        let labels = scene.picture.labels.iter();
        let named = labels.filter(|each| each.of == household.id).count();
        if named < pieces.len() {
            verdict.fault(Measure::RingNameless, &household.id);
        }
    }
    for line in &scene.picture.lines {
        if let Stands::Ring(id) = &line.stands
            && scene.family.households.iter().all(|each| each.id != *id)
        {
            verdict.fault(Measure::RingStranger, format!("{id}: nobody's home"));
        }
    }
}

/// The closed pieces of a household's ring, each with what is cut out of it.
fn pieces<'a>(scene: &Scene<'a>, id: &str) -> Vec<Vec<&'a [Point]>> {
    let lines = scene.picture.lines.iter();
    lines
        .filter(|line| line.stands == Stands::Ring(id.to_owned()))
        .map(|line| line.strokes.iter().map(Vec::as_slice).collect())
        .collect()
}
