//! Every file in `fixtures/faults` holds one fault. What `check` says of it is kept whole, so that a
//! message is read before it reaches anyone; and it never quotes what stands in the file.

use std::path::Path;

use casebinder::issue::Issue;

use crate::running::{Ran, casebinder, name_of, read, run};

/// Shorter values stand inside ordinary words by accident.
const TELLING: usize = 4;

#[test]
fn every_fault_is_told_with_its_place_and_what_to_do() {
    insta::glob!("../../fixtures/faults", "*.*", |path| {
        let ran = check(path);
        let suffix = name_of(path).replace('.', "-");
        insta::with_settings!({ snapshot_suffix => suffix, omit_expression => true }, {
            insta::assert_snapshot!("check", told(&ran));
        });
    });
}

#[test]
fn no_message_quotes_the_file() {
    insta::glob!("../../fixtures/faults", "*.*", |path| {
        let ran = check(path);
        for issue in read(path).issues {
            if let Some(value) = issue.value.as_deref().filter(|it| it.len() >= TELLING) {
                let own = issue.to_string();
                assert!(!own.contains(value), "{own}");
                assert!(
                    !ran.out.contains(value) && !ran.err.contains(value),
                    "{own}"
                );
            }
        }
    });
}

#[test]
fn every_error_and_warning_says_where_and_what_to_do() {
    insta::glob!("../../fixtures/faults", "*.*", |path| {
        let issues: Vec<Issue> = read(path).issues;
        assert!(
            !issues.is_empty() || is_harmless(path),
            "nothing was said of it"
        );
        for issue in issues {
            assert!(!issue.origins.is_empty(), "{issue}");
            assert!(!issue.hint.is_empty(), "{issue}");
        }
    });
}

/// Files that look odd and are read without a word.
fn is_harmless(path: &Path) -> bool {
    let harmless = ["byte-order-mark.csv", "quoted-newline.csv"];
    harmless.contains(&name_of(path).as_str())
}

fn check(path: &Path) -> Ran {
    run(casebinder(["check"]).arg(path))
}

fn told(ran: &Ran) -> String {
    let code = ran
        .code
        .map_or_else(|| "a signal".to_owned(), |code| code.to_string());
    let mut told = format!("exit {code}\n{}", ran.out);
    if !ran.err.is_empty() {
        told.push_str(&format!("-- standard error\n{}", ran.err));
    }
    told
}
