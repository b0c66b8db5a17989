//! Decisions with who made them and why (Northamptonshire 4 and 5.3), what the court did, and, for
//! workers alone, what came of supervision.

use serde_json::{Value, json};

use super::blocks::{Section, cards, lines, say};
use super::desk::Desk;
use crate::assemble::shared::phrases;
use crate::assemble::shared::timeline::Fact;
use crate::issue::Issue;
use crate::model::records::{Decision, Supervision};
use crate::model::{Recorded, When};

/// Each decision of the period: maker, reasons, options, what was preferred; and what decisions meant.
pub(super) fn decisions(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let all = desk.case.records.decisions.iter();
    let mut made: Vec<&Decision> = all.filter(|it| desk.in_period(&it.decided)).collect();
    made.sort_by_key(|it| (it.decided.value().map(When::order), it.entry.clone()));
    let mut told = Vec::new();
    for decision in made {
        told.push(card(desk, decision)?);
    }
    let mut blocks: Vec<Value> = desk
        .authored(|it| &it.effect_of_decisions)?
        .into_iter()
        .collect();
    match cards(told) {
        Some(cards) => blocks.push(cards),
        None => blocks.push(say(desk.term("summary.decisions.none"))),
    }
    Ok(Section::of(desk, "decisions", blocks))
}

fn card(desk: &mut Desk<'_>, decision: &Decision) -> Result<Value, Issue> {
    let head = desk.words(&decision.decision);
    // Records of decisions must show who made them and why, so their absence is told too.
    let mut pairs = vec![
        (
            desk.term("summary.decision.maker"),
            desk.words(&decision.decision_maker),
        ),
        (
            desk.term("summary.decision.reasons"),
            desk.words(&decision.reasons),
        ),
    ];
    for (key, field) in [
        ("summary.decision.options", &decision.options),
        ("summary.decision.preferred", &decision.preferred),
        ("summary.decision.not_agreed", &decision.not_agreed_reason),
        ("summary.decision.outcome", &decision.provenance.outcome),
    ] {
        if let Recorded::Value(words) = field {
            pairs.push((desk.term(key), phrases::as_json(words)));
        }
    }
    let mut card = desk.line(decision, &decision.decided, json!([head, pairs]))?;
    card["head"] = head;
    card["pairs"] = json!(pairs);
    Ok(card)
}

/// Orders and hearings of the period.
pub(super) fn court(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    let all = desk.facts.iter();
    let heard: Vec<Fact> = all
        .filter(|it| matches!(&*it.entry.record, "order" | "hearing"))
        .filter(|it| it.when.earliest() <= desk.brief.as_at)
        .cloned()
        .collect();
    let mut items = Vec::new();
    for fact in &heard {
        items.push(desk.line_of_fact(fact, phrases::as_json(&fact.sentence))?);
    }
    let blocks = lines(items).into_iter().collect();
    Ok(Section::of(desk, "court", blocks))
}

/// What came of supervision of the work on the case; never in a family edition.
pub(super) fn supervision(desk: &mut Desk<'_>) -> Result<Option<Section>, Issue> {
    if !desk.internal {
        return Ok(None);
    }
    let all = desk.case.records.supervisions.iter();
    let mut held: Vec<&Supervision> = all.filter(|it| desk.in_period(&it.supervised)).collect();
    held.sort_by_key(|it| (it.supervised.value().map(When::order), it.entry.clone()));
    let mut items = Vec::new();
    for supervision in held {
        let words = desk.words(&supervision.supervision_outcome);
        items.push(desk.line(supervision, &supervision.supervised, words)?);
    }
    let blocks = match lines(items) {
        Some(lines) => vec![lines],
        None => vec![say(desk.term("summary.supervision.none"))],
    };
    Ok(Section::of(desk, "supervision", blocks))
}
