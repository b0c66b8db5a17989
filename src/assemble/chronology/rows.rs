//! The rows of a chronology as its layout takes them, and the marks beside them.

use serde_json::{Value, json};

use super::{Content, Printed};
use crate::assemble::Brief;
use crate::assemble::shared::late::{self, Lateness};
use crate::assemble::shared::room::room_of;
use crate::assemble::shared::timeline::Fact;
use crate::assemble::shared::{dates, phrases};
use crate::kind::Audience;
use crate::model::codes::{Basis, Category};
use crate::model::{Case, Recorded, Text};

/// The lanes of the event strip, in order.
pub(super) const LANES: &[&str] = &[
    "family",
    "care",
    "safety",
    "health",
    "school",
    "achievement",
];

/// The lane of a category, as an index into [`LANES`].
pub(super) fn lane(category: &Category) -> usize {
    match category {
        Category::Placement
        | Category::LegalStatus
        | Category::Order
        | Category::Review
        | Category::Decision
        | Category::Conference
        | Category::Assessment => 1,
        Category::Referral
        | Category::Injury
        | Category::Police
        | Category::Missing
        | Category::Disclosure
        | Category::Concern
        | Category::Offence => 2,
        Category::Hospital | Category::Health => 3,
        Category::Exclusion | Category::SchoolChange | Category::Education => 4,
        Category::Achievement => 5,
        _ => 0,
    }
}

/// The rows in order.
pub(super) fn of(
    content: &Content,
    case: &Case,
    audience: Audience,
    brief: &Brief<'_>,
) -> Vec<Value> {
    let rows = content.printed.iter().enumerate();
    rows.map(|(n, printed)| row(n, printed, case, audience, brief))
        .collect()
}

/// One row, its entry numbered as the document lists it.
pub(in crate::assemble) fn row(
    n: usize,
    printed: &Printed,
    case: &Case,
    audience: Audience,
    brief: &Brief<'_>,
) -> Value {
    let fact = &printed.fact;
    let internal = audience == Audience::Internal;
    let impact = fact
        .impact()
        .filter(|_| internal)
        .map(|it| impact_words(it.word(), brief));
    json!({
        "n": n,
        "long": is_long(fact),
        "shared": fact.is_shared,
        "date": fact.date(brief.wording),
        "age": dates::age(case.child(), &fact.when, brief.wording),
        "heading": fact.heading.as_ref().map(phrases::as_json),
        "event": phrases::as_json(&fact.sentence),
        "outcome": fact.outcome().map(phrases::as_json),
        "child_words": words(&fact.provenance.child_words),
        "dispute": fact.dispute(brief.wording).as_ref().map(phrases::as_json),
        "impact": impact,
        "source": phrases::as_json(&fact.source),
        "reference": fact.reference.as_ref().map(phrases::as_json),
        "marks": marks(printed, internal, brief),
    })
}

/// From how many characters on a row may break across pages: about a third of a page.
const LONG: usize = 1000;

fn is_long(fact: &Fact) -> bool {
    let provenance = &fact.provenance;
    let event = [fact.heading.as_ref(), Some(&fact.sentence), fact.outcome()];
    let event = event.into_iter().flatten();
    let event = event
        .chain(provenance.child_words.value())
        .chain(provenance.dispute.value());
    // The column of sources is less than half as wide as that of events.
    let source = [Some(&fact.source), fact.reference.as_ref()];
    let source = source.into_iter().flatten();
    let (event, source): (usize, usize) = (event.map(room_of).sum(), source.map(room_of).sum());
    event > LONG || source * 5 / 2 > LONG
}

fn impact_words(word: &str, brief: &Brief<'_>) -> String {
    // A word that is none of the list was reported on reading, and stands as it was found.
    brief
        .wording
        .coded("impact", word)
        .unwrap_or(word)
        .to_owned()
}

fn words(recorded: &Recorded<Text>) -> Option<Value> {
    recorded.value().map(phrases::as_json)
}

/// The marks of an entry, each by the key of its word; the meaning stands under the same key.
fn mark_keys(printed: &Printed, internal: bool) -> Vec<&'static str> {
    let fact = &printed.fact;
    let disputed = fact.is_disputed();
    let late = matches!(printed.lateness, Lateness::Late(_));
    let all = [
        ("mark.late", late && internal),
        (
            "mark.unreliable",
            printed.lateness == Lateness::Unreliable && internal,
        ),
        ("mark.first_hand", is_first_hand(fact)),
        ("mark.reported", fact.is_reported()),
        (
            "mark.hearsay",
            fact.provenance.basis.value() == Some(&Basis::Hearsay),
        ),
        ("mark.opinion", fact.is_opinion()),
        ("mark.disputed", disputed),
        ("mark.contradicted", printed.contradicted),
        (
            "mark.key",
            fact.provenance.key_incident.value() == Some(&true) && internal,
        ),
        ("mark.no_source", !fact.is_sourced && internal),
    ];
    all.into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(key, _)| key)
        .collect()
}

fn is_first_hand(fact: &Fact) -> bool {
    fact.provenance.knowledge.value() == Some(&crate::model::codes::Knowledge::FirstHand)
}

/// The marks of an entry in words; a late entry with date and time of entry (Northamptonshire 9).
pub(super) fn marks(printed: &Printed, internal: bool, brief: &Brief<'_>) -> Vec<String> {
    let keys = mark_keys(printed, internal);
    let mark = |key: &&str| {
        let late = late::words(&printed.lateness, brief.wording);
        late.filter(|_| *key == "mark.late")
            .unwrap_or_else(|| brief.wording.term(key).to_owned())
    };
    keys.iter().map(mark).collect()
}

/// The marks that occur, each with its meaning.
pub(super) fn key(
    content: &Content,
    audience: Audience,
    brief: &Brief<'_>,
) -> Vec<(String, String)> {
    let internal = audience == Audience::Internal;
    let mut keys: Vec<&str> = content
        .printed
        .iter()
        .flat_map(|printed| mark_keys(printed, internal))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let pair = |key: &&str| {
        let meaning = key.replacen("mark.", "mark_meaning.", 1);
        (
            brief.wording.term(key).to_owned(),
            brief.wording.term(&meaning).to_owned(),
        )
    };
    keys.iter().map(pair).collect()
}
