//! The counsel's sheet: what stands behind a court chronology and must not stand in it (rule 18). It is
//! made after the chronology was set, as it tells how many pages that has.

mod findings;
mod limits;

use serde_json::json;

use super::Brief;
use super::court_chronology::{self, Edition};
use super::shared::{dates, face};
use crate::disclose::DisclosedProceedings;
use crate::issue::Issue;
use crate::kind::Audience;
use crate::view::{Entry, Face, View};
use crate::wording::Wording;
pub use limits::PageLimits;

/// What is known of the chronology's pages once it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourtPages {
    /// Pages of the whole chronology.
    pub whole: usize,
    /// Pages of the addendum, where there is one to file.
    pub addendum: Option<usize>,
}

/// The sheet as a view.
///
/// # Errors
/// A wording template that cannot be used.
pub fn assemble(
    proceedings: &DisclosedProceedings<'_>,
    edition: Edition<'_>,
    pages: &CourtPages,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let content = court_chronology::content(proceedings, edition.filings, brief)?;
    let withheld: std::collections::BTreeSet<&str> =
        proceedings.withheld().map(|it| it.row.as_str()).collect();
    let sections = findings::sections(&content, proceedings, brief);
    let body = json!({
        "pages": limits::lines(pages, brief),
        "filings": filings(edition, brief.wording),
        "withheld": (!withheld.is_empty())
            .then(|| brief.wording.fill("counsel.withheld", &withheld.len().to_string())),
        "sections": sections,
    });
    let entries = content.rows.iter().map(|row| Entry {
        id: row.names.join("; "),
        origins: row.origins.clone(),
        digest: row.digest.clone(),
    });
    Ok(View {
        kind: "counsel-sheet",
        face: face_of(proceedings, &content, brief),
        body,
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: entries.collect(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// What was filed, when, for which hearing, with which numbers.
fn filings(edition: Edition<'_>, wording: &Wording) -> Vec<[String; 4]> {
    let each = edition.filings.iter().map(|filing| {
        let what = match &filing.part {
            Some(part) => part.clone(),
            None => wording.term("title.court-chronology").to_owned(),
        };
        let serials = filing.entries.iter().map(|it| it.serial);
        let numbers = match (serials.clone().min(), serials.max()) {
            (Some(first), Some(last)) => format!("{first} {} {last}", wording.term("date.to")),
            _ => wording.term("absence.none").to_owned(),
        };
        [
            what,
            dates::day(filing.on, wording),
            dates::day(filing.hearing, wording),
            numbers,
        ]
    });
    each.collect()
}

fn face_of(
    proceedings: &DisclosedProceedings<'_>,
    content: &court_chronology::Content,
    brief: &Brief<'_>,
) -> Face {
    let case = proceedings.cases().next();
    let about = face::About {
        facts: facts(proceedings, content, brief.wording),
        not_held: case.map_or_else(Vec::new, |case| face::not_held(case, brief.wording)),
        ..court_chronology::about("counsel-sheet", Audience::Internal, proceedings)
    };
    face::of(about, brief)
}

fn facts(
    proceedings: &DisclosedProceedings<'_>,
    content: &court_chronology::Content,
    wording: &Wording,
) -> Vec<(String, String)> {
    let number = court_chronology::case_number(proceedings);
    let number = number.unwrap_or_else(|| wording.term("absence.empty").to_owned());
    let full = content.rows.iter().filter(|row| row.entry().is_some());
    let facts = [
        ("counsel.case_number", number),
        ("counsel.window", dates::day(content.window_from, wording)),
        ("counsel.rows", content.rows.len().to_string()),
        ("counsel.in_full", full.count().to_string()),
    ];
    let told = facts.into_iter();
    told.map(|(key, words)| (wording.term(key).to_owned(), words))
        .collect()
}
