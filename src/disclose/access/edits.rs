//! What decisions do to the words of a record: which stretches go, and what stands in their place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::classes::{CHILD_WORDS, Class};
use super::decisions::{Decided, Decisions};
use super::details::Detail;
use super::names;
use super::restricted;
use super::review::Review;
use super::rows::Outcome;
use super::sentences;
use super::shapes::overlap;
use crate::disclose::restrictions::Part;
use crate::model::declare::plain_key;
use crate::model::{Band, EntryId, Marked, Run, Text};
use crate::search::{Folded, Sought};

/// What was decided of a whole record or of words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Somebody, by a kind of detail.
    Person(Detail),
    /// A capitalised word.
    Word,
    /// What is restricted.
    Restriction,
    /// A kind of document.
    Class(Class),
    /// What somebody added by hand.
    Added,
}

/// What stands in place of words.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum With {
    /// The description of somebody: by their place in the list of people, or by a candidate's words.
    Description(Who),
    /// A gap that says why.
    Gap(String),
    /// Nothing at all.
    Nothing,
}

/// Somebody who is described instead of named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Somebody of the case, by place in the list.
    Person(usize),
    /// A capitalised word that names somebody, in lower case.
    Word(String),
}

/// A stretch of a text that does not stay as it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edit {
    /// The text, by its place in the list of passages.
    pub passage: usize,
    /// The bytes.
    pub range: Range<usize>,
    /// What stands there instead.
    pub with: With,
    /// What it is about.
    pub of: Of,
    /// By which decision.
    pub decided: Decided,
}

/// A record that does not stay as it is, and by which decision.
pub(super) type Wholes = BTreeMap<EntryId, (Of, Decided)>;

/// Every record that is withheld whole.
pub(super) fn wholes(review: &Review, decisions: &Decisions) -> Wholes {
    let mut wholes = Wholes::new();
    let mut add = |entry: &EntryId, of: Of, decided: &Decided| {
        if !decided.outcome.is_withheld() {
            return;
        }
        let known = wholes.get(entry).map(|(_, known)| known.outcome);
        // What leaves no trace wins over what says that there is a gap.
        if known.is_none_or(|known| known != Outcome::Silent) {
            wholes.insert(entry.clone(), (of, decided.clone()));
        }
    };
    for (class, entry) in review
        .classes
        .iter()
        .filter(|(class, _)| *class != Class::ChildWords)
    {
        if let Some(decided) = decisions.of_class(entry, *class) {
            add(entry, Of::Class(*class), decided);
        }
    }
    for held in &review.held {
        if let Some(decided) = decisions.of(&held.row) {
            let records = review.records.iter();
            records
                .filter(|(entry, about)| restricted::is_whole(review, held, (entry, about)))
                .for_each(|(it, _)| add(it, Of::Restriction, decided));
        }
    }
    for added in decisions.added.iter().filter(|it| it.words.is_empty()) {
        add(&added.entry, Of::Added, &added.decided);
    }
    wholes
}

/// Every stretch of words that does not stay, text by text, none over another.
pub(super) fn edits(review: &Review, decisions: &Decisions) -> Vec<Edit> {
    let mut edits = of_finds(review, decisions);
    edits.extend(of_candidates(review, decisions));
    edits.extend(of_fields(review, decisions));
    edits.extend(of_quotes(review, decisions));
    for edit in &mut edits {
        if edit.with == With::Nothing {
            edit.range = sentences::around(&review.passages[edit.passage].words, &edit.range);
        }
    }
    apart(edits)
}

/// The widest stretches win; what overlaps one joins it.
fn apart(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| {
        (
            edit.passage,
            std::cmp::Reverse(edit.range.len()),
            edit.range.start,
        )
    });
    let mut kept: Vec<Edit> = Vec::new();
    let mut first = 0;
    for edit in edits {
        if kept.last().is_some_and(|last| last.passage != edit.passage) {
            first = kept.len();
        }
        match kept[first..]
            .iter_mut()
            .find(|it| overlap(&it.range, &edit.range))
        {
            Some(known) => {
                known.range.start = known.range.start.min(edit.range.start);
                known.range.end = known.range.end.max(edit.range.end);
            }
            None => kept.push(edit),
        }
    }
    kept.sort_by_key(|edit| (edit.passage, edit.range.start));
    // Two that grew may touch now.
    kept.dedup_by(|next, last| {
        let touches = last.passage == next.passage && overlap(&last.range, &next.range);
        if touches {
            last.range.end = last.range.end.max(next.range.end);
        }
        touches
    });
    kept
}

