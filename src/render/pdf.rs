//! One view as a PDF that is PDF/A-2a and PDF/UA-1 at once. Whatever Unicode the data holds, a
//! document comes out: a character that export refuses is replaced by a visible mark.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::{NativeElement, Smart, Value as TypstValue};
use typst::introspection::{Introspector, MetadataElem};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fonts::Faces;
use super::substitute;
use super::svg::svg;
use super::world::{DocumentWorld, Shared, main_of};
use crate::issue::{Issue, Origin, Place};
use crate::layouts::Layouts;
use crate::view::View;

/// The largest size of words in tables and the width of a narrow column, both in points: a run without
/// a space that is wider would stand outside its column, or off the page.
const FONT_SIZE: f64 = 12.0;
const NARROW: f64 = 94.0;

/// How often a document is set again because export refused characters, before everything but plain
/// letters is replaced.
const ATTEMPTS: usize = 4;

/// A document as bytes, with what is known of its pages.
#[derive(Debug)]
pub struct Rendered {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// On which page each entry begins: index into the view's entries, page from 1.
    pub places: Vec<(usize, usize)>,
    /// What was replaced or noticed.
    pub issues: Vec<Issue>,
}

/// Sets documents; one for a run, shared by its workers.
pub struct Renderer {
    shared: Shared,
    faces: Arc<Faces>,
    standards: PdfStandards,
}

impl Renderer {
    /// Parses the layouts and prepares the faces.
    ///
    /// # Errors
    /// A layout file with an impossible name.
    pub fn new(layouts: &Layouts, faces: Arc<Faces>, today: NaiveDate) -> Result<Self, Issue> {
        let shared = Shared::new(layouts, faces.clone(), today)?;
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("typst admits PDF/A-2a together with PDF/UA-1");
        Ok(Self {
            shared,
            faces,
            standards,
        })
    }

    /// The view as a PDF.
    ///
    /// # Errors
    /// A layout that does not compile with this view; the message names the layout's file and line
    /// and quotes nothing.
    pub fn pdf(&self, view: &View) -> Result<Rendered, Vec<Issue>> {
        self.try_pdf(view)
            .map_err(|faults| faults.iter().map(Fault::without_words).collect())
    }

    /// As [`pdf`](Self::pdf) for a view that holds no data of anybody, so that a fault of a layout
    /// can be told in full.
    ///
    /// # Errors
    /// A layout that does not compile, told as typst tells it.
    pub fn check_layout(&self, sample: &View) -> Result<(), Vec<Issue>> {
        match self.try_pdf(sample) {
            Ok(_) => Ok(()),
            Err(faults) => Err(faults.iter().map(Fault::in_full).collect()),
        }
    }

    /// What typst sees of a view beside the layouts, as files: to set one document with the typst
    /// command line, while mending a layout or for measuring.
    pub fn files(view: &View) -> Vec<(String, Vec<u8>)> {
        let data = serde_json::to_vec(&data_of(view)).expect("a JSON value can be written");
        let mut files = vec![
            ("main.typ".to_owned(), main_of(view.kind).into_bytes()),
            ("data.json".to_owned(), data),
        ];
        let drawings = view.drawings.iter();
        files.extend(drawings.map(|it| (format!("drawing-{}.svg", it.name), svg(it).into_bytes())));
        files
    }

    /// Sets the view, with a mark in place of every character that export is found to refuse; in the
    /// end with a mark for everything but plain letters, so that no character costs the document.
    fn try_pdf(&self, view: &View) -> Result<Rendered, Vec<Fault>> {
        let unprintable = substitute::unprintable(&self.faces);
        let mut refused: BTreeSet<char> = BTreeSet::new();
        for _ in 0..ATTEMPTS {
            let bad = |c: char| unprintable(c) || refused.contains(&c);
            let faults = match self.attempt(view, &bad) {
                Ok(mut rendered) => {
                    rendered.issues.extend(refused.iter().map(|c| replaced(*c)));
                    return Ok(rendered);
                }
                Err(faults) => faults,
            };
            let named = faults
                .iter()
                .flat_map(|fault| substitute::named_in(&fault.message));
            let known = refused.len();
            refused.extend(named);
            if refused.len() == known {
                break;
            }
        }
        self.attempt(view, &|c| {
            unprintable(c) || refused.contains(&c) || !is_plain(c)
        })
    }

