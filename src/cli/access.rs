//! What was typed after `casebinder access`: a person's request for what is held about them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Design;

/// `casebinder access`.
#[derive(Debug, Subcommand)]
pub enum Access {
    /// Freeze an extract for a request and write what is to be decided: a review workbook and a proof
    Prepare(AccessPrepare),
    /// Make the access copy and its letter as decided; refused while anything is undecided
    Release(AccessRelease),
    /// Work out by when a request must be answered
    Clock(AccessClock),
    /// List what was shared, and check that no entry was changed since
    Log(AccessLog),
}

/// `casebinder access prepare`.
#[derive(Debug, Args)]
pub struct AccessPrepare {
    /// Files and folders of the export; with --again they may be left out, to use the extract that was kept
    pub exports: Vec<PathBuf>,
    /// The person whose data it is, by id
    #[arg(long, value_name = "ID", conflicts_with = "case")]
    pub subject: Option<String>,
    /// The same by their case
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// In which right it is asked: self, pr-holder, representative or court-appointed
    #[arg(long, value_name = "WORD", default_value = "self")]
    pub requester: String,
    /// Who asks, by id, where the record holds them and they are not the subject
    #[arg(long, value_name = "ID")]
    pub requester_id: Option<String>,
    /// The day the request came in, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub received: Option<String>,
    /// The last day whose entries belong, YYYY-MM-DD [default: the day the request came in]
    #[arg(long, value_name = "DATE")]
    pub cut_off: Option<String>,
    /// The request's reference, as letter and copy name it
    #[arg(long, value_name = "WORDS")]
    pub reference: Option<String>,
    /// The review folder to write
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Write the review anew and keep what was decided of records that have not changed
    #[arg(long)]
    pub again: bool,
    /// The day as of which it is reckoned, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<String>,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder access release`.
#[derive(Debug, Args)]
pub struct AccessRelease {
    /// The review folder
    pub review: PathBuf,
    /// The folder to write what is sent to; it must be new or empty
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Who releases it
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Who authorised it
    #[arg(long, value_name = "NAME")]
    pub authorised_by: String,
    /// How it is sent, such as: recorded post
    #[arg(long, value_name = "WORDS")]
    pub sent: String,
    /// To whom it is sent [default: the person whose data it is, or who asks]
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// The lines of their address, separated by semicolons
    #[arg(long, value_name = "LINES")]
    pub address: Option<String>,
    /// It was waited for the person to say what they mean from the first day to the second (can be given several
    /// times)
    #[arg(long, value_name = "FROM..TO")]
    pub paused: Vec<String>,
    /// The day the person was told that up to two more months are needed
    #[arg(long, value_name = "DATE", requires = "extended_why")]
    pub extended_told: Option<String>,
    /// Why, as words after "because"
    #[arg(long, value_name = "WORDS")]
    pub extended_why: Option<String>,
    /// The day of the release, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<String>,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
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
