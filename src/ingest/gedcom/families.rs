//! Families taken apart into what each person is to each other. A link counts where either of the two
//! records says it; where only one does, that is told.

use std::collections::{BTreeMap, BTreeSet};

use super::faults;
use super::lines::Node;
use super::parentage::{Belonging, Role, tell_adoptions};
use super::reading::Reading;
use super::ties::{Tie, Ties};
use super::{couples, parentage};
use crate::issue::Origin;
use crate::model::codes::Relation;
use crate::model::records::Relationship;

/// Records of one kind by their ids.
pub(super) type ById<'a> = BTreeMap<&'a str, Node<'a>>;

/// How many parents by birth anybody has.
const PARENTS: usize = 2;

/// A family with whoever belongs to it.
struct Family<'a> {
    record: Node<'a>,
    partners: Vec<(Role, Node<'a>)>,
    /// Who is named as partner beyond two.
    refused: Vec<&'a str>,
    /// The children by id, each with the CHIL line that names it where there is one.
    children: BTreeMap<&'a str, (Node<'a>, Option<Node<'a>>)>,
}

impl<'a> Family<'a> {
    fn has_partner(&self, id: &str) -> bool {
        self.partners.iter().any(|(_, it)| it.xref() == id)
    }

    /// Adds a partner while there is room.
    fn join(&mut self, role: Role, partner: Node<'a>, at: &Origin, out: &mut Reading<'_>) {
        let fault = match self.partners.len() {
            _ if self.has_partner(partner.xref()) => faults::OWN_PARTNER,
            0 | 1 => {
                self.partners.push((role, partner));
                return;
            }
            _ if self.refused.contains(&partner.xref()) => return,
            _ => {
                self.refused.push(partner.xref());
                faults::MANY_PARTNERS
            }
        };
        out.fault(fault, &[at.clone(), out.at(partner, "INDI")], "");
    }
}

/// The relationships of all families, and for each family whether it gave any.
pub(super) fn read(
    people: &ById<'_>,
    families: &ById<'_>,
    out: &mut Reading<'_>,
) -> (Vec<Relationship>, Vec<bool>) {
    let mut gathered: BTreeMap<&str, Family<'_>> = BTreeMap::new();
    for (id, record) in families {
        gathered.insert(id, family(*record, people, out));
    }
    for person in people.values() {
        own_links(*person, &mut gathered, out);
        tell_adoptions(*person, out);
    }
    let mut ties = Ties::default();
    let mut told = Vec::new();
    for family in gathered.values() {
        told.push(take_apart(family, &mut ties, out));
    }
    for person in people.values() {
        associates(*person, people, &mut ties, out);
    }
    ties.settle();
    tell_parents(&ties, out);
    (ties.into_records(), told)
}

/// What a family's own record says.
fn family<'a>(record: Node<'a>, people: &ById<'a>, out: &mut Reading<'_>) -> Family<'a> {
    let mut family = Family {
        record,
        partners: Vec::new(),
        refused: Vec::new(),
        children: BTreeMap::new(),
    };
    for line in record.children() {
        if !matches!(line.tag(), "HUSB" | "WIFE" | "CHIL") {
            continue;
        }
        let at = out.at(record, line.tag());
        let Some(person) = pointed(line, people, &at, out) else {
            continue;
        };
        let back = match line.tag() {
            "HUSB" => {
                family.join(Role::Husband, person, &at, out);
                "FAMS"
            }
            "WIFE" => {
                family.join(Role::Wife, person, &at, out);
                "FAMS"
            }
            _ => {
                let named = (person, Some(line));
                family.children.entry(person.xref()).or_insert(named);
                "FAMC"
            }
        };
        let names_back = person.all(back).any(|it| it.value() == record.xref());
        if !names_back {
            out.fault(faults::ONE_SIDED, &[at, out.at(person, "INDI")], "");
        }
    }
    let notice = record.words_of("RESN").to_lowercase();
    if notice.contains("confidential") || notice.contains("privacy") {
        out.fault(faults::PRIVATE_FAMILY, &[out.at(record, "RESN")], "");
    }
    family
}

/// The record that a pointer names; `@VOID@` (7.0) names nobody on purpose.
fn pointed<'a>(
    line: Node<'_>,
    records: &ById<'a>,
    at: &Origin,
    out: &mut Reading<'_>,
) -> Option<Node<'a>> {
    let id = line.value();
    if id == "@VOID@" {
        return None;
    }
    let found = records.get(id).copied();
    if found.is_none() {
        out.fault(faults::UNKNOWN_POINTER, std::slice::from_ref(at), id);
    }
    found
}

