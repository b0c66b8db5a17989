//! `register.jsonl`: what people put their names to. Lines are only ever added: signatures (rule 4),
//! approvals of designs (Northamptonshire 2), filings with a court (rule 17), what was shared with whom, and
//! what was audited and waived (rule 36). Lines of other kinds are kept and passed over.

mod audits;
mod sharing;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::issue::{Issue, Origin, Place};
use crate::view::{Audited, Filing, Waiver};

pub use audits::relevant;
pub use sharing::{Chain, SharedFile, Sharing};

/// The number of the shape below; a newer one is refused.
const SCHEMA: u32 = 1;

/// A line of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    schema: u32,
    #[serde(flatten)]
    deed: Deed,
}

impl Line {
    fn of(deed: Deed) -> Self {
        Self {
            schema: SCHEMA,
            deed,
        }
    }
}

/// What somebody put their name to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "lowercase")]
pub enum Deed {
    /// A document was checked.
    Signature {
        /// The document's name: kind, audience, id.
        document: String,
        /// The digest of the view that was checked.
        view: String,
        /// By whom.
        by: String,
        /// In which role.
        role: String,
        /// On which day.
        on: NaiveDate,
    },
    /// A design was approved.
    Approval {
        /// The kind of document.
        kind: String,
        /// The digest of the design.
        design: String,
        /// By whom.
        by: String,
        /// In which role.
        role: String,
        /// On which day.
        on: NaiveDate,
    },
    /// A document was filed with the court (rule 17).
    Filing {
        /// The kind of document.
        kind: String,
        /// The proceedings.
        id: String,
        /// The digest of the PDF that was filed.
        file: String,
        /// What was filed, and for which hearing.
        #[serde(flatten)]
        filing: Filing,
    },
    /// Something was shared (Northamptonshire 8).
    Sharing {
        /// What, with whom and why.
        #[serde(flatten)]
        sharing: Box<Sharing>,
        /// The SHA-256 of the sharing line before this one, or of nothing. [`Register::add`] sets it.
        previous: String,
    },
    /// A finding of an audit was waived for a time (rule 36).
    Waiver {
        /// Which, by whom, why, until when.
        #[serde(flatten)]
        waiver: Waiver,
    },
    /// A case was audited (rule 36). [`Register::add_audits`] enters it.
    Audit {
        /// What the audit held.
        #[serde(flatten)]
        audited: Audited,
    },
    /// Something that a later part of the program recorded.
    #[serde(other)]
    Other,
}

/// The register of a folder.
#[derive(Debug, Clone, Default)]
pub struct Register {
    deeds: Vec<Deed>,
}

impl Register {
    /// Reads the register; an absent one is empty.
    ///
    /// # Errors
    /// A line that a newer program wrote, or that is damaged: who signed what must not be guessed.
    pub fn read(path: &Path) -> Result<Self, Issue> {
        let Ok(text) = fs::read_to_string(path) else {
            return Ok(Self::default());
        };
        let name = name_of(path);
        let mut deeds = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let origin = origin(&name, number);
            let read: Value = serde_json::from_str(line).map_err(|_| damaged(origin.clone()))?;
            // A newer line may have any shape; only its number is sure to be understood.
            let schema = read.get("schema").and_then(Value::as_u64);
            if schema.is_some_and(|schema| schema > u64::from(SCHEMA)) {
                return Err(newer(origin));
            }
            let line: Line = serde_json::from_value(read).map_err(|_| damaged(origin))?;
            deeds.push(line.deed);
        }
        Ok(Self { deeds })
    }

    /// The latest signature under exactly this view: by whom, in which role, on which day.
    pub fn signature(&self, document: &str, view: &str) -> Option<(&str, &str, NaiveDate)> {
        self.deeds.iter().rev().find_map(|deed| match deed {
            Deed::Signature {
                document: signed,
                view: seen,
                by,
                role,
                on,
            } if signed == document && seen == view => Some((by.as_str(), role.as_str(), *on)),
            _ => None,
        })
    }

    /// The latest approval of exactly this design.
    pub fn approval(&self, kind: &str, design: &str) -> Option<(&str, &str, NaiveDate)> {
        self.deeds.iter().rev().find_map(|deed| match deed {
            Deed::Approval {
                kind: approved,
                design: seen,
                by,
                role,
                on,
            } if approved == kind && seen == design => Some((by.as_str(), role.as_str(), *on)),
            _ => None,
        })
    }

    /// Every filing of a kind of document in a set of proceedings, in the order of filing.
    pub fn filings(&self, kind: &str, id: &str) -> Vec<Filing> {
        let filings = self.deeds.iter().filter_map(|deed| match deed {
            Deed::Filing {
                kind: filed,
                id: of,
                filing,
                ..
            } if filed == kind && of == id => Some(filing.clone()),
            _ => None,
        });
        filings.collect()
    }

    /// Everything that was shared, in the order in which it was entered.
    pub fn sharings(&self) -> impl Iterator<Item = &Sharing> {
        self.deeds.iter().filter_map(|deed| match deed {
            Deed::Sharing { sharing, .. } => Some(&**sharing),
            _ => None,
        })
    }

    /// Adds a line. A sharing is chained to the one before it, whoever else writes at the same time.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn add(path: &Path, deed: Deed) -> Result<(), Issue> {
        append_all(path, vec![deed]).map_err(|_| unwritable())
    }

    /// Enters something that was shared.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn share(path: &Path, sharing: Sharing) -> Result<(), Issue> {
        let deed = Deed::Sharing {
            sharing: Box::new(sharing),
            previous: String::new(),
        };
        Self::add(path, deed)
    }

    /// Recomputes the chain of everything that was shared.
    ///
    /// # Errors
    /// The lines at which the chain is broken: an entry was changed, removed, moved or put in; or a register
    /// that cannot be read.
    pub fn verify_log(path: &Path) -> Result<Chain, Vec<Issue>> {
        let register = fs::read(path).map_err(|_| {
            let issue = Issue::error("CB1026", "there is no register that can be read")
                .at(Origin::file(name_of(path)))
                .hint("Give the folder of documents whose register holds the log, or the register itself.");
            vec![issue]
        })?;
        sharing::verify(path, &register)
    }
}

