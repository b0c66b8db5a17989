//! The time that a summary covers (rule 20): a quarter that does not slide from night to night, the time
//! since the last summary or review, or what was asked for by date, by calendar quarter or by quarter of
//! the financial year. Days at both ends belong to it.

use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::dates;
use crate::issue::Issue;
use crate::model::codes::MeetingKind;
use crate::model::records::Meeting;
use crate::model::{Case, EntryId, Recorded, When};
use crate::wording::Wording;

/// The forms that `--period` takes, as its hint shows them.
pub const FORMS: &str = "It takes quarter, since-summary, since-review, 2026-Q3 (calendar), \
FY2026-27-Q3 (April to March), or FROM..TO as 2026-04-01..2026-06-30.";

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl Period {
    /// Whether something happened in it. What is dated vaguely belongs to the period of the first day
    /// that its words allow, so that it stands in one summary and not in four.
    pub fn holds(&self, when: &When) -> bool {
        self.covers(when.earliest())
    }

    /// Whether a day lies in it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// Whether what lasted from one date to another touches it; without an end it lasts still.
    pub fn touches(&self, from: &Recorded<When>, until: &Recorded<When>) -> bool {
        let begun = from.value().is_none_or(|it| it.earliest() <= self.until);
        begun && until.value().is_none_or(|it| it.latest() >= self.from)
    }

    /// How many days two periods have in common.
    pub fn shared_days(&self, other: &Self) -> i64 {
        let from = self.from.max(other.from);
        let until = self.until.min(other.until);
        ((until - from).num_days() + 1).max(0)
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.until - self.from).num_days() + 1
    }

    /// The three months after it.
    pub fn next_three_months(&self) -> Self {
        let from = day_after(self.until);
        Self {
            from,
            until: before_months_later(from, 3),
        }
    }

    /// "1 April 2026 to 30 June 2026".
    pub fn in_words(&self, wording: &Wording) -> String {
        let day = |day| dates::day(day, wording);
        let to = wording.term("date.to");
        format!("{} {to} {}", day(self.from), day(self.until))
    }

    fn part(&self) -> String {
        format!("{}-to-{}", self.from, self.until)
    }
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The three months that end on the last day of the month before the date prepared.
    Quarter,
    /// From the end of the last authored summary to the date prepared.
    SinceSummary,
    /// From the last review to the date prepared.
    SinceReview,
    /// The same period for every case, with the part of the file name that it was asked for by.
    Fixed(Period, String),
}

impl FromStr for Choice {
    type Err = Issue;

    /// Reads any of the [`FORMS`], whatever the case of their letters.
    fn from_str(text: &str) -> Result<Self, Issue> {
        let asked = text.trim().to_ascii_uppercase();
        let found = match asked.as_str() {
            "QUARTER" => Some(Self::Quarter),
            "SINCE-SUMMARY" => Some(Self::SinceSummary),
            "SINCE-REVIEW" => Some(Self::SinceReview),
            other => span(other)
                .map(|period| Self::Fixed(period, period.part()))
                .or_else(|| quarter(other).map(|it| Self::Fixed(it, other.to_owned()))),
        };
        found.ok_or_else(|| {
            Issue::error("CB0520", "the period is not in a form that is known").hint(FORMS)
        })
    }
}

/// FROM..TO, neither before the other.
fn span(text: &str) -> Option<Period> {
    let (from, until) = text.split_once("..")?;
    let day = |text: &str| {
        let read = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
        (1900..=2200).contains(&read.year()).then_some(read)
    };
    let period = Period {
        from: day(from)?,
        until: day(until)?,
    };
    (period.from <= period.until).then_some(period)
}

