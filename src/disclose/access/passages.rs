//! Every text of a case with its place, to be searched.

use crate::issue::Origin;
use crate::model::declare::{Field, ListVisitor, Listed, Shown};
use crate::model::{Case, EntryId, Record, When};
use crate::search::{Folded, Sought};

/// One text of one record.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// The record.
    pub entry: EntryId,
    /// The field.
    pub field: &'static Field,
    /// The words.
    pub words: String,
    /// When it happened.
    pub when: Option<When>,
    /// Where the record was read.
    pub origin: Option<Origin>,
}

/// Fields that are somebody's name, home or number: those are decided with the person, not searched.
const STRUCTURED: &[(&str, &[&str])] = &[
    ("person", &["name", "known_as", "former_names"]),
    ("worker", &["worker_name"]),
    ("address", &["address", "postcode"]),
    ("contact_detail", &["detail"]),
    ("identifier", &["number"]),
];

/// Whether a field is decided with the person whose it is.
pub(super) fn is_structured(record: &str, field: &str) -> bool {
    let mut of_type = STRUCTURED.iter().filter(|(name, _)| *name == record);
    of_type.any(|(_, fields)| fields.contains(&field))
}

/// Whether words stand in a text of a record, or of one field of it, from which they can be taken out.
pub(super) fn hold(passages: &[Passage], (entry, field, words): (&EntryId, &str, &str)) -> bool {
    let own = passages
        .iter()
        .filter(|it| it.entry == *entry && (field.is_empty() || it.field.name == field));
    let sought = Sought::new([(0, words)]);
    sought.is_some_and(|sought| {
        let mut each = own.map(|passage| Folded::of(&passage.words));
        each.any(|folded| sought.hits(&folded).next().is_some())
    })
}

/// Whether quoted words stand in others, however they are written.
pub(super) fn stand(words: &str, quoted: &str) -> bool {
    let sought = Sought::new([(0, quoted)]);
    sought.is_some_and(|it| it.hits(&Folded::of(words)).next().is_some())
}

/// Every text of a case, in the order of records and fields.
pub(super) fn of(case: &Case) -> Vec<Passage> {
    let mut gather = Gather(Vec::new());
    case.records.each_list(&mut gather);
    gather.0
}

struct Gather(Vec<Passage>);

impl ListVisitor for Gather {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if is_governance(R::TYPE.name) {
            return;
        }
        for record in records {
            let when = date_of(record);
            record.each_value(&mut |field, value| {
                let Shown::Text(text) = value else { return };
                if is_structured(R::TYPE.name, field.name) {
                    return;
                }
                self.0.push(Passage {
                    entry: record.entry().clone(),
                    field,
                    words: text.shown(),
                    when,
                    origin: record.origins().first().cloned(),
                });
            });
        }
    }
}

/// Records of the handling of the record, which no copy prints.
pub(super) fn is_governance(record: &str) -> bool {
    matches!(record, "restriction" | "access_request")
}

/// The first date of a record's own: when it happened or began. A birth is a detail of somebody, no date of a
/// record.
pub(super) fn date_of<R: Record>(record: &R) -> Option<When> {
    let mut first = None;
    if R::TYPE.name == "person" {
        return first;
    }
    let own = R::TYPE.own;
    record.each_date(&mut |field, when| {
        let is_own = own
            .iter()
            .any(|known| std::ptr::eq(known, field) || known.name == field.name);
        if first.is_none() && is_own {
            first = Some(*when);
        }
    });
    first
}
