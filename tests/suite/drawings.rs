//! One drawing by name: `casebinder draw` for each kind, what its file says of itself, its geometry, and
//! what it refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::running::{Household, Ran, casebinder, folder, run};

const KINDS: [&str; 2] = ["genogram", "ecomap"];

/// A drawing of a case, drawn anew for each question.
struct Draw {
    home: TempDir,
    export: PathBuf,
    case: &'static str,
}

impl Draw {
    fn of(records: &Value) -> Self {
        let home = folder();
        let export = home.path().join("export.json");
        fs::write(&export, records.to_string()).expect("the export can be written");
        Self {
            home,
            export,
            case: "C-1",
        }
    }

    fn household(name: &str, case: &'static str) -> Self {
        Self {
            home: folder(),
            export: Household::named(name).export,
            case,
        }
    }

    fn run(&self, kind: &str, more: &[&str]) -> Ran {
        let mut command = casebinder(["draw".as_ref(), self.export.as_os_str()]);
        command.args(["--case", self.case, "--kind", kind, "--as-at", "2026-06-30"]);
        command.arg("--out").arg(self.file());
        run(command.args(more))
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("drawn.svg")
    }

    fn svg(&self, kind: &str, more: &[&str]) -> String {
        self.run(kind, more).ending(0).saying("1 drawing made.");
        fs::read_to_string(self.file()).expect("the drawing is there")
    }

    fn geometry(&self, kind: &str) -> Value {
        let ran = self.run(kind, &["--json"]).ending(0);
        serde_json::from_str(&ran.out).expect("the geometry is JSON")
    }
}

/// An invented child with so many ties to people and services.
fn ties(many: usize) -> Value {
    let sectors = ["family", "school", "health"];
    let each = (0..many).map(|at| {
        json!({
            "network_id": format!("N-{at:03}"), "case_id": "C-1", "person_id": "P-1",
            "tied_to": format!("Service {at:03}"), "sector": sectors[at % 3], "strength": "strong",
            "direction": "both ways", "stressful": at % 2 == 0, "as_at": "12/05/2026",
            "view_of": "Ada", "drawn_by": "Priya Imagined",
        })
    });
    json!({
        "casebinder": { "schema": 1 },
        "case": [{ "case_id": "C-1", "child_id": "P-1" }],
        "person": [{ "person_id": "P-1", "name": "Ada Invented", "standing": "child" }],
        "network": each.collect::<Vec<_>>(),
    })
}

/// The ids that marks of a drawing bear, each as often as it stands there.
fn ids(svg: &str, mark: &str) -> Vec<String> {
    let before = format!("data-{mark}=\"");
    let each = svg.split(&before).skip(1);
    let mut ids: Vec<String> = each
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect();
    ids.sort();
    ids
}

#[test]
fn each_kind_says_what_it_is_of_whom_and_its_marking() {
    let draw = Draw::household("mill-lane", "ML-1001");
    for (kind, first) in KINDS.into_iter().zip(["Genogram", "Ecomap"]) {
        let svg = draw.svg(kind, &[]);
        for told in [
            &format!("<title>{first} of Isla Brackenbury</title>"),
            &format!(">{first}: Isla Brackenbury, ML-1001</text>"),
            ">OFFICIAL-SENSITIVE · internal use by workers and managers</text>",
            ">30 June 2026 · draft, not yet checked</text>",
        ] {
            assert!(svg.contains(told), "{kind}: {told}");
        }
        assert_eq!(svg, draw.svg(kind, &[]), "the same bytes");
    }
}

#[test]
fn what_is_drawn_by_name_is_what_a_build_puts_beside_the_pdf() {
    let household = Household::named("mill-lane");
    let out = folder();
    let mut command = household.build(out.path());
    run(command.args(["--only", "genogram,ecomap", "--force"])).ending(0);
    let draw = Draw::household("mill-lane", "ML-1001");
    for kind in KINDS {
        let path = format!("cases/ML-1001/ML-1001-{kind}.svg");
        let built = fs::read_to_string(out.path().join(path)).expect("the file is there");
        assert_eq!(built, draw.svg(kind, &[]), "{kind}");
    }
}

