//! Geometry only: what is drawn, where, in millimetres. The renderer writes it once as SVG.

mod days;
pub mod ecomap;
pub mod genogram;
pub mod outcomes;
pub mod strip;
pub mod trend;
pub mod visit_line;
pub mod visits;
