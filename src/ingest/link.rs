//! Records in, cases out: each record goes to the cases it names, each person to the cases that name
//! them or their family. What names no case that is in the export is set aside with its place.

mod family;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::declare::{ListVisitorMut, Listed};
use crate::model::{Case, Override, Record, Records, SetAside};
use family::Family;

/// After how many records a list of them gives back its room.
const LET_GO: usize = 4096;

/// The cases of an export, ordered by id, the people whom none names by id, and the rows that belong to none.
pub fn link(
    mut records: Records,
    layouts: &[&'static str],
    overrides: Vec<Override>,
) -> (Vec<Case>, Records, Vec<SetAside>) {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for record in &records.cases {
        let id = record.entry.key.to_string();
        let case = Case {
            id: id.clone(),
            layouts: layouts.to_vec(),
            ..Case::default()
        };
        cases.insert(id, case);
    }
    let proceedings = cases_of_proceedings(&records);
    let mut family = Family::of(&mut records);
    let mut distribute = Distribute {
        cases: &mut cases,
        proceedings,
        set_aside: Vec::new(),
        sharing: BTreeMap::new(),
    };
    records.each_list_mut(&mut distribute);
    let Distribute {
        mut set_aside,
        sharing,
        ..
    } = distribute;
    say_sharing(&mut cases, sharing);
    let mut cases: Vec<Case> = cases.into_values().collect();
    for case in &mut cases {
        family.join(case);
        case.records.each_list_mut(&mut Fitting);
    }
    let bystanders = family.bystanders(&cases);
    share_restrictions(&mut cases, &records, &mut set_aside);
    share_overrides(&mut cases, overrides);
    (cases, bystanders, set_aside)
}

/// Tells each case which others share records with it or are named as linked.
fn say_sharing(
    cases: &mut BTreeMap<String, Case>,
    mut sharing: BTreeMap<String, BTreeSet<String>>,
) {
    for (id, case) in cases.iter() {
        let linked = case.record().and_then(|own| own.linked_cases.value());
        for other in linked.iter().flat_map(|ids| ids.0.iter()) {
            let other = other.0.to_string();
            if cases.contains_key(&other) {
                sharing.entry(other.clone()).or_default().insert(id.clone());
                sharing.entry(id.clone()).or_default().insert(other);
            }
        }
    }
    for (id, others) in sharing {
        if let Some(case) = cases.get_mut(&id) {
            case.shares_with = others.into_iter().filter(|other| *other != id).collect();
        }
    }
}

/// The cases that each set of proceedings concerns, for parties and hearings that name only it.
fn cases_of_proceedings(records: &Records) -> HashMap<String, Vec<String>> {
    let each = records
        .proceedings
        .iter()
        .map(|it| (it.entry.key.to_string(), case_ids(it)));
    each.collect()
}

/// The ids in a record's `case_id`.
fn case_ids<R: Record>(record: &R) -> Vec<String> {
    let mut ids = Vec::new();
    record.each_reference(&mut |field, id| {
        if field.refers == Some("case") && field.name == "case_id" {
            ids.push(id.to_owned());
        }
    });
    ids
}

/// Lists take no more room than their records need.
struct Fitting;

impl ListVisitorMut for Fitting {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        records.shrink_to_fit();
    }
}

/// Gives each record to its cases.
struct Distribute<'a> {
    cases: &'a mut BTreeMap<String, Case>,
    proceedings: HashMap<String, Vec<String>>,
    set_aside: Vec<SetAside>,
    /// For each case, the cases that share a record with it.
    sharing: BTreeMap<String, BTreeSet<String>>,
}

impl ListVisitorMut for Distribute<'_> {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if matches!(R::TYPE.name, "restriction") {
            return;
        }
        let names_case = R::TYPE.field("case_id").is_some();
        // From the end and in parts, so that the list gives back its room as the cases take theirs.
        records.reverse();
        while let Some(record) = records.pop() {
            if records.len().is_multiple_of(LET_GO) {
                records.shrink_to_fit();
            }
            let ids = self.targets(&record, names_case);
            let known: BTreeSet<String> = ids
                .into_iter()
                .filter(|id| self.cases.contains_key(id))
                .collect();
            if known.is_empty() {
                self.lose(&record);
            }
            for id in known.iter().filter(|_| known.len() > 1) {
                self.sharing
                    .entry(id.clone())
                    .or_default()
                    .extend(known.iter().cloned());
            }
            self.give(record, known);
        }
    }
}

impl Distribute<'_> {
    fn targets<R: Record>(&self, record: &R, names_case: bool) -> Vec<String> {
        if R::TYPE.name == "case" {
            return vec![record.entry().key.to_string()];
        }
        let mut ids = if names_case {
            case_ids(record)
        } else {
            Vec::new()
        };
        if ids.is_empty() {
            record.each_reference(&mut |field, id| {
                if field.refers == Some("proceedings") {
                    ids.extend(self.proceedings.get(id).into_iter().flatten().cloned());
                }
            });
        }
        ids
    }

    /// Gives a record to each of its cases; the last takes it as it is.
    fn give<R: Listed>(&mut self, record: R, cases: BTreeSet<String>) {
        let mut left = cases.len();
        let mut record = Some(record);
        for id in cases {
            left -= 1;
            let own = match left {
                0 => record.take(),
                _ => record.clone(),
            };
            if let (Some(case), Some(own)) = (self.cases.get_mut(&id), own) {
                R::list_of(&mut case.records).push(own);
            }
        }
    }

    fn lose<R: Record>(&mut self, record: &R) {
        self.set_aside.extend(aside(record));
    }
}

/// The rows of a record that belongs to no case.
fn aside<R: Record>(record: &R) -> impl Iterator<Item = SetAside> {
    let reason = "the row names no case that is in this export";
    record.origins().iter().map(move |origin| SetAside {
        origin: origin.clone(),
        reason: reason.to_owned(),
    })
}

/// A restriction goes to the cases it names; to all where it names none, for it may be of a record of any.
fn share_restrictions(cases: &mut [Case], records: &Records, set_aside: &mut Vec<SetAside>) {
    for restriction in &records.restrictions {
        let named = case_ids(restriction);
        let mut is_lost = true;
        for case in cases.iter_mut() {
            if named.is_empty() || named.contains(&case.id) {
                case.records.restrictions.push(restriction.clone());
                is_lost = false;
            }
        }
        if is_lost {
            set_aside.extend(aside(restriction));
        }
    }
}

/// An edit goes to every case that has its entry; the assembler knows which.
fn share_overrides(cases: &mut [Case], overrides: Vec<Override>) {
    let ids = cases.iter().map(|case| case.id.clone());
    let index: HashMap<String, usize> = ids.zip(0..).collect();
    for edit in overrides {
        if let Some(proceedings) = &edit.proceedings {
            let concerned = cases.iter_mut().filter(|case| {
                let mut records = case.records.proceedings.iter();
                records.any(|it| *it.entry.key == **proceedings)
            });
            concerned.for_each(|case| case.overrides.push(edit.clone()));
            continue;
        }
        if let Some(case) = edit.case.as_ref().and_then(|id| index.get(id)) {
            cases[*case].overrides.push(edit);
        }
    }
}
