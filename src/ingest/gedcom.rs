//! GEDCOM 5.5.1 and 7.0: the family trees that genealogy programs write. They hold people and what they
//! are to each other, and no case; a genogram can be drawn of them, and nothing else made.
//!
//! The lines are read here rather than by a crate: real files hold what the crates refuse whole files
//! for (see Cargo.toml at ged_io), and every fault must have its place.

mod characters;
mod couples;
mod dates;
mod families;
mod faults;
mod lines;
mod parentage;
mod people;
mod reading;
mod ties;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use self::families::ById;
use self::lines::{Lines, Node};
use self::reading::Reading;
use super::{NamedBytes, check};
use crate::issue::{Found, Issue, Origin};
use crate::model::{Case, Records, SetAside, TableCount, When};

/// The record types that a family tree can give.
pub const CARRIED: &[&str] = &["person", "relationship"];

/// What a file of that layout holds.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// People and relationships, under the file's name without its ending.
    pub family: Case,
    /// Records that are in neither, and why.
    pub set_aside: Vec<SetAside>,
    /// How many records of people and of families there were, and what became of them.
    pub tables: Vec<TableCount>,
    /// The date of the export, where the head says so.
    pub exported: Option<NaiveDate>,
}

/// Whether a file is a family tree, by how it begins.
pub fn recognise(bytes: &[u8]) -> bool {
    characters::begins(bytes)
}

/// Reads a family tree. `covers` tells whether the faces have a glyph for a character.
pub fn read(file: &NamedBytes, covers: &dyn Fn(char) -> bool) -> Found<Tree> {
    let (text, note) = match characters::text(&file.name, &file.bytes) {
        Ok(found) => found,
        Err(issue) => {
            return Found {
                value: Tree::default(),
                issues: vec![*issue],
            };
        }
    };
    let text = lines::with_line_feeds(text);
    let mut out = Reading::new(file.name.clone(), covers);
    let lines = Lines::of(text.trim_start_matches('\u{FEFF}'), &mut out);
    let mut tree = Tree::default();
    let version = head(&lines, &mut tree, &mut out);
    let records = body(&lines, version, &mut tree, &mut out);
    let mut issues: Vec<Issue> = note
        .map(in_own_words)
        .into_iter()
        .chain(out.close())
        .collect();
    let across = check::check(&records).into_iter().filter(is_for_trees);
    issues.extend(across.map(in_own_words));
    tree.family = Case {
        id: id_of(&file.name),
        records,
        layouts: vec!["gedcom"],
        carried: Arc::new(CARRIED.iter().copied().collect()),
        ..Case::default()
    };
    Found {
        value: tree,
        issues,
    }
}

/// The file's name without its ending.
fn id_of(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a rule across records has anything to say of a family tree, which may well go back beyond what
/// a case can hold.
fn is_for_trees(issue: &Issue) -> bool {
    issue.code != "CB0412"
}

/// Hints that other layouts share name their files and columns.
fn in_own_words(mut issue: Issue) -> Issue {
    let hint = match issue.code.as_str() {
        "CB0102" => "look at an accented name; if it is wrong, export the tree again as UTF-8",
        "CB0402" => "put the other person into HUSB, WIFE or CHIL of that family",
        "CB0403" => {
            "one of these families names the wrong person, or as the wrong one: HUSB and WIFE are \
             the parents, CHIL the children"
        }
        _ => return issue,
    };
    issue.hint = hint.to_owned();
    issue
}

/// What the head and the end of the file say; the version.
fn head(lines: &Lines<'_>, tree: &mut Tree, out: &mut Reading<'_>) -> &'static str {
    let head = lines.records().find(|record| record.tag() == "HEAD");
    let version = head
        .and_then(|head| head.child("GEDC"))
        .map(|it| it.words_of("VERS"));
    if lines.records().all(|record| record.tag() != "TRLR") {
        out.fault(faults::NO_TRAILER, &[out.whole()], "");
    }
    let date = head.and_then(|head| head.child("DATE"));
    tree.exported = date
        .and_then(|date| match dates::read(&date.words()) {
            dates::Dated::Happened(when) => Some(when),
            _ => None,
        })
        .as_ref()
        .and_then(When::exact_day);
    match version.as_deref() {
        Some(known) if known == "7" || known.starts_with("7.") => "7.0",
        Some("5.5" | "5.5.1") => "5.5.1",
        other => {
            out.fault(
                faults::OTHER_VERSION,
                &[out.whole()],
                other.unwrap_or_default(),
            );
            "5.5.1"
        }
    }
}

