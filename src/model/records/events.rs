//! What happened: events, visits, contacts, referrals, and what the child was a part of.

use super::Provenance;
use crate::model::codes::{Category, Channel, MeetingKind, Participation, ReferrerKind};
use crate::model::declare::{Id, Ids, needed, plain, refers};
use crate::model::macros::record;
use crate::model::{Text, When};

record! {
    /// One thing that happened to a child or family.
    Event = "event" with provenance: Provenance {
        /// The event's id.
        event_id: Id = plain();
        /// The case, or the cases of siblings who share it.
        case_id: Ids = refers("case").needed().also(&["case ids", "cases"]);
        /// When it happened.
        happened: When = needed().also(&["date", "event date", "date of event"]);
        /// What kind of event it is.
        category: Category = plain().also(&["type", "event type"]);
        /// A short heading.
        heading: Text = plain();
        /// What happened, in plain words.
        what_happened: Text = needed().also(&["event", "description", "event detail"]);
    } seldom SeldomEvent {
        /// When it ended, if it lasted.
        ended: When = plain().also(&["end date"]);
        /// Who was involved.
        people: Ids = refers("person");
        /// Where it happened.
        venue: Text = plain();
        /// The party whose entry it is, in a court chronology; empty for the authority's own.
        entry_of_party: Text = plain();
        /// The proceedings, for an entry that stands in their court chronology alone.
        proceedings_id: Id = refers("proceedings");
    }
}

record! {
    /// A visit to a child or family (Northamptonshire 5.2; Kent's purposeful recording template).
    Visit = "visit" with provenance: Provenance {
        /// The visit's id.
        visit_id: Id = plain().also(&["record number"]);
        /// The case, or the cases of siblings who were visited together.
        case_id: Ids = refers("case").needed().also(&["case ids", "cases"]);
        /// When it took place.
        visited: When = needed().also(&["visit date", "date of visit"]);
        /// Who visited.
        worker_id: Id = refers("worker");
        /// The heading.
        heading: Text = plain();
        /// Where it took place.
        venue: Text = plain();
        /// Why, and how it links to the plan.
        purpose: Text = plain();
        /// Whether anybody was home.
        no_reply: bool = plain().also(&["nobody home"]);
        /// Who was present.
        present: Ids = refers("person");
        /// Adults met who are in no household, and their link to the family.
        other_adults: Text = plain();
        /// The children seen.
        children_seen: Ids = refers("person");
        /// Whether the child was seen.
        seen: bool = plain().also(&["child seen"]);
        /// Why not, where the child was not seen.
        not_seen_reason: Text = plain();
        /// Whether the child was seen alone.
        seen_alone: bool = plain().also(&["child seen alone"]);
        /// Why not, where the child was not seen alone.
        not_alone_reason: Text = plain();
        /// Permission to see the child alone, or why it was not sought.
        permission: Text = plain();
        /// Whether an interpreter was used.
        interpreter: bool = plain();
        /// How the child's views were gathered, and what helped.
        views_gathered: Text = plain();
        /// What the parents or carers said.
        carer_views: Text = plain();
        /// What was talked about.
        narrative: Text = plain().also(&["discussion", "notes"]);
        /// What was told and exchanged.
        information_exchanged: Text = plain();
        /// What changed, above all in the household.
        changes: Text = plain();
        /// What was observed of child, home, and adults with children.
        observations: Text = plain();
        /// The relationship of worker and child, and how the child engages.
        relationship: Text = plain();
        /// Progress of the plan, and what stands in the way.
        plan_progress: Text = plain();
        /// Analysis: what it means for the child's days, and why.
        analysis: Text = plain();
        /// Actions: what, who, by when.
        actions: Text = plain();
        /// What was left from the last visit, and what was done.
        from_last_visit: Text = plain();
    }
}

record! {
    /// A call, message, letter or conversation (Northamptonshire 5.3).
    Contact = "contact" with provenance: Provenance {
        /// The contact's id.
        contact_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When it took place.
        contacted: When = needed().also(&["contact date"]);
        /// Which way.
        channel: Channel = plain();
        /// With whom.
        with_whom: Text = plain();
        /// What was said.
        discussion: Text = needed();
        /// What was decided, and by whom.
        decision: Text = plain();
    }
}

record! {
    /// A referral to the authority.
    Referral = "referral" with provenance: Provenance {
        /// The referral's id.
        referral_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When it came.
        received: When = needed().also(&["referral date"]);
        /// Who it came from, by kind; some are never named outside (rule 2).
        referrer_kind: ReferrerKind = plain();
        /// Who it came from.
        referrer: Text = plain();
        /// What the worry was.
        concern: Text = plain();
        /// What was decided.
        decision: Text = plain();
        /// When it was decided.
        decided: When = plain();
        /// When the work that followed was closed.
        closed: When = plain();
        /// Why it was closed.
        closure_reason: Text = plain();
    }
}

record! {
    /// A conference, review, strategy discussion or other meeting.
    Meeting = "meeting" with provenance: Provenance {
        /// The meeting's id.
        meeting_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When it was held.
        held: When = needed().also(&["meeting date"]);
        /// What it was.
        meeting_kind: MeetingKind = needed();
        /// Where it was held.
        venue: Text = plain();
        /// Who chaired it.
        chair: Text = plain();
        /// Who was there.
        attended: Text = plain();
        /// How the child took part.
        participation: Participation = plain();
        /// What was discussed.
        discussion: Text = plain();
        /// What was decided.
        decisions: Text = plain();
        /// When the next one is due.
        next_due: When = plain();
    }
}

record! {
    /// What a review recommended.
    Recommendation = "recommendation" {
        /// The recommendation's id.
        recommendation_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// The meeting.
        meeting_id: Id = refers("meeting");
        /// The recommendation.
        recommendation: Text = needed();
        /// Who is to do it.
        by_whom: Text = plain();
        /// By when.
        due: When = plain();
        /// How far it has come.
        status: crate::model::codes::Progress = plain();
    }
}

record! {
    /// An assessment or enquiry.
    Assessment = "assessment" with provenance: Provenance {
        /// The assessment's id.
        assessment_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// What it was: child and family assessment, section 47 enquiry.
        assessment_kind: Text = needed();
        /// When it began.
        began: When = needed().also(&["start date"]);
        /// When it was completed.
        completed: When = plain().also(&["end date"]);
        /// Who made it.
        assessor: Text = plain();
        /// What it found, as its author words it.
        findings: Text = plain();
        /// What is recorded as a risk.
        risks: Text = plain();
        /// What is recorded as a strength.
        strengths: Text = plain();
    }
}

record! {
    /// A time when the child was missing or away without permission.
    MissingEpisode = "missing_episode" with provenance: Provenance {
        /// The episode's id.
        missing_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// When the child was first missing.
        missing_from: When = needed();
        /// When the child was back.
        missing_until: When = plain();
        /// Whether the child's whereabouts were known, but they were not where they should be.
        away: bool = plain();
        /// Where the child was found, or came back to.
        returned_to: Text = plain();
        /// Whether a return interview was held, and what was said.
        return_interview: Text = plain();
    }
}
