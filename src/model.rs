//! What a case is: the records of children's social care, as typed values that know where they were
//! read. No files, no formats, no pages.

mod casebook;
mod caseload;
pub mod codes;
pub mod declare;
mod entry;
mod macros;
mod recorded;
pub mod records;
mod text;
mod when;

pub use casebook::{Case, Casebook, Override, ProceedingsOf, SetAside, TableCount};
pub use caseload::{Caseload, TeamCaseload};
pub use declare::{Id, Ids, Record};
pub use entry::EntryId;
pub use recorded::Recorded;
pub use records::Records;
pub use text::{Band, Gap, Marked, Run, Text};
pub use when::{Point, When, whole_months, whole_years};
