//! The audit of a team's cases: what they lack by worker, by case, by rule, and by the quarter in which the
//! records were made.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::overview::{LoadAudit, Overview, sums, worker_name};
use super::plot::Quarters;
use super::sheets::{self, number};
use super::standing::Auditing;
use crate::assemble::Brief;
use crate::assemble::shared::worksheet::{ColumnOf, Holds, text};
use crate::disclose::Disclosed;
use crate::kind::SubjectKind;
use crate::model::{TeamCaseload, Text};
use crate::view::{Cell, Sheet};

/// How many cases a team's overview lists.
const WORST: usize = 20;

const WORKERS: &[ColumnOf] = &[
    ("audit.worker", Holds::Text, 26.0, false),
    ("audit.cases", Holds::Number, 9.0, false),
    ("audit.high", Holds::Number, 12.0, false),
    ("audit.medium", Holds::Number, 12.0, false),
    ("audit.low", Holds::Number, 12.0, false),
    ("audit.waived", Holds::Number, 12.0, false),
];

const LACKS: &[ColumnOf] = &[
    ("audit.how_soon", Holds::Text, 18.0, false),
    ("audit.lack", Holds::Text, 48.0, false),
    ("audit.cases", Holds::Number, 9.0, false),
    ("audit.places", Holds::Number, 9.0, false),
    ("audit.source", Holds::Text, 26.0, false),
    ("audit.to_do", Holds::Text, 48.0, false),
    ("audit.rule", Holds::Text, 24.0, false),
];

/// Audits the cases of a team; `cases` holds each of them once.
pub fn of_team(
    team: &TeamCaseload<'_>,
    cases: &[Disclosed<'_>],
    auditing: &Auditing<'_>,
    brief: &Brief<'_>,
) -> LoadAudit {
    let overview = Overview::of(cases, auditing, brief);
    let name = team.team.and_then(|it| it.team_name.value());
    let name = name.map_or_else(|| team.id.to_owned(), Text::to_string);
    let held = by_worker(&overview, team);
    let facts = [
        ("audit.face.team", name.clone()),
        ("audit.face.workers_count", held.len().to_string()),
        ("audit.face.cases", overview.covered.clone()),
        ("audit.face.found", overview.counts_in_words()),
    ];
    let quarters = Quarters::of(&overview.of, brief.as_at);
    let drawing = quarters.drawing(&overview.telling);
    let alt = drawing.as_ref().map(|it| it.alt.clone());
    let body = body(&overview, team, &held, (&quarters, alt));
    let sheets = team_sheets(&overview, &held, &name);
    overview.view(
        ("team-audit", SubjectKind::Team, team.id, name.clone()),
        facts.to_vec(),
        (body, sheets, drawing.into_iter().collect()),
        vec![name],
    )
}

/// What the layout prints: the workers, the cases with the worst first, what is lacking most, the trend.
fn body(
    overview: &Overview<'_>,
    team: &TeamCaseload<'_>,
    held: &[Held],
    (quarters, alt): (&Quarters, Option<String>),
) -> Value {
    let holders = holders(team);
    let holder = |id: &str| {
        holders
            .get(id)
            .cloned()
            .unwrap_or_default()
            .join("; ")
            .into()
    };
    // The worst stand first, so that those which lack nothing are the last.
    let whole = overview.whole();
    let lacking = overview.of.len() - whole;
    let shown = lacking.min(WORST);
    let left = lacking - shown;
    json!({
        "workers": held.iter().map(Held::row).collect::<Vec<_>>(),
        "drawn": !overview.of.is_empty(),
        "cases": overview.case_rows(shown, holder),
        "cases_left": (left > 0).then(|| overview.telling.many("audit.cases_left", left)),
        "cases_whole": (whole > 0).then(|| overview.telling.many("audit.cases_whole", whole)),
        "lacks": overview.lack_rows(),
        "trend": {
            "alt": alt,
            "rows": quarters.rows(&overview.telling),
        },
    })
}

/// The counts of each worker of a team, by name. A case that two hold counts for both.
fn by_worker(overview: &Overview<'_>, team: &TeamCaseload<'_>) -> Vec<Held> {
    let mut held: Vec<Held> = team
        .workers
        .iter()
        .map(|load| {
            let ids: BTreeSet<&str> = load.cases.iter().map(|it| it.id.as_str()).collect();
            let own = overview
                .of
                .iter()
                .filter(|it| ids.contains(it.case.id.as_str()));
            Held {
                name: worker_name(load.id, load.worker),
                cases: own.clone().count(),
                counts: sums(own.clone().map(|it| it.audit.counts())),
                waived: own.map(|it| it.audit.waived.len()).sum(),
            }
        })
        .collect();
    held.sort_by(|a, b| a.name.cmp(&b.name));
    held
}

fn team_sheets(overview: &Overview<'_>, held: &[Held], name: &str) -> Vec<Sheet> {
    let wording = overview.telling.brief.wording;
    let lacks = overview.lacks().into_iter().map(|(rule, cases, places)| {
        vec![
            text(&overview.telling.severity(rule.severity)),
            text(rule.title(wording)),
            number(cases),
            number(places),
            text(rule.source(wording)),
            text(rule.to_do(wording)),
            text(rule.id),
        ]
    });
    let workers = held.iter().map(Held::cells).collect();
    vec![
        sheets::sheet("workers", name, WORKERS, workers, &overview.telling),
        sheets::sheet("lacks", name, LACKS, lacks.collect(), &overview.telling),
        sheets::findings(&overview.of, name, &overview.telling),
    ]
}

/// A worker of a team with the counts of their cases.
struct Held {
    name: String,
    cases: usize,
    counts: [usize; 3],
    waived: usize,
}

impl Held {
    fn row(&self) -> Value {
        json!({
            "name": self.name,
            "cases": self.cases,
            "counts": self.counts,
            "waived": self.waived,
        })
    }

    fn cells(&self) -> Vec<Cell> {
        let [high, medium, low] = self.counts.map(number);
        let cases = number(self.cases);
        vec![
            text(&self.name),
            cases,
            high,
            medium,
            low,
            number(self.waived),
        ]
    }
}

/// The names of the workers of a team who hold each case.
fn holders(team: &TeamCaseload<'_>) -> BTreeMap<String, Vec<String>> {
    let mut holders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for load in &team.workers {
        for case in &load.cases {
            let names = holders.entry(case.id.clone()).or_default();
            names.push(worker_name(load.id, load.worker));
        }
    }
    holders
}
