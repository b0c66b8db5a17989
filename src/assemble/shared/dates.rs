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
    let youngest = words_for(born.latest(), when.earliest(), wording);
    let oldest = words_for(born.earliest(), when.latest(), wording);
    let exact = youngest == oldest;
    let said = match (youngest, oldest) {
        (Some(young), Some(old)) if young != old => {
            format!("{young} {} {old}", wording.term("age.or"))
        }
        (_, Some(old)) => old,
        (young, None) => young.unwrap_or_default(),
    };
    if estimated || !exact && born.exact_day().is_none() {
        return wording.fill("age.estimated", &said);
    }
    said
}

/// The recorded birth date, or else the expected one, which is an estimate.
pub fn birth(person: &Person) -> Option<(When, bool)> {
    match (&person.born, &person.expected) {
        (Recorded::Value(born), _) => Some((*born, born.about || born.uncertain)),
        (_, Recorded::Value(expected)) => Some((*expected, true)),
        _ => None,
    }
}

fn words_for(born: NaiveDate, on: NaiveDate, wording: &Wording) -> Option<String> {
    let years = whole_years(born, on)?;
    if years >= 2 {
        return Some(wording.fill("age.years", &years.to_string()));
    }
    let months = whole_months(born, on)?;
    let key = match months {
        0 => {
            let weeks = (on - born).num_days() / 7;
            let key = if weeks == 1 { "age.week" } else { "age.weeks" };
            return Some(wording.fill(key, &weeks.to_string()));
        }
        1 => "age.month",
        _ => "age.months",
    };
    Some(wording.fill(key, &months.to_string()))
}
