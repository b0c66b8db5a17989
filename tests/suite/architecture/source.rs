//! The source as text: comments, strings and tests are taken out, and what is left is searched for
//! paths. No parser is needed for that, as rustfmt keeps the source in one shape.

use std::collections::BTreeSet;
use std::path::Path;

use super::{rust_files, text};

/// A source file of the program, its tests taken out.
pub struct Source {
    /// The path below `src`.
    pub path: String,
    /// Its module, from the crate's root.
    pub module: Vec<String>,
    /// The first part of that.
    pub room: String,
    /// The code without comments, strings and tests.
    pub code: String,
    /// Every path in it, groups taken apart.
    pub paths: Vec<Vec<String>>,
    /// The codes of issues that stand in it.
    pub codes: BTreeSet<String>,
}

impl Source {
    /// Paths into the crate, from its root: `crate::` and as many `super::` as it takes.
    pub fn resolved(&self) -> Vec<Vec<String>> {
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
    pub fn rooms_named(&self) -> BTreeSet<String> {
        let named = self.resolved().into_iter().filter(|path| !path.is_empty());
        named.map(|mut path| path.swap_remove(0)).collect()
    }

    /// Its own modules, which may be named like an outer crate.
    pub fn modules_declared(&self) -> BTreeSet<String> {
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
pub fn sources() -> Vec<Source> {
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
