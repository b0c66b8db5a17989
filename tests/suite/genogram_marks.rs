//! The marks of a genogram on people placed by hand: figures, lines, rings, emotional lines, the legend.

use std::collections::{BTreeMap, BTreeSet};

use casebinder::diagram::genogram::family::*;
use casebinder::diagram::genogram::marks::{Marks, marks};
use casebinder::diagram::genogram::placed::{Area, Place, Placed, Point};
use casebinder::diagram::genogram::words::Words;
use casebinder::diagram::genogram::{figures, sign};
use casebinder::render::svg;
use casebinder::view::{Anchor, Drawing, Shape, Step};

use by_hand::{ByHand, SIZE, three_generations};

mod by_hand;

fn drawn(hand: &ByHand, profile: Profile) -> (Marks, Placed) {
    let mut placed = hand.placed.clone();
    let width = |words: &str, size: f64| hand.faces.width(words, size);
    let marks = marks(
        &hand.family,
        &mut placed,
        profile,
        &Words::default(),
        &width,
    );
    (marks, placed)
}

/// The SVG; also as a file for the eye where `CASEBINDER_LOOK` names a folder.
fn look(name: &str, marks: &Marks, placed: &Placed) -> String {
    let drawing = Drawing {
        name: "genogram".into(),
        width: placed.width,
        height: placed.height,
        title: "Genogram".into(),
        alt: "A family.".into(),
        shapes: marks.shapes.clone(),
    };
    let text = svg(&drawing);
    if let Ok(folder) = std::env::var("CASEBINDER_LOOK") {
        std::fs::write(format!("{folder}/{name}.svg"), &text).expect("the folder is there");
    }
    text
}

fn every_figure() -> ByHand {
    use Figure::*;
    let mut hand = ByHand::new();
    let all = [
        Male,
        Female,
        Diverse,
        NotRecorded,
        Pregnancy,
        Miscarriage,
        Termination,
    ];
    for (column, figure) in all.into_iter().enumerate() {
        let x = 10.0 + 22.0 * column as f64;
        for (row, told) in ["plain", "index", "died", "both", "adopted"]
            .into_iter()
            .enumerate()
        {
            let who = hand.person(figure, x, row, &[told]);
            hand.member(who).index = row == 1 || row == 3;
            hand.member(who).died = row == 2 || row == 3;
            if row == 4 {
                hand.family.descents.push(Descent {
                    child: who,
                    parents: Vec::new(),
                    parentage: Parentage::Adoptive,
                    words: String::new(),
                });
            }
        }
        let others = [
            Presence::NotKnown,
            Presence::Important,
            Presence::Stillborn,
            Presence::Several(Some(12)),
            Presence::Several(None),
        ];
        for (row, presence) in others.into_iter().enumerate() {
            if column < 4 {
                let who = hand.person(figure, 176.0 + 22.0 * column as f64, row, &["other"]);
                hand.member(who).presence = presence;
            }
        }
    }
    hand
}

fn every_union() -> ByHand {
    let mut hand = ByHand::new();
    let unions = [
        Union::Married,
        Union::LivingTogether,
        Union::Brief,
        Union::NotRecorded,
    ];
    let endings = [
        Ending::None,
        Ending::Separated,
        Ending::Divorced,
        Ending::Reunited,
    ];
    for (row, union) in unions.into_iter().enumerate() {
        for (column, ending) in endings.into_iter().enumerate() {
            let x = 10.0 + 50.0 * column as f64;
            let left = hand.person(Figure::Male, x, row, &["A"]);
            let right = hand.person(Figure::Female, x + 24.0, row, &["B"]);
            let told = format!("{union:?} {ending:?}");
            let couple = hand.couple([left, right], union, ending, &[&told], ([0.0; 2], 3.0));
            hand.family.couples[couple].related = column == 3;
        }
    }
    hand
}

