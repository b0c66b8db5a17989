//! Which ties an audience sees: the latest view of each person or service, and apart from it the earlier
//! ones; in the order in which they stand around the middle.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::disclose;
use crate::kind::Audience;
use crate::model::codes::Strength;
use crate::model::declare::plain_key;
use crate::model::records::{Network, Person};
use crate::model::{Case, Recorded, Run, Text, When};

/// The sectors that are known, in the order in which they stand around the middle; others follow by
/// name, and those without one last.
const SECTORS: &[&str] = &[
    "family",
    "kin",
    "relatives",
    "carers",
    "formercarers",
    "friend",
    "friends",
    "neighbours",
    "nursery",
    "school",
    "education",
    "college",
    "training",
    "work",
    "employment",
    "health",
    "community",
    "faith",
    "leisure",
    "voluntary",
    "benefits",
    "money",
    "housing",
    "socialcare",
    "police",
    "legal",
];

/// One view of a tie.
pub(super) struct Tie<'a> {
    /// The record.
    pub(super) record: &'a Network,
    /// Whose tie it is, where it is not the child's.
    pub(super) of: Option<&'a Person>,
    /// Whether nothing of it may be told but that it is restricted.
    pub(super) withheld: bool,
}

impl Tie<'_> {
    /// The person or service.
    pub(super) fn name(&self) -> Option<&Text> {
        self.record.tied_to.value()
    }

    /// The sector; may be empty.
    pub(super) fn sector(&self) -> String {
        let sector = self.record.sector.value().filter(|_| !self.withheld);
        sector.map(Text::shown).unwrap_or_default()
    }

    /// Which person or service of whom it is, whatever the view.
    fn subject(&self) -> (String, String) {
        let name = self.name().map(|it| plain_key(&it.shown()));
        let name = name.filter(|name| !name.is_empty() && !self.withheld);
        let of = self.of.map(|person| person.entry.key.to_string());
        let own = || self.record.entry.to_string();
        (of.unwrap_or_default(), name.unwrap_or_else(own))
    }

    fn place(&self) -> impl Ord + use<> {
        let sector = self.sector();
        let key = plain_key(&sector);
        let known = SECTORS.iter().position(|it| **it == key);
        let rank = match known {
            _ if key.is_empty() => usize::MAX,
            Some(at) => at,
            None => SECTORS.len(),
        };
        let strength = match self.record.strength.value().filter(|_| !self.withheld) {
            Some(Strength::Strong) => 0,
            Some(Strength::Moderate) => 1,
            Some(Strength::Weak) => 2,
            Some(Strength::NoContact) => 3,
            Some(Strength::Other(_)) | None => 4,
        };
        let name = self.name().map(|it| it.shown().to_lowercase());
        (rank, key, sector, strength, name, self.record.entry.clone())
    }
}

/// The ties of a case.
pub(super) struct Ties<'a> {
    /// The latest view of each, in the order of the drawing.
    pub(super) latest: Vec<Tie<'a>>,
    /// The earlier and other views, in the same order, the later first.
    pub(super) earlier: Vec<Tie<'a>>,
}

impl<'a> Ties<'a> {
    /// The ties that an audience may see.
    pub(super) fn of(case: &'a Case, audience: Audience) -> Self {
        let seen = case
            .records
            .networks
            .iter()
            .filter(|record| audience == Audience::Internal || may_be_seen(record, case));
        let mut views: BTreeMap<(String, String), Vec<Tie<'a>>> = BTreeMap::new();
        for record in seen {
            let tie = Tie {
                record,
                of: other_than_child(record, case),
                withheld: disclose::is_withheld(record, case),
            };
            views.entry(tie.subject()).or_default().push(tie);
        }
        let mut views: Vec<Vec<Tie<'a>>> = views.into_values().collect();
        for each in &mut views {
            each.sort_by_cached_key(|tie| {
                let when = tie.record.as_at.value().map(When::order);
                let own = is_childs(tie.record, case);
                (Reverse((when, own)), tie.record.entry.clone())
            });
        }
        views.sort_by_cached_key(|views| views.first().map(Tie::place));
        let (mut latest, mut earlier) = (Vec::new(), Vec::new());
        for each in views {
            let mut each = each.into_iter();
            latest.extend(each.next());
            earlier.extend(each);
        }
        Self { latest, earlier }
    }
}

/// Whether somebody outside may see a tie at all: one whose other end, or whose own person, is withheld
/// goes whole, for what is left of it would tell that there is something.
fn may_be_seen(record: &Network, case: &Case) -> bool {
    let is_whole = |text: &Text| text.runs().iter().all(|run| matches!(run, Run::Words(_)));
    let named = record.tied_to.value().is_some_and(is_whole);
    let person = record.person_id.value().and_then(|id| case.person(&id.0));
    let known = person.is_none_or(|person| person.name.value().is_none_or(is_whole));
    named && known
}

/// The person whose tie it is, where that is not the child.
fn other_than_child<'a>(record: &Network, case: &'a Case) -> Option<&'a Person> {
    let person = case.person(&record.person_id.value()?.0)?;
    let child = case.child().map(|child| &child.entry);
    (child != Some(&person.entry)).then_some(person)
}

/// Whether it is the child's own view: of two of one day, that one is drawn.
fn is_childs(record: &Network, case: &Case) -> bool {
    let Recorded::Value(view) = &record.view_of else {
        return false;
    };
    let view = plain_key(&view.shown());
    let names = case.child().into_iter().flat_map(|child| {
        let names = [&child.name, &child.known_as].into_iter();
        names.filter_map(|name| name.value()).map(Text::shown)
    });
    let mut parts = names.flat_map(|name| {
        let first = name.split_whitespace().next().map(plain_key);
        [Some(plain_key(&name)), first].into_iter().flatten()
    });
    parts.any(|name| name == view && !name.is_empty())
}
