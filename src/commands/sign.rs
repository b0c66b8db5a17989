//! `casebinder sign`: puts a checker's name to exactly the view that a document was made from (rule
//! 4); the next build prints it.

use super::build::register_path;
use super::settings::{Ground, today};
use super::{Exit, Stop, documents, print};
use crate::batch::document::name_of;
use crate::batch::register::{Deed, Register};
use crate::cli::Sign;

/// Runs the command.
///
/// # Errors
/// A file that no build made, or that was changed since.
pub fn run(typed: &Sign) -> Result<Exit, Stop> {
    let ground = Ground::gather(&typed.design, &[])?;
    let on = day(typed.on.as_deref())?;
    let made = documents::find(&typed.file)?;
    let deed = Deed::Signature {
        document: name_of(&made.row),
        view: made.row.view_digest,
        by: typed.by.clone(),
        role: typed.role.clone(),
        on,
    };
    Register::add(&register_path(&ground, &made.out), deed)
        .map_err(|issue| Stop::new(Exit::Disk, issue))?;
    print("Signed. The next build prints the checker's name and date on the document.");
    Ok(Exit::Done)
}

/// The day given with `--on`, else today.
pub(super) fn day(given: Option<&str>) -> Result<chrono::NaiveDate, Stop> {
    given.map_or_else(|| Ok(today()), |text| documents::day("--on", text))
}
