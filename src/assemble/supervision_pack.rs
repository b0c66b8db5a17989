//! What a manager takes into supervision with a worker: the caseload at a glance, then a sheet for each child
//! with what changed since the last supervision, what is open, what repeats, and room to write. It tells of the
//! children; nothing about the worker stands on a child's sheet.

mod glance;
mod patterns;
mod sheet;
mod since;
pub(super) mod standing;
pub(super) mod worksheet;
mod written;

use serde_json::{Value, json};

use super::chronology::{self, Content};
use super::shared::face;
use super::shared::glossary::glossary;
use super::{Brief, Named};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, Caseload, Text};
use crate::view::{Face, View};
pub use patterns::{Often, Patterns};
use since::Since;
use standing::{Matter, Standing};

/// How supervision packs are made: settings, each with its default in `config`.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// When repeated things are put forward.
    pub patterns: Patterns,
    /// How many months of visits the first page draws.
    pub plot_months: u32,
    /// Working days within which an assessment is to be completed; 0 where none are set.
    pub assessment_working_days: u32,
}

/// A child of the caseload with all that the pack is made from.
pub(super) struct Child<'a> {
    disclosed: &'a Disclosed<'a>,
    pub(super) case: &'a Case,
    /// The child's name as the setting shows it (rule 5).
    pub(super) name: String,
    content: Content,
    since: Since,
    standing: Standing,
    /// What stands out, worst first.
    pub(super) matters: Vec<Matter>,
}

impl<'a> Child<'a> {
    /// A child of a worker's caseload, under that name.
    pub(super) fn of(
        disclosed: &'a Disclosed<'a>,
        (worker, name): (&str, String),
        brief: &Brief<'_>,
    ) -> Result<Self, Issue> {
        let case = disclosed.case();
        let content = chronology::content(case, Audience::Internal, brief)?;
        let since = since::of(case, worker, brief.as_at);
        let standing = Standing::of(case, &content, since, brief);
        let matters = standing.matters(case, brief);
        Ok(Self {
            disclosed,
            case,
            name,
            content,
            since,
            standing,
            matters,
        })
    }
}

/// The headings to talk through, each with how many lines it leaves to write on.
const TALK: &[(&str, usize)] = &[
    ("since", 3),
    ("working_well", 3),
    ("worries", 3),
    ("daily_life", 3),
    ("hypothesis", 3),
    ("decisions", 3),
];

/// The pack as a view.
pub(super) fn assemble(
    load: &Caseload<'_>,
    (cases, named): (&[Disclosed<'_>], Named<'_>),
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let mut children = Vec::new();
    for disclosed in cases {
        let name = named(disclosed.case());
        children.push(Child::of(disclosed, (load.id, name), brief)?);
    }
    // Worst first; the order among equals is that of the ids.
    children.sort_by_key(|child| std::cmp::Reverse(urgency(&child.matters)));
    let (mut rows, mut sheets) = (Vec::new(), Vec::new());
    let (mut drawings, mut entries) = (Vec::new(), Vec::new());
    for (at, child) in children.iter().enumerate() {
        let (row, plot) = glance::row(at, child, brief)?;
        let sheet = sheet::of(at, entries.len(), child, brief)?;
        rows.push(row);
        drawings.extend(plot);
        sheets.push(sheet.body);
        drawings.extend(sheet.drawings);
        entries.extend(sheet.entries);
    }
    let face = face_of(load, &children, brief);
    let glossary = glossary(&sheets, brief.glossary);
    let title = format!("{}: {}", face.title, face.name);
    let body = json!({
        "first": glance::first(&children, brief)?,
        "rows": rows,
        "children": sheets,
        "talk": talk(brief),
        "glossary": glossary,
    });
    Ok(View {
        kind: "supervision-pack",
        face,
        body,
        sheets: worksheet::sheets(&children, &title, brief),
        drawings,
        file: None,
        entries,
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// How urgent a child's matters are together: the worst decides, then how many there are.
fn urgency(matters: &[Matter]) -> (usize, usize) {
    let worst = matters.iter().min();
    let worst = worst.map_or(0, |matter| Matter::ALL.len() - *matter as usize);
    (worst, matters.len())
}

fn talk(brief: &Brief<'_>) -> Vec<Value> {
    let of = TALK.iter().map(|(key, lines)| {
        json!({
            "heading": brief.wording.term(&format!("pack.talk.{key}")),
            "prompt": brief.wording.term(&format!("pack.talk.{key}.prompt")),
            "lines": lines,
        })
    });
    of.collect()
}

fn face_of(load: &Caseload<'_>, children: &[Child<'_>], brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let about = face::About {
        kind: "supervision-pack",
        subject: SubjectKind::Worker,
        id: load.id.to_owned(),
        name: worker_name(load),
        audience: Audience::Internal,
        facts: facts(load, children, brief),
        not_held: face::not_held_of(children.iter().map(|it| it.case), wording),
    };
    face::of(about, brief)
}

/// The worker's name, or the id where no record gives it.
pub(super) fn worker_name(load: &Caseload<'_>) -> String {
    let name = load.worker.and_then(|worker| worker.worker_name.value());
    name.map_or_else(|| load.id.to_owned(), Text::shown)
}

fn facts(load: &Caseload<'_>, children: &[Child<'_>], brief: &Brief<'_>) -> Vec<(String, String)> {
    let wording = brief.wording;
    let mut facts = vec![("pack.face.worker", load.id.to_owned())];
    let role = load.worker.and_then(|worker| worker.role.value());
    facts.extend(role.map(|role| ("pack.face.role", role.shown())));
    facts.extend(team_of(load).map(|team| ("pack.face.team", team)));
    facts.extend(manager_of(load).map(|name| ("pack.face.manager", name)));
    facts.push(("pack.face.children", children.len().to_string()));
    let named = facts.into_iter();
    named
        .map(|(key, words)| (wording.term(key).to_owned(), words))
        .collect()
}

fn team_of(load: &Caseload<'_>) -> Option<String> {
    let id = load.team_id()?;
    let mut teams = load.cases.iter().flat_map(|case| &case.records.teams);
    let team = teams.find(|team| *team.entry.key == *id);
    let name = team.and_then(|team| team.team_name.value());
    Some(name.map_or_else(|| id.to_owned(), Text::shown))
}

fn manager_of(load: &Caseload<'_>) -> Option<String> {
    let id = &load.worker?.manager_id.value()?.0;
    let manager = load.cases.iter().find_map(|case| case.worker(id))?;
    manager.worker_name.value().map(Text::shown)
}
