//! What each form of date means, and why each other form means nothing.

use super::*;

/// A date told with all it carries: `2014-03-12T10:30/2014-05 about uncertain`.
fn told(text: &str) -> String {
    match parse(text) {
        Err(fault) => format!("{fault:?}"),
        Ok(when) => {
            let about = if when.about { " about" } else { "" };
            let uncertain = if when.uncertain { " uncertain" } else { "" };
            format!("{}{about}{uncertain}", iso(&when))
        }
    }
}

#[test]
fn every_form_means_one_thing() {
    for (text, expected) in [
        ("12/03/2024", "2024-03-12"),
        (" 1.3.2024 ", "2024-03-01"),
        ("12-03-2024", "2024-03-12"),
        ("12 / 03 / 2024", "2024-03-12"),
        ("22.05/16", "2016-05-22"),
        ("01/02/49", "2049-02-01"),
        ("01/02/50", "1950-02-01"),
        ("2024-03-12", "2024-03-12"),
        ("2024/3/5", "2024-03-05"),
        ("2024-03-12T10:30:59", "2024-03-12T10:30"),
        ("2024-03-12 10:30", "2024-03-12T10:30"),
        ("2024-03-12 00:00:00.000", "2024-03-12"),
        ("2024-06-30T23:00:00Z", "2024-07-01"),
        ("2024-06-30T22:30:00.000Z", "2024-06-30T23:30"),
        ("2024-01-30T22:30:00+01:00", "2024-01-30T21:30"),
        ("12/03/2024 14:30", "2024-03-12T14:30"),
        ("12/03/2024, 2:30 pm", "2024-03-12T14:30"),
        ("12 March 2024 at 09:05", "2024-03-12T09:05"),
        ("12 Mar 2024", "2024-03-12"),
        ("12-Mar-2024", "2024-03-12"),
        ("12 Mar 24", "2024-03-12"),
        ("12th March, 2024", "2024-03-12"),
        ("Tuesday 12 March 2024", "2024-03-12"),
        ("Tue, 12 Mar 2024 10:00", "2024-03-12T10:00"),
        ("March 12, 2024", "2024-03-12"),
        ("2012-Jan-21 00:00:00", "2012-01-21"),
        ("29/02/2024", "2024-02-29"),
        ("March 2014", "2014-03"),
        ("Sept 2014", "2014-09"),
        ("03/2014", "2014-03"),
        ("2014-03", "2014-03"),
        ("2014", "2014"),
        ("c. 2012", "2012 about"),
        ("c2012", "2012 about"),
        ("circa 2012", "2012 about"),
        ("about March 2012", "2012-03 about"),
        ("Approx. 12/03/2012", "2012-03-12 about"),
        ("~2012", "2012 about"),
        ("2012 (approx)", "2012 about"),
        ("?12/03/2014", "2014-03-12 uncertain"),
        ("12/03/2014?", "2014-03-12 uncertain"),
        ("2014 (?)", "2014 uncertain"),
        ("c. 2012?", "2012 about uncertain"),
        ("2013 - 2014", "2013/2014"),
        ("2013-2014", "2013/2014"),
        ("2013–2014", "2013/2014"),
        ("March to May 2014", "2014-03/2014-05"),
        ("March 2013 to May 2014", "2013-03/2014-05"),
        ("12/03/2014 - 15/03/2014", "2014-03-12/2014-03-15"),
        ("12 to 15 March 2014", "2014-03-12/2014-03-15"),
        ("30 March to 2 April 2014", "2014-03-30/2014-04-02"),
        ("2014 - 2014", "2014"),
        ("zz/05/2020", "2020-05"),
        ("ZZ/ZZ/2021", "2021"),
        ("xx/xx/2021", "2021"),
    ] {
        assert_eq!(told(text), expected, "{text:?}");
    }
}

#[test]
fn every_other_form_says_why_not() {
    for (text, expected) in [
        ("zz/zz/zzzz", "Unknown"),
        ("?", "Unknown"),
        ("unknown", "Unknown"),
        ("1900-01-01", "Placeholder"),
        ("01/01/1900 00:00", "Placeholder"),
        ("31/12/9999", "OpenEnd"),
        ("9999-12-31T23:59:59", "OpenEnd"),
        ("12/03/2014 - 31/12/9999", "NotADate"),
        ("04/25/2024", "MonthFirst"),
        ("13/25/2020", "MonthFirst"),
        ("13/2020", "MonthFirst"),
        ("2024-25-04", "MonthFirst"),
        ("31/04/2024", "NoSuchDay"),
        ("29/02/2023", "NoSuchDay"),
        ("00/03/2024", "NoSuchDay"),
        ("Mar-14", "ShortYear"),
        ("March 14", "ShortYear"),
        ("2013/14", "SchoolYear"),
        ("2011-12", "SchoolYear"),
        ("2014/13", "NotADate"),
        ("May to March 2014", "Backwards"),
        ("2014 - 2013", "Backwards"),
        ("43930", "DayNumber"),
        ("0214", "OutOfRange"),
        ("12/03/2024 24:30", "NoSuchTime"),
        ("March 2024 10:30", "NotADate"),
        ("Summer 2014", "NotADate"),
        ("12 March", "NotADate"),
        ("12/03", "NotADate"),
        ("1/2/3/2024", "NotADate"),
        ("yesterday", "NotADate"),
        ("12/03/2024 – ongoing", "NotADate"),
        ("–", "NotADate"),
        ("٣/٣/٢٠٢٤", "NotADate"),
        (":", "NotADate"),
        ("99999999999", "NotADate"),
    ] {
        assert_eq!(told(text), expected, "{text:?}");
    }
}

#[test]
fn no_words_panic() {
    let pieces = [
        "12", "/", "é", ":", "?", " to ", "T", "c.", "March", "–", "9999", "th", "+", "zz", " ",
    ];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                for fourth in pieces {
                    let _ = parse(&[first, second, third, fourth].concat());
                }
            }
        }
    }
}

#[test]
fn spreadsheet_days_count_from_either_epoch() {
    for (serial, is_1904, expected) in [
        (45363.0, false, "2024-03-12 00:00:00"),
        (45363.604166666664, false, "2024-03-12 14:30:00"),
        (43901.0, true, "2024-03-12 00:00:00"),
        (59.0, false, "1900-02-28 00:00:00"),
        (61.0, false, "1900-03-01 00:00:00"),
        (1.0, false, "1900-01-01 00:00:00"),
        (0.0, false, "1899-12-31 00:00:00"),
        (2958465.0, false, "9999-12-31 00:00:00"),
    ] {
        let found = from_serial(serial, is_1904).map(|moment| moment.to_string());
        assert_eq!(found.as_deref(), Ok(expected), "{serial}");
    }
    for (serial, fault) in [
        (60.0, DateFault::NoSuchDay),
        (-1.0, DateFault::OutOfRange),
        (1e300, DateFault::OutOfRange),
        (f64::NAN, DateFault::OutOfRange),
    ] {
        assert_eq!(from_serial(serial, false), Err(fault));
    }
}

#[test]
fn cells_that_stand_for_nothing_are_told_from_dates() {
    let read = |serial| {
        from_serial(serial, false)
            .and_then(of_moment)
            .map(|when| iso(&when))
    };
    assert_eq!(read(0.0), Err(DateFault::Placeholder));
    assert_eq!(read(1.0), Err(DateFault::Placeholder));
    assert_eq!(read(2958465.0), Err(DateFault::OpenEnd));
    assert_eq!(read(45363.5).as_deref(), Ok("2024-03-12T12:00"));
}
