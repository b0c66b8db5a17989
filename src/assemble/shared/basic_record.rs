//! The basic record of a child (Northamptonshire 5.1), from which a front sheet is made and with which a
//! worker who takes over begins: what to know first, people, what lasts and what happened, each line
//! naming the records behind it.

pub(in crate::assemble) mod beside;
pub(in crate::assemble) mod child;
pub(in crate::assemble) mod composer;
pub(in crate::assemble) mod kinds;
pub(in crate::assemble) mod lasting;
pub(in crate::assemble) mod latest;
pub(in crate::assemble) mod nearest;
pub(in crate::assemble) mod people;
pub(in crate::assemble) mod relation;
pub(in crate::assemble) mod sheet;
pub(in crate::assemble) mod tonight;
