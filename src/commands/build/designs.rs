//! The designs of a run: parsed once; edited ones are tried with an invented case before any real one.

use std::sync::Arc;

use super::prepare;
use crate::assemble::{self, Brief, CourtPages, Edition};
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop, sample};
use crate::disclose;
use crate::issue::Issue;
use crate::kind::{Kind, SubjectKind};
use crate::model::Casebook;
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
    if kind.subject == SubjectKind::Case {
        let case = sample
            .cases
            .first()
            .expect("a sample of one child has a case");
        let audience = *kind.audiences.first().expect("a kind is for somebody");
        return assemble::of_case(kind.name, &disclose::internal(case), audience, brief);
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
