//! What the record restricts (rule 23): every restriction, well recorded or not, and every record whose flag says
//! so, is a row that somebody must decide.

use super::passages;
use super::request::{Request, Requester};
use super::review::{About, Review};
use super::rows::{Matter, Outcome, Why};
use crate::disclose::restrictions::{self, Part};
use crate::issue::Origin;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::records::Restriction;
use crate::model::{Case, EntryId, Record, Text};

/// A restriction of a case, or a flag.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// The row's name.
    pub row: String,
    /// The record, as `type:key` without spaces; it may be none of the case.
    pub name: String,
    /// How much of it.
    pub part: Part,
    /// What the row is about.
    pub matter: Matter,
    /// What is proposed, and why.
    pub proposal: (Option<Outcome>, Why),
    /// Whether it must be decided.
    pub must: bool,
    /// Where it was read.
    pub origin: Option<Origin>,
}

/// Everything that is restricted in a case.
pub(super) fn all(case: &Case, request: &Request) -> Vec<Held> {
    let mut held: Vec<Held> = case
        .records
        .restrictions
        .iter()
        .filter_map(|each| of(each, request))
        .collect();
    let named: Vec<String> = held.iter().map(|each| each.name.clone()).collect();
    let mut flags = Flags {
        named,
        asked_for: request
            .requester
            .is_over_another()
            .then_some(request.subject.as_str()),
        found: Vec::new(),
    };
    case.records.each_list(&mut flags);
    held.extend(flags.found);
    held
}

fn of(restriction: &Restriction, request: &Request) -> Option<Held> {
    let (name, part) = restrictions::part_of(restriction)?;
    let lifted = restriction.lifted.value().is_some();
    let (proposal, must) = match () {
        () if lifted => ((Some(Outcome::Keep), Why::RestrictionLifted), false),
        () if is_from_another(restriction, request) => {
            ((Some(Outcome::Keep), Why::RestrictedFromAnother), true)
        }
        () => ((Some(Outcome::Withhold), Why::Restricted), true),
    };
    Some(Held {
        row: format!("restriction:{}", restriction.entry.key),
        name,
        part,
        matter: Matter::Restriction {
            id: Some(restriction.entry.key.to_string()),
            policy: restriction.policy_reason.value().map(Text::shown),
            lacks: lacks(restriction),
            overdue: restrictions::overdue(restriction, request.as_at),
        },
        proposal,
        must,
        origin: restriction.origins.first().cloned(),
    })
}

/// Whether it names from whom, and that is not who asks. A representative asks as the subject would.
fn is_from_another(restriction: &Restriction, request: &Request) -> bool {
    let asks = match request.requester {
        Requester::Own | Requester::Representative => Some(request.subject.as_str()),
        Requester::PrHolder | Requester::CourtAppointed => request.requester_id.as_deref(),
    };
    let Some(asks) = asks else { return false };
    let from = restriction.restricted_from.value();
    from.is_some_and(|ids| !ids.0.is_empty() && !ids.0.iter().any(|id| &*id.0 == asks))
}

/// What Northamptonshire 7 and 8 want recorded and is not, by the name of the term.
fn lacks(restriction: &Restriction) -> Vec<&'static str> {
    let wanted = restrictions::wanted(restriction);
    let absent = wanted.iter().filter(|it| it.is_absent());
    absent.map(|it| it.name).collect()
}

/// Records whose own flag says that they are restricted and that no restriction names; and, where somebody asks for
/// the subject, the homes and telephones of the subject's own that are recorded as confidential.
struct Flags<'a> {
    named: Vec<String>,
    /// The subject, where somebody else asks in their own right.
    asked_for: Option<&'a str>,
    found: Vec<Held>,
}

impl Flags<'_> {
    fn is_kept_from<R: Record>(&self, record: &R) -> bool {
        let Some(subject) = self.asked_for else {
            return false;
        };
        let (mut theirs, mut confidential) = (false, false);
        record.each_reference(&mut |field, id| {
            theirs |= field.name == "person_id" && id == subject;
        });
        record.each_value(&mut |field, value| {
            confidential |= field.name == "confidential" && matches!(value, Shown::YesNo(true));
        });
        theirs && confidential && matches!(R::TYPE.name, "address" | "contact_detail")
    }
}

impl ListVisitor for Flags<'_> {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let flagged = record
                .provenance()
                .is_some_and(|it| it.restricted.value() == Some(&true));
            let name = restrictions::name_of(record.entry());
            let kept_from = self.is_kept_from(record);
            if (flagged || kept_from) && !self.named.contains(&name) {
                self.found.push(Held {
                    row: format!("flag:{}", record.entry()),
                    name,
                    part: Part::Whole,
                    matter: Matter::Restriction {
                        id: None,
                        policy: None,
                        lacks: vec!["restriction"],
                        overdue: None,
                    },
                    proposal: match kept_from {
                        true => (Some(Outcome::Withhold), Why::Confidential),
                        false => (Some(Outcome::Withhold), Why::Restricted),
                    },
                    must: true,
                    origin: record.origins().first().cloned(),
                });
            }
        }
    }
}

/// Whether a restriction is of a record.
pub(super) fn is_of(held: &Held, entry: &EntryId) -> bool {
    held.name == restrictions::name_of(entry)
}

/// Whether a restriction is of the whole of a record: it says so, or it is of a field or of words that cannot be taken
/// out alone, as a telephone number is all that its record holds.
pub(super) fn is_whole(review: &Review, held: &Held, (entry, about): (&EntryId, &About)) -> bool {
    if !is_of(held, entry) {
        return false;
    }
    match &held.part {
        Part::Whole => true,
        Part::Field(field) => passages::is_structured(&entry.record, field),
        Part::Words(words) => {
            let stand = passages::stand(&about.words, words);
            stand && !passages::hold(&review.passages, (entry, "", words))
        }
    }
}
