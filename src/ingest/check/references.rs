//! Ids that name nothing in the export, gathered by what they name: one missing record is one
//! issue, with its places.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::findings::{Findings, counted, named, spaced};
use super::row::{Column, Row};
use super::rules;
use crate::issue::{Issue, Origin};
use crate::model::declare::{ListVisitor, Listed, RecordType, plain_key};
use crate::model::records::Restriction;
use crate::model::{EntryId, Records};

/// How many places of a missing record are kept; the message counts all.
const PLACES: usize = 20;

/// The record types that every export should hold; others are often left out as a whole.
const EXPECTED: &[&str] = &["case", "person"];

/// Fields that may point outside an export of some cases only.
const OUTWARD: &[&str] = &["linked_cases"];

/// The ids of an export, by record type.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<&'static str, HashSet<Arc<str>>>);

impl Known {
    /// The ids of these records.
    pub fn of(records: &Records) -> Self {
        let mut known = Self::default();
        records.each_list(&mut known);
        known
    }

    fn has(&self, kind: &str, id: &str) -> bool {
        self.0.get(kind).is_some_and(|ids| ids.contains(id))
    }
}

impl ListVisitor for Known {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if !records.is_empty() {
            let ids = records.iter().map(|record| record.entry().key.clone());
            self.0.insert(R::TYPE.name, ids.collect());
        }
    }
}

/// What one missing record is missed by.
#[derive(Debug)]
struct Missed {
    first: EntryId,
    /// How many records of each type name it, and in which field.
    named_in: BTreeMap<(Arc<str>, &'static str), usize>,
    origins: Vec<Origin>,
}

/// What is named and is not there, by record type and id; the id is empty where the export holds no
/// record of the type at all.
#[derive(Debug, Default)]
pub(super) struct References {
    unknown: BTreeMap<(&'static str, String), Missed>,
    /// Of the records that stand in no case, what they name instead.
    homeless: BTreeMap<(&'static str, String), Missed>,
}

/// A column of ids, and the ids that it may hold.
#[derive(Debug, Clone, Copy)]
struct Link<'k> {
    column: Column,
    refers: &'static str,
    /// None where the export holds no record of that type.
    ids: Option<&'k HashSet<Arc<str>>>,
}

impl Link<'_> {
    fn knows(&self, id: &str) -> bool {
        self.ids.is_some_and(|ids| ids.contains(id))
    }

    fn key(&self, id: String) -> (&'static str, String) {
        let id = if self.ids.is_some() {
            id
        } else {
            String::new()
        };
        (self.refers, id)
    }
}

/// The reference columns of one record type.
pub(super) struct ReferenceRules<'k> {
    links: Vec<Link<'k>>,
    /// What puts the record into a case: its case ids, or else its proceedings.
    homes: Vec<Link<'k>>,
}

impl<'k> ReferenceRules<'k> {
    /// The columns of that type which hold ids of other records.
    pub fn of(kind: &'static RecordType, known: &'k Known) -> Self {
        let columns = Column::all(kind).filter_map(|(column, field)| Some((column, field.refers?)));
        let links = columns.map(|(column, refers)| Link {
            column,
            refers,
            ids: known.0.get(refers),
        });
        let links: Vec<Link<'_>> = links.collect();
        let is_case = |link: &&Link<'_>| link.column.name == "case_id";
        let cases = links.iter().filter(is_case);
        let homes = cases.chain(links.iter().filter(|link| link.refers == "proceedings"));
        Self {
            homes: homes.copied().collect(),
            links,
        }
    }

    /// Gathers the ids of one record that name nothing.
    pub fn check(&self, row: &Row<'_>, references: &mut References) {
        let mut homes = self
            .homes
            .iter()
            .filter(|home| row.ids(home.column).next().is_some());
        let home = homes.next();
        let lost = home.filter(|home| !row.ids(home.column).any(|id| home.knows(id)));
        if let Some(home) = lost {
            let ids: Vec<&str> = row.ids(home.column).collect();
            Missed::add(
                &mut references.homeless,
                home.key(ids.join("; ")),
                row,
                home.column,
            );
        }
        let told = lost.map(|home| home.column.name);
        for link in self
            .links
            .iter()
            .filter(|link| Some(link.column.name) != told)
        {
            for id in row.ids(link.column).filter(|id| !link.knows(id)) {
                let key = link.key(id.to_owned());
                Missed::add(&mut references.unknown, key, row, link.column);
            }
        }
    }
}

