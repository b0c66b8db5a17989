//! Periods made of episodes: of being looked after, of a legal status, of a placement. Episodes in
//! which nothing visible changed become one period; every row is an origin of what it was part of.

use chrono::NaiveDate;

use super::child::Child;
use super::episodes::Episode;
use super::faults;
use super::reading::{Coded, Reading, case, id, words};
use super::rows::Entry;
use crate::issue::Origin;
use crate::model::codes::StatusKind;
use crate::model::records::{Address, LegalStatus, Placement, StatusPeriod};
use crate::model::{EntryId, Recorded, Text, When};

/// Reads the episodes into periods.
pub(super) fn read(child: &Child<'_>, episodes: &[Episode<'_>], out: &mut Reading<'_>) {
    let spans: Vec<&[Episode<'_>]> = episodes.chunk_by(same_span).collect();
    for (index, span) in spans.iter().enumerate() {
        if span[0].is_short_break() {
            short_break(child, &span[0], out);
        } else {
            let later = index + 1 < spans.len();
            care(child, span, later, out);
        }
    }
}

/// Whether two episodes belong to one period of care; each short break stands alone.
fn same_span(one: &Episode<'_>, next: &Episode<'_>) -> bool {
    !one.is_short_break() && !next.is_short_break() && one.continues_in(next)
}

/// One period of care, with the legal statuses and placements in it; `later` is whether the return
/// tells of anything after it.
fn care(child: &Child<'_>, span: &[Episode<'_>], later: bool, out: &mut Reading<'_>) {
    let mut opened = vec![false; span.len()];
    opened[0] = true;
    looked_after(child, span, later, out);
    let mut index = 0;
    for status in span.chunk_by(same_status) {
        opened[index] = true;
        legal_status(child, status, index == 0, out);
        index += status.len();
    }
    for stay in stays(span) {
        opened[stay[0]] = true;
        placement(child, span, &stay, out);
    }
    homes(child, span, out);
    for (episode, opened) in span.iter().zip(opened) {
        if opened {
            out.used(&episode.entry)
        } else {
            out.merged(&episode.entry)
        }
    }
}

fn origins<'a>(episodes: impl IntoIterator<Item = &'a Episode<'a>>) -> Vec<Origin> {
    episodes
        .into_iter()
        .flat_map(|episode| episode.entry.origins())
        .collect()
}

fn name(
    record: &'static str,
    child: &Child<'_>,
    from: NaiveDate,
    out: &mut Reading<'_>,
) -> EntryId {
    out.name(record, child.key(from))
}

/// A beginning. Where the episode says that something else began with it, this had begun before
/// the return tells of it, and the day is marked as uncertain.
fn beginning(episode: &Episode<'_>, told: bool) -> Recorded<When> {
    Recorded::Value(When {
        uncertain: !told,
        ..When::day(episode.from)
    })
}

fn ending(until: Option<NaiveDate>) -> Recorded<When> {
    until.map(When::day).into()
}

fn in_words(coded: Option<&Coded>) -> Option<Text> {
    coded.map(|coded| Text::words(coded.words.clone()))
}

/// The period of care as a whole.
fn looked_after(child: &Child<'_>, span: &[Episode<'_>], later: bool, out: &mut Reading<'_>) {
    let (first, last) = (&span[0], &span[span.len() - 1]);
    let entry = name("status_period", child, first.from, out);
    let mut period = StatusPeriod::bare(entry, first.entry.first().origin());
    let goes_on = last.goes_on() && !later;
    period.origins = origins(span);
    period.case_id = case(&child.id);
    period.status = Recorded::Value(StatusKind::LookedAfter);
    period.period_from = beginning(first, first.began_as(&["S"]));
    period.period_until = ending(last.until.filter(|_| !goes_on));
    period.end_reason = in_words(last.end_of_care()).into();
    out.records.status_periods.push(period);
}

/// Whether the legal status stayed the same without a gap.
fn same_status(one: &Episode<'_>, next: &Episode<'_>) -> bool {
    one.meets(next) && code_of(&one.status) == code_of(&next.status)
}

fn code_of(coded: &Option<Coded>) -> Option<&str> {
    coded.as_ref().map(|coded| &*coded.code)
}

