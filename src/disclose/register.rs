//! Everything that is restricted across the authority, for the manager who must see that each restriction has a reason,
//! was advised on and still holds (Northamptonshire 7 and 8). What is restricted stands here by its record only: the words
//! themselves are withheld from it as from every other document.

mod known;
mod lack;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::patterns::Patterns;
use super::restrictions::{self, Part};
use super::{Withheld, internal};
use crate::issue::Origin;
use crate::model::records::Restriction;
use crate::model::{Case, EntryId, Record, Recorded, When};
use known::Known;
pub use lack::Lack;

/// How much of a record is restricted.
#[derive(Debug, Clone, PartialEq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// One field, by its name in the record.
    Field(String),
    /// Quoted words, by their number.
    Words(usize),
}

/// One thing that is restricted.
#[derive(Debug, Clone)]
pub struct Restricted {
    /// The restriction; or the record, where its own mark alone says so.
    pub entry: EntryId,
    /// Where that was read.
    pub origins: Vec<Origin>,
    /// The cases that it names or that hold the record, ordered by id.
    pub cases: BTreeSet<String>,
    /// The cases that it names and that do not hold the record.
    pub missing_in: BTreeSet<String>,
    /// The record as the restriction names it: `type:id`.
    pub named: String,
    /// The record, where it is in the export, and when it happened.
    pub record: Option<(EntryId, Option<When>)>,
    /// How much of it.
    pub extent: Extent,
    /// The restriction, withheld words gone; none where the record's own mark alone says so.
    pub restriction: Option<Restriction>,
    /// What it lacks, worst first; nothing where it was lifted.
    pub lacks: Vec<Lack>,
}

impl Restricted {
    /// The day on which it was lifted.
    pub fn lifted(&self) -> Option<&When> {
        self.restriction.as_ref()?.lifted.value()
    }

    /// The day on which it is to be looked at again.
    pub fn review(&self) -> Option<&When> {
        self.restriction.as_ref()?.review_on.value()
    }
}

/// All that is restricted.
#[derive(Debug, Default)]
pub struct Register {
    /// Each restriction and each mark once, in order of the first case and the record.
    pub items: Vec<Restricted>,
    /// What restrictions cannot say in this export, by the names of their fields (rule 1).
    pub not_carried: BTreeSet<&'static str>,
    /// What must not be found in a document made of it.
    pub withheld: Vec<Withheld>,
}

/// Whether anything of a case is or was restricted.
pub fn restricts(case: &Case) -> bool {
    let mut marks = super::AnyRestricted(!case.records.restrictions.is_empty());
    case.records.each_list(&mut marks);
    marks.0
}

/// The register of all cases, as of a day.
pub fn register(cases: &[Case], as_at: NaiveDate) -> Register {
    let mut gather = Gather {
        as_at,
        found: BTreeMap::new(),
        register: Register::default(),
    };
    let restricting = cases.iter().filter(|case| restricts(case));
    restricting.for_each(|case| gather.case(case));
    gather.finished()
}

struct Gather {
    as_at: NaiveDate,
    found: BTreeMap<EntryId, Restricted>,
    register: Register,
}

impl Gather {
    fn case(&mut self, case: &Case) {
        let lent = internal(case);
        self.register
            .withheld
            .extend(lent.withheld().iter().cloned());
        let mut known = Known::default();
        case.records.each_list(&mut known);
        let shown = &lent.case().records.restrictions;
        for (restriction, shown) in case.records.restrictions.iter().zip(shown) {
            self.restriction((restriction, shown), case, &known);
        }
        for (name, (entry, origins)) in &known.marked {
            let record = known.records.get(name).cloned();
            self.mark((name, record), (entry, origins), case);
        }
    }

