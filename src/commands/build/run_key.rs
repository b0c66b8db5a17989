//! What a run depends on, as digests: the same digest, the same documents.

use std::path::Path;

use chrono::NaiveDate;

use super::manners::{HEARING, PERIOD};
use crate::batch::register::relevant;
use crate::cli::Build;
use crate::commands::settings::Ground;
use crate::digest::Parts;
use crate::view::FileRow;

/// A digest of everything that a run depends on.
pub(super) fn run_key(
    typed: &Build,
    ground: &Ground,
    as_at: NaiveDate,
    inputs: &[FileRow],
    register: &Path,
) -> String {
    let mut digest = Parts::default();
    digest.add(env!("CARGO_PKG_VERSION"));
    digest.add(as_at.to_string());
    digest.add(settings_digest(ground));
    digest.add(ground.config.text(PERIOD));
    digest.add(ground.config.text(HEARING));
    for (name, bytes) in ground.layouts.all() {
        digest.add(name);
        digest.add(bytes);
    }
    digest.add(&ground.faces_digest);
    digest.add(format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{}",
        typed.only,
        typed.cases,
        typed.worker,
        typed.team,
        typed.visits,
        typed.audits.sample,
        typed.audits.seed,
        typed.audits.transfer
    ));
    let register = std::fs::read(register).unwrap_or_default();
    digest.add(relevant(&register, as_at));
    for input in inputs {
        digest.add(&input.path);
        digest.add(&input.sha256);
    }
    digest.hex()
}

/// The settings on which documents depend: not how many workers make them, nor when a run fails. The
/// period names a document of its own, and the hearing stands in the documents that it is for; no
/// other document hangs on them.
pub(super) fn settings_digest(ground: &Ground) -> String {
    let mut digest = Parts::default();
    for (setting, value, _) in ground.config.all() {
        if !matches!(
            setting.key,
            "jobs" | "fail_on" | "as_at" | "register" | "layouts" | PERIOD | HEARING
        ) {
            digest.add(setting.key);
            digest.add(value.to_string());
        }
    }
    digest.hex()
}
