//! Who the child is: names with the evidence seen for them, birth, gender as they declare it, and the
//! numbers by which others know them (Northamptonshire 5 and 5.1).

use super::composer::Composer;
use super::sheet::{Block, Fact, Section};
use crate::assemble::shared::{carried, dates};
use crate::issue::Issue;
use crate::model::records::Person;
use crate::model::{Record, Recorded, Text, When};

/// A field of words of the child's own record, by the name of its terms.
type Words = (&'static str, fn(&Person) -> &Recorded<Text>);

/// The child's own words and names, in the order of the sheet.
const NAMES: &[Words] = &[
    ("name", |it| &it.name),
    ("known_as", |it| &it.known_as),
    ("former_names", |it| &it.former_names),
    ("name_evidence", |it| &it.name_evidence),
    ("birth_evidence", |it| &it.birth_evidence),
    ("gender", |it| &it.gender),
    ("pronouns", |it| &it.pronouns),
    ("ethnicity", |it| &it.ethnicity),
    ("language", |it| &it.language),
    ("religion", |it| &it.religion),
];

/// A date of the child's own record, by the name of its terms.
type Date = (&'static str, fn(&Person) -> &Recorded<When>);

const DATES: &[Date] = &[
    ("born", |it| &it.born),
    ("expected", |it| &it.expected),
    ("died", |it| &it.died),
];

/// The section.
pub(in crate::assemble) fn section(composer: &mut Composer<'_>) -> Result<Section, Issue> {
    let mut section = Section::titled("front.section.child", composer.wording());
    let Some(child) = composer.case.child() else {
        let name = composer.term("front.list.child");
        section.absent.note(name, &Recorded::<()>::Empty);
        return Ok(section);
    };
    let mut facts = Vec::new();
    for (name, field) in &NAMES[..3] {
        facts.extend(words(name, field(child), child, composer, &mut section));
    }
    for (name, field) in DATES {
        facts.extend(date(name, field(child), child, composer, &mut section));
    }
    for (name, field) in &NAMES[3..] {
        facts.extend(words(name, field(child), child, composer, &mut section));
    }
    facts.extend(numbers(child, composer, &mut section)?);
    section.blocks.push(Block::Facts(facts));
    Ok(section)
}

fn words(
    name: &str,
    recorded: &Recorded<Text>,
    child: &Person,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Option<Fact> {
    fact(name, recorded, Text::clone, child, composer, section)
}

/// A date in words. A date that cannot be, as an expected birth after a birth, is not missed.
fn date(
    name: &str,
    recorded: &Recorded<When>,
    child: &Person,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Option<Fact> {
    let is_missed = match name {
        "expected" => child.born.value().is_none(),
        "died" => false,
        _ => child.expected.value().is_none(),
    };
    if recorded.value().is_none() && !is_missed {
        return None;
    }
    let wording = composer.wording();
    let say = |when: &When| Text::words(dates::prose(when, wording));
    fact(name, recorded, say, child, composer, section)
}

/// A field as a fact, or a note that it is absent.
pub(in crate::assemble) fn fact<T, R: Record>(
    name: &str,
    recorded: &Recorded<T>,
    say: impl Fn(&T) -> Text,
    record: &R,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Option<Fact> {
    let Some(value) = recorded.value() else {
        let name = composer.term(&format!("front.list.{name}"));
        section.absent.note(name, recorded);
        return None;
    };
    let line = composer.line(record, vec![say(value)]);
    Some(Fact {
        label: composer.term(&format!("front.label.{name}")),
        lines: vec![line],
    })
}

fn numbers(
    child: &Person,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<Option<Fact>, Issue> {
    let all = composer.case.records.identifiers.iter();
    let own = all.filter(|it| {
        it.person_id
            .value()
            .is_some_and(|id| id.0 == child.entry.key)
    });
    let mut lines = Vec::new();
    for identifier in own {
        let words = composer.say(identifier, "front-identifier", Default::default())?;
        lines.push(composer.line(identifier, vec![words]));
    }
    if lines.is_empty() {
        let name = composer.term("front.list.identifiers");
        let absence = carried::absence(composer.case, "identifier");
        section.absent.note(name, &absence);
        return Ok(None);
    }
    let label = composer.term("front.label.identifiers");
    Ok(Some(Fact { label, lines }))
}
