//! Holds the direction of imports, and the few rules by which the source stays readable. The source is
//! read as text: comments, strings and tests are taken out, and what is left is searched for paths.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::running::files_below;

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
    Room {
        name: "commands",
        may: &[
            "assemble", "batch", "bind", "cli", "config", "digest", "disclose", "ingest", "issue",
            "kind", "layouts", "model", "render", "verify", "view", "wording",
        ],
        outer: &[
            "chrono",
            "clap",
            "clap_complete",
            "clap_mangen",
            "ctrlc",
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
    // Beside the design's list: one way of hashing, so that digests are comparable everywhere.
    Room {
        name: "digest",
        may: &[],
        outer: &["sha2"],
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
            "quick_xml",
            "serde",
            "serde_json",
            "unicode_normalization",
            "zip",
        ],
    },
    Room {
        name: "disclose",
        may: &["model", "issue"],
        outer: &["aho_corasick"],
    },
    Room {
        name: "diagram",
        may: &["model", "view", "issue"],
        outer: &["chrono"],
    },
    // Facts are handed to the wording as minijinja's values; entries carry digests.
    Room {
        name: "assemble",
        may: &[
            "model", "disclose", "diagram", "wording", "view", "kind", "issue", "digest",
        ],
        outer: &["bankholidays", "chrono", "minijinja", "serde_json"],
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
    // Workbooks are read back as zip; the search is aho-corasick's.
    Room {
        name: "verify",
        may: &["view", "issue"],
        outer: &[
            "aho_corasick",
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

/// A source file of the program, its tests taken out.
struct Source {
    /// The path below `src`.
    path: String,
    /// Its module, from the crate's root.
    module: Vec<String>,
    /// The first part of that.
    room: String,
    /// The code without comments, strings and tests.
    code: String,
    /// Every path in it, groups taken apart.
    paths: Vec<Vec<String>>,
    /// The codes of issues that stand in it.
    codes: BTreeSet<String>,
}

impl Source {
    /// Paths into the crate, from its root: `crate::` and as many `super::` as it takes.
    fn resolved(&self) -> Vec<Vec<String>> {
        let depth = self.module.len();
        let from_root = self.paths.iter().filter_map(|path| {
            let supers = path.iter().take_while(|part| *part == "super").count();
            match path.first().map(String::as_str) {
                Some("crate" | "casebinder") => Some(path[1..].to_vec()),
                Some("super") if supers <= depth => {
                    let above = self.module[..depth - supers].iter();
                    Some(above.chain(&path[supers..]).cloned().collect())
                }
                _ => None,
            }
        });
        from_root.collect()
    }

    /// The modules at the crate's root that it names.
    fn rooms_named(&self) -> BTreeSet<String> {
        let named = self.resolved().into_iter().filter(|path| !path.is_empty());
        named
            .map(|mut path| path.swap_remove(0))
            .filter(|name| ROOMS.iter().any(|room| room.name == name))
            .collect()
    }

    /// Its own modules, which may be named like an outer crate.
    fn modules_declared(&self) -> BTreeSet<String> {
        let words: Vec<&str> = self
            .code
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .filter(|word| !word.is_empty())
            .collect();
        let pairs = words.windows(2).filter(|pair| pair[0] == "mod");
        pairs.map(|pair| pair[1].to_owned()).collect()
    }
}

/// Every source file but `lib.rs`, which only lists the modules, and those that are tests.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<(String, String)> = rust_files(&root)
        .into_iter()
        .map(|(name, path)| (name, without_words(&text(&path))))
        .collect();
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(name, code)| test_modules(name, code))
        .collect();
    let is_test = |name: &str| {
        let stem = name.trim_end_matches(".rs");
        let below = |test: &String| stem == test || stem.starts_with(&format!("{test}/"));
        tests.iter().any(below)
    };
    let kept = files
        .into_iter()
        .filter(|(name, _)| name != "lib.rs" && !is_test(name));
    kept.map(|(path, code)| {
        let module: Vec<String> = path
            .trim_end_matches(".rs")
            .split('/')
            .map(str::to_owned)
            .collect();
        let code = without_tests(&code);
        Source {
            room: module[0].clone(),
            codes: codes(&root.join(&path)),
            paths: paths(&code),
            path,
            module,
            code,
        }
    })
    .collect()
}

/// The codes of issues in a file, such as `CB0101`.
fn codes(path: &Path) -> BTreeSet<String> {
    let text = text(path);
    let quoted = text
        .split('"')
        .filter(|word| word.starts_with("CB") && word.len() == 6);
    quoted.map(str::to_owned).collect()
}

/// The files that a source declares as modules for tests only, as paths without ending.
fn test_modules(name: &str, code: &str) -> Vec<String> {
    let folder = name.trim_end_matches(".rs");
    let after = code.split("#[cfg(test)]").skip(1);
    let declared = after.filter_map(|rest| {
        let item = rest.split(['{', ';']).next()?.trim();
        let module = item.rsplit_once("mod ")?.1.trim();
        rest[rest.find(item)? + item.len()..]
            .starts_with(';')
            .then(|| format!("{folder}/{module}"))
    });
    declared.collect()
}

/// The code without what is compiled for tests only.
fn without_tests(code: &str) -> String {
    let mut rest = code;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        rest = &after[end_of_item(after)..];
    }
    kept + rest
}

/// Where the first item of some code ends: after its semicolon or its closing brace.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The code with comments, strings and characters blanked.
fn without_words(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let passed = words_at(rest);
        if passed > 0 {
            kept.push(' ');
            rest = &rest[passed..];
        } else {
            kept.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    kept
}

/// How long the comment, string or character is that begins here; 0 for anything else.
fn words_at(code: &str) -> usize {
    let until = |from: usize, end: &str| {
        let found = code[from..].find(end);
        found.map_or(code.len(), |at| from + at + end.len())
    };
    if code.starts_with("//") {
        return code.find('\n').unwrap_or(code.len());
    }
    if code.starts_with("/*") {
        return until(2, "*/");
    }
    if code.starts_with("r\"") {
        return until(2, "\"");
    }
    if let Some(raw) = code.strip_prefix("r#") {
        let hashes = 1 + raw.chars().take_while(|c| *c == '#').count();
        let end = format!("\"{}", "#".repeat(hashes));
        return match code.as_bytes().get(1 + hashes) {
            Some(b'"') => until(2 + hashes, &end),
            _ => 0,
        };
    }
    match code.as_bytes() {
        [b'"', ..] => 1 + quoted(&code[1..], '"'),
        [b'\'', b'\\', ..] => 1 + quoted(&code[1..], '\''),
        [b'\'', ..] => {
            let mut letters = code[1..].char_indices().skip(1);
            match letters.next() {
                Some((at, '\'')) => at + 2,
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// How far it is to the end of a string that has begun, its closing mark included.
fn quoted(code: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// A piece of code, as far as paths are concerned.
#[derive(Debug, PartialEq)]
enum Piece {
    Name(String),
    Colons,
    Open,
    Close,
    Comma,
    Other,
}

/// Every path in some code, groups taken apart: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(code: &str) -> Vec<Vec<String>> {
    let pieces = pieces(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let begins = at == 0 || pieces[at - 1] != Piece::Colons;
        match &pieces[at] {
            Piece::Name(_) if begins => at = path(&pieces, at, Vec::new(), &mut found),
            _ => at += 1,
        }
    }
    found
}

/// Reads one path from here, below a beginning; says where it ends.
fn path(
    pieces: &[Piece],
    mut at: usize,
    mut whole: Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> usize {
    while let Some(Piece::Name(name)) = pieces.get(at) {
        whole.push(name.clone());
        at += 1;
        if pieces.get(at) != Some(&Piece::Colons) {
            break;
        }
        at += 1;
        if pieces.get(at) == Some(&Piece::Open) {
            return group(pieces, at + 1, &whole, found);
        }
    }
    found.push(whole);
    at
}

/// Reads the paths of a group; says where it ends.
fn group(
    pieces: &[Piece],
    mut at: usize,
    beginning: &[String],
    found: &mut Vec<Vec<String>>,
) -> usize {
    while let Some(piece) = pieces.get(at) {
        at = match piece {
            Piece::Close => return at + 1,
            Piece::Name(_) => path(pieces, at, beginning.to_vec(), found),
            _ => at + 1,
        };
    }
    at
}

fn pieces(code: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let (piece, length) = match first {
            c if is_word(c) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                (Piece::Name(rest[..end].to_owned()), end)
            }
            ':' if rest.starts_with("::") => (Piece::Colons, 2),
            '{' => (Piece::Open, 1),
            '}' => (Piece::Close, 1),
            ',' => (Piece::Comma, 1),
            other => (Piece::Other, other.len_utf8()),
        };
        pieces.push(piece);
        rest = rest[length..].trim_start();
    }
    pieces
}

#[test]
fn paths_are_found_in_groups_and_not_in_words() {
    let code = without_words(
        "use std::{fs, io::{self, Read}}; // crate::a\nlet c = '\"'; \"crate::b\"; crate::c::D::e()",
    );
    let found: Vec<String> = paths(&code).iter().map(|path| path.join("::")).collect();
    for expected in [
        "std::fs",
        "std::io::self",
        "std::io::Read",
        "crate::c::D::e",
    ] {
        assert!(
            found.iter().any(|it| it == expected),
            "{expected} {found:?}"
        );
    }
    assert!(
        !found
            .iter()
            .any(|it| it.starts_with("crate::a") || it.starts_with("crate::b"))
    );
}
