//! The words of a page, from where its glyphs stand. hayro calls back for every glyph, be it white,
//! invisible, clipped away or off the page; which is what is wanted here.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, RectExt, SoftMask, interpret_page,
};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use super::reading::PageText;

/// Glyph space: a thousand units to the em.
const EM: f64 = 1000.0;

/// Narrower gaps, in ems, are kerning and tracking.
const THIN_GAP: f64 = 0.2;

/// Wider ones, in ems, lie between columns.
const WIDE_GAP: f64 = 1.0;

/// A line's glyphs may stray so far from its base, in ems: raised and lowered figures.
const SAME_LINE: f64 = 0.6;

/// How far, in points, a glyph may reach over the edge by rounding alone.
const TOLERANCE: f64 = 0.5;

/// Reads one page; pages of one file share the cache, which holds their fonts.
pub(super) fn read_page<'a>(
    page: &Page<'a>,
    number: usize,
    cache: &InterpreterCache<'a>,
    settings: InterpreterSettings,
) -> PageText {
    let bounds = page.intersected_crop_box().to_kurbo();
    let mut reader = PageReader::new(bounds.inflate(TOLERANCE, TOLERANCE));
    let mut context = Context::new(Affine::IDENTITY, bounds, cache, page.xref(), settings);
    interpret_page(page, &mut context, &mut reader);
    PageText {
        number,
        width: bounds.width(),
        height: bounds.height(),
        words: reader.words.text,
        margins: reader.margins.text,
        outside: reader.outside,
        illegible: reader.illegible,
    }
}

/// Words being joined from glyphs.
#[derive(Default)]
struct Run {
    text: String,
    last: Option<Last>,
    /// Whether a mark began or ended since, as between two cells.
    parted: bool,
}

/// Where the last glyph ended.
struct Last {
    end: Point,
    /// One em along the line.
    em: Vec2,
}

impl Run {
    /// Puts between the last glyph and this one what stands between them on the page.
    fn part(&mut self, start: Point) {
        let Some(Last { end, em }) = &self.last else {
            return;
        };
        let size = em.hypot2();
        let step = start - *end;
        let (along, across) = (step.dot(*em) / size, step.cross(*em) / size);
        if size == 0.0 || across.abs() > SAME_LINE || along < -WIDE_GAP {
            self.text.push('\n');
        } else if along > WIDE_GAP || along > THIN_GAP && self.parted {
            self.text.push('\t');
        } else if along > THIN_GAP && !self.text.ends_with(' ') {
            self.text.push('\u{2009}');
        }
    }

    fn say(&mut self, character: &BfString) {
        match character {
            BfString::Char(character) => self.text.push(*character),
            BfString::String(characters) => self.text.push_str(characters),
        }
    }
}

/// Listens to the drawing of a page.
struct PageReader {
    bounds: Rect,
    words: Run,
    margins: Run,
    /// For each open mark, whether what it holds is no part of the text.
    marks: Vec<bool>,
    outside: usize,
    illegible: usize,
}

impl PageReader {
    fn new(bounds: Rect) -> Self {
        Self {
            bounds,
            words: Run::default(),
            margins: Run::default(),
            marks: Vec::new(),
            outside: 0,
            illegible: 0,
        }
    }

    fn run(&mut self) -> &mut Run {
        if self.marks.last() == Some(&true) {
            &mut self.margins
        } else {
            &mut self.words
        }
    }

    fn hear(&mut self, glyph: &Glyph<'_>, to_page: Affine) {
        let Some(character) = glyph.as_unicode() else {
            self.illegible += 1;
            return;
        };
        let start = to_page * Point::ZERO;
        let em = to_page * Point::new(EM, 0.0) - start;
        let end = start + em * (advance(glyph) / EM);
        if !is_blank(&character) && !self.holds(start, end, to_page) {
            self.outside += 1;
        }
        let run = self.run();
        run.part(start);
        run.say(&character);
        run.last = Some(Last { end, em });
        run.parted = false;
    }

    /// Whether the page holds a glyph, from base to about the height of a small letter.
    fn holds(&self, start: Point, end: Point, to_page: Affine) -> bool {
        let rise = to_page * Point::new(0.0, EM / 2.0) - to_page * Point::ZERO;
        [start, end, start + rise, end + rise]
            .iter()
            .all(|&corner| self.bounds.contains(corner))
    }
}

/// A glyph drawn by instructions does not say how far it advances: half an em, for a guess.
fn advance(glyph: &Glyph<'_>) -> f64 {
    match glyph {
        Glyph::Outline(outline) => outline.advance_width().map_or(EM / 2.0, f64::from),
        Glyph::Type3(_) => EM / 2.0,
    }
}

fn is_blank(character: &BfString) -> bool {
    match character {
        BfString::Char(character) => character.is_whitespace(),
        BfString::String(characters) => characters.trim().is_empty(),
    }
}

impl<'a> Device<'a> for PageReader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.hear(glyph, transform * glyph_transform);
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        let inherited = self.marks.last() == Some(&true);
        self.marks.push(inherited || tag == b"Artifact");
        (self.words.parted, self.margins.parted) = (true, true);
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn draw_rect(&mut self, _: &Rect, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
