//! Holds the direction of imports, and the few rules by which the source stays readable. The source is
//! read as text: comments, strings and tests are taken out, and what is left is searched for paths.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::running::files_below;
use source::sources;

mod source;

/// A module of the crate, the modules that it may import, and the outer crates that it may use.
struct Room {
    name: &'static str,
    may: &'static [&'static str],
    outer: &'static [&'static str],
}

/// The table of design.md as it holds. Beside it stand two rooms that every stage may need: `digest`
/// (one way of hashing) and `layouts` (the embedded files). serde, serde_json and chrono are allowed
/// where values are shaped, written or dated.
const ROOMS: &[Room] = &[
    // Parses, runs, ends; `wild` expands wildcards before clap sees them.
    Room {
        name: "main",
        may: &["cli", "commands"],
        outer: &["clap", "wild"],
    },
    // The shells that completions are made for are a type of clap_complete's.
    Room {
        name: "cli",
        may: &["kind"],
        outer: &["clap", "clap_complete"],
    },
    // The request of a review is kept as JSON; a value that is also kept is looked for in the names on a letter.
    Room {
        name: "commands",
        may: &[
            "assemble", "batch", "bind", "cli", "config", "digest", "disclose", "ingest", "issue",
            "kind", "layouts", "model", "render", "search", "verify", "view", "wording",
        ],
        outer: &[
            "chrono",
            "clap",
            "clap_complete",
            "clap_mangen",
            "ctrlc",
            "serde",
            "serde_json",
        ],
    },
    Room {
        name: "issue",
        may: &[],
        outer: &["serde"],
    },
    Room {
        name: "kind",
        may: &[],
        outer: &["serde"],
    },
    // Beside the design's list: one way of hashing, so that digests are comparable everywhere; and the key
    // under which the redaction schedule's digests are made.
    Room {
        name: "digest",
        may: &[],
        outer: &["getrandom", "hmac", "sha2"],
    },
    // Beside the design's list: the files that travel in the program, which several stages take apart.
    Room {
        name: "layouts",
        may: &["digest"],
        outer: &["include_dir"],
    },
    Room {
        name: "config",
        may: &["issue", "kind"],
        outer: &["chrono", "toml"],
    },
    Room {
        name: "model",
        may: &["issue"],
        outer: &["chrono", "serde"],
    },
    // A view says what its own digest is, as checkers are bound to it.
    Room {
        name: "view",
        may: &["issue", "kind", "digest"],
        outer: &["chrono", "serde", "serde_json"],
    },
    Room {
        name: "wording",
        may: &["view", "issue"],
        outer: &["minijinja", "serde_json"],
    },
    // Natural keys are digests; the parts of a workbook that calamine hides are read with zip.
    Room {
        name: "ingest",
        may: &["model", "issue", "digest"],
        outer: &[
            "calamine",
            "chrono",
            "csv",
            "encoding_rs",
            "ged_io",
            "quick_xml",
            "serde",
            "serde_json",
            "unicode_normalization",
            "zip",
        ],
    },
    // Beside the design's list: one way of finding words however they are written, so that what is taken
    // out is what the check of the finished document looks for.
    Room {
        name: "search",
        may: &[],
        outer: &["aho_corasick", "unicode_normalization"],
    },
    // What is withheld is found as the search of the finished document reads it: unaccented. Numbers such as
    // telephones and postcodes are found by their shapes.
    Room {
        name: "disclose",
        may: &["model", "issue", "search", "digest"],
        outer: &["aho_corasick", "chrono", "regex", "serde"],
    },
    Room {
        name: "diagram",
        may: &["model", "view", "issue"],
        outer: &["chrono"],
    },
    // Facts are handed to the wording as minijinja's values; entries carry digests. An audit looks for the names
    // of other children as a release looks for what is withheld.
    Room {
        name: "assemble",
        may: &[
            "model", "disclose", "diagram", "wording", "view", "kind", "issue", "digest", "search",
        ],
        outer: &["bankholidays", "chrono", "minijinja", "serde", "serde_json"],
    },
    // The kind names the layout that sets it, and the layouts are sources that typst asks for.
    Room {
        name: "render",
        may: &["view", "issue", "kind", "layouts"],
        outer: &[
            "chrono",
            "comemo",
            "minijinja",
            "rust_xlsxwriter",
            "serde",
            "serde_json",
            "typst",
            "typst_layout",
            "typst_pdf",
        ],
    },
    Room {
        name: "bind",
        may: &["issue"],
        outer: &["lopdf"],
    },
    // Workbooks are read back as zip; the keywords of PDF syntax are found by aho-corasick; what was packed
    // is inflated by flate2, which is strict where hayro is not.
    Room {
        name: "verify",
        may: &["view", "issue", "search"],
        outer: &[
            "aho_corasick",
            "flate2",
            "hayro_interpret",
            "hayro_syntax",
            "kurbo",
            "quick_xml",
            "unicode_normalization",
            "zip",
        ],
    },
    // What is kept from the last run is known by digests.
    Room {
        name: "batch",
        may: &[
            "view", "kind", "issue", "render", "bind", "verify", "digest",
        ],
        outer: &["chrono", "indicatif", "serde", "serde_json", "tempfile"],
    },
];

