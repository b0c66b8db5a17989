//! Ecomaps measured as drawn: nothing touches anything else, lines end where they should, arrows point
//! at who receives help; and the pages as their readers find them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use casebinder::diagram::ecomap::{self, Help, Person, Strength, Stress, System, Words};
use casebinder::kind::Audience;
use casebinder::layouts::Layouts;
use casebinder::render::{Faces, svg};
use casebinder::verify;
use casebinder::view::{Anchor, Drawing, Shape, Step};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::{Built, built, pages};
use crate::running::{build_every_kind, documents, file_of, files_below, folder, run, words};

type Point = (f64, f64);

const SECTORS: [&str; 8] = [
    "family",
    "friends",
    "school",
    "health",
    "community",
    "social care",
    "legal",
    "",
];
const NAMES: [&str; 6] = [
    "Nan",
    "Shanice next door",
    "Wethershire Integrated Paediatric Speech and Language Therapy Service (north)",
    "Mr Denny, teaching assistant",
    "Saturday Ukrainian school, Соняшник",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Football Club",
];

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// So many systems: in one sector or many, with short names or long ones.
fn systems(many: usize, kind: usize, chance: &mut Chance) -> Vec<System> {
    let strengths = [
        Strength::Strong,
        Strength::Moderate,
        Strength::Weak,
        Strength::NoContact,
        Strength::Unknown,
    ];
    let helps = [Help::ToFamily, Help::FromFamily, Help::Both, Help::Unknown];
    let stresses = [Stress::Yes, Stress::No, Stress::Unknown];
    (0..many)
        .map(|number| {
            let sector = SECTORS[number * SECTORS.len() / many];
            System {
                id: format!("NW-{number:02}"),
                name: match kind {
                    1 => NAMES[2].to_owned(),
                    _ => chance.of(&NAMES).to_owned(),
                },
                sector: if kind == 2 { "family" } else { sector }.to_owned(),
                note: match chance.below(4) {
                    0 => "Leanne Brackenbury’s tie".to_owned(),
                    _ => String::new(),
                },
                strength: if kind == 3 {
                    Strength::Strong
                } else {
                    chance.of(&strengths)
                },
                help: if kind == 3 {
                    Help::Both
                } else {
                    chance.of(&helps)
                },
                stress: if kind == 3 {
                    Stress::Yes
                } else {
                    chance.of(&stresses)
                },
            }
        })
        .collect()
}

fn people(many: usize) -> Vec<Person> {
    (0..many)
        .map(|number| Person {
            id: format!("P-{number}"),
            name: format!("Theodore Brackenbury-Ashdown {number}"),
        })
        .collect()
}

fn faces() -> Faces {
    Faces::new(Layouts::shipped().ending(".ttf").map(|(_, bytes)| &**bytes))
}

fn said() -> Words {
    let words = |word: &str| format!("{word} and what it means");
    Words {
        title: words("title"),
        key: words("key"),
        part: "{part} of {parts}".to_owned(),
        strengths: std::array::from_fn(|_| words("strength")),
        helps: std::array::from_fn(|_| words("help")),
        stresses: std::array::from_fn(|_| words("stress")),
        rule: "An arrowhead stands at the one who receives help.".to_owned(),
        sheet: vec![words("date")],
        ..Words::default()
    }
}

/// What a drawing shows, found in its marks.
#[derive(Default)]
struct Seen {
    /// Centre and radius by id.
    circles: BTreeMap<String, (Point, f64)>,
    /// The corners of each line by id.
    ties: BTreeMap<String, Vec<Point>>,
    /// The boxes of all words, with whose they are.
    labels: Vec<(String, Area)>,
    /// The tips of arrowheads by id.
    tips: BTreeMap<String, Vec<Point>>,
    hub: (Point, f64),
}

type Area = (f64, f64, f64, f64);

