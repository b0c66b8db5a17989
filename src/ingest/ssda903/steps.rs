//! What the smaller tables tell of a child, a row for each: reviews, times missing, steps of
//! adoption, earlier permanence, social workers, orders depriving of liberty.

use super::child::Child;
use super::faults;
use super::layout::Table;
use super::reading::{NO_KEY, Reading, case, id, words};
use super::rows::Entry;
use crate::ingest::dates::iso;
use crate::issue::Origin;
use crate::model::codes::{MeetingKind, Participation};
use crate::model::records::{
    Adoption, Allocation, Meeting, MissingEpisode, Order, PreviousPermanence, Worker,
};
use crate::model::{EntryId, Recorded, Text, When};

/// Reads the tables whose rows each make a record; previous permanence is read with the case.
pub(super) fn read(child: &Child<'_>, out: &mut Reading<'_>) {
    reviews(child, out);
    missing(child, out);
    adoption(child, out);
    social_workers(child, out);
    deprivation(child, out);
}

/// The end of something; one before the beginning is reported.
fn end(entry: &Entry<'_>, column: &str, from: &When, out: &mut Reading<'_>) -> Recorded<When> {
    let until = out.date(entry, column);
    if until.is_some_and(|until| until.latest() < from.earliest()) {
        out.fault_at(faults::ENDS_BEFORE_START, entry, column);
    }
    entry.recorded(column, until)
}

fn reviews(child: &Child<'_>, out: &mut Reading<'_>) {
    for entry in child.entries(Table::Reviews, out) {
        let Some(held) = out.needed_date(&entry, "REVIEW") else {
            continue;
        };
        let name = out.name("meeting", child.key(iso(&held)));
        let mut meeting = Meeting::bare(name, entry.first().origin());
        let part = out.coded(&entry, "REVIEW_CODE");
        meeting.origins = entry.origins().collect();
        meeting.case_id = case(&child.id);
        meeting.held = Recorded::Value(held);
        meeting.meeting_kind = Recorded::Value(MeetingKind::LookedAfterReview);
        meeting.participation = part.map(|part| Participation::of(&part.words)).into();
        out.records.meetings.push(meeting);
        out.used(&entry);
    }
}

fn missing(child: &Child<'_>, out: &mut Reading<'_>) {
    for entry in child.entries(Table::Missing, out) {
        let Some(from) = out.needed_date(&entry, "MIS_START") else {
            continue;
        };
        let name = out.name("missing_episode", child.key(iso(&from)));
        let mut episode = MissingEpisode::bare(name, entry.first().origin());
        let kind = out.coded(&entry, "MISSING");
        let away = kind.and_then(|kind| match &*kind.code {
            "A" => Some(true),
            "M" => Some(false),
            _ => None,
        });
        episode.origins = entry.origins().collect();
        episode.case_id = case(&child.id);
        episode.missing_from = Recorded::Value(from);
        episode.missing_until = end(&entry, "MIS_END", &from, out);
        episode.away = away.into();
        out.records.missing_episodes.push(episode);
        out.used(&entry);
    }
}

/// The steps of adoption. The decision stands in two tables: where both give the same day it is
/// one step, with both rows as its origins.
fn adoption(child: &Child<'_>, out: &mut Reading<'_>) {
    let first = out.records.adoptions.len();
    for entry in child.entries(Table::AdoptionData, out) {
        adoption_data(child, &entry, out);
    }
    for entry in child.entries(Table::PlacedForAdoption, out) {
        placed_for_adoption(child, &entry, first, out);
    }
}

fn adoption_data(child: &Child<'_>, entry: &Entry<'_>, out: &mut Reading<'_>) {
    let (decided, matched) = (out.date(entry, "DATE_INT"), out.date(entry, "DATE_MATCH"));
    if decided.is_none() && matched.is_none() {
        out.fault_at(faults::NO_KEY, entry, "DATE_INT");
        return out.set_aside(entry, NO_KEY);
    }
    let adopters = adopters(entry, out);
    if matched.is_none() && adopters.is_some() {
        out.fault_at(faults::ADOPTER_UNDATED, entry, "DATE_MATCH");
    }
    if let Some(day) = decided {
        let with = adopters.clone().filter(|_| matched.is_none());
        let step = words(out.codes.sentence("adoption_decided"));
        adoption_step(child, entry, (day, "decided"), step, with, out);
    }
    if let Some(day) = matched {
        let step = words(out.codes.sentence("adoption_matched"));
        adoption_step(child, entry, (day, "matched"), step, adopters, out);
    }
    out.used(entry);
}

