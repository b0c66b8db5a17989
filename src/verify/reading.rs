//! What a PDF says, to anyone who looks: the words on its pages, whether they can be seen or not,
//! and every other string in the file.

use hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict};
use hayro_syntax::page::Page;

use super::refusal::Refusal;
use super::strings::{self, Collection};
use super::{content, glyphs, skeleton};
use crate::issue::Issue;

/// What one page says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageText {
    /// The page, from 1.
    pub number: usize,
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// The words in the order in which they were written: lines end in a line feed, a gap that no
    /// space fills is a tab, or a thin space where it is narrow.
    pub words: String,
    /// The same for what is no part of the text: headers, footers, repeated table heads.
    pub margins: String,
    /// Characters, seen or unseen, that reach outside the page.
    pub outside: usize,
    /// Glyphs that do not say which character they are.
    pub illegible: usize,
}

/// A string that stands in the file but not on a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Aside {
    /// What kind of place that is, in words fit to be shown.
    pub place: &'static str,
    /// What stands there.
    pub text: String,
}

/// What a whole PDF says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Its pages in order.
    pub pages: Vec<PageText>,
    /// Everything else, each string once.
    pub other: Vec<Aside>,
}

/// Reads a PDF whole.
///
/// # Errors
/// What cannot be read, and what could hide something from a reader or act by itself: an earlier
/// revision, encryption, attachments, layers, scripts.
pub fn read(pdf: &[u8]) -> Result<Reading, Vec<Issue>> {
    let file = open(pdf).map_err(|refusal| vec![refusal.issue()])?;
    let mut found = Collection::default();
    let skeleton = skeleton::read(pdf, &mut found);
    strings::collect(&file, &skeleton, &mut found);
    found.refusals.extend(&skeleton.refusals);
    let pages = read_pages(&file, &mut found);
    if found.refusals.is_empty() {
        Ok(Reading {
            pages,
            other: found.into_asides(),
        })
    } else {
        Err(found
            .refusals
            .iter()
            .map(|refusal| refusal.issue())
            .collect())
    }
}

/// Opens a PDF.
pub(super) fn open(pdf: &[u8]) -> Result<Pdf, Refusal> {
    Pdf::new(pdf.to_vec()).map_err(|_| Refusal::Broken)
}

fn read_pages(file: &Pdf, found: &mut Collection) -> Vec<PageText> {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut pages = Vec::with_capacity(file.pages().len());
    for (number, page) in (1..).zip(file.pages().iter()) {
        match page.page_stream() {
            Some(instructions) => content::note_marks(instructions, found),
            None if page.raw().contains_key("Contents") => {
                found.refusals.insert(Refusal::Broken);
            }
            None => {}
        }
        if hides_a_remark(page) {
            found.refusals.insert(Refusal::Unread);
        }
        pages.push(glyphs::read_page(page, number, &cache, settings.clone()));
    }
    pages
}

/// Whether a page bears a drawn annotation that is switched off: hayro passes over it.
fn hides_a_remark(page: &Page<'_>) -> bool {
    let annotations = page.raw().get::<Array<'_>>("Annots");
    annotations
        .iter()
        .flat_map(Array::iter::<Dict<'_>>)
        .any(|annotation| {
            annotation.get::<u32>("F").unwrap_or(0) & 2 != 0 && annotation.contains_key("AP")
        })
}
