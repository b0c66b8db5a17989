//! How the kinds of document are made, by flag and settings; and which cases have a summary at all.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::assemble::case_summary::{self, Manner};
use crate::assemble::genogram::{self, Notation};
use crate::assemble::record_audit::{self, WordLists};
use crate::assemble::shared::due::Rhythms;
use crate::assemble::shared::late::Punctuality;
use crate::assemble::shared::periods::{self, Choice};
use crate::assemble::shared::working_days::WorkingDays;
use crate::assemble::supervision_pack::{self, Often, Patterns};
use crate::assemble::{ChronologyManner, CourtManner};
use crate::commands::{Exit, Stop};
use crate::config::Config;
use crate::issue::{Issue, Origin};
use crate::layouts::Layouts;
use crate::model::Case;

/// The setting that `--period` stands before.
pub(super) const PERIOD: &str = "case_summary.period";

/// The setting that `--hearing` stands before.
pub(super) const HEARING: &str = "court_chronology.hearing";

/// The working days, with the closures that a setting adds.
///
/// # Errors
/// A setting that is no day.
pub(in crate::commands) fn working_days(config: &Config) -> Result<WorkingDays, Stop> {
    let extra = config.days("bank_holidays");
    let extra = extra.map_err(|issue| Stop::new(Exit::Usage, issue))?;
    Ok(WorkingDays {
        extra: extra.into_iter().collect(),
    })
}

/// The manner in which the settings ask for chronologies.
///
/// # Errors
/// A setting that is no day.
pub(in crate::commands) fn chronology(config: &Config) -> Result<ChronologyManner, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    Ok(ChronologyManner {
        significant: config
            .list("chronology.significant")
            .into_iter()
            .collect::<BTreeSet<_>>(),
        punctuality: Punctuality {
            days: working_days(config)?,
            working_days: config.number("chronology.late_working_days"),
            migrated: config.day("chronology.migration_date").map_err(usage)?,
        },
        gap_months: config.number("chronology.gap_months"),
    })
}

/// The manner in which the settings ask for genograms.
///
/// # Errors
/// A setting that takes another word.
pub(in crate::commands) fn genogram(config: &Config) -> Result<genogram::Manner, Stop> {
    let notation = config.choice("genogram.notation", Notation::CHOICES);
    let index_line = config.choice("genogram.index_line", genogram::INDEX_LINES);
    let usage = |issue| Stop::new(Exit::Usage, issue);
    Ok(genogram::Manner {
        notation: notation.map_err(usage)?,
        index_line: index_line.map_err(usage)?,
    })
}

/// The manner in which the settings ask for court chronologies.
///
/// # Errors
/// A setting that is no day.
pub(in crate::commands) fn court(config: &Config) -> Result<CourtManner, Stop> {
    let hearing = config.day(HEARING);
    Ok(CourtManner {
        significant: config
            .list("court_chronology.significant")
            .into_iter()
            .collect(),
        window_years: config.number("court_chronology.window_years"),
        late_marks: config.is_set("court_chronology.late_marks"),
        hearing: hearing.map_err(|issue| Stop::new(Exit::Usage, issue))?,
    })
}

/// The manner in which the settings ask for summaries.
///
/// # Errors
/// A period in no known form, or one that has not begun.
pub(in crate::commands) fn summary(config: &Config, as_at: NaiveDate) -> Result<Manner, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let period: Choice = config.text(PERIOD).parse().map_err(usage)?;
    if let Choice::Fixed(asked, _) = &period
        && asked.from > as_at
    {
        let issue =
            Issue::error("CB0017", "the period begins after the date prepared").hint(format!(
                "Give an earlier period, or a later --as-at. {}",
                periods::FORMS
            ));
        return Err(usage(issue));
    }
    let number = |key: &str| config.number(&format!("due.{key}"));
    Ok(Manner {
        period,
        rhythms: Rhythms {
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
            days: working_days(config)?,
        },
    })
}

/// The manner in which the settings ask for audits, with the lists of words to look for.
///
/// # Errors
/// A setting that is no day, or lists that cannot be read.
pub(in crate::commands) fn audit(
    config: &Config,
    layouts: &Layouts,
) -> Result<record_audit::Manner, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let number = |key: &str| config.number(&format!("audit.{key}"));
    Ok(record_audit::Manner {
        since: config.day("audit.since").map_err(usage)?,
        alone_from_age: number("alone_from_age"),
        balance_entries: number("balance_entries") as usize,
        supervision_weeks: number("supervision_weeks"),
        summary_months: number("summary_months"),
        chronology_review_months: number("chronology_review_months"),
        file_out_days: number("file_out_days"),
        shingle_words: number("shingle_words") as usize,
        copied_words: number("copied_words") as usize,
        copied_percent: number("copied_percent"),
        words: word_lists(layouts).map_err(usage)?,
    })
}

/// The lists of words that audits look for, which an authority may edit.
fn word_lists(layouts: &Layouts) -> Result<WordLists, Issue> {
    let name = "wording/audit-words.json";
    WordLists::parse(layouts.text(name).unwrap_or_default()).map_err(|_| {
        Issue::error("CB2200", "the lists of words for audits cannot be used")
            .at(Origin::file(name))
            .hint("Compare them with the shipped ones: casebinder layouts export.")
    })
}

/// The manner in which the settings ask for supervision packs.
pub(in crate::commands) fn supervision(config: &Config) -> supervision_pack::Manner {
    let number = |key: String| config.number(&format!("supervision.{key}"));
    let often = |key: &str| Often {
        times: number(format!("{key}_times")),
        days: number(format!("{key}_days")),
    };
    supervision_pack::Manner {
        patterns: Patterns {
            missing: often("missing"),
            presentations: often("presentations"),
            placements: often("placements"),
            referrals: often("referrals"),
            visits: often("visits"),
        },
        plot_months: number("plot_months".to_owned()),
        assessment_working_days: config.number("due.assessment_working_days"),
    }
}

/// What the file name of a case's summary says of its period; none where the case has no summary.
pub(in crate::commands) fn part_of(
    case: &Case,
    manner: &Manner,
    as_at: NaiveDate,
) -> Option<String> {
    let chosen = periods::of_case(&manner.period, case, as_at);
    case_summary::is_for(case, &chosen.period).then_some(chosen.part)
}
