//! The audit of one case, as pages: what to mend first, what could not be tested, then each finding with what
//! the source says and the places to mend, and what is waived.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::checklist;
use super::sheets;
use super::standing::{Audit, Auditing, Since, Standing};
use super::told::{self, Telling};
use super::{Place, Severity};
use crate::assemble::Brief;
use crate::assemble::shared::face::{self, born, name_of};
use crate::assemble::shared::{carried, dates, due};
use crate::digest::sha256;
use crate::disclose::Disclosed;
use crate::kind::{Audience, SubjectKind};
use crate::model::{Case, When};
use crate::view::{AuditCounts, Audited, Entry, View};

/// How many findings the first page lists.
const FIRST: usize = 10;
/// How many places of a finding stand on paper by severity, the worst first; the workbook has all.
const PRINTED: [usize; 3] = [6, 4, 3];

/// For what a case is audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The manager's routine check (Northamptonshire 12).
    Routine,
    /// Before the case is transferred, with a checklist to sign (Northamptonshire 14.2).
    Transfer,
}

/// The audit of a case with what the index and the register hold of it.
pub struct CaseAudit {
    /// The document.
    pub view: View,
    /// How it stands in the index.
    pub counts: AuditCounts,
    /// What is entered on the register.
    pub audited: Audited,
}

/// Audits a case.
pub fn of_case(
    disclosed: &Disclosed<'_>,
    occasion: Occasion,
    auditing: &Auditing<'_>,
    brief: &Brief<'_>,
) -> CaseAudit {
    let case = disclosed.case();
    let audit = Audit::of(disclosed, auditing, brief);
    let telling = Telling { brief };
    let face = face::of(about(case, &audit, &telling), brief);
    let view = View {
        kind: "record-audit",
        face,
        body: body(case, &audit, occasion, &telling),
        sheets: sheets::of_case(case, &audit, &telling),
        drawings: Vec::new(),
        file: None,
        entries: entries(&audit),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    };
    CaseAudit {
        view,
        counts: AuditCounts {
            teams: told::teams(case, brief.as_at),
            findings: audit.counts(),
            waived: audit.waived.len(),
        },
        audited: audit.audited(case, brief.as_at),
    }
}

fn about(case: &Case, audit: &Audit, telling: &Telling<'_>) -> face::About {
    let wording = telling.brief.wording;
    face::About {
        kind: "record-audit",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience: Audience::Internal,
        facts: facts(case, audit, telling),
        not_held: Vec::new(),
    }
}

/// Who it is about, who holds the case, and what was found in all.
fn facts(case: &Case, audit: &Audit, telling: &Telling<'_>) -> Vec<(String, String)> {
    let (brief, wording) = (telling.brief, telling.brief.wording);
    let or_absent = |words: Vec<String>, record: &str| match words.is_empty() {
        true => face::absence(&carried::absence(case, record), wording).to_owned(),
        false => words.join("; "),
    };
    let status = due::status_period(case, brief.as_at);
    let status = status.and_then(|it| it.status.value());
    let status = status.map(|it| telling.coded("summary.status", it.word()));
    let facts = [
        ("face.child", name_of(case, wording)),
        ("face.case", case.id.clone()),
        ("face.born", born(case, wording)),
        (
            "audit.face.status",
            or_absent(status.into_iter().collect(), "status_period"),
        ),
        (
            "audit.face.workers",
            or_absent(told::workers(case, brief.as_at), "allocation"),
        ),
        (
            "audit.face.teams",
            or_absent(told::teams(case, brief.as_at), "team"),
        ),
        (
            "audit.face.found",
            telling.counts_in_words(audit.counts(), audit.kept),
        ),
        ("audit.face.since", telling.since_in_words(audit)),
    ];
    let told = facts.into_iter();
    told.map(|(key, words)| (wording.term(key).to_owned(), words))
        .collect()
}

