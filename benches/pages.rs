//! How fast pages are set: invented chronologies of 60 rows of about 30 words, on one thread and two.
use casebinder::kind::{Audience, SubjectKind};
use casebinder::layouts::Layouts;
use casebinder::render::{Faces, Renderer, forget};
use casebinder::view::{Face, Status, View};
use chrono::NaiveDate;
use serde_json::json;
use std::sync::Arc;
use std::time::Instant;

const WORDS: &[&str] = &[
    "school",
    "visit",
    "mother",
    "said",
    "that",
    "the",
    "health",
    "worker",
    "came",
    "to",
    "home",
    "and",
    "saw",
    "children",
    "playing",
    "with",
    "their",
    "grandmother",
    "in",
    "garden",
    "after",
    "tea",
    "on",
    "Thursday",
];

fn view(seed: usize) -> View {
    let rows: Vec<_> = (0..60).map(|n| {
        let words: Vec<&str> = (0..30).map(|w| WORDS[(seed * 7919 + n * 31 + w * 17 + (w * w * (n + seed)) % 13) % WORDS.len()]).collect();
        json!({"n": n, "date": format!("{} Mar {}", n % 28 + 1, 2010 + n / 6), "age": "3 years", "heading": null, "event": words.join(" "), "outcome": null, "child_words": null, "dispute": null, "impact": null, "source": "Health visitor", "reference": format!("D{seed}-{n}"), "marks": if n % 9 == 0 { vec!["late entry"] } else { vec![] }})
    }).collect();
    let day = NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
    View {
        kind: "chronology",
        face: Face {
            title: "Chronology".into(),
            subject: SubjectKind::Case,
            id: format!("C{seed}"),
            name: "A. Person".into(),
            audience: Audience::Internal,
            audience_words: "internal use".into(),
            marking: "OFFICIAL-SENSITIVE".into(),
            status: Status::Draft,
            design_unapproved: false,
            authority: "X".into(),
            prepared: day,
            prepared_words: "30 June 2026".into(),
            exported_words: None,
            facts: vec![("Period".into(), "2010 to 2020".into())],
            not_held: vec![],
        },
        body: json!({"strip": null, "rows": rows, "key": [], "notes": [], "contradictions": [], "glossary": []}),
        sheets: vec![],
        drawings: vec![],
        entries: vec![],
        left_out: vec![],
        issues: vec![],
    }
}

fn main() {
    let layouts = Layouts::shipped();
    let fonts: Vec<_> = layouts.ending(".ttf").map(|(_, b)| b.clone()).collect();
    let faces = Arc::new(Faces::new(fonts.iter().map(|b| &**b)));
    let day = NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
    let renderer = Renderer::new(&layouts, faces, day).expect("shipped layouts");
    let first = renderer.pdf(&view(0)).expect("sets");
    std::fs::write("/tmp/bench.pdf", &first.bytes).ok();
    println!("pages {} bytes {}", first.pages, first.bytes.len());
    for threads in [1usize, 2] {
        let start = Instant::now();
        let n = 40;
        std::thread::scope(|s| {
            for t in 0..threads {
                let renderer = &renderer;
                std::thread::Builder::new()
                    .stack_size(16 << 20)
                    .spawn_scoped(s, move || {
                        for i in 0..n {
                            renderer
                                .pdf(&view(1000 * (t + 1) + threads * 100000 + i))
                                .expect("sets");
                            if t == 0 && i % 4 == 3 {
                                forget(2);
                            }
                        }
                    })
                    .expect("thread");
            }
        });
        let docs = (n * threads) as f64;
        let s = start.elapsed().as_secs_f64();
        println!(
            "{threads} thread(s): {:.1} docs/s, {:.0} rows/s",
            docs / s,
            docs * 60.0 / s
        );
    }
}
