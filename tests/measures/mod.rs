//! How good a genogram or an ecomap is, told from the finished SVG alone, and the families it is tried on.
//! Shared by the suite and by `examples/measure_diagrams.rs`.

#![allow(
    dead_code,
    reason = "the suite and the example each use a part of the judge"
)]

/// Points, lines and outlines, and whether they meet.
pub mod geometry;

/// An SVG's text as geometry.
pub mod picture;

/// Who belongs to whom, as a reader follows the lines.
pub mod trace;

/// What is judged, and what is aimed at.
pub mod measure;

/// A drawing beside the family it is to show.
pub mod scene;

/// The judge of genograms.
pub mod genogram;

/// Words that lie on something.
pub mod labels;

/// Lines that meet where they should not.
pub mod lines;

/// Who stands beside whom, in which order, how wide.
pub mod order;

/// Graphs of people that no family is.
pub mod nonsense;

/// What no drawing can do while the index child's line keeps birth order.
pub mod always;

/// The rings of households.
pub mod rings;

/// The judge of ecomaps.
pub mod ecomap;

/// Invented families, made at random from a seed.
pub mod families;

/// Invented families that are hard to draw, made by hand.
pub mod hard;

/// How families are put together.
pub mod kin;

/// Numbers that look random and are the same on every run.
pub mod chance;