fn of_finds(review: &Review, decisions: &Decisions) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (find, row) in review.finds.iter().zip(review.place_names()) {
        let Some((outcome, decided)) = decisions.of_place(review, find, &row) else {
            continue;
        };
        let Some(decided) = decided.filter(|_| outcome.is_withheld()) else {
            continue;
        };
        let single = find
            .who
            .iter()
            .next()
            .filter(|_| find.who.len() == 1 && find.detail == Detail::Name);
        let named = single
            .filter(|who| decisions.of_person(review, **who, Detail::Name).0 == Outcome::Withhold);
        let with = match (outcome, named) {
            (Outcome::Silent, _) => With::Nothing,
            (_, Some(who)) => With::Description(Who::Person(*who)),
            _ => With::Gap(decided.reason.clone()),
        };
        let words = &review.passages[find.passage].words;
        let start = match with {
            With::Description(_) => names::with_title(words, find.range.start),
            _ => find.range.start,
        };
        edits.push(Edit {
            passage: find.passage,
            range: start..find.range.end,
            with,
            of: Of::Person(find.detail),
            decided: decided.clone(),
        });
    }
    edits
}

fn of_candidates(review: &Review, decisions: &Decisions) -> Vec<Edit> {
    let mut edits = Vec::new();
    for candidate in &review.candidates {
        let decided = decisions
            .of_candidate(candidate)
            .filter(|it| it.outcome.is_withheld());
        let Some(decided) = decided else { continue };
        let with = match decided.outcome {
            Outcome::Silent => With::Nothing,
            _ => With::Description(Who::Word(candidate.words.to_lowercase())),
        };
        edits.extend(candidate.places.iter().map(|(passage, range)| {
            let words = &review.passages[*passage].words;
            Edit {
                passage: *passage,
                range: names::with_title(words, range.start)..range.end,
                with: with.clone(),
                of: Of::Word,
                decided: decided.clone(),
            }
        }));
    }
    edits
}

/// What stands for words that are withheld without anybody being described.
fn instead(decided: &Decided) -> With {
    match decided.outcome {
        Outcome::Silent => With::Nothing,
        _ => With::Gap(decided.reason.clone()),
    }
}

/// Every record of which a restriction withholds something, with how much and by which decision.
fn held_back<'a>(
    review: &'a Review,
    decisions: &'a Decisions,
) -> impl Iterator<Item = (&'a Part, &'a EntryId, &'a Decided)> {
    let held = review.held.iter();
    let decided = held.filter_map(|held| Some((held, decisions.of(&held.row)?)));
    let withheld = decided.filter(|(_, decided)| decided.outcome.is_withheld());
    withheld.flat_map(|(held, decided)| {
        let records = review.records.keys();
        let own = records.filter(|entry| restricted::is_of(held, entry));
        own.map(move |entry| (&held.part, entry, decided))
    })
}

/// Fields that are restricted, or that hold what a child said.
fn of_fields(review: &Review, decisions: &Decisions) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut add = |entry: &EntryId, is_field: &dyn Fn(&str) -> bool, of: Of, decided: &Decided| {
        let passages = review.passages.iter().enumerate();
        let fields = passages.filter(|(_, it)| it.entry == *entry && is_field(it.field.name));
        edits.extend(fields.map(|(number, passage)| Edit {
            passage: number,
            range: 0..passage.words.len(),
            with: instead(decided),
            of,
            decided: decided.clone(),
        }));
    };
    for (part, entry, decided) in held_back(review, decisions) {
        if let Part::Field(field) = part {
            let plain = plain_key(field);
            let is_field = |name: &str| plain_key(name) == plain;
            add(entry, &is_field, Of::Restriction, decided);
        }
    }
    for (class, entry) in review
        .classes
        .iter()
        .filter(|(class, _)| *class == Class::ChildWords)
    {
        let decided = decisions
            .of_class(entry, *class)
            .filter(|it| it.outcome.is_withheld());
        if let Some(decided) = decided {
            add(
                entry,
                &|name| CHILD_WORDS.contains(&name),
                Of::Class(*class),
                decided,
            );
        }
    }
    edits
}

