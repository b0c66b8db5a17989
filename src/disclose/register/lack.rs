//! What a restriction lacks of all that Northamptonshire 7 and 8 want of one.

use chrono::{Months, NaiveDate};

use super::{Extent, Restricted};
use crate::disclose::restrictions;
use crate::model::codes::Scope;
use crate::model::records::Restriction;
use crate::model::{Recorded, Text, When};

/// What a restriction lacks, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// The record that it names is not there, so that it hides nothing.
    Record,
    /// A record is marked as restricted and no restriction says why.
    Restriction,
    /// The restriction was lifted, and the record is marked still.
    LiftedMark,
    /// No reason of policy (Northamptonshire 7).
    Reason,
    /// No manager advised (Northamptonshire 7).
    Advice,
    /// No lawful ground.
    Ground,
    /// The day on which it was to be looked at again is past (Northamptonshire 8).
    Overdue,
    /// The originator was not consulted, or it is not recorded (Northamptonshire 8).
    Consulted,
    /// No day on which it is to be looked at again.
    Review,
    /// No day on which a manager advised.
    AdviceDate,
    /// Neither a field nor words are named where one of them is meant; the whole record is held back.
    Extent,
    /// It is to be looked at again within a month.
    Soon,
}

impl Lack {
    /// Every lack, worst first.
    pub const ALL: [Self; 12] = [
        Self::Record,
        Self::Restriction,
        Self::LiftedMark,
        Self::Reason,
        Self::Advice,
        Self::Ground,
        Self::Overdue,
        Self::Consulted,
        Self::Review,
        Self::AdviceDate,
        Self::Extent,
        Self::Soon,
    ];

    /// The name of its terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Restriction => "restriction",
            Self::LiftedMark => "lifted-mark",
            Self::Reason => "reason",
            Self::Advice => "advice",
            Self::Ground => "ground",
            Self::Overdue => "overdue",
            Self::Consulted => "originator",
            Self::Review => "review",
            Self::AdviceDate => "advice-date",
            Self::Extent => "scope",
            Self::Soon => "soon",
        }
    }

    /// The lack of that name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lack| lack.name() == name)
    }
}

/// What a restriction that holds lacks, worst first; never what the export cannot carry (rule 1).
pub(super) fn lacks(item: &Restricted, restriction: &Restriction, as_at: NaiveDate) -> Vec<Lack> {
    let wanted = restrictions::wanted(restriction);
    let unrecorded = wanted
        .iter()
        .filter(|it| it.state != Recorded::NotCarried && it.is_absent());
    let mut lacks: Vec<Lack> = unrecorded.filter_map(|it| Lack::named(it.name)).collect();
    if item.record.is_none() || !item.missing_in.is_empty() {
        lacks.push(Lack::Record);
    }
    if restriction
        .originator_consulted
        .value()
        .is_some_and(says_no)
    {
        lacks.push(Lack::Consulted);
    }
    let of_part = matches!(restriction.scope.value(), Some(Scope::Field | Scope::Words));
    if of_part && item.extent == Extent::Whole {
        lacks.push(Lack::Extent);
    }
    let review = restriction.review_on.value().map(When::latest);
    let soon = as_at.checked_add_months(Months::new(1));
    if restrictions::overdue(restriction, as_at).is_some() {
        lacks.push(Lack::Overdue);
    } else if review
        .zip(soon)
        .is_some_and(|(review, soon)| review <= soon)
    {
        lacks.push(Lack::Soon);
    }
    lacks.sort_unstable();
    lacks
}

/// Whether an answer is a bare "no".
fn says_no(words: &Text) -> bool {
    let said = words.to_string();
    said.trim().trim_end_matches('.').eq_ignore_ascii_case("no")
}
