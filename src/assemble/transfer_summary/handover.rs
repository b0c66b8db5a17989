//! What the two workers and the manager do together: what the present worker would say, in their own
//! hand; the joint visit; and what is checked before the case moves, beside what the record says of it
//! (Northamptonshire 14.2).

use serde_json::{Value, json};

use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::sheet::{Block, Line, Shape};
use crate::assemble::shared::handing_on::{is_unborn, of_child, open};
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::records::{Assessment, FileMovement};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// What is checked, by the name of its term, and what the record says of it.
type Check = (
    &'static str,
    fn(&mut Composer<'_>) -> Result<Option<Line>, Issue>,
);

const CHECKS: &[Check] = &[
    ("audit", |_| Ok(None)),
    ("chronology", chronology),
    ("summary", summary),
    ("assessment", assessment),
    ("supervision", supervision),
    ("papers", papers),
    ("belongings", |_| Ok(None)),
    ("restrictions", |_| Ok(None)),
    ("child_told", |_| Ok(None)),
    ("family_told", |_| Ok(None)),
    ("others_told", |_| Ok(None)),
    ("date", |_| Ok(None)),
];

/// What nobody checks of a child who is not yet born.
const OF_THE_CHILD: &[&str] = &["belongings", "child_told"];

/// Headings under which the present worker writes.
const PROMPTS: &[&str] = &["works", "careful", "first"];

/// What is filled in of the joint visit.
const VISIT: &[&str] = &["date", "place", "who", "explained"];

/// Who signs.
const SIGNING: &[&str] = &["sender", "receiver", "manager"];

/// The part as the layout takes it.
pub(super) fn of(composer: &mut Composer<'_>) -> Result<Value, Issue> {
    let mut lines = Vec::new();
    let unborn = is_unborn(composer);
    for (name, find) in CHECKS {
        if unborn && OF_THE_CHILD.contains(name) {
            continue;
        }
        let what = Text::words(of_child(&format!("transfer.check.{name}"), composer));
        let found = find(composer)?;
        let (entries, said) = match found {
            Some(line) => (line.entries, line.cells.into_iter().next()),
            None => (Vec::new(), None),
        };
        let cells = vec![what, said.unwrap_or_else(|| Text::words(""))];
        lines.push(Line { entries, cells });
    }
    let heading = |key: &str| composer.term(&format!("transfer.column.{key}"));
    let checks = Block::Table {
        shape: Shape::Checks,
        headings: ["check", "says", "sender", "receiver", "manager"]
            .map(heading)
            .to_vec(),
        lines,
        note: String::new(),
    };
    let terms = |keys: &[&str], beginning: &str| -> Vec<String> {
        let each = keys.iter().map(|key| format!("{beginning}.{key}"));
        each.map(|key| of_child(&key, composer)).collect()
    };
    Ok(json!({
        "title": composer.term("transfer.section.handover"),
        "intro": composer.term("transfer.handover.intro"),
        "prompts": terms(PROMPTS, "transfer.prompt"),
        "visit_title": composer.term("transfer.section.visit"),
        "visit": terms(VISIT, "transfer.visit"),
        "checks_title": composer.term("transfer.section.checks"),
        "checks": checks.as_json(),
        "signing": terms(SIGNING, "handing.signed"),
    }))
}

/// What the record says, as a line of one record.
fn says<R: Record>(
    record: &R,
    key: &str,
    words: &str,
    composer: &mut Composer<'_>,
) -> Result<Option<Line>, Issue> {
    let said = composer.wording().fill(key, words);
    Ok(Some(composer.line(record, vec![Text::words(said)])))
}

/// A sentence of our own where nothing is recorded, or that the export cannot carry it.
fn nothing(key: &str, record: &str, composer: &Composer<'_>) -> Result<Option<Line>, Issue> {
    let words = match carried::absence(composer.case, record) {
        Recorded::NotCarried => composer.term("transfer.says.not_carried"),
        _ => composer.term(key),
    };
    Ok(Some(Line {
        entries: Vec::new(),
        cells: vec![Text::words(words)],
    }))
}

/// When the chronology was reviewed, and who checked it with the family (Northamptonshire 5.5).
fn chronology(composer: &mut Composer<'_>) -> Result<Option<Line>, Issue> {
    let Some(record) = composer.case.record() else {
        return Ok(None);
    };
    let said = composer.say(record, "handing-chronology", Facts::new())?;
    Ok(Some(composer.line(record, vec![said])))
}

fn summary(composer: &mut Composer<'_>) -> Result<Option<Line>, Issue> {
    match open::last_summary(composer) {
        Some(it) => {
            let until = day(&it.summary_until, composer);
            says(it, "transfer.says.summary", &until, composer)
        }
        None => nothing("transfer.says.no_summary", "summary", composer),
    }
}

/// The latest assessment that names risks (Northamptonshire 5.3).
fn assessment(composer: &mut Composer<'_>) -> Result<Option<Line>, Issue> {
    let all = composer.case.records.assessments.iter();
    let completed = |it: &Assessment| it.completed.value().map(When::order);
    let made = all.filter(|it| it.risks.value().is_some() && completed(it).is_some());
    match made.max_by_key(|it| (completed(it), it.entry.clone())) {
        Some(it) => {
            let on = day(&it.completed, composer);
            says(it, "transfer.says.assessment", &on, composer)
        }
        None => nothing("transfer.says.no_assessment", "assessment", composer),
    }
}

fn supervision(composer: &mut Composer<'_>) -> Result<Option<Line>, Issue> {
    let all = composer.case.records.supervisions.iter();
    let held = all.filter(|it| it.supervised.value().is_some());
    match held.max_by_key(|it| (it.supervised.value().map(When::order), it.entry.clone())) {
        Some(it) => {
            let on = day(&it.supervised, composer);
            says(it, "transfer.says.supervision", &on, composer)
        }
        None => nothing("transfer.says.no_supervision", "supervision", composer),
    }
}

/// How many volumes on paper are recorded, and of how many the arrival was not checked.
fn papers(composer: &mut Composer<'_>) -> Result<Option<Line>, Issue> {
    let moves: Vec<&FileMovement> = composer.case.records.file_movements.iter().collect();
    if moves.is_empty() {
        return nothing("transfer.says.no_papers", "file_movement", composer);
    }
    let unchecked = |it: &&&FileMovement| it.arrival_checked.value() != Some(&true);
    let facts = Facts::from([
        ("moves", moves.len().into()),
        ("unchecked", moves.iter().filter(unchecked).count().into()),
    ]);
    let said = phrases::say(composer.wording(), "handing-papers", &facts)?;
    let cells = vec![said];
    let entries = moves.iter().map(|it| composer.entry(*it, &cells)).collect();
    Ok(Some(Line { entries, cells }))
}

/// A day in words, without the time of day.
fn day(when: &Recorded<When>, composer: &Composer<'_>) -> String {
    let day = when.value().map(|it| When { time: None, ..*it });
    day.map_or_else(String::new, |it| dates::prose(&it, composer.wording()))
}