/// Quoted words: of restrictions, and of rows that somebody added.
fn of_quotes(review: &Review, decisions: &Decisions) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (part, entry, decided) in held_back(review, decisions) {
        if let Part::Words(words) = part {
            edits.extend(quoted(review, (entry, "", words), Of::Restriction, decided));
        }
    }
    for added in decisions
        .added
        .iter()
        .filter(|it| !it.words.is_empty() && it.decided.outcome.is_withheld())
    {
        let place = (&added.entry, added.field.as_str(), added.words.as_str());
        edits.extend(quoted(review, place, Of::Added, &added.decided));
    }
    edits
}

/// Every place of some words in a record, or in one field of it.
fn quoted(
    review: &Review,
    (entry, field, words): (&EntryId, &str, &str),
    of: Of,
    decided: &Decided,
) -> Vec<Edit> {
    let Some(sought) = Sought::new([(0, words)]) else {
        return Vec::new();
    };
    let passages = review.passages.iter().enumerate();
    let passages = passages
        .filter(|(_, it)| it.entry == *entry && (field.is_empty() || it.field.name == field));
    let each = passages.flat_map(|(number, passage)| {
        let (folded, source) = Folded::located(&passage.words);
        let hits: Vec<_> = sought
            .hits(&folded)
            .map(|hit| source.of(hit.start, hit.end))
            .collect();
        hits.into_iter().map(move |range| (number, range))
    });
    let edit = |(passage, range)| Edit {
        passage,
        range,
        with: instead(decided),
        of,
        decided: decided.clone(),
    };
    each.map(edit).collect()
}

/// Words with some stretches replaced.
pub(super) fn replaced(words: &str, edits: &[&Edit], describe: &dyn Fn(&Who) -> String) -> Text {
    let mut runs: Vec<Run> = Vec::new();
    let mut from = 0;
    let mut plain = String::new();
    for edit in edits {
        plain.push_str(&words[from..edit.range.start]);
        from = edit.range.end;
        match &edit.with {
            With::Description(who) => plain.push_str(&describe(who)),
            With::Nothing => {}
            With::Gap(reason) => {
                end_words(&mut plain, &mut runs);
                let band = Band::of(&words[edit.range.clone()]);
                runs.push(Run::gap(reason.clone(), band));
            }
        }
    }
    plain.push_str(&words[from..]);
    end_words(&mut plain, &mut runs);
    if runs.is_empty() {
        runs.push(Run::Words("".into()));
    }
    Text::of(runs)
}

fn end_words(plain: &mut String, runs: &mut Vec<Run>) {
    if !plain.is_empty() {
        runs.push(Run::Words(std::mem::take(plain).into()));
    }
}

/// Words with some stretches marked, each with the number of its row and its ground.
pub(super) fn with_marks(
    words: &str,
    marks: &[(Range<usize>, u32)],
    grounds: &BTreeMap<u32, String>,
) -> Text {
    let mut runs: Vec<Run> = Vec::new();
    let mut from = 0;
    for (range, number) in marks {
        let mut before = words[from..range.start].to_owned();
        end_words(&mut before, &mut runs);
        runs.push(Run::Marked(Box::new(Marked {
            number: *number,
            ground: grounds.get(number).map_or("", String::as_str).into(),
            words: words[range.clone()].into(),
        })));
        from = range.end;
    }
    let mut rest = words[from..].to_owned();
    end_words(&mut rest, &mut runs);
    Text::of(runs)
}