/// The people and what they are to each other.
fn body(lines: &Lines<'_>, version: &str, tree: &mut Tree, out: &mut Reading<'_>) -> Records {
    let mut individuals = Gathered::of(lines, "INDI", tree, out);
    let mut families = Gathered::of(lines, "FAM", tree, out);
    tell_unread(lines, out);
    let mut records = Records::default();
    for (id, record) in &individuals.by_id {
        let mut person = people::read(*record, out);
        let again = individuals.again.get(id).copied().unwrap_or_default();
        person
            .origins
            .extend((0..again).map(|_| out.at(*record, "INDI")));
        records.people.push(person);
    }
    let (relationships, told) = families::read(&individuals.by_id, &families.by_id, out);
    records.relationships = relationships;
    let silent: Vec<Node<'_>> = families
        .by_id
        .values()
        .zip(told)
        .filter(|(_, told)| !told)
        .map(|(record, _)| *record)
        .collect();
    for record in silent {
        let origin = out.at(record, "FAM");
        out.fault(faults::SAYS_NOTHING, std::slice::from_ref(&origin), "");
        families.lose(origin, "the family joins nobody to anybody", tree);
    }
    let file = out.whole().file;
    for gathered in [&mut individuals, &mut families] {
        tree.tables.push(gathered.count(&file, version));
    }
    records
}

/// The records of one kind.
struct Gathered<'a> {
    tag: &'static str,
    by_id: ById<'a>,
    /// How often a record was repeated word for word.
    again: BTreeMap<&'a str, usize>,
    rows: usize,
    lost: usize,
}

impl<'a> Gathered<'a> {
    fn of(lines: &'a Lines<'a>, tag: &'static str, tree: &mut Tree, out: &mut Reading<'_>) -> Self {
        let mut found: Vec<Node<'a>> = lines.records().filter(|it| it.tag() == tag).collect();
        // Which of two records with one id is kept must not depend on which comes first: the fuller.
        found.sort_by_cached_key(|it| {
            let body = it.body();
            (it.xref(), Reverse(body.len()), body)
        });
        let mut gathered = Self {
            tag,
            by_id: ById::new(),
            again: BTreeMap::new(),
            rows: found.len(),
            lost: 0,
        };
        for record in found {
            gathered.add(record, tree, out);
        }
        gathered
    }

    fn add(&mut self, record: Node<'a>, tree: &mut Tree, out: &mut Reading<'_>) {
        let id = record.xref();
        let origin = out.at(record, self.tag);
        if id.is_empty() {
            out.fault(faults::NO_ID, std::slice::from_ref(&origin), "");
            return self.lose(origin, "the record has no id", tree);
        }
        match self.by_id.get(id) {
            None => {
                self.by_id.insert(id, record);
            }
            Some(kept) if kept.body() == record.body() => {
                *self.again.entry(id).or_default() += 1;
                out.fault(faults::SAME_RECORD, &[origin], "");
            }
            Some(_) => {
                let places = [out.at_line(record.number()), origin.clone()];
                out.fault(faults::TWO_RECORDS, &places, "");
                self.lose(origin, "another record with this id differs", tree);
            }
        }
    }

    fn lose(&mut self, origin: Origin, reason: &str, tree: &mut Tree) {
        self.lost += 1;
        tree.set_aside.push(SetAside {
            origin,
            reason: reason.to_owned(),
        });
    }

    fn count(&self, file: &str, version: &str) -> TableCount {
        TableCount {
            table: format!("{file}, {}", self.tag),
            layout: format!("gedcom {version}"),
            rows: self.rows,
            used: self.rows - self.lost,
            merged: self.again.values().sum(),
            set_aside: self.lost,
        }
    }
}

/// Says once which tags of people and families are not read.
fn tell_unread(lines: &Lines<'_>, out: &mut Reading<'_>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for record in lines.records() {
        let read = match record.tag() {
            "INDI" => people::READ,
            "FAM" => couples::READ,
            _ => continue,
        };
        for line in record.children().filter(|it| !read.contains(&it.tag())) {
            *counts.entry(line.tag()).or_default() += 1;
        }
    }
    if !counts.is_empty() {
        let told: Vec<String> = counts
            .iter()
            .map(|(tag, count)| format!("{tag} {count}"))
            .collect();
        out.fault(faults::NOT_READ, &[out.whole()], &told.join(", "));
    }
}
