//! Times of day, and the hour between universal time and the clocks of the United Kingdom.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// A time of day as written, with its distance from universal time where that is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stamp {
    time: NaiveTime,
    ahead_of_universal: Option<Duration>,
}

impl Stamp {
    /// The moment on the clocks of the United Kingdom; a time without a zone is already there.
    pub(super) fn in_britain(self, day: NaiveDate) -> Option<NaiveDateTime> {
        let written = day.and_time(self.time);
        let Some(ahead) = self.ahead_of_universal else {
            return Some(written);
        };
        let universal = written.checked_sub_signed(ahead)?;
        let summer = Duration::hours(i64::from(is_summer_time(universal)));
        universal.checked_add_signed(summer)
    }
}

/// Whether the clocks of the United Kingdom are an hour ahead: from 01:00 universal time on the
/// last Sunday of March to the same on the last Sunday of October, the rule since 1996.
fn is_summer_time(universal: NaiveDateTime) -> bool {
    let change = |month| {
        let last = NaiveDate::from_ymd_opt(universal.year(), month, 31)?;
        let sunday = last.week(Weekday::Sun).checked_first_day()?;
        sunday.and_hms_opt(1, 0, 0)
    };
    change(3)
        .zip(change(10))
        .is_some_and(|(spring, autumn)| (spring..autumn).contains(&universal))
}

/// The date and the time of a text with both; none where there is no time.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let colon = text.find(':')?;
    let hours = text[..colon]
        .bytes()
        .rev()
        .take_while(u8::is_ascii_digit)
        .count();
    let (date, time) = text.split_at(colon - hours);
    let date = date
        .strip_suffix(['T', 't'])
        .unwrap_or(date)
        .trim_end_matches([' ', ',']);
    Some((date.strip_suffix(" at").unwrap_or(date), time))
}

/// Reads `14:30`, `14:30:59.123`, `2:30 PM`, each with `Z` or `+01:00` behind it or without.
pub(super) fn parse(text: &str) -> Option<Stamp> {
    let end = text
        .bytes()
        .take_while(|b| b.is_ascii_digit() || b":.".contains(b))
        .count();
    let (clock, zone) = text.split_at(end);
    let mut parts = clock.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), whole_seconds)?;
    let (hour, zone) = on_24_hours(hour, zone.trim())?;
    let time = NaiveTime::from_hms_opt(hour, minute, second).filter(|_| parts.next().is_none())?;
    Some(Stamp {
        time,
        ahead_of_universal: offset(zone)?,
    })
}

/// Parts of a second tell nothing and go.
fn whole_seconds(written: &str) -> Option<u32> {
    written.split('.').next()?.parse().ok()
}

/// The hour by its half of the day, where one is given, and what is behind it.
fn on_24_hours(hour: u32, behind: &str) -> Option<(u32, &str)> {
    let half = behind.get(..2).unwrap_or_default();
    let afternoon = half.eq_ignore_ascii_case("pm");
    if !afternoon && !half.eq_ignore_ascii_case("am") {
        return Some((hour, behind));
    }
    let hour = (1..=12)
        .contains(&hour)
        .then_some(hour % 12 + 12 * u32::from(afternoon))?;
    Some((hour, behind[2..].trim()))
}

/// The distance from universal time: none inside where none is written, none where it is unclear.
fn offset(zone: &str) -> Option<Option<Duration>> {
    if zone.is_empty() || zone.eq_ignore_ascii_case("z") {
        return Some((!zone.is_empty()).then(Duration::zero));
    }
    let sign = match zone.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(|&c| c != ':').collect();
    let number: i64 = digits
        .parse()
        .ok()
        .filter(|_| !digits.contains(['+', '-']))?;
    (digits.len() == 4).then_some(())?;
    Some(Some(Duration::minutes(
        sign * (number / 100 * 60 + number % 100),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn universal_time_becomes_the_time_of_the_kitchen_clock() {
        for (day, time, expected) in [
            ("2024-03-31", "00:59:59Z", "2024-03-31 00:59:59"),
            ("2024-03-31", "01:00:00Z", "2024-03-31 02:00:00"),
            ("2024-10-27", "00:59:00Z", "2024-10-27 01:59:00"),
            ("2024-10-27", "01:00Z", "2024-10-27 01:00:00"),
            ("2024-06-30", "23:00:00.000Z", "2024-07-01 00:00:00"),
            ("2024-07-01", "10:00+02:00", "2024-07-01 09:00:00"),
            ("2024-01-01", "00:30 +0100", "2023-12-31 23:30:00"),
            ("2024-01-01", "12:15 am", "2024-01-01 00:15:00"),
            ("2024-01-01", "2:30 PM", "2024-01-01 14:30:00"),
        ] {
            let day: NaiveDate = day.parse().expect("a real day in a test");
            let found = parse(time).and_then(|stamp| stamp.in_britain(day));
            assert_eq!(
                found.map(|moment| moment.to_string()).as_deref(),
                Some(expected),
                "{time}"
            );
        }
        for refused in [
            "24:00",
            "10:60",
            "13:00 pm",
            "10:00 CET",
            "10:00:00:00",
            "10:",
            "1:00+1",
        ] {
            assert_eq!(parse(refused), None, "{refused}");
        }
    }
}
