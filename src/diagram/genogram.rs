//! The genogram: a family drawn so that a stranger reads it right. Everybody stands once, on the row of
//! their generation; a couple is a bracket under its two; children hang from their own couple's bracket.

pub mod family;
pub mod placed;
