//! Several cases, audited: what a worker's and a team's audit have in common. Where a sample was drawn they cover
//! it alone and say so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::sheets::Of;
use super::standing::{Audit, Auditing, Since};
use super::told::Telling;
use super::{RULES, Rule};
use crate::assemble::Brief;
use crate::assemble::shared::face;
use crate::disclose::Disclosed;
use crate::kind::{Audience, SubjectKind};
use crate::model::Recorded;
use crate::model::records::Worker;
use crate::view::{AuditCounts, Drawing, Entry, Sheet, View};

/// How many of the commonest lacks are listed.
const COMMONEST: usize = 15;
/// An audit of several cases with how it stands in the index.
pub struct LoadAudit {
    /// The document.
    pub view: View,
    /// How it stands in the index.
    pub counts: AuditCounts,
}

/// Several cases, audited, the worst first.
pub(super) struct Overview<'a> {
    pub of: Vec<Of<'a>>,
    pub telling: Telling<'a>,
    /// Which cases it covers, in words.
    pub covered: String,
    /// What must be known of a sample; none where all cases are covered.
    sampled: Option<String>,
}

impl<'a> Overview<'a> {
    pub fn of(cases: &'a [Disclosed<'_>], auditing: &Auditing<'_>, brief: &'a Brief<'_>) -> Self {
        let telling = Telling { brief };
        let drawn = |id: &str| auditing.sample.is_none_or(|it| it.cases.contains(id));
        let covered = cases.iter().filter(|it| drawn(&it.case().id));
        let mut of: Vec<Of<'_>> = covered
            .map(|disclosed| Of {
                case: disclosed.case(),
                child: (auditing.child)(disclosed.case()),
                audit: Audit::of(disclosed, auditing, brief),
            })
            .collect();
        of.sort_by_key(|it| Reverse(it.audit.counts()));
        let (count, all) = (of.len(), cases.len());
        let (covered, sampled) = match auditing.sample {
            None => (telling.many("audit.cases", all), None),
            Some(sample) => {
                let covered =
                    telling
                        .many("audit.cases_of", count)
                        .replacen("{of}", &all.to_string(), 1);
                let said = telling.term("audit.sampled");
                let said = said.replacen("{drawn}", &sample.cases.len().to_string(), 1);
                let said = said.replacen("{of}", &sample.of.to_string(), 1);
                let said = said.replacen("{seed}", &sample.seed.to_string(), 1);
                (covered, Some(said))
            }
        };
        Self {
            of,
            telling,
            covered,
            sampled,
        }
    }

    fn counts(&self) -> [usize; 3] {
        sums(self.of.iter().map(|it| it.audit.counts()))
    }

    fn waived(&self) -> usize {
        self.of.iter().map(|it| it.audit.waived.len()).sum()
    }

    pub fn counts_in_words(&self) -> String {
        self.telling.counts_alone(self.counts())
    }

    /// The cases, the worst first, each with what stands beside it.
    pub fn case_rows(&self, most: usize, beside: impl Fn(&str) -> Value) -> Vec<Value> {
        let rows = self.of.iter().take(most);
        rows.map(|it| {
            json!({
                "case": it.case.id,
                "child": it.child,
                "counts": it.audit.counts(),
                "new": it.audit.compared.map(|_| it.audit.since(Since::New)),
                "waived": it.audit.waived.len(),
                "beside": beside(&it.case.id),
            })
        })
        .collect()
    }

    /// What the cases lack: what is to be mended soonest first, then what most of them lack.
    pub fn lacks(&self) -> Vec<(&'static Rule, usize, usize)> {
        let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let standings = self.of.iter().flat_map(|it| &it.audit.counted);
        for standing in standings {
            let (cases, places) = counted.entry(standing.rule().id).or_default();
            *cases += 1;
            *places += standing.finding.places.len();
        }
        let lacks = RULES.iter().filter_map(|rule| {
            let (cases, places) = *counted.get(rule.id)?;
            Some((rule, cases, places))
        });
        let mut lacks: Vec<_> = lacks.collect();
        lacks.sort_by_key(|(rule, cases, places)| (rule.severity, Reverse((*cases, *places))));
        lacks
    }

    pub fn lack_rows(&self) -> Vec<Value> {
        let wording = self.telling.brief.wording;
        let lacks = self.lacks().into_iter().take(COMMONEST);
        lacks
            .map(|(rule, cases, places)| {
                json!({
                    "title": rule.title(wording),
                    "severity": self.telling.severity(rule.severity),
                    "cases": cases,
                    "places": places,
                })
            })
            .collect()
    }

    /// How many cases lack nothing; they stand after all others.
    pub fn whole(&self) -> usize {
        let whole = self.of.iter().filter(|it| it.audit.counted.is_empty());
        whole.count()
    }

    /// The findings of each case in short, where it has any.
    pub fn findings(&self) -> Vec<Value> {
        let wording = self.telling.brief.wording;
        let with = |it: &&Of<'_>| !it.audit.counted.is_empty() || !it.audit.waived.is_empty();
        let each = self.of.iter().filter(with).map(|it| {
            let rows = it.audit.counted.iter().map(|standing| {
                json!({
                    "severity": self.telling.severity(standing.rule().severity),
                    "title": standing.rule().title(wording),
                    "places": standing.finding.places.len(),
                    "since": self.telling.since(standing),
                })
            });
            json!({
                "case": it.case.id,
                "child": it.child,
                "said": self.telling.counts_in_words(it.audit.counts(), it.audit.kept),
                "compared": it.audit.compared.is_some(),
                "waived": (!it.audit.waived.is_empty())
                    .then(|| self.telling.many("audit.waived", it.audit.waived.len())),
                "rows": rows.collect::<Vec<_>>(),
            })
        });
        each.collect()
    }

    /// The rules of which the export could not tell for any of the cases.
    fn not_tested(&self) -> Option<Value> {
        let untold = |rule: &&Rule| {
            let mut of = self.of.iter();
            of.all(|it| it.audit.not_tested.iter().any(|known| known.id == rule.id))
        };
        let first = self.of.first()?;
        let rules: Vec<&Rule> = RULES.iter().filter(untold).collect();
        self.telling.not_tested(&rules, first.case)
    }

    /// A case of it as an entry of the document.
    fn entries(&self) -> Vec<Entry> {
        let each = self.of.iter().map(|it| Entry {
            id: format!("case:{}", it.case.id),
            origins: it
                .case
                .record()
                .map_or_else(Vec::new, |it| it.origins.clone()),
            digest: format!("{:?}", it.audit.counts()),
        });
        each.collect()
    }

    pub fn view(
        &self,
        (kind, subject, id, name): (&'static str, SubjectKind, &str, String),
        facts: Vec<(&str, String)>,
        (mut body, sheets, drawings): (Value, Vec<Sheet>, Vec<Drawing>),
        teams: Vec<String>,
    ) -> LoadAudit {
        let wording = self.telling.brief.wording;
        let facts = facts.into_iter();
        let about = face::About {
            kind,
            subject,
            id: id.to_owned(),
            name,
            audience: Audience::Internal,
            facts: facts
                .map(|(key, words)| (wording.term(key).to_owned(), words))
                .collect(),
            not_held: Vec::new(),
        };
        body["judges"] = self.telling.term("audit.judges_several").into();
        body["sampled"] = self.sampled.clone().into();
        body["severities"] = self.telling.severities().into();
        body["not_tested"] = self.not_tested().unwrap_or_default();
        let view = View {
            kind,
            face: face::of(about, self.telling.brief),
            body,
            sheets,
            drawings,
            file: None,
            entries: self.entries(),
            left_out: Vec::new(),
            to_file: None,
            issues: Vec::new(),
        };
        LoadAudit {
            view,
            counts: AuditCounts {
                teams,
                findings: self.counts(),
                waived: self.waived(),
            },
        }
    }
}

/// A worker's name, or their id where no record has a name.
pub(super) fn worker_name(id: &str, worker: Option<&Worker>) -> String {
    match worker.map(|it| &it.worker_name) {
        Some(Recorded::Value(name)) => name.to_string(),
        _ => id.to_owned(),
    }
}

/// The sums of counts by severity.
pub(super) fn sums(counts: impl Iterator<Item = [usize; 3]>) -> [usize; 3] {
    counts.fold([0; 3], |mut sums, more| {
        sums.iter_mut().zip(more).for_each(|(sum, it)| *sum += it);
        sums
    })
}
