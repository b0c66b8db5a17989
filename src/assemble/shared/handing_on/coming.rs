//! What has a date ahead: what is due by the settings (rule 21), what a court or a meeting has set, and
//! what ends. A day that is past and of which nothing is recorded is told too.

use chrono::NaiveDate;

use super::super::basic_record::composer::Composer;
use super::super::basic_record::lasting::dated_under;
use super::super::basic_record::sheet::{Line, Section};
use super::open::{last_summary, next_summary, passed};
use super::{is_over, outcomes};
use crate::assemble::shared::{dates, due, phrases, seen};
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// One thing with a date.
struct Coming {
    day: NaiveDate,
    line: Line,
}

/// Sets down every date ahead, the first first.
pub(in crate::assemble) fn tell(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let mut coming = Vec::new();
    reckoned(composer, &mut coming)?;
    listed(composer, &mut coming)?;
    ending(composer, &mut coming)?;
    coming.sort_by_key(|it| it.day);
    if coming.is_empty() {
        section
            .absent
            .note(composer.term("handing.list.coming"), &Recorded::<()>::Empty);
        return Ok(());
    }
    let rhythms = &composer.brief.summary.rhythms;
    let note = match due::rhythm(composer.case, rhythms, composer.day) {
        Some(_) => String::new(),
        None => super::of_child("handing.coming.not_set", composer),
    };
    let lines = coming.into_iter().map(|it| it.line).collect();
    let label = composer.term("handing.label.coming");
    section.add(dated_under(label, lines, note, composer));
    Ok(())
}

/// The hearings after the day, as open matters.
pub(in crate::assemble) fn hearings(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let case = composer.case;
    let mut lines = Vec::new();
    for it in &case.records.hearings {
        if let Some(day) = ahead(&it.heard, composer).filter(|day| *day > composer.day) {
            let what = composer.say(it, "handing-hearing", Facts::new())?;
            let when = dates::short(&When::day(day), composer.wording());
            let cells = vec![what, Text::words(""), Text::words(when)];
            lines.push(composer.line(it, cells));
        }
    }
    Ok(lines)
}

/// The day of a date that is not past.
fn ahead(when: &Recorded<When>, composer: &Composer<'_>) -> Option<NaiveDate> {
    let day = when.value()?.latest();
    (day >= composer.day).then_some(day)
}

/// The next visit and the next review, and the next summary.
fn reckoned(composer: &mut Composer<'_>, coming: &mut Vec<Coming>) -> Result<(), Issue> {
    let (case, day) = (composer.case, composer.day);
    let rhythms = &composer.brief.summary.rhythms;
    let seen = seen::last(case, &[Seen::Alone, Seen::WithOthers], day);
    // Where no visit could be in the export, none can be missed.
    let is_carried = case.carried.contains("visit");
    let visit = due::next_visit(case, rhythms, seen, day).filter(|_| is_carried);
    let review = due::next_review(case, rhythms, day);
    let seen = seen.map(|day| dates::day(day, composer.wording()));
    for (phrase, due) in [
        ("handing-next-visit", visit),
        ("handing-next-review", review),
    ] {
        let Some(due) = due else { continue };
        let mut facts = Facts::from([("seen", seen.clone().into())]);
        facts.insert("child", super::child(composer).into());
        let words = phrases::say(composer.wording(), phrase, &facts)?;
        let when = Text::words(passed(&When::day(due), composer));
        let line = Line {
            entries: Vec::new(),
            cells: vec![when, words],
        };
        coming.push(Coming { day: due, line });
    }
    let next = last_summary(composer).and_then(|it| Some((it, next_summary(it)?)));
    if let Some((last, due)) = next.filter(|(_, due)| *due >= day) {
        add(last, due, "handing-next-summary", composer, coming)?;
    }
    Ok(())
}

/// Hearings and meetings that are listed, and outcomes that are to be reached.
fn listed(composer: &mut Composer<'_>, coming: &mut Vec<Coming>) -> Result<(), Issue> {
    let case = composer.case;
    for it in &case.records.hearings {
        if let Some(day) = ahead(&it.heard, composer) {
            add(it, day, "handing-hearing", composer, coming)?;
        }
    }
    for it in &case.records.meetings {
        let planned = it
            .held
            .value()
            .is_some_and(|it| it.earliest() > composer.day);
        if let Some(day) = ahead(&it.held, composer).filter(|_| planned) {
            add(it, day, "handing-planned-meeting", composer, coming)?;
        }
    }
    for it in &case.records.outcomes {
        let last = outcomes::latest(it, composer).and_then(|it| it.progress.value());
        let is_open = !is_over(last);
        if let Some(day) = ahead(&it.outcome_due, composer).filter(|_| is_open) {
            add(it, day, "handing-outcome-due", composer, coming)?;
        }
    }
    Ok(())
}

/// What ends: orders, plans, placements and arrangements of contact.
fn ending(composer: &mut Composer<'_>, coming: &mut Vec<Coming>) -> Result<(), Issue> {
    let records = &composer.case.records;
    for it in &records.orders {
        if let Some(day) = ahead(&it.order_until, composer) {
            add(it, day, "handing-order-ends", composer, coming)?;
        }
    }
    for it in &records.plans {
        if let Some(day) = ahead(&it.plan_until, composer) {
            add(it, day, "handing-plan-ends", composer, coming)?;
        }
    }
    for it in &records.placements {
        if let Some(day) = ahead(&it.placement_ended, composer) {
            add(it, day, "handing-placement-ends", composer, coming)?;
        }
    }
    Ok(())
}

fn add<R: Record>(
    record: &R,
    day: NaiveDate,
    phrase: &str,
    composer: &mut Composer<'_>,
    coming: &mut Vec<Coming>,
) -> Result<(), Issue> {
    let words = composer.say(record, phrase, Facts::new())?;
    let when = Text::words(dates::short(&When::day(day), composer.wording()));
    let line = composer.line(record, vec![when, words]);
    coming.push(Coming { day, line });
    Ok(())
}
