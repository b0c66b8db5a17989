//! What was typed, and nothing else.

mod access;
mod audit;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use access::{Access, AccessClock, AccessLog, AccessPrepare, AccessRelease};
pub use audit::{Audits, Waive};

/// Turns children's social care exports into checked documents for court, supervision and the family.
#[derive(Debug, Parser)]
#[command(
    name = "casebinder",
    version,
    after_help = "Examples:\n  casebinder build export.xlsx -o out\n  casebinder build ssda903/*.csv -o out --jobs 2\n  \
                  casebinder check export.xlsx\n  casebinder draw export.xlsx --case C-1001 --kind genogram -o \
                  family.svg\n  casebinder access prepare export.xlsx --case C-1001 --received 2026-05-18 -o review\n  \
                  casebinder template -o blank.xlsx\n  casebinder template --visit -o visit.pdf\n\nExit codes: 0 all made; 1 something \
                  failed (--fail-on); 2 usage, settings or layouts; 3 the input could not be read; 4 the disk or a lock \
                  refused; 5 a safety check failed; 130 interrupted."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make documents from an export
    Build(Build),
    /// Tell every fault of an export; nothing is made
    Check(Check),
    /// Draw one case's genogram or ecomap as an SVG
    Draw(Draw),
    /// Bind a checker's name to a document (the next build prints it)
    Sign(Sign),
    /// Record that a court chronology or an addendum was filed (its numbers stay what they are)
    File(File),
    /// Waive a finding of a record audit until a day, by name and with the reason
    Waive(Waive),
    /// Answer a person's request for what is held about them: its due date, and the log of what was shared
    #[command(subcommand)]
    Access(Access),
    /// List, export or approve the designs that documents are made with
    #[command(subcommand)]
    Layouts(Layouts),
    /// Print every setting with its value and where it comes from
    Config(Config),
    /// Write a blank workbook with a sheet per record type, or the empty form for recording a visit by hand
    Template(Template),
    /// Print the JSON schema of the native layout
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Make an invented export of any size
    #[command(hide = true)]
    Sample(Sample),
}

/// `casebinder build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Files and folders of the export, and working copies given back
    #[arg(required = true)]
    pub exports: Vec<PathBuf>,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only these kinds of document; case-record, visit-record, transfer-summary, closing-summary, record-audit,
    /// worker-audit and team-audit are made only when they are named here
    #[arg(long, value_delimiter = ',', value_name = "KIND")]
    pub only: Vec<String>,
    /// Only the records of these visits, by their ids; no --only is needed
    #[arg(long = "visit", value_delimiter = ',', value_name = "ID")]
    pub visits: Vec<String>,
    /// Only these cases
    #[arg(long = "case", value_delimiter = ',', value_name = "ID")]
    pub cases: Vec<String>,
    /// Only cases allocated to this worker, and what is made of the worker
    #[arg(long, value_name = "ID")]
    pub worker: Option<String>,
    /// Only cases allocated to workers of this team, and what is made of the team
    #[arg(long, value_name = "ID")]
    pub team: Option<String>,
    /// The date prepared, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<String>,
    /// The time that case summaries cover: quarter, since-summary, since-review, 2026-Q3,
    /// FY2026-27-Q3 or FROM..TO
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// The hearing that court chronologies are prepared for, YYYY-MM-DD [default: the next one recorded]
    #[arg(long, value_name = "DATE")]
    pub hearing: Option<String>,
    /// How audits are made
    #[command(flatten)]
    pub audits: Audits,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
    /// Workers [default: one a core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<u32>,
    /// Make everything again, changed or not
    #[arg(long)]
    pub force: bool,
    /// Remove files of cases that are gone from the export
    #[arg(long)]
    pub prune: bool,
    /// Read kept files again and check that they are whole
    #[arg(long)]
    pub verify: bool,
    /// Say what would be made; write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// When the exit code is 1: error, case or never
    #[arg(long, value_name = "WHEN")]
    pub fail_on: Option<String>,
    /// Write a log without personal data
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
    /// Print only what went wrong
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print every issue
    #[arg(short, long)]
    pub verbose: bool,
}

