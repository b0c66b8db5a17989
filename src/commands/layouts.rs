//! `casebinder layouts`: what designs there are, the shipped ones as files, and a name put to an
//! edited one (Northamptonshire 2: a manager must approve the design of all records).

use std::path::Path;

use super::build::register_path;
use super::settings::Ground;
use super::{Exit, Stop, print, sign, unwritable};
use crate::batch::files;
use crate::batch::register::{Deed, Register};
use crate::cli;
use crate::issue::Issue;
use crate::kind::{KINDS, named};
use crate::layouts::Layouts;

/// Runs the command.
///
/// # Errors
/// Whatever the subcommand refuses.
pub fn run(typed: &cli::Layouts) -> Result<Exit, Stop> {
    match typed {
        cli::Layouts::List { design, out } => list(design, out),
        cli::Layouts::Export { out } => export(out),
        cli::Layouts::Approve {
            kind,
            by,
            role,
            out,
            on,
            design,
        } => {
            let on = sign::day(on.as_deref())?;
            approve(kind, (by, role, on), out, design)
        }
    }
}

fn list(design: &cli::Design, out: &Path) -> Result<Exit, Stop> {
    let ground = Ground::gather(design, &[])?;
    let register = Register::read(&register_path(&ground, out))
        .map_err(|issue| Stop::new(Exit::Usage, issue))?;
    for kind in KINDS {
        let changed = ground.layouts.changed_for(kind.name);
        let approval = register.approval(kind.name, &ground.layouts.digest_of(kind.name));
        let state = match approval {
            _ if changed.is_empty() => "shipped".to_owned(),
            Some((by, role, on)) => format!("edited, approved by {by}, {role}, on {on}"),
            None => format!("edited ({}), not approved", changed.join(", ")),
        };
        print(&format!("{}: {} [{state}]", kind.name, kind.about));
    }
    Ok(Exit::Done)
}

fn export(out: &Path) -> Result<Exit, Stop> {
    for (name, bytes) in Layouts::shipped().all() {
        files::write(out, name, bytes).map_err(|issue| Stop::new(Exit::Disk, issue))?;
    }
    let name = out
        .file_name()
        .map_or_else(|| "the folder".into(), |name| name.to_string_lossy());
    print(&format!(
        "Written to {name}. Edit, then build with --layouts."
    ));
    Ok(Exit::Done)
}

fn approve(
    kind: &str,
    (by, role, on): (&str, &str, chrono::NaiveDate),
    out: &Path,
    design: &cli::Design,
) -> Result<Exit, Stop> {
    let ground = Ground::gather(design, &[])?;
    if named(kind).is_none() {
        let issue = Issue::error("CB0011", "there is no such kind of document")
            .hint("See casebinder layouts list.");
        return Err(Stop::new(Exit::Usage, issue));
    }
    if ground.layouts.changed_for(kind).is_empty() {
        print("The shipped design counts as approved; nothing was recorded.");
        return Ok(Exit::Done);
    }
    let deed = Deed::Approval {
        kind: kind.to_owned(),
        design: ground.layouts.digest_of(kind),
        by: by.to_owned(),
        role: role.to_owned(),
        on,
    };
    std::fs::create_dir_all(out).map_err(|_| Stop::new(Exit::Disk, unwritable("the register")))?;
    Register::add(&register_path(&ground, out), deed)
        .map_err(|issue| Stop::new(Exit::Disk, issue))?;
    print(
        "Approved. Documents made with exactly this design no longer say that nobody approved it.",
    );
    Ok(Exit::Done)
}
