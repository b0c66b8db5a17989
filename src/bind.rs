//! PDFs in, one PDF out. Packing loses nothing: what comes out holds the same objects as what went
//! in, and whoever asks is told when it does not.

mod compact;
mod cross_reference;

pub use compact::{BindFault, compact};
