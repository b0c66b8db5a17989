//! Dates as GEDCOM writes them, in its four calendars. A bound ("before 1950") is no date: a record
//! cannot hold it, and nothing is made more precise than it was written.

use chrono::{Days, NaiveDate};

use crate::ingest::dates::{self, DateFault};
use crate::model::{Point, When};

/// What the words of a date give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dated {
    /// When it happened: a point, or a span in which it lies.
    Happened(When),
    /// From when and until when it lasted.
    Lasted(When, When),
    /// Only that it was before or after something.
    Bound,
    /// Words instead of a date.
    Phrase,
    /// A calendar that is not read.
    OtherCalendar,
    /// No date.
    Unreadable(DateFault),
}

/// The months of the French Republican calendar.
const FRENCH: [&str; 13] = [
    "VEND", "BRUM", "FRIM", "NIVO", "PLUV", "VENT", "GERM", "FLOR", "PRAI", "MESS", "THER", "FRUC",
    "COMP",
];

/// The months of the others.
const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// Reads a date.
pub(super) fn read(words: &str) -> Dated {
    let plain = words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_uppercase();
    if plain.starts_with('(') {
        return Dated::Phrase;
    }
    let (key, rest) = plain.split_once(' ').unwrap_or((&plain, ""));
    let read = match key {
        "BET" | "BTW" => rest.split_once(" AND ").map(|(a, b)| between(a, b)),
        "FROM" => match rest.split_once(" TO ") {
            Some((from, until)) => Some(lasting(from, until)),
            None => Some(Err(Dated::Bound)),
        },
        "BEF" | "AFT" | "TO" => Some(Err(Dated::Bound)),
        "ABT" | "CAL" | "EST" => Some(about(rest)),
        "INT" => Some(interpreted(rest)),
        _ => Some(single(&plain).map(Dated::Happened)),
    };
    match read {
        None => Dated::Unreadable(DateFault::NotADate),
        Some(Ok(dated) | Err(dated)) => dated,
    }
}

fn about(words: &str) -> Result<Dated, Dated> {
    let about = true;
    single(words).map(|when| Dated::Happened(When { about, ..when }))
}

/// A date that somebody read out of the words behind it.
fn interpreted(words: &str) -> Result<Dated, Dated> {
    let (date, _) = words.split_once('(').unwrap_or((words, ""));
    let uncertain = true;
    single(date.trim()).map(|when| Dated::Happened(When { uncertain, ..when }))
}

fn between(from: &str, until: &str) -> Result<Dated, Dated> {
    let (from, until) = (single(from)?, single(until)?);
    if from.earliest() > until.latest() {
        return Err(Dated::Unreadable(DateFault::Backwards));
    }
    let end = until.end.unwrap_or(until.start);
    Ok(Dated::Happened(When {
        end: (from.start != end).then_some(end),
        about: from.about || until.about,
        ..from
    }))
}

fn lasting(from: &str, until: &str) -> Result<Dated, Dated> {
    Ok(Dated::Lasted(single(from)?, single(until)?))
}

/// One date, with the calendar before it: `@#DJULIAN@` in 5.5.1, `JULIAN` in 7.0.
fn single(words: &str) -> Result<When, Dated> {
    let (calendar, date) = match words.strip_prefix("@#D") {
        Some(rest) => rest
            .split_once('@')
            .ok_or(Dated::Unreadable(DateFault::NotADate))?,
        None => match words.split_once(' ') {
            Some((name @ ("GREGORIAN" | "JULIAN" | "FRENCH_R" | "HEBREW"), rest)) => (name, rest),
            _ => ("GREGORIAN", words),
        },
    };
    let date = date.trim();
    match calendar {
        "GREGORIAN" => gregorian(date),
        "JULIAN" => julian(date),
        "FRENCH R" | "FRENCH_R" => french(date),
        _ => Err(Dated::OtherCalendar),
    }
}

