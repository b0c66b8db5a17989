//! Named bytes in, a casebook out, every fault placed. Opens no file itself.

pub mod table;
