//! One file per subcommand: from what was typed to a job, then the stages by name. Only here and in
//! `batch` are files, clock, environment and terminal touched.

mod access;
mod build;
mod check;
mod documents;
mod draw;
mod file;
mod inputs;
mod layouts;
mod sample;
mod settings;
mod sign;
mod template;
mod waive;

use std::io::{IsTerminal, Write};

use clap::CommandFactory;

pub use sample::tables as sample_tables;

use crate::cli::{Cli, Command};
use crate::issue::{Issue, Severity};

/// How a run ended; the numbers are the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// All made.
    Done = 0,
    /// Something failed, by `--fail-on`.
    Failed = 1,
    /// Usage, settings or layouts.
    Usage = 2,
    /// The input could not be read; nothing was made.
    Input = 3,
    /// The disk or a lock refused.
    Disk = 4,
    /// A safety check failed; the files were removed.
    Unsafe = 5,
    /// Interrupted.
    Interrupted = 130,
}

/// Why a command ended early: an exit code, and what to say.
#[derive(Debug)]
pub struct Stop {
    /// The exit code.
    pub exit: Exit,
    /// What to say.
    pub issues: Vec<Issue>,
}

impl Stop {
    /// A stop for one reason.
    pub fn new(exit: Exit, issue: Issue) -> Self {
        Self {
            exit,
            issues: vec![issue],
        }
    }
}

/// Runs what was typed.
pub fn run(cli: Cli) -> Exit {
    std::panic::set_hook(Box::new(tell_panic));
    let ended = match cli.command {
        Command::Build(typed) => build::run(&typed),
        Command::Check(typed) => check::run(&typed),
        Command::Draw(typed) => draw::run(&typed),
        Command::Sign(typed) => sign::run(&typed),
        Command::File(typed) => file::run(&typed),
        Command::Waive(typed) => waive::run(&typed),
        Command::Access(typed) => access::run(&typed),
        Command::Layouts(typed) => layouts::run(&typed),
        Command::Config(typed) => settings::print_all(&typed),
        Command::Template(typed) => template::run(&typed),
        Command::Schema => template::schema(),
        Command::Completions { shell } => completions(shell),
        Command::Man => man(),
        Command::Sample(typed) => sample::run(&typed),
    };
    ended.unwrap_or_else(|stop| {
        stop.issues.iter().for_each(say);
        stop.exit
    })
}

/// A bug of ours is told by its place in the program: its words could quote the record.
fn tell_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map_or_else(String::new, |it| format!(" at {}:{}", it.file(), it.line()));
    tell(&format!(
        "casebinder failed inside{place}; please report this line"
    ));
}

/// Tells an issue on standard error; never a value found in the data.
pub(crate) fn say(issue: &Issue) {
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let words = issue.to_string();
    let told = match issue.severity {
        Severity::Error if coloured => words.replacen("error", "\u{1b}[1;31merror\u{1b}[0m", 1),
        Severity::Warning if coloured => {
            words.replacen("warning", "\u{1b}[1;33mwarning\u{1b}[0m", 1)
        }
        _ => words,
    };
    tell(&told);
}

/// A line on standard error: progress and messages.
pub(crate) fn tell(line: &str) {
    // A closed terminal must not cost the run.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A line on standard output: results.
pub(crate) fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn completions(shell: clap_complete::Shell) -> Result<Exit, Stop> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "casebinder", &mut bytes);
    print(String::from_utf8_lossy(&bytes).trim_end());
    Ok(Exit::Done)
}

fn man() -> Result<Exit, Stop> {
    let mut bytes = Vec::new();
    let page = clap_mangen::Man::new(Cli::command());
    page.render(&mut bytes)
        .map_err(|_| Stop::new(Exit::Disk, unwritable("the manual page")))?;
    print(String::from_utf8_lossy(&bytes).trim_end());
    Ok(Exit::Done)
}

/// The disk refused a file that the user named.
pub(crate) fn unwritable(what: &str) -> Issue {
    Issue::error("CB1020", format!("failed to write {what} (the disk refused it)"))
        .hint("Check that the folder is there and may be written, and that the file is not open elsewhere.")
}
