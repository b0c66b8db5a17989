//! Where the time of a document goes, stage by stage, over an invented export: run with
//! `cargo bench --profile dev --bench stages`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use casebinder::assemble::shared::late::Punctuality;
use casebinder::assemble::shared::working_days::WorkingDays;
use casebinder::assemble::{self, Brief, ChronologyManner};
use casebinder::config::Config;
use casebinder::ingest::{self, NamedBytes, ssda903::Codes};
use casebinder::kind::Audience;
use casebinder::layouts::Layouts;
use casebinder::render::{Faces, Profile, Properties, Renderer, forget, workbook};
use casebinder::wording::Wording;
use casebinder::{bind, disclose, verify};

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
    let sources = layouts.all().filter_map(|(name, bytes)| {
        let own = name
            .strip_prefix("wording/")
            .filter(|name| *name != "index.html.j2")?;
        Some((own, std::str::from_utf8(bytes).ok()?))
    });
    let wording = Wording::new(sources).unwrap_or_else(|_| panic!("shipped wording parses"));
    let codes = Codes::parse(
        layouts
            .text("wording/ssda903-codes.json")
            .unwrap_or_default(),
    )
    .expect("codes");
    let mut took: Vec<(&str, Duration)> = Vec::new();
    let mut clock = |name, since: Instant| match took.iter_mut().find(|it| it.0 == name) {
        Some(it) => it.1 += since.elapsed(),
        None => took.push((name, since.elapsed())),
    };

    let files: Vec<NamedBytes> = casebinder::commands::sample_tables(cases, 60, 1)
        .into_iter()
        .map(|(name, text)| NamedBytes {
            name: name.into(),
            bytes: text.into_bytes(),
        })
        .collect();
    let start = Instant::now();
    let read = ingest::read(
        &files,
        &ingest::Reading {
            covers: &|c| faces.covers(c),
            ssda903: &codes,
        },
    );
    clock("read", start);
    let manner = ChronologyManner {
        significant: Config::default()
            .list("chronology.significant")
            .into_iter()
            .chain(["visit".into(), "call".into()])
            .collect(),
        punctuality: Punctuality {
            days: WorkingDays::default(),
            working_days: 2,
            migrated: None,
        },
        gap_months: 6,
    };
    let today = "2026-06-30".parse().expect("a day");
    let brief = Brief {
        wording: &wording,
        glossary: &[],
        as_at: today,
        exported: None,
        authority: "",
        marking: &|_| "OFFICIAL-SENSITIVE".to_owned(),
        is_unapproved: &|_| false,
        width: &|words, size| faces.width(words, size),
        chronology: &manner,
    };
    let renderer = Renderer::new(&layouts, faces.clone(), today).expect("shipped layouts");
    let mut rows = 0;
    for (index, case) in read.value.cases.iter().enumerate() {
        let start = Instant::now();
        let view = assemble::of_case(
            "chronology",
            &disclose::internal(case),
            Audience::Internal,
            &brief,
        )
        .expect("a view");
        clock("assemble", start);
        rows += view.entries.len();
        let start = Instant::now();
        let digest = view.digest();
        clock("digest", start);
        assert!(!digest.is_empty());
        let start = Instant::now();
        let rendered = renderer.pdf(&view).expect("pages");
        clock("typeset and export", start);
        let start = Instant::now();
        let packed = bind::compact(&rendered.bytes).expect("packed");
        clock("compact", start);
        let start = Instant::now();
        verify::check_document(&packed, &[], Some(rendered.pages)).expect("sound");
        clock("verify", start);
        let start = Instant::now();
        let properties = Properties {
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            status: String::new(),
            marking: String::new(),
            created: today,
        };
        workbook(&view.sheets, &properties, Profile::Working).expect("a workbook");
        clock("workbook", start);
        if index % 8 == 7 {
            let start = Instant::now();
            forget(3);
            clock("forget", start);
        }
    }
    let documents = read.value.cases.len() as f64;
    println!("{documents} documents, {rows} rows, one thread");
    for (name, time) in took {
        println!(
            "{name:>20}: {:8.2} ms a document",
            time.as_secs_f64() * 1000.0 / documents
        );
    }
}
