//! Access to the record by the person it is about (rules 22 to 34): whom its words name, what is proposed to
//! be kept and withheld and why, what people decided, and the case as it may be disclosed by that. Nobody's
//! judgement is replaced: what must be decided blocks the release until somebody has.

mod apply;
mod blank;
mod bodies;
mod candidates;
mod classes;
mod decisions;
mod details;
mod edits;
mod effect;
mod finds;
mod fragments;
mod grounds;
mod names;
mod open;
mod passages;
mod people;
mod proof;
mod reading;
mod relaxations;
mod request;
mod restricted;
mod review;
mod review_rows;
mod rows;
mod scope;
mod sentences;
mod shapes;
mod streets;
mod ties;
mod told;
mod values;
mod vocabulary;

pub use apply::{Described, Item, Released, apply};
pub use classes::Class;
pub use decisions::{Decided, Decisions, Demands, Given};
pub use details::Detail;
pub use edits::Of;
pub use finds::Doubt;
pub use fragments::Fragment;
pub use grounds::{Ground, Grounds};
pub use names::Lexicon;
pub use open::open;
pub use proof::{Mark, marked};
pub use reading::{decided, so_far};
pub use relaxations::{Relaxation, relaxations};
pub use request::{Fact, Request, Requester};
pub use review::{Review, review};
pub use rows::{Matter, Outcome, Place, Row, Sheet, Why};
pub use scope::{CaseInScope, Naming, in_scope, merged};
