//! Each rule of recording on a record that breaks it and on one that keeps it: small changes to a household that
//! lacks nothing (`fixtures/audit/perfect`), as data in `fixtures/audit/rules/<rule>.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use casebinder::assemble::case_summary;
use casebinder::assemble::genogram;
use casebinder::assemble::record_audit::{
    self, Background, Examination, Manner, RULES, Rule, Severity, WordLists,
};
use casebinder::assemble::shared::due::Rhythms;
use casebinder::assemble::shared::late::Punctuality;
use casebinder::assemble::shared::periods::Choice;
use casebinder::assemble::shared::working_days::WorkingDays;
use casebinder::assemble::{Brief, ChronologyManner, CourtManner, PageLimits, supervision_pack};
use casebinder::config::Config;
use casebinder::disclose;
use casebinder::ingest::{self, NamedBytes, ssda903::Codes};
use casebinder::layouts::Layouts;
use casebinder::model::Casebook;
use casebinder::wording::Wording;
use serde_json::{Value, json};

use crate::running::{Household, fixtures, name_of, read};

/// The date prepared.
const AS_AT: &str = "2026-06-30";

#[test]
fn the_perfect_household_lacks_nothing() {
    let ground = Ground::new();
    let export = perfect();
    let found = ground.findings(&export);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let asked_nowhere: Vec<&str> = {
        let all = ground.examinations(&ground.read(&export));
        let is_asked = |rule: &Rule| {
            let mut untold = all
                .iter()
                .map(|(_, of)| of.unasked.iter().chain(&of.not_tested));
            untold.any(|mut untold| untold.all(|it| it.id != rule.id))
        };
        let rules = RULES.iter().filter(|rule| !is_asked(rule));
        rules.map(|rule| rule.id).collect()
    };
    // Nothing was entered late, and so nothing is to say that it was.
    assert_eq!(asked_nowhere, ["late-entry-said"]);
}

