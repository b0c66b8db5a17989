//! The end of the work: who decided to close the case, when, why and on what grounds (Northamptonshire 4
//! and 5.3), and what has no end in the record yet.

use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::{LEGAL_STATUSES, PERIODS, PLACEMENTS, WORKERS};
use crate::assemble::shared::basic_record::lasting::{Lasting, dated_under};
use crate::assemble::shared::basic_record::sheet::{Block, Line, Section};
use crate::assemble::shared::dates;
use crate::assemble::shared::handing_on::coming;
use crate::assemble::shared::handing_on::open::Kind;
use crate::assemble::shared::phases::Phase;
use crate::issue::Issue;
use crate::model::records::{Decision, Referral, StatusPeriod};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// How many decisions stand in for one to close that is not recorded.
const LAST: usize = 2;

/// Words by which a decision speaks of closing the case, and not of closing an enquiry or a plan.
const CLOSING: &[&str] = &[
    "close the case",
    "close case",
    "close this case",
    "case closed",
    "case to close",
    "case to be closed",
    "case closure",
    "closure of the case",
    "closing the case",
    "close the file",
    "end our involvement",
    "end involvement",
    "end of involvement",
];

/// What has no end yet and cannot go on when nobody works on the case, by the names of its terms.
pub(super) const STILL: &[Kind] = &[("still", still), ("hearings", coming::hearings)];

/// Sets down the decision.
pub(super) fn tell(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let (closing, others): (Vec<&Decision>, Vec<&Decision>) = {
        let all = composer.case.records.decisions.iter();
        let day = composer.day;
        let made = all.filter(|it| it.decided.value().is_some_and(|it| it.earliest() <= day));
        let mut made: Vec<&Decision> = made.collect();
        made.sort_by_key(|it| (it.decided.value().map(When::order), it.entry.clone()));
        made.into_iter().partition(|it| is_closing(it))
    };
    let mut lines = Vec::new();
    for it in &closing {
        lines.push(line(*it, "handing-decision", &it.decided, composer)?);
    }
    for it in ended_work(composer) {
        lines.push(line(it, "handing-closure", &it.closed, composer)?);
    }
    for it in ended_periods(composer) {
        lines.push(line(it, "handing-period-end", &it.period_until, composer)?);
    }
    if !lines.is_empty() {
        let label = composer.term("closing.label.decision");
        section.add(dated_under(label, lines, String::new(), composer));
    }
    if !closing.is_empty() {
        return Ok(());
    }
    section.add(Block::Say(composer.term("closing.no_decision")));
    let mut last = Vec::new();
    for it in others.iter().skip(others.len().saturating_sub(LAST)) {
        last.push(line(*it, "handing-decision", &it.decided, composer)?);
    }
    if !last.is_empty() {
        let label = composer.term("closing.label.last_decisions");
        section.add(dated_under(label, last, String::new(), composer));
    }
    Ok(())
}

fn is_closing(decision: &Decision) -> bool {
    let said = decision.decision.value().map(Text::shown);
    let said = said.unwrap_or_default().to_lowercase();
    CLOSING.iter().any(|words| said.contains(words))
}

/// The referrals after which the work was closed.
fn ended_work<'a>(composer: &Composer<'a>) -> Vec<&'a Referral> {
    let all = composer.case.records.referrals.iter();
    let day = composer.day;
    let ended = all.filter(|it| it.closed.value().is_some_and(|it| it.earliest() <= day));
    let mut ended: Vec<&Referral> = ended.collect();
    ended.sort_by_key(|it| (it.closed.value().map(When::order), it.entry.clone()));
    ended
}

/// The periods of involvement of which it is recorded why they ended.
fn ended_periods<'a>(composer: &Composer<'a>) -> Vec<&'a StatusPeriod> {
    let mut found = PERIODS.phases(composer);
    found.reverse();
    let day = composer.day;
    let ended = found.into_iter().map(|(_, it)| it).filter(|it| {
        let over = it
            .period_until
            .value()
            .is_some_and(|it| it.earliest() <= day);
        over && it.end_reason.value().is_some()
    });
    ended.collect()
}

fn line<R: Record>(
    record: &R,
    phrase: &str,
    when: &Recorded<When>,
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let words = composer.say(record, phrase, Facts::new())?;
    let day = when.value().map(|it| When { time: None, ..*it });
    let day = day.map_or_else(String::new, |it| dates::short(&it, composer.wording()));
    Ok(composer.line(record, vec![Text::words(day), words]))
}

/// Statuses, placements and allocations that have no end.
fn still(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let mut lines = Vec::new();
    endless(&PERIODS, "front-period-now", composer, &mut lines)?;
    endless(&LEGAL_STATUSES, "front-legal-now", composer, &mut lines)?;
    endless(&PLACEMENTS, "summary-placement", composer, &mut lines)?;
    endless(&WORKERS, "front-worker", composer, &mut lines)?;
    Ok(lines)
}

fn endless<R: Record>(
    kind: &Lasting<R>,
    phrase: &str,
    composer: &mut Composer<'_>,
    lines: &mut Vec<Line>,
) -> Result<(), Issue> {
    for (phase, record) in kind.phases(composer) {
        let is_ended = (kind.until)(record).value().is_some();
        if phase != Phase::Now || is_ended {
            continue;
        }
        let words = kind.say(record, phrase, phase, composer)?;
        let blank = || Text::words("");
        lines.push(composer.line(record, vec![words, blank(), blank()]));
    }
    Ok(())
}
