//! Draws invented families and judges the drawings from the finished SVG alone: a table of each measure,
//! ours with birth order first and with partners together first in the index child's line, what is aimed
//! at, and the best peer's figure (reference: the measures of issue 4). Run with
//! `cargo run --release --example measure_diagrams [-- --count N] [--worst] [--svg DIR] [--seed N]`, or with
//! `--tree FILE.ged`, any number of times, on genograms cut from family trees, or with `--graphs N` on graphs
//! of people that no family is, of which everybody must be drawn.
//! Exits 1 where something happened that must never happen.

#![expect(clippy::print_stdout, reason = "what is measured is printed")]

mod described;
#[path = "../../tests/measures/mod.rs"]
mod measures;
mod table;
mod trees;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use casebinder::diagram::genogram::family::{Family, IndexLine, Profile};
use casebinder::diagram::genogram::{self, Manner, Words};
use casebinder::layouts::Layouts;
use casebinder::render::{Faces, svg};
use described::described;
use measures::families::{families, family, peers_families, peers_family, shuffled};
use measures::genogram::judge;
use measures::hard::{Hard, hard};
use measures::measure::Verdict;
use measures::nonsense::nonsense;
use table::{listed, told};

/// Seven points in millimetres.
const TEXT: f64 = 2.47;

/// What can come first in the index child's line, as the table's columns have it.
pub const LINES: [IndexLine; 2] = [IndexLine::BirthOrder, IndexLine::PartnersTogether];

/// What is asked for on the command line.
struct Asked {
    count: u64,
    seed: Option<u64>,
    worst: bool,
    svg: Option<PathBuf>,
    trees: Vec<PathBuf>,
    graphs: u64,
}

impl Asked {
    fn read() -> Self {
        let mut asked = Self {
            count: 300,
            seed: None,
            worst: false,
            svg: None,
            trees: Vec::new(),
            graphs: 0,
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut number = || words.next().and_then(|it| it.parse().ok());
            match word.as_str() {
                "--count" => asked.count = number().unwrap_or(asked.count),
                "--seed" => asked.seed = number(),
                "--worst" => asked.worst = true,
                "--svg" => asked.svg = words.next().map(PathBuf::from),
                "--graphs" => asked.graphs = number().unwrap_or(asked.graphs),
                "--tree" => asked.trees.extend(words.next().map(PathBuf::from)),
                other => println!(
                    "{other}: not known; --count N, --seed N, --worst, --svg DIR, --graphs N, --tree FILE.ged"
                ),
            }
        }
        asked
    }
}

/// A drawing and what was found.
pub struct Drawn {
    name: String,
    people: usize,
    verdict: Verdict,
    took: Duration,
    same_again: bool,
    same_shuffled: bool,
    size: (f64, f64),
}

/// Draws and judges families by the shipped face.
struct Studio {
    faces: Faces,
    words: Words,
    worst: bool,
    svg: Option<PathBuf>,
}

impl Studio {
    fn draw(&self, family: &Family, index_line: IndexLine) -> (String, (f64, f64), Duration) {
        let manner = Manner {
            profile: Profile::McGoldrick,
            index_line,
            text: TEXT,
            words: &self.words,
            width: &|words, size| self.faces.width(words, size),
        };
        let start = Instant::now();
        let drawing = genogram::drawing(family, &manner).drawing;
        let took = start.elapsed();
        (svg(&drawing), (drawing.width, drawing.height), took)
    }

    fn judged(&self, name: &str, family: &Family, index_line: IndexLine) -> Drawn {
        let (text, size, took) = self.draw(family, index_line);
        if let Some(folder) = &self.svg {
            let with = match index_line {
                IndexLine::BirthOrder => "",
                IndexLine::PartnersTogether => "-together",
            };
            let name = name.replace([' ', ',', '\''], "-");
            let file = folder.join(format!("{name}{with}.svg"));
            std::fs::write(file, &text).expect("the folder can be written to");
        }
        let shuffled = shuffled(family, 7);
        let verdict = judge(&text, family, &|words, size| self.faces.width(words, size));
        Drawn {
            verdict: verdict.aimed_at(index_line),
            people: family.people.len(),
            same_again: self.draw(family, index_line).0 == text,
            same_shuffled: self.draw(&shuffled, index_line).0 == text,
            name: name.to_owned(),
            took,
            size,
        }
    }

    /// Draws and judges families both ways.
    fn both(&self, families: &[(String, &Family)]) -> [Vec<Drawn>; 2] {
        LINES.map(|index_line| {
            let each = families.iter();
            let drawn = each.map(|(name, family)| self.judged(name, family, index_line));
            drawn.collect()
        })
    }

