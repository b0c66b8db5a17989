//! What a team's records lack, by the quarter in which the records were made: bars, and the same numbers as a
//! table beside them, with how many records were made, as more records lack more.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::Severity;
use super::answers::made;
use super::sheets::Of;
use super::told::Telling;
use crate::diagram::trend::{self, Bar, Words};
use crate::model::declare::{ListVisitor, Listed};
use crate::view::Drawing;

/// How many quarters are shown.
const QUARTERS: usize = 8;

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quarter {
    year: i32,
    number: u32,
}

impl Quarter {
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            number: day.month0() / 3 + 1,
        }
    }

    fn before(self) -> Self {
        match self.number {
            1 => Self {
                year: self.year - 1,
                number: 4,
            },
            number => Self {
                number: number - 1,
                ..self
            },
        }
    }

    /// The quarters up to that of a day, the earliest first.
    fn up_to(day: NaiveDate) -> Vec<Self> {
        let last = Self::of(day);
        let back = std::iter::successors(Some(last), |it| Some(it.before()));
        let mut quarters: Vec<Self> = back.take(QUARTERS).collect();
        quarters.reverse();
        quarters
    }

    /// "Jan to Mar 2026".
    fn in_words(self, telling: &Telling<'_>) -> String {
        let month = |month: u32| telling.term(&format!("month_short.{month}"));
        let (from, until) = (month(self.number * 3 - 2), month(self.number * 3));
        let to = telling.term("date.to");
        format!("{from} {to} {until} {}", self.year)
    }

    /// "Q1 2026", for where there is little room.
    fn short(self) -> String {
        format!("Q{} {}", self.number, self.year)
    }
}

/// What was made in a quarter, and what of it lacks something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Places by severity, the worst first.
    pub places: [usize; 3],
    /// Dated records made.
    pub records: usize,
}

impl Tally {
    fn sum(self) -> usize {
        self.places.iter().sum()
    }
}

/// Everything by quarter; what is of no day, or dated after the day of preparing, apart.
#[derive(Debug, Default)]
pub(super) struct Quarters {
    pub shown: Vec<(Quarter, Tally)>,
    pub earlier: Tally,
    pub undated: Tally,
}

impl Quarters {
    /// Counts the places of the findings that count, and the records, of some cases.
    pub fn of(of: &[Of<'_>], as_at: NaiveDate) -> Self {
        let mut by_quarter: BTreeMap<Option<Quarter>, Tally> = BTreeMap::new();
        let quarter = |day: Option<NaiveDate>| day.filter(|it| *it <= as_at).map(Quarter::of);
        for each in of {
            for standing in &each.audit.counted {
                let at = severity_at(standing.rule().severity);
                for place in &standing.finding.places {
                    let tally = by_quarter.entry(quarter(place.made)).or_default();
                    tally.places[at] += 1;
                }
            }
            let mut records = Made(Vec::new());
            each.case.records.each_list(&mut records);
            for day in records.0 {
                by_quarter.entry(quarter(Some(day))).or_default().records += 1;
            }
        }
        Self::sorted(by_quarter, as_at)
    }

    fn sorted(by_quarter: BTreeMap<Option<Quarter>, Tally>, as_at: NaiveDate) -> Self {
        let shown = Quarter::up_to(as_at);
        let first = shown.first().copied();
        let mut quarters = Self {
            shown: shown.into_iter().map(|it| (it, Tally::default())).collect(),
            ..Self::default()
        };
        for (quarter, tally) in by_quarter {
            let known = quarters.shown.iter_mut();
            let place = match quarter {
                None => &mut quarters.undated,
                Some(it) if Some(it) < first => &mut quarters.earlier,
                Some(it) => match known.into_iter().find(|(known, _)| *known == it) {
                    Some((_, known)) => known,
                    None => &mut quarters.undated,
                },
            };
            place.records += tally.records;
            for (sum, more) in place.places.iter_mut().zip(tally.places) {
                *sum += more;
            }
        }
        quarters
    }

    /// The table as the layout takes it, the latest quarter first.
    pub fn rows(&self, telling: &Telling<'_>) -> Vec<Value> {
        let shown = self.shown.iter().rev();
        let shown = shown.map(|(quarter, tally)| row(&quarter.in_words(telling), *tally));
        let earlier = row(&telling.term("audit.trend.earlier"), self.earlier);
        let undated = row(&telling.term("audit.trend.undated"), self.undated);
        let is_any = |tally: &Tally| *tally != Tally::default();
        let others = [(self.earlier, earlier), (self.undated, undated)];
        let others = others.into_iter().filter(|(tally, _)| is_any(tally));
        shown.chain(others.map(|(_, row)| row)).collect()
    }

    /// The bars; none where nothing lacks anything in these quarters.
    pub fn drawing(&self, telling: &Telling<'_>) -> Option<Drawing> {
        let bars: Vec<Bar> = self
            .shown
            .iter()
            .map(|(quarter, tally)| Bar {
                name: quarter.short(),
                parts: tally.places,
            })
            .collect();
        let alt = self.shown.iter().map(|(quarter, tally)| {
            let said = telling.many("audit.trend.alt", tally.sum());
            format!("{}: {said}", quarter.in_words(telling))
        });
        let words = Words {
            title: telling.term("audit.trend.title"),
            alt: alt.collect::<Vec<_>>().join(" "),
            parts: Severity::ALL.map(|it| telling.severity(it)),
        };
        trend::drawing(&bars, words, telling.brief.width)
    }
}

/// The index of a severity, the worst first.
fn severity_at(severity: Severity) -> usize {
    match severity {
        Severity::High => 0,
        Severity::Medium => 1,
        Severity::Low => 2,
    }
}

fn row(name: &str, tally: Tally) -> Value {
    let share = (tally.records > 0).then(|| tally.sum() as f64 / tally.records as f64);
    json!({
        "name": name,
        "places": tally.places,
        "sum": tally.sum(),
        "records": tally.records,
        "share": share.map(|it| format!("{it:.1}")),
    })
}

/// The days on which dated records were made.
struct Made(Vec<NaiveDate>);

impl ListVisitor for Made {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if !R::TYPE.shared.is_empty() {
            self.0.extend(records.iter().filter_map(made));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    #[test]
    fn quarters_go_back_over_the_turn_of_a_year() {
        let quarters = Quarter::up_to(day("2026-02-10"));
        let short: Vec<String> = quarters.into_iter().map(Quarter::short).collect();
        let expected = [
            "Q2 2024", "Q3 2024", "Q4 2024", "Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025", "Q1 2026",
        ];
        assert_eq!(short, expected);
    }

    #[test]
    fn what_is_earlier_and_what_has_no_day_is_counted_apart() {
        let tally = |records| Tally {
            records,
            ..Tally::default()
        };
        let by_quarter = BTreeMap::from([
            (None, tally(1)),
            (Some(Quarter::of(day("2019-05-01"))), tally(2)),
            (Some(Quarter::of(day("2024-04-01"))), tally(4)),
            (Some(Quarter::of(day("2026-01-31"))), tally(8)),
        ]);
        let quarters = Quarters::sorted(by_quarter, day("2026-02-10"));
        assert_eq!(quarters.undated, tally(1));
        assert_eq!(quarters.earlier, tally(2));
        assert_eq!(quarters.shown[0].1, tally(4));
        assert_eq!(quarters.shown[7].1, tally(8));
    }
}
