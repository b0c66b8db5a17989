//! Working days of England and Wales, and what was recorded late by them (rule 11; Northamptonshire
//! 9: "at the latest, within 48 working hours of the event").

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Bank holidays by rule, and single days that a setting adds.
#[derive(Debug, Clone, Default)]
pub struct WorkingDays {
    /// Further days without work: one-off bank holidays and closures.
    pub extra: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// Whether offices work on that day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && !bankholidays::uk::is_bankholiday(&day) && !self.extra.contains(&day)
    }

    /// That day if offices work on it, else the next on which they do.
    pub fn not_before(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.is_working(day) {
            let Some(next) = day.checked_add_days(Days::new(1)) else {
                return day;
            };
            day = next;
        }
        day
    }

    /// The last day on which a record of something on `from` is in time.
    pub fn after(&self, from: NaiveDate, working_days: u32) -> NaiveDate {
        let mut day = from;
        let mut left = working_days;
        while left > 0 {
            let Some(next) = day.checked_add_days(Days::new(1)) else {
                return day;
            };
            day = next;
            left -= u32::from(self.is_working(day));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    #[test]
    fn two_working_days_step_over_weekends_and_easter() {
        let days = WorkingDays::default();
        for (from, until) in [
            ("2026-06-01", "2026-06-03"),
            ("2026-06-05", "2026-06-09"),
            ("2026-04-02", "2026-04-08"),
            ("2025-12-24", "2025-12-30"),
        ] {
            assert_eq!(days.after(day(from), 2), day(until), "from {from}");
        }
    }
}
