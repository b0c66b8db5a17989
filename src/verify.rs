//! The second reader. What was written is read back as a stranger would read it, by other code
//! than wrote it, and searched for what was withheld. Bytes in, issues out; a document with an
//! error here never gets its name.

mod content;
mod dictionary;
mod glyphs;
mod lexer;
mod marks;
mod needle;
mod packing;
mod reading;
mod refusal;
mod release;
mod skeleton;
mod strings;
mod tags;
mod text;
mod vocabulary;
mod workbook;

#[cfg(test)]
mod leaks;

pub use needle::{Allowed, Needle, Spot, search};
pub use packing::holds_the_same;
pub use reading::{Aside, PageText, Reading, read};
pub use release::{Content, FileRead, ReleaseFile, check_release};
pub use tags::tag_tree;
pub use text::search_text;
pub use workbook::search_workbook;

use crate::issue::Issue;
use needle::Search;

/// Reads a document back and holds it to everything: it can be read whole, has the pages it should
/// have, nothing stands off a page, and none of the needles is in it anywhere.
///
/// # Errors
/// Everything that is wrong with it, all at once.
pub fn check_document(
    pdf: &[u8],
    needles: &[Needle],
    expected_pages: Option<usize>,
) -> Result<Reading, Vec<Issue>> {
    let search = Search::of(needles).map_err(|issue| vec![issue])?;
    check_as("", pdf, &search, expected_pages)
}

/// The same as a file of a release.
fn check_as(
    file: &str,
    pdf: &[u8],
    search: &Search<'_>,
    expected_pages: Option<usize>,
) -> Result<Reading, Vec<Issue>> {
    let reading = read(pdf)?;
    let mut issues: Vec<Issue> = count_pages(&reading, expected_pages).into_iter().collect();
    for page in &reading.pages {
        issues.extend(off_the_page(page));
        issues.extend(illegible(page));
    }
    issues.extend(needle::haystack_of(&reading).search_as(file, search));
    if issues.is_empty() {
        Ok(reading)
    } else {
        Err(issues)
    }
}

fn count_pages(reading: &Reading, expected: Option<usize>) -> Option<Issue> {
    let (found, expected) = (reading.pages.len(), expected?);
    (found != expected).then(|| {
        Issue::error(
            "CB0908",
            format!("expected {expected} pages, found {found}"),
        )
        .hint("this is a fault of the program or of the layout, not of the export")
    })
}

fn off_the_page(page: &PageText) -> Option<Issue> {
    let PageText {
        number, outside, ..
    } = page;
    (*outside > 0).then(|| {
        Issue::error(
            "CB0902",
            format!("{outside} characters stand outside page {number}"),
        )
        .hint("let the row break over pages, or give the column more room in the layout")
    })
}

/// Text that no reader can turn into characters could say anything.
fn illegible(page: &PageText) -> Option<Issue> {
    let PageText {
        number, illegible, ..
    } = page;
    (*illegible > 0).then(|| {
        Issue::error(
            "CB0909",
            format!("{illegible} characters of page {number} cannot be read"),
        )
        .hint("use a font that says which character each of its glyphs is")
    })
}
