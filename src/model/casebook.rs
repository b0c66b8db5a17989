//! All that an export holds, put together: the cases, and what was set aside on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::EntryId;
use super::records::{CaseRecord, Person, Proceedings, Records};
use super::text::Text;
use crate::issue::Origin;

/// One child's case, with every record that belongs to it and every person it names.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// The case's id.
    pub id: String,
    /// The records; `cases` holds this case's own row.
    pub records: Records,
    /// The ids of the cases that share records with this one, as siblings' do: shared notes may name
    /// what is confidential in those.
    pub shares_with: Vec<String>,
    /// Working-copy rows that change how an entry is printed.
    pub overrides: Vec<Override>,
    /// The layouts it was read from, such as `native` and `ssda903`.
    pub layouts: Vec<&'static str>,
    /// The record types that the tables of the export can carry: of any other, nothing can be told from
    /// there being no record (rule 1).
    pub carried: Arc<BTreeSet<&'static str>>,
}

/// A set of proceedings with the cases of the children concerned.
#[derive(Debug, Clone)]
pub struct ProceedingsOf<'a> {
    /// What is recorded of the proceedings.
    pub record: &'a Proceedings,
    /// The children's cases, ordered by id.
    pub cases: Vec<&'a Case>,
}

impl ProceedingsOf<'_> {
    /// The proceedings' id.
    pub fn id(&self) -> &str {
        &self.record.entry.key
    }
}

impl Casebook {
    /// Every set of proceedings, ordered by id.
    pub fn proceedings(&self) -> Vec<ProceedingsOf<'_>> {
        let mut by_id: BTreeMap<&str, ProceedingsOf<'_>> = BTreeMap::new();
        for case in &self.cases {
            for record in &case.records.proceedings {
                let of = by_id.entry(&record.entry.key).or_insert(ProceedingsOf {
                    record,
                    cases: Vec::new(),
                });
                of.cases.push(case);
            }
        }
        by_id.into_values().collect()
    }

    /// The cases that share records with one.
    pub fn sharing_with(&self, case: &Case) -> Vec<&Case> {
        let found = |id: &String| {
            let at = self.cases.binary_search_by(|it| it.id.cmp(id)).ok()?;
            self.cases.get(at)
        };
        case.shares_with.iter().filter_map(found).collect()
    }
}

impl Case {
    /// The case's own row, where the export has one.
    pub fn record(&self) -> Option<&CaseRecord> {
        self.records.cases.first()
    }

    /// The child whose case it is.
    pub fn child(&self) -> Option<&Person> {
        let id = &self.record()?.child_id.value()?.0;
        self.person(id)
    }

    /// A person of the case by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.records
            .people
            .iter()
            .find(|person| &*person.entry.key == id)
    }
}

/// A row of a working copy given back (rule 19): it changes how the record is printed, as long as
/// the record is still the one that was seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// The entry.
    pub entry: EntryId,
    /// The case whose working copy it was.
    pub case: Option<String>,
    /// The proceedings whose working copy it was, where it was a court chronology's.
    pub proceedings: Option<String>,
    /// The digest of the entry as it was printed in the working copy.
    pub digest: String,
    /// Where the row stands.
    pub origin: Origin,
    /// Whether the entry belongs; `None` leaves it to the record.
    pub belongs: Option<bool>,
    /// The court wording.
    pub court_wording: Option<Text>,
    /// Whether it is a key incident.
    pub key_incident: Option<bool>,
    /// The order within its day.
    pub order_in_day: Option<f64>,
    /// The document reference.
    pub document_reference: Option<Text>,
    /// What the parties say of it.
    pub positions: Option<Text>,
    /// What each party says of it, by the party's role.
    pub party_positions: Vec<(String, Text)>,
}

/// A row that is in no record, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// Where it stands.
    pub origin: Origin,
    /// Why it was set aside.
    pub reason: String,
}

/// What was read from one table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableCount {
    /// The file, and the sheet where there is one.
    pub table: String,
    /// The layout and record type recognised, such as `native event`.
    pub layout: String,
    /// Rows with anything in them.
    pub rows: usize,
    /// Rows that are the origin of at least one record.
    pub used: usize,
    /// Rows merged into the record of another row, among those used.
    pub merged: usize,
    /// Rows set aside.
    pub set_aside: usize,
}

/// All that an export holds.
#[derive(Debug, Clone, Default)]
pub struct Casebook {
    /// The cases, ordered by id.
    pub cases: Vec<Case>,
    /// Family trees (GEDCOM), one a file under the file's name without its ending: people and
    /// relationships, and no case record.
    pub families: Vec<Case>,
    /// The people whom no case names by id, with what is recorded of them: words may name them.
    pub bystanders: Records,
    /// Rows that are in no record.
    pub set_aside: Vec<SetAside>,
    /// What was read from each table.
    pub tables: Vec<TableCount>,
    /// The layouts that were read, such as `native` and `ssda903`.
    pub layouts: Vec<&'static str>,
    /// The date of the export, where it says so.
    pub exported: Option<chrono::NaiveDate>,
}
