//! What should be on a record that is about to be transferred, by the basic record and the other key records
//! (Northamptonshire 5.1 to 5.7 and 14.2): each item with what this export holds of it, to be ticked and signed.

use serde_json::{Value, json};

use super::told::Telling;
use crate::assemble::shared::face;
use crate::assemble::shared::{carried, dates, due};
use crate::model::codes::StatusKind;
use crate::model::records::Person;
use crate::model::{Case, Id, Recorded, Text, When};

/// Something that should be on the record.
struct Item {
    /// The end of the key of its words, and its paragraph under `.source`.
    key: &'static str,
    /// The record type that would hold it.
    record: &'static str,
    /// What the case holds of it: the dates of what was found, where these have one.
    find: fn(&Case) -> Vec<Option<&When>>,
    /// Whether it is asked of a case at all.
    asked: fn(&Case, &Telling<'_>) -> bool,
}

const fn always(
    key: &'static str,
    record: &'static str,
    find: fn(&Case) -> Vec<Option<&When>>,
) -> Item {
    Item {
        key,
        record,
        find,
        asked: |_, _| true,
    }
}

const fn if_looked_after(
    key: &'static str,
    record: &'static str,
    find: fn(&Case) -> Vec<Option<&When>>,
) -> Item {
    Item {
        asked: is_looked_after,
        ..always(key, record, find)
    }
}

/// The parts of the checklist, each with its items in the order of the sources.
const PARTS: &[(&str, &[Item])] = &[
    ("child", CHILD),
    ("care", CARE),
    ("work", WORK),
    ("papers", PAPERS),
];

const CHILD: &[Item] = &[
    always("name", "person", |case| of_child(case, |it| &it.name)),
    always("born", "person", |case| of_child(case, |it| &it.born)),
    always("evidence", "person", |case| {
        of_child(case, |it| &it.name_evidence)
    }),
    always("identifiers", "identifier", |case| {
        let child = case.child().map(|it| &it.entry.key);
        let own = |id: &Id| Some(&id.0) == child;
        let rows = case.records.identifiers.iter();
        undated(
            rows.filter(|it| it.person_id.value().is_some_and(own))
                .count(),
        )
    }),
    always("gender", "person", |case| of_child(case, |it| &it.gender)),
    always("communication", "communication_need", |case| {
        undated(case.records.communication_needs.len())
    }),
    always("household", "household", |case| {
        dated(case.records.households.iter().map(|it| &it.start))
    }),
    always("responsibility", "relationship", |case| {
        let ties = case.records.relationships.iter();
        let held = ties.filter(|it| it.parental_responsibility.value() == Some(&true));
        dated(held.map(|it| &it.start))
    }),
    always("family", "relationship", |case| {
        dated(case.records.relationships.iter().map(|it| &it.start))
    }),
    always("close", "person", |case| {
        let people = case.records.people.iter();
        undated(
            people
                .filter(|it| it.close_to_child.value() == Some(&true))
                .count(),
        )
    }),
    always("contact", "contact_arrangement", |case| {
        dated(
            case.records
                .contact_arrangements
                .iter()
                .map(|it| &it.arrangement_from),
        )
    }),
];

const CARE: &[Item] = &[
    always("status", "status_period", |case| {
        dated(case.records.status_periods.iter().map(|it| &it.period_from))
    }),
    if_looked_after("legal", "legal_status", |case| {
        dated(case.records.legal_statuses.iter().map(|it| &it.status_from))
    }),
    if_looked_after("placement", "placement", |case| {
        dated(case.records.placements.iter().map(|it| &it.placed))
    }),
    always("providers", "case", |case| {
        let providers = case.record().map(|it| &it.delegated_providers);
        undated(usize::from(providers.is_some_and(is_given)))
    }),
    always("orders", "order", |case| {
        dated(case.records.orders.iter().map(|it| &it.made))
    }),
    always("order_copies", "document", |case| documents(case, "order")),
    always("court_reports", "document", |case| {
        documents(case, "report")
    }),
    always("education", "education", |case| {
        dated(case.records.education.iter().map(|it| &it.education_from))
    }),
    if_looked_after("pep", "education", |case| {
        let rows = case.records.education.iter();
        let held = rows.filter(|it| is_given(&it.personal_education_plan));
        dated(held.map(|it| &it.education_from))
    }),
    always("health", "health", |case| {
        dated(case.records.health.iter().map(|it| &it.health_date))
    }),
    always("plan", "plan", |case| {
        dated(case.records.plans.iter().map(|it| &it.plan_from))
    }),
];

const WORK: &[Item] = &[
    always("chronology", "event", |case| {
        dated(case.records.events.iter().map(|it| &it.happened))
    }),
    always("referrals", "referral", |case| {
        dated(case.records.referrals.iter().map(|it| &it.received))
    }),
    always("assessment", "assessment", |case| {
        dated(case.records.assessments.iter().map(|it| &it.began))
    }),
    always("risk", "assessment", |case| {
        let held = case.records.assessments.iter();
        dated(held.filter(|it| is_given(&it.risks)).map(|it| &it.began))
    }),
    always("visits", "visit", |case| {
        dated(case.records.visits.iter().map(|it| &it.visited))
    }),
    always("original_notes", "visit", |case| {
        let visits = case.records.visits.iter();
        let kept = visits.filter(|it| it.provenance.original_note_kept.value() == Some(&true));
        dated(kept.map(|it| &it.visited))
    }),
    always("contacts", "contact", |case| {
        dated(case.records.contacts.iter().map(|it| &it.contacted))
    }),
    always("reviews", "meeting", |case| {
        dated(case.records.meetings.iter().map(|it| &it.held))
    }),
    always("recommendations", "recommendation", |case| {
        undated(case.records.recommendations.len())
    }),
    always("decisions", "decision", |case| {
        let held = case.records.decisions.iter();
        dated(
            held.filter(|it| is_given(&it.reasons))
                .map(|it| &it.decided),
        )
    }),
    always("supervision", "supervision", |case| {
        dated(case.records.supervisions.iter().map(|it| &it.supervised))
    }),
    always("summary", "summary", |case| {
        dated(case.records.summaries.iter().map(|it| &it.summary_until))
    }),
    always("transfer_summary", "document", |case| {
        documents(case, "transfer")
    }),
];

const PAPERS: &[Item] = &[
    always("documents", "document", |case| {
        dated(case.records.documents.iter().map(|it| &it.document_date))
    }),
    always("belongings", "document", |case| {
        let held = case.records.documents.iter();
        let held = held.filter(|it| it.child_owns.value() == Some(&true));
        dated(held.map(|it| &it.document_date))
    }),
    always("files", "file_movement", |case| {
        dated(case.records.file_movements.iter().map(|it| &it.moved))
    }),
    always("notice", "privacy_notice", |case| {
        dated(
            case.records
                .privacy_notices
                .iter()
                .map(|it| &it.notice_given),
        )
    }),
    always("consents", "consent", |case| {
        dated(case.records.consents.iter().map(|it| &it.consent_date))
    }),
    always("sharing", "sharing", |case| {
        dated(case.records.sharings.iter().map(|it| &it.shared))
    }),
    always("restrictions", "restriction", |case| {
        dated(case.records.restrictions.iter().map(|it| &it.advised_on))
    }),
    always("requests", "rectification_request", |case| {
        let held = case.records.rectification_requests.iter();
        dated(held.map(|it| &it.rectification_received))
    }),
];

/// The checklist as the layout takes it.
pub(super) fn of(case: &Case, telling: &Telling<'_>) -> Value {
    let parts = PARTS.iter().map(|(part, items)| {
        let asked = items.iter().filter(|it| (it.asked)(case, telling));
        json!({
            "title": telling.term(&format!("audit.checklist.part.{part}")),
            "items": asked.map(|it| line(it, case, telling)).collect::<Vec<_>>(),
        })
    });
    json!({
        "about": telling.term("audit.checklist.about"),
        "parts": parts.collect::<Vec<_>>(),
    })
}

fn line(item: &Item, case: &Case, telling: &Telling<'_>) -> Value {
    let wording = telling.brief.wording;
    let found = (item.find)(case);
    let held = match found.len() {
        0 => {
            let absent = carried::absence(case, item.record);
            face::absence(&absent, wording).to_owned()
        }
        count => in_words(count, latest(&found), telling),
    };
    json!({
        "what": telling.term(&format!("audit.checklist.{}", item.key)),
        "source": telling.term(&format!("audit.checklist.{}.source", item.key)),
        "found": !found.is_empty(),
        "held": held,
    })
}

/// "found: 12, the latest of 3 June 2026"; "found" where there can be but one.
fn in_words(count: usize, latest: Option<&When>, telling: &Telling<'_>) -> String {
    let wording = telling.brief.wording;
    let of = latest.map(|it| dates::short(&When { time: None, ..*it }, wording));
    match (count, of) {
        (1, None) => telling.term("audit.checklist.found"),
        (1, Some(day)) => wording.fill("audit.checklist.found_of", &day),
        (_, None) => wording.fill("audit.checklist.found_many", &count.to_string()),
        (_, Some(day)) => wording
            .fill("audit.checklist.found_many_of", &count.to_string())
            .replacen("{day}", &day, 1),
    }
}

fn latest<'a>(found: &[Option<&'a When>]) -> Option<&'a When> {
    let dated = found.iter().copied().flatten();
    dated.max_by_key(|it| it.latest())
}

