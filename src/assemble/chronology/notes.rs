//! What stands around the rows of a chronology: the facts of the first page, and at the end the gaps,
//! the late start, what is not listed, contradictions, and short forms.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use minijinja::Value as Fact;

use super::Content;
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::assemble::shared::face::{absence, born, name_of};
use crate::assemble::shared::late::Lateness;
use crate::assemble::shared::timeline::Fact as Told;
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::{Case, Recorded, When};
use crate::wording::{Facts, Wording};

/// The facts of the first page: heading and words.
pub(super) fn facts(
    case: &Case,
    content: &Content,
    audience: Audience,
    brief: &Brief<'_>,
) -> Vec<(String, String)> {
    let wording = brief.wording;
    let mut facts = vec![
        ("face.child", name_of(case, brief.wording)),
        ("face.case", case.id.clone()),
        ("face.born", born(case, wording)),
        ("face.period", period(content, wording)),
        ("face.entries", content.printed.len().to_string()),
    ];
    if audience == Audience::Internal {
        facts.push(("face.sources", sources(case, content, wording)));
        facts.push(("face.reviewed", reviewed(case, wording)));
        facts.push(("face.with_family", with_family(case, wording)));
    }
    facts
        .into_iter()
        .map(|(key, words)| (wording.term(key).to_owned(), words))
        .collect()
}

fn period(content: &Content, wording: &Wording) -> String {
    match (content.printed.first(), content.printed.last()) {
        (Some(first), Some(last)) => {
            let from = dates::prose(&beginning(first.fact.when), wording);
            let until = dates::prose(&beginning(last.fact.when), wording);
            format!("{from} {} {until}", wording.term("date.to"))
        }
        _ => wording.term("absence.empty").to_owned(),
    }
}

/// The date of an entry without its end and its time of day.
fn beginning(when: When) -> When {
    When {
        end: None,
        time: None,
        ..when
    }
}

/// How many files are named before the rest is counted.
const FILES_NAMED: usize = 6;

/// The files that the case and its entries were read from.
fn sources(case: &Case, content: &Content, wording: &Wording) -> String {
    let own = case.record().into_iter().flat_map(|record| &record.origins);
    let printed = content
        .printed
        .iter()
        .flat_map(|printed| &printed.fact.origins);
    let left_out = content.left_out.iter().flat_map(|(fact, ..)| &fact.origins);
    let places = own.chain(printed).chain(left_out);
    let files: BTreeSet<&str> = places.map(|origin| &*origin.file).collect();
    let named: Vec<&str> = files.iter().copied().take(FILES_NAMED).collect();
    match files.len().saturating_sub(FILES_NAMED) {
        0 => named.join(", "),
        more => wording.fill("face.more_files", &more.to_string()).replacen(
            "{files}",
            &named.join(", "),
            1,
        ),
    }
}

fn reviewed(case: &Case, wording: &Wording) -> String {
    let field = case.record().map(|record| &record.chronology_reviewed);
    match field {
        Some(Recorded::Value(when)) => dates::prose(when, wording),
        Some(absent) => absence(absent, wording).to_owned(),
        None => wording.term("absence.not_carried").to_owned(),
    }
}

fn with_family(case: &Case, wording: &Wording) -> String {
    let field = case
        .record()
        .map(|record| &record.chronology_checked_with_family);
    match field {
        Some(Recorded::Value(words)) => words.to_string(),
        Some(absent) => absence(absent, wording).to_owned(),
        None => wording.term("absence.not_carried").to_owned(),
    }
}

/// The notes at the end, in sentences.
pub(super) fn notes(
    content: &Content,
    case: &Case,
    audience: Audience,
    brief: &Brief<'_>,
) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(late_start(content, case, brief.wording));
    notes.extend(gaps(content, case, brief));
    if audience == Audience::Internal {
        notes.extend(late_count(content, brief.wording));
        notes.extend(basis_count(content, brief.wording));
    }
    notes.extend(not_listed(content, brief.wording));
    notes
}

