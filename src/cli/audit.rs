//! What is typed for audits of records: the sample, the audit before a transfer, and waivers.

use std::path::PathBuf;

use clap::Args;

use super::Design;

/// How audits are made.
#[derive(Debug, Args)]
pub struct Audits {
    /// Draw this many of the cases asked for, by chance, and audit those only; without --only the audits of
    /// cases, workers and teams are made
    #[arg(
        long,
        value_name = "N",
        requires = "seed",
        value_parser = clap::value_parser!(u32).range(1..),
        help_heading = "Audits"
    )]
    pub sample: Option<u32>,
    /// Any number: the same seed draws the same cases of the same export again
    #[arg(long, value_name = "S", requires = "sample", help_heading = "Audits")]
    pub seed: Option<u64>,
    /// The audit before a case is transferred: record-audit with a checklist to sign; without --only it
    /// alone is made
    #[arg(long, help_heading = "Audits")]
    pub transfer: bool,
}

/// `casebinder waive`.
#[derive(Debug, Args)]
#[command(
    after_help = "A waived finding is listed apart and does not count until the day after --until. To end a waiver \
                  early, waive the same rule again until today.\n\nExample:\n  casebinder waive visit-venue --case C-1001 \
                  --by 'J. Invented' --role 'team manager' --why 'Venues are on paper until May.' --until 2026-05-31 -o out"
)]
pub struct Waive {
    /// The rule, as the record audit names it under each finding
    pub rule: String,
    /// The case, or several
    #[arg(
        long = "case",
        value_name = "ID",
        value_delimiter = ',',
        required = true
    )]
    pub cases: Vec<String>,
    /// Who waives it
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// In which role
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub why: String,
    /// The last day on which it does not count, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub until: String,
    /// The folder of documents whose register is to hold the waiver
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// On which day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}
