//! Which date of which record type is a fact of a chronology, and which template words it: one row
//! each.

use super::{Facet, Fact, Telling, add};
use crate::issue::Issue;
use crate::model::codes::{Category, MeetingKind, StatusKind};
use crate::model::records::{
    Assessment, Education, Event, Health, LegalStatus, Meeting, MissingEpisode, Placement,
    PreProceedings, PreviousPermanence, Referral, StatusPeriod,
};
use crate::model::{Case, Recorded, Text, When};

/// Adds the facts of every dated record type.
pub(super) fn collect(
    case: &Case,
    telling: Telling<'_>,
    facts: &mut Vec<Fact>,
) -> Result<(), Issue> {
    happenings(case, telling, facts)?;
    care(case, telling, facts)?;
    proceedings(case, telling, facts)?;
    growing_up(case, telling, facts)
}

/// Events, visits, contacts, referrals, meetings, assessments, missing episodes, decisions.
fn happenings(case: &Case, telling: Telling<'_>, facts: &mut Vec<Fact>) -> Result<(), Issue> {
    let records = &case.records;
    let event: Facet<Event> = Facet {
        name: "",
        phrase: "event",
        at: |it| &it.happened,
        until: Some(|it| &it.ended),
        category: |it| category_of(it.category.value()),
    };
    add(&records.events, &[event], case, telling, facts)?;
    add(
        &records.visits,
        &[point("visit", |it| &it.visited, |_| Category::Visit)],
        case,
        telling,
        facts,
    )?;
    add(
        &records.contacts,
        &[point("contact", |it| &it.contacted, |_| Category::Call)],
        case,
        telling,
        facts,
    )?;
    let referral: [Facet<Referral>; 3] = [
        point("referral", |it| &it.received, |_| Category::Referral),
        facet(
            "decided",
            "referral-decided",
            |it| &it.decided,
            |_| Category::Decision,
        ),
        facet(
            "closed",
            "referral-closed",
            |it| &it.closed,
            |_| Category::LegalStatus,
        ),
    ];
    add(&records.referrals, &referral, case, telling, facts)?;
    add(
        &records.meetings,
        &[point("meeting", |it| &it.held, meeting)],
        case,
        telling,
        facts,
    )?;
    let assessment: [Facet<Assessment>; 2] = [
        facet(
            "began",
            "assessment-began",
            |it| &it.began,
            |_| Category::Assessment,
        ),
        facet(
            "completed",
            "assessment-completed",
            |it| &it.completed,
            |_| Category::Assessment,
        ),
    ];
    add(&records.assessments, &assessment, case, telling, facts)?;
    let missing: Facet<MissingEpisode> = Facet {
        name: "",
        phrase: "missing-episode",
        at: |it| &it.missing_from,
        until: Some(|it| &it.missing_until),
        category: |_| Category::Missing,
    };
    add(&records.missing_episodes, &[missing], case, telling, facts)?;
    add(
        &records.decisions,
        &[point("decision", |it| &it.decided, |_| Category::Decision)],
        case,
        telling,
        facts,
    )
}

/// Where the child lived, and by which right.
fn care(case: &Case, telling: Telling<'_>, facts: &mut Vec<Fact>) -> Result<(), Issue> {
    let records = &case.records;
    let placement: [Facet<Placement>; 2] = [
        facet(
            "began",
            "placement-began",
            |it| &it.placed,
            |_| Category::Placement,
        ),
        facet(
            "ended",
            "placement-ended",
            |it| &it.placement_ended,
            |_| Category::Placement,
        ),
    ];
    add(&records.placements, &placement, case, telling, facts)?;
    let legal: [Facet<LegalStatus>; 2] = [
        facet(
            "began",
            "legal-status-began",
            |it| &it.status_from,
            |_| Category::LegalStatus,
        ),
        facet(
            "ended",
            "legal-status-ended",
            |it| &it.status_until,
            |_| Category::LegalStatus,
        ),
    ];
    add(&records.legal_statuses, &legal, case, telling, facts)?;
    let status: [Facet<StatusPeriod>; 2] = [
        facet(
            "began",
            "status-period-began",
            |it| &it.period_from,
            status_category,
        ),
        facet(
            "ended",
            "status-period-ended",
            |it| &it.period_until,
            status_category,
        ),
    ];
    add(&records.status_periods, &status, case, telling, facts)?;
    add(
        &records.adoptions,
        &[point(
            "adoption",
            |it| &it.adoption_date,
            |_| Category::LegalStatus,
        )],
        case,
        telling,
        facts,
    )?;
    let previous: Facet<PreviousPermanence> = point(
        "previous-permanence",
        |it| &it.permanence_date,
        |_| Category::LegalStatus,
    );
    add(
        &records.previous_permanences,
        &[previous],
        case,
        telling,
        facts,
    )
}

