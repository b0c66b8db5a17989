//! Rules across the records of one export: what no single row can show to be wrong. Nothing is
//! changed or left out here; every fault is told with all places that it concerns.

mod cycles;
mod findings;
mod kinship;
mod lifetimes;
mod order;
mod references;
mod row;
mod rules;
mod twice;

#[cfg(test)]
mod tests;

use self::findings::Findings;
use self::lifetimes::{LifeRules, Lives};
use self::order::DateRules;
use self::references::{Known, ReferenceRules, References};
use self::row::Row;
use crate::issue::Issue;
use crate::model::Records;
use crate::model::declare::{ListVisitor, Listed, RecordType, Shown};

/// Every fault across the records of one export, by record type and then by entry.
pub fn check(records: &Records) -> Vec<Issue> {
    let known = Known::of(records);
    let lives = Lives::of(records);
    let mut pass = Pass {
        known: &known,
        lives: &lives,
        references: References::default(),
        found: Findings::default(),
    };
    records.each_list(&mut pass);
    let Pass {
        references,
        mut found,
        ..
    } = pass;
    references.report(&known, &mut found);
    references::check_restrictions(records, &known, &mut found);
    kinship::check(records, &lives, &mut found);
    twice::check(records, &lives, &mut found);
    found.in_order()
}

/// The rules that look at one record at a time, against what is known of all.
struct Pass<'a> {
    known: &'a Known,
    lives: &'a Lives<'a>,
    references: References,
    found: Findings,
}

impl ListVisitor for Pass<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if records.is_empty() {
            return;
        }
        let kind: &'static RecordType = const { &R::TYPE };
        let dates = DateRules::of(kind);
        let lives = LifeRules::of(kind);
        let references = ReferenceRules::of(kind, self.known);
        let mut values: Vec<Shown<'_>> = Vec::new();
        for record in records {
            values.clear();
            record.each_value(&mut |_, value| values.push(value));
            let row = Row::new(record.entry(), record.origins(), &values);
            dates.check(&row, &mut self.found);
            lives.check(&row, self.lives, &mut self.found);
            references.check(&row, &mut self.references);
        }
    }
}
