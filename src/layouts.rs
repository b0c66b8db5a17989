//! The designs, wording and faces that documents are made with: those that travel in the program, and
//! an authority's own laid over them. Touches no file: `commands` hands an authority's files in.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::digest::Parts;

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The files of `layouts/`, by path with forward slashes: `chronology.typ`, `shared/page.typ`,
/// `wording/event.j2`, `fonts/LiberationSans-Regular.ttf`.
#[derive(Debug, Clone)]
pub struct Layouts {
    files: BTreeMap<String, Arc<[u8]>>,
    shipped: BTreeMap<String, Arc<[u8]>>,
}

impl Layouts {
    /// The files that travel in the program.
    pub fn shipped() -> Self {
        let mut files = BTreeMap::new();
        collect(&SHIPPED, &mut files);
        Self {
            shipped: files.clone(),
            files,
        }
    }

    /// The same with an authority's own files laid over them.
    pub fn with(mut self, own: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        self.files
            .extend(own.into_iter().map(|(name, bytes)| (name, bytes.into())));
        self
    }

    /// A file's bytes.
    pub fn bytes(&self, name: &str) -> Option<&Arc<[u8]>> {
        self.files.get(name)
    }

    /// A file as text; none where it is missing or not UTF-8.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files
            .get(name)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The files whose names end so, by name.
    pub fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = (&'a str, &'a Arc<[u8]>)> {
        self.files
            .iter()
            .filter(move |(name, _)| name.ends_with(end))
            .map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// All files by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// The design of a kind that differs from the shipped one: the names of the files changed.
    pub fn changed_for(&self, kind: &str) -> Vec<&str> {
        self.design_of(kind)
            .filter(|(name, bytes)| self.shipped.get(*name) != Some(*bytes))
            .map(|(name, _)| name)
            .collect()
    }

    /// SHA-256 over everything that sets a kind's pages and words, in hex: what is approved
    /// (Northamptonshire 2), and what an unchanged document depends on.
    pub fn digest_of(&self, kind: &str) -> String {
        let mut digest = Parts::default();
        for (name, bytes) in self.design_of(kind) {
            digest.add(name);
            digest.add(bytes);
        }
        digest.hex()
    }

    fn design_of<'a>(&'a self, kind: &str) -> impl Iterator<Item = (&'a str, &'a Arc<[u8]>)> {
        let own = format!("{kind}.typ");
        self.all().filter(move |(name, _)| {
            *name == own || name.starts_with("shared/") || name.starts_with("wording/")
        })
    }
}

fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        files.insert(name, file.contents().into());
    }
    dir.dirs().for_each(|sub| collect(sub, files));
}