fn every_bond() -> ByHand {
    let mut hand = three_generations();
    hand.bond([3, 10], Quality::Close, "close");
    hand.bond([2, 3], Quality::Harm, "physical");
    hand.bond([0, 3], Quality::CutOff, "cut off 2018");
    hand.bond([7, 8], Quality::Conflict, "conflict");
    hand.bond([9, 10], Quality::Distant, "distant");
    hand
}

fn ring_cases() -> Vec<(&'static str, ByHand)> {
    let case = |homes: &[(&str, &[Who])]| {
        let mut hand = three_generations();
        for (words, members) in homes {
            hand.home(words, members);
        }
        hand
    };
    vec![
        (
            "ring-family",
            case(&[("Moor Lane 4, 22/11/2026", &[3, 7, 8, 9, 10])]),
        ),
        ("ring-stranger", case(&[("Home A, 22/11/2026", &[2, 4])])),
        ("ring-apart", case(&[("Home A", &[1, 6, 11])])),
        (
            "ring-two-homes",
            case(&[
                ("Mother's home, 22/11/2026", &[3, 9, 10]),
                ("Carers' home", &[5, 6, 10, 11]),
                ("Father's home", &[2, 7, 8, 9]),
            ]),
        ),
        (
            "ring-neighbours",
            case(&[
                ("One", &[7]),
                ("Two", &[8]),
                ("Three", &[9, 8]),
                ("Four", &[0, 1, 3]),
            ]),
        ),
    ]
}

/// The corners of a path, curves as short straight pieces.
fn flattened(steps: &[Step]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for step in steps {
        match step {
            Step::Move(at) | Step::Line(at) => points.push(*at),
            Step::Curve(first, second, end) => {
                let start = *points.last().expect("a curve begins somewhere");
                for step in 1..=12 {
                    let t = f64::from(step) / 12.0;
                    let u = 1.0 - t;
                    let mix = |a: f64, b: f64, c: f64, d: f64| {
                        u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
                    };
                    points.push((
                        mix(start.0, first.0, second.0, end.0),
                        mix(start.1, first.1, second.1, end.1),
                    ));
                }
            }
            Step::Close => {}
        }
    }
    points
}

fn is_within(polygon: &[Point], at: Point) -> bool {
    let ends = polygon.iter().zip(polygon.iter().cycle().skip(1));
    let crossed = ends.filter(|(a, b)| {
        (a.1 > at.1) != (b.1 > at.1) && at.0 < a.0 + (at.1 - a.1) / (b.1 - a.1) * (b.0 - a.0)
    });
    crossed.count() % 2 == 1
}

fn boxes(place: &Place) -> [Area; 2] {
    let (x, y) = place.centre;
    let half = SIZE / 2.0;
    let figure = Area {
        left: x - half,
        top: y - half,
        right: x + half,
        bottom: y + half,
    };
    [figure, place.words.area]
}

fn spots(area: &Area) -> Vec<Point> {
    let share = |low: f64, high: f64, step: i32| low + (high - low) * f64::from(step) / 8.0;
    let across = |row: i32| (0..=8).map(move |column| (column, row));
    (0..=8)
        .flat_map(across)
        .map(|(column, row)| {
            (
                share(area.left, area.right, column),
                share(area.top, area.bottom, row),
            )
        })
        .collect()
}

fn datum<'a>(shape: &'a Shape, name: &str) -> Option<&'a str> {
    let (Shape::Line { data, .. }
    | Shape::Path { data, .. }
    | Shape::Polygon { data, .. }
    | Shape::Rectangle { data, .. }
    | Shape::Circle { data, .. }
    | Shape::Label { data, .. }
    | Shape::Group { data, .. }) = shape;
    let mut found = data.iter().filter(|(key, _)| *key == name);
    found.next().map(|(_, value)| value.as_str())
}

