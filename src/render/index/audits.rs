//! Audits in the index: by team, the team with the most to mend first, and in it the worst first (rule 36).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::listed::{File, file};
use crate::view::{AuditCounts, DocumentRow, Outcome, RunSummary};

/// The kinds of audit from the widest to the narrowest.
const KINDS: [&str; 3] = ["team-audit", "worker-audit", "record-audit"];

/// The audits of a team.
#[derive(Serialize)]
pub(super) struct Team<'a> {
    /// Its name; none for cases that no team holds.
    name: Option<&'a str>,
    audits: Vec<Line<'a>>,
}

/// One audit.
#[derive(Serialize)]
struct Line<'a> {
    shown_as: &'a str,
    id: &'a str,
    kind: &'a str,
    part: Option<&'a str>,
    /// The worst first.
    findings: [usize; 3],
    waived: usize,
    files: Vec<File<'a>>,
}

/// The audits of a run. A case that two teams hold stands under both.
pub(super) fn by_team(summary: &RunSummary) -> Vec<Team<'_>> {
    let mut teams: BTreeMap<Option<&str>, Vec<Line<'_>>> = BTreeMap::new();
    let there = summary.documents.iter();
    for row in there.filter(|row| row.outcome != Outcome::Failed) {
        let Some(counts) = &row.audit else { continue };
        for team in names(counts) {
            teams.entry(team).or_default().push(line(row, counts));
        }
    }
    let mut teams: Vec<Team<'_>> = teams
        .into_iter()
        .map(|(name, mut audits)| {
            audits.sort_by_key(|it| (rank(it.kind), Reverse(it.findings), it.id));
            Team { name, audits }
        })
        .collect();
    teams.sort_by_key(|it| (Reverse(worst(it)), it.name));
    teams
}

fn names(counts: &AuditCounts) -> Vec<Option<&str>> {
    match counts.teams.is_empty() {
        true => vec![None],
        false => counts.teams.iter().map(|it| Some(it.as_str())).collect(),
    }
}

fn line<'a>(row: &'a DocumentRow, counts: &AuditCounts) -> Line<'a> {
    Line {
        shown_as: &row.shown_as,
        id: &row.id,
        kind: &row.kind,
        part: row.part.as_deref(),
        findings: counts.findings,
        waived: counts.waived,
        files: row.files.iter().map(file).collect(),
    }
}

fn rank(kind: &str) -> usize {
    let at = KINDS.iter().position(|known| *known == kind);
    at.unwrap_or(KINDS.len())
}

/// The most that any audit of a team finds to mend.
fn worst(team: &Team<'_>) -> [usize; 3] {
    let all = team.audits.iter().map(|it| it.findings);
    all.max().unwrap_or_default()
}
