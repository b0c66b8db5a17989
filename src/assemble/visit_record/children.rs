//! The children of a visit: who was seen, who alone, with whose permission, and what a child said, in the child's own
//! words. Where siblings were visited together each is named (rule 8), and nothing is said of one that the record says
//! of all.

use serde_json::{Value, json};

use super::Visiting;
use super::told::Told;
use crate::assemble::shared::{face, phrases};
use crate::model::declare::{Id, Ids};
use crate::model::records::{CommunicationNeed, Person};
use crate::model::{Recorded, Run, Text};

/// The fields that tell who was seen, in Kent's order.
const SEEN: [&str; 6] = [
    "seen",
    "children_seen",
    "not_seen_reason",
    "seen_alone",
    "not_alone_reason",
    "permission",
];

/// What a visit says of the child or children.
pub(super) fn blocks(of: &Visiting<'_>, told: &mut Told) -> Vec<Value> {
    if !of.was_answered() {
        drop_what_follows(of, told);
    }
    let seen = people(of, &of.visit.children_seen);
    if let Some(seen) = seen {
        told.replace("children_seen", seen);
    }
    // Who was seen is told once: by name where names are recorded.
    if of.visit.children_seen.value().is_some() && of.visit.seen.value() == Some(&true) {
        told.leave_out("seen");
    }
    let wanted = SEEN
        .iter()
        .filter(|name| of.was_answered() || **name != "not_seen_reason");
    let wanted: Vec<&str> = wanted.copied().collect();
    let mut blocks = told.lines(&wanted);
    blocks.extend(doubts(of).into_iter().map(|note| json!({ "note": note })));
    blocks.extend(quote(of, told));
    blocks.extend(told.lines(&["views_gathered"]));
    if of.was_answered() {
        blocks.extend(needs(of));
    }
    blocks.extend(told.lines(&["relationship"]));
    blocks
}

/// Nobody was home, so that nobody was seen: it goes without saying.
fn drop_what_follows(of: &Visiting<'_>, told: &mut Told) {
    if of.visit.seen.value() == Some(&false) {
        told.leave_out("seen");
    }
    if of.visit.seen_alone.value() == Some(&false) {
        told.leave_out("seen_alone");
    }
}

/// What the record leaves open of this child.
fn doubts(of: &Visiting<'_>) -> Vec<String> {
    let Some(seen) = of.visit.children_seen.value() else {
        return Vec::new();
    };
    let wording = of.brief.wording;
    let mut doubts = Vec::new();
    let child = of.case.child();
    if let Some(child) = child.filter(|child| !seen.0.iter().any(|id| id.0 == child.entry.key)) {
        let name = child.name.value().map(Text::to_string);
        let name = name.unwrap_or_else(|| of.term("child.unnamed"));
        doubts.push(wording.fill("visit.not_among", &name));
    }
    if seen.0.len() > 1 && of.visit.seen_alone.value() == Some(&true) {
        doubts.push(of.term("visit.alone_among_several"));
    }
    doubts
}

/// The child's words, quoted and apart from those of everybody else.
fn quote(of: &Visiting<'_>, told: &mut Told) -> Option<Value> {
    let words = told.words("child_words")?;
    let label = match whose(of) {
        Some(name) => of.brief.wording.fill("visit.words_of", &name),
        None => of.term("visit.words_of_a_child"),
    };
    Some(json!({ "quote": phrases::as_json(&words), "label": label }))
}

/// Whose words they are: the one child who was seen, else the child of the case where no other was visited.
fn whose(of: &Visiting<'_>) -> Option<String> {
    let cases = of.visit.case_id.value().map_or(1, |ids| ids.0.len());
    let own = || {
        let child = of.case.child().and_then(called);
        child.unwrap_or_else(|| of.term("child.unnamed"))
    };
    match of.visit.children_seen.value().map(|ids| &*ids.0) {
        Some([one]) => match of.case.child() {
            Some(child) if child.entry.key == one.0 => Some(own()),
            _ => of.case.person(&one.0).and_then(called),
        },
        Some(_) => None,
        None => (cases < 2).then(own),
    }
}

fn called(person: &Person) -> Option<String> {
    let name = person.known_as.value().or(person.name.value());
    name.map(Text::to_string)
}

/// What the children who were visited need so as to understand and be understood, as the basic record has it
/// (Northamptonshire 5.2).
fn needs(of: &Visiting<'_>) -> Vec<Value> {
    let seen = of.visit.children_seen.value();
    let child = of.case.child().map(|child| &child.entry.key);
    let is_theirs = |id: &Id| match seen {
        Some(seen) => seen.0.contains(id),
        None => child == Some(&id.0),
    };
    let needs = of.case.records.communication_needs.iter();
    let theirs = needs.filter_map(|need| {
        let id = need.person_id.value().filter(|id| is_theirs(id))?;
        let name = of.case.person(&id.0).and_then(called);
        let name = name.unwrap_or_else(|| face::name_of(of.case, of.brief.wording));
        let label = of.brief.wording.fill("visit.need_of", &name);
        let words = phrases::as_json(&need_in_words(of, need)?);
        Some(json!({ "aside": words, "label": label }))
    });
    theirs.collect()
}

fn need_in_words(of: &Visiting<'_>, need: &CommunicationNeed) -> Option<Text> {
    let own = need.communication_need.value()?;
    let Some(support) = need.support.value() else {
        return Some(own.clone());
    };
    let mut runs = own.runs().to_vec();
    runs.push(Run::Words(of.term("visit.need_support").into()));
    runs.extend(support.runs().iter().cloned());
    Some(phrases::without_repeated_gaps(Text::of(runs)))
}

/// People by name, each with who they are where that is recorded.
pub(super) fn people(of: &Visiting<'_>, ids: &Recorded<Ids>) -> Option<Text> {
    let ids = ids.value()?;
    let named: Vec<String> = ids.0.iter().map(|id| named(of, id)).collect();
    let said = phrases::joined(&named, of.brief.wording);
    (!named.is_empty()).then(|| phrases::decode(&said))
}

/// A name with a role in brackets; an id of which nothing is known stands as it is.
fn named(of: &Visiting<'_>, id: &Id) -> String {
    let person = of.case.person(&id.0);
    let name = person.and_then(|it| it.name.value()).map(phrases::encode);
    let role = person.and_then(|it| it.role.value()).map(phrases::encode);
    match (name, role) {
        (Some(name), Some(role)) => format!("{name} ({role})"),
        (Some(name), None) => name,
        (None, _) => id.0.to_string(),
    }
}