/// Day, month by its place in a list, and year, as far as they are given.
fn parts(date: &str, months: &[&str]) -> Option<(Option<u32>, Option<u32>, i32)> {
    let words: Vec<&str> = date.split(' ').collect();
    let (year, before) = words.split_last()?;
    let year = year.parse().ok().filter(|it| (1..=9999).contains(it))?;
    let month = |name: &str| {
        let at = months.iter().position(|it| *it == name)?;
        u32::try_from(at + 1).ok()
    };
    match before {
        [] => Some((None, None, year)),
        [name] => Some((None, Some(month(name)?), year)),
        [day, name] => Some((Some(day.parse().ok()?), Some(month(name)?), year)),
        _ => None,
    }
}

/// A date of our calendar; other spellings are read as anywhere else, but never numbers alone, of which
/// nobody knows whether the month comes first.
fn gregorian(date: &str) -> Result<When, Dated> {
    let Some((day, month, year)) = parts(date, &MONTHS) else {
        let is_told = date
            .split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4);
        return match is_told && !date.contains('/') {
            true => dates::parse(date).map_err(Dated::Unreadable),
            false => Err(Dated::Unreadable(DateFault::NotADate)),
        };
    };
    in_range(year)?;
    let point = match (day, month) {
        (Some(day), Some(month)) => NaiveDate::from_ymd_opt(year, month, day)
            .map(Point::Day)
            .ok_or(Dated::Unreadable(DateFault::NoSuchDay))?,
        (None, Some(month)) => Point::Month(year, month),
        (_, None) => Point::Year(year),
    };
    Ok(When::at(point))
}

/// A date of the calendar before 1752; a month or year of it is one of ours to within days.
fn julian(date: &str) -> Result<When, Dated> {
    let unreadable = Dated::Unreadable(DateFault::NotADate);
    let (day, month, year) = parts(date, &MONTHS).ok_or(unreadable)?;
    in_range(year)?;
    let about = true;
    match (day, month) {
        (Some(day), Some(month)) => {
            let day = julian_day(year, month, day);
            day.map(When::day)
                .ok_or(Dated::Unreadable(DateFault::NoSuchDay))
        }
        (None, Some(month)) => Ok(When {
            about,
            ..When::at(Point::Month(year, month))
        }),
        (_, None) => Ok(When {
            about,
            ..When::at(Point::Year(year))
        }),
    }
}

/// The Gregorian day of a Julian one: the days since the common era, counted with a leap year every
/// fourth year, and two more as that count began two days early.
fn julian_day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let is_leap = year % 4 == 0;
    let lengths = [
        31,
        28 + u32::from(is_leap),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let before = lengths.get(..usize::try_from(month).ok()?.checked_sub(1)?)?;
    let length = lengths.get(before.len())?;
    if day == 0 || day > *length {
        return None;
    }
    let years = year - 1;
    let days = years * 365 + years / 4 + i32::try_from(before.iter().sum::<u32>() + day).ok()?;
    NaiveDate::from_num_days_from_ce_opt(days - 2)
}

/// A date of the calendar of 1792 to 1805: months of thirty days, and five or six days at the end.
fn french(date: &str) -> Result<When, Dated> {
    let (day, month, year) = parts(date, &FRENCH).ok_or(Dated::Unreadable(DateFault::NotADate))?;
    let exists = |day: u32, month: u32| match month {
        13 => day >= 1 && day <= 5 + u32::from(year % 4 == 3),
        _ => (1..=30).contains(&day),
    };
    let at = |day: u32, month: u32| {
        // Years 3, 7 and 11 had a sixth day.
        let before = (year - 1) * 365 + year / 4;
        let days = u64::try_from(before).ok()? + u64::from((month - 1) * 30 + day - 1);
        let first = NaiveDate::from_ymd_opt(1792, 9, 22)?;
        ((1..=14).contains(&year) && exists(day, month))
            .then(|| first.checked_add_days(Days::new(days)))?
    };
    let last = |month: u32| match month {
        13 => 5 + u32::from(year % 4 == 3),
        _ => 30,
    };
    let span = match (day, month) {
        (Some(day), Some(month)) => at(day, month).map(|it| (it, it)),
        (None, Some(month)) => at(1, month).zip(at(last(month), month)),
        (_, None) => at(1, 1).zip(at(last(13), 13)),
    };
    let (from, until) = span.ok_or(Dated::Unreadable(DateFault::NoSuchDay))?;
    Ok(When {
        end: (from != until).then_some(Point::Day(until)),
        ..When::day(from)
    })
}

