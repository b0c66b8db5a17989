//! Parse, run, exit code.

use std::process::ExitCode;

use casebinder::cli::Cli;
use casebinder::commands;
use clap::Parser;

fn main() -> ExitCode {
    let cli = Cli::parse_from(wild::args_os());
    ExitCode::from(commands::run(cli) as u8)
}
