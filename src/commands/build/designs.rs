//! The designs of a run: parsed once; edited ones are tried with an invented case before any real one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{audits, prepare};
use crate::assemble::record_audit::{self, Auditing, Background, Manner, Occasion};
use crate::assemble::{
    self, Brief, CopyFacts, CourtPages, Edition, LetterFacts, ProofFacts, ProofMark,
    RegisterNaming, WithheldFor,
};
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop, sample};
use crate::disclose::{self, Disclosed};
use crate::issue::{Issue, Origin};
use crate::kind::{Kind, Made, SubjectKind};
use crate::model::records::{Restriction, Visit};
use crate::model::{Case, Casebook, Caseload, EntryId, Recorded, TeamCaseload, Text, When};
use crate::render::Renderer;
use crate::view::View;

/// Parses the layouts; edited ones are set with an invented case before any real one.
pub(super) fn renderer(ground: &Ground, brief: &Brief<'_>) -> Result<Renderer, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let renderer =
        Renderer::new(&ground.layouts, Arc::clone(&ground.faces), brief.as_at).map_err(usage)?;
    for kind in crate::kind::KINDS {
        if !ground.layouts.changed_for(kind.name).is_empty() {
            let sample = sample::casebook(1, 6, 1, ground);
            let view = sample_view(kind, &sample, brief).map_err(usage)?;
            renderer.check_layout(&view).map_err(|issues| Stop {
                exit: Exit::Usage,
                issues,
            })?;
        }
    }
    Ok(renderer)
}

/// A document of a kind about an invented case, to try a layout with.
fn sample_view(kind: &Kind, sample: &Casebook, brief: &Brief<'_>) -> Result<View, Issue> {
    if kind.name == prepare::authority::RESTRICTED {
        return sample_of_register(sample, brief);
    }
    if kind.subject == SubjectKind::Case {
        let case = sample
            .cases
            .first()
            .expect("a sample of one child has a case");
        if kind.made == Made::ByAccess {
            return sample_of_access(kind, case, brief);
        }
        if kind.name == prepare::visits::KIND {
            return sample_of_visit(case, brief);
        }
        let audience = *kind.audiences.first().expect("a kind is for somebody");
        if kind.name == audits::CASE {
            return Ok(sample_of_audits(kind, sample, brief));
        }
        return assemble::of_case(kind.name, &disclose::internal(case), audience, brief);
    }
    if matches!(kind.name, audits::WORKER | audits::TEAM) {
        return Ok(sample_of_audits(kind, sample, brief));
    }
    if kind.subject == SubjectKind::Team {
        let teams = sample.teams(brief.as_at);
        let team = teams.first().expect("the worker of a sample is of a team");
        let lent = team.workers.iter().map(|load| {
            let cases = load.cases.iter().map(|it| disclose::internal(it));
            cases.collect::<Vec<Disclosed<'_>>>()
        });
        let cases: Vec<Vec<Disclosed<'_>>> = lent.collect();
        return assemble::team_caseload(team, (&cases, &|case| case.id.clone()), brief);
    }
    if kind.subject == SubjectKind::Worker {
        let loads = sample.workers(brief.as_at);
        let load = loads.first().expect("the child of a sample has a worker");
        let cases: Vec<_> = load.cases.iter().map(|it| disclose::internal(it)).collect();
        return assemble::of_worker(kind.name, load, (&cases, &|case| case.id.clone()), brief);
    }
    let proceedings = sample.proceedings();
    let of = proceedings
        .first()
        .expect("the first child of a sample is in proceedings");
    let disclosed = disclose::court(of.record, &of.cases, &[]);
    let edition = Edition {
        filings: &[],
        addendum: None,
    };
    if kind.name == prepare::FILED {
        return assemble::court_chronology(&disclosed, edition, brief);
    }
    let pages = CourtPages {
        whole: 1,
        addendum: None,
    };
    assemble::counsel_sheet(&disclosed, edition, &pages, brief)
}

/// The register of an invented restriction.
fn sample_of_register(sample: &Casebook, brief: &Brief<'_>) -> Result<View, Issue> {
    let mut cases = sample.cases.clone();
    let mut restriction =
        Restriction::bare(EntryId::of("restriction", "R-1"), Origin::file("sample"));
    restriction.restricted_record = Recorded::Value(Text::words("event:E-1"));
    for case in &mut cases {
        case.records.restrictions.push(restriction.clone());
    }
    let register = disclose::register(&cases, brief.as_at);
    let naming = RegisterNaming {
        cases: &cases,
        shown: &|_, id| id.to_owned(),
    };
    assemble::restricted_register(&register, &naming, brief)
}

