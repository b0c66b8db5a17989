//! Views in, bytes out: PDF through typst, workbooks, SVG, the index page. Writes no file and knows
//! nothing of cases.

mod fonts;
mod pdf;
mod substitute;
mod svg;
mod world;

pub use fonts::Faces;
pub use pdf::{Rendered, Renderer, forget};
pub use svg::svg;
