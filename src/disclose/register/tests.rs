//! What the register lists of invented cases, and what it finds wanting.

use super::*;
use crate::model::codes::Scope;
use crate::model::records::{CaseRecord, Event};
use crate::model::{Id, Ids, Text};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day in a test")
}

fn place() -> Origin {
    Origin::file("restriction.csv")
}

fn case(id: &str) -> Case {
    let mut case = Case {
        id: id.to_owned(),
        ..Case::default()
    };
    case.records
        .cases
        .push(CaseRecord::bare(EntryId::of("case", id), place()));
    case
}

fn event(key: &str) -> Event {
    let mut event = Event::bare(EntryId::of("event", key), place());
    event.happened = Recorded::Value(When::day(day("2024-03-01")));
    event
}

/// A restriction with all that is wanted of one.
fn full(key: &str, record: &str, cases: &[&str]) -> Restriction {
    let words = |text: &str| Recorded::Value(Text::words(text));
    let mut it = Restriction::bare(EntryId::of("restriction", key), place());
    let ids: Vec<Id> = cases.iter().map(|id| Id((*id).into())).collect();
    it.case_id = Recorded::Value(Ids(ids.into()));
    it.restricted_record = words(record);
    it.scope = Recorded::Value(Scope::Record);
    it.policy_reason = words("Serious harm");
    it.lawful_ground = words("Serious harm");
    it.advised_by = words("A manager");
    it.advised_on = Recorded::Value(When::day(day("2026-01-05")));
    it.originator_consulted = words("Yes");
    it.review_on = Recorded::Value(When::day(day("2027-01-05")));
    it
}

fn lacks_of(change: impl Fn(&mut Restriction)) -> Vec<&'static str> {
    let mut one = case("C-1");
    one.records.events.push(event("E-1"));
    let mut restriction = full("R-1", "event:E-1", &["C-1"]);
    change(&mut restriction);
    one.records.restrictions.push(restriction);
    let register = register(&[one], day("2026-06-30"));
    assert_eq!(register.items.len(), 1);
    register.items[0].lacks.iter().map(|it| it.name()).collect()
}

#[test]
fn what_is_lacking_is_told_worst_first_and_nothing_of_a_full_one() {
    let review = |text: &str| Recorded::Value(When::day(day(text)));
    assert!(lacks_of(|_| {}).is_empty());
    assert_eq!(
        lacks_of(|it| {
            it.policy_reason = Recorded::Empty;
            it.advised_by = Recorded::Empty;
            it.originator_consulted = Recorded::Value(Text::words("No."));
            it.review_on = review("2026-06-29");
        }),
        ["reason", "advice", "overdue", "originator"]
    );
    assert_eq!(lacks_of(|it| it.review_on = review("2026-06-30")), ["soon"]);
    assert_eq!(lacks_of(|it| it.review_on = review("2026-07-30")), ["soon"]);
    assert!(lacks_of(|it| it.review_on = review("2026-07-31")).is_empty());
    assert_eq!(lacks_of(|it| it.scope = Recorded::Empty), ["scope"]);
    let gone = Recorded::Value(Text::words("event:E-404"));
    assert_eq!(
        lacks_of(|it| it.restricted_record = gone.clone()),
        ["record"]
    );
}

#[test]
fn nothing_lacks_that_the_export_cannot_carry_nor_of_a_lifted_one() {
    assert!(lacks_of(|it| it.lawful_ground = Recorded::NotCarried).is_empty());
    let lifted = Recorded::Value(When::day(day("2026-02-01")));
    assert!(
        lacks_of(|it| {
            it.policy_reason = Recorded::Empty;
            it.lifted = lifted;
        })
        .is_empty()
    );
}

#[test]
fn a_restriction_of_several_cases_stands_once_with_those_that_lack_its_record() {
    let (mut one, mut two) = (case("C-1"), case("C-2"));
    one.records.events.push(event("E-1"));
    for case in [&mut one, &mut two] {
        let restriction = full("R-1", "event:E-1", &["C-1", "C-2"]);
        case.records.restrictions.push(restriction);
    }
    let register = register(&[one, two], day("2026-06-30"));
    let [item] = &register.items[..] else {
        panic!("it stands once");
    };
    assert_eq!(item.cases.len(), 2);
    assert_eq!(item.missing_in.iter().collect::<Vec<_>>(), ["C-2"]);
    assert_eq!(item.lacks, [Lack::Record]);
}

#[test]
fn a_mark_without_a_restriction_is_an_item_and_one_with_is_none() {
    let mut one = case("C-1");
    for key in ["E-1", "E-2", "E-3"] {
        let mut event = event(key);
        event.provenance.restricted = Recorded::Value(true);
        one.records.events.push(event);
    }
    let mut lifted = full("R-3", "event:E-3", &["C-1"]);
    lifted.lifted = Recorded::Value(When::day(day("2026-02-01")));
    let held = full("R-1", "event: E-1", &["C-1"]);
    one.records.restrictions.extend([held, lifted]);
    let register = register(&[one], day("2026-06-30"));
    let told: Vec<_> = register
        .items
        .iter()
        .map(|it| (it.entry.to_string(), it.lacks.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("restriction:R-1".to_owned(), vec![]),
            ("event:E-2".to_owned(), vec![Lack::Restriction]),
            ("event:E-3".to_owned(), vec![Lack::LiftedMark]),
            ("restriction:R-3".to_owned(), vec![]),
        ]
    );
}

#[test]
fn withheld_words_of_one_case_do_not_stand_in_the_reasons_of_another() {
    let (mut one, mut two) = (case("C-1"), case("C-2"));
    let secret = "Kim Invented of Larch Grove told us by telephone";
    let mut told = event("E-1");
    told.what_happened = Recorded::Value(Text::words(secret));
    one.records.events.push(told);
    two.records.events.push(event("E-2"));
    let hidden = full("R-1", "event:E-1", &["C-1"]);
    one.records.restrictions.push(hidden);
    let mut careless = full("R-2", "event:E-2", &["C-2"]);
    careless.policy_reason = Recorded::Value(Text::words(format!("As {secret}.")));
    two.records.restrictions.push(careless);
    let register = register(&[one, two], day("2026-06-30"));
    let reasons = register.items.iter().filter_map(|it| {
        let restriction = it.restriction.as_ref()?;
        Some(restriction.policy_reason.value()?.to_string())
    });
    assert_eq!(reasons.collect::<Vec<_>>(), ["Serious harm", "As […]."]);
    assert!(register.withheld.iter().any(|it| it.words == secret));
}
