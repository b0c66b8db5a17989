//! Geometry only: what is drawn, where, in millimetres. The renderer writes it once as SVG.

pub mod strip;
