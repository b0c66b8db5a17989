//! The audit of a worker's cases: a table of them, the commonest lacks, and each case in short.

use serde_json::{Value, json};

use super::overview::{LoadAudit, Overview, worker_name};
use super::sheets;
use super::standing::Auditing;
use crate::assemble::Brief;
use crate::disclose::Disclosed;
use crate::kind::SubjectKind;
use crate::model::{Caseload, Text};

/// Audits the cases of a worker: all that are lent, or those of them that are in the sample.
pub fn of_worker(
    load: &Caseload<'_>,
    cases: &[Disclosed<'_>],
    auditing: &Auditing<'_>,
    brief: &Brief<'_>,
) -> LoadAudit {
    let overview = Overview::of(cases, auditing, brief);
    let name = worker_name(load.id, load.worker);
    let team = team_of(load);
    let facts = [
        ("audit.face.worker", name.clone()),
        (
            "audit.face.team",
            team.clone()
                .unwrap_or_else(|| overview.telling.term("absence.empty")),
        ),
        ("audit.face.cases", overview.covered.clone()),
        ("audit.face.found", overview.counts_in_words()),
    ];
    let whole = overview.whole();
    let body = json!({
        "drawn": !overview.of.is_empty(),
        "cases": overview.case_rows(usize::MAX, |_| Value::Null),
        "cases_whole": (whole > 0).then(|| overview.telling.many("audit.cases_whole", whole)),
        "lacks": overview.lack_rows(),
        "findings": overview.findings(),
    });
    let sheets = vec![
        sheets::findings(&overview.of, &name, &overview.telling),
        sheets::places(&overview.of, &name, &overview.telling),
    ];
    overview.view(
        ("worker-audit", SubjectKind::Worker, load.id, name),
        facts.to_vec(),
        (body, sheets, Vec::new()),
        team.into_iter().collect(),
    )
}

/// The worker's team, by name; none where they are in no team.
fn team_of(load: &Caseload<'_>) -> Option<String> {
    let id = load.team_id()?;
    let mut teams = load.cases.iter().flat_map(|case| &case.records.teams);
    let team = teams.find(|team| &*team.entry.key == id);
    let name = team.and_then(|team| team.team_name.value());
    Some(name.map_or_else(|| id.to_owned(), Text::to_string))
}
