//! The genogram: a family drawn so that a stranger reads it right. Everybody stands once, on the row of
//! their generation; a couple is a bracket under its two; children hang from their own couple's bracket.

mod bond_lines;
pub mod bonds;
pub mod family;
pub mod figures;
pub mod legend;
pub mod marks;
mod nudge;
mod outline;
mod passage;
mod pens;
pub mod placed;
mod ring_words;
pub mod rings;
mod shift;
pub mod sign;
mod taken;
pub mod unions;
pub mod words;
