//! Dates and ages in words. The words themselves are terms of the wording.

use chrono::{Datelike, NaiveDate, Timelike};

use crate::model::records::Person;
use crate::model::{Point, Recorded, When, whole_months, whole_years};
use crate::wording::Wording;

/// As in a sentence: `12 March 2024`, `March 2014`, `about 2012`, `from 3 May 2013 to June 2014`.
pub fn prose(when: &When, wording: &Wording) -> String {
    in_words(when, wording, "month.")
}

/// As in a table: `12 Mar 2024`, with the time under it where there is one.
pub fn short(when: &When, wording: &Wording) -> String {
    in_words(when, wording, "month_short.")
}

/// A single day as in a sentence.
pub fn day(day: NaiveDate, wording: &Wording) -> String {
    point(Point::Day(day), wording, "month.")
}

fn in_words(when: &When, wording: &Wording, months: &str) -> String {
    let start = point(when.start, wording, months);
    let mut said = match when.end {
        Some(end) => format!(
            "{start} {} {}",
            wording.term("date.to"),
            point(end, wording, months)
        ),
        None => start,
    };
    if let Some(time) = when.time {
        said = format!("{said}, {:02}:{:02}", time.hour(), time.minute());
    }
    if when.about {
        said = wording.fill("date.about", &said);
    }
    if when.uncertain {
        said = wording.fill("date.uncertain", &said);
    }
    said
}

fn point(point: Point, wording: &Wording, months: &str) -> String {
    let month = |number: u32| wording.term(&format!("{months}{number}")).to_owned();
    match point {
        Point::Year(year) => year.to_string(),
        Point::Month(year, number) => format!("{} {year}", month(number)),
        Point::Day(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
    }
}

/// The child's age at an entry (rule 12): unborn before birth, in months below two years, and
/// "(estimated)" where only an estimated birth date is known.
pub fn age(child: Option<&Person>, when: &When, wording: &Wording) -> String {
    let Some((born, estimated)) = child.and_then(birth) else {
        return wording.term("age.unknown").to_owned();
    };
    if when.latest() < born.earliest() {
        return wording.term("age.unborn").to_owned();
    }
    if when.start == born.start && when.end == born.end {
        return wording.term("age.newborn").to_owned();
    }
    let youngest = age_on(born.latest(), when.earliest());
    let oldest = age_on(born.earliest(), when.latest());
    let said = match (youngest, oldest) {
        (Some((key, one)), Some((other, two))) if key == other && one != two => {
            let adjacent = two == one + 1;
            let word = wording.term(if adjacent { "age.or" } else { "date.to" });
            let between = format!("{one} {word} {two}");
            wording.fill(key, &between)
        }
        (Some(young), Some(old)) if young != old => {
            format!(
                "{} {} {}",
                in_age_words(young, wording),
                wording.term("date.to"),
                in_age_words(old, wording)
            )
        }
        (None, Some(old)) => {
            let born = in_age_words(old, wording);
            format!(
                "{} {} {born}",
                wording.term("age.unborn"),
                wording.term("date.to")
            )
        }
        (young, old) => old
            .or(young)
            .map(|age| in_age_words(age, wording))
            .unwrap_or_default(),
    };
    if estimated {
        wording.fill("age.estimated", &said)
    } else {
        said
    }
}

/// The recorded birth date, or else the expected one, which is an estimate.
pub fn birth(person: &Person) -> Option<(When, bool)> {
    match (&person.born, &person.expected) {
        (Recorded::Value(born), _) => Some((*born, born.about || born.uncertain)),
        (_, Recorded::Value(expected)) => Some((*expected, true)),
        _ => None,
    }
}

/// An age as the key of its words and a number: years from two on, else months, else weeks.
fn age_on(born: NaiveDate, on: NaiveDate) -> Option<(&'static str, u32)> {
    let years = whole_years(born, on)?;
    let months = whole_months(born, on)?;
    let weeks = u32::try_from((on - born).num_days() / 7).ok()?;
    Some(match (years, months, weeks) {
        (0 | 1, 0, 0) => ("age.newborn", 0),
        (0 | 1, 0, 1) => ("age.week", 1),
        (0 | 1, 0, _) => ("age.weeks", weeks),
        (0 | 1, 1, _) => ("age.month", 1),
        (0 | 1, _, _) => ("age.months", months),
        _ => ("age.years", years),
    })
}

fn in_age_words((key, number): (&str, u32), wording: &Wording) -> String {
    wording.fill(key, &number.to_string())
}
