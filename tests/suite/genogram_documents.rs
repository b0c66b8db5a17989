//! Genograms as documents: who is drawn and how they belong together, by what the program itself says of
//! its geometry; the same facts as a list; and what the record leaves open or says in two ways.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use casebinder::kind::Audience;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::households::all;
use crate::running::{Ran, casebinder, file_of, fixtures, flat, folder, run, words};

const AS_AT: &str = "2026-06-30";

/// An invented case C-1 of the child A, drawn.
struct Case {
    home: TempDir,
}

/// A person by id, name, gender and date of birth.
fn person(id: &str, name: &str, gender: &str, born: &str) -> Value {
    json!({ "person_id": id, "name": name, "gender": gender, "born": born, "standing": "family" })
}

/// "who is what of whom".
fn tie(first: &str, relation: &str, second: &str) -> Value {
    json!({ "person_id": first, "relation": relation, "other_person_id": second })
}

/// The same with further fields.
fn with(mut record: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().expect("an object") {
        record[name] = value.clone();
    }
    record
}

/// A child A, mother M, father F and whoever else.
fn family(others: Vec<Value>) -> Vec<Value> {
    let mut people = vec![
        with(
            person("A", "Ada Invented", "girl", "04/03/2015"),
            json!({ "standing": "child" }),
        ),
        person("M", "Mary Invented", "woman", "01/02/1990"),
        person("F", "Fred Invented", "man", "01/02/1988"),
    ];
    people.extend(others);
    people
}

impl Case {
    fn of(people: Vec<Value>, ties: Vec<Value>) -> Self {
        Self::with(people, ties, json!({}))
    }

    fn with(people: Vec<Value>, mut ties: Vec<Value>, more: Value) -> Self {
        for (at, tie) in ties.iter_mut().enumerate() {
            tie["relationship_id"] = format!("R-{at}").into();
        }
        let records = json!({
            "casebinder": { "schema": 1 },
            "case": [{ "case_id": "C-1", "child_id": "A" }],
            "person": people,
            "relationship": ties,
        });
        let case = Self { home: folder() };
        let records = with(records, more);
        fs::write(case.export(), records.to_string()).expect("the export can be written");
        case
    }

    fn export(&self) -> PathBuf {
        self.home.path().join("export.json")
    }

    fn draw(&self, more: &[&str]) -> Ran {
        let mut command = casebinder(["draw".as_ref(), self.export().as_os_str()]);
        command.args(["--case", "C-1", "--kind", "genogram", "--as-at", AS_AT]);
        command.arg("--out").arg(self.home.path().join("drawn.svg"));
        run(command.args(more))
    }

    /// What is drawn, a line each: couples, and children of their parents.
    fn drawn(&self) -> BTreeSet<String> {
        let ran = self.draw(&["--json"]).ending(0);
        ties_of(&ran.out)
    }

    fn svg(&self) -> String {
        self.draw(&[]).ending(0);
        fs::read_to_string(self.home.path().join("drawn.svg")).expect("the drawing is there")
    }

    /// The words of the document.
    fn says(&self) -> String {
        self.says_with(&[])
    }

    fn says_with(&self, more: &[&str]) -> String {
        let out = self.home.path().join("out");
        let mut command = casebinder(["build".as_ref(), self.export().as_os_str()]);
        command
            .args(["--only", "genogram", "--as-at", AS_AT])
            .args(more)
            .arg("--out")
            .arg(&out);
        run(&mut command).ending(0);
        flat(&words(&out.join("cases/C-1/C-1-genogram.pdf"))).replace('\u{2009}', "")
    }
}

