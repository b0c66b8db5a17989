//! Dates as records hold them: whole, partial, uncertain, about, or a span. Order and ages are
//! reckoned from the earliest and latest day that the words allow; nothing is made more precise
//! than it was recorded.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// A whole year.
    Year(i32),
    /// A month of a year.
    Month(i32, u32),
    /// A day.
    Day(NaiveDate),
}

impl Point {
    /// The first day that the words allow.
    pub fn earliest(self) -> NaiveDate {
        match self {
            Self::Year(year) => first_of(year, 1),
            Self::Month(year, month) => first_of(year, month),
            Self::Day(day) => day,
        }
    }

    /// The last day that the words allow.
    pub fn latest(self) -> NaiveDate {
        match self {
            Self::Year(year) => first_of(year, 12) + chrono::Duration::days(30),
            Self::Month(year, 12) => first_of(year, 12) + chrono::Duration::days(30),
            Self::Month(year, month) => first_of(year, month + 1) - chrono::Duration::days(1),
            Self::Day(day) => day,
        }
    }
}

/// The first of a month; readers admit years 1000 to 9999 and real months only.
fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
}

/// When something happened, as far as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// When it happened or began.
    pub start: Point,
    /// When it ended, where the words give a span.
    pub end: Option<Point>,
    /// The time of day on the first day, where it is recorded; midnight carries no time.
    pub time: Option<NaiveTime>,
    /// Recorded as about that time ("c. 2012").
    pub about: bool,
    /// Recorded with a question mark ("?12/03/2014").
    pub uncertain: bool,
}

impl When {
    /// A single day, certain.
    pub fn day(day: NaiveDate) -> Self {
        Self::at(Point::Day(day))
    }

    /// A single point, certain.
    pub fn at(start: Point) -> Self {
        Self {
            start,
            end: None,
            time: None,
            about: false,
            uncertain: false,
        }
    }

    /// The first day that the words allow.
    pub fn earliest(&self) -> NaiveDate {
        self.start.earliest()
    }

    /// The last day that the words allow.
    pub fn latest(&self) -> NaiveDate {
        self.end
            .unwrap_or(self.start)
            .latest()
            .max(self.start.latest())
    }

    /// The day, where it is one certain day.
    pub fn exact_day(&self) -> Option<NaiveDate> {
        match (self.start, self.end) {
            (Point::Day(day), None) if !self.about && !self.uncertain => Some(day),
            _ => None,
        }
    }

    /// The order of a chronology: by the earliest day; where days tie, the vaguer first, so that
    /// "2014" stands before everything dated in January 2014; then by time of day.
    pub fn order(&self) -> (NaiveDate, u8, Option<NaiveTime>) {
        let vagueness = match self.start {
            Point::Year(_) => 0,
            Point::Month(..) => 1,
            Point::Day(_) => 2,
        };
        (self.earliest(), vagueness, self.time)
    }
}

/// Whole years from a birth date to a day; none before birth.
pub fn whole_years(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    on.years_since(born)
}

/// Whole months from a birth date to a day; none before birth.
pub fn whole_months(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    let months = (on.year() - born.year()) * 12 + on.month() as i32 - born.month() as i32;
    let whole = months - i32::from(on.day() < born.day());
    u32::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day in a test")
    }

    #[test]
    fn vaguer_dates_come_first_and_span_their_period() {
        let year = When::at(Point::Year(2014));
        let month = When::at(Point::Month(2014, 2));
        assert!(year.order() < When::day(day(2014, 1, 1)).order());
        assert_eq!(month.latest(), day(2014, 2, 28));
        assert_eq!(year.latest(), day(2014, 12, 31));
    }

    #[test]
    fn ages_count_whole_months_and_years() {
        let born = day(2012, 2, 29);
        assert_eq!(whole_years(born, day(2013, 2, 28)), Some(0));
        assert_eq!(whole_years(born, day(2013, 3, 1)), Some(1));
        assert_eq!(whole_months(born, day(2012, 3, 28)), Some(0));
        assert_eq!(whole_months(born, day(2012, 1, 1)), None);
    }
}