    /// Draws and judges families of seeds; says whether everything held that must.
    fn measured(&self, title: &str, by: &str, families: &[(u64, Family)]) -> bool {
        described(families);
        let named = families.iter();
        let named: Vec<_> = named
            .map(|(seed, family)| (format!("{by} {seed}"), family))
            .collect();
        self.told(title, &named)
    }

    /// Draws and judges families made by hand.
    fn by_hand(&self, families: &[Hard]) -> [Vec<Drawn>; 2] {
        let named = families.iter();
        let named: Vec<_> = named.map(|it| (it.name.to_owned(), &it.family)).collect();
        self.both(&named)
    }

    /// The table of families drawn both ways; says whether everything held that must.
    fn told(&self, title: &str, families: &[(String, &Family)]) -> bool {
        let drawn = self.both(families);
        let fine = told(title, &drawn);
        if self.worst {
            drawn.iter().for_each(|it| listed(it));
        }
        fine
    }
}

/// Draws and judges genograms cut from family trees.
fn measured_trees(studio: &Studio, paths: &[PathBuf]) -> ExitCode {
    let mut cut: Vec<(u64, Family)> = Vec::new();
    for path in paths {
        match trees::families(path) {
            Ok(found) => cut.extend(found),
            Err(error) => {
                println!("{}: {error}", path.display());
                return ExitCode::FAILURE;
            }
        }
    }
    let fine = studio.measured("FAMILIES CUT FROM TREES", "person", &cut);
    ExitCode::from(u8::from(!fine))
}

/// Draws graphs of 12 to 75 people that no family is, both ways.
fn drawn_graphs(studio: &Studio, count: u64) -> ExitCode {
    let (mut lost, mut longest) = (0, Duration::ZERO);
    for seed in 0..count {
        let graph = nonsense(seed, usize::try_from(12 + seed % 64).unwrap_or(12));
        for index_line in LINES {
            let (text, _, took) = studio.draw(&graph, index_line);
            longest = longest.max(took);
            let drawn = text.matches("<g data-person=").count();
            lost += usize::from(drawn != graph.people.len());
        }
    }
    println!("{count} graphs both ways: {lost} with somebody lost, the longest {longest:.2?}");
    ExitCode::from(u8::from(lost > 0))
}

/// Draws and judges invented families; says whether everything held that must.
fn measured_families(studio: &Studio, asked: &Asked) -> bool {
    let mut fine = true;
    let random: Vec<(u64, Family)> = match asked.seed {
        Some(seed) => vec![(seed, family(seed))],
        None => families(asked.count).collect(),
    };
    fine &= studio.measured("FAMILIES MADE AT RANDOM", "seed", &random);
    let peers: Vec<(u64, Family)> = match asked.seed {
        Some(seed) => vec![(seed, peers_family(seed))],
        None => peers_families(asked.count).collect(),
    };
    let title = "FAMILIES IN THE PROPORTIONS OF THE PEERS' SET";
    fine &= studio.measured(title, "peers' seed", &peers);
    if asked.seed.is_none() {
        let (nonsense, sane): (Vec<_>, Vec<_>) = hard().into_iter().partition(|it| it.nonsense);
        let drawn = studio.by_hand(&sane);
        fine &= told("FAMILIES MADE BY HAND", &drawn);
        drawn
            .iter()
            .filter(|_| asked.worst)
            .for_each(|it| listed(it));
        // Nonsense is drawn with an issue; what is drawn of it must still be true.
        let drawn = studio.by_hand(&nonsense);
        told("NONSENSE (not counted)", &drawn);
        drawn.iter().for_each(|it| listed(it));
    }
    fine
}

fn main() -> ExitCode {
    let asked = Asked::read();
    if let Some(folder) = &asked.svg {
        std::fs::create_dir_all(folder).expect("the folder can be made");
    }
    let layouts = Layouts::shipped();
    // The face that the SVG is set in.
    let regular = layouts.bytes("fonts/LiberationSans-Regular.ttf");
    let studio = Studio {
        faces: Faces::new(regular.map(|bytes| bytes.as_ref())),
        words: Words::default(),
        worst: asked.worst,
        svg: asked.svg.clone(),
    };
    if !asked.trees.is_empty() {
        return measured_trees(&studio, &asked.trees);
    }
    if asked.graphs > 0 {
        return drawn_graphs(&studio, asked.graphs);
    }
    ExitCode::from(u8::from(!measured_families(&studio, &asked)))
}
