//! The judge of genograms: a finished SVG and the family that it is to show.

use std::collections::BTreeMap;

use casebinder::diagram::genogram::family::Family;

use super::geometry::Area;
use super::measure::{Measure, Verdict};
use super::picture::{Picture, Width};
use super::scene::Scene;
use super::{labels, lines, order, rings, trace};

/// What is wrong with a drawing of a family.
pub fn judge(svg: &str, family: &Family, width: Width<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    verdict.looked_at(Measure::Unreadable, 1);
    let picture = match Picture::read(svg, width) {
        Ok(picture) => picture,
        Err(why) => {
            verdict.fault(Measure::Unreadable, why);
            return verdict;
        }
    };
    let scene = Scene::new(&picture, family);
    everybody(&scene, &mut verdict);
    apart(&scene, &mut verdict);
    trace::judge(&scene, &mut verdict);
    lines::judge(&scene, &mut verdict);
    labels::judge(&picture, &mut verdict);
    order::judge(&scene, &mut verdict);
    rings::judge(&scene, &mut verdict);
    edges(&picture, &mut verdict);
    whole(&mut verdict);
    verdict
}

/// Everybody stands once, and nobody else.
fn everybody(scene: &Scene<'_>, verdict: &mut Verdict) {
    let mut drawn = BTreeMap::<&str, usize>::new();
    for symbol in &scene.picture.people {
        *drawn.entry(&symbol.id).or_default() += 1;
    }
    verdict.looked_at(Measure::Missing, scene.family.people.len());
    verdict.looked_at(Measure::Repeated, scene.family.people.len());
    for member in &scene.family.people {
        match drawn.remove(member.id.as_str()) {
            None => verdict.fault(Measure::Missing, &member.id),
            Some(1) => {}
            Some(times) => {
                verdict.fault(Measure::Repeated, format!("{}: {times} times", member.id));
            }
        }
    }
    for id in drawn.keys() {
        verdict.fault(Measure::Repeated, format!("{id}: not of the family"));
    }
}

/// Figures keep a quarter of their size apart.
fn apart(scene: &Scene<'_>, verdict: &mut Verdict) {
    let people = &scene.picture.people;
    verdict.looked_at(Measure::Overlap, people.len());
    for (at, one) in people.iter().enumerate() {
        for two in &people[at + 1..] {
            let gap = one.outline.outline_away(&two.outline);
            // Hundredths of a millimetre are rounded away.
            if gap < scene.size / 4.0 - 0.02 {
                let what = format!("{} and {}: {gap:.2} mm", one.id, two.id);
                verdict.fault(Measure::Overlap, what);
            }
        }
    }
}

/// Nothing stands beyond the drawing's edge.
pub fn edges(picture: &Picture, verdict: &mut Verdict) {
    let page = Area {
        left: 0.0,
        top: 0.0,
        right: picture.width,
        bottom: picture.height,
    };
    let mut beyond = |what: String, area: Area| {
        if !page.grown(0.05).holds(area) {
            verdict.fault(Measure::Outside, what);
        }
    };
    for symbol in picture.people.iter().chain(&picture.systems) {
        beyond(symbol.id.clone(), symbol.outline.bounds());
    }
    for label in &picture.labels {
        beyond(label.words.clone(), label.area);
    }
    for line in &picture.lines {
        for stroke in &line.strokes {
            beyond(lines::told(line), Area::around(stroke));
        }
    }
}

/// Measures of the drawing as a whole, as the peers were judged.
fn whole(verdict: &mut Verdict) {
    use Measure as M;
    let any = |verdict: &Verdict, measures: &[M]| {
        let wrong = measures.iter().map(|each| verdict.wrong(*each));
        wrong.sum::<f64>() > 0.0
    };
    let harms = [
        M::Missing,
        M::Repeated,
        M::Overlap,
        M::FalseCouple,
        M::MissingCouple,
        M::FalseDescent,
        M::MissingDescent,
        M::Interrupted,
        M::CrossingPlain,
        M::CrossingPartners,
        M::Collinear,
        M::ThroughFigure,
    ];
    let blemishes = [M::Apart, M::OffRow, M::BirthOrder, M::LongDescent];
    let harmed = any(verdict, &harms);
    let blemished = any(verdict, &blemishes);
    verdict.add(M::Unsafe, f64::from(u8::from(harmed)), 1.0);
    verdict.add(M::Unclean, f64::from(u8::from(harmed || blemished)), 1.0);
}