#[test]
fn each_rule_is_broken_by_one_record_and_kept_by_another() {
    let ground = Ground::new();
    let perfect = perfect();
    let fixtures: Vec<(String, Value)> = rule_fixtures().into_iter().collect();
    let (ground, perfect) = (&ground, &perfect);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = fixtures
            .chunks(fixtures.len().div_ceil(4))
            .map(|some| {
                scope.spawn(move || {
                    let each = some.iter();
                    each.filter_map(|(rule, fixture)| wrong_of(rule, fixture, perfect, ground))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let ended = workers.into_iter();
        ended
            .flat_map(|it| it.join().expect("no fixture panics"))
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a rule by its fixture.
fn wrong_of(rule: &str, fixture: &Value, perfect: &Value, ground: &Ground) -> Option<String> {
    let broken = ground.findings(&changed(perfect, &fixture["breaks"]["changes"]));
    let kept = ground.findings(&changed(perfect, &fixture["keeps"]["changes"]));
    let list = |of: Vec<String>| of.join("\n  ");
    if broken != wanted(rule, &fixture["breaks"]) {
        return Some(format!("{rule} is broken:\n  {}", list(broken)));
    }
    (!kept.is_empty()).then(|| format!("{rule} is not kept:\n  {}", list(kept)))
}

#[test]
fn each_rule_has_a_fixture_that_breaks_it_and_one_that_keeps_it() {
    let fixtures: BTreeSet<String> = rule_fixtures().into_keys().collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(rules.len(), RULES.len(), "each rule has its own name");
    assert!(rules.len() >= 40, "there are at least forty rules");
    assert_eq!(fixtures, rules);
    for (name, fixture) in rule_fixtures() {
        for part in ["breaks", "keeps"] {
            let changes = fixture[part]["changes"].as_array();
            assert!(changes.is_some_and(|it| !it.is_empty()), "{name} {part}");
        }
    }
}

#[test]
fn each_rule_has_its_texts_and_cites_paragraphs_that_there_are() {
    let texts: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(text("audit-rules.json").as_str()).expect("the texts are JSON");
    let sources = &texts["sources"];
    let mut cited = BTreeSet::new();
    for rule in RULES {
        let of = &texts[rule.id];
        for part in ["title", "source", "says", "computed", "do"] {
            assert!(
                of.get(part).is_some_and(|it| !it.is_empty()),
                "{} {part}",
                rule.id
            );
        }
        assert!(
            of.keys().any(|part| part.starts_with("place")),
            "{}",
            rule.id
        );
        cited.extend(of["source"].split("; ").map(str::to_owned));
    }
    assert_eq!(cited, sources.keys().cloned().collect());
    assert_eq!(
        texts.len(),
        RULES.len() + 1,
        "no text is of a rule that there is not"
    );
}

#[test]
fn rules_are_of_every_severity_and_are_found_by_name() {
    for severity in Severity::ALL {
        assert!(RULES.iter().any(|rule| rule.severity == severity));
    }
    let found = RULES.iter().map(|rule| record_audit::rule(rule.id));
    assert!(
        found
            .zip(RULES)
            .all(|(found, rule)| found.is_some_and(|it| it.id == rule.id))
    );
}

#[test]
fn what_an_export_cannot_carry_is_not_tested() {
    let ground = Ground::new();
    let mut export = perfect();
    let lists = export.as_object_mut().expect("an object of lists");
    lists.remove("decision");
    for visit in lists["visit"].as_array_mut().expect("a list") {
        visit.as_object_mut().expect("a visit").remove("venue");
    }
    let book = ground.read(&export);
    for (case, of) in ground.examinations(&book) {
        let not_tested: BTreeSet<&str> = of.not_tested.iter().map(|rule| rule.id).collect();
        assert!(not_tested.contains("decision-maker"), "{case}");
        assert!(
            not_tested.contains("visit-venue") || case == "A-3",
            "{case}"
        );
        assert!(!not_tested.contains("visit-purpose"), "{case}");
        assert!(of.findings.is_empty(), "{case}");
        let all = of.findings.len() + of.kept + of.unasked.len() + of.not_tested.len();
        assert_eq!(all, RULES.len(), "{case}");
    }
}

#[test]
fn records_from_before_the_day_set_are_not_asked() {
    let mut ground = Ground::new();
    let fixture = &rule_fixtures()["visit-venue"];
    let export = changed(&perfect(), &fixture["breaks"]["changes"]);
    assert!(!ground.findings(&export).is_empty());
    ground.manner.since = "2026-06-01".parse().ok();
    assert!(ground.findings(&export).is_empty());
}

#[test]
fn notes_are_copies_across_dates_and_across_children_who_have_nothing_to_do_with_each_other() {
    let ground = Ground::new();
    let copied = |changes: Value| {
        let found = ground.findings(&changed(&perfect(), &changes));
        let copied = found.into_iter().filter(|it| it.contains(" copied-notes "));
        copied.collect::<Vec<_>>()
    };
    let like = |case: &str, visited: &str| {
        let set = json!({"visit_id": "V99", "case_id": [case], "visited": visited});
        json!([{"add_like": "visit:V9", "set": set}])
    };
    // One visit that is recorded for each of two siblings.
    assert_eq!(copied(like("A-2", "2026-04-24T15:30")), [""; 0]);
    assert_eq!(
        copied(like("A-2", "2026-04-27")),
        ["A-2 copied-notes visit:V99"]
    );
    assert_eq!(
        copied(like("B-1", "2026-04-24T15:30")),
        ["B-1 copied-notes visit:V99"]
    );
    // What two notes have in common are the prompts of Kent's template.
    let prompts = "Who was present? Who was seen? Where? Was the child seen alone? If not, why? What is the \
        child or young person's views, wishes and feelings? What tools were used to gather this \
        information? Observations of the child or young person in their environment?";
    let filled = |visit: &str, words: &str| json!({"record": visit, "set": {"narrative": format!("{prompts} {words}")}});
    let changes = json!([
        filled("visit:V9", "Counters."),
        filled("visit:V10", "Canoes.")
    ]);
    assert_eq!(copied(changes), [""; 0]);
}

#[test]
fn no_text_stops_an_examination() {
    let ground = Ground::new();
    let long = "QZT “unclosed ‘quotes ".repeat(500);
    for words in [
        "“",
        "\"",
        "’s",
        "--- & ' ’ -",
        "«é»ß“ﬁ”",
        "שלום “רחוק",
        "👩‍👧 (QZT)",
        "none?",
        &long,
    ] {
        let mut export = perfect();
        for (list, fields) in [
            ("visit", ["narrative", "observations", "recorded_by"]),
            ("event", ["what_happened", "heading", "child_words"]),
            ("contact", ["discussion", "decision", "with_whom"]),
            ("person", ["name", "language", "role"]),
            ("worker", ["worker_name", "role", "worker_name"]),
            ("document", ["document_title", "document_kind", "location"]),
            (
                "restriction",
                ["restricted_record", "advised_by", "policy_reason"],
            ),
            (
                "privacy_notice",
                ["notice_form", "notice_form", "notice_form"],
            ),
        ] {
            for row in rows(&mut export, list) {
                set(
                    row,
                    &json!({fields[0]: words, fields[1]: words, fields[2]: words}),
                );
            }
        }
        for (case, of) in ground.examinations(&ground.read(&export)) {
            let all = of.findings.len() + of.kept + of.unasked.len() + of.not_tested.len();
            assert_eq!(all, RULES.len(), "{case}: {:.20}", words);
        }
    }
}

#[test]
fn households_read_as_their_manager_would_find_them() {
    let ground = Ground::new();
    for household in Household::all() {
        let book = read(&household.export).value;
        let mut told = String::new();
        for (case, of) in ground.examinations(&book) {
            told.push_str(&told_of(&case, &of, &ground.wording));
        }
        insta::with_settings!({ snapshot_suffix => household.name.clone(), omit_expression => true }, {
            insta::assert_snapshot!("findings", told);
        });
    }
}

/// What is found in a case: a line for each rule, with the first places.
fn told_of(case: &str, of: &Examination, wording: &Wording) -> String {
    let mut told = format!(
        "{case}: {} findings, {} kept, {} not asked, {} not tested\n",
        of.findings.len(),
        of.kept,
        of.unasked.len(),
        of.not_tested.len()
    );
    for finding in &of.findings {
        let Rule { id, severity, .. } = finding.rule;
        let (count, asked) = (finding.places.len(), finding.asked);
        told.push_str(&format!(
            "  {} {id}: {} ({count} of {asked})\n",
            severity.key(),
            finding.rule.title(wording)
        ));
        for place in finding.places.iter().take(3) {
            told.push_str(&format!("    {}: {}\n", place.record, place.says));
        }
    }
    told
}

/// Everything that an examination needs, as the program has it by its default settings.
struct Ground {
    wording: Wording,
    glossary: Vec<(String, String)>,
    manner: Manner,
    chronology: ChronologyManner,
    summary: case_summary::Manner,
    court: CourtManner,
    page_limits: PageLimits,
    codes: Codes,
}

impl Ground {
    fn new() -> Self {
        let config = Config::default();
        let number = |key: &str| config.number(key);
        let layouts = Layouts::shipped();
        let sources: Vec<(String, String)> = layouts
            .all()
            .filter_map(|(name, bytes)| {
                let own = name.strip_prefix("wording/")?;
                let text = String::from_utf8(bytes.to_vec()).ok()?;
                (own != "index.html.j2").then(|| (own.to_owned(), text))
            })
            .collect();
        let sources = sources
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let glossary: BTreeMap<String, String> =
            serde_json::from_str(&text("glossary.json")).expect("the glossary is JSON");
        Self {
            wording: Wording::new(sources).unwrap_or_else(|_| panic!("the shipped wording parses")),
            glossary: glossary.into_iter().collect(),
            manner: manner(&config),
            chronology: ChronologyManner {
                significant: BTreeSet::new(),
                punctuality: Punctuality {
                    days: WorkingDays::default(),
                    working_days: number("chronology.late_working_days"),
                    migrated: None,
                },
                gap_months: number("chronology.gap_months"),
            },
            summary: case_summary::Manner {
                period: Choice::Quarter,
                rhythms: rhythms(&config),
            },
            court: CourtManner {
                significant: BTreeSet::new(),
                window_years: 2,
                late_marks: false,
                hearing: None,
            },
            page_limits: PageLimits::parse(&text("page-limits.json"))
                .ok()
                .and_then(|mut all| all.pop())
                .expect("the shipped page limits parse"),
            codes: Codes::parse(&text("ssda903-codes.json")).expect("the code list parses"),
        }
    }

    fn read(&self, export: &Value) -> Casebook {
        let file = NamedBytes {
            name: "export.json".into(),
            bytes: serde_json::to_vec(export).expect("a value is JSON"),
        };
        let reading = ingest::Reading {
            covers: &|_| true,
            ssda903: &self.codes,
        };
        ingest::read(vec![file], &reading).value
    }

    fn examinations(&self, book: &Casebook) -> Vec<(String, Examination)> {
        let brief = Brief {
            wording: &self.wording,
            glossary: &self.glossary,
            as_at: AS_AT.parse().expect("a day"),
            exported: None,
            authority: "",
            retention: "",
            marking: &|_| String::new(),
            is_unapproved: &|_| false,
            width: &|_, size| size,
            chronology: &self.chronology,
            summary: &self.summary,
            supervision: &supervision_pack::Manner::default(),
            genogram: genogram::Manner::default(),
            court: &self.court,
            page_limits: &self.page_limits,
        };
        let background = Background::of(book, &self.manner, brief.as_at);
        let cases = book.cases.iter().map(|case| {
            let disclosed = disclose::internal(case);
            let found = record_audit::examine(&disclosed, &background, &self.manner, &brief);
            (case.id.clone(), found)
        });
        cases.collect()
    }

    /// What an export lacks: `case rule record`, and the sentence where it is not whole.
    fn findings(&self, export: &Value) -> Vec<String> {
        let mut found = Vec::new();
        for (case, of) in self.examinations(&self.read(export)) {
            for finding in &of.findings {
                for place in &finding.places {
                    let whole = place.says.ends_with('.') && !place.says.contains(['{', '}']);
                    let says = if whole { "" } else { place.says.as_str() };
                    let placed = if place.origins.is_empty() {
                        " nowhere"
                    } else {
                        ""
                    };
                    let id = finding.rule.id;
                    found.push(format!("{case} {id} {}{placed}{says}", place.record));
                }
            }
        }
        found.sort();
        found
    }
}

fn manner(config: &Config) -> Manner {
    let number = |key: &str| config.number(&format!("audit.{key}"));
    Manner {
        since: None,
        alone_from_age: number("alone_from_age"),
        balance_entries: number("balance_entries") as usize,
        supervision_weeks: number("supervision_weeks"),
        summary_months: number("summary_months"),
        chronology_review_months: number("chronology_review_months"),
        file_out_days: number("file_out_days"),
        shingle_words: number("shingle_words") as usize,
        copied_words: number("copied_words") as usize,
        copied_percent: number("copied_percent"),
        words: WordLists::parse(&text("audit-words.json")).expect("the lists of words parse"),
    }
}

fn rhythms(config: &Config) -> Rhythms {
    let number = |key: &str| config.number(&format!("due.{key}"));
    Rhythms {
        first_visit_days: number("first_visit_days"),
        visit_weeks: number("visit_weeks"),
        permanent_visit_months: number("permanent_visit_months"),
        interim_home_visit_weeks: number("interim_home_visit_weeks"),
        in_need_visit_weeks: number("in_need_visit_weeks"),
        protection_visit_weeks: number("protection_visit_weeks"),
        first_review_working_days: number("first_review_working_days"),
        second_review_months: number("second_review_months"),
        later_review_months: number("later_review_months"),
        first_protection_review_months: number("first_protection_review_months"),
        later_protection_review_months: number("later_protection_review_months"),
        days: WorkingDays::default(),
    }
}

/// A shipped file of the wording.
fn text(name: &str) -> String {
    let layouts = Layouts::shipped();
    let found = layouts.text(&format!("wording/{name}"));
    found.expect("the file is shipped").to_owned()
}

fn perfect() -> Value {
    let path = fixtures("audit").join("perfect/export.json");
    serde_json::from_slice(&fs::read(path).expect("the fixture is there")).expect("it is JSON")
}

/// The fixtures of the rules, by the rule's name.
fn rule_fixtures() -> BTreeMap<String, Value> {
    let folder = fs::read_dir(fixtures("audit").join("rules")).expect("the folder is there");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    paths
        .map(|path| {
            let name = name_of(&path).trim_end_matches(".json").to_owned();
            let bytes = fs::read(&path).expect("the fixture can be read");
            let fixture =
                serde_json::from_slice(&bytes).unwrap_or_else(|it| panic!("{name}: {it}"));
            (name, fixture)
        })
        .collect()
}

/// What a fixture wants to be found: the rule at its places, and what cannot but be found beside it.
fn wanted(rule: &str, breaks: &Value) -> Vec<String> {
    let list = |key: &str| breaks[key].as_array().cloned().unwrap_or_default();
    let words = |it: &Value| it.as_str().expect("a place is text").to_owned();
    let own = list("at").into_iter().map(|it| words(&it)).map(|place| {
        let (case, record) = place.split_once(' ').expect("a case and a record");
        format!("{case} {rule} {record}")
    });
    let own: Vec<String> = own.collect();
    assert!(!own.is_empty(), "{rule} says where it is broken");
    let mut all: Vec<String> = own
        .into_iter()
        .chain(list("also").iter().map(words))
        .collect();
    all.sort();
    all
}

/// An export with changes: fields of a record set, a record added, added like another, or removed.
fn changed(export: &Value, changes: &Value) -> Value {
    let mut export = export.clone();
    for change in changes.as_array().expect("changes are a list") {
        if let Some(record) = change.get("remove") {
            let (list, at) = place(&export, record);
            rows(&mut export, &list).remove(at);
        } else if let Some(record) = change.get("record") {
            let (list, at) = place(&export, record);
            set(&mut rows(&mut export, &list)[at], &change["set"]);
        } else if let Some(record) = change.get("add_like") {
            let (list, at) = place(&export, record);
            let mut row = rows(&mut export, &list)[at].clone();
            set(&mut row, &change["set"]);
            rows(&mut export, &list).push(row);
        } else {
            let list = change["add"].as_str().expect("a change says what it does");
            rows(&mut export, list).push(change["row"].clone());
        }
    }
    export
}

/// The list and the place of a record named as `type:key`.
fn place(export: &Value, record: &Value) -> (String, usize) {
    let record = record.as_str().expect("a record is named");
    let (list, key) = record.split_once(':').expect("as type:key");
    let is_named = |row: &Value| {
        let mut fields = row.as_object().expect("a row is an object").values();
        fields.next() == Some(&json!(key))
    };
    let rows = export[list].as_array().expect("the export has the list");
    let at = rows.iter().position(is_named);
    (
        list.to_owned(),
        at.unwrap_or_else(|| panic!("{record} is in the export")),
    )
}

fn rows<'a>(export: &'a mut Value, list: &str) -> &'a mut Vec<Value> {
    let list = export.get_mut(list).and_then(Value::as_array_mut);
    list.expect("the export has the list")
}

fn set(row: &mut Value, fields: &Value) {
    for (name, value) in fields.as_object().expect("fields to set") {
        assert!(row.get(name).is_some(), "the row has no field {name}");
        row[name] = value.clone();
    }
}