fn ties_of(geometry: &str) -> BTreeSet<String> {
    let geometry: Value = serde_json::from_str(geometry).expect("the geometry is JSON");
    let list = |name: &str| geometry[name].as_array().cloned().unwrap_or_default();
    let joined = |ids: &Value| {
        let mut ids: Vec<&str> = ids
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        ids.sort_unstable();
        ids.join("+")
    };
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let couples = list("couples");
    let couples = couples
        .iter()
        .map(|it| format!("couple {}", joined(&it["partners"])));
    let descents = list("descents");
    let descents = descents.iter().map(|it| {
        let (child, parentage) = (word(&it["child"]), word(&it["parentage"]));
        format!("{child} of {} by {parentage}", joined(&it["parents"]))
    });
    couples.chain(descents).collect()
}

fn set(lines: &[&str]) -> BTreeSet<String> {
    lines.iter().map(|it| (*it).to_owned()).collect()
}

#[test]
fn every_household_has_its_facts_as_a_list() {
    for built in all() {
        let rows = built.of_kind("genogram", Audience::Internal);
        assert!(!rows.is_empty(), "{} has genograms", built.household.name);
        for row in &rows {
            let said = words(&file_of(built.out.path(), row, ".pdf"));
            // An SSDA903 return has no family.
            let told = match said.contains("This export does not hold who belongs to the family") {
                true => "Who is recorded",
                false => "Everybody in the drawing",
            };
            assert!(said.contains(told), "{} {}", built.household.name, row.id);
        }
    }
}

#[test]
fn one_fact_is_drawn_once_whoever_says_it_and_in_whichever_direction() {
    let once = [
        tie("M", "mother", "A"),
        tie("F", "father", "A"),
        tie("M", "married", "F"),
    ];
    let wanted = set(&["couple F+M", "A of F+M by birth"]);
    assert_eq!(Case::of(family(vec![]), once.to_vec()).drawn(), wanted);
    let twice = [
        tie("A", "child", "M"),
        tie("F", "father", "A"),
        tie("A", "child", "F"),
        tie("F", "married", "M"),
        tie("M", "married", "F"),
        tie("M", "mother", "A"),
    ];
    assert_eq!(Case::of(family(vec![]), twice.to_vec()).drawn(), wanted);
    let unmarried = Case::of(family(vec![]), once[..2].to_vec());
    assert_eq!(
        unmarried.drawn(),
        wanted,
        "parents are joined by their child"
    );
    let said = unmarried.says();
    assert!(said.contains("what joins them is not recorded"), "{said}");
}

#[test]
fn the_same_rows_in_another_order_give_the_same_bytes() {
    let people = family(vec![
        person("B", "Bea Invented", "girl", "05/06/2017"),
        person("G", "Gus Invented", "man", "1960"),
    ]);
    let ties = [
        tie("M", "mother", "A"),
        tie("F", "father", "A"),
        tie("M", "mother", "B"),
        tie("F", "father", "B"),
        tie("G", "father", "M"),
    ];
    let numbered = |order: &[usize]| {
        let mut rows: Vec<Value> = ties.to_vec();
        for (at, row) in rows.iter_mut().enumerate() {
            row["relationship_id"] = format!("T-{at}").into();
        }
        order.iter().map(|at| rows[*at].clone()).collect::<Vec<_>>()
    };
    let one = Case::of(people.clone(), vec![]);
    let two = Case::of(people.clone(), vec![]);
    let export = |case: &Case, people: &[Value], order: &[usize]| {
        let records = json!({
            "casebinder": { "schema": 1 }, "case": [{ "case_id": "C-1", "child_id": "A" }],
            "person": people, "relationship": numbered(order),
        });
        fs::write(case.export(), records.to_string()).expect("the export can be written");
        case.svg()
    };
    let backwards: Vec<Value> = people.iter().rev().cloned().collect();
    let first = export(&one, &people, &[0, 1, 2, 3, 4]);
    assert_eq!(first, export(&two, &backwards, &[3, 0, 4, 2, 1]));
}

