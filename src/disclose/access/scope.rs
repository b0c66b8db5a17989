//! Which cases hold data of the subject (rule 22), and what of them belongs in the copy: the subject's own case
//! whole, of another only what names the subject; never anything across an adoption.

use std::collections::{BTreeSet, HashSet};

use super::names::{Lexicon, Strength};
use super::passages::date_of;
use super::request::Request;
use super::rows::{Outcome, Why};
use super::{names, passages};
use crate::model::declare::{ListVisitor, ListVisitorMut, Listed, Shown};
use crate::model::{Case, Casebook, Record, Records, Text};
use crate::search::{Folded, Sought};

/// How a case names the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// It is theirs.
    Own,
    /// Records of it are about them too.
    ByRecord,
    /// Words of it name them.
    InWords,
}

/// A case that names the subject.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseInScope {
    /// The case.
    pub id: String,
    /// How it names them.
    pub naming: Naming,
    /// What is proposed.
    pub proposal: Option<Outcome>,
    /// Why.
    pub why: Why,
}

impl CaseInScope {
    /// Whether it may be joined at all.
    pub fn may_be_joined(&self) -> bool {
        self.why != Why::AcrossAdoption
    }
}

/// Every case that names the subject, the subject's own first.
pub fn in_scope(casebook: &Casebook, request: &Request, lexicon: &Lexicon) -> Vec<CaseInScope> {
    let subject = Finder::of(casebook, request, lexicon);
    let each = casebook.cases.iter().filter_map(|case| {
        let naming = subject.naming(case)?;
        let (proposal, why) = match naming {
            Naming::Own => (Some(Outcome::Include), Why::OwnCase),
            _ if !case.records.adoptions.is_empty() => {
                (Some(Outcome::Exclude), Why::AcrossAdoption)
            }
            _ => (None, Why::CaseNames),
        };
        Some(CaseInScope {
            id: case.id.clone(),
            naming,
            proposal,
            why,
        })
    });
    let mut found: Vec<CaseInScope> = each.collect();
    found.sort_by_key(|it| (it.naming, it.id.clone()));
    found
}

/// The subject's data of the cases included, as one case, up to the cut-off (rule 29). None where the export
/// holds no case of the subject's own.
pub fn merged(
    casebook: &Casebook,
    included: &BTreeSet<String>,
    request: &Request,
    lexicon: &Lexicon,
) -> Option<Case> {
    let subject = Finder::of(casebook, request, lexicon);
    let mut merged: Option<Case> = None;
    let own = |case: &&Case| is_own(case, request);
    for case in casebook.cases.iter().filter(own) {
        match &mut merged {
            None => merged = Some(case.clone()),
            Some(known) => join(known, case.records.clone()),
        }
    }
    let mut merged = merged?;
    let others = casebook
        .cases
        .iter()
        .filter(|case| included.contains(&case.id) && !is_own(case, request));
    for case in others {
        join(&mut merged, subject.part_of(case));
    }
    merged.overrides.clear();
    let mut cut = CutOff(request);
    merged.records.each_list_mut(&mut cut);
    Some(merged)
}

fn is_own(case: &Case, request: &Request) -> bool {
    case.child()
        .is_some_and(|child| *child.entry.key == *request.subject)
}

/// Adds records of another case, each once.
fn join(case: &mut Case, more: Records) {
    case.records.append(more);
    let mut once = Once;
    case.records.each_list_mut(&mut once);
}

struct Once;

impl ListVisitorMut for Once {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if R::TYPE.name == "case" {
            records.truncate(1);
            return;
        }
        let mut seen = HashSet::new();
        records.retain(|record| seen.insert(record.entry().clone()));
    }
}

/// Records that came to be after the cut-off are taken out.
struct CutOff<'a>(&'a Request);

/// Record types whose dates say when something is due, not when it was recorded.
const OF_THE_FUTURE: &[&str] = &[
    "outcome",
    "recommendation",
    "contact_arrangement",
    "case",
    "person",
];

impl ListVisitorMut for CutOff<'_> {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if OF_THE_FUTURE.contains(&R::TYPE.name) {
            return;
        }
        let last = self.0.cut_off;
        records.retain(|record| {
            let recorded = record.provenance().and_then(|it| it.recorded_on.value());
            let dated = recorded.copied().or_else(|| date_of(record));
            dated.is_none_or(|when| when.earliest() <= last)
        });
    }
}