fn seen(drawing: &Drawing, faces: &Faces) -> Seen {
    let mut seen = Seen::default();
    let id_of = |data: &[(&'static str, String)], name: &str| {
        let found = data.iter().find(|(key, _)| *key == name);
        found.map(|(_, id)| id.clone())
    };
    for shape in &drawing.shapes {
        match shape {
            Shape::Group { shapes, data } => {
                let circle = shapes.iter().find_map(|it| match it {
                    Shape::Circle { centre, radius, .. } => Some((*centre, *radius)),
                    _ => None,
                });
                if let (Some(id), Some(circle)) = (id_of(data, "system"), circle) {
                    assert_eq!(shapes.len(), 1, "one shape for each system");
                    seen.circles.insert(id, circle);
                } else if let Some(circle) = circle {
                    seen.hub = circle;
                }
            }
            Shape::Path { steps, data, .. } => {
                let points = steps.iter().filter_map(|step| match step {
                    Step::Move(at) | Step::Line(at) => Some(*at),
                    Step::Curve(..) | Step::Close => None,
                });
                if let Some(id) = id_of(data, "tie") {
                    seen.ties.insert(id, points.collect());
                }
            }
            Shape::Polygon { points, data, .. } => {
                if let Some(id) = id_of(data, "arrow") {
                    seen.tips.entry(id).or_default().push(points[0]);
                }
            }
            Shape::Label { data, .. } => {
                let area = area_of(shape, faces);
                let id = id_of(data, "label").unwrap_or_default();
                seen.labels.push((id, area));
            }
            _ => {}
        }
    }
    seen
}

/// The box of words: left, top, right, bottom.
fn area_of(shape: &Shape, faces: &Faces) -> Area {
    let Shape::Label {
        at: (x, y),
        size,
        anchor,
        text,
        ..
    } = shape
    else {
        unreachable!("only words are measured")
    };
    let wide = faces.width(text, *size);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    (left, y - size * 0.75, left + wide, y + size * 0.22)
}

fn meet(one: &Area, two: &Area) -> bool {
    one.0 < two.2 && two.0 < one.2 && one.1 < two.3 && two.1 < one.3
}

fn in_area(area: &Area, (x, y): Point, by: f64) -> bool {
    x > area.0 - by && x < area.2 + by && y > area.1 - by && y < area.3 + by
}

fn from_area(area: &Area, (x, y): Point) -> f64 {
    let dx = (area.0 - x).max(x - area.2).max(0.0);
    let dy = (area.1 - y).max(y - area.3).max(0.0);
    f64::hypot(dx, dy)
}

fn apart(one: Point, two: Point) -> f64 {
    f64::hypot(one.0 - two.0, one.1 - two.1)
}

/// Points along a line, every quarter of a millimetre.
fn along(points: &[Point]) -> Vec<Point> {
    let pairs = points.windows(2);
    pairs
        .flat_map(|pair| {
            let steps = (apart(pair[0], pair[1]) * 4.0).ceil().max(1.0) as usize;
            (0..=steps).map(move |step| {
                let part = step as f64 / steps as f64;
                (
                    pair[0].0 + (pair[1].0 - pair[0].0) * part,
                    pair[0].1 + (pair[1].1 - pair[0].1) * part,
                )
            })
        })
        .collect()
}

/// All that is wrong with a drawing.
fn faults(drawing: &Drawing, systems: &[System], faces: &Faces) -> Vec<String> {
    let seen = seen(drawing, faces);
    let mut wrong = Vec::new();
    let ids: Vec<&String> = seen.circles.keys().collect();
    for (number, one) in ids.iter().enumerate() {
        for two in &ids[number + 1..] {
            let (a, b) = (seen.circles[*one], seen.circles[*two]);
            if apart(a.0, b.0) < a.1 + b.1 + 0.5 {
                wrong.push(format!("{one} overlaps {two}"));
            }
        }
    }
    for (number, (one, area)) in seen.labels.iter().enumerate() {
        if area.0 < -0.01
            || area.1 < 0.0
            || area.2 > drawing.width + 0.01
            || area.3 > drawing.height
        {
            wrong.push(format!("words of {one:?} stand off the drawing"));
        }
        for (two, other) in &seen.labels[number + 1..] {
            if one != two && meet(area, other) {
                wrong.push(format!("words of {one:?} overlap those of {two:?}"));
            }
        }
        for (id, (centre, radius)) in &seen.circles {
            if from_area(area, *centre) < radius + 0.3 {
                wrong.push(format!("words of {one:?} stand on {id}"));
            }
        }
        for (id, points) in &seen.ties {
            if along(points).iter().any(|point| in_area(area, *point, 0.3)) {
                wrong.push(format!("the tie of {id} crosses words of {one:?}"));
            }
        }
    }
    wrong.extend(faults_of_ties(&seen, systems));
    wrong
}

fn faults_of_ties(seen: &Seen, systems: &[System]) -> Vec<String> {
    let mut wrong = Vec::new();
    let (hub, hub_radius) = seen.hub;
    let mut angles = Vec::new();
    for system in systems {
        let id = &system.id;
        let (Some((centre, radius)), Some(points)) = (seen.circles.get(id), seen.ties.get(id))
        else {
            wrong.push(format!("{id} is not drawn"));
            continue;
        };
        angles.push((centre.1 - hub.1).atan2(centre.0 - hub.0).to_degrees());
        // The bars of a broken tie come after its two ends.
        let end = match system.strength {
            Strength::NoContact => points[points.len() - 5],
            _ => points[points.len() - 1],
        };
        let on_hub = (apart(points[0], hub) - hub_radius).abs() < 0.01;
        let on_node = (apart(end, *centre) - radius).abs() < 0.01;
        if !on_hub || !on_node {
            wrong.push(format!("the tie of {id} does not end on the outlines"));
        }
        for (other, (centre, radius)) in seen.circles.iter().filter(|(other, _)| *other != id) {
            if along(points)
                .iter()
                .any(|point| apart(*point, *centre) < radius + 0.5)
            {
                wrong.push(format!("the tie of {id} goes through {other}"));
            }
        }
        let tips = seen.tips.get(id).cloned().unwrap_or_default();
        let expected = match system.help {
            Help::ToFamily => vec![points[0]],
            Help::FromFamily => vec![end],
            Help::Both => vec![points[0], end],
            Help::Unknown => Vec::new(),
        };
        let same = tips.len() == expected.len()
            && tips
                .iter()
                .zip(&expected)
                .all(|(tip, end)| apart(*tip, *end) < 0.01);
        if !same {
            wrong.push(format!("the arrowheads of {id} stand elsewhere"));
        }
        let own = seen.labels.iter().filter(|(owner, _)| owner == id);
        let middle =
            own.map(|(_, area)| (f64::midpoint(area.0, area.2), f64::midpoint(area.1, area.3)));
        let outside = |label: Point| {
            let (dx, dy) = (centre.0 - hub.0, centre.1 - hub.1);
            (label.0 - centre.0) * dx + (label.1 - centre.1) * dy > 0.0
        };
        if !middle.into_iter().all(outside) {
            wrong.push(format!("the words of {id} stand towards the middle"));
        }
    }
    wrong.extend(faults_of_angles(&angles));
    wrong
}

/// Neighbours stand in the order of the input, clockwise, twelve degrees apart at least.
fn faults_of_angles(angles: &[f64]) -> Vec<String> {
    let next = angles.iter().skip(1).chain(angles.first());
    let steps: Vec<f64> = angles
        .iter()
        .zip(next)
        .map(|(from, to)| (to - from).rem_euclid(360.0))
        .collect();
    let mut wrong = Vec::new();
    if angles.len() > 1 && (steps.iter().sum::<f64>() - 360.0).abs() > 0.1 {
        wrong.push("the order is not kept".to_owned());
    }
    if angles.len() > 1 && steps.iter().any(|step| *step < 12.0) {
        wrong.push("neighbours stand too close".to_owned());
    }
    wrong
}

/// Looks at the drawings of some systems, which have a name.
type Check<'a> = dyn FnMut(&str, &[System], &[Drawing]) + 'a;

/// Every drawing of generated variety.
fn generated(counts: impl Iterator<Item = usize>, check: &mut Check<'_>) {
    let faces = faces();
    let width = |text: &str, size: f64| faces.width(text, size);
    let mut chance = Chance(7);
    for many in counts {
        for kind in 0..4 {
            let systems = systems(many, kind, &mut chance);
            let people = people(1 + (many + kind) % 3);
            let (drawings, left) = ecomap::drawings(&people, &systems, &said(), &width);
            assert_eq!(left, 0);
            check(&format!("{many} of kind {kind}"), &systems, &drawings);
        }
    }
}

#[test]
fn up_to_twenty_systems_stand_on_one_page_and_nothing_touches_anything() {
    let faces = faces();
    let mut wrong = Vec::new();
    generated(1..=20, &mut |name, systems, drawings| {
        if drawings.len() != 1 {
            wrong.push(format!("{name}: {} drawings", drawings.len()));
            return;
        }
        let drawing = &drawings[0];
        let found = faults(drawing, systems, &faces);
        wrong.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        if drawing.width > ecomap::WIDTH || drawing.height > 240.0 {
            wrong.push(format!("{name}: {} by {}", drawing.width, drawing.height));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn more_systems_stand_on_further_drawings_each_as_clear() {
    let faces = faces();
    let mut wrong = Vec::new();
    generated([21, 33, 60].into_iter(), &mut |name, systems, drawings| {
        let mut rest = systems;
        for drawing in drawings {
            let many = seen(drawing, &faces).circles.len();
            let (these, others) = rest.split_at(many);
            rest = others;
            let found = faults(drawing, these, &faces);
            wrong.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        }
        assert!(rest.is_empty() && drawings.len() > 1, "{name}");
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_checks_find_what_is_wrong() {
    let faces = faces();
    let width = |_: &str, _: f64| 1.0;
    let systems = systems(9, 1, &mut Chance(3));
    let (drawings, _) = ecomap::drawings(&people(1), &systems, &said(), &width);
    let found = faults(&drawings[0], &systems, &faces);
    assert!(found.iter().any(|it| it.contains("overlap")), "{found:?}");
    let mut moved = systems.clone();
    moved.swap(2, 5);
    let found = faults(&drawings[0], &moved, &faces);
    assert!(found.iter().any(|it| it.contains("order")), "{found:?}");
}

#[test]
fn words_are_never_smaller_than_seven_points() {
    generated([5, 12, 20, 40].into_iter(), &mut |name, _, drawings| {
        for shape in drawings.iter().flat_map(|it| &it.shapes) {
            if let Shape::Label { size, .. } = shape {
                assert!(*size * 72.0 / 25.4 >= 7.0 - 0.01, "{name}: {size} mm");
            }
        }
    });
}

/// Where pictures go for somebody to look at: set `ECOMAPS_TO` to a folder.
#[test]
fn pictures_for_the_eye() {
    let Some(to) = std::env::var_os("ECOMAPS_TO").map(PathBuf::from) else {
        return;
    };
    generated(
        [1, 2, 5, 9, 12, 13, 16, 20].into_iter(),
        &mut |name, _, drawings| {
            for drawing in drawings {
                let file = format!("{}-{}.svg", name.replace(' ', "-"), drawing.name);
                fs::write(to.join(file), svg(drawing)).expect("the picture can be written");
            }
        },
    );
}

const KIND: &str = "ecomap";

#[test]
fn every_page_reads_as_it_should() {
    for (household, case, audience) in [
        ("mill-lane", "ML-1001", Audience::Internal),
        ("mill-lane", "ML-1001", Audience::Family),
        ("orchard-close", "OC-204", Audience::Internal),
    ] {
        let told = pages(&file(built(household), case, audience, ".pdf"));
        insta::with_settings!({ snapshot_suffix => format!("{household}-{case}-{audience}"), omit_expression => true }, {
            insta::assert_snapshot!("pages", told);
        });
    }
}

#[test]
fn a_drawing_is_a_file_of_its_own_that_says_what_it_is() {
    let path = file(built("mill-lane"), "ML-1001", Audience::Internal, ".svg");
    let drawn = fs::read_to_string(path).expect("the SVG is there");
    for told in [
        "<title>Ecomap of Isla Brackenbury</title>",
        "OFFICIAL-SENSITIVE",
        "<g data-system=\"NW-001\">",
        "data-tie=\"NW-001\"",
        "data-label=\"NW-001\"",
        "<g data-person=\"P01\">",
        "An arrowhead stands at the one who receives help.",
        "Whose view: Isla; Leanne",
    ] {
        assert!(drawn.contains(told), "{told}");
    }
    assert!(
        !drawn.contains("NW-010"),
        "an earlier view is listed, not drawn"
    );
    let lines = drawn.replace("><", ">\n<");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("drawing-mill-lane-ML-1001", lines);
    });
}

#[test]
fn a_screen_reader_finds_the_drawing_and_the_same_facts_as_a_table() {
    let path = file(built("mill-lane"), "ML-1001", Audience::Internal, ".pdf");
    let bytes = fs::read(path).expect("the PDF is there");
    let tree = verify::tag_tree(&bytes).expect("the PDF is tagged");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("tags", tree);
    });
}

#[test]
fn every_tie_of_every_household_is_drawn_or_listed_as_an_earlier_view() {
    for household in ["mill-lane", "harlow-road", "orchard-close", "aldous-court"] {
        let built = built(household);
        for row in built.of_kind(KIND, Audience::Internal) {
            let case = crate::running::read(&built.household.export).value;
            let case = case.cases.into_iter().find(|case| case.id == row.id);
            let networks = case.expect("the case is read").records.networks;
            assert_eq!(row.entries, networks.len(), "{}", row.id);
        }
    }
}

#[test]
fn nothing_recorded_is_told_apart_from_nothing_that_could_be() {
    let mut empty = export(&[]);
    empty["network"] = json!([{ "network_id": "N-9", "case_id": "C-2", "tied_to": "Cubs" }]);
    empty["case"] = json!([
        { "case_id": "C-1", "child_id": "P-1" },
        { "case_id": "C-2", "child_id": "P-2" },
    ]);
    let made = Made::of(&empty);
    let said = made.says("C-1", Audience::Internal);
    assert!(
        said.contains("No people and services around Ada Invented are recorded"),
        "{said}"
    );
    let rows = made.rows("C-1", Audience::Internal);
    assert!(
        rows.iter().all(|path| path.ends_with(".pdf")),
        "nothing is drawn"
    );
    let mut without = export(&[]);
    without
        .as_object_mut()
        .expect("an object")
        .remove("network");
    let said = Made::of(&without).says("C-1", Audience::Internal);
    assert!(
        said.contains("This export does not hold the people and services"),
        "{said}"
    );
}

/// A tie for the tests below.
fn tie(id: &str, to: &str, more: &Value) -> Value {
    let mut tie = json!({
        "network_id": id, "case_id": "C-1", "person_id": "P-1", "tied_to": to, "sector": "friends",
        "strength": "strong", "direction": "both ways", "stressful": "no", "as_at": "12/05/2026",
        "view_of": "Ada", "drawn_by": "Priya Imagined",
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        tie[key] = value.clone();
    }
    tie
}

fn export(ties: &[Value]) -> Value {
    json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1" }],
        "person": [
            { "person_id": "P-1", "name": "Ada Invented", "born": "04/03/2015", "standing": "child" },
            { "person_id": "P-2", "name": "Bea Invented", "standing": "family" },
            { "person_id": "P-3", "name": "Orla Kestrelby", "standing": "family", "confidential": "yes" },
        ],
        "network": ties,
    })
}

/// A small export, built for workers and for the family.
struct Made {
    home: TempDir,
}

impl Made {
    fn of(records: &Value) -> Self {
        let home = folder();
        let (export, settings) = (
            home.path().join("export.json"),
            home.path().join("casebinder.toml"),
        );
        fs::write(&export, records.to_string()).expect("the export can be written");
        let text = "as_at = \"2026-06-30\"\n[ecomap]\naudiences = [\"internal\", \"family\"]\n";
        fs::write(&settings, text).expect("the settings can be written");
        let mut command = build_every_kind(&export, &settings, &home.path().join("out"));
        run(command.args(["--only", KIND])).ending(0);
        Self { home }
    }

    fn out(&self) -> PathBuf {
        self.home.path().join("out")
    }

    fn rows(&self, case: &str, audience: Audience) -> Vec<String> {
        let rows = documents(&self.out());
        let mut rows = rows.into_iter();
        let row = rows.find(|row| row.id == case && row.audience == audience);
        let files = row.expect("the document is listed").files.into_iter();
        files.map(|file| file.path).collect()
    }

    fn says(&self, case: &str, audience: Audience) -> String {
        let pdf = self.rows(case, audience).remove(0);
        words(&self.out().join(pdf)).replace('\u{2009}', "")
    }

    fn draws(&self, audience: Audience) -> String {
        let svg = self.rows("C-1", audience).pop().expect("it has files");
        fs::read_to_string(self.out().join(svg)).expect("the SVG is there")
    }
}

#[test]
fn what_is_restricted_vanishes_for_the_family_and_reads_restricted_for_workers() {
    let none = json!({});
    let mut records = export(&[
        tie("N-1", "Cubs", &none),
        tie(
            "N-2",
            "Halvard Sternfield",
            &json!({ "sector": "legal", "stressful": "yes" }),
        ),
        tie(
            "N-3",
            "Orla Kestrelby, aunt",
            &json!({ "sector": "family" }),
        ),
        tie(
            "N-4",
            "Food bank",
            &json!({ "person_id": "P-3", "sector": "community" }),
        ),
    ]);
    records["restriction"] =
        json!([{ "restriction_id": "X-1", "case_id": "C-1", "restricted_record": "network:N-2" }]);
    let made = Made::of(&records);
    let (drawn, said) = (
        made.draws(Audience::Family),
        made.says("C-1", Audience::Family),
    );
    for hidden in [
        "N-2",
        "N-3",
        "N-4",
        "P-3",
        "Halvard",
        "Kestrelby",
        "Food bank",
        "restricted",
    ] {
        assert!(
            !drawn.contains(hidden) && !said.contains(hidden),
            "{hidden}: {said}"
        );
    }
    assert_eq!(drawn.matches("data-system").count(), 1);
    assert!(said.contains("Cubs"), "{said}");
    assert!(
        !said.contains("legal") && !said.contains("stressful (zigzag"),
        "{said}"
    );
    let (drawn, said) = (
        made.draws(Audience::Internal),
        made.says("C-1", Audience::Internal),
    );
    assert_eq!(drawn.matches("data-system").count(), 4);
    assert!(said.contains("[restricted, see register]"), "{said}");
    assert!(
        !said.contains("Halvard") && !drawn.contains("Halvard") && !said.contains("legal"),
        "{said}"
    );
    assert!(
        !drawn.contains("stressful (zigzag"),
        "nothing of a restricted tie is drawn"
    );
}

#[test]
fn the_latest_view_is_drawn_and_the_childs_own_before_anothers_of_that_day() {
    let made = Made::of(&export(&[
        tie(
            "N-1",
            "Cubs",
            &json!({ "as_at": "12/05/2024", "strength": "weak" }),
        ),
        tie("N-2", "cubs", &json!({ "view_of": "Bea" })),
        tie("N-3", "Cubs", &json!({ "strength": "no contact" })),
        tie("N-4", "Cubs", &json!({ "person_id": "P-2", "as_at": null })),
    ]));
    let drawn = made.draws(Audience::Internal);
    let is_drawn = |id: &str| drawn.contains(&format!("data-system=\"{id}\""));
    assert!(is_drawn("N-3") && is_drawn("N-4"), "Bea’s tie is another");
    assert!(!is_drawn("N-1") && !is_drawn("N-2"));
    let said = made.says("C-1", Audience::Internal);
    let (_, earlier) = said
        .split_once("Earlier and other views of the same")
        .expect("there are earlier views");
    let places = ["network:N-2", "network:N-1"].map(|id| earlier.find(id));
    assert!(places[0].is_some() && places[0] < places[1], "{earlier}");
    assert!(said.contains("not recorded for 1 tie"), "{said}");
}

#[test]
fn rows_in_another_order_change_no_byte() {
    let ties: Vec<Value> = (0..15)
        .map(|number| {
            let more = json!({
                "sector": SECTORS[number % 5], "as_at": format!("{:02}/05/2026", 1 + number % 3),
                "person_id": if number % 4 == 0 { "P-2" } else { "P-1" },
            });
            tie(&format!("N-{number}"), NAMES[number % 5], &more)
        })
        .collect();
    let mut turned = ties.clone();
    turned.reverse();
    turned.swap(2, 9);
    let bytes = |ties: &[Value]| -> BTreeMap<String, Vec<u8>> {
        let made = Made::of(&export(ties));
        let files = files_below(&made.out().join("cases"));
        let read = |path: &Path| fs::read(path).expect("the file can be read");
        files
            .into_iter()
            .map(|(name, path)| (name, read(&path)))
            .collect()
    };
    assert!(bytes(&ties) == bytes(&turned));
}

/// The path of a household's ecomap.
fn file(built: &Built, case: &str, audience: Audience, ending: &str) -> PathBuf {
    let rows = built.of_kind(KIND, audience);
    let row = rows.iter().find(|row| row.id == case);
    file_of(
        built.out.path(),
        row.expect("the case has an ecomap"),
        ending,
    )
}
