//! The story in short: the significant events of a time (rule 10) by their headings, and what came of key
//! incidents. The chronology holds all of them.

use chrono::NaiveDate;

use super::super::basic_record::composer::Composer;
use super::super::basic_record::lasting::dated_under;
use super::super::basic_record::sheet::{Line, Section};
use crate::assemble::shared::overrides::{edit_of, edited};
use crate::assemble::shared::timeline::{self, Fact, Telling};
use crate::assemble::shared::{dates, phrases, repeats, selection};
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::codes::Category;
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// Sets down the significant events since a day, at most so many of them beside the key incidents.
/// Decisions have a place of their own.
pub(in crate::assemble) fn tell_since(
    from: NaiveDate,
    most: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let mut facts = significant(composer)?;
    facts.retain(|it| it.when.earliest() >= from && it.category != Category::Decision);
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
        lines.push(line(fact, !facts.iter().all(is_key), composer)?);
    }
    let label = composer.term(&format!("handing.label.{name}"));
    section.add(dated_under(label, lines, note, composer));
    Ok(())
}

/// An event by its heading, and what came of a key incident; other facts by their first sentence.
fn line(fact: &Fact, among_others: bool, composer: &mut Composer<'_>) -> Result<Line, Issue> {
    let wording = composer.wording();
    let heading = fact.heading.as_ref().filter(|it| !it.is_blank());
    let words = match heading {
        Some(heading) => phrases::encode(heading),
        None => first_sentence(&phrases::encode(&fact.sentence)),
    };
    let outcome = fact.outcome().filter(|_| is_key(fact));
    let facts = Facts::from([
        ("words", words.into()),
        ("is_marked", (is_key(fact) && among_others).into()),
        ("outcome", outcome.map(phrases::encode).into()),
    ]);
    let said = phrases::say(wording, "handing-event", &facts)?;
    let day = When {
        time: None,
        ..fact.when
    };
    let when = Text::words(dates::short(&day, wording));
    Ok(composer.line_of_fact(fact, vec![when, phrases::without_repeated_gaps(said)]))
}

/// Words that are followed by a full stop within a sentence.
const SHORT_FORMS: &[&str] = &[
    "Dr", "Mr", "Mrs", "Ms", "Prof", "Rev", "St", "No", "e.g", "i.e",
];

/// Up to the first full stop that ends a sentence.
fn first_sentence(words: &str) -> String {
    let mut said = String::new();
    for part in words.split_inclusive(". ") {
        said.push_str(part);
        let last = part
            .trim_end()
            .trim_end_matches('.')
            .rsplit([' ', '('])
            .next();
        if last.is_none_or(|word| !SHORT_FORMS.contains(&word)) {
            break;
        }
    }
    said.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_title_ends_no_sentence() {
        let said = "Review, chaired by Dr. Imogen Vale. Much was talked about.";
        assert_eq!(first_sentence(said), "Review, chaired by Dr. Imogen Vale.");
        assert_eq!(first_sentence("Moved home"), "Moved home");
    }
}