/// How the subject is found.
struct Finder {
    id: String,
    /// The cases that share records with the subject's own.
    near: BTreeSet<String>,
    /// Their names whole.
    names: Option<Sought>,
    /// The same, and their first names.
    in_family: Option<Sought>,
}

impl Finder {
    fn of(casebook: &Casebook, request: &Request, lexicon: &Lexicon) -> Self {
        let people = casebook
            .cases
            .iter()
            .find_map(|case| case.person(&request.subject));
        let fields = people.map(|it| [&it.name, &it.known_as, &it.former_names]);
        let all: Vec<String> = fields
            .into_iter()
            .flatten()
            .filter_map(|it| it.value())
            .map(Text::shown)
            .collect();
        let spellings = all
            .iter()
            .flat_map(|name| names::spellings(name, &all, lexicon));
        let whole: Vec<String> = spellings
            .filter(|it| it.strength == Strength::Whole)
            .map(|it| it.words)
            .collect();
        let first = all.iter().filter_map(|name| name.split_whitespace().next());
        let first: Vec<&str> = first.filter(|it| !lexicon.is_ordinary(it)).collect();
        let own = casebook.cases.iter().filter(|case| is_own(case, request));
        let sought = |words: &mut dyn Iterator<Item = &str>| Sought::new(words.map(|it| (0, it)));
        Self {
            id: request.subject.clone(),
            near: own
                .flat_map(|case| case.shares_with.iter().cloned())
                .collect(),
            names: sought(&mut whole.iter().map(String::as_str)),
            in_family: sought(&mut whole.iter().map(String::as_str).chain(first)),
        }
    }

    /// In a brother's or sister's case the first name alone says who is meant.
    fn names_in(&self, case: &Case) -> Option<&Sought> {
        match self.near.contains(&case.id) {
            true => self.in_family.as_ref(),
            false => self.names.as_ref(),
        }
    }

    fn naming(&self, case: &Case) -> Option<Naming> {
        if case
            .child()
            .is_some_and(|child| *child.entry.key == *self.id)
        {
            return Some(Naming::Own);
        }
        let mut names = Names {
            subject: self,
            names: self.names_in(case),
            by_record: false,
            in_words: false,
        };
        case.records.each_list(&mut names);
        match (names.by_record, names.in_words) {
            (true, _) => Some(Naming::ByRecord),
            (_, true) => Some(Naming::InWords),
            _ => None,
        }
    }

    fn refers<R: Record>(&self, record: &R) -> bool {
        let mut refers = false;
        record.each_reference(&mut |_, id| refers |= id == self.id);
        refers
    }

    fn is_in_words<R: Record>(names: Option<&Sought>, record: &R) -> bool {
        let Some(names) = names else {
            return false;
        };
        let mut found = false;
        record.each_value(&mut |_, value| {
            if let Shown::Text(text) = value
                && !found
            {
                found = names.hits(&Folded::of(&text.shown())).next().is_some();
            }
        });
        found
    }

    /// The records of a case that name the subject, and the people whom those name.
    fn part_of(&self, case: &Case) -> Records {
        let mut records = case.records.clone();
        let mut named = BTreeSet::new();
        records.each_list_mut(&mut Narrow {
            subject: self,
            names: self.names_in(case),
            named: &mut named,
        });
        records
            .people
            .retain(|person| named.contains(&*person.entry.key));
        records
            .workers
            .retain(|worker| named.contains(&*worker.entry.key));
        records
    }
}

struct Names<'a> {
    subject: &'a Finder,
    names: Option<&'a Sought>,
    by_record: bool,
    in_words: bool,
}

impl ListVisitor for Names<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        if R::TYPE.name == "person" || passages::is_governance(R::TYPE.name) {
            return;
        }
        self.by_record |= records.iter().any(|record| self.subject.refers(record));
        self.in_words = self.in_words
            || records
                .iter()
                .any(|record| Finder::is_in_words(self.names, record));
    }
}

/// Keeps what names the subject, and notes whom else it names.
struct Narrow<'a> {
    subject: &'a Finder,
    names: Option<&'a Sought>,
    named: &'a mut BTreeSet<String>,
}

impl ListVisitorMut for Narrow<'_> {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        match R::TYPE.name {
            "person" | "worker" => return,
            "case" | "team" | "allocation" => records.clear(),
            _ => records.retain(|record| {
                self.subject.refers(record) || Finder::is_in_words(self.names, record)
            }),
        }
        for record in records.iter() {
            record.each_reference(&mut |_, id| {
                self.named.insert(id.to_owned());
            });
        }
    }
}
