//! `casebinder file`: records that a court chronology, or an addendum to it, was filed (rule 17). From
//! then on its serial numbers mean what they meant on that day; a copy of what was filed is kept.

use chrono::NaiveDate;

use super::build::{FILED, register_path};
use super::documents::{self, MadeDocument};
use super::settings::Ground;
use super::sign::day;
use super::{Exit, Stop, print, tell};
use crate::assemble::serials;
use crate::batch::document::name_of;
use crate::batch::files;
use crate::batch::register::{Deed, Register};
use crate::cli::File;
use crate::digest::sha256;
use crate::issue::{Issue, Origin};
use crate::view::{Filing, ToFile};

/// Runs the command.
///
/// # Errors
/// A file that is no court chronology of a build, that was changed since, that was numbered before the
/// last filing, or that was filed for the same hearing before.
pub fn run(typed: &File) -> Result<Exit, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let ground = Ground::gather(&typed.design, &[])?;
    let hearing = documents::day("--hearing", &typed.hearing)?;
    let on = day(typed.on.as_deref())?;
    let made = documents::find(&typed.file)?;
    let to_file = to_file(&made)?;
    let path = register_path(&ground, &made.out);
    let register = Register::read(&path).map_err(usage)?;
    let filings = register.filings(FILED, &made.row.id);
    let filing = Filing {
        part: made.row.part.clone(),
        hearing,
        on,
        window_from: to_file.window_from,
        entries: to_file.entries,
    };
    refuse(&filing, &filings, &made.path).map_err(usage)?;
    let kept = keep(&made, on)?;
    let said = said(&filing);
    let checked = register.signature(&name_of(&made.row), &made.row.view_digest);
    let is_draft = checked.is_none();
    let deed = Deed::Filing {
        kind: FILED.to_owned(),
        id: made.row.id,
        file: sha256(&made.bytes),
        filing,
    };
    Register::add(&path, deed).map_err(|issue| Stop::new(Exit::Disk, issue))?;
    if is_draft {
        tell(
            "Nobody has signed this document; it calls itself a draft. casebinder sign puts a checker's name to it.",
        );
    }
    print(&format!(
        "Filed {said} for the hearing on {hearing}. A copy is kept as {kept}; the next build carries the numbering on."
    ));
    Ok(Exit::Done)
}

fn to_file(made: &MadeDocument) -> Result<ToFile, Stop> {
    let is_pdf = made.path.ends_with(".pdf");
    let to_file = made.row.to_file.clone().filter(|_| is_pdf);
    to_file.ok_or_else(|| {
        let issue = Issue::error("CB1023", "only the PDF of a court chronology or of its addendum is filed")
            .at(Origin::file(made.path.as_str()))
            .hint("It lies in the folder proceedings, and its name ends in -court-chronology.pdf or in an addendum's number.");
        Stop::new(Exit::Usage, issue)
    })
}

/// What may not be filed: numbers that mean something else by now, and the same twice.
fn refuse(filing: &Filing, filings: &[Filing], path: &str) -> Result<(), Issue> {
    if let Some(serial) = serials::conflict(&filing.entries, filings) {
        return Err(Issue::error(
            "CB1024",
            format!("this document was made before the last filing: entry {serial} was filed in other words since"),
        )
        .at(Origin::file(path))
        .hint("Build again; the new addendum carries the numbering on from what was filed."));
    }
    let again = |it: &&Filing| {
        it.hearing == filing.hearing && it.part == filing.part && it.entries == filing.entries
    };
    match filings.iter().find(again) {
        Some(known) => Err(Issue::error(
            "CB1025",
            format!(
                "this document was filed for that hearing on {} already",
                known.on
            ),
        )
        .at(Origin::file(path))
        .hint("Nothing was recorded; a filing for another hearing needs that hearing's date.")),
        None => Ok(()),
    }
}

/// Keeps what was filed beside the documents, where no later build writes; returns its path below OUT.
fn keep(made: &MadeDocument, on: NaiveDate) -> Result<String, Stop> {
    let (folder, name) = made.path.rsplit_once('/').unwrap_or(("", &made.path));
    let stem = name.strip_suffix(".pdf").unwrap_or(name);
    let digest = &sha256(&made.bytes)[..8];
    let path = format!("{folder}/filed/{stem}-{on}-{digest}.pdf");
    files::write(&made.out, &path, &made.bytes).map_err(|issue| Stop::new(Exit::Disk, issue))?;
    Ok(path)
}

/// "entries 1 to 51".
fn said(filing: &Filing) -> String {
    let serials = filing.entries.iter().map(|it| it.serial);
    match (serials.clone().min(), serials.max()) {
        (Some(first), Some(last)) if first == last => format!("entry {first}"),
        (Some(first), Some(last)) => format!("entries {first} to {last}"),
        _ => "no entries".to_owned(),
    }
}
