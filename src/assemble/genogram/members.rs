//! One person in the drawing: the figure by self-declared gender, and the few lines under the name.

use chrono::Datelike;

use super::ties::{Tie, Ties, id};
use crate::assemble::Brief;
use crate::diagram::genogram::family::{Figure, Member, Presence};
use crate::model::codes::{BirthOutcome, Identity, Relation};
use crate::model::declare::plain_key;
use crate::model::records::Person;
use crate::model::{Point, Run, Text, When, whole_months, whole_years};
use crate::wording::Wording;

/// Words that say female, male, or neither, among the words of a self-declared gender.
const FEMALE: &[&str] = &["female", "woman", "girl", "f", "lady"];
const MALE: &[&str] = &["male", "man", "boy", "m"];
const DIVERSE: &[&str] = &[
    "binary",
    "nonbinary",
    "diverse",
    "agender",
    "genderqueer",
    "genderfluid",
    "fluid",
    "intersex",
];
const UNKNOWN: &[&str] = &[
    "unknown",
    "not",
    "prefer",
    "prefers",
    "indeterminate",
    "unborn",
    "u",
    "x",
];

/// The figure for a gender in the person's own words.
pub(super) fn figure_of(gender: Option<&Text>) -> Figure {
    let said = gender
        .map(|it| it.shown().to_lowercase())
        .unwrap_or_default();
    let words: Vec<&str> = said
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |set: &[&str]| words.iter().any(|word| set.contains(word));
    match (has(FEMALE), has(MALE)) {
        _ if has(DIVERSE) => Figure::Diverse,
        (true, false) => Figure::Female,
        (false, true) => Figure::Male,
        (true, true) => Figure::Diverse,
        (false, false) if words.is_empty() || has(UNKNOWN) => Figure::NotRecorded,
        // Words that we do not know are still the person's own.
        (false, false) => Figure::Diverse,
    }
}

/// Somebody in the drawing.
pub(super) fn member(
    person: &Person,
    is_index: bool,
    ties: &Ties<'_>,
    brief: &Brief<'_>,
) -> Member {
    let wording = brief.wording;
    let figure = match is_not_known(person) {
        true => figure_of_role(person, ties),
        false => figure(person),
    };
    Member {
        id: id(person).to_owned(),
        figure,
        presence: presence(person),
        index: is_index,
        died: has_died(person, brief),
        born: born(person),
        name: match is_not_known(person) {
            true => String::new(),
            false => name(person, wording),
        },
        facts: facts(person, figure, brief),
        continued: None,
    }
}

/// The name used now (rule 6), with a word for what may not be told of it.
pub(super) fn name(person: &Person, wording: &Wording) -> String {
    let Some(text) = person.name.value() else {
        return wording.term("genogram.no_name").to_owned();
    };
    told(text, wording)
}

/// Words on one line, with a word for what may not be told.
pub(super) fn told(text: &Text, wording: &Wording) -> String {
    let runs = text.runs().iter().map(|run| match run {
        Run::Words(words) => &**words,
        Run::Marked(marked) => &*marked.words,
        Run::Gap(_) => wording.term("genogram.gap"),
    });
    runs.collect()
}

/// Whether a person is one whom this audience may not know of: nothing is left of the name.
pub(super) fn has_vanished(person: &Person) -> bool {
    let Some(text) = person.name.value() else {
        return false;
    };
    let confidential = |run: &Run| matches!(run, Run::Gap(gap) if gap.reason == "confidential");
    text.runs().iter().all(confidential) && !text.runs().is_empty()
}

/// Whether the row stands for nobody who is known: by its own word, or by a name that says so.
pub(super) fn is_not_known(person: &Person) -> bool {
    let by_name = || {
        let name = person.name.value().map(|name| plain_key(&name.shown()));
        let begins = [
            "notknown",
            "unknown",
            "notdisclosed",
            "undisclosed",
            "notnamed",
        ];
        name.is_some_and(|name| begins.iter().any(|word| name.starts_with(word)))
    };
    match person.identity.value() {
        Some(Identity::NotKnown | Identity::NotDisclosed) => true,
        Some(_) => false,
        None => by_name(),
    }
}

fn is_not_disclosed(person: &Person) -> bool {
    let name = person.name.value().map(|name| plain_key(&name.shown()));
    person.identity.value() == Some(&Identity::NotDisclosed)
        || name.is_some_and(|name| name.contains("disclosed") || name.contains("notnamed"))
}

fn presence(person: &Person) -> Presence {
    if is_not_known(person) {
        return Presence::NotKnown;
    }
    if person.identity.value() == Some(&Identity::Several) {
        let number = person.how_many.value().filter(|it| **it >= 1.0);
        return Presence::Several(number.map(|it| it.round() as u16));
    }
    match person.birth_outcome.value() {
        Some(BirthOutcome::Stillbirth) => Presence::Stillborn,
        _ => Presence::Known,
    }
}

fn figure(person: &Person) -> Figure {
    let unborn = person.born.value().is_none()
        && person.expected.value().is_some()
        && person.died.value().is_none();
    match person.birth_outcome.value() {
        Some(BirthOutcome::Miscarriage) => Figure::Miscarriage,
        Some(BirthOutcome::Termination) => Figure::Termination,
        None if unborn => Figure::Pregnancy,
        _ => figure_of(person.gender.value()),
    }
}

/// When somebody was born, is expected, or was lost, in days of the common era.
pub(super) fn born(person: &Person) -> Option<i32> {
    let when = person.born.value().or(match person.birth_outcome.value() {
        Some(_) => person.died.value().or(person.expected.value()),
        None => person.expected.value(),
    });
    when.map(|when| when.earliest().num_days_from_ce())
}

