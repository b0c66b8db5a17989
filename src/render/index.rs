//! `index.html`: one page that lists a run, readable from a disk, without a network and without
//! scripts. Its words stand in `layouts/wording/index.html.j2`; here the facts are counted and ordered.

mod audits;
mod listed;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};

use crate::issue::Issue;
use crate::view::RunSummary;

/// The name of the template, as its errors name it.
const TEMPLATE: &str = "index.html.j2";

/// Writes the index of a run from the template's source, under its marking.
///
/// # Errors
/// A fault in the template, with its line.
pub fn index(summary: &RunSummary, source: &str, marking: &str) -> Result<String, Issue> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    environment.set_syntax(syntax.map_err(|cause| faulty(&cause))?);
    environment.add_filter("thousands", thousands);
    let template = environment
        .template_from_named_str(TEMPLATE, source)
        .map_err(|cause| faulty(&cause))?;
    template
        .render(Serde(listed::listed(summary, marking)))
        .map_err(|cause| faulty(&cause))
}

/// The template's own words can quote the data, so only kind and line are passed on.
fn faulty(cause: &Error) -> Issue {
    let line = cause
        .line()
        .map_or_else(String::new, |line| format!(", line {line}"));
    Issue::error("CB0621", format!("failed to fill {TEMPLATE}{line} ({})", cause.kind()))
        .hint("Mend the template, or take it out of the folder given by --layouts to use the one shipped.")
}

/// A count as a reader expects it: 10,000.
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests;
