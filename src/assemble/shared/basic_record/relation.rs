//! What a person is to the child, and whether they have parental responsibility.

use std::collections::BTreeSet;

use super::composer::Composer;
use super::people::is;
use crate::assemble::shared::phases::Phase;
use crate::assemble::shared::{dates, phrases};
use crate::model::codes::{Relation, Standing};
use crate::model::records::{Person, Relationship};
use crate::model::{Case, whole_years};

/// The relationship in which a person is something to the child, or the child to them: and which of both.
pub(in crate::assemble) fn tie<'a>(
    case: &'a Case,
    person: &Person,
) -> Option<(&'a Relationship, bool)> {
    let child = case.child()?;
    let mut ties = case.records.relationships.iter().filter_map(|tie| {
        let to_child = is(&tie.person_id, person) && is(&tie.other_person_id, child);
        let from_child = is(&tie.person_id, child) && is(&tie.other_person_id, person);
        (to_child || from_child).then_some((tie, to_child))
    });
    // What the person is to the child is told as it is recorded; the other way round it is turned.
    let first = ties.next()?;
    Some(
        ties.find(|(_, to_child)| *to_child && !first.1)
            .unwrap_or(first),
    )
}

/// What a person is to the child, in words that may be empty.
pub(in crate::assemble) fn relation(composer: &Composer<'_>, person: &Person) -> String {
    let case = composer.case;
    if case
        .child()
        .is_some_and(|child| child.entry == person.entry)
    {
        return composer.term("front.the_child");
    }
    let role = person.role.value().map(phrases::encode);
    let tied = tie(case, person).and_then(|(tie, to_child)| {
        let relation = tie.relation.value()?;
        let key = match to_child {
            true => "relation",
            false => "relation_back",
        };
        let term = format!("front.{key}.{}", relation.word());
        let said = match composer.wording().term(&term) {
            // A word outside the set is told as it was found.
            same if same == term => relation.word().to_owned(),
            said => said.to_owned(),
        };
        Some((said, is_exact(relation)))
    });
    let is_child = person.standing.value() == Some(&Standing::Child);
    match (tied, role) {
        (Some((said, exact)), role) if exact || is_child || role.is_none() => said,
        (None, _) if is_sibling(case, person) => composer.term("front.sibling"),
        (_, Some(role)) if is_parents_role(&role) => parent_of(composer, person, &role),
        (_, Some(role)) => role,
        (_, None) => String::new(),
    }
}

/// Whether a role is no more than a parent's, which on a sheet reads as if it were this child's parent.
fn is_parents_role(role: &str) -> bool {
    let roles = ["mother", "father", "parent"];
    roles.contains(&role.trim().to_lowercase().as_str())
}

/// A role of a parent who is none of this child: with the names of the children that are recorded.
fn parent_of(composer: &Composer<'_>, person: &Person, role: &str) -> String {
    let case = composer.case;
    let ties = case.records.relationships.iter();
    let own = ties.filter(|tie| is(&tie.person_id, person) && is_parent(tie));
    let children = own.filter_map(|tie| case.person(&tie.other_person_id.value()?.0));
    let names: Vec<String> = children
        .filter_map(|child| child.name.value().map(phrases::encode))
        .collect();
    let wording = composer.wording();
    match names.is_empty() {
        true => wording.fill("front.parent_of_unknown", role),
        false => wording
            .fill("front.parent_of", &phrases::joined(&names, wording))
            .replacen("{role}", role, 1),
    }
}

/// Whether the word of a relation says as much as any role could.
fn is_exact(relation: &Relation) -> bool {
    matches!(
        relation,
        Relation::Mother
            | Relation::Father
            | Relation::Parent
            | Relation::AdoptiveParent
            | Relation::Guardian
            | Relation::StepParent
            | Relation::Twin
    )
}

/// Whether a person is a parent, or a brother or sister, of the child.
pub(in crate::assemble) fn is_parent_or_sibling(case: &Case, person: &Person) -> bool {
    let (siblings, as_recorded) = (is_sibling(case, person), tie(case, person));
    let tied = as_recorded.is_some_and(|(tie, to_child)| {
        let sibling = matches!(
            tie.relation.value(),
            Some(Relation::Sibling | Relation::HalfSibling | Relation::Twin)
        );
        sibling || (to_child && is_parent(tie))
    });
    siblings || tied
}

/// Whether both have a parent in common.
fn is_sibling(case: &Case, person: &Person) -> bool {
    let parents = |of: &Person| -> BTreeSet<&str> {
        let ties = case.records.relationships.iter();
        let of_parents = ties.filter(|tie| is(&tie.other_person_id, of) && is_parent(tie));
        of_parents
            .filter_map(|tie| tie.person_id.value())
            .map(|id| &*id.0)
            .collect()
    };
    case.child()
        .is_some_and(|child| !parents(child).is_disjoint(&parents(person)))
}

fn is_parent(tie: &Relationship) -> bool {
    matches!(
        tie.relation.value(),
        Some(Relation::Mother | Relation::Father | Relation::Parent | Relation::AdoptiveParent)
    )
}

/// The child's mother.
pub(in crate::assemble) fn mother(case: &Case) -> Option<&Person> {
    let child = case.child()?;
    let mut ties = case.records.relationships.iter().filter(|tie| {
        is(&tie.other_person_id, child) && tie.relation.value() == Some(&Relation::Mother)
    });
    case.person(&ties.next()?.person_id.value()?.0)
}

/// Whether a person had died by the day of the sheet.
pub(in crate::assemble) fn has_died(composer: &Composer<'_>, person: &Person) -> bool {
    let died = person.died.value();
    let undated = person.deceased.value() == Some(&true);
    undated || died.is_some_and(|died| died.earliest() <= composer.day)
}

/// What is recorded of a person's parental responsibility now: yes, no, or unknown for a parent.
pub(in crate::assemble) fn responsibility(
    composer: &Composer<'_>,
    person: &Person,
) -> &'static str {
    let Some((tie, true)) = tie(composer.case, person) else {
        return "";
    };
    let holds = composer.phase(&tie.start, &tie.end) == Phase::Now;
    if !holds || has_died(composer, person) || is_adult(composer) {
        return "";
    }
    match tie.parental_responsibility.value() {
        Some(true) => "yes",
        Some(false) => "no",
        None if is_parent(tie) => "unknown",
        None => "",
    }
}

/// Whether the child has certainly come of age: nobody has parental responsibility from then on
/// (Children Act 1989, sections 3 and 105).
pub(in crate::assemble) fn is_adult(composer: &Composer<'_>) -> bool {
    let born = composer.case.child().and_then(dates::birth);
    born.and_then(|(born, _)| whole_years(born.latest(), composer.day))
        .is_some_and(|years| years >= 18)
}
