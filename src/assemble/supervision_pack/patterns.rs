//! What repeats in a record, named by a rule that counts: a prompt to talk about, never a conclusion.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::since::Since;
use crate::assemble::Brief;
use crate::assemble::shared::{dates, phrases, seen};
use crate::diagram::visits::Seen;
use crate::issue::Issue;
use crate::model::codes::{Category, Standing};
use crate::model::records::{Event, MissingEpisode, Person, Placement, Referral, Visit};
use crate::model::{Case, EntryId, Record, Recorded, When};
use crate::wording::Facts;

/// How often within how many days is a pattern; 0 times is never.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Often {
    /// How many times at least.
    pub times: u32,
    /// Within how many days up to the date prepared.
    pub days: u32,
}

/// When repeated things are put forward; settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Patterns {
    /// Missing episodes.
    pub missing: Often,
    /// Injuries, and times at a hospital.
    pub presentations: Often,
    /// Placements that began.
    pub placements: Often,
    /// Referrals.
    pub referrals: Often,
    /// Visits at which nobody was home or the child was not seen.
    pub visits: Often,
}

/// One occurrence: when, and the record's stable name.
type Occurrence = (NaiveDate, EntryId);

/// Every pattern of a case, as the layout takes them: what is counted, where it stands, what to ask.
pub(super) fn of(case: &Case, since: Since, brief: &Brief<'_>) -> Result<Vec<Value>, Issue> {
    let rules = &brief.supervision.patterns;
    let counted = [
        ("missing", rules.missing, missing(case)),
        ("presentations", rules.presentations, presentations(case)),
        ("placements", rules.placements, placements(case)),
        ("referrals", rules.referrals, referrals(case)),
        ("visits", rules.visits, visits(case, brief.as_at)),
    ];
    let mut told = Vec::new();
    for (key, often, found) in counted {
        let within = within(found, often, brief.as_at);
        if often.times > 0 && within.len() >= often.times as usize {
            told.push(repeated(key, often, &within, brief)?);
        }
    }
    told.extend(unknown_adults(case, since, brief)?);
    Ok(told)
}

/// What happened within the days up to the date prepared, in order, each record once.
fn within(mut found: Vec<Occurrence>, often: Often, as_at: NaiveDate) -> Vec<Occurrence> {
    let first = as_at.checked_sub_days(Days::new(u64::from(often.days)));
    found.retain(|(day, _)| first.is_none_or(|first| *day > first) && *day <= as_at);
    found.sort();
    found.dedup();
    found
}

fn repeated(
    key: &str,
    often: Often,
    found: &[Occurrence],
    brief: &Brief<'_>,
) -> Result<Value, Issue> {
    let wording = brief.wording;
    let mut days: Vec<String> = found
        .iter()
        .map(|(day, _)| dates::short(&When::day(*day), wording))
        .collect();
    days.dedup();
    let facts = Facts::from([
        ("what", key.into()),
        ("count", found.len().into()),
        ("days", often.days.into()),
        ("dates", phrases::joined(&days, wording).into()),
    ]);
    let ids: Vec<String> = found.iter().map(|(_, id)| id.to_string()).collect();
    Ok(json!({
        "words": phrases::as_json(&phrases::say(wording, "pack-pattern", &facts)?),
        "ask": wording.term(&format!("pack.ask.{key}")),
        "ids": ids.join(", "),
    }))
}

/// Each record with its day, as far as it has one.
fn dated<'a, R: Record + 'a>(
    records: impl Iterator<Item = &'a R>,
    at: fn(&R) -> &Recorded<When>,
) -> Vec<Occurrence> {
    let each = records.filter_map(|it| Some((at(it).value()?.earliest(), it.entry().clone())));
    each.collect()
}

fn missing(case: &Case) -> Vec<Occurrence> {
    let episodes = case.records.missing_episodes.iter();
    dated(episodes, |it: &MissingEpisode| &it.missing_from)
}

