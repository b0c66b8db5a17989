//! What a visit's record does not hold, told once and compactly by the states of rule 1. Asked for is what applies: of a
//! visit with nobody home, not how the child's views were gathered.

use super::Visiting;
use crate::assemble::shared::entries::labels;
use crate::assemble::shared::phrases;
use crate::model::codes::Knowledge;
use crate::model::declare::Record;
use crate::model::records::Visit;
use crate::model::{Recorded, When};

/// A field, whether it is recorded, and whether this visit needs it.
type Wanted = (&'static str, Recorded<()>, bool);

/// "Not recorded: …", "Not in this export: …"; `acts` where records of actions stand in for the field of that name.
pub(super) fn lines(of: &Visiting<'_>, acts: bool) -> Vec<String> {
    let wanted = wanted(of.visit, acts);
    let absent = |state: Recorded<()>| -> Vec<String> {
        let missing = wanted
            .iter()
            .filter(|(_, own, needed)| *needed && *own == state);
        missing.map(|(name, ..)| label(of, name)).collect()
    };
    let mut empty = absent(Recorded::Empty);
    if of.visit.visited.value().is_some_and(|it| it.time.is_none()) {
        empty.insert(0, of.term("visit.absent.time"));
    }
    let each = [
        ("visit.absent.empty", empty),
        ("visit.absent.not_carried", absent(Recorded::NotCarried)),
    ];
    let each = each.into_iter().filter(|(_, labels)| !labels.is_empty());
    each.map(|(key, labels)| {
        let said = phrases::joined(&labels, of.brief.wording);
        of.brief.wording.fill(key, &said)
    })
    .collect()
}

/// The field's label with a small letter, within a sentence.
fn label(of: &Visiting<'_>, name: &str) -> String {
    let own = of.brief.wording.coded("visit.absent.field", name);
    if let Some(own) = own {
        return own.to_owned();
    }
    let Some(field) = Visit::TYPE.field(name) else {
        return name.to_owned();
    };
    let label = labels::column(Visit::TYPE.name, field, of.brief.wording);
    let mut letters = label.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

fn state<T>(recorded: &Recorded<T>) -> Recorded<()> {
    match recorded {
        Recorded::NotCarried => Recorded::NotCarried,
        Recorded::Empty => Recorded::Empty,
        Recorded::None => Recorded::None,
        Recorded::Value(_) => Recorded::Value(()),
    }
}

/// Every field that a record of a visit is looked through for, in the order of its sections; who, which and where stand
/// at the head, recorded or not.
fn wanted(visit: &Visit, acts: bool) -> Vec<Wanted> {
    let mut all = of_visit(visit, acts);
    all.extend(of_children(visit));
    all.extend(of_record(visit));
    all
}

fn was_answered(visit: &Visit) -> bool {
    visit.no_reply.value() != Some(&true)
}

fn of_visit(visit: &Visit, acts: bool) -> Vec<Wanted> {
    let met = was_answered(visit);
    vec![
        ("from_last_visit", state(&visit.from_last_visit), met),
        ("heading", state(&visit.heading), true),
        ("purpose", state(&visit.purpose), true),
        ("present", state(&visit.present), met),
        ("other_adults", state(&visit.other_adults), met),
        ("interpreter", state(&visit.interpreter), met),
        ("narrative", state(&visit.narrative), true),
        (
            "information_exchanged",
            state(&visit.information_exchanged),
            met,
        ),
        ("changes", state(&visit.changes), met),
        ("observations", state(&visit.observations), met),
        ("carer_views", state(&visit.carer_views), met),
        ("plan_progress", state(&visit.plan_progress), met),
        ("analysis", state(&visit.analysis), met),
        ("actions", state(&visit.actions), !acts),
        ("outcome", state(&visit.provenance.outcome), true),
    ]
}

fn of_children(visit: &Visit) -> Vec<Wanted> {
    let met = was_answered(visit);
    let named = visit.children_seen.value().is_some();
    let seen = met && (named || visit.seen.value() == Some(&true));
    let unseen = met && visit.seen.value() == Some(&false);
    let together = visit.case_id.value().is_some_and(|ids| ids.0.len() > 1);
    let alone = visit.seen_alone.value();
    vec![
        ("seen", state(&visit.seen), met && !named),
        (
            "children_seen",
            state(&visit.children_seen),
            seen && together,
        ),
        ("not_seen_reason", state(&visit.not_seen_reason), unseen),
        ("seen_alone", state(&visit.seen_alone), seen),
        (
            "not_alone_reason",
            state(&visit.not_alone_reason),
            seen && alone == Some(&false),
        ),
        (
            "permission",
            state(&visit.permission),
            seen && alone == Some(&true),
        ),
        ("child_words", state(&visit.provenance.child_words), seen),
        ("views_gathered", state(&visit.views_gathered), seen),
        ("relationship", state(&visit.relationship), seen),
    ]
}

fn of_record(visit: &Visit) -> Vec<Wanted> {
    let record = &visit.provenance;
    let reported = record.knowledge.value() == Some(&Knowledge::Reported);
    let told = record.told_by.value().is_some();
    let disputed = record.disputed.value() == Some(&true);
    let kept = record.original_note_kept.value() == Some(&true);
    vec![
        ("recorded_on", state(&record.recorded_on), true),
        ("entry_time", entry_time(record.recorded_on.value()), true),
        ("recorded_by", state(&record.recorded_by), true),
        ("told_by", state(&record.told_by), reported),
        (
            "originator_has_read",
            state(&record.originator_has_read),
            told || reported,
        ),
        ("knowledge", state(&record.knowledge), true),
        ("basis", state(&record.basis), true),
        ("dispute", state(&record.dispute), disputed),
        (
            "original_note_kept",
            state(&record.original_note_kept),
            true,
        ),
        (
            "original_note_signed",
            state(&record.original_note_signed),
            kept,
        ),
        (
            "original_note_sketches",
            state(&record.original_note_sketches),
            kept,
        ),
        ("in_chronology", state(&record.in_chronology), true),
    ]
}

/// The time of day of the entry, which a late entry must state (Northamptonshire 9).
fn entry_time(recorded: Option<&When>) -> Recorded<()> {
    match recorded {
        Some(recorded) if recorded.time.is_none() => Recorded::Empty,
        _ => Recorded::Value(()),
    }
}
