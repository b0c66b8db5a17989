//! Views in, bytes out: PDF through typst, workbooks, SVG, the index page, the report. Writes no file
//! and knows nothing of cases.

mod fonts;
mod index;
mod pdf;
mod report;
mod substitute;
mod svg;
mod world;
mod xlsx;

pub use fonts::Faces;
pub use index::index;
pub use pdf::{Rendered, Renderer, forget};
pub use report::report;
pub use svg::{svg, svg_under};
pub use xlsx::{Profile, Properties, template, workbook};
