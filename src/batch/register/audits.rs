//! What the register keeps of audits (rule 36): which findings were waived by whom and until when, and what
//! each audit of a case held, so that the next one can tell what is new, mended and still open.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value;

use super::{Deed, Register, append_all, unwritable};
use crate::issue::Issue;
use crate::view::{Audited, Waiver};

impl Register {
    /// The waivers by case, in order of rule. A later line for the same case and rule stands in place of an
    /// earlier one.
    pub fn waivers(&self) -> BTreeMap<String, Vec<Waiver>> {
        let mut latest: BTreeMap<(&str, &str), &Waiver> = BTreeMap::new();
        for deed in &self.deeds {
            if let Deed::Waiver { waiver } = deed {
                latest.insert((&waiver.case, &waiver.rule), waiver);
            }
        }
        let mut by_case: BTreeMap<String, Vec<Waiver>> = BTreeMap::new();
        for waiver in latest.into_values() {
            let of = by_case.entry(waiver.case.clone()).or_default();
            of.push(waiver.clone());
        }
        by_case
    }

    /// The last audit of each case whose as-at date lies before a day, so that an audit is never compared
    /// with itself when it is made again.
    pub fn audits_before(&self, day: NaiveDate) -> BTreeMap<String, Audited> {
        let mut last: BTreeMap<String, Audited> = BTreeMap::new();
        for audited in self.audits().filter(|it| it.as_at < day) {
            let known = last.get(&audited.case);
            if known.is_none_or(|known| known.as_at <= audited.as_at) {
                last.insert(audited.case.clone(), audited.clone());
            }
        }
        last
    }

    /// Those of some audits that hold anything else than the last line of their case: the same again is not
    /// entered twice.
    pub fn not_entered(&self, audits: Vec<Audited>) -> Vec<Audited> {
        let mut last: BTreeMap<&str, &Audited> = BTreeMap::new();
        for audited in self.audits() {
            last.insert(&audited.case, audited);
        }
        let is_new = |audited: &Audited| {
            let known = last.get(audited.case.as_str());
            known.is_none_or(|known| known.found != audited.found)
        };
        audits.into_iter().filter(is_new).collect()
    }

    /// Enters what audits held, all at once.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn add_audits(path: &Path, audits: Vec<Audited>) -> Result<(), Issue> {
        if audits.is_empty() {
            return Ok(());
        }
        let deeds = audits.into_iter().map(|audited| Deed::Audit { audited });
        append_all(path, deeds.collect()).map_err(|_| unwritable())
    }

    fn audits(&self) -> impl Iterator<Item = &Audited> {
        self.deeds.iter().filter_map(|deed| match deed {
            Deed::Audit { audited } => Some(audited),
            _ => None,
        })
    }
}

/// The lines of a register on which the documents of a day depend: all but what audits of that day and later
/// held, as a run enters those itself and must not seem to be another run when it is repeated.
pub fn relevant(register: &[u8], as_at: NaiveDate) -> Vec<u8> {
    let is_relevant = |line: &&[u8]| !is_audit_from(line, as_at);
    let lines = register.split(|byte| *byte == b'\n').filter(is_relevant);
    lines.collect::<Vec<_>>().join(&b'\n')
}

fn is_audit_from(line: &[u8], day: NaiveDate) -> bool {
    let Ok(value) = serde_json::from_slice::<Value>(line) else {
        return false;
    };
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let as_at = text("as_at").and_then(|text| text.parse::<NaiveDate>().ok());
    text("deed") == Some("audit") && as_at.is_some_and(|as_at| as_at >= day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    fn audited(as_at: &str, rule: &str) -> Audited {
        let mut audited = Audited {
            case: "C-1".to_owned(),
            as_at: day(as_at),
            found: BTreeMap::new(),
        };
        audited.add(rule, ["0123456789"]);
        audited
    }

    fn waiver(rule: &str, until: &str) -> Deed {
        let waiver = Waiver {
            case: "C-1".to_owned(),
            rule: rule.to_owned(),
            by: "J. Invented".to_owned(),
            role: "team manager".to_owned(),
            why: "The notes are on paper.".to_owned(),
            on: day("2026-06-30"),
            until: day(until),
        };
        Deed::Waiver { waiver }
    }

    #[test]
    fn the_last_audit_before_a_day_is_found_and_the_same_again_is_not_entered() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("register.jsonl");
        let read = || Register::read(&path).expect("it is read");
        let (first, second) = (audited("2026-03-31", "a"), audited("2026-06-30", "b"));
        Register::add_audits(&path, vec![first.clone(), second.clone()]).expect("written");
        let register = read();
        let before = |text| register.audits_before(day(text)).remove("C-1");
        assert_eq!(before("2026-03-31"), None);
        assert_eq!(before("2026-06-30"), Some(first.clone()));
        assert_eq!(before("2026-07-01"), Some(second.clone()));
        let again = audited("2026-07-31", "b");
        assert!(register.not_entered(vec![again]).is_empty());
        assert_eq!(register.not_entered(vec![first.clone()]), [first]);
    }

    #[test]
    fn a_later_waiver_stands_in_place_of_an_earlier() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("register.jsonl");
        for (rule, until) in [
            ("b", "2026-12-31"),
            ("a", "2026-12-31"),
            ("b", "2026-07-01"),
        ] {
            Register::add(&path, waiver(rule, until)).expect("written");
        }
        let register = Register::read(&path).expect("it is read");
        let waivers = register.waivers().remove("C-1").expect("the case has two");
        let told: Vec<_> = waivers.iter().map(|it| (&*it.rule, it.until)).collect();
        assert_eq!(told, [("a", day("2026-12-31")), ("b", day("2026-07-01"))]);
    }

    #[test]
    fn what_a_run_enters_of_its_audits_does_not_make_another_run_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("register.jsonl");
        let relevant = || relevant(&std::fs::read(&path).unwrap_or_default(), day("2026-06-30"));
        Register::add_audits(&path, vec![audited("2026-03-31", "a")]).expect("written");
        let before = relevant();
        Register::add_audits(&path, vec![audited("2026-06-30", "b")]).expect("written");
        assert_eq!(relevant(), before);
        Register::add(&path, waiver("a", "2026-12-31")).expect("written");
        assert_ne!(relevant(), before);
    }
}
