//! What was typed after `casebinder access`: a person's request for what is held about them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Design;

/// `casebinder access`.
#[derive(Debug, Subcommand)]
pub enum Access {
    /// Work out by when a request must be answered
    Clock(AccessClock),
    /// List what was shared, and check that no entry was changed since
    Log(AccessLog),
}

/// `casebinder access clock`.
#[derive(Debug, Args)]
pub struct AccessClock {
    /// The day the request came in, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub received: String,
    /// The day the person showed who they are, where that was asked for
    #[arg(long, value_name = "DATE", conflicts_with = "identity_awaited")]
    pub identity_shown: Option<String>,
    /// The person was asked to show who they are and has not yet
    #[arg(long)]
    pub identity_awaited: bool,
    /// The person was asked what they mean on the first day and answered on the second; without a second
    /// day the answer is awaited (can be given several times)
    #[arg(long, value_name = "FROM..TO")]
    pub paused: Vec<String>,
    /// The day the person was told that up to two more months are needed, and why
    #[arg(long, value_name = "DATE")]
    pub extended_told: Option<String>,
    /// The day as of which to count, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder access log`.
#[derive(Debug, Args)]
pub struct AccessLog {
    /// The folder of documents whose register to read, or the register itself
    pub place: PathBuf,
    /// Check that no entry was changed, removed, moved or put in
    #[arg(long)]
    pub verify: bool,
    /// A digest noted earlier; the log must still hold the entry that had it, and all before it
    #[arg(long, value_name = "DIGEST")]
    pub expect: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}
