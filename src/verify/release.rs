//! The check of everything that would be handed over together: every file by its bytes, and the names of the
//! files. One hit, and nothing of it may leave the house.

#[cfg(test)]
mod tests;

use super::needle::{Haystack, Needle, Place, Search};
use super::reading::Reading;
use super::workbook::{Workbook, forbidden};
use super::{check_as, needle, text};
use crate::issue::{Issue, Origin};

/// A file as it would be handed over.
#[derive(Debug, Clone, Copy)]
pub struct ReleaseFile<'a> {
    /// Its name, with folders below the release and forward slashes.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What was read of a file in which nothing was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// How many letters and digits were searched in it; none speaks for a fault of the reader.
    pub letters: usize,
    /// What it is.
    pub content: Content,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A PDF, as it was read.
    Pdf(Reading),
    /// A workbook.
    Workbook {
        /// How many rows its sheets have.
        rows: usize,
    },
    /// Text: a page of HTML, a drawing, a letter, a list.
    Text,
}

/// Reads every file of a release back and searches it, its name included, for every needle. A workbook is
/// held to the disclosure profile; a file of a kind that cannot be searched is refused.
///
/// # Errors
/// Everything that is wrong with the release, all at once. Each issue names the needle's row and the place,
/// never the words; a file whose name is itself a hit is named by its number.
pub fn check_release(
    files: &[ReleaseFile<'_>],
    needles: &[Needle],
) -> Result<Vec<FileRead>, Vec<Issue>> {
    let search = Search::of(needles).map_err(|issue| vec![issue])?;
    let mut read = Vec::with_capacity(files.len());
    let mut issues = Vec::new();
    for (file, number) in files.iter().zip(1_usize..) {
        let in_name = search_name(file.name, number, &search);
        let shown = match in_name.as_slice() {
            [] => file.name.to_owned(),
            _ => format!("file {number} of the release"),
        };
        issues.extend(in_name);
        match check_file(file, &search) {
            Ok(found) => read.push(found),
            Err(found) => {
                let placed = found
                    .into_iter()
                    .map(|issue| issue.at(Origin::file(shown.as_str())));
                issues.extend(placed);
            }
        }
    }
    if issues.is_empty() {
        Ok(read)
    } else {
        Err(issues)
    }
}

fn search_name(name: &str, number: usize, search: &Search<'_>) -> Vec<Issue> {
    let place = format!("the name of file {number} of the release");
    let mut haystack = Haystack::default();
    haystack.add(Place::Named(&place), name);
    haystack.search_as(name, search)
}

fn check_file(file: &ReleaseFile<'_>, search: &Search<'_>) -> Result<FileRead, Vec<Issue>> {
    let (content, letters) = match Form::of(file) {
        Form::Pdf => {
            let reading = check_as(file.name, file.bytes, search, None)?;
            let letters = needle::haystack_of(&reading).letters();
            (Content::Pdf(reading), letters)
        }
        Form::Workbook => check_workbook(file, search)?,
        Form::Text(words) => check_text(file, words, search)?,
        Form::Unsearchable => return Err(vec![unsearchable()]),
    };
    Ok(FileRead {
        name: file.name.to_owned(),
        letters,
        content,
    })
}

fn check_workbook(
    file: &ReleaseFile<'_>,
    search: &Search<'_>,
) -> Result<(Content, usize), Vec<Issue>> {
    let book = Workbook::open(file.bytes).map_err(|issue| vec![issue])?;
    let haystack = book.haystack();
    let mut issues = book.unread();
    issues.extend(forbidden(&book));
    issues.extend(haystack.search_as(file.name, search));
    if issues.is_empty() {
        let rows = book.rows();
        Ok((Content::Workbook { rows }, haystack.letters()))
    } else {
        Err(issues)
    }
}

fn check_text(
    file: &ReleaseFile<'_>,
    words: &str,
    search: &Search<'_>,
) -> Result<(Content, usize), Vec<Issue>> {
    let haystack = text::haystack_of(words, "its text");
    let mut issues: Vec<Issue> = embedded(words).into_iter().collect();
    issues.extend(haystack.search_as(file.name, search));
    if issues.is_empty() {
        Ok((Content::Text, haystack.letters()))
    } else {
        Err(issues)
    }
}

/// What a file can be read as.
enum Form<'a> {
    Pdf,
    Workbook,
    Text(&'a str),
    Unsearchable,
}

impl<'a> Form<'a> {
    /// By its bytes first, for a name can say anything.
    fn of(file: &ReleaseFile<'a>) -> Self {
        let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ending.to_ascii_lowercase();
        let words = std::str::from_utf8(file.bytes).ok();
        let words = words.filter(|words| !words.contains('\0'));
        let is_text = matches!(
            ending.as_str(),
            "html" | "htm" | "svg" | "xml" | "txt" | "md" | "json" | "jsonl" | "csv"
        );
        match (file.bytes, words) {
            (b"", _) => Self::Unsearchable,
            (bytes, _) if bytes.starts_with(b"%PDF-") || ending == "pdf" => Self::Pdf,
            (bytes, _) if bytes.starts_with(b"PK") && ending == "xlsx" => Self::Workbook,
            (_, Some(words)) if is_text => Self::Text(words),
            _ => Self::Unsearchable,
        }
    }
}

fn unsearchable() -> Issue {
    Issue::error("CB0913", "this file cannot be searched for what was withheld")
        .hint("a release holds PDFs, workbooks (XLSX) and text in UTF-8; make it one of these, or leave it out")
}

/// Pictures and other files inside a page of HTML or a drawing are letters that nobody can read.
fn embedded(words: &str) -> Option<Issue> {
    let small = words.to_ascii_lowercase();
    let holds = |sign: &&str| small.contains(*sign);
    let signs = ["\"data:", "'data:", "(data:", "=data:", "url(&quot;data:"];
    let found = small.trim_start().starts_with('<') && signs.iter().any(holds);
    found.then(|| {
        Issue::error(
            "CB0913",
            "this page holds another file, which cannot be searched",
        )
        .hint("take the picture or file out of the page")
    })
}
