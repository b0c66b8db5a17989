//! What holds on a day, what is still to come, and what is over: a document that a worker acts on keeps
//! the three apart (Northamptonshire 5.4).

use chrono::NaiveDate;

use crate::model::{Recorded, When};

/// Where something that lasts stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It has begun, as far as is recorded, and has not ended before the day.
    Now,
    /// It is to begin later.
    ToCome,
    /// It ended before the day.
    Over,
}

/// The phase on a day of what lasts between two dates. A date that is not recorded ends and delays
/// nothing, and a partial one ends nothing before its last day or delays nothing after its first.
pub fn on(day: NaiveDate, from: &Recorded<When>, until: &Recorded<When>) -> Phase {
    let is_over = until.value().is_some_and(|until| until.latest() < day);
    let is_to_come = from.value().is_some_and(|from| from.earliest() > day);
    match (is_over, is_to_come) {
        (true, _) => Phase::Over,
        (false, true) => Phase::ToCome,
        (false, false) => Phase::Now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Point;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a real day in a test")
    }

    fn at(month: u32, on: u32) -> Recorded<When> {
        Recorded::Value(When::day(day(month, on)))
    }

    #[test]
    fn the_first_and_the_last_day_belong_to_what_lasts() {
        let (from, until) = (at(3, 1), at(4, 30));
        assert_eq!(on(day(2, 28), &from, &until), Phase::ToCome);
        assert_eq!(on(day(3, 1), &from, &until), Phase::Now);
        assert_eq!(on(day(4, 30), &from, &until), Phase::Now);
        assert_eq!(on(day(5, 1), &from, &until), Phase::Over);
    }

    #[test]
    fn an_absent_or_partial_date_says_no_more_than_it_does() {
        let april = Recorded::Value(When::at(Point::Month(2026, 4)));
        assert_eq!(on(day(4, 15), &Recorded::Empty, &april), Phase::Now);
        assert_eq!(on(day(5, 1), &Recorded::Empty, &april), Phase::Over);
        assert_eq!(on(day(4, 15), &april, &Recorded::NotCarried), Phase::Now);
    }
}