    fn attempt(&self, view: &View, bad: &dyn Fn(char) -> bool) -> Result<Rendered, Vec<Fault>> {
        let mut data = data_of(view);
        substitute::replace(&mut data, bad);
        substitute::soften(&mut data, &|run| self.faces.width(run, FONT_SIZE) > NARROW);
        let drawings = view.drawings.iter();
        let svgs: Vec<_> = drawings
            .map(|it| {
                (
                    it.name.to_string(),
                    substitute::fitted(&svg(it), bad, &self.faces),
                )
            })
            .collect();
        self.set(view, &data, &svgs)
    }

    fn set(
        &self,
        view: &View,
        data: &Value,
        svgs: &[(String, String)],
    ) -> Result<Rendered, Vec<Fault>> {
        let bytes = serde_json::to_vec(data).expect("a JSON value can be written");
        let world = DocumentWorld::new(&self.shared, view.kind, bytes, svgs)
            .expect("every kind has its main file");
        let faults = |diagnostics: &[SourceDiagnostic]| -> Vec<Fault> {
            diagnostics
                .iter()
                .map(|diagnostic| Fault::new(&world, diagnostic))
                .collect()
        };
        let document: PagedDocument = typst::compile(&world)
            .output
            .map_err(|diagnostics| faults(&diagnostics))?;
        let bytes = typst_pdf::pdf(&document, &self.options(view))
            .map_err(|diagnostics| faults(&diagnostics))?;
        let places = places(&document);
        Ok(Rendered {
            bytes,
            pages: document.pages().len(),
            places,
            issues: Vec::new(),
        })
    }

    fn options(&self, view: &View) -> PdfOptions {
        PdfOptions {
            ident: Smart::Custom(format!("{}/{}", view.kind, view.face.id)),
            creator: Smart::Custom(Some("casebinder".into())),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        }
    }
}

/// Forgets what typst remembers of documents set long ago; called from one place of a run only, as
/// the memory is the process's (comemo ages every entry by one at each call).
pub fn forget(age: usize) {
    comemo::evict(age);
}

/// Letters, digits and punctuation that the shipped face always prints.
fn is_plain(character: char) -> bool {
    character.is_ascii()
        || matches!(
            character,
            '\u{A1}'..='\u{17F}' | '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…'
        )
}

fn replaced(character: char) -> Issue {
    let mark = substitute::mark(character);
    Issue::warning(
        "CB0802",
        format!("the character {mark} cannot be printed and was marked"),
    )
    .hint("Give a font that has it with --font-path, or correct the record.")
}

/// What the layouts get: the face with dates as numbers and words, the body as the kind made it.
fn data_of(view: &View) -> Value {
    let mut face = serde_json::to_value(&view.face).expect("a face can be written as JSON");
    let date = view.face.prepared;
    face["prepared_on"] = json!([date.year(), date.month(), date.day()]);
    json!({ "face": face, "body": view.body })
}

/// On which page each numbered entry begins.
fn places(document: &PagedDocument) -> Vec<(usize, usize)> {
    let introspector = document.introspector();
    let marks = introspector.query(&MetadataElem::ELEM.select());
    let place = |content: &typst::foundations::Content| {
        let TypstValue::Int(index) = content.to_packed::<MetadataElem>()?.value else {
            return None;
        };
        let page = introspector.page(content.location()?)?;
        Some((usize::try_from(index).ok()?, page.get()))
    };
    marks.iter().filter_map(place).collect()
}

/// A fault that typst found, with its place in the layouts.
struct Fault {
    message: String,
    hints: Vec<String>,
    origin: Origin,
}

impl Fault {
    fn new(world: &DocumentWorld<'_>, diagnostic: &SourceDiagnostic) -> Self {
        let id = diagnostic.span.id();
        let file = id.map_or("layouts".into(), |id| {
            id.vpath().get_without_slash().to_owned()
        });
        let line = id.and_then(|id| {
            let range = world.range(diagnostic.span)?;
            let source = world.source(id).ok()?;
            source.lines().byte_to_line_column(range.start)
        });
        let place = line.map_or(Place::File, |(line, column)| Place::Line {
            line: line as u32 + 1,
            column: column as u32 + 1,
        });
        Self {
            message: diagnostic.message.to_string(),
            hints: diagnostic
                .hints
                .iter()
                .map(|hint| hint.v.to_string())
                .collect(),
            origin: Origin {
                file: file.into(),
                place,
            },
        }
    }

    fn without_words(&self) -> Issue {
        Issue::error("CB0803", "the layout could not set this document")
            .at(self.origin.clone())
            .hint("Run with the shipped layouts; if it is made then, the edited layout needs mending.")
    }

    fn in_full(&self) -> Issue {
        let mut issue = Issue::error(
            "CB0804",
            format!("the layout does not compile: {}", self.message),
        )
        .at(self.origin.clone());
        issue.hint = self.hints.join(" ");
        issue
    }
}
