//! Lines that meet where they should not: through figures, across, touching or on top of the lines of
//! another family. A family's lines are its couple's and those of its children.

use casebinder::diagram::genogram::family::Parentage;

use super::geometry::{Point, Segment, TOUCH, crossing, distance, from};
use super::measure::{Measure, Verdict};
use super::picture::{Line, Stands};
use super::scene::{Kin, Scene, distinct};

/// Two parallel lines nearer than this, in millimetres, are one to the eye: about a pen's width.
const ONE_LINE: f64 = 0.25;

/// Judges all lines.
pub fn judge(scene: &Scene<'_>, verdict: &mut Verdict) {
    through_figures(scene, verdict);
    let kin: Vec<(Kin, Vec<&Line>)> = by_kin(scene);
    verdict.looked_at(Measure::Touch, kin.len());
    verdict.looked_at(Measure::Collinear, kin.len());
    let further: usize = further_partners(scene);
    let measure = if further == 0 {
        verdict.looked_at(Measure::CrossingPlain, 1);
        Measure::CrossingPlain
    } else {
        verdict.looked_at(Measure::CrossingPartners, further);
        Measure::CrossingPartners
    };
    for (at, one) in kin.iter().enumerate() {
        for two in &kin[at + 1..] {
            crossed(scene, measure, one, two, verdict);
            touching(scene, one, two, verdict);
            on_top(scene, one, two, verdict);
        }
    }
}

/// How many partners people have beyond two each.
pub fn further_partners(scene: &Scene<'_>) -> usize {
    let partners = |who: usize| {
        let couples = scene.family.couples.iter();
        couples.filter(|each| each.partners.contains(&who)).count()
    };
    (0..scene.family.people.len())
        .map(|who| partners(who).saturating_sub(2))
        .sum()
}

fn by_kin<'a>(scene: &Scene<'a>) -> Vec<(Kin, Vec<&'a Line>)> {
    let mut all = std::collections::BTreeMap::<Kin, Vec<&Line>>::new();
    for line in &scene.picture.lines {
        if let Some(kin) = scene.kin(line) {
            all.entry(kin).or_default().push(line);
        }
    }
    all.into_iter().collect()
}

fn through_figures(scene: &Scene<'_>, verdict: &mut Verdict) {
    for line in &scene.picture.lines {
        let measure = match &line.stands {
            // Slashes and bars stand on a line of their own kin; samples stand in the legend.
            Stands::Mark | Stands::Tie(_) => continue,
            Stands::Ring(_) => Measure::RingFigure,
            _ => Measure::ThroughFigure,
        };
        verdict.looked_at(measure, 1);
        let owners = scene.owners(line);
        for symbol in &scene.picture.people {
            let own = owners.contains(&symbol.id);
            let passes = if own {
                line.segments()
                    .any(|piece| deep_within(piece, &symbol.outline))
            } else {
                line.segments()
                    .any(|piece| symbol.outline.segment_away(piece) < TOUCH)
            };
            if passes {
                let what = format!("{} through {}", told(line), symbol.id);
                verdict.fault(measure, what);
            }
        }
    }
}

/// Whether a piece of a line goes on inside a figure that it may touch.
fn deep_within((a, b): Segment, outline: &super::geometry::Outline) -> bool {
    let steps = 64;
    (0..=steps).any(|step| {
        let t = f64::from(step) / f64::from(steps);
        let at = (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1));
        outline.contains(at) && outline.edge_away(at) > 2.0 * TOUCH
    })
}

/// A line in words.
pub fn told(line: &Line) -> String {
    match &line.stands {
        Stands::Couple(pair) => format!("couple {pair}"),
        Stands::Descent { child, parents } => format!("{child} from {parents}"),
        Stands::Ring(id) => format!("ring {id}"),
        Stands::Bond(pair) => format!("bond {pair}"),
        Stands::Siblings(pair) => format!("siblings {pair}"),
        Stands::Tie(id) => format!("tie {id}"),
        Stands::Mark => "a mark".to_owned(),
        Stands::Unsaid => "a line that says nothing".to_owned(),
    }
}

/// Children share their trunk, so that a point where it is crossed is counted once. A bracket over two
/// siblings is no family's line, and no peer draws a child's second parents: crossings with these are told
/// apart.
fn crossed(
    scene: &Scene<'_>,
    measure: Measure,
    one: &(Kin, Vec<&Line>),
    two: &(Kin, Vec<&Line>),
    verdict: &mut Verdict,
) {
    let bracket = [one, two]
        .iter()
        .any(|it| matches!(it.1[0].stands, Stands::Siblings(_)));
    let first = |lines: &[&'_ Line]| -> Vec<Segment> {
        let lines = lines.iter().filter(|line| !is_second(scene, line));
        lines.flat_map(|line| line.segments()).collect()
    };
    let plain = crossings(&first(&one.1), &first(&two.1));
    let all = crossings(
        &pieces(&one.1).collect::<Vec<_>>(),
        &pieces(&two.1).collect::<Vec<_>>(),
    );
    let leaps = [one, two].map(|it| it.1.iter().flat_map(|line| line.leaps.iter()));
    let leaps: Vec<&Point> = leaps.into_iter().flatten().collect();
    verdict.looked_at(Measure::NotLeapt, all.len());
    for at in all {
        let words = format!("{} across {}", one.0.join(" + "), two.0.join(" + "));
        let what = format!("{words} at {:.1} {:.1}", at.0, at.1);
        let near = |it: &Point| (it.0 - at.0).hypot(it.1 - at.1) < 0.1;
        let told = match () {
            () if bracket => Measure::CrossingBracket,
            () if !plain.iter().any(near) => Measure::CrossingSecond,
            () => measure,
        };
        if !leaps.iter().any(|it| near(it)) {
            verdict.fault(Measure::NotLeapt, what.clone());
        }
        verdict.fault(told, what);
    }
}