/// Whether somebody had died by the day of the drawing.
pub(super) fn has_died(person: &Person, brief: &Brief<'_>) -> bool {
    let died = person.died.value();
    let lost = person.birth_outcome.value();
    let lost =
        lost.is_some_and(|it| !matches!(it, BirthOutcome::LiveBirth | BirthOutcome::Other(_)));
    lost || died.is_some_and(|died| died.earliest() <= brief.as_at)
}

/// The lines under the name: dates as they are recorded, and the age.
fn facts(person: &Person, figure: Figure, brief: &Brief<'_>) -> Vec<String> {
    let wording = brief.wording;
    let dated = |key: &str, when: &When| wording.fill(key, &numeric(when, wording));
    let mut lines = Vec::new();
    if is_not_known(person) {
        lines.push(wording.term(not_known_term(person, figure)).to_owned());
        return lines;
    }
    let died = person.died.value().filter(|_| has_died(person, brief));
    let loss = match (figure, person.birth_outcome.value()) {
        (Figure::Miscarriage, _) => Some("genogram.label.miscarriage"),
        (Figure::Termination, _) => Some("genogram.label.termination"),
        (_, Some(BirthOutcome::Stillbirth)) => Some("genogram.label.stillbirth"),
        _ => None,
    };
    if let Some(key) = loss {
        let when = died
            .or(person.born.value())
            .map(|when| numeric(when, wording));
        lines.push(
            wording
                .fill(key, &when.unwrap_or_default())
                .trim()
                .to_owned(),
        );
        return lines;
    }
    if figure == Figure::Pregnancy {
        lines.extend(
            person
                .expected
                .value()
                .map(|due| dated("genogram.label.due", due)),
        );
        return lines;
    }
    match (person.born.value(), died) {
        (Some(born), None) => {
            let age = age(person, brief).map(|age| format!(" ({age})"));
            lines.push(numeric(born, wording) + &age.unwrap_or_default());
        }
        (born, Some(died)) => {
            lines.extend(born.map(|born| dated("genogram.label.born", born)));
            let age = age(person, brief).map(|age| format!(" ({age})"));
            lines.push(dated("genogram.label.died", died) + &age.unwrap_or_default());
        }
        (None, None) => {}
    }
    if figure == Figure::Diverse {
        lines.extend(person.gender.value().map(Text::to_string));
    }
    lines
}

/// The term that says why a parent is drawn without a name.
pub(super) fn not_known_term(person: &Person, figure: Figure) -> &'static str {
    match (is_not_disclosed(person), figure) {
        (true, Figure::Female) => "genogram.label.mother_not_disclosed",
        (true, Figure::Male) => "genogram.label.father_not_disclosed",
        (true, _) => "genogram.label.parent_not_disclosed",
        (false, Figure::Female) => "genogram.label.mother_not_known",
        (false, Figure::Male) => "genogram.label.father_not_known",
        (false, _) => "genogram.label.parent_not_known",
    }
}

/// The figure of a parent who is not known: what the rows call them, as nobody knows of their gender.
pub(super) fn figure_of_role(person: &Person, ties: &Ties<'_>) -> Figure {
    let said = figure_of(person.gender.value());
    let mut births = ties
        .all(Tie::Birth)
        .filter(|it| it.first.entry == person.entry);
    match births.next() {
        _ if said != Figure::NotRecorded => said,
        Some(fact) if fact.says(&Relation::Father) => Figure::Male,
        Some(fact) if fact.says(&Relation::Mother) => Figure::Female,
        _ => said,
    }
}

/// Whole years on the day of the drawing, or at death; months below two; as far as the dates tell it.
pub(super) fn age(person: &Person, brief: &Brief<'_>) -> Option<String> {
    let born = person.born.value()?;
    let died = person.died.value().filter(|_| has_died(person, brief));
    let until = died.copied().unwrap_or(When::day(brief.as_at));
    let least = whole_years(born.latest(), until.earliest());
    let most = whole_years(born.earliest(), until.latest())?;
    let wording = brief.wording;
    let said = match (least.unwrap_or(0), most) {
        (0 | 1, 0 | 1) => {
            let months = whole_months(born.latest(), until.earliest()).unwrap_or(0);
            wording.fill("genogram.label.months", &months.to_string())
        }
        (least, most) if least == most => most.to_string(),
        (least, most) if most == least + 1 => {
            format!("{least}{}{most}", wording.term("genogram.label.or"))
        }
        (least, most) => format!("{least}–{most}"),
    };
    Some(match born.about || born.uncertain {
        true => wording.fill("genogram.label.about", &said),
        false => said,
    })
}

/// A date in figures, no more exact than it was recorded: `12/03/2014`, `March 2014`, `c. 2012`.
pub(super) fn numeric(when: &When, wording: &Wording) -> String {
    let point = |point: Point| match point {
        Point::Year(year) => year.to_string(),
        Point::Month(year, month) => {
            let key = format!("month.{month}");
            format!("{} {year}", wording.term(&key))
        }
        Point::Day(day) => day.format("%d/%m/%Y").to_string(),
    };
    let end = when.end.map(|end| format!("–{}", point(end)));
    let said = point(when.start) + &end.unwrap_or_default();
    match (when.about, when.uncertain) {
        (true, _) => format!("c. {said}"),
        (false, true) => format!("?{said}"),
        (false, false) => said,
    }
}
