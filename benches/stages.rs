//! Where the time of a document goes, stage by stage, over an invented export: run with
//! `cargo bench --profile dev --bench stages`.

#![expect(clippy::print_stdout, reason = "what a benchmark finds is printed")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use casebinder::assemble::case_summary::Manner;
use casebinder::assemble::genogram;
use casebinder::assemble::shared::due::Rhythms;
use casebinder::assemble::shared::late::Punctuality;
use casebinder::assemble::shared::periods::Choice;
use casebinder::assemble::shared::working_days::WorkingDays;
use casebinder::assemble::{self, Brief, ChronologyManner, CourtManner, PageLimits};
use casebinder::config::Config;
use casebinder::ingest::{self, NamedBytes, ssda903::Codes};
use casebinder::kind::Audience;
use casebinder::layouts::Layouts;
use casebinder::model::Case;
use casebinder::render::{Faces, Profile, Properties, Renderer, forget, workbook};
use casebinder::wording::Wording;
use casebinder::{bind, disclose, verify};

/// How long each stage took, in the order in which they first ran.
#[derive(Default)]
struct Clock(Vec<(&'static str, Duration)>);

impl Clock {
    /// Runs a stage and adds its time.
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let made = work();
        match self.0.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, took)) => *took += start.elapsed(),
            None => self.0.push((stage, start.elapsed())),
        }
        made
    }
}

/// The shipped sentences and terms.
fn wording(layouts: &Layouts) -> Wording {
    let sources = layouts.all().filter_map(|(name, bytes)| {
        let own = name
            .strip_prefix("wording/")
            .filter(|name| *name != "index.html.j2")?;
        Some((own, std::str::from_utf8(bytes).ok()?))
    });
    Wording::new(sources).unwrap_or_else(|_| panic!("the shipped wording parses"))
}

/// An invented export of 60 events a case.
fn export(cases: u32) -> Vec<NamedBytes> {
    let tables = casebinder::commands::sample_tables(cases, 60, 1).into_iter();
    tables
        .map(|(name, text)| NamedBytes {
            name: name.into(),
            bytes: text.into_bytes(),
        })
        .collect()
}

/// Every category belongs, so that every event is a row.
fn manner() -> ChronologyManner {
    let significant = Config::default().list("chronology.significant");
    ChronologyManner {
        significant: significant
            .into_iter()
            .chain(["visit".into(), "call".into()])
            .collect(),
        punctuality: Punctuality {
            days: WorkingDays::default(),
            working_days: 2,
            migrated: None,
        },
        gap_months: 6,
    }
}

/// Takes one case through every stage; returns how many rows were printed.
fn document(case: &Case, brief: &Brief<'_>, renderer: &Renderer, clock: &mut Clock) -> usize {
    let view = clock.time("assemble", || {
        assemble::of_case(
            "chronology",
            &disclose::internal(case),
            Audience::Internal,
            brief,
        )
        .expect("a view")
    });
    clock.time("digest", || assert!(!view.digest().is_empty()));
    let rendered = clock.time("typeset and export", || renderer.pdf(&view).expect("pages"));
    let packed = clock.time("compact", || {
        bind::compact(&rendered.bytes).expect("packed")
    });
    clock.time("compare", || {
        assert!(verify::holds_the_same(&rendered.bytes, &packed));
    });
    clock.time("verify", || {
        verify::check_document(&packed, &[], Some(rendered.pages)).expect("sound");
    });
    let properties = Properties {
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        status: String::new(),
        marking: String::new(),
        created: brief.as_at,
    };
    clock.time("workbook", || {
        workbook(&view.sheets, &properties, Profile::Working).expect("a workbook");
    });
    view.entries.len()
}

fn main() {
    let cases = std::env::var("CASES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(30);
    let layouts = Layouts::shipped();
    let fonts: Vec<_> = layouts
        .ending(".ttf")
        .map(|(_, bytes)| bytes.clone())
        .collect();
    let faces = Arc::new(Faces::new(fonts.iter().map(|bytes| &**bytes)));
    let codes = layouts
        .text("wording/ssda903-codes.json")
        .unwrap_or_default();
    let codes = Codes::parse(codes).expect("the shipped code list parses");
    let (wording, manner, mut clock) = (wording(&layouts), manner(), Clock::default());
    let files = export(cases);
    let reading = ingest::Reading {
        covers: &|c| faces.covers(c),
        ssda903: &codes,
    };
    let read = clock.time("read", || ingest::read(files, &reading));
    let court = CourtManner {
        significant: manner.significant.clone(),
        window_years: 2,
        late_marks: false,
        hearing: None,
    };
    let page_limits = layouts
        .text("wording/page-limits.json")
        .and_then(|text| PageLimits::parse(text).ok()?.pop())
        .expect("the shipped page limits parse");
    let brief = Brief {
        wording: &wording,
        glossary: &[],
        as_at: "2026-06-30".parse().expect("a day"),
        exported: None,
        authority: "",
        retention: "",
        marking: &|_| "OFFICIAL-SENSITIVE".to_owned(),
        is_unapproved: &|_| false,
        width: &|words, size| faces.width(words, size),
        chronology: &manner,
        summary: &Manner {
            period: Choice::Quarter,
            rhythms: Rhythms::default(),
        },
        supervision: &assemble::supervision_pack::Manner::default(),
        genogram: genogram::Manner::default(),
        court: &court,
        page_limits: &page_limits,
    };
    let renderer = Renderer::new(&layouts, faces.clone(), brief.as_at).expect("shipped layouts");
    let mut rows = 0;
    for (index, case) in read.value.cases.iter().enumerate() {
        rows += document(case, &brief, &renderer, &mut clock);
        if index % 8 == 7 {
            clock.time("forget", || forget(1));
        }
    }
    let documents = read.value.cases.len() as f64;
    println!("{documents} documents, {rows} rows, one thread");
    for (name, time) in clock.0 {
        println!(
            "{name:>20}: {:8.2} ms a document",
            time.as_secs_f64() * 1000.0 / documents
        );
    }
}
