//! Dates as people and systems write them. Numbers are read day, month, year, or year first; never
//! month first, and nothing is guessed. A two-digit year is read only in a full date: 00 to 49 as
//! 2000 to 2049, 50 to 99 as 1950 to 1999.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use self::words::{Token, month, tokens};
use crate::model::{Point, When};

mod times;
mod words;

/// Why words are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// Not a form of date that is known.
    NotADate,
    /// A day that the month does not have.
    NoSuchDay,
    /// A month beyond 12, as in a date written month first.
    MonthFirst,
    /// A time of day that does not exist.
    NoSuchTime,
    /// A month with a two-digit number, which may be a year or a day.
    ShortYear,
    /// A span such as 2013/14, which may be a school year or a month.
    SchoolYear,
    /// A span that ends before it begins.
    Backwards,
    /// A spreadsheet's count of days.
    DayNumber,
    /// A year before 1000.
    OutOfRange,
    /// Recorded as unknown ("zz/zz/zzzz").
    Unknown,
    /// A system's stand-in for no date (1 January 1900).
    Placeholder,
    /// A system's stand-in for an open end (31 December 9999).
    OpenEnd,
}

impl DateFault {
    /// What is wrong, without the value.
    pub fn message(self) -> &'static str {
        match self {
            Self::NotADate => "expected a date, found something else",
            Self::NoSuchDay => "the month does not have this day",
            Self::MonthFirst => "the month is beyond 12",
            Self::NoSuchTime => "there is no such time of day",
            Self::ShortYear => "the number beside the month may be a year or a day",
            Self::SchoolYear => "the span may be a school year or a month",
            Self::Backwards => "the span ends before it begins",
            Self::DayNumber => "expected a date, found a spreadsheet's day number",
            Self::OutOfRange => "the year is beyond what a record can hold",
            Self::Unknown => "the date is recorded as unknown",
            Self::Placeholder => "the date stands for no date",
            Self::OpenEnd => "the date stands for an open end",
        }
    }

    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::NotADate | Self::NoSuchTime => {
                "write it as 12/03/2024, 12 March 2024, March 2024, 2024, about 2024 or \
                 June 2024 to August 2024"
            }
            Self::NoSuchDay | Self::OutOfRange => "look the date up in the record and correct it",
            Self::MonthFirst => {
                "dates are read day/month/year: set the export, or the computer that makes it, \
                 to English (United Kingdom) dates"
            }
            Self::ShortYear => "write the year with four digits, or the whole date",
            Self::SchoolYear => {
                "write it as September 2013 to July 2014, or as 03/2014 for a month"
            }
            Self::Backwards => "put the earlier date first",
            Self::DayNumber => "format the column as a date in Excel and save again",
            Self::Unknown | Self::Placeholder | Self::OpenEnd => {
                "nothing to do, unless the record knows the date"
            }
        }
    }

    /// Whether the words are a system's way of giving no date, rather than a mistake.
    pub fn stands_for_none(self) -> bool {
        matches!(self, Self::Unknown | Self::Placeholder | Self::OpenEnd)
    }
}

/// Reads a date: whole or partial, about or uncertain, a span, with a time or without.
///
/// # Errors
/// Why the words are no date.
pub fn parse(text: &str) -> Result<When, DateFault> {
    let (text, uncertain) = without_question(text.trim());
    let (text, about) = without_about(text);
    if text.is_empty() {
        return Err(DateFault::Unknown);
    }
    let when = match spans(text) {
        Some((from, until)) => span(from, until)?,
        None => single(text)?,
    };
    Ok(When {
        about,
        uncertain,
        ..when
    })
}

/// The moment that a spreadsheet's count of days stands for. Workbooks of old Macintoshes count
/// from 1904. Day 0 of 1900, which stands for an empty cell, comes out as the day before 1900.
///
/// # Errors
/// A count that no spreadsheet program shows as a date.
pub fn from_serial(serial: f64, is_1904: bool) -> Result<NaiveDateTime, DateFault> {
    let seconds = (serial * 86_400.0).round();
    if !(0.0..2_958_466.0 * 86_400.0).contains(&seconds) {
        return Err(DateFault::OutOfRange);
    }
    let (days, seconds) = ((seconds / 86_400.0).floor(), seconds % 86_400.0);
    let first = match (is_1904, days as u32) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, 0..60) => NaiveDate::from_ymd_opt(1899, 12, 31),
        // The 29 February 1900 that never was.
        (false, 60) => None,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    let day = first.and_then(|first| first.checked_add_days(Days::new(days as u64)));
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32, 0);
    day.zip(time)
        .map(|(day, time)| day.and_time(time))
        .ok_or(DateFault::NoSuchDay)
}