/// Northamptonshire 5.5: a chronology starts from birth; one that starts later says so.
fn late_start(content: &Content, case: &Case, wording: &Wording) -> Option<String> {
    let first = content.printed.first()?;
    let words = dates::prose(&first.fact.when, wording);
    match case.child().and_then(dates::birth) {
        Some((born, _)) if first.fact.when.earliest() > born.latest() => {
            Some(wording.fill("note.late_start", &words))
        }
        Some(_) => None,
        None => Some(wording.fill("note.birth_unknown", &words)),
    }
}

/// Times longer than the setting, after the birth, in which nothing at all is recorded: neither what
/// is printed nor what is left out.
fn gaps(content: &Content, case: &Case, brief: &Brief<'_>) -> Vec<String> {
    let months = chrono::Months::new(brief.chronology.gap_months);
    let born = case
        .child()
        .and_then(dates::birth)
        .map(|(when, _)| when.earliest());
    let printed = content.printed.iter().map(|printed| &printed.fact);
    let mut facts: Vec<&Told> = printed
        .chain(content.left_out.iter().map(|(fact, ..)| fact))
        .collect();
    facts.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut notes = Vec::new();
    let mut last: Option<(NaiveDate, When)> = None;
    for fact in facts {
        let from = fact.when.earliest();
        if let Some((until, when)) = last
            && until
                .checked_add_months(months)
                .is_some_and(|limit| limit < from)
            && born.is_none_or(|born| from > born)
        {
            let ends = When {
                start: when.end.unwrap_or(when.start),
                ..when
            };
            let span = format!(
                "{} {} {}",
                dates::prose(&beginning(ends), brief.wording),
                brief.wording.term("date.and"),
                dates::prose(&beginning(fact.when), brief.wording),
            );
            notes.push(brief.wording.fill("note.gap", &span));
        }
        let ends = fact
            .until
            .filter(|until| until.latest() <= brief.as_at)
            .unwrap_or(fact.when);
        if last.is_none_or(|(until, _)| ends.latest() > until) {
            last = Some((ends.latest(), ends));
        }
    }
    notes
}

fn late_count(content: &Content, wording: &Wording) -> Option<String> {
    let late = content
        .printed
        .iter()
        .filter(|it| matches!(it.lateness, Lateness::Late(_)))
        .count();
    (late > 0).then(|| counted(late, "note.late", wording))
}

/// Rule 9: an entry whose basis is not given is kept, and counted.
fn basis_count(content: &Content, wording: &Wording) -> Option<String> {
    let basis = |it: &&super::Printed| matches!(it.fact.provenance.basis, Recorded::Empty);
    let without = content.printed.iter().filter(basis).count();
    (without > 0).then(|| counted(without, "note.basis", wording))
}

/// The sentence for one or for several.
fn counted(count: usize, key: &str, wording: &Wording) -> String {
    let form = if count == 1 { "one" } else { "many" };
    wording.fill(&format!("{key}.{form}"), &count.to_string())
}

/// What is left out, by reason and number.
fn not_listed(content: &Content, wording: &Wording) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for (_, _, reason) in &content.left_out {
        *counts.entry(*reason).or_insert(0_usize) += 1;
    }
    let lines = counts.into_iter().map(|(reason, count)| {
        let why = wording.term(reason.key());
        wording
            .fill("note.not_listed", &count.to_string())
            .replacen("{why}", why, 1)
    });
    lines.collect()
}

/// One sentence for each contradiction.
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn contradictions(content: &Content, brief: &Brief<'_>) -> Result<Vec<String>, Issue> {
    let lines = content.contradictions.iter().map(|it| {
        let (first, second) = (
            &content.printed[it.first].fact,
            &content.printed[it.second].fact,
        );
        let facts = Facts::from([
            ("what", Fact::from(brief.wording.term(it.what))),
            ("first_date", Fact::from(first.date(brief.wording))),
            ("first", Fact::from(first.sentence.to_string())),
            ("second_date", Fact::from(second.date(brief.wording))),
            ("second", Fact::from(second.sentence.to_string())),
        ]);
        brief.wording.say("contradiction", &facts)
    });
    lines.collect()
}
