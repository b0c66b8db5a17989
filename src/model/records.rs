//! Every record type that an export may hold, declared once (design.md "What is read", rule 35).

mod care;
mod court;
mod events;
mod governance;
mod people;
mod planning;
mod provenance;

pub use care::{
    Adoption, Education, Health, LegalStatus, Offence, Order, Placement, PreviousPermanence,
    StatusPeriod,
};
pub use court::{Hearing, Party, PreProceedings, Proceedings};
pub use events::{
    Assessment, Contact, Event, Meeting, MissingEpisode, Recommendation, Referral, SeldomEvent,
    Visit,
};
pub use governance::{
    AccessRequest, Consent, Document, FileMovement, PrivacyNotice, RectificationRequest,
    Restriction, Sharing,
};
pub use people::{
    Address, Allocation, CaseRecord, CommunicationNeed, ContactDetail, Disability, Household,
    Identifier, Network, Person, Relationship, Team, Worker,
};
pub use planning::{
    Action, ContactArrangement, Decision, Outcome, Plan, ProgressNote, Summary, Supervision,
};
pub use provenance::{Provenance, SeldomProvenance};

use super::macros::records;

records! {
    cases: CaseRecord;
    people: Person;
    relationships: Relationship;
    households: Household;
    networks: Network;
    addresses: Address;
    contact_details: ContactDetail;
    identifiers: Identifier;
    disabilities: Disability;
    communication_needs: CommunicationNeed;
    workers: Worker;
    teams: Team;
    allocations: Allocation;
    events: Event;
    visits: Visit;
    contacts: Contact;
    referrals: Referral;
    status_periods: StatusPeriod;
    placements: Placement;
    legal_statuses: LegalStatus;
    orders: Order;
    assessments: Assessment;
    meetings: Meeting;
    recommendations: Recommendation;
    missing_episodes: MissingEpisode;
    education: Education;
    health: Health;
    offences: Offence;
    adoptions: Adoption;
    previous_permanences: PreviousPermanence;
    plans: Plan;
    outcomes: Outcome;
    progress: ProgressNote;
    actions: Action;
    decisions: Decision;
    supervisions: Supervision;
    summaries: Summary;
    contact_arrangements: ContactArrangement;
    proceedings: Proceedings;
    parties: Party;
    hearings: Hearing;
    pre_proceedings: PreProceedings;
    documents: Document;
    restrictions: Restriction;
    sharings: Sharing;
    access_requests: AccessRequest;
    rectification_requests: RectificationRequest;
    privacy_notices: PrivacyNotice;
    consents: Consent;
    file_movements: FileMovement;
}