/// A date cell's moment as a date; midnight carries no time.
///
/// # Errors
/// The stand-ins for no date and for an open end.
pub fn of_moment(moment: NaiveDateTime) -> Result<When, DateFault> {
    let day = meant(moment.date())?;
    Ok(When {
        time: carried(moment.time()),
        ..When::day(day)
    })
}

/// A number cell as a date: a year, as "2014" is typed; any other number is a spreadsheet's count
/// of days in a cell that lost its date format, and nothing is guessed from it.
///
/// # Errors
/// Any number but a year.
pub fn of_number(number: f64) -> Result<When, DateFault> {
    let is_year = number.fract() == 0.0 && (1900.0..=2100.0).contains(&number);
    is_year
        .then(|| When::at(Point::Year(number as i32)))
        .ok_or(DateFault::DayNumber)
}

/// The date in the ISO form, as it stands in a key: `2014`, `2014-03`, `2014-03-12T10:30`.
pub fn iso(when: &When) -> String {
    let mut form = iso_point(when.start);
    if let Some(time) = when.time {
        form += &time.format("T%H:%M").to_string();
    }
    if let Some(end) = when.end {
        form = format!("{form}/{}", iso_point(end));
    }
    form
}

fn iso_point(point: Point) -> String {
    match point {
        Point::Year(year) => format!("{year:04}"),
        Point::Month(year, month) => format!("{year:04}-{month:02}"),
        Point::Day(day) => day.format("%Y-%m-%d").to_string(),
    }
}

/// Takes a question mark off either end.
fn without_question(text: &str) -> (&str, bool) {
    let bare = text.strip_suffix("(?)").unwrap_or(text);
    let bare = bare.trim_start_matches('?').trim_end_matches('?').trim();
    (bare, bare.len() < text.len())
}

/// Takes a word for "about" off either end.
fn without_about(text: &str) -> (&str, bool) {
    const BEFORE: [&str; 9] = [
        "approximately",
        "approx.",
        "approx",
        "around",
        "about",
        "circa",
        "ca.",
        "c.",
        "c",
    ];
    const AFTER: [&str; 3] = ["(approximately)", "(approx)", "approx"];
    let begins = |word: &&str| {
        let head = text.get(..word.len()).unwrap_or_default();
        let rest = text.get(word.len()..).unwrap_or_default();
        let parted = rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit());
        head.eq_ignore_ascii_case(word) && (parted || word.ends_with('.'))
    };
    let ends = |word: &&str| {
        let cut = text
            .len()
            .checked_sub(word.len())
            .and_then(|cut| text.get(cut..));
        cut.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
    };
    if let Some(rest) = text.strip_prefix('~') {
        (rest.trim(), true)
    } else if let Some(word) = BEFORE.iter().find(|word| begins(word)) {
        (text[word.len()..].trim(), true)
    } else if let Some(word) = AFTER.iter().find(|word| ends(word)) {
        (text[..text.len() - word.len()].trim(), true)
    } else {
        (text, false)
    }
}

/// The two ends of a span; none where the words are a single date.
fn spans(text: &str) -> Option<(&str, &str)> {
    if text.len() == 10
        && text
            .as_bytes()
            .iter()
            .all(|b| b.is_ascii_digit() || b"/-.".contains(b))
    {
        return None;
    }
    let bare_years = text.split_once('-').filter(|(from, until)| {
        [from, until]
            .iter()
            .all(|end| end.len() == 4 && end.bytes().all(|b| b.is_ascii_digit()))
    });
    bare_years
        .or_else(|| {
            [" - ", "–", "—", " to "]
                .iter()
                .find_map(|mark| text.split_once(mark))
        })
        .map(|(from, until)| (from.trim(), until.trim()))
}

/// A span, whose beginning may leave the month and year to its end.
fn span(from: &str, until: &str) -> Result<When, DateFault> {
    let end = whole_point(until)?;
    let start = shortened(from, end).map_or_else(|| whole_point(from), Ok)?;
    if start.earliest() > end.latest() {
        return Err(DateFault::Backwards);
    }
    Ok(When {
        end: (start != end).then_some(end),
        ..When::at(start)
    })
}

/// "12" or "March" before "15 March 2014", "12 March" before "15 April 2014".
fn shortened(from: &str, end: Point) -> Option<Point> {
    let end_day = match end {
        Point::Day(day) => Some(day),
        Point::Month(..) | Point::Year(_) => None,
    };
    match *tokens(from)?.as_slice() {
        [Token::Number(day, 1..=2)] => end_day?.with_day(day).map(Point::Day),
        [Token::Word(word)] if !matches!(end, Point::Year(_)) => {
            Some(Point::Month(end.earliest().year(), month(word)?))
        }
        [Token::Number(day, 1..=2), Token::Word(word)] => {
            NaiveDate::from_ymd_opt(end_day?.year(), month(word)?, day).map(Point::Day)
        }
        _ => None,
    }
}

