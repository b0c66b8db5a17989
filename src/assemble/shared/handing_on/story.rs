//! The story in short: the significant events of a time (rule 10) by their headings, and key incidents in
//! full. The chronology holds all of them.

use chrono::NaiveDate;

use super::super::basic_record::composer::Composer;
use super::super::basic_record::lasting::dated_under;
use super::super::basic_record::sheet::{Line, Section};
use crate::assemble::shared::overrides::{edit_of, edited};
use crate::assemble::shared::timeline::{self, Fact, Telling};
use crate::assemble::shared::{phrases, repeats, selection};
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::{Recorded, Text};
use crate::wording::Facts;

/// Sets down the significant events since a day, at most so many of them beside the key incidents.
pub(in crate::assemble) fn tell_since(
    from: NaiveDate,
    most: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let mut facts = significant(composer)?;
    facts.retain(|it| it.when.earliest() >= from);
    let all = facts.len();
    let mut spare = all.saturating_sub(most);
    // The oldest go first, and no key incident goes.
    facts.retain(|it| {
        let goes = spare > 0 && !is_key(it);
        spare -= usize::from(goes);
        !goes
    });
    let note = match facts.len() < all {
        true => composer
            .wording()
            .fill("handing.story.more", &facts.len().to_string())
            .replacen("{all}", &all.to_string(), 1),
        false => composer.term("handing.story.all"),
    };
    set_down("year", &facts, note, composer, section)
}

/// Sets down every key incident, whenever it was.
pub(in crate::assemble) fn tell_key_incidents(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let mut facts = significant(composer)?;
    facts.retain(is_key);
    if facts.is_empty() {
        return Ok(());
    }
    let note = composer.term("handing.story.all");
    set_down("key_incidents", &facts, note, composer, section)
}

fn is_key(fact: &Fact) -> bool {
    fact.provenance.key_incident.value() == Some(&true)
}

/// What a chronology up to the day holds.
fn significant(composer: &Composer<'_>) -> Result<Vec<Fact>, Issue> {
    let telling = Telling {
        wording: composer.wording(),
        audience: Audience::Internal,
    };
    let facts = timeline::facts(composer.case, telling)?;
    let told = selection::told_by_next(&facts);
    let chosen = facts.into_iter().enumerate().filter_map(|(index, fact)| {
        let edit = edit_of(&fact, composer.case);
        let kinds = &composer.brief.chronology.significant;
        let belongs = selection::belongs(&fact, edit, kinds).is_ok() && !told.contains(&index);
        let here = fact.when.earliest() <= composer.day;
        (belongs && here).then(|| edited(fact, edit))
    });
    Ok(repeats::joined(chosen.collect()))
}

fn set_down(
    name: &str,
    facts: &[Fact],
    note: String,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    if facts.is_empty() {
        let name = composer.term(&format!("handing.list.{name}"));
        section.absent.note(name, &Recorded::<()>::Empty);
        return Ok(());
    }
    let mut lines = Vec::new();
    for fact in facts {
        lines.push(line(fact, composer)?);
    }
    let label = composer.term(&format!("handing.label.{name}"));
    section.add(dated_under(label, lines, note, composer));
    Ok(())
}

fn line(fact: &Fact, composer: &mut Composer<'_>) -> Result<Line, Issue> {
    let wording = composer.wording();
    let heading = fact
        .heading
        .as_ref()
        .filter(|it| !it.is_blank() && !is_key(fact));
    let words = heading.unwrap_or(&fact.sentence);
    let facts = Facts::from([
        ("words", phrases::encode(words).into()),
        ("is_key", is_key(fact).into()),
    ]);
    let said = phrases::say(wording, "handing-event", &facts)?;
    let when = Text::words(fact.date(wording));
    Ok(composer.line_of_fact(fact, vec![when, phrases::without_repeated_gaps(said)]))
}