fn dated<'a>(dates: impl Iterator<Item = &'a Recorded<When>>) -> Vec<Option<&'a When>> {
    dates.map(Recorded::value).collect()
}

fn undated<'a>(count: usize) -> Vec<Option<&'a When>> {
    vec![None; count]
}

fn of_child<T>(case: &Case, field: fn(&Person) -> &Recorded<T>) -> Vec<Option<&When>> {
    let given = case.child().is_some_and(|child| is_given(field(child)));
    undated(usize::from(given))
}

/// The documents whose kind or title names a thing, one or several: "order" is no part of "disorder".
fn documents<'a>(case: &'a Case, word: &str) -> Vec<Option<&'a When>> {
    let told = |words: &Recorded<Text>| {
        let words = words.value().map(Text::to_string).unwrap_or_default();
        let mut each = words.split(|c: char| !c.is_alphanumeric());
        each.any(|it| it.to_lowercase().trim_end_matches('s') == word)
    };
    let all = case.records.documents.iter();
    let named = all.filter(|it| told(&it.document_kind) || told(&it.document_title));
    dated(named.map(|it| &it.document_date))
}

/// "None" is recorded too.
fn is_given<T>(field: &Recorded<T>) -> bool {
    matches!(field, Recorded::Value(_) | Recorded::None)
}

fn is_looked_after(case: &Case, telling: &Telling<'_>) -> bool {
    let status = due::status_period(case, telling.brief.as_at);
    let looked_after = status.is_some_and(|it| it.status.value() == Some(&StatusKind::LookedAfter));
    looked_after || due::placement(case, telling.brief.as_at).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::Origin;
    use crate::model::EntryId;
    use crate::model::records::Document;

    #[test]
    fn a_document_is_known_by_whole_words() {
        let titled = |title: &str| {
            let mut document = Document::bare(
                EntryId::of("document", title),
                Origin::file("documents.csv"),
            );
            document.document_title = Recorded::Value(Text::words(title));
            document
        };
        let mut case = Case::default();
        case.records.documents = vec![titled("Eating disorder letter"), titled("Sealed Orders")];
        assert_eq!(documents(&case, "order").len(), 1);
        assert_eq!(documents(&case, "report").len(), 0);
    }
}