/// Where pieces of one cross pieces of the other, each point once.
fn crossings(one: &[Segment], two: &[Segment]) -> Vec<Point> {
    let all = one.iter().flat_map(|first| {
        let two = two.iter();
        two.filter_map(|second| crossing(*first, *second))
    });
    distinct(all)
}

/// Whether a line comes down from adoptive, foster or kin carers.
fn is_second(scene: &Scene<'_>, line: &Line) -> bool {
    let Stands::Descent { child, parents } = &line.stands else {
        return false;
    };
    let mut told = scene.family.descents.iter();
    let found = told.find(|it| {
        let ids: Vec<&str> = it.parents.iter().map(|who| scene.id(*who)).collect();
        let mut named = parents.split(' ').collect::<Vec<_>>();
        let mut sorted = ids;
        named.sort_unstable();
        sorted.sort_unstable();
        scene.id(it.child) == child && sorted == named
    });
    found.is_some_and(|it| it.parentage != Parentage::Birth)
}

fn pieces<'a>(lines: &'a [&'a Line]) -> impl Iterator<Item = Segment> + 'a {
    lines.iter().flat_map(|line| line.segments())
}

/// Corners and ends of one on the other: read as a junction that is none. Lines may meet at the figure of
/// somebody whom both concern, and two couples of one person below it.
fn touching(
    scene: &Scene<'_>,
    one: &(Kin, Vec<&Line>),
    two: &(Kin, Vec<&Line>),
    verdict: &mut Verdict,
) {
    let mut points = Vec::new();
    for (mine, theirs) in [(one, two), (two, one)] {
        for line in &mine.1 {
            let corners = line.strokes.iter().flatten();
            for other in &theirs.1 {
                let met = corners.clone().filter(|corner| {
                    other.segments().any(|piece| from(**corner, piece) <= TOUCH)
                        && !shared(scene, line, other, **corner)
                });
                points.extend(met.copied());
            }
        }
    }
    for at in distinct(points) {
        let what = format!(
            "{} and {} at {:.1} {:.1}",
            one.0.join(" + "),
            two.0.join(" + "),
            at.0,
            at.1
        );
        verdict.fault(Measure::Touch, what);
    }
}

/// Whether two lines may meet here: at the edge of a figure that both may touch, or, for two couples, on
/// the leg below their common partner.
fn shared(scene: &Scene<'_>, one: &Line, two: &Line, at: Point) -> bool {
    let theirs = scene.owners(two);
    let both: Vec<String> = scene
        .owners(one)
        .into_iter()
        .filter(|id| theirs.contains(id))
        .collect();
    let couples = [one, two]
        .iter()
        .all(|line| matches!(line.stands, Stands::Couple(_)));
    scene.picture.people.iter().any(|symbol| {
        let area = symbol.outline.bounds();
        let below = area.left < at.0 && at.0 < area.right;
        both.contains(&symbol.id)
            && (symbol.outline.edge_away(at) <= 2.0 * TOUCH || (couples && below))
    })
}

/// Level or upright parts of two families that lie on each other.
fn on_top(
    scene: &Scene<'_>,
    one: &(Kin, Vec<&Line>),
    two: &(Kin, Vec<&Line>),
    verdict: &mut Verdict,
) {
    let mut points = Vec::new();
    for first in &one.1 {
        for second in &two.1 {
            for piece in first.segments() {
                let covered = second.segments().filter_map(|other| common(piece, other));
                points.extend(covered.filter(|at| !shared(scene, first, second, *at)));
            }
        }
    }
    let words = format!("{} on {}", one.0.join(" + "), two.0.join(" + "));
    for at in distinct(points) {
        let what = format!("{words} at {:.1} {:.1}", at.0, at.1);
        verdict.fault(Measure::Collinear, what);
    }
}

/// The middle of what two level, or two upright, pieces have in common.
fn common(one: Segment, two: Segment) -> Option<Point> {
    let turned = |(a, b): Segment| ((a.1, a.0), (b.1, b.0));
    level(one, two).or_else(|| level(turned(one), turned(two)).map(|(y, x)| (x, y)))
}

fn level(one: Segment, two: Segment) -> Option<Point> {
    let is_level = |(a, b): Segment| (a.1 - b.1).abs() <= TOUCH && distance(a, b) > TOUCH;
    if !(is_level(one) && is_level(two)) || (one.0.1 - two.0.1).abs() > ONE_LINE {
        return None;
    }
    let span = |(a, b): Segment| (a.0.min(b.0), a.0.max(b.0));
    let (mine, theirs) = (span(one), span(two));
    let (from, to) = (mine.0.max(theirs.0), mine.1.min(theirs.1));
    (to - from > TOUCH).then_some((f64::midpoint(from, to), one.0.1))
}