/// Parts of the standard library that touch the world, and the modules that may use them.
const WORLD: &[(&str, &[&str])] = &[
    ("std::fs", &["commands", "batch"]),
    ("std::env", &["commands"]),
    // The exit code.
    ("std::process", &["commands", "main"]),
    ("std::thread", &["batch"]),
    ("std::net", &[]),
    ("std::time::SystemTime", &[]),
    // How long a run takes, for its progress.
    ("std::time::Instant", &["batch"]),
];

/// Kinds that are composed of another: counsel's sheet tells of the court chronology beside it, a case
/// record begins with the front sheet, an access copy holds the family drawing, and a supervision pack holds
/// entries of the chronology, parts of a summary and the genogram. A team's caseload counts what packs count.
const COMPOSED: &[(&str, &str)] = &[
    ("counsel_sheet", "court_chronology"),
    ("case_record", "front_sheet"),
    ("access_copy", "genogram"),
    ("supervision_pack", "chronology"),
    ("supervision_pack", "case_summary"),
    ("supervision_pack", "genogram"),
    ("team_caseload", "supervision_pack"),
];

/// Asking how many cores there are starts no thread.
const CORES: &str = "std::thread::available_parallelism";

/// Crates of which a module needs so little that the files are named: minijinja's values are handed to
/// the wording in two places, and the index is a page of HTML.
const NARROW: &[(&str, &[&str])] = &[(
    "minijinja",
    &[
        "wording.rs",
        "render/index",
        "assemble/shared/phrases.rs",
        "assemble/chronology/notes.rs",
    ],
)];

/// Crates that open the network; none may come in, however far down.
const NETWORK: &[&str] = &[
    "curl",
    "hyper",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "tokio",
    "ureq",
];

const LONGEST_FILE: usize = 400;

