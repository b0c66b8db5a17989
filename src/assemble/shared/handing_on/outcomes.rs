//! What plans were to reach, and how far each outcome came by the last note of progress.

use super::super::basic_record::composer::Composer;
use super::super::basic_record::kinds::PLANS;
use super::super::basic_record::sheet::{Block, Section, Shape};
use super::{is_over, level};
use crate::assemble::shared::{carried, phrases};
use crate::issue::Issue;
use crate::model::records::{Outcome, ProgressNote};
use crate::model::{Text, When};
use crate::wording::Facts;

/// Sets down the outcomes of the plans in force, and others that are not over.
pub(in crate::assemble) fn tell_now(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let plans = PLANS.current(composer);
    let belongs = |it: &Outcome, composer: &Composer<'_>| match it.plan_id.value() {
        Some(id) => plans.iter().any(|plan| plan.entry.key == id.0),
        None => !is_over(latest(it, composer).and_then(|it| it.progress.value())),
    };
    let all = composer.case.records.outcomes.iter();
    let chosen = all.filter(|it| belongs(it, composer)).collect();
    set_down(chosen, composer, section)
}

/// Sets down every outcome of every plan.
pub(in crate::assemble) fn tell_all(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    set_down(
        composer.case.records.outcomes.iter().collect(),
        composer,
        section,
    )
}

/// The last note of an outcome's progress up to the day.
pub(super) fn latest<'a>(outcome: &Outcome, composer: &Composer<'a>) -> Option<&'a ProgressNote> {
    let all = composer.case.records.progress.iter();
    let own = all.filter(|it| {
        let of = it.outcome_id.value();
        of.is_some_and(|id| id.0 == outcome.entry.key)
    });
    let day = composer.day;
    let dated = own.filter(|it| it.noted.value().is_some_and(|it| it.earliest() <= day));
    dated.max_by_key(|it| (it.noted.value().map(When::order), it.entry.clone()))
}

fn set_down(
    chosen: Vec<&Outcome>,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let mut lines = Vec::new();
    for outcome in chosen {
        let wanted = composer.say(outcome, "handing-outcome", Facts::new())?;
        let note = latest(outcome, composer);
        let came = match note {
            Some(note) => progress(note, composer)?,
            None => Text::words(composer.term("handing.no_progress")),
        };
        let mut line = composer.line(outcome, vec![wanted, came.clone()]);
        if let Some(note) = note {
            line.entries.push(composer.entry(note, &[came]));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        let absence = carried::absence(composer.case, "outcome");
        section
            .absent
            .note(composer.term("handing.list.outcomes"), &absence);
        return Ok(());
    }
    section.add(Block::Table {
        shape: Shape::Outcomes,
        headings: ["outcome", "came"]
            .map(|key| composer.term(&format!("handing.column.{key}")))
            .to_vec(),
        lines,
        note: String::new(),
    });
    Ok(())
}

fn progress(note: &ProgressNote, composer: &Composer<'_>) -> Result<Text, Issue> {
    let level = level(note.progress.value(), composer);
    let more = Facts::from([("level", level.into())]);
    let said = composer.say(note, "handing-progress", more)?;
    Ok(phrases::without_repeated_gaps(said))
}
