//! From settings to how each kind of document is made.

use std::collections::BTreeSet;

use crate::assemble::shared::late::Punctuality;
use crate::assemble::shared::working_days::WorkingDays;
use crate::assemble::{ChronologyManner, CourtManner};
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop};

/// How a chronology is made.
///
/// # Errors
/// A setting that is no day.
pub(super) fn chronology(ground: &Ground) -> Result<ChronologyManner, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let config = &ground.config;
    Ok(ChronologyManner {
        significant: config
            .list("chronology.significant")
            .into_iter()
            .collect::<BTreeSet<_>>(),
        punctuality: Punctuality {
            days: WorkingDays {
                extra: config
                    .days("bank_holidays")
                    .map_err(usage)?
                    .into_iter()
                    .collect(),
            },
            working_days: config.number("chronology.late_working_days"),
            migrated: config.day("chronology.migration_date").map_err(usage)?,
        },
        gap_months: config.number("chronology.gap_months"),
    })
}

/// How a court chronology is made.
pub(super) fn court(ground: &Ground) -> CourtManner {
    let config = &ground.config;
    CourtManner {
        significant: config
            .list("court_chronology.significant")
            .into_iter()
            .collect(),
        window_years: config.number("court_chronology.window_years"),
        late_marks: config.is_set("court_chronology.late_marks"),
    }
}
