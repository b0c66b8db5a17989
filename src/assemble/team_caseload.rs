//! A team's caseload on a page and in a workbook, for its manager: what is overdue by worker, and for each matter
//! the children of whom it is true. The children's own sheets are in the supervision packs.

use serde_json::{Value, json};

use super::shared::face;
use super::shared::phrases;
use super::shared::worksheet::text;
use super::supervision_pack::standing::Matter;
use super::supervision_pack::{Child, worker_name, worksheet};
use super::{Brief, Named};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{TeamCaseload, Text};
use crate::view::{Cell, Face, Sheet, View};
use crate::wording::Facts;

/// A worker of the team with the children they hold.
struct Held<'a> {
    name: String,
    children: Vec<Child<'a>>,
}

impl Held<'_> {
    /// Of how many of the worker's children a matter is true.
    fn count(&self, matter: Matter) -> usize {
        let of = self.children.iter();
        of.filter(|it| it.matters.contains(&matter)).count()
    }
}

/// The team's caseload as a view; `cases` holds the cases of each worker, in the order of the team's.
pub(super) fn assemble(
    team: &TeamCaseload<'_>,
    (cases, named): (&[Vec<Disclosed<'_>>], Named<'_>),
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let mut workers = Vec::new();
    for (load, cases) in team.workers.iter().zip(cases) {
        let mut children = Vec::new();
        for disclosed in cases {
            let name = named(disclosed.case());
            children.push(Child::of(disclosed, (load.id, name), brief)?);
        }
        let name = worker_name(load);
        workers.push(Held { name, children });
    }
    let face = face_of(team, &workers, brief);
    let rows = workers.iter().map(row).collect::<Vec<_>>();
    let matters = Matter::ALL.map(|matter| brief.wording.term(matter.short_key()));
    let body = json!({
        "matters": matters,
        "rows": rows,
        "all": all_row(&workers, brief),
        "first": first(&workers, brief)?,
    });
    let sheets = sheets(&workers, &face, brief);
    Ok(View {
        kind: "team-caseload",
        face,
        body,
        sheets,
        drawings: Vec::new(),
        file: None,
        entries: Vec::new(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// A worker's name, how many children they hold, and of how many each matter is true.
fn row(held: &Held<'_>) -> Value {
    let counts = Matter::ALL.map(|matter| held.count(matter));
    json!({ "name": held.name, "children": held.children.len(), "counts": counts })
}

/// The same of the whole team. A child whom two workers hold counts for both.
fn all_row(workers: &[Held<'_>], brief: &Brief<'_>) -> Value {
    let counts = Matter::ALL.map(|matter| workers.iter().map(|it| it.count(matter)).sum::<usize>());
    let children: usize = workers.iter().map(|it| it.children.len()).sum();
    json!({ "name": brief.wording.term("pack.team.all"), "children": children, "counts": counts })
}

/// Each matter with the children of whom it is true, by worker.
fn first(workers: &[Held<'_>], brief: &Brief<'_>) -> Result<Vec<Value>, Issue> {
    let mut told = Vec::new();
    for matter in Matter::ALL {
        let mut by_worker = Vec::new();
        for held in workers.iter().filter(|it| it.count(matter) > 0) {
            let of = held.children.iter();
            let of = of.filter(|it| it.matters.contains(&matter));
            let names: Vec<String> = of
                .map(|it| format!("{} ({})", it.name, it.case.id))
                .collect();
            let facts = Facts::from([
                ("worker", held.name.as_str().into()),
                ("names", phrases::joined(&names, brief.wording).into()),
            ]);
            let said = phrases::say(brief.wording, "pack-team-worker", &facts)?;
            by_worker.push(phrases::as_json(&said));
        }
        if !by_worker.is_empty() {
            let heading = brief.wording.term(matter.key());
            told.push(json!({ "heading": heading, "lines": by_worker }));
        }
    }
    Ok(told)
}

fn face_of(team: &TeamCaseload<'_>, workers: &[Held<'_>], brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let children: usize = workers.iter().map(|it| it.children.len()).sum();
    let facts = [
        ("pack.face.team", team.id.to_owned()),
        ("pack.face.workers", workers.len().to_string()),
        ("pack.face.children", children.to_string()),
    ];
    let name = team.team.and_then(|it| it.team_name.value());
    let all = workers.iter().flat_map(|it| &it.children);
    let about = face::About {
        kind: "team-caseload",
        subject: SubjectKind::Team,
        id: team.id.to_owned(),
        name: name.map_or_else(|| team.id.to_owned(), Text::shown),
        audience: Audience::Internal,
        facts: facts
            .into_iter()
            .map(|(key, words)| (wording.term(key).to_owned(), words))
            .collect(),
        not_held: face::not_held_of(all.map(|it| it.case), wording),
    };
    face::of(about, brief)
}

/// A row for each worker; then every child and every open action of the team, with the worker.
fn sheets(workers: &[Held<'_>], face: &Face, brief: &Brief<'_>) -> Vec<Sheet> {
    let title = format!("{}: {}", face.title, face.name);
    let of = workers.iter().map(|held| {
        let mut row = vec![text(&held.name), Cell::Number(held.children.len() as f64)];
        row.extend(Matter::ALL.map(|matter| Cell::Number(held.count(matter) as f64)));
        row
    });
    let team = worksheet::team(of.collect(), &title, brief);
    let by_worker: Vec<(&str, &[Child<'_>])> = workers
        .iter()
        .map(|held| (held.name.as_str(), held.children.as_slice()))
        .collect();
    let mut sheets = vec![team];
    sheets.extend(worksheet::of_workers(&by_worker, &title, brief));
    sheets
}
