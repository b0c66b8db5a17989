//! What is known of other cases, computed once over the whole casebook and lent to every examination.

use chrono::NaiveDate;

use super::manner::Manner;
use crate::model::Casebook;

/// What is known of other cases.
#[derive(Default)]
pub struct Background {}

impl Background {
    /// Looks over a whole casebook, as at a day.
    pub fn of(_casebook: &Casebook, _manner: &Manner, _as_at: NaiveDate) -> Self {
        Self::default()
    }
}
