//! What several kinds of document are put together from.

pub(super) mod basic_record;
pub mod carried;
pub mod contradictions;
pub mod dates;
pub mod due;
pub mod entries;
pub mod face;
pub mod glossary;
pub(super) mod handing_on;
pub mod late;
pub mod millimetres;
pub mod overrides;
pub mod periods;
pub mod phases;
pub mod phrases;
pub mod prose;
pub mod repeats;
pub mod room;
pub mod seen;
pub mod selection;
pub mod spoken;
pub mod timeline;
pub mod working_days;
pub mod worksheet;
