//! One binary for all tests that see the program as its users do, in reading order. Fixtures are found
//! by looking into their folders, so that a new one is a new test without any Rust.

/// How the tests run the program, and how they read what it wrote.
mod running;

/// Which part of the program may know which other, and how its files are kept.
mod architecture;

/// Every invented household, built and read back as its readers see it.
mod households;

/// What a worker on duty finds on a front sheet, and where.
mod front_sheets;

/// The whole record as paper: every record once, in order, in volumes.
mod case_records;

/// A document for each visit, and the form to record one by hand.
mod visit_records;

/// What is restricted, why, until when, and what is wanting.
mod restricted_register;

/// What is made for an access request: copy, data, letter, proof.
mod access_documents;

/// What a family edition must not say, and what it must.
mod family_editions;

/// Case summaries: their pages, periods, counts, and what a family edition leaves out.
mod case_summaries;

/// Each rule of recording on a record that breaks it and on one that keeps it.
mod audit_rules;
/// What a manager takes into supervision: the caseload, a sheet for each child, what repeats.
mod supervision_packs;

/// The hidden traps that access copies are judged by.
mod access_traps;

/// Access copies from request to release: nothing withheld is in them, and everything kept is.
mod access_release;

/// Every fault of an export, told with its place and without its value.
mod faults;

/// The same input gives the same bytes.
mod same_bytes;

/// Packing loses nothing, and damage is noticed.
mod packing;

/// A second run makes what changed and nothing else.
mod run_again;

/// A run that is killed leaves whole files, and the next carries on.
mod kill;

/// Names put to documents and designs, and what takes them away again.
mod signing;

/// A workbook that was edited and given back.
mod working_copy;

/// Every event is in the chronology or in the list of what was left out.
mod every_event;

/// Audits of records: sample, transfer, waivers, and what is new since the last one.
mod record_audits;

/// Any text in any field still gives every document.
mod any_text;

/// What goes on to the next worker, and what is left when a case is closed.
mod handing_on;

/// What is typed, what is said back, and with which exit code.
mod command_line;

/// By when a request for access must be answered, and the log of what was shared.
mod access_clock_and_log;

/// The check of a whole release on what the program makes.
mod release_check;

/// Court chronologies as lawyers use them, filed and added to.
mod court;

/// The marks of a genogram: figures, lines, rings, emotional lines and the legend, on people placed by hand.
mod genogram_marks;

/// How good a drawing is, told from the finished SVG.
#[path = "../measures/mod.rs"]
mod measures;

/// The judge of drawings sees each fault.
mod judge;

/// Genograms that a stranger reads right.
mod genograms;

/// Genograms of the invented households, drawn and built.
mod genogram_documents;

/// Ties around a household: the drawing and its document.
mod ecomaps;

/// One drawing by name, of each kind.
mod drawings;

/// Family trees from genealogy programs.
mod gedcom;
