//! What a couple was to each other, and from when to when: marriages, living together, partings.

use super::faults;
use super::lines::Node;
use super::reading::Reading;
use super::ties::Tie;
use crate::issue::Origin;
use crate::model::When;
use crate::model::codes::Relation;

/// The tags of a family that are read, here and where families are put together.
pub(super) const READ: &[&str] = &[
    "HUSB",
    "WIFE",
    "CHIL",
    "MARR",
    "DIV",
    "ANUL",
    "SEP",
    "_SEP",
    "_SEPR",
    "_SEPARATED",
    "EVEN",
    "RESN",
    "NO",
];

/// What happened.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Began(Relation),
    Ended(&'static str),
}

/// An event of a couple.
struct Event {
    step: Step,
    from: Option<When>,
    until: Option<When>,
    origin: Origin,
}

impl Event {
    /// By date; of those without, beginnings come first and endings last.
    fn order(&self) -> impl Ord + use<> {
        let day = self.from.map(|when| when.earliest());
        let (undated, is_end) = match &self.step {
            Step::Began(_) => (chrono::NaiveDate::MIN, false),
            Step::Ended(_) => (chrono::NaiveDate::MAX, true),
        };
        (day.unwrap_or(undated), is_end)
    }
}

/// The ties between two partners of a family. A couple of whom no event is recorded is `Partner` without
/// dates: the model has no word for parents whose relationship is not recorded, and this is the one that
/// claims least.
pub(super) fn read(family: Node<'_>, first: &str, second: &str, out: &mut Reading<'_>) -> Vec<Tie> {
    let mut events: Vec<Event> = family
        .children()
        .filter_map(|line| event(family, line, out))
        .collect();
    events.sort_by_key(Event::order);
    let mut ties: Vec<Tie> = Vec::new();
    for event in events {
        let began = match event.step {
            Step::Began(_) => began(&mut ties, &event, out),
            Step::Ended(_) => ended(&mut ties, &event, out),
        };
        ties.extend(began.map(|relation| Tie::new(first, relation, second)));
        if let Some(tie) = ties.last_mut() {
            apply(tie, event);
        }
    }
    if ties.is_empty() {
        let place = out.at(family, "FAM");
        ties.push(Tie::new(first, Relation::Partner, second).at([place]));
    }
    ties
}

/// The relation with which a new tie begins; none where the last goes on.
fn began(ties: &mut [Tie], event: &Event, out: &mut Reading<'_>) -> Option<Relation> {
    let Step::Began(relation) = &event.step else {
        return None;
    };
    let goes_on = ties
        .iter()
        .rfind(|tie| tie.relation == *relation && tie.ended_by.is_none() && tie.end.is_none());
    let Some(tie) = goes_on else {
        // Whoever marries no longer lives together unmarried.
        if let Some(last) = ties.last_mut().filter(|last| last.ended_by.is_none()) {
            last.end = last.end.or(event.from);
        }
        return Some(relation.clone());
    };
    if tie.start.is_some() && event.from.is_some() && tie.start != event.from {
        out.fault(
            faults::SECOND_BEGINNING,
            std::slice::from_ref(&event.origin),
            "",
        );
    }
    None
}

/// Whoever divorced was married, whoever separated was a couple.
fn ended(ties: &mut [Tie], event: &Event, out: &mut Reading<'_>) -> Option<Relation> {
    let Step::Ended(how) = event.step else {
        return None;
    };
    let Some(last) = ties.last() else {
        return Some(match how {
            "separated" => Relation::Partner,
            _ => Relation::Married,
        });
    };
    if last.ended_by.is_some() {
        out.fault(faults::SECOND_END, std::slice::from_ref(&event.origin), "");
    }
    None
}

/// Puts an event into the tie that it belongs to.
fn apply(tie: &mut Tie, event: Event) {
    match event.step {
        Step::Began(relation) if relation == tie.relation => {
            tie.start = tie.start.or(event.from);
            tie.end = tie.end.or(event.until);
        }
        Step::Began(_) => {}
        Step::Ended(how) => {
            tie.ended_by = Some(how);
            tie.end = event.from.or(tie.end);
        }
    }
    tie.origins.insert(event.origin);
}

/// The event on a line, where it is one of the couple's.
fn event(family: Node<'_>, line: Node<'_>, out: &mut Reading<'_>) -> Option<Event> {
    let origin = out.at(family, line.tag());
    let kind = line.words_of("TYPE").to_lowercase();
    let step = match line.tag() {
        "MARR" => Step::Began(union(&kind).unwrap_or(Relation::Married)),
        "DIV" => Step::Ended("divorced"),
        "ANUL" => Step::Ended("annulled"),
        "SEP" | "_SEP" | "_SEPR" | "_SEPARATED" => Step::Ended("separated"),
        "EVEN" => {
            let words = format!("{kind} {}", line.words().to_lowercase());
            let step = parting(&words).map(Step::Ended);
            let Some(step) = step.or_else(|| union(&words).map(Step::Began)) else {
                out.fault(faults::COUPLE_EVENT, &[origin], "");
                return None;
            };
            step
        }
        _ => return None,
    };
    if line.value().eq_ignore_ascii_case("n") {
        return None;
    }
    let (from, until) = line
        .child("DATE")
        .map_or((None, None), |date| out.period(date, &origin));
    Some(Event {
        step,
        from,
        until,
        origin,
    })
}

/// The parting that words tell of.
fn parting(words: &str) -> Option<&'static str> {
    let known = [
        ("divorc", "divorced"),
        ("annul", "annulled"),
        ("separat", "separated"),
        ("dissol", "divorced"),
    ];
    let found = known.into_iter().find(|(part, _)| words.contains(part));
    found.map(|(_, how)| how)
}

/// The union that words tell of.
fn union(words: &str) -> Option<Relation> {
    let known = [
        ("engage", None),
        ("unmarried", Some(Relation::Partner)),
        ("not married", Some(Relation::Partner)),
        ("common law", Some(Relation::Cohabiting)),
        ("common-law", Some(Relation::Cohabiting)),
        ("cohabit", Some(Relation::Cohabiting)),
        ("living together", Some(Relation::Cohabiting)),
        ("lived together", Some(Relation::Cohabiting)),
        ("civil", Some(Relation::Married)),
        ("marri", Some(Relation::Married)),
        ("partner", Some(Relation::Partner)),
        ("relationship", Some(Relation::Partner)),
    ];
    let found = known.into_iter().find(|(part, _)| words.contains(part));
    found.and_then(|(_, relation)| relation)
}
