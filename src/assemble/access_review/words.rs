//! What the rows of a review are about, and why something is proposed, in words.

use super::Names;
use crate::assemble::shared::dates;
use crate::assemble::shared::entries::labels;
use crate::disclose::access::{Detail, Matter, Naming, Row, Why};
use crate::wording::Wording;

/// What a row is about, in words of the review.
pub(super) fn about(row: &Row, names: &Names<'_>, wording: &Wording) -> String {
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
            who(id, names),
            term(&format!("detail.{}", detail.name()))
        ),
        Matter::Place { who, detail } => meant(who, *detail, names, wording),
        Matter::Ordinary {
            who,
            detail,
            word,
            body,
        } => format!(
            "{}: {}",
            meant(who, *detail, names, wording),
            within(word, body.as_deref(), wording)
        ),
        Matter::Small { id, word } => {
            wording
                .fill("access.review.small", word)
                .replacen("{who}", &who(id, names), 1)
        }
        Matter::Word { word, body: None } => word.clone(),
        Matter::Word { word, body } => within(word, body.as_deref(), wording),
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

/// Who can be meant, and what of them.
fn meant(all: &[String], detail: Detail, names: &Names<'_>, wording: &Wording) -> String {
    let each: Vec<String> = all.iter().map(|id| who(id, names)).collect();
    let each = match each.is_empty() {
        true => wording.term("access.review.unknown").to_owned(),
        false => each.join(" / "),
    };
    let detail = format!("access.review.detail.{}", detail.name());
    format!("{each}: {}", wording.term(&detail))
}

/// A word, and the body of whose name it is a part.
fn within(word: &str, body: Option<&str>, wording: &Wording) -> String {
    match body {
        Some(body) => wording
            .fill("access.review.word_in_body", word)
            .replacen("{body}", body, 1),
        None => wording.fill("access.review.word", word),
    }
}

/// Somebody by name and id, with what they are to the case.
fn who(id: &str, names: &Names<'_>) -> String {
    match names.get(id) {
        Some((name, Some(standing))) => format!("{name} ({id}), {standing}"),
        Some((name, None)) => format!("{name} ({id})"),
        None => id.to_owned(),
    }
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