/// What a person's own record says of families whose records do not.
fn own_links<'a>(
    person: Node<'a>,
    families: &mut BTreeMap<&str, Family<'a>>,
    out: &mut Reading<'_>,
) {
    let adoptions = person.all("ADOP").flat_map(|event| event.all("FAMC"));
    let links = person
        .children()
        .filter(|line| matches!(line.tag(), "FAMC" | "FAMS"));
    for line in links.chain(adoptions) {
        let at = out.at(person, line.tag());
        if line.value() == "@VOID@" {
            continue;
        }
        let Some(family) = families.get_mut(line.value()) else {
            out.fault(faults::UNKNOWN_POINTER, &[at], line.value());
            continue;
        };
        let is_known = match line.tag() {
            "FAMC" => family.children.contains_key(person.xref()),
            _ => family.has_partner(person.xref()) || family.refused.contains(&person.xref()),
        };
        if is_known {
            continue;
        }
        let origins = [at.clone(), out.at(family.record, "FAM")];
        out.fault(faults::ONE_SIDED, &origins, "");
        match line.tag() {
            "FAMC" => {
                family.children.insert(person.xref(), (person, None));
            }
            _ => {
                let is_taken = family.partners.iter().any(|(it, _)| *it == Role::Husband);
                let role = if is_taken { Role::Wife } else { Role::Husband };
                family.join(role, person, &at, out);
            }
        }
    }
}

/// Takes a family apart; false where it joins nobody to anybody.
fn take_apart(family: &Family<'_>, ties: &mut Ties, out: &mut Reading<'_>) -> bool {
    let partners: Vec<&str> = family.partners.iter().map(|(_, it)| it.xref()).collect();
    if let [first, second] = partners[..] {
        // Neither of a couple is its first.
        let (first, second) = (first.min(second), first.max(second));
        let couple = couples::read(family.record, first, second, out);
        couple.into_iter().for_each(|tie| ties.add(tie));
    }
    for (child, line) in family.children.values() {
        descent(family, *child, *line, ties, out);
    }
    if family.partners.is_empty() {
        siblings(family, ties, out);
    }
    let joined = family.partners.len() + family.children.len();
    joined > 1
}

/// A child's ties to the parents of a family.
fn descent(
    family: &Family<'_>,
    child: Node<'_>,
    line: Option<Node<'_>>,
    ties: &mut Ties,
    out: &mut Reading<'_>,
) {
    let belonging = Belonging::of(child, family.record.xref(), line, out);
    for (role, parent) in &family.partners {
        let how = belonging.to(*role);
        let is_adopted = how == parentage::How::Adopted;
        let mut tie = Tie::new(parent.xref(), how.relation(*parent), child.xref())
            .at([out.at(family.record, line.map_or("FAM", |_| "CHIL"))])
            .at(belonging.origins.iter().cloned());
        tie.certainty = belonging.certainty.clone();
        tie.start = belonging.adopted_on.filter(|_| is_adopted);
        ties.add(tie);
    }
}

/// Children of parents whom nobody names are each the first one's siblings.
fn siblings(family: &Family<'_>, ties: &mut Ties, out: &mut Reading<'_>) {
    let mut ids = family.children.keys();
    let Some(first) = ids.next() else {
        return;
    };
    for other in ids {
        let place = out.at(family.record, "CHIL");
        ties.add(Tie::new(first, Relation::Sibling, other).at([place]));
    }
}

/// Links between people outside families (ASSO): what the other is to this person.
fn associates(person: Node<'_>, people: &ById<'_>, ties: &mut Ties, out: &mut Reading<'_>) {
    for link in person.all("ASSO") {
        let at = out.at(person, "ASSO");
        let Some(other) = pointed(link, people, &at, out) else {
            continue;
        };
        let role = link.child("ROLE").or_else(|| link.child("RELA"));
        let phrase = role.map(|it| it.words_of("PHRASE")).unwrap_or_default();
        let words = match phrase.is_empty() {
            true => role.map(Node::words).unwrap_or_default(),
            false => phrase,
        };
        match association(&words) {
            Some(relation) => {
                ties.add(Tie::new(other.xref(), relation, person.xref()).at([at]));
            }
            None => out.fault(faults::UNNAMED_LINK, &[at], ""),
        }
    }
}

/// What the words of a link make the other person; other words are kept as found.
fn association(words: &str) -> Option<Relation> {
    let lower = words.to_lowercase();
    Some(match lower.as_str() {
        "" => return None,
        "twin" | "multiple" => Relation::Twin,
        "friend" => Relation::Friend,
        "guardian" | "special guardian" => Relation::Guardian,
        "foster parent" | "foster carer" | "foster mother" | "foster father" => {
            Relation::FosterCarer
        }
        "half-sibling" | "half sibling" | "half-brother" | "half-sister" => Relation::HalfSibling,
        "sibling" | "brother" | "sister" => Relation::Sibling,
        _ => Relation::Other(words.into()),
    })
}

/// Two parents by birth is all that anybody has.
fn tell_parents(ties: &Ties, out: &mut Reading<'_>) {
    for parents in ties.birth_parents().into_values() {
        if parents.len() > PARENTS {
            let origins: BTreeSet<Origin> = parents
                .iter()
                .flat_map(|tie| tie.origins.iter().cloned())
                .collect();
            let origins: Vec<Origin> = origins.into_iter().collect();
            out.fault(faults::MANY_PARENTS, &origins, "");
        }
    }
}
