//! `casebinder access`: a person's request for what is held about them.

mod clock;
mod desk;
mod folder;
mod log;
mod outward;
mod prepare;
mod release;
mod schedule;

use super::{Exit, Stop};
use crate::cli::Access;

/// Runs the command.
///
/// # Errors
/// What the subcommand's own says.
pub fn run(typed: &Access) -> Result<Exit, Stop> {
    match typed {
        Access::Prepare(typed) => prepare::run(typed),
        Access::Release(typed) => release::run(typed),
        Access::Clock(typed) => clock::run(typed),
        Access::Log(typed) => log::run(typed),
    }
}
