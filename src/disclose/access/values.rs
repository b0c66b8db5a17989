//! Values that identify somebody, in the spellings in which people write them: dates, addresses, numbers.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in every spelling, the year in full or in two digits.
pub(super) fn of_date(date: NaiveDate) -> Vec<String> {
    let (day, year) = (date.day(), date.year());
    let short = year.rem_euclid(100);
    let month = MONTHS[date.month0() as usize];
    let brief = &month[..3];
    let number = date.month();
    let th = ordinal(day);
    let mut spellings = vec![format!("{year}-{number:02}-{day:02}")];
    for month in [month, brief] {
        for day in [day.to_string(), format!("{day}{th}")] {
            spellings.push(format!("{day} {month} {year}"));
            spellings.push(format!("{day} of {month} {year}"));
            spellings.push(format!("{month} {day} {year}"));
            spellings.push(format!("{day} {month} {short:02}"));
        }
    }
    for (day, number) in [
        (format!("{day:02}"), format!("{number:02}")),
        (day.to_string(), number.to_string()),
    ] {
        spellings.push(format!("{day}/{number}/{year}"));
        spellings.push(format!("{day}/{number}/{short:02}"));
    }
    spellings.extend(serial(date));
    spellings
}

/// The month and year of a date, as people write them.
pub(super) fn month_of_date(date: NaiveDate) -> [String; 2] {
    let month = MONTHS[date.month0() as usize];
    [month, &month[..3]].map(|month| format!("{month} {}", date.year()))
}

/// Whether a month and year that stand in words have no day before them: "May 2014", and not "4th of May 2014".
pub(super) fn is_without_day(words: &str, start: usize) -> bool {
    let before = words[..start].trim_end();
    let before = before.strip_suffix(" of").unwrap_or(before);
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    !last.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
}

/// The serial number under which a workbook keeps a date.
fn serial(date: NaiveDate) -> Option<String> {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = (date - zero).num_days();
    (days > 10_000).then(|| days.to_string())
}

fn ordinal(day: u32) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// An address whole, its first line, and its first line without the number of a flat.
pub(super) fn of_address(address: &str) -> Vec<String> {
    let mut spellings = vec![address.trim().to_owned()];
    let lines = address.split([',', '\n']).map(str::trim);
    spellings.extend(
        lines
            .filter(|line| is_telling_line(line))
            .map(str::to_owned),
    );
    spellings
}

/// A line with a number and a street, or a postcode.
fn is_telling_line(line: &str) -> bool {
    let numbered = line.chars().any(|c| c.is_ascii_digit());
    numbered && line.chars().filter(|c| c.is_alphabetic()).count() > 2 && line.len() > 4
}

/// Whether a value says enough to be looked for: three digits, or five letters and digits.
pub(super) fn is_telling(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    digits >= 3 || value.chars().filter(|c| c.is_alphanumeric()).count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_spelling() {
        let date = NaiveDate::from_ymd_opt(2014, 3, 2).expect("a day");
        let spellings = of_date(date);
        for wanted in [
            "2 March 2014",
            "2nd March 2014",
            "March 2 2014",
            "02/03/2014",
            "2/3/14",
            "2014-03-02",
            "2 Mar 14",
            "41700",
        ] {
            assert!(spellings.contains(&wanted.to_owned()), "{wanted}");
        }
    }

    #[test]
    fn a_month_is_told_from_a_day_of_it() {
        let words = |words: &str| is_without_day(words, words.find("May").unwrap_or(0));
        assert!(words("born in May 2014") && words("May 2014") && words("9 Row. May 2014"));
        assert!(!words("4 May 2014") && !words("the 4th of May 2014"));
    }

    #[test]
    fn the_street_alone_tells_a_home() {
        let spellings = of_address("4 Invented Row, Madeup, ZZ99 9AA");
        assert_eq!(
            spellings,
            [
                "4 Invented Row, Madeup, ZZ99 9AA",
                "4 Invented Row",
                "ZZ99 9AA"
            ]
        );
    }
}
