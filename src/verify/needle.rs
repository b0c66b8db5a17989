//! The search of a finished document for what must not be there.

use std::collections::BTreeSet;

use super::reading::Reading;
use super::text::undo_percents;
use crate::issue::Issue;
use crate::search::{Folded, Sought};

/// Something that must not be in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    /// The decision or record it belongs to: an id, never words.
    pub row: String,
    /// The words themselves, in each spelling.
    pub spellings: Vec<String>,
    /// Where they may stand all the same, by decision (rule 32).
    pub allowed: Vec<Allowed>,
}

/// A place where withheld words may stand, as they are also somebody's or something's that is kept (rule 32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The file's name in the release; empty for a document that is checked by itself.
    pub file: String,
    /// Where in it.
    pub spot: Spot,
}

/// Where in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// All of it.
    Everywhere,
    /// Beside the pages: bookmarks, titles, alternative texts.
    Beside,
    /// A page of a PDF, from 1.
    Page(usize),
    /// A row of a workbook's sheet, both from 1.
    Row {
        /// The sheet.
        sheet: u32,
        /// The row.
        row: u32,
    },
}

impl Needle {
    fn may_stand(&self, file: &str, place: Place<'_>) -> bool {
        let fits = |spot: Spot| match (spot, place) {
            (Spot::Everywhere, _) | (Spot::Beside, Place::Named(_)) => true,
            (Spot::Page(page), Place::Page(number)) => page == number,
            (Spot::Row { sheet, row }, Place::Row(of, number)) => (sheet, row) == (of, number),
            _ => false,
        };
        let mut allowed = self.allowed.iter();
        allowed.any(|it| it.file == file && fits(it.spot))
    }
}

/// Needles prepared for searching several files.
pub(super) struct Search<'n> {
    needles: &'n [Needle],
    sought: Sought,
}

impl<'n> Search<'n> {
    /// Prepares to search for all of them in one pass.
    ///
    /// # Errors
    /// More than a search can hold.
    pub fn of(needles: &'n [Needle]) -> Result<Self, Issue> {
        let spellings = needles.iter().enumerate().flat_map(|(number, needle)| {
            let each = needle.spellings.iter();
            each.map(move |spelling| (number, spelling.as_str()))
        });
        let sought = Sought::new(spellings).ok_or_else(unsearchable)?;
        Ok(Self { needles, sought })
    }
}

/// Searches a document for everything that was withheld, on its pages and beside them.
pub fn search(reading: &Reading, needles: &[Needle]) -> Vec<Issue> {
    haystack_of(reading).search(needles)
}

/// All texts of a document.
pub(super) fn haystack_of(reading: &Reading) -> Haystack<'_> {
    let mut haystack = Haystack::default();
    for page in &reading.pages {
        haystack.join(Place::Page(page.number), &page.words);
    }
    for page in &reading.pages {
        haystack.add(Place::Page(page.number), &page.margins);
    }
    for aside in &reading.other {
        haystack.add(Place::Named(aside.place), &aside.text);
        if let Some(plain) = undo_percents(&aside.text) {
            haystack.add(Place::Named(aside.place), &plain);
        }
    }
    haystack
}

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place<'a> {
    /// A page, from 1.
    Page(usize),
    /// A sheet and a row of it, from 1.
    Row(u32, u32),
    /// A place in words.
    Named(&'a str),
}

impl Place<'_> {
    fn issue(self, row: &str) -> Issue {
        let place = match self {
            Self::Page(number) => format!("page {number}"),
            Self::Row(sheet, row) => format!("row {row} of sheet {sheet}"),
            Self::Named(name) => name.to_owned(),
        };
        Issue::error(
            "CB0901",
            format!("words withheld by {row} stand in {place}"),
        )
        .hint("do not give this document to anyone; it was not kept")
    }
}

/// All texts of a document on end, folded.
#[derive(Default)]
pub(super) struct Haystack<'a> {
    folded: Folded,
    /// Where each text begins.
    places: Vec<(usize, Place<'a>)>,
}

impl<'a> Haystack<'a> {
    /// Adds a text that stands by itself.
    pub fn add(&mut self, place: Place<'a>, text: &str) {
        self.folded.wall();
        self.join(place, text);
        self.folded.wall();
    }

    /// Adds a text that goes on from the one before, as a page does.
    pub fn join(&mut self, place: Place<'a>, text: &str) {
        self.places.push((self.folded.text.len(), place));
        self.folded.push(text);
        self.folded.push("\n");
    }

    /// Ends what was joined.
    pub fn end(&mut self) {
        self.folded.wall();
    }

    /// How many letters and digits there are to search.
    pub fn letters(&self) -> usize {
        self.folded.text.chars().count()
    }

