//! How fast pages are set, and set and packed: invented chronologies of 60 rows of about 30 words, on one
//! thread and two, and the same words without a table. Run with `cargo bench --bench pages`, or with
//! `--profile dev` for the build that the tests use. Every figure is the best of some rounds, as others
//! share the machine.

#![expect(clippy::print_stdout, reason = "what a benchmark finds is printed")]
use casebinder::kind::{Audience, SubjectKind};
use casebinder::layouts::Layouts;
use casebinder::render::{Faces, Renderer, forget};
use casebinder::view::{Face, Status, View};
use casebinder::{bind, verify};
use chrono::NaiveDate;
use serde_json::json;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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
        json!({"n": n, "long": false, "shared": false, "date": format!("{} Mar {}", n % 28 + 1, 2010 + n / 6), "age": "3 years", "heading": null, "event": words.join(" "), "outcome": null, "child_words": null, "dispute": null, "impact": null, "source": "Health visitor", "reference": format!("D{seed}-{n}"), "marks": if n % 9 == 0 { vec!["late entry"] } else { vec![] }})
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
        file: None,
        entries: vec![],
        left_out: vec![],
        to_file: None,
        issues: vec![],
    }
}

/// The same words as plain paragraphs, to see what the table costs.
const PARAGRAPHS: &str = "#import \"/shared/page.typ\": opening, words\n\
#let paper = (landscape: true, size: 11pt, leading: 0.6em)\n\
#let body(view) = { opening(view.face); for row in view.body.rows [#row.date #row.age #words(row.event) #row.source #row.reference #row.marks.join()\n\n] }\n";

fn renderer(layouts: &Layouts) -> Renderer {
    let fonts: Vec<_> = layouts
        .ending(".ttf")
        .map(|(_, bytes)| bytes.clone())
        .collect();
    let faces = Arc::new(Faces::new(fonts.iter().map(|bytes| &**bytes)));
    let day = NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
    Renderer::new(layouts, faces, day).expect("the layouts can be used")
}

/// Every document is another one: a document set before would be remembered.
static SEED: AtomicUsize = AtomicUsize::new(1);

/// Sets the next document.
fn set(renderer: &Renderer) -> Vec<u8> {
    let seed = SEED.fetch_add(1, Ordering::Relaxed);
    renderer.pdf(&view(seed)).expect("it is set").bytes
}

/// Sets the next document, packs it, and holds what was packed against what was set, as a run does.
fn set_and_pack(renderer: &Renderer) -> Vec<u8> {
    let pdf = set(renderer);
    let packed = bind::compact(&pdf).expect("it is packed");
    assert!(verify::holds_the_same(&pdf, &packed));
    packed
}

/// What a thread does for one document.
type Work = fn(&Renderer) -> Vec<u8>;

/// Documents a second on that many threads.
fn rate(renderer: &Renderer, work: Work, threads: usize, each: usize) -> f64 {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let work = move || {
                for index in 0..each {
                    black_box(work(renderer));
                    if thread == 0 && index % 8 == 7 {
                        forget(1);
                    }
                }
            };
            std::thread::Builder::new()
                .stack_size(16 << 20)
                .spawn_scoped(scope, work)
                .expect("a thread");
        }
    });
    (each * threads) as f64 / start.elapsed().as_secs_f64()
}

/// Writes documents as typst files, for a loop over the typst command line.
fn write(folder: &std::path::Path, documents: usize) {
    for (name, bytes) in Layouts::shipped().all() {
        let path = folder.join("layouts").join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a layout is written");
    }
    for seed in 0..documents {
        for (name, bytes) in Renderer::files(&view(seed)) {
            let own = if name == "data.json" {
                format!("data-{seed}.json")
            } else {
                name
            };
            std::fs::write(folder.join("layouts").join(own), bytes).expect("a file is written");
        }
    }
}

fn main() {
    if let Some(folder) = std::env::var_os("WRITE") {
        return write(std::path::Path::new(&folder), 20);
    }
    let each = std::env::var("EACH")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(12);
    let shipped = Layouts::shipped();
    let own = std::env::var_os("LAYOUT").map(|path| std::fs::read(path).expect("a layout"));
    let table = renderer(&match own {
        Some(bytes) => shipped.clone().with([("chronology.typ".to_owned(), bytes)]),
        None => shipped.clone(),
    });
    let plain = renderer(&shipped.with([("chronology.typ".to_owned(), PARAGRAPHS.into())]));
    let measures: [(&Renderer, Work, usize); 5] = [
        (&table, set, 1),
        (&table, set, 2),
        (&table, set_and_pack, 1),
        (&table, set_and_pack, 2),
        (&plain, set, 1),
    ];
    let mut best = [0.0_f64; 5];
    // The first round warms up; rounds take turns, so that a busy moment falls on all of them.
    for round in 0..6 {
        for (best, (renderer, work, threads)) in best.iter_mut().zip(measures) {
            let rate = rate(renderer, work, threads, each);
            *best = if round == 0 { 0.0 } else { best.max(rate) };
        }
    }
    tell(best);
}

/// Prints documents a second as rows a second, with what they are compared by.
fn tell([set_one, set_two, packed_one, packed_two, words]: [f64; 5]) {
    let rows = |documents: f64| documents * 60.0;
    for (what, one, two) in [
        ("typeset", set_one, set_two),
        ("typeset and packed", packed_one, packed_two),
    ] {
        println!(
            "{what:>20}: one thread {:.0} rows/s, two threads {:.0} rows/s, {:.2} times one",
            rows(one),
            rows(two),
            two / one
        );
    }
    println!(
        "{:>20}: one thread {:.0} rows/s; a table costs {:.2} times as much",
        "paragraphs",
        rows(words),
        words / set_one
    );
}