/// Settings, layouts and faces.
#[derive(Debug, Args)]
pub struct Design {
    /// A settings file [default: ./casebinder.toml where there is one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A folder of edited layouts
    #[arg(long, value_name = "DIR")]
    pub layouts: Option<PathBuf>,
    /// A file or folder of further fonts, for other scripts
    #[arg(long, value_name = "PATH")]
    pub font_path: Vec<PathBuf>,
}

/// `casebinder check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files and folders of the export
    #[arg(required = true)]
    pub exports: Vec<PathBuf>,
    /// Write the faults with the values found to a workbook
    #[arg(long, value_name = "FILE.xlsx")]
    pub report: Option<PathBuf>,
    /// Print the faults as JSON, without the values found
    #[arg(long)]
    pub json: bool,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder draw`.
#[derive(Debug, Args)]
pub struct Draw {
    /// Files and folders of the export
    #[arg(required = true)]
    pub exports: Vec<PathBuf>,
    /// The case; for a genogram also a person of a GEDCOM file, such as @I1@
    #[arg(long, value_name = "ID")]
    pub case: String,
    /// What to draw: genogram (the family) or ecomap (the people and services around the child)
    #[arg(long, value_name = "KIND")]
    pub kind: String,
    /// The file to write
    #[arg(short, long, value_name = "FILE.svg")]
    pub out: PathBuf,
    /// Genogram: draw everybody who is tied to another, not only the child's near family
    #[arg(long)]
    pub all: bool,
    /// Print where everything stands as JSON, in millimetres
    #[arg(long)]
    pub json: bool,
    /// The day as of which it is drawn, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<String>,
    /// Who it is for: internal or family [default: internal]
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// A document that a build made
    pub file: PathBuf,
    /// Who checked it
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// In which role
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    /// On which day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder file`.
#[derive(Debug, Args)]
pub struct File {
    /// The PDF of a court chronology, or of an addendum to it, that a build made
    pub file: PathBuf,
    /// The hearing that it was filed for, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub hearing: String,
    /// The day of filing, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Settings and faces
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder layouts`.
#[derive(Debug, Subcommand)]
pub enum Layouts {
    /// List the kinds of document and whether their design is shipped, approved or not
    List {
        /// Settings and faces
        #[command(flatten)]
        design: Design,
        /// The folder of documents whose register holds the approvals
        #[arg(short, long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
    /// Write the shipped layouts out for editing
    Export {
        /// The folder to write to
        #[arg(short, long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Put a name to an edited design
    Approve {
        /// The kind of document
        kind: String,
        /// Who approves it
        #[arg(long, value_name = "NAME")]
        by: String,
        /// In which role
        #[arg(long, value_name = "ROLE")]
        role: String,
        /// The folder of documents whose register is to hold the approval
        #[arg(short, long, value_name = "DIR")]
        out: PathBuf,
        /// On which day, YYYY-MM-DD [default: today]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Settings and faces
        #[command(flatten)]
        design: Design,
    },
}

/// `casebinder config`.
#[derive(Debug, Args)]
pub struct Config {
    /// A settings file [default: ./casebinder.toml where there is one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `casebinder template`.
#[derive(Debug, Args)]
pub struct Template {
    /// Write the empty form for recording a visit by hand, as a PDF to print
    #[arg(long)]
    pub visit: bool,
    /// The file to write: the blank workbook (.xlsx), or with --visit the form (.pdf)
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
    /// Settings and faces, for the form
    #[command(flatten)]
    pub design: Design,
}

/// `casebinder sample`.
#[derive(Debug, Args)]
pub struct Sample {
    /// How many children
    #[arg(long, default_value_t = 10)]
    pub children: u32,
    /// How many events a child
    #[arg(long, default_value_t = 60)]
    pub events: u32,
    /// The seed; the same seed makes the same export
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
}