    /// Finds what must not be there: one issue for each needle and place.
    pub fn search(&self, needles: &[Needle]) -> Vec<Issue> {
        match Search::of(needles) {
            Ok(search) => self.search_as("", &search),
            Err(issue) => vec![issue],
        }
    }

    /// The same as a file of a release: the name decides what is allowed.
    pub fn search_as(&self, file: &str, search: &Search<'_>) -> Vec<Issue> {
        let hits = search.sought.hits(&self.folded);
        let found: BTreeSet<_> = hits.map(|hit| (self.place(hit.start), hit.owner)).collect();
        let needles = search.needles;
        let found = found
            .into_iter()
            .filter(|(place, needle)| !needles[*needle].may_stand(file, *place));
        found
            .map(|(place, needle)| place.issue(&needles[needle].row))
            .collect()
    }

    fn place(&self, at: usize) -> Place<'a> {
        let next = self.places.partition_point(|(start, _)| *start <= at);
        self.places[next.saturating_sub(1)].1
    }
}

/// More text withheld than a search can hold: a gigabyte or so.
fn unsearchable() -> Issue {
    Issue::error("CB0901", "there is too much to search for")
}

#[cfg(test)]
mod tests {
    use super::{Allowed, Haystack, Needle, Place, Spot};

    fn finds(needle: &str, text: &str) -> bool {
        let needle = Needle {
            row: "D-1".into(),
            spellings: vec![needle.into()],
            allowed: Vec::new(),
        };
        let mut haystack = Haystack::default();
        haystack.add(Place::Named("a test"), text);
        !haystack.search(&[needle]).is_empty()
    }

    #[test]
    fn finds_a_needle_however_it_is_written() {
        let cases = [
            ("Kim Smith", "seen by KIM\u{A0}  sMITH."),
            ("Kim Smith", "Kim\nSmith"),
            ("Kim Smith", "mail kimsmith1990@example.org"),
            ("Anderson", "with Ander-\nson and"),
            ("Anderson", "with Ander\u{AD}son and"),
            ("Kim", "with K\u{AD}im and"),
            ("Ty", "the authori\u{AD}\nTy"),
            ("Anderson", "with An\u{2009}der\u{2009}son and"),
            ("Anderson", "with A n d e r s o n and"),
            ("Kim", "K i m"),
            ("Kim", "kim2"),
            ("Jo", "Jo, 5"),
            ("Kim", "Kim's"),
            ("Zoë", "zoe"),
            ("Zoe", "Zoë"),
            ("Müller", "Mueller"),
            ("Müller", "MULLER"),
            ("O'Brien", "O’Brien, OBrien"),
            ("O'Brien", "obrien"),
            ("OBrien", "O’Brien"),
            ("07700 900123", "0770 0900 123"),
            ("07700 900123", "+44 7700 900123"),
            ("SW1A 1AA", "sw1a1aa"),
            ("fine", "ﬁne"),
            ("مريم حسن", "نسح ميرم"),
            ("مريم حسن", "ميرم\nنسح"),
            ("Anne-Marie", "Anne Marie"),
        ];
        for (needle, text) in cases {
            assert!(finds(needle, text), "{needle} in {text}");
        }
    }

    #[test]
    fn leaves_alone_what_only_looks_like_one() {
        let cases = [
            ("Theresa", "there's a plan"),
            ("Anna", "an A level; Annapolis"),
            ("Tom", "to me; atom; to m"),
            ("Ty", "the authori\u{AD}\nty"),
            ("Ty", "ZZ99 7TY"),
            ("Al", "AL5 1AA"),
            ("Allan", "all an"),
            ("Anderson", "Anders on Monday"),
            ("Jo", "Joanna and Major"),
            ("Kim Lee", "Joachim leeway"),
            ("12345678", "9123456780"),
            ("", "anything"),
            ("?!", "?!"),
        ];
        for (needle, text) in cases {
            assert!(!finds(needle, text), "{needle} in {text}");
        }
    }

    #[test]
    fn texts_do_not_run_together() {
        let needle = Needle {
            row: "D-1".into(),
            spellings: vec!["Kim Smith".into()],
            allowed: vec![Allowed {
                file: String::new(),
                spot: Spot::Page(3),
            }],
        };
        let mut apart = Haystack::default();
        apart.add(Place::Named("a"), "Kim");
        apart.add(Place::Named("b"), "Smith");
        assert!(apart.search(std::slice::from_ref(&needle)).is_empty());
        let mut pages = Haystack::default();
        pages.join(Place::Page(1), "with Kim");
        pages.join(Place::Page(2), "Smith. Kim Smith.");
        pages.join(Place::Page(3), "Kim Smith.");
        let found = pages.search(&[needle]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|issue| !issue.message.contains("Smith")));
    }
}