/// The box of a label.
fn label_box(shape: &Shape, hand: &ByHand) -> Option<Area> {
    let Shape::Label {
        at,
        size,
        anchor,
        text,
        ..
    } = shape
    else {
        return None;
    };
    let long = hand.faces.width(text, *size);
    let left = match anchor {
        Anchor::Start => at.0,
        Anchor::Middle => at.0 - long / 2.0,
        Anchor::End => at.0 - long,
    };
    Some(Area {
        left,
        top: at.1 - 0.72 * size,
        right: left + long,
        bottom: at.1 + 0.2 * size,
    })
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

#[test]
fn a_figure_is_one_symbol_and_all_its_marks_lie_within_the_box() {
    let hand = every_figure();
    let (marks, placed) = drawn(&hand, Profile::McGoldrick);
    look("figures", &marks, &placed);
    let figures = marks
        .shapes
        .iter()
        .filter(|shape| datum(shape, "person").is_some());
    let mut seen = BTreeSet::new();
    for figure in figures {
        let id = datum(figure, "person").expect("it was filtered by it");
        assert!(seen.insert(id.to_owned()), "{id} stands once");
        let Shape::Group { shapes, .. } = figure else {
            panic!("{id} is a group");
        };
        let is_symbol = |shape: &&Shape| {
            matches!(
                shape,
                Shape::Rectangle { .. } | Shape::Circle { .. } | Shape::Polygon { .. }
            )
        };
        assert_eq!(shapes.iter().filter(is_symbol).count(), 1, "{id}");
        let who: usize = id[1..]
            .parse()
            .expect("the ids of these people are numbers");
        let area = boxes(&placed.people[who])[0];
        for shape in shapes {
            let points = match shape {
                Shape::Line { points, .. } | Shape::Polygon { points, .. } => points.clone(),
                Shape::Path { steps, .. } => flattened(steps),
                _ => Vec::new(),
            };
            for (x, y) in points {
                let inside = area.left - 1e-6 <= x
                    && x <= area.right + 1e-6
                    && area.top - 1e-6 <= y
                    && y <= area.bottom + 1e-6;
                assert!(inside, "{id}: a mark leaves the box at {x}, {y}");
            }
        }
    }
    assert_eq!(seen.len(), hand.family.people.len());
}

#[test]
fn lines_meet_the_outline_at_every_port() {
    let hand = every_figure();
    for who in 0..hand.family.people.len() {
        let centre = hand.placed.people[who].centre;
        let body = figures::body(&hand.family, who, centre, SIZE);
        for port in [-9.0, -3.0, -1.2, 0.0, 0.8, 2.5] {
            for at in [body.top(port), body.bottom(port)] {
                if at == centre {
                    continue;
                }
                // The ray from the centre meets the outline in the same point.
                let ray = body.towards(at);
                let off = (ray.0 - at.0).hypot(ray.1 - at.1);
                assert!(off < 1e-6, "P{who} at port {port}: {at:?} is not {ray:?}");
            }
        }
    }
}

#[test]
fn couples_differ_by_their_line_in_both_profiles() {
    let hand = every_union();
    let mut pens = BTreeMap::new();
    for profile in [Profile::McGoldrick, Profile::DepartmentOfHealth] {
        let (marks, placed) = drawn(&hand, profile);
        look(&format!("unions-{profile:?}"), &marks, &placed);
        let mut kinds = BTreeSet::new();
        for shape in &marks.shapes {
            if let (Some(union), Shape::Line { pen, .. }) = (datum(shape, "union"), shape) {
                kinds.insert((union.to_owned(), format!("{:?}", pen.dash)));
            }
        }
        assert_eq!(kinds.len(), 4, "each union has one pen");
        let dashes: BTreeSet<&String> = kinds.iter().map(|(_, dash)| dash).collect();
        pens.insert(format!("{profile:?}"), dashes.len());
        let slashes = |what: &str| {
            let marks = marks
                .shapes
                .iter()
                .filter(|shape| datum(shape, "mark") == Some(what));
            marks.count()
        };
        assert_eq!(
            (
                slashes("separated"),
                slashes("divorced"),
                slashes("reunited")
            ),
            (4, 8, 8)
        );
        assert_eq!(slashes("related"), 4);
    }
    assert_eq!(pens["McGoldrick"], 4);
    assert_eq!(
        pens["DepartmentOfHealth"], 3,
        "marriage and living together are both solid"
    );
}

#[test]
fn three_generations_are_drawn_whole() {
    let hand = three_generations();
    let (marks, placed) = drawn(&hand, Profile::McGoldrick);
    insta::assert_snapshot!(look("family", &marks, &placed).replace("><", ">\n<"));
    let bars = marks
        .shapes
        .iter()
        .filter(|shape| datum(shape, "mark") == Some("identical"));
    assert_eq!(bars.count(), 1);
}

#[test]
fn rings_hold_their_members_and_nobody_else() {
    for (name, hand) in ring_cases() {
        let (marks, placed) = drawn(&hand, Profile::McGoldrick);
        look(name, &marks, &placed);
        for household in &hand.family.households {
            let pieces: Vec<Vec<Point>> = marks
                .shapes
                .iter()
                .filter(|shape| datum(shape, "household") == Some(&household.id))
                .filter_map(|shape| match shape {
                    Shape::Path { steps, .. } => Some(flattened(steps)),
                    _ => None,
                })
                .collect();
            for (who, place) in placed.people.iter().enumerate() {
                let is_member = household.members.contains(&who);
                for at in boxes(place).iter().flat_map(spots) {
                    let held = pieces.iter().any(|piece| is_within(piece, at));
                    assert_eq!(
                        held, is_member,
                        "{name}: {} and P{who} at {at:?}",
                        household.id
                    );
                }
            }
        }
    }
}

#[test]
fn no_ring_runs_through_words_and_its_own_stand_free() {
    for (name, hand) in ring_cases() {
        let (marks, placed) = drawn(&hand, Profile::McGoldrick);
        let labels: Vec<(&Shape, Area)> = marks
            .shapes
            .iter()
            .filter(|shape| datum(shape, "label").is_some())
            .filter_map(|shape| Some((shape, label_box(shape, &hand)?)))
            .collect();
        for shape in &marks.shapes {
            let (Some(id), Shape::Path { steps, .. }) = (datum(shape, "household"), shape) else {
                continue;
            };
            for at in flattened(steps) {
                let hit = labels.iter().find(|(_, area)| {
                    area.left < at.0 && at.0 < area.right && area.top < at.1 && at.1 < area.bottom
                });
                assert!(
                    hit.is_none(),
                    "{name}: {id} runs through {:?} at {at:?}",
                    hit
                );
            }
        }
        for (index, (first, area)) in labels.iter().enumerate() {
            for (second, other) in &labels[index + 1..] {
                assert!(
                    !overlap(area, other),
                    "{name}: {first:?} lies on {second:?}"
                );
            }
            if datum(first, "label").is_some_and(|id| id.starts_with('H')) {
                let figures = placed.people.iter().map(|place| boxes(place)[0]);
                assert!(
                    figures.into_iter().all(|figure| !overlap(area, &figure)),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn members_with_a_stranger_between_get_pieces_that_are_counted() {
    let cases: BTreeMap<&str, ByHand> = ring_cases().into_iter().collect();
    let (marks, placed) = drawn(&cases["ring-stranger"], Profile::McGoldrick);
    let text = look("ring-stranger", &marks, &placed);
    assert_eq!(marks.pieces, [(0, 2)]);
    assert!(text.contains("(1 of 2)") && text.contains("(2 of 2)"));
}

#[test]
fn no_ring_lies_on_a_line() {
    for (name, hand) in ring_cases() {
        let (marks, _) = drawn(&hand, Profile::McGoldrick);
        let lines = marks.shapes.iter().filter_map(|shape| match shape {
            Shape::Line { points, .. } if datum(shape, "legend").is_none() => Some(points),
            _ => None,
        });
        let lines: Vec<&[Point]> = lines.flat_map(|points| points.windows(2)).collect();
        for shape in &marks.shapes {
            let (Some(id), Shape::Path { steps, .. }) = (datum(shape, "household"), shape) else {
                continue;
            };
            for edge in flattened(steps).windows(2) {
                for line in &lines {
                    for (a, b) in [(0, 1), (1, 0)] {
                        let pick = |at: Point, axis: usize| if axis == 0 { at.0 } else { at.1 };
                        let flat =
                            |pair: &[Point]| (pick(pair[0], b) - pick(pair[1], b)).abs() < 1e-6;
                        let near = (pick(edge[0], b) - pick(line[0], b)).abs() < 0.25;
                        let low = |pair: &[Point]| pick(pair[0], a).min(pick(pair[1], a));
                        let high = |pair: &[Point]| pick(pair[0], a).max(pick(pair[1], a));
                        let shared = high(edge).min(high(line)) - low(edge).max(low(line));
                        let lies = flat(edge) && flat(line) && near && shared > 1.0;
                        assert!(!lies, "{name}: {id} runs on a line at {edge:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn emotional_lines_touch_nobody_else() {
    let hand = every_bond();
    let (marks, placed) = drawn(&hand, Profile::McGoldrick);
    look("bonds", &marks, &placed);
    assert_eq!(marks.not_drawn, Vec::<usize>::new());
    for shape in &marks.shapes {
        let Some(pair) = datum(shape, "bond") else {
            continue;
        };
        let points = match shape {
            Shape::Line { points, .. } => points.clone(),
            Shape::Path { steps, .. } => flattened(steps),
            _ => Vec::new(),
        };
        let own: Vec<&str> = pair.split(' ').collect();
        for (who, place) in placed.people.iter().enumerate() {
            let [figure, words] = boxes(place);
            let is_own = own.contains(&hand.family.people[who].id.as_str());
            let foreign = (!is_own).then_some(figure);
            for area in foreign.into_iter().chain([words]) {
                let hit = points.iter().any(|at| {
                    area.left < at.0 && at.0 < area.right && area.top < at.1 && at.1 < area.bottom
                });
                assert!(!hit, "the line of {pair} touches P{who}");
            }
        }
    }
}

#[test]
fn a_legend_tells_what_is_used_and_nothing_else() {
    let hand = three_generations();
    let (marks, placed) = drawn(&hand, Profile::McGoldrick);
    let told: BTreeSet<&str> = marks
        .shapes
        .iter()
        .filter_map(|shape| datum(shape, "legend"))
        .filter(|key| *key != "heading")
        .collect();
    let mut used: BTreeSet<&str> = sign::signs(&hand.family, &[])
        .iter()
        .map(|sign| sign.key())
        .collect();
    // The foster carers' line crosses a couple's.
    used.insert("crossing");
    assert_eq!(told, used);
    for key in [
        "married",
        "foster",
        "adoptive",
        "identical",
        "not-known",
        "separated",
    ] {
        assert!(told.contains(key), "{key}");
    }
    assert!(!told.contains("divorced") && !told.contains("household"));
    let people = marks
        .shapes
        .iter()
        .filter(|shape| datum(shape, "person").is_some());
    assert_eq!(people.count(), placed.people.len(), "no sample is a person");
}

#[test]
fn the_shipped_wording_tells_every_sign() {
    let layouts = casebinder::layouts::Layouts::shipped();
    let terms = layouts.text("wording/terms.json").expect("it is shipped");
    let terms: BTreeMap<String, String> =
        serde_json::from_str(terms).expect("an object of strings");
    let words = Words::told(|key| terms.get(key).cloned().unwrap_or_default());
    for (sign, told) in &words.signs {
        assert!(!told.is_empty(), "genogram.sign.{}", sign.key());
    }
    assert_eq!(words.signs.len(), sign::Sign::ALL.len());
    assert!(words.piece.contains("{k}") && words.piece.contains("{n}"));
}