#[test]
fn however_many_ties_there_are_each_stands_in_the_one_drawing() {
    for many in [1, 20, 21, 45, 170] {
        let draw = Draw::of(&ties(many));
        let svg = draw.svg("ecomap", &[]);
        let wanted: Vec<String> = (0..many).map(|at| format!("N-{at:03}")).collect();
        assert_eq!(ids(&svg, "system"), wanted, "{many}");
        assert_eq!(ids(&svg, "tie"), wanted, "{many}");
        let parts = svg.matches("(part ").count();
        assert_eq!(
            parts,
            if many <= 20 { 0 } else { many.div_ceil(20) },
            "{many}"
        );
    }
}

#[test]
fn the_geometry_of_an_ecomap_tells_where_systems_ties_and_sectors_are() {
    for many in [7, 30] {
        let geometry = Draw::of(&ties(many)).geometry("ecomap");
        let all = |key: &str| geometry[key].as_array().cloned().unwrap_or_default();
        let (width, height) = (geometry["width"].as_f64(), geometry["height"].as_f64());
        let mut seen = BTreeSet::new();
        for (system, tie) in all("systems").iter().zip(all("ties")) {
            assert_eq!(system["id"], tie["system"]);
            let number = |value: &Value| value.as_f64().expect("a number");
            let at = |value: &Value| (number(&value[0]), number(&value[1]));
            let (x, y) = at(&system["centre"]);
            assert!(x > 0.0 && Some(x) < width && y > 0.0 && Some(y) < height);
            let (ex, ey) = at(&tie["points"][1]);
            let far = f64::hypot(ex - x, ey - y);
            assert!((far - number(&system["radius"])).abs() < 0.02, "{far}");
            let (sx, sy) = at(&tie["points"][0]);
            let starts = all("middles").iter().any(|middle| {
                let (mx, my) = at(&middle["centre"]);
                (f64::hypot(sx - mx, sy - my) - number(&middle["radius"])).abs() < 0.02
            });
            assert!(starts, "a tie leaves the circle in the middle");
            assert_eq!(tie["strength"], "strong");
            seen.insert(system["id"].to_string());
        }
        assert_eq!(seen.len(), many);
        let sectors = all("sectors");
        let names: Vec<&str> = sectors
            .iter()
            .filter_map(|it| it["sector"].as_str())
            .collect();
        assert_eq!(names, ["family", "school", "health"]);
        let within = |it: &Value| it["systems"].as_array().map_or(0, Vec::len);
        assert_eq!(sectors.iter().map(within).sum::<usize>(), many);
    }
}

#[test]
fn an_ecomap_for_the_family_holds_nothing_that_is_restricted() {
    let mut records = ties(4);
    records["network"][2]["tied_to"] = "Halvard Sternfield".into();
    records["restriction"] = json!([
        { "restriction_id": "X-1", "case_id": "C-1", "restricted_record": "network:N-002" }
    ]);
    let draw = Draw::of(&records);
    let inside = draw.svg("ecomap", &[]);
    assert!(inside.contains("[restricted, see register]") && !inside.contains("Halvard"));
    let outside = draw.svg("ecomap", &["--audience", "family"]);
    assert!(!outside.contains("N-002") && !outside.contains("restricted"));
    let told = draw
        .run("ecomap", &["--audience", "family", "--json"])
        .ending(0);
    assert!(!told.out.contains("N-002") && !told.out.contains("Halvard"));
}

#[test]
fn where_nothing_is_recorded_nothing_is_written() {
    let draw = Draw::of(&ties(0));
    draw.run("ecomap", &[]).ending(2).warning("CB0551");
    assert!(!draw.file().exists());
    draw.run("tree", &[])
        .ending(2)
        .warning("--kind takes: genogram, ecomap.");
}