/// A legal status, from the first to the last of the episodes under it.
fn legal_status(
    child: &Child<'_>,
    episodes: &[Episode<'_>],
    starts_span: bool,
    out: &mut Reading<'_>,
) {
    let (first, last) = (&episodes[0], &episodes[episodes.len() - 1]);
    let entry = name("legal_status", child, first.from, out);
    let told = !starts_span || first.began_as(&["S", "L", "B", "U"]);
    let mut status = LegalStatus::bare(entry, first.entry.first().origin());
    status.origins = origins(episodes);
    status.case_id = case(&child.id);
    status.legal_status = in_words(first.status.as_ref()).into();
    status.status_from = beginning(first, told);
    status.status_until = ending(last.until);
    out.records.legal_statuses.push(status);
}

/// The placements of a period of care, as the numbers of their episodes. A placement goes on where
/// the child comes back to it from a temporary stay.
fn stays(span: &[Episode<'_>]) -> Vec<Vec<usize>> {
    let mut stays: Vec<Vec<usize>> = Vec::new();
    let mut current = 0;
    let mut settled: Option<usize> = None;
    for (index, episode) in span.iter().enumerate() {
        if index > 0 && same_stay(&span[index - 1], episode) {
            stays[current].push(index);
            continue;
        }
        let back = settled.filter(|settled| comes_back(span, &stays, *settled, index));
        current = back.unwrap_or(stays.len());
        match back {
            Some(stay) => stays[stay].push(index),
            None => stays.push(vec![index]),
        }
        settled = if episode.is_temporary() {
            settled
        } else {
            Some(current)
        };
    }
    stays
}

/// Whether the placement stayed the same without a gap. Short temporary stays that follow each
/// other, as around a holiday, are one interruption; a hospital stay is never part of it.
fn same_stay(one: &Episode<'_>, next: &Episode<'_>) -> bool {
    let interruption = |episode: &Episode<'_>| episode.place_is(&["T0", "T2", "T3", "T4"]);
    let unmoved = next.began_as(&["L"]) || (!next.began_as(&["P", "B"]) && one.change.is_none());
    one.meets(next)
        && (interruption(one) && interruption(next) || unmoved && looks_the_same(one, next))
}

/// Whether nothing visible tells two placements apart; what one of them does not say, does not.
fn looks_the_same(one: &Episode<'_>, other: &Episode<'_>) -> bool {
    let provider = (code_of(&one.provider), code_of(&other.provider));
    code_of(&one.place) == code_of(&other.place)
        && agree(provider)
        && agree((one.entry.words("PL_POST"), other.entry.words("PL_POST")))
        && agree((urn(&one.entry), urn(&other.entry)))
}

fn agree(pair: (Option<&str>, Option<&str>)) -> bool {
    !matches!(pair, (Some(one), Some(other)) if one != other)
}

/// The Ofsted number; a row of X stands for none.
fn urn<'a>(entry: &'a Entry<'_>) -> Option<&'a str> {
    entry
        .words("URN")
        .filter(|urn| !urn.bytes().all(|b| b == b'X'))
}

/// Whether an episode takes a settled placement up again, right after temporary stays that began
/// when it broke off, and no reason is given why it should have ended.
fn comes_back(span: &[Episode<'_>], stays: &[Vec<usize>], settled: usize, index: usize) -> bool {
    let left = stays[settled][stays[settled].len() - 1];
    let away = &span[left + 1..index];
    let unbroken = span[left..=index]
        .windows(2)
        .all(|pair| pair[0].meets(&pair[1]));
    !away.is_empty()
        && away.iter().all(Episode::is_temporary)
        && unbroken
        && span[left].change.is_none()
        && looks_the_same(&span[left], &span[index])
}

/// A placement, from the first to the last of its episodes.
fn placement(child: &Child<'_>, span: &[Episode<'_>], stay: &[usize], out: &mut Reading<'_>) {
    let episodes: Vec<&Episode<'_>> = stay.iter().map(|index| &span[*index]).collect();
    let (first, last) = (episodes[0], episodes[episodes.len() - 1]);
    tell_misplaced(&episodes, out);
    let told = stay[0] > 0 || first.began_as(&["S", "P", "T", "B", "U"]);
    let mut record = bare_placement(child, first, out);
    record.origins = origins(episodes.iter().copied());
    record.placed = beginning(first, told);
    record.placement_ended = ending(last.until);
    record.placement_kind = kinds(&episodes);
    let provider = episodes
        .iter()
        .find_map(|episode| in_words(episode.provider.as_ref()));
    record.provider = first.entry.recorded("PLACE_PROVIDER", provider);
    record.placement_address = address(&episodes, out);
    record.end_reason = why_ended(last);
    record.temporary = Recorded::Value(first.is_temporary());
    record.permanent = meant_to_last(first);
    out.records.placements.push(record);
}

fn bare_placement(child: &Child<'_>, first: &Episode<'_>, out: &mut Reading<'_>) -> Placement {
    let entry = name("placement", child, first.from, out);
    let mut record = Placement::bare(entry, first.entry.first().origin());
    record.case_id = case(&child.id);
    record
}

/// The kinds of placement, each once; only temporary stays hold more than one.
fn kinds(episodes: &[&Episode<'_>]) -> Recorded<Text> {
    let mut kinds: Vec<&str> = Vec::new();
    for place in episodes.iter().filter_map(|episode| episode.place.as_ref()) {
        if !kinds.contains(&&*place.words) {
            kinds.push(&place.words);
        }
    }
    if kinds.is_empty() {
        Recorded::Empty
    } else {
        words(&kinds.join("; "))
    }
}

/// What the return says of the address: postcode and Ofsted number, as last recorded.
fn address(episodes: &[&Episode<'_>], out: &Reading<'_>) -> Recorded<Text> {
    let last = |said: &dyn Fn(&Entry<'_>) -> Option<String>| {
        episodes
            .iter()
            .rev()
            .find_map(|episode| said(&episode.entry))
    };
    let number = out.codes.sentence("ofsted_number");
    let postcode = last(&|entry| entry.words("PL_POST").map(str::to_owned));
    let ofsted = last(&|entry| urn(entry).map(|urn| number.replace("{number}", urn)));
    let parts: Vec<String> = postcode.into_iter().chain(ofsted).collect();
    if parts.is_empty() {
        let entry = &episodes[0].entry;
        return entry.recorded("PL_POST", None);
    }
    words(&parts.join(", "))
}

/// Why a placement ended: the reason given for the change, else why care ended with it.
fn why_ended(last: &Episode<'_>) -> Recorded<Text> {
    let reason = last
        .change
        .as_ref()
        .or(last.end_of_care())
        .filter(|_| last.until.is_some());
    match in_words(reason) {
        Some(reason) => Recorded::Value(reason),
        None => last.entry.recorded("REASON_PLACE_CHANGE", None),
    }
}

/// Whether the placement is meant to last, as far as its code says.
fn meant_to_last(episode: &Episode<'_>) -> Recorded<bool> {
    let lasting = episode.place_is(&["A3", "A4", "A5", "A6", "U1", "U4"]);
    let passing = episode.place_is(&["U2", "U3", "U5", "U6"]) || episode.is_temporary();
    (lasting || passing).then_some(lasting).into()
}

/// A reason for a change belongs on the episode that the change ended (see the reference, 6.10).
fn tell_misplaced(episodes: &[&Episode<'_>], out: &mut Reading<'_>) {
    let before_last = &episodes[..episodes.len() - 1];
    for episode in before_last
        .iter()
        .filter(|e| e.change.is_some() && e.until.is_some())
    {
        out.fault_at(
            faults::REASON_MISPLACED,
            &episode.entry,
            "REASON_PLACE_CHANGE",
        );
    }
}

/// The homes from which the child came into care, as postcodes. The return cannot say whether the
/// family may be told them, so they are kept from family and court.
fn homes(child: &Child<'_>, span: &[Episode<'_>], out: &mut Reading<'_>) {
    for home in
        span.chunk_by(|one, next| one.entry.words("HOME_POST") == next.entry.words("HOME_POST"))
    {
        let first = &home[0];
        let Some(postcode) = first.entry.words("HOME_POST") else {
            continue;
        };
        let entry = out.name("address", child.key(format_args!("home|{}", first.from)));
        let mut record = Address::bare(entry, first.entry.first().origin());
        record.origins = origins(home);
        record.person_id = Recorded::Value(id(&child.id));
        record.address = words(out.codes.sentence("home_before_care"));
        record.postcode = words(postcode);
        record.confidential = Recorded::Value(true);
        out.records.addresses.push(record);
    }
}

/// A short break under an agreed series: a stay of its own, or the agreement alone.
fn short_break(child: &Child<'_>, episode: &Episode<'_>, out: &mut Reading<'_>) {
    let place = episode.place.as_ref().map_or("", |place| &place.words);
    if episode.status_is(&["V4"]) {
        let entry = name("legal_status", child, episode.from, out);
        let mut status = LegalStatus::bare(entry, episode.entry.first().origin());
        status.origins = episode.entry.origins().collect();
        status.case_id = case(&child.id);
        status.legal_status = sentence("short_break_agreement", place, out);
        status.status_from = beginning(episode, true);
        status.status_until = ending(episode.until);
        if let Some(why) = in_words(episode.end_of_care()) {
            status.provenance.outcome = Recorded::Value(why);
        }
        out.records.legal_statuses.push(status);
    } else {
        let mut stay = bare_placement(child, episode, out);
        stay.origins = episode.entry.origins().collect();
        stay.placed = beginning(episode, true);
        stay.placement_ended = ending(episode.until);
        stay.placement_kind = sentence("short_break", place, out);
        let provider = in_words(episode.provider.as_ref());
        stay.provider = episode.entry.recorded("PLACE_PROVIDER", provider);
        stay.placement_address = address(&[episode], out);
        stay.end_reason = why_ended(episode);
        stay.temporary = Recorded::Value(true);
        out.records.placements.push(stay);
    }
    out.used(&episode.entry);
}

fn sentence(key: &str, place: &str, out: &Reading<'_>) -> Recorded<Text> {
    words(
        out.codes
            .sentence(key)
            .replace("{place}", place)
            .trim_end_matches([':', ' ']),
    )
}
