//! Access copies from request to release, as officers make them: what is withheld is in no released file, what is
//! kept is still there, and nothing is released while a row is open or a leak is left.

/// The review of a request: its workbook read, filled in and written, and what the program made of it.
mod review;

/// How the hidden traps of Larkfield are decided.
mod larkfield;

/// What was released, as independent readers see it.
mod released;

/// The copies of Larkfield for its subject and for her mother, by the traps.
mod copies;

/// What a release refuses, and that it then leaves nothing.
mod refusals;

/// What stays inside: schedule and log.
mod inside;

/// A clean case, and what restrictions in it can take out.
mod clean;

/// Neighbours of any name put anywhere into the clean case.
mod neighbours;