impl Missed {
    fn add(
        among: &mut BTreeMap<(&'static str, String), Self>,
        key: (&'static str, String),
        row: &Row<'_>,
        column: Column,
    ) {
        let missed = among.entry(key).or_insert_with(|| Self {
            first: row.entry.clone(),
            named_in: BTreeMap::new(),
            origins: Vec::new(),
        });
        // Lists come in the order of types; within one, the least entry stands for all.
        if missed.first.record == row.entry.record && *row.entry < missed.first {
            missed.first = row.entry.clone();
        }
        let field = (row.entry.record.clone(), column.name);
        *missed.named_in.entry(field).or_default() += 1;
        let room = PLACES - missed.origins.len();
        missed
            .origins
            .extend(row.origins.iter().take(room).cloned());
    }

    fn count(&self) -> usize {
        self.named_in.values().sum()
    }

    /// The fields that name it, as "`worker_id` of visit".
    fn fields(&self) -> String {
        let fields = self.named_in.keys();
        let fields = fields.map(|(record, field)| format!("`{field}` of {}", spaced(record)));
        fields.collect::<Vec<_>>().join(", ")
    }

    fn is_restricting(&self) -> bool {
        self.named_in
            .keys()
            .any(|(record, _)| &**record == "restriction")
    }
}

impl References {
    /// Tells what was named and is not there.
    pub fn report(self, known: &Known, found: &mut Findings) {
        let mut alike = Alike {
            known,
            keys: HashMap::new(),
        };
        for ((refers, id), missed) in self.unknown {
            let issue = alike.explain(refers, &id, unknown(refers, &id, &missed));
            found.add(&missed.first, issue.at_all(&missed.origins));
        }
        for ((refers, id), missed) in self.homeless {
            let issue = alike.explain(refers, &id, homeless(refers, &id, &missed));
            found.add(&missed.first, issue.at_all(&missed.origins));
        }
    }
}

fn unknown(refers: &str, id: &str, missed: &Missed) -> Issue {
    let (kind, fields) = (spaced(refers), missed.fields());
    let places = counted(missed.count(), "place", "places");
    if id.is_empty() {
        let message =
            format!("the export holds no {kind} records; they are named in {places} ({fields})");
        return match EXPECTED.contains(&refers) {
            true => rules::UNKNOWN_ID.issue(message),
            false => rules::LACKS_TYPE.issue(message),
        };
    }
    let message = format!("a {kind} that is not in this export is named in {places} ({fields})");
    let outward = missed
        .named_in
        .keys()
        .all(|(_, field)| OUTWARD.contains(field));
    let rule = if outward {
        rules::OUTSIDE_EXPORT
    } else {
        rules::UNKNOWN_ID
    };
    rule.issue(message).value(id)
}

fn homeless(refers: &str, id: &str, missed: &Missed) -> Issue {
    let kind = spaced(refers);
    let records: BTreeSet<String> = missed
        .named_in
        .keys()
        .map(|(record, _)| spaced(record))
        .collect();
    let records = records.into_iter().collect::<Vec<_>>().join(", ");
    let (count, first) = (missed.count(), named(&missed.first));
    let who = match count {
        1 => format!("{first} stands"),
        _ => format!("{count} records ({records}) stand"),
    };
    let why = match id.is_empty() {
        true => format!("the export holds no {kind} records"),
        false => format!("the export holds no {kind} of that id"),
    };
    let mut issue = rules::NO_CASE.issue(format!("{who} in no case: {why}"));
    if missed.is_restricting() {
        issue.hint += ", and the restriction hides nothing";
    }
    if id.is_empty() {
        issue
    } else {
        issue.value(id)
    }
}

/// Finds ids that a spreadsheet may have changed.
struct Alike<'a> {
    known: &'a Known,
    /// By record type, the ids without what a spreadsheet changes; made when first wanted.
    keys: HashMap<&'static str, HashSet<String>>,
}

impl Alike<'_> {
    /// Adds to the hint where the export holds an id that is nearly this one.
    fn explain(&mut self, refers: &'static str, id: &str, mut issue: Issue) -> Issue {
        let keys = self.keys.entry(refers).or_insert_with(|| {
            let ids = self.known.0.get(refers).into_iter().flatten();
            ids.map(|id| loosely(id)).collect()
        });
        if keys.contains(&loosely(id)) {
            issue.hint += "; the export holds an id that differs only in leading zeros, capitals or punctuation, as when a spreadsheet changes ids";
        }
        issue
    }
}

/// An id without what spreadsheets and typists change: capitals, punctuation, `.0`, leading zeros.
fn loosely(id: &str) -> String {
    let id = id.trim();
    let key = plain_key(id.strip_suffix(".0").unwrap_or(id));
    key.trim_start_matches('0').to_owned()
}

/// A restriction must name a record that is there, or what it protects is shown.
pub(super) fn check_restrictions(records: &Records, known: &Known, found: &mut Findings) {
    let holding = records
        .restrictions
        .iter()
        .filter(|each| each.lifted.value().is_none());
    for restriction in holding.filter(|each| !names_record(each, known)) {
        let name = named(&restriction.entry);
        let message = format!("{name}: `restricted_record` names no record of this export");
        let words = restriction
            .restricted_record
            .value()
            .map(|words| words.shown());
        let issue = rules::IDLE_RESTRICTION
            .issue(message)
            .value(words.unwrap_or_default());
        found.add(&restriction.entry, issue.at_all(&restriction.origins));
    }
}

fn names_record(restriction: &Restriction, known: &Known) -> bool {
    let Some(words) = restriction.restricted_record.value() else {
        return false;
    };
    let words = words.shown();
    words
        .split_once(':')
        .is_some_and(|(kind, id)| known.has(kind.trim(), id.trim()))
}
