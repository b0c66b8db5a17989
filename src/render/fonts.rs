//! The faces that documents are set in: the shipped ones and any that the user adds for other
//! scripts. No face of the machine is ever used, so that pages are the same everywhere.

use std::collections::HashSet;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;

use super::substitute;

/// All faces of a run.
pub struct Faces {
    /// What typst selects from.
    pub(super) book: LazyHash<FontBook>,
    /// The faces, in the book's order.
    pub(super) fonts: Vec<Font>,
    covered: HashSet<u32>,
    /// The faces that words are measured with, the upright one of ordinary weight first.
    measure: Vec<FontInstance>,
}

impl Faces {
    /// The faces in these files; a file that is no font adds none.
    pub fn new<'a>(files: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let fonts: Vec<Font> = files
            .into_iter()
            .flat_map(|file| Font::iter(Bytes::new(file.to_vec())))
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        let covered = fonts
            .iter()
            .flat_map(|font| font.info().coverage.iter())
            .collect();
        let mut by_use: Vec<&Font> = fonts.iter().collect();
        by_use.sort_by_key(|font| font.info().variant != FontVariant::default());
        let measure = by_use.into_iter().map(|font| {
            let variations = FontVariations::default();
            font.clone()
                .instantiate(font.info().variant, Abs::pt(12.0), &variations)
        });
        let measure = measure.collect();
        Self {
            book,
            fonts,
            covered,
            measure,
        }
    }

    /// Whether any face has a glyph for the character.
    pub fn covers(&self, character: char) -> bool {
        self.covered.contains(&(character as u32))
    }

    /// The width of words at a size, in the size's unit: in the upright face of ordinary weight, or the
    /// first other that has the character.
    pub fn width(&self, words: &str, size: f64) -> f64 {
        let advance = |character| {
            self.measure.iter().find_map(|font| {
                let glyph = font.ttf().glyph_index(character)?;
                font.x_advance(glyph.0).map(|em| em.get())
            })
        };
        let all = |words: &str| -> f64 {
            let each = words.chars().map(|it| advance(it).unwrap_or(0.5));
            each.sum()
        };
        // What no face has is printed as a mark, which is wider.
        let marked = |character: char| match self.covers(character) || character.is_ascii() {
            true => advance(character).unwrap_or(0.5),
            false => all(&substitute::mark(character)),
        };
        words.chars().map(|it| marked(it) * size).sum()
    }
}