/// Records hold years of four digits.
fn in_range(year: i32) -> Result<(), Dated> {
    match year {
        1000..=9999 => Ok(()),
        _ => Err(Dated::Unreadable(DateFault::OutOfRange)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dates::iso;

    #[test]
    fn dates_of_every_form_are_read_or_refused() {
        let cases = [
            ("12 JAN 1990", "1990-01-12"),
            ("1 jan 1900", "1900-01-01"),
            ("JAN 1990", "1990-01"),
            ("1990", "1990"),
            ("ABT 1990", "about 1990"),
            ("CAL MAR 1990", "about 1990-03"),
            ("EST 12 JAN 1990", "about 1990-01-12"),
            ("BET 1990 AND MAR 1992", "1990/1992-03"),
            ("BET 1992 AND 1990", "Backwards"),
            ("FROM 1990 TO 5 MAY 1992", "from 1990 to 1992-05-05"),
            ("FROM 1990", "bound"),
            ("TO 1990", "bound"),
            ("BEF 1990", "bound"),
            ("AFT 1990", "bound"),
            ("INT 1990 (when the school was built)", "?1990"),
            ("(some time in the war)", "phrase"),
            ("@#DGREGORIAN@ 12 JAN 1990", "1990-01-12"),
            ("@#DJULIAN@ 25 DEC 1700", "1701-01-05"),
            ("JULIAN 1 MAR 1500", "1500-03-11"),
            ("JULIAN 30 FEB 1700", "NoSuchDay"),
            ("@#DFRENCH R@ 18 BRUM 8", "1799-11-09"),
            ("FRENCH_R 9 THER 2", "1794-07-27"),
            ("FRENCH_R 6 COMP 3", "1795-09-22"),
            ("FRENCH_R 6 COMP 4", "NoSuchDay"),
            ("FRENCH_R BRUM 8", "1799-10-23/1799-11-21"),
            ("FRENCH_R 1 VEND 99", "NoSuchDay"),
            ("@#DHEBREW@ 2 TVT 5758", "calendar"),
            ("31 FEB 1990", "NoSuchDay"),
            ("12 January 1990", "1990-01-12"),
            ("1990-01-12", "1990-01-12"),
            ("03/04/1990", "NotADate"),
            ("12 JAN 90", "OutOfRange"),
            ("44 BCE", "NotADate"),
            ("11 FEB 1731/32", "NotADate"),
            ("", "NotADate"),
            ("BET 1990", "NotADate"),
            ("@#D", "NotADate"),
        ];
        for (words, expected) in cases {
            assert_eq!(told(read(words)), expected, "{words}");
        }
    }

    fn told(dated: Dated) -> String {
        match dated {
            Dated::Happened(when) if when.about => format!("about {}", iso(&when)),
            Dated::Happened(when) if when.uncertain => format!("?{}", iso(&when)),
            Dated::Happened(when) => iso(&when),
            Dated::Lasted(from, until) => format!("from {} to {}", iso(&from), iso(&until)),
            Dated::Bound => "bound".into(),
            Dated::Phrase => "phrase".into(),
            Dated::OtherCalendar => "calendar".into(),
            Dated::Unreadable(fault) => format!("{fault:?}"),
        }
    }
}