#[test]
fn two_fathers_are_a_placed_issue_and_the_surer_one_is_drawn() {
    let people = family(vec![person("X", "Xan Invented", "man", "01/01/1987")]);
    let rows = |sure: &str| {
        vec![
            tie("M", "mother", "A"),
            tie("F", "father", "A"),
            with(tie("X", "father", "A"), json!({ "certainty": sure })),
        ]
    };
    let open = Case::of(people.clone(), rows("stated"));
    assert_eq!(open.drawn(), set(&["A of M by birth"]), "neither is drawn");
    let ran = open.draw(&[]).ending(0).warning("warning[CB0541]");
    assert!(
        ran.err.contains("/relationship/1") && ran.err.contains("/relationship/2"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("Invented"), "{}", ran.err);
    let said = open.says();
    let told = "Fred Invented and Xan Invented are recorded as birth father of Ada Invented.";
    assert!(
        said.contains(told) && said.contains("so none is drawn"),
        "{said}"
    );
    let sure = Case::of(people, rows("confirmed"));
    assert_eq!(sure.drawn(), set(&["couple M+X", "A of M+X by birth"]));
    sure.draw(&[]).ending(0).warning("warning[CB0541]");
}

#[test]
fn what_hardly_goes_together_is_told_with_its_rows() {
    let parents = || vec![tie("M", "mother", "A"), tie("F", "father", "A")];
    let faults = [
        ("CB0543", tie("M", "sibling", "A")),
        ("CB0544", tie("F", "partner", "A")),
        ("CB0545", tie("A", "mother", "M")),
        ("CB0547", tie("M", "father", "A")),
    ];
    for (code, row) in faults {
        let mut rows = parents();
        rows.push(row);
        let ran = Case::of(family(vec![]), rows).draw(&[]).ending(0);
        assert!(ran.err.contains(code), "{code}: {}", ran.err);
    }
    let mut rows = parents();
    rows.push(with(tie("M", "married", "F"), json!({ "start": "2014" })));
    rows.push(with(
        tie("F", "married", "M"),
        json!({ "start": "03/05/2016" }),
    ));
    let case = Case::of(family(vec![]), rows);
    case.draw(&[]).ending(0).warning("CB0546");
    let svg = case.svg();
    assert!(
        svg.contains("m. 2014") && svg.contains("m. 2016"),
        "both are shown"
    );
    let mut agree = parents();
    agree.push(with(tie("M", "married", "F"), json!({ "start": "2014" })));
    agree.push(with(
        tie("F", "married", "M"),
        json!({ "start": "03/05/2014" }),
    ));
    let ran = Case::of(family(vec![]), agree).draw(&[]).ending(0);
    assert!(
        !ran.err.contains("CB0546"),
        "a day within the year is no other: {}",
        ran.err
    );
}

#[test]
fn a_father_whom_nobody_knows_is_each_childs_own() {
    let unknown = json!({ "person_id": "U", "name": "Unknown", "standing": "family" });
    let people = family(vec![
        person("B", "Bea Invented", "girl", "05/06/2017"),
        unknown,
    ]);
    let case = Case::of(
        people,
        vec![
            tie("M", "mother", "A"),
            tie("M", "mother", "B"),
            tie("U", "father", "A"),
            tie("U", "father", "B"),
        ],
    );
    let wanted = set(&[
        "A of M+U:A by birth",
        "B of M+U:B by birth",
        "couple M+U:A",
        "couple M+U:B",
    ]);
    assert_eq!(case.drawn(), wanted);
    let svg = case.svg();
    assert_eq!(svg.matches(">father not known</text>").count(), 2, "{svg}");
    assert!(!svg.contains(">Unknown"), "{svg}");
}

#[test]
fn those_who_care_now_stand_beside_the_birth_parents() {
    let people = family(vec![
        person("C", "Cara Carer", "woman", "1970"),
        person("D", "Dan Carer", "man", "1971"),
        person("E", "Ed Earlier", "man", "1972"),
        person("N", "Nan Adopter", "woman", "1975"),
    ]);
    let case = Case::of(
        people,
        vec![
            tie("M", "mother", "A"),
            tie("F", "father", "A"),
            tie("N", "adoptive parent", "A"),
            with(
                tie("C", "foster carer", "A"),
                json!({ "start": "12/03/2024" }),
            ),
            with(
                tie("D", "foster carer", "A"),
                json!({ "start": "12/03/2024" }),
            ),
            with(
                tie("E", "foster carer", "A"),
                json!({ "start": "01/01/2023", "end": "11/03/2024" }),
            ),
        ],
    );
    let wanted = set(&[
        "couple F+M",
        "couple C+D",
        "A of F+M by birth",
        "A of N by adoptive",
        "A of C+D by foster",
    ]);
    assert_eq!(case.drawn(), wanted);
    assert!(case.svg().contains("from 12/03/2024"));
    let said = case.says();
    let earlier = "Ada Invented was in the care of Ed Earlier (foster care) from 1 January 2023 to 11 March 2024.";
    assert!(said.contains(earlier), "{said}");
}

#[test]
fn losses_several_siblings_and_an_unborn_child_have_their_figures() {
    let case = Case::of(
        family(vec![
            json!({ "person_id": "L", "name": "Loss", "birth_outcome": "miscarriage", "died": "2013" }),
            json!({ "person_id": "S", "name": "Sam Invented", "gender": "boy", "birth_outcome": "stillbirth", "died": "02/02/2016" }),
            json!({ "person_id": "E", "name": "Baby", "expected": "04/09/2026" }),
            json!({ "person_id": "K", "name": "Siblings", "identity": "several people", "how_many": 3 }),
        ]),
        vec![
            tie("M", "mother", "A"),
            tie("M", "mother", "L"),
            tie("M", "mother", "S"),
            tie("M", "mother", "E"),
            tie("K", "half-sibling", "A"),
        ],
    );
    let svg = case.svg();
    for words in ["miscarriage 2013", "SB 02/02/2016", "EDD 04/09/2026"] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    let said = case.says();
    assert!(said.contains("Siblings: 3 people."), "{said}");
    assert!(
        said.contains("Baby, not yet born, expected 4 September 2026."),
        "{said}"
    );
}

#[test]
fn twins_are_of_one_birth_and_cousins_who_marry_are_related() {
    let people = family(vec![
        person("T", "Tom Invented", "boy", "04/03/2015"),
        person("G", "Gwen Elder", "woman", "1940"),
        person("P", "Pat Elder", "woman", "1962"),
        person("Q", "Quin Elder", "man", "1964"),
    ]);
    let case = Case::of(
        people,
        vec![
            tie("M", "mother", "A"),
            tie("F", "father", "A"),
            tie("M", "mother", "T"),
            tie("F", "father", "T"),
            with(tie("A", "twin", "T"), json!({ "identical": "no" })),
            tie("P", "mother", "M"),
            tie("Q", "father", "F"),
            tie("G", "mother", "P"),
            tie("G", "mother", "Q"),
        ],
    );
    let said = case.says();
    assert!(said.contains("They are related: first cousins."), "{said}");
    assert!(case.svg().contains("first cousins"));
}

#[test]
fn nobody_confidential_is_in_what_the_family_gets() {
    let people = family(vec![with(
        person("C", "Cara Hiddenname", "woman", "1970"),
        json!({ "confidential": "yes", "standing": "carer" }),
    )]);
    let ties = vec![
        with(tie("M", "mother", "A"), json!({ "quality": "conflict" })),
        tie("F", "father", "A"),
        with(
            tie("C", "foster carer", "A"),
            json!({ "start": "12/03/2024" }),
        ),
    ];
    let case = Case::of(people, ties);
    let inside = case.svg();
    assert!(inside.contains("Hiddenname") && inside.contains("conflict"));
    case.draw(&["--audience", "family"]).ending(0);
    let outside = fs::read_to_string(case.home.path().join("drawn.svg")).expect("it is there");
    for word in ["Hiddenname", "foster", "conflict", "data-person=\"C\""] {
        assert!(!outside.contains(word), "{word}");
    }
}

#[test]
fn professionals_are_never_in_it_and_friends_are() {
    let people = family(vec![
        with(
            person("P", "Prof Essional", "woman", "1970"),
            json!({ "standing": "professional" }),
        ),
        with(
            person("K", "Kit Friend", "boy", "2014"),
            json!({ "standing": "member of the public" }),
        ),
    ]);
    let ties = vec![
        tie("M", "mother", "A"),
        tie("P", "other relative", "A"),
        tie("K", "friend", "A"),
    ];
    let svg = Case::of(people, ties).svg();
    assert!(!svg.contains("data-person=\"P\""));
    assert!(svg.contains("data-person=\"K\""));
}

#[test]
fn a_large_family_folds_far_sibships_and_says_so() {
    let (mut people, mut ties) = (Vec::new(), Vec::new());
    let mut add = |id: &str, gender: &str, born: u32| {
        people.push(person(
            id,
            &format!("{id} Invented"),
            gender,
            &born.to_string(),
        ));
    };
    for side in ["X", "Y"] {
        add(&format!("{side}G"), "woman", 1930);
        for aunt in 0..3 {
            let id = format!("{side}{aunt}");
            add(&id, "woman", 1955 + aunt);
            ties.push(tie(&format!("{side}G"), "mother", &id));
            for cousin in (0..4).filter(|_| aunt > 0) {
                let own = format!("{id}{cousin}");
                add(&own, "girl", 1985 + cousin);
                ties.push(tie(&id, "mother", &own));
            }
        }
    }
    add("A", "girl", 2010);
    ties.push(tie("X0", "mother", "A"));
    ties.push(tie("Y0", "parent", "A"));
    let said = Case::of(people, ties).says();
    assert!(said.contains("4 children"), "{said}");
    let told =
        "X10 Invented, X11 Invented, X12 Invented and X13 Invented (4), children of X1 Invented";
    assert!(
        said.contains("Drawn as a number") && said.contains("for lack of room"),
        "{said}"
    );
    assert!(
        said.contains(told) || said.contains("X20 Invented, X21"),
        "{said}"
    );
}

/// A father and a mother who are each the middle one of three.
fn parents_in_the_middle() -> Case {
    let mut others = Vec::new();
    let mut ties = vec![tie("M", "mother", "A"), tie("F", "father", "A")];
    for (side, born, parent) in [("F", [1985, 1991], "man"), ("M", [1986, 1994], "woman")] {
        let grandparent = format!("G{side}");
        others.push(person(
            &grandparent,
            &format!("Gran{side} Invented"),
            parent,
            "1960",
        ));
        ties.push(tie(&grandparent, "parent", side));
        for (at, year) in born.into_iter().enumerate() {
            let id = format!("{side}{at}");
            let name = format!("{side}ay{at} Invented");
            others.push(person(&id, &name, parent, &format!("05/05/{year}")));
            ties.push(tie(&grandparent, "parent", &id));
        }
    }
    Case::of(family(others), ties)
}

#[test]
fn who_leaves_birth_order_so_that_partners_stand_together_is_told() {
    let case = parents_in_the_middle();
    let config = case.home.path().join("together.toml");
    fs::write(&config, "[genogram]\nindex_line = \"partners-together\"\n").expect("settings");
    let config = config.to_str().expect("a path in letters");
    let told = |more: &[&str]| {
        let ran = case.draw(&[&["--json"], more].concat()).ending(0);
        let geometry: Value = serde_json::from_str(&ran.out).expect("the geometry is JSON");
        let svg = fs::read_to_string(case.home.path().join("drawn.svg")).expect("a drawing");
        let places: BTreeMap<String, i64> = geometry["people"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| {
                (
                    it["id"].as_str().unwrap_or_default().to_owned(),
                    it["position"].as_i64().unwrap_or(-9),
                )
            })
            .collect();
        (
            geometry["not_in_birth_order"].clone(),
            places["M"] - places["F"],
            svg,
        )
    };
    let (orders, between, svg) = told(&[]);
    assert_eq!(orders, json!([]));
    assert!(
        between.abs() > 1 && !svg.contains("birth order"),
        "{between}"
    );
    let (orders, between, svg) = told(&["--config", config]);
    let order = |parent: &str, ids: [&str; 3]| json!({ "parents": [parent], "eldest_first": ids, "index_line": true });
    assert_eq!(
        orders,
        json!([
            order("GF", ["F0", "F", "F1"]),
            order("GM", ["M0", "M", "M1"])
        ])
    );
    assert!(between.abs() == 1, "{between}");
    let words = "Eldest first: Fay0 Invented, Fred Invented, Fay1 Invented.";
    assert!(svg.contains("do not stand in birth order") && svg.contains(words));
    assert!(svg.contains("data-order=\"F0 F F1\""));
    let said = case.says_with(&["--config", config]);
    assert!(said.contains("Not in birth order in the drawing"), "{said}");
    assert!(
        said.contains("Eldest first: May0 Invented, Mary Invented and May1 Invented."),
        "{said}"
    );
    assert!(!case.says().contains("Eldest first"));
}

#[test]
fn a_person_of_a_family_tree_is_drawn_with_theirs_or_with_everybody() {
    let tree = fixtures("gedcom").join("remarriage.ged");
    let home = folder();
    let draw = |more: &[&str]| {
        let mut command = casebinder(["draw".as_ref(), tree.as_os_str()]);
        command
            .args(["--kind", "genogram", "--as-at", AS_AT, "--json"])
            .args(more);
        command.arg("--out").arg(home.path().join("tree.svg"));
        run(&mut command)
    };
    let near = draw(&["--case", "@I1@"]).ending(0);
    let svg = fs::read_to_string(home.path().join("tree.svg")).expect("the drawing is there");
    assert!(svg.contains("data-person=\"@I1@\""));
    let everybody = draw(&["--case", "@I1@", "--all"]).ending(0);
    let people = |ran: &Ran| {
        let geometry: Value = serde_json::from_str(&ran.out).expect("the geometry is JSON");
        geometry["people"].as_array().map_or(0, Vec::len)
    };
    let in_file = fs::read_to_string(&tree).expect("the tree is there");
    assert_eq!(people(&everybody), in_file.matches(" INDI").count());
    assert!(people(&near) <= people(&everybody) && people(&near) > 1);
    draw(&["--case", "@I999@"]).ending(2).warning("CB0012");
}

#[test]
fn what_cannot_be_drawn_ends_with_a_code_and_without_names() {
    let case = Case::of(family(vec![]), vec![tie("M", "mother", "A")]);
    for (flag, value, code) in [
        ("--case", "C-9", "CB0012"),
        ("--kind", "tree", "CB0016"),
        ("--audience", "subject", "CB0017"),
    ] {
        let mut command = casebinder(["draw".as_ref(), case.export().as_os_str()]);
        let given = [
            ("--case", "C-1"),
            ("--kind", "genogram"),
            ("--audience", "internal"),
        ];
        for (name, usual) in given {
            command.args([name, if name == flag { value } else { usual }]);
        }
        command.arg("--out").arg(case.home.path().join("none.svg"));
        let ran = run(&mut command).ending(2).warning(code);
        assert!(!ran.err.contains("Invented"));
    }
    assert!(!case.home.path().join("none.svg").exists());
    let nowhere = case.home.path().join("no/such/export.json");
    let mut command = casebinder(["draw".as_ref(), nowhere.as_os_str()]);
    run(command.args(["--case", "C-1", "--kind", "genogram", "--out", "x.svg"])).ending(3);
}