/// 2026-Q3, or FY2026-27-Q3.
fn quarter(text: &str) -> Option<Period> {
    let (year, number) = text.rsplit_once("-Q")?;
    let number = match number {
        "1" | "2" | "3" | "4" => number.parse::<u32>().ok()?,
        _ => return None,
    };
    let first = match year.strip_prefix("FY") {
        Some(years) => {
            let (first, second) = years.split_once('-')?;
            let first = four_digits(first)?;
            let follows = second == format!("{:02}", (first + 1) % 100);
            follows.then(|| NaiveDate::from_ymd_opt(first, 4, 1))??
        }
        None => NaiveDate::from_ymd_opt(four_digits(year)?, 1, 1)?,
    };
    let from = first + Months::new((number - 1) * 3);
    Some(Period {
        from,
        until: before_months_later(from, 3),
    })
}

fn four_digits(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.then(|| text.parse().ok())??;
    (1900..=2200).contains(&year).then_some(year)
}

/// Why a summary covers another time than was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// No review is recorded before the date prepared.
    NoReview,
    /// No authored summary is recorded that ended before the date prepared.
    NoSummary,
}

/// The period of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The days.
    pub period: Period,
    /// What the file's name says of it.
    pub part: String,
    /// The review from which it runs.
    pub review: Option<EntryId>,
    /// Why it is not what was asked for.
    pub instead: Option<Instead>,
}

/// The period of a case, as at a day. A case without a review or a summary to reckon from has the
/// quarter instead, and says so.
pub fn of_case(choice: &Choice, case: &Case, as_at: NaiveDate) -> Chosen {
    let plain = |period, part: String| Chosen {
        period,
        part,
        review: None,
        instead: None,
    };
    let since = |day| Period {
        from: day_after(day),
        until: as_at,
    };
    match choice {
        Choice::Fixed(period, part) => plain(*period, part.clone()),
        Choice::Quarter => {
            let period = last_quarter(as_at);
            plain(period, period.part())
        }
        Choice::SinceSummary => Chosen {
            instead: last_summary(case, as_at)
                .is_none()
                .then_some(Instead::NoSummary),
            ..plain(
                last_summary(case, as_at).map_or_else(|| last_quarter(as_at), since),
                "since-summary".to_owned(),
            )
        },
        Choice::SinceReview => {
            let review = last_review(case, as_at);
            let period = review.map_or_else(|| last_quarter(as_at), |(day, _)| since(day));
            Chosen {
                review: review.map(|(_, meeting)| meeting.entry.clone()),
                instead: review.is_none().then_some(Instead::NoReview),
                ..plain(period, "since-review".to_owned())
            }
        }
    }
}

/// The three months that end on the last day of the month before a day.
fn last_quarter(as_at: NaiveDate) -> Period {
    let month = as_at.with_day(1).unwrap_or(as_at);
    Period {
        from: month - Months::new(3),
        until: month - Days::new(1),
    }
}

/// When the last authored summary that is over ended.
fn last_summary(case: &Case, as_at: NaiveDate) -> Option<NaiveDate> {
    let ends = case.records.summaries.iter();
    let ends = ends.filter_map(|it| it.summary_until.value());
    ends.map(When::latest).filter(|day| *day < as_at).max()
}

/// The last review or conference before a day. One held on the day itself leaves nothing to sum up.
fn last_review(case: &Case, as_at: NaiveDate) -> Option<(NaiveDate, &Meeting)> {
    let held = case.records.meetings.iter().filter(|it| is_review(it));
    let held = held.filter_map(|it| Some((it.held.value()?.latest(), it)));
    held.filter(|(day, _)| *day < as_at)
        .max_by(|(one, a), (two, b)| (one, &a.entry).cmp(&(two, &b.entry)))
}

/// Whether a meeting reviews a plan: a review, or a conference at which the plan is made or looked at.
pub fn is_review(meeting: &Meeting) -> bool {
    matches!(
        meeting.meeting_kind.value(),
        Some(
            MeetingKind::LookedAfterReview
                | MeetingKind::InNeedReview
                | MeetingKind::InitialConference
                | MeetingKind::ReviewConference
        )
    )
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The day before the same day some months later.
fn before_months_later(from: NaiveDate, months: u32) -> NaiveDate {
    from + Months::new(months) - Days::new(1)
}

#[cfg(test)]
mod tests;
