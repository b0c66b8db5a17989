//! The records of a case, as restrictions name them.

use std::collections::{BTreeMap, HashMap};

use crate::disclose::{is_governance, restrictions};
use crate::issue::Origin;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::{EntryId, Record, When};

/// The records of a case by the name that restrictions give them, and those that are marked as restricted.
#[derive(Default)]
pub(super) struct Known {
    pub records: HashMap<String, (EntryId, Option<When>)>,
    pub marked: BTreeMap<String, (EntryId, Vec<Origin>)>,
}

impl ListVisitor for Known {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let name = restrictions::name_of(record.entry());
            let marked = record.provenance().and_then(|it| it.restricted.value());
            if marked == Some(&true) && !is_governance::<R>() {
                let origins = record.origins().to_vec();
                self.marked
                    .insert(name.clone(), (record.entry().clone(), origins));
            }
            self.records
                .insert(name, (record.entry().clone(), first_date(record)));
        }
    }
}

/// The day of a record that is of a day; not somebody's birth, nor since when somebody lives somewhere.
fn first_date<R: Record>(record: &R) -> Option<When> {
    let mut first = None;
    record.each_value(&mut |field, value| {
        let own = R::TYPE.own.iter().any(|it| it.name == field.name);
        if let (Shown::When(when), true) = (value, own && field.needed) {
            first.get_or_insert(*when);
        }
    });
    first
}
