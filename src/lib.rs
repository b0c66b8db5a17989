//! Casebinder: exports of children's social care in, checked documents out.
//!
//! The pipeline, in the order in which a document comes about:
//! [`ingest`] reads named bytes into a casebook, every fault placed;
//! `disclose` lends a case as its audience may see it;
//! `assemble` turns it into a [`view`];
//! [`render`] writes the view; `bind` packs the PDF; `verify` reads it back; `batch` does so for all.

pub mod digest;
pub mod issue;
pub mod kind;
pub mod search;
pub mod view;

pub mod config;
pub mod layouts;
pub mod wording;

pub mod model;

pub mod ingest;

pub mod disclose;

pub mod assemble;
pub mod diagram;

pub mod bind;
pub mod render;
pub mod verify;

pub mod batch;

pub mod cli;
pub mod commands;
