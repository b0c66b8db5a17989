//! The time that a supervision looks back on (rule 14): since the last supervision of the case with the
//! worker; where none is recorded since the worker has had the case; else three months.

use chrono::{Days, Months, NaiveDate};

use crate::assemble::shared::dates;
use crate::assemble::shared::periods::{Chosen, Period};
use crate::model::{Case, When};
use crate::wording::Wording;

/// From which day, and why from that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assemble) struct Since {
    /// The day of the supervision or allocation, or three months ago.
    pub day: NaiveDate,
    /// What happened on it.
    pub what: What,
}

/// What a supervision looks back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assemble) enum What {
    /// The last supervision of the case.
    Supervision,
    /// The day on which the worker was given the case.
    Allocation,
    /// Neither is recorded.
    ThreeMonths,
}

impl Since {
    /// The days after it, up to the date prepared.
    pub fn period(self, as_at: NaiveDate) -> Chosen {
        let next = self.day.checked_add_days(Days::new(1));
        Chosen {
            period: Period {
                from: next.unwrap_or(self.day).min(as_at),
                until: as_at,
            },
            part: String::new(),
            review: None,
            instead: None,
        }
    }

    /// "since the last supervision, on 27 May 2026".
    pub fn in_words(self, wording: &Wording) -> String {
        let key = match self.what {
            What::Supervision => "pack.since.supervision",
            What::Allocation => "pack.since.allocation",
            What::ThreeMonths => "pack.since.three_months",
        };
        wording.fill(key, &dates::day(self.day, wording))
    }
}

/// Since when a worker's supervision of a case looks back.
pub(super) fn of(case: &Case, worker: &str, as_at: NaiveDate) -> Since {
    let day = |when: &When| Some(when.latest()).filter(|day| *day < as_at);
    let supervisions = case.records.supervisions.iter();
    // One that names no worker is of the case, whoever was there.
    let own = supervisions.filter(|it| it.worker_id.value().is_none_or(|id| *id.0 == *worker));
    let supervised = own.filter_map(|it| day(it.supervised.value()?)).max();
    if let Some(day) = supervised {
        let what = What::Supervision;
        return Since { day, what };
    }
    let allocations = case.records.allocations.iter();
    let own = allocations.filter(|it| it.worker_id.value().is_some_and(|id| *id.0 == *worker));
    let allocated = own.filter_map(|it| day(it.start.value()?)).max();
    match allocated {
        Some(day) => Since {
            day,
            what: What::Allocation,
        },
        None => Since {
            day: as_at.checked_sub_months(Months::new(3)).unwrap_or(as_at),
            what: What::ThreeMonths,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::records::{Allocation, Supervision};
    use crate::model::{Id, Recorded};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    fn supervised(on: &str, worker: Option<&str>) -> Supervision {
        Supervision {
            supervised: Recorded::Value(When::day(day(on))),
            worker_id: worker.map_or(Recorded::Empty, |id| Recorded::Value(Id(id.into()))),
            ..Supervision::default()
        }
    }

    fn since(supervisions: Vec<Supervision>, allocated: Option<&str>) -> Since {
        let mut case = Case::default();
        case.records.supervisions = supervisions;
        case.records.allocations = allocated
            .map(|on| Allocation {
                worker_id: Recorded::Value(Id("W1".into())),
                start: Recorded::Value(When::day(day(on))),
                ..Allocation::default()
            })
            .into_iter()
            .collect();
        of(&case, "W1", day("2026-06-30"))
    }

    #[test]
    fn a_supervision_looks_back_to_the_last_one() {
        let of_two = vec![
            supervised("2026-04-01", Some("W1")),
            supervised("2026-05-01", None),
        ];
        let found = since(of_two, Some("2026-01-01"));
        assert_eq!(
            (found.day, found.what),
            (day("2026-05-01"), What::Supervision)
        );
        assert_eq!(
            found.period(day("2026-06-30")).period.from,
            day("2026-05-02")
        );
    }

    #[test]
    fn one_of_another_worker_or_of_the_day_itself_is_not_the_last() {
        let others = vec![
            supervised("2026-05-01", Some("W2")),
            supervised("2026-06-30", Some("W1")),
        ];
        let found = since(others, Some("2026-01-01"));
        assert_eq!(
            (found.day, found.what),
            (day("2026-01-01"), What::Allocation)
        );
    }

    #[test]
    fn without_either_it_looks_back_three_months() {
        let found = since(Vec::new(), None);
        assert_eq!(
            (found.day, found.what),
            (day("2026-03-30"), What::ThreeMonths)
        );
    }
}
