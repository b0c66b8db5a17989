//! The end of the work: who decided to close the case, when, why and on what grounds (Northamptonshire 4
//! and 5.3), and what has no end in the record yet.

use chrono::NaiveDate;

use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::{LEGAL_STATUSES, PERIODS, PLACEMENTS, WORKERS};
use crate::assemble::shared::basic_record::lasting::{Lasting, dated_under};
use crate::assemble::shared::basic_record::sheet::{Block, Line, Section};
use crate::assemble::shared::handing_on::coming;
use crate::assemble::shared::handing_on::open::{Kind, short};
use crate::assemble::shared::phases::Phase;
use crate::issue::Issue;
use crate::model::records::{Decision, Referral, StatusPeriod};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

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
pub(super) const STILL: &[Kind] = &[
    Kind {
        name: "still",
        records: &["status_period", "placement", "allocation"],
        find: still,
    },
    Kind {
        name: "hearings",
        records: &["hearing"],
        find: coming::hearings,
    },
];

/// Sets down the decision, and apart from it how earlier work ended.
pub(super) fn tell(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let opened = composer.case.record().and_then(|it| it.opened.value());
    let opened = opened.map_or(NaiveDate::MIN, When::earliest);
    let decided = decisions(composer);
    let is_decided = decided.iter().any(|it| day_of(&it.decided) >= opened);
    let mut all: Vec<(NaiveDate, Line)> = Vec::new();
    for it in decided {
        let line = line(it, "handing-decision", &it.decided, composer)?;
        all.push((day_of(&it.decided), line));
    }
    for it in ended_work(composer) {
        let line = line(it, "handing-closure", &it.closed, composer)?;
        all.push((day_of(&it.closed), line));
    }
    for it in ended_periods(composer) {
        let line = line(it, "handing-period-end", &it.period_until, composer)?;
        all.push((day_of(&it.period_until), line));
    }
    all.sort_by_key(|(day, _)| *day);
    let (now, before): (Vec<_>, Vec<_>) = all.into_iter().partition(|(day, _)| *day >= opened);
    if !is_decided {
        section.add(Block::Say(composer.term("closing.no_decision")));
    }
    for (name, lines) in [("decision", now), ("earlier", before)] {
        if !lines.is_empty() {
            let label = composer.term(&format!("closing.label.{name}"));
            let lines = lines.into_iter().map(|(_, line)| line).collect();
            section.add(dated_under(label, lines, String::new(), composer));
        }
    }
    Ok(())
}

/// The decisions to close the case.
fn decisions<'a>(composer: &Composer<'a>) -> Vec<&'a Decision> {
    let all = composer.case.records.decisions.iter();
    let made = all.filter(|it| is_past(&it.decided, composer) && is_closing(it));
    made.collect()
}

fn is_past(when: &Recorded<When>, composer: &Composer<'_>) -> bool {
    when.value().is_some_and(|it| it.earliest() <= composer.day)
}

fn day_of(when: &Recorded<When>) -> NaiveDate {
    when.value().map_or(NaiveDate::MIN, When::earliest)
}

fn is_closing(decision: &Decision) -> bool {
    let said = decision.decision.value().map(Text::shown);
    let said = said.unwrap_or_default().to_lowercase();
    CLOSING.iter().any(|words| said.contains(words))
}

/// The referrals after which the work was closed.
fn ended_work<'a>(composer: &Composer<'a>) -> Vec<&'a Referral> {
    let all = composer.case.records.referrals.iter();
    all.filter(|it| is_past(&it.closed, composer)).collect()
}

/// The periods of involvement of which it is recorded why they ended.
fn ended_periods<'a>(composer: &Composer<'a>) -> Vec<&'a StatusPeriod> {
    let all = composer.case.records.status_periods.iter();
    let ended = all.filter(|it| is_past(&it.period_until, composer));
    ended.filter(|it| it.end_reason.value().is_some()).collect()
}

fn line<R: Record>(
    record: &R,
    phrase: &str,
    when: &Recorded<When>,
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let words = composer.say(record, phrase, Facts::new())?;
    let day = Text::words(short(when, composer));
    Ok(composer.line(record, vec![day, words]))
}

/// Statuses, placements and allocations that have no end.
fn still(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let mut lines = Vec::new();
    endless(&PERIODS, "front-period", composer, &mut lines)?;
    endless(&LEGAL_STATUSES, "front-legal", composer, &mut lines)?;
    endless(&PLACEMENTS, "handing-placement", composer, &mut lines)?;
    endless(&WORKERS, "handing-worker", composer, &mut lines)?;
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
        let since = short((kind.from)(record), composer);
        let cells = vec![words, Text::words(""), Text::words(since)];
        lines.push(composer.line(record, cells));
    }
    Ok(())
}