/// The end of a span, which may not be a system's stand-in.
fn whole_point(text: &str) -> Result<Point, DateFault> {
    let whole = match point(text) {
        Ok(Point::Day(day)) => meant(day).map(Point::Day),
        other => other,
    };
    // Half a span that stands for nothing must not take the other half with it.
    whole.map_err(|fault| {
        if fault.stands_for_none() {
            DateFault::NotADate
        } else {
            fault
        }
    })
}

/// A single date with or without a time.
fn single(text: &str) -> Result<When, DateFault> {
    let Some((date, time)) = times::split(text) else {
        let point = point(text)?;
        return Ok(When::at(match point {
            Point::Day(day) => Point::Day(meant(day)?),
            partial => partial,
        }));
    };
    let Point::Day(day) = point(date)? else {
        return Err(DateFault::NotADate);
    };
    let stamp = times::parse(time).ok_or(DateFault::NoSuchTime)?;
    meant(day)?;
    of_moment(stamp.in_britain(day).ok_or(DateFault::OutOfRange)?)
}

/// The point in time that the words of a date give.
fn point(text: &str) -> Result<Point, DateFault> {
    use Token::{Number, Unknown, Word};
    let tokens = tokens(text).ok_or(DateFault::NotADate)?;
    match *tokens.as_slice() {
        [Number(d, 1..=2), Number(m, 1..=2), Number(y, 2 | 4)] => day(d, m, y, tokens[2]),
        [Number(y, 4), Number(m, 1..=2), Number(d, 1..=2)] => day(d, m, y, tokens[0]),
        [Number(d, 1..=2), Word(m), Number(y, 2 | 4)]
        | [Word(m), Number(d, 1..=2), Number(y, 4)] => day(d, named(m)?, y, tokens[2]),
        [Number(y, 4), Word(m), Number(d, 1..=2)] => day(d, named(m)?, y, tokens[0]),
        [Number(m, 1..=2), Number(y, 4)] | [Unknown, Number(m, 1..=2), Number(y, 4)] => {
            month_of(m, y)
        }
        [Word(m), Number(y, 4)] | [Number(y, 4), Word(m)] => month_of(named(m)?, y),
        [Number(y, 4), Number(part, 2)] => month_or_school_year(y, part),
        [Number(y, 4)] | [Unknown, Unknown, Number(y, 4)] | [Unknown, Number(y, 4)] => year(y),
        [Unknown] | [Unknown, Unknown, Unknown] => Err(DateFault::Unknown),
        [Word(m), Number(_, 1..=2)] if month(m).is_some() => Err(DateFault::ShortYear),
        [Number(_, 5)] => Err(DateFault::DayNumber),
        _ => Err(DateFault::NotADate),
    }
}

fn named(word: &str) -> Result<u32, DateFault> {
    month(word).ok_or(DateFault::NotADate)
}

fn year(year: u32) -> Result<Point, DateFault> {
    Ok(Point::Year(in_range(year)?))
}

fn month_of(month: u32, year: u32) -> Result<Point, DateFault> {
    match month {
        1..=12 => Ok(Point::Month(in_range(year)?, month)),
        0 => Err(DateFault::NotADate),
        _ => Err(DateFault::MonthFirst),
    }
}

/// "2014-03" is a month; "2013/14" and "2011-12" may be school years.
fn month_or_school_year(year: u32, part: u32) -> Result<Point, DateFault> {
    if part == (year + 1) % 100 {
        return Err(DateFault::SchoolYear);
    }
    month_of(part, year).map_err(|_| DateFault::NotADate)
}

fn day(day: u32, month: u32, year: u32, written: Token<'_>) -> Result<Point, DateFault> {
    let year = match (written, year) {
        (Token::Number(_, 2), 0..50) => 2000 + year,
        (Token::Number(_, 2), _) => 1900 + year,
        _ => year,
    };
    if month > 12 {
        return Err(DateFault::MonthFirst);
    }
    let real = NaiveDate::from_ymd_opt(in_range(year)?, month, day);
    real.map(Point::Day).ok_or(DateFault::NoSuchDay)
}

fn in_range(year: u32) -> Result<i32, DateFault> {
    i32::try_from(year)
        .ok()
        .filter(|year| *year >= 1000)
        .ok_or(DateFault::OutOfRange)
}

/// The day, unless it is a system's stand-in.
fn meant(day: NaiveDate) -> Result<NaiveDate, DateFault> {
    match (day.year(), day.ordinal()) {
        (1900, 1) | (1899, 365) => Err(DateFault::Placeholder),
        (9999, 365) => Err(DateFault::OpenEnd),
        _ => Ok(day),
    }
}

/// Midnight carries no time.
fn carried(time: NaiveTime) -> Option<NaiveTime> {
    (time != NaiveTime::MIN).then_some(time)
}

#[cfg(test)]
mod tests;
