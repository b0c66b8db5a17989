//! Which rows a release still asks for, by what was decided so far.

use std::collections::BTreeSet;

use super::decisions::Decisions;
use super::details::Detail;
use super::review::Review;
use super::rows::{Matter, Outcome, Row, Why};

/// The rows that block a release, in order: those that must be decided and are not, but for what follows from others.
/// A detail of somebody follows their name while that is withheld; a place follows the people who can be meant there.
pub fn open<'r>(review: &'r Review, decisions: &Decisions) -> Vec<&'r Row> {
    let asking = Asking {
        review,
        decisions,
        settled: settled_places(review, decisions),
    };
    let undecided = review.rows.iter();
    let undecided = undecided.filter(|row| decisions.of(&row.id).is_none());
    undecided.filter(|row| asking.needs(row)).collect()
}

/// The places for which nobody needs to say anything, as all who can be meant are decided alike.
fn settled_places(review: &Review, decisions: &Decisions) -> BTreeSet<String> {
    let each = review.finds.iter().zip(review.place_names());
    let settled = each.filter(|(find, name)| {
        // What is decided by the word has a row of its own for it.
        review.word_row(find).is_some() || decisions.of_place(review, find, name).is_some()
    });
    settled.map(|(_, name)| name).collect()
}

struct Asking<'a> {
    review: &'a Review,
    decisions: &'a Decisions,
    settled: BTreeSet<String>,
}

impl Asking<'_> {
    fn needs(&self, row: &Row) -> bool {
        match &row.matter {
            Matter::Place { .. } => !self.settled.contains(&row.id),
            Matter::Small { id, .. } => !self.is_kept(id, Detail::Name),
            Matter::Ordinary { who, detail, .. } => !who.iter().all(|id| self.is_kept(id, *detail)),
            Matter::Person { id, detail } if *detail != Detail::Name => {
                row.must && self.is_kept(id, Detail::Name)
            }
            Matter::OfClass(_) => false,
            _ => row.must && row.why != Why::AcrossAdoption,
        }
    }

    /// Whether a kind of detail of somebody is kept, by decision or proposal.
    fn is_kept(&self, id: &str, detail: Detail) -> bool {
        let people = self.review.people.iter().enumerate();
        let mut known = people.filter(|(_, known)| known.id == id);
        known.all(|(at, _)| self.decisions.of_person(self.review, at, detail).0 == Outcome::Keep)
    }
}
