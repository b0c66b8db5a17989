//! The words that all audits share: how soon, how many, since when, where, and whose case it is.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::standing::{Audit, Since, Standing};
use super::{Finding, Rule, Severity};
use crate::assemble::Brief;
use crate::assemble::shared::dates;
use crate::assemble::shared::entries::labels;
use crate::issue::Origin;
use crate::model::{Case, EntryId, Text};
use crate::wording::Wording;

/// Up to how many rules that were not tested are named each.
const FEW: usize = 10;

/// How audits are worded.
pub(super) struct Telling<'a> {
    pub brief: &'a Brief<'a>,
}

impl Telling<'_> {
    pub fn term(&self, key: &str) -> String {
        self.brief.wording.term(key).to_owned()
    }

    /// The words for a code; a word that is not known stands as it was recorded.
    pub fn coded(&self, beginning: &str, word: &str) -> String {
        let known = self.brief.wording.coded(beginning, word);
        known.unwrap_or(word).to_owned()
    }

    /// A term with a number in it: `.one` or `.many` of it.
    pub fn many(&self, key: &str, number: usize) -> String {
        let which = match number {
            1 => format!("{key}.one"),
            _ => format!("{key}.many"),
        };
        self.brief.wording.fill(&which, &number.to_string())
    }

    pub fn severity(&self, severity: Severity) -> String {
        self.term(&format!("audit.severity.{}", severity.key()))
    }

    /// What each degree of haste means; the words of the key.
    pub fn severities(&self) -> Vec<Vec<String>> {
        let each = Severity::ALL.into_iter().map(|it| {
            let about = format!("audit.severity_about.{}", it.key());
            vec![self.severity(it), self.term(&about)]
        });
        each.collect()
    }

    /// The same with the number of rules that are kept.
    pub fn counts_in_words(&self, counts: [usize; 3], kept: usize) -> String {
        let found = self.counts_alone(counts);
        format!("{found}; {}", self.many("audit.kept", kept))
    }

    /// "2 at once, 5 soon, 3 when next opened".
    pub fn counts_alone(&self, counts: [usize; 3]) -> String {
        let each = Severity::ALL.into_iter().zip(counts);
        let told: Vec<String> = each
            .filter(|(_, count)| *count > 0)
            .map(|(severity, count)| {
                let key = format!("audit.found.{}", severity.key());
                self.brief.wording.fill(&key, &count.to_string())
            })
            .collect();
        match told.is_empty() {
            true => self.term("audit.found.nothing"),
            false => told.join(", "),
        }
    }

    /// What became of things since the last audit; that there was none.
    pub fn since_in_words(&self, audit: &Audit) -> String {
        let Some(day) = audit.compared else {
            return self.term("audit.compared.none");
        };
        let wording = self.brief.wording;
        let numbers = [
            ("{new}", audit.since(Since::New)),
            ("{open}", audit.since(Since::Open)),
            ("{mended}", audit.mended.len()),
        ];
        let said = wording.fill("audit.compared", &dates::day(day, wording));
        numbers.into_iter().fold(said, |said, (mark, number)| {
            said.replacen(mark, &number.to_string(), 1)
        })
    }

    /// The rules of which the export cannot tell (rule 1): each by its title, or where they are many the
    /// records that the export does not carry, and the rules that ask for a field which it does not.
    pub fn not_tested(&self, rules: &[&Rule], case: &Case) -> Option<Value> {
        let (count, wording) = (rules.len(), self.brief.wording);
        let titles = |rules: &mut dyn Iterator<Item = &&Rule>| -> Vec<String> {
            rules.map(|it| it.title(wording).to_owned()).collect()
        };
        match count {
            0 => None,
            1..=FEW => Some(json!({
                "said": self.many("audit.not_tested", count),
                "titles": titles(&mut rules.iter()),
                "also": null,
            })),
            _ => {
                let carried = |it: &&&Rule| it.needs.iter().all(|it| case.carried.contains(it));
                let also = titles(&mut rules.iter().filter(carried));
                Some(json!({
                    "said": wording.fill("audit.not_tested.carried", &count.to_string()),
                    "titles": missing(rules, case, wording),
                    "also": (!also.is_empty()).then_some(also),
                }))
            }
        }
    }

    /// How a finding stands to the last audit, with the places that are new and mended; empty where there
    /// was none.
    pub fn since(&self, standing: &Standing) -> String {
        let numbers = [
            ("audit.since.new_places", standing.new_places()),
            ("audit.since.mended_places", standing.mended),
        ];
        let wording = self.brief.wording;
        let numbers = numbers.into_iter().filter(|(_, number)| *number > 0);
        let numbers = numbers.map(|(key, number)| wording.fill(key, &number.to_string()));
        match standing.since {
            Since::First => String::new(),
            Since::New => self.term("audit.since.new"),
            Since::Open => std::iter::once(self.term("audit.since.open"))
                .chain(numbers)
                .collect::<Vec<_>>()
                .join(", "),
        }
    }

    /// "4 of 12 records"; "1 record" where no more were asked.
    pub fn places_said(&self, finding: &Finding) -> String {
        let places = finding.places.len();
        match finding.asked > places {
            true => {
                self.many("audit.places_of", places)
                    .replacen("{of}", &finding.asked.to_string(), 1)
            }
            false => self.many("audit.places", places),
        }
    }

    /// A record as an officer looks it up: what it is, and its id.
    pub fn record(&self, entry: &EntryId) -> String {
        let what = labels::record(&entry.record, self.brief.wording);
        format!("{what} {}", entry.key)
    }
}

/// The records that rules need and the export does not carry, each once.
fn missing(rules: &[&Rule], case: &Case, wording: &Wording) -> Vec<String> {
    let needs = rules.iter().flat_map(|rule| rule.needs);
    let mut known = BTreeSet::new();
    let missing = needs.filter(|it| !case.carried.contains(*it) && known.insert(**it));
    missing.map(|it| labels::records(it, wording)).collect()
}

/// Every place where a record was read.
pub(super) fn origins(origins: &[Origin]) -> String {
    let each: Vec<String> = origins.iter().map(ToString::to_string).collect();
    each.join("; ")
}

/// Who holds a case on a day, each with their role.
pub(super) fn workers(case: &Case, on: NaiveDate) -> Vec<String> {
    let held: BTreeSet<&str> = case.allocated(on).collect();
    let each = held.into_iter().map(|id| {
        let worker = case.worker(id);
        let name = worker.and_then(|it| it.worker_name.value());
        let role = worker.and_then(|it| it.role.value());
        let name = name.map_or_else(|| id.to_owned(), Text::to_string);
        role.map_or(name.clone(), |role| format!("{name} ({role})"))
    });
    each.collect()
}

/// The teams of those who hold a case on a day, by name.
pub(super) fn teams(case: &Case, on: NaiveDate) -> Vec<String> {
    let workers = case.allocated(on).filter_map(|id| case.worker(id));
    let ids: BTreeSet<&str> = workers
        .filter_map(|worker| Some(&*worker.team_id.value()?.0))
        .collect();
    let each = ids.into_iter().map(|id| {
        let mut teams = case.records.teams.iter();
        let team = teams.find(|team| &*team.entry.key == id);
        let name = team.and_then(|team| team.team_name.value());
        name.map_or_else(|| id.to_owned(), Text::to_string)
    });
    each.collect()
}