/// The adopters by kind: how many, of which sex, how they live, whether they were foster carers.
fn adopters(entry: &Entry<'_>, out: &mut Reading<'_>) -> Option<Text> {
    let columns = ["NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR", "FOSTER_CARE"];
    let parts: Vec<Box<str>> = columns
        .iter()
        .filter_map(|column| Some(out.coded(entry, column)?.words))
        .collect();
    (!parts.is_empty()).then(|| Text::words(parts.join(", ")))
}

fn adoption_step(
    child: &Child<'_>,
    entry: &Entry<'_>,
    (day, facet): (When, &str),
    step: Recorded<Text>,
    adopters: Option<Text>,
    out: &mut Reading<'_>,
) {
    let key = child.key(format_args!("{}|{facet}", iso(&day)));
    let mut record = Adoption::bare(out.name("adoption", key), entry.first().origin());
    record.origins = entry.origins().collect();
    record.case_id = case(&child.id);
    record.adoption_date = Recorded::Value(day);
    record.step = step;
    record.adopters = adopters.map_or(Recorded::NotCarried, Recorded::Value);
    out.records.adoptions.push(record);
}

fn placed_for_adoption(child: &Child<'_>, entry: &Entry<'_>, first: usize, out: &mut Reading<'_>) {
    let Some(decided) = out.needed_date(entry, "DATE_PLACED") else {
        return;
    };
    let known = out.records.adoptions[first..].iter().position(|step| {
        step.adoption_date.value() == Some(&decided) && step.entry.key.ends_with("|decided")
    });
    match known {
        Some(index) => out.records.adoptions[first + index]
            .origins
            .extend(entry.origins()),
        None => {
            let step = words(out.codes.sentence("adoption_decided"));
            adoption_step(child, entry, (decided, "decided"), step, None, out);
        }
    }
    let changed = end(entry, "DATE_PLACED_CEASED", &decided, out)
        .value()
        .copied();
    if let Some(day) = changed {
        let step = decision_changed(entry, out);
        adoption_step(child, entry, (day, "changed"), step, None, out);
    }
    if known.is_some() && changed.is_none() {
        out.merged(entry)
    } else {
        out.used(entry)
    }
}

/// That the decision was changed, and why, where the return says.
fn decision_changed(entry: &Entry<'_>, out: &mut Reading<'_>) -> Recorded<Text> {
    let reason = out.coded(entry, "REASON_PLACED_CEASED");
    let said = out.codes.sentence("adoption_decision_changed");
    match reason {
        Some(reason) => words(&format!("{said}: {}", reason.words)),
        None => words(said),
    }
}

/// Permanence before this time in care. A row that says there was none is an origin of the case.
pub(super) fn previous_permanence(child: &Child<'_>, out: &mut Reading<'_>) -> Vec<Origin> {
    let mut none = Vec::new();
    for entry in child.entries(Table::PreviousPermanence, out) {
        let kind = out.coded(&entry, "PREV_PERM");
        match kind {
            None => {
                out.fault_at(faults::NO_KEY, &entry, "PREV_PERM");
                out.set_aside(&entry, NO_KEY);
                continue;
            }
            Some(kind) if &*kind.code == "Z1" => none.extend(entry.origins()),
            Some(kind) => earlier_permanence(child, &entry, &kind, out),
        }
        out.used(&entry);
    }
    none
}

fn earlier_permanence(
    child: &Child<'_>,
    entry: &Entry<'_>,
    kind: &super::reading::Coded,
    out: &mut Reading<'_>,
) {
    let name = out.name("previous_permanence", child.key(&kind.code));
    let mut record = PreviousPermanence::bare(name, entry.first().origin());
    let date = out.date(entry, "DATE_PERM");
    record.origins = entry.origins().collect();
    record.case_id = case(&child.id);
    record.permanence_date = entry.recorded("DATE_PERM", date);
    record.permanence_kind = words(&kind.words);
    record.authority = authority(entry, out);
    out.records.previous_permanences.push(record);
}