fn body(case: &Case, audit: &Audit, occasion: Occasion, telling: &Telling<'_>) -> Value {
    let numbered = (1..).zip(&audit.counted);
    let groups = Severity::ALL
        .into_iter()
        .zip(PRINTED)
        .filter_map(|(severity, printed)| {
            let of = numbered.clone();
            let of = of.filter(|(_, it)| it.rule().severity == severity);
            let findings: Vec<Value> = of
                .map(|(number, it)| finding((number, printed), it, telling))
                .collect();
            (!findings.is_empty()).then(|| group(severity, findings, telling))
        });
    let groups: Vec<Value> = groups.collect();
    let first: Vec<Value> = numbered
        .take(FIRST)
        .map(|(number, it)| first_line(number, it, telling))
        .collect();
    let rest = audit.counted.len().saturating_sub(FIRST);
    json!({
        "judges": telling.term("audit.judges"),
        "compared": audit.compared.is_some(),
        "first": first,
        "rest": (rest > 0).then(|| telling.many("audit.rest", rest)),
        "not_tested": telling.not_tested(&audit.not_tested, case),
        "mended": titles(&audit.mended, telling),
        "groups": groups,
        "waived": audit.waived.iter().map(|it| waived(it, telling)).collect::<Vec<_>>(),
        "checklist": match occasion {
            Occasion::Routine => Value::Null,
            Occasion::Transfer => checklist::of(case, telling),
        },
    })
}

fn titles(rules: &[&'static super::Rule], telling: &Telling<'_>) -> Vec<String> {
    let wording = telling.brief.wording;
    rules
        .iter()
        .map(|it| it.title(wording).to_owned())
        .collect()
}

fn first_line(number: usize, standing: &Standing, telling: &Telling<'_>) -> Value {
    json!({
        "number": number,
        "severity": telling.severity(standing.rule().severity),
        "title": standing.rule().title(telling.brief.wording),
        "places": standing.finding.places.len(),
        "since": telling.since(standing),
    })
}

/// The findings of a severity under its heading.
fn group(severity: Severity, findings: Vec<Value>, telling: &Telling<'_>) -> Value {
    json!({
        "title": telling.term(&format!("audit.group.{}", severity.key())),
        "about": telling.term(&format!("audit.severity_about.{}", severity.key())),
        "findings": findings,
    })
}

fn finding((number, printed): (usize, usize), standing: &Standing, telling: &Telling<'_>) -> Value {
    let (rule, wording) = (standing.rule(), telling.brief.wording);
    let places = &standing.finding.places;
    let more = places.len().saturating_sub(printed);
    let alike = alike(places);
    let compared = standing.since == Since::Open;
    let each = places.iter().zip(&standing.places).take(printed);
    let each = each.map(|(it, since)| {
        let is_new = compared && *since == Since::New;
        place(it, is_new.then(|| telling.term("audit.since.new")), telling)
    });
    json!({
        "number": number,
        "title": rule.title(wording),
        "places_said": telling.places_said(&standing.finding),
        "since": telling.since(standing),
        "rule": rule.id,
        "source": rule.source(wording),
        "says": rule.says(wording),
        "computed": rule.computed(wording),
        "do": rule.to_do(wording),
        "alike": alike,
        "places": each.collect::<Vec<_>>(),
        "more": (more > 0).then(|| telling.many("audit.more", more)),
    })
}

/// What is lacking, where it is the same in all places and need be said but once.
fn alike(places: &[Place]) -> Option<&str> {
    let first = places.first()?.says.as_str();
    let same = places.iter().all(|it| it.says == first);
    same.then_some(first)
}

/// A place: when, which record, what is lacking there, and where it stands in the export.
fn place(place: &Place, new: Option<String>, telling: &Telling<'_>) -> Value {
    let wording = telling.brief.wording;
    let day = place.when.map(|it| When { time: None, ..it });
    json!({
        "date": day.map(|it| dates::short(&it, wording)),
        "record": telling.record(&place.record),
        "says": place.says,
        "new": new,
        "origin": told::origins(&place.origins),
    })
}

fn waived(standing: &Standing, telling: &Telling<'_>) -> Value {
    let waiver = standing.waiver.as_ref();
    let day = |day| dates::day(day, telling.brief.wording);
    json!({
        "title": standing.rule().title(telling.brief.wording),
        "places": standing.finding.places.len(),
        "by": waiver.map(|it| format!("{}, {}", it.by, it.role)),
        "why": waiver.map(|it| &it.why),
        "on": waiver.map(|it| day(it.on)),
        "until": waiver.map(|it| day(it.until)),
    })
}

/// Every record in which something is lacking, once.
fn entries(audit: &Audit) -> Vec<Entry> {
    let mut known = BTreeSet::new();
    let places = audit.counted.iter().flat_map(|it| &it.finding.places);
    let once = places.filter(|place| known.insert(place.record.clone()));
    let entry = |place: &Place| Entry {
        id: place.record.to_string(),
        origins: place.origins.clone(),
        digest: sha256(place.says.as_bytes())[..16].to_owned(),
    };
    once.map(entry).collect()
}
