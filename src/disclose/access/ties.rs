//! How everybody of a case is tied to the subject: what rows say, and what follows from them.

use std::collections::BTreeSet;

use super::request::{Request, Requester};
use crate::disclose::fields;
use crate::model::Case;
use crate::model::codes::{Relation, Standing};
use crate::model::records::Person;

/// How everybody is tied to the subject, by id.
#[derive(Debug, Default)]
pub(super) struct Ties {
    pub parents: BTreeSet<String>,
    pub relatives: BTreeSet<String>,
    pub lived_with: BTreeSet<String>,
    pub in_contact: BTreeSet<String>,
    pub carers: BTreeSet<String>,
    pub referrers: BTreeSet<String>,
    pub adopters: BTreeSet<String>,
    pub adopted_away: BTreeSet<String>,
}

impl Ties {
    pub fn of(case: &Case, request: &Request) -> Self {
        let mut ties = Self::default();
        ties.relationships(case, &request.subject);
        ties.kin(case, &request.subject);
        ties.homes(case, &request.subject);
        ties.contact(case, request);
        ties.referrers(case);
        ties
    }

    fn relationships(&mut self, case: &Case, subject: &str) {
        for tie in &case.records.relationships {
            let (Some(one), Some(relation), Some(other)) = (
                tie.person_id.value(),
                tie.relation.value(),
                tie.other_person_id.value(),
            ) else {
                continue;
            };
            let (one, other) = (one.0.to_string(), other.0.to_string());
            if *relation == Relation::AdoptiveParent && other != subject {
                self.adopters.insert(one.clone());
                self.adopted_away.insert(other.clone());
            }
            let to_subject = match (one == subject, other == subject) {
                (true, _) => other,
                (_, true) => one.clone(),
                _ => continue,
            };
            match relation {
                Relation::FosterCarer | Relation::KinshipCarer | Relation::Guardian => {
                    self.carers.insert(to_subject.clone());
                }
                Relation::Mother
                | Relation::Father
                | Relation::Parent
                | Relation::StepParent
                | Relation::AdoptiveParent
                    if one == to_subject =>
                {
                    self.parents.insert(to_subject.clone());
                }
                Relation::Friend | Relation::Relative | Relation::Other(_) => continue,
                _ => {}
            }
            self.relatives.insert(to_subject);
        }
    }

    /// Brothers and sisters by a parent in common, and the parents of parents, which no row says of itself.
    fn kin(&mut self, case: &Case, subject: &str) {
        let mut parents: BTreeSet<(String, String)> = BTreeSet::new();
        for tie in &case.records.relationships {
            let (Some(one), Some(relation), Some(other)) = (
                tie.person_id.value(),
                tie.relation.value(),
                tie.other_person_id.value(),
            ) else {
                continue;
            };
            let (one, other) = (one.0.to_string(), other.0.to_string());
            match relation {
                Relation::Mother | Relation::Father | Relation::Parent => {
                    parents.insert((one, other))
                }
                Relation::Child => parents.insert((other, one)),
                _ => false,
            };
        }
        let parents_of = |child: &str| -> BTreeSet<String> {
            let own = parents.iter().filter(|(_, it)| it == child);
            own.map(|(parent, _)| parent.clone()).collect()
        };
        let own = parents_of(subject);
        let siblings = parents
            .iter()
            .filter(|(parent, child)| own.contains(parent) && child != subject);
        let siblings = siblings.map(|(_, child)| child.clone());
        let grandparents = own.iter().flat_map(|parent| parents_of(parent));
        self.relatives.extend(siblings.chain(grandparents));
    }

    /// Those who stayed in a household in which the subject stayed too.
    fn homes(&mut self, case: &Case, subject: &str) {
        let stays = || case.records.households.iter();
        let at = |who: &dyn Fn(&str) -> bool, stay: &crate::model::records::Household| {
            stay.person_id.value().is_some_and(|id| who(&id.0))
        };
        let own = stays().filter(|stay| at(&|id| id == subject, stay));
        let homes: BTreeSet<String> = own
            .filter_map(|it| it.household_id.value())
            .map(|id| id.0.to_string())
            .collect();
        let same = stays().filter(|stay| {
            stay.household_id
                .value()
                .is_some_and(|id| homes.contains(&*id.0))
        });
        let with = same
            .filter_map(|stay| stay.person_id.value())
            .map(|id| id.0.to_string());
        self.lived_with.extend(with.filter(|id| id != subject));
        let carers = case
            .records
            .placements
            .iter()
            .filter_map(|it| it.carers.value());
        self.carers
            .extend(carers.flat_map(|ids| ids.0.iter().map(|id| id.0.to_string())));
    }

    fn contact(&mut self, case: &Case, request: &Request) {
        for arrangement in &case.records.contact_arrangements {
            let none = arrangement.no_contact.value() == Some(&true);
            if let Some(id) = arrangement.person_id.value().filter(|_| !none) {
                self.in_contact.insert(id.0.to_string());
            }
        }
        let close = case.records.people.iter();
        let close = close.filter(|person| person.close_to_child.value() == Some(&true));
        self.in_contact
            .extend(close.map(|person| person.entry.key.to_string()));
        if request.requester == Requester::Own {
            self.in_contact.remove(&request.subject);
        }
    }

    /// People who stand by name as a referrer that is never named outside (rule 2).
    fn referrers(&mut self, case: &Case) {
        for referral in &case.records.referrals {
            if !referral
                .referrer_kind
                .value()
                .is_some_and(fields::is_public)
            {
                continue;
            }
            let provenance = &referral.provenance;
            let told = [
                &referral.referrer,
                &provenance.source_person,
                &provenance.told_by,
            ];
            let told: BTreeSet<String> = told
                .iter()
                .filter_map(|it| it.value())
                .map(|it| plain(&it.shown()))
                .collect();
            let named = case.records.people.iter().filter(|person| {
                let name = person.name.value().map(|it| plain(&it.shown()));
                name.is_some_and(|name| told.contains(&name))
            });
            let family = |person: &&Person| person.standing.value() != Some(&Standing::Child);
            self.referrers
                .extend(named.filter(family).map(|it| it.entry.key.to_string()));
        }
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