fn presentations(case: &Case) -> Vec<Occurrence> {
    let events = case.records.events.iter();
    let hurt = [Category::Hospital, Category::Injury];
    let hurt = events.filter(|it| it.category.value().is_some_and(|kind| hurt.contains(kind)));
    dated(hurt, |it: &Event| &it.happened)
}

fn placements(case: &Case) -> Vec<Occurrence> {
    let placements = case.records.placements.iter();
    let lasting = placements.filter(|it| it.temporary.value() != Some(&true));
    dated(lasting, |it: &Placement| &it.placed)
}

fn referrals(case: &Case) -> Vec<Occurrence> {
    dated(case.records.referrals.iter(), |it: &Referral| &it.received)
}

/// The visits at which the child was not seen, whether or not somebody was home.
fn visits(case: &Case, as_at: NaiveDate) -> Vec<Occurrence> {
    let all = seen::visits(case, as_at).into_iter();
    all.filter(|(_, seen, _)| matches!(seen, Seen::NobodyHome | Seen::NotSeen))
        .map(|(day, _, visit)| (day, visit.entry.clone()))
        .collect()
}

/// The visits since the last supervision at which an adult was met who is in no household and no record
/// of a person, each with the record's own words.
fn unknown_adults(case: &Case, since: Since, brief: &Brief<'_>) -> Result<Vec<Value>, Issue> {
    let (as_at, wording) = (brief.as_at, brief.wording);
    let homes: BTreeSet<&str> = case
        .records
        .households
        .iter()
        .filter_map(|it| Some(&*it.person_id.value()?.0))
        .collect();
    let mut told = Vec::new();
    for (day, _, visit) in seen::visits(case, as_at) {
        let met = strangers(case, visit, &homes);
        if day <= since.day || (met.is_empty() && visit.other_adults.value().is_none()) {
            continue;
        }
        let mut facts = phrases::facts_of(visit, case, wording);
        let names: Vec<String> = met
            .iter()
            .filter_map(|it| it.name.value())
            .map(phrases::encode)
            .collect();
        let names = (!names.is_empty()).then(|| phrases::joined(&names, wording));
        facts.insert("strangers", names.into());
        facts.insert("day", dates::short(&When::day(day), wording).into());
        told.push(json!({
            "words": phrases::as_json(&phrases::say(wording, "pack-adult", &facts)?),
            "ask": wording.term("pack.ask.adult"),
            "ids": visit.entry.to_string(),
        }));
    }
    Ok(told)
}

/// The people present who are in no household, have no tie to anybody and do not work with the child.
fn strangers<'a>(case: &'a Case, visit: &Visit, homes: &BTreeSet<&str>) -> Vec<&'a Person> {
    let present = visit.present.value().map_or(&[][..], |ids| &ids.0);
    let people = present.iter().filter_map(|id| case.person(&id.0));
    let is_tied = |person: &Person| {
        let id = &person.entry.key;
        let mut ties = case.records.relationships.iter();
        ties.any(|it| {
            let ends = [it.person_id.value(), it.other_person_id.value()];
            ends.into_iter().flatten().any(|end| end.0 == *id)
        })
    };
    people
        .filter(|it| !homes.contains(&*it.entry.key) && !is_tied(it))
        .filter(|it| it.standing.value() != Some(&Standing::Professional))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    fn on(days: &[&str]) -> Vec<Occurrence> {
        let numbered = days.iter().enumerate();
        numbered
            .map(|(n, text)| (day(text), EntryId::of("missing_episode", &format!("M{n}"))))
            .collect()
    }

    #[test]
    fn only_what_happened_within_the_days_is_counted() {
        let often = Often { times: 3, days: 90 };
        let as_at = day("2026-06-30");
        // The first of the ninety days is 2 April.
        let found = on(&["2026-04-01", "2026-04-02", "2026-06-30", "2026-07-01"]);
        let days: Vec<NaiveDate> = within(found, often, as_at)
            .into_iter()
            .map(|(day, _)| day)
            .collect();
        assert_eq!(days, [day("2026-04-02"), day("2026-06-30")]);
    }
}
