//! PDFs in, one PDF out. Packing loses nothing; the second reader holds what comes out against what
//! went in.

mod compact;
mod cross_reference;

pub use compact::{BindFault, compact};
