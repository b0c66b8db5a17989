//! The judge of ecomaps: circles round a centre, each tied to it by one line.

use super::geometry::{Outline, Point, TOUCH};
use super::measure::{Measure, Verdict};
use super::picture::{Picture, Stands, Symbol, Width};
use super::{genogram, labels};

/// The least angle between neighbours, in degrees.
const LEAST: f64 = 12.0;

/// What is wrong with an ecomap of these systems, by id.
pub fn judge(svg: &str, systems: &[&str], width: Width<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    verdict.looked_at(Measure::Unreadable, 1);
    let picture = match Picture::read(svg, width) {
        Ok(picture) => picture,
        Err(why) => {
            verdict.fault(Measure::Unreadable, why);
            return verdict;
        }
    };
    nodes(&picture, systems, &mut verdict);
    ties(&picture, &mut verdict);
    angles(&picture, &mut verdict);
    labels::judge(&picture, &mut verdict);
    genogram::edges(&picture, &mut verdict);
    verdict
}

/// Every system stands once, has a tie and words, and touches no other.
fn nodes(picture: &Picture, systems: &[&str], verdict: &mut Verdict) {
    verdict.looked_at(Measure::NodeBare, systems.len());
    for id in systems {
        let drawn = picture.systems.iter().filter(|it| it.id == *id).count();
        let tie = Stands::Tie((*id).to_owned());
        let tied = picture.lines.iter().any(|it| it.stands == tie);
        let named = picture.labels.iter().any(|it| it.of == *id);
        if drawn != 1 || !tied || !named {
            let what = format!("{id}: drawn {drawn} times, tie {tied}, words {named}");
            verdict.fault(Measure::NodeBare, what);
        }
    }
    let strangers = picture.systems.iter();
    for stranger in strangers.filter(|it| !systems.contains(&it.id.as_str())) {
        let what = format!("{}: never heard of", stranger.id);
        verdict.fault(Measure::NodeBare, what);
    }
    let all: Vec<&Symbol> = picture.people.iter().chain(&picture.systems).collect();
    verdict.looked_at(Measure::NodeOverlap, all.len());
    for (at, one) in all.iter().enumerate() {
        for two in &all[at + 1..] {
            if one.outline.outline_away(&two.outline) <= TOUCH {
                verdict.fault(Measure::NodeOverlap, format!("{} on {}", one.id, two.id));
            }
        }
    }
}

/// A tie goes from the system's edge to the centre's, past everybody else. A tie may be several strokes:
/// parallel lines, or a line with a gap; all that counts is how far they reach together.
fn ties(picture: &Picture, verdict: &mut Verdict) {
    for line in &picture.lines {
        let Stands::Tie(id) = &line.stands else {
            continue;
        };
        verdict.looked_at(Measure::TieThrough, 1);
        verdict.looked_at(Measure::TieLoose, 1);
        let others = picture.systems.iter().filter(|it| it.id != *id);
        for other in others {
            let near = |piece| other.outline.segment_away(piece) < TOUCH;
            if line.segments().any(near) {
                verdict.fault(Measure::TieThrough, format!("{id} through {}", other.id));
            }
        }
        let tie_lines = picture.lines.iter().filter(|it| it.stands == line.stands);
        let points: Vec<Point> = tie_lines
            .flat_map(|it| it.strokes.iter().flatten().copied())
            .collect();
        let own = picture.systems.iter().find(|it| it.id == *id);
        let reaches = |outline: &Outline| {
            // Parallel lines end a little beside the straight one.
            points
                .iter()
                .any(|at| outline.edge_away(*at) <= 2.0 * TOUCH)
                && !points
                    .iter()
                    .any(|at| outline.contains(*at) && outline.edge_away(*at) > 0.5)
        };
        let from_own = own.is_some_and(|it| reaches(&it.outline));
        let to_centre = picture.people.iter().any(|it| reaches(&it.outline));
        if !(from_own && to_centre) {
            verdict.fault(Measure::TieLoose, id);
        }
    }
}

/// Neighbours round the centre keep their distance in degrees.
fn angles(picture: &Picture, verdict: &mut Verdict) {
    let centres = picture.people.iter().map(|it| it.outline.centre());
    let all: Vec<Point> = centres.collect();
    if all.is_empty() {
        return;
    }
    let count = f64::from(u32::try_from(all.len()).unwrap_or(1));
    let middle = (
        all.iter().map(|it| it.0).sum::<f64>() / count,
        all.iter().map(|it| it.1).sum::<f64>() / count,
    );
    let mut around: Vec<(f64, &str)> = picture
        .systems
        .iter()
        .map(|it| {
            let at = it.outline.centre();
            let angle = (at.1 - middle.1).atan2(at.0 - middle.0).to_degrees();
            (angle, it.id.as_str())
        })
        .collect();
    around.sort_by(|a, b| a.0.total_cmp(&b.0));
    verdict.looked_at(Measure::Angle, around.len());
    if around.len() < 2 {
        return;
    }
    let next = around.iter().cycle().skip(1);
    for (one, two) in around.iter().zip(next) {
        let apart = (two.0 - one.0).rem_euclid(360.0);
        if apart < LEAST - 0.01 {
            let what = format!("{} and {}: {apart:.1} degrees", one.1, two.1);
            verdict.fault(Measure::Angle, what);
        }
    }
}
