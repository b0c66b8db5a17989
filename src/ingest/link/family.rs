//! Who belongs to a case: the child, whoever its records name, and everybody related to or living
//! with them; and with each person, what is recorded of the person.

use std::collections::{BTreeSet, HashMap};

use crate::model::declare::{ListVisitor, Listed};
use crate::model::records::{Address, CommunicationNeed, ContactDetail, Disability, Identifier};
use crate::model::records::{Household, Person, Relationship, Team, Worker};
use crate::model::{Case, Record, Records};

/// The people of an export and what joins them, taken out of the records once.
pub(super) struct Family {
    people: HashMap<String, Person>,
    workers: HashMap<String, Worker>,
    teams: HashMap<String, Team>,
    relationships: Vec<Relationship>,
    households: Vec<Household>,
    /// For each person, the indices of relationships and of household rows that name them.
    ties: HashMap<String, (Vec<usize>, Vec<usize>)>,
    /// The household rows of each household.
    homes: HashMap<String, Vec<usize>>,
    details: Details,
}

/// What is recorded of a person rather than of a case, by person.
#[derive(Default)]
struct Details {
    addresses: HashMap<String, Vec<Address>>,
    contacts: HashMap<String, Vec<ContactDetail>>,
    identifiers: HashMap<String, Vec<Identifier>>,
    disabilities: HashMap<String, Vec<Disability>>,
    needs: HashMap<String, Vec<CommunicationNeed>>,
}

impl Family {
    /// Takes people, workers, relationships, households and personal details out of the records.
    pub fn of(records: &mut Records) -> Self {
        let relationships = std::mem::take(&mut records.relationships);
        let households = std::mem::take(&mut records.households);
        let mut ties: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (at, link) in relationships.iter().enumerate() {
            link.each_reference(&mut |_, id| ties.entry(id.to_owned()).or_default().0.push(at));
        }
        let mut homes: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, stay) in households.iter().enumerate() {
            stay.each_reference(&mut |_, id| ties.entry(id.to_owned()).or_default().1.push(at));
            if let Some(home) = stay.household_id.value() {
                homes.entry(home.0.to_string()).or_default().push(at);
            }
        }
        let details = Details {
            addresses: by_person(std::mem::take(&mut records.addresses)),
            contacts: by_person(std::mem::take(&mut records.contact_details)),
            identifiers: by_person(std::mem::take(&mut records.identifiers)),
            disabilities: by_person(std::mem::take(&mut records.disabilities)),
            needs: by_person(std::mem::take(&mut records.communication_needs)),
        };
        Self {
            people: by_key(std::mem::take(&mut records.people)),
            workers: by_key(std::mem::take(&mut records.workers)),
            teams: by_key(std::mem::take(&mut records.teams)),
            relationships,
            households,
            ties,
            homes,
            details,
        }
    }

    /// Gives a case its people and what is recorded of them.
    pub fn join(&mut self, case: &mut Case) {
        let mut named = Named::default();
        case.records.each_list(&mut named);
        let (people, links, stays) = self.reach(named.people);
        for id in &people {
            self.give_person(id, &mut case.records);
        }
        case.records
            .relationships
            .extend(links.iter().map(|at| self.relationships[*at].clone()));
        case.records
            .households
            .extend(stays.iter().map(|at| self.households[*at].clone()));
        let mut workers = named.workers;
        let managers: Vec<String> = workers
            .iter()
            .filter_map(|id| self.manager_of(id))
            .collect();
        workers.extend(managers);
        case.records.workers.extend(
            workers
                .iter()
                .filter_map(|id| self.workers.get(id))
                .cloned(),
        );
        let teams: BTreeSet<&str> = case
            .records
            .workers
            .iter()
            .filter_map(|worker| worker.team_id.value().map(|id| &*id.0))
            .collect();
        case.records.teams = teams
            .iter()
            .filter_map(|id| self.teams.get(*id))
            .cloned()
            .collect();
    }

    /// The people whom no case names by id, with what is recorded of them: words may name them all the same.
    pub fn bystanders(&self, cases: &[Case]) -> Records {
        let named = cases.iter().flat_map(|case| &case.records.people);
        let named: BTreeSet<&str> = named.map(|person| &*person.entry.key).collect();
        let others = self.people.keys().map(String::as_str);
        let others: BTreeSet<&str> = others.filter(|id| !named.contains(id)).collect();
        let mut records = Records::default();
        others
            .into_iter()
            .for_each(|id| self.give_person(id, &mut records));
        records
    }

    fn manager_of(&self, worker: &str) -> Option<String> {
        Some(self.workers.get(worker)?.manager_id.value()?.0.to_string())
    }

    /// Everybody who is related to or has lived with these, with the rows that say so.
    fn reach(
        &self,
        named: BTreeSet<String>,
    ) -> (BTreeSet<String>, BTreeSet<usize>, BTreeSet<usize>) {
        let (mut links, mut stays) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting: Vec<String> = named.iter().cloned().collect();
        let mut people = named;
        while let Some(id) = waiting.pop() {
            let Some((of_person, at_home)) = self.ties.get(&id) else {
                continue;
            };
            links.extend(of_person.iter().copied());
            let mut met = BTreeSet::new();
            for at in of_person {
                self.relationships[*at].each_reference(&mut |_, other| {
                    met.insert(other.to_owned());
                });
            }
            for at in at_home {
                let home = self.households[*at].household_id.value();
                let rows = home
                    .and_then(|home| self.homes.get(&*home.0))
                    .into_iter()
                    .flatten();
                for row in rows {
                    stays.insert(*row);
                    self.households[*row].each_reference(&mut |_, other| {
                        met.insert(other.to_owned());
                    });
                }
            }
            waiting.extend(met.into_iter().filter(|other| people.insert(other.clone())));
        }
        (people, links, stays)
    }

    fn give_person(&self, id: &str, records: &mut Records) {
        let Some(person) = self.people.get(id) else {
            return;
        };
        records.people.push(person.clone());
        let details = &self.details;
        records
            .addresses
            .extend(details.addresses.get(id).into_iter().flatten().cloned());
        records
            .contact_details
            .extend(details.contacts.get(id).into_iter().flatten().cloned());
        records
            .identifiers
            .extend(details.identifiers.get(id).into_iter().flatten().cloned());
        records
            .disabilities
            .extend(details.disabilities.get(id).into_iter().flatten().cloned());
        records
            .communication_needs
            .extend(details.needs.get(id).into_iter().flatten().cloned());
    }
}

fn by_key<R: Record>(records: Vec<R>) -> HashMap<String, R> {
    records
        .into_iter()
        .map(|record| (record.entry().key.to_string(), record))
        .collect()
}

fn by_person<R: Record>(records: Vec<R>) -> HashMap<String, Vec<R>> {
    let mut by: HashMap<String, Vec<R>> = HashMap::new();
    for record in records {
        let mut person = None;
        record.each_reference(&mut |field, id| {
            if field.refers == Some("person") {
                person.get_or_insert(id.to_owned());
            }
        });
        by.entry(person.unwrap_or_default())
            .or_default()
            .push(record);
    }
    by
}

/// The people and workers that the records of a case name.
#[derive(Default)]
struct Named {
    people: BTreeSet<String>,
    workers: BTreeSet<String>,
}

impl ListVisitor for Named {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            record.each_reference(&mut |field, id| {
                let set = match field.refers {
                    Some("person") => &mut self.people,
                    Some("worker") => &mut self.workers,
                    _ => return,
                };
                set.insert(id.to_owned());
            });
        }
    }
}