/// Appends under a lock, so that two who share at the same time do not both follow from the same entry.
fn append_all(path: &Path, deeds: Vec<Deed>) -> io::Result<()> {
    let folder = path.parent();
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    let mut file = options.create(true).read(true).append(true).open(path)?;
    file.lock()?;
    let written = append_to(&mut file, deeds);
    // Closing the file lets go of the lock too.
    let _ = file.unlock();
    written
}

fn append_to(file: &mut File, deeds: Vec<Deed>) -> io::Result<()> {
    let mut register = Vec::new();
    file.read_to_end(&mut register)?;
    let known = register.len();
    // What a killed run left half written stays a line of its own, and is told as damaged.
    if register.last().is_some_and(|last| *last != b'\n') {
        register.push(b'\n');
    }
    for deed in deeds {
        let line = sharing::chained(deed, &register);
        register.extend(line);
        register.push(b'\n');
    }
    file.write_all(register.get(known..).unwrap_or_default())?;
    file.sync_all()
}

fn unwritable() -> Issue {
    Issue::error(
        "CB1010",
        "failed to write the register (the disk refused it)",
    )
    .hint("Check that the file may be written; nothing was recorded.")
}

/// The file's name, which messages show.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A line of the register, from 1.
fn origin(name: &str, line: usize) -> Origin {
    Origin {
        file: name.into(),
        place: Place::Line {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: 0,
        },
    }
}

fn damaged(origin: Origin) -> Issue {
    Issue::error("CB1008", "a line of the register cannot be read")
        .at(origin)
        .hint("Restore the register from a backup; it is only ever added to.")
}

fn newer(origin: Origin) -> Issue {
    Issue::error(
        "CB1009",
        "a line of the register was written by a newer version of casebinder",
    )
    .at(origin)
    .hint("Use that version.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_view_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("register.jsonl");
        let on = "2026-06-30".parse().expect("a day");
        let deed = Deed::Signature {
            document: "chronology/internal/C-1".into(),
            view: "aa".into(),
            by: "J. Invented".into(),
            role: "team manager".into(),
            on,
        };
        Register::add(&path, deed).expect("it is written");
        let register = Register::read(&path).expect("it is read");
        let name = "chronology/internal/C-1";
        assert_eq!(
            register.signature(name, "aa"),
            Some(("J. Invented", "team manager", on))
        );
        assert_eq!(register.signature(name, "bb"), None);
    }

    #[test]
    fn newer_and_damaged_lines_are_refused_and_other_deeds_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("register.jsonl");
        fs::write(&path, "{\"schema\":1,\"deed\":\"loan\",\"rule\":1}\n").expect("written");
        assert!(Register::read(&path).is_ok());
        for (line, code) in [
            ("{\"schema\":2,\"deed\":\"loan\"}", "CB1009"),
            ("{", "CB1008"),
        ] {
            fs::write(&path, line).expect("written");
            assert_eq!(Register::read(&path).expect_err("refused").code, code);
        }
    }
}
