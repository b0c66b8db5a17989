//! Where the child lived and in whose care, school, health, and offences.

use super::Provenance;
use crate::model::codes::StatusKind;
use crate::model::declare::{Id, Ids, needed, plain, refers};
use crate::model::macros::record;
use crate::model::{Text, When};

record! {
    /// A placement of a looked-after child.
    Placement = "placement" with provenance: Provenance {
        /// The placement's id.
        placement_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// When it began.
        placed: When = needed().also(&["placement start"]);
        /// When it ended.
        placement_ended: When = plain().also(&["placement end"]);
        /// What kind of placement, in words.
        placement_kind: Text = needed().also(&["placement type"]);
        /// Who provides it, in words.
        provider: Text = plain();
        /// The carers; their names and address are confidential to family and court.
        carers: Ids = refers("person");
        /// The address.
        placement_address: Text = plain();
        /// Why it ended, in words that a family can read.
        end_reason: Text = plain();
        /// Whether it is a temporary stay, after which the child goes back.
        temporary: bool = plain();
        /// Whether it is meant to last.
        permanent: bool = plain();
    }
}

record! {
    /// A period of a legal status, as a looked-after child's.
    LegalStatus = "legal_status" with provenance: Provenance {
        /// The status's id.
        legal_status_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// The status in words: interim care order.
        legal_status: Text = needed();
        /// From when.
        status_from: When = needed().also(&["status start"]);
        /// Until when.
        status_until: When = plain().also(&["status end"]);
    }
}

record! {
    /// An order that a court made.
    Order = "order" with provenance: Provenance {
        /// The order's id.
        order_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// The order in words.
        order_kind: Text = needed();
        /// When it was made.
        made: When = needed().also(&["date of order"]);
        /// Until when it holds.
        order_until: When = plain();
        /// The court.
        court: Text = plain();
        /// The proceedings.
        proceedings_id: Id = refers("proceedings");
        /// What it says.
        terms: Text = plain();
    }
}

record! {
    /// A period of involvement: in need, protection plan, looked after, care leaver.
    StatusPeriod = "status_period" with provenance: Provenance {
        /// The period's id.
        status_period_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// The status.
        status: StatusKind = needed();
        /// From when.
        period_from: When = needed();
        /// Until when.
        period_until: When = plain();
        /// The category of a protection plan.
        plan_category: Text = plain();
        /// Why it ended, in words that a family can read.
        end_reason: Text = plain();
    }
}

record! {
    /// School, training or work.
    Education = "education" with provenance: Provenance {
        /// The row's id.
        education_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// From when.
        education_from: When = needed();
        /// Until when.
        education_until: When = plain();
        /// The school, college or employer.
        setting: Text = needed().also(&["school"]);
        /// What happened: started, changed, suspended, passed.
        education_event: Text = plain();
        /// Year group or course.
        year_group: Text = plain();
        /// Special educational needs, and the plan for them.
        special_needs: Text = plain();
        /// Attendance in words or per cent.
        attendance: Text = plain();
        /// The personal education plan.
        personal_education_plan: Text = plain();
    }
}

record! {
    /// A matter of health.
    Health = "health" with provenance: Provenance {
        /// The row's id.
        health_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// When.
        health_date: When = needed();
        /// What kind: health assessment, dental check, immunisation, illness, injury, allergy.
        health_kind: Text = needed();
        /// What was found or done.
        detail: Text = plain();
        /// Who saw the child.
        seen_by: Text = plain();
        /// Medication, allergies and what to watch for.
        medication: Text = plain();
    }
}

record! {
    /// An offence, and what came of it.
    Offence = "offence" with provenance: Provenance {
        /// The offence's id.
        offence_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// Who was involved.
        person_id: Id = refers("person");
        /// When.
        offence_date: When = needed();
        /// What.
        offence: Text = needed();
        /// What came of it in law.
        disposal: Text = plain();
    }
}

record! {
    /// A step of adoption.
    Adoption = "adoption" with provenance: Provenance {
        /// The row's id.
        adoption_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// When.
        adoption_date: When = needed();
        /// The step, in words.
        step: Text = needed();
        /// The adopters, by kind; never named outside.
        adopters: Text = plain();
    }
}

record! {
    /// An earlier adoption, special guardianship or child arrangements order.
    PreviousPermanence = "previous_permanence" with provenance: Provenance {
        /// The row's id.
        previous_permanence_id: Id = plain();
        /// The case.
        case_id: Ids = refers("case").needed();
        /// When, as far as it is known.
        permanence_date: When = plain();
        /// What it was.
        permanence_kind: Text = needed();
        /// The authority.
        authority: Text = plain();
    }
}