/// Orders, hearings, pre-proceedings.
fn proceedings(case: &Case, telling: Telling<'_>, facts: &mut Vec<Fact>) -> Result<(), Issue> {
    let records = &case.records;
    add(
        &records.orders,
        &[point("order", |it| &it.made, |_| Category::Order)],
        case,
        telling,
        facts,
    )?;
    add(
        &records.hearings,
        &[point("hearing", |it| &it.heard, |_| Category::Order)],
        case,
        telling,
        facts,
    )?;
    let before: [Facet<PreProceedings>; 2] = [
        facet(
            "began",
            "pre-proceedings-began",
            |it| &it.pre_proceedings_from,
            |_| Category::LegalStatus,
        ),
        facet(
            "ended",
            "pre-proceedings-ended",
            |it| &it.pre_proceedings_until,
            |_| Category::LegalStatus,
        ),
    ];
    add(&records.pre_proceedings, &before, case, telling, facts)
}

/// School, health, offences.
fn growing_up(case: &Case, telling: Telling<'_>, facts: &mut Vec<Fact>) -> Result<(), Issue> {
    let records = &case.records;
    let school: [Facet<Education>; 2] = [
        facet(
            "began",
            "education",
            |it| &it.education_from,
            school_category,
        ),
        facet("ended", "education-ended", left_school, |_| {
            Category::SchoolChange
        }),
    ];
    add(&records.education, &school, case, telling, facts)?;
    add(
        &records.health,
        &[point("health", |it| &it.health_date, health_category)],
        case,
        telling,
        facts,
    )?;
    add(
        &records.offences,
        &[point(
            "offence",
            |it| &it.offence_date,
            |_| Category::Offence,
        )],
        case,
        telling,
        facts,
    )
}

type Date<R> = fn(&R) -> &Recorded<When>;

/// The record itself as a fact on one day.
fn point<R>(phrase: &'static str, at: Date<R>, category: fn(&R) -> Category) -> Facet<R> {
    Facet {
        name: "",
        phrase,
        at,
        until: None,
        category,
    }
}

/// One dated fact of a record that has several.
fn facet<R>(
    name: &'static str,
    phrase: &'static str,
    at: Date<R>,
    category: fn(&R) -> Category,
) -> Facet<R> {
    Facet {
        name,
        phrase,
        at,
        until: None,
        category,
    }
}

fn category_of(recorded: Option<&Category>) -> Category {
    recorded
        .cloned()
        .unwrap_or(Category::Other("not recorded".into()))
}

fn meeting(record: &Meeting) -> Category {
    match record.meeting_kind.value() {
        Some(
            MeetingKind::Strategy | MeetingKind::InitialConference | MeetingKind::ReviewConference,
        ) => Category::Conference,
        Some(MeetingKind::LookedAfterReview | MeetingKind::InNeedReview) => Category::Review,
        Some(MeetingKind::LegalPlanning | MeetingKind::FamilyGroup | MeetingKind::Panel) => {
            Category::Decision
        }
        _ => Category::Task,
    }
}

fn status_category(record: &StatusPeriod) -> Category {
    match record.status.value() {
        Some(StatusKind::LookedAfter) => Category::Placement,
        _ => Category::LegalStatus,
    }
}

/// The end of a stay at a school; the end of a suspension or of a school year is no leaving.
fn left_school(record: &Education) -> &Recorded<When> {
    static NOT_A_STAY: Recorded<When> = Recorded::NotCarried;
    let event = record.education_event.value().map(Text::shown);
    let is_stay = event.is_none_or(|event| {
        mentions(
            &event,
            &["start", "began", "moved", "joined", "enrol", "admitted"],
        )
    });
    if is_stay {
        &record.education_until
    } else {
        &NOT_A_STAY
    }
}

fn school_category(record: &Education) -> Category {
    match record.education_event.value().map(Text::shown) {
        Some(event) if mentions(&event, &["exclu", "suspen"]) => Category::Exclusion,
        Some(event) if mentions(&event, &["pass", "award", "achiev", "prize", "result"]) => {
            Category::Achievement
        }
        _ => Category::SchoolChange,
    }
}

fn health_category(record: &Health) -> Category {
    match record.health_kind.value().map(Text::shown) {
        Some(kind) if mentions(&kind, &["hospital", "a&e", "emergency"]) => Category::Hospital,
        Some(kind) if mentions(&kind, &["injur"]) => Category::Injury,
        _ => Category::Health,
    }
}

fn mentions(words: &str, stems: &[&str]) -> bool {
    let lower = words.to_lowercase();
    stems.iter().any(|stem| lower.contains(stem))
}