/// The authority of an earlier order: a country in words, or an authority by its number.
fn authority(entry: &Entry<'_>, out: &mut Reading<'_>) -> Recorded<Text> {
    let Some(number) = entry.words("LA_PERM") else {
        return entry.recorded("LA_PERM", None);
    };
    let sentence = out.codes.sentence("authority_number");
    let numbered = || sentence.replace("{number}", number);
    let named = out.codes.find("LA_PERM", number);
    words(&named.map_or_else(numbered, |(_, country)| country.to_owned()))
}

/// The social workers in order. The reason in a row says why this worker took over, so it is why
/// the one before ended; with none before, it is told with the role.
fn social_workers(child: &Child<'_>, out: &mut Reading<'_>) {
    let entries = child.entries(Table::SocialWorkers, out);
    let mut dated: Vec<(When, Entry<'_>)> = entries
        .into_iter()
        .filter_map(|entry| Some((out.needed_date(&entry, "SW_DECOM")?, entry)))
        .collect();
    dated.sort_by_key(|(from, _)| from.order());
    let first = out.records.allocations.len();
    for (from, entry) in dated {
        let Some(worker) = entry.words("SW_ID") else {
            out.fault_at(faults::NO_KEY, &entry, "SW_ID");
            out.set_aside(&entry, NO_KEY);
            continue;
        };
        let reason = out.coded(&entry, "SW_REASON").map(|reason| reason.words);
        let before = out.records.allocations[first..].last_mut();
        let mut role = out.codes.sentence("social_worker").to_owned();
        if let Some(reason) = reason {
            match before {
                Some(before) => before.end_reason = words(&reason),
                None => {
                    let told = out.codes.sentence("social_worker_because");
                    role = told.replace("{reason}", &reason);
                }
            }
        }
        allocation(child, &entry, worker, from, &role, out);
    }
}

fn allocation(
    child: &Child<'_>,
    entry: &Entry<'_>,
    worker: &str,
    from: When,
    role: &str,
    out: &mut Reading<'_>,
) {
    let key = child.key(format_args!("{worker}|{}", iso(&from)));
    let mut record = Allocation::bare(out.name("allocation", key), entry.first().origin());
    record.origins = entry.origins().collect();
    record.case_id = Recorded::Value(id(&child.id));
    record.worker_id = Recorded::Value(id(worker));
    record.case_role = words(role);
    record.start = Recorded::Value(from);
    record.end = end(entry, "SW_DEC", &from, out);
    record.end_reason = Recorded::Empty;
    out.records.allocations.push(record);
    out.workers
        .entry(worker.into())
        .or_default()
        .extend(entry.origins());
    out.used(entry);
}

/// The workers of all children, each once. Only their numbers are in the return.
pub(super) fn workers(out: &mut Reading<'_>) {
    for (worker, origins) in std::mem::take(&mut out.workers) {
        let Some(first) = origins.first() else {
            continue;
        };
        let mut record = Worker::bare(EntryId::of("worker", &worker), first.clone());
        record.worker_id = Recorded::Value(id(&worker));
        record.origins = origins;
        out.records.workers.push(record);
    }
}

fn deprivation(child: &Child<'_>, out: &mut Reading<'_>) {
    for entry in child.entries(Table::Deprivation, out) {
        let Some(made) = out.needed_date(&entry, "DOLO_START") else {
            continue;
        };
        let name = out.name("order", child.key(iso(&made)));
        let mut order = Order::bare(name, entry.first().origin());
        order.origins = entry.origins().collect();
        order.case_id = case(&child.id);
        order.order_kind = words(out.codes.sentence("deprivation_of_liberty"));
        order.made = Recorded::Value(made);
        order.order_until = end(&entry, "DOLO_END", &made, out);
        out.records.orders.push(order);
        out.used(&entry);
    }
}
