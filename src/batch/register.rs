//! `register.jsonl`: what people put their names to. Lines are only ever added: signatures (rule 4),
//! approvals of designs (Northamptonshire 2), filings with a court (rule 17). Lines of other kinds are
//! kept and passed over.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::issue::{Issue, Origin, Place};
use crate::view::Filing;

/// The number of the shape below; a newer one is refused.
const SCHEMA: u32 = 1;

/// A line of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    schema: u32,
    #[serde(flatten)]
    deed: Deed,
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
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut deeds = Vec::new();
        for (index, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let place = Place::Line {
                line: index as u32 + 1,
                column: 0,
            };
            let origin = Origin {
                file: name.as_str().into(),
                place,
            };
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

    /// Adds a line.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn add(path: &Path, deed: Deed) -> Result<(), Issue> {
        let refused = |_| {
            Issue::error(
                "CB1010",
                "failed to write the register (the disk refused it)",
            )
            .hint("Check that the file may be written; nothing was recorded.")
        };
        let mut line = serde_json::to_vec(&Line {
            schema: SCHEMA,
            deed,
        })
        .expect("a deed can be written as JSON");
        line.push(b'\n');
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder).map_err(refused)?;
        }
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .map_err(refused)?;
        file.write_all(&line)
            .and_then(|()| file.sync_all())
            .map_err(refused)
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
        fs::write(&path, "{\"schema\":1,\"deed\":\"waiver\",\"rule\":1}\n").expect("written");
        assert!(Register::read(&path).is_ok());
        for (line, code) in [
            ("{\"schema\":2,\"deed\":\"waiver\"}", "CB1009"),
            ("{", "CB1008"),
        ] {
            fs::write(&path, line).expect("written");
            assert_eq!(Register::read(&path).expect_err("refused").code, code);
        }
    }
}
