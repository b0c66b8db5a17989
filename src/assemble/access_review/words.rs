//! What the rows of a review are about, and why something is proposed, in words.

use crate::assemble::shared::dates;
use crate::assemble::shared::entries::labels;
use crate::disclose::access::{Matter, Naming, Row, Why};
use crate::model::{Case, Text};
use crate::wording::Wording;

/// What a row is about, in words of the review.
pub(super) fn about(row: &Row, case: &Case, wording: &Wording) -> String {
    let term = |key: &str| wording.term(&format!("access.review.{key}")).to_owned();
    match &row.matter {
        Matter::Fact(fact) => term(&format!("fact.{}", fact.name())),
        Matter::Case { id, naming } => {
            let key = match naming {
                Naming::Own => "case.own",
                Naming::ByRecord => "case.by_record",
                Naming::InWords => "case.in_words",
            };
            wording.fill(&format!("access.review.{key}"), id)
        }
        Matter::Person { id, detail } => format!(
            "{}: {}",
            who(id, case),
            term(&format!("detail.{}", detail.name()))
        ),
        Matter::Place { who: all, detail } => {
            let names: Vec<String> = all.iter().map(|id| who(id, case)).collect();
            let names = if names.is_empty() {
                term("unknown")
            } else {
                names.join(" / ")
            };
            format!("{names}: {}", term(&format!("detail.{}", detail.name())))
        }
        Matter::Small { id, word } => {
            wording
                .fill("access.review.small", word)
                .replacen("{who}", &who(id, case), 1)
        }
        Matter::Word(words) => words.clone(),
        Matter::Restriction {
            id,
            policy,
            lacks,
            overdue,
        } => {
            let mut said = vec![id.clone().map_or_else(
                || term("flagged"),
                |id| wording.fill("access.review.restriction", &id),
            )];
            said.extend(policy.clone());
            if !lacks.is_empty() {
                let lacks: Vec<String> = lacks
                    .iter()
                    .map(|it| term(&format!("lacks.{it}")))
                    .collect();
                said.push(wording.fill("access.review.lacks", &lacks.join(", ")));
            }
            said.extend(
                overdue.map(|day| wording.fill("access.review.overdue", &dates::day(day, wording))),
            );
            said.join("; ")
        }
        Matter::Class(class) => term(&format!("class.{}", class.name())),
        Matter::OfClass(_) | Matter::Held => {
            let record = row
                .place
                .as_ref()
                .map(|it| labels::record(&it.entry.record, wording));
            record.unwrap_or_default()
        }
        Matter::Relaxed { row, words } => wording
            .fill("access.review.relaxed", words)
            .replacen("{row}", row, 1),
    }
}

/// Somebody by name and id, with what they are to the case.
fn who(id: &str, case: &Case) -> String {
    let Some(person) = case.person(id) else {
        let mut workers = case.records.workers.iter();
        let worker = workers
            .find(|it| &*it.entry.key == id)
            .and_then(|it| it.worker_name.value());
        return worker.map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"));
    };
    let name = person.name.value().map(Text::shown).unwrap_or_default();
    let role = person.role.value().map(Text::shown);
    let role = role.or_else(|| person.standing.value().map(|it| it.word().to_owned()));
    role.map_or_else(
        || format!("{name} ({id})"),
        |role| format!("{name} ({id}), {role}"),
    )
}

/// Why something is proposed, in words of the review.
pub(super) fn why(row: &Row, wording: &Wording) -> String {
    let key = match row.why {
        Why::Doubtful(doubt) => format!("doubt.{doubt:?}").to_lowercase(),
        Why::OfClass(class) => format!("of_class.{}", class.name()),
        why => snake(&format!("{why:?}")),
    };
    wording.term(&format!("access.review.why.{key}")).to_owned()
}

/// `NotShownToKnow` as `not_shown_to_know`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