/// The record of an invented visit.
fn sample_of_visit(case: &Case, brief: &Brief<'_>) -> Result<View, Issue> {
    let mut case = case.clone();
    let mut visit = Visit::bare(EntryId::of("visit", "V-1"), Origin::file("sample"));
    visit.visited = Recorded::Value(When::day(brief.as_at));
    visit.narrative = Recorded::Value(Text::words("Invented words."));
    visit.provenance.child_words = Recorded::Value(Text::words("Invented words of a child."));
    case.records.visits.push(visit);
    assemble::visit_record(&disclose::internal(&case), "V-1", brief)
}

/// An audit of invented cases; before a transfer, where it is of a case, as that has all the layout's parts.
fn sample_of_audits(kind: &Kind, sample: &Casebook, brief: &Brief<'_>) -> View {
    let manner = Manner::default();
    let auditing = Auditing {
        background: &Background::of(sample, &manner, brief.as_at),
        manner: &manner,
        waivers: &BTreeMap::new(),
        last: &BTreeMap::new(),
        sample: None,
        child: &|case| case.id.clone(),
    };
    let lent = sample.cases.iter().map(disclose::internal);
    let disclosed: Vec<Disclosed<'_>> = lent.collect();
    let load = Caseload {
        id: "W-1",
        worker: None,
        cases: sample.cases.iter().collect(),
    };
    match (kind.subject, disclosed.first()) {
        (SubjectKind::Worker, _) => {
            record_audit::of_worker(&load, &disclosed, &auditing, brief).view
        }
        (SubjectKind::Case, Some(case)) => {
            record_audit::of_case(case, Occasion::Transfer, &auditing, brief).view
        }
        _ => {
            let team = TeamCaseload {
                id: "T-1",
                team: None,
                workers: vec![load],
            };
            record_audit::of_team(&team, &disclosed, &auditing, brief).view
        }
    }
}

/// A document of an access request about an invented case.
fn sample_of_access(kind: &Kind, case: &Case, brief: &Brief<'_>) -> Result<View, Issue> {
    let child = case.child().map(|child| child.entry.key.to_string());
    let subject = "Invented Person".to_owned();
    match kind.name {
        "access-letter" => {
            let facts = LetterFacts {
                addressee: subject.clone(),
                subject,
                received: brief.as_at,
                due: brief.as_at,
                withheld: vec![WithheldFor {
                    reason: "to protect another person’s privacy".to_owned(),
                    names: 2,
                    ..WithheldFor::default()
                }],
                ..LetterFacts::default()
            };
            assemble::access_letter(&facts, brief)
        }
        "access-proof" => {
            let facts = ProofFacts {
                subject,
                marks: vec![ProofMark {
                    number: 1,
                    ..ProofMark::default()
                }],
                ..ProofFacts::default()
            };
            assemble::access_proof(case, &facts, brief)
        }
        _ => {
            let facts = CopyFacts {
                subject,
                subject_id: child.unwrap_or_default(),
                ..CopyFacts::default()
            };
            assemble::access_copy(&disclose::family(case, &[]), &facts, brief)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::build::manners;
    use crate::kind::{Audience, KINDS};

    #[test]
    fn the_layout_of_every_kind_sets_an_invented_case() {
        let design = crate::cli::Design {
            config: None,
            layouts: None,
            font_path: Vec::new(),
        };
        let ground = Ground::gather(&design, &[]).unwrap_or_else(|_| panic!("the shipped ground"));
        let as_at = "2026-06-30".parse().expect("a day in a test");
        let brief = Brief {
            wording: &ground.wording,
            glossary: &ground.glossary,
            as_at,
            exported: Some(as_at),
            authority: "Inventon Council",
            retention: "Kept for a while.",
            marking: &|audience: Audience| {
                ground
                    .config
                    .text(&format!("marking.{audience}"))
                    .to_owned()
            },
            is_unapproved: &|_| false,
            width: &|words, size| ground.faces.width(words, size),
            chronology: &manners::chronology(&ground.config).unwrap_or_else(|_| panic!("settings")),
            summary: &manners::summary(&ground.config, as_at)
                .unwrap_or_else(|_| panic!("settings")),
            supervision: &manners::supervision(&ground.config),
            genogram: assemble::genogram::Manner::default(),
            court: &manners::court(&ground.config).unwrap_or_else(|_| panic!("settings")),
            page_limits: &ground
                .page_limits(as_at)
                .unwrap_or_else(|_| panic!("settings")),
        };
        let renderer = renderer(&ground, &brief).unwrap_or_else(|_| panic!("a renderer"));
        let sample = sample::casebook(1, 6, 1, &ground);
        for kind in KINDS {
            let view = sample_view(kind, &sample, &brief).unwrap_or_else(|it| panic!("{it:?}"));
            let set = renderer.check_layout(&view);
            assert!(set.is_ok(), "{}: {set:?}", kind.name);
        }
    }
}
