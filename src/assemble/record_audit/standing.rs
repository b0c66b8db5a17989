//! How the findings of a case stand: which count and which are waived, and which are new, still open or mended
//! since the last audit (rule 36).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::sample::Sample;
use super::{Background, Finding, Manner, Place, RULES, Rule, Severity, examine};
use crate::assemble::Brief;
use crate::digest::sha256;
use crate::disclose::Disclosed;
use crate::model::Case;
use crate::view::{Audited, Waiver};

/// What audits are made with beside the record itself.
pub struct Auditing<'a> {
    /// What is known of all cases together.
    pub background: &'a Background,
    /// The settings.
    pub manner: &'a Manner,
    /// The waivers on the register, by case.
    pub waivers: &'a BTreeMap<String, Vec<Waiver>>,
    /// The last audit before this one, by case.
    pub last: &'a BTreeMap<String, Audited>,
    /// The sample to which audits of workers and teams are confined, where one was drawn.
    pub sample: Option<&'a Sample>,
    /// How a child is named in what covers several children (rule 5).
    pub child: &'a (dyn Fn(&Case) -> String + Sync),
}

/// How a finding or a place stands to the last audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// There was no earlier audit.
    First,
    /// It was not there.
    New,
    /// It was there already.
    Open,
}

/// A finding with how it stands.
pub(super) struct Standing {
    pub finding: Finding,
    pub since: Since,
    /// How each place stands, in the order of the finding's places.
    pub places: Vec<Since>,
    /// How many places of the last audit are mended.
    pub mended: usize,
    /// The waiver, where it does not count.
    pub waiver: Option<Waiver>,
}

impl Standing {
    /// The rule.
    pub fn rule(&self) -> &'static Rule {
        self.finding.rule
    }

    /// How many places are new.
    pub fn new_places(&self) -> usize {
        let new = self.places.iter().filter(|it| **it == Since::New);
        new.count()
    }
}

/// What a case lacks, as it stands.
pub(super) struct Audit {
    /// The findings that count, the worst first.
    pub counted: Vec<Standing>,
    /// The findings that are waived.
    pub waived: Vec<Standing>,
    /// The rules that the last audit found broken and this one does not.
    pub mended: Vec<&'static Rule>,
    /// The rules of which the export cannot tell.
    pub not_tested: Vec<&'static Rule>,
    /// How many rules are kept.
    pub kept: usize,
    /// The as-at date of the last audit.
    pub compared: Option<NaiveDate>,
}

impl Audit {
    /// Examines a case and sets what is found beside the last audit and the waivers.
    pub fn of(disclosed: &Disclosed<'_>, auditing: &Auditing<'_>, brief: &Brief<'_>) -> Self {
        let found = examine(disclosed, auditing.background, auditing.manner, brief);
        let id = &disclosed.case().id;
        let last = auditing.last.get(id);
        let waivers = auditing.waivers.get(id).map_or(&[][..], Vec::as_slice);
        let valid = |rule: &Rule| {
            let waived = |it: &&Waiver| it.rule == rule.id && brief.as_at <= it.until;
            waivers.iter().find(waived).cloned()
        };
        let mended = mended(last, &found.findings, &found.not_tested);
        let each = found.findings.into_iter().map(|finding| {
            let waiver = valid(finding.rule);
            standing(finding, last, waiver)
        });
        let (mut counted, waived): (Vec<_>, Vec<_>) = each.partition(|it| it.waiver.is_none());
        // Stable, so that findings alike stay in the order of the sources.
        counted.sort_by_key(|it| (it.rule().severity, Reverse(it.finding.places.len())));
        Self {
            counted,
            waived,
            mended,
            not_tested: found.not_tested,
            kept: found.kept,
            compared: last.map(|it| it.as_at),
        }
    }

    /// The findings that count by severity, the worst first.
    pub fn counts(&self) -> [usize; 3] {
        Severity::ALL.map(|severity| {
            let of = self.counted.iter();
            of.filter(|it| it.rule().severity == severity).count()
        })
    }

    /// How many findings that count stand so to the last audit.
    pub fn since(&self, since: Since) -> usize {
        let counted = self.counted.iter();
        counted.filter(|it| it.since == since).count()
    }

    /// What is entered on the register of it: waived findings too, for they are still there.
    pub fn audited(&self, case: &Case, as_at: NaiveDate) -> Audited {
        let mut audited = Audited {
            case: case.id.clone(),
            as_at,
            found: BTreeMap::new(),
        };
        for standing in self.counted.iter().chain(&self.waived) {
            let digests: Vec<String> = standing.finding.places.iter().map(digest).collect();
            audited.add(standing.rule().id, digests.iter().map(String::as_str));
        }
        audited
    }
}

fn standing(mut finding: Finding, last: Option<&Audited>, waiver: Option<Waiver>) -> Standing {
    newest_first(&mut finding.places);
    let Some(last) = last else {
        return Standing {
            since: Since::First,
            places: vec![Since::First; finding.places.len()],
            mended: 0,
            finding,
            waiver,
        };
    };
    let known = last.places(finding.rule.id);
    let now: Vec<String> = finding
        .places
        .iter()
        .map(|place| Audited::kept(&digest(place)))
        .collect();
    let places = now.iter().map(|digest| match known.contains(digest) {
        true => Since::Open,
        false => Since::New,
    });
    Standing {
        since: match known.is_empty() {
            true => Since::New,
            false => Since::Open,
        },
        places: places.collect(),
        mended: known.iter().filter(|it| !now.contains(it)).count(),
        finding,
        waiver,
    }
}

/// What is of no day first, then the newest: whoever mends begins with what is still remembered.
fn newest_first(places: &mut [Place]) {
    let order = |place: &Place| place.when.map(|when| Reverse(when.order()));
    places.sort_by_key(order);
}

/// The rules that the last audit found broken and this one does not, though it could tell.
fn mended(
    last: Option<&Audited>,
    findings: &[Finding],
    not_tested: &[&'static Rule],
) -> Vec<&'static Rule> {
    let Some(last) = last else { return Vec::new() };
    let found = findings.iter().map(|it| it.rule.id);
    let untold = not_tested.iter().map(|it| it.id);
    let now: BTreeSet<&str> = found.chain(untold).collect();
    let before = RULES.iter().filter(|it| last.found.contains_key(it.id));
    before.filter(|it| !now.contains(it.id)).collect()
}

/// The digest of a place: of the record and not of what is said of it, which may count days.
fn digest(place: &Place) -> String {
    sha256(place.record.to_string().as_bytes())
}