    /// A restriction with what it says, and the same as the register may show it.
    fn restriction(
        &mut self,
        (restriction, shown): (&Restriction, &Restriction),
        case: &Case,
        known: &Known,
    ) {
        let Some((name, part)) = restrictions::part_of(restriction) else {
            return;
        };
        let record = known.records.get(&name);
        let ids = restriction.case_id.value();
        let names_case = ids.is_some_and(|ids| ids.0.iter().any(|id| *id.0 == *case.id));
        let item = self
            .found
            .entry(restriction.entry.clone())
            .or_insert_with(|| Restricted {
                entry: restriction.entry.clone(),
                origins: restriction.origins.clone(),
                cases: BTreeSet::new(),
                missing_in: BTreeSet::new(),
                named: name,
                record: None,
                extent: extent(&part),
                restriction: Some(shown.clone()),
                lacks: Vec::new(),
            });
        match record {
            Some(record) => {
                item.cases.insert(case.id.clone());
                item.record.get_or_insert_with(|| record.clone());
            }
            None if names_case => {
                item.cases.insert(case.id.clone());
                item.missing_in.insert(case.id.clone());
            }
            None => {}
        }
        let wanted = restrictions::wanted(restriction);
        let absent = wanted.iter().filter(|it| it.state == Recorded::NotCarried);
        self.register.not_carried.extend(absent.map(|it| it.field));
    }

    /// A record whose own mark says that it is restricted, and no restriction that holds.
    fn mark(
        &mut self,
        (name, record): (&str, Option<(EntryId, Option<When>)>),
        (entry, origins): (&EntryId, &[Origin]),
        case: &Case,
    ) {
        let of_it = case.records.restrictions.iter().filter(|each| {
            restrictions::part_of(each).is_some_and(|(restricted, _)| restricted == name)
        });
        let (lifted, holding): (Vec<_>, Vec<_>) =
            of_it.partition(|each| each.lifted.value().is_some());
        if !holding.is_empty() {
            return;
        }
        let lack = match lifted.is_empty() {
            true => Lack::Restriction,
            false => Lack::LiftedMark,
        };
        let item = self
            .found
            .entry(entry.clone())
            .or_insert_with(|| Restricted {
                entry: entry.clone(),
                origins: origins.to_vec(),
                cases: BTreeSet::new(),
                missing_in: BTreeSet::new(),
                named: name.to_owned(),
                record,
                extent: Extent::Whole,
                restriction: None,
                lacks: vec![lack],
            });
        item.cases.insert(case.id.clone());
    }

    /// What each lacks is known once all cases were looked through.
    fn finished(self) -> Register {
        let Self {
            as_at,
            found,
            mut register,
        } = self;
        let mut items: Vec<Restricted> = found.into_values().collect();
        for item in &mut items {
            if let Some(restriction) = item
                .restriction
                .as_ref()
                .filter(|it| it.lifted.value().is_none())
            {
                item.lacks = lack::lacks(item, restriction, as_at);
            }
        }
        items.sort_by(|a, b| {
            let order = |it: &Restricted| (it.cases.first().cloned(), it.named.clone());
            order(a).cmp(&order(b)).then_with(|| a.entry.cmp(&b.entry))
        });
        without_withheld(&mut items, &register.withheld);
        register.items = items;
        register
    }
}

fn extent(part: &Part) -> Extent {
    match part {
        Part::Whole => Extent::Whole,
        Part::Field(field) => Extent::Field(field.clone()),
        Part::Words(words) => Extent::Words(words.split_whitespace().count()),
    }
}

/// What is withheld of one case must not stand in the reason that another gives.
fn without_withheld(items: &mut [Restricted], withheld: &[Withheld]) {
    let words = withheld.iter().map(|each| each.words.as_str());
    let Some(patterns) = Patterns::of(words, &[]) else {
        return;
    };
    for restriction in items
        .iter_mut()
        .filter_map(|item| item.restriction.as_mut())
    {
        restriction.each_text(&mut |_, words| {
            if let Recorded::Value(text) = words {
                patterns.take_out(text);
            }
        });
    }
}
