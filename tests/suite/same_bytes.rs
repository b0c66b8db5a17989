//! The same input gives the same bytes: in another folder, and on any number of threads.

use std::fs;
use std::path::Path;

use crate::running::{Household, build_every_kind, files_below, folder, run};

#[test]
fn another_folder_and_another_number_of_workers_change_no_byte() {
    for household in Household::all() {
        let outs = [folder(), folder(), folder()];
        for (out, jobs) in outs.iter().zip(["1", "2", "2"]) {
            let mut command = build_every_kind(&household.export, &household.settings, out.path());
            run(command.args(["--jobs", jobs])).ending(0);
        }
        let [one, two, again] = &outs;
        assert_same(&household.name, one.path(), two.path());
        assert_same(&household.name, two.path(), again.path());
    }
}

#[track_caller]
fn assert_same(name: &str, one: &Path, other: &Path) {
    let (one, other) = (files_below(one), files_below(other));
    assert!(one.keys().eq(other.keys()), "{name}: not the same files");
    for own in ["index.html", "manifest.json", "report.xlsx"] {
        assert!(one.contains_key(own), "{name} has no {own}");
    }
    for (path, file) in one {
        let read = |path| fs::read(path).expect("the file can be read");
        assert!(read(&file) == read(&other[&path]), "{name}: {path} differs");
    }
}
