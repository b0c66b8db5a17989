//! `casebinder access log`: what was shared, for officers; ids, roles and files, but no names.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::assemble::shared::dates;
use crate::batch::register::{Chain, Register, Sharing};
use crate::cli::AccessLog;
use crate::commands::build::register_path;
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop, print};
use crate::issue::{Issue, Origin};
use crate::wording::{Fact, Facts, Wording};

/// Runs the command.
///
/// # Errors
/// A register that cannot be read, or with `--verify` and `--expect` one whose log was changed.
pub fn run(typed: &AccessLog) -> Result<Exit, Stop> {
    let ground = Ground::gather(&typed.design, &[])?;
    let path = place(typed, &ground);
    if !path.is_file() {
        return Err(Stop::new(Exit::Input, missing(&path)));
    }
    let chain = match Register::verify_log(&path) {
        Ok(chain) => Some(chain),
        Err(issues) if typed.verify || typed.expect.is_some() => {
            let exit = Exit::Unsafe;
            return Err(Stop { exit, issues });
        }
        Err(_) => None,
    };
    let noted = typed.expect.as_deref();
    let added = noted.zip(chain.as_ref()).map(|(noted, chain)| {
        let added = chain.since(noted);
        added.ok_or_else(|| Stop::new(Exit::Unsafe, cut_off(&path)))
    });
    let added = added.transpose()?;
    let register = Register::read(&path).map_err(|issue| Stop::new(Exit::Input, issue))?;
    let sharings: Vec<&Sharing> = register.sharings().collect();
    if typed.json {
        print(&as_json(&sharings, chain.as_ref(), added));
        return Ok(Exit::Done);
    }
    tell(&sharings, &ground.wording)?;
    let verified = chain.filter(|_| typed.verify || noted.is_some());
    let ended = ending(sharings.len(), verified.as_ref(), added, &ground.wording);
    print(&ended.map_err(|issue| Stop::new(Exit::Usage, issue))?);
    Ok(Exit::Done)
}

/// The register of a folder, or the file itself.
fn place(typed: &AccessLog, ground: &Ground) -> PathBuf {
    if typed.place.is_dir() {
        register_path(ground, &typed.place)
    } else {
        typed.place.clone()
    }
}

/// An entry: its sentence, and its files under it.
fn tell(sharings: &[&Sharing], wording: &Wording) -> Result<(), Stop> {
    for sharing in sharings {
        let facts = facts(sharing, wording);
        let said = wording.say("access-log-entry", &facts);
        print(&said.map_err(|issue| Stop::new(Exit::Usage, issue))?);
        for file in &sharing.files {
            print(&format!("  {}  sha256 {}", file.name, file.sha256));
        }
    }
    Ok(())
}

fn facts(sharing: &Sharing, wording: &Wording) -> Facts {
    let words = |words: &str| Fact::from(words.to_owned());
    Facts::from([
        ("on", Fact::from(dates::day(sharing.on, wording))),
        ("time", words(&sharing.time)),
        ("request", words(&sharing.request)),
        ("cases", Fact::from(sharing.cases.join(", "))),
        ("with", words(&sharing.with_role)),
        ("sent", words(&sharing.sent)),
        ("left_out", Fact::from(sharing.left_out)),
    ])
}

/// How many entries there are, and what was found about the chain.
fn ending(
    count: usize,
    chain: Option<&Chain>,
    added: Option<usize>,
    wording: &Wording,
) -> Result<String, Issue> {
    let (last, whole) = chain.map_or_else(Default::default, |chain| (chain.last(), true));
    let facts = Facts::from([
        ("count", Fact::from(count)),
        ("whole", Fact::from(whole)),
        ("last", Fact::from(last)),
        ("added", added.map_or_else(|| Fact::from(()), Fact::from)),
    ]);
    wording.say("access-log-ending", &facts)
}

fn as_json(sharings: &[&Sharing], chain: Option<&Chain>, added: Option<usize>) -> String {
    let entries = sharings.iter().map(|it| {
        json!({
            "on": it.on, "time": it.time, "request": it.request, "subject": it.subject,
            "cases": it.cases, "with": it.with_role, "sent": it.sent, "left_out": it.left_out,
            "files": it.files,
        })
    });
    let result = json!({
        "entries": entries.collect::<Vec<_>>(),
        "whole": chain.is_some(),
        "last": chain.map(Chain::last),
        "added": added,
    });
    format!("{result:#}")
}

fn missing(path: &Path) -> Issue {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Issue::error("CB0022", "there is no register here")
        .at(Origin::file(&*name))
        .hint("Give the folder of documents whose register holds the log, or the register itself.")
}

fn cut_off(path: &Path) -> Issue {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Issue::error("CB0023", "no entry of the sharing log has the digest that was noted: its end was cut off or written anew")
        .at(Origin::file(&*name))
        .hint("Compare with a backup of the register, and find out who changed it.")
}