#[test]
fn modules_import_only_what_the_table_lets_them() {
    let mut wrong = BTreeSet::new();
    for source in sources() {
        let room = room(&source.room);
        for path in source.rooms_named() {
            if path != room.name && !room.may.contains(&path.as_str()) {
                wrong.insert(format!("{} imports {path}", source.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn outer_crates_are_used_only_where_the_table_lets_them() {
    let known = dependencies();
    let mut wrong = BTreeSet::new();
    for source in sources() {
        let room = room(&source.room);
        let own = source.modules_declared();
        let roots = source.paths.iter().filter(|path| path.len() > 1);
        for root in roots.map(|path| &path[0]) {
            let outer = known.contains(root) && !own.contains(root);
            let narrow = NARROW.iter().find(|(name, _)| name == root);
            let here = narrow
                .is_none_or(|(_, files)| files.iter().any(|file| source.path.starts_with(file)));
            if outer && !(here && room.outer.contains(&root.as_str())) {
                wrong.insert(format!("{} uses {root}", source.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn files_clock_environment_and_threads_are_touched_only_at_the_edge() {
    let mut wrong = BTreeSet::new();
    for source in sources() {
        for path in &source.paths {
            let path = path.join("::");
            for (part, rooms) in WORLD {
                let inside = path == *part || path.starts_with(&format!("{part}::"));
                if inside && path != CORES && !rooms.contains(&source.room.as_str()) {
                    wrong.insert(format!("{} uses {path}", source.path));
                }
            }
            let clock = path.ends_with("Local::now") || path.ends_with("Utc::now");
            if clock && source.path != "commands/settings.rs" {
                wrong.insert(format!("{} reads the clock", source.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn a_kind_of_document_knows_no_other_kind() {
    let kinds: Vec<String> = casebinder::kind::KINDS
        .iter()
        .map(|kind| kind.name.replace('-', "_"))
        .collect();
    let mut wrong = BTreeSet::new();
    for source in sources().iter().filter(|it| it.room == "assemble") {
        let own = source.module.get(1);
        for path in source.resolved() {
            let other = (path.first().map(String::as_str) == Some("assemble"))
                .then(|| path.get(1))
                .flatten();
            if let (Some(own), Some(other)) = (own, other)
                && kinds.contains(own)
                && kinds.contains(other)
                && own != other
                && !COMPOSED.contains(&(own.as_str(), other.as_str()))
            {
                wrong.insert(format!("{} imports the kind {other}", source.path));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_file_says_at_its_head_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = BTreeSet::new();
    for folder in ["src", "tests", "benches"] {
        for (name, path) in rust_files(&root.join(folder)) {
            if !text(&path).starts_with("//! ") {
                wrong.insert(format!("{folder}/{name}"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn no_file_is_longer_than_a_reader_holds_in_mind() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let long = rust_files(&root)
        .into_iter()
        .map(|(name, path)| (name, text(&path).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(name, lines)| format!("{name} has {lines} lines"));
    assert_none(&long.collect());
}

#[test]
fn nothing_is_unwrapped() {
    let found = sources()
        .into_iter()
        .filter(|source| source.code.contains(".unwrap()"))
        .map(|source| source.path);
    assert_none(&found.collect());
}

#[test]
fn no_module_is_named_for_what_it_is_not() {
    let empty = [
        "util", "utils", "helper", "helpers", "manager", "common", "misc",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = BTreeSet::new();
    for folder in ["src", "tests"] {
        for (name, _) in rust_files(&root.join(folder)) {
            let mut parts = name.trim_end_matches(".rs").split('/');
            if parts.any(|part| empty.contains(&part)) {
                wrong.insert(name);
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn a_code_of_an_issue_means_one_thing() {
    // What one room says, another may look for; an export without cases is told on reading and in the end.
    let shared = ["CB0100", "CB0901"];
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        for code in source.codes {
            rooms.entry(code).or_default().insert(source.room.clone());
        }
    }
    let wrong = rooms
        .into_iter()
        .filter(|(code, rooms)| rooms.len() > 1 && !shared.contains(&code.as_str()))
        .map(|(code, rooms)| format!("{code} is said by {rooms:?}"));
    assert_none(&wrong.collect());
}

#[test]
fn typst_shares_its_memory_with_us() {
    let packages = packages();
    let count = packages.iter().filter(|name| *name == "comemo").count();
    assert_eq!(count, 1, "what is forgotten must be what typst remembers");
}

#[test]
fn nothing_opens_the_network() {
    let found = packages()
        .into_iter()
        .filter(|name| NETWORK.contains(&name.as_str()));
    assert_none(&found.collect());
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let mut wrong = BTreeSet::new();
    let (mut inside, mut before) = (false, "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]");
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            // Crates of one family may share a reason.
            let family = line.split('-').next().unwrap_or_default();
            let shared = line.contains('-') && before.starts_with(family);
            if !before.starts_with('#') && !shared {
                wrong.insert(line.to_owned());
            }
        }
        before = line;
    }
    assert_none(&wrong);
}

#[track_caller]
fn assert_none(wrong: &BTreeSet<String>) {
    let lines: Vec<&str> = wrong.iter().map(String::as_str).collect();
    assert!(wrong.is_empty(), "{}", lines.join("\n"));
}

fn room(name: &str) -> &'static Room {
    let found = ROOMS.iter().find(|room| room.name == name);
    found.unwrap_or_else(|| panic!("the table has no line for the module {name}"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("the source can be read")
}

fn rust_files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = files_below(folder);
    files.retain(|name, _| name.ends_with(".rs"));
    files
}

/// The names of all packages in the lock file, one for each version.
fn packages() -> Vec<String> {
    let lock = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"));
    let names = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \""));
    names
        .map(|name| name.trim_end_matches('"').to_owned())
        .collect()
}

/// The outer crates that the program names, as they are written in code.
fn dependencies() -> BTreeSet<String> {
    let manifest = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("the manifest lists dependencies");
    let names = section.lines().filter(|line| !line.starts_with('#'));
    names
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"))
        .collect()
}
