//! The people nearest to a child in few words, for a worker who is to meet them or a reader who never will.

use super::composer::Composer;
use super::people::{at_home, cares_now, current_stay, is, is_family, is_professional, line};
use super::relation::{has_died, is_parent_or_sibling, relation, tie};
use super::sheet::{Block, Fact, Line, Section};
use crate::assemble::shared::{carried, phrases};
use crate::issue::Issue;
use crate::model::records::{Household, Person};
use crate::wording::Facts;

/// Those whom a worker meets first beside the child, each in a line or two: who lives with them, parents,
/// brothers and sisters and those who are close elsewhere, and professionals.
pub(in crate::assemble) fn tell(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let case = composer.case;
    let home = at_home(composer);
    let known = |person: &Person| {
        let at_home = home.iter().any(|(it, _)| it.entry == person.entry);
        let is_child = case.child().is_some_and(|it| it.entry == person.entry);
        at_home || is_child || has_died(composer, person)
    };
    let elsewhere: Vec<&Person> = case.records.people.iter().filter(|it| !known(it)).collect();
    let near = elsewhere.iter().filter(|it| is_near(composer, it));
    let helping = elsewhere.iter().filter(|it| is_professional(it));
    let others: Vec<&Person> = near.chain(helping).copied().collect();
    let mut facts = Vec::new();
    for (person, stay) in home
        .iter()
        .filter(|(it, _)| case.child().is_none_or(|child| child.entry != it.entry))
    {
        facts.push(in_a_line(person, (Some(stay), true), composer)?);
    }
    for person in others {
        let stay = current_stay(composer, person);
        facts.push(in_a_line(person, (stay, false), composer)?);
    }
    if facts.is_empty() {
        let name = composer.term("handing.list.family");
        section
            .absent
            .note(name, &carried::absence(case, "relationship"));
    } else {
        section.add(Block::Facts(facts));
    }
    Ok(())
}

/// A person by name, with who they are, birth, home and how to reach them in a line.
fn in_a_line(
    person: &Person,
    stay: (Option<&Household>, bool),
    composer: &mut Composer<'_>,
) -> Result<Fact, Issue> {
    // Former names stand on the front sheet alone (rule 6).
    let line = line(person, "handing-who", stay, composer)?;
    let mut cells = line.cells.iter().map(phrases::encode);
    let label = cells.next().unwrap_or_default();
    let mut word = || cells.next().unwrap_or_default();
    let facts = Facts::from([
        ("who", word().into()),
        ("birth", word().into()),
        ("home", word().replace('\n', "; ").into()),
    ]);
    let words = phrases::say(composer.wording(), "handing-person", &facts)?;
    Ok(Fact {
        label: phrases::decode(&label).to_string(),
        lines: vec![Line {
            entries: line.entries,
            cells: vec![words],
        }],
    })
}

/// Family and others who are close in a line, with what each is to the child and when they were born: for
/// whoever reads of them long after.
pub(in crate::assemble) fn tell_names(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let case = composer.case;
    let others = case.records.people.iter();
    let others = others.filter(|it| case.child().is_none_or(|child| child.entry != it.entry));
    let near: Vec<&Person> = others
        .filter(|it| is_near(composer, it) || lives_with_child(composer, it))
        .collect();
    let (mut told, mut entries) = (Vec::new(), Vec::new());
    for person in near {
        let more = Facts::from([("relation", relation(composer, person).into())]);
        let said = composer.say(person, "handing-relative", more)?;
        told.push(phrases::encode(&said));
        entries.push(composer.entry(person, &[said]));
    }
    if told.is_empty() {
        let name = composer.term("handing.list.family");
        section
            .absent
            .note(name, &carried::absence(case, "relationship"));
        return Ok(());
    }
    let words = phrases::decode(&told.join("; "));
    let line = Line {
        entries,
        cells: vec![words],
    };
    section.add(Block::Facts(vec![Fact {
        label: composer.term("handing.label.family"),
        lines: vec![line],
    }]));
    Ok(())
}

fn lives_with_child(composer: &Composer<'_>, person: &Person) -> bool {
    let home = at_home(composer);
    home.iter().any(|(it, _)| it.entry == person.entry)
}

/// Parents, brothers and sisters, those with whom contact is arranged or refused, and those close to the
/// child, among family and others.
fn is_near(composer: &Composer<'_>, person: &Person) -> bool {
    // Among siblings the flag does not say to which of them a person is close.
    let is_known = composer.case.shares_with.is_empty() || tie(composer.case, person).is_some();
    let is_close = person.close_to_child.value() == Some(&true) && is_known;
    let arranged = super::kinds::CONTACT.current(composer);
    let is_arranged = arranged.iter().any(|it| is(&it.person_id, person));
    let is_kin = is_parent_or_sibling(composer.case, person);
    is_family(composer, person)
        && (is_close || is_arranged || is_kin || cares_now(composer, person))
}
