//! What a record lacks by the rules of recording (rule 36). It judges the record and never the family:
//! each rule is tied to a paragraph of its source, and each finding says in which records something is
//! lacking and where these stand in the export. A rule is asked only where the export can carry the
//! answer (rule 1).

mod answers;
mod background;
mod checklist;
mod copies;
mod examined;
mod kin;
mod manner;
mod overview;
mod pages;
mod plot;
mod reading;
mod rules;
mod sample;
mod sheets;
mod standing;
mod team;
mod told;
mod words;
mod worker;

use chrono::NaiveDate;

use super::Brief;
use crate::disclose::Disclosed;
use crate::issue::Origin;
use crate::model::{EntryId, When};
use crate::wording::Wording;
use answers::{Answers, Lack};
pub use background::Background;
pub use copies::{Likeness, copies};
use examined::Examined;
pub use manner::{Manner, WordLists};
pub use overview::LoadAudit;
pub use pages::{CaseAudit, Occasion, of_case};
pub use rules::RULES;
pub use sample::Sample;
pub use standing::Auditing;
pub use team::of_team;
pub use worker::of_worker;

/// How soon something is to be mended; the words are terms under `audit.severity.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// At once: the record does not show that a child was seen, who decided, or where they live.
    High,
    /// By the next supervision.
    Medium,
    /// When the record is next opened.
    Low,
}

impl Severity {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The end of the key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One rule of recording.
pub struct Rule {
    /// Its name, in waivers and registers too.
    pub id: &'static str,
    /// How soon what it finds is to be mended.
    pub severity: Severity,
    /// The record types that the export must be able to carry; without them the rule is not tested.
    pub needs: &'static [&'static str],
    find: fn(&Examined<'_>) -> Answers,
}

impl Rule {
    /// What is lacking, in a few words.
    pub fn title<'w>(&self, wording: &'w Wording) -> &'w str {
        match self.text("title", wording) {
            "" => self.id,
            title => title,
        }
    }

    /// The paragraphs it comes from, such as "Northamptonshire 5.2".
    pub fn source<'w>(&self, wording: &'w Wording) -> &'w str {
        self.text("source", wording)
    }

    /// What these say, word for word; an ellipsis stands for what is left out.
    pub fn says<'w>(&self, wording: &'w Wording) -> &'w str {
        self.text("says", wording)
    }

    /// How it is tested.
    pub fn computed<'w>(&self, wording: &'w Wording) -> &'w str {
        self.text("computed", wording)
    }

    /// What to do.
    pub fn to_do<'w>(&self, wording: &'w Wording) -> &'w str {
        self.text("do", wording)
    }

    /// One of its texts in `layouts/wording/audit-rules.json`; empty where there is none.
    fn text<'w>(&self, part: &str, wording: &'w Wording) -> &'w str {
        let key = format!("audit.rule.{}", self.id);
        wording.coded(&key, part).unwrap_or_default()
    }
}

/// The rule of that name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Where something is lacking.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The record; the case's own where no other can be named.
    pub record: EntryId,
    /// Where it was read.
    pub origins: Vec<Origin>,
    /// When that of which it tells happened.
    pub when: Option<When>,
    /// The day on which the record was made, as far as it is known: that of the entry, else that of what
    /// it tells.
    pub made: Option<NaiveDate>,
    /// What is lacking there, as a sentence; it quotes nothing of the record but a word of the list of
    /// wording or a short form.
    pub says: String,
}

/// What a case lacks by one rule.
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Where, in the order of the record; never empty.
    pub places: Vec<Place>,
    /// Of how many records it was asked, those that lack nothing among them.
    pub asked: usize,
}

/// What was found in a case.
#[derive(Default)]
pub struct Examination {
    /// What it lacks, in the order of the rules.
    pub findings: Vec<Finding>,
    /// The rules of which the export cannot tell.
    pub not_tested: Vec<&'static Rule>,
    /// How many rules are kept.
    pub kept: usize,
    /// The rules that had nothing in the record to ask, such as those of visits where there was none.
    pub unasked: Vec<&'static Rule>,
}

impl Examination {
    /// How many findings there are of each severity, in the order of [`Severity::ALL`].
    pub fn counts(&self) -> [usize; 3] {
        Severity::ALL.map(|severity| {
            let of = self.findings.iter();
            of.filter(|it| it.rule.severity == severity).count()
        })
    }
}

/// Asks every rule of a case, as workers may see it.
pub fn examine(
    disclosed: &Disclosed<'_>,
    background: &Background,
    manner: &Manner,
    brief: &Brief<'_>,
) -> Examination {
    let at = Examined::new(disclosed.case(), background, manner, brief);
    let mut examination = Examination::default();
    for rule in RULES {
        if !rule.needs.iter().all(|it| at.case.carried.contains(it)) {
            examination.not_tested.push(rule);
            continue;
        }
        let Answers {
            lacks,
            asked,
            untold,
        } = (rule.find)(&at);
        if asked == 0 && untold > 0 {
            examination.not_tested.push(rule);
        } else if asked == 0 {
            examination.unasked.push(rule);
        } else if lacks.is_empty() {
            examination.kept += 1;
        } else {
            examination.findings.push(Finding {
                rule,
                places: in_order(lacks, rule, brief.wording),
                asked,
            });
        }
    }
    examination
}

/// The places in order of date; what has none stands first, as it is of the case.
fn in_order(lacks: Vec<Lack>, rule: &Rule, wording: &Wording) -> Vec<Place> {
    let mut places: Vec<Place> = lacks
        .into_iter()
        .map(|lack| Place {
            says: match lack.says(rule.id, wording) {
                says if says.is_empty() => rule.title(wording).to_owned(),
                says => says,
            },
            record: lack.record,
            origins: lack.origins,
            when: lack.when,
            made: lack.made,
        })
        .collect();
    places.sort_by(|a, b| {
        let order = |it: &Place| (it.when.map(|when| when.order()), it.record.clone());
        order(a).cmp(&order(b))
    });
    places
}
