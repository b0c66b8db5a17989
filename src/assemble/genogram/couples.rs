//! Couples as they are drawn: what joined them, how it stands now, the few words beside the line.

use chrono::{Datelike, NaiveDate};

use super::members::{has_died, numeric};
use super::ties::{Fact, Ties, id};
use crate::assemble::Brief;
use crate::assemble::shared::phases::{self, Phase};
use crate::diagram::genogram::family::{Ending, Union};
use crate::model::codes::Relation;
use crate::model::records::{Person, Relationship};
use crate::model::{Recorded, When};
use crate::wording::Wording;

/// What is known of a couple.
pub(super) struct Pair {
    /// What joins them.
    pub(super) union: Union,
    /// How it stands now.
    pub(super) ending: Ending,
    /// When it began.
    pub(super) since: Option<i32>,
    /// The words beside the line.
    pub(super) words: Vec<String>,
}

impl Pair {
    /// Parents of a child of whom nothing else is recorded.
    pub(super) const NOT_RECORDED: Self = Self {
        union: Union::NotRecorded,
        ending: Ending::None,
        since: None,
        words: Vec::new(),
    };

    /// What the rows of a couple come to on the day of the drawing.
    pub(super) fn of(fact: &Fact<'_>, brief: &Brief<'_>) -> Self {
        let rows = in_order(fact);
        let ends: Vec<Ending> = rows.iter().map(|row| ending(row, fact, brief)).collect();
        let ending = match ends.as_slice() {
            [.., Ending::None] if ends.iter().any(|it| *it != Ending::None) => Ending::Reunited,
            [] => Ending::None,
            [.., last] => *last,
        };
        let mut words: Vec<String> = Vec::new();
        for row in &rows {
            let said = beside(row, fact, brief);
            for line in said {
                if !words.contains(&line) {
                    words.push(line);
                }
            }
        }
        if fact.sureness() == 1 {
            words.push(brief.wording.term("genogram.couple.disputed").to_owned());
        }
        let union = rows.last().and_then(|row| row.relation.value());
        Self {
            union: union.map_or(Union::NotRecorded, union_of),
            ending,
            since: fact.start().map(|it| it.earliest().num_days_from_ce()),
            words,
        }
    }
}

/// Whether a family tree, which has no word for it, says no more than that two are a couple.
pub(super) fn is_unsaid(fact: &Fact<'_>, ties: &Ties<'_>) -> bool {
    let is_tree = ties.case.record().is_none();
    let says_no_more = |row: &&Relationship| -> bool {
        let dated = row.start.value().is_some() || row.end.value().is_some();
        row.relation.value() == Some(&Relation::Partner) && !dated && row.ended_by.value().is_none()
    };
    is_tree && fact.rows.iter().all(says_no_more)
}

/// The rows by their beginning; the last tells how it stands.
pub(super) fn in_order<'a>(fact: &Fact<'a>) -> Vec<&'a Relationship> {
    let mut rows = fact.rows.clone();
    rows.sort_by_key(|row| {
        let start = row.start.value().map(When::order);
        (
            start.is_some(),
            start,
            row.end.value().is_none(),
            row.entry.clone(),
        )
    });
    // Two rows that say the same are one.
    rows.dedup_by(|b, a| {
        a.relation.value() == b.relation.value() && a.start == b.start && {
            a.end == b.end || b.end.value().is_none()
        }
    });
    rows
}

fn union_of(relation: &Relation) -> Union {
    match relation {
        Relation::Married => Union::Married,
        Relation::Cohabiting => Union::LivingTogether,
        _ => Union::Brief,
    }
}

/// Whether a row had ended by the day of the drawing, and how.
fn ending(row: &Relationship, fact: &Fact<'_>, brief: &Brief<'_>) -> Ending {
    let how = row.ended_by.value().map(|it| it.shown().to_lowercase());
    let has = |words: &[&str]| {
        let how = how.as_deref().unwrap_or_default();
        words.iter().any(|word| how.contains(word))
    };
    if !is_over(row, brief.as_at) || has(&["died", "death", "widow", "deceased"]) {
        return Ending::None;
    }
    match () {
        () if has(&["divorc", "dissol", "annul"]) => Ending::Divorced,
        () if how.is_none() && ended_with_a_life(row, fact, brief) => Ending::None,
        () => Ending::Separated,
    }
}

/// Whether a row has an end that lies before the day, or says how it ended without saying when.
fn is_over(row: &Relationship, as_at: NaiveDate) -> bool {
    match row.end.value() {
        Some(_) => phases::on(as_at, &Recorded::Empty, &row.end) == Phase::Over,
        None => row.ended_by.value().is_some(),
    }
}

/// Whether it ended on the day on which one of both died.
fn ended_with_a_life(row: &Relationship, fact: &Fact<'_>, brief: &Brief<'_>) -> bool {
    let Some(end) = row.end.value() else {
        return false;
    };
    [fact.first, fact.second].iter().any(|person| {
        let died = person.died.value().filter(|_| has_died(person, brief));
        died.is_some_and(|died| died.earliest() <= end.latest() && end.earliest() <= died.latest())
    })
}

/// "m. 2014" and "d. 2022".
fn beside(row: &Relationship, fact: &Fact<'_>, brief: &Brief<'_>) -> Vec<String> {
    let wording = brief.wording;
    let relation = row.relation.value().map_or("", |it| it.word());
    let began = term_with_year(
        &format!("genogram.couple.{relation}"),
        row.start.value(),
        wording,
    );
    let key = match (ending(row, fact, brief), row.relation.value()) {
        (Ending::Divorced, _) => "genogram.couple.divorced",
        (Ending::Separated, Some(Relation::Married)) => "genogram.couple.separated",
        (Ending::Separated, _) => "genogram.couple.ended",
        _ => return vec![began],
    };
    vec![began, term_with_year(key, row.end.value(), wording)]
}

/// A short word with the year, or the longer word that stands without one.
fn term_with_year(key: &str, when: Option<&When>, wording: &Wording) -> String {
    let Some(when) = when else {
        let bare = format!("{key}.undated");
        return wording.term(&bare).to_owned();
    };
    let year = When {
        start: crate::model::Point::Year(when.earliest().year()),
        end: None,
        time: None,
        ..*when
    };
    wording.fill(key, &numeric(&year, wording))
}

/// How two people are related by blood, as the term for it; none where no common ancestor is recorded.
pub(super) fn blood<'a>(one: &'a Person, two: &'a Person, ties: &Ties<'a>) -> Option<&'static str> {
    let (above, beyond) = (ties.ancestors(one), ties.ancestors(two));
    let steps = above
        .iter()
        .filter_map(|(ancestor, up)| Some((*up, *beyond.get(ancestor)?)))
        .map(|(up, down)| (up.min(down), up.max(down)))
        .min_by_key(|(up, down)| (up + down, *up));
    debug_assert!(id(one) != id(two));
    Some(match steps? {
        (0, 1) => "genogram.blood.parent",
        (0, _) => "genogram.blood.line",
        (1, 1) => "genogram.blood.siblings",
        (1, 2) => "genogram.blood.uncle",
        (2, 2) => "genogram.blood.cousins",
        _ => "genogram.blood.other",
    })
}
